//! Places: where an entity is first named, and where else.

use crate::analysis::Analysis;
use crate::text::Span;

/// The first mention of the entity at a byte of the source.
pub fn definition(_analysis: &Analysis, _offset: usize) -> Option<Span> {
    None
}

/// Every mention of the entity at a byte of the source, in order; without the first where `first` is false.
pub fn references(_analysis: &Analysis, _offset: usize, _first: bool) -> Vec<Span> {
    Vec::new()
}

/// What to light up for the byte under the cursor: the entity's mentions, or a quote with its source and cue.
pub fn highlights(_analysis: &Analysis, _offset: usize) -> Vec<Span> {
    Vec::new()
}
