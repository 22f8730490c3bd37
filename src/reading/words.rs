//! Words: where they begin and end, and their classes in the block's language.

use crate::language::{Classes, Pack};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    Word,
    Number,
    /// A quotation mark, or an apostrophe that may be one.
    Mark,
    /// Comma, full stop, bracket, dash …
    Punctuation,
    /// An address, a handle, a hashtag, a file name.
    Address,
}

#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// In the block's prose; without possessive ending.
    pub span: Span,
    /// Where the word ends with its possessive or clitic ending.
    pub end: usize,
    pub kind: WordKind,
    pub classes: Classes,
    /// Begins with a capital.
    pub capital: bool,
    /// Two letters or more, all of them capitals.
    pub shouted: bool,
    /// Initials of a name: `J.`, `J.K.`
    pub initial: bool,
}

pub fn of(_prose: &str, _pack: &Pack) -> Vec<Word> {
    Vec::new()
}
