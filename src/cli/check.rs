//! `copydesk check`: the findings of every draft that was named, in the order of their paths.

use std::io::Write;

use rayon::prelude::*;

use super::args::{CheckArgs, Report};
use super::files::{self, Target};
use super::project::Projects;
use super::{Outcome, analyse, json, output, report};
use crate::analysis::Analysis;

/// How many drafts are read before their findings are printed: enough to keep all processors busy, few enough to
/// hold them all in memory.
const AT_ONCE: usize = 64;

pub fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let here = [".".into()];
    let paths = if args.paths.is_empty() { &here } else { args.paths.as_slice() };
    let mut projects = Projects::default();
    let found = files::find(paths, args.how.kind, !args.no_ignore, &mut projects);
    for note in &found.notes {
        output::complain(&format!("note: {note}"));
    }
    for error in projects.problems.iter().chain(&found.errors) {
        output::complain(&format!("error: {error}"));
    }
    let mut tally = Tally { errors: projects.problems.len() + found.errors.len(), ..Tally::default() };
    let written = print(args, &found.targets, &mut tally);
    // Where the reader went away the rest was not read, and a sum would be wrong.
    if args.format == Report::Text && written.is_ok() {
        output::complain(&tally.to_string());
    }
    output::settle(tally.outcome(), written)
}

fn print(args: &CheckArgs, targets: &[Target], tally: &mut Tally) -> anyhow::Result<()> {
    let mut out = output::stdout();
    let mut array = json::Array::default();
    let renderer = report::renderer(output::in_colour());
    for targets in targets.chunks(AT_ONCE) {
        let drafts: Vec<_> = targets.par_iter().map(|target| read(args, target)).collect();
        for (target, draft) in targets.iter().zip(drafts) {
            let path = target.path.display().to_string();
            let analysis = match draft {
                Ok(analysis) => analysis,
                Err(error) => {
                    output::complain(&format!("error: {path}: {error:#}"));
                    tally.errors += 1;
                    continue;
                }
            };
            tally.drafts += 1;
            tally.drafts_with_findings += usize::from(!analysis.findings.is_empty());
            tally.findings += analysis.findings.len();
            for finding in &analysis.findings {
                match args.format {
                    Report::Text => writeln!(out, "{}\n", report::finding(&path, &analysis, finding, &renderer))?,
                    Report::Json => array.push(&mut out, &json::finding(&path, &analysis.text, finding))?,
                }
            }
        }
        out.flush()?;
    }
    if args.format == Report::Json {
        array.end(&mut out)?;
    }
    Ok(out.flush()?)
}

fn read(args: &CheckArgs, target: &Target) -> anyhow::Result<Analysis> {
    let text = files::load(&target.path)?;
    let mut settings = target.project.settings.clone();
    settings.language = args.how.lang.or(settings.language);
    analyse(&text, target.format, &settings)
}

#[derive(Debug, Default)]
struct Tally {
    drafts: usize,
    drafts_with_findings: usize,
    findings: usize,
    errors: usize,
}

impl Tally {
    fn outcome(&self) -> Outcome {
        match (self.errors, self.findings) {
            (0, 0) => Outcome::Clean,
            (0, _) => Outcome::Findings,
            _ => Outcome::Errors,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        match (self.drafts, self.findings) {
            (0, _) => write!(f, "No drafts were checked")?,
            (drafts, 0) => write!(f, "{} checked, nothing to report", count(drafts, "draft"))?,
            (drafts, findings) => {
                write!(
                    f,
                    "{} in {} of {}",
                    count(findings, "finding"),
                    self.drafts_with_findings,
                    count(drafts, "draft")
                )?;
            }
        }
        if self.errors > 0 {
            write!(f, "; {}", count(self.errors, "error"))?;
        }
        Ok(())
    }
}
