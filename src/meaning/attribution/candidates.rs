//! Candidates: who else might have spoken a quote, asked only when somebody wants to know.
//!
//! Of a quote with a source: how far its cue stands from it, and who in reach lost, and why. Of a quote without one:
//! what was looked for and not found, and who in reach may be meant. Nothing here decides anything; it looks again at
//! what the patterns saw.

use std::sync::Arc;

use super::antecedent::sex_of;
use super::carry::kinds_of;
use super::frame::{Frame, Item};
use super::resolve::Scope;
use super::{Attribution, Link, SourceKind};
use crate::draft::{BlockKind, Draft};
use crate::language::{Class, Classes};
use crate::meaning::{EntityId, Meaning, MentionId, NameUse, Place, QuoteId};
use crate::reading::{Kind, Reading, WordKind};
use crate::text::Span;

/// As many as a line has room for.
const MOST: usize = 3;
/// How many blocks before a quote a speaker may stand who is on offer for it; of those behind it the first.
const REACH: usize = 4;
const VERBS: Classes =
    Classes::of(&[Class::Cue, Class::InvertedCue, Class::WeakCue, Class::CueWithSource, Class::ParticipleCue]);

/// Where the word that decided stands, seen from its quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// So many words stand between them.
    Before(usize),
    Behind(usize),
    /// So many paragraphs up.
    Up(usize),
    /// In a paragraph below.
    Below,
    /// The quote stands inside the words: never in a draft that was read well.
    Inside,
}

/// Why somebody in reach of a quote is not held to be its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// told CNN
    Listens,
    /// quoted by TASS
    Printed,
    /// A verb of saying stands beside the name, but another stands nearer to the quote.
    Farther,
    /// A pronoun for the other sex.
    Sex,
    /// A pronoun goes on with the one who spoke last.
    Unheard,
    /// A pronoun means the one who leads the sentence.
    Led,
    /// A pronoun means somebody who was named nearer.
    Earlier,
    /// No verb of saying stands beside the name.
    Silent,
}

impl Loss {
    /// As hover says it.
    pub fn why(self) -> &'static str {
        match self {
            Loss::Listens => "is spoken to",
            Loss::Printed => "printed it",
            Loss::Farther => "speaks further away",
            Loss::Sex => "the pronoun is another’s",
            Loss::Unheard => "did not speak last",
            Loss::Led => "does not lead the sentence",
            Loss::Earlier => "named further back",
            Loss::Silent => "no verb of saying",
        }
    }
}

/// Somebody who lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    pub mention: MentionId,
    pub loss: Loss,
}

/// What decided about a quote.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Of the cue, or of the source where there is no cue.
    pub distance: Option<Distance>,
    /// The nearest first, three at most.
    pub lost: Vec<Lost>,
}

/// What decided who spoke a quote, and who lost.
pub fn explain(draft: &Draft, readings: &[Arc<Reading>], meaning: &Meaning, quote: QuoteId) -> Explanation {
    let Some(said) = &meaning.quotes[quote].attribution else { return Explanation::default() };
    let place = meaning.quotes[quote].place;
    let scope = Scope { draft, readings, meaning, block: place.block };
    let distance = Some(distance(scope, place, said.cue.unwrap_or(said.source.place)));
    let resolved = matches!(said.source.kind, SourceKind::Pronoun | SourceKind::Clitic);
    let back = if resolved { 1 } else { 0 };
    let mut lost: Vec<Lost> = Vec::new();
    for mention in near(scope, place, back) {
        let entity = meaning.mentions[mention].entity;
        let known = Some(entity) == said.source.entity
            || said.source.full.block == place.block && covers(said.source.full, meaning.mentions[mention].place)
            || said.source.rivals.iter().any(|&r| meaning.mentions[r].entity == entity)
            || lost.iter().any(|l| meaning.mentions[l.mention].entity == entity);
        if !known && let Some(loss) = loss(scope, said, mention) {
            lost.push(Lost { mention, loss });
        }
    }
    lost.truncate(MOST);
    Explanation { distance, lost }
}

fn covers(outer: Place, inner: Place) -> bool {
    outer.block == inner.block && outer.span.covers(inner.span)
}

/// How far a word or an expression stands from a quote.
fn distance(scope: Scope, quote: Place, of: Place) -> Distance {
    if of.block != quote.block {
        return if of.block < quote.block { Distance::Up(quote.block - of.block) } else { Distance::Below };
    }
    let between = |from: usize, to: usize| {
        let words = scope.words(Place { block: quote.block, span: Span::new(from, to.max(from)) }).iter();
        let inside = words.filter(|w| w.span.start >= from && w.span.end <= to);
        inside.filter(|w| matches!(w.kind, WordKind::Word | WordKind::Number)).count()
    };
    match () {
        _ if of.span.end <= quote.span.start => Distance::Before(between(of.span.end, quote.span.start)),
        _ if of.span.start >= quote.span.end => Distance::Behind(between(quote.span.end, of.span.start)),
        _ => Distance::Inside,
    }
}

/// The people and organisations named outside quotes in a quote's own paragraph and in so many before it, the nearest
/// first.
fn near(scope: Scope, quote: Place, back: usize) -> Vec<MentionId> {
    let mentions = &scope.meaning.mentions;
    let from = mentions.partition_point(|m| m.place.block < quote.block.saturating_sub(back));
    let here = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.place.block <= quote.block);
    let speaks = |e: EntityId| matches!(scope.meaning.entities[e].kind, Kind::Person | Kind::Organisation);
    let mut near: Vec<(usize, usize, MentionId)> = here
        .filter(|(_, m)| m.quote.is_none() && speaks(m.entity) && body(scope, m.place.block))
        .map(|(id, m)| {
            let bytes = if m.place.block == quote.block { gap(m.place.span, quote.span) } else { usize::MAX - id };
            (quote.block - m.place.block, bytes, id)
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, _, id)| id).take(4 * MOST).collect()
}

fn gap(a: Span, b: Span) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn body(scope: Scope, block: usize) -> bool {
    matches!(scope.draft.blocks[block].kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
}

/// Why a mention is not the source; None where it is nothing that could have been.
fn loss(scope: Scope, said: &Attribution, mention: MentionId) -> Option<Loss> {
    let one = &scope.meaning.mentions[mention];
    if said.via.is_some_and(|via| via.block == one.place.block && via.span.overlaps(one.place.span)) {
        return Some(Loss::Printed);
    }
    let reading = &scope.readings[one.place.block];
    let start = one.title.map_or(one.place.span.start, |t| t.start.min(one.place.span.start));
    let first = reading.word_at(start);
    let before = reading.words[..first].iter().next_back();
    let behind = reading.words.get(reading.word_at(one.place.span.end.saturating_sub(1)) + 1);
    let lead = reading.words[..first]
        .iter()
        .rev()
        .take(4)
        .find(|w| !w.classes.any(Classes::of(&[Class::Preposition, Class::By, Class::Determiner])));
    if lead.is_some_and(|w| w.has(Class::QuotedBy)) {
        return Some(Loss::Printed);
    }
    if before.is_some_and(|w| w.has(Class::ToldCue) || w.has(Class::Cue) && said.cue.is_some_and(|c| c.span == w.span))
    {
        return Some(Loss::Listens);
    }
    let source = Place { block: said.source.place.block, span: said.source.place.span };
    if matches!(said.source.kind, SourceKind::Pronoun | SourceKind::Clitic) {
        if !scope.is_person(one.entity) || (one.place.block, one.place.span.start) > (source.block, source.span.start) {
            return None;
        }
        let classes = scope.words(source).iter().fold(Classes::NONE, |all, w| all.and(w.classes));
        let other = match sex_of(scope, one.entity) {
            Some(crate::language::Sex::Man) => !classes.has(Class::He) && classes.has(Class::She),
            Some(crate::language::Sex::Woman) => classes.has(Class::He) && !classes.has(Class::She),
            None => false,
        };
        let at = (one.place.block, one.place.span.start);
        let before = |m: &&NameUse| (m.place.block, m.place.span.start) < (source.block, source.span.start);
        let mine = |m: &&NameUse| Some(m.entity) == said.source.entity && m.quote.is_none();
        let upto = &scope.meaning.mentions[..scope.meaning.mentions.partition_point(|m| before(&m))];
        let chosen = upto.iter().rev().find(mine).map(|m| (m.place.block, m.place.span.start));
        return Some(match said.source.link {
            _ if other => Loss::Sex,
            Some(Link::Spoke) => Loss::Unheard,
            _ if chosen.is_some_and(|c| c < at) => Loss::Led,
            _ => Loss::Earlier,
        });
    }
    let speaks = [before, behind].into_iter().flatten().any(|w| w.classes.any(VERBS));
    Some(if speaks { Loss::Farther } else { Loss::Silent })
}

/// What stands beside a quote that nobody is said to have spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// A verb of saying that names nobody: “…,” said on Tuesday.
    Verb(Place),
    /// The comma at its end leads to no verb of saying.
    Comma,
}

/// Who speaks before a quote that nobody is said to have spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It stands inside its paragraph, and nobody speaks in it before.
    NobodyHere,
    /// It opens its paragraph, and nobody speaks in the one before.
    NobodyAbove,
    /// Somebody speaks there, but not up to the quote.
    Somebody,
    /// There is nothing before it.
    Nothing,
}

/// What was looked for and not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub beside: Beside,
    pub before: Before,
}

impl Missing {
    /// In words, for messages: “no verb of saying beside it, and nobody speaks in the paragraph before”.
    pub fn words(&self, draft: &Draft) -> String {
        let beside = match self.beside {
            Beside::Nothing => "no verb of saying beside it".to_string(),
            Beside::Verb(place) => {
                format!("“{}” beside it names nobody", place.span.of(&draft.blocks[place.block].prose))
            }
            Beside::Comma => "its last comma leads to no verb of saying".to_string(),
        };
        let before = match self.before {
            Before::NobodyHere => "nobody speaks before it in this paragraph",
            Before::NobodyAbove => "nobody speaks in the paragraph before",
            Before::Somebody => "nothing says that the last speaker goes on",
            Before::Nothing => "nothing stands before it",
        };
        format!("{beside}, and {before}")
    }
}

/// What was looked for in vain, for each of these quotes (in the order of the draft).
pub fn missing(draft: &Draft, readings: &[Arc<Reading>], meaning: &Meaning, quotes: &[QuoteId]) -> Vec<Missing> {
    let mut out = Vec::new();
    // Once for each paragraph, for it may hold a thousand quotes that nobody speaks.
    for quotes in quotes.chunk_by(|&a, &b| meaning.quotes[a].place.block == meaning.quotes[b].place.block) {
        let block = meaning.quotes[quotes[0]].place.block;
        let kinds = kinds_of(readings, meaning, block);
        let frame = Frame::new(&draft.blocks[block], &readings[block], &kinds);
        let mut items = vec![None; readings[block].quotes.len()];
        for (i, item) in frame.items.iter().enumerate() {
            if let Item::Quote(q) = item {
                items[*q] = Some(i);
            }
        }
        let spoken = |block: usize| {
            let first = meaning.first_quote[block];
            let here = meaning.quotes[first..].iter().take_while(|q| q.place.block == block);
            here.filter(|q| q.attribution.is_some()).map(|q| q.place.span.start).next()
        };
        let scope = Scope { draft, readings, meaning, block };
        let (first_here, above) = (spoken(block), block.checked_sub(1).filter(|&b| body(scope, b)));
        let spoken_above = above.is_some_and(|b| spoken(b).is_some());
        out.extend(quotes.iter().map(|&id| {
            let place = meaning.quotes[id].place;
            let item = items.get(id - meaning.first_quote[block]).copied().flatten();
            let opens = draft.blocks[block].prose[..place.span.start].trim().is_empty();
            let before = match above {
                _ if !opens && first_here.is_some_and(|at| at < place.span.start) => Before::Somebody,
                _ if !opens => Before::NobodyHere,
                None => Before::Nothing,
                Some(_) if spoken_above => Before::Somebody,
                Some(_) => Before::NobodyAbove,
            };
            Missing { beside: item.map_or(Beside::Nothing, |item| beside(&frame, block, item)), before }
        }));
    }
    out
}

fn beside(frame: &Frame, block: usize, item: usize) -> Beside {
    let text = frame.quote(item).map_or("", |(_, q)| q.inner.of(&frame.block.prose)).trim_end();
    // A verb of saying that stands where only an attribution can: right behind the quote, or before its mark.
    let behind = item + 1 + usize::from(frame.is_comma(item + 1));
    let ahead =
        item.checked_sub(1).map(|k| if frame.is_comma(k) || frame.is_colon(k) { k.saturating_sub(1) } else { k });
    let verb = |k: usize| frame.verb(k, VERBS.without(Class::WeakCue));
    let found = [Some(behind), ahead].into_iter().flatten().find(|&k| k != item && verb(k));
    match found.and_then(|k| frame.word(k)) {
        Some(word) => Beside::Verb(Place { block, span: word.span }),
        None if text.ends_with(',') && item + 1 == frame.items.len() => Beside::Comma,
        None => Beside::Nothing,
    }
}

/// Who may have spoken a quote that nobody is said to have spoken: people who are named near it, and whoever spoke
/// before; the nearest paragraph first, and of one paragraph whoever is quoted most. Three at most; nobody of whom
/// the quote itself speaks.
pub fn in_reach(draft: &Draft, readings: &[Arc<Reading>], meaning: &Meaning, quote: QuoteId) -> Vec<EntityId> {
    let place = meaning.quotes[quote].place;
    let scope = Scope { draft, readings, meaning, block: place.block };
    let mentions = &meaning.mentions;
    let (from, to) = (place.block.saturating_sub(REACH), place.block + 1);
    let at = mentions.partition_point(|m| m.place.block < from);
    let mut spoken_of: Vec<EntityId> = Vec::new();
    let mut found: Vec<(usize, usize, EntityId)> = Vec::new();
    for one in mentions[at..].iter().take_while(|m| m.place.block <= to) {
        if covers(place, one.place) {
            spoken_of.push(one.entity);
        } else if one.quote.is_none() && body(scope, one.place.block) {
            // Who is named only in the next paragraph comes behind those before.
            let blocks = if one.place.block > place.block { REACH } else { place.block - one.place.block };
            let bytes = if blocks == 0 { gap(one.place.span, place.span) } else { usize::MAX - one.place.span.start };
            match found.iter_mut().find(|f| f.2 == one.entity) {
                Some(known) => *known = (*known).min((blocks, bytes, one.entity)),
                None => found.push((blocks, bytes, one.entity)),
            }
        }
    }
    let quotes = |e: EntityId| meaning.quotes_of(e).filter(|(_, q)| q.continues.is_none()).count();
    let speaks = |e: EntityId| match meaning.entities[e].kind {
        Kind::Person => true,
        Kind::Organisation => meaning.quotes_of(e).next().is_some(),
        Kind::Place | Kind::Other => false,
    };
    found.retain(|(_, _, e)| !spoken_of.contains(e) && speaks(*e));
    found.sort_by_cached_key(|&(blocks, bytes, e)| (blocks, std::cmp::Reverse(quotes(e)), bytes));
    found.into_iter().map(|(_, _, e)| e).take(MOST).collect()
}
