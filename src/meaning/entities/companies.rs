//! Companies: a firm is named without the words that say its legal form, and for short by its first word; so is a club, or
//! whatever else two words name of which the second says what it is.
//!
//! `Tandem Corp` is Tandem from its second mention on, `PT Sinar Laut Tbk` is Sinar Laut, and Acme Brewing Ltd may be
//! Acme. Somebody of that name, a town, or a common word is not the firm.

use rustc_hash::{FxHashMap, FxHashSet};

use super::clusters::{Cluster, join};
use super::registered;
use super::spelling::{is_lexical, pack_of};
use super::uses::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::reading::Kind;
use crate::register::Register;

/// Joins what a firm is called for short under its whole name.
pub fn join_short_of(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    join_forms(draft, register, uses, clusters);
    join_listed(draft, register, uses, clusters);
    let mut firms: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
    for (id, firm) in clusters.iter().enumerate().filter(|(_, c)| !c.gone && c.key.len() > 1 && !c.is_person()) {
        let Some(core) = core(draft, uses, firm) else { continue };
        for words in 1..core.len().min(3) {
            firms.entry(core[..words].to_vec()).or_default().push(id);
        }
        firms.entry(core).or_default().push(id);
    }
    let mut tailed: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
    // Swiftline, of Swiftline Buses, where that is not a firm without its legal form.
    for (id, house) in clusters.iter().enumerate().filter(|(_, c)| !c.gone && c.key.len() == 2) {
        if !firms.contains_key(&house.key) && !firms.contains_key(&house.key[..1]) && is_tailed(draft, uses, house) {
            tailed.entry(house.key[..1].to_vec()).or_default().push(id);
        }
    }
    firms.extend(tailed);
    if firms.is_empty() {
        return;
    }
    // Whose part a word is: Ford Motor Co and Gerald Ford.
    let mut somebody: FxHashSet<&str> = FxHashSet::default();
    let named = |c: &Cluster| c.is_person() || c.uses.first().is_some_and(|&u| uses[u].signs.given);
    // PT Surya Kencana Utama, Surya Kencana Utama: nobody has three words of a firm.
    let firm = |c: &Cluster| c.key.len() > 2 && firms.contains_key(&c.key);
    let people = |c: &Cluster| c.key.len() > 1 && c.kind != Some(Kind::Organisation) && named(c) && !firm(c);
    for one in clusters.iter().filter(|c| !c.gone && people(c)) {
        somebody.extend(one.key.iter().map(String::as_str));
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (id, short) in clusters.iter().enumerate().filter(|(_, c)| !c.gone) {
        let Some(&[firm]) = firms.get(&short.key).map(Vec::as_slice) else { continue };
        // Brackenbury Foods, of Brackenbury Foods plc, whoever is called Brackenbury.
        let person = short.key.iter().all(|part| somebody.contains(part.as_str()));
        // Ravensford Town plays in Ravensford: of a place it is never certain.
        // Ashworth said: whoever speaks and has a family name is somebody before he is Ashworth United.
        let called = |u: &Use| {
            let block = &draft.blocks[u.place.block];
            let text = u.place.span.of(&block.prose);
            block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Family)
        };
        let speaks = || short.uses.iter().take(100).any(|&u| uses[u].signs.cue && called(&uses[u]));
        let located = || short.uses.iter().take(100).any(|&u| uses[u].signs.locative);
        if firm != id
            && !person
            && !(is_tailed(draft, uses, &clusters[firm]) && (located() || speaks()))
            && names_no_other(draft, uses, short)
            && !registered::apart(register, &clusters[firm], short)
        {
            found.push((firm, id));
        }
    }
    for (firm, short) in found {
        join(uses, clusters, firm, short);
        clusters[firm].kind = clusters[firm].kind.or(Some(Kind::Organisation));
    }
}

/// `PT Sinar Laut Tbk`, `PT Sinar Laut`: one firm, of which one mention leaves out a part of the legal form. PT and CV are two.
fn join_forms(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut by_core: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
    for id in 0..clusters.len() {
        let firm = &clusters[id];
        if firm.gone || firm.key.len() < 2 || firm.is_person() {
            continue;
        }
        let Some(core) = core(draft, uses, firm) else { continue };
        let within = |a: &Cluster, b: &Cluster| a.key.iter().all(|part| b.key.contains(part));
        let of_core = by_core.entry(core).or_default();
        let same = |&&first: &&usize| {
            (within(&clusters[first], firm) || within(firm, &clusters[first]))
                && !registered::apart(register, &clusters[first], firm)
        };
        match of_core.iter().find(same) {
            Some(&first) => join(uses, clusters, first, id),
            None => of_core.push(id),
        }
    }
}

/// `Persebaya Surabaya`, `Persebaya`: the lists have both, and the longer one only adds a place.
fn join_listed(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let listed = |c: &Cluster| {
        let one = &uses[c.uses[0]];
        let block = &draft.blocks[one.place.block];
        block.pack.lexicon.whole(one.place.span.of(&block.prose)).has(Class::Organisation)
    };
    let place = |c: &Cluster| {
        let one = &uses[c.uses[0]];
        let block = &draft.blocks[one.place.block];
        // Its first use may leave the place out.
        let text = one.parts.get(1).map_or("", |part| part.0.of(&block.prose));
        block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Place)
    };
    let open = |c: &Cluster, parts: usize| !c.gone && !c.uses.is_empty() && c.key.len() == parts && listed(c);
    let mut long: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (id, club) in clusters.iter().enumerate().filter(|(_, c)| open(c, 2) && place(c)) {
        long.entry(club.key[0].as_str()).or_default().push(id);
    }
    let short = clusters.iter().enumerate().filter(|(_, c)| !long.is_empty() && open(c, 1));
    let pairs: Vec<(usize, usize)> = short
        .filter_map(|(id, c)| match long.get(c.key[0].as_str())?.as_slice() {
            [club] if !registered::apart(register, &clusters[*club], c) => Some((*club, id)),
            _ => None,
        })
        .collect();
    for (club, short) in pairs {
        join(uses, clusters, club, short);
    }
}

/// The name of a firm without its legal form; None of what has none, and where nothing is left.
fn core(draft: &Draft, uses: &[Use], firm: &Cluster) -> Option<Vec<String>> {
    let one = &uses[*firm.uses.first()?];
    let block = &draft.blocks[one.place.block];
    let form = |(span, _): &(crate::text::Span, String)| {
        // The full stop of Corp. may stand behind the name.
        let text = span.of(&block.prose);
        let text = text.strip_suffix('.').unwrap_or(text);
        block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::LegalForm)
    };
    let (first, last) = (one.parts.iter().position(|p| !form(p))?, one.parts.iter().rposition(|p| !form(p))?);
    let shorter = last + 1 - first < one.parts.len();
    shorter.then(|| one.parts[first..=last].iter().map(|p| p.1.clone()).collect())
}

/// `Swiftline Buses`: a word that no list knows, and what says what bears it; no legal form.
fn is_tailed(draft: &Draft, uses: &[Use], firm: &Cluster) -> bool {
    let Some(&first) = firm.uses.first().filter(|_| firm.kind == Some(Kind::Organisation)) else { return false };
    let block = &draft.blocks[uses[first].place.block];
    let classes = |part: &(crate::text::Span, String)| {
        let text = part.0.of(&block.prose);
        block.pack.lexicon.classes(text, &text.to_lowercase())
    };
    match uses[first].parts.as_slice() {
        [own, tail] => {
            let form = classes(tail).has(Class::LegalForm);
            // Ashworth, of Ashworth United, where nobody is called so: `names_no_other`.
            let family = classes(own).has(Class::Family) && !classes(own).any(NAMES);
            (classes(own).is_unlisted() || is_small_town(classes(own)) || family)
                && classes(tail).has(Class::OrgTail)
                && !form
                && own.1.len() > 3
        }
        _ => false,
    }
}

const NAMES: Classes = Classes::of(&[Class::Given, Class::Place, Class::Title, Class::Honorific]);

/// Larkfield is a village somewhere, and the first word of Larkfield Foods here.
fn is_small_town(classes: Classes) -> bool {
    const TOWN: Classes = Classes::of(&[Class::Place, Class::RareName, Class::Ordinary]);
    classes.has(Class::Place) && classes.has(Class::RareName) && classes.and(TOWN) == TOWN
}

/// Whether nothing says that a short name is somebody's, a town's, or no name.
fn names_no_other(draft: &Draft, uses: &[Use], short: &Cluster) -> bool {
    // Shares in Acme rose. Acme makes beer: a town would stand behind a preposition everywhere.
    let town = short.uses.iter().all(|&u| uses[u].signs.locative);
    // Yorkshire brewer Wetherall may be the brewery.
    let house = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let title = u.title.map_or("", |t| t.of(&block.prose));
        u.apposition.is_none() && block.pack.lexicon.whole(title).has(Class::House)
    };
    let somebody = |u: &Use| (u.title.is_some() || u.signs.role) && !house(u) || u.signs.age || u.sex.is_some();
    let pack = pack_of(draft, uses, short);
    let taken = Classes::of(&[Class::Place, Class::Demonym, Class::OrgHead, Class::LegalForm, Class::Media]);
    let one = &uses[short.uses[0]];
    let text = one.place.span.of(&draft.blocks[one.place.block].prose);
    let classes = pack.lexicon.classes(text, &text.to_lowercase());
    // An apple is a fruit; Apple is known.
    let known = classes.has(Class::Organisation);
    let word = |part: &String| is_lexical(pack, part) && !known || pack.lexicon.classes(part, part).any(taken);
    let place = || classes.any(taken) && !is_small_town(classes);
    let own = !town && !short.uses.iter().take(100).any(|&u| somebody(&uses[u]));
    short.entry.is_none()
        && short.key[0].len() > 2
        && own
        && !(short.key.len() == 1 && short.key.iter().any(word))
        && !place()
}
