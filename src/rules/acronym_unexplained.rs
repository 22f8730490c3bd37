//! acronym-unexplained: capitals that the draft never writes out.
//!
//! Marked once, at its first use in the reporter's own words. Silent where the acronym stands in brackets, where
//! brackets, a comma or a word say what it is, where words with its initials stand anywhere in the draft, and where
//! every reader knows it.

use rustc_hash::FxHashSet;

use super::people;
use super::{Finding, Page, Rule, Severity};
use crate::language::{Class, Classes, Pack};
use crate::reading::{Kind, Reading, Word, WordKind};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "acronym-unexplained",
    severity: Severity::Hint,
    summary: "An acronym that the draft never writes out.",
    page: include_str!("acronym_unexplained.md"),
    check,
};

/// An acronym has as many letters; two are too often something else, and what is longer is a shout or a name.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// Capitals of other kinds: places, titles, degrees, broadcasters.
const OTHERS: Classes = Classes::of(&[
    Class::Place,
    Class::Media,
    Class::Degree,
    Class::Title,
    Class::Honorific,
    Class::RoleModifier,
    Class::Month,
    Class::Weekday,
    Class::Time,
    Class::Demonym,
]);

fn check(page: &Page) -> Vec<Finding> {
    // Each acronym at its first use, and whether one of its uses asks for an explanation.
    // What the desk's register knows needs no explanation.
    let known: FxHashSet<(usize, usize)> = (page.meaning.mentions.iter())
        .filter(|m| page.meaning.entities[m.entity].entry.is_some())
        .map(|m| (m.place.block, m.place.span.start))
        .collect();
    let mut first: Vec<(String, Finding)> = Vec::new();
    let mut used: FxHashSet<String> = FxHashSet::default();
    let mut open: FxHashSet<String> = FxHashSet::default();
    for (block, reading) in page.readings.iter().enumerate().filter(|(block, _)| people::is_story(page, *block)) {
        for (at, word) in reading.words.iter().enumerate() {
            let registered = known.contains(&(block, word.span.start));
            let Some(letters) = letters(page, block, word).filter(|l| !registered && may_be_open(page, block, at, l))
            else {
                continue;
            };
            if !open.contains(&letters) && asks(page, block, at) {
                open.insert(letters.clone());
            }
            if used.insert(letters.clone()) {
                let finding = finding(page, block, word, &letters);
                first.push((letters, finding));
            }
        }
    }
    if !open.is_empty() {
        let told = told(page, &open);
        open.retain(|letters| !told.contains(letters));
    }
    first.into_iter().filter(|(letters, _)| open.contains(letters)).map(|(_, finding)| finding).collect()
}

fn finding(page: &Page, block: usize, word: &Word, letters: &str) -> Finding {
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: page.draft.blocks[block].source(word.span),
        message: format!("{letters} is never written out in this draft: say at its first use what it stands for"),
        related: Vec::new(),
        fixes: Vec::new(),
        block,
    }
}

/// The letters of a word that is made of capitals, without full stops and a plural's ending.
fn letters(page: &Page, block: usize, word: &Word) -> Option<String> {
    if word.kind != WordKind::Word || !word.capital {
        return None;
    }
    let text = word.span.of(&page.draft.blocks[block].prose);
    // Most words fall here: their second letter is small.
    let second = text.as_bytes().get(1).is_some_and(|b| b.is_ascii_uppercase() || *b == b'.');
    if !second || text.len() > 2 * LETTERS.end() + 1 {
        return None;
    }
    let letters: String = text.chars().filter(|c| *c != '.').collect();
    let letters = letters.strip_suffix('s').unwrap_or(&letters);
    let capitals = letters.bytes().all(|b| b.is_ascii_uppercase()) && LETTERS.contains(&letters.len());
    capitals.then(|| letters.to_string())
}

/// Whether it is an acronym in the reporter's own words that not every reader knows.
fn may_be_open(page: &Page, block: usize, at: usize, letters: &str) -> bool {
    let (pack, reading) = (page.draft.blocks[block].pack, &page.readings[block]);
    let word = &reading.words[at];
    let lower = letters.to_lowercase();
    let is_word = !pack.lexicon.classes(&lower, &lower).is_empty();
    !pack.acronyms.known.is_empty()
        && !pack.acronyms.knows(letters)
        && !pack.acronyms.shapes.fit(letters)
        && !pack.people.known.has(letters)
        && !is_word
        && !is_roman(letters)
        && !word.classes.any(OTHERS)
        && !pack.lexicon.classes(letters, &lower).any(OTHERS)
        && reading.quote_around(word.span).is_none()
}

/// Whether it stands for itself here, so that it asks to be written out.
fn asks(page: &Page, block: usize, at: usize) -> bool {
    let span = page.readings[block].words[at].span;
    !among_capitals(page, block, at)
        && !in_name(page, block, at)
        && !in_person(page, block, span)
        && !is_plate(page, block, at)
}

/// B 1234 XYZ, PK-LQP: what is painted on cars and aeroplanes.
fn is_plate(page: &Page, block: usize, at: usize) -> bool {
    let (prose, words) = (&page.draft.blocks[block].prose, &page.readings[block].words);
    let Some([head, middle]) = at.checked_sub(2).and_then(|from| words.get(from..at)) else { return false };
    let text = head.span.of(prose);
    let prefix = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    let hyphen = middle.span.of(prose) == "-" && head.end == middle.span.start && middle.end == words[at].span.start;
    prefix && (middle.kind == WordKind::Number || hyphen)
}

/// Whether its neighbour is in capitals too, a dateline's dash is near, or the sentence has no words to tell anything:
/// nothing is cut short there.
fn among_capitals(page: &Page, block: usize, at: usize) -> bool {
    let prose = &page.draft.blocks[block].prose;
    let reading = &page.readings[block];
    let words = &reading.words;
    let text = |i: usize| words.get(i).map_or("", |w| w.span.of(prose));
    let shouted =
        |i: usize| words.get(i).is_some_and(|w| (w.shouted || text(i).len() == 1 && w.capital) && w.is_word());
    let dash = |w: &Word| matches!(w.span.of(prose), "—" | "–" | "-" | "--");
    // RAF, FA, ADN: initials of people who are not named.
    let listed = |beside: usize, next: usize| text(beside) == "," && shouted(next);
    let joined = at > 1 && words[at - 1].has(Class::Conjunction) && (text(at - 2) == "," || shouted(at - 2));
    !people::tells(page, block, at)
        || at > 0 && shouted(at - 1)
        || shouted(at + 1)
        || at > 1 && listed(at - 1, at - 2)
        || listed(at + 1, at + 2)
        || joined && at > 2 && (shouted(at - 2) || shouted(at - 3))
        || text(at + 1) == ":"
        || at < 6 && words[at + 1..].iter().take(4).any(dash)
}

/// Whether it is a part of a longer name: RBC Capital Markets, Koalisi XYZ, Red Bull KTM. The place, the person or the
/// office beside it is another name.
fn in_name(page: &Page, block: usize, at: usize) -> bool {
    const BESIDE: Classes = Classes::of(&[
        Class::Given,
        Class::Family,
        Class::Title,
        Class::Role,
        Class::RoleModifier,
        Class::Weekday,
        Class::Month,
    ]);
    const BEFORE: Classes = Classes::of(&[
        Class::Title,
        Class::Role,
        Class::RoleModifier,
        Class::Honorific,
        Class::Place,
        Class::Demonym,
        Class::Weekday,
        Class::Month,
    ]);
    let reading = &page.readings[block];
    let words = &reading.words;
    let touches = |a: &Word, b: &Word| a.end == a.span.end && b.span.start - a.end <= 1;
    let capital = |w: &Word| w.capital && w.is_word();
    let opens = |i: usize| reading.sentences.binary_search_by_key(&i, |s| s.start).is_ok();
    let after = words.get(at + 1).filter(|w| touches(&words[at], w));
    let before = at.checked_sub(1).map(|i| &words[i]).filter(|w| touches(w, &words[at]));
    after.is_some_and(|w| w.kind == WordKind::Number || capital(w) && !w.classes.any(BESIDE))
        || before.is_some_and(|w| capital(w) && (w.has(Class::OrgHead) || !w.classes.any(BEFORE) && !opens(at - 1)))
}

/// Whether it is part of a person's name: AM Siregar, HB Jassin.
fn in_person(page: &Page, block: usize, span: Span) -> bool {
    let mentions = &page.readings[block].mentions;
    let at = mentions.partition_point(|m| m.span.end <= span.start);
    mentions.get(at).is_some_and(|m| m.span.covers(span) && m.words.len() > 1 && m.kind == Some(Kind::Person))
}

/// I, IV, XII.
fn is_roman(letters: &str) -> bool {
    letters.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// Of these acronyms, those that the draft explains anywhere.
fn told(page: &Page, open: &FxHashSet<String>) -> FxHashSet<String> {
    let mut told = FxHashSet::default();
    let mask = open.iter().fold(0, |mask, letters| mask | bit(letters.as_bytes()[0]));
    for (index, (block, reading)) in page.draft.blocks.iter().zip(page.readings).enumerate() {
        for (at, word) in reading.words.iter().enumerate() {
            let text = word.span.of(&block.prose);
            if mask & text.bytes().next().map_or(0, bit) == 0 {
                continue;
            }
            match letters(page, index, word) {
                Some(letters) if !open.contains(&letters) => {}
                Some(letters) if is_told(&block.prose, reading, at, block.pack) => _ = told.insert(letters),
                Some(_) => {}
                // The same letters as a word: it was only shouted.
                None if LETTERS.contains(&text.len()) && open.contains(&text.to_uppercase()) => {
                    told.insert(text.to_uppercase());
                }
                None => {}
            }
        }
        initials(&block.prose, reading).iter().for_each(|row| spelled(row, open, mask, &mut told));
    }
    told
}

/// Whether brackets, an aside or the word before says here what it is.
fn is_told(prose: &str, reading: &Reading, at: usize, pack: &Pack) -> bool {
    let word = |i: Option<usize>| i.and_then(|i| reading.words.get(i));
    let text = |w: Option<&Word>| w.map_or("", |w| w.span.of(prose));
    let (before, after) = (word(at.checked_sub(1)), word(Some(at + 1)));
    let brackets = matches!(text(before), "(" | "[" | "/") || matches!(text(after), "(" | "[");
    let means = [before, after].iter().any(|w| pack.acronyms.means.has(&text(*w).to_lowercase()));
    // The lobby group XYZ, lembaga survei XYZ; XYZ radio.
    let noun = text(before).rsplit(' ').next().unwrap_or_default();
    let opens = before.is_some_and(|w| pack.acronyms.nouns.has(&w.span.of(prose).to_lowercase()));
    let named = opens || noun.starts_with(char::is_lowercase) && is_body(noun, pack);
    let named = named || pack.acronyms.nouns.has(text(after));
    let aside = text(after) == "," && opens_aside(prose, &reading.words[at + 2..], pack);
    brackets || means || named || aside
}

/// A noun for what bears a name, in small letters.
fn is_body(word: &str, pack: &Pack) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let titled: String = first.to_uppercase().chain(letters).collect();
    pack.acronyms.nouns.has(word)
        || pack.lexicon.classes(&titled, word).any(Classes::of(&[Class::OrgHead, Class::OrgTail]))
}

/// `XYZ, a lobby group that …`; `XYZ, lembaga yang …`: words in small letters, and one of the first says what it is.
fn opens_aside(prose: &str, words: &[Word], pack: &Pack) -> bool {
    const VERBS: Classes = Classes::of(&[Class::Cue, Class::WeakCue, Class::Auxiliary]);
    let mut aside = words.iter().take(5).take_while(|w| w.kind == WordKind::Word && !w.capital);
    let told = aside.clone().any(|w| is_body(w.span.of(prose), pack));
    // The MHRA, the medicines regulator, …: a noun phrase between two commas.
    let length = aside.clone().count();
    let closed = words.get(length).is_some_and(|w| matches!(w.span.of(prose), "," | ")"));
    let article = words.first().is_some_and(|w| w.classes.any(Classes::of(&[Class::Determiner, Class::Indefinite])));
    let told = told || closed && article && length >= 2;
    // …, the radio said.
    told && !aside.any(|w| w.classes.any(VERBS))
}

/// The first letters of words, with the small words among them and without; a blank where words do not stand side by
/// side.
fn initials(prose: &str, reading: &Reading) -> [Vec<u8>; 2] {
    const SMALL: Classes =
        Classes::of(&[Class::Preposition, Class::Conjunction, Class::Determiner, Class::Indefinite, Class::Relative]);
    let (mut all, mut bare) = (Vec::with_capacity(reading.words.len()), Vec::with_capacity(reading.words.len()));
    for word in &reading.words {
        let text = word.span.of(prose).as_bytes();
        if !word.is_word() {
            // Meteorologi, Klimatologi, dan Geofisika
            if !matches!(text, b"," | b"-" | b"&") {
                all.push(b' ');
                bare.push(b' ');
            }
            continue;
        }
        // Ombudsman RI gives ORI; an acronym does not write itself out.
        let whole = word.shouted && text.len() < *LETTERS.start();
        let opens = |i: usize| i == 0 || matches!(text[i - 1], b' ' | b'-' | b'/');
        let letters = (0..text.len()).filter(|&i| whole || opens(i));
        let letters = letters.map(|i| if word.shouted && !whole { b'.' } else { text[i].to_ascii_uppercase() });
        let small = word.classes.any(SMALL) && !word.capital;
        if small {
            all.extend(letters);
        } else {
            all.extend(letters.clone());
            bare.extend(letters);
        }
    }
    [all, bare]
}

/// Adds the acronyms that a row of first letters holds. `mask` has the first letters of all that are open.
fn spelled(row: &[u8], open: &FxHashSet<String>, mask: u32, told: &mut FxHashSet<String>) {
    for at in (0..row.len()).filter(|&at| mask & bit(row[at]) != 0) {
        for letters in LETTERS.filter_map(|n| std::str::from_utf8(row.get(at..at + n)?).ok()) {
            if open.contains(letters) {
                told.insert(letters.to_string());
            }
        }
    }
}

/// The place of a letter in a mask; none for what is no letter.
fn bit(letter: u8) -> u32 {
    let letter = letter.to_ascii_uppercase();
    if letter.is_ascii_uppercase() { 1 << (letter - b'A') } else { 0 }
}
