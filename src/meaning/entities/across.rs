//! Across: whether two full names that stand in two drafts are one name spelled two ways.
//!
//! Inside one draft much speaks for one person or two: sentences, short forms, roles. Between drafts there are only
//! the names, so less is held to be one: a single word may differ, and not if both words are names of their own.

use super::letters::{Difference, difference};
use super::spelling::{is_known, is_lexical};
use crate::language::Pack;
use crate::reading::Kind;
use crate::text::fold::{display, fold};

/// Whether two different full names of the same kind are spellings of one, word by word; words are separated by blanks.
pub fn one_full_name(a: &str, b: &str, kind: Kind, pack: &Pack) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let (letters, others) = (fold(a), fold(b));
    // J.K. and J. K.: how initials are set is a matter of style.
    let bare = |text: &str| display(text).to_lowercase().replace([' ', '.'], "");
    if bare(a) == bare(b) && (a.contains('.') || b.contains('.') || x.len() == y.len()) {
        return false;
    }
    // Accents, apostrophes, hyphens; two words for one.
    if letters == others {
        return kind != Kind::Other && letters.len() >= 4;
    }
    if x.len() != y.len() {
        return false;
    }
    let mut differing = (0..x.len()).filter(|&i| fold(x[i]) != fold(y[i]));
    let (Some(at), None) = (differing.next(), differing.next()) else { return false };
    let (one, other) = (fold(x[at]), fold(y[at]));
    match difference(&one, &other, pack) {
        None => false,
        Some(Difference::Transliteration) => x.len() > 1 || kind == Kind::Place,
        Some(_) => {
            let known = |word: &str| is_known(pack.lexicon.classes(word, &word.to_lowercase()));
            let lexical = is_lexical(pack, &one) || is_lexical(pack, &other);
            let rest = x.iter().enumerate().any(|(i, word)| i != at && fold(word).len() > 2);
            let person = kind == Kind::Person;
            let certain =
                person || !lexical && one.len().min(other.len()) >= 5 && strsim::osa_distance(&one, &other) < 2;
            matches!(kind, Kind::Person | Kind::Organisation) && rest && certain && !(known(x[at]) && known(y[at]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, kind: Kind, want: bool) {
        let pack = crate::language::by_code("id").unwrap();
        assert_eq!(one_full_name(a, b, kind, pack), want, "{a} and {b}");
        assert_eq!(one_full_name(b, a, kind, pack), want, "{b} and {a}");
    }

    #[test]
    fn one_name_spelled_two_ways() {
        check("Petr Gavrilov", "Petr Gavrilof", Kind::Person, true);
        check("Ana Núñez", "Ana Nunez", Kind::Person, true);
        check("Ma’ruf Amin", "Maruf Amin", Kind::Person, true);
        check("Abdul Rahman", "Abdulrahman", Kind::Person, true);
        check("Jean-Luc Perrin", "Jean Luc Perrin", Kind::Person, true);
        check("Bambang Soeharto", "Bambang Suharto", Kind::Person, true);
        check("Yayasan Bahari Lestari", "Yayasan Bahari Lestary", Kind::Organisation, true);
    }

    #[test]
    fn two_names() {
        check("Andi Saputra", "Andri Saputro", Kind::Person, false);
        check("Petr Gavrilov", "Ivan Gavrilov", Kind::Person, false);
        check("Petr Gavrilov", "Petr Ivanov", Kind::Person, false);
        check("John Carver", "Joan Carver", Kind::Person, false);
        check("Petr Gavrilov", "Petr I. Gavrilov", Kind::Person, false);
        check("J.K. Brandt", "J. K. Brandt", Kind::Person, false);
        check("Petr GAVRILOV", "Petr Gavrilov", Kind::Person, false);
        check("Gavrilov", "Gavrilof", Kind::Person, false);
        check("Pasar Ikan", "Pasar Ikat", Kind::Place, false);
    }
}
