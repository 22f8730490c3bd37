//! Joins: names of organisations that hold a comma or an “and”.
//!
//! `The Competition and Markets Authority` is one, `the Treasury and the Bank of England` are two. One it is where an
//! article stands before and one noun for a house stands behind, or where its letters stand in brackets behind it.
//! `Badan Meteorologi, Klimatologi, dan Geofisika` opens with its noun, and each item says what it is for.

use std::ops::Range;

use super::{is_name_word, joins as short, only_blanks};
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};

/// What is a house already, or a place: with “and” behind it stand two.
const HOUSES: Classes =
    Classes::of(&[Class::OrgHead, Class::OrgTail, Class::Organisation, Class::Media, Class::Place, Class::Demonym]);
/// What may not stand before the noun of a house, where two names are joined.
const APART: Classes =
    Classes::of(&[Class::Organisation, Class::Media, Class::Place, Class::PlaceHead, Class::Demonym, Class::Given]);
/// No firm bears more names, with their commas.
const MOST: usize = 12;
const OFFICE: Classes = Classes::of(&[Class::Title, Class::Honorific, Class::Role]);

/// `Competition | and Markets Authority`: the end of the one house, where the conjunction at `end` stands inside its name.
pub fn pair(prose: &str, words: &[Word], start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
    let and = &words[end];
    if !and.has(Class::Conjunction) || and.capital || !short(prose, and) {
        return None;
    }
    let close = capitals(prose, words, end + 1, sentence).filter(|close| (2..=4).contains(&(close - end - 1)))?;
    let noun = &words[close - 1];
    let (left, right) = (&words[start..end], &words[end + 1..close - 1]);
    let acronym = || letters(prose, words, start, close, sentence);
    if !noun.has(Class::OrgTail) || left.len() > 4 {
        return None;
    }
    if acronym() {
        return Some(close);
    }
    let the = start > sentence.start && words[start - 1].has(Class::Determiner);
    let house = noun.has(Class::OrgHead);
    // The Welsh and Scottish Parliament, the Home Office and Probation Service, the Mayor and City Council: two.
    let first = left.iter().any(|w| w.classes.any(HOUSES) || w.has(Class::Given) || w.initial);
    let office = left[left.len() - 1].classes.any(OFFICE);
    let second = right.iter().any(|w| w.classes.any(APART) || w.has(Class::OrgHead) || w.initial);
    (the && house && !first && !office && !second).then_some(close)
}

/// `Pryce|, Dunn & Hallett`: the end of a firm that is named after its partners, where one name stands before the comma at `end`.
pub fn partners(prose: &str, words: &[Word], start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
    let is = |i: usize, text: &str| i < sentence.end && words[i].span.of(prose) == text;
    let name = |i: usize| i < sentence.end && is_name_word(&words[i]) && !words[i].classes.any(HOUSES);
    let (mut at, mut count) = (end, 0);
    while end - start == 1 && at - start <= MOST && name(start) && is(at, ",") && name(at + 1) {
        at += 2;
        count += 1;
    }
    (count > 0 && is(at, "&") && name(at + 1)).then_some(at + 2)
}

/// `Badan Meteorologi|, Klimatologi, dan Geofisika`: the end of a house whose noun stands first, where a list of what it is
/// for goes on at `end`.
pub fn list(prose: &str, words: &[Word], start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
    let comma = |i: usize| i < sentence.end && words[i].span.of(prose) == ",";
    let head = (start..end).find(|&i| words[i].has(Class::OrgHead))?;
    let purpose = |w: &Word| w.has(Class::Field) && !w.has(Class::OrgHead);
    // The noun is the first word or stands behind an office, and what it is for follows it at once.
    let plain =
        head + 1 < end && words[head + 1..end].iter().all(|w| w.capital && (purpose(w) || !w.classes.any(PERSON)));
    if !comma(end) || !plain || !words[start..head].iter().all(|w| w.classes.any(OFFICE)) {
        return None;
    }
    let mut at = end;
    let mut known = words[head + 1].has(Class::Field);
    loop {
        let mut from = at + usize::from(comma(at));
        let last = from < sentence.end && words[from].has(Class::Conjunction) && !words[from].capital;
        from += usize::from(last);
        if from == at {
            return None;
        }
        let mut close = capitals(prose, words, from, sentence)?;
        // Kepala Dinas Pertanian, Pangan, dan Perikanan Budi Hartono: the person ends the list.
        if last {
            close = (from + 1..close).find(|&i| words[i].has(Class::Given)).unwrap_or(close);
        }
        if close - from > 4 {
            return None;
        }
        let item = &words[from..close];
        let other = |w: &Word| w.has(Class::OrgHead) || w.classes.any(ANOTHER) && !w.has(Class::Field);
        if item.iter().any(other) {
            return None;
        }
        known &= !last || item.iter().any(purpose);
        at = close;
        if last {
            break;
        }
    }
    (known || letters(prose, words, head + 1, at, sentence) || letters(prose, words, head, at, sentence)).then_some(at)
}

const PERSON: Classes = Classes::of(&[Class::Given, Class::Family, Class::Honorific]);
/// What opens a name of its own inside a list.
const ANOTHER: Classes = Classes::of(&[
    Class::Given,
    Class::Family,
    Class::Honorific,
    Class::Organisation,
    Class::Media,
    Class::Place,
    Class::PlaceHead,
    Class::Title,
    Class::Role,
]);

/// The end of the words with capitals that begin at `from`, at least one.
fn capitals(prose: &str, words: &[Word], from: usize, sentence: &Range<usize>) -> Option<usize> {
    let touches = |i: usize| words[i - 1].end == words[i - 1].span.end && only_blanks(prose, &words[i - 1], &words[i]);
    let mut end = from;
    while end < sentence.end && is_name_word(&words[end]) && (end == from || touches(end)) {
        end += 1;
    }
    (end > from).then_some(end)
}

/// `Harbour Repair and Conservation Board (HRCB)`: whether the letters behind the name are those of its words.
fn letters(prose: &str, words: &[Word], start: usize, end: usize, sentence: &Range<usize>) -> bool {
    let text = |i: usize| if i < sentence.end { words[i].span.of(prose) } else { "" };
    if text(end) != "(" || text(end + 2) != ")" || !words[end + 1].shouted {
        return false;
    }
    let small = |w: &&Word| w.kind == WordKind::Word && w.capital;
    let first = |w: &Word| w.span.of(prose).split_whitespace().filter_map(|p| p.chars().next()).collect::<String>();
    let initials: String = words[start..end].iter().filter(small).map(first).collect();
    let all: String = words[start..end].iter().filter(|w| w.kind == WordKind::Word).map(first).collect();
    let short = text(end + 1).to_uppercase();
    initials.to_uppercase() == short || all.to_uppercase() == short
}
