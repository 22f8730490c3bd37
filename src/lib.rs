//! copydesk reads news drafts: quotes, who said them, and the names in them.
//!
//! A draft flows through the rooms below in one direction, and a room imports only the rooms above it:
//!
//! text → language → draft → reading → register → meaning → rules → analysis → desk → the faces (cli, lsp)
//!
//! What must never be, checked by `tests/tidy.rs`: an import from a lower room to a higher one; `lsp_types`
//! outside `lsp`; files, clock, environment or printing below the faces; a word list in Rust code; a rule
//! without its page; a file without a front page; network anywhere; `unsafe`. Analysis never fails.

pub mod analysis;
pub mod cli;
pub mod desk;
pub mod draft;
pub mod drafts;
pub mod keys;
pub mod language;
pub mod lsp;
pub mod meaning;
pub mod project;
pub mod reading;
pub mod register;
pub mod rules;
pub mod settings;
pub mod text;
