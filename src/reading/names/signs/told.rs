//! Told: of what kind a name is by what stands beside it, before its own words are asked.

use std::ops::Range;

use super::super::labels::PERSON;
use super::things::{bears_a_name, brings_house, is_held, is_house, is_relative, is_spoken_for, leads_house};
use super::{CLOSES, CUES, ROLES, age_behind};
use crate::draft::Block;
use crate::language::{Class, Classes, sex};
use crate::reading::words::{Word, WordKind};
use crate::reading::{Kind, Signs};
use crate::text::Span;

/// What somebody is; several people are none.
const SOMEBODY: Classes = Classes::of(&[Class::Role, Class::Title, Class::Kin]);
/// What says that a place or a house bears a name.
const TOWNS: Classes = Classes::of(&[Class::Place, Class::PlaceTail, Class::PlaceHead, Class::OrgTail]);
/// What says which kind of place bears a name.
const PLACES: Classes = Classes::of(&[Class::PlaceTail, Class::PlaceHead]);

/// A name and what stands beside it in its sentence.
pub(super) struct Beside<'a> {
    pub block: &'a Block,
    /// All words of the block; `title` is a range of them.
    pub words: &'a [Word],
    pub name: &'a [Word],
    pub before: &'a [Word],
    pub after: &'a [Word],
    pub title: Option<Range<usize>>,
    /// Who the name is, between a comma and the name.
    pub office: Option<Span>,
    /// The office, or who the name is between commas behind it.
    pub apposition: Option<Span>,
    pub signs: Signs,
    /// What the cut says, and then what is told here.
    pub kind: Option<Kind>,
}

impl Beside<'_> {
    /// Says of what kind the name is where the words beside it do; `district` is R-Ohio.
    pub fn tell(&mut self, district: bool) {
        if district || self.bears_a_noun() || self.kind.is_none() && self.is_coded() {
            self.kind = Some(Kind::Other);
        }
        let person = |k: Option<Kind>| matches!(k, None | Some(Kind::Person));
        if self.is_dateline() {
            self.kind = Some(Kind::Place);
            self.signs.locative = true;
        }
        let house = person(self.kind) && (self.behind_its_noun() || is_house(self.block, self.name, self.after));
        let house = house && !self.signs.title;
        let told = person(self.kind) && (self.is_spoken_for() || self.leads() || self.is_party());
        let held = self.kind.is_none() && self.is_held() || told;
        self.signs.organisation |= house || held;
        if house || held || self.is_firm() {
            self.kind = Some(Kind::Organisation);
        }
        if self.is_officer() || self.is_aged() || self.is_unknown() || self.is_who() || self.is_relative() {
            self.kind = Some(Kind::Person);
        }
        if self.kind.is_none() && self.is_of_a_house() {
            self.kind = Some(Kind::Person);
        }
        if person(self.kind) && self.is_apposed_house() {
            self.kind = Some(Kind::Organisation);
        }
        let thing = self.title.is_none() && !self.signs.age;
        if person(self.kind) && thing && bears_a_name(self.block, self.name, self.before, self.after) {
            self.kind = Some(Kind::Other);
        }
    }

    fn text(&self, word: &Word) -> &str {
        word.span.of(&self.block.prose)
    }

    fn has(&self, class: Class) -> bool {
        self.name.iter().any(|w| w.has(class))
    }

    /// A first name and more.
    fn named(&self) -> bool {
        self.name.len() > 1 && self.name[0].has(Class::Given)
    }

    fn owns(&self) -> bool {
        self.name.last().is_some_and(|w| w.end > w.span.end)
    }

    fn sexed(&self) -> bool {
        sex(self.text(&self.name[0])).is_some()
    }

    fn comma(&self) -> bool {
        self.after.first().is_some_and(|w| self.text(w) == ",")
    }

    /// Parkinson’s disease, Megan’s Law
    fn bears_a_noun(&self) -> bool {
        self.owns() && !self.signs.title && self.after.first().is_some_and(|w| w.has(Class::OtherTail))
    }

    /// MONCTON, N.B. — …; BREZNICA (Northwire) — …: capitals that open a paragraph say where it was filed.
    fn is_dateline(&self) -> bool {
        let first = self.words.first().is_some_and(|w| w.span.start == self.name[0].span.start);
        let capitals = self.name.iter().all(|w| w.shouted && w.span.len() > 2 && !w.has(Class::Organisation));
        let dash = |w: &Word| matches!(self.text(w), "—" | "–" | "-");
        let closed = match self.after {
            [mark, ..] if dash(mark) => true,
            [comma, place, ..] if self.text(comma) == "," => {
                place.capital && place.classes.any(Classes::of(&[Class::Place, Class::Month]))
            }
            [open, media, ..] if self.text(open) == "(" => media.has(Class::Media),
            _ => false,
        };
        first && capitals && closed && self.name.len() <= 3
    }

    /// D-3, U-20, F1
    fn is_coded(&self) -> bool {
        self.name.len() == 1 && self.text(&self.name[0]).contains(|c: char| c.is_ascii_digit())
    }

    /// Marks & Spencer
    fn is_firm(&self) -> bool {
        !self.signs.title && self.name.iter().any(|w| self.text(w) == "&")
    }

    /// The insurer | Harlan Whitmore: a noun for a house that is no office stands right before the name. Of a first name a clause
    /// may follow: she told the insurer Anna Wells would leave; the insurer Anna Wells worked for.
    fn behind_its_noun(&self) -> bool {
        let noun = |w: &Word| w.has(Class::House) && !w.classes.any(ROLES) && !w.capital && w.end == w.span.end;
        let next = self.after.first();
        let clause = next.is_some_and(|w| w.kind == WordKind::Word && !w.capital && !w.classes.any(CLOSES));
        let told = self.before.iter().rev().skip(1).take(2).any(|w| w.classes.any(CUES) && !w.capital);
        // band Lampu Merkuri: where owners stand behind, of words that nobody is called by.
        let called = self.name.len() < 2 || self.name.iter().any(|w| w.classes.any(PERSON));
        let theirs = self.block.pack.owners_behind && called;
        let beside = !theirs && self.title.is_none() && self.before.last().is_some_and(noun);
        beside && !(self.named() && clause) && !(told && self.name[0].has(Class::Given))
    }

    /// Shares in Hanil
    fn is_held(&self) -> bool {
        self.name.len() == 1 && !self.has(Class::Given) && !self.has(Class::Place) && is_held(self.block, self.before)
    }

    /// A spokeswoman for Maritime Grid: of two words or more that no list has among people's names.
    fn is_spoken_for(&self) -> bool {
        let nobody = |w: &Word| !w.classes.any(PERSON) && !w.initial;
        let several = self.name.len() > 1 && self.title.is_none() && self.name.iter().all(nobody);
        several && is_spoken_for(self.block, self.before)
    }

    /// Hartside | spokesman Ian Bell
    fn leads(&self) -> bool {
        !self.signs.title && !self.signs.age && leads_house(self.block, self.name, self.after)
    }

    /// the ruling Georgian Dream | party: what it is stands right behind it. The Donald Trump party was loud.
    fn is_party(&self) -> bool {
        let is = |w: &Word| w.has(Class::House) && !w.classes.any(SOMEBODY) && !w.capital && w.end == w.span.end;
        let the = self.before.iter().rev().take(3).any(|w| w.has(Class::Determiner));
        let beside = !self.block.pack.owners_behind && !self.signs.title && the && self.after.first().is_some_and(is);
        beside && !self.owns() && !(self.named() && self.signs.family)
    }

    /// The mayor, Lorraine Petrillo: whoever holds an office is no town, unless all of it is one. Its owner, David Castle: a man's
    /// first name tells where an office is said of it.
    fn is_officer(&self) -> bool {
        let Some(span) = self.apposition.filter(|_| self.name.len() > 1 && self.kind == Some(Kind::Place)) else {
            return false;
        };
        let role = self.words.iter().any(|w| span.covers(w.span) && w.classes.any(ROLES));
        let first = &self.name[0];
        let named = role && self.name.len() == 2 && self.sexed() && !self.signs.locative && !first.has(Class::Place);
        first.classes.any(PERSON) && (named || !self.name[1..].iter().any(|w| w.classes.any(TOWNS)))
    }

    /// Velsa Houston, a nurse: nor is one of two words of which the first is in no list.
    fn is_unknown(&self) -> bool {
        let [first, last] = self.name else { return false };
        self.apposition.is_some()
            && matches!(self.kind, None | Some(Kind::Place))
            && first.classes.is_unlisted()
            && last.has(Class::Family)
            && !last.classes.any(PLACES)
            // The mare belongs to Jiří Procházka, a breeder.
            && (!self.signs.locative || self.signs.toward && self.before.len() > 2)
    }

    /// Charlotte Washington, 34: no town is so old.
    fn is_aged(&self) -> bool {
        self.kind == Some(Kind::Place) && self.named() && age_behind(&self.block.prose, self.after)
    }

    /// Imogen Castle, who keeps a guesthouse: a castle is a thing.
    fn is_who(&self) -> bool {
        let who = |w: &Word| self.block.pack.people.who.has(&self.text(w).to_lowercase()) && !w.has(Class::Possessive);
        let beside = self.comma() && self.after.get(1).is_some_and(who);
        beside
            && self.kind == Some(Kind::Place)
            && self.name.len() == 2
            && self.name[0].has(Class::Given)
            && !self.signs.locative
    }

    /// his wife, Mary, …
    fn is_relative(&self) -> bool {
        let [name] = self.name else { return false };
        let kin = |span: Span| is_relative(self.block, self.words, span, name);
        self.kind == Some(Kind::Place) && !self.signs.locative && self.apposition.is_some_and(kin)
    }

    /// Wahyuningrum dari Partai Golkar: who comes from a house, of one word that no list has.
    fn is_of_a_house(&self) -> bool {
        let ([name], [from, house, ..]) = (self.name, self.after) else { return false };
        let house = from.has(Class::Toward) && house.capital && house.has(Class::OrgHead);
        self.block.pack.owners_behind && name.classes.is_empty() && !self.signs.locative && house
    }

    /// The company, Casa Bellini, …; but: he left the bank, Denby said.
    fn is_apposed_house(&self) -> bool {
        let house = |office: Span| brings_house(self.words, office, self.name);
        self.comma() && !self.signs.title && !self.signs.age && self.office.is_some_and(house)
    }
}
