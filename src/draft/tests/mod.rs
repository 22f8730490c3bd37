//! Tests of the readers, one file a format.

mod archieml;
mod html;
mod markdown;
mod properties;
