//! Capitals: names in headlines, where every word may have a capital.
//!
//! There a capital says nothing: only a run of words that is a name of the body is a name, or nearly one, misspelled.
//! What the body does not name is kept where lists know all its words.

use rustc_hash::FxHashSet;

use super::clusters::{Cluster, put_in};
use super::letters::difference;
use super::spelling::is_lexical;
use super::uses::Use;
use crate::draft::{Draft, shouted};
use crate::language::{Class, Classes};
use crate::reading::Kind;
use crate::text::Span;

/// Parts what stands in capitals at the names that the body has: `Obuya Sacks Petrillo` are two and a verb.
pub fn part(uses: &mut Vec<Use>) {
    if !uses.iter().any(|u| u.signs.capitals) {
        return;
    }
    let mut body: FxHashSet<Vec<String>> = FxHashSet::default();
    for one in uses.iter().filter(|u| !u.signs.capitals && !u.weak) {
        let key: Vec<String> = one.parts.iter().map(|p| p.1.clone()).collect();
        if one.kind == Some(Kind::Person) && key.len() > 1 {
            body.extend(key.iter().filter(|p| p.len() > 2).map(|p| vec![p.clone()]));
        }
        body.insert(key);
    }
    let cut = |one: Use| -> Vec<Use> {
        if !one.signs.capitals || one.parts.len() < 2 {
            return vec![one];
        }
        let mut pieces = Vec::new();
        let (mut rest, mut at) = (0, 0);
        while at < one.parts.len() {
            let known = |end: &usize| {
                let key: Vec<String> = one.parts[at..*end].iter().map(|p| p.1.clone()).collect();
                body.contains(&key)
            };
            match (at + 1..=one.parts.len()).rev().find(known) {
                Some(end) => {
                    pieces.extend([rest..at, at..end]);
                    (rest, at) = (end, end);
                }
                None => at += 1,
            }
        }
        pieces.push(rest..one.parts.len());
        pieces.into_iter().filter(|piece| !piece.is_empty()).map(|piece| only(&one, piece)).collect()
    };
    *uses = std::mem::take(uses).into_iter().flat_map(cut).collect();
}

/// The use with some of its parts.
fn only(one: &Use, parts: std::ops::Range<usize>) -> Use {
    let mut piece = one.clone();
    // What speaks for its first word speaks for no other.
    if parts.start > 0 {
        piece.title = None;
        (piece.signs.title, piece.signs.given) = (false, false);
    }
    piece.parts = one.parts[parts].to_vec();
    piece.place.span = Span::new(piece.parts[0].0.start, piece.parts[piece.parts.len() - 1].0.end);
    piece
}

/// Gives what stands in capitals to the entity that it can only mean.
pub fn settle(draft: &Draft, uses: &mut [Use], clusters: &mut Vec<Cluster>) {
    for i in 0..uses.len() {
        if uses[i].signs.capitals {
            settle_one(draft, uses, clusters, i);
        }
    }
}

fn settle_one(draft: &Draft, uses: &mut [Use], clusters: &mut Vec<Cluster>, i: usize) {
    let parts = uses[i].parts.clone();
    for exactly in [true, false] {
        for len in (1..=parts.len()).rev() {
            for start in 0..=parts.len() - len {
                let slice = start..start + len;
                let keys: Vec<&str> = parts[slice.clone()].iter().map(|p| p.1.as_str()).collect();
                // In a draft all in capitals there are many of both: a word decides before any entity is asked.
                if !exactly && !keys.iter().any(|key| may_be_slip(draft, &uses[i], key)) {
                    continue;
                }
                // A noun for houses in the story is no name in the headline either.
                let named = |c: &Cluster| c.uses.is_empty() || c.uses.iter().take(100).any(|&u| !uses[u].weak);
                let fits = |c: &Cluster| {
                    !c.gone
                        && named(c)
                        && if exactly { is_name_of(c, &keys) } else { is_nearly(draft, uses, c, i, &keys) }
                };
                let mut found = clusters.iter().enumerate().filter(|(_, c)| fits(c)).map(|(id, _)| id);
                if let (Some(id), None) = (found.next(), found.next()) {
                    uses[i] = only(&uses[i], slice);
                    uses[i].cluster = Some(id);
                    uses[i].uncertain |= is_counted(draft, &uses[i]);
                    put_in(&mut clusters[id].uses, i);
                    return;
                }
            }
        }
    }
    if let Some((slice, kind)) = named_here(draft, &uses[i]) {
        uses[i] = only(&uses[i], slice);
        uses[i].cluster = Some(clusters.len());
        let key = uses[i].parts.iter().map(|p| p.1.clone()).collect();
        clusters.push(Cluster { key, uses: vec![i], kind: Some(kind), ..Cluster::default() });
    }
}

/// Dua Andi Berebut Kursi: of several who are called so nobody knows which.
fn is_counted(draft: &Draft, one: &Use) -> bool {
    let block = &draft.blocks[one.place.block];
    let word = block.prose[..one.place.span.start].split_whitespace().next_back().unwrap_or_default();
    one.parts.len() == 1 && block.pack.lexicon.classes(word, &word.to_lowercase()).has(Class::Number)
}

/// Whether these words are a whole name of the entity, or one part of somebody's.
fn is_name_of(cluster: &Cluster, keys: &[&str]) -> bool {
    let equal = |name: &Vec<String>| name.iter().map(String::as_str).eq(keys.iter().copied());
    let part = || cluster.is_person() && cluster.key.len() > 1 && keys[0].len() > 2 && cluster.has_part(keys[0]);
    equal(&cluster.key) || cluster.aliases.iter().any(equal) || keys.len() == 1 && part()
}

/// Whether these words are so but for the spelling of one: no common word, and a person's.
fn is_nearly(draft: &Draft, uses: &[Use], cluster: &Cluster, i: usize, keys: &[&str]) -> bool {
    let pack = draft.blocks[uses[i].place.block].pack;
    // Two letters for one (oe, u) stand twice in a name at most.
    let near = |a: &str, b: &str| {
        a.len().abs_diff(b.len()) < 4 && may_be_slip(draft, &uses[i], a) && difference(a, b, pack).is_some()
    };
    let spelled = |name: &Vec<String>| {
        let pairs = || keys.iter().zip(name);
        name.len() == keys.len()
            && pairs().filter(|(a, b)| a == b).count() + 1 == keys.len()
            && pairs().all(|(a, b)| *a == b.as_str() || near(a, b))
    };
    // Somebody of one name is told by it where the story has it more than once.
    let told = cluster.key.len() > 1 || cluster.key[0].len() > 6 && cluster.uses.len() > 1;
    cluster.is_person()
        && told
        && match keys {
            // STEPHEN REID is not Steven Reed.
            [one] => !(uses[i].signs.given && uses[i].signs.family) && cluster.key.iter().any(|part| near(one, part)),
            _ => spelled(&cluster.key) || cluster.aliases.iter().any(spelled),
        }
}

/// Whether a word is long enough, and none that the language has.
fn may_be_slip(draft: &Draft, one: &Use, word: &str) -> bool {
    let pack = draft.blocks[one.place.block].pack;
    word.len() > 4 && !is_lexical(pack, word) && pack.lexicon.classes(word, word).is_empty()
}

/// What the body does not name: a given name and the known names behind it, or a place or an organisation of three words at
/// most without a common one.
fn named_here(draft: &Draft, one: &Use) -> Option<(std::ops::Range<usize>, Kind)> {
    let block = &draft.blocks[one.place.block];
    let classes = |k: usize| {
        let text = one.parts[k].0.of(&block.prose);
        let lower = text.to_lowercase();
        // GORDON PEMBERLEY: the lists have Gordon.
        let mut letters = lower.chars();
        let titled: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        block.pack.lexicon.classes(if shouted(text) { &titled } else { text }, &lower)
    };
    let all = one.parts.len();
    // A line of offices with capitals, in the story itself: what follows a title or a given name is somebody's.
    if !one.furniture && all <= 3 && (one.signs.given || one.signs.title) {
        return one.kind.map(|kind| (0..all, kind));
    }
    let person = Classes::of(&[Class::Given, Class::Family, Class::Particle]);
    let given = (0..all).find(|&k| classes(k).has(Class::Given));
    if let Some(start) = given.filter(|_| !matches!(one.kind, Some(Kind::Place | Kind::Organisation))) {
        let known = |k: &usize| classes(*k).any(person) || one.parts[*k].1.len() == 1;
        let end = (start..all).take_while(known).last().map_or(start, |k| k + 1);
        return (end > start + 1).then_some((start..end, Kind::Person));
    }
    let kind = one.kind.filter(|k| matches!(k, Kind::Place | Kind::Organisation))?;
    let signs = one.signs.place || one.signs.organisation;
    let house = Classes::of(&[
        Class::OrgHead,
        Class::OrgTail,
        Class::Organisation,
        Class::Media,
        Class::PlaceHead,
        Class::Place,
    ]);
    let word = |k: usize| is_lexical(block.pack, &one.parts[k].1) && !classes(k).any(house);
    // Museum Pinjam, Kejari Tahan: behind a noun for houses a word that no list has may be the verb.
    const OWN: Classes = Classes::of(&[Class::Organisation, Class::Media, Class::Place]);
    let listed = |k: usize, of: Classes| {
        // AP is in the lists as it stands.
        let text = one.parts[k].0.of(&block.prose);
        classes(k).any(of) || block.pack.lexicon.classes(text, &text.to_lowercase()).any(of)
    };
    let told = || (0..all).all(|k| listed(k, house)) && (0..all).any(|k| listed(k, OWN));
    let house_told = kind != Kind::Organisation || told();
    (signs && all <= 3 && !(0..all).any(word) && house_told).then_some((0..all, kind))
}
