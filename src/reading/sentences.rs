//! Sentences: where one ends and the next begins.
//!
//! A full stop, question or exclamation mark ends a sentence when what follows (behind closing marks and
//! brackets) could open one. A word that keeps its own full stop (`U.S.`) ends a sentence only before a word that
//! is capitalised for no other reason than to open the next.

use std::ops::Range;

use super::words::{Word, WordKind};
use crate::language::{Class, Classes};

/// Words whose capital can only come from opening a sentence.
pub const OPENERS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Indefinite,
    Class::He,
    Class::She,
    Class::OnePerson,
    Class::They,
    Class::FirstPerson,
    Class::It,
    Class::Possessive,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Complementizer,
    Class::Auxiliary,
    Class::Adverb,
    Class::Time,
    Class::Opener,
    Class::According,
    Class::CueWithSource,
    Class::Cue,
    Class::Relative,
    Class::Locative,
    Class::By,
    Class::Number,
]);

/// Each sentence as a range of words; together they cover all words.
pub fn of(prose: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < words.len() {
        if ends_sentence(prose, words, i) {
            let mut end = i + 1;
            while end < words.len() && closes(prose, &words[end], &words[end - 1]) {
                end += 1;
            }
            if words.get(end).is_some_and(|w| opens(prose, w)) {
                out.push(start..end);
                start = end;
                i = end;
                continue;
            }
        }
        i += 1;
    }
    if start < words.len() {
        out.push(start..words.len());
    }
    out
}

/// Whether a sentence may end with this word.
fn ends_sentence(prose: &str, words: &[Word], i: usize) -> bool {
    let word = &words[i];
    let text = word.span.of(prose);
    match word.kind {
        WordKind::Punctuation => matches!(text.chars().next(), Some('.' | '!' | '?' | '…' | '।' | '。')),
        // Mr. and Sen. wait for their name, however common the word is that it looks like.
        WordKind::Word if text.ends_with('.') && word.classes.any(Classes::of(&[Class::Title, Class::Honorific])) => {
            false
        }
        WordKind::Word if text.ends_with('.') => words.get(i + 1).is_some_and(|next| {
            next.capital
                && next.classes.any(OPENERS)
                && !next.classes.any(Classes::of(&[Class::Title, Class::Given, Class::Family]))
        }),
        _ => false,
    }
}

/// Whether a mark or bracket belongs to the sentence before it: nothing stands between.
fn closes(prose: &str, word: &Word, before: &Word) -> bool {
    let text = word.span.of(prose);
    (word.kind == WordKind::Mark || matches!(text, ")" | "]")) && word.span.start == before.end
}

fn opens(prose: &str, word: &Word) -> bool {
    word.capital
        || matches!(word.kind, WordKind::Number | WordKind::Mark)
        || matches!(word.span.of(prose), "(" | "[" | "–" | "—" | "-" | "•")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, prose: &str, want: &[&str]) {
        let words = super::super::words::of(prose, crate::language::by_code(language).unwrap());
        let shown: Vec<&str> =
            of(prose, &words).iter().map(|r| &prose[words[r.start].span.start..words[r.end - 1].end]).collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn marks_belong_to_the_sentence_they_close() {
        check("en", "“We won. We did.” It rained.", &["“We won.", "We did.”", "It rained."]);
    }

    #[test]
    fn a_stop_before_a_small_letter_ends_nothing() {
        check("id", "”Kami siap.” kata Ana. Lalu pergi.", &["”Kami siap.” kata Ana.", "Lalu pergi."]);
    }
}
