//! Resolving: which entity a source expression means.
//!
//! A name is its entity. A pronoun or a clitic is the person who spoke last, else the person named last; a role is
//! the entity that was introduced with it. Where nothing speaks for one, there is none.

use super::SourceKind;
use super::source::Found;
use crate::draft::Draft;
use crate::language::Class;
use crate::meaning::{EntityId, Meaning};
use crate::reading::{Kind, Reading};

/// How far back a pronoun may look, in blocks.
const REACH: usize = 4;

/// The entity of an expression in `block`. `last` is who spoke last, with the block where.
pub fn entity(
    draft: &Draft,
    readings: &[std::sync::Arc<Reading>],
    meaning: &Meaning,
    block: usize,
    found: &Found,
    last: Option<(EntityId, usize)>,
) -> Option<EntityId> {
    match found.kind {
        SourceKind::Name => named(readings, meaning, block, found),
        SourceKind::Pronoun | SourceKind::Clitic => {
            let text = found.bare.of(&draft.blocks[block].prose);
            let pack = draft.blocks[block].pack;
            if pack.lexicon.classes(text, &text.to_lowercase()).has(Class::FirstPerson) {
                return None;
            }
            let person = |e: EntityId| meaning.entities[e].kind == Kind::Person;
            let spoke = last.filter(|(e, b)| block - b <= 1 && person(*e)).map(|l| l.0);
            spoke
                .or_else(|| person_before(meaning, block, found.bare.start))
                .or_else(|| last.filter(|(e, b)| block - b <= REACH && person(*e)).map(|l| l.0))
        }
        SourceKind::Role => by_role(draft, readings, meaning, block, found),
        SourceKind::Group | SourceKind::Document => None,
    }
}

fn named(readings: &[std::sync::Arc<Reading>], meaning: &Meaning, block: usize, found: &Found) -> Option<EntityId> {
    let span = readings[block].mentions[found.mention?].span;
    let at = meaning.mentions.partition_point(|m| (m.place.block, m.place.span.end) <= (block, span.start));
    meaning.mentions[at..]
        .iter()
        .take_while(|m| m.place.block == block && m.place.span.start < span.end)
        .map(|m| m.entity)
        .next()
}

/// The person named last before a place, outside quotes, not too far back.
fn person_before(meaning: &Meaning, block: usize, offset: usize) -> Option<EntityId> {
    let at = meaning.mentions.partition_point(|m| (m.place.block, m.place.span.start) < (block, offset));
    let before = meaning.mentions[..at].iter().rev().take_while(|m| block - m.place.block <= REACH);
    before.filter(|m| m.quote.is_none() && meaning.entities[m.entity].kind == Kind::Person).map(|m| m.entity).next()
}

/// The person who was introduced with the role's head noun: `the mayor` is `Mayor Ana Lee`.
fn by_role(
    draft: &Draft,
    readings: &[std::sync::Arc<Reading>],
    meaning: &Meaning,
    block: usize,
    found: &Found,
) -> Option<EntityId> {
    let prose = &draft.blocks[block].prose;
    let words = readings[block].words.iter().filter(|w| found.bare.covers(w.span));
    // Somebody new is nobody that we know: `a spokesman`, `seorang pejabat`.
    let mut heads = Vec::new();
    for word in words {
        if word.has(Class::Indefinite) {
            return None;
        }
        if word.has(Class::Role) || word.has(Class::Title) {
            heads.push(word.span.of(prose).to_lowercase());
        }
    }
    let mut found = None;
    for (id, entity) in meaning.entities.iter().enumerate().filter(|(_, e)| e.kind == Kind::Person) {
        let Some(role) = entity.role else { continue };
        let text = role.span.of(&draft.blocks[role.block].prose).to_lowercase();
        let same = heads
            .iter()
            .any(|h| text.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ").contains(h.as_str()));
        if same {
            if found.is_some() {
                return None;
            }
            found = Some(id);
        }
    }
    found
}
