//! Towns: a first name that is a town too.
//!
//! Governor Austin Reed is called Austin; Wali Kota Bandung Ridwan Kamil is not called Bandung. An office of a town names the
//! town right behind it only where the language puts owners behind.

use super::{Cutter, Label};
use crate::language::Class;

impl Cutter<'_> {
    /// Whether the place at `i` is the first name of whoever bears the open title.
    pub(super) fn first_name_of_a_town(&self, i: usize) -> bool {
        let Some(title) = self.title.as_ref().filter(|_| self.label(i) == Some(Label::Place) && self.given(i)) else {
            return false;
        };
        let last = self.label(i + 2).is_none();
        let named = match self.label(i + 1) {
            Some(Label::Name) => true,
            Some(Label::Place) => last && self.word(i + 1).has(Class::Family),
            _ => false,
        };
        let office = &self.words[title.clone()];
        let text = office.first().zip(office.last()).map(|(a, b)| self.prose[a.span.start..b.span.end].to_lowercase());
        let right_behind = title.end == self.run.start + i;
        let seat = text.is_some_and(|text| self.pack.offices.seats.has(&text));
        named && !(self.pack.owners_behind && right_behind && seat)
    }
}
