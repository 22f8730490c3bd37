//! The lexicon of a pack: from the words as they stand in a draft to their classes.
//!
//! A form written in lower case in the pack matches in any case; a form with a capital matches as it is written
//! (`AS` is a country in Indonesian, `as` is not). Forms of several words are found as the longest that fits; a form
//! that begins with a hyphen is the end of a compound.

use rustc_hash::FxHashMap;

use super::{Class, Classes, names};

#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Entry>,
    /// The ends of compounds, which the pack writes with a hyphen in front.
    ends: FxHashMap<Box<str>, Classes>,
    /// Whether the shipped names hold here too.
    names: bool,
}

#[derive(Debug, Default)]
struct Entry {
    /// The classes of the word alone.
    classes: Classes,
    /// The phrases that it opens: the words that follow, longest first.
    phrases: Vec<(Box<[Box<str>]>, Classes)>,
}

impl Lexicon {
    /// Adds a form (words parted by single blanks) to a class.
    pub fn add(&mut self, form: &str, class: Class) {
        if let Some(end) = form.strip_prefix('-').filter(|e| !e.is_empty()) {
            self.ends.entry(end.into()).or_default().insert(class);
            return;
        }
        let mut words = form.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Box<[Box<str>]> = words.map(Box::from).collect();
        let entry = self.words.entry(first.into()).or_default();
        if rest.is_empty() {
            entry.classes.insert(class);
        } else if let Some(known) = entry.phrases.iter_mut().find(|p| p.0 == rest) {
            known.1.insert(class);
        } else {
            let at = entry.phrases.partition_point(|p| (rest.len(), &p.0) < (p.0.len(), &rest));
            entry.phrases.insert(at, (rest, Classes::of(&[class])));
        }
    }

    /// Lets the shipped names hold here.
    pub fn add_names(&mut self) {
        self.names = true;
        names::add_phrases(self);
    }

    /// The classes of one word, which stands in the text as `word` and in lower case as `lower`.
    pub fn classes(&self, word: &str, lower: &str) -> Classes {
        let mut known = self.words.get(word).map_or(Classes::NONE, |e| e.classes);
        if word != lower {
            known = known.and(self.words.get(lower).map_or(Classes::NONE, |e| e.classes));
        }
        if known.is_empty() && !self.ends.is_empty() {
            known = self.compound(lower);
        }
        // Names have capitals: most words of a text are not looked for among them.
        if self.names && word != lower { known.and(names::classes(word)) } else { known }
    }

    /// The classes of a compound by its longest end that is known; two letters at least stand before it.
    fn compound(&self, lower: &str) -> Classes {
        let mut ends = lower.char_indices().skip(2).map(|(at, _)| &lower[at..]);
        ends.find_map(|end| self.ends.get(end)).copied().unwrap_or(Classes::NONE)
    }

    /// The longest phrase that opens with the first of these words (each as it stands and in lower case): how
    /// many words it has, and its classes.
    pub fn phrase<'a>(&self, mut words: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Option<(usize, Classes)> {
        let (first, first_lower) = words.next()?;
        let mut best: Option<(usize, Classes)> = None;
        for key in [first, first_lower] {
            let Some(entry) = self.words.get(key) else { continue };
            for (rest, classes) in &entry.phrases {
                let mut follow = words.clone();
                let fits = rest.iter().all(|want| follow.next().is_some_and(|(w, l)| **want == *w || **want == *l));
                if fits && best.is_none_or(|b| b.0 < rest.len() + 1) {
                    best = Some((rest.len() + 1, *classes));
                }
            }
            if first == first_lower {
                break;
            }
        }
        best
    }

    /// Whether any phrase opens with this word: the quick way past most words.
    pub fn opens_phrase(&self, word: &str, lower: &str) -> bool {
        [word, lower].iter().any(|w| self.words.get(*w).is_some_and(|e| !e.phrases.is_empty()))
    }

    /// Whether any word is in the class.
    pub fn knows(&self, class: Class) -> bool {
        let named = self.names && [Class::Given, Class::Family, Class::Place].contains(&class);
        named || self.words.values().any(|e| e.classes.has(class) || e.phrases.iter().any(|p| p.1.has(class)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_phrases() {
        let mut lexicon = Lexicon::default();
        lexicon.add("AS", Class::Place);
        lexicon.add("wali kota", Class::Title);
        lexicon.add("wali", Class::Role);
        assert!(lexicon.classes("AS", "as").has(Class::Place));
        assert!(!lexicon.classes("as", "as").has(Class::Place));
        let words = [("Wali", "wali"), ("Kota", "kota"), ("Ana", "ana")];
        assert_eq!(lexicon.phrase(words.iter().copied()), Some((2, Classes::of(&[Class::Title]))));
        assert_eq!(lexicon.phrase(words[1..].iter().copied()), None);
        assert!(lexicon.opens_phrase("Wali", "wali") && !lexicon.opens_phrase("kota", "kota"));
    }
}
