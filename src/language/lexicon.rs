//! The lexicon of a pack: from the words as they stand in a draft to their classes.
//!
//! A form written in lower case in the pack matches in any case; a form with a capital matches as it is written
//! (`AS` is a country in Indonesian, `as` is not). Forms of several words are found as the longest that fits.

use rustc_hash::FxHashMap;

use super::{Class, Classes, names};

#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Entry>,
    /// Whether the shipped names hold here too.
    names: bool,
}

#[derive(Debug, Default)]
struct Entry {
    /// The classes of the word alone.
    classes: Classes,
    /// The phrases that it opens: the words that follow, parted by single blanks; the longest first.
    phrases: Vec<(Box<str>, Classes)>,
}

impl Lexicon {
    /// Adds a form (words parted by single blanks) to a class.
    pub fn add(&mut self, form: &str, class: Class) {
        let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
        if !self.words.contains_key(first) {
            self.words.insert(first.into(), Entry::default());
        }
        let Some(entry) = self.words.get_mut(first) else { return };
        if rest.is_empty() {
            entry.classes.insert(class);
            return;
        }
        // The longest first, and each once: the place of a phrase among the others is found by halving.
        let length = |phrase: &str| phrase.split(' ').count();
        let order =
            |known: &(Box<str>, Classes)| length(rest).cmp(&length(&known.0)).then_with(|| (*known.0).cmp(rest));
        match entry.phrases.binary_search_by(order) {
            Ok(at) => entry.phrases[at].1.insert(class),
            Err(at) => entry.phrases.insert(at, (rest.into(), Classes::of(&[class]))),
        }
    }

    /// Lets the shipped names hold here.
    pub fn add_names(&mut self) {
        self.names = true;
        names::add_phrases(self);
    }

    /// The classes of one word, which stands in the text as `word` and in lower case as `lower`.
    pub fn classes(&self, word: &str, lower: &str) -> Classes {
        let exact = self.words.get(word).map_or(Classes::NONE, |e| e.classes);
        // Names have capitals: most words of a text are not looked for among them.
        let exact = if self.names && word != lower { exact.and(names::classes(word)) } else { exact };
        if word == lower { exact } else { exact.and(self.words.get(lower).map_or(Classes::NONE, |e| e.classes)) }
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
                if rest.split(' ').all(|want| follow.next().is_some_and(|(w, l)| want == w || want == l)) {
                    let length = rest.split(' ').count() + 1;
                    if best.is_none_or(|b| b.0 < length) {
                        best = Some((length, *classes));
                    }
                    break;
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
