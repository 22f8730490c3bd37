//! Places: where the name of a street, a town or a country ends inside a run.
//!
//! What kind of place it is stands before the name (Jalan, Mount) or behind it (Street); a rank or a courtesy between the
//! two belongs to the one whom the place is named after.

use super::{Cutter, Label, OFFICE, PERSON};
use crate::language::Class;
use crate::reading::Kind;

impl Cutter<'_> {
    pub(super) fn take_place_head(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        // Stadion Gelora Bung Tomo
        while self.label(end) == Some(Label::PlaceHead) && self.bears_honour(end + 1) {
            end += 1;
        }
        // Jalan Jenderal Sudirman
        while self.label(end) == Some(Label::Title) && self.label(end + 1).is_some() {
            end += 1;
        }
        let from = end;
        // Warga Perumahan Bumi Asri: no office of hers. Warga Desa Sukamaju | Budi Santoso: two names behind a village are.
        let people = self.title.as_ref().is_some_and(|t| self.words[t.end - 1].has(Class::PeopleOf));
        let kind = self.word(i).has(Class::PlaceKind);
        let whole = |k: usize| !people || kind && self.label(k + 1) == Some(Label::Name);
        while end < from + 3 {
            match self.label(end) {
                // Kampung Rawa, Pasar Pulau: what opens a place elsewhere may be its name.
                Some(Label::Name | Label::Place | Label::PlaceTail | Label::PlaceHead)
                    if !(self.title.is_some() && self.given(end) && end > i + 1 && whole(end)) =>
                {
                    end += 1
                }
                _ => break,
            }
        }
        if end == from {
            // Kapolres Metro Bekasi Kota Kombes Hengki: behind a place it belongs to that.
            let at = self.run.start + i;
            if let Some(place) = self.pieces.last_mut().filter(|p| p.words.end == at && p.kind == Some(Kind::Place)) {
                place.words.end = at + 1;
                return i + 1;
            }
            return self.take_name(i);
        }
        self.push(i..end, Some(Kind::Place));
        end
    }

    pub(super) fn take_place(&mut self, i: usize) -> usize {
        if self.first_name_of_a_town(i) || self.two_towns(i) || self.town_and_family(i) {
            return self.take_name(i);
        }
        let mut end = i + 1;
        while self.label(end) == Some(Label::Place) && !self.first_name_of_a_town(end) {
            end += 1;
        }
        match self.label(end) {
            // Kenya Police: what leads offices elsewhere (Police Chief) is a house where nobody follows.
            Some(Label::Title)
                if self.title.is_none()
                    && end + 1 == self.labels.len()
                    && self.word(end).has(Class::OrgHead)
                    && !self.word(end).classes.any(OFFICE) =>
            {
                self.push(i..end + 1, Some(Kind::Organisation));
                return end + 1;
            }
            // Florida Senator, Ohio Governor: the place belongs to the title.
            Some(Label::Title) if self.title.is_none() => {
                self.push(i..end, Some(Kind::Place));
                self.title = Some(self.run.start + i..self.run.start + end);
                return end;
            }
            // Glebe Farm Nurseries
            Some(Label::PlaceTail)
                if self.title.is_none() && end + 2 == self.labels.len() && self.is_house_noun(end + 1) =>
            {
                return self.take_tailed(i, end + 1);
            }
            Some(Label::PlaceTail) => {
                self.push(i..end + 1, Some(Kind::Place));
                return end + 1;
            }
            Some(Label::OrgHead | Label::OrgTail) if self.title.is_none() => return self.take_tailed(i, end),
            // Paris Hilton, Jordan Peele: a place that is a given name, before a name; Afghan Girls are people of a place.
            Some(Label::Name)
                if self.title.is_none()
                    && self.word(i).classes.any(PERSON)
                    && end == i + 1
                    && (!self.word(i).has(Class::Demonym) || self.word(end).classes.any(PERSON)) =>
            {
                return self.take_name(i);
            }
            // Texas Rangers: one name, of we do not know what.
            Some(Label::Name) if self.title.is_none() && !self.given(end) => return self.take_name(i),
            _ => {}
        }
        self.push(i..end, Some(Kind::Place));
        end
    }
}
