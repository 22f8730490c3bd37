//! Signs: what the words beside a name say about it; `things` says where it is no person’s.

mod things;

use std::ops::Range;

use self::things::{
    bears_a_name, brings_house, is_district, is_held, is_house, is_relative, is_spoken_for, leads_house, seat_before,
    stands_where,
};
use super::Mention;
use super::cuts::Piece;
use crate::draft::Block;
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};
use crate::reading::{Kind, Signs};
use crate::text::Span;

const CUES: Classes = Classes::of(&[Class::Cue, Class::InvertedCue, Class::WeakCue, Class::ParticipleCue]);
const BETWEEN: Classes = Classes::of(&[Class::Adverb, Class::Auxiliary, Class::Time]);
/// What says which kind of place bears a name.
const PLACES: Classes = Classes::of(&[Class::PlaceTail, Class::PlaceHead]);
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
    let span = Span::new(name[0].span.start, name[name.len() - 1].span.end);
    let before = &words[sentence.start..range.start];
    let after = &words[range.end..sentence.end];
    let title_before = title.as_ref().is_some_and(|t| {
        words[t.clone()].iter().any(|w| w.classes.any(Classes::of(&[Class::Title, Class::Honorific])))
    });
    let office = office_before(prose, before, after).filter(|_| !named_before(block, before, title_before));
    let district = range.len() == 1 && is_district(block, before, &name[0]);
    let seat = seat_before(block, before) && range.len() == 1 && name[0].classes.any(super::labels::PERSON);
    // Wali Nagari Malalak Timur, Zulhendri, …: an office brings whoever holds it, not where its place is.
    let comma = before.last().is_some_and(|w| w.kind != WordKind::Word);
    let known = range.len() == 1 && name[0].has(Class::Place);
    let where_stands = stands_where(block, before, name, after) && (known || !comma || office.is_none());
    let street = where_stands && comma;
    // Menurut Kadek, penonton duduk di lantai.
    let said = before.last().is_some_and(|w| w.has(Class::According));
    let aside = apposition(prose, after).filter(|a| !said || prose[a.end..].starts_with(','));
    let apposition = aside.or(office).filter(|_| !seat && !district && !street);
    let has = |c: Class| name.iter().any(|w| w.has(c));
    let opens = before.iter().all(|w| !w.is_word())
        || before.last().is_some_and(|w| w.kind == WordKind::Mark && w.end == span.start);
    let signs =
        Signs {
            title: title_before,
            role: title.is_some() || apposition.is_some(),
            cue: cue_beside(prose, before, after),
            given: name[0].has(Class::Given),
            family: name.len() > 1 && name[name.len() - 1].has(Class::Family),
            shape: name.iter().enumerate().any(|(i, w)| {
                name.len() > 1 && (super::cuts::initial(w) || i > 0 && w.has(Class::Particle) && !w.capital)
            }) || degree_behind(prose, after)
                || family_first(name) && syllables(name[1].span.of(prose)),
            age: age_behind(prose, after) || range.len() > 1 && place_behind(prose, after),
            organisation: has(Class::OrgHead) || has(Class::OrgTail) || has(Class::Organisation) || has(Class::Media),
            // Park Ji-won: what closes the name of a place opens none.
            place: has(Class::Place)
                || has(Class::PlaceHead)
                || name.iter().skip(usize::from(family_first(name))).any(|w| w.has(Class::PlaceTail)),
            locative: people || seat || where_stands,
            toward: match name[name.len() - 1].end > span.end {
                true => owns(after),
                false => before.last().is_some_and(|w| w.has(Class::Toward)),
            },
            other: has(Class::OtherName)
                || name.len() > 1 && name[0].has(Class::OtherHead)
                || has(Class::Demonym)
                || has(Class::Month)
                || has(Class::Weekday),
            opens,
            capitals: false,
        };
    let leads = !signs.title && !signs.age && leads_house(block, words, name, range.end..sentence.end);
    let row = range.len() == 1 && !signs.title && in_a_table(after);
    // Parkinson’s disease, Megan’s Law
    let bears = |w: &Word| w.has(Class::OtherTail);
    let owned = name[name.len() - 1].end > span.end && !signs.title && after.first().is_some_and(bears);
    // Marks & Spencer
    let firm = !signs.title && name.iter().any(|w| w.span.of(prose) == "&");
    // D-3, U-20, F1
    let coded = range.len() == 1 && name[0].span.of(prose).contains(|c: char| c.is_ascii_digit());
    let kind = if owned || district || coded && kind.is_none() { Some(Kind::Other) } else { kind };
    // The insurer Harlan Whitmore: so does the noun right before it, where that is no office too.
    let noun = |w: &Word| w.has(Class::House) && !w.classes.any(ROLES) && !w.capital && w.end == w.span.end;
    // She told the insurer Anna Wells would leave; the insurer Anna Wells worked for: of a first name a clause may follow.
    let clause = name[0].has(Class::Given)
        && range.len() > 1
        && after.first().is_some_and(|w| w.kind == WordKind::Word && !w.capital && !w.classes.any(CLOSES));
    let told = before.iter().rev().skip(1).take(2).any(|w| w.classes.any(CUES) && !w.capital);
    // band Lampu Merkuri: where owners stand behind, of words that nobody is called by.
    let theirs =
        block.pack.owners_behind && (range.len() < 2 || name.iter().any(|w| w.classes.any(super::labels::PERSON)));
    let named_so = !theirs && title.is_none() && before.last().is_some_and(noun);
    let named_so = named_so && !clause && !(told && name[0].has(Class::Given));
    let house =
        !signs.title && (kind.is_none() || kind == Some(Kind::Person)) && (named_so || is_house(block, name, after));
    let held = range.len() == 1 && kind.is_none() && !has(Class::Given) && !has(Class::Place) && is_held(block, before);
    // A spokeswoman for Maritime Grid: of two words or more that no list has among people's names.
    let nobody = |w: &Word| !w.classes.any(super::labels::PERSON) && !w.initial;
    let spoken = range.len() > 1 && title.is_none() && name.iter().all(nobody) && is_spoken_for(block, before);
    // the ruling Georgian Dream party: what it is stands right behind it, too.
    let person = Classes::of(&[Class::Role, Class::Title, Class::Kin]);
    let is = |w: &Word| w.has(Class::House) && !w.classes.any(person) && !w.capital && w.end == w.span.end;
    let the = before.iter().rev().take(3).any(|w| w.has(Class::Determiner));
    let party = !block.pack.owners_behind && !signs.title && the && after.first().is_some_and(is);
    // The Donald Trump party was loud.
    let somebody = name.len() > 1 && name[0].has(Class::Given) && name[name.len() - 1].has(Class::Family);
    let party = party && !somebody && name[name.len() - 1].end == span.end;
    let held = held || (spoken || leads || party) && kind.is_none_or(|k| k == Kind::Person);
    let kind = if firm || house || held { Some(Kind::Organisation) } else { kind };
    let signs = Signs { organisation: signs.organisation || house || held, ..signs };
    // The mayor, Lorraine Petrillo: whoever holds an office is no town, unless all of it is one.
    let town =
        |w: &Word| w.classes.any(Classes::of(&[Class::Place, Class::PlaceTail, Class::PlaceHead, Class::OrgTail]));
    let officer = apposition.is_some() && range.len() > 1 && name[0].classes.any(super::labels::PERSON);
    // Its owner, David Castle: a man's first name tells where an office is said of it.
    let role = |span: Span| words.iter().any(|w| span.covers(w.span) && w.classes.any(ROLES));
    let sexed = range.len() == 2 && crate::language::sex(name[0].span.of(prose)).is_some() && !signs.locative;
    let named = sexed && apposition.is_some_and(role) && !name[0].has(Class::Place);
    let officer = officer && kind == Some(Kind::Place) && (named || !name[1..].iter().any(town));
    // Velsa Houston, a nurse: nor is one of two words of which the first is in no list.
    let unknown =
        apposition.is_some() && range.len() == 2 && name[0].classes.is_unlisted() && name[1].has(Class::Family);
    let unknown =
        unknown && matches!(kind, None | Some(Kind::Place)) && !signs.locative && !name[1].classes.any(PLACES);
    // Charlotte Washington, 34: no town is so old.
    let aged = age_behind(prose, after) && range.len() > 1 && name[0].has(Class::Given) && kind == Some(Kind::Place);
    // Imogen Castle, who keeps a guesthouse: a castle is a thing.
    let comma = after.first().is_some_and(|w| w.span.of(prose) == ",");
    let who = |w: &Word| block.pack.people.who.has(&w.span.of(prose).to_lowercase());
    let who = comma && after.get(1).is_some_and(who) && range.len() == 2 && name[0].has(Class::Given);
    let who = who && kind == Some(Kind::Place) && !signs.locative;
    let kind = if officer || aged || unknown || who { Some(Kind::Person) } else { kind };
    // Wahyuningrum dari Partai Golkar: who comes from a house, of one word that no list has.
    let from = block.pack.owners_behind && range.len() == 1 && name[0].classes.is_empty() && !signs.locative;
    let from = from
        && kind.is_none()
        && matches!(after, [from, house, ..] if from.has(Class::Toward) && house.capital && house.has(Class::OrgHead));
    let kind = if from { Some(Kind::Person) } else { kind };
    let relative =
        range.len() == 1 && !signs.locative && apposition.is_some_and(|a| is_relative(block, words, a, &name[0]));
    let kind = if relative && kind == Some(Kind::Place) { Some(Kind::Person) } else { kind };
    // He left the bank, Denby said: no house speaks between a comma and a verb.
    let firm = comma && !signs.title && !signs.age && office.is_some_and(|o| brings_house(words, o, name));
    let kind = if firm && kind.is_none_or(|k| k == Kind::Person) { Some(Kind::Organisation) } else { kind };
    let thing = title.is_none() && !signs.age && bears_a_name(block, name, before, after);
    let kind = if thing && matches!(kind, None | Some(Kind::Person)) { Some(Kind::Other) } else { kind };
    let title = title.map(|t| Span::new(words[t.start].span.start, words[t.end - 1].span.end));
    let open = title.is_some_and(|t| !signs.cue && is_unknown_seat(block, t, name));
    let signs = if open { Signs { title: false, role: false, ..signs } } else { signs };
    let kind = kind.filter(|k| !open || *k != Kind::Person).or_else(|| judge(name, signs));
    let kind = kind.filter(|k| !(row && *k == Kind::Person));
    Mention { span, words: range, title, apposition, kind, signs, weak, quote: None }
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
    let ordinary = name.iter().all(|w| w.has(Class::Ordinary) && !w.classes.any(super::labels::PERSON));
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
    let place = signs.place
        && !small
        && !(several && name[0].classes.any(super::labels::PERSON) && !name[1..].iter().any(town));
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
