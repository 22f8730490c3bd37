//! The outline: people, organisations and places with what they said.

use crate::analysis::Analysis;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Group,
    Person,
    Organisation,
    Place,
    Other,
    Quote,
}

/// A line of the outline. `span` covers `selection`, both in the source.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    pub span: Span,
    pub selection: Span,
    pub children: Vec<Symbol>,
}

/// Quotes under their speakers, quotes that nobody speaks first.
pub fn outline(_analysis: &Analysis) -> Vec<Symbol> {
    Vec::new()
}
