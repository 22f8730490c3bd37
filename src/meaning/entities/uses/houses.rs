//! Houses: organisations and places in the name of a person, and those whose noun is misspelled.
//!
//! `Yayasan Hasan Basri` is no mention of Hasan Basri; `Universtas Brawijaya` is Universitas Brawijaya, where the draft
//! has it.

use super::Use;
use crate::draft::Draft;
use crate::language::Class;
use crate::meaning::entities::letters;
use crate::reading::Kind;
use crate::text::Span;

/// `Rektor Universtas Brawijaya`: what no list knows and is, but for a slip, the noun that opens an organisation of the
/// draft, opens it here too.
pub fn mend_heads(draft: &Draft, uses: &mut [Use]) {
    let class = |u: &Use, part: usize| {
        let block = &draft.blocks[u.place.block];
        let word = u.parts[part].0.of(&block.prose);
        block.pack.lexicon.classes(word, &word.to_lowercase())
    };
    let mut houses: rustc_hash::FxHashMap<Vec<String>, Vec<String>> = rustc_hash::FxHashMap::default();
    for one in uses.iter().filter(|u| u.kind == Some(Kind::Organisation) && u.parts.len() > 1) {
        if class(one, 0).has(Class::OrgHead) {
            let rest = one.parts[1..].iter().map(|p| p.1.clone()).collect();
            houses.entry(rest).or_default().push(one.parts[0].1.clone());
        }
    }
    for one in uses.iter_mut().filter(|u| !houses.is_empty() && u.parts.len() > 1) {
        if !matches!(one.kind, None | Some(Kind::Person | Kind::Other)) || !class(one, 0).is_unlisted() {
            continue;
        }
        let pack = draft.blocks[one.place.block].pack;
        let rest: Vec<String> = one.parts[1..].iter().map(|p| p.1.clone()).collect();
        let slip = |head: &String| letters::difference(&one.parts[0].1, head, pack).is_some();
        if houses.get(&rest).is_some_and(|heads| heads.iter().any(slip)) {
            one.kind = Some(Kind::Organisation);
            one.title = None;
            one.signs.title = false;
            one.signs.role = false;
            one.signs.organisation = true;
        }
    }
}

/// `Sanggar Djoko Sarwono`, `Pemakaman Joko Sarwono`: an organisation or a place that bears the name of a person of
/// the draft. Where the two spell the name otherwise it is the person's, so that its spelling is compared; a rename leaves
/// streets and buildings alone, and asks for the others. A house is a house where the draft
/// has the name in one spelling.
pub fn free_persons(draft: &Draft, uses: &mut [Use]) {
    let persons: Vec<Vec<String>> = {
        let full = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() >= 2);
        let keys: rustc_hash::FxHashSet<Vec<String>> =
            full.map(|u| u.parts.iter().map(|p| p.1.clone()).collect()).collect();
        let mut keys: Vec<_> = keys.into_iter().collect();
        keys.sort();
        keys
    };
    for one in
        uses.iter_mut().filter(|u| matches!(u.kind, Some(Kind::Organisation | Kind::Place)) && u.parts.len() >= 3)
    {
        let pack = draft.blocks[one.place.block].pack;
        let same = |(part, name): (&(Span, String), &String)| {
            part.1 == *name || letters::difference(&part.1, name, pack).is_some()
        };
        let bears = |name: &Vec<String>| {
            let tail = one.parts.len().checked_sub(name.len()).filter(|&t| t > 0)?;
            let fits = one.parts[tail..].iter().zip(name).all(same)
                && one.parts[tail..].iter().zip(name).any(|(p, n)| p.1 == *n);
            fits.then_some(tail)
        };
        let spells = |name: &[String], tail: usize| one.parts[tail..].iter().map(|p| &p.1).eq(name);
        if let Some(tail) = persons.iter().take(500).find_map(bears) {
            let head = one.parts[0].0.of(&draft.blocks[one.place.block].prose);
            let classes = pack.lexicon.classes(head, &head.to_lowercase());
            let place = classes.has(Class::PlaceHead);
            let alike = persons.iter().filter(|name| bears(name) == Some(tail)).all(|name| spells(name, tail));
            if alike && (place || classes.has(Class::OrgHead)) {
                continue;
            }
            one.parts.drain(..tail);
            one.place.span.start = one.parts[0].0.start;
            one.kind = Some(Kind::Person);
            one.house = place;
            // A foundation may be named after him, or be his: a rename asks.
            one.uncertain = !place;
            one.signs.organisation = false;
            one.signs.place = false;
        }
    }
}
