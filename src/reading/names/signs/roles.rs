//! Roles: who a name is, by the words between commas beside it.

use super::{CUES, ROLES};
use crate::draft::Block;
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};
use crate::text::Span;

/// `the sexton, Albert Crane, …`; `kata sosiolog Universitas Negeri, Rahmad Basuki.`: an office, a comma, and
/// the name to it. The office is a role, opens like a noun phrase, or stands right behind a verb of saying.
pub(super) fn office_before(prose: &str, before: &[Word], after: &[Word]) -> Option<Span> {
    // kata tetangganya, Bu Tini: the courtesy belongs to the name.
    let courtesy = Classes::of(&[Class::Honorific, Class::Title, Class::Degree]);
    let named = before.iter().rposition(|w| !w.classes.any(courtesy) && !w.initial).map_or(0, |i| i + 1);
    let before = &before[..named];
    let comma = before.len().checked_sub(1).filter(|&c| c > 0 && before[c].span.of(prose) == ",")?;
    let closing = Classes::of(&[Class::Locative, Class::Weekday, Class::Time, Class::Relative]);
    let closed =
        after.first().is_none_or(|w| w.kind != WordKind::Word || w.classes.any(CUES) || w.classes.any(closing));
    if !closed {
        return None;
    }
    let mut start = comma;
    let mut evidence = false;
    while start > 0 && comma - start < 12 {
        let word = &before[start - 1];
        let cue = word.classes.any(CUES.and(Classes::of(&[Class::According, Class::InvertedCue]))) && !word.capital;
        if cue && start < comma {
            evidence |= comma - start <= 5;
            break;
        }
        if !word.is_word()
            || word.classes.any(Classes::of(&[Class::Auxiliary, Class::Complementizer, Class::Conjunction]))
                && !word.capital
                && !word.has(Class::Preposition)
        {
            break;
        }
        start -= 1;
        // Italy’s highways agency, ANAS, …
        evidence |= word.has(Class::House) && !word.capital && after.first().is_some_and(|w| w.span.of(prose) == ",");
        // Der Direktor des Museums, Jonas Brandt: an article that leads to an owner opens nothing.
        let owner = word.has(Class::Owner) && start > 0 && before[start - 1].capital && before[start - 1].is_word();
        let opens = word.classes.any(Classes::of(&[Class::Determiner, Class::Possessive])) && !owner;
        evidence |=
            word.classes.any(Classes::of(&[Class::Role, Class::Title, Class::Kin])) && !word.has(Class::Preposition);
        if opens {
            // The boat was bought from the ship, Denby said.
            let leads = |w: &Word| w.has(Class::Preposition) && !w.has(Class::Owner) && !w.capital;
            let inside = before[..start].last().is_some_and(leads);
            evidence |= comma - start <= 6 && start + 1 < comma && !inside;
            break;
        }
    }
    // ujar Bupati Kuncoro didampingi istrinya, Retno: of two people the nearer one's is but the last word.
    let last = &before[comma - 1];
    let owned = last.classes.any(Classes::of(&[Class::Kin, Class::Role])) && !last.capital && start + 1 < comma;
    let person = |i: usize| {
        let word = &before[i];
        let title = i > 0 && before[i - 1].classes.any(Classes::of(&[Class::Title, Class::Honorific]));
        let opens = i == start && before[..i].last().is_some_and(|w| w.classes.any(CUES));
        word.capital
            && word.kind == WordKind::Word
            && !word.classes.any(ROLES)
            && (word.has(Class::Given) || title || opens)
    };
    // Ketua panitia Budi Santoso, Rina Sari, dan Tono: each of a list is his own.
    let list = matches!(after, [second, and, ..] if second.span.of(prose) == "," && and.has(Class::Conjunction));
    if list && (start..comma).any(person) {
        return None;
    }
    // Sukerti memulai usahanya bersama adiknya, Rai: so it is behind a preposition.
    let beside = last.has(Class::Kin) && start + 2 < comma && before[comma - 2].has(Class::Preposition);
    if owned && (beside || (start..comma - 1).any(person)) {
        start = comma - 1;
    }
    let small = before[start..comma]
        .iter()
        .any(|w| !w.capital || w.classes.any(Classes::of(&[Class::Role, Class::Title, Class::Kin])));
    (evidence && small && start < comma).then(|| Span::new(before[start].span.start, before[comma - 1].span.end))
}

/// `Asked by reporter Ann Lee, Mayor Joe Pike laughed.`: what stands before the comma names somebody else. Where owners stand
/// behind (pengacara Budi Santoso, Rina Sari), only a title of one's own tells.
pub(super) fn named_before(block: &Block, before: &[Word], title: bool) -> bool {
    let titles = Classes::of(&[Class::Honorific, Class::Title, Class::Degree, Class::Role]);
    let Some(comma) = before.iter().rposition(|w| w.span.of(&block.prose) == ",") else { return false };
    if !before[comma + 1..].iter().all(|w| w.classes.any(titles) || w.initial) {
        return false;
    }
    let before = &before[..comma];
    let name = before.iter().rev().take_while(|w| w.capital && w.kind == WordKind::Word).count();
    let (office, name) = before.split_at(before.len() - name);
    let name = &name[name.iter().take_while(|w| w.classes.any(titles) && !w.has(Class::Given)).count()..];
    let titled = before.len() > name.len() && before[before.len() - name.len() - 1].classes.any(titles);
    let kin = office.last().is_some_and(|w| w.has(Class::Kin));
    name.len() > 1 && name[0].has(Class::Given) && titled && !kin && (title || !block.pack.owners_behind)
}

/// `Pengacara Budi Santoso, | Hotma Siregar, …`: where owners stand behind, what somebody between commas is to the name before them.
pub(super) fn is_anothers(prose: &str, title: &[Word], after: &[Word]) -> bool {
    let [comma, first, ..] = after else { return false };
    let owned = title.iter().all(|w| w.classes.any(ROLES) && !w.has(Class::Honorific));
    let name = after[1..].iter().take_while(|w| w.kind == WordKind::Word && w.capital).count();
    let closed = match &after[1 + name..] {
        [mark, next, ..] => {
            mark.span.of(prose) == "," && next.is_word() && !next.capital && !next.has(Class::Conjunction)
        }
        _ => false,
    };
    owned && comma.span.of(prose) == "," && first.capital && first.has(Class::Given) && closed
}

/// The words between the comma behind a name and the next comma, where they say who it is.
pub fn apposition(prose: &str, after: &[Word]) -> Option<Span> {
    // Lee, 34, a farmer, …; Hasyim (47), petani, …: an age may stand first.
    let text = |i: usize| after.get(i).map_or("", |w| w.span.of(prose));
    let age = after.get(1).is_some_and(|w| w.kind == WordKind::Number && w.span.len() <= 3);
    match (text(0), text(2), text(3)) {
        (",", ",", _) if age => return apposition(prose, &after[2..]),
        ("(", ")", ",") if age => return apposition(prose, &after[3..]),
        _ => {}
    }
    let comma = after.first().filter(|w| w.span.of(prose) == ",")?;
    let mut end = 1;
    // secretary of the residents’ group
    let owner = |i: usize| {
        let mark = after[i].span;
        matches!(mark.of(prose), "’" | "'") && prose[..mark.start].ends_with('s') && prose[mark.end..].starts_with(' ')
    };
    while end < after.len().min(16)
        && !matches!(after[end].span.of(prose), "," | "." | "(" | "—" | "–" | ";" | ":")
        && (after[end].kind != WordKind::Mark || owner(end))
    {
        end += 1;
    }
    let inside = &after[1..end];
    let first = inside.first()?;
    // An age may stand first: Lee, 34, a farmer.
    let opens = first.classes.any(Classes::of(&[
        Class::Determiner,
        Class::Indefinite,
        Class::Possessive,
        Class::RoleModifier,
        Class::Role,
        Class::Title,
        Class::Kin,
    ]));
    let role = inside.iter().take(7).position(|w| w.classes.any(ROLES))?;
    // Doni Saputra, Bupati Arya Prakasa tiba: a title with a name behind it is somebody else's.
    let titles = inside.iter().take_while(|w| w.capital && w.classes.any(ROLES)).count();
    let name = |w: &Word| w.capital && (w.has(Class::Given) || w.span.of(prose).ends_with('.'));
    // Ayahnya, Ki Sudarko Laksono, …
    let courtesy = titles > 0 && inside[..titles].iter().all(|w| w.has(Class::Honorific));
    if titles > 0 && inside.get(titles).is_some_and(|w| name(w) || courtesy && w.capital) {
        return None;
    }
    let verb = inside
        .iter()
        .take(role + 1)
        .any(|w| w.classes.any(Classes::of(&[Class::Cue, Class::Auxiliary])) && !w.classes.any(ROLES));
    // Menurut Kadek, penonton akan duduk di lantai.
    let small = |c: Class| inside.iter().position(|w| w.has(c) && !w.capital && !w.classes.any(ROLES));
    let clause = [Class::Auxiliary, Class::Cue]
        .into_iter()
        .filter_map(small)
        .min()
        .is_some_and(|at| small(Class::Relative).is_none_or(|who| who > at));
    let verb = verb || clause;
    let closed = after.get(end).is_some_and(|w| matches!(w.span.of(prose), "," | "." | "(" | ":"));
    (opens && !verb && closed && first.span.start > comma.span.start)
        .then(|| Span::new(first.span.start, inside[inside.len() - 1].span.end))
}
