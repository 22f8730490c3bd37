//! Variants: the parts of a name, and the spellings in which each of them stands.

use rustc_hash::FxHashMap;

use super::fold::display;
use super::letters::{self, Difference, difference};
use super::uses::Use;
use super::{Part, PartKind, Variant};
use super::{apart, spelling};
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::Place;
use crate::reading::Kind;
use crate::text::Span;

/// The parts of one use, each with the part of the entity's name that it stands for.
pub fn parts(draft: &Draft, one: &Use, name: &Use) -> Vec<Part> {
    let of_name = align(draft, one, name);
    let last = one.parts.len() - 1;
    let block = &draft.blocks[one.place.block];
    let kind = |i: usize, span: Span| {
        let text = span.of(&block.prose);
        let particle = block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Particle);
        let slot = of_name[i];
        // J., Yu., Moch.
        if text.ends_with('.') && text.chars().filter(|c| c.is_alphabetic()).count() <= 4 || text.chars().count() == 1 {
            return PartKind::Initial;
        }
        match slot {
            _ if particle && one.parts.len() > 1 => PartKind::Particle,
            None => PartKind::Single,
            Some(_) if name.parts.len() == 1 => PartKind::Single,
            Some(0) => PartKind::Given,
            Some(s) if s + 1 == name.parts.len() => PartKind::Surname,
            Some(_) if one.parts.len() == 1 && i == last => PartKind::Middle,
            Some(_) => PartKind::Middle,
        }
    };
    one.parts
        .iter()
        .enumerate()
        .map(|(i, &(span, _))| Part { span, kind: kind(i, span), of_name: of_name[i] })
        .collect()
}

/// al-Attas: whether a short article hangs before a name.
fn article(text: &str) -> bool {
    text.split_once('-').is_some_and(|(article, name)| article.len() < 4 && name.starts_with(char::is_uppercase))
}

/// For each part of `one`, the part of `name` that it stands for.
fn align(draft: &Draft, one: &Use, name: &Use) -> Vec<Option<usize>> {
    let pack = draft.blocks[name.place.block].pack;
    let same = |a: &str, b: &str| {
        a == b || difference(a, b, pack).is_some() || one.parts.len() == 1 && letters::sounds_like(a, b)
    };
    // William “Billy” Rourke: a nickname between marks is a name of its own, and stands for no part.
    let mut taken = nicknames(draft, name);
    let own = nicknames(draft, one);
    let mut slots: Vec<Option<usize>> = vec![None; one.parts.len()];
    // Equal parts first, then near ones, then initials; order is kept by searching from the last slot on.
    for pass in 0..3 {
        for (i, (_, text)) in one.parts.iter().enumerate() {
            if slots[i].is_some() || own[i] {
                continue;
            }
            let least = slots[..i].iter().flatten().max().map_or(0, |m| m + 1);
            let most = slots[i..].iter().flatten().min().copied().unwrap_or(name.parts.len());
            let fits = |slot: &usize| {
                let other = name.parts[*slot].1.as_str();
                !taken[*slot]
                    && match pass {
                        0 => text == other,
                        1 => same(text, other),
                        _ => {
                            text.len() == 1 && other.starts_with(text.as_str())
                                || other.len() == 1 && text.starts_with(other)
                        }
                    }
            };
            let found = (least..most)
                .find(fits)
                .or_else(|| (one.parts.len() == 1).then(|| (0..name.parts.len()).find(fits)).flatten());
            if let Some(slot) = found {
                taken[slot] = true;
                slots[i] = Some(slot);
            }
        }
    }
    slots
}

/// Which parts of a longer name stand between marks.
fn nicknames(draft: &Draft, one: &Use) -> Vec<bool> {
    let prose = &draft.blocks[one.place.block].prose;
    let mark = |c: Option<char>| c.is_some_and(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»'));
    let mut inside = false;
    let parts = one.parts.iter().enumerate().map(|(i, (span, _))| {
        inside |= i > 0 && mark(prose[..span.start].chars().next_back());
        let nickname = inside && i + 1 < one.parts.len();
        inside &= !mark(prose[span.end..].chars().next());
        nickname
    });
    parts.collect()
}

/// The parts of an entity's name that stand in two spellings or more. `uses` are the entity's, with their parts.
pub fn of(draft: &Draft, kind: Kind, uses: &[(&Use, &[Part])]) -> Vec<Variant> {
    // Initials are compared with initials (J.K., JK), never with the name that they stand for.
    let small = uses.iter().flat_map(|(one, parts)| parts.iter().map(move |p| (one, p))).any(|(one, part)| {
        let text = part.span.of(&draft.blocks[one.place.block].prose);
        text.starts_with(char::is_lowercase) && article(text)
    });
    let mut by_slot: FxHashMap<(usize, bool), Vec<(String, Place)>> = FxHashMap::default();
    for (one, parts) in uses {
        let prose = &draft.blocks[one.place.block].prose;
        for (i, part) in parts.iter().enumerate() {
            let text = display(part.span.of(prose));
            // Sisi beside al-Sisi: with its article and without it, a name is spelled right.
            let letters = super::fold::fold(&text);
            if one.parts[i].1 != letters && one.parts[i].1.ends_with(letters.as_str()) {
                continue;
            }
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let shouted = letters > 1 && !text.chars().any(char::is_lowercase);
            let initials = part.kind == PartKind::Initial || shouted && letters <= 3 && one.parts.len() > 1;
            // Van, where the name behind it was not read.
            let pack = draft.blocks[one.place.block].pack;
            if parts.len() == 1 && pack.lexicon.classes(&text, &text.to_lowercase()).has(Class::Particle) {
                continue;
            }
            if let Some(slot) = part.of_name.filter(|_| {
                (initials && one.parts.len() > 1 && kind == Kind::Person || !initials && !shouted)
                    && (part.kind == PartKind::Particle || text.starts_with(char::is_uppercase) || article(&text))
            }) {
                // Van der Meer without her first name, or at the start of a sentence, has a capital by rule.
                let opens = (part.kind == PartKind::Particle || small && article(&text))
                    && part.span.start == one.place.span.start;
                let text = match text.split_once('-') {
                    Some((article, name)) if opens => format!("{}-{name}", article.to_lowercase()),
                    _ if opens => text.to_lowercase(),
                    _ => text,
                };
                by_slot
                    .entry((slot, initials))
                    .or_default()
                    .push((text, Place { block: one.place.block, span: part.span }));
            }
        }
    }
    let mut slots: Vec<_> = by_slot.into_iter().collect();
    slots.sort_by_key(|s| s.0);
    let mut variants: Vec<Variant> =
        slots.into_iter().filter_map(|(_, places)| variant(draft, unexplained(draft, places))).collect();
    if kind != Kind::Other {
        variants.extend(parted(draft, kind, uses));
    }
    if kind == Kind::Person {
        variants.extend(double_surname(draft, uses));
    }
    // Of things that are neither people nor places nor organisations, only a slip of the pen is a fault.
    variants.retain(|v| match v.why {
        "letters" | "transliteration" => true,
        // Seaworld, SeaWorld: a brand's capitals are its own affair.
        "case" => kind == Kind::Person,
        _ => kind != Kind::Other,
    });
    variants
}

/// Without the places where the draft gives two spellings for one.
fn unexplained(draft: &Draft, mut places: Vec<(String, Place)>) -> Vec<(String, Place)> {
    if places.iter().all(|p| p.0 == places[0].0) {
        return places;
    }
    places.retain(|p| !apart::is_quoted_so(draft, p.1));
    places.sort_by_key(|p| p.1);
    let given = |a: &(String, Place), b: &(String, Place)| a.0 != b.0 && apart::given(draft, a.1, b.1);
    // Between two that are given nothing else stands.
    let told: Vec<bool> = (0..places.len())
        .map(|i| {
            i > 0 && given(&places[i - 1], &places[i]) || i + 1 < places.len() && given(&places[i], &places[i + 1])
        })
        .collect();
    let mut told = told.into_iter();
    places.retain(|_| !told.next().unwrap_or_default());
    places
}

/// The spellings of one part, the most used first; None where there is one.
fn variant(draft: &Draft, places: Vec<(String, Place)>) -> Option<Variant> {
    let mut spellings: Vec<(String, Vec<Place>)> = Vec::new();
    for (text, place) in places {
        match spellings.iter_mut().find(|s| s.0 == text) {
            Some(known) => known.1.push(place),
            None => spellings.push((text, vec![place])),
        }
    }
    if spellings.len() < 2 {
        return None;
    }
    // Undang-undang, Undang-Undang: a word that is said twice keeps or loses its capital by the paper's style.
    let doubled = |text: &str| text.split_once('-').is_some_and(|(a, b)| a.to_lowercase() == b.to_lowercase());
    if spellings.iter().all(|s| doubled(&s.0)) {
        return None;
    }
    // Formula E., W. and W.H.: one letter's stop may end a sentence, and more initials are another name.
    let bare = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    if spellings.iter().any(|s| bare(&s.0) == 1) {
        return None;
    }
    // A full stop may end a sentence and no name.
    if spellings.iter().all(|s| s.0.trim_end_matches('.') == spellings[0].0.trim_end_matches('.'))
        && spellings[0].0.chars().count() > 4
    {
        return None;
    }
    // Of two that are used equally often, the one that the lists know is right, else the first in the text. People spell
    // themselves as they like, so lists of their names say nothing.
    const LISTED: Classes = spelling::KNOWN.without(Class::Given).without(Class::Family);
    let known = |s: &(String, Vec<Place>)| {
        let pack = draft.blocks[s.1[0].block].pack;
        pack.lexicon.classes(&s.0, &s.0.to_lowercase()).any(LISTED)
    };
    spellings.sort_by_cached_key(|s| (std::cmp::Reverse(s.1.len()), !known(s)));
    let why = why(draft, &spellings[0], &spellings[1]);
    Some(Variant { spellings, why })
}

fn why(draft: &Draft, a: &(String, Vec<Place>), b: &(String, Vec<Place>)) -> &'static str {
    let (x, y) = (super::fold::fold(&a.0), super::fold::fold(&b.0));
    if a.0.to_lowercase() == b.0.to_lowercase() {
        return "case";
    }
    if x == y {
        let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        if letters(&a.0) != letters(&b.0) {
            return "diacritics";
        }
        return match () {
            () if a.0.contains('.') != b.0.contains('.') => "initials",
            () if a.0.contains('-') != b.0.contains('-') => "hyphen",
            () => "apostrophe",
        };
    }
    let pack = a.1.first().map_or_else(crate::language::unknown, |p| draft.blocks[p.block].pack);
    match difference(&x, &y, pack) {
        Some(Difference::Transliteration) => "transliteration",
        _ => "letters",
    }
}

/// Whole names that are parted otherwise (Jean-Luc, Jean Luc; Abdul Rahman, Abdurrahman): their parts do not match
/// one to one, so the names stand whole.
fn parted(draft: &Draft, kind: Kind, uses: &[(&Use, &[Part])]) -> Option<Variant> {
    let letters = |one: &Use| one.parts.iter().map(|p| p.1.as_str()).collect::<String>();
    let most = uses.iter().max_by_key(|u| u.0.parts.len())?.0;
    let pack = draft.blocks[most.place.block].pack;
    let whole = letters(most);
    // One part stands for two, and all the others are the same: no initial is left out, no office is added.
    let full = |u: &Use| {
        let merged = |i: usize| format!("{}{}", most.parts[i].1, most.parts[i + 1].1);
        let near = |a: &str, b: &str| a == b || difference(a, b, pack) == Some(Difference::Transliteration);
        letters(u) == whole
            || u.parts.len() + 1 == most.parts.len()
                && (0..u.parts.len()).any(|i| {
                    most.parts[i].1.len() > 2
                        && most.parts[i + 1].1.len() > 2
                        && near(&u.parts[i].1, &merged(i))
                        && u.parts[..i].iter().zip(&most.parts[..i]).all(|(x, y)| x.1 == y.1)
                        && u.parts[i + 1..].iter().zip(&most.parts[i + 2..]).all(|(x, y)| x.1 == y.1)
                })
    };
    let same: Vec<&Use> = uses.iter().map(|u| u.0).filter(|u| full(u)).collect();
    if same.iter().all(|u| u.parts.len() == same[0].parts.len()) {
        return None;
    }
    // African Americans, African-American voters: the hyphen of a people's name follows grammar.
    let peoples = most.parts.iter().any(|(span, _)| {
        let text = span.of(&draft.blocks[most.place.block].prose);
        pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Demonym)
    });
    if peoples {
        return None;
    }
    // @HillaryClinton: an address on the net has no blanks.
    let handle = |u: &&Use| {
        kind == Kind::Person && u.parts.len() == 1 && {
            let text = u.place.span.of(&draft.blocks[u.place.block].prose);
            text.chars().skip(1).any(char::is_uppercase) && !text.contains('-')
        }
    };
    if same.iter().any(handle) {
        return None;
    }
    let places = same.iter().map(|u| (display(u.place.span.of(&draft.blocks[u.place.block].prose)), u.place)).collect();
    variant(draft, places).map(|v| Variant { why: "hyphen", ..v })
}

/// `Judith Carew-Holt`, `Mrs Carew Holt`: a double family name with its hyphen and without it.
fn double_surname(draft: &Draft, uses: &[(&Use, &[Part])]) -> Option<Variant> {
    let text = |place: Place| place.span.of(&draft.blocks[place.block].prose);
    let last = |one: &Use| {
        let (span, letters) = one.parts.last()?;
        let place = Place { block: one.place.block, span: *span };
        text(place).contains('-').then_some((place, letters.clone()))
    };
    let double: Vec<(Place, String)> = uses.iter().filter_map(|u| last(u.0)).collect();
    let (_, letters) = double.first()?;
    let apart = |one: &&Use| {
        matches!(&one.parts[..], [(_, first), (_, second)] if *letters == format!("{first}{second}"))
            && last(one).is_none()
    };
    let apart: Vec<Place> = uses.iter().map(|u| u.0).filter(apart).map(|one| one.place).collect();
    if apart.is_empty() {
        return None;
    }
    let with = double.iter().filter(|(_, own)| own == letters).map(|(place, _)| *place);
    let places = with.chain(apart).map(|place| (display(text(place)), place)).collect();
    variant(draft, places).map(|v| Variant { why: "hyphen", ..v })
}
