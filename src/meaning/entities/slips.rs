//! Slips: a word of a name that is one letter from a word that the draft, or a list, knows better.
//!
//! Gathering needs a reason to hold two mentions for one entity; a slip of the pen needs none. `Persija Jakirta`
//! stands where the draft has Jakarta three times, and no list knows Jakirta: whatever the name is, the word is misspelled.

use rustc_hash::{FxHashMap, FxHashSet};

use super::apart;
use super::fold::display;
use super::uses::Use;
use super::{EntityId, Variant};
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::{Meaning, Place};
use crate::reading::Kind;
use crate::text::Span;

/// A shorter word has too many neighbours that are names of their own; of one with five, a letter may be lost.
const LEAST: usize = 4;
/// Two words that are one elsewhere have so many letters at least.
const PARTED: usize = 8;
/// What is written more often than this is somebody's spelling, unless another is written so many times as often.
const RARE: usize = 2;
/// A letter at the end of a name that is heard little, and with which no word is inflected.
const MUTE: &[char] = &['h', 'k', 'c', 'g'];
const TIMES: usize = 4;
/// No word has more letters that count.
const LONGEST: usize = 24;

/// One spelling, folded, with all places where it stands.
#[derive(Default)]
struct Word {
    /// The use and the part of it.
    places: Vec<(usize, usize)>,
    /// A list knows it as a name of some kind.
    known: bool,
    /// No list knows it, but as a common word.
    unknown: bool,
    /// It is a common word.
    ordinary: bool,
    /// It is what the people of a place are called.
    people: bool,
}

/// Adds a variant for each slip, to the entity that is named with it, or to the one whose name it spoils. `mention_of`
/// says which mention a use became.
pub fn mark(draft: &Draft, uses: &[Use], mention_of: &[Option<usize>], meaning: &mut Meaning) {
    parted(draft, uses, mention_of, meaning);
    let words = words(draft, uses);
    let mut by_hole: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (id, (text, _)) in words.iter().enumerate() {
        for hole in holes(text) {
            by_hole.entry(hole).or_default().push(id);
        }
    }
    let marked: FxHashSet<Place> = meaning
        .entities
        .iter()
        .flat_map(|e| &e.variants)
        .flat_map(|v| &v.spellings)
        .flat_map(|s| s.1.clone())
        .collect();
    let entity = |meaning: &Meaning, word: &Word| {
        word.places.iter().find_map(|&(u, _)| mention_of[u].map(|m| meaning.mentions[m].entity))
    };
    // What the register writes so is no slip.
    let register = meaning.register.clone();
    for (text, slip) in words.iter().filter(|(text, w)| w.unknown && !register.writes(text)) {
        let places = |w: &Word| -> Vec<Place> { w.places.iter().map(|&at| place(uses, at)).collect() };
        if places(slip).iter().any(|p| marked.contains(p)) {
            continue;
        }
        let near: FxHashSet<usize> =
            holes(text).iter().filter_map(|h| by_hole.get(h)).flatten().copied().take(200).collect();
        let mut right: Vec<usize> =
            near.into_iter().filter(|&id| spoils(draft, uses, (text, slip), (&words[id].0, &words[id].1))).collect();
        // The one that is used most; of several, only if it stands out.
        right.sort_by_key(|&id| (std::cmp::Reverse(words[id].1.places.len()), id));
        let stands_out = right.len() < 2 || words[right[0]].1.places.len() > words[right[1]].1.places.len();
        let Some(&id) = right.first().filter(|_| stands_out) else { continue };
        let right = &words[id].1;
        let to: Option<EntityId> = entity(meaning, slip).or_else(|| entity(meaning, right));
        let Some(to) = to else { continue };
        let written = |w: &Word| {
            let p = place(uses, w.places[0]);
            display(p.span.of(&draft.blocks[p.block].prose))
        };
        let spellings = vec![(written(right), places(right)), (written(slip), places(slip))];
        meaning.entities[to].variants.push(Variant { spellings, why: "letters" });
    }
}

/// `Kulon Progo` and `Pemerintah Kabupaten Kulonprogo`: the two words of a place that are one word of another name, wherever they
/// stand. Houses choose for themselves.
fn parted(draft: &Draft, uses: &[Use], mention_of: &[Option<usize>], meaning: &mut Meaning) {
    let plain = |one: &Use, from: usize, to: usize| {
        let prose = &draft.blocks[one.place.block].prose;
        one.parts[from..to].iter().all(|(span, _)| {
            let mut letters = span.of(prose).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
        })
    };
    let mut pairs: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for (u, one) in uses.iter().enumerate().filter(|(_, u)| !u.signs.capitals) {
        for i in 1..one.parts.len() {
            let letters = [one.parts[i - 1].1.as_str(), one.parts[i].1.as_str()].concat();
            let span = Span::new(one.parts[i - 1].0.start, one.parts[i].0.end);
            let blank = one.parts[i].0.start == one.parts[i - 1].0.end + 1 && !span.is_empty();
            if letters.len() >= PARTED && blank && plain(one, i - 1, i + 1) {
                pairs.entry(letters).or_default().push((u, i));
            }
        }
    }
    let mut whole: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (u, one) in uses.iter().enumerate().filter(|(_, u)| !pairs.is_empty() && !u.signs.capitals) {
        for (i, (_, letters)) in one.parts.iter().enumerate().filter(|&(i, _)| plain(one, i, i + 1)) {
            if pairs.contains_key(letters) {
                whole.entry(letters).or_default().push((u, i));
            }
        }
    }
    let mut found: Vec<_> = whole.into_iter().collect();
    found.sort();
    let marked = meaning.entities.iter().flat_map(|e| &e.variants).flat_map(|v| &v.spellings).flat_map(|s| &s.1);
    let marked: FxHashSet<(usize, usize)> = marked.map(|p| (p.block, p.span.end)).collect();
    for (letters, of_one) in found {
        let of_two = &pairs[letters];
        let one: Vec<Place> = of_one.iter().map(|&at| place(uses, at)).collect();
        let two: Vec<Place> = of_two
            .iter()
            .map(|&(u, i)| Place {
                block: uses[u].place.block,
                span: Span::new(uses[u].parts[i - 1].0.start, uses[u].parts[i].0.end),
            })
            .collect();
        // From Long View to Longview: who writes the two side by side means two.
        let beside = |a: &Place, b: &Place| {
            let prose = &draft.blocks[a.block].prose;
            let between = prose.get(a.span.end.min(b.span.end)..a.span.start.max(b.span.start)).unwrap_or_default();
            a.block == b.block && between.split_whitespace().count() <= 1
        };
        if one.iter().any(|a| two.iter().any(|b| beside(a, b))) {
            continue;
        }
        let taken = |p: &Place| marked.contains(&(p.block, p.span.end));
        // Whoever bears the two words is somebody else than a place or a house of the one.
        let person = |at: &[(usize, usize)]| at.iter().any(|&(u, _)| uses[u].kind == Some(Kind::Person));
        let entity = of_two.iter().chain(&of_one).find_map(|&(u, _)| mention_of[u]).map(|m| meaning.mentions[m].entity);
        let Some(to) = entity.filter(|_| person(of_two) == person(&of_one)) else { continue };
        let town = |p: &Place| {
            let block = &draft.blocks[p.block];
            block.pack.lexicon.whole(p.span.of(&block.prose)).has(Class::Place)
        };
        if one.iter().chain(&two).any(taken) || !town(&one[0]) && !town(&two[0]) {
            continue;
        }
        let written = |p: &Place| display(p.span.of(&draft.blocks[p.block].prose));
        let mut spellings = vec![(written(&two[0]), two), (written(&one[0]), one)];
        spellings.sort_by_key(|s| std::cmp::Reverse(s.1.len()));
        meaning.entities[to].variants.push(Variant { spellings, why: "hyphen" });
    }
}

/// The words of all names, long enough and not in capitals, in their alphabet.
fn words(draft: &Draft, uses: &[Use]) -> Vec<(String, Word)> {
    const NAMES: Classes = Classes::of(&[
        Class::Given,
        Class::Family,
        Class::Place,
        Class::Demonym,
        Class::Organisation,
        Class::Media,
        Class::OtherName,
        Class::OrgHead,
        Class::OrgTail,
    ]);
    let mut words: FxHashMap<&str, Word> = FxHashMap::default();
    for (u, one) in uses.iter().enumerate().filter(|(_, u)| !u.signs.capitals) {
        let block = &draft.blocks[one.place.block];
        for (p, (span, folded)) in one.parts.iter().enumerate() {
            let text = span.of(&block.prose);
            let mut letters = text.chars();
            let plain = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
            let here = Place { block: one.place.block, span: *span };
            if !plain || !(LEAST..=LONGEST).contains(&folded.len()) || apart::is_quoted_so(draft, here) {
                continue;
            }
            let word = words.entry(folded).or_insert_with(|| {
                let classes = block.pack.lexicon.classes(text, &text.to_lowercase());
                // A name that few bear may be another, misspelled.
                let rare = classes.has(Class::RareName);
                const OFTEN: Classes = NAMES.without(Class::Given).without(Class::Family).without(Class::Place);
                const SELDOM: Classes = Classes::of(&[Class::RareName, Class::Given, Class::Family, Class::Place]);
                Word {
                    places: Vec::new(),
                    known: classes.any(if rare && !classes.has(Class::Place) { OFTEN } else { NAMES }),
                    unknown: classes.is_unlisted() || rare && classes.and(SELDOM) == SELDOM,
                    ordinary: classes.has(Class::Ordinary),
                    people: classes.has(Class::Demonym),
                }
            });
            word.places.push((u, p));
        }
    }
    let mut words: Vec<(String, Word)> = words.into_iter().map(|(text, word)| (text.to_string(), word)).collect();
    words.sort_by(|a, b| a.0.cmp(&b.0));
    words
}

/// The word, and the word with each of its letters left out: two words that are one letter apart, or have two letters
/// turned round, share one of these (Garbe's symmetric deletion).
fn holes(word: &str) -> Vec<String> {
    let without = (0..word.len()).map(|i| [&word[..i], &word[i + 1..]].concat());
    std::iter::once(word.to_string()).chain(without).collect()
}

/// Whether `slip` is `right`, misspelled.
fn spoils(draft: &Draft, uses: &[Use], (x, slip): (&str, &Word), (y, right): (&str, &Word)) -> bool {
    let more = right.places.len() > slip.places.len();
    if slip.places.len() > RARE && right.places.len() < TIMES * slip.places.len() {
        return false;
    }
    if x == y || strsim::osa_distance(x, y) > 1 {
        return false;
    }
    // Two common words are two words. One that stands as a name may be a name's slip: Arteri, of Arteria.
    let name = || slip.places.iter().all(|&(u, _)| uses[u].parts.len() == 1 && !uses[u].signs.opens);
    if slip.ordinary && (right.ordinary || right.places.len() < TIMES * slip.places.len() || !name()) {
        return false;
    }
    // At the first letter, one is lost or one too many: Purabaya and Surabaya are two cities.
    if x.as_bytes()[0] != y.as_bytes()[0]
        && (x.len() < 7 || x.len() == y.len() && x.as_bytes()[1..] == y.as_bytes()[1..])
    {
        return false;
    }
    // Another ending is another word, or the same inflected (Austria, Austrian; Andriani, Andriana), unless a name
    // that stands there often has lost its last letter.
    if x.len() == LEAST && (y.len() == LEAST || x.as_bytes()[0] != y.as_bytes()[0]) {
        return false;
    }
    let common = x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count();
    let longer = common == x.len() && y.len() == x.len() + 1 && !y.ends_with('s');
    // Simatupan, of a Simatupang whom the lists have; Marusich, of a Marusic.
    let listed = slip.unknown && right.known && !right.people && more;
    let mute = common == y.len() && x.len() == y.len() + 1 && x.ends_with(MUTE) && more;
    let lost = longer && (listed || right.places.len() >= 3 * slip.places.len()) || mute;
    // Kalibaruwetan, Kalibaruwetam: of a long word another consonant at the end is no other ending.
    let vowel = |w: &str| w.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 's']);
    let long = x.len() == y.len() && x.len() > 8 && !vowel(x) && !vowel(y) && more;
    let lost = lost || long;
    if !lost && (common + 1 >= x.len().max(y.len()) || common == x.len().min(y.len())) {
        return false;
    }
    let shares = |u: usize| {
        let others = |v: usize| uses[v].parts.iter().map(|p| p.1.as_str()).filter(|p| *p != x && *p != y);
        others(u).any(|p| right.places.iter().any(|&(v, _)| others(v).any(|q| p == q)))
    };
    // A list's word that stands here once is right only against a word that looks like nothing else: Belanja Negara is
    // no Belanda.
    let bare = || slip.places.iter().all(|&(u, _)| uses[u].parts.len() == 1 || shares(u));
    if !(more || right.known && x.len() >= 6 && bare()) {
        return false;
    }
    // Each with a full name of its own: two people.
    let thing = |u: usize| matches!(uses[u].kind, Some(Kind::Place | Kind::Organisation));
    let somebody = |u: usize| uses[u].kind == Some(Kind::Person) || uses[u].kind.is_none() && uses[u].signs.given;
    let own = slip.places.iter().any(|&(u, _)| somebody(u) && uses[u].parts.len() > 1 && !shares(u));
    let things = right.people || right.places.iter().all(|&(v, _)| thing(v));
    let theirs = right.places.iter().any(|&(v, _)| uses[v].parts.len() > 1 && uses[v].kind == Some(Kind::Person));
    // Two of a family, if the name is long and a list has it: Noel Gallaher, Liam Gallagher.
    let family = right.known && more && y.len() >= 8;
    if own && (theirs && !family || things) {
        return false;
    }
    let of = |word: &Word| word.places.iter().map(|p| p.0).collect::<Vec<_>>();
    let (of_slip, of_right) = (of(slip), of(right));
    !apart::told(draft, uses, &of_slip, &of_right)
        && !apart::of_two_kinds(uses, &of_slip, &of_right)
        && !alternatives(draft, uses, slip, right)
        && !cited(draft, uses, slip)
        && !common_word(draft, x)
}

/// `Pulau Kemangi (Kemanggi)`, `Wilfride atau Wilfrid`: the draft itself gives both.
fn alternatives(draft: &Draft, uses: &[Use], slip: &Word, right: &Word) -> bool {
    slip.places.iter().any(|&s| {
        let a = place(uses, s);
        right.places.iter().any(|&r| {
            let b = place(uses, r);
            let (first, second) = if a < b { (a, b) } else { (b, a) };
            let prose = &draft.blocks[a.block].prose;
            a.block == b.block
                && prose.get(first.span.end..second.span.start).is_some_and(|between| {
                    between.len() <= 24
                        && (between.contains(['(', '/', '"', '“'])
                            || between.split_whitespace().count() <= 2 && !between.contains(". "))
                })
        })
    })
}

/// `Tata Negara Modjokuto (1962)`: a work that stands with its year is spelled as its author spelled it.
fn cited(draft: &Draft, uses: &[Use], slip: &Word) -> bool {
    slip.places.iter().any(|&(u, p)| {
        let behind = &draft.blocks[uses[u].place.block].prose[uses[u].place.span.end..];
        let year = behind.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map_or("", |(year, _)| year);
        p > 0 && p + 1 == uses[u].parts.len() && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether the draft has the word in small letters: then it is no name.
pub fn common_word(draft: &Draft, word: &str) -> bool {
    draft.blocks.iter().take(2_000).any(|b| {
        b.prose.match_indices(word).any(|(i, _)| {
            let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            whole(b.prose[..i].chars().next_back()) && whole(b.prose[i + word.len()..].chars().next())
        })
    })
}

fn place(uses: &[Use], (u, p): (usize, usize)) -> Place {
    let span: Span = uses[u].parts[p].0;
    Place { block: uses[u].place.block, span }
}
