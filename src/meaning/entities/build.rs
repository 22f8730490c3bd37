//! Build: from clusters to entities, in the order of the draft.

use std::sync::Arc;

use super::clusters::Cluster;
use super::uses::{Alias, Use};
use super::{Entity, NameUse, Part, slips, variants};
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::{Meaning, Place};
use crate::reading::{Kind, Reading};

pub fn entities(
    draft: &Draft,
    readings: &[Arc<Reading>],
    uses: Vec<Use>,
    clusters: Vec<Cluster>,
    meaning: &mut Meaning,
) {
    let mut kept: Vec<(usize, Kind)> = clusters
        .iter()
        .enumerate()
        .filter_map(|(id, c)| Some((id, kind(c, &uses)?)))
        .filter(|(id, _)| !clusters[*id].uses.is_empty())
        .collect();
    kept.sort_by_key(|(id, _)| clusters[*id].uses[0]);
    let mut entity_of = vec![None; clusters.len()];
    for (entity, (id, _)) in kept.iter().enumerate() {
        entity_of[*id] = Some(entity);
    }
    // The mentions in order; where each use went.
    let mut mention_of = vec![None; uses.len()];
    for (i, one) in uses.iter().enumerate() {
        let Some(entity) = one.cluster.and_then(|c| entity_of[c]) else { continue };
        mention_of[i] = Some(meaning.mentions.len());
        meaning.mentions.push(NameUse {
            place: one.place,
            title: one.title,
            entity,
            parts: Vec::new(),
            quote: one.quote.map(|q| meaning.first_quote[one.place.block] + q),
            uncertain: one.uncertain,
            house: one.house,
            signs: one.signs,
        });
    }
    for (id, kind) in kept {
        let of_cluster: Vec<usize> = clusters[id].uses.iter().copied().filter(|&u| mention_of[u].is_some()).collect();
        let Some(name) = fullest(draft, &uses, &of_cluster) else { continue };
        let body = of_cluster.iter().copied().find(|&u| !uses[u].furniture).unwrap_or(of_cluster[0]);
        let parts: Vec<Vec<Part>> = of_cluster.iter().map(|&u| variants::parts(draft, &uses[u], &uses[name])).collect();
        let pairs: Vec<(&Use, &[Part])> =
            of_cluster.iter().zip(&parts).map(|(&u, p)| (&uses[u], p.as_slice())).collect();
        meaning.entities.push(Entity {
            kind,
            name: mention_of[name].expect("kept above"),
            first: mention_of[body].expect("kept above"),
            role: role(readings, &uses, &of_cluster),
            variants: variants::of(draft, kind, &pairs),
            entry: clusters[id].entry,
        });
        for (&u, parts) in of_cluster.iter().zip(parts) {
            meaning.mentions[mention_of[u].expect("kept above")].parts = parts;
        }
    }
    slips::mark(draft, &uses, &mention_of, meaning);
}

/// What a cluster is; None where nothing says that it is a name at all.
fn kind(cluster: &Cluster, uses: &[Use]) -> Option<Kind> {
    if cluster.gone || cluster.uses.is_empty() {
        return None;
    }
    let single = cluster.key.len() == 1;
    let capital_speaks = cluster.uses.iter().any(|&u| !uses[u].signs.opens);
    if cluster.uses.iter().all(|&u| uses[u].weak) {
        return None;
    }
    match cluster.kind {
        Some(Kind::Other) if single => None,
        // Letkol Laut (P): a letter is no name.
        None if single && cluster.key[0].chars().nth(1).is_none() => None,
        None if single && !capital_speaks => None,
        None => Some(Kind::Other),
        kind => kind,
    }
}

/// The use that names the entity: the most parts, in the spelling that is used most, first in the draft.
fn fullest(draft: &Draft, uses: &[Use], of_cluster: &[usize]) -> Option<usize> {
    let text = |u: usize| uses[u].place.span.of(&draft.blocks[uses[u].place.block].prose);
    // How often the parts of a spelling stand in the whole cluster.
    let common = |u: usize| {
        let parts = |v: usize| uses[v].parts.iter().map(move |p| p.0.of(&draft.blocks[uses[v].place.block].prose));
        parts(u).map(|p| of_cluster.iter().take(200).filter(|&&v| parts(v).any(|q| q == p)).count()).sum::<usize>()
    };
    // Gus Yahya is another name of Yahya Mukmin, however often he is called so.
    let aliases: Vec<_> = of_cluster.iter().filter(|&&u| uses[u].alias != Alias::No).map(|&u| &uses[u].parts).collect();
    let alias = |u: usize| aliases.iter().any(|a| a.iter().map(|p| &p.1).eq(uses[u].parts.iter().map(|p| &p.1)));
    let whole = |u: usize| uses[u].parts.iter().filter(|p| p.1.len() > 1).count();
    let plain = |u: usize| !uses[u].signs.capitals && text(u).chars().any(char::is_lowercase);
    of_cluster
        .iter()
        .copied()
        .take(500)
        .max_by_key(|&u| (whole(u), plain(u), !alias(u), common(u), std::cmp::Reverse(u)))
}

/// The words that say who it is: a title before a mention, or an apposition behind one; courtesies say nothing.
fn role(readings: &[Arc<Reading>], uses: &[Use], of_cluster: &[usize]) -> Option<Place> {
    // Museum director Sir: the courtesy before the name belongs to that.
    const CALLED: Classes = Classes::of(&[Class::Title, Class::Honorific]);
    let office = |block: usize, span: crate::text::Span| {
        let words = &readings[block].words[readings[block].word_at(span.start)..];
        let words = &words[..words.iter().take_while(|w| w.span.end <= span.end).count()];
        let calls = |w: &&crate::reading::Word| {
            w.has(Class::Honorific) && w.classes.any(CALLED) && w.capital && !w.has(Class::Role)
        };
        let kept = words.len() - words.iter().rev().take_while(calls).count();
        kept.checked_sub(1).map_or(span, |last| crate::text::Span::new(span.start, words[last].span.end))
    };
    of_cluster.iter().find_map(|&u| {
        let one = &uses[u];
        let block = one.place.block;
        let says = |span: crate::text::Span| {
            let reading = &readings[block];
            let words = &reading.words[reading.word_at(span.start)..];
            words
                .iter()
                .take_while(|w| w.span.end <= span.end)
                .any(|w| w.has(Class::Role) || w.has(Class::Title) || w.has(Class::Kin) || w.has(Class::Group))
        };
        let title = one.title.filter(|&t| says(t)).map(|t| office(block, t));
        one.apposition.or(title).map(|span| Place { block, span })
    })
}
