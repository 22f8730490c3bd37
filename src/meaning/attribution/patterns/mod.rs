//! Patterns: a quote's attribution in its own segment, the most precise first.

mod behind;

use behind::{according, behind, cue_at, plain, quoted_before, source_then_cue};

use super::frame::Frame;
use super::source::{
    BETWEEN, Found, KindOf, PRONOUNS, backward, clause_first, forward, may_open, opens_adverbial, subject,
    subject_behind,
};
use super::{Pattern, SourceKind};
use crate::language::{Capitals, Class, Classes};
use crate::reading::{Kind, QuoteKind};
use crate::text::Span;

/// What a pattern found, in the block's prose.
#[derive(Clone, Debug)]
pub struct Said {
    pub source: Found,
    pub cue: Option<Span>,
    pub pattern: Pattern,
    /// The quote whose source it shares, as an index of the reading's quotes.
    pub shares: Option<usize>,
}

const FINITE: Classes = Classes::of(&[Class::Cue, Class::WeakCue, Class::InvertedCue]);
/// How far from its quote an attribution is looked for, in items of the frame.
const WINDOW: usize = 120;
/// Verbs that are of saying wherever they stand.
const STRONG: Classes = Classes::of(&[Class::Cue, Class::InvertedCue]);
const ANY_CUE: Classes = Classes::of(&[Class::Cue, Class::WeakCue, Class::ParticipleCue, Class::InvertedCue]);

/// Looks for the attribution of the quote at item `q`. `done` tells what was found for earlier quotes of the block.
pub fn of(frame: &Frame, q: usize, done: &dyn Fn(usize) -> Option<Said>, kind_of: KindOf) -> Option<Said> {
    let segment = frame.segments[frame.segment_of(q)].clone();
    let (_, quote) = frame.quote(q)?;
    // He asked: “Why?” Smith said he knew: what a colon brought is not for the next sentence to explain.
    let ends = quote.inner.of(&frame.block.prose).trim_end().ends_with(['.', '?', '!', '…']);
    let colon = ends && q > segment.start && frame.is_colon(q - 1) && !frame.is_comma(q + 1) && !frame.is_dash(q + 1);
    let brought = if colon { before(frame, q, segment.start, kind_of) } else { None };
    brought
        .or_else(|| behind(frame, q, segment.end, kind_of))
        .or_else(|| split(frame, q, segment.start, done))
        .or_else(|| before(frame, q, segment.start, kind_of))
        .or_else(|| next_segment(frame, q, segment.end, kind_of))
        .or_else(|| credit(frame, q, kind_of))
        .or_else(|| shared(frame, q, segment.start, done))
        .or_else(|| match quote.kind {
            QuoteKind::Fragment => fragment(frame, q, segment.start..segment.end, FINITE, kind_of),
            QuoteKind::Speech => fragment(frame, q, segment.start..segment.end, STRONG, kind_of),
            _ => None,
        })
        // “…”, schrieb die „Zeit“: the marks around a source's own name hold nothing that it said.
        .filter(|said| !quote.span.covers(said.source.bare))
}

/// “…,” said Ana, “…”: the second part shares what the first was given, if their words stand between.
fn split(frame: &Frame, q: usize, start: usize, done: &dyn Fn(usize) -> Option<Said>) -> Option<Said> {
    let earlier = (start..q).rev().find_map(|k| frame.quote(k).map(|(id, quote)| (k, id, quote)))?;
    let said = done(earlier.1)?;
    let from = earlier.2.span.end;
    let to = frame.quote(q)?.1.span.start;
    let between = said.cue.is_some_and(|c| c.start >= from && c.end <= to) && said.source.bare.start >= from;
    // Another verb between may have another subject: “…,” said Ana, and Budi replied: “…”.
    let cues = (earlier.0 + 1..q).filter(|&k| frame.verb(k, Classes::of(&[Class::Cue]))).count();
    (between && cues <= 1).then_some(Said { pattern: Pattern::Split, shares: Some(earlier.1), ..said })
}

/// NAME said, “…”; NAME, …, told reporters in Ohio: “…”; saying “…”; According to NAME, “…”.
fn before(frame: &Frame, q: usize, start: usize, kind_of: KindOf) -> Option<Said> {
    let (_, quote) = frame.quote(q)?;
    let last = q.checked_sub(1).filter(|&l| l >= start)?;
    let led = frame.is_comma(last) || frame.is_colon(last) || frame.is_dash(last);
    let fragment = quote.kind != QuoteKind::Speech;
    // The nearest verb of saying, back to the quote before or the segment's start.
    // A title in marks is a noun of the sentence.
    let spoken = |k: &usize| frame.quote(*k).is_some_and(|(_, quote)| quote.kind != QuoteKind::Title);
    let floor = (start..q).rev().find(spoken).map_or(start, |k| k + 1);
    let mut k = q;
    while k > floor {
        k -= 1;
        let near = q - k <= 3;
        if near && frame.has(k, Class::QuotedBy) && !frame.any(k, ANY_CUE) {
            return quoted_before(frame, floor, k, kind_of);
        }
        if !frame.verb(k, ANY_CUE) && !frame.verb(k, Classes::of(&[Class::DocumentCue, Class::CueWithSource])) {
            continue;
        }
        if frame.has(k, Class::WeakCue)
            && !frame.any(k, Classes::of(&[Class::Cue, Class::ParticipleCue]))
            && !near
            && !led
        {
            continue;
        }
        if !led && !near && !fragment {
            continue;
        }
        if let Some(said) = from_cue(frame, floor, start, k, kind_of).or_else(|| by_thing(frame, floor, k)) {
            return Some(said);
        }
    }
    if let Some(said) = by_preposition(frame, start, q, kind_of) {
        return Some(said);
    }
    // NAME: “…”, and NAME (with a clause): “…”.
    if frame.is_colon(last)
        && let Some(line) = name_line(frame, q, last)
    {
        return Some(line);
    }
    if frame.is_colon(last) || frame.is_dash(last) {
        let named = backward(frame, floor, last, kind_of)
            .filter(|f| f.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person)));
        let source = named.or_else(|| subject(frame, floor, last, kind_of))?;
        let line = source.edge == last && floor == 0;
        let speaks = matches!(source.kind, SourceKind::Document)
            || source.mention.is_none_or(|m| kind_of(m) != Some(Kind::Other));
        return speaks.then_some(Said {
            source,
            cue: None,
            pattern: if line { Pattern::NameLine } else { Pattern::Colon },
            shares: None,
        });
    }
    None
}

/// Lena Fischer: “…”, Redaksi: “…”: the paragraph opens with who speaks, and holds nothing else before the quote.
fn name_line(frame: &Frame, q: usize, colon: usize) -> Option<Said> {
    // Rep. Ana Lund (R-Ohio): “…”
    let bracket =
        (frame.text(colon.wrapping_sub(1)) == ")").then(|| (0..colon).find(|&k| frame.text(k) == "(")).flatten();
    let adjacent = q == colon + 1;
    let colon = bracket.unwrap_or(colon);
    if !adjacent || colon == 0 || colon > 6 || !(0..colon).all(|k| frame.word(k).is_some_and(|w| w.is_word())) {
        return None;
    }
    let verb = (0..colon).any(|k| {
        frame.verb(k, ANY_CUE)
            || frame.any(k, Classes::of(&[Class::Auxiliary, Class::Preposition])) && frame.mention(k).is_none()
    });
    let span = frame.word(0)?.span.join(frame.word(colon - 1)?.span);
    let mention = frame.mention(colon - 1);
    let bare = mention.map_or(span, |m| frame.reading.mentions[m].span);
    let kind = if mention.is_some() { SourceKind::Name } else { SourceKind::Role };
    let capital = frame.word(0)?.capital && (mention.is_some() || colon <= 2);
    let source = Found { bare, full: span.join(bare), kind, mention, edge: colon };
    (capital && !verb).then_some(Said { source, cue: None, pattern: Pattern::NameLine, shares: None })
}

/// Lund: Well, guessing is bad. The paragraph is somebody's line in a dialogue, in marks or not.
pub fn spoken_line(frame: &Frame, kind_of: KindOf) -> Option<Said> {
    let colon = (1..7.min(frame.items.len())).find(|&k| frame.is_colon(k))?;
    let said = name_line(frame, colon + 1, colon)?;
    // Q: and A: are somebody as well.
    let letter = colon == 1 && frame.text(0).chars().count() == 1;
    (letter || said.source.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person))).then_some(said)
}

/// The source of the verb of saying at item `k`.
pub fn from_cue(frame: &Frame, floor: usize, start: usize, k: usize, kind_of: KindOf) -> Option<Said> {
    let span = frame.word(k)?.span;
    if frame.has(k, Class::CueWithSource) {
        let source = Found { bare: span, full: span, kind: SourceKind::Clitic, mention: None, edge: k + 1 };
        return Some(Said { source, cue: Some(span), pattern: Pattern::Clitic, shares: None });
    }
    let participle = frame.has(k, Class::ParticipleCue) && (!frame.has(k, Class::Cue) || helped(frame, floor, k));
    let behind_quote =
        k > 0 && (frame.quote(k - 1).is_some() || k > 1 && frame.is_comma(k - 1) && frame.quote(k - 2).is_some());
    let opens = k == start || behind_quote;
    let inverted = |frame: &Frame| {
        if frame.has(k, Class::ToldCue) || participle {
            None
        } else {
            subject_behind(frame, k, kind_of).filter(|f| f.edge <= frame.items.len())
        }
    };
    let mut source = None;
    if frame.has(k, Class::InvertedCue) && !frame.has(k, Class::Cue) {
        let source = forward(frame, k + 1, kind_of)?;
        return Some(Said {
            source,
            cue: Some(span),
            pattern: if behind_quote { Pattern::CueAfter } else { Pattern::CueBefore },
            shares: None,
        });
    }
    if opens || !participle && stands_first(frame, floor, k) {
        source = inverted(frame);
        // `Ana Gil, die Bürgermeisterin, nannte den Bau “…”`: behind an aside the subject stands before the verb.
        if !opens && source.as_ref().is_none_or(|s| !closed(frame, s, kind_of)) && frame.is_comma(k - 1) {
            source = backward(frame, floor, k, kind_of).or(source);
        }
    }
    if source.is_none() && !participle {
        source = backward(frame, floor, k, kind_of);
        if source.is_none() && frame.block.pack.inversion {
            // Den Bau nannte der Minister “…”; die Betreiberin nannte den Bau “…”.
            let person = |f: &Found| f.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
            let first = clause_first(frame, floor, k);
            source = inverted(frame).filter(person).or_else(|| plain(frame, first, k));
        }
    }
    if source.is_none()
        && !opens
        && !participle
        && (k > 0
            && (frame.is_comma(k - 1)
                || frame.any(k - 1, Classes::of(&[Class::Subordinator, Class::Conjunction, Class::Adverb]))))
    {
        source = inverted(frame)
            .filter(|f| f.mention.is_none_or(|m| kind_of(m) == Some(Kind::Person)) || frame.is_comma(f.edge));
    }
    if source.is_none() {
        // saying, and said, seraya berkata: the verb shares the subject of its sentence.
        let shares = participle
            || k > start
                && (frame.any(
                    k - 1,
                    Classes::of(&[Class::Conjunction, Class::Subordinator, Class::Adverb, Class::Auxiliary]),
                ) || frame.is_comma(k - 1)
                    || frame.any(k.wrapping_sub(2), Classes::of(&[Class::Conjunction])));
        if shares {
            source = subject(frame, start, k, kind_of);
        }
    }
    let source = source?;
    let document = frame.has(k, Class::DocumentCue) && !frame.any(k, ANY_CUE);
    if document
        && matches!(source.kind, SourceKind::Name | SourceKind::Pronoun)
        && source.mention.is_none_or(|m| kind_of(m) == Some(Kind::Person))
    {
        return None;
    }
    let pattern = if source.kind == SourceKind::Document {
        Pattern::Document
    } else if has_quoted_by(frame, source.edge, k) {
        Pattern::QuotedBy
    } else {
        Pattern::CueBefore
    };
    Some(Said { source, cue: Some(span), pattern, shares: None })
}

/// `The ad claims “…”`, `It says: “…”`, `Some chanted “…”`: an expression that no list knows, but that is all there is
/// before the verb.
fn by_thing(frame: &Frame, floor: usize, k: usize) -> Option<Said> {
    let first = clause_first(frame, floor, k);
    // At the bottom it reads: “…”.
    let it = || k.checked_sub(1).filter(|&i| i > floor && frame.has(i, Class::It)).and_then(|i| plain(frame, i, k));
    let source = plain(frame, first, k)
        .or_else(it)
        .filter(|_| !frame.has(k, Class::ParticipleCue) || frame.has(k, Class::Cue))?;
    let pattern = if source.kind == SourceKind::Document { Pattern::Document } else { Pattern::CueBefore };
    Some(Said { source, cue: frame.word(k).map(|w| w.span), pattern, shares: None })
}

/// `hat … erklärt`: a helping verb stands earlier in the clause, so a form that may be both is the participle.
fn helped(frame: &Frame, floor: usize, k: usize) -> bool {
    let clause = (floor..k).rev().take_while(|&i| !frame.is_punctuation(i) && frame.quote(i).is_none());
    clause.into_iter().any(|i| frame.has(i, Class::Auxiliary) && frame.mention(i).is_none())
}

/// Whether the subject stands behind the verb, in a language that turns them round where anything else opens the
/// clause: `Am Montag sagte Ana`, `Er wisse nichts, sagte Ana`, `Das nannte sie “…”`.
fn stands_first(frame: &Frame, floor: usize, k: usize) -> bool {
    if !frame.block.pack.inversion {
        return false;
    }
    if frame.any(k + 1, PRONOUNS) && frame.mention(k + 1).is_none() {
        return true;
    }
    if k > floor && frame.has(k - 1, Class::Conjunction) {
        return false;
    }
    // Auch Ana sagte: an adverb alone turns nothing round.
    let mut first = clause_first(frame, floor, k);
    while first + 1 < k && frame.has(first, Class::Adverb) && !frame.any(first, PRONOUNS) {
        first += 1;
    }
    first == k || opens_adverbial(frame, first) || !may_open(frame, first)
}

/// A person or a pronoun with nothing behind it in its clause.
fn closed(frame: &Frame, found: &Found, kind_of: KindOf) -> bool {
    let person = found.kind == SourceKind::Pronoun || found.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
    person && (found.edge >= frame.items.len() || frame.is_punctuation(found.edge) || frame.quote(found.edge).is_some())
}

fn has_quoted_by(frame: &Frame, from: usize, to: usize) -> bool {
    from < to && (from..to).any(|k| frame.has(k, Class::QuotedBy))
}

/// According to NAME, “…”; Menurut NAME, …: “…”; menurutnya.
fn by_preposition(frame: &Frame, start: usize, q: usize, kind_of: KindOf) -> Option<Said> {
    let start = start.max(q.saturating_sub(WINDOW));
    if let Some(said) = (start..q).rev().find_map(|k| named_before(frame, start, k, kind_of)) {
        return Some(said);
    }
    let at = (start..q).rev().find(|&k| frame.has(k, Class::According))?;
    according(frame, at, kind_of).filter(|s| s.source.edge <= q)
}

/// `dem Ministerium zufolge`: the word that names the source stands behind it.
fn named_before(frame: &Frame, floor: usize, at: usize, kind_of: KindOf) -> Option<Said> {
    let word = frame.word(at).filter(|w| w.has(Class::AccordingBehind))?;
    let source = backward(frame, floor, at, kind_of)?;
    Some(Said { source, cue: Some(word.span), pattern: Pattern::AccordingTo, shares: None })
}

/// “… .” NAME said. The quote closed its own sentence, and the next is nothing but its attribution.
fn next_segment(frame: &Frame, q: usize, end: usize, kind_of: KindOf) -> Option<Said> {
    if q + 1 != end {
        return None;
    }
    let next = frame.segments.get(frame.segment_of(q) + 1)?.clone();
    // Begitu komentar Yanti, pedagang gorengan, tentang cabai: the verb opens the sentence.
    let most = if frame.verb(next.start, STRONG) { 30 } else { 10 };
    if next.len() > most || next.clone().any(|k| frame.quote(k).is_some()) {
        return None;
    }
    let said = source_then_cue(frame, next.start, next.end, kind_of)
        .or_else(|| cue_at(frame, next.start, next.end, true, kind_of))?;
    if !matches!(said.source.kind, SourceKind::Name | SourceKind::Pronoun | SourceKind::Clitic)
        || frame.any(next.start, Classes::of(&[Class::Conjunction, Class::Adverb, Class::Preposition]))
            && !frame.verb(next.start + 1, STRONG)
    {
        return None;
    }
    let strong = Classes::of(&[Class::Cue, Class::InvertedCue, Class::CueWithSource]);
    if !next.clone().any(|k| frame.verb(k, strong)) {
        return None;
    }
    // Behind the verb nothing but time and place may follow.
    let cue = said.cue?;
    let last = (next.start..next.end)
        .rev()
        .find(|&k| frame.word(k).is_some_and(|w| w.span.start >= cue.start.min(said.source.bare.start)))?;
    let from = (next.start..next.end)
        .find(|&k| frame.word(k).is_some_and(|w| w.span.start >= cue.end.max(said.source.full.end)))?;
    let tail_free = (from..=last).all(|k| {
        frame.is_punctuation(k)
            || frame.any(k, BETWEEN)
            || frame.any(k, Classes::of(&[Class::Weekday, Class::Preposition, Class::Locative]))
    });
    // So said NAME in the council chamber: the turned order says that nothing else is told.
    let turned = said.source.kind == SourceKind::Name && cue.end < said.source.bare.start;
    (tail_free || turned).then_some(said)
}

/// “…” — NAME; “…” (NAME, mayor).
fn credit(frame: &Frame, q: usize, kind_of: KindOf) -> Option<Said> {
    let at = q + 1;
    let bracket = frame.text(at) == "(";
    if !(frame.is_dash(at) || bracket) {
        return None;
    }
    let source = forward(frame, at + 1, kind_of).filter(|f| f.mention.is_some() || f.kind == SourceKind::Role)?;
    let closes = frame.items.len() <= source.edge + 12 || bracket && frame.text(source.edge) == ")";
    closes.then_some(Said { source, cue: None, pattern: Pattern::DashCredit, shares: None })
}

/// Two quotes side by side in one sentence: “No,” “never” and “not today,” she said. The first takes it from the
/// one behind, the second from the one before.
fn shared(frame: &Frame, q: usize, start: usize, done: &dyn Fn(usize) -> Option<Said>) -> Option<Said> {
    let earlier = (start..q).rev().find_map(|k| frame.quote(k).map(|(id, _)| (k, id)))?;
    let said = done(earlier.1)?;
    // Nothing between that could be another speaker.
    let quiet =
        (earlier.0 + 1..q).all(|k| frame.mention(k).is_none() && !frame.any(k, PRONOUNS) && !frame.any(k, ANY_CUE));
    // … and that, as for the harbour, “…”: the sentence goes on with what else was said.
    let behind = earlier.0 + 1 + usize::from(frame.is_comma(earlier.0 + 1));
    let goes_on =
        frame.has(behind, Class::Conjunction) && (behind..q).all(|k| !frame.any(k, PRONOUNS) && !frame.any(k, STRONG));
    (quiet || goes_on).then_some(Said { pattern: Pattern::Fragment, shares: Some(earlier.1), ..said })
}

/// Words in quotation marks that are part of somebody's reported speech: NAME called it “…”; “…,” as NAME put it.
fn fragment(frame: &Frame, q: usize, segment: std::ops::Range<usize>, verbs: Classes, kind_of: KindOf) -> Option<Said> {
    // A sentence without end must not cost the square of its length.
    let segment = segment.start.max(q.saturating_sub(WINDOW))..segment.end.min(q + WINDOW);
    let cue = (segment.start..q).rev().find(|&k| frame.verb(k, verbs.and(Classes::of(&[Class::ParticipleCue]))));
    if let Some(said) = cue.and_then(|k| from_cue(frame, segment.start, segment.start, k, kind_of)) {
        return Some(Said { pattern: Pattern::Fragment, ..said });
    }
    let later = (q + 1..segment.end).find(|&k| frame.verb(k, verbs));
    let said = later.and_then(|k| {
        let floor = q + 1;
        let inverted = frame.is_comma(k - 1) || frame.has(k, Class::InvertedCue);
        let ahead = || forward(frame, k + 1, kind_of);
        let source = if inverted {
            ahead().or_else(|| backward(frame, floor, k, kind_of))
        } else {
            backward(frame, floor, k, kind_of).or_else(ahead)
        };
        let source = source?;
        Some(Said { source, cue: frame.word(k).map(|w| w.span), pattern: Pattern::Fragment, shares: None })
    });
    said.or_else(|| by_preposition(frame, segment.start, q, kind_of).map(|s| Said { pattern: Pattern::Fragment, ..s }))
}

/// Reported speech without a verb that stands before or behind its source: menurut NAME, katanya.
pub fn reported(frame: &Frame, at: usize, kind_of: KindOf) -> Option<Said> {
    if frame.has(at, Class::According) { according(frame, at, kind_of) } else { from_cue(frame, at, at, at, kind_of) }
}
