//! Clusters: equal names together, then parts of a name under the whole, then short forms under the full one.
//!
//! Whose a short form is that fits two people, `shorts` decides.

use rustc_hash::FxHashMap;

use super::uses::{Alias, Use};
use super::{acronyms, registered};
use crate::draft::Draft;
use crate::reading::Kind;
use crate::register::{EntryId, Register};

/// Uses that name one thing.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The folded parts of its fullest name.
    pub key: Vec<String>,
    /// Other full names held to be the same: with fewer parts, or spelled otherwise.
    pub aliases: Vec<Vec<String>>,
    pub uses: Vec<usize>,
    pub kind: Option<Kind>,
    /// What the register has of it; then `kind` is the register's.
    pub entry: Option<EntryId>,
    /// It was joined into another cluster and is empty.
    pub gone: bool,
}

impl Cluster {
    pub fn is_person(&self) -> bool {
        self.kind == Some(Kind::Person)
    }

    /// Whether this folded word is a part of any of its names.
    pub fn has_part(&self, part: &str) -> bool {
        self.key.iter().chain(self.aliases.iter().flatten()).any(|p| p == part)
    }
}

/// Full names and single names, each with the kind that most of its uses speak for. Short forms stay unassigned
/// where a longer name may be meant; `shorts` sees to them when spellings are joined.
pub fn of(draft: &Draft, register: &Register, uses: &mut [Use]) -> Vec<Cluster> {
    let mut by_key: FxHashMap<(Vec<String>, Option<String>), usize> = FxHashMap::default();
    let mut clusters: Vec<Cluster> = Vec::new();
    settle_generations(uses);
    for (i, one) in uses.iter_mut().enumerate() {
        if one.signs.capitals {
            continue;
        }
        let key: Vec<String> = one.parts.iter().map(|p| p.1.clone()).collect();
        let id = *by_key.entry((key.clone(), one.generation.clone())).or_insert_with(|| {
            clusters.push(Cluster { key, ..Cluster::default() });
            clusters.len() - 1
        });
        clusters[id].uses.push(i);
        one.cluster = Some(id);
    }
    for cluster in &mut clusters {
        cluster.kind = kind_of(cluster, uses);
    }
    registered::settle(draft, register, uses, &mut clusters);
    acronyms::join_bracketed(draft, uses, &mut clusters);
    acronyms::join_initials(draft, uses, &mut clusters);
    join_aliases(draft, uses, &mut clusters);
    join_places(uses, &mut clusters);
    join_parts(register, uses, &mut clusters);
    clusters
}

/// Keeps what says which of a family it is, Frank Delgado Jr., where the draft has two of them: the name without it is of the
/// one who was named so last. Where there is one, it says nothing.
fn settle_generations(uses: &mut [Use]) {
    let mut found: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for one in uses.iter() {
        let (Some(part), Some(generation)) = (one.parts.last(), &one.generation) else { continue };
        let of_name = found.entry(part.1.clone()).or_default();
        if !of_name.contains(generation) {
            of_name.push(generation.clone());
        }
    }
    found.retain(|_, generations| generations.len() > 1);
    let mut last: FxHashMap<String, String> = FxHashMap::default();
    for one in uses.iter_mut() {
        let several = one.parts.last().is_some_and(|p| found.contains_key(&p.1));
        let key = || one.parts.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join(" ");
        one.generation = match one.generation.take() {
            _ if !several => None,
            Some(generation) => {
                last.insert(key(), generation.clone());
                Some(generation)
            }
            None => last.get(&key()).cloned(),
        };
    }
}

/// The kind that weighs most over all uses of a name.
fn kind_of(cluster: &Cluster, uses: &[Use]) -> Option<Kind> {
    let mut weights = [0u32; 4];
    for &u in &cluster.uses {
        let one = &uses[u];
        let Some(kind) = one.kind else { continue };
        let strong = match kind {
            Kind::Person => one.signs.title || one.signs.age || one.signs.role || one.signs.shape,
            Kind::Place => one.signs.locative,
            Kind::Organisation => one.signs.organisation,
            // KMP Dewi Samudra
            Kind::Other => one.signs.other && one.parts.len() > 1,
        };
        weights[kind as usize] += if strong { 4 } else { 2 };
    }
    let best = (0..4).max_by_key(|&i| (weights[i], 4 - i))?;
    (weights[best] > 0).then(|| [Kind::Person, Kind::Organisation, Kind::Place, Kind::Other][best])
}

/// `Basuki Tjahaja Purnama alias Ahok`: another name of the one named last.
fn join_aliases(draft: &Draft, uses: &mut [Use], clusters: &mut [Cluster]) {
    for i in 1..uses.len() {
        if uses[i].alias != Alias::Behind {
            continue;
        }
        let Some(own) = uses[i].cluster.filter(|&c| clusters[c].key.len() <= 2 && !clusters[c].gone) else { continue };
        let mut before = uses[..i].iter().rev().take(40).filter_map(|u| u.cluster);
        // Saifuddin (57), whom everybody calls Udin: who is introduced by one name is named by it.
        let aged = |c: &Cluster| c.uses.iter().any(|&u| u < i && (uses[u].signs.age || uses[u].apposition.is_some()));
        let named = |c: &Cluster| c.is_person() && (c.key.len() > 1 || aged(c));
        let full = before.find(|&c| c != own && named(&clusters[c]));
        // Who has the name in a longer one is called so already.
        let part = clusters.iter().any(|c| !c.gone && c.key.len() > 1 && c.has_part(&clusters[own].key[0]));
        // Gus Fawait, of Muhammad Fawait.
        let two = |full: &usize| clusters[own].key.len() == 2 && clusters[*full].has_part(&clusters[own].key[1]);
        let single = clusters[own].key.len() == 1;
        if let Some(full) = full.filter(|full| *full != own && (single && !part || two(full))) {
            join(uses, clusters, full, own);
        }
    }
    for i in 1..uses.len() {
        let (Some(a), Some(b)) = (uses[i - 1].cluster, uses[i].cluster) else { continue };
        if matches!(uses[i].alias, Alias::No | Alias::Behind) || a == b || clusters[a].gone || clusters[b].gone {
            continue;
        }
        let thing = |k: Option<Kind>| matches!(k, Some(Kind::Organisation | Kind::Place));
        let (long, short) = (clusters[a].kind, clusters[b].kind);
        let alike = if thing(long) { long == short } else { !thing(short) };
        // Anies Baswedan (Golkar): in brackets stands a person only where the draft has one of that name.
        let someone =
            || short == Some(Kind::Person) && clusters[b].uses.iter().any(|&u| u != i && uses[u].kind == short);
        // Suparjo alias Jolodong: so is whoever is in no list.
        let first = uses[i - 1].parts[0].0.of(&draft.blocks[uses[i - 1].place.block].prose);
        let unlisted = || {
            let pack = draft.blocks[uses[i - 1].place.block].pack;
            pack.lexicon.classes(first, &first.to_lowercase()).is_empty()
                && !pack.endings.common.iter().any(|e| first.ends_with(e))
        };
        let said = uses[i].alias == Alias::Said && long.is_none() && short == Some(Kind::Person) && unlisted();
        let named = clusters[a].key.len() > 1 || long == Some(Kind::Person) || said;
        if alike && named && (uses[i].alias == Alias::Said || someone() && long == Some(Kind::Person)) {
            join(uses, clusters, a, b);
            if !thing(long) {
                clusters[a].kind = Some(Kind::Person);
            }
        }
    }
}

/// `Desa Sukamaju` is named Sukamaju as well; where two places are (a town and its county), neither is.
fn join_places(uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut by_rest: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
    let classed = |c: &Cluster| c.kind == Some(Kind::Place) && c.key.len() > 1;
    for (id, cluster) in clusters.iter().enumerate().filter(|(_, c)| !c.gone && classed(c)) {
        if uses[cluster.uses[0]].class_word {
            by_rest.entry(cluster.key[1..].to_vec()).or_default().push(id);
        }
    }
    for short in 0..clusters.len() {
        let open = !clusters[short].gone && clusters[short].kind != Some(Kind::Organisation);
        // Wali Kota Sukamaju, Camat Rancaekek: the seat of a place says nothing of a person.
        let person = || {
            let somebody = |u: &Use| u.signs.title && !u.seat || u.signs.cue && !u.signs.locative && !u.seat;
            clusters[short].uses.iter().any(|&u| somebody(&uses[u]))
        };
        if let Some([long]) = by_rest.get(&clusters[short].key).map(Vec::as_slice).filter(|_| open && !person()) {
            join(uses, clusters, *long, short);
        }
    }
}

/// Puts everything of `b` under `a`.
pub fn join(uses: &mut [Use], clusters: &mut [Cluster], a: usize, b: usize) {
    if a == b {
        return;
    }
    let moved = std::mem::take(&mut clusters[b]);
    clusters[b].gone = true;
    for &u in &moved.uses {
        uses[u].cluster = Some(a);
    }
    clusters[a].uses.extend(moved.uses);
    clusters[a].uses.sort_unstable();
    clusters[a].aliases.push(moved.key);
    clusters[a].aliases.extend(moved.aliases);
    if clusters[a].kind.is_none() || clusters[a].entry.is_none() && moved.entry.is_some() {
        clusters[a].kind = moved.kind;
    }
    clusters[a].entry = clusters[a].entry.or(moved.entry);
}

/// `Hillary Clinton` under `Hillary Rodham Clinton`, `Rahmad Basuki` under `Rahmad Basuki Hadi`, `J. Smith`
/// under `John Smith`: names of two parts or more that leave parts out.
fn join_parts(register: &Register, uses: &mut [Use], clusters: &mut [Cluster]) {
    let mut by_part: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let open = |c: &Cluster| !matches!(c.kind, Some(Kind::Organisation | Kind::Place)) && c.key.len() >= 2;
    for (id, cluster) in clusters.iter().enumerate().filter(|(_, c)| open(c)) {
        for part in &cluster.key {
            by_part.entry(part.clone()).or_default().push(id);
        }
    }
    // It rose above Van der Meulen; Salcedo Ibarra, of Marisol Salcedo Ibarra: a place only as long as nobody has the name.
    let place = |c: &Cluster| {
        c.kind == Some(Kind::Place) && c.key.len() >= 2 && c.uses.iter().take(100).all(|&u| !uses[u].class_word)
    };
    let places: Vec<bool> = clusters.iter().map(place).collect();
    for short in 0..clusters.len() {
        if !open(&clusters[short]) && !places[short] {
            continue;
        }
        let key = clusters[short].key.clone();
        let candidates = key.iter().filter_map(|p| by_part.get(p)).flatten();
        let mut fits: Vec<usize> = candidates
            .copied()
            .filter(|&long| long != short && !clusters[long].gone && shortens(&key, &clusters[long].key))
            .filter(|&long| !registered::apart(register, &clusters[long], &clusters[short]))
            .filter(|&long| !places[short] || clusters[long].is_person() && clusters[long].key.ends_with(&key))
            .collect();
        fits.sort_unstable();
        fits.dedup();
        if let [long] = fits[..] {
            // Ratna Kencana, of KMP Ratna Kencana: what says what bears the name says it of its end too.
            let thing = clusters[long].kind == Some(Kind::Other)
                && clusters[long].key.ends_with(&key)
                && clusters[long].uses.iter().all(|&u| uses[u].signs.other);
            join(uses, clusters, long, short);
            if !thing {
                clusters[long].kind =
                    clusters[long].kind.or(Some(Kind::Person)).filter(|k| *k != Kind::Other).or(Some(Kind::Person));
            }
        }
    }
}

/// Whether `short` is `long` with parts left out or cut to initials.
fn shortens(short: &[String], long: &[String]) -> bool {
    if short.len() > long.len() || short == long {
        return false;
    }
    let mut at = 0;
    let mut whole = 0;
    for part in short {
        let Some(found) = long[at..].iter().position(|l| {
            l == part || part.len() == 1 && l.starts_with(part.as_str()) || l.len() == 1 && part.starts_with(l.as_str())
        }) else {
            return false;
        };
        whole += usize::from(long[at + found] == *part);
        at += found + 1;
    }
    whole >= 1 && (whole >= 2 || short.len() == long.len())
}

/// Uses stand in their order, and a book may name somebody a hundred thousand times.
pub fn put_in(uses: &mut Vec<usize>, i: usize) {
    if let Err(at) = uses.binary_search(&i) {
        uses.insert(at, i);
    }
}
