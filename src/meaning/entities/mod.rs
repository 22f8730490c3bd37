//! Entities: the mentions of one person, organisation or place gathered under one head.
//!
//! `uses` lists every name of the draft, with `heads` that open a sentence; `endings`, `hyphens`, `courtesies` and `capitals`
//! cut each to the name alone. `clusters` puts equal names together, `acronyms` and `companies` what an organisation is called for short, and
//! `shorts` says whose a short form is. `letters` says how two spellings may be one name, `spelling` and `fuller` join those that are,
//! `apart` knows what tells two people apart, and `registered` the names on which the desk has agreed. `build` says
//! what each entity is, `variants` which of its parts are spelled two ways; `slips` looks for misspelled words of names,
//! whoever is meant; `across` holds full names of two drafts against each other.

mod acronyms;
mod across;
mod apart;
mod build;
mod capitals;
mod clusters;
mod companies;
mod courtesies;
mod endings;
mod fuller;
mod heads;
mod hyphens;
mod letters;
mod registered;
mod shorts;
mod slips;
mod spelling;
mod uses;
mod variants;

use std::sync::Arc;

use super::{Meaning, Place};
use crate::draft::Draft;
use crate::language::Pack;
use crate::reading::{Kind, Reading, Signs};
use crate::register::EntryId;
use crate::text::{Span, fold};

pub use across::one_full_name;

/// An index of `Meaning::entities`.
pub type EntityId = usize;
/// An index of `Meaning::mentions`.
pub type MentionId = usize;

/// A person, an organisation, a place, or another named thing.
#[derive(Clone, Debug)]
pub struct Entity {
    pub kind: Kind,
    /// The fullest mention in the spelling that is used most: its text is the entity's name.
    pub name: MentionId,
    /// The first mention in the body, or in the headline if there is no other.
    pub first: MentionId,
    /// The words that say who it is (“Diplomat Rusia”), beside one of its mentions.
    pub role: Option<Place>,
    /// The groups of spellings that are held to be one part of the name spelled two ways: each is the parts of
    /// mentions that use it. Empty where the draft is consistent.
    pub variants: Vec<Variant>,
    /// What the register has of it, as an index of `Meaning::register`.
    pub entry: Option<EntryId>,
}

/// One part of a name that the draft spells in two ways or more.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The spellings with the places where they stand, the most used first.
    pub spellings: Vec<(String, Vec<Place>)>,
    /// What sets them apart: `letters`, `diacritics`, `transliteration`, `hyphen`, `initials`, `case` …
    pub why: &'static str,
}

/// What a part of a person's name is to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Given,
    Middle,
    Surname,
    Particle,
    Initial,
    /// A nickname, an acronym, or the only part of a one-word name.
    Single,
}

/// A part of a name as it stands at one mention.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// In the block's prose.
    pub span: Span,
    pub kind: PartKind,
    /// Which part of the entity's name (`Entity::name`) it stands for, counted from 0 over that mention's parts;
    /// None where it stands for none (a nickname).
    pub of_name: Option<usize>,
}

/// One use of a name in the draft.
#[derive(Clone, Debug)]
pub struct NameUse {
    /// The name alone, without title and endings.
    pub place: Place,
    pub title: Option<Span>,
    pub entity: EntityId,
    pub parts: Vec<Part>,
    /// The quote in which it stands.
    pub quote: Option<super::QuoteId>,
    /// Another entity could be meant as well: a rename asks before it changes this one.
    pub uncertain: bool,
    /// It is part of the name of a house: Jalan Gatot Subroto, the Paul Marsh Foundation. A rename leaves that alone.
    pub house: bool,
    pub signs: Signs,
}

/// Whether two folded words may be one name, spelled two ways. Equal ones are one spelling.
pub fn one_name(a: &str, b: &str, pack: &Pack) -> bool {
    letters::difference(a, b, pack).is_some()
}

/// Gathers all mentions of the draft; fills `entities` and `mentions`.
pub fn gather(draft: &Draft, readings: &[Arc<Reading>], meaning: &mut Meaning) {
    let mut uses = uses::of(draft, readings);
    let register = &*meaning.register.clone();
    heads::add(draft, readings, &mut uses);
    capitals::part(&mut uses);
    registered::find(draft, readings, register, &mut uses);
    let mut clusters = clusters::of(draft, register, &mut uses);
    companies::join_short_of(draft, register, &mut uses, &mut clusters);
    spelling::join_full(draft, register, &mut uses, &mut clusters);
    fuller::join_twice_spelled(draft, register, &mut uses, &mut clusters);
    fuller::join_fuller(draft, register, &mut uses, &mut clusters);
    shorts::settle(draft, register, &mut uses, &mut clusters);
    spelling::join_short(draft, register, &mut uses, &mut clusters);
    spelling::join_heard(draft, register, &mut uses, &mut clusters);
    registered::settle_rest(draft, register, &mut uses, &mut clusters);
    capitals::settle(draft, &mut uses, &mut clusters);
    build::entities(draft, readings, uses, clusters, meaning);
}
