//! Tests of the readers, one file a format.

mod html;
mod markdown;
