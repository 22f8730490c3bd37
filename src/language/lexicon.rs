//! The lexicon of a pack: from the words as they stand in a draft to their classes.
//!
//! A form written in lower case in the pack matches in any case; a form with a capital matches as it is written
//! (`AS` is a country in Indonesian, `as` is not), and in the capitals of headlines and datelines (JAKARTA, NEW
//! YORK). Forms of several words are found as the longest that fits; one that begins with a hyphen is the end of a
//! compound.

use rustc_hash::FxHashMap;

use super::{Class, Classes, names};

#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Entry>,
    /// The ends of compounds, which the pack writes with a hyphen in front.
    ends: FxHashMap<Box<str>, Classes>,
    /// Whether the shipped names hold here too.
    names: bool,
    /// The shipped names that are words of this language, and no names.
    not_names: Vec<(Class, &'static [u8])>,
    /// The shipped common words of the language, a line each, in the order of their bytes.
    ordinary: &'static [u8],
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
        if let Some(end) = form.strip_prefix('-').filter(|e| !e.is_empty()) {
            self.ends.entry(end.into()).or_default().insert(class);
            return;
        }
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

    /// Lets the shipped names hold here, but those that are words of the language.
    pub fn add_names(&mut self, language: &str) {
        self.names = true;
        self.not_names = names::words_of(language);
        names::add_phrases(self);
    }

    /// Lets the shipped common words of a language hold here, if there are any.
    pub fn add_ordinary(&mut self, language: &str) {
        self.ordinary = names::ordinary(language).as_bytes();
    }

    /// Whether a word in small letters is a common word of the language.
    pub fn is_ordinary(&self, lower: &str) -> bool {
        names::holds(self.ordinary, lower.as_bytes())
    }

    /// The classes of one word, which stands in the text as `word` and in lower case as `lower`.
    pub fn classes(&self, word: &str, lower: &str) -> Classes {
        let of = |form: &str| self.words.get(form).map_or(Classes::NONE, |e| e.classes);
        if word == lower {
            return of(word).or_else(|| self.compound(lower));
        }
        // Names have capitals: most words of a text are not looked for among them.
        let names = |form: &str| if self.names { self.listed(form) } else { Classes::NONE };
        let titled = titled(word, lower);
        let known = of(lower).and(of(word)).and(titled.as_deref().map_or(Classes::NONE, of));
        let mut known = known.or_else(|| self.compound(lower));
        if self.is_ordinary(lower) {
            known.insert(Class::Ordinary);
        }
        // UDA is not the town of Uda.
        let shouted = titled.as_deref().map_or(Classes::NONE, names);
        let shouted = if shouted.has(Class::RareName) { Classes::NONE } else { shouted };
        known.and(names(word)).and(shouted)
    }

    /// The classes of a name as the shipped lists have it, if it is no word of the language.
    fn listed(&self, form: &str) -> Classes {
        let word = |(_, list): &&(Class, &[u8])| names::holds(list, form.as_bytes());
        let listed = names::classes(form);
        if listed.is_empty() {
            return listed;
        }
        self.not_names.iter().filter(word).fold(listed, |listed, (class, _)| listed.without(*class))
    }

    /// The classes of a name or an office in one word or more, as it stands in the text, blanks between its words.
    pub fn whole(&self, text: &str) -> Classes {
        if !text.contains(' ') {
            return self.classes(text, &text.to_lowercase());
        }
        let words: Vec<(&str, String)> = text.split_whitespace().map(|w| (w, w.to_lowercase())).collect();
        let found = self.phrase(words.iter().map(|(w, l)| (*w, l.as_str())));
        found.filter(|(count, _)| *count == words.len()).map_or(Classes::NONE, |(_, classes)| classes)
    }

    /// The classes of a compound by its longest end that is known; two letters at least stand before it.
    fn compound(&self, lower: &str) -> Classes {
        if self.ends.is_empty() {
            return Classes::NONE;
        }
        let mut ends = lower.char_indices().skip(2).map(|(at, _)| &lower[at..]);
        ends.find_map(|end| self.ends.get(end)).copied().unwrap_or(Classes::NONE)
    }

    /// The longest phrase that opens with the first of these words (each as it stands and in lower case): how
    /// many words it has, and its classes.
    pub fn phrase<'a>(&self, mut words: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Option<(usize, Classes)> {
        let (first, first_lower) = words.next()?;
        let mut best: Option<(usize, Classes)> = None;
        let first_titled = titled(first, first_lower);
        for key in [Some(first), Some(first_lower), first_titled.as_deref()].into_iter().flatten() {
            let Some(entry) = self.words.get(key) else { continue };
            for (rest, classes) in &entry.phrases {
                let mut follow = words.clone();
                let same = |want: &str, (w, l): (&str, &str)| {
                    want == w || want == l || titled(w, l).is_some_and(|form| want == form)
                };
                if rest.split(' ').all(|want| follow.next().is_some_and(|have| same(want, have))) {
                    let length = rest.split(' ').count() + 1;
                    if best.is_none_or(|b| b.0 < length) {
                        best = Some((length, *classes));
                    }
                    break;
                }
            }
        }
        best
    }

    /// Whether any phrase opens with this word: the quick way past most words.
    pub fn opens_phrase(&self, word: &str, lower: &str) -> bool {
        let opens = |w: &str| self.words.get(w).is_some_and(|e| !e.phrases.is_empty());
        opens(word) || word != lower && (opens(lower) || titled(word, lower).is_some_and(|form| opens(&form)))
    }

    /// Whether any word is in the class.
    pub fn knows(&self, class: Class) -> bool {
        let named = self.names && [Class::Given, Class::Family, Class::Place].contains(&class);
        named || self.words.values().any(|e| e.classes.has(class) || e.phrases.iter().any(|p| p.1.has(class)))
    }
}

/// A word in capitals with only its first letter large; None where it is no such word. Short ones are left alone:
/// they are mostly abbreviations.
fn titled(word: &str, lower: &str) -> Option<String> {
    let mut letters = lower.chars();
    let first = letters.next()?;
    let shouted = word.len() > 2 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
    shouted.then(|| first.to_uppercase().chain(letters).collect())
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
        assert!(!lexicon.classes("As", "as").has(Class::Place));
        lexicon.add("Jakarta", Class::Place);
        lexicon.add("New York", Class::Place);
        assert!(lexicon.classes("JAKARTA", "jakarta").has(Class::Place));
        assert!(!lexicon.classes("jakarta", "jakarta").has(Class::Place));
        let shouted = [("NEW", "new"), ("YORK", "york")];
        assert_eq!(lexicon.phrase(shouted.iter().copied()), Some((2, Classes::of(&[Class::Place]))));
        assert!(lexicon.opens_phrase("Wali", "wali") && !lexicon.opens_phrase("kota", "kota"));
    }
}
