//! unbalanced-quote: a quotation mark without its partner.
//!
//! What a running quote explains is no fault, and was taken away before. Where the missing mark belongs is a
//! guess that the writer makes, not we: each place that is likely is on offer, and so is taking the mark out.

use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::{Block, write};
use crate::language::{Class, Classes, all};
use crate::meaning::{MarkFault, MarkFaultKind, Quoted};
use crate::reading::{Reading, Word, WordKind};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "unbalanced-quote",
    severity: Severity::Warning,
    summary: "A quotation mark that is never closed, never opened, or lost at the head of a paragraph.",
    page: include_str!("unbalanced_quote.md"),
    check,
};

const CUES: Classes = Classes::of(&[Class::Cue, Class::InvertedCue, Class::CueWithSource]);
/// What may stand between the comma behind a quote and its cue.
const SPEAKERS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Honorific,
    Class::Title,
    Class::Role,
    Class::RoleModifier,
    Class::Group,
    Class::He,
    Class::She,
    Class::OnePerson,
    Class::They,
]);

/// A paragraph with more marks astray is no prose: no partners are looked for in it.
const MOST: usize = 50;

fn check(page: &Page) -> Vec<Finding> {
    let mut astray = vec![0; page.draft.blocks.len()];
    page.meaning.faults.iter().for_each(|fault| astray[fault.place.block] += 1);
    page.meaning.faults.iter().map(|fault| finding(page, fault, astray[fault.place.block] <= MOST)).collect()
}

fn finding(page: &Page, fault: &MarkFault, mends: bool) -> Finding {
    let index = fault.place.block;
    let block = &page.draft.blocks[index];
    let (span, message) = match fault.kind {
        MarkFaultKind::Unclosed => {
            (fault.place.span, "This quotation mark is opened and never closed: add its partner or take it out")
        }
        MarkFaultKind::Unopened => (
            fault.place.span,
            "This quotation mark closes a quote that was never opened: add its partner or take it out",
        ),
        MarkFaultKind::LostOpening => (
            first_word(&block.prose),
            "The quote of the paragraph before goes on here without an opening mark: begin the paragraph with one",
        ),
    };
    let lost = fault.kind == MarkFaultKind::LostOpening;
    let before = if lost { running(page, fault) } else { None };
    let source = |q: &Quoted| page.draft.blocks[q.place.block].source(q.place.span);
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.source(span),
        message: message.to_string(),
        related: before.map(|q| (source(q), "The quote that goes on".to_string())).into_iter().collect(),
        fixes: if mends { fixes(page, fault, span) } else { Vec::new() },
        block: index,
    }
}

/// The quote of an earlier paragraph that may go on at a fault.
fn running<'a>(page: &'a Page, fault: &MarkFault) -> Option<&'a Quoted> {
    page.meaning.quotes.iter().rev().find(|q| q.place.block < fault.place.block && q.depth == 0)
}

fn fixes(page: &Page, fault: &MarkFault, span: Span) -> Vec<Fix> {
    let index = fault.place.block;
    let (block, reading) = (&page.draft.blocks[index], page.readings[index].as_ref());
    let mark = span.of(&block.prose);
    let add = |at: usize, new: &str, title: String| Fix {
        title,
        edits: write(page.draft, page.source, index, Span::new(at, at), new),
    };
    let mut fixes = Vec::new();
    match fault.kind {
        MarkFaultKind::Unclosed => {
            let closing = partner(block, mark, true);
            for at in ends(page, reading, index, span) {
                let word = block.prose[..at].split_whitespace().next_back().unwrap_or_default();
                fixes.push(add(at, &closing, format!("Add {closing} behind “{}”", clip(word))));
            }
        }
        MarkFaultKind::Unopened => {
            let opening = partner(block, mark, false);
            for at in starts(page, reading, index, span) {
                let word = block.prose[at..].split_whitespace().next().unwrap_or_default();
                fixes.push(add(at, &opening, format!("Add {opening} before “{}”", clip(word))));
            }
        }
        MarkFaultKind::LostOpening => {
            let before = running(page, fault)
                .and_then(|q| page.draft.blocks[q.place.block].prose[q.place.span.start..].chars().next());
            let own = block.pack.marks.pairs.first().and_then(|p| p.chars().next());
            let opening = before.filter(|c| !c.is_alphanumeric()).or(own).unwrap_or('“').to_string();
            return vec![add(span.start, &opening, format!("Begin the paragraph with {opening}"))];
        }
    }
    let title = format!("Take {mark} out");
    fixes.push(Fix { title, edits: write(page.draft, page.source, index, span, "") });
    fixes
}

/// A word as it fits into a title: an address without blanks may be as long as a page.
fn clip(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_string(),
    }
}

/// The counterpart of a mark: by the block's own language first, then by any that we know; a straight mark is its
/// own.
fn partner(block: &Block, mark: &str, opens: bool) -> String {
    let packs = std::iter::once(block.pack).chain(all());
    let pairs = packs.flat_map(|p| p.marks.pairs.iter().chain(&p.marks.nested));
    // What Unicode itself calls initial and final marks, for a language that lists none.
    for pair in pairs.map(String::as_str).chain(["“”", "‘’", "«»", "‹›"]) {
        let (first, last) = pair.split_at(pair.chars().next().map_or(0, char::len_utf8));
        let (known, other) = if opens { (first, last) } else { (last, first) };
        if known == mark {
            return other.to_string();
        }
    }
    mark.to_string()
}

/// Where the quote that opens at a mark may end, the likeliest first: before its cue (“…, said Ana”), else at the
/// end of the paragraph where it opens a sentence, and of its sentence where it does not. Bytes of the prose.
fn ends(page: &Page, reading: &Reading, index: usize, mark: Span) -> Vec<usize> {
    let prose = &page.draft.blocks[index].prose;
    let quotes = page.meaning.quotes.iter().filter(|q| q.place.block == index && q.depth == 0);
    let limit = quotes.map(|q| q.place.span.start).filter(|&start| start >= mark.end).min().unwrap_or(prose.len());
    let limit = prose[..limit].trim_end().len();
    let words = &reading.words;
    let behind = words.partition_point(|w| w.span.start < mark.end);
    let cue = (behind..words.len()).find(|&i| brings_cue(prose, words, i));
    let sentence = reading.sentences.iter().find(|s| s.end > behind).map(|s| words[s.end - 1].span.end);
    let before = prose[..mark.start].trim_end();
    let opens_sentence = before.is_empty() || before.ends_with([':', '.', '!', '?', ',']);
    let mut ends: Vec<usize> = cue.map(|i| words[i].span.end).into_iter().collect();
    ends.extend(sentence.filter(|_| !opens_sentence && cue.is_none()));
    ends.push(limit);
    ends.extend(sentence.filter(|_| opens_sentence && cue.is_none()));
    ends.retain(|&end| end > mark.end && end <= limit);
    ends.dedup();
    ends
}

/// Whether the word is a comma (or the like) behind which somebody is said to speak: “, said …”, “, Ana Gil said”,
/// “, the mayor said”.
fn brings_cue(prose: &str, words: &[Word], comma: usize) -> bool {
    let is_end = matches!(words[comma].span.of(prose), "," | "?" | "!");
    let speaker = |w: &&Word| (w.capital || w.classes.any(SPEAKERS)) && !w.classes.any(CUES);
    is_end && words[comma + 1..].iter().find(|w| !speaker(w)).is_some_and(|w| w.classes.any(CUES))
}

/// Where the quote that closes at a mark may begin: behind the colon or the cue before it, and at the head of its
/// sentence. Bytes of the prose.
fn starts(page: &Page, reading: &Reading, index: usize, mark: Span) -> Vec<usize> {
    let prose = &page.draft.blocks[index].prose;
    let before =
        page.meaning.quotes.iter().filter(|q| q.place.block == index && q.depth == 0).map(|q| q.place.span.end);
    let limit = before.filter(|&end| end <= mark.start).max().unwrap_or_default();
    // The last sentence that begins before the mark: a mark that is cut off from its sentence still closes it.
    let begins = |s: &&std::ops::Range<usize>| reading.words.get(s.start).is_some_and(|w| w.span.start < mark.start);
    let words: Vec<&Word> = match reading.sentences.iter().rev().find(begins) {
        Some(sentence) => reading.words[sentence.clone()].iter().filter(|w| w.span.start < mark.start).collect(),
        None => Vec::new(),
    };
    let leads = |i: &usize| {
        let text = words[*i].span.of(prose);
        text == ":" || text == "," && *i > 0 && words[*i - 1].classes.any(CUES)
    };
    let lead = (0..words.len()).rev().find(leads).and_then(|i| words.get(i + 1));
    let first = words.iter().find(|w| w.kind != WordKind::Punctuation && w.span.start >= limit);
    let mut starts: Vec<usize> = lead.into_iter().chain(first).map(|w| w.span.start).collect();
    if starts.is_empty() {
        starts.push(limit + prose[limit..].len() - prose[limit..].trim_start().len());
    }
    starts.retain(|&start| start >= limit && start < mark.start);
    starts.dedup();
    starts
}

/// The first word of a paragraph, in its prose.
fn first_word(prose: &str) -> Span {
    let start = prose.len() - prose.trim_start().len();
    let length = prose[start..].find(char::is_whitespace).unwrap_or(prose.len() - start);
    let word = prose[start..start + length].trim_end_matches(|c: char| !c.is_alphanumeric());
    Span::new(start, start + if word.is_empty() { length } else { word.len() })
}
