//! Completion: the names that may be meant by the word that is being typed.
//!
//! Where names are known from is one thing (`Known`: of the draft, of anything else), what is offered of them another.
//! Capitals and accents do not count. The word is looked up in the newest text, the names come from the last analysis
//! that is finished, so nobody waits; the half-typed word itself is no name.

mod known;
mod typed;

use super::SymbolKind;
use crate::draft::write;
use crate::text::fold::{display, fold};
use crate::text::{Edit, Span};

pub use known::{Known, of_draft, of_register};
pub use typed::{Typed, at};

/// Letters that must be typed before anything is offered.
const LEAST: usize = 2;
/// More offers than these nobody reads; one more letter brings the others.
const MOST: usize = 30;

/// A name on offer, the best first.
#[derive(Clone, Debug)]
pub struct Offer {
    pub label: String,
    /// The role.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    /// What the editor may hold against the word as it is typed on: it begins with what stands there now.
    pub filter: String,
    /// In the source, on one line, around the cursor.
    pub edit: Edit,
}

#[derive(Clone, Debug, Default)]
pub struct Offers {
    pub offers: Vec<Offer>,
    /// Another letter may bring other names: the editor has to ask again.
    pub incomplete: bool,
    /// A word of prose is being typed.
    pub asked: bool,
}

/// What is offered for a word, of names from wherever they are known: for each the full name, then the short one.
pub fn offers(typed: &Typed, known: &[Known]) -> Offers {
    let letters = fold(typed.prefix()).len();
    // A word that is the end of a name already asks for nothing.
    let word = display(typed.word());
    let complete = known.iter().any(|k| k.texts().any(|t| words(t).any(|w| display(w) == word)));
    let mut found = of_word(typed, known);
    if found.is_empty()
        && !complete
        && let Some(tail) = typed.tail().filter(|t| fold(t.prefix()).len() >= LEAST)
    {
        found = of_word(&tail, known);
    }
    // An editor compares letters as they are, and would go on offering a word when it is complete: only we know better.
    let half = letters < LEAST || typed.prefix().ends_with(|c: char| !c.is_alphanumeric());
    let incomplete = !found.is_empty() || complete || half;
    found.truncate(MOST);
    // Editors want all offers to begin at one place.
    let first = found.iter().map(|o| o.edit.span.start).min().unwrap_or_default();
    for offer in &mut found {
        let kept = &typed.source[first..offer.edit.span.start];
        offer.filter.insert_str(0, kept);
        offer.edit.new.insert_str(0, kept);
        offer.edit.span.start = first;
    }
    Offers { offers: found, incomplete, asked: true }
}

fn of_word(typed: &Typed, known: &[Known]) -> Vec<Offer> {
    let mut order: Vec<&Known> = known.iter().collect();
    order.sort_by_key(|k| (std::cmp::Reverse(k.uses), fold(&k.name)));
    let mut offers: Vec<Offer> = Vec::new();
    for one in order {
        let full = offer(typed, one, &one.name);
        // Behind a given name the full name goes on, and nothing shorter does.
        let begun = full.as_ref().is_some_and(|o| o.edit.span.start < typed.span.start);
        let short = one.short.iter().filter(|_| !begun).find_map(|s| offer(typed, one, s));
        for offer in full.into_iter().chain(short) {
            if !offers.iter().any(|o| o.edit.new == offer.edit.new) {
                offers.push(offer);
            }
        }
    }
    offers
}

/// A name as an offer, if the word is the beginning of one of its words.
fn offer(typed: &Typed, known: &Known, name: &str) -> Option<Offer> {
    let all: Vec<&str> = words(name).collect();
    let wanted = fold(typed.prefix());
    // “the hall”, “komisi”: a small word is none of an organisation or a place, unless it begins one and goes on.
    let small = typed.prefix().starts_with(char::is_lowercase) && known.kind != SymbolKind::Person && all.len() > 1;
    let is_capital = |i: usize, w: &str| i == 0 || !small && !w.starts_with(char::is_lowercase);
    let (before, behind) = typed.around();
    let begun = |i: usize| begun(before, &all[..i]);
    // Behind “Femke van der” one letter is enough, and a small word is one of her name.
    let fits = |i: &usize| fold(all[*i]).starts_with(&wanted);
    let goes_on = (1..all.len()).filter(fits).find(|&i| begun(i).is_some());
    let alone = || (0..all.len()).filter(fits).find(|&i| wanted.len() >= LEAST && is_capital(i, all[i]));
    let at = goes_on.or_else(alone)?;
    let ready = begun(at);
    if ready.is_none() && small && all[at].to_lowercase() == typed.word() {
        return None;
    }
    // What stands there already is not written twice: “Petr Gav”.
    let last = match (behind.split_whitespace().next(), all.get(at + 1)) {
        (Some(a), Some(b)) if behind.starts_with(' ') && is_word(a, b) => at + 1,
        _ => all.len(),
    };
    // A word that is whole asks for what follows it, and for nothing where nothing does.
    if display(typed.word()) == display(all[at]) && last == at + 1 {
        return None;
    }
    // Femke Me: what was left out comes in between, and all that is typed of the name is written anew.
    let place = typed.place();
    let (first, start) = match ready {
        Some(Begun { first, start, whole: false }) => (first, start),
        Some(_) => (at, place.start),
        None => (0, place.start),
    };
    let prose = &typed.draft.blocks[typed.block].prose;
    // Van der Meer trains; the Van der Meer case, as it was begun.
    let particle = known.kind == SymbolKind::Person && all[first].starts_with(char::is_lowercase);
    let begins = (first == at || start < place.start) && prose[start..].starts_with(char::is_uppercase);
    let capital = particle && (begins || first == 0 && start == place.start && opens(before));
    let mut new = all[first..last].join(" ");
    if capital {
        new = capitalised(&new);
    }
    let mut edits = write(&typed.draft, typed.source, typed.block, Span::new(start, place.end), &new);
    let edit = edits.pop().filter(|e| edits.is_empty() && e.span.of(typed.source) == &prose[start..place.end])?;
    let rest = std::iter::once(unread(all[at], &wanted)).chain(all[at + 1..last].iter().copied());
    let mut rest = rest.collect::<Vec<_>>().join(" ");
    if typed.prefix().ends_with(|c: char| !c.is_alphanumeric()) {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).to_string();
    }
    let label = all[ready.map_or(0, |r| r.first)..].join(" ");
    Some(Offer {
        label: if capital && first == 0 { capitalised(&label) } else { label },
        detail: known.role.clone(),
        kind: known.kind,
        filter: format!("{}{rest}", &typed.source[edit.span.start..typed.cursor]),
        edit,
    })
}

/// The words of a name that stand right before the word.
#[derive(Clone, Copy)]
struct Begun {
    /// The first of them among the words of the name.
    first: usize,
    /// Where it stands in the prose.
    start: usize,
    /// None of the name's words is left out after it.
    whole: bool,
}

/// The words of a name that end the text before the word, some of them perhaps left out: “Femke”, “van der”.
fn begun(before: &str, all: &[&str]) -> Option<Begun> {
    let mut found: Option<Begun> = None;
    let (mut text, mut left) = (before, all);
    while let Some(word) = text.split_whitespace().next_back() {
        let Some(at) = left.iter().rposition(|w| is_word(word, w)) else { break };
        let start = text.trim_end().len() - word.len();
        let whole = at + 1 == left.len() && found.is_none_or(|f| f.whole);
        found = Some(Begun { first: at, start, whole });
        (text, left) = (&text[..start], &left[..at]);
    }
    found
}

/// Whether what follows opens a sentence.
fn opens(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '‘' | '„' | '«' | '('));
    before.is_empty() || before.ends_with(['.', '!', '?'])
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// The words of a name as they are written.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace()
}

/// Whether a word of prose, and no punctuation beside it, is this word of a name.
fn is_word(prose: &str, name: &str) -> bool {
    prose.chars().filter(|c| !c.is_alphanumeric()).count() <= name.chars().filter(|c| !c.is_alphanumeric()).count()
        && fold(prose) == fold(name)
}

/// What of a word is not typed yet.
fn unread<'a>(word: &'a str, typed: &str) -> &'a str {
    let ends = word.char_indices().map(|(i, c)| i + c.len_utf8());
    let read = ends.into_iter().find(|&end| fold(&word[..end]).len() >= typed.len());
    &word[read.unwrap_or(word.len())..]
}

#[cfg(test)]
mod tests;
