//! Attribution: ordered patterns, the most precise first; the first that fits stands, and says why.
//!
//! `frame` lays out a block's words around its quotes; `source` reads the expressions that name speakers;
//! `patterns` looks for a quote's attribution in its own sentence; `carry` lets a speaker go on over sentences and
//! paragraphs; `resolve` says which entity an expression means.

mod carry;
mod frame;
mod patterns;
mod resolve;
mod source;

use std::sync::Arc;

use super::{EntityId, Meaning, Place, QuoteId};
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
    /// “the mayor”, “seorang juru bicara militer AS”.
    Role,
    /// “residents”, “warga”.
    Group,
    Document,
    /// The ending of a cue: kata-nya.
    Clitic,
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
}

#[derive(Clone, Debug)]
pub struct Attribution {
    pub source: Source,
    pub cue: Option<Place>,
    pub pattern: Pattern,
    /// The quote whose source it shares (continued, running).
    pub from: Option<QuoteId>,
}

/// Gives every quote its attribution, or an excuse, or silence.
pub fn attribute(draft: &Draft, readings: &[Arc<Reading>], meaning: &mut Meaning) {
    let mut teller = carry::Teller::new(draft, readings, meaning);
    for block in 0..draft.blocks.len() {
        teller.block(block);
    }
}
