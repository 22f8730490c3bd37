//! Which language a stretch of prose is in.
//!
//! Small words decide, because every pack has them and short paragraphs have little else; whatlang confirms that
//! a longer text is in none of our languages. Never asked about fewer than about twenty words alone: the draft
//! room lets short paragraphs follow their neighbours.

use super::{Pack, unknown};

/// A language, and how sure we are, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Guess {
    pub pack: &'static Pack,
    pub confidence: f64,
}

/// The language of the prose, or None where there is too little to tell.
pub fn detect(prose: &str) -> Option<Guess> {
    let info = whatlang::detect(prose)?;
    let pack = match info.lang() {
        whatlang::Lang::Eng => super::by_code("en")?,
        whatlang::Lang::Ind => super::by_code("id")?,
        _ => unknown(),
    };
    Some(Guess { pack, confidence: info.confidence() })
}
