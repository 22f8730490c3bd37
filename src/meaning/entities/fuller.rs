//! Fuller names: one leaves out a part that the other has, and spells another part otherwise.
//!
//! `Muhammad Thohir Ma'ruf` and `Thahir Ma'ruf`, `Karim Gopar` and `Datu Temenggung Karim Ghofar`. All parts that both have
//! are the same but one; the names stay apart where each spelling is known, or both stand in one sentence.

use rustc_hash::FxHashMap;

use super::apart::{apart, same_sentence};
use super::clusters::{Cluster, join};
use super::letters::{Difference, difference};
use super::spelling::{is_known, is_lexical, pack_of};
use super::uses::Use;
use super::{fold::fold, registered};
use crate::draft::Draft;
use crate::register::Register;

/// A name, or all of it but its first or last part, with a hole in it.
struct Piece {
    cluster: usize,
    /// What fills the hole, and which part of a use of the name that is.
    part: String,
    at: usize,
    /// Nothing but the hole is left out.
    whole: bool,
}

/// Joins full names of which two parts are spelled otherwise, each as another writer would have it, and one is the same:
/// `Ibnul Walid Al-Hamidiyah` and `Ibnu Walid Al-Hamidiyyah`.
pub fn join_twice_spelled(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut alike: FxHashMap<(usize, u8, u8), Vec<usize>> = FxHashMap::default();
    for (id, one) in clusters.iter().enumerate().filter(|(_, c)| !c.gone && (3..=6).contains(&c.key.len())) {
        let letter = |part: &String| part.as_bytes().first().copied().unwrap_or_default();
        alike.entry((one.key.len(), letter(&one.key[0]), letter(&one.key[one.key.len() - 1]))).or_default().push(id);
    }
    let mut groups: Vec<Vec<usize>> = alike.into_values().filter(|ids| ids.len() > 1).collect();
    groups.sort();
    for ids in groups {
        for (i, &a) in ids.iter().enumerate().take(50) {
            for &b in ids[i + 1..].iter().take(50) {
                let (one, other) = (&clusters[a], &clusters[b]);
                if one.gone || other.gone || registered::apart(register, one, other) {
                    continue;
                }
                let pack = pack_of(draft, uses, one);
                let pairs = || one.key.iter().zip(&other.key);
                let same = pairs().filter(|(x, y)| x == y).count();
                let spelled = pairs().filter(|(x, y)| difference(x, y, pack) == Some(Difference::Transliteration));
                let all = same > 0 && same + 2 == one.key.len() && spelled.count() == 2;
                if all && !apart(draft, uses, one, other) {
                    let (big, small) = if one.uses.len() >= other.uses.len() { (a, b) } else { (b, a) };
                    join(uses, clusters, big, small);
                }
            }
        }
    }
}

/// Joins such names, the shorter under the longer.
pub fn join_fuller(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut by_rest: FxHashMap<(Vec<String>, usize), Vec<Piece>> = FxHashMap::default();
    for (cluster, name) in clusters.iter().enumerate().filter(|(_, c)| !c.gone && c.entry.is_none()) {
        let parts = name.key.len();
        if !(2..=6).contains(&parts) {
            continue;
        }
        let mut ranges = vec![(0, parts)];
        if parts > 2 {
            ranges.extend([(1, parts), (0, parts - 1)]);
        }
        for (start, end) in ranges {
            for hole in start..end {
                let mut rest = name.key[start..end].to_vec();
                let part = std::mem::take(&mut rest[hole - start]);
                let piece = Piece { cluster, part, at: hole, whole: end - start == parts };
                by_rest.entry((rest, hole - start)).or_default().push(piece);
            }
        }
    }
    let mut groups: Vec<_> = by_rest.into_iter().filter(|(_, pieces)| pieces.len() > 1).collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    for ((rest, _), pieces) in groups {
        // An initial or a word of two letters is no name to go by.
        if !rest.iter().any(|p| p.len() > 2) {
            continue;
        }
        for (i, a) in pieces.iter().enumerate().take(20) {
            for b in pieces[i + 1..].iter().take(20) {
                let (short, long) = if a.whole { (a, b) } else { (b, a) };
                if short.whole
                    && !long.whole
                    && short.cluster != long.cluster
                    && !clusters[short.cluster].gone
                    && !clusters[long.cluster].gone
                    && one_name(draft, uses, clusters, short, long)
                    && !registered::apart(register, &clusters[short.cluster], &clusters[long.cluster])
                {
                    join(uses, clusters, long.cluster, short.cluster);
                }
            }
        }
    }
}

fn one_name(draft: &Draft, uses: &[Use], clusters: &[Cluster], short: &Piece, long: &Piece) -> bool {
    let (a, b) = (&clusters[short.cluster], &clusters[long.cluster]);
    let pack = pack_of(draft, uses, b);
    let Some(difference) = difference(&short.part, &long.part, pack) else { return false };
    if !b.is_person() || a.kind.is_some() && !a.is_person() {
        return false;
    }
    if apart(draft, uses, a, b) {
        return false;
    }
    if difference == Difference::Transliteration {
        return true;
    }
    let both_known = known(draft, uses, a, short) && known(draft, uses, b, long);
    let lexical = [&short.part, &long.part].iter().any(|w| is_lexical(pack, w));
    let few = a.uses.len().min(b.uses.len()) <= 2;
    few && short.part.len().min(long.part.len()) > 4 && !both_known && !lexical && !same_sentence(uses, a, b)
}

/// Whether the lists know the part.
fn known(draft: &Draft, uses: &[Use], cluster: &Cluster, piece: &Piece) -> bool {
    cluster.uses.iter().find_map(|&u| {
        let block = &draft.blocks[uses[u].place.block];
        let text = uses[u].parts.get(piece.at)?.0.of(&block.prose);
        let same = fold(text) == piece.part;
        same.then(|| is_known(block.pack.lexicon.classes(text, &text.to_lowercase())))
    }) == Some(true)
}
