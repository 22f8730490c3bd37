//! Series: what the drafts of a folder have in common.
//!
//! Of each draft a `Card` is kept: who is named in it, and where. Cards hold positions and not bytes, because the text
//! itself is not kept. From cards come the places of a name in other drafts, the symbols of a whole folder, and the names
//! that other drafts spell otherwise.

mod card;
mod search;
mod spelling;

pub use card::{Card, Form, Named, Range, card, named_at};
pub use search::rank;
pub use spelling::{Across, Spellings, across};

#[cfg(test)]
mod tests;
