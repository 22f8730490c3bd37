//! Houses: where the name of an organisation ends inside a run.
//!
//! What an organisation's word opens runs to the end of the run, or to the person whose office it is; what such a word
//! closes ends there. A place that ends the run belongs to the house.

use std::ops::Range;

use super::{Cutter, Label, OFFICE, PERSON, Piece, initial};
use crate::language::{Class, Classes, sex};
use crate::reading::Kind;
use crate::reading::names::{runs, signs};
use crate::reading::words::{Word, WordKind};

const SAID: Classes = Classes::of(&[Class::Cue, Class::WeakCue]);

/// `Dewan menolak`, `murid SD`, `Jalan menuju Cikembar`: a noun for houses or places alone is the name of none.
pub(super) fn weaken_nouns(words: &[Word], pieces: &mut [Piece]) {
    const NOUN: Classes = Classes::of(&[Class::OrgHead, Class::OrgTail]);
    const NAME: Classes = Classes::of(&[Class::Organisation, Class::Media, Class::Given, Class::Family, Class::Place]);
    for piece in pieces.iter_mut().filter(|p| p.words.len() == 1 && matches!(p.kind, None | Some(Kind::Organisation))) {
        let word = &words[piece.words.start];
        piece.weak |= word.classes.any(NOUN) && !word.classes.any(NAME);
    }
    const KIND: Classes = Classes::of(&[Class::PlaceHead, Class::PlaceTail, Class::PlaceKind]);
    for piece in pieces.iter_mut().filter(|p| p.words.len() == 1 && matches!(p.kind, None | Some(Kind::Place))) {
        let word = &words[piece.words.start];
        piece.weak |= word.classes.any(KIND) && !word.classes.any(NAME) && piece.title.is_none();
    }
}

impl Cutter<'_> {
    /// `National Harbour Board`, `Provisional Pensions Commission`: no office and no person stands before the word that
    /// says what it is. `South Fen Hospitals Trust`: where it stands belongs to it.
    pub(super) fn ends_organisation(&self) -> bool {
        let people = Classes::of(&[Class::Title, Class::Honorific, Class::Role, Class::Given]);
        let last = self.labels.len() - 1;
        let plain = |l: &Label| match l {
            Label::Name | Label::Title | Label::Place => true,
            Label::PlaceHead | Label::PlaceTail | Label::OrgTail => self.closes(last),
            _ => false,
        };
        // Union stands before offices too: the union leader.
        let people_too = Classes::of(&[Class::Title, Class::Role, Class::Honorific]);
        let modifier =
            self.labels[last] == Label::Title && self.closes(last) && !self.word(last).classes.any(people_too);
        (matches!(self.labels[last], Label::OrgTail | Label::OrgHead) || modifier)
            && last > 0
            && self.labels[..last].iter().all(plain)
            && !self.words[self.run.clone()].iter().any(|w| w.classes.any(people) || w.initial)
    }

    /// The whole run is one house: a name that holds “and” (`Competition and Markets Authority`), or what an article opens
    /// and a noun for a house closes (`the Henrietta Lowell Foundation`).
    pub(super) fn is_house(&self, sentence: &Range<usize>) -> bool {
        let Range { start, end } = self.run;
        let and = |k: &usize| runs::joins::pair(self.prose, self.words, start, *k, sentence) == Some(end);
        if (start + 1..end).any(|k| and(&k)) {
            return true;
        }
        let last = self.labels.len() - 1;
        let plain = |l: &Label| matches!(l, Label::Name | Label::Place | Label::PlaceHead | Label::PlaceTail);
        last > 1 && self.the() && self.title.is_none() && self.closes(last) && self.labels[..last].iter().all(plain)
    }

    /// Whether a word closes the names of houses and could open them too: Trust, Board; but not United or Arts.
    pub(super) fn closes(&self, i: usize) -> bool {
        i < self.labels.len() && self.word(i).has(Class::OrgTail) && self.word(i).has(Class::OrgHead)
    }

    /// Ann Power: a woman’s or a man’s first name, and a word that is a family name as well as a house’s; no article, nothing else.
    pub(super) fn given_and_family(&self, i: usize, end: usize) -> bool {
        let last = self.word(end);
        let first = i == 0 && end == 1 && self.labels.len() == 2 && self.labels[0] == Label::Name;
        let family = last.has(Class::Family) && !last.has(Class::LegalForm) && !last.shouted;
        // the chairman of Travis Bank
        let owner = self.run.start > 0 && self.words[self.run.start - 1].has(Class::Owner);
        first && family && !self.the() && !owner && sex(self.word(0).span.of(self.prose)).is_some()
    }

    /// Mr John Butchers; Ann Homes, 34; Emma Bank, a clerk: a woman’s or a man’s first name and a word that houses have, where what
    /// stands beside the two says that it is somebody.
    pub(super) fn somebody(&self, i: usize, end: usize) -> bool {
        let (first, last) = (self.word(i), self.word(end));
        let two = end == i + 1 && self.label(end + 1).is_none() && !last.has(Class::LegalForm) && !last.shouted;
        let given = first.has(Class::Given) && sex(first.span.of(self.prose)).is_some();
        let behind = &self.words[self.run.end..self.until];
        let role = || {
            signs::roles::apposition(self.prose, behind).is_some_and(|span| {
                let inside = || behind.iter().filter(|w| span.covers(w.span));
                inside().next().is_some_and(|w| w.has(Class::Indefinite)) && !inside().any(|w| w.has(Class::House))
            })
        };
        two && given && (self.courtesy() || signs::age_behind(self.prose, behind) || role())
    }

    /// Elroy Police Department: whether all behind the word at `end`, at least one, are words for houses or places.
    pub(super) fn closed(&self, end: usize) -> bool {
        let rest = &self.labels[end + 1..];
        !rest.is_empty() && rest.iter().all(|l| matches!(l, Label::OrgHead | Label::OrgTail | Label::PlaceTail))
    }

    /// School of, Institute for: whether what opens a house at `i` says what it is of or for, so that a name before it is its own.
    pub(super) fn leads_on(&self, i: usize) -> bool {
        let last =
            || self.word(i).span.of(self.prose).rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_lowercase));
        self.label(i) == Some(Label::OrgHead) && last() && self.label(i + 1).is_some()
    }

    /// Whether a word says what a house is: Trust, Hotel; but not United, a street or a rank.
    pub(super) fn is_house_noun(&self, i: usize) -> bool {
        matches!(self.label(i), Some(Label::OrgHead | Label::OrgTail))
    }

    /// Bung Tomo, dr. Soetomo: a courtesy, and somebody whom a street or a house is named after.
    pub(super) fn bears_honour(&self, i: usize) -> bool {
        self.label(i) == Some(Label::Title)
            && self.word(i).has(Class::Honorific)
            && self.label(i + 1) == Some(Label::Name)
    }

    /// `Ahmad Nafi, pengasuh Pesantren Maslakul Huda, wafat`: whose office it is stands before the comma, so that all behind the
    /// office is the house's.
    fn said_behind(&self) -> bool {
        let Some(title) = self.title.as_ref().filter(|t| t.start > 1 && !self.words[t.start].capital) else {
            return false;
        };
        let comma = |w: Option<&Word>| w.is_some_and(|w| w.span.of(self.prose) == ",");
        let behind = &self.words[self.run.end..self.until];
        let listed = |w: &Word| w.capital || w.has(Class::Conjunction);
        comma(self.words.get(title.start - 1))
            && self.words[title.start - 2].capital
            && self.words[title.start - 2].is_word()
            && comma(behind.first())
            && !behind.get(1).is_none_or(listed)
    }

    /// `Ketua Yayasan Siti Maryam, Bambang Purwanto, …`: the person whose office it is stands behind the comma, so that a
    /// name before it is the house's.
    pub(super) fn apposed(&self) -> bool {
        let Some([comma, first, ..]) = self.words.get(self.run.end..self.until) else { return false };
        let text = |w: &Word| w.span.of(self.prose);
        let person =
            first.capital && first.has(Class::Given) && !first.has(Class::Place) || first.has(Class::Honorific);
        if self.title.is_none() || text(comma) != "," || !person {
            return false;
        }
        let behind = &self.words[self.run.end + 1..self.until];
        let name = behind.iter().take_while(|w| w.kind == WordKind::Word && (w.capital || w.has(Class::Honorific)));
        // Of a list another name or a conjunction stands behind the second comma.
        match &behind[name.count()..] {
            [comma, next, ..] if text(comma) == "," => {
                next.kind != WordKind::Word
                    || next.classes.any(Classes::of(&[Class::Weekday, Class::Time]))
                    || !next.capital && !next.has(Class::Conjunction)
            }
            [next, ..] => !next.has(Class::Conjunction),
            [] => true,
        }
    }

    /// Kepala Bulog | Cabang Madiun, Kapolres Bekasi | AKBP Hengki: whether what the open title is an office of ends right before
    /// a word.
    pub(super) fn of_office(&self, at: usize) -> bool {
        let held = Some(Kind::Organisation);
        self.title.is_some()
            && self.pieces.last().is_some_and(|p| p.words.end == at && (p.kind == held || p.kind == Some(Kind::Place)))
    }

    /// Ketua DPRD Hasan Basri: behind a house known by one name stands who holds its office.
    fn holds(&self, i: usize) -> bool {
        // Direktur RSUD dr. Budi Santoso
        let from = i + 1 + usize::from(self.bears_honour(i + 1));
        let rest = &self.labels[from.min(self.labels.len())..];
        let known = (from..self.labels.len()).any(|k| self.word(k).classes.any(PERSON));
        // Kepala BPBD Wijonardi mengatakan: no list knows him, and a district says nothing.
        let cue = || self.words[self.run.end..self.until].first().is_some_and(|w| w.classes.any(SAID));
        let says = rest.len() == 1 && self.word(i).shouted && self.word(i + 1).classes.is_unlisted() && cue();
        let first = rest.first() == Some(&Label::Name);
        let person = || self.given(from) || rest.len() > 1 && (known || self.word(i).shouted);
        let held = says || self.word(i).has(Class::Organisation) && first && person();
        self.title.is_some() && held && rest.iter().all(|l| matches!(l, Label::Name | Label::Place))
    }

    /// From an organisation's head to the end of the run, or to the person whose office it is.
    pub(super) fn take_organisation(&mut self, i: usize) -> usize {
        // Direktur PT Bumi Tirta Jaya Tbk Melani Sutedja: between two words for its form stands all of a firm.
        let form = |k: usize| self.word(k).has(Class::LegalForm) && !self.word(k).classes.any(PERSON);
        if let Some(last) = (i + 2..self.labels.len()).find(|&k| form(i) && form(k)) {
            self.push(i..last + 1, Some(Kind::Organisation));
            return last + 1;
        }
        // Board President Ellen Castellanos: where owners do not stand behind, the house is of the office.
        let office = |k: usize| self.label(k) == Some(Label::Title) && self.word(k).classes.any(OFFICE);
        if !self.pack.owners_behind && office(i + 1) && self.label(i + 2) == Some(Label::Name) {
            let start = self.title.as_ref().map_or(self.run.start + i, |t| t.start);
            self.title = Some(start..self.run.start + i + 2);
            return i + 2;
        }
        let mut end = i + 1;
        let apposed = self.apposed() || self.said_behind();
        if !apposed && self.holds(i) {
            self.push(i..end, Some(Kind::Organisation));
            return end;
        }
        // Ketua Yayasan Siti Maryam: of the two names neither stands alone.
        let borne = i + 3 == self.labels.len() && self.given(i + 1);
        while let Some(label) = self.label(end) {
            let named = self.given(end) || initial(self.word(end)) || self.particle(end);
            let person = self.title.is_some() && (named || self.unlisted(i, end)) && !apposed && !borne;
            // Universitas Jenderal Soedirman, RSUD Dr. Soetomo: right behind its head, a rank belongs to the one that
            // the house is named after.
            // Dinas Pemadam Kebakaran: what it is for is no rank.
            let rank = |k: usize| self.label(k) == Some(Label::Title) && !self.word(k).has(Class::Field);
            // RSUD Prof. Dr. W. Z. Johannes
            let honoured = |k: usize| rank(k) || rank(i + 1) && initial(self.word(k));
            let after = end > i + 1 && !(i + 1..end).all(honoured);
            // Dinas Kesehatan Kabupaten Bima | Fahrurrozi: what kind of place it is stands before its name.
            let seat =
                self.pack.owners_behind && self.word(end - 1).has(Class::PlaceKind) && self.word(end).has(Class::Place);
            let person = person && !seat;
            // Forum Koordinasi Nelayan Madura: whose house it is is no office.
            // Satuan Lalu Lintas Polresta Padang | Komisaris Afrino Efendi: a rank before two names is somebody's.
            let two = self.label(end + 1) == Some(Label::Name) && self.label(end + 2) == Some(Label::Name);
            let members = self.word(end).has(Class::Group) && !(two && self.title.is_some());
            // Badan Pertanahan Nasional
            let own = self.modifies(end) && matches!(self.label(end + 1), None | Some(Label::Place));
            let office = label == Label::Title && !self.word(end).has(Class::Field) && !members && !own;
            if after && (office || person) {
                break;
            }
            end += 1;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }

    /// Kepala Dinas Perikanan | Torsa Sihombing: a word that no list knows and a family name, or two that no list knows behind a
    /// place, are who holds the office that the run closes with.
    fn unlisted(&self, i: usize, end: usize) -> bool {
        let two = end > i + 1 && end + 2 == self.labels.len();
        // Ketua KPU Bukittinggi | Heldo Putra Koto
        let rest = &self.labels[end..];
        let known = || (end..self.labels.len()).any(|k| self.word(k).classes.any(PERSON));
        let behind = end > i + 1 && self.label(end - 1) == Some(Label::Place);
        // Kepala Dinas PU Pesisir Selatan | Mawardi Roska
        let all = rest.iter().all(|l| *l == Label::Name);
        if behind && rest.len() == 2 && all && self.word(end).classes.any(PERSON) {
            return true;
        }
        let town = behind && rest.len() > 2;
        if town
            && rest.iter().all(|l| matches!(l, Label::Name | Label::Place))
            && self.word(end).classes.is_empty()
            && known()
        {
            return true;
        }
        let name = |k: usize| self.label(k) == Some(Label::Name);
        // Kepala Dinas Kesehatan Kabupaten Bima | Nurdiansyah mengatakan
        let speaks = || self.words[self.run.end..self.until].first().is_some_and(|w| w.classes.any(SAID));
        let seat = end > i + 2 && self.label(end - 1) == Some(Label::Place) && self.word(end - 2).has(Class::PlaceKind);
        if seat && end + 1 == self.labels.len() && name(end) && self.word(end).classes.is_empty() && speaks() {
            return true;
        }
        two && name(end)
            && name(end + 1)
            && self.word(end).classes.is_unlisted()
            && (self.word(end + 1).has(Class::Family)
                // Direktur RSUD Kertosono | Torwo Irawan
                || self.given(end + 1) && self.label(end - 1) == Some(Label::Place)
                || self.word(end + 1).classes.is_unlisted() && self.label(end - 1) == Some(Label::Place))
    }

    /// An organisation that is known by one word: more capitals behind it belong to it only as its tail.
    pub(super) fn take_known_organisation(&mut self, i: usize) -> usize {
        let mut end = i + 1;
        // IPB University: what opens the names of other houses closes this one's.
        let closes = |k: usize| self.label(k) == Some(Label::OrgHead) && self.word(k).has(Class::OrgTail);
        while matches!(self.label(end), Some(Label::OrgTail | Label::Organisation)) || closes(end) {
            end += 1;
        }
        // the Aviva Stadium
        if self.label(end) == Some(Label::PlaceTail) && end + 1 == self.labels.len() {
            self.push(i..end + 1, Some(Kind::Place));
            return end + 1;
        }
        // Kementerian Pertahanan Rusia, KPU Jawa Barat: a place that ends the run belongs to it.
        let places = self.labels[end..].iter().take_while(|l| **l == Label::Place).count();
        // Ketua PCNU Rembang | Sholahuddin Fathoni
        let rest = &self.labels[(end + places).min(self.labels.len())..];
        let two = self.pack.owners_behind && rest.len() > 1 && rest.iter().all(|l| *l == Label::Name);
        // Rektor Monash University Indonesia | Andrew Tan
        let held = self.title.is_some() && self.label(end + places).is_some() && self.given(end + places);
        if places > 0 && (held || self.title.is_some() && two || end + places == self.labels.len()) {
            end += places;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }

    /// Words that an organisation's tail closes: Texas Rangers Inc, Jakarta Police Department.
    pub(super) fn take_tailed(&mut self, i: usize, mut end: usize) -> usize {
        let tail = end;
        // Analis Samudra Sekuritas | Bagas Pramudito
        let holder = |k: usize| {
            let last = self.labels.len() - 1;
            let name = (k..=last).all(|n| self.label(n) == Some(Label::Name));
            k > tail && k < last && self.title.is_some() && self.given(k) && name
        };
        while self.label(end).is_some_and(|l| l != Label::Title) && !holder(end) {
            end += 1;
        }
        self.push(i..end, Some(Kind::Organisation));
        end
    }
}
