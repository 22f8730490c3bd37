//! Behind: the attribution that stands right behind its quote: “…,” said NAME; “…,” NAME said; “…,” katanya.

use super::super::frame::Frame;
use super::super::source::*;
use super::super::{Pattern, SourceKind};
use super::*;

/// “…,” said NAME; “…,” NAME said; “…,” katanya; “…,” according to NAME.
pub fn behind(frame: &Frame, q: usize, end: usize, kind_of: KindOf) -> Option<Said> {
    let (_, quote) = frame.quote(q)?;
    let inner = quote.inner.of(&frame.block.prose).trim_end();
    let mut at = q + 1;
    let comma = frame.is_comma(at) || frame.is_dash(at);
    at += usize::from(comma);
    if at >= end {
        return None;
    }
    let led = comma || inner.ends_with([',', '?', '!', '…', '-', '–', '—']) || inner.ends_with('.');
    cue_at(frame, at, end, led, kind_of)
}

/// An attribution that begins at item `at`, right behind a quote.
pub fn cue_at(frame: &Frame, at: usize, end: usize, led: bool, kind_of: KindOf) -> Option<Said> {
    let mut cue = at;
    // “…,” also said; “…,” begitu kata: an adverb or a conjunction may lead.
    while cue < at + 2
        && frame.any(cue, Classes::of(&[Class::Adverb, Class::Conjunction]))
        && !frame.any(cue, ANY_CUE.and(Classes::of(&[Class::CueWithSource, Class::According, Class::QuotedBy])))
    {
        cue += 1;
    }
    if frame.has(cue, Class::CueWithSource) {
        let span = frame.word(cue)?.span;
        let source = Found { bare: span, full: span, kind: SourceKind::Clitic, mention: None, edge: cue + 1 };
        return Some(Said { source, cue: Some(span), pattern: Pattern::Clitic, shares: None });
    }
    if frame.has(cue, Class::According) {
        return according(frame, cue, kind_of);
    }
    if frame.has(cue, Class::QuotedBy) {
        return quoted_by(frame, cue, end, kind_of);
    }
    // called it “a mess” and promised the owners an answer: the verb behind the conjunction shares its subject.
    let joined = cue > at && !led && frame.has(at, Class::Conjunction);
    if frame.any(cue, FINITE)
        && !joined
        && !frame.is_title(cue)
        && frame.mention(cue).is_none()
        && (led || frame.any(cue, Classes::of(&[Class::Cue, Class::InvertedCue])))
    {
        // Cue first: “…,” said Ana. A helping verb may stand between: “…,” said also Ana.
        let span = frame.word(cue)?.span;
        let ahead = || {
            let near = subject_behind(frame, cue, kind_of).or_else(|| plain_behind(frame, cue + 1));
            near.or_else(|| past_aside(frame, cue, end, kind_of))
        };
        if let Some(source) = (!frame.has(cue, Class::ToldCue)).then(ahead).flatten() {
            return Some(Said { source, cue: Some(span), pattern: Pattern::CueAfter, shares: None });
        }
    }
    if frame.has(cue, Class::DocumentCue) {
        // demikian bunyi surat itu; read the statement
        // reads Article 5: a capital makes a name of it.
        let capital = frame.has(cue + 1, Class::Document);
        let document = forward(frame, cue + 1, kind_of)
            .map(|f| if capital { Found { kind: SourceKind::Document, ..f } } else { f })
            .filter(|f| matches!(f.kind, SourceKind::Document | SourceKind::Role));
        if let Some(source) = document {
            return Some(Said {
                source,
                cue: frame.word(cue).map(|w| w.span),
                pattern: Pattern::Document,
                shares: None,
            });
        }
    }
    if !led && frame.mention(at).is_none() && !frame.any(at, PRONOUNS) {
        return None;
    }
    source_then_cue(frame, at, end, kind_of)
}

/// NAME, with an aside, then the verb: “…,” Murphy, the head of the group, tweeted.
pub fn source_then_cue(frame: &Frame, at: usize, end: usize, kind_of: KindOf) -> Option<Said> {
    let reach = end.min(at + 36);
    let mut cue = at;
    while cue < reach {
        if frame.quote(cue).is_some_and(|(_, quote)| matches!(quote.kind, QuoteKind::Speech)) {
            return None;
        }
        if cue > at && frame.verb(cue, Classes::of(&[Class::Cue, Class::WeakCue, Class::DocumentCue, Class::QuotedBy]))
        {
            let Some(source) = backward(frame, at, cue, kind_of).or_else(|| plain(frame, at, cue)) else {
                cue += 1;
                continue;
            };
            // The expression must open right behind the quote; what stands before it would be another clause.
            let lead = source.edge.saturating_sub(at);
            let conjunction = lead == 1 && frame.any(at, Classes::of(&[Class::Conjunction, Class::Adverb]));
            if lead == 0 || conjunction {
                let pattern = match source.kind {
                    _ if frame.has(cue, Class::QuotedBy) => Pattern::QuotedBy,
                    SourceKind::Document => Pattern::Document,
                    _ => Pattern::CueAfter,
                };
                let document = frame.has(cue, Class::DocumentCue)
                    && !frame.any(cue, Classes::of(&[Class::Cue, Class::WeakCue, Class::QuotedBy]));
                if document && source.kind != SourceKind::Document && source.kind != SourceKind::Role {
                    return None;
                }
                return Some(Said { source, cue: frame.word(cue).map(|w| w.span), pattern, shares: None });
            }
        }
        if frame.is_colon(cue) || frame.text(cue) == ";" {
            return None;
        }
        cue += 1;
    }
    None
}

/// “…,” the editorial read; “…,” the 43-year-old asked: an expression that holds no word of people, but stands
/// where only a source can, between the quote and the verb.
pub fn plain(frame: &Frame, at: usize, cue: usize) -> Option<Found> {
    let mut end = cue;
    while end > at + 1 && frame.any(end - 1, BETWEEN) {
        end -= 1;
    }
    let opens = frame.any(at, Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive, Class::It]))
        || frame.mention(at).is_some()
        || frame.block.pack.capitals == Capitals::Nouns && end == at + 1 && frame.word(at).is_some_and(|w| w.capital);
    let words = (at..end).all(|k| {
        frame.word(k).is_some_and(|w| w.is_word())
            && !frame.any(k, Classes::of(&[Class::Relative, Class::Subordinator, Class::Complementizer]))
    });
    if !opens || !words || end == at || end - at > 8 {
        return None;
    }
    let span = frame.word(at)?.span.join(frame.word(end - 1)?.span);
    // Some chanted: of a number word alone, only several people can be meant.
    let several = end == at + 1 && frame.has(at, Class::Indefinite);
    let reads = frame.has(cue, Class::DocumentCue) && !frame.has(cue, Class::Cue);
    let kind = match () {
        () if several => SourceKind::Group,
        () if reads || frame.has(at, Class::It) => SourceKind::Document,
        () => SourceKind::Role,
    };
    Some(Found { bare: span, full: span, kind, mention: None, edge: at })
}

/// “…,” said the 46-year-old: the same, behind a verb that stands right behind its quote.
fn plain_behind(frame: &Frame, at: usize) -> Option<Found> {
    if !frame.any(at, Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive])) {
        return None;
    }
    let stops = |k: &usize| {
        !frame.word(*k).is_some_and(|w| w.is_word())
            || frame.any(*k, BETWEEN.and(Classes::of(&[Class::Preposition, Class::Relative, Class::Weekday])))
    };
    let end = (at + 1..at + 8).find(stops)?;
    let span = frame.word(at)?.span.join(frame.word(end - 1)?.span);
    (end > at + 1).then_some(Found { bare: span, full: span, kind: SourceKind::Role, mention: None, edge: end })
}

/// “…,” said, in a voice barely louder than the radiators, the engineer: an aside stands between the verb and its subject.
fn past_aside(frame: &Frame, cue: usize, end: usize, kind_of: KindOf) -> Option<Found> {
    const OPENS: Classes =
        Classes::of(&[Class::Preposition, Class::Locative, Class::Adverb, Class::Subordinator, Class::ParticipleCue]);
    let first = cue + 2;
    if !frame.is_comma(cue + 1) || !frame.any(first, OPENS) || frame.mention(first).is_some() {
        return None;
    }
    let close = (first..end.min(first + 14)).find(|&k| !frame.word(k).is_some_and(|w| w.is_word()))?;
    if !frame.is_comma(close) || (first..close).any(|k| frame.verb(k, STRONG)) {
        return None;
    }
    let found = forward(frame, close + 1, kind_of)?;
    let somebody = found.kind == SourceKind::Role || found.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
    // A verb behind it would make it the subject of another clause.
    let closed = found.edge >= end || frame.is_punctuation(found.edge) || frame.any(found.edge, BETWEEN);
    (somebody && closed).then_some(found)
}

/// NAME was quoted by the Post as saying, “…”: the verb is in two pieces, and who printed it stands between.
pub fn quoted_before(frame: &Frame, floor: usize, at: usize, kind_of: KindOf) -> Option<Said> {
    let clause = (floor..=at).rev().take_while(|&k| {
        !frame.is_punctuation(k)
            && frame.quote(k).is_none()
            && (frame.has(k, Class::QuotedBy) || !frame.verb(k, STRONG))
    });
    let first = clause.filter(|&k| frame.has(k, Class::QuotedBy)).last()?;
    let source = backward(frame, floor, first, kind_of)?;
    let person = source.kind != SourceKind::Name || source.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
    let cue = frame.word(first)?.span;
    person.then_some(Said { source, cue: Some(cue), pattern: Pattern::QuotedBy, shares: None })
}

pub fn according(frame: &Frame, at: usize, kind_of: KindOf) -> Option<Said> {
    let source = forward(frame, at + 1, kind_of)?;
    Some(Said { source, cue: frame.word(at).map(|w| w.span), pattern: Pattern::AccordingTo, shares: None })
}

/// “…,” was quoted as saying by; NAME, as quoted by TASS, said: who printed it did not say it.
fn quoted_by(frame: &Frame, at: usize, end: usize, kind_of: KindOf) -> Option<Said> {
    // kata NAME, seperti dikutip …: the cue may stand behind the one who printed it.
    let cue = (at + 1..end.min(at + 14)).find(|&k| frame.verb(k, ANY_CUE))?;
    let source = forward(frame, cue + 1, kind_of)?;
    Some(Said { source, cue: frame.word(cue).map(|w| w.span), pattern: Pattern::QuotedBy, shares: None })
}
