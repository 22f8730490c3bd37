//! Spelling: which names are held to be one name spelled two ways.
//!
//! A letter's difference is a fault only where everything else speaks for one person: the other parts of a full
//! name are the same, or a short form stands alone that is nobody else's. Two known names (John, Joan), two names
//! in one sentence, and two that are both used often stay apart.

use rustc_hash::{FxHashMap, FxHashSet};

use super::apart::{apart, of_two_kinds, same_sentence};
use super::clusters::{Cluster, join as join_clusters};
use super::letters::{Difference, MOST_APART, SETS, difference, letters, sounds_like};
use super::registered;
use super::uses::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes, Pack};
use crate::reading::Kind;
use crate::register::Register;

/// Words that the lists know: their spelling is somebody's.
pub const KNOWN: Classes = Classes::of(&[
    Class::Given,
    Class::Family,
    Class::Place,
    Class::Demonym,
    Class::Organisation,
    Class::Media,
    Class::OtherName,
    Class::Title,
    Class::Honorific,
    Class::Role,
    Class::OrgHead,
    Class::OrgTail,
    Class::Month,
    Class::Weekday,
]);

/// Whether a word of these classes is somebody's or something's name as the lists spell it. A name that few bear may be another
/// misspelled.
pub fn is_known(classes: Classes) -> bool {
    const OFTEN: Classes = KNOWN.without(Class::Given).without(Class::Family).without(Class::Place);
    classes.any(if classes.has(Class::RareName) { OFTEN } else { KNOWN })
}

/// Joins the full names that are one name spelled two ways.
pub fn join_full(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    full_names(draft, register, uses, clusters);
    parted_names(draft, register, uses, clusters);
}

/// Full names of which all parts but one are equal; two parts may stand for one (Abdul Rahman, Abdurrahman).
fn full_names(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    // The parts without one, and where it was: the names that have them, each with that part.
    type Rest = (Vec<String>, usize);
    let mut by_rest: FxHashMap<Rest, Vec<(usize, String)>> = FxHashMap::default();
    // A fuller name has taken in its short forms: Syahrul Manan, of Syahrul Manan bin Hamid.
    let names = clusters.iter().enumerate().filter(|(_, c)| !c.gone);
    let names = names.flat_map(|(id, c)| std::iter::once(&c.key).chain(&c.aliases).map(move |key| (id, key)));
    for (id, key) in names.filter(|(_, key)| (2..=8).contains(&key.len())) {
        let mut add = |mut rest: Vec<String>, hole: usize| {
            let text = std::mem::take(&mut rest[hole]);
            by_rest.entry((rest, hole)).or_default().push((id, text));
        };
        for hole in 0..key.len() {
            add(key.clone(), hole);
            if hole + 1 < key.len() && key.len() > 2 {
                let mut joined = key.clone();
                let behind = joined.remove(hole + 1);
                joined[hole].push_str(&behind);
                add(joined, hole);
            }
        }
    }
    let mut groups: Vec<_> = by_rest.into_iter().filter(|(_, ids)| ids.len() > 1).collect();
    groups.sort();
    for ((_, hole), ids) in groups {
        for (i, (a, x)) in ids.iter().enumerate() {
            for (b, y) in ids[i + 1..].iter().take(20) {
                if a != b
                    && !clusters[*a].gone
                    && !clusters[*b].gone
                    && one_name(draft, uses, clusters, (*a, x), (*b, y), hole)
                    && !registered::apart(register, &clusters[*a], &clusters[*b])
                {
                    let more = clusters[*a].uses.len() >= clusters[*b].uses.len();
                    let (big, small) = if more { (*a, *b) } else { (*b, *a) };
                    join_clusters(uses, clusters, big, small);
                }
            }
        }
    }
}

/// Whether two names are one, spelled `x` and `y` in the part at `hole`.
fn one_name(
    draft: &Draft,
    uses: &[Use],
    clusters: &[Cluster],
    (a, x): (usize, &str),
    (b, y): (usize, &str),
    hole: usize,
) -> bool {
    let pack = pack_of(draft, uses, &clusters[a]);
    let Some(difference) = difference(x, y, pack) else { return false };
    let parted = clusters[a].key.len() != clusters[b].key.len()
        && clusters[a].aliases.is_empty()
        && clusters[b].aliases.is_empty();
    if apart(draft, uses, &clusters[a], &clusters[b]) {
        return false;
    }
    if difference == Difference::Transliteration || parted {
        return difference == Difference::Transliteration;
    }
    // The parts that are equal must be a name, not a word of offices or an initial.
    let rest = clusters[a].key.iter().enumerate().any(|(i, p)| i != hole && p.len() > 2);
    let organisation = [a, b].iter().all(|&c| clusters[c].kind == Some(Kind::Organisation));
    // Two words of the language (Pengawasan, Pengamanan; States, Status) are two words.
    let person = [a, b].iter().any(|&c| clusters[c].is_person());
    let words = [x, y].iter().any(|w| is_lexical(pack, w));
    // Meet people, Mitt people: a common word that opens its sentence.
    let opening = |c: usize, w: &str| is_lexical(pack, w) && clusters[c].uses.iter().all(|&u| uses[u].signs.opens);
    if !organisation && (opening(a, x) || opening(b, y)) || !person && strsim::osa_distance(x, y) > 1 {
        return false;
    }
    if words && !(organisation && hole == 0) && !person || x.len().min(y.len()) < 5 && !person {
        return false;
    }
    let both_known = !organisation
        && [a, b].iter().all(|&c| known(draft, uses, &clusters[c], hole))
        && !(is_slip(x, y) && introduced_alike(draft, uses, &clusters[a], &clusters[b]));
    let (more, fewer) =
        (clusters[a].uses.len().max(clusters[b].uses.len()), clusters[a].uses.len().min(clusters[b].uses.len()));
    rest && !both_known && (fewer <= 2 || more >= 3 * fewer) && !same_sentence(uses, &clusters[a], &clusters[b])
}

/// Whether one consonant stands for another, and all else is the same: Ana and Ani, Hasan and Husen are two people.
fn is_slip(x: &str, y: &str) -> bool {
    let other = |(a, b): (u8, u8)| a != b;
    let vowel = |(a, b): (u8, u8)| b"aeiouy".contains(&a) || b"aeiouy".contains(&b);
    let mut others = x.bytes().zip(y.bytes()).filter(|&pair| other(pair));
    x.len() == y.len() && x.len() >= 5 && others.next().is_some_and(|pair| !vowel(pair)) && others.next().is_none()
}

/// `Ustaz Abdul Hamid Rasyid`, `Ustaz Abdul Hamit Rasyid`: of three words that stand behind one and the same office, two are
/// equal.
fn introduced_alike(draft: &Draft, uses: &[Use], a: &Cluster, b: &Cluster) -> bool {
    let titles = |c: &Cluster| -> FxHashSet<String> {
        let title = |u: &usize| uses[*u].title.map(|t| t.of(&draft.blocks[uses[*u].place.block].prose).to_lowercase());
        c.uses.iter().take(100).filter(|&&u| uses[u].sex.is_none()).filter_map(title).collect()
    };
    a.key.len() >= 3 && a.key.len() == b.key.len() && !titles(a).is_disjoint(&titles(b))
}

/// Full names that differ in blanks and hyphens alone: Abdul Rahman and Abdulrahman, Jean-Luc and Jean Luc.
fn parted_names(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    double_surnames(draft, register, uses, clusters);
    let mut by_letters: FxHashMap<String, usize> = FxHashMap::default();
    for id in 0..clusters.len() {
        if clusters[id].gone {
            continue;
        }
        let letters = clusters[id].key.concat();
        if letters.len() < 6 {
            continue;
        }
        match by_letters.get(&letters) {
            Some(&first)
                if clusters[first].key != clusters[id].key
                    && !apart(draft, uses, &clusters[first], &clusters[id])
                    && !registered::apart(register, &clusters[first], &clusters[id]) =>
            {
                join_clusters(uses, clusters, first, id)
            }
            _ => {
                by_letters.insert(letters, id);
            }
        }
    }
}

/// `Strickland Moore`, of Philippa Strickland-Moore: the two halves of a double family name without their hyphen.
fn double_surnames(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let hyphen = |u: usize| {
        let last = uses[u].parts[uses[u].parts.len() - 1].0;
        last.of(&draft.blocks[uses[u].place.block].prose).contains('-')
    };
    let double =
        |c: &Cluster| !c.gone && c.is_person() && c.key.len() > 1 && c.uses.first().is_some_and(|&u| hyphen(u));
    let doubles = clusters.iter().enumerate().filter(|(_, c)| double(c));
    // Of two who have the double name neither is chosen.
    let mut of_name: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (id, c) in doubles {
        of_name.entry(c.key[c.key.len() - 1].clone()).and_modify(|known| *known = None).or_insert(Some(id));
    }
    // Taylor Scott, 34, is not Jane Taylor-Scott; Mrs Taylor Scott may be.
    let role = |u: &Use| u.signs.role && (u.sex.is_none() || u.apposition.is_some());
    let somebody = |c: &Cluster| c.uses.iter().take(20).any(|&u| uses[u].signs.age || role(&uses[u]));
    let apart_from: Vec<bool> = clusters.iter().map(somebody).collect();
    for id in 0..clusters.len() {
        let two = !clusters[id].gone && clusters[id].key.len() == 2;
        let full = of_name.get(&clusters[id].key.concat()).copied().flatten();
        let Some(full) = full.filter(|&full| two && full != id && !apart_from[id]) else { continue };
        if !apart(draft, uses, &clusters[full], &clusters[id])
            && !registered::apart(register, &clusters[full], &clusters[id])
        {
            join_clusters(uses, clusters, full, id);
        }
    }
}

/// Joins the single names that are another spelling of a part of a full name, or of another single name. The
/// exact short forms stand under their full names already.
pub fn join_short(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let parts: FxHashSet<String> = clusters
        .iter()
        .filter(|c| !c.gone && c.key.len() > 1)
        .flat_map(|c| c.key.iter().chain(c.aliases.iter().flatten()))
        .cloned()
        .collect();
    let targets: Vec<(String, u64, usize)> = {
        let whole = clusters.iter().enumerate().filter(|(_, c)| !c.gone && !matches!(c.kind, Some(Kind::Other)));
        // Kecamatan Rancaekek is named Rancaekek as well.
        let classed = |c: &Cluster| {
            c.kind == Some(Kind::Place) && c.key.len() == 2 && c.uses.first().is_some_and(|&u| uses[u].class_word)
        };
        let person = |c: &Cluster| c.key.len() == 1 || c.is_person() || c.kind.is_none();
        whole
            .filter(|(_, c)| person(c) || classed(c))
            .flat_map(|(id, c)| c.key[usize::from(classed(c))..].iter().map(move |p| (p.clone(), letters(p), id)))
            .filter(|(p, ..)| p.len() >= 4)
            .collect()
    };
    // Spellings differ in their first letter as well (Tjahyono, Cahyono); only a book of names is too long for that.
    let few = targets.len() * clusters.len() <= 4_000_000;
    let mut by_letter: FxHashMap<u8, Vec<usize>> = FxHashMap::default();
    for (i, (part, ..)) in targets.iter().enumerate() {
        by_letter.entry(if few { 0 } else { part.as_bytes()[0] }).or_default().push(i);
    }
    for single in 0..clusters.len() {
        let cluster = &clusters[single];
        if cluster.gone || cluster.key.len() != 1 || parts.contains(&cluster.key[0]) {
            continue;
        }
        let key = cluster.key[0].clone();
        // A list may hold spellings that share few letters; all others are passed over by their letters alone.
        let sets = SETS.get(pack_of(draft, uses, cluster).code.as_str());
        let (own, in_list) = (letters(&key), sets.is_some_and(|s| s.contains_key(&key)));
        let near = by_letter.get(&if few { 0 } else { key.as_bytes()[0] }).into_iter().flatten().map(|&i| &targets[i]);
        let fits: Vec<usize> = near
            .filter(|(part, set, id)| {
                (in_list || (set ^ own).count_ones() <= MOST_APART)
                    && *id != single
                    && !clusters[*id].gone
                    && short_fits(draft, uses, clusters, single, *id, part)
                    && !registered::apart(register, &clusters[single], &clusters[*id])
            })
            .map(|(.., id)| *id)
            .collect::<FxHashSet<_>>()
            .into_iter()
            .collect();
        if let [id] = fits[..] {
            join_clusters(uses, clusters, id, single);
        }
    }
}

/// Whether a single name is another spelling of a part of a cluster's name.
fn short_fits(draft: &Draft, uses: &[Use], clusters: &[Cluster], single: usize, id: usize, part: &str) -> bool {
    let (short, whole) = (&clusters[single], &clusters[id]);
    let pack = pack_of(draft, uses, short);
    let Some(difference) = difference(&short.key[0], part, pack) else { return false };
    let counts =
        whole.uses.len() > short.uses.len() || whole.uses.len() == short.uses.len() && first(whole) < first(short);
    // A small town that nothing else speaks for may be somebody.
    let town = |c: &Cluster| {
        let rare = |&u: &usize| {
            let block = &draft.blocks[uses[u].place.block];
            let text = uses[u].place.span.of(&block.prose);
            block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::RareName) && !uses[u].signs.locative
        };
        c.kind == Some(Kind::Place) && c.key.len() == 1 && c.uses.iter().take(20).all(rare)
    };
    let places = |c: &Cluster| matches!(c.kind, Some(Kind::Place | Kind::Organisation)) && !town(c);
    if (whole.key.len() == 1 || places(whole)) && places(short) != places(whole) || !counts {
        return false;
    }
    // Meet people, Mitt Romney: a common word that opens its sentence.
    // The same before: Meet people.
    let colon = |u: usize| draft.blocks[uses[u].place.block].prose[..uses[u].place.span.start].ends_with(": ");
    let opens = short.uses.iter().all(|&u| uses[u].signs.opens || colon(u));
    if is_lexical(pack, &short.key[0]) && opens {
        return false;
    }
    if apart(draft, uses, short, whole) || of_two_kinds(uses, &short.uses, &whole.uses) {
        return false;
    }
    if difference == Difference::Transliteration {
        return whole.key.len() > 1 || part.len() >= 4;
    }
    if is_lexical(pack, part) {
        return false;
    }
    let few = difference == Difference::Letters && (whole.uses.len() < 2 * short.uses.len() || short.uses.len() > 2);
    let alone = whole.key.len() == 1 && (part.len() < 6 || few);
    // Gone, Gore: of four letters, one says nothing where nothing else speaks for a person.
    let person = |u: &usize| uses[*u].title.is_some() || uses[*u].signs.cue || uses[*u].signs.given;
    if short.key[0].len() == 4 && part.len() == 4 && !short.uses.iter().any(person) {
        return false;
    }
    // A name that only the headline or a caption has is the story's, however well known its spelling is elsewhere.
    let furniture = whole.key.len() > 1 && short.uses.iter().all(|&u| uses[u].furniture);
    let frequent = short.uses.len() > 2 && short.uses.len() * 2 > whole.uses.len();
    !alone
        && !frequent
        && part.len() >= 4
        && (furniture
            || difference == Difference::Sound
            || !known(draft, uses, short, 0)
            || only_family(draft, uses, short, whole))
        && !same_sentence(uses, short, whole)
        && !is_word(draft, uses, short)
}

fn first(cluster: &Cluster) -> usize {
    cluster.uses.first().copied().unwrap_or(usize::MAX)
}

pub fn pack_of<'a>(draft: &'a Draft, uses: &[Use], cluster: &Cluster) -> &'a Pack {
    cluster.uses.first().map_or_else(crate::language::unknown, |&u| draft.blocks[uses[u].place.block].pack)
}

/// Whether the word is a common word of the language, whatever else it may be.
pub fn is_lexical(pack: &Pack, word: &str) -> bool {
    pack.lexicon.classes(word, word).any(Classes::of(&[
        Class::Opener,
        Class::Role,
        Class::Auxiliary,
        Class::Preposition,
        Class::Adverb,
        Class::Cue,
        Class::WeakCue,
        Class::Group,
        Class::Document,
        Class::OrgTail,
    ]))
}

/// Whether the short form is known as a family name alone, and long: a person who is named by it must have been
/// introduced, and was not.
fn only_family(draft: &Draft, uses: &[Use], short: &Cluster, whole: &Cluster) -> bool {
    let Some(&u) = short.uses.first() else { return false };
    let block = &draft.blocks[uses[u].place.block];
    let text = uses[u].place.span.of(&block.prose);
    let classes = block.pack.lexicon.classes(text, &text.to_lowercase());
    let other = KNOWN.without(Class::Family);
    whole.is_person()
        && whole.key.len() > 1
        && short.key[0].len() >= 7
        && classes.has(Class::Family)
        && !classes.has(Class::RareName)
        && !classes.any(other)
        // Ms Gallaher was introduced, too.
        && (uses[u].title.is_none() || uses[u].sex.is_some())
}

/// Whether the lists know this part of the cluster's name.
pub fn known(draft: &Draft, uses: &[Use], cluster: &Cluster, part: usize) -> bool {
    cluster.uses.first().is_some_and(|&u| {
        let block = &draft.blocks[uses[u].place.block];
        let Some((span, _)) = uses[u].parts.get(part) else { return false };
        let text = span.of(&block.prose);
        is_known(block.pack.lexicon.classes(text, &text.to_lowercase()))
    })
}

/// `Maureen Wowor` once, then always `Maurin`, or `Konrad Gavrilov`, then `Gavrilof`: a person of one name, introduced
/// nowhere, who is spelled or sounds like the one person whose full name stands once and is never shortened.
pub fn join_heard(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    // Who stands once in full; in a book of names there are too many to hold each against each.
    let once = |c: &Cluster| !c.gone && c.is_person() && c.key.len() > 1 && c.uses.len() == 1;
    let once: Vec<usize> = (0..clusters.len()).filter(|&id| once(&clusters[id])).collect();
    if once.len() * clusters.len() > 4_000_000 {
        return;
    }
    for single in 0..clusters.len() {
        let short = &clusters[single];
        if short.gone || !short.is_person() || short.key.len() != 1 || short.uses.len() < 2 || short.entry.is_some() {
            continue;
        }
        let introduced = |u: &usize| uses[*u].title.is_some() || uses[*u].apposition.is_some();
        if short.uses.iter().any(introduced) {
            continue;
        }
        let pack = pack_of(draft, uses, short);
        let spelled = |whole: &Cluster| match difference(&short.key[0], &whole.key[whole.key.len() - 1], pack) {
            Some(Difference::Letters) => short.key[0].len() > 4 && !known(draft, uses, short, 0),
            near => near.is_some(),
        };
        let fits = |whole: &Cluster| {
            matches!(whole.uses[..], [only] if only < short.uses[0])
                && (sounds_like(&short.key[0], &whole.key[0]) || spelled(whole))
                && !apart(draft, uses, short, whole)
                && !same_sentence(uses, short, whole)
                && !registered::apart(register, short, whole)
        };
        let mut found = once.iter().copied().filter(|&id| fits(&clusters[id]));
        if let (Some(id), None) = (found.next(), found.next())
            && !is_lexical(pack, &short.key[0])
        {
            join_clusters(uses, clusters, id, single);
        }
    }
}

/// Whether the draft holds the same letters as a common word, in small letters.
fn is_word(draft: &Draft, uses: &[Use], cluster: &Cluster) -> bool {
    let Some(&u) = cluster.uses.first() else { return false };
    let word = uses[u].place.span.of(&draft.blocks[uses[u].place.block].prose).to_lowercase();
    draft.blocks.iter().any(|b| {
        b.prose.match_indices(&word).any(|(i, _)| {
            let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            whole(b.prose[..i].chars().next_back()) && whole(b.prose[i + word.len()..].chars().next())
        })
    })
}
