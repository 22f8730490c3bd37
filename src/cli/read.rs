//! `copydesk read`: a draft with pencil marks, as the pages of the rules show them.

use std::io::Write;

use anyhow::Context;

use super::args::ReadArgs;
use super::project::Projects;
use super::{Outcome, analyse, files, output};
use crate::desk::pencil;
use crate::draft::Format;

pub fn run(args: &ReadArgs) -> anyhow::Result<Outcome> {
    let name = || args.path.display().to_string();
    let mut projects = Projects::default();
    let mut settings = projects.of_file(&args.path).settings.clone();
    for problem in &projects.problems {
        output::complain(&format!("error: {problem}"));
    }
    settings.language = args.how.lang.or(settings.language);
    let text = files::load(&args.path).with_context(name)?;
    let format = args.how.kind.or_else(|| Format::by_path(&args.path)).unwrap_or_default();
    let analysis = analyse(&text, format, &settings).with_context(name)?;
    let mut out = output::stdout();
    out.write_all(pencil::print(&text, &pencil::marks(&analysis, args.show)).as_bytes())?;
    out.flush()?;
    Ok(if projects.problems.is_empty() { Outcome::Clean } else { Outcome::Errors })
}
