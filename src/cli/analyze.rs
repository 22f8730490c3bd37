//! `copydesk analyze`: quotes, speakers, names and findings as data.
//!
//! With `--jsonl` one line comes in and one goes out, in order; drafts are read in parallel, as many at a time as
//! have arrived, so that a program that writes one line and waits for its answer gets it at once.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, anyhow};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::args::AnalyzeArgs;
use super::project::Projects;
use super::{Outcome, analyse, files, output};
use crate::analysis::Analysis;
use crate::draft::Format;
use crate::language::{self, Pack};
use crate::meaning::{Place, Quoted};
use crate::settings::Settings;
use crate::text::{Encoding, Span, Text};

/// So many lines at most are held in memory at once.
const AT_ONCE: usize = 256;

pub fn run(args: &AnalyzeArgs) -> anyhow::Result<Outcome> {
    let stdin = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() { &stdin } else { args.paths.as_slice() };
    let mut outcome = Outcome::Clean;
    let written = if args.jsonl {
        paths.iter().try_for_each(|path| lines(args, path, &mut outcome))
    } else {
        drafts(args, paths, &mut outcome)
    };
    output::settle(outcome, written)
}

/// Whole drafts, one object after the other.
fn drafts(args: &AnalyzeArgs, paths: &[PathBuf], outcome: &mut Outcome) -> anyhow::Result<()> {
    let mut projects = Projects::default();
    let mut out = output::stdout();
    for path in paths {
        let mut settings = projects.of_file(path).settings.clone();
        settings.language = args.how.lang.or(settings.language);
        let format = args.how.kind.or_else(|| Format::by_path(path)).unwrap_or_default();
        match files::load(path).and_then(|text| analyse(&text, format, &settings)) {
            Ok(analysis) => {
                let id = path.display().to_string().into();
                serde_json::to_writer_pretty(&mut out, &story(id, &analysis, args.offsets.into()))?;
                out.write_all(b"\n")?;
            }
            Err(error) => {
                output::complain(&format!("error: {}: {error:#}", path.display()));
                *outcome = Outcome::Errors;
            }
        }
    }
    for problem in &projects.problems {
        output::complain(&format!("error: {problem}"));
        *outcome = Outcome::Errors;
    }
    Ok(out.flush()?)
}

/// JSON lines, in chunks of what has arrived.
fn lines(args: &AnalyzeArgs, path: &Path, outcome: &mut Outcome) -> anyhow::Result<()> {
    let incoming = receive(path).with_context(|| path.display().to_string())?;
    let mut out = output::stdout();
    let mut number = 0;
    while let Ok(first) = incoming.recv() {
        let chunk: Vec<_> = std::iter::once(first).chain(incoming.try_iter().take(AT_ONCE - 1)).collect();
        let chunk: Vec<_> = chunk.into_iter().collect::<Result<_, _>>()?;
        let answers: Vec<_> =
            chunk.par_iter().enumerate().map(|(n, line)| answer(args, line, number + n + 1)).collect();
        number += chunk.len();
        for (line, good) in answers {
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            *outcome = if good { *outcome } else { Outcome::Errors };
        }
        out.flush()?;
    }
    Ok(())
}

/// The lines of a file or of standard input, read ahead by a thread of their own.
fn receive(path: &Path) -> anyhow::Result<Receiver<std::io::Result<Vec<u8>>>> {
    let input: Box<dyn Read + Send> =
        if files::is_stdin(path) { Box::new(std::io::stdin()) } else { Box::new(std::fs::File::open(path)?) };
    let (send, receive) = sync_channel(AT_ONCE);
    std::thread::spawn(move || {
        for line in BufReader::new(input).split(b'\n') {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    Ok(receive)
}

/// The line that answers a line, and whether it was one that we understood. `number` is counted from 1.
fn answer(args: &AnalyzeArgs, line: &[u8], number: usize) -> (Vec<u8>, bool) {
    let line = line.strip_prefix(b"\xEF\xBB\xBF".as_slice()).filter(|_| number == 1).unwrap_or(line);
    let answer =
        read(args, line).and_then(|(id, analysis)| Ok(serde_json::to_vec(&story(id, &analysis, args.offsets.into()))?));
    match answer {
        Ok(line) => (line, true),
        Err(error) => {
            let fault = serde_json::json!({"id": null, "line": number, "error": format!("{error:#}")});
            (fault.to_string().into_bytes(), false)
        }
    }
}

/// A line that comes in. Other keys are not ours.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    lang: Option<String>,
    format: Option<String>,
}

fn read(args: &AnalyzeArgs, line: &[u8]) -> anyhow::Result<(Value, Analysis)> {
    let line: Line = serde_json::from_slice(line)?;
    if !matches!(line.id, Value::String(_) | Value::Number(_)) {
        return Err(anyhow!("`id` is neither a text nor a number"));
    }
    let named = line.format.map(|f| Format::by_name(&f).ok_or_else(|| anyhow!("there is no format “{f}”")));
    let format = named.transpose()?.or(args.how.kind).unwrap_or_default();
    // A language that we have no pack for is a language all the same: then words say nothing.
    let lang = line.lang.filter(|l| !l.is_empty());
    let lang = lang.map(|l| language::by_code(&l).unwrap_or_else(language::unknown));
    let settings = Settings { language: lang.or(args.how.lang), ..Settings::default() };
    Ok((line.id, analyse(&line.text, format, &settings)?))
}

#[derive(Serialize)]
struct Story<'a> {
    id: Value,
    lang: &'a str,
    quotes: Vec<Quote>,
    entities: Vec<Entity<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Quote {
    start: usize,
    end: usize,
    kind: &'static str,
    cue: Option<Stretch>,
    speaker: Option<Speaker>,
    evidence: Option<&'static str>,
    /// The quotes that stand inside this one, left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inside: Vec<Quote>,
}

#[derive(Serialize)]
struct Stretch {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Speaker {
    start: usize,
    end: usize,
    /// With title and modifiers.
    full_start: usize,
    full_end: usize,
    kind: &'static str,
    entity: Option<usize>,
    /// Who printed it.
    via: Option<Stretch>,
}

#[derive(Serialize)]
struct Entity<'a> {
    kind: &'static str,
    name: &'a str,
    role: Option<&'a str>,
    mentions: Vec<Stretch>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
}

fn story(id: Value, analysis: &Analysis, encoding: Encoding) -> Story<'_> {
    let meaning = &analysis.meaning;
    let stretch = |span: Span| stretch(&analysis.text, span, encoding);
    let place = |place: Place| stretch(analysis.span(place));
    let quote = |q: &Quoted| {
        let Stretch { start, end } = place(q.place);
        let said = q.attribution.as_ref();
        let speaker = said.map(|a| {
            let (bare, full) = (place(a.source.place), place(a.source.full));
            Speaker {
                start: bare.start,
                end: bare.end,
                full_start: full.start,
                full_end: full.end,
                kind: a.source.kind.key(),
                entity: a.source.entity,
                via: a.via.map(place),
            }
        });
        let cue = said.and_then(|a| a.cue).map(place);
        Quote {
            start,
            end,
            kind: q.kind.key(),
            cue,
            speaker,
            evidence: said.map(|a| a.pattern.key()),
            inside: Vec::new(),
        }
    };
    // Gathered in one walk: a long draft with many names is not searched once for each of them.
    let mut mentions: Vec<Vec<Stretch>> = meaning.entities.iter().map(|_| Vec::new()).collect();
    for mention in &meaning.mentions {
        mentions[mention.entity].push(place(mention.place));
    }
    let entities = meaning.entities.iter().zip(mentions).map(|(e, mentions)| {
        let name = analysis.prose(meaning.mentions[e.name].place);
        Entity { kind: e.kind.key(), name, role: e.role.map(|p| analysis.prose(p)), mentions }
    });
    let findings = analysis.findings.iter().map(|f| {
        let Stretch { start, end } = stretch(f.span);
        Finding { rule: f.rule, severity: f.severity.key(), start, end, message: &f.message }
    });
    Story {
        id,
        lang: &language_of(analysis).code,
        quotes: nested(meaning.quotes.iter().map(|q| (q.depth, quote(q)))),
        entities: entities.collect(),
        findings: findings.collect(),
    }
}

/// Quotes with their depth, in the order of the draft, as a tree: whoever counts the words that were spoken must not
/// count those of a quote inside a quote twice.
fn nested(quotes: impl Iterator<Item = (usize, Quote)>) -> Vec<Quote> {
    let mut tree: Vec<Quote> = Vec::new();
    for (depth, quote) in quotes {
        let mut level = &mut tree;
        for _ in 0..depth {
            if level.last().is_none_or(|outer| outer.end <= quote.start) {
                break;
            }
            level = &mut level.last_mut().expect("seen above").inside;
        }
        level.push(quote);
    }
    tree
}

/// An offset costs the logarithm of the text's length, as the rope keeps its counts.
fn stretch(text: &Text, span: Span, encoding: Encoding) -> Stretch {
    Stretch { start: text.count(span.start, encoding), end: text.count(span.end, encoding) }
}

/// The language in which most of the draft is written.
fn language_of(analysis: &Analysis) -> &'static Pack {
    let blocks = &analysis.draft.blocks;
    let length = |pack: &Pack| blocks.iter().filter(|b| b.pack.code == pack.code).map(|b| b.prose.len()).sum::<usize>();
    let most = language::all().iter().max_by_key(|p| length(p)).filter(|p| length(p) > 0);
    most.unwrap_or_else(language::unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_every_unit() {
        let source = "🗞 “é” ok";
        let text = Text::new(source);
        let at = source.find("ok").unwrap();
        let check = |encoding, start| {
            let found = stretch(&text, Span::new(at, at + 2), encoding);
            assert_eq!((found.start, found.end), (start, start + 2));
        };
        check(Encoding::Utf8, 14);
        check(Encoding::Utf32, 6);
        check(Encoding::Utf16, 7);
    }
}
