//! Sentences: where one ends and the next begins.

use std::ops::Range;

use super::Word;

pub fn of(_prose: &str, _words: &[Word]) -> Vec<Range<usize>> {
    Vec::new()
}
