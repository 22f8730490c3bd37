//! Hover: who somebody is, and who said a quote.

use crate::analysis::Analysis;
use crate::text::Span;

/// An answer to “what is this?”
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about, in the source.
    pub span: Span,
    pub markdown: String,
}

/// What stands at a byte of the source: a name first, then the innermost quote.
pub fn hover(_analysis: &Analysis, _offset: usize) -> Option<Hover> {
    None
}
