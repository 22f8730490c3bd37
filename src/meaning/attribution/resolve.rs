//! Resolving: which entity a source expression means, and what speaks for it.
//!
//! A name is its entity. Whom a pronoun or a clitic means is the question of `antecedent`. A role is the one person
//! who was introduced with it; an epithet is the one who has that age, or comes from there (`the 54-year-old`, `the
//! Texan`). Where nothing speaks for one, there is none; where two have equal right, both are remembered.

use std::sync::Arc;

use super::source::Found;
use super::{Link, SourceKind, antecedent, rivals};
use crate::draft::Draft;
use crate::language::Class;
use crate::meaning::{EntityId, Meaning, MentionId, Place};
use crate::reading::{Kind, Reading, Word, WordKind};
use crate::text::Span;

/// How far back a role may look where several people had it, in blocks.
const REACH: usize = 2;

/// The draft as far as it is understood, and the block in which a source stands.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub draft: &'a Draft,
    pub readings: &'a [Arc<Reading>],
    pub meaning: &'a Meaning,
    pub block: usize,
}

impl<'a> Scope<'a> {
    pub fn prose(&self) -> &'a str {
        &self.draft.blocks[self.block].prose
    }

    pub fn is_person(&self, entity: EntityId) -> bool {
        self.meaning.entities[entity].kind == Kind::Person
    }

    /// The words of a block that lie in a span of its prose.
    pub fn words(&self, place: Place) -> &'a [Word] {
        let reading = &self.readings[place.block];
        let from = reading.word_at(place.span.start);
        let length = reading.words[from..].partition_point(|w| w.span.start < place.span.end);
        &reading.words[from..from + length]
    }
}

/// Whom an expression means.
#[derive(Clone, Debug, Default)]
pub struct Who {
    pub entity: Option<EntityId>,
    pub link: Option<Link>,
    /// The mentions of those who have equal right where `entity` is none.
    pub rivals: Vec<MentionId>,
}

impl Who {
    pub fn of(entity: Option<EntityId>, link: Link) -> Who {
        Who { entity, link: entity.map(|_| link), rivals: Vec::new() }
    }
}

/// Whom an expression means. `last` is who spoke last, with the block where.
pub fn who(scope: Scope, found: &Found, last: Option<(EntityId, usize)>) -> Who {
    match found.kind {
        SourceKind::Name | SourceKind::Media => {
            let named = named(scope, found);
            // “the Texan” looks like a name.
            let words = scope.words(Place { block: scope.block, span: found.full.join(found.bare) });
            let person = named.is_some_and(|e| scope.is_person(e)) || !words.iter().any(|w| w.has(Class::Demonym));
            let meant = if person { Who::default() } else { epithet(scope, words) };
            if meant.entity.is_some() { meant } else { Who::of(named, Link::Name) }
        }
        SourceKind::Pronoun | SourceKind::Clitic => antecedent::of(scope, found.bare, last),
        SourceKind::Role | SourceKind::Unnamed => by_role(scope, found, last),
        SourceKind::Group | SourceKind::Document => Who::default(),
    }
}

fn named(scope: Scope, found: &Found) -> Option<EntityId> {
    let span = scope.readings[scope.block].mentions[found.mention?].span;
    let mentions = &scope.meaning.mentions;
    let at = mentions.partition_point(|m| (m.place.block, m.place.span.end) <= (scope.block, span.start));
    let here = mentions.get(at).filter(|m| m.place.block == scope.block && m.place.span.start < span.end);
    here.map(|m| m.entity)
}

/// The person who was introduced with the role's head noun: `the mayor` is `Mayor Ana Lee`.
fn by_role(scope: Scope, found: &Found, last: Option<(EntityId, usize)>) -> Who {
    let words = scope.words(Place { block: scope.block, span: found.full.join(found.bare) });
    // Somebody new is nobody that we know: `a spokesman`, `seorang pejabat`.
    if words.first().is_some_and(|w| w.has(Class::Indefinite)) {
        return Who::default();
    }
    let heads: Vec<String> = words
        .iter()
        .filter(|w| found.bare.covers(w.span) && (w.has(Class::Role) || w.has(Class::Title)))
        .map(|w| w.span.of(scope.prose()).to_lowercase())
        .collect();
    let bears = |role: Place| {
        let text = role.span.of(&scope.draft.blocks[role.block].prose).to_lowercase();
        let text = text.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
        heads.iter().any(|h| text.contains(h.as_str()))
    };
    let people = scope.meaning.entities.iter().enumerate().filter(|(_, e)| e.kind == Kind::Person);
    let bearers: Vec<EntityId> = people.filter(|(_, e)| e.role.is_some_and(bears)).map(|(id, _)| id).collect();
    match bearers[..] {
        [one] => Who::of(Some(one), Link::Role),
        [] => epithet(scope, words),
        _ => match last.filter(|(e, b)| scope.block - b <= REACH && bearers.contains(e)) {
            Some((spoke, _)) => Who::of(Some(spoke), Link::Spoke),
            None => one_of(scope, found.bare, &bearers),
        },
    }
}

/// Of several people with one role the one who was named near; of two in one breath neither.
fn one_of(scope: Scope, source: Span, bearers: &[EntityId]) -> Who {
    let bears = |e: EntityId| bearers.contains(&e);
    let near = antecedent::scenes(scope, source).into_iter().take_while(|s| scope.block - s.block <= REACH);
    let near: Vec<_> = near.map(|s| (antecedent::people_in(scope, &s, &bears), s)).collect();
    let mut named = near.iter().flat_map(|(people, _)| people).map(|&m| scope.meaning.mentions[m].entity);
    let one = named.next().filter(|&one| named.all(|other| other == one));
    if one.is_some() {
        return Who::of(one, Link::Role);
    }
    let nearest = near.iter().find(|(people, _)| !people.is_empty());
    let rivals = nearest.and_then(|(_, scene)| rivals::of(scope, source, scene)).filter(|r| r.plain);
    let all_bear = |r: &rivals::Rivals| r.people.iter().all(|&m| bears(scope.meaning.mentions[m].entity));
    Who { rivals: rivals.filter(all_bear).map(|r| r.people).unwrap_or_default(), ..Who::default() }
}

/// `the 54-year-old`, `perempuan 54 tahun itu`, `the Texan`: the one person of whom that was said.
fn epithet(scope: Scope, words: &[Word]) -> Who {
    let definite = |w: &Word| w.has(Class::Determiner) || w.has(Class::Demonstrative);
    // perempuan 54 tahun itu: what closes the expression may stand behind what was read of it.
    let reading = &scope.readings[scope.block];
    let next = words.last().map_or(0, |w| reading.word_at(w.span.end));
    let behind = reading.words[next..].iter().take(3).take_while(|w| w.is_word());
    if !words.iter().chain(behind).any(definite) {
        return Who::default();
    }
    let text = |w: &Word| w.span.of(scope.prose());
    let number: String = words.iter().find_map(|w| age(text(w), w.kind)).unwrap_or_default();
    if !number.is_empty() {
        return Who::of(only(scope, |id| aged(scope, id, &number)), Link::Age);
    }
    // The stem is enough: Texan and Texas, Ukrainian and Ukraine.
    let origin = words.iter().find(|w| w.has(Class::Demonym)).map(|w| text(w).to_lowercase());
    let stem = origin.and_then(|o| Some(o.get(..o.len().checked_sub(2)?.max(4).min(o.len()))?.to_string()));
    match stem.filter(|s| s.len() >= 4) {
        Some(stem) => Who::of(only(scope, |id| comes_from(scope, id, &stem)), Link::Origin),
        None => Who::default(),
    }
}

/// The person of whom it is true, where it is one alone.
fn only(scope: Scope, holds: impl Fn(EntityId) -> bool) -> Option<EntityId> {
    let mut people = (0..scope.meaning.entities.len()).filter(|&id| scope.is_person(id) && holds(id));
    people.next().filter(|_| people.next().is_none())
}

/// The number that a word begins with, where it may be somebody's age: 54, 54-year-old.
fn age(text: &str, kind: WordKind) -> Option<String> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let fits = digits.len() == 2 && (kind == WordKind::Number || text[2..].starts_with(['-', '‑']));
    fits.then_some(digits)
}

/// Whether a number stands as an age behind one of the names: Ana (54), Ana, 54, Ana, a 54-year-old baker.
fn aged(scope: Scope, entity: EntityId, number: &str) -> bool {
    let mut introduced = introductions(scope, entity);
    introduced.any(|(place, words)| {
        let prose = &scope.draft.blocks[place.block].prose;
        let near = words.iter().take(8).take_while(|w| !w.span.of(prose).starts_with('.'));
        near.take(8).any(|w| age(w.span.of(prose), w.kind).is_some_and(|a| a == number))
    })
}

/// Whether a place or a nationality with this stem stands in the words that say who somebody is.
fn comes_from(scope: Scope, entity: EntityId, stem: &str) -> bool {
    let says = |place: Place| {
        let words = scope.words(place).iter();
        let prose = &scope.draft.blocks[place.block].prose;
        words.map(|w| w.span.of(prose).to_lowercase()).any(|w| w.starts_with(stem))
    };
    let role = scope.meaning.entities[entity].role;
    role.is_some_and(says)
        || introductions(scope, entity).any(|(place, words)| {
            // Ted Cruz of Texas; Cruz (R-Texas).
            let prose = &scope.draft.blocks[place.block].prose;
            words.iter().take(4).any(|w| w.span.of(prose).to_lowercase().split('-').any(|part| part.starts_with(stem)))
        })
}

/// The first and the fullest mention of somebody, each with the words behind it.
fn introductions<'a>(scope: Scope<'a>, entity: EntityId) -> impl Iterator<Item = (Place, &'a [Word])> {
    let one = &scope.meaning.entities[entity];
    [one.first, one.name].into_iter().map(move |id| {
        let place = scope.meaning.mentions[id].place;
        let reading = &scope.readings[place.block];
        (place, &reading.words[reading.word_at(place.span.end.saturating_sub(1)) + 1..])
    })
}
