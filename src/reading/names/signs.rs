//! Signs: what the words beside a name say about it; `told` says of what kind it is, `things` where it is no person’s.

pub(super) mod roles;
mod things;
mod told;

use std::ops::Range;

use self::roles::{apposition, is_anothers, named_before, office_before};
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
/// What says that a place bears a name.
const TOWNS: Classes = Classes::of(&[Class::Place, Class::PlaceTail, Class::PlaceHead]);
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
    let before = &words[sentence.start..range.start];
    let after = &words[range.end..sentence.end];
    let theirs = |t: &Range<usize>| block.pack.owners_behind && is_anothers(prose, &words[t.clone()], after);
    let title = title.filter(|t| !people && !theirs(t));
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
    // Ayahnya, Ki Sudarko Laksono, …: a father is nobody's name.
    let kin = range.len() == 1 && name[0].has(Class::Kin) && !name[0].classes.any(PERSON);
    // Sopir truk, Wagiman, warga Muntilan: what he does says more than where he lives.
    let lives = |a: Span| words.iter().any(|w| w.span.start == a.start && w.has(Class::PeopleOf));
    let aside = aside.filter(|a| office.is_none() || !lives(*a));
    let apposition = aside.or(office).filter(|_| !kin && !seat && !district && !street);
    let signs = Signs {
        title: title_before,
        role: title.is_some() || apposition.is_some(),
        cue: cue_beside(prose, before, after),
        locative: people || seat || where_stands,
        ..of_name(prose, words, &range, sentence)
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
fn of_name(prose: &str, words: &[Word], range: &Range<usize>, sentence: &Range<usize>) -> Signs {
    let (before, name) = (&words[sentence.start..range.start], &words[range.clone()]);
    let after = &words[range.end..sentence.end];
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
        opens: before.iter().all(|w| !w.is_word())
            || before.last().is_some_and(opens_quote)
            || super::runs::behind_dateline(prose, words, range.start),
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
    let town = |w: &Word| w.classes.any(TOWNS);
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
    // Bima Prakoso: a town that is a first name, before another, or before a word that is in no list and a verb of saying.
    let other = |w: &Word| signs.cue && w.classes.is_empty() || w.has(Class::Given) && !w.classes.any(TOWNS);
    let unknown = signs.place && !signs.locative && name[1..].iter().all(other);
    if several && signs.given && (!signs.place || signs.family || unknown || !name[0].has(Class::Place)) {
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
    let spoken = signs.cue && (!signs.opens || name.iter().all(|w| w.classes.is_empty()));
    // Banks were closed: nor does the capital of a common word speak for somebody.
    let word = name.len() == 1 && signs.opens && name[0].has(Class::NamedWord);
    let listed = name[0].classes.any(Classes::of(&[Class::Given, Class::Family])) && !word;
    let listed = listed && !(name.len() == 1 && name[0].has(Class::RareName));
    (listed || spoken).then_some(Kind::Person)
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
