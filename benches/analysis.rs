//! How long an analysis takes: a draft of 5,000 words read for the first time, and again after one keystroke.
//!
//! The draft is the sample drafts in turn, so both languages are in it. `cargo bench` measures; `latency.py` beside
//! this file measures the same over the protocol, as a writer meets it.

use std::hint::black_box;

use copydesk::analysis::{self, Cache};
use copydesk::draft::Format;
use copydesk::settings::Settings;
use copydesk::text::{Span, Text};
use criterion::{Criterion, criterion_group, criterion_main};

const WORDS: usize = 5_000;

/// The bodies of the sample drafts in turn, until there are as many words as asked for.
fn draft(words: usize) -> String {
    let samples = [include_str!("../samples/harbour.en.md"), include_str!("../samples/pelabuhan.id.md")];
    let bodies = samples.map(|s| s.splitn(3, "---").last().unwrap_or(s).trim());
    let mut out = String::new();
    for body in bodies.iter().cycle() {
        if out.split_whitespace().count() >= words {
            break;
        }
        out.push_str(body);
        out.push_str("\n\n");
    }
    out
}

fn whole_draft(c: &mut Criterion) {
    let (text, settings) = (Text::new(&draft(WORDS)), Settings::default());
    c.bench_function("whole draft, 5,000 words", |b| {
        b.iter(|| analysis::of(black_box(&text), Format::Markdown, &settings, &mut Cache::default()));
    });
}

/// A letter typed into a word in the middle of the draft, or deleted again, with the readings of the version before at hand.
fn keystroke(c: &mut Criterion) {
    let source = draft(WORDS);
    let words: Vec<usize> = source.match_indices("harbour").map(|(at, _)| at).collect();
    let middle = words[words.len() / 2] + 1;
    let (before, settings) = (Text::new(&source), Settings::default());
    let mut after = before.clone();
    after.replace(Span::new(middle, middle), "e");
    let (mut cache, mut typed) = (Cache::default(), false);
    analysis::of(&before, Format::Markdown, &settings, &mut cache);
    c.bench_function("one keystroke, 5,000 words", |b| {
        b.iter(|| {
            typed = !typed;
            analysis::of(black_box(if typed { &after } else { &before }), Format::Markdown, &settings, &mut cache)
        });
    });
}

criterion_group!(benches, whole_draft, keystroke);
criterion_main!(benches);
