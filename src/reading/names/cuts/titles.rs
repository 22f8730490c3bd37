//! Titles: the offices in small letters that stand before a run.

use std::ops::Range;

use super::OFFICE;
use crate::language::{Class, Classes, Pack};
use crate::reading::words::{Word, WordKind};

/// Titles and roles in small letters right before the run: `juru bicara`, `spokesman`.
pub(super) fn before(pack: &Pack, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut start = run.start;
    while start > sentence.start {
        let word = &words[start - 1];
        let touches = word.end == word.span.end && words[start].span.start - word.end <= 2;
        let title = word.classes.any(Classes::of(&[
            Class::Title,
            Class::Role,
            Class::Honorific,
            Class::RoleModifier,
            Class::Kin,
        ]));
        // Penyanyi asal Solo: what says where somebody is from is no office of his.
        let from = start == run.start && word.has(Class::Locative);
        if !touches || !title || from || !word.is_word() {
            break;
        }
        start -= 1;
    }
    let far = || far_title(pack, words, run, sentence);
    (start < run.start).then_some(start..run.start).or_else(far)
}

/// `Analis pasar modal | Yoga Adrian menilai`, `kata dosen ilmu politik | Budi`: where owners stand behind, a few common words
/// between an office and a first name say what it is for, if the two speak.
fn far_title(pack: &Pack, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    const SMALL: Classes = Classes::of(&[
        Class::Auxiliary,
        Class::Cue,
        Class::WeakCue,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Relative,
        Class::Adverb,
        Class::Demonstrative,
        Class::Locative,
        Class::Number,
        Class::Time,
    ]);
    const SAYS: Classes = Classes::of(&[Class::Cue, Class::InvertedCue, Class::WeakCue, Class::According]);
    let first = &words[run.start];
    if !pack.owners_behind || !first.has(Class::Given) || first.has(Class::Place) {
        return None;
    }
    let office = |w: &Word| w.classes.any(OFFICE) && !w.has(Class::Kin);
    let between = words[sentence.start..run.start].iter().rev().take(4).take_while(|w| !office(w)).count();
    let at = run.start.checked_sub(between + 1).filter(|&at| between > 0 && at >= sentence.start)?;
    let beside = words[at..=run.start]
        .windows(2)
        .all(|pair| pair[0].end == pair[0].span.end && pair[1].span.start == pair[0].end + 1);
    let common = |w: &Word| w.kind == WordKind::Word && !w.capital && !w.classes.any(SMALL);
    let opens = at == sentence.start && words[..sentence.end].get(run.end).is_some_and(|w| w.classes.any(SAYS));
    let said = at > sentence.start && words[at - 1].classes.any(SAYS);
    let fits = office(&words[at]) && beside && words[at + 1..run.start].iter().all(common) && (opens || said);
    fits.then_some(at..run.start)
}
