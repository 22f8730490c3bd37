//! Fixes: what mends a finding, and what silences it.

use crate::analysis::Analysis;
use crate::text::{Edit, Span};

/// A change on offer for a finding.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, as a command.
    pub title: String,
    pub edits: Vec<Edit>,
    /// The finding that it mends, as an index of `Analysis::findings`.
    pub finding: usize,
    /// It is what most writers want; an editor may apply it without asking which.
    pub preferred: bool,
}

/// The changes on offer for all findings that a span of the source touches, the best first.
pub fn fixes(_analysis: &Analysis, _span: Span) -> Vec<Action> {
    Vec::new()
}
