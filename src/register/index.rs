//! The index: what a name of a draft stands for, found without walking through the whole register.
//!
//! A name is looked up as its folded words, so that capitals, accents and apostrophes do not count here.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{EntryId, Register};
use crate::reading::Kind;
use crate::text::fold::fold;

/// The folded words of a name.
pub type Key = Vec<String>;

/// The folded words of a text; words without letters or digits are none.
pub fn key(text: &str) -> Key {
    text.split_whitespace().map(fold).filter(|w| !w.is_empty()).collect()
}

/// One way in which an entry is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub entry: EntryId,
    pub text: String,
    pub key: Key,
}

/// A preferred name that is the same as a name of a draft but for one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub entry: EntryId,
    /// Which word of the draft's name it is, and how the register has it, folded.
    pub at: usize,
    pub word: String,
    /// One of the two is written as two words: both are taken as one here.
    pub parted: bool,
}

/// Folded words without the one at this place.
type Rest = (Key, usize);

#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Every form by its folded words.
    by_key: FxHashMap<Key, Vec<EntryId>>,
    /// Forms of two words or more by their letters alone: Jean-Luc and Jean Luc.
    by_letters: FxHashMap<String, Vec<EntryId>>,
    /// Every form by its first word, the longest first.
    by_head: FxHashMap<String, Vec<Form>>,
    /// First words that are written without a capital, as they are written.
    small_heads: FxHashSet<String>,
    /// People with more than one word to their name, by each word of it.
    by_part: FxHashMap<String, Vec<EntryId>>,
    /// Preferred names of two words or more without one of them.
    by_rest: FxHashMap<Rest, Vec<Near>>,
    distinct: Vec<[Key; 2]>,
    /// The words of preferred names, of short ones and of pairs.
    words: FxHashSet<String>,
}

impl Index {
    pub fn of(register: &Register) -> Index {
        let mut index = Index::default();
        for (id, entry) in register.entries.iter().enumerate() {
            let unwanted = entry.other().iter().map(|o| (o, true));
            let forms = std::iter::once((&entry.name, true)).chain(unwanted);
            for (text, whole) in forms.chain(entry.short().iter().map(|s| (s, false))) {
                index.add(Form { entry: id, text: text.clone(), key: key(text) }, whole, entry.kind);
            }
            let name = key(&entry.name);
            for (rest, word, parted) in holes(&name) {
                let near = Near { entry: id, at: rest.1, word, parted };
                index.by_rest.entry(rest).or_default().push(near);
            }
        }
        for forms in index.by_head.values_mut() {
            forms.sort_by_key(|f| (std::cmp::Reverse(f.key.len()), f.entry));
        }
        index.distinct = register.distinct.iter().map(|[a, b]| [key(a), key(b)]).collect();
        let right = register.entries.iter().flat_map(|e| std::iter::once(&e.name).chain(e.short()));
        index.words = right.chain(register.distinct.iter().flatten()).flat_map(|name| key(name)).collect();
        index
    }

    fn add(&mut self, form: Form, whole: bool, kind: Kind) {
        put(&mut self.by_key, form.key.clone(), form.entry);
        if form.key.len() > 1 {
            put(&mut self.by_letters, form.key.concat(), form.entry);
            for part in form.key.iter().filter(|_| whole && kind == Kind::Person) {
                put(&mut self.by_part, part.clone(), form.entry);
            }
        }
        if form.text.starts_with(char::is_lowercase) {
            self.small_heads.extend(form.text.split_whitespace().next().map(str::to_string));
        }
        self.by_head.entry(form.key[0].clone()).or_default().push(form);
    }
}

impl Register {
    /// The entries of which this is a whole name or an accepted short one. Two only where the register is of two minds.
    pub fn named(&self, key: &[String]) -> &[EntryId] {
        let index = &self.index;
        let by_letters = || {
            let letters = key.concat();
            index.by_letters.get(&letters).filter(|_| letters.len() >= 6)
        };
        index.by_key.get(key).or_else(by_letters).map_or(&[], Vec::as_slice)
    }

    /// The people of whose longer name this folded word is a part.
    pub fn bearers(&self, part: &str) -> &[EntryId] {
        self.index.by_part.get(part).map_or(&[], Vec::as_slice)
    }

    /// The forms that begin with this folded word, the longest first.
    pub fn beginning(&self, head: &str) -> &[Form] {
        self.index.by_head.get(head).map_or(&[], Vec::as_slice)
    }

    /// Whether a form begins with this word, which is written without a capital.
    pub fn begins_small(&self, word: &str) -> bool {
        self.index.small_heads.contains(word)
    }

    /// The preferred names that have the same words as this but one, each with that word as it stands here.
    pub fn near(&self, key: &[String]) -> Vec<(String, Near)> {
        let mut found = Vec::new();
        for (rest, word, parted) in holes(key) {
            for near in self.index.by_rest.get(&rest).into_iter().flatten().filter(|n| !(parted && n.parted)) {
                found.push((word.clone(), Near { parted: near.parted || parted, ..near.clone() }));
            }
        }
        found
    }

    /// Whether a folded word is one of a name as the desk writes it.
    pub fn writes(&self, word: &str) -> bool {
        self.index.words.contains(word)
    }

    /// Whether two names, each with the other names under which it is known, are those of two: the register says so
    /// outright, or it has each of them as somebody else.
    pub fn apart(&self, a: &[&[String]], b: &[&[String]]) -> bool {
        if self.is_empty() {
            return false;
        }
        let told = |[x, y]: &[Key; 2]| {
            let sides = |keys: &[&[String]]| -> Vec<usize> { keys.iter().filter_map(|k| side(k, x, y)).collect() };
            let (a, b) = (sides(a), sides(b));
            a.contains(&0) && b.contains(&1) || a.contains(&1) && b.contains(&0)
        };
        if self.index.distinct.iter().any(told) {
            return true;
        }
        let entries = |keys: &[&[String]]| -> FxHashSet<EntryId> {
            let part = |k: &[String]| if let [one] = k { self.bearers(one) } else { &[] };
            keys.iter().flat_map(|k| self.named(k).iter().chain(part(k))).copied().collect()
        };
        let (a, b) = (entries(a), entries(b));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    }
}

/// Of which of two names a key is a form: itself, or a shorter or longer form of one of them alone.
fn side(key: &[String], x: &[String], y: &[String]) -> Option<usize> {
    let of = |name: &[String]| holds(name, key) || holds(key, name);
    match () {
        () if key == x => Some(0),
        () if key == y => Some(1),
        () => match (of(x), of(y)) {
            (true, false) => Some(0),
            (false, true) => Some(1),
            _ => None,
        },
    }
}

/// Whether the words of `short` stand in `long`, in their order.
fn holds(long: &[String], short: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|w| w == word))
}

/// A name of two words or more without each of them in turn, with that word; where three words are enough, two that
/// stand side by side are also taken as one.
fn holes(name: &[String]) -> Vec<(Rest, String, bool)> {
    let mut found = Vec::new();
    for hole in (0..name.len()).filter(|_| name.len() > 1) {
        let mut rest = name.to_vec();
        let word = std::mem::take(&mut rest[hole]);
        if name.len() > 2 && hole + 1 < name.len() {
            let mut shorter = rest.clone();
            let both = word.clone() + &shorter.remove(hole + 1);
            found.push(((shorter, hole), both, true));
        }
        found.push(((rest, hole), word, false));
    }
    found
}

fn put<K: std::hash::Hash + Eq>(map: &mut FxHashMap<K, Vec<EntryId>>, key: K, entry: EntryId) {
    let known = map.entry(key).or_default();
    if !known.contains(&entry) {
        known.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn register(text: &str) -> Register {
        let parsed = parse(text);
        assert_eq!(parsed.problems, []);
        Register::of([("names.toml", &parsed.names.unwrap())])
    }

    const NAMES: &str = "distinct = [[\"Andi Saputra\", \"Andri Saputro\"], [\"Budi Santoso\", \"Budi\"]]\n\
        [people.\"Sergei Shoigu\"]\nother = [\"Sergey Shoygu\"]\n[people.\"Petr Gavrilof\"]\n\
        [people.\"Jean-Luc Perrin\"]\n[organisations.\"Komisi Pemilihan Umum\"]\nshort = [\"KPU\"]\n";

    #[test]
    fn names_are_found_by_their_words() {
        let register = register(NAMES);
        #[track_caller]
        fn check(register: &Register, text: &str, want: &[&str]) {
            let names = register.named(&key(text)).iter().map(|&e| register.entries[e].name.as_str());
            assert_eq!(names.collect::<Vec<_>>(), want, "{text}");
        }
        check(&register, "SERGEI  Shoigu", &["Sergei Shoigu"]);
        check(&register, "Sergey Shoygu", &["Sergei Shoigu"]);
        check(&register, "KPU", &["Komisi Pemilihan Umum"]);
        check(&register, "Jean Luc Perrin", &["Jean-Luc Perrin"]);
        check(&register, "Shoigu", &[]);
        assert_eq!(register.bearers("shoygu").len(), 1);
        assert!(register.bearers("pemilihan").is_empty());
        let near = |text: &str| register.near(&key(text)).into_iter().map(|(own, n)| (own, n.word, n.parted));
        assert_eq!(near("Sergei Shogiu").collect::<Vec<_>>(), [("shogiu".into(), "shoigu".into(), false)]);
        assert_eq!(near("Sergey Shogiu").count(), 0);
        assert_eq!(near("Ser Gei Shoigu").collect::<Vec<_>>(), [("sergei".into(), "sergei".into(), true)]);
    }

    #[test]
    fn two_names_that_are_apart() {
        let register = register(NAMES);
        let check = |a: &str, b: &str, want: bool| {
            let (x, y) = (key(a), key(b));
            assert_eq!(register.apart(&[&x], &[&y]), want, "{a} and {b}");
            assert_eq!(register.apart(&[&y], &[&x]), want, "{b} and {a}");
        };
        check("Andi Saputra", "Andri Saputro", true);
        check("Andi Saputra", "Saputro", true);
        check("Andi R. Saputra", "Andri Saputro", true);
        check("Andi Saputra", "Saputra", false);
        check("Andi Saputra", "Andri Saputra", false);
        check("Budi Santoso", "Budi", true);
        // Each is somebody in the register.
        check("Sergei Shoigu", "Petr Gavrilof", true);
        check("Sergei Shoigu", "Gavrilof", true);
        check("Sergei Shoigu", "Shoygu", false);
        check("Sergei Shoigu", "Sergei Shogiu", false);
        assert!(register.writes("shoigu") && register.writes("saputro") && !register.writes("shoygu"));
        assert!(!Register::default().apart(&[&key("a")], &[&key("b")]));
    }
}
