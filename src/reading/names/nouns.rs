//! Nouns: what is a name where every noun has a capital.
//!
//! A capital proves nothing there. Known names, a title or a first name before it, or the place of a speaker beside a
//! verb of saying prove it; the rest is weak, and a name only where the draft has it in a full one.

use super::Mention;
use crate::language::{Class, Classes};
use crate::reading::sentences::OPENERS;
use crate::reading::{Kind, Word, WordKind};
use crate::text::Span;

/// What may stand before a name that is the subject: `sagte Ana`, `und Ana sagte`; an article or adjective may not.
const BEFORE_NAME: Classes = Classes::of(&[
    Class::Cue,
    Class::WeakCue,
    Class::InvertedCue,
    Class::According,
    Class::Conjunction,
    Class::Complementizer,
    Class::Subordinator,
    Class::Adverb,
    Class::Time,
    Class::Auxiliary,
    Class::Title,
    Class::Role,
]);
const ARTICLES: Classes = Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive, Class::Number]);

/// What a noun may be that stands before a name and is no part of it: `des Stadtrates Jonas Brandt`.
const NOUNS: Classes =
    Classes::of(&[Class::Role, Class::Group, Class::Document, Class::OrgHead, Class::Kin, Class::Work]);

/// Takes back what a capital alone says of a mention; `before` are the words of its sentence before it.
pub fn judge(mention: &mut Mention, words: &[Word], before: &[Word]) {
    let person = |w: &Word| w.classes.any(Classes::of(&[Class::Given, Class::Family])) || w.initial;
    let mut name = &words[mention.words.clone()];
    let noun = name[0].classes.any(NOUNS) && !person(&name[0]);
    if let Some(given) = name.iter().position(|w| w.has(Class::Given)).filter(|&i| noun && i > 0) {
        mention.words.start += given;
        mention.span.start = name[given].span.start;
        mention.signs.given = true;
        mention.kind = Some(Kind::Person).filter(|_| name.len() > given + 1);
        name = &name[given..];
    }
    // `staatlichen Bereich`: an adjective alone is no office.
    const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role, Class::Honorific, Class::Kin]);
    let office = |span: Span| before.iter().any(|w| span.covers(w.span) && w.classes.any(OFFICE));
    if mention.title.is_some_and(|title| !office(title)) {
        mention.title = None;
        mention.signs.role = mention.apposition.is_some();
    }
    let last = before.last();
    let of_noun = last.is_some_and(|w| w.classes.any(ARTICLES));
    let free = last.is_none_or(|w| w.kind != WordKind::Word || w.classes.any(BEFORE_NAME) && !w.classes.any(ARTICLES));
    mention.signs.cue &= free;
    let signs = mention.signs;
    let small = name.iter().any(|w| w.classes.any(OPENERS) && !w.has(Class::Place));
    let known = signs.title || signs.age || signs.shape || signs.organisation || signs.place;
    let proved = if name.len() == 1 {
        known || (signs.given || signs.role || signs.cue && !signs.opens) && !of_noun && !small
    } else {
        known || (signs.given || signs.family || signs.role || signs.cue) && !small
    };
    if !proved {
        mention.signs.cue = false;
        mention.kind = None;
        mention.weak = true;
    }
}
