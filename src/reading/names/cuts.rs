//! Cuts: a run of capitals parted into titles, people, organisations and places.
//!
//! `Menteri Pertahanan Rusia Sergei Shoigu` is a title, a place and a man; `Kementerian Pertahanan Rusia` is one
//! organisation. A title that stands open makes the cut before a given name; without one, what an organisation's
//! word opens runs to the end.

mod houses;
mod places;
mod things;
mod titles;
mod towns;

use std::ops::Range;

use super::labels::{self, Label, PERSON, first_name};
use crate::draft::Block;
use crate::language::{Class, Classes, Pack, sex};
use crate::reading::Kind;
use crate::reading::words::Word;

/// A name cut out of a run.
#[derive(Clone, Debug)]
pub struct Piece {
    pub words: Range<usize>,
    /// Titles and roles before it, as a range of words; small words before the run are added by `signs`.
    pub title: Option<Range<usize>>,
    pub kind: Option<Kind>,
    /// A title that stands alone: a name only where the draft has it in a full one.
    pub weak: bool,
}

const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role]);

/// A run that is one name: a house, unless one of its words says that it is a thing and none that it is a house.
pub fn whole(words: &[Word], run: Range<usize>) -> Piece {
    const HOUSE: Classes = Classes::of(&[Class::OrgHead, Class::OrgTail, Class::Organisation]);
    const THING: Classes = Classes::of(&[Class::OtherName, Class::OtherHead, Class::OtherTail, Class::Document]);
    let any = |classes: Classes| words[run.clone()].iter().any(|w| w.classes.any(classes));
    let kind = if any(THING) && !any(HOUSE) { Kind::Other } else { Kind::Organisation };
    Piece { words: run, title: None, kind: Some(kind), weak: false }
}

/// The pieces of one run; words that are only titles give none.
pub fn of(block: &Block, words: &[Word], run: Range<usize>, sentence: &Range<usize>) -> Vec<Piece> {
    let prose = block.prose.as_str();
    let labels = labels::of(block, words, &run);
    let mut cutter = Cutter {
        prose,
        pack: block.pack,
        words,
        run: run.clone(),
        labels,
        pieces: Vec::new(),
        title: titles::before(block, words, &run, sentence),
        until: sentence.end,
    };
    if cutter.ends_organisation() || cutter.is_house(sentence) {
        cutter.push(0..run.len(), Some(Kind::Organisation));
        return cutter.pieces;
    }
    if cutter.is_work() {
        cutter.title = None;
        cutter.push(0..run.len(), Some(Kind::Other));
        return cutter.pieces;
    }
    // St Mary’s Hospital: a possessive stands inside a run only where a house is named so.
    if let Some(owner) = run.clone().find(|&i| i + 1 < run.end && words[i].end > words[i].span.end) {
        cutter.push(0..owner + 2 - run.start, Some(Kind::Organisation));
        if owner + 2 < run.end {
            cutter.pieces.extend(of(block, words, owner + 2..run.end, sentence));
        }
        return cutter.pieces;
    }
    // the National Farmers’ Union
    let apostrophe = |i: &usize| matches!(words[*i].span.of(prose), "’" | "'");
    let noun = Classes::of(&[Class::OrgHead, Class::OrgTail]);
    if let Some(owner) = run.clone().find(apostrophe).filter(|&i| i + 1 < run.end && words[i + 1].classes.any(noun)) {
        let from = cutter.labels.iter().take_while(|l| **l == Label::Title).count();
        if from > 0 {
            cutter.title = Some(run.start..run.start + from);
        }
        cutter.push(from..owner + 2 - run.start, Some(Kind::Organisation));
        if owner + 2 < run.end {
            cutter.pieces.extend(of(block, words, owner + 2..run.end, sentence));
        }
        return cutter.pieces;
    }
    let mut i = cutter.skip_field(sentence);
    while i < cutter.labels.len() {
        i = cutter.take(i);
    }
    cutter.last_title();
    // Hakim bertanya: what is a name and an office alike is an office where it opens a sentence alone.
    let opens = words[sentence.start..run.start].iter().all(|w| !w.is_word());
    for piece in cutter.pieces.iter_mut().filter(|p| opens && p.words.len() == 1 && p.title.is_none()) {
        let word = &words[piece.words.start];
        piece.weak |= piece.words.start == run.start && word.classes.any(OFFICE) && word.classes.any(PERSON);
    }
    houses::weaken_nouns(words, &mut cutter.pieces);
    cutter.pieces
}

struct Cutter<'a> {
    prose: &'a str,
    pack: &'a Pack,
    words: &'a [Word],
    run: Range<usize>,
    labels: Vec<Label>,
    pieces: Vec<Piece>,
    /// The title that stands open, waiting for its person.
    title: Option<Range<usize>>,
    /// Where the sentence ends, as an index of words.
    until: usize,
}

impl Cutter<'_> {
    fn word(&self, i: usize) -> &Word {
        &self.words[self.run.start + i]
    }

    fn given(&self, i: usize) -> bool {
        self.word(i).has(Class::Given)
    }

    fn label(&self, i: usize) -> Option<Label> {
        self.labels.get(i).copied()
    }

    /// Takes the piece that begins at word `i` of the run and returns where the next begins.
    fn take(&mut self, i: usize) -> usize {
        match self.labels[i] {
            // the National Institute of Public Health
            Label::Title if self.modifies(i) && self.title.is_none() && self.leads_on(i + 1) => {
                self.take_tailed(i, i + 1)
            }
            Label::Title => self.take_title(i),
            Label::Other | Label::Organisation if first_name(self.prose, self.words, self.run.start + i) => {
                self.take_name(i)
            }
            _ if self.is_field(i) => self.take_title(i),
            Label::OrgHead => self.take_organisation(i),
            // KMP Dewi Samudra: letters that a house has too.
            Label::Organisation
                if self.word(i).has(Class::OtherHead)
                    && self.title.is_none()
                    && self.label(i + 1) == Some(Label::Name) =>
            {
                self.take_thing(i)
            }
            // Mr. Dell: behind a courtesy stands a person.
            Label::Organisation if self.courtesy() => self.take_name(i),
            Label::Organisation if self.house_and_family(i) => {
                self.push(i..i + 2, Some(Kind::Person));
                i + 2
            }
            Label::Organisation => self.take_known_organisation(i),
            Label::PlaceHead if self.seat_of(i) => {
                self.push(i..i + 1, Some(Kind::Place));
                i + 1
            }
            Label::PlaceHead => self.take_place_head(i),
            Label::Place => self.take_place(i),
            Label::Degree => i + 1,
            _ if self.word(i).has(Class::OtherHead) && self.title.is_none() && !self.called_so(i) => self.take_thing(i),
            Label::Other if self.label(i + 1) != Some(Label::Name) => {
                self.push(i..i + 1, Some(Kind::Other));
                i + 1
            }
            _ => self.take_name(i),
        }
    }

    fn take_title(&mut self, i: usize) -> usize {
        let at = self.run.start + i;
        // Panglima TNI Jenderal Hasan Basri holds the one office and the rank.
        let open = |t: &&Range<usize>| t.end == at || self.pieces.is_empty() || self.of_office(at);
        let start = self.title.as_ref().filter(open).map_or(at, |t| t.start);
        self.title = Some(start..at + 1);
        i + 1
    }

    fn take_name(&mut self, i: usize) -> usize {
        // Direktur LIP Burhan Muhtadin: letters between an office and a name are a house.
        let followed = matches!(self.label(i + 1), Some(Label::Name | Label::Place | Label::PlaceHead));
        if self.title.is_some() && !self.courtesy() && self.letters(i) && followed {
            self.push(i..i + 1, Some(Kind::Organisation));
            return i + 1;
        }
        if let Some(end) = self.of_title(i) {
            self.push(i..end, Some(Kind::Place));
            return end;
        }
        // Manajer Penjualan | PT Pupuk Bahari: what the office is for.
        let house = matches!(self.label(i + 1), Some(Label::OrgHead | Label::Organisation));
        if self.pack.owners_behind && house && self.for_what(i) && self.title.is_some() {
            return self.take_title(i);
        }
        // Ketua Pepadi | Kabupaten Klaten Suyitno Nugroho
        let seated = self.label(i + 1) == Some(Label::PlaceHead) && self.word(i + 1).has(Class::PlaceKind);
        if self.pack.owners_behind
            && self.title.is_some()
            && !self.courtesy()
            && seated
            && self.word(i).classes.is_empty()
        {
            self.push(i..i + 1, Some(Kind::Organisation));
            return i + 1;
        }
        if self.unlisted_seat(i) {
            self.push(i..i + 1, Some(Kind::Place));
            return i + 1;
        }
        let mut end = i + 1;
        while let Some(label) = self.label(end) {
            // the Walter Scott Prize
            if self.closes_thing(i, end) && self.label(end + 1).is_none() && self.title.is_none() {
                self.push(i..end + 1, Some(Kind::Other));
                return end + 1;
            }
            match label {
                _ if end == i + 1 && self.says(i) => {}
                // Zulkifli Datuk Rajo Mangkuto: a rank that stands inside names.
                Label::Title
                    if self.particle(end)
                        && (self.given(i) || self.word(i).classes.is_empty())
                        && self.label(end + 1) == Some(Label::Name) => {}
                // Iskandar Muda Harahap: what is young of people, and a part of names.
                Label::Title if self.modifies(end) && self.given(i) && self.label(end + 1) == Some(Label::Name) => {}
                Label::Title if self.title.is_none() && self.closed(end) => return self.take_tailed(i, end + 1),
                Label::OrgTail if self.given_and_family(i, end) => {}
                Label::OrgTail | Label::OrgHead if self.somebody(i, end) => {}
                Label::OrgTail => return self.take_tailed(i, end),
                // the Marlowe School of Art
                Label::OrgHead if self.title.is_none() && self.leads_on(end) => return self.take_tailed(i, end),
                // the American Quarry Association: what opens the name of one organisation closes another's.
                // The John Radcliffe Hospital closes its run.
                Label::OrgHead
                    if self.title.is_none()
                        && self.word(end).has(Class::OrgTail)
                        && (!self.given(i)
                            // Rowan Bank
                            || end == i + 1 && self.label(end + 1).is_none() && !self.word(end).has(Class::Family)
                            || (end > i + 1 || self.the()) && self.label(end + 1).is_none()
                            || self.closed(end)) =>
                {
                    return self.take_tailed(i, end);
                }
                // Rektor Monash University Indonesia Andrew Tan
                Label::OrgHead if self.title.is_some() && self.word(end).has(Class::OrgTail) && !self.given(i) => {
                    let places = self.labels[end + 1..].iter().take_while(|l| **l == Label::Place).count();
                    let behind = end + 1 + places;
                    if behind < self.labels.len() && !self.given(behind) && self.label(behind) != Some(Label::Title) {
                        break;
                    }
                    self.push(i..behind, Some(Kind::Organisation));
                    return behind;
                }
                Label::PlaceTail if self.title.is_none() => {
                    // the Bill Harkness Memorial Trust, the Coldwater Creek Hotel
                    if end + 2 == self.labels.len() && self.is_house_noun(end + 1) {
                        return self.take_tailed(i, end + 1);
                    }
                    // the Lune Valley University Trust
                    let last = self.labels.len() - 1;
                    let plain =
                        |l: &Label| matches!(l, Label::Name | Label::OrgHead | Label::OrgTail | Label::PlaceTail);
                    if self.is_house_noun(last) && last > end && self.labels[end..].iter().all(plain) {
                        return self.take_tailed(i, last);
                    }
                    self.push(i..end + 1, Some(Kind::Place));
                    return end + 1;
                }
                // Jomo Kenyatta Highway, which Highway 7 opens.
                Label::PlaceHead
                    if self.title.is_none()
                        && self.word(end).has(Class::PlaceTail)
                        && self.label(end + 1).is_none()
                        && !self.given_and_family(i, end) =>
                {
                    self.push(i..end + 1, Some(Kind::Place));
                    return end + 1;
                }
                Label::Name | Label::PlaceTail | Label::Other | Label::PlaceHead => {}
                // A second title: what stood before it belongs to the title (Defense Secretary Lloyd Austin).
                Label::Title
                    if self.title.is_none() && self.labels[end + 1..].contains(&Label::Name) && !self.given(i) =>
                {
                    self.title = Some(self.run.start + i..self.run.start + end);
                    return end;
                }
                // A family name that is an organisation too: Michael Dell, Alan Green.
                Label::Organisation | Label::OrgHead
                    if (label == Label::Organisation || self.word(end).has(Class::Family))
                        && end == i + 1
                        && self.label(end + 1).is_none()
                        && (self.given(i) || self.title.is_some() && self.word(i).classes.is_empty())
                        && !self.word(end).shouted
                        && (self.word(end).has(Class::Family) || !self.word(end).has(Class::Media)) => {}
                // A family name that is a place too: Jack London.
                Label::Place
                    if end == i + 1
                        && self.label(end + 1).is_none()
                        && (self.word(end).classes.any(PERSON) || self.given(i)) => {}
                // Marisol Ibarra Salcedo, Gibran Panji Laksono
                Label::Place
                    if end == i + 1
                        && self.label(end + 2).is_none()
                        && self.label(end + 1) == Some(Label::Name)
                        && self.given(i)
                        && (self.given(end)
                            || self.word(end).has(Class::Family) && self.word(end + 1).has(Class::Family)) => {}
                // Marisol Salcedo Ibarra: a second family name that is a town somewhere.
                Label::Place
                    if end == i + 2
                        && self.label(end + 1).is_none()
                        && self.given(i)
                        && self.word(i + 1).has(Class::Family)
                        && self.word(end).has(Class::Family) => {}
                _ => break,
            }
            // The words of an office, and then the person: Dirjen Perhubungan Rel | Hartanto Prakoso.
            if self.title.is_some()
                && self.given(end)
                && self.label(end + 1) == Some(Label::Name)
                && !self.word(end - 1).classes.any(PERSON)
                && !initial(self.word(end - 1))
                && self.word(end - 1).is_word()
                && !self.particle(end - 1)
                && !(i..end).any(|k| self.word(k).classes.any(PERSON))
                && (end - i >= 2 || i > 0 && self.word(i - 1).has(Class::Field) || self.for_what(i))
            {
                let start = self.title.as_ref().map_or(self.run.start + i, |t| t.start);
                self.title = Some(start..self.run.start + end);
                return end;
            }
            end += 1;
        }
        let known = (i..end).any(|k| self.word(k).classes.any(PERSON) || initial(self.word(k)));
        const HOUSES: [Label; 3] = [Label::Organisation, Label::OrgHead, Label::OrgTail];
        let surname_is_house = end > i + 1 && HOUSES.contains(&self.labels[end - 1]) || end == i + 2 && self.says(i);
        let first_is_paper = end > i + 1 && matches!(self.labels[i], Label::Other | Label::Organisation) && {
            first_name(self.prose, self.words, self.run.start + i)
        };
        let person = self.title.is_some() && known || self.courtesy() || surname_is_house || first_is_paper;
        let kind = person.then_some(Kind::Person);
        self.push(i..end, kind);
        end
    }

    /// Whether the title that stands open ends with a courtesy: Mr, Pak.
    fn courtesy(&self) -> bool {
        self.title
            .as_ref()
            .is_some_and(|t| self.words[t.end - 1].has(Class::Honorific) && !self.words[t.end - 1].has(Class::Title))
    }

    /// Whether an article stands before the run: the Carter Center.
    fn the(&self) -> bool {
        self.run.start > 0 && self.words[self.run.start - 1].has(Class::Determiner)
    }

    /// said Ann Bank, said Ed Sky: two words, of which the first is nothing but a given name, right behind a verb of saying.
    fn says(&self, i: usize) -> bool {
        const SAID: Classes = Classes::of(&[Class::Cue, Class::InvertedCue]);
        const OTHER: Classes = Classes::of(&[Class::Family, Class::Place]);
        let house = matches!(self.labels.last(), Some(Label::OrgHead | Label::OrgTail | Label::Organisation));
        let first = self.word(i);
        let given = first.has(Class::Given) && !first.classes.any(OTHER) && sex(first.span.of(self.prose)).is_some();
        let before = self.run.start.checked_sub(1).map(|b| &self.words[b]);
        let said = before.is_some_and(|w| !w.capital && w.classes.any(SAID) && w.end == w.span.end);
        i == 0 && self.labels.len() == 2 && house && given && said && !self.word(1).shouted
    }

    /// Three capitals or more that are nobody's name, where the rest of the run has small letters.
    fn letters(&self, i: usize) -> bool {
        let word = self.word(i);
        word.shouted
            && word.span.len() > 2
            && !initial(word)
            && !word.classes.any(PERSON)
            && !self.words[self.run.clone()].iter().all(|w| w.shouted)
    }

    /// Young, senior: what an office may have beside it, and no office itself.
    fn modifies(&self, i: usize) -> bool {
        self.word(i).has(Class::RoleModifier) && !self.word(i).classes.any(OFFICE)
    }

    fn particle(&self, i: usize) -> bool {
        self.word(i).has(Class::Particle)
    }

    fn push(&mut self, words: Range<usize>, kind: Option<Kind>) {
        let words = self.run.start + words.start..self.run.start + words.end;
        let of_person = !matches!(kind, Some(Kind::Organisation | Kind::Place | Kind::Other));
        // The title waits for its person over the organisation or the place that it is an office of.
        let title = if of_person { self.title.take().map(|t| t.start..words.start) } else { None };
        self.pieces.push(Piece { words, title, kind, weak: false });
    }
}

/// `J.` or `J.K.`: the words that `words` left their full stop and that no list knows.
pub fn initial(word: &Word) -> bool {
    word.initial
}
