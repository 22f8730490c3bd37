//! Phrases: words that a pack knows as one, `wali kota` or `New York`, made one word.
//!
//! The longest phrase wins. A phrase falls apart where what stands behind it says that its words belong elsewhere.

use super::{Word, WordKind};
use crate::language::{Class, Classes, Pack};
use crate::text::Span;

/// Joins the words of phrases that the pack knows.
pub fn join(prose: &str, words: Vec<Word>, pack: &Pack) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        match phrase_at(prose, &words[i..], pack) {
            Some((count, classes)) => {
                let last = &words[i + count - 1];
                let span = Span::new(words[i].span.start, last.span.end);
                let shouted = words[i..i + count].iter().all(|w| w.shouted);
                out.push(Word { span, end: last.end, classes, shouted, ..words[i] });
                i += count;
            }
            None => {
                out.push(words[i]);
                i += 1;
            }
        }
    }
    out
}

fn phrase_at(prose: &str, words: &[Word], pack: &Pack) -> Option<(usize, Classes)> {
    let lower = |w: &Word| w.span.of(prose).replace('’', "'").to_lowercase();
    let first = words.first().filter(|w| w.kind == WordKind::Word)?;
    let text = first.span.of(prose);
    let opens =
        pack.lexicon.opens_phrase(text, text) || first.capital && pack.lexicon.opens_phrase(text, &lower(first));
    if !opens {
        return None;
    }
    // The longest phrase has eight words; only blanks may stand between them.
    let run = words
        .windows(2)
        .take(7)
        .take_while(|w| w[1].is_word() && prose[w[0].span.end..w[1].span.start].chars().all(char::is_whitespace))
        .count()
        + 1;
    let texts: Vec<(String, String)> =
        words[..run].iter().map(|w| (w.span.of(prose).replace('’', "'"), lower(w))).collect();
    let (count, classes) = pack.lexicon.phrase(texts.iter().map(|(w, l)| (w.as_str(), l.as_str())))?;
    // di Jalan Ahmad Yani: with its capital the word opens the name of a place, and is none of where it is.
    let named = !first.capital && words[1..count].iter().any(|w| w.capital) && classes.has(Class::Locative);
    (!named && !parts(prose, words, run, count, classes)).then_some((count, classes))
}

/// Whether a phrase falls apart for what stands behind it: `The National Crime Agency` is not the paper, and of
/// `Kepala Sekolah Dharma Putra, Budi Hartono` the school is not the office's.
fn parts(prose: &str, words: &[Word], run: usize, count: usize, classes: Classes) -> bool {
    const HOUSE: Classes = Classes::of(&[Class::OrgHead, Class::OrgTail]);
    const PERSON: Classes = Classes::of(&[Class::Given, Class::Honorific]);
    let large = |i: usize| words[..run].get(i).is_some_and(|w| w.capital && w.kind == WordKind::Word);
    let capitals = (count..run).take_while(|&i| large(i)).count();
    let end = count + capitals;
    if capitals == 0 {
        return false;
    }
    // The Independent Electoral and Boundaries Commission
    let and = words[..run].get(end).is_some_and(|w| w.has(Class::Conjunction));
    let end = if and { end + 1 + (end + 1..run).take_while(|&i| large(i)).count() } else { end };
    let printed = classes.any(Classes::of(&[Class::Media, Class::Organisation]));
    let closes = |w: &Word| w.has(Class::OrgTail) && w.has(Class::OrgHead) && !w.has(Class::Family);
    if printed && words[0].has(Class::Determiner) && closes(&words[end - 1]) {
        return true;
    }
    let house = words[count - 1].capital && words[count - 1].classes.any(HOUSE);
    let comma = words.get(end).is_some_and(|w| w.span.of(prose) == ",");
    let named = words.get(end + 1).is_some_and(|w| w.classes.any(PERSON));
    count > 1 && classes.has(Class::Title) && house && capitals <= 4 && comma && named
}
