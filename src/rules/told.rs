//! Told: what a draft says of one person, sentence by sentence; no rule itself.
//!
//! A sentence speaks of somebody who is named in it, and of the one who was named last where it has a pronoun for one
//! person (“She was sworn in as mayor on Friday”). That is a guess, and only good for silence: what it finds makes a
//! rule leave something alone.

use super::Page;
use crate::language::{Class, Classes};
use crate::meaning::{MentionId, NameUse};
use crate::reading::{Kind, Word};

/// A pronoun for one person, or what is hers.
const PRONOUNS: Classes = Classes::of(&[Class::He, Class::She, Class::OnePerson, Class::Possessive]);

/// A sentence: its block and its words.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    pub block: usize,
    pub words: &'a [Word],
}

impl Sentence<'_> {
    /// The words in lower case, a phrase cut at its blanks.
    pub fn text(&self, page: &Page) -> Vec<String> {
        let prose = &page.draft.blocks[self.block].prose;
        let words = self.words.iter().flat_map(|w| w.span.of(prose).split_whitespace());
        words.map(str::to_lowercase).collect()
    }
}

/// The sentences that speak of the person of these mentions, in the order of the draft.
pub fn of<'a>(page: &Page<'a>, mentions: &[MentionId]) -> Vec<Sentence<'a>> {
    let Some(&first) = mentions.first() else { return Vec::new() };
    let entity = page.meaning.mentions[first].entity;
    let person = |m: &&NameUse| page.meaning.entities[m.entity].kind == Kind::Person;
    let (mut found, mut last) = (Vec::new(), false);
    let mut names = page.meaning.mentions[first..].iter().peekable();
    for block in page.meaning.mentions[first].place.block..page.readings.len() {
        let reading = &page.readings[block];
        for sentence in &reading.sentences {
            let words = &reading.words[sentence.clone()];
            let end = words.last().map_or(0, |w| w.span.end);
            let here = |m: &&NameUse| (m.place.block, m.place.span.start) < (block, end);
            let (mut named, mut other) = (false, false);
            while let Some(mention) = names.next_if(here) {
                named |= mention.entity == entity;
                other |= mention.entity != entity && person(&mention);
            }
            let meant = named || last && words.iter().any(|w| w.classes.any(PRONOUNS));
            if meant {
                found.push(Sentence { block, words });
            }
            last = meant || last && !other;
        }
    }
    found
}
