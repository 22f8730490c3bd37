//! Attribution: ordered patterns, the most precise first; the first that fits stands, and says why.
//!
//! `frame` lays out a block's words around its quotes; `source` reads the expressions that name speakers;
//! `patterns` looks for a quote's attribution in its own sentence; `carry` lets a speaker go on over sentences and
//! paragraphs; `resolve`, `antecedent` and `rivals` say which entity an expression means; `kinds` says what kind of source it is,
//! and who printed it; `candidates` tells whoever asks why, and who else might have spoken.

mod antecedent;
mod candidates;
mod carry;
mod frame;
mod kinds;
mod patterns;
mod resolve;
mod rivals;
mod source;

use std::sync::Arc;

pub use candidates::{Before, Beside, Distance, Explanation, Loss, Lost, Missing, explain, in_reach, missing};

use super::{EntityId, Meaning, MentionId, Place, QuoteId};
use crate::draft::Draft;
use crate::reading::Reading;

/// Which pattern gave an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// “…,” said NAME; “…,” NAME said.
    CueAfter,
    /// NAME said, “…”.
    CueBefore,
    /// “…,” NAME said, “…”: the second part.
    Split,
    /// NAME (with a clause between): “…”.
    Colon,
    /// According to NAME, “…”.
    AccordingTo,
    /// NAME, quoted by TASS, said “…”.
    QuotedBy,
    /// The statement read: “…”.
    Document,
    /// katanya: the cue carries its source.
    Clitic,
    /// A part of somebody's sentence: NAME called it “…”.
    Fragment,
    /// The same speaker goes on in the paragraph.
    SameParagraph,
    /// The same speaker goes on in the next paragraph.
    NextParagraph,
    /// A running quote over paragraphs.
    RunningQuote,
    /// — NAME, behind the quote.
    DashCredit,
    /// NAME: at the start of the line.
    NameLine,
}

impl Pattern {
    /// As `analyze` prints it.
    pub fn key(self) -> &'static str {
        match self {
            Pattern::CueAfter => "cue-after",
            Pattern::CueBefore => "cue-before",
            Pattern::Split => "split-quote",
            Pattern::Colon => "colon",
            Pattern::AccordingTo => "according-to",
            Pattern::QuotedBy => "quoted-by",
            Pattern::Document => "document",
            Pattern::Clitic => "cue-with-source",
            Pattern::Fragment => "fragment",
            Pattern::SameParagraph => "same-paragraph",
            Pattern::NextParagraph => "next-paragraph",
            Pattern::RunningQuote => "running-quote",
            Pattern::DashCredit => "dash-credit",
            Pattern::NameLine => "name-line",
        }
    }

    /// As hover says it.
    pub fn why(self) -> &'static str {
        match self {
            Pattern::CueAfter => "the verb of saying stands behind the quote",
            Pattern::CueBefore => "the verb of saying stands before the quote",
            Pattern::Split => "the quote goes on behind its attribution",
            Pattern::Colon => "a colon leads from the source to the quote",
            Pattern::AccordingTo => "the source is named by a preposition",
            Pattern::QuotedBy => "the source was quoted by somebody else",
            Pattern::Document => "a document speaks",
            Pattern::Clitic => "the verb of saying carries its source",
            Pattern::Fragment => "the quoted words are part of what the source is said to have said",
            Pattern::SameParagraph => "the same speaker goes on in this paragraph",
            Pattern::NextParagraph => "the same speaker goes on from the paragraph before",
            Pattern::RunningQuote => "the quote runs on from the paragraph before",
            Pattern::DashCredit => "a credit behind a dash",
            Pattern::NameLine => "the line opens with the speaker's name",
        }
    }
}

/// What kind of expression names the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    Name,
    Pronoun,
    /// “the mayor”, “juru bicara militer AS itu”.
    Role,
    /// Somebody who is not named: “a senior official”, “pejabat yang enggan disebut namanya”.
    Unnamed,
    /// “residents”, “warga”.
    Group,
    Document,
    /// Who prints or broadcasts: “CNN reported”.
    Media,
    /// The ending of a cue: kata-nya.
    Clitic,
}

impl SourceKind {
    /// As `analyze` prints it.
    pub fn key(self) -> &'static str {
        match self {
            SourceKind::Name => "name",
            SourceKind::Pronoun => "pronoun",
            SourceKind::Role => "role",
            SourceKind::Unnamed => "unnamed",
            SourceKind::Group => "group",
            SourceKind::Document => "document",
            SourceKind::Media => "media",
            SourceKind::Clitic => "clitic",
        }
    }

    /// As hover says it.
    pub fn word(self) -> &'static str {
        match self {
            SourceKind::Name | SourceKind::Pronoun | SourceKind::Role | SourceKind::Clitic => "speaker",
            SourceKind::Unnamed => "unnamed source",
            SourceKind::Group => "group",
            SourceKind::Document => "document",
            SourceKind::Media => "medium",
        }
    }
}

/// What says that an expression means an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// It is the name.
    Name,
    /// Nobody spoke since.
    Spoke,
    /// The subject of the nearest sentence, or the nearest name.
    Named,
    /// The one who was introduced with that office.
    Role,
    /// The one of that age.
    Age,
    /// The one who comes from there.
    Origin,
}

impl Link {
    /// As hover says it.
    pub fn why(self) -> &'static str {
        match self {
            Link::Name => "by name",
            Link::Spoke => "who spoke last",
            Link::Named => "who was named last",
            Link::Role => "who was introduced so",
            Link::Age => "who is of that age",
            Link::Origin => "who comes from there",
        }
    }
}

/// The expression that names the source, and who it is.
#[derive(Clone, Debug)]
pub struct Source {
    /// The bare expression: a name without title, a role, a pronoun, or the cue that carries its source.
    pub place: Place,
    /// With title and modifiers.
    pub full: Place,
    pub kind: SourceKind,
    pub entity: Option<EntityId>,
    /// What says that it is this entity.
    pub link: Option<Link>,
    /// Mentions of those whom it may mean with equal right, where `entity` is none for that.
    pub rivals: Vec<MentionId>,
}

#[derive(Clone, Debug)]
pub struct Attribution {
    pub source: Source,
    pub cue: Option<Place>,
    pub pattern: Pattern,
    /// The quote whose source it shares (continued, running).
    pub from: Option<QuoteId>,
    /// Who printed or broadcast it: TASS, in “said X, quoted by TASS”.
    pub via: Option<Place>,
}

/// Gives every quote its attribution, or an excuse, or silence.
pub fn attribute(draft: &Draft, readings: &[Arc<Reading>], meaning: &mut Meaning) {
    let mut teller = carry::Teller::new(draft, readings, meaning);
    for block in 0..draft.blocks.len() {
        teller.block(block);
    }
    kinds::settle(draft, readings, meaning);
}
