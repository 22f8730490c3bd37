//! The language of each block: front matter, then the settings, then detection paragraph by paragraph.
//!
//! A paragraph long enough to tell is read in its own language, whatever the draft's is: an English quote of three
//! sentences in an Indonesian story has English cues. Shorter ones follow the draft, or the foreign paragraphs
//! that they stand between.

use rustc_hash::FxHashMap;

use super::{BlockKind, Draft};
use crate::language::{Pack, by_code, detect, detect_known, unknown};

/// Below so many words, a paragraph is not asked alone.
const ENOUGH: usize = 20;

/// How much of a draft is read to know its main language, in bytes.
const SAMPLE: usize = 40_000;

/// How sure of a paragraph's language we must be to read it in another than the draft's.
const SURE: f64 = 0.5;

/// How many paragraphs of one draft may be read letter by letter; it costs much more than counting words.
const MOST_BY_LETTERS: usize = 2000;

/// What was guessed of the paragraphs of a draft, by their prose, so that an edit asks about one of them again.
#[derive(Debug, Default)]
pub struct Guesses {
    known: FxHashMap<Box<str>, Guessed>,
}

#[derive(Clone, Copy, Debug)]
struct Guessed {
    /// None where we are not sure.
    pack: Option<&'static Pack>,
    by_letters: bool,
}

pub fn assign(draft: &mut Draft, known: Option<&'static Pack>, before: &mut Guesses) {
    let named = draft.front.language.as_deref().map(|l| by_code(l.trim()).unwrap_or_else(unknown)).or(known);
    let guesses = guesses(draft, before);
    let main = named.or_else(|| most(draft, &guesses)).or_else(|| detect(&sample(draft)).map(|g| g.pack));
    let main = main.unwrap_or_else(unknown);
    let decided: Vec<Option<&'static Pack>> = guesses.iter().map(|g| g.map(|pack| pack.unwrap_or(main))).collect();
    // The nearest decided block after each, for the short ones.
    let mut next = vec![None; decided.len()];
    for i in (0..decided.len().saturating_sub(1)).rev() {
        next[i] = decided[i + 1].or(next[i + 1]);
    }
    let mut before: Option<&'static Pack> = None;
    for (i, block) in draft.blocks.iter_mut().enumerate() {
        block.pack = decided[i].unwrap_or_else(|| match (before, next[i]) {
            (Some(b), Some(n)) if b.code == n.code && is_body(block.kind) => b,
            _ => main,
        });
        before = decided[i].or(before);
    }
}

/// For each block that is long enough its language, if we are sure of that.
fn guesses(draft: &Draft, before: &mut Guesses) -> Vec<Option<Option<&'static Pack>>> {
    let mut kept = FxHashMap::default();
    let mut by_letters = 0;
    let mut guess = |prose: &str| {
        prose.split_whitespace().nth(ENOUGH - 1)?;
        let may = by_letters < MOST_BY_LETTERS;
        let (prose, guessed) = before.known.remove_entry(prose).unwrap_or_else(|| {
            let twice = kept.get(prose).copied();
            (prose.into(), twice.unwrap_or_else(|| ask(prose, may)))
        });
        if guessed.by_letters && !may {
            return Some(None);
        }
        by_letters += usize::from(guessed.by_letters);
        kept.insert(prose, guessed);
        Some(guessed.pack)
    };
    let guesses = draft.blocks.iter().map(|b| guess(&b.prose)).collect();
    before.known = kept;
    guesses
}

/// Asks about one paragraph: by its small words, and where these do not tell and it `may` be, by its letters.
fn ask(prose: &str, may: bool) -> Guessed {
    let known = detect_known(prose);
    let by_letters = known.is_none();
    let guess = known.or_else(|| if may { detect(prose) } else { None });
    Guessed { pack: guess.filter(|g| g.confidence >= SURE).map(|g| g.pack), by_letters }
}

/// The language of most of the prose that we are sure of.
fn most(draft: &Draft, guesses: &[Option<Option<&'static Pack>>]) -> Option<&'static Pack> {
    let mut sizes: Vec<(&'static Pack, usize)> = Vec::new();
    for (block, guess) in draft.blocks.iter().zip(guesses) {
        let Some(Some(pack)) = guess else { continue };
        match sizes.iter_mut().find(|(p, _)| p.code == pack.code) {
            Some((_, size)) => *size += block.prose.len(),
            None => sizes.push((pack, block.prose.len())),
        }
    }
    sizes.into_iter().max_by_key(|s| s.1).map(|s| s.0)
}

/// Whether a block stands in the run of the story, between its neighbours.
fn is_body(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem)
}

/// The beginning of the draft's prose; the paragraphs of it, if it has any, for captions and names mislead.
fn sample(draft: &Draft) -> String {
    let mut sample = String::new();
    let body = draft.blocks.iter().filter(|b| is_body(b.kind));
    let rest = draft.blocks.iter().filter(|b| !is_body(b.kind));
    for block in body.chain(rest) {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        let end = (0..4)
            .filter_map(|n| block.prose.len().min(room).checked_sub(n))
            .find(|&n| block.prose.is_char_boundary(n));
        sample.push_str(&block.prose[..end.unwrap_or(0)]);
        sample.push('\n');
    }
    sample
}
