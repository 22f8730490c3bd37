//! Signs: what the words beside a name say about it; `told` says of what kind it is, `things` where it is no person’s.

mod things;
mod told;

use std::ops::Range;

use self::things::{is_district, seat_before, stands_where};
use self::told::Beside;
use super::Mention;
use super::cuts::Piece;
use super::labels::PERSON;
use crate::draft::Block;
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};
use crate::reading::{Kind, Signs};
use crate::text::Span;

const CUES: Classes = Classes::of(&[Class::Cue, Class::InvertedCue, Class::WeakCue, Class::ParticipleCue]);
const BETWEEN: Classes = Classes::of(&[Class::Adverb, Class::Auxiliary, Class::Time]);
/// What may stand behind a thing's whole name.
const CLOSES: Classes =
    Classes::of(&[Class::Auxiliary, Class::Preposition, Class::Conjunction, Class::Relative, Class::Locative]);
const ROLES: Classes = Classes::of(&[Class::Role, Class::Title, Class::Kin, Class::Group]);

/// The mention of a piece, with its signs and what they make of it.
pub fn read(block: &Block, words: &[Word], sentence: &Range<usize>, piece: Piece) -> Mention {
    let prose = &block.prose;
    let Piece { words: range, title, kind, weak } = piece;
    // istri Budi: whose wife she is says nothing of Budi.
    let kin = |w: &Word| w.has(Class::Kin) && !w.has(Class::Honorific) && !w.capital;
    let title = title.filter(|t| !(block.pack.owners_behind && words[t.clone()].iter().all(kin)));
    let name = &words[range.clone()];
    // Warga Sukamaju: whose people they are is a place, unless the name is somebody's.
    let of_place = |t: &Range<usize>| words[t.end - 1].has(Class::PeopleOf) && !name[0].has(Class::Given);
    let people = title.as_ref().is_some_and(of_place);
    let title = title.filter(|_| !people);
    let before = &words[sentence.start..range.start];
    let after = &words[range.end..sentence.end];
    let title_before = title.as_ref().is_some_and(|t| {
        words[t.clone()].iter().any(|w| w.classes.any(Classes::of(&[Class::Title, Class::Honorific])))
    });
    let office = office_before(prose, before, after).filter(|_| !named_before(block, before, title_before));
    let district = range.len() == 1 && is_district(block, before, &name[0]);
    let seat = seat_before(block, before) && range.len() == 1 && name[0].classes.any(PERSON);
    // Wali Nagari Malalak Timur, Zulhendri, …: an office brings whoever holds it, not where its place is.
    let comma = before.last().is_some_and(|w| w.kind != WordKind::Word);
    let known = range.len() == 1 && name[0].has(Class::Place);
    let where_stands = stands_where(block, before, name, after) && (known || !comma || office.is_none());
    let street = where_stands && comma;
    // Menurut Kadek, penonton duduk di lantai.
    let said = before.last().is_some_and(|w| w.has(Class::According));
    let aside = apposition(prose, after).filter(|a| !said || prose[a.end..].starts_with(','));
    let apposition = aside.or(office).filter(|_| !seat && !district && !street);
    let signs = Signs {
        title: title_before,
        role: title.is_some() || apposition.is_some(),
        cue: cue_beside(prose, before, after),
        locative: people || seat || where_stands,
        ..of_name(prose, before, name, after)
    };
    let mut beside = Beside { block, words, name, before, after, title, office, apposition, signs, kind };
    beside.tell(district);
    let Beside { title, signs, kind, .. } = beside;
    let title = title.map(|t| Span::new(words[t.start].span.start, words[t.end - 1].span.end));
    let open = title.is_some_and(|t| !signs.cue && is_unknown_seat(block, t, name));
    let signs = if open { Signs { title: false, role: false, ..signs } } else { signs };
    let kind = kind.filter(|k| !open || *k != Kind::Person).or_else(|| judge(name, signs));
    let row = range.len() == 1 && !signs.title && in_a_table(after);
    let kind = kind.filter(|k| !(row && *k == Kind::Person));
    let span = Span::new(name[0].span.start, name[name.len() - 1].span.end);
    Mention { span, words: range, title, apposition, kind, signs, weak, quote: None }
}

/// The signs of a name's own words, and of those that touch it; what stands before it as a title or says where is not among them.
fn of_name(prose: &str, before: &[Word], name: &[Word], after: &[Word]) -> Signs {
    let has = |c: Class| name.iter().any(|w| w.has(c));
    let last = &name[name.len() - 1];
    let opens_quote = |w: &Word| w.kind == WordKind::Mark && w.end == name[0].span.start;
    let inner = |(i, w): (usize, &Word)| super::cuts::initial(w) || i > 0 && w.has(Class::Particle) && !w.capital;
    Signs {
        given: name[0].has(Class::Given),
        family: name.len() > 1 && last.has(Class::Family),
        shape: name.len() > 1 && name.iter().enumerate().any(inner)
            || degree_behind(prose, after)
            || family_first(name) && syllables(name[1].span.of(prose)),
        age: age_behind(prose, after) || name.len() > 1 && place_behind(prose, after),
        organisation: has(Class::OrgHead) || has(Class::OrgTail) || has(Class::Organisation) || has(Class::Media),
        // Park Ji-won: what closes the name of a place opens none.
        place: has(Class::Place)
            || has(Class::PlaceHead)
            || name.iter().skip(usize::from(family_first(name))).any(|w| w.has(Class::PlaceTail)),
        toward: match last.end > last.span.end {
            true => owns(after),
            false => before.last().is_some_and(|w| w.has(Class::Toward)),
        },
        other: has(Class::OtherName)
            || name.len() > 1 && name[0].has(Class::OtherHead)
            || has(Class::Demonym)
            || has(Class::Month)
            || has(Class::Weekday),
        opens: before.iter().all(|w| !w.is_word()) || before.last().is_some_and(opens_quote),
        ..Signs::default()
    }
}

/// `Camat Tegalwangi`: of a word that no list knows, an office of places says as little as the word itself. Where owners stand
/// behind, it may be the place.
fn is_unknown_seat(block: &Block, title: Span, name: &[Word]) -> bool {
    let [word] = name else { return false };
    let office = title.of(&block.prose).to_lowercase();
    block.pack.owners_behind && word.classes.is_unlisted() && block.pack.offices.seats.has(&office)
}

/// Whether a family name opens a name of two words: Park Ji-won, Kwok Wai-ming.
fn family_first(name: &[Word]) -> bool {
    name.len() == 2 && name[0].has(Class::Family)
}

/// Ji-won, Wai-Ming: the two syllables of a given name that stands behind its family name.
fn syllables(text: &str) -> bool {
    let short = |half: &str| (2..=6).contains(&half.len()) && half.chars().all(char::is_alphabetic);
    text.split_once('-').is_some_and(|(one, two)| short(one) && short(two)) && text.starts_with(char::is_uppercase)
}

/// To Marlow’s house; but at Marlow’s every Friday is an inn.
fn owns(after: &[Word]) -> bool {
    const NO_NOUN: Classes = Classes::of(&[
        Class::Determiner,
        Class::Indefinite,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Time,
        Class::Weekday,
        Class::Relative,
        Class::Cue,
    ]);
    after.first().is_some_and(|w| w.kind == WordKind::Word && !w.classes.any(NO_NOUN))
}

/// What the signs alone make of a name.
fn judge(name: &[Word], signs: Signs) -> Option<Kind> {
    let several = name.iter().filter(|w| w.capital).count() >= 2;
    if signs.organisation {
        return Some(Kind::Organisation);
    }
    // Storm Odile, Topan Odile: what kind of thing bears the name stands first.
    if several && name[0].has(Class::OtherName) && !name[0].classes.any(Classes::of(&[Class::Given, Class::Family])) {
        return Some(Kind::Other);
    }
    // Pakar Gizi Ingatkan Bahaya Minuman Manis: nor are they with an office before them.
    let ordinary = name.iter().all(|w| w.has(Class::Ordinary) && !w.classes.any(PERSON));
    if signs.title && !(several && ordinary) || signs.age || signs.shape && several {
        return Some(Kind::Person);
    }
    // Ernest Chow of DAB: an acronym stands beside people more often than for one.
    let acronym = name.len() == 1 && name[0].shouted && name[0].span.len() >= 2 && !signs.capitals;
    if acronym && !signs.place && !signs.other && !signs.given {
        return Some(Kind::Organisation);
    }
    // the Afghan teenagers: a people's name alone is nobody's.
    let people = name.len() == 1 && name[0].has(Class::Demonym) && !signs.cue;
    let town = |w: &Word| w.classes.any(Classes::of(&[Class::Place, Class::PlaceTail, Class::PlaceHead]));
    // Patra Nababan, a lawyer: a small town is a name beside a family name.
    let small = several && signs.family && name.iter().all(|w| !w.has(Class::Place) || w.has(Class::RareName));
    let place = signs.place && !small && !(several && name[0].classes.any(PERSON) && !name[1..].iter().any(town));
    if signs.role && !place && !signs.locative && !people {
        return Some(Kind::Person);
    }
    // at Kinnick Field: of a first name that few bear, behind what says where.
    let known = name[0].has(Class::Given) && !name[0].has(Class::RareName);
    if several && signs.locative && name[name.len() - 1].has(Class::PlaceTail) && !known {
        return Some(Kind::Place);
    }
    if several && signs.given && (!signs.place || signs.family || !name[0].has(Class::Place)) {
        return Some(Kind::Person);
    }
    // Batang pohon tumbang: the capital of a common word does not speak for the town either.
    let word = !several && signs.opens && !signs.locative && name[0].has(Class::Ordinary);
    if signs.place && (!small || signs.locative) {
        return Some(Kind::Place).filter(|_| !word);
    }
    if signs.other {
        return Some(Kind::Other);
    }
    // Home Health said …: words of the language alone are nobody's name.
    if several && (signs.family || signs.cue && !ordinary) && !signs.locative {
        return Some(Kind::Person);
    }
    // The race went to Dickson Kibet: two family names, behind what stands before people too.
    let family = |w: &Word| w.has(Class::Family) && !w.classes.any(Classes::of(&[Class::RareName, Class::Ordinary]));
    if several && signs.toward && name.iter().all(family) {
        return Some(Kind::Person);
    }
    if signs.locative {
        return Some(Kind::Place);
    }
    if several && ordinary {
        return None;
    }
    // Basarah menyebutkan …: a word that no list knows, before a verb of saying, is no common word either.
    let spoken = signs.cue && (!signs.opens || name.iter().all(|w| w.classes.is_unlisted()));
    // Banks were closed: nor does the capital of a common word speak for somebody.
    let word = name.len() == 1 && signs.opens && name[0].has(Class::NamedWord);
    let listed = name[0].classes.any(Classes::of(&[Class::Given, Class::Family])) && !word;
    let listed = listed && !(name.len() == 1 && name[0].has(Class::RareName));
    (listed || spoken).then_some(Kind::Person)
}

/// `the sexton, Albert Crane, …`; `kata sosiolog Universitas Negeri, Rahmad Basuki.`: an office, a comma, and
/// the name to it. The office is a role, opens like a noun phrase, or stands right behind a verb of saying.
fn office_before(prose: &str, before: &[Word], after: &[Word]) -> Option<Span> {
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
    if owned && (start..comma - 1).any(person) {
        start = comma - 1;
    }
    let small = before[start..comma]
        .iter()
        .any(|w| !w.capital || w.classes.any(Classes::of(&[Class::Role, Class::Title, Class::Kin])));
    (evidence && small && start < comma).then(|| Span::new(before[start].span.start, before[comma - 1].span.end))
}

/// `Asked by reporter Ann Lee, Mayor Joe Pike laughed.`: what stands before the comma names somebody else. Where owners stand
/// behind (pengacara Budi Santoso, Rina Sari), only a title of one's own tells.
fn named_before(block: &Block, before: &[Word], title: bool) -> bool {
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

/// Whether a verb of saying stands beside the name, with nothing but adverbs and helping verbs between.
fn cue_beside(prose: &str, before: &[Word], after: &[Word]) -> bool {
    let next = after.iter().take(4).find(|w| !w.classes.any(BETWEEN));
    let last = before.iter().rev().take(3).find(|w| !w.classes.any(BETWEEN));
    let verb = |w: &Word| w.classes.any(CUES) && !w.capital;
    // a probe called Stardust: what only touches its quote brings no speaker behind it.
    let brings = |w: &Word| verb(w) && (w.has(Class::Cue) || !w.has(Class::WeakCue));
    next.is_some_and(verb) || last.is_some_and(|w| brings(w) || w.has(Class::According)) && !prose.is_empty()
}

/// `, 34,`, `(34)`: an age, one to three digits; a date has strokes and a score has a hyphen.
pub(super) fn age_behind(prose: &str, after: &[Word]) -> bool {
    let text = |i: usize| after.get(i).map_or("", |w| w.span.of(prose));
    let age = |i: usize| {
        after.get(i).is_some_and(|w| w.kind == WordKind::Number)
            && text(i).len() <= 3
            && text(i).parse::<u32>().is_ok_and(|n| (1..=115).contains(&n))
    };
    age(1) && (text(0) == "(" && matches!(text(2), ")" | ",") || text(0) == "," && matches!(text(2), "," | "."))
}

/// `Nils Ostby (Norway)`: who comes from where, in lists of results.
fn place_behind(prose: &str, after: &[Word]) -> bool {
    let text = |i: usize| after.get(i).map_or("", |w| w.span.of(prose));
    text(0) == "(" && text(2) == ")" && after[1].has(Class::Place)
}

/// `Quayside 2 0 1 1`: a row of a table, and more often a club's than a person's.
fn in_a_table(after: &[Word]) -> bool {
    after.len() >= 3 && after.iter().take(3).all(|w| w.kind == WordKind::Number)
}

/// `, S.H., M.H.`, `PhD`.
fn degree_behind(prose: &str, after: &[Word]) -> bool {
    let comma = after.first().is_some_and(|w| w.span.of(prose) == ",");
    after.get(usize::from(comma)).is_some_and(|w| w.has(Class::Degree) && w.capital)
}

/// The words between the comma behind a name and the next comma, where they say who it is.
pub(super) fn apposition(prose: &str, after: &[Word]) -> Option<Span> {
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
    if titles > 0 && inside.get(titles).is_some_and(|w| w.capital && w.has(Class::Given)) {
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
