//! unclear-speaker: a pronoun or an office names the source of a quote, and it may mean two people.
//!
//! Which sources are unclear was decided when the quotes were attributed; only two people who were named in one
//! breath, with nothing that speaks for one of them, make a finding. Each expression is marked once, whatever number
//! of quotes it speaks.

use rustc_hash::FxHashSet;

use super::{Finding, Page, Rule, Severity};
use crate::draft::BlockKind;
use crate::meaning::{MentionId, Source};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "unclear-speaker",
    severity: Severity::Information,
    summary: "A speaker’s pronoun or office that may mean two people.",
    page: include_str!("unclear_speaker.md"),
    check,
};

fn check(page: &Page) -> Vec<Finding> {
    let mut seen = FxHashSet::default();
    let sources = page.meaning.quotes.iter().filter_map(|q| q.attribution.as_ref()).map(|a| &a.source);
    let unclear = sources.filter(|s| s.rivals.len() > 1 && in_story(page, s) && seen.insert(s.place));
    unclear.map(|source| finding(page, source)).collect()
}

fn in_story(page: &Page, source: &Source) -> bool {
    let kind = page.draft.blocks[source.place.block].kind;
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
}

fn finding(page: &Page, source: &Source) -> Finding {
    let prose = |m: MentionId| {
        let place = page.meaning.mentions[m].place;
        place.span.of(&page.draft.blocks[place.block].prose)
    };
    let names: Vec<&str> = source.rivals.iter().map(|&m| prose(m)).collect();
    let (last, others) = names.split_last().expect("rivals are two at least");
    let block = &page.draft.blocks[source.place.block];
    let said = source.place.span.of(&block.prose);
    let place = |m: MentionId| -> Span {
        let place = page.meaning.mentions[m].place;
        page.draft.blocks[place.block].source(place.span)
    };
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.source(source.place.span),
        message: format!("“{said}” may mean {} or {last}: name the one who spoke", others.join(", ")),
        related: source.rivals.iter().map(|&m| (place(m), "One who may have spoken".to_string())).collect(),
        fixes: Vec::new(),
        block: source.place.block,
    }
}
