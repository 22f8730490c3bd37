//! Spelling: a new word in the look of the old one: capitals, initials.

use crate::draft::{in_case_of, shouted};

/// `new` as `old` looks beside the part in its usual look: in capitals in a headline, with a capital where a
/// particle opens a sentence (“Van Dijk said”).
pub fn in_look_of(old: &str, usual: &str, new: &str) -> String {
    let first =
        |text: &str, upper: bool| text.starts_with(|c: char| if upper { c.is_uppercase() } else { c.is_lowercase() });
    if first(old, true) && first(usual, false) && first(new, false) && old.to_lowercase() == usual.to_lowercase() {
        let mut chars = new.chars();
        return chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect());
    }
    in_case_of(old, usual, new)
}

/// The length of the article that hangs before a name (al-Sisi), with its hyphen; 0 where there is none.
pub fn article(word: &str) -> usize {
    let hyphen = word.find('-').filter(|&i| i < 4 && word.starts_with(char::is_lowercase));
    hyphen.filter(|i| word[i + 1..].starts_with(char::is_uppercase)).map_or(0, |i| i + 1)
}

/// A word in capitals with its first letter alone in capitals; so each part of it between hyphens.
pub fn in_small_letters(word: &str) -> String {
    let mut before = ' ';
    let mut out = String::new();
    for c in word.chars() {
        if before.is_alphabetic() {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        before = c;
    }
    out
}

/// Whether a word is made of initials: “S.”, “J.K.”, “J”, “JK”.
pub fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.split('.').all(|part| part.trim_matches('-').chars().count() <= 1) && word.contains('.');
    letters > 0 && (dotted || letters == 1 || letters == 2 && shouted(word))
}

/// The initials of `new`, written as `old` is: “S.” and Ivan are “I.”.
pub fn initials(old: &str, new: &str) -> String {
    let of_words = || new.split(|c: char| !c.is_alphabetic()).filter_map(|w| w.chars().next()).collect::<Vec<_>>();
    let mut letters = if is_initials(new) { new.chars().filter(|c| c.is_alphabetic()).collect() } else { of_words() };
    let room = old.chars().filter(|c| c.is_alphabetic()).count();
    // “J.” stands for Jean-Luc as well: it does not grow.
    if !is_initials(new) {
        letters.truncate(room.max(1));
    }
    let sign =
        old.chars().rfind(|c| !c.is_alphabetic() && !c.is_whitespace()).filter(|_| !old.ends_with(char::is_alphabetic));
    let (mut out, mut left) = (String::new(), letters.into_iter());
    let mut done = false;
    for c in old.chars() {
        if !c.is_alphabetic() {
            if !done {
                out.push(c);
            }
            continue;
        }
        match left.next() {
            Some(letter) => out.extend(letter.to_uppercase()),
            None => done = true,
        }
    }
    for letter in left {
        out.extend(letter.to_uppercase());
        out.extend(sign);
    }
    out.trim_end_matches([' ', '-']).to_string()
}

/// The words cut at initials, and at hyphens where the old name has some between its parts, if that makes as many as are
/// wanted: “J.K. Rowling” has three parts, and Bennet-Frost is one.
pub fn finer(words: &[String], wanted: usize, at_hyphens: bool) -> Option<Vec<String>> {
    let dots = |w: &String| {
        if is_initials(w) { w.split_inclusive('.').map(str::to_string).collect() } else { vec![w.clone()] }
    };
    let hyphens = |w: String| w.split('-').map(str::to_string).collect::<Vec<_>>();
    let dotted: Vec<String> = words.iter().flat_map(dots).collect();
    if dotted.len() == wanted {
        return Some(dotted);
    }
    let all: Vec<String> = dotted.into_iter().flat_map(hyphens).filter(|w| !w.is_empty()).collect();
    (at_hyphens && all.len() == wanted).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, want: &str) {
        assert_eq!(initials(old, new), want);
    }

    #[test]
    fn initials_keep_their_signs() {
        check("S.", "Ivan", "I.");
        check("S", "ivan", "I");
        check("J.K.", "A.B.", "A.B.");
        check("J. K.", "AB", "A. B.");
        check("J.K.", "A.", "A.");
        check("J.", "A.B.", "A.B.");
        check("J.-L.", "Marc-Aurel", "M.-A.");
        check("J.", "Jean-Luc", "J.");
    }

    #[test]
    fn words_are_cut_finer_where_that_fits() {
        let words = ["J.K.".to_string(), "Rowling".to_string()];
        assert_eq!(finer(&words, 3, false).unwrap(), ["J.", "K.", "Rowling"]);
        assert_eq!(finer(&words, 4, true), None);
        let words = ["Louis".to_string(), "Bennet-Frost".to_string()];
        assert_eq!(finer(&words, 3, false), None);
        assert_eq!(finer(&words, 3, true).unwrap(), ["Louis", "Bennet", "Frost"]);
        assert_eq!(in_look_of("Van", "van", "de"), "De");
        assert_eq!(in_small_letters("SAINT-JUST"), "Saint-Just");
        assert!(
            is_initials("J.K.") && is_initials("JK") && is_initials("S.") && !is_initials("Al") && !is_initials("St.")
        );
    }
}
