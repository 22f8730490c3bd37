//! Nouns: what is a name where every noun has a capital.
//!
//! A capital proves nothing there. Known names, a title or a first name before it, or the place of a speaker beside a
//! verb of saying prove it; the rest is weak, and a name only where the draft has it in a full one.

use super::Mention;
use crate::language::{Class, Classes};
use crate::reading::sentences::OPENERS;
use crate::reading::{Word, WordKind};

/// What may stand before a name that is the subject: `sagte Ana`, `und Ana sagte`; an article or adjective may not.
const BEFORE_NAME: Classes = Classes::of(&[
    Class::Cue,
    Class::WeakCue,
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

/// Takes back what a capital alone says of a mention; `before` are the words of its sentence before it.
pub fn judge(mention: &mut Mention, words: &[Word], before: &[Word]) {
    let name = &words[mention.words.clone()];
    let last = before.last();
    let of_noun = last.is_some_and(|w| w.classes.any(ARTICLES));
    let free = last.is_none_or(|w| w.kind != WordKind::Word || w.classes.any(BEFORE_NAME) && !w.classes.any(ARTICLES));
    mention.signs.cue &= free;
    let signs = mention.signs;
    let small = name.iter().any(|w| w.classes.any(OPENERS) && !w.has(Class::Place));
    let known = signs.title || signs.age || signs.shape || signs.organisation || signs.place;
    let proved = if name.len() == 1 {
        known || (signs.given || signs.role || signs.cue) && !of_noun && !small
    } else {
        known || (signs.given || signs.family || signs.role || signs.cue) && !small
    };
    if !proved {
        mention.kind = None;
        mention.weak = true;
    }
}
