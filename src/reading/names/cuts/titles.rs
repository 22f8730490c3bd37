//! Titles: the offices in small letters that stand before a run.

use std::ops::Range;

use super::OFFICE;
use crate::draft::Block;
use crate::language::{Class, Classes, Pack};
use crate::reading::words::{Word, WordKind};

/// Titles and roles in small letters right before the run: `juru bicara`, `spokesman`.
pub(super) fn before(
    block: &Block,
    words: &[Word],
    run: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
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
    // Salvage master Hendrik; Council engineer Tomasz: the noun that opens the sentence says of what.
    const SMALL: Classes = Classes::of(&[
        Class::Determiner,
        Class::Indefinite,
        Class::Possessive,
        Class::Preposition,
        Class::Conjunction,
        Class::Subordinator,
        Class::Adverb,
        Class::Time,
        Class::Number,
        Class::Cue,
        Class::Auxiliary,
        Class::Demonstrative,
        Class::Place,
        Class::Demonym,
        Class::Given,
        Class::Family,
    ]);
    if start < run.start && start == sentence.start + 1 && !block.pack.owners_behind {
        let (noun, office) = (&words[start - 1], &words[start]);
        let beside = noun.end == noun.span.end && office.span.start == noun.end + 1;
        let plain = noun.capital && noun.has(Class::Ordinary) && !noun.shouted && !noun.classes.any(SMALL);
        if beside && plain && !office.capital {
            start -= 1;
        }
    }
    let far = || far_title(block, words, run, sentence).or_else(|| bracketed(block.pack, words, run, sentence));
    (start < run.start).then_some(start..run.start).or_else(far)
}

/// `Kepala Badan Penanggulangan Bencana Daerah (BPBD) | Kota Semarang Endro Purnomo`: the office goes on behind the letters of its
/// house.
fn bracketed(pack: &Pack, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let [.., house, open, letters, close] = &words[sentence.start..run.start] else { return None };
    let bracket = open.kind == WordKind::Punctuation && close.kind == WordKind::Punctuation && letters.shouted;
    let place = words[run.start].classes.any(Classes::of(&[Class::Place, Class::PlaceHead]));
    if !pack.owners_behind || !bracket || !house.capital || !place || run.len() < 3 {
        return None;
    }
    let name = |w: &&Word| w.capital && w.is_word() || w.has(Class::Conjunction) || w.has(Class::Preposition);
    let names = words[sentence.start..run.start - 3].iter().rev().take_while(name).count();
    let from = run.start - 3 - names;
    let office = |w: &Word| w.classes.any(OFFICE);
    let at = (from..run.start - 3).find(|&at| office(&words[at]));
    let small = from.checked_sub(1).filter(|&b| b >= sentence.start && office(&words[b]) && !words[b].capital);
    small.or(at).map(|at| at..run.start)
}

/// `Analis pasar modal | Yoga Adrian menilai`, `kata dosen ilmu politik | Budi`: where owners stand behind, a few common words
/// between an office and a first name say what it is for, if the two speak.
fn far_title(block: &Block, words: &[Word], run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
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
    // Perajin gamelan I Wayan Sudarma
    let particle = first.has(Class::Particle) && words.get(run.start + 1).is_some_and(|w| w.has(Class::Given));
    if !block.pack.owners_behind || !(first.has(Class::Given) || particle) || first.has(Class::Place) {
        return None;
    }
    let office = |w: &Word| w.classes.any(OFFICE) && !w.has(Class::Kin);
    let between = words[sentence.start..run.start].iter().rev().take(4).take_while(|w| !office(w)).count();
    let at = run.start.checked_sub(between + 1).filter(|&at| between > 0 && at >= sentence.start)?;
    let beside = words[at..=run.start]
        .windows(2)
        .all(|pair| pair[0].end == pair[0].span.end && pair[1].span.start == pair[0].end + 1);
    let common = |w: &Word| w.kind == WordKind::Word && !w.capital && !w.classes.any(SMALL);
    // Perajin gamelan I Wayan Sudarma dari Desa Tihingan; but Petani menemui Budi.
    let verb = |w: &Word| block.pack.endings.verbal.iter().any(|v| w.span.of(&block.prose).starts_with(v.as_str()));
    let speaks = || words[..sentence.end].get(run.end).is_some_and(|w| w.classes.any(SAYS));
    let opens = at == sentence.start && (speaks() || !words[at + 1..run.start].iter().any(verb));
    let said = at > sentence.start && words[at - 1].classes.any(SAYS);
    let fits = office(&words[at]) && beside && words[at + 1..run.start].iter().all(common) && (opens || said);
    fits.then_some(at..run.start)
}
