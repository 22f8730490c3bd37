//! Governments: a place inside the name of those who govern it.
//!
//! `Pemerintah Peru` is a house of its own, and a place that gets another name gets it there too. What any other house calls itself
//! after a place (the Kenya Red Cross) stays.

use super::folded;
use crate::analysis::Analysis;
use crate::meaning::{EntityId, MentionId, Place};
use crate::reading::Kind;
use crate::text::Span;

/// The place that a government is named after, and where it stands in the mention, in the block's prose.
pub fn place_in(analysis: &Analysis, id: MentionId) -> Option<(EntityId, Span)> {
    let meaning = &analysis.meaning;
    let mention = &meaning.mentions[id];
    if meaning.entities[mention.entity].kind != Kind::Organisation {
        return None;
    }
    let block = &analysis.draft.blocks[mention.place.block];
    let text = mention.place.span.of(&block.prose);
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    let head = blanks.filter(|&at| block.pack.offices.governments.has(&text[..at].to_lowercase())).max()?;
    let rest = Span::new(mention.place.span.start + head + 1, mention.place.span.end);
    let name = folded(rest.of(&block.prose));
    let is = |place: Place| folded(analysis.prose(place)) == name;
    let named = |e: &EntityId| {
        meaning.entities[*e].kind == Kind::Place && is(meaning.mentions[meaning.entities[*e].name].place)
    };
    (0..meaning.entities.len()).find(named).map(|place| (place, rest))
}

/// The places inside the names of governments that bear the name of this one: the mention, and where it stands in its prose.
pub fn of(analysis: &Analysis, place: EntityId) -> impl Iterator<Item = (MentionId, Span)> {
    let all = if analysis.meaning.entities[place].kind == Kind::Place { analysis.meaning.mentions.len() } else { 0 };
    (0..all).filter_map(move |id| place_in(analysis, id).filter(|found| found.0 == place).map(|(_, span)| (id, span)))
}
