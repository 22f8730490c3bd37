//! Kinds: what kind of source a quote has, and who printed it.
//!
//! The patterns know names, pronouns, roles, groups and documents. Looked at again with the words around it, a role
//! may be somebody who is not named (`a senior official`), a name may be a medium (`CNN reported`), and beside the
//! one who spoke may stand the one who printed it (`quoted by TASS`).

use std::sync::Arc;

use super::resolve::Scope;
use super::{Attribution, SourceKind};
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::{Meaning, Place};
use crate::reading::{Kind, Reading, Word, WordKind};
use crate::text::Span;

/// How far from the source or its cue the words stand that say more of it, in words.
const NEAR: usize = 12;
/// What may stand between “quoted by” and the name of the medium.
const LEAD: Classes = Classes::of(&[
    Class::By,
    Class::Preposition,
    Class::Determiner,
    Class::Possessive,
    Class::Role,
    Class::Group,
    Class::OrgHead,
    Class::Document,
    Class::Demonym,
    Class::QuotedBy,
    Class::Work,
    Class::Place,
]);

/// Settles the kind of every source, and who printed it.
pub fn settle(draft: &Draft, readings: &[Arc<Reading>], meaning: &mut Meaning) {
    for id in 0..meaning.quotes.len() {
        let Some(attribution) = &meaning.quotes[id].attribution else { continue };
        let scope = Scope { draft, readings, meaning, block: attribution.source.place.block };
        let (kind, via) = (kind(scope, attribution), via(scope, attribution));
        if let Some(attribution) = &mut meaning.quotes[id].attribution {
            attribution.source.kind = kind;
            attribution.via = via;
        }
    }
}

fn kind(scope: Scope, attribution: &Attribution) -> SourceKind {
    let source = &attribution.source;
    let any = |words: &[Word], class: Class| words.iter().any(|w| w.has(class));
    match source.kind {
        SourceKind::Name => {
            let person = source.entity.is_some_and(|e| scope.is_person(e));
            if !person && any(scope.words(source.place), Class::Media) { SourceKind::Media } else { source.kind }
        }
        SourceKind::Role | SourceKind::Group if source.entity.is_none() && source.rivals.is_empty() => {
            let before = scope.words(Place { span: source.full.span.join(source.place.span), ..source.full });
            let introduced =
                before.first().is_some_and(|w| w.has(Class::Indefinite)) && source.kind == SourceKind::Role;
            let hidden = any(around(scope, source.full.span), Class::Unnamed);
            let people = Classes::of(&[Class::Role, Class::Group, Class::Title, Class::Kin]);
            match () {
                _ if introduced || hidden => SourceKind::Unnamed,
                // “the Evening Post”: read as an office for want of a name that is known.
                _ if any(before, Class::Media) && !before.iter().any(|w| w.classes.any(people)) => SourceKind::Media,
                _ => source.kind,
            }
        }
        kind => kind,
    }
}

/// The words of an expression and those near behind it in its sentence, up to a quote.
fn around<'a>(scope: Scope<'a>, span: Span) -> &'a [Word] {
    let reading = &scope.readings[scope.block];
    let from = reading.word_at(span.start);
    let sentence = reading.sentences.partition_point(|s| s.end <= from);
    let end = reading.sentences.get(sentence).map_or(reading.words.len(), |s| s.end);
    let quote = reading.quotes.partition_point(|q| q.span.start < span.end);
    let quote = reading.quotes.get(quote).map_or(usize::MAX, |q| q.span.start);
    let words = &reading.words[from..end.max(from)];
    let own = words.partition_point(|w| w.span.start < span.end);
    let length = words.partition_point(|w| w.span.start < quote);
    &words[..length.min(own + NEAR)]
}

/// Who printed what was said: the name behind “quoted by”, near the source or its cue with no quote between.
fn via(scope: Scope, attribution: &Attribution) -> Option<Place> {
    let reading = &scope.readings[scope.block];
    let source = attribution.source.full.span.join(attribution.source.place.span);
    let own = attribution.cue.filter(|c| c.block == scope.block).map_or(source, |c| c.span.join(source));
    let (from, to) = (reading.word_at(own.start), reading.word_at(own.end.saturating_sub(1)) + 1);
    let mark = |k: &usize| reading.words[*k].kind == WordKind::Mark;
    let behind = (from..reading.words.len().min(to + NEAR)).take_while(|k| *k < to || !mark(k));
    let before = (from.saturating_sub(NEAR)..from).rev().take_while(|k| !mark(k));
    behind
        .chain(before)
        .filter(|&k| reading.words[k].has(Class::QuotedBy))
        .find_map(|k| printer(reading, k, source))
        .map(|span| Place { block: scope.block, span })
}

/// The name of a medium behind the words “quoted by” at word `k`.
fn printer(reading: &Reading, k: usize, source: Span) -> Option<Span> {
    let lead = reading.words[k + 1..].iter().take(6).take_while(|w| w.classes.any(LEAD) && !names(reading, w));
    let at = k + 1 + lead.count();
    let mention = reading.mentions.iter().find(|m| reading.words.get(at).is_some_and(|w| m.span.covers(w.span)))?;
    let person = mention.kind == Some(Kind::Person) || source.overlaps(mention.span);
    // the Northern Courier: a paper may bear the name of a place.
    let rest = reading.words[at..].iter().take_while(|w| w.capital && w.is_word());
    let span = rest.fold(mention.span, |span, w| span.join(w.span));
    (!person).then_some(span)
}

/// Whether a word is part of a name.
fn names(reading: &Reading, word: &Word) -> bool {
    reading.mentions.iter().any(|m| m.span.covers(word.span))
}
