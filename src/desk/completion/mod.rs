//! Completion: the names that may be meant by the word that is being typed.
//!
//! Where names are known from is one thing (`Known`: of the draft, of anything else), what is offered of them another.
//! Capitals and accents do not count. The word is looked up in the newest text, the names come from the last analysis
//! that is finished, so nobody waits; the half-typed word itself is no name.

mod known;
mod typed;

use super::SymbolKind;
use crate::draft::write;
use crate::text::Edit;
use crate::text::fold::{display, fold};

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
    let nothing = |incomplete| Offers { offers: Vec::new(), incomplete, asked: true };
    if fold(typed.prefix()).len() < LEAST {
        return nothing(true);
    }
    // A word that is a name already asks for nothing; with another letter it may be the beginning of a longer one.
    let (word, tail) = (display(typed.word()), typed.tail());
    let complete = |word: &str| known.iter().any(|k| k.texts().any(|t| words(t).any(|w| display(w) == word)));
    if complete(&word) {
        return nothing(true);
    }
    let mut found = of_word(typed, known);
    if found.is_empty()
        && let Some(tail) = tail.filter(|t| fold(t.prefix()).len() >= LEAST && !complete(&display(t.word())))
    {
        found = of_word(&tail, known);
    }
    // An editor compares letters as they are, and would go on offering a word when it is complete: only we know better.
    let incomplete = !found.is_empty() || typed.prefix().ends_with(|c: char| !c.is_alphanumeric());
    found.truncate(MOST);
    Offers { offers: found, incomplete, asked: true }
}

fn of_word(typed: &Typed, known: &[Known]) -> Vec<Offer> {
    let mut order: Vec<&Known> = known.iter().collect();
    order.sort_by_key(|k| (std::cmp::Reverse(k.uses), fold(&k.name)));
    let mut offers: Vec<Offer> = Vec::new();
    for one in order {
        let short = one.short.iter().find_map(|s| offer(typed, one, s));
        for offer in offer(typed, one, &one.name).into_iter().chain(short) {
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
    let at = all.iter().enumerate().position(|(i, w)| is_capital(i, w) && fold(w).starts_with(&wanted))?;
    if small && all[at].to_lowercase() == typed.word() {
        return None;
    }
    // What stands there already is not written twice: “Petr Gav”.
    let (before, behind) = typed.around();
    let ready = before.split_whitespace().rev().zip(all[..at].iter().rev()).take_while(|(a, b)| is_word(a, b)).count();
    let last = match (behind.split_whitespace().next(), all.get(at + 1)) {
        (Some(a), Some(b)) if behind.starts_with(' ') && is_word(a, b) => at + 1,
        _ => all.len(),
    };
    let first = if ready > 0 { at } else { 0 };
    let new = all[first..last].join(" ");
    let mut edits = write(&typed.draft, typed.source, typed.block, typed.place(), &new);
    let edit = edits.pop().filter(|e| edits.is_empty() && e.span == typed.span)?;
    let rest = std::iter::once(unread(all[at], &wanted)).chain(all[at + 1..last].iter().copied());
    Some(Offer {
        label: all[first - ready.min(first)..].join(" "),
        detail: known.role.clone(),
        kind: known.kind,
        filter: typed.prefix().to_string() + &rest.collect::<Vec<_>>().join(" "),
        edit,
    })
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
