//! The names that are shipped for every language: given names (and who bears them), family names, places.
//!
//! They come from `data/*.txt` (sources and licences in `data/README.md`), one name a line, and hold as they are
//! written there. All packs share them; a place of several words goes into the lexicon of each pack, where phrases
//! are found.

use super::{Class, Classes, Lexicon};

/// Each list in the order of its bytes: a name is found by halving, and nothing has to be loaded.
const LISTS: [(Classes, &str); 6] = [
    (Classes::of(&[Class::Given]), include_str!("data/given.txt")),
    (Classes::of(&[Class::Family]), include_str!("data/family.txt")),
    (Classes::of(&[Class::Given, Class::RareName]), include_str!("data/given-rare.txt")),
    (Classes::of(&[Class::Family, Class::RareName]), include_str!("data/family-rare.txt")),
    (Classes::of(&[Class::Place]), PLACES),
    (Classes::of(&[Class::Place, Class::RareName]), TOWNS),
];
const PLACES: &str = include_str!("data/places.txt");
const TOWNS: &str = include_str!("data/towns.txt");

/// Of these names those that are words of a language, so that they are no names there: Tim is a team in Indonesian.
const NOT: [(&str, Class, &str); 4] = [
    ("en", Class::Given, include_str!("data/given-not-en.txt")),
    ("en", Class::Family, include_str!("data/family-not-en.txt")),
    ("id", Class::Given, include_str!("data/given-not-id.txt")),
    ("id", Class::Family, include_str!("data/family-not-id.txt")),
];

/// The lists of names that are words of a language; for one that has no list, of any.
pub(super) fn words_of(language: &str) -> Vec<(Class, &'static [u8])> {
    let own = NOT.iter().any(|(code, ..)| *code == language);
    let lists = NOT.iter().filter(|(code, ..)| !own || *code == language);
    lists.map(|(_, class, list)| (*class, list.as_bytes())).collect()
}

/// Of the given names those that only men bear, and only women; who bears the others is not said.
const SEXES: [(Sex, &str); 2] =
    [(Sex::Man, include_str!("data/men.txt")), (Sex::Woman, include_str!("data/women.txt"))];

/// Whom a pronoun such as he or she may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Man,
    Woman,
}

/// The common words of a language, in small letters, in the order of their bytes.
const ORDINARY: [(&str, &str); 2] =
    [("en", include_str!("data/words-en.txt")), ("id", include_str!("data/words-id.txt"))];

/// The common words of a language, one a line; none where no list is shipped.
pub(super) fn ordinary(language: &str) -> &'static str {
    ORDINARY.iter().find(|(code, _)| *code == language).map_or("", |(_, list)| list)
}

/// Who bears a given name, where only men or only women do.
pub fn sex(word: &str) -> Option<Sex> {
    SEXES.iter().find(|(_, list)| holds(list.as_bytes(), word.as_bytes())).map(|(sex, _)| *sex)
}

/// The classes of a word as the shipped lists have it: given name, family name, place, or none.
pub fn classes(word: &str) -> Classes {
    let mut classes = Classes::NONE;
    for (of_list, list) in LISTS {
        if holds(list.as_bytes(), word.as_bytes()) {
            classes = classes.and(of_list);
        }
    }
    classes
}

/// Adds the shipped places of several words.
pub fn add_phrases(lexicon: &mut Lexicon) {
    for name in PLACES.lines().chain(TOWNS.lines()).filter(|n| n.contains(' ')) {
        lexicon.add(name, Class::Place);
    }
}

/// Whether one of the sorted lines is the word.
pub(super) fn holds(mut lines: &[u8], word: &[u8]) -> bool {
    while !lines.is_empty() {
        let middle = lines.len() / 2;
        let start = lines[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
        let end = lines[middle..].iter().position(|&b| b == b'\n').map_or(lines.len(), |n| middle + n);
        match word.cmp(&lines[start..end]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => lines = &lines[..start],
            std::cmp::Ordering::Greater => lines = &lines[(end + 1).min(lines.len())..],
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::all;

    #[test]
    fn every_line_is_found() {
        for (of_list, list) in LISTS {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted() && list.ends_with('\n'), "{of_list:?}");
            assert!(lines.iter().all(|n| classes(n).and(of_list) == classes(n)), "{of_list:?}");
        }
        assert_eq!(classes(""), Classes::NONE);
        assert_eq!(classes("\n"), Classes::NONE);
    }

    #[test]
    fn who_bears_a_name_is_known_or_left_open() {
        for (sex_of_list, list) in SEXES {
            assert!(list.lines().is_sorted() && list.ends_with('\n'));
            assert!(list.lines().all(|n| sex(n) == Some(sex_of_list)), "a name stands in both lists");
        }
        assert_eq!((sex("Robert"), sex("Helen")), (Some(Sex::Man), Some(Sex::Woman)));
        assert_eq!((sex("Robin"), sex("robert"), sex("")), (None, None, None));
    }

    #[test]
    fn names_are_known_as_they_are_written() {
        assert!(classes("Budi").has(Class::Given) && classes("Siregar").has(Class::Family));
        assert!(classes("Jessica").has(Class::Given) && classes("Kowalski").has(Class::Family));
        assert!(classes("Winnipeg").has(Class::Place));
        assert_eq!(classes("budi"), Classes::NONE);
    }

    #[test]
    fn small_words_are_no_names() {
        for word in ["The", "Dan", "Yang", "Is", "Di", "In", "Dari", "Said", "Kata"] {
            assert_eq!(classes(word), Classes::NONE, "{word}");
        }
    }

    #[test]
    fn a_pack_that_speaks_knows_names() {
        for pack in all() {
            assert_eq!(pack.lexicon.classes("Budi", "budi").has(Class::Given), pack.speaks, "{}", pack.code);
            assert_eq!(pack.lexicon.knows(Class::Family), pack.speaks, "{}", pack.code);
        }
    }
}
