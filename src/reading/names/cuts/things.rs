//! Things: names of prizes, ships and works, which people are named in or called like.

use super::{Cutter, Label, PERSON};
use crate::language::{Class, Classes};
use crate::reading::Kind;
use crate::reading::names::signs;
use crate::reading::words::Word;

impl Cutter<'_> {
    /// `the journal Marine Ecology Letters`: a run of words that are nobody's name, behind what has a title.
    pub(super) fn is_work(&self) -> bool {
        const SOMEBODY: Classes = PERSON.and(Classes::of(&[Class::Honorific, Class::Title]));
        let work = |w: &Word| w.has(Class::Work) && !w.capital;
        let nobody = |w: &Word| (w.has(Class::Ordinary) || w.classes.is_empty()) && !w.classes.any(SOMEBODY);
        let run = &self.words[self.run.clone()];
        let behind = self.run.start.checked_sub(1).is_some_and(|i| work(&self.words[i]));
        behind && !self.pack.owners_behind && run.len() > 1 && run.iter().all(nobody)
    }

    /// Topan Hidayat, 34; Badai Prasetyo mengatakan: what storms are called by is a first name where somebody speaks, or has an age.
    pub(super) fn called_so(&self, i: usize) -> bool {
        const SAID: Classes = Classes::of(&[Class::Cue, Class::WeakCue, Class::InvertedCue]);
        let behind = &self.words[self.run.end..self.until];
        let says = || behind.first().is_some_and(|w| w.classes.any(SAID));
        self.word(i).classes.any(PERSON.and(Classes::of(&[Class::Vessel])))
            && (signs::age_behind(self.prose, behind) || says())
    }

    /// Piala Jenderal Sudirman: a rank and a name of three words at most belong to the thing.
    pub(super) fn take_thing(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        while self.label(end) == Some(Label::Title) {
            end += 1;
        }
        let from = end;
        const NAMES: [Label; 5] = [Label::Name, Label::Place, Label::Other, Label::OrgTail, Label::PlaceTail];
        // KMP Dewi Samudra
        let last = |k: usize| self.label(k) == Some(Label::PlaceHead) && self.label(k + 1).is_none() && k > from;
        while end < from + 3 && (self.label(end).is_some_and(|l| NAMES.contains(&l)) || last(end)) {
            end += 1;
        }
        if end == i + 1 || self.label(end - 1) == Some(Label::Title) {
            return self.take_name(i);
        }
        self.push(i..end, Some(Kind::Other));
        end
    }

    /// Whether the word at `end` closes the name of a thing that opens at `i`. Of a word that is a family name too, who is known
    /// before it is somebody: Simon Law, but Harbour Day.
    pub(super) fn closes_thing(&self, i: usize, end: usize) -> bool {
        let last = self.word(end);
        let somebody = (i..end).any(|k| self.word(k).classes.any(PERSON));
        let two = self.given(i) && end == i + 1 && !self.the();
        let family = last.classes.any(PERSON) && somebody || last.has(Class::NamedWord) && two;
        last.has(Class::OtherTail) && !family
    }
}
