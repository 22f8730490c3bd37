//! Room 4: who said it, who is who.
//!
//! The readings of all blocks come together here: mentions are gathered under entities, quotes that run over
//! paragraphs are joined, and every quote gets its attribution, or honest silence. Each answer keeps its
//! evidence: the pattern that gave it and the words that fitted it.

mod attribution;
mod entities;
mod quotes;

use crate::draft::Draft;
use crate::reading::{Kind, QuoteKind, Reading};
use crate::register::Register;
use crate::text::Span;

pub use attribution::{Attribution, Link, Pattern, Source, SourceKind};
pub use attribution::{Before, Beside, Distance, Explanation, Loss, Lost, Missing, explain, in_reach, missing};
pub use entities::{Entity, EntityId, MentionId, NameUse, Part, PartKind, Variant, one_full_name, one_name};

/// Where something stands: a block, and a span of its prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub block: usize,
    pub span: Span,
}

/// An index of `Meaning::quotes`.
pub type QuoteId = usize;

/// A quote of the draft. One that runs over paragraphs is several of these, joined by `continues`.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// With its marks.
    pub place: Place,
    pub inner: Span,
    pub kind: QuoteKind,
    pub depth: usize,
    /// The quote of an earlier paragraph that this one goes on with (a running quote).
    pub continues: Option<QuoteId>,
    /// None is the finding: nobody is said to have spoken it.
    pub attribution: Option<Attribution>,
    /// Why no speaker is asked for: a title, a term, a Q&A line, a credit … None where one is.
    pub excused: Option<&'static str>,
}

/// A mark without partner, when all running quotes are taken away.
#[derive(Clone, Debug)]
pub struct MarkFault {
    pub place: Place,
    pub kind: MarkFaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkFaultKind {
    Unclosed,
    Unopened,
    /// A paragraph inside a running quote that lost its opening mark.
    LostOpening,
}

/// What the draft means. Immutable; all ids are indices of its own lists.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// In the order of the draft.
    pub quotes: Vec<Quoted>,
    /// For each block, the id of its first quote: quote `i` of a block's reading is `first_quote[block] + i`.
    pub first_quote: Vec<QuoteId>,
    pub faults: Vec<MarkFault>,
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// Every mention by name, in the order of the draft.
    pub mentions: Vec<NameUse>,
    /// The names on which the desk has agreed.
    pub register: std::sync::Arc<Register>,
}

impl Meaning {
    /// The mentions of one entity, in the order of the draft.
    pub fn mentions_of(&self, entity: EntityId) -> impl Iterator<Item = (MentionId, &NameUse)> {
        self.mentions.iter().enumerate().filter(move |(_, m)| m.entity == entity)
    }

    /// The quotes that an entity spoke.
    pub fn quotes_of(&self, entity: EntityId) -> impl Iterator<Item = (QuoteId, &Quoted)> {
        self.quotes
            .iter()
            .enumerate()
            .filter(move |(_, q)| q.attribution.as_ref().is_some_and(|a| a.source.entity == Some(entity)))
    }
}

/// The meaning of a draft, given the reading of each of its blocks and the register.
pub fn of(draft: &Draft, readings: &[std::sync::Arc<Reading>], register: &std::sync::Arc<Register>) -> Meaning {
    let mut meaning = Meaning { register: register.clone(), ..Meaning::default() };
    quotes::gather(draft, readings, &mut meaning);
    entities::gather(draft, readings, &mut meaning);
    attribution::attribute(draft, readings, &mut meaning);
    meaning
}

/// A kind in words, for messages.
pub fn kind_word(kind: Kind) -> &'static str {
    kind.key()
}
