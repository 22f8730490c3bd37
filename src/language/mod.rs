//! Room 1: what we know about a language, as data.
//!
//! One TOML file per language in `packs/`, read once, checked when it is read: an unknown key or class fails
//! with the file, the line and the key. No code above this room knows a word of any language; it asks which
//! *classes* a word belongs to (`Class`), and the pack answers. `und` is the pack of languages that we do not
//! know: quotation marks without words, and rules that need words are silent there.

mod class;
mod detect;
mod facts;
mod lexicon;
mod names;
mod pack;

pub use class::{Class, Classes};
pub use detect::{Guess, detect, detect_known};
pub use facts::{Acronyms, Ages, Forms, Groups, Offices, People, Shapes, Short};
pub use lexicon::Lexicon;
pub use names::{Sex, sex};
pub use pack::{Capitals, Pack, all, by_code, unknown};
