//! Known: names from wherever they may come, in one shape: those of the draft, and those of the register.
//!
//! A name that the draft and the register have is one; then the register says how it is spelled. Another source is
//! another function that gives `Known`s.

use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::desk::{SymbolKind, at, symbol_kind};
use crate::draft::shouted;
use crate::meaning::{EntityId, NameUse};
use crate::reading::Kind;
use crate::register::{Entry, EntryId, Register, key};

/// A name that may be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The full name.
    pub name: String,
    /// Shorter forms in use, the most used first.
    pub short: Vec<String>,
    pub role: Option<String>,
    pub kind: SymbolKind,
    /// How often the draft names it.
    pub uses: usize,
    /// What the register has of it.
    pub entry: Option<EntryId>,
}

impl Known {
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.short).map(String::as_str)
    }
}

/// The names of a draft, but for what stands at a byte of its source: the word that is being typed is no name yet.
pub fn of_draft(analysis: &Analysis, but: usize) -> Vec<Known> {
    let entities = 0..analysis.meaning.entities.len();
    entities.filter_map(|id| of_entity(analysis, id, but)).collect()
}

/// The names of the register that the draft does not have.
pub fn of_register(register: &Register, of_draft: &[Known]) -> Vec<Known> {
    let there: FxHashSet<EntryId> = of_draft.iter().filter_map(|k| k.entry).collect();
    let others = register.entries.iter().enumerate().filter(|(id, _)| !there.contains(id));
    let known = |(id, entry): (EntryId, &Entry)| Known {
        name: entry.name.clone(),
        short: entry.short().to_vec(),
        role: entry.about.role.as_ref().map(|r| at::shortened(r, ROOM)),
        kind: symbol_kind(entry.kind),
        uses: 0,
        entry: Some(id),
    };
    others.map(known).collect()
}

fn of_entity(analysis: &Analysis, id: EntityId, but: usize) -> Option<Known> {
    let entity = &analysis.meaning.entities[id];
    let finished = |m: &NameUse| !analysis.span(m.place).touches(but);
    let mentions: Vec<&NameUse> = analysis.meaning.mentions_of(id).map(|(_, m)| m).filter(|m| finished(m)).collect();
    // What is neither a person nor an organisation nor a place may be no name; twice the same is one.
    if mentions.is_empty() || entity.kind == Kind::Other && mentions.len() < 2 {
        return None;
    }
    let mut texts: Vec<(String, usize)> = Vec::new();
    for mention in &mentions {
        let text = analysis.prose(mention.place).split_whitespace().collect::<Vec<_>>().join(" ");
        match texts.iter_mut().find(|(t, _)| *t == text) {
            Some((_, uses)) => *uses += 1,
            None => texts.push((text, 1)),
        }
    }
    // The capitals of a headline are no spelling, unless there is no other.
    if texts.iter().any(|(t, _)| !shouted(t)) {
        let is_acronym = |t: &str| !t.contains(' ') && t.chars().count() <= 6;
        let same = |t: &str, o: &str| o != t && o.to_uppercase() == t.to_uppercase();
        let plain: Vec<String> = texts.iter().filter(|(t, _)| !shouted(t)).map(|(t, _)| t.clone()).collect();
        texts.retain(|(t, _)| {
            !shouted(t) || is_acronym(t) && !plain.iter().any(|o| same(t, o) || parts(o).any(|p| same(t, p)))
        });
    }
    let size = |text: &str| text.split_whitespace().count();
    let named = &analysis.meaning.mentions[entity.name];
    let own = at::name(analysis, id).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match texts.iter().find(|(t, _)| *t == own).filter(|_| finished(named)) {
        Some((name, _)) => name.clone(),
        // The first of the most used of the longest.
        None => texts.iter().rev().max_by_key(|(t, uses)| (size(t), *uses))?.0.clone(),
    };
    let entry = entity.entry.filter(|_| at::registered(analysis, id).is_some_and(|(_, sure)| sure));
    let registered = entry.map(|id| &analysis.meaning.register.entries[id]);
    let name = registered.map_or(name, |entry| entry.name.clone());
    let unwanted = |text: &str| registered.is_some_and(|entry| unwanted(entry, text));
    texts.retain(|(t, _)| (size(t) < size(&name) || *t != name && shouted(t)) && !unwanted(t));
    // Van der Meer trains: the capital is the sentence’s.
    for (text, _) in &mut texts {
        let tail: Vec<&str> = name.split_whitespace().skip(size(&name) - size(text).min(size(&name))).collect();
        let tail = tail.join(" ");
        if tail.starts_with(char::is_lowercase) && tail.chars().skip(1).eq(text.chars().skip(1)) {
            *text = tail;
        }
    }
    texts.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    Some(Known {
        name,
        entry,
        short: texts.into_iter().map(|(t, _)| t).collect(),
        role: at::role(analysis, id).map(|r| at::shortened(r, ROOM)),
        kind: symbol_kind(entity.kind),
        uses: mentions.len(),
    })
}

/// Whether a short form has a word in a spelling that the desk does not want.
fn unwanted(entry: &Entry, text: &str) -> bool {
    let right = key(&entry.name);
    let wrong = entry.other().iter().flat_map(|o| key(o)).filter(|w| !right.contains(w));
    let own = key(text);
    wrong.into_iter().any(|w| own.contains(&w))
}

/// Characters of a role that a list of offers has room for.
const ROOM: usize = 60;

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace()
}
