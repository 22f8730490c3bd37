//! Carrying: a speaker goes on over sentences and paragraphs, where the convention allows it.
//!
//! Within a paragraph the speaker of one quote speaks the next, unless somebody else comes between. A paragraph
//! that opens with a quote goes on with the one who spoke, or was reported, at the end of the paragraph before. A
//! running quote is its first paragraph's.

use std::sync::Arc;

use super::frame::Frame;
use super::patterns::{self, Said};
use super::source::{Found, PRONOUNS, subject};
use super::{Attribution, Pattern, Source, resolve};
use crate::draft::{BlockKind, Draft};
use crate::language::{Class, Classes};
use crate::meaning::{EntityId, Meaning, Place, QuoteId};
use crate::reading::{Kind, QuoteKind, Reading};

/// What the end of a paragraph leaves to the next.
#[derive(Clone, Debug)]
struct Left {
    block: usize,
    attribution: Attribution,
    /// It ends with a colon: what follows is what was announced.
    announced: bool,
    /// What was said last stood in marks.
    quoted: bool,
}

/// Who was last heard or reported in a paragraph.
#[derive(Clone, Debug)]
struct Report {
    segment: usize,
    attribution: Attribution,
    /// Nothing but a verb that may be of saying, or not: it speaks for the very next sentence alone.
    weak: bool,
}

/// Goes through the draft block by block.
pub struct Teller<'a> {
    draft: &'a Draft,
    readings: &'a [Arc<Reading>],
    meaning: &'a mut Meaning,
    /// Who spoke last, and in which block.
    last: Option<(EntityId, usize)>,
    left: Option<Left>,
    /// The last paragraph that is nothing but a quote that nobody is said to have spoken.
    orphan: Option<usize>,
}

/// A paragraph may be as long as a story: a speaker who was heard this many segments ago speaks no more.
const QUIET: usize = 3;

/// `In the valley, by contrast, “…”`: more words than these before a quote tell of something else.
const LEAD: usize = 8;

impl<'a> Teller<'a> {
    pub fn new(draft: &'a Draft, readings: &'a [Arc<Reading>], meaning: &'a mut Meaning) -> Teller<'a> {
        Teller { draft, readings, meaning, last: None, left: None, orphan: None }
    }

    pub fn block(&mut self, block: usize) {
        let draft = self.draft;
        let readings = self.readings;
        let kinds = self.kinds(block);
        let frame = Frame::new(&draft.blocks[block], &readings[block], &kinds);
        if frame.items.is_empty() {
            return;
        }
        let kind_of = |m: usize| kinds.get(m).copied().flatten();
        let mut said: Vec<Option<Said>> = vec![None; frame.reading.quotes.len()];
        let mut report: Option<Report> = None;
        let mut heard: Option<usize> = None;
        let line = patterns::spoken_line(&frame, &kind_of);
        for (s, segment) in frame.segments.clone().into_iter().enumerate() {
            let mut speaks = None;
            for i in segment.clone() {
                if let Some((q, _)) = frame.quote(i) {
                    let found = patterns::of(&frame, i, &|k| said[k].clone(), &kind_of);
                    let attribution = match found {
                        Some(found) => {
                            let attribution = self.attribution(block, &found);
                            said[q] = Some(found);
                            Some(attribution)
                        }
                        None => self.carried(&frame, block, s, i, heard, report.as_ref(), &kind_of),
                    };
                    // Lund: They told me, “…”: whoever they are, it is Lund who speaks in his line.
                    let attribution = attribution.or_else(|| line.as_ref().map(|l| self.attribution(block, l)));
                    if let Some(attribution) = attribution {
                        self.keep(block, q, attribution.clone());
                        speaks = Some(attribution);
                        heard = Some(s);
                    } else {
                        self.excuse(&frame, block, i);
                    }
                }
            }
            // Reported speech without quotes: its speaker may go on in a quote.
            if speaks.is_none() {
                let told = segment
                    .clone()
                    .rev()
                    .filter(|&k| frame.verb(k, Classes::of(&[Class::Cue, Class::InvertedCue])))
                    .take(3)
                    .find_map(|k| patterns::from_cue(&frame, segment.start, segment.start, k, &kind_of));
                let told = told.or_else(|| {
                    let at = segment
                        .clone()
                        .find(|&k| frame.has(k, Class::According) || frame.has(k, Class::CueWithSource))?;
                    // Katanya, jembatan itu angker: where nobody spoke before, that is hearsay.
                    let hearsay = at == segment.start && frame.has(at, Class::CueWithSource) && self.last.is_none();
                    patterns::reported(&frame, at, &kind_of).filter(|_| !hearsay)
                });
                // Only somebody who can speak: a cinema that closes says nothing.
                let speaker = |t: &Said| {
                    t.source.mention.is_none_or(|m| matches!(kind_of(m), Some(Kind::Person | Kind::Organisation)))
                };
                speaks = told.filter(speaker).map(|t| self.attribution(block, &t));
            }
            if let Some(attribution) = speaks {
                if let Some(entity) = attribution.source.entity {
                    self.last = Some((entity, block));
                }
                report = Some(Report { segment: s, attribution, weak: false });
            } else if let Some(told) = self.praised(&frame, segment, &kind_of) {
                report = Some(Report { segment: s, attribution: self.attribution(block, &told), weak: true });
            }
        }
        let quoted = report.as_ref().is_some_and(|r| heard == Some(r.segment));
        self.leave(&frame, block, report.filter(|r| !r.weak), quoted, &kind_of);
    }

    /// `Paul Ferris praised the council. “…”`: who alone is spoken of in one sentence may speak the next.
    fn praised(&self, frame: &Frame, segment: std::ops::Range<usize>, kind_of: super::source::KindOf) -> Option<Said> {
        let person = |m: usize| kind_of(m) == Some(Kind::Person);
        let source = subject(frame, segment.start, segment.end.min(segment.start + 24), kind_of)?;
        let one = source.kind == super::SourceKind::Pronoun || source.mention.is_some_and(person);
        // In the hall Budi …: only a subject that opens its sentence, or stands behind a comma.
        let opens = (segment.clone())
            .find(|&k| frame.word(k).is_some_and(|w| w.span.start >= source.full.start))
            .is_some_and(|k| k == segment.start || frame.is_comma(k - 1));
        // The Bowles’ farm was sold: what is theirs is not they.
        let owns = frame.word(source.edge.wrapping_sub(1)).is_some_and(|w| w.end > w.span.end)
            || frame.block.prose[source.bare.end..].starts_with(['’', '\'']);
        let one = one && opens && !owns;
        let name = source.mention;
        let alone = segment.clone().all(|k| frame.mention(k).is_none_or(|m| Some(m) == name || !person(m)));
        (one && alone).then_some(Said { source, cue: None, pattern: Pattern::SameParagraph, shares: None })
    }

    fn kinds(&self, block: usize) -> Vec<Option<Kind>> {
        kinds_of(self.readings, self.meaning, block)
    }

    fn attribution(&self, block: usize, said: &Said) -> Attribution {
        let Found { bare, full, kind, .. } = said.source;
        let scope = resolve::Scope { draft: self.draft, readings: self.readings, meaning: self.meaning, block };
        let resolve::Who { entity, link, rivals } = resolve::who(scope, &said.source, self.last);
        let (place, full) = (Place { block, span: bare }, Place { block, span: full.join(bare) });
        let source = Source { place, full, kind, entity, link, rivals };
        let from = said.shares.map(|q| self.meaning.first_quote[block] + q);
        Attribution { source, cue: said.cue.map(|span| Place { block, span }), pattern: said.pattern, from, via: None }
    }

    fn keep(&mut self, block: usize, q: usize, attribution: Attribution) {
        let id = self.meaning.first_quote[block] + q;
        if let Some(entity) = attribution.source.entity {
            self.last = Some((entity, block));
        }
        self.meaning.quotes[id].attribution = Some(attribution);
    }

    /// The quote before this one in the same block that has an attribution.
    fn quote_before(&self, block: usize, q: usize) -> Option<QuoteId> {
        let first = self.meaning.first_quote[block];
        (first..first + q)
            .rev()
            .find(|&id| self.meaning.quotes[id].depth == 0 && self.meaning.quotes[id].attribution.is_some())
    }

    /// A speaker who goes on: from the paragraph that the quote runs on from, in this paragraph, or from the one before.
    #[expect(clippy::too_many_arguments, reason = "the state of one pass over a block; a struct would only rename it")]
    fn carried(
        &self,
        frame: &Frame,
        block: usize,
        s: usize,
        i: usize,
        heard: Option<usize>,
        report: Option<&Report>,
        kind_of: super::source::KindOf,
    ) -> Option<Attribution> {
        let (q, quote) = frame.quote(i)?;
        let id = self.meaning.first_quote[block] + q;
        if let Some(before) = self.meaning.quotes[id].continues {
            let attribution = self.meaning.quotes[before].attribution.clone()?;
            return Some(Attribution { pattern: Pattern::RunningQuote, from: Some(before), ..attribution });
        }
        if quote.kind == QuoteKind::Term || quote.kind == QuoteKind::Title || self.promises(frame, i) {
            return None;
        }
        // Instead, “…”: nobody stands between the start of the sentence and the quote.
        let start = frame.segments[s].start;
        let place = |m: usize| matches!(kind_of(m), Some(Kind::Place));
        let lead = |k: usize| {
            frame.mention(k).is_none_or(place)
                && !frame.any(k, PRONOUNS)
                && !frame.any(k, Classes::of(&[Class::Cue, Class::Role, Class::Group, Class::Document]))
        };
        let opens_segment = i - start <= LEAD && (start..i).all(lead) && (i == start || frame.is_comma(i - 1));
        // Her trust has grounds: “…”: a colon, and nobody named before it, goes on with the one who spoke.
        let opens_segment = opens_segment || i > 0 && frame.is_colon(i - 1);
        let reach = |r: &&Report| s - r.segment <= if r.weak { 1 } else { QUIET };
        if let Some(Report { segment: told, attribution, .. }) = report.filter(|r| opens_segment && reach(r)) {
            // Somebody acts between: “No.” Budi shook his head. “Never.”
            let between = if *told + 1 < s { frame.segments[told + 1].start..i } else { i..i };
            let actor = subject(frame, between.start, between.end, kind_of)
                .filter(|f| f.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person)));
            let from = heard.and_then(|_| self.quote_before(block, q));
            if let Some(actor) = actor {
                let said = Said { source: actor, cue: None, pattern: Pattern::SameParagraph, shares: None };
                return Some(self.attribution(block, &said));
            }
            return Some(Attribution { pattern: Pattern::SameParagraph, from, ..attribution.clone() });
        }
        let left = self.left.as_ref()?;
        let near = left.block + 1 == block && self.draft.blocks[left.block].group == frame.block.group;
        // Minutes that were cited do not go on speaking, unless a colon says so; a person who was cited may.
        let attribution = &left.attribution;
        let cited = attribution.pattern == Pattern::AccordingTo && attribution.source.entity.is_none();
        let speaks = left.announced || left.quoted || !cited && attribution.source.kind != super::SourceKind::Document;
        if i == 0 && near && speaks && quote.kind == QuoteKind::Speech {
            let pattern = if left.announced { Pattern::CueBefore } else { Pattern::NextParagraph };
            return Some(Attribution { pattern, ..left.attribution.clone() });
        }
        None
    }

    /// “…,” at the end of its sentence: the comma promises a verb of saying that is not there, so nobody goes on.
    fn promises(&self, frame: &Frame, i: usize) -> bool {
        let text = frame.quote(i).map_or("", |(_, q)| q.inner.of(&frame.block.prose));
        text.trim_end().ends_with(',') && i + 1 == frame.items.len()
    }

    /// What this block leaves to the next.
    fn leave(
        &mut self,
        frame: &Frame,
        block: usize,
        report: Option<Report>,
        quoted: bool,
        kind_of: super::source::KindOf,
    ) {
        let body = matches!(frame.block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote);
        if !body {
            return;
        }
        let announced = frame.is_colon(frame.items.len() - 1);
        let segments = frame.segments.len();
        self.left = match report {
            // In a long paragraph only its end counts; a short one speaks as a whole.
            Some(Report { segment: s, attribution, .. })
                if s + 1 == segments || segments <= QUIET && s + 2 >= segments =>
            {
                Some(Left { block, attribution, announced, quoted })
            }
            _ if announced => {
                let segment = frame.segments[segments - 1].clone();
                let speaks = |f: &Found| {
                    f.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person)) || f.kind != super::SourceKind::Name
                };
                subject(frame, segment.start, segment.end, kind_of).filter(speaks).map(|source| {
                    let said = Said { source, cue: None, pattern: Pattern::Colon, shares: None };
                    Left { block, attribution: self.attribution(block, &said), announced, quoted: false }
                })
            }
            _ => None,
        };
    }

    /// Why no speaker is asked for.
    fn excuse(&mut self, frame: &Frame, block: usize, i: usize) {
        let Some((q, quote)) = frame.quote(i) else { return };
        let id = self.meaning.first_quote[block] + q;
        self.meaning.quotes[id].excused = match quote.kind {
            QuoteKind::Title => Some("a title"),
            QuoteKind::Term => Some("a term"),
            QuoteKind::Fragment => Some("part of a sentence"),
            QuoteKind::Speech => self.credited(frame, block, i).or_else(|| self.unasked(frame, block, i)),
        };
        if self.meaning.quotes[id].attribution.is_none() && quote.kind == QuoteKind::Speech && frame.items.len() == 1 {
            self.orphan = Some(block);
        }
    }

    /// Speech that has no speaker, and yet nobody misses one.
    fn unasked(&self, frame: &Frame, block: usize, i: usize) -> Option<&'static str> {
        let (q, quote) = frame.quote(i)?;
        let id = self.meaning.first_quote[block] + q;
        let text = quote.inner.of(&frame.block.prose).trim_end();
        if i == 0 {
            // One quote to a paragraph, several times: the first is marked, and its speaker will speak them all.
            let runs_on = self.meaning.quotes[id].continues.is_some();
            let goes_on = frame.items.len() == 1 && block > 0 && self.orphan == Some(block - 1) && !runs_on;
            return goes_on.then_some("it goes on from the quote before");
        }
        let opens = frame.is_stop(i - 1) || frame.is_colon(i - 1) || frame.segments.iter().any(|s| s.start == i);
        let words = text.split_whitespace().count();
        // the cries of “No!” or, “They had it coming” (of the fishermen), that she heard: the sentence goes on.
        let goes_on = !text.ends_with(['.', ',', '!', '?', '…'])
            && (frame.text(i + 1) == "(" || frame.word(i + 1).is_some_and(|w| w.is_word() && !w.capital));
        (!opens && (words <= 2 || goes_on)).then_some("part of a sentence")
    }

    /// A line behind a block quote that credits it: — Ana Lee.
    fn credited(&mut self, frame: &Frame, block: usize, i: usize) -> Option<&'static str> {
        let next = block + 1;
        if i + 1 < frame.items.len() || next >= self.draft.blocks.len() {
            return None;
        }
        let kinds = self.kinds(next);
        let line = Frame::new(&self.draft.blocks[next], &self.readings[next], &kinds);
        // A plain text's “- Name” is a list item, whose dash is no prose.
        let item = self.draft.blocks[next].kind == BlockKind::ListItem && line.items.len() <= 6;
        if !line.is_dash(0) && !item || line.items.len() > 16 {
            return None;
        }
        let source = super::source::forward(&line, usize::from(line.is_dash(0)), &|m| kinds.get(m).copied().flatten())?;
        if item && source.mention.is_none() {
            return None;
        }
        let said = Said { source, cue: None, pattern: Pattern::DashCredit, shares: None };
        let attribution = self.attribution(next, &said);
        let (q, _) = frame.quote(i)?;
        self.keep(block, q, attribution);
        None
    }
}

/// The kind of each mention of a block's reading, over the whole draft.
pub fn kinds_of(readings: &[Arc<Reading>], meaning: &Meaning, block: usize) -> Vec<Option<Kind>> {
    let at = meaning.mentions.partition_point(|m| m.place.block < block);
    let mut here = meaning.mentions[at..].iter().take_while(|m| m.place.block == block).peekable();
    let mut kinds = Vec::new();
    for mention in &readings[block].mentions {
        let mut kind = None;
        while let Some(one) = here.peek().filter(|o| o.place.span.start < mention.span.end) {
            if mention.span.overlaps(one.place.span) {
                kind = Some(meaning.entities[one.entity].kind);
            }
            here.next();
        }
        kinds.push(kind);
    }
    kinds
}
