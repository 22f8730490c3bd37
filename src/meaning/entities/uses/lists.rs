//! Lists: what stands between people in a list is one of them, and so with places.

use super::{Alias, Use};
use crate::draft::Draft;
use crate::language::Class;
use crate::reading::Kind;
use crate::text::Span;

/// `Retno Palupi, Wage Sutejo, dan Endah Maheswari`: who stands between people in a list is one of them.
pub fn read(draft: &Draft, uses: &mut [Use]) {
    let person = |u: &Use| u.kind == Some(Kind::Person) && u.parts.len() > 1 && !u.signs.capitals;
    let open = |u: &Use| u.kind.is_none() && (2..=4).contains(&u.parts.len()) && !u.signs.capitals && !u.signs.opens;
    let joined = |a: &Use, b: &Use| {
        let block = &draft.blocks[a.place.block];
        let between = (a.place.block == b.place.block && a.sentence == b.sentence)
            .then(|| block.prose.get(a.place.span.end..b.title.map_or(b.place.span.start, |t| t.start)))
            .flatten();
        between.is_some_and(|text| {
            let and = |w: &str| block.pack.lexicon.classes(w, w).has(Class::Conjunction);
            let mut words = text.split_whitespace();
            text.starts_with([',', ' '])
                && text.len() <= 8
                && words.all(|w| w == "," || and(w))
                && !text.trim().is_empty()
        })
    };
    // farmers in Jagraon and Khanna: what is joined to where something is, unless somebody has that name.
    let part = |p: &(Span, String)| p.1.clone();
    let named: rustc_hash::FxHashSet<String> =
        uses.iter().filter(|u| person(u) && u.parts.len() > 1).flat_map(|u| u.parts.iter().map(part)).collect();
    for i in 1..uses.len() {
        let (before, one) = (&uses[i - 1], &uses[i]);
        let stands = before.kind == Some(Kind::Place) && before.signs.locative && !before.signs.toward;
        let bare = |u: &Use| {
            let signs = u.signs;
            u.parts.len() == 1 && !signs.title && !signs.role && !signs.age && !signs.cue && !signs.capitals
        };
        let open = matches!(one.kind, None | Some(Kind::Person)) && bare(one) && one.alias == Alias::No;
        let and = || {
            let prose = &draft.blocks[one.place.block].prose;
            prose.get(before.place.span.end..one.place.span.start).is_some_and(|t| !t.contains(','))
        };
        if stands && open && joined(before, one) && and() && !named.contains(&one.parts[0].1) {
            uses[i].kind = Some(Kind::Place);
            uses[i].signs.locative = true;
            uses[i].signs.place = true;
        }
    }
    for i in 1..uses.len() {
        if person(&uses[i - 1]) && open(&uses[i]) && joined(&uses[i - 1], &uses[i]) {
            uses[i].kind = Some(Kind::Person);
        }
    }
    for i in (1..uses.len()).rev() {
        if person(&uses[i]) && open(&uses[i - 1]) && joined(&uses[i - 1], &uses[i]) {
            uses[i - 1].kind = Some(Kind::Person);
        }
    }
}
