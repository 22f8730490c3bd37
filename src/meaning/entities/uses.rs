//! Uses: every name of the draft with its parts, before anything is gathered.

use std::sync::Arc;

use super::fold::fold;
use crate::draft::{Block, BlockKind, Draft};
use crate::language::{Class, Classes};
use crate::meaning::Place;
use crate::reading::{Kind, Reading, Signs};
use crate::text::Span;

/// A name at one place. `cluster` is filled by `clusters`.
#[derive(Clone, Debug)]
pub struct Use {
    pub place: Place,
    pub title: Option<Span>,
    pub apposition: Option<Span>,
    pub kind: Option<Kind>,
    pub signs: Signs,
    /// The parts, in the block's prose, with their folded text.
    pub parts: Vec<(Span, String)>,
    /// The index of the sentence in the whole draft.
    pub sentence: usize,
    /// Headline, caption, standfirst: they may name before the story introduces.
    pub furniture: bool,
    /// The quote in which it stands, as an index of the block's reading.
    pub quote: Option<usize>,
    /// More than one entity of the draft has this name.
    pub uncertain: bool,
    pub cluster: Option<usize>,
    /// A title that stands alone: see `Mention::weak`.
    pub weak: bool,
}

pub fn of(draft: &Draft, readings: &[Arc<Reading>]) -> Vec<Use> {
    let mut uses = Vec::new();
    let mut sentences = 0;
    for (index, (block, reading)) in draft.blocks.iter().zip(readings).enumerate() {
        for mention in &reading.mentions {
            let parts = parts(block, reading, mention.words.clone());
            if parts.is_empty() {
                continue;
            }
            let sentence = reading.sentences.partition_point(|s| s.end <= mention.words.start);
            uses.push(Use {
                place: Place { block: index, span: mention.span },
                title: mention.title,
                apposition: mention.apposition,
                kind: mention.kind,
                signs: mention.signs,
                parts,
                sentence: sentences + sentence,
                furniture: !matches!(
                    block.kind,
                    BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote | BlockKind::Footnote
                ),
                quote: mention.quote,
                uncertain: false,
                cluster: None,
                weak: mention.weak && !(mention.signs.cue && mention.signs.given),
            });
        }
        sentences += reading.sentences.len();
    }
    cut_clitics(draft, &mut uses);
    keep_apostrophes(draft, &mut uses);
    free_persons(draft, &mut uses);
    uses
}

/// `Sanggar Djoko Sarwono`, `Pemakaman Joko Sarwono`: an organisation or a place that bears the name of a person of
/// the draft. The name is the person's, so that a rename and a spelling reach it.
fn free_persons(draft: &Draft, uses: &mut [Use]) {
    let persons: Vec<Vec<String>> = {
        let full = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() >= 2);
        let keys: rustc_hash::FxHashSet<Vec<String>> =
            full.map(|u| u.parts.iter().map(|p| p.1.clone()).collect()).collect();
        let mut keys: Vec<_> = keys.into_iter().collect();
        keys.sort();
        keys
    };
    for one in
        uses.iter_mut().filter(|u| matches!(u.kind, Some(Kind::Organisation | Kind::Place)) && u.parts.len() >= 3)
    {
        let pack = draft.blocks[one.place.block].pack;
        let same = |(part, name): (&(Span, String), &String)| {
            part.1 == *name || super::letters::difference(&part.1, name, pack).is_some()
        };
        let bears = |name: &Vec<String>| {
            let tail = one.parts.len().checked_sub(name.len()).filter(|&t| t > 0)?;
            let fits = one.parts[tail..].iter().zip(name).all(same)
                && one.parts[tail..].iter().zip(name).any(|(p, n)| p.1 == *n);
            fits.then_some(tail)
        };
        if let Some(tail) = persons.iter().take(500).find_map(bears) {
            one.parts.drain(..tail);
            one.place.span.start = one.parts[0].0.start;
            one.kind = Some(Kind::Person);
            one.signs.organisation = false;
            one.signs.place = false;
        }
    }
}

/// `McDonald’s` twice and `McDonalds` once: of a name that never stands without its ’s, that is the last part.
fn keep_apostrophes(draft: &Draft, uses: &mut [Use]) {
    // An ending with a letter in it: an apostrophe alone is no part of a name.
    let ending = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let rest = &block.prose[u.place.span.end..];
        let endings = block.pack.endings.possessive.iter().filter(|e| e.contains(char::is_lowercase));
        endings.map(String::as_str).find(|e| rest.starts_with(e)).map(str::len)
    };
    let mut by_name: rustc_hash::FxHashMap<String, (usize, bool)> = rustc_hash::FxHashMap::default();
    for one in uses.iter().filter(|u| u.parts.len() == 1 && u.parts[0].1.len() > 4) {
        let known = by_name.entry(one.parts[0].1.clone()).or_insert((0, true));
        *known = (known.0 + 1, known.1 && ending(one).is_some());
    }
    let plural = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let before =
            block.prose[..u.place.span.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let classes = block.pack.lexicon.classes(&before, &before);
        classes.any(Classes::of(&[Class::Determiner, Class::Possessive, Class::Indefinite]))
            || before.ends_with(|c: char| c.is_ascii_digit())
    };
    let brands: rustc_hash::FxHashSet<String> = uses
        .iter()
        .filter(|u| u.parts.len() == 1 && u.title.is_none() && !plural(u))
        .filter_map(|u| u.parts[0].1.strip_suffix('s'))
        .filter(|stem| by_name.get(*stem).is_some_and(|(n, always)| *n > 1 && *always))
        .map(str::to_string)
        .collect();
    for one in uses.iter_mut().filter(|u| u.parts.len() == 1 && brands.contains(&u.parts[0].1)) {
        let Some(more) = ending(one) else { continue };
        one.parts[0].0.end += more;
        one.parts[0].1.push('s');
        one.place.span.end += more;
        one.kind = Some(Kind::Organisation);
    }
}

/// `Rahmatlah` is Rahmat with an ending, where the draft has Rahmat and its language the ending.
fn cut_clitics(draft: &Draft, uses: &mut [Use]) {
    let known: rustc_hash::FxHashSet<String> = uses.iter().flat_map(|u| u.parts.iter().map(|p| p.1.clone())).collect();
    for one in uses {
        let pack = draft.blocks[one.place.block].pack;
        let Some((span, text)) = one.parts.last_mut() else { continue };
        let stem = pack.endings.clitic.iter().find_map(|ending| {
            let stem = text.strip_suffix(ending.as_str()).filter(|s| s.len() >= 3 && known.contains(*s))?;
            Some((stem.to_string(), ending.len()))
        });
        if let Some((stem, cut)) = stem.filter(|(_, cut)| span.len() > *cut) {
            *text = stem;
            span.end -= cut;
            one.place.span.end = span.end;
        }
    }
}

/// The parts of a name: its words, and the words of phrases (`New York`) one by one.
fn parts(block: &Block, reading: &Reading, words: std::ops::Range<usize>) -> Vec<(Span, String)> {
    let mut parts = Vec::new();
    for word in &reading.words[words] {
        if word.has(Class::Degree) && !parts.is_empty() {
            continue;
        }
        let text = word.span.of(&block.prose);
        let mut at = 0;
        for piece in text.split_whitespace() {
            let start = text[at..].find(piece).map_or(at, |i| at + i);
            at = start + piece.len();
            let folded = fold(piece);
            if !folded.is_empty() {
                parts.push((Span::new(word.span.start + start, word.span.start + at), folded));
            }
        }
    }
    parts
}
