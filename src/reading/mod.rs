//! Room 3: what stands on the page.
//!
//! A pure function of one block: its words, its sentences, the text between quotation marks, the names, and the
//! words by which people are said to have spoken. Nothing here knows another block, so a block whose text has
//! not changed is never read twice. All spans count bytes of the block's prose.

mod kinds;
mod names;
mod quotes;
mod sentences;
mod words;

pub use kinds::{Kind, Signs};
pub use names::Mention;
pub use quotes::{Fault, FaultKind, Quote, QuoteKind};
pub use words::{Word, WordKind};

use crate::draft::Block;
use crate::text::Span;

#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Words, numbers, punctuation and marks, in order. A phrase that the pack knows (`according to`) is one word.
    pub words: Vec<Word>,
    /// Each sentence as a range of `words`.
    pub sentences: Vec<std::ops::Range<usize>>,
    /// In order of their opening marks; a quote inside a quote follows it.
    pub quotes: Vec<Quote>,
    /// Marks that have no partner and may be mistakes.
    pub faults: Vec<Fault>,
    /// Names, in order; they never overlap.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// The index of the first word that ends behind this byte of the prose.
    pub fn word_at(&self, offset: usize) -> usize {
        self.words.partition_point(|w| w.span.end <= offset)
    }

    /// The innermost quote around a span.
    pub fn quote_around(&self, span: Span) -> Option<usize> {
        self.quotes.iter().rposition(|q| q.inner.covers(span))
    }
}

/// Reads one block.
pub fn read(block: &Block) -> Reading {
    let words = words::of(&block.prose, block.pack);
    let sentences = sentences::of(&block.prose, &words);
    let (quotes, faults) = quotes::of(block, &words);
    let mentions = names::of(block, &words, &sentences, &quotes);
    Reading { words, sentences, quotes, faults, mentions }
}
