//! Room 0: characters and places.
//!
//! Everything above this room counts bytes of UTF-8. Lines and columns exist only here, in `position`, where
//! the three encodings that LSP knows are converted both ways. An `Edit` is what any change to a draft is made
//! of, wherever it comes from: an editor, a rename, a fix.

mod edit;
pub mod fold;
mod position;
mod span;

pub use edit::{Edit, apply};
pub use position::{Encoding, Position, Text};
pub use span::Span;
