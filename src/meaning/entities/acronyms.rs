//! Acronyms: letters that stand for a longer name of the draft.
//!
//! In brackets right behind the name, a few of its letters will do. Without brackets an organisation is meant whose words have
//! exactly these first letters, and no other.

use rustc_hash::FxHashMap;

use super::clusters::{Cluster, join};
use super::uses::Use;
use crate::draft::Draft;
use crate::language::Class;
use crate::reading::Kind;

/// `Komisi Pemilihan Umum (KPU)`: what stands in brackets right behind a name and has its initials is its acronym.
pub fn join_bracketed(draft: &Draft, uses: &mut [Use], clusters: &mut [Cluster]) {
    for i in 1..uses.len() {
        let (long, short) = (&uses[i - 1], &uses[i]);
        if is_cut(draft, long, short)
            && let (Some(a), Some(b)) = (long.cluster, short.cluster)
        {
            join(uses, clusters, a, b);
            continue;
        }
        if long.place.block != short.place.block || long.parts.len() < 2 || short.parts.len() != 1 {
            continue;
        }
        let prose = &draft.blocks[long.place.block].prose;
        let between = prose.get(long.place.span.end..short.place.span.start).unwrap_or_default();
        let acronym = &short.parts[0].1;
        let mut letters = acronym.chars();
        let initials = long
            .parts
            .iter()
            .filter(|p| letters.clone().next().is_some_and(|c| p.1.starts_with(c)) && letters.next().is_some())
            .count();
        // Kemenkes, of Kementerian Kesehatan: its letters in their order, and more than one of a word.
        let syllables = || {
            let organisation = [long, short].iter().any(|u| u.kind == Some(Kind::Organisation));
            let mut all = long.parts.iter().flat_map(|p| p.1.bytes());
            organisation && acronym.len() > 3 && acronym.bytes().all(|b| all.any(|l| l == b))
        };
        // The National Farmers' Confederation (CNA): letters of another language, right behind a house.
        let foreign = || {
            let text = short.place.span.of(prose);
            let place = draft.blocks[short.place.block].pack.lexicon.classes(text, text).has(Class::Place);
            let houses = long.kind == Some(Kind::Organisation) && short.kind.is_none_or(|k| k == Kind::Organisation);
            houses && acronym.len() > 2 && text.chars().all(char::is_uppercase) && !place && !short.signs.place
        };
        if between.trim() == "("
            && prose[short.place.span.end..].starts_with(')')
            && (initials >= 2 && letters.next().is_none() || syllables() || foreign())
        {
            let (Some(a), Some(b)) = (long.cluster, short.cluster) else { continue };
            // Susilo Bambang Yudhoyono (SBY): a person may have an acronym too.
            let person = clusters[a].uses.iter().any(|&u| uses[u].signs.title || uses[u].signs.given);
            join(uses, clusters, a, b);
            if person && clusters[a].is_person() || clusters[a].entry.is_some() {
                continue;
            }
            clusters[a].kind = clusters[a].kind.filter(|k| *k != Kind::Person).or(Some(Kind::Organisation));
        }
    }
}

/// `Komisi Nasional Hak Asasi Manusia (Komnas HAM)`: two words or three in brackets right behind a house, with its letters in
/// their order.
fn is_cut(draft: &Draft, long: &Use, short: &Use) -> bool {
    let prose = &draft.blocks[long.place.block].prose;
    let between = (long.place.block == short.place.block)
        .then(|| prose.get(long.place.span.end..short.place.span.start))
        .flatten();
    let houses = long.kind == Some(Kind::Organisation) && short.kind.is_none_or(|k| k == Kind::Organisation);
    let mut letters = long.parts.iter().flat_map(|p| p.1.bytes());
    between == Some(" (")
        && prose[short.place.span.end..].starts_with(')')
        && houses
        && (2..=3).contains(&short.parts.len())
        && long.parts.len() > short.parts.len()
        && short.parts.iter().flat_map(|p| p.1.bytes()).all(|b| letters.any(|l| l == b))
}

/// `The Competition and Markets Authority said … the CMA`: three letters or more, and one organisation that they may be.
pub fn join_initials(draft: &Draft, uses: &mut [Use], clusters: &mut [Cluster]) {
    let text = |u: usize| uses[u].place.span.of(&draft.blocks[uses[u].place.block].prose);
    let organisation = |c: &Cluster| c.kind == Some(Kind::Organisation) && !c.gone;
    let shouted = |u: &usize| text(*u).chars().all(|c| c.is_uppercase() || c == '.');
    let mut by_letters: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (id, cluster) in clusters.iter().enumerate().filter(|(_, c)| organisation(c) && c.key.len() > 2) {
        let spelled = cluster.aliases.iter().any(|a| a.len() == 1);
        let Some(&first) = cluster.uses.first().filter(|_| !spelled) else { continue };
        let one = &uses[first];
        let prose = &draft.blocks[one.place.block].prose;
        let large = one.parts.iter().filter(|p| p.0.of(prose).starts_with(char::is_uppercase));
        let letters: String = large.filter_map(|p| p.1.chars().next()).collect();
        by_letters.entry(letters).or_default().push(id);
    }
    let acronyms: Vec<usize> = (0..clusters.len())
        .filter(|&id| {
            let c = &clusters[id];
            organisation(c) && c.key.len() == 1 && c.key[0].len() > 2 && c.entry.is_none() && c.aliases.is_empty()
        })
        .filter(|&id| clusters[id].uses.iter().all(shouted))
        .collect();
    let pairs: Vec<(usize, usize)> = acronyms
        .into_iter()
        .filter_map(|short| match by_letters.get(&clusters[short].key[0]).map(Vec::as_slice) {
            Some(&[long]) => Some((long, short)),
            _ => None,
        })
        .collect();
    for (long, short) in pairs {
        join(uses, clusters, long, short);
    }
}
