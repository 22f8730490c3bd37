//! Houses: where the name of an organisation ends inside a run.
//!
//! What an organisation's word opens runs to the end of the run, or to the person whose office it is; what such a word
//! closes ends there. A place that ends the run belongs to the house.

use super::{Cutter, Label, initial};
use crate::language::Class;
use crate::reading::Kind;

impl Cutter<'_> {
    /// From an organisation's head to the end of the run, or to the person whose office it is.
    pub(super) fn take_organisation(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        while let Some(label) = self.label(end) {
            let person = self.title.is_some() && (self.given(end) || initial(self.word(end)));
            // Universitas Jenderal Soedirman, RSUD Dr. Soetomo: right behind its head, a rank belongs to the one that
            // the house is named after.
            // Dinas Pemadam Kebakaran: what it is for is no rank.
            let rank = |k: usize| self.label(k) == Some(Label::Title) && !self.word(k).has(Class::Field);
            let after = end > i + 1 && !(i + 1..end).all(rank);
            if after && (label == Label::Title || person) {
                break;
            }
            end += 1;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }

    /// An organisation that is known by one word: more capitals behind it belong to it only as its tail.
    pub(super) fn take_known_organisation(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        // IPB University: what opens the names of other houses closes this one's.
        let closes = |k: usize| self.label(k) == Some(Label::OrgHead) && self.word(k).has(Class::OrgTail);
        while matches!(self.label(end), Some(Label::OrgTail | Label::Organisation)) || closes(end) {
            end += 1;
        }
        // Kementerian Pertahanan Rusia, KPU Jawa Barat: a place that ends the run belongs to it.
        let places = self.labels[end..].iter().take_while(|l| **l == Label::Place).count();
        if places > 0 && end + places == self.labels.len() {
            end += places;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }

    /// Words that an organisation's tail closes: Texas Rangers Inc, Jakarta Police Department.
    pub(super) fn take_tailed(&mut self, i: usize, mut end: usize) -> usize {
        while self.label(end).is_some_and(|l| l != Label::Title) {
            end += 1;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }
}
