//! Quotes: which marks open, which close, and what stands between them.

use super::Word;
use crate::draft::Block;
use crate::text::Span;

/// What a quoted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Somebody's words, a sentence or more.
    Speech,
    /// Somebody's words as part of another sentence.
    Fragment,
    /// The title of a work or an event.
    Title,
    /// A word held with tongs: a term, a nickname, a slogan.
    Term,
}

impl QuoteKind {
    /// As `analyze` prints it.
    pub fn key(self) -> &'static str {
        match self {
            QuoteKind::Speech => "speech",
            QuoteKind::Fragment => "fragment",
            QuoteKind::Title => "title",
            QuoteKind::Term => "term",
        }
    }
}

/// A text between quotation marks.
#[derive(Clone, Debug)]
pub struct Quote {
    /// With its marks, in the block's prose.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    pub kind: QuoteKind,
    /// How many quotes it stands in; 0 for a quote of the block itself.
    pub depth: usize,
    /// It opens with a mark. False: the paragraph goes on with a quote of the paragraph before it.
    pub opened: bool,
    /// It closes with a mark. False: a running quote, or a fault; the next paragraph decides.
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A mark that opens and is never closed.
    Unclosed,
    /// A mark that closes what was never opened.
    Unopened,
}

/// A mark without a partner in its block. `meaning` takes those away that a running quote explains.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The mark.
    pub span: Span,
    pub kind: FaultKind,
}

pub fn of(_block: &Block, _words: &[Word]) -> (Vec<Quote>, Vec<Fault>) {
    (Vec::new(), Vec::new())
}
