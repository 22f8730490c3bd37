//! The frame: a block's words outside its quotes, with each quote as one item, cut into segments.
//!
//! A segment is what a reader takes as one sentence around its quotes: `“We won,” said Ana, “and we knew it.”` is
//! one segment. A quote that ends with a full stop ends its segment when a capital follows; one that ends with a
//! question mark does not, because its attribution may follow.

use std::ops::Range;

use crate::draft::Block;
use crate::language::{Class, Classes};
use crate::reading::{Kind, Quote, Reading, Word, WordKind};

/// No sentence has more items; where marks alone fill a page, no quote looks further for its cue.
const MOST: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An index of the reading's words.
    Word(usize),
    /// An index of the reading's quotes, all of depth 0.
    Quote(usize),
}

pub struct Frame<'a> {
    pub block: &'a Block,
    pub reading: &'a Reading,
    pub items: Vec<Item>,
    /// Ranges of items; together they cover all.
    pub segments: Vec<Range<usize>>,
    /// For each word, the mention that it belongs to.
    mention_of: Vec<Option<u32>>,
}

impl<'a> Frame<'a> {
    /// `kinds` says what each mention is over the whole draft: a weak one that is nothing is no name.
    pub fn new(block: &'a Block, reading: &'a Reading, kinds: &[Option<Kind>]) -> Frame<'a> {
        let mut items = Vec::with_capacity(reading.words.len());
        let mut quotes = reading.quotes.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
        let mut w = 0;
        while w < reading.words.len() {
            let word = &reading.words[w];
            if let Some(&(index, quote)) = quotes.peek().filter(|(_, q)| q.span.start <= word.span.start) {
                items.push(Item::Quote(index));
                quotes.next();
                while w < reading.words.len() && reading.words[w].span.start < quote.span.end {
                    w += 1;
                }
                continue;
            }
            if word.kind != WordKind::Mark {
                items.push(Item::Word(w));
            }
            w += 1;
        }
        let mut mention_of = vec![None; reading.words.len()];
        for (m, mention) in reading.mentions.iter().enumerate() {
            if mention.weak && kinds.get(m).copied().flatten().is_none() {
                continue;
            }
            for slot in &mut mention_of[mention.words.clone()] {
                *slot = Some(m as u32);
            }
        }
        let mut frame = Frame { block, reading, items, segments: Vec::new(), mention_of };
        frame.segments = frame.cut();
        frame
    }

    fn cut(&self) -> Vec<Range<usize>> {
        let mut segments = Vec::new();
        let mut start = 0;
        for i in 0..self.items.len() {
            if self.ends_segment(i) || i - start >= MOST {
                segments.push(start..i + 1);
                start = i + 1;
            }
        }
        if start < self.items.len() {
            segments.push(start..self.items.len());
        }
        segments
    }

    fn ends_segment(&self, i: usize) -> bool {
        let Some(next) = self.items.get(i + 1) else { return true };
        match self.items[i] {
            Item::Word(w) => {
                let last = self.reading.sentences.partition_point(|s| s.end <= w);
                let ends = self.reading.sentences.get(last).is_some_and(|s| s.end == w + 1);
                // The words of a stray mark between are no item: the stop itself tells as well.
                let stop = self.is_stop(i) && self.opens(*next);
                ends || stop
            }
            Item::Quote(q) => {
                let quote = &self.reading.quotes[q];
                let text = quote.inner.of(&self.block.prose).trim_end();
                let stop = text.ends_with('.') || !quote.closed;
                match next {
                    Item::Quote(_) => text.ends_with(['.', '!', '?', '…']),
                    Item::Word(_) => stop && self.opens(*next),
                }
            }
        }
    }

    fn opens(&self, item: Item) -> bool {
        match item {
            Item::Quote(_) => true,
            Item::Word(w) => self.reading.words[w].capital || self.reading.words[w].kind == WordKind::Number,
        }
    }

    /// The word at an item; None at a quote and past the ends.
    pub fn word(&self, i: usize) -> Option<&'a Word> {
        match self.items.get(i)? {
            Item::Word(w) => self.reading.words.get(*w),
            Item::Quote(_) => None,
        }
    }

    pub fn quote(&self, i: usize) -> Option<(usize, &'a Quote)> {
        match self.items.get(i)? {
            Item::Quote(q) => Some((*q, &self.reading.quotes[*q])),
            Item::Word(_) => None,
        }
    }

    pub fn text(&self, i: usize) -> &'a str {
        self.word(i).map_or("", |w| w.span.of(&self.block.prose))
    }

    pub fn has(&self, i: usize, class: Class) -> bool {
        self.word(i).is_some_and(|w| w.has(class))
    }

    pub fn any(&self, i: usize, classes: Classes) -> bool {
        self.word(i).is_some_and(|w| w.classes.any(classes))
    }

    /// Whether the word is a verb of these classes: no part of a name, and no noun behind an article (`a close adviser`).
    pub fn verb(&self, i: usize, classes: Classes) -> bool {
        const NOUN: Classes = Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]);
        let noun = i > 0
            && self.any(i - 1, NOUN)
            && !self.any(i - 1, Classes::of(&[Class::Complementizer, Class::Relative, Class::OnePerson]));
        self.any(i, classes) && self.mention(i).is_none() && !noun && !self.is_title(i)
    }

    /// Judge Hall said: a title with its capital, before a name, is no verb.
    pub fn is_title(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.capital && w.has(Class::Title)) && self.mention(i + 1).is_some()
    }

    pub fn is_comma(&self, i: usize) -> bool {
        self.text(i) == ","
    }

    pub fn is_colon(&self, i: usize) -> bool {
        self.text(i) == ":"
    }

    pub fn is_dash(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.kind == WordKind::Punctuation) && self.text(i).starts_with(['-', '–', '—', '―'])
    }

    pub fn is_stop(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.kind == WordKind::Punctuation) && self.text(i).starts_with(['.', '!', '?', '…'])
    }

    pub fn is_punctuation(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.kind == WordKind::Punctuation)
    }

    /// The mention that the word at an item belongs to, as an index of the reading's mentions.
    pub fn mention(&self, i: usize) -> Option<usize> {
        match self.items.get(i)? {
            Item::Word(w) => self.mention_of[*w].map(|m| m as usize),
            Item::Quote(_) => None,
        }
    }

    /// The item of a word; None where it stands inside a quote.
    pub fn item_of_word(&self, word: usize) -> Option<usize> {
        let key = |item: &Item| match item {
            Item::Word(w) => *w,
            Item::Quote(q) => self.reading.words.partition_point(|x| x.span.start < self.reading.quotes[*q].span.start),
        };
        let i = self.items.partition_point(|item| key(item) < word);
        (self.items.get(i) == Some(&Item::Word(word))).then_some(i)
    }

    /// The items of a mention.
    pub fn mention_items(&self, mention: usize) -> Option<Range<usize>> {
        let words = &self.reading.mentions[mention].words;
        let start = self.item_of_word(words.start)?;
        Some(start..start + words.len())
    }

    /// The segment that holds an item.
    pub fn segment_of(&self, i: usize) -> usize {
        self.segments.partition_point(|s| s.end <= i)
    }
}
