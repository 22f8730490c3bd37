//! Letters: names that the draft spells out itself, with their acronym in brackets.
//!
//! `Independent Electoral and Boundaries Commission (IEBC)`, `Wahana Lingkungan Hidup Indonesia (Walhi)`: the words whose first
//! letters stand in the brackets, in their order, are one name, whatever each of them is elsewhere.

use std::ops::Range;

use super::{is_name_word, joins as short, only_blanks};
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};

/// No name has more words.
const MOST: usize = 12;
const HOUSE: Classes = Classes::of(&[Class::OrgHead, Class::OrgTail, Class::Organisation]);
const PERSON: Classes = Classes::of(&[Class::Given, Class::Family, Class::Honorific]);
const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role, Class::RoleModifier, Class::Honorific]);
const SMALL: Classes =
    Classes::of(&[Class::Preposition, Class::Conjunction, Class::Determiner, Class::Particle, Class::Owner]);

/// The names of a sentence right before their letters, each a range of words that opens with a capital.
pub fn spelled_out(prose: &str, words: &[Word], sentence: &Range<usize>) -> Vec<Range<usize>> {
    let text = |i: usize| if i < sentence.end { words[i].span.of(prose) } else { "" };
    let brackets = (sentence.start + 2..sentence.end).filter(|&i| text(i) == "(" && text(i + 2) == ")");
    brackets.filter_map(|open| name(prose, words, sentence.start, open)).collect()
}

/// The words before the bracket at `open` whose first letters stand in it.
fn name(prose: &str, words: &[Word], from: usize, open: usize) -> Option<Range<usize>> {
    let acronym: Vec<char> = letters(words[open + 1].span.of(prose)).collect();
    let shown = words[open + 1].capital && words[open + 1].kind == WordKind::Word;
    if !shown || acronym.len() < 3 || words[open + 1].classes.any(PERSON) && !words[open + 1].shouted {
        return None;
    }
    let mut found = None;
    let mut start = open;
    while start > from && open - start < MOST {
        let word = &words[start - 1];
        let comma = word.span.of(prose) == ",";
        let apart = word.end != word.span.end || !only_blanks(prose, word, &words[start]);
        let plain = word.kind == WordKind::Word && (word.capital || word.classes.any(SMALL) && short(prose, word));
        if !comma && (apart || !plain) {
            break;
        }
        start -= 1;
        if is_name_word(&words[start]) && spells(prose, &words[start..open], &acronym) {
            found = Some(start..open);
        }
    }
    // Dinas | Pekerjaan Umum (PU): the letters are of what the house is for.
    let head = |i: usize| words[i].capital && words[i].has(Class::OrgHead);
    let found = found.map(|name| match name.start {
        i if i > from && head(i - 1) && only_blanks(prose, &words[i - 1], &words[i]) => i - 1..name.end,
        _ => name,
    });
    // Menteri Energi dan Sumber Daya Mineral (ESDM): what an office is for.
    let office = |name: &Range<usize>| name.start > from && words[name.start - 1].classes.any(OFFICE);
    // The Rally for the Return of | Refugees and Democracy in Rwanda (RDR): the rest of a longer name.
    let rest = |name: &Range<usize>| {
        name.start > from + 1 && words[name.start - 1].classes.any(SMALL) && {
            let before = words[from..name.start].iter().rposition(|w| !w.classes.any(SMALL) || w.capital);
            before.is_some_and(|b| words[from + b].capital)
        }
    };
    let house = |name: &Range<usize>| words[name.clone()].iter().any(|w| w.classes.any(HOUSE));
    found.filter(|name| house(name) || !office(name) && !rest(name))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase)
}

/// Whether the letters are those of the words: the first of every word with a capital among them, in order, and all of them
/// out of the words.
fn spells(prose: &str, name: &[Word], acronym: &[char]) -> bool {
    let house = name.iter().any(|w| w.classes.any(HOUSE));
    // Susilo Bambang Yudhoyono (SBY)
    let person = name.iter().any(|w| w.classes.any(PERSON) && !w.classes.any(HOUSE)) && !house;
    let large = || name.iter().filter(|w| w.capital);
    // A list holds commas too, unless the noun for a house opens it.
    let list = name.iter().any(|w| w.kind != WordKind::Word) && !name[0].has(Class::OrgHead);
    if person || list || large().count() < if house { 2 } else { 3 } {
        return false;
    }
    let pieces = || large().flat_map(|w| w.span.of(prose).split([' ', '-']));
    let initials: Vec<char> = pieces().filter_map(|p| letters(p).next()).collect();
    let all = name.iter().flat_map(|w| letters(w.span.of(prose)));
    initials.first() == acronym.first()
        && within(initials.iter().copied(), acronym.iter().copied())
        && within(acronym.iter().copied(), all)
}

/// Whether all of `few` stand in `many`, in their order.
fn within(few: impl Iterator<Item = char>, mut many: impl Iterator<Item = char>) -> bool {
    let mut few = few;
    few.all(|c| many.any(|m| m == c))
}
