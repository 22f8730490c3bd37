//! Letters: how two spellings may be one name.
//!
//! By a list, by letters that stand for one another in two spellings of a language, or by a slip of one letter or two.
//! Whether the two *are* one name is decided in `spelling`, where the draft is known.

use rustc_hash::FxHashMap;

use crate::language::Pack;

/// How one spelling differs from another of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// An old spelling or another transliteration.
    Transliteration,
    /// One letter for another that sounds the same: Prasetyo, Prasetio.
    Sound,
    /// One letter or two.
    Letters,
}

/// How two folded spellings may be one name; None where they are two names, or equal.
pub fn difference(a: &str, b: &str, pack: &Pack) -> Option<Difference> {
    if a == b || a.len() < 3 || b.len() < 3 {
        return None;
    }
    if listed(a, b, pack)
        || a.len() > 3 && b.len() > 3 && a.len().abs_diff(b.len()) <= 3 && alternate(a, b, &pack.spelling.letters, 2, 2)
    {
        return Some(Difference::Transliteration);
    }
    if a.len() > 4 && a.len() == b.len() && alternate(a, b, &pack.spelling.letters, 1, 0) {
        return Some(Difference::Sound);
    }
    // A plural, a possessive without its apostrophe, a demonym.
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // One letter more at the end is another name or another form: Mikey, Lankan, Israeli; a letter twice is a slip.
    let twice = |rest: &str| rest.len() == 1 && short.ends_with(rest);
    if let Some(rest) = long.strip_prefix(short)
        && (!twice(rest) || rest == "s")
    {
        let silent = short.len() > 4 && pack.spelling.silent.iter().any(|s| s == rest);
        return silent.then_some(Difference::Letters);
    }
    let least = a.len().min(b.len());
    let far = a.len().abs_diff(b.len()) > 2;
    let reach = if least >= 9 { 2 } else { 1 };
    // Each letter that is another changes at most two of the set.
    let close = !far && least >= 4 && letters_apart(a, b) <= 2 * reach && strsim::osa_distance(a, b) <= reach;
    // Horgos, Khorgos; but Surabaya and Purabaya are two cities.
    let tail = short.char_indices().nth(1).map_or("", |(i, _)| &short[i..]);
    let opening = a.as_bytes()[0] == b.as_bytes()[0] || least >= 7 && a.len() != b.len() && long.ends_with(tail);
    // Gopar, Ghofar: one letter for two, and one for one.
    let sounds = || {
        least > 4 && !far && letters_apart(a, b) <= MOST_APART as usize && alternate(a, b, &pack.spelling.letters, 2, 0)
    };
    (close && opening || sounds() || turned(a, b)).then_some(Difference::Letters)
}

/// Whether two letters have changed places across a third, and all else is the same: Kalowit, Kolawit.
fn turned(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    x.len() == y.len()
        && x.len() > 5
        && (1..x.len() - 2).any(|i| {
            let mut right = y.to_vec();
            right.swap(i, i + 2);
            x != y && right == x
        })
}

/// Two spellings of one name have at most so many letters that the other has not: Tjahjono has four beside Cahyono.
pub const MOST_APART: u32 = 6;

/// The letters of a folded spelling, as a set.
pub fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, b| set | 1 << (b % 64))
}

/// How many letters stand in one of the two spellings alone.
fn letters_apart(a: &str, b: &str) -> usize {
    (letters(a) ^ letters(b)).count_ones() as usize
}

/// Whether a list of the pack holds both as spellings of one name.
fn listed(a: &str, b: &str, pack: &Pack) -> bool {
    let sets = SETS.get(pack.code.as_str());
    let of = |word: &str| sets.and_then(|s| s.get(word)).map_or(&[][..], Vec::as_slice);
    of(a).iter().any(|set| of(b).contains(set))
}

/// The lists of each pack by folded spelling: in which of them it stands. Folded once, not for every pair of names.
pub static SETS: std::sync::LazyLock<FxHashMap<&str, FxHashMap<String, Vec<usize>>>> = std::sync::LazyLock::new(|| {
    let sets = |pack: &'static Pack| {
        let mut sets: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (id, list) in pack.spelling.names.iter().chain(&pack.spelling.places).enumerate() {
            list.iter().for_each(|word| sets.entry(super::fold::fold(word)).or_default().push(id));
        }
        sets
    };
    crate::language::all().iter().map(|pack| (pack.code.as_str(), sets(pack))).collect()
});

/// Whether the two spellings are the same but for letters that alternate: `oe` and `u`, `dj` and `j`. A pair counts
/// when one of its sides has `least` letters: one letter for another may be another name (Peri, Feri).
fn alternate(a: &str, b: &str, pairs: &[[String; 2]], left: usize, least: usize) -> bool {
    if a == b {
        return true;
    }
    let same = a.chars().next().zip(b.chars().next()).filter(|(x, y)| x == y).map(|(x, _)| x.len_utf8());
    if same.is_some_and(|n| alternate(&a[n..], &b[n..], pairs, left, least)) {
        return true;
    }
    let (first, second) = (a.as_bytes().first(), b.as_bytes().first());
    left > 0
        && pairs.iter().filter(|[x, y]| x.len().max(y.len()) >= least).any(|[x, y]| {
            let step = |x: &str, y: &str| {
                // Most pairs fall at their first letter, and this runs for many names of a draft at each keystroke.
                if first != x.as_bytes().first() || second != y.as_bytes().first() {
                    return false;
                }
                match (a.strip_prefix(x), b.strip_prefix(y)) {
                    (Some(a), Some(b)) => alternate(a, b, pairs, left - 1, least),
                    _ => false,
                }
            };
            step(x, y) || step(y, x)
        })
}

/// Whether two folded spellings have the same consonants and the same first letter: Maureen, Maurin.
pub fn sounds_like(a: &str, b: &str) -> bool {
    let consonants = |word: &str| word.bytes().filter(|b| !b"aeiouy".contains(b)).collect::<Vec<u8>>();
    let (x, y) = (consonants(a), consonants(b));
    a != b && a.len().min(b.len()) >= 5 && x.len() >= 3 && x == y && a.as_bytes()[0] == b.as_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, want: Option<Difference>) {
        let pack = crate::language::by_code("id").unwrap();
        assert_eq!(difference(a, b, pack), want, "{a} and {b}");
        assert_eq!(difference(b, a, pack), want, "{b} and {a}");
    }

    #[test]
    fn letters() {
        check("gavrilov", "gavrilof", Some(Difference::Sound));
        check("mbeki", "mbaki", Some(Difference::Letters));
        check("shoigu", "shogiu", Some(Difference::Letters));
        check("gopar", "ghofar", Some(Difference::Letters));
        check("horgos", "khorgos", Some(Difference::Transliteration));
        check("bramley", "abramley", Some(Difference::Letters));
        check("surabaya", "purabaya", None);
        check("clinton", "clintons", None);
        check("iran", "iranian", None);
        check("ana", "ani", None);
        check("lothar", "lothare", Some(Difference::Letters));
        check("kalowit", "kolawit", Some(Difference::Letters));
        check("silvia", "salvii", None);
    }
}
