//! Titles: the offices that stand before a run or inside it, and what they are for.

use std::ops::Range;

use super::{Cutter, Label, OFFICE, PERSON, Piece, initial};
use crate::draft::Block;
use crate::language::{Class, Classes, Pack};
use crate::reading::Kind;
use crate::reading::words::{Word, WordKind};

/// Titles and roles in small letters right before the run: `juru bicara`, `spokesman`.
pub(super) fn before(
    block: &Block,
    words: &[Word],
    run: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = run.start;
    while start > sentence.start {
        let word = &words[start - 1];
        let touches = word.end == word.span.end && words[start].span.start - word.end <= 2;
        let title = word.classes.any(Classes::of(&[
            Class::Title,
            Class::Role,
            Class::Honorific,
            Class::RoleModifier,
            Class::Kin,
        ]));
        // Penyanyi asal Solo: what says where somebody is from is no office of his.
        let from = start == run.start && word.has(Class::Locative);
        if !touches || !title || from || !word.is_word() {
            break;
        }
        start -= 1;
    }
    // Salvage master Hendrik; Council engineer Tomasz: the noun that opens the sentence says of what.
    const SMALL: Classes = Classes::of(&[
        Class::Determiner,
        Class::Indefinite,
        Class::Possessive,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Adverb,
        Class::Time,
        Class::Number,
        Class::Cue,
        Class::Auxiliary,
        Class::Demonstrative,
        Class::Place,
        Class::Demonym,
        Class::Given,
        Class::Family,
    ]);
    if start < run.start && start == sentence.start + 1 && !block.pack.owners_behind {
        let (noun, office) = (&words[start - 1], &words[start]);
        let beside = noun.end == noun.span.end && office.span.start == noun.end + 1;
        let plain = noun.capital && noun.has(Class::Ordinary) && !noun.shouted && !noun.classes.any(SMALL);
        if beside && plain && !office.capital {
            start -= 1;
        }
    }
    let far = || far_title(block, words, run, sentence).or_else(|| bracketed(block.pack, words, run, sentence));
    (start < run.start).then_some(start..run.start).or_else(far)
}

/// `Kepala Badan Penanggulangan Bencana Daerah (BPBD) | Kota Semarang Endro Purnomo`: the office goes on behind the letters of its
/// house.
fn bracketed(pack: &Pack, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let [.., house, open, letters, close] = &words[sentence.start..run.start] else { return None };
    let bracket = open.kind == WordKind::Punctuation && close.kind == WordKind::Punctuation && letters.shouted;
    let place = words[run.start].classes.any(Classes::of(&[Class::Place, Class::PlaceHead]));
    if !pack.owners_behind || !bracket || !house.capital || !place || run.len() < 3 {
        return None;
    }
    let name = |w: &&Word| w.capital && w.is_word() || w.has(Class::Conjunction) || w.has(Class::Preposition);
    let names = words[sentence.start..run.start - 3].iter().rev().take_while(name).count();
    let from = run.start - 3 - names;
    let office = |w: &Word| w.classes.any(OFFICE);
    let at = (from..run.start - 3).find(|&at| office(&words[at]));
    let small = from.checked_sub(1).filter(|&b| b >= sentence.start && office(&words[b]) && !words[b].capital);
    small.or(at).map(|at| at..run.start)
}

/// `Analis pasar modal | Yoga Adrian menilai`, `kata dosen ilmu politik | Budi`: where owners stand behind, a few common words
/// between an office and a first name say what it is for, if the two speak.
fn far_title(block: &Block, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    const SMALL: Classes = Classes::of(&[
        Class::Auxiliary,
        Class::Cue,
        Class::WeakCue,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Relative,
        Class::Adverb,
        Class::Demonstrative,
        Class::Locative,
        Class::Number,
        Class::Time,
    ]);
    const SAYS: Classes = Classes::of(&[Class::Cue, Class::InvertedCue, Class::WeakCue, Class::According]);
    let first = &words[run.start];
    // Perajin gamelan I Wayan Sudarma
    let particle = first.has(Class::Particle) && words.get(run.start + 1).is_some_and(|w| w.has(Class::Given));
    if !block.pack.owners_behind || !(first.has(Class::Given) || particle) || first.has(Class::Place) {
        return None;
    }
    let office = |w: &Word| w.classes.any(OFFICE) && !w.has(Class::Kin);
    let between = words[sentence.start..run.start].iter().rev().take(4).take_while(|w| !office(w)).count();
    let at = run.start.checked_sub(between + 1).filter(|&at| between > 0 && at >= sentence.start)?;
    let beside = words[at..=run.start]
        .windows(2)
        .all(|pair| pair[0].end == pair[0].span.end && pair[1].span.start == pair[0].end + 1);
    let common = |w: &Word| w.kind == WordKind::Word && !w.capital && !w.classes.any(SMALL);
    // Perajin gamelan I Wayan Sudarma dari Desa Tihingan; but Petani menemui Budi.
    let verb = |w: &Word| block.pack.endings.verbal.iter().any(|v| w.span.of(&block.prose).starts_with(v.as_str()));
    let speaks = || words[..sentence.end].get(run.end).is_some_and(|w| w.classes.any(SAYS));
    let opens = at == sentence.start && (speaks() || !words[at + 1..run.start].iter().any(verb));
    let said = at > sentence.start && words[at - 1].classes.any(SAYS);
    let fits = office(&words[at]) && beside && words[at + 1..run.start].iter().all(common) && (opens || said);
    fits.then_some(at..run.start)
}

impl Cutter<'_> {
    /// Kepala Bulog Cabang Madiun, Direktur Lalu Lintas: what the office right before it is for, and nobody's name.
    pub(super) fn is_field(&self, i: usize) -> bool {
        let at = self.run.start + i;
        // Kepala Dinas Tutik Handayani: of an organisation's word only where a person follows.
        let head = self.labels[i] == Label::OrgHead && !(i + 1 < self.labels.len() && self.given(i + 1));
        // bendahara Desa Bonto Bahari, Rosmini: what is named behind it is the place's.
        let place = self.labels[i] == Label::PlaceHead && i + 1 < self.labels.len() && self.apposed();
        let known = !self.word(i).classes.any(PERSON) && self.word(i).has(Class::Field) && !head && !place;
        // Warga Perumahan Bumi Kencana: no office.
        let people = |t: &Range<usize>| self.words[t.end - 1].has(Class::PeopleOf);
        known && self.title.as_ref().is_some_and(|t| !people(t) && (t.end == at || self.of_office(at)))
    }

    /// Deputy Chair for Marine Accidents Yvonne Cartier: what an office before the run is for, up to the given name.
    /// Returns where the rest of the run begins.
    pub(super) fn skip_field(&mut self, sentence: &Range<usize>) -> usize {
        let before = &self.words[sentence.start..self.run.start];
        let [.., office, small] = before else { return 0 };
        let held = office.classes.any(OFFICE) && small.has(Class::Preposition) && !small.has(Class::By);
        let plain =
            |l: &Label| matches!(l, Label::Name | Label::Other | Label::OrgTail | Label::OrgHead | Label::Title);
        let tail = self.labels.last().is_some_and(|l| *l != Label::Name);
        let Some(person) = (1..self.labels.len()).find(|&k| self.given(k)) else { return 0 };
        let named = self.label(person + 1) == Some(Label::Name);
        if !held || tail || !named || !self.labels[..person].iter().all(plain) {
            return 0;
        }
        if (0..person).any(|k| self.word(k).classes.any(PERSON) || initial(self.word(k))) {
            return 0;
        }
        self.title = Some(self.run.start - 2..self.run.start + person);
        person
    }

    /// Ketua Panitia Khusus | Slamet Wibowo: a common word right behind a title.
    pub(super) fn for_what(&self, i: usize) -> bool {
        self.word(i).has(Class::Ordinary) && (i == 0 || self.label(i - 1) == Some(Label::Title))
    }

    /// A run that ends with a title: the surname Baron (Alice Baron; said Baron), or an office and nobody's name.
    pub(super) fn last_title(&mut self) {
        let last = self.labels.len() - 1;
        // Imran Sheikh, Robert Kardinal: behind a first name alone a rank is a family name, though it may be a role too.
        let ranked = self.word(last).classes.any(Classes::of(&[Class::Honorific, Class::Title])) && {
            let first = |p: &Piece| p.words.len() == 1 && self.words[p.words.start].has(Class::Given);
            self.pieces.last().is_some_and(first)
        };
        let calling = Classes::of(&[Class::Honorific, Class::Title]);
        let mr = last > 0 && self.pieces.is_empty() && self.word(last - 1).classes.any(calling);
        if self.labels[last] != Label::Title || self.word(last).has(Class::Role) && !ranked && !mr {
            return;
        }
        let at = self.run.start + last;
        if let Some(piece) = self
            .pieces
            .last_mut()
            .filter(|p| p.words.end == at && !matches!(p.kind, Some(Kind::Organisation | Kind::Place)))
        {
            piece.words.end += 1;
            // Ned Justice: an office, though a house is called so too.
            piece.kind = piece.kind.or(ranked.then_some(Kind::Person));
        } else if last == 0 {
            self.pieces.push(Piece { words: at..at + 1, title: None, kind: None, weak: true });
        } else if mr {
            // Mr Sheikh, of Imran Sheikh.
            let title = Some(self.run.start..at);
            self.pieces.push(Piece { words: at..at + 1, title, kind: None, weak: true });
        }
    }
}
