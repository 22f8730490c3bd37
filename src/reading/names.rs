//! Names: runs of capitalised words, cut where titles end and where another name begins.

use std::ops::Range;

use super::{Kind, Quote, Signs, Word};
use crate::draft::Block;
use crate::text::Span;

/// A name as it stands in a block.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name alone: no title before it, no possessive or clitic behind it. In the block's prose.
    pub span: Span,
    /// The words of `span`, as a range of the reading's words.
    pub words: Range<usize>,
    /// Titles, ranks, courtesies and roles right before the name.
    pub title: Option<Span>,
    /// What the place beside the name says of its kind; None where nothing does.
    pub kind: Option<Kind>,
    pub signs: Signs,
    /// The innermost quote in which it stands, as an index of the reading's quotes.
    pub quote: Option<usize>,
}

pub fn of(_block: &Block, _words: &[Word], _sentences: &[Range<usize>], _quotes: &[Quote]) -> Vec<Mention> {
    Vec::new()
}
