//! unattributed-quote: somebody's words, and nobody is said to have spoken them.
//!
//! Silent where we do not know how the language says “said”, and in furniture (headline, standfirst, caption,
//! table): a quote there is usually given again, with its speaker, in the story. A running quote is marked once,
//! at its first paragraph.

use rustc_hash::FxHashMap;

use super::{Finding, Page, Rule, Severity};
use crate::draft::{BlockKind, Draft};
use crate::meaning::{Meaning, Missing, QuoteId, missing};
use crate::reading::QuoteKind;

pub const RULE: Rule = Rule {
    name: "unattributed-quote",
    severity: Severity::Warning,
    summary: "A quote that nobody is said to have spoken.",
    page: include_str!("unattributed_quote.md"),
    check,
};

fn check(page: &Page) -> Vec<Finding> {
    let unspoken = unspoken(page.draft, page.meaning);
    let missing = missing(page.draft, page.readings, page.meaning, &unspoken);
    let finding = |(id, missing): (QuoteId, Missing)| {
        let place = page.meaning.quotes[id].place;
        Finding {
            rule: RULE.name,
            severity: RULE.severity,
            span: page.draft.blocks[place.block].source(place.span),
            message: format!("Nobody is said to have spoken this quote: {}", missing.words(page.draft)),
            related: last_speaker(page, id).into_iter().collect(),
            // Who might have spoken is looked for when somebody asks for fixes: `desk::fixes`.
            fixes: Vec::new(),
            block: place.block,
        }
    };
    unspoken.into_iter().zip(missing).map(finding).collect()
}

/// The quotes for which a speaker is asked and none is found, in the order of the draft; of a running quote the
/// first.
pub fn unspoken(draft: &Draft, meaning: &Meaning) -> Vec<QuoteId> {
    let quotes = meaning.quotes.iter().enumerate();
    let next: FxHashMap<QuoteId, QuoteId> = quotes.filter_map(|(id, q)| Some((q.continues?, id))).collect();
    // Where a quote lost one of its marks nobody knows whose words end where: that is unbalanced-quote's finding.
    let faulty = |id: QuoteId| {
        let place = meaning.quotes[id].place;
        meaning.faults.iter().any(|f| f.place.block == place.block && f.place.span.overlaps(place.span))
    };
    let asked = |id: &QuoteId| {
        let quote = &meaning.quotes[*id];
        let block = &draft.blocks[quote.place.block];
        quote.depth == 0
            && quote.kind == QuoteKind::Speech
            && quote.continues.is_none()
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
            && block.pack.speaks
            && !faulty(*id)
            // A speaker who is named behind the last paragraph spoke all of them.
            && std::iter::successors(Some(*id), |id| next.get(id).copied())
                .all(|id| meaning.quotes[id].attribution.is_none() && meaning.quotes[id].excused.is_none())
    };
    (0..meaning.quotes.len()).filter(asked).collect()
}

/// Who spoke last before a quote, if that was in this paragraph or the one before: the likeliest to be missing.
fn last_speaker(page: &Page, id: QuoteId) -> Option<(crate::text::Span, String)> {
    let place = page.meaning.quotes[id].place;
    let source = page.meaning.quotes[..id].iter().rev().find_map(|q| q.attribution.as_ref())?.source.full;
    let near = source < place && source.block + 1 >= place.block;
    let span = page.draft.blocks[source.block].source(source.span);
    near.then(|| (span, "The last speaker before this quote".to_string()))
}
