//! The language of each block: front matter, then the settings, then detection paragraph by paragraph.

use super::Draft;
use crate::language::{Pack, by_code, detect, unknown};

pub fn assign(draft: &mut Draft, known: Option<&'static Pack>) {
    let named = draft.front.language.as_deref().map(|l| by_code(l).unwrap_or_else(unknown)).or(known);
    let whole: String = draft.blocks.iter().map(|b| b.prose.as_str()).collect::<Vec<_>>().join(" ");
    let pack = named.or_else(|| detect(&whole).map(|g| g.pack)).unwrap_or_else(unknown);
    for block in &mut draft.blocks {
        block.pack = pack;
    }
}
