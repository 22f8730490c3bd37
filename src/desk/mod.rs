//! Room 6: an editor's questions, answered in our own words and in bytes of the source.
//!
//! Each question is a function of an `Analysis` and an offset or a span; the faces turn the answers into LSP or
//! into lines on a terminal. What stands at a byte is decided in one place, `at`.

mod at;
mod beside;
pub mod completion;
mod fixes;
mod hover;
mod ignoring;
mod outline;
pub mod pencil;
mod places;
mod register;
mod rename;
pub mod series;
mod sources;
mod speakers;

#[cfg(test)]
mod marks;
#[cfg(test)]
mod testing;

pub use beside::{Hint, Ink, Lens, hints, inks, lenses};
pub use fixes::{Action, fixes};
pub use hover::{Hover, hover};
pub use outline::{Symbol, SymbolKind, outline, symbol_kind};
pub use places::{definition, highlights, references};
pub use register::{Entering, Sheet, SheetKind, entering, renamed};
pub use rename::{Acronym, Refusal, Renaming, Target, prepare_rename, rename};
pub use sources::{Quotation, Source, SourceKind, Sources, sources};
