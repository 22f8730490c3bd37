//! Tests of the readers, one file a format.

mod archieml;
mod html;
mod language;
mod markdown;
mod properties;
