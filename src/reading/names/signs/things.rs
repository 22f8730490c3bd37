//! Things: what the words beside a name say that it is no person’s: a house, a ship, a work, a place.

use super::super::labels::PERSON;
use super::{CLOSES, CUES, ROLES};
use crate::draft::Block;
use crate::language::{Capitals, Class, Classes, sex};
use crate::reading::words::{Word, WordKind};
use crate::text::Span;

/// What opens a phrase before the sentence's subject.
const FRONTS: Classes = Classes::of(&[Class::Preposition, Class::Locative, Class::According]);

/// `Lumenary, a maker of hearing aids, …`; `Hartnell Biscuits, the Carlisle firm that …`: what is said of the name between
/// commas is a noun for an organisation, and the name does not open as somebody's.
pub(super) fn is_house(block: &Block, name: &[Word], after: &[Word]) -> bool {
    const OPENS: Classes = Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]);
    let comma = after.first().is_some_and(|w| w.span.of(&block.prose) == ",");
    // Jonty Ames, whose family founded the company
    let who = |w: &Word| block.pack.people.who.has(&w.span.of(&block.prose).to_lowercase());
    if after.get(1).is_some_and(who) {
        return false;
    }
    let opens = after.get(1).is_some_and(|w| w.classes.any(OPENS) || w.has(Class::House) && !w.capital);
    let somebody = name[0].has(Class::Given) && name.len() > 1 || name[0].initial;
    if !comma || !opens || somebody {
        return false;
    }
    let inside = after[1..].iter().take(7).take_while(|w| w.kind == WordKind::Word || w.kind == WordKind::Number);
    let inside = inside.count();
    (0..inside).any(|k| {
        let (noun, next) = (&after[1 + k], after.get(2 + k));
        let before = &after[1..1 + k];
        let verb =
            before.iter().any(|w| w.classes.any(CUES.and(Classes::of(&[Class::Auxiliary]))) && !w.has(Class::House));
        // The company chief, a firm believer
        let somebodys = next.is_some_and(|w| w.classes.any(ROLES.and(Classes::of(&[Class::House]))));
        let owner = noun.end > noun.span.end;
        noun.has(Class::House) && !noun.capital && !owner && !somebodys && !verb
    })
}

/// `The company, Casa Bellini, …`; `the highways agency, ANAS, …`: what is said before the comma is a noun for an organisation and
/// none for a person, and the name does not open as somebody's.
pub(super) fn brings_house(words: &[Word], office: Span, name: &[Word]) -> bool {
    const PERSON: Classes = Classes::of(&[Class::Role, Class::Title, Class::Kin]);
    let said = || words.iter().filter(|w| office.covers(w.span));
    let house = said().any(|w| w.has(Class::House) && !w.capital) && !said().any(|w| w.classes.any(PERSON));
    house && !(name[0].has(Class::Given) && name.len() > 1)
}

/// `his wife, Mary, …`: of whom it is said whose kin they are bears a first name, though a town is called so too.
pub(super) fn is_relative(block: &Block, words: &[Word], role: Span, name: &Word) -> bool {
    let kin = |w: &Word| role.covers(w.span) && w.has(Class::Kin) && !w.capital;
    sex(name.span.of(&block.prose)).is_some() && words.iter().any(kin)
}

/// `the trawler Maria Teresa`, `the novel Daniel Grieve`; `the Maria Teresa was lost`: what kind of thing bears the name stands before
/// it, or an article before a first name and another. Behind it stands no noun: the Maria Teresa affair may be hers. Where
/// owners stand behind, the novel is Daniel's.
pub(super) fn bears_a_name(block: &Block, name: &[Word], before: &[Word], after: &[Word]) -> bool {
    let Some(last) = before.last().filter(|_| block.pack.capitals != Capitals::Nouns) else { return false };
    let vessel = |w: &Word| w.has(Class::Vessel) && !w.capital;
    // her boat, Limpet, sank; but: bought from the ship, Denby said
    let says = after.first().is_some_and(|w| w.classes.any(CUES));
    // his boat, the Girl Morag
    let the = block.pack.people.article.has(&last.span.of(&block.prose).to_lowercase());
    let opening = if the { &before[..before.len() - 1] } else { before };
    let apposed = match opening {
        [.., thing, comma] if comma.span.of(&block.prose) == "," => {
            vessel(thing) && (the || !name[0].has(Class::Given)) && !says
        }
        _ => false,
    };
    let vessel = vessel(last) || apposed;
    // albumnya berjudul Kamar Belakang
    let titled = last.has(Class::TitleIntroducer) && !last.capital && name.len() > 1 && !name[0].classes.any(PERSON);
    if block.pack.owners_behind || titled {
        return vessel || titled;
    }
    let closed = after.first().is_none_or(|w| w.kind != WordKind::Word || w.classes.any(CLOSES));
    // Both Anna Wells and Tom Hale; the Emma Thorp of Dublin: neither speaks of a thing.
    let owner = after.first().is_some_and(|w| w.has(Class::Owner) || w.has(Class::Relative));
    let article = block.pack.people.article.has(&last.span.of(&block.prose).to_lowercase()) && !owner;
    // The Black Bull, the White Hart: two common words.
    let common = name.iter().all(|w| w.has(Class::Ordinary) && !w.has(Class::Title));
    let two = name.len() == 2 && (name[0].has(Class::Given) || common) && name[1].end == name[1].span.end;
    // the Shannon, the Guthrie: nor does an article stand before a family name alone.
    let two = two || name.len() == 1 && name[0].classes.any(PERSON) && !name[0].span.of(&block.prose).ends_with('s');
    // In his book John Bolt was scathing; in the report Anna Wells is blamed: the phrase ends before the name.
    let fronted = before.len() < 4
        && before.iter().find(|w| w.is_word()).is_some_and(|w| w.classes.any(FRONTS))
        && before.iter().any(|w| w.capital);
    let his = before.iter().rev().nth(1).is_some_and(|w| w.has(Class::Possessive));
    let work = last.has(Class::Work) && !last.capital && name.len() > 1 && !fronted && !his;
    vessel || closed && (work || article && two)
}

/// `Shares in | Hanil`: what is held is a firm.
pub(super) fn is_held(block: &Block, before: &[Word]) -> bool {
    let [.., of, last] = before else { return false };
    last.has(Class::Locative) && block.pack.offices.holdings.has(&of.span.of(&block.prose).to_lowercase())
}

/// `a spokeswoman for | Maritime Grid`
pub(super) fn is_spoken_for(block: &Block, before: &[Word]) -> bool {
    let [.., speaker, small] = before else { return false };
    let text = speaker.span.of(&block.prose).to_lowercase();
    small.has(Class::Preposition) && !small.has(Class::Locative) && block.pack.offices.speakers.has(&text)
}

/// `in Ripon`; `in Nelson Street, Hull`: behind what says where, and behind a street. Shares in Hanil are of a firm.
pub(super) fn stands_where(block: &Block, before: &[Word], place: &[Word], after: &[Word]) -> bool {
    // At St Mary’s, Wilson scored.
    let closed = after.first().is_none_or(|w| w.kind == WordKind::Punctuation);
    match before {
        [.., last] if last.has(Class::Locative) && is_held(block, before) => false,
        [.., last] if last.has(Class::Locative) => true,
        // the mayor of Paiporta, the region of Mykolaiv
        [.., noun, of] if of.has(Class::Owner) && is_of_places(block, noun) => true,
        // Kayla Ruiz, 22, of Spencer
        [.., open, age, close, of]
            if of.has(Class::Owner)
                && age.kind == WordKind::Number
                && [open, close].iter().all(|w| w.span.of(&block.prose) == ",") =>
        {
            true
        }
        // St Mary’s, Beverley
        [.., saint, church, comma]
            if place.len() == 1
                && place[0].has(Class::Place)
                && closed
                && comma.span.of(&block.prose) == ","
                && saint.capital
                && (saint.span.len() <= 3 || church.span.of(&block.prose).contains(' '))
                && church.end > church.span.end =>
        {
            true
        }
        // Terminal Tirtona, Solo is where it is; from Desa Labuan, Ambo Dalle comes.
        [.., name, street, comma] if place.len() == 1 && comma.span.of(&block.prose) == "," => {
            let capital = name.capital && street.capital && street.kind == WordKind::Word;
            let headed = name.has(Class::PlaceHead) && place[0].has(Class::Place) && !name.classes.any(PERSON);
            capital && (headed || street.has(Class::PlaceTail) && !street.classes.any(PERSON))
        }
        _ => false,
    }
}

/// Whether what stands behind this noun and “of” is a place: mayor, region.
fn is_of_places(block: &Block, noun: &Word) -> bool {
    block.pack.offices.of_places.has(&noun.span.of(&block.prose).to_lowercase())
}

/// `the Bishop of Ely`: what the office is of is a place, though people are called so too.
pub(super) fn seat_before(block: &Block, before: &[Word]) -> bool {
    let [.., office, of] = before else { return false };
    let text = office.span.of(&block.prose).to_lowercase();
    of.has(Class::Owner)
        && (block.pack.offices.seats.has(&text) || office.capital && block.pack.offices.crowns.has(&text))
}

/// `R-Ohio`; `, D-Fairview,`: a party's letter, and the place that somebody was elected in.
pub(super) fn is_district(block: &Block, before: &[Word], word: &Word) -> bool {
    let Some((party, place)) = word.span.of(&block.prose).split_once('-').filter(|(p, _)| p.len() == 1) else {
        return false;
    };
    let known = |place: &str| block.pack.lexicon.classes(place, &place.to_lowercase()).has(Class::Place);
    let comma = before.last().is_some_and(|w| w.span.of(&block.prose) == ",");
    let behind = comma && place.starts_with(char::is_uppercase) && place.chars().all(char::is_alphabetic);
    party.starts_with(char::is_uppercase) && (known(place) || known(&format!("{place}.")) || behind)
}

/// `Maha Metro | managing director Rekha Kulkarni`, `Hartside | spokesman Ian Bell`: the house of whoever stands behind it. What is
/// said of any people (spokesman) tells only of a name that no list has.
pub(super) fn leads_house(block: &Block, name: &[Word], after: &[Word]) -> bool {
    let [office, holder, ..] = after else { return false };
    let role =
        office.classes.any(Classes::of(&[Class::Role, Class::Title])) && !office.has(Class::Kin) && !office.capital;
    let owner = name[name.len() - 1].end > name[name.len() - 1].span.end;
    if block.pack.owners_behind || !role || owner || !holder.capital || !holder.has(Class::Given) {
        return false;
    }
    let of_houses = block.pack.offices.of_houses.has(&office.span.of(&block.prose).to_lowercase());
    let somebody = name[0].has(Class::Given) && !name[0].has(Class::RareName) && name.len() > 1;
    let unlisted = name.iter().all(|w| w.classes.is_unlisted() && w.is_word());
    of_houses && !somebody || unlisted
}
