//! Facts: what a pack knows beyond the classes of single words, for the rules that ask for it.
//!
//! Whom readers know by one name, how ages are written, which offices one person cannot hold at once, and the
//! acronyms that need no explanation. A table that a pack leaves out is empty, and the rule that needs it is silent.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Words or phrases, written in the pack as texts parted by commas.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Forms(FxHashSet<Box<str>>);

impl Forms {
    pub fn has(&self, form: &str) -> bool {
        self.0.contains(form)
    }

    /// Where a form of up to three words begins that these words say, one after the other: won the election.
    pub fn said<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let says = |at: usize| (1..=3.min(words.len() - at)).any(|n| self.has(&words[at..at + n].join(" ")));
        (0..words.len()).filter(move |&at| says(at))
    }

    /// In no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|form| &**form)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<String>> for Forms {
    fn from(texts: Vec<String>) -> Forms {
        Forms(split(&texts).map(Into::into).collect())
    }
}

/// Patterns of letters, `?` for any.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Shapes(Vec<String>);

impl Shapes {
    pub fn fit(&self, word: &str) -> bool {
        let fits = |shape: &String| {
            shape.len() == word.len() && shape.bytes().zip(word.bytes()).all(|(s, w)| s == b'?' || s == w)
        };
        self.0.iter().any(fits)
    }
}

/// Lists of forms: each list is one text parted by commas, and what it says of its forms is for the key to tell.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Groups(Vec<Vec<String>>);

impl Groups {
    /// The groups that hold this form, as indices.
    pub fn of<'a>(&'a self, form: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.0.iter().enumerate().filter(move |(_, group)| group.iter().any(|f| f == form)).map(|(id, _)| id)
    }

    /// The first form of the first group that holds this one, or the form itself.
    pub fn first<'a>(&'a self, form: &'a str) -> &'a str {
        self.of(form).next().map_or(form, |id| &self.0[id][0])
    }

    /// Whether both stand in one group.
    pub fn share(&self, a: &str, b: &str) -> bool {
        self.of(a).any(|id| self.0[id].iter().any(|f| f == b))
    }

    pub fn iter(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl From<Vec<String>> for Groups {
    fn from(texts: Vec<String>) -> Groups {
        Groups(texts.into_iter().map(|text| split(&[text]).map(str::to_string).collect()).collect())
    }
}

fn split(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().flat_map(|t| t.split([',', '\n'])).map(str::trim).filter(|w| !w.is_empty())
}

/// `[people]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct People {
    /// Those whom every reader knows by one name, as it is printed: Jokowi, Obama, Pelé.
    pub known: Forms,
    /// Which part of a name is the usual short form.
    pub short: Short,
    /// Stands before things and never right before somebody's whole name: the; de, het. Lower case.
    pub article: Forms,
    /// Stands behind a comma for people and for no thing: who, whose.
    pub who: Forms,
    /// Who does so goes to a place or comes from one, not to somebody: moved, drove; pindah, hijrah.
    pub goes: Forms,
}

/// The part of a name by which papers call somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Short {
    #[default]
    Last,
    First,
}

/// `[ages]`. Lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ages {
    /// Before the number: aged; berusia, umur.
    pub before: Forms,
    /// Behind the number: years; tahun.
    pub behind: Forms,
    /// Two words behind the number that make an age of it wherever it stands: years old.
    pub phrase: Forms,
    /// Hangs on the number: -year-old.
    pub ending: Forms,
    /// Before a name, where a sentence or clause speaks of another time: when, at the time; saat, ketika.
    pub apart: Forms,
    /// Right before the word for an age, where somebody was so old once: since age; sejak umur.
    pub since: Forms,
    /// Who does so has no later age, whatever stands before it: died; meninggal, wafat.
    pub last: Forms,
    /// Beside a number, where somebody comes to that age: turns, birthday; genap, menginjak.
    pub turning: Forms,
}

/// `[offices]`: what nobody can be at once. Lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Offices {
    /// Stands before a place as the name of those who govern it: –; pemerintah, pemkot. Lower case.
    pub governments: Forms,
    /// What stands behind one of these and “of” is a place: mayor, region, village. Lower case.
    pub of_places: Forms,
    /// What only the people of a house are, so that the name right before it is the house's: managing director; –. Lower case.
    pub of_houses: Forms,
    /// One office in several words, the usual one first.
    pub same: Groups,
    /// Offices of a place, held for one place at a time: governor, mayor; gubernur, bupati.
    pub seats: Forms,
    /// What is held in a firm, so that “in” behind it says nothing of a place: shares, stake; saham.
    pub holdings: Forms,
    /// Who speaks for a house more often than for a person: spokesman, spokeswoman; nothing where the language joins them.
    pub speakers: Forms,
    /// Whose holders go by their first name, so that it is no given name before one: king, prince, pope.
    pub crowns: Forms,
    /// Offices of which a person holds one at a time, each list a ladder: governor, senator; kapolda, kapolres.
    pub ladders: Groups,
    /// Offices that are nothing without what they are for: minister; menteri.
    pub portfolios: Forms,
    /// What such an office is for; the words of one list are one field, or are often held in one hand.
    pub fields: Groups,
    /// Short forms of places, each behind the long one.
    pub places: Groups,
    /// Stands before or behind an office that is second to it: deputy, vice; wakil.
    pub under: Forms,
    /// Sets a role apart in time, or says that it is not held: former, acting, candidate; mantan, plt, calon.
    pub apart: Forms,
    /// The draft tells of a change of post: appointed, succeeded, won the election; dilantik, menggantikan.
    pub change: Forms,
    /// Those of them that things suffer as well, with a helping verb: the pipes will be replaced. Their subject decides.
    pub of_things: Forms,
    /// The same, where the office stands behind it: made, now; menjadi, kini.
    pub becoming: Forms,
}

/// `[acronyms]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Acronyms {
    /// Those that every reader of the language knows, in capitals without full stops; what the whole world knows is in
    /// `data/acronyms.txt`.
    pub known: Forms,
    /// Nouns that say what the acronym behind them is: broadcaster, app; aplikasi, stasiun. The heads of organisations
    /// are among them without being listed.
    pub nouns: Forms,
    /// Stands between an acronym and what it stands for: or, short for; atau, singkatan dari.
    pub means: Forms,
    /// What looks like an acronym and is none, each `?` for any letter: the call signs of American stations, W???.
    pub shapes: Shapes,
}

/// One acronym a line, in the order of their bytes.
const WORLD: &str = include_str!("data/acronyms.txt");

impl Acronyms {
    /// Whether readers know it: its letters alone, in capitals.
    pub fn knows(&self, letters: &str) -> bool {
        self.known.has(letters) || super::names::holds(WORLD.as_bytes(), letters.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_capitals_in_order() {
        let lines: Vec<&str> = WORLD.lines().collect();
        assert!(lines.is_sorted() && WORLD.ends_with('\n'));
        assert!(lines.iter().all(|a| a.len() > 2 && a.bytes().all(|b| b.is_ascii_uppercase())));
        assert!(lines.iter().all(|a| Acronyms::default().knows(a)));
        assert!(!Acronyms::default().knows("XQZ"));
    }

    #[test]
    fn groups() {
        let groups = Groups::from(vec!["governor, gov.".to_string(), "senator, sen.".to_string()]);
        assert_eq!((groups.first("gov."), groups.first("mayor")), ("governor", "mayor"));
        assert!(groups.share("gov.", "governor") && !groups.share("gov.", "sen."));
    }
}
