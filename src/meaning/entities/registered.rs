//! The register: what it says of the names of a draft.
//!
//! A registered name is a name wherever it stands, of the kind that the register says, and all its forms are one. A name
//! that is one slip away from a registered one is taken for it where nothing speaks for somebody else. Two whom
//! the register holds apart are never joined.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::clusters::{Cluster, join};
use super::letters::{Difference, difference};
use super::spelling;
use super::uses::{Alias, Use};
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::Place;
use crate::reading::{Kind, Reading, Signs, Word};
use crate::register::{EntryId, Form, Near, Register, key};
use crate::text::{Span, fold::fold};

/// Whether the register holds these to be two.
pub fn apart(register: &Register, a: &Cluster, b: &Cluster) -> bool {
    fn names(cluster: &Cluster) -> Vec<&[String]> {
        std::iter::once(&cluster.key).chain(&cluster.aliases).map(Vec::as_slice).collect()
    }
    !register.is_empty() && register.apart(&names(a), &names(b))
}

/// Adds the registered names that were not seen as names, and frees those that stand at the end of a longer one.
pub fn find(draft: &Draft, readings: &[Arc<Reading>], register: &Register, uses: &mut Vec<Use>) {
    if register.entries.is_empty() {
        return;
    }
    let mut found: Vec<Use> = Vec::new();
    let mut sentences = 0;
    let mut rest = uses.as_mut_slice();
    for (block, reading) in readings.iter().enumerate() {
        let count = rest.iter().take_while(|u| u.place.block == block).count();
        let (own, others) = std::mem::take(&mut rest).split_at_mut(count);
        rest = others;
        let prose = &draft.blocks[block].prose;
        let mut at = 0;
        while at < reading.words.len() {
            let Some((form, parts)) = form_at(prose, &reading.words, at, register) else {
                at += 1;
                continue;
            };
            let span = Span::new(parts[0].0.start, parts[parts.len() - 1].0.end);
            let next = at + reading.words[at..].iter().take_while(|w| w.span.start < span.end).count();
            let kind = register.entries[form.entry].kind;
            let touched = own.iter().filter(|u| u.place.span.overlaps(span)).count();
            let inside = own.iter().filter(|u| span.covers(u.place.span)).count();
            if touched == inside {
                let known = own.iter().any(|u| u.place.span == span);
                if !known && (inside > 0 || stands_alone(prose, reading, at, form)) {
                    let sentence = sentences + reading.sentences.partition_point(|s| s.end <= at);
                    found.push(added(Place { block, span }, kind, parts, sentence, own, reading));
                }
            } else if let Some(long) = own.iter_mut().find(|u| u.place.span.covers(span)) {
                // Sanggar Joko Sarwono: what ends with a registered person's whole name names the person.
                if kind == Kind::Person && form.key.len() > 1 && long.place.span.end == span.end {
                    long.parts = parts;
                    long.place.span.start = span.start;
                    long.kind = Some(kind);
                    long.house = true;
                    long.signs = Signs { organisation: false, place: false, ..long.signs };
                }
            }
            at = next.max(at + 1);
        }
        sentences += reading.sentences.len();
    }
    if !found.is_empty() {
        let covered =
            |u: &Use| found.iter().any(|f| f.place.block == u.place.block && f.place.span.covers(u.place.span));
        uses.retain(|u| !covered(u));
        uses.extend(found);
        uses.sort_by_key(|u| u.place);
    }
}

/// The longest registered form that begins at a word, written as the register writes it but for accents and capitals
/// in capitals, with the parts that stand for it.
fn form_at<'r>(
    prose: &str,
    words: &[Word],
    at: usize,
    register: &'r Register,
) -> Option<(&'r Form, Vec<(Span, String)>)> {
    let first = &words[at];
    if !first.is_word() || !first.capital && !register.begins_small(first.span.of(prose)) {
        return None;
    }
    let head = first.span.of(prose).split_whitespace().next()?;
    register.beginning(&fold(head)).iter().find_map(|form| {
        let mut parts: Vec<(Span, String)> = Vec::new();
        let mut wanted = form.text.split_whitespace().filter(|w| !fold(w).is_empty());
        for (n, word) in words[at..].iter().enumerate() {
            let gap = if n == 0 { "" } else { prose.get(words[at + n - 1].span.end..word.span.start)? };
            if !gap.chars().all(char::is_whitespace) {
                return None;
            }
            let mut from = word.span.start;
            for piece in word.span.of(prose).split_whitespace() {
                let start = from + prose[from..].find(piece)?;
                from = start + piece.len();
                let folded = fold(piece);
                if folded.is_empty() {
                    continue;
                }
                let wanted = wanted.next()?;
                let capital = |text: &str| text.starts_with(char::is_uppercase);
                if folded != form.key[parts.len()] || capital(wanted) && !capital(piece) {
                    return None;
                }
                parts.push((Span::new(start, from), folded));
            }
            if parts.len() == form.key.len() {
                return Some((form, parts));
            }
        }
        None
    })
}

/// Whether a registered form that nothing else takes for a name is one here: several words are, one word only as
/// the register writes it and where no sentence opens.
fn stands_alone(prose: &str, reading: &Reading, at: usize, form: &Form) -> bool {
    let first = &reading.words[at];
    if first.shouted && !crate::draft::shouted(form.text.split_whitespace().next().unwrap_or_default()) {
        return false;
    }
    let sentence = reading.sentences.partition_point(|s| s.end <= at);
    let start = reading.sentences.get(sentence).map_or(0, |s| s.start);
    let opens = reading.words[start..at].last().is_none_or(|w| !w.is_word());
    form.key.len() > 1 || first.span.of(prose) == form.text && !opens
}

pub fn added(
    place: Place,
    kind: Kind,
    parts: Vec<(Span, String)>,
    sentence: usize,
    own: &[Use],
    reading: &Reading,
) -> Use {
    // What was seen of it as a name knows what stands beside it.
    let seen: Vec<&Use> = own.iter().filter(|u| place.span.covers(u.place.span)).collect();
    let signs = seen.first().map_or(Signs::default(), |u| u.signs);
    Use {
        place,
        title: seen.first().and_then(|u| u.title),
        apposition: seen.last().and_then(|u| u.apposition),
        kind: Some(kind),
        signs: Signs { organisation: kind == Kind::Organisation, place: kind == Kind::Place, ..signs },
        parts,
        sentence,
        furniture: own.first().is_some_and(|u| u.furniture),
        quote: reading.quote_around(place.span),
        uncertain: false,
        cluster: None,
        weak: false,
        house: false,
        sex: None,
        generation: None,
        kin: false,
        alias: Alias::No,
        seat: false,
        class_word: false,
    }
}

/// Tells each cluster which entry it names, and joins those that name one.
pub fn settle(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    if register.entries.is_empty() {
        return;
    }
    let mut taken: FxHashSet<EntryId> = FxHashSet::default();
    for cluster in clusters.iter_mut() {
        let fits = |id: &EntryId| may_be(uses, cluster, register.entries[*id].kind);
        let fitting: Vec<EntryId> = register.named(&cluster.key).iter().copied().filter(fits).collect();
        let of_kind = || fitting.iter().find(|e| Some(register.entries[**e].kind) == cluster.kind);
        let entry = if let [one] = fitting[..] { Some(one) } else { of_kind().copied().filter(|_| fitting.len() == 2) };
        if let Some(entry) = entry {
            taken.insert(entry);
            stands_for(register, uses, cluster, entry);
        }
    }
    for cluster in clusters.iter_mut().filter(|c| c.entry.is_none()) {
        if let Some(entry) = near(draft, register, uses, cluster).filter(|e| !taken.contains(e)) {
            stands_for(register, uses, cluster, entry);
        }
    }
    let mut first_of = rustc_hash::FxHashMap::default();
    for id in 0..clusters.len() {
        let Some(entry) = clusters[id].entry else { continue };
        let first = *first_of.entry(entry).or_insert(id);
        join(uses, clusters, first, id);
    }
}

/// A surname that is left alone names the one registered person who bears it. A word that is more than a surname (a
/// given name, a place, a common word) is left to `short` in the register.
pub fn settle_rest(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    if register.entries.is_empty() {
        return;
    }
    let mut taken: FxHashSet<EntryId> = clusters.iter().filter(|c| !c.gone).filter_map(|c| c.entry).collect();
    for cluster in clusters.iter_mut().filter(|c| !c.gone && c.entry.is_none()) {
        let [part] = &cluster.key[..] else { continue };
        let [entry] = register.bearers(part)[..] else { continue };
        let Some(&first) = cluster.uses.first() else { continue };
        let block = &draft.blocks[uses[first].place.block];
        let text = uses[first].place.span.of(&block.prose);
        let classes = block.pack.lexicon.classes(text, &text.to_lowercase());
        let open = matches!(cluster.kind, None | Some(Kind::Person | Kind::Other)) && part.len() > 3;
        if open
            && !classes.any(spelling::KNOWN.without(Class::Family))
            && !spelling::is_lexical(block.pack, part)
            && taken.insert(entry)
        {
            stands_for(register, uses, cluster, entry);
        }
    }
}

fn stands_for(register: &Register, uses: &mut [Use], cluster: &mut Cluster, entry: EntryId) {
    let known = &register.entries[entry];
    cluster.entry = Some(entry);
    cluster.kind = Some(known.kind);
    for form in std::iter::once(&known.name).chain(known.other()).chain(known.short()).map(|form| key(form)) {
        if form != cluster.key && !cluster.aliases.contains(&form) {
            cluster.aliases.push(form);
        }
    }
    for &u in &cluster.uses {
        uses[u].weak = false;
    }
}

/// Whether a name may be of this kind here. One word may be a person and a place: then what stands beside it counts.
fn may_be(uses: &[Use], cluster: &Cluster, kind: Kind) -> bool {
    if cluster.key.len() > 1 || matches!(cluster.kind, None | Some(Kind::Other)) || cluster.kind == Some(kind) {
        return true;
    }
    let signs = || cluster.uses.iter().map(|&u| uses[u].signs);
    match kind {
        Kind::Person => !signs().any(|s| s.locative && !s.toward && !s.title && !s.cue),
        _ => !signs().any(|s| s.title || s.age),
    }
}

/// The entry from which a full name is one slip away; None where it may well be another name.
fn near(draft: &Draft, register: &Register, uses: &[Use], cluster: &Cluster) -> Option<EntryId> {
    let pack = spelling::pack_of(draft, uses, cluster);
    let fits = |word: &str, near: &Near| {
        let known = &register.entries[near.entry];
        let name = key(&known.name);
        if register.apart(&[&cluster.key], &[&name])
            || !matches!(cluster.kind, None | Some(Kind::Other)) && cluster.kind != Some(known.kind)
        {
            return false;
        }
        match difference(word, &near.word, pack) {
            None => false,
            Some(Difference::Transliteration) => true,
            // Neighbouring villages are a letter apart, and so are two common names.
            Some(_) => {
                known.kind != Kind::Place
                    && !near.parted
                    && name.iter().enumerate().any(|(i, p)| i != near.at && p.len() > 2)
                    && !spelling::known(draft, uses, cluster, near.at)
                    && !spelling::is_lexical(pack, word)
                    && !pack.lexicon.classes(word, word).any(Classes::of(&[Class::OrgHead, Class::PlaceHead]))
            }
        }
    };
    let mut found = register.near(&cluster.key).into_iter().filter(|(word, near)| fits(word, near));
    let (_, first) = found.next()?;
    found.all(|(_, other)| other.entry == first.entry).then_some(first.entry)
}
