//! Acronyms: what becomes of the short form in capitals when the long one changes.
//!
//! HRB is the Harbour Repair Board; when the board is the Port Repair Board, it is PRB, or it keeps its letters for some
//! years. Nobody but the writer knows: the change is offered and never made by itself.

use super::{folded, spell};
use crate::analysis::Analysis;
use crate::desk::at;
use crate::draft::{shouted, write};
use crate::meaning::EntityId;
use crate::reading::Kind;
use crate::text::Edit;

/// An acronym that does not fit the new name of its organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    pub old: String,
    /// What it would be; None where the letters of the old one do not tell how it is made.
    pub new: Option<String>,
    /// The changes that make it so, in the order of the source.
    pub edits: Vec<Edit>,
}

/// The acronym that a rename leaves behind. `names` are the mentions before and after.
pub fn left_behind(analysis: &Analysis, entity: EntityId, names: &[(String, String)]) -> Option<Acronym> {
    if analysis.meaning.entities[entity].kind != Kind::Organisation {
        return None;
    }
    let name = at::name(analysis, entity);
    let (_, renamed) = names.iter().find(|(old, new)| folded(old) == folded(name) && folded(old) != folded(new))?;
    let is_acronym = |text: &str| shouted(text) && !text.contains(char::is_whitespace);
    let short: Vec<&(String, String)> = names.iter().filter(|(old, _)| is_acronym(old) && old != name).collect();
    // Who renamed the acronym itself has said what it is to be.
    let (old, _) = short.first().filter(|(old, new)| old == new)?;
    let made = |name: &str| initials(name).into_iter().find(|letters| letters == old);
    let by_capitals = made(name).is_some() && initials(name)[0] == *old;
    let all = initials(renamed);
    if all.contains(old) {
        return None;
    }
    let new = made(name).map(|_| all[usize::from(!by_capitals)].clone()).filter(|new| new.chars().count() > 1);
    let mentions = analysis.meaning.mentions_of(entity).map(|(_, m)| m.place);
    let places: Vec<_> = mentions.filter(|place| analysis.prose(*place) == old.as_str()).collect();
    let change = |new: &String| {
        let edits = places.iter().flat_map(|p| write(&analysis.draft, &analysis.source, p.block, p.span, new));
        edits.collect::<Vec<_>>()
    };
    let edits = new.as_ref().map(change).unwrap_or_default();
    Some(Acronym { old: old.clone(), new, edits })
}

/// The initials of a name's capitalised words, and those of all its words.
fn initials(name: &str) -> [String; 2] {
    let of = |capitals: bool| {
        let words = name.split([' ', '-', '\n']).filter(|w| !capitals || w.starts_with(char::is_uppercase));
        let words = words.filter(|w| !spell::is_initials(w));
        words.filter_map(|w| w.chars().find(|c| c.is_alphabetic())).flat_map(char::to_uppercase).collect()
    };
    [of(true), of(false)]
}
