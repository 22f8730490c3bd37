//! Subjects: who a clause speaks of, when its verb of saying stands far behind or shares the subject of another.

use super::super::frame::Frame;
use super::*;

/// The first item of the clause in which item `k` stands, not before item `floor`.
pub fn clause_first(frame: &Frame, floor: usize, k: usize) -> usize {
    let mut first = k;
    let within = |i: usize| !frame.is_punctuation(i) || matches!(frame.text(i), "(" | ")" | "/" | "&");
    while first > floor && within(first - 1) && frame.quote(first - 1).is_none() {
        first -= 1;
    }
    // `und sagte`: a conjunction opens nothing.
    while first < k && frame.has(first, Class::Conjunction) && !frame.has(first, Class::Adverb) {
        first += 1;
    }
    first
}

/// Whether something else than a subject opens a clause at item `i`.
pub fn opens_adverbial(frame: &Frame, i: usize) -> bool {
    const LEAD: Classes = Classes::of(&[
        Class::Preposition,
        Class::Subordinator,
        Class::Time,
        Class::Locative,
        Class::Adverb,
        Class::According,
        Class::Weekday,
        Class::Oblique,
    ]);
    let number = frame.word(i).is_some_and(|w| w.kind == WordKind::Number);
    (number || frame.any(i, LEAD)) && frame.mention(i).is_none() && !frame.any(i, PRONOUNS)
}

/// Whether a subject may begin with the word at item `i`.
pub fn may_open(frame: &Frame, i: usize) -> bool {
    let number = frame.word(i).is_some_and(|w| w.kind == WordKind::Number);
    let person = Classes::of(&[Class::Demonym, Class::Honorific, Class::Given, Class::Family, Class::OrgHead]);
    number || frame.mention(i).is_some() || frame.any(i, HEADS.and(OPENS).and(PRONOUNS).and(person))
}

/// `Am Montag hatte Ana gesagt`: behind the first verb, where a language turns subject and verb round.
fn inverted_subject(frame: &Frame, from: usize, to: usize, kind_of: KindOf) -> Option<Found> {
    if !frame.block.pack.inversion || !opens_adverbial(frame, from) {
        return None;
    }
    // Als der Zug hielt, rief Ana: the clause is what opens, and its comma stands before the verb.
    if frame.has(from, Class::Subordinator) {
        let comma = (from..to).find(|&k| frame.is_comma(k))?;
        return subject_behind(frame, comma + 1, kind_of).filter(|f| f.edge <= to);
    }
    let verb = (from + 1..to).take_while(|&k| !frame.is_punctuation(k) && frame.quote(k).is_none()).find(|&k| {
        frame.any(k, Classes::of(&[Class::Auxiliary, Class::Cue, Class::WeakCue])) && frame.mention(k).is_none()
    })?;
    subject_behind(frame, verb, kind_of).filter(|f| f.edge <= to)
}

/// The subject of the clause that begins at `from`: the first person, pronoun, organisation or role that stands
/// before `to`, when leading adverbials (`On Tuesday in Ohio,`) are passed over.
pub fn subject(frame: &Frame, from: usize, to: usize, kind_of: KindOf) -> Option<Found> {
    // A sentence without end must not cost the square of its length.
    let from = from.max(to.saturating_sub(400));
    if let Some(found) = inverted_subject(frame, from, to, kind_of) {
        return Some(found);
    }
    // Lindner hatte … betont: a noun that no list knows, before the first verb.
    let bare = frame.word(from).filter(|w| w.capital && w.kind == WordKind::Word && !w.classes.any(OPENS));
    let nouns = frame.block.pack.capitals == Capitals::Nouns && frame.mention(from).is_none();
    if let Some(word) =
        bare.filter(|w| nouns && !w.classes.any(PRONOUNS) && frame.has(from + 1, Class::Auxiliary) && from + 1 < to)
    {
        return Some(Found { bare: word.span, full: word.span, kind: SourceKind::Role, mention: None, edge: from + 1 });
    }
    let mut at = from;
    // A leading phrase with a preposition or a subordinate clause ends at its comma.
    for _ in 0..3 {
        if frame.any(
            at,
            Classes::of(&[Class::Preposition, Class::Subordinator, Class::Time, Class::Locative, Class::Adverb]),
        ) && frame.mention(at).is_none()
        {
            match (at..to).find(|&k| frame.is_comma(k)) {
                Some(comma) => at = comma + 1,
                None => break,
            }
        }
    }
    let mut k = at;
    while k < to {
        if frame.quote(k).is_some() {
            k += 1;
            continue;
        }
        if frame.any(k, PRONOUNS) && frame.mention(k).is_none() {
            return forward(frame, k, kind_of);
        }
        let opens = frame.mention(k).is_some() || frame.any(k, HEADS) || frame.any(k, OPENS);
        if opens && let Some(found) = chain(frame, k, kind_of).filter(|f| f.edge <= to) {
            let speaks = found.mention.is_none_or(|m| matches!(kind_of(m), Some(Kind::Person | Kind::Organisation)));
            if speaks || found.kind != SourceKind::Name {
                return Some(found);
            }
            k = found.edge.max(k + 1);
            continue;
        }
        k += 1;
    }
    None
}
