//! Towns: a first name that is a town too.
//!
//! Governor Austin Reed is called Austin; Wali Kota Bandung Ridwan Kamil is not called Bandung. An office of a town names the
//! town right behind it only where the language puts owners behind.

use super::{Cutter, Label};
use crate::language::{Class, Classes, sex};
use crate::reading::words::{Word, WordKind};

/// What opens no person's name.
const NO_PERSON: Classes = Classes::of(&[
    Class::OrgHead,
    Class::Organisation,
    Class::PlaceHead,
    Class::Place,
    Class::Demonym,
    Class::Title,
    Class::Weekday,
]);

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
        let right_behind = title.end == self.run.start + i;
        // Pelari Kenya Geoffrey Birgen: a country, where a man's or a woman's first name follows with another behind it.
        let country = self.word(i).has(Class::Demonym) || sex(self.word(i).span.of(self.prose)).is_none();
        let theirs = country || self.given(i + 1) && sex(self.word(i + 1).span.of(self.prose)).is_some();
        let of_them = self.label(i + 2) == Some(Label::Name) && self.given(i + 1) && theirs;
        named && !(self.pack.owners_behind && right_behind && (self.is_seat(title) || of_them))
    }

    /// George Bush, Sydney Houston: two words that are towns as well, and nothing else in the run, are a man's or a woman's first
    /// name and a family name. Two towns have a comma or a hyphen between them.
    pub(super) fn two_towns(&self, i: usize) -> bool {
        let town = |k: usize| self.label(k) == Some(Label::Place) && !self.word(k).has(Class::Demonym);
        let first = i == 0 && self.labels.len() == 2 && town(0) && town(1);
        let given = sex(self.word(0).span.of(self.prose)).is_some() || self.given(0) && self.speaks();
        first && given && self.word(1).has(Class::Family)
    }

    /// Whether a comma and a small word, or a verb of saying, stand behind the run.
    fn speaks(&self) -> bool {
        const SAID: Classes = Classes::of(&[Class::Cue, Class::WeakCue]);
        match &self.words[self.run.end..self.until] {
            [comma, next, ..] if comma.span.of(self.prose) == "," => next.is_word() && !next.capital,
            [next, ..] => next.classes.any(SAID),
            [] => false,
        }
    }

    /// Jordan Abara: a town that is a man's or a woman's first name, and a word that no list has or a family name; nothing else
    /// in the run, and no article before it.
    pub(super) fn town_and_family(&self, i: usize) -> bool {
        let last = self.labels.len() - 1;
        let first = i == 0 && last == 1 && self.labels[1] == Label::Name && !self.the();
        let family = self.word(last).has(Class::Family) || self.word(last).classes.is_empty();
        first && self.given(0) && family && (sex(self.word(0).span.of(self.prose)).is_some() || self.speaks())
    }

    /// Chelsea Barraclough, 24, …: a house that is a woman's first name, and a word that no list has, where it is said of them what
    /// they say or are.
    pub(super) fn house_and_family(&self, i: usize) -> bool {
        let last = self.labels.len() - 1;
        let first = i == 0 && last == 1 && self.labels[1] == Label::Name && !self.the();
        let given = self.given(0) && sex(self.word(0).span.of(self.prose)).is_some();
        first && given && self.word(last).classes.is_empty() && self.speaks()
    }

    /// Bupati Kertanagara | Agus Wijaya: where owners stand behind, a word that no list knows, between an office of places and a
    /// whole name that opens with a first name, is the place.
    pub(super) fn unlisted_seat(&self, i: usize) -> bool {
        let Some(title) = self.title.as_ref().filter(|t| t.end == self.run.start + i && self.pack.owners_behind) else {
            return false;
        };
        let name = |k: usize| self.label(k) == Some(Label::Name);
        let given = name(i + 1) && self.given(i + 1) && sex(self.word(i + 1).span.of(self.prose)).is_some();
        // Kapolsek Pakem | AKP Agus Priyanto
        let rank = self.label(i + 1) == Some(Label::Title) && name(i + 2);
        let whole = (given && name(i + 2) || rank) && self.word(i).classes.is_unlisted() && !self.word(i).shouted;
        whole && self.is_seat(title)
    }

    /// bendahara Desa Bonto Lemo, Rosmini; Kepala Puskesmas Gamping dr. Agustina: the end of the name of what the open title
    /// closes with, where a comma or a rank brings the person.
    pub(super) fn of_title(&self, i: usize) -> Option<usize> {
        let title = self.title.as_ref().filter(|t| t.end == self.run.start + i && self.pack.owners_behind)?;
        let text = self.words[title.end - 1].span.of(self.prose);
        let noun = text.rsplit(' ').next().filter(|noun| text != *noun || title.len() > 1)?;
        let classes = self.pack.lexicon.classes(noun, &noun.to_lowercase());
        let house =
            noun.starts_with(char::is_uppercase) && classes.any(Classes::of(&[Class::PlaceKind, Class::OrgHead]));
        let names =
            self.labels[i..].iter().take_while(|l| matches!(l, Label::Name | Label::Place | Label::PlaceTail)).count();
        let end = i + names;
        let behind = &self.words[self.run.end..self.until];
        let name = |w: Option<&Word>| w.is_some_and(|w| w.capital && w.is_word() && !w.classes.any(NO_PERSON));
        let rank = |w: Option<&Word>| w.is_some_and(|w| w.has(Class::Honorific) && !w.capital);
        let ranked = end == self.labels.len() && rank(behind.first()) && name(behind.get(1));
        let comma = behind.first().is_some_and(|w| w.span.of(self.prose) == ",");
        // Of a list a conjunction stands behind the second name, or another comma and a name.
        let capitals =
            behind.iter().skip(1).take_while(|w| (w.capital || w.has(Class::Particle)) && w.is_word()).count();
        let closed =
            behind.get(1 + capitals).is_none_or(|w| w.kind != WordKind::Word && !name(behind.get(2 + capitals)));
        let apposed = end == self.labels.len() && comma && name(behind.get(1)) && closed;
        (house && names > 0 && (ranked || apposed)).then_some(end)
    }

    /// Wali Kota Batu | Sutrisno: a town whose name opens those of other places, behind an office of towns.
    pub(super) fn seat_of(&self, i: usize) -> bool {
        let Some(title) = self.title.as_ref().filter(|t| t.end == self.run.start + i && self.pack.owners_behind) else {
            return false;
        };
        let town = self.word(i).has(Class::Place) && self.label(i + 1) == Some(Label::Name);
        town && self.is_seat(title)
    }

    /// Whether a title, a range of words, is an office of a place.
    fn is_seat(&self, title: &std::ops::Range<usize>) -> bool {
        let words = &self.words[title.clone()];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        self.pack.offices.seats.has(&self.prose[first.span.start..last.span.end].to_lowercase())
    }
}
