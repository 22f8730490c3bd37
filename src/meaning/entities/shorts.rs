//! Short forms: whose a single name is, of all who have it in their full name.
//!
//! The one who was named last, if nothing else speaks: a courtesy, an office, or that the story had the short form for
//! somebody before a relative came. Where two are left, the mention is uncertain: a rename asks before it changes that one.

use rustc_hash::FxHashMap;

use super::clusters::{Cluster, put_in};
use super::registered;
use super::uses::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes, Sex, Short, sex};
use crate::reading::Kind;
use crate::register::Register;

/// From this age on, in years, papers may call somebody Mr or Ms.
const COURTESY: u32 = 16;

/// A list of people has hundreds who are called alike.
const MANY: usize = 50;

/// Gives every single name to the full name that it is a part of, in the order of the draft.
pub fn settle(draft: &Draft, register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut by_part: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (id, cluster) in clusters.iter().enumerate() {
        let full =
            cluster.key.len() >= 2 && !cluster.gone && !matches!(cluster.kind, Some(Kind::Place | Kind::Organisation));
        for part in cluster.key.iter().chain(cluster.aliases.iter().flatten()).filter(|_| full) {
            let known = by_part.entry(part.clone()).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }
    // When each cluster was last named, as an index of uses.
    let mut last: FxHashMap<usize, usize> = FxHashMap::default();
    // Of each single name, who of those that have it may be meant.
    let mut may_own: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    // Whose a short form was while only one of them had been named.
    let mut settled: FxHashMap<usize, usize> = FxHashMap::default();
    // The same for a title before it: a courtesy has left out those of the other sex.
    let mut by_title: FxHashMap<(usize, String), Vec<usize>> = FxHashMap::default();
    for i in 0..uses.len() {
        let Some(own) = uses[i].cluster else { continue };
        let single = uses[i].parts.len() == 1 && clusters[own].key.len() == 1;
        let owners = by_part.get(&uses[i].parts[0].1).filter(|_| single && may_be_person(draft, &uses[i]));
        let owners: &[usize] = match owners {
            Some(owners) => may_own.entry(own).or_insert_with(|| {
                let apart = |o: &usize| registered::apart(register, &clusters[own], &clusters[*o]);
                owners.iter().copied().filter(|o| !apart(o)).collect()
            }),
            None => &[],
        };
        // Lady Lowe is not Sir Keith Lowe.
        let other = |o: &usize| uses[i].sex.zip(sex_of(draft, uses, &clusters[*o])).is_some_and(|(a, b)| a != b);
        let generation = |o: &usize| clusters[*o].uses.iter().take(100).find_map(|&u| uses[u].generation.as_ref());
        let younger = |o: &usize| uses[i].generation.as_ref().zip(generation(o)).is_some_and(|(a, b)| a != b);
        // Her years at Tarnox: of Tarnox Nursing nothing says that it is somebody.
        let somebody = |o: &usize| {
            let full = clusters[*o].uses.iter().take(100).map(|&u| uses[u].signs);
            !uses[i].signs.locative || full.into_iter().any(|s| s.given || s.title || s.age || s.shape)
        };
        // Mr Doyle is not the boy of nine who has his name.
        let child =
            |o: &usize| uses[i].sex.is_some() && uses[i].title.is_some() && is_child(draft, uses, &clusters[*o]);
        // Mrs Pellow is his wife, who came later.
        let hers = |o: &usize| {
            last.contains_key(o) && uses[i].sex.is_some() && sex_of(draft, uses, &clusters[*o]) == uses[i].sex
        };
        let later = |o: &usize| of_another(uses, &clusters[own], &clusters[*o]) && !hers(o);
        // Of so many who have the name nothing more tells.
        let few = owners.len() <= MANY;
        let may_be = |o: &usize| !other(o) && !younger(o) && somebody(o) && !(few && (child(o) || later(o)));
        let owners: Vec<usize> = owners.iter().copied().filter(may_be).collect();
        // Mrs Holroyd is Stacey rather than one of whom nothing tells.
        let told = |o: &usize| few && uses[i].sex.is_some() && sex_of(draft, uses, &clusters[*o]) == uses[i].sex;
        let owners = match owners.iter().copied().filter(told).collect::<Vec<_>>() {
            told if told.is_empty() => owners,
            told => told,
        };
        let owners = match uses[i].title.filter(|_| owners.len() > 1) {
            Some(title) => {
                let office = title.of(&draft.blocks[uses[i].place.block].prose).to_lowercase();
                let known = by_title.entry((own, office));
                known.or_insert_with_key(|(_, office)| by_office(draft, uses, clusters, office, owners)).clone()
            }
            None => owners,
        };
        // Kata Ibrahim: Ibrahim Sakti is called so, and Anwar Ibrahim is Anwar.
        let first = draft.blocks[uses[i].place.block].pack.people.short == Short::First;
        let called = |o: &usize| clusters[*o].key.first() == Some(&uses[i].parts[0].1) && last.contains_key(o);
        let owners = match owners.iter().copied().filter(called).collect::<Vec<_>>() {
            by_first if first && by_first.len() == 1 => by_first,
            _ => owners,
        };
        if !owners.is_empty() {
            let recent =
                owners.iter().max_by_key(|o| (last.get(o).copied().map_or(0, |l| l + 1), std::cmp::Reverse(**o)));
            let mut owner = *recent.expect("a part has owners");
            // His daughter came later, and has her whole name: the short form stays whose it was.
            match owners.iter().filter(|o| last.contains_key(o)).count() {
                1 => drop(settled.entry(own).or_insert(owner)),
                _ if is_relative(uses, &clusters[owner]) => {
                    // Rosemary Fairlie, daughter of Hubert Fairlie: whom the story is of.
                    let mut others =
                        owners.iter().filter(|o| last.contains_key(o) && !is_relative(uses, &clusters[**o]));
                    let only = others.next().filter(|_| others.next().is_none()).copied();
                    let known = settled.get(&own).copied().filter(|o| owners.contains(o));
                    owner = known.or(only).unwrap_or(owner);
                }
                _ => {}
            }
            uses[i].uncertain = owners.len() > 1;
            move_use(uses, clusters, i, owner);
            // Cyclone Phailin stays what it is, however it is shortened.
            // A book names somebody a hundred thousand times: the first uses tell what it is.
            let thing = || clusters[owner].uses.iter().take(100).any(|&u| uses[u].signs.other);
            if clusters[owner].kind.is_none_or(|k| k == Kind::Other) && !thing() {
                clusters[owner].kind = Some(Kind::Person);
            }
        }
        if let Some(owner) = uses[i].cluster {
            last.insert(owner, i);
        }
    }
}

/// `Judge Karen Hall fined Tom Hall … Judge Hall said`: of several who have the name, those who were introduced with this
/// office; all of them where the office says nothing.
fn by_office(draft: &Draft, uses: &[Use], clusters: &[Cluster], office: &str, owners: Vec<usize>) -> Vec<usize> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| w.len() > 1);
        words.map(str::to_lowercase).collect()
    };
    let own = words(office);
    let Some(last) = own.last() else { return owners };
    // Sen. for Senator, DS for Detective Sergeant.
    let initials = |of: &[String]| of.iter().filter_map(|w| w.chars().next()).collect::<String>();
    let same = |word: &String| word == last || last.len() > 2 && word.starts_with(last.as_str());
    let bears = |o: &usize, exactly: bool| {
        let full = clusters[*o].uses.iter().take(100).map(|&u| &uses[u]).filter(|u| u.parts.len() > 1);
        let told = full.flat_map(|u| [u.title, u.apposition].into_iter().flatten().map(move |span| (u, span)));
        told.map(|(u, span)| words(span.of(&draft.blocks[u.place.block].prose))).any(|of| {
            let near = || of.iter().any(same) || of.len() > 1 && initials(&of) == *last;
            if exactly { of == own } else { near() }
        })
    };
    for exactly in [true, false] {
        let bearers: Vec<usize> = owners.iter().copied().filter(|o| bears(o, exactly)).collect();
        if !bearers.is_empty() && bearers.len() < owners.len() {
            return bearers;
        }
    }
    owners
}

/// Who bears a full name: its given name says it, or the first courtesy.
fn sex_of(draft: &Draft, uses: &[Use], cluster: &Cluster) -> Option<Sex> {
    let full = cluster.uses.iter().take(100).map(|&u| &uses[u]).filter(|u| u.parts.len() > 1);
    let given = |one: &Use| sex(one.parts[0].0.of(&draft.blocks[one.place.block].prose));
    full.clone().find_map(given).or_else(|| full.clone().find_map(|one| one.sex))
}

/// Whether somebody is said to be younger than a courtesy has it: `Liam Doyle, nine`; `Liam Doyle (9)`.
fn is_child(draft: &Draft, uses: &[Use], cluster: &Cluster) -> bool {
    cluster.uses.iter().take(20).map(|&u| &uses[u]).filter(|u| u.parts.len() > 1).any(|one| {
        let block = &draft.blocks[one.place.block];
        let behind = &block.prose[one.place.span.end..];
        let Some(age) = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" (")) else { return false };
        let end = age.find(|c: char| !c.is_alphanumeric()).unwrap_or(age.len());
        let closed = age[end..].starts_with([',', '.', ')']);
        // Papers write small numbers as words.
        let small = || block.pack.lexicon.classes(&age[..end], &age[..end]).has(Class::Number);
        closed && end > 0 && age[..end].parse::<u32>().map_or_else(|_| small(), |years| years < COURTESY)
    })
}

/// `Sarwono (55) tewas. Anaknya, Eko Sarwono (28), …`: who was named before is not the relative who comes later and has that
/// name in a longer one.
fn of_another(uses: &[Use], single: &Cluster, full: &Cluster) -> bool {
    let (Some(&one), Some(&other)) = (single.uses.first(), full.uses.first()) else { return false };
    one < other && !uses[one].furniture && is_relative(uses, full)
}

/// Whether somebody came into the story as somebody's relative.
fn is_relative(uses: &[Use], full: &Cluster) -> bool {
    full.uses.iter().take(3).any(|&u| uses[u].kin)
}

/// A place that is named as a place is not the person of that name.
fn may_be_person(draft: &Draft, one: &Use) -> bool {
    let prose = &draft.blocks[one.place.block].prose;
    let pack = draft.blocks[one.place.block].pack;
    // The letter went to Campbell; it hangs in Campbell, or in York.
    let known = |text: &str| pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Place);
    let name = one.place.span.of(prose);
    let toward = one.signs.toward && !known(name);
    let word_before =
        || prose[..one.place.span.start].split_whitespace().rev().nth(1).unwrap_or_default().to_lowercase();
    // Shares in Brandt
    if one.kind == Some(Kind::Organisation) && pack.offices.holdings.has(&word_before()) {
        return false;
    }
    // A couple from Lincoln; they moved to Lincoln: whoever comes from there, or goes, has a town there.
    if one.signs.toward
        && one.signs.locative
        && !one.signs.title
        && !prose[one.place.span.end..].starts_with(['’', '\''])
    {
        let before = word_before();
        let somebody =
            Classes::of(&[Class::Group, Class::Role, Class::OnePerson, Class::Man, Class::Woman, Class::Kin]);
        let classes = pack.lexicon.classes(&before, &before);
        if classes.any(somebody) && !classes.has(Class::Document) || pack.people.goes.has(&before) {
            return false;
        }
    }
    if one.signs.locative && !one.signs.title && !one.signs.cue && !toward {
        return false;
    }
    // Austin, Texas
    let behind = prose[one.place.span.end..]
        .strip_prefix(", ")
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    let place = behind.is_some_and(|w| pack.lexicon.classes(w, &w.to_lowercase()).any(Classes::of(&[Class::Place])));
    !(place
        && pack.lexicon.classes(one.place.span.of(prose), &one.place.span.of(prose).to_lowercase()).has(Class::Place))
}

fn move_use(uses: &mut [Use], clusters: &mut [Cluster], i: usize, to: usize) {
    let Some(from) = uses[i].cluster else { return };
    if from == to {
        return;
    }
    if let Ok(at) = clusters[from].uses.binary_search(&i) {
        clusters[from].uses.remove(at);
    }
    clusters[from].gone = clusters[from].uses.is_empty();
    put_in(&mut clusters[to].uses, i);
    uses[i].cluster = Some(to);
}
