//! Labels: what one word of a run is to a name, before the run is cut.
//!
//! A word has many classes; here the strongest of them decides. A word that is a name as often as an office is a name.

use crate::language::{Class, Classes};
use crate::reading::words::Word;

/// What a word of a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    Title,
    OrgHead,
    OrgTail,
    Organisation,
    PlaceHead,
    PlaceTail,
    Place,
    Other,
    Degree,
    Name,
}

pub const PERSON: Classes = Classes::of(&[Class::Given, Class::Family]);

/// The label of one word.
pub fn label(prose: &str, word: &Word) -> Label {
    let person = word.classes.any(PERSON);
    let has = |c| word.has(c);
    // A word that is a name as often as a title (Dean, Marshall, Andi) is a name unless its full stop says no.
    let abbreviated = word.span.of(prose).ends_with('.');
    if (has(Class::Title) || has(Class::Honorific) || has(Class::RoleModifier)) && (!person || abbreviated) {
        return Label::Title;
    }
    if has(Class::OrgHead) {
        return Label::OrgHead;
    }
    if has(Class::OrgTail) {
        return Label::OrgTail;
    }
    if has(Class::Role) && !person {
        return Label::Title;
    }
    if has(Class::Organisation) || has(Class::Media) {
        return Label::Organisation;
    }
    if has(Class::PlaceHead) && !person {
        return Label::PlaceHead;
    }
    if has(Class::PlaceTail) && !person {
        return Label::PlaceTail;
    }
    if has(Class::Degree) {
        return Label::Degree;
    }
    if has(Class::Place) || has(Class::Demonym) {
        return Label::Place;
    }
    if has(Class::OtherName) || has(Class::Weekday) || has(Class::Month) {
        return Label::Other;
    }
    Label::Name
}
