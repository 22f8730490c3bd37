//! Rename: a person, an organisation or a place through the whole draft, part by part.

use crate::analysis::Analysis;
use crate::text::{Edit, Span};

/// What a rename at some place would change.
#[derive(Clone, Debug)]
pub struct Target {
    /// The mention under the cursor, in the source.
    pub span: Span,
    /// Its text: what the editor offers to be typed over.
    pub placeholder: String,
}

/// Why a name cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NothingHere,
    Empty,
    LineBreak,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::NothingHere => "There is no person, organisation or place here to rename",
            Refusal::Empty => "A name cannot be empty",
            Refusal::LineBreak => "A name cannot hold a line break",
        })
    }
}

impl std::error::Error for Refusal {}

/// The changes of a rename.
#[derive(Clone, Debug)]
pub struct Renaming {
    /// Each change, and whether it needs the writer's confirmation.
    pub edits: Vec<(Edit, bool)>,
}

/// The name at a byte of the source, or None where a rename is somebody else's business.
pub fn prepare_rename(_analysis: &Analysis, _offset: usize) -> Option<Target> {
    None
}

/// Renames the entity at a byte of the source: `new` stands for the mention under the cursor.
pub fn rename(_analysis: &Analysis, _offset: usize, _new: &str) -> Result<Renaming, Refusal> {
    Err(Refusal::NothingHere)
}
