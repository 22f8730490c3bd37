//! Holders: who holds the office of a house or of a place that the draft names elsewhere, where no list knows where its name
//! ends.
//!
//! `Rektor Universitas Tanjungsari Wahyudin` and `Camat Muara Kelinjau Arbani` part where Universitas Tanjungsari and Muara
//! Kelinjau stand alone in the draft.

use rustc_hash::FxHashMap;

use super::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::Place;
use crate::meaning::entities::spelling::is_lexical;
use crate::reading::{Kind, Signs};
use crate::text::Span;

const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role]);
/// What goes on with the name of a house or of a place, and is no person.
const GOES_ON: Classes = Classes::of(&[
    Class::OrgHead,
    Class::OrgTail,
    Class::Organisation,
    Class::LegalForm,
    Class::Place,
    Class::PlaceHead,
    Class::PlaceTail,
    Class::Demonym,
    Class::Field,
    Class::Document,
]);

/// Parts houses and places right behind an office at the names that the draft has of them; only where owners stand behind.
pub fn part(draft: &Draft, uses: &mut Vec<Use>) {
    let thing = |u: &Use| matches!(u.kind, Some(Kind::Organisation | Kind::Place)) && !u.signs.capitals;
    let mut names: FxHashMap<Vec<String>, (Kind, usize)> = FxHashMap::default();
    for one in uses.iter().filter(|u| thing(u) && u.parts.len() > 1) {
        let Some(kind) = one.kind else { continue };
        names.entry(one.parts.iter().map(|p| p.1.clone()).collect()).or_insert((kind, 0)).1 += 1;
        // Wali Kota Batu | Sutrisno, where the draft has Kota Batu.
        if one.class_word && one.parts.len() == 2 {
            names.entry(vec![one.parts[1].1.clone()]).or_insert((kind, 0));
        }
    }
    let mut more: Vec<Use> = Vec::new();
    for one in uses.iter_mut().filter(|u| thing(u) && u.parts.len() > 1) {
        let block = &draft.blocks[one.place.block];
        if !block.pack.owners_behind {
            continue;
        }
        let key: Vec<String> = one.parts.iter().map(|p| p.1.clone()).collect();
        // What stands so twice is a longer name.
        let Some(office) = office_before(draft, one).filter(|_| names.get(&key).is_some_and(|n| n.1 == 1)) else {
            continue;
        };
        let person = |part: &(Span, String)| {
            let text = part.0.of(&block.prose);
            let classes = block.pack.lexicon.classes(text, &text.to_lowercase());
            !classes.any(GOES_ON) && !is_lexical(block.pack, &part.1)
        };
        let seat = block.pack.offices.seats.has(&office.of(&block.prose).to_lowercase());
        let least = key.len().saturating_sub(3).max(if seat { 1 } else { 2 });
        let known = (least..key.len()).rev().find(|&n| names.get(&key[..n]).is_some_and(|k| Some(k.0) == one.kind));
        let Some(known) = known.filter(|&n| one.parts[n..].iter().all(person)) else { continue };
        let parts = one.parts.split_off(known);
        let span = Span::new(parts[0].0.start, one.place.span.end);
        one.place.span.end = one.parts[known - 1].0.end;
        let title = Some(Span::new(office.start, one.place.span.end));
        let place = Place { block: one.place.block, span };
        let signs = Signs { title: true, role: true, cue: one.signs.cue, age: one.signs.age, ..Signs::default() };
        let kind = Some(Kind::Person);
        more.push(Use {
            place,
            parts,
            kind,
            signs,
            title,
            apposition: one.apposition.take(),
            seat: true,
            ..one.clone()
        });
        one.signs.cue = false;
    }
    if !more.is_empty() {
        uses.extend(more);
        uses.sort_by_key(|u| u.place);
    }
}

/// The office right before a name: `Rektor`, `Wali Kota`; in the block's prose.
fn office_before(draft: &Draft, one: &Use) -> Option<Span> {
    let block = &draft.blocks[one.place.block];
    let before = block.prose[..one.place.span.start].strip_suffix(' ')?;
    let start = |to: usize| block.prose[..to].trim_end_matches(char::is_alphabetic).len();
    let (last, end) = (start(before.len()), before.len());
    let two = before[..last].strip_suffix(' ').map(|b| Span::new(start(b.len()), end));
    let office = |span: &Span| block.pack.lexicon.whole(span.of(&block.prose)).any(OFFICE);
    two.filter(office).or(Some(Span::new(last, end)).filter(office))
}
