//! Courtesies: words that are a courtesy or an office in one draft, and a name in another.
//!
//! `Gus Yaqut` and `Bishop Frost` may each be a whole name. Where the draft has Yaqut Cholil Qomari, or the Rt Rev Colin
//! Frost, they are a courtesy and a part of that one's name.

use super::uses::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes, Short};
use crate::reading::Kind;

/// `Gus Yaqut` is Yaqut Cholil Qoumas, where the draft has him: what is a courtesy and a name alike is a courtesy there.
pub fn cut(draft: &Draft, uses: &mut [Use]) {
    let courtesy = |one: &Use| {
        let block = &draft.blocks[one.place.block];
        let first = one.parts[0].0.of(&block.prose);
        let known = block.pack.lexicon.classes(first, &first.to_lowercase()).has(Class::Honorific);
        // Where people go by the last name, Dame Edith is a form of her own.
        known && block.pack.people.short == Short::First
    };
    let full: rustc_hash::FxHashSet<String> = {
        let persons = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() > 1 && !courtesy(u));
        persons.flat_map(|u| u.parts[..u.parts.len() - 1].iter().map(|p| p.1.clone())).collect()
    };
    // Bishop Frost, where the draft has Colin Frost and nobody is called Bishop but by the last name.
    let last: rustc_hash::FxHashSet<String> = {
        let persons = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() > 1 && u.title.is_some());
        persons.filter_map(|u| u.parts.last().map(|p| p.1.clone())).collect()
    };
    let office = |one: &Use| {
        const OFFICE: Classes = Classes::of(&[Class::Honorific, Class::Title]);
        let block = &draft.blocks[one.place.block];
        let first = one.parts[0].0.of(&block.prose);
        let known = block.pack.lexicon.classes(first, &first.to_lowercase());
        known.any(OFFICE) && !known.has(Class::Given) && block.pack.people.short != Short::First
    };
    for one in uses.iter_mut().filter(|u| u.parts.len() == 2) {
        let fits = full.contains(&one.parts[1].1) && courtesy(one) || last.contains(&one.parts[1].1) && office(one);
        if fits && one.title.is_none() && !one.signs.capitals {
            one.title = Some(one.parts.remove(0).0);
            one.place.span.start = one.parts[0].0.start;
            one.signs.title = true;
            one.kind = Some(Kind::Person);
        }
    }
}
