//! Kinds: whether the text between two marks is speech, a part of it, a title or a term.
//!
//! Judged from what stands before the opening mark, from how the text begins and ends, and from its length. Who
//! spoke is not asked here.

use super::{Quote, QuoteKind};
use crate::draft::Block;
use crate::language::{Class, Classes};
use crate::reading::words::{Word, WordKind};

/// Words that say that somebody spoke: what follows them is never a title.
const CUES: Classes = Classes::of(&[
    Class::Cue,
    Class::InvertedCue,
    Class::ParticipleCue,
    Class::CueWithSource,
    Class::DocumentCue,
    Class::QuotedBy,
    Class::According,
]);

/// Those that may stand right behind the quote that they bring; a participle there opens another clause.
const BEHIND: Classes =
    Classes::of(&[Class::Cue, Class::InvertedCue, Class::CueWithSource, Class::QuotedBy, Class::According]);

/// A text of fewer words than this, without a stop, is a term where nobody is near who says it.
const SHORT: usize = 4;

pub fn of(block: &Block, words: &[Word], quotes: &[Quote], i: usize) -> QuoteKind {
    let quote = &quotes[i];
    let prose = &block.prose;
    let first = words.partition_point(|w| w.span.start < quote.inner.start);
    let last = words.partition_point(|w| w.span.start < quote.inner.end);
    let inside = &words[first..last];
    let count = inside.iter().filter(|w| w.is_word()).count();
    if count == 0 {
        return QuoteKind::Term;
    }
    let before = &words[..words.partition_point(|w| w.span.start < quote.span.start)];
    let after = &words[words.partition_point(|w| w.span.start < quote.span.end)..];
    let text = quote.inner.of(prose).trim();
    let stops = text.ends_with(['.', '!', '?', '…']);
    let comma =
        text.ends_with(',') || after.first().is_some_and(|w| w.span.of(prose) == "," && w.span.start == quote.span.end);
    let led = before.last().is_none_or(|w| {
        let text = w.span.of(prose);
        w.kind == WordKind::Punctuation && !matches!(text, "(" | "[" | "/" | "-")
            || w.kind == WordKind::Word && text.ends_with('.')
    });
    let cue_before = before.iter().rev().take(2).any(|w| w.classes.any(CUES));
    // Right behind the quote, or behind its comma: what stands further off belongs to another clause.
    let gap = usize::from(after.first().is_some_and(|w| w.span.of(prose).starts_with([',', '-', '–', '—'])));
    let cue_after = after.get(gap).is_some_and(|w| w.classes.any(BEHIND));

    if let Some(kind) = introduced(prose, before, inside, stops || comma || cue_after) {
        return kind;
    }
    if !stops && !comma && borne(after) || signed(before) {
        return QuoteKind::Term;
    }
    // “A House on Wheels”, her new memoir, begins in a ditch: the comma stands outside, and nobody says anything.
    let outside = comma && !text.ends_with(',');
    if outside && !stops && title_case(prose, inside) && aside(prose, &after[gap..]) {
        return QuoteKind::Title;
    }
    // “…”, schrieb die „Zeit“; laut „Reuters“: a few words in marks, brought without comma or colon, are a name.
    let named = !led && cue_before && !cue_after && !stops && text.starts_with(char::is_uppercase);
    let article = before.last().is_some_and(|w| w.classes.any(Classes::of(&[Class::Determiner, Class::Preposition])));
    let according = before.last().is_some_and(|w| w.has(Class::According));
    let behind_quote = quotes[..i].last().is_some_and(|q| words_between(words, q.span.end, quote.span.start) <= 3);
    if named && (count < SHORT && (according || behind_quote) || (according || article) && title_case(prose, inside)) {
        return QuoteKind::Title;
    }
    // author of “The Unwritten Quay,” put it: the comma belongs to the sentence.
    if !led && !cue_before && !stops && title_case(prose, inside) {
        return QuoteKind::Title;
    }
    let lower = inside.first().is_some_and(|w| w.kind == WordKind::Word && !w.capital);
    // Inside a sentence, without a comma or a colon before it: part of that sentence.
    let inside_sentence = !led && !cue_before;
    // der „Wolf“ meldete sich: without a comma, the verb behind has the quoted words for its subject.
    let subject = gap == 0 && !comma && !text.ends_with(['!', '?']);
    if inside_sentence && (!cue_after || lower || subject) {
        let long = count > SHORT && (stops || comma) && !lower;
        let sentence_before = before.last().is_some_and(|w| w.kind == WordKind::Mark);
        if long && sentence_before {
            return QuoteKind::Speech;
        }
        let term = count < SHORT && !stops && !(lower && count > 1 && called(prose, before));
        return if term { QuoteKind::Term } else { QuoteKind::Fragment };
    }
    if cue_after && (comma || text.ends_with(['!', '?']))
        || before.last().is_some_and(|w| w.span.of(prose) == ":") && count >= 2
    {
        return QuoteKind::Speech;
    }
    if lower
        && !(comma && cue_after)
        && before.last().is_some()
        && before.last().is_none_or(|w| w.span.of(prose) != ":")
    {
        // “… ,” he said, “and that was it.” goes on with an earlier quote: still speech.
        let goes_on = before.last().is_some_and(|w| w.span.of(prose) == ",")
            && stops
            && quotes[..i].iter().any(|q| q.depth == quote.depth);
        if !goes_on {
            return if count < SHORT && !stops && !cue_before { QuoteKind::Term } else { QuoteKind::Fragment };
        }
    }
    if count < SHORT && !stops && !comma && !cue_before && !cue_after {
        return QuoteKind::Term;
    }
    if count <= 2 && !stops && !cue_before && !cue_after {
        return QuoteKind::Term;
    }
    // His own book, “The Quay Comes Last,” has sold badly: the comma is the sentence's.
    let goes_on = after.get(gap).is_some_and(|w| w.is_word() && !w.capital);
    if title_case(prose, inside)
        && !stops
        && (!comma || goes_on && before.last().is_some())
        && !cue_after
        && !cue_before
    {
        return QuoteKind::Title;
    }
    QuoteKind::Speech
}

/// `“Eat first, argue later” is the motto of the house`, `“…” terukir di dinding`: what bears the words stands behind them.
fn borne(after: &[Word]) -> bool {
    let mut clause = after.iter().take(6).take_while(|w| w.is_word() && !w.capital);
    let Some(first) = clause.next() else { return false };
    // tertulis di papan; but: reads the sign.
    let engraved = first.has(Class::DocumentCue)
        && after.get(1).is_some_and(|w| w.classes.any(Classes::of(&[Class::Preposition, Class::Locative])));
    let is = first.has(Class::Auxiliary) && !first.classes.any(CUES);
    engraved
        || is
            && clause
                .take_while(|w| !w.has(Class::Preposition))
                .any(|w| w.classes.any(Classes::of(&[Class::Inscription, Class::TermIntroducer])))
}

/// `Signs at the gate read “…”`, `Notices in the lobby say “…”`: the clause opens with what bears the words.
fn signed(before: &[Word]) -> bool {
    let says = Classes::of(&[Class::DocumentCue, Class::Cue]);
    if !before.last().is_some_and(|w| w.classes.any(says) && !w.capital) {
        return false;
    }
    let clause = before.iter().rev().skip(1).take(7).take_while(|w| w.is_word() && !w.classes.any(CUES));
    let opens: Vec<&Word> = clause.collect();
    let first = opens.last().filter(|_| opens.len() < 7);
    first.is_some_and(|w| w.has(Class::Inscription))
}

/// A noun phrase behind a comma, without a verb of saying or anybody's name at its head.
fn aside(prose: &str, behind: &[Word]) -> bool {
    const HEAD: Classes = Classes::of(&[
        Class::Determiner,
        Class::Possessive,
        Class::Indefinite,
        Class::Work,
        Class::Preposition,
        Class::Locative,
    ]);
    let clause = || behind.iter().take(14).take_while(|w| w.is_word());
    let work = clause().take(6).any(|w| w.has(Class::Work));
    let head = clause().next().is_some_and(|w| !w.capital && w.classes.any(HEAD));
    let ends =
        behind.get(clause().count()).is_none_or(|w| matches!(w.span.of(prose), "," | "." | "(" | ";" | "–" | "—"));
    let place = clause().next().is_some_and(|w| w.classes.any(Classes::of(&[Class::Preposition, Class::Locative])));
    head && ends && (work || place) && !clause().any(|w| w.classes.any(CUES))
}

/// A title or a term, by the word that brings it.
fn introduced(prose: &str, before: &[Word], inside: &[Word], sentence: bool) -> Option<QuoteKind> {
    let mut near = before.iter().rev();
    let last = near.next()?;
    if last.span.of(prose).starts_with(['.', '!', '?', '…']) {
        return None;
    }
    let lower = inside.first().is_some_and(|w| w.kind == WordKind::Word && !w.capital);
    let opinion = |w: &Word| lower && w.has(Class::WeakCue) && inside.iter().filter(|w| w.is_word()).count() > 1;
    if last.has(Class::TitleIntroducer) && !opinion(last) {
        return Some(QuoteKind::Title);
    }
    if last.has(Class::TermIntroducer) || last.has(Class::Alias) {
        return Some(QuoteKind::Term);
    }
    // film ”…”, the song “…”, a sign reading “…”, dengan tema ”…”; one word or a comma may stand between.
    let colon = last.span.of(prose) == ":";
    // There is a saying among the crofters: “…”: before a colon it may stand further off.
    let far = || {
        let mut clause = before.iter().rev().skip(1).take(6).take_while(|w| w.is_word() && !w.classes.any(CUES));
        clause.find(|w| colon && w.has(Class::Inscription))
    };
    let noun = std::iter::once(last).chain(near.take(1)).find(|w| {
        w.classes.any(Classes::of(&[Class::Work, Class::Inscription, Class::TitleIntroducer, Class::TermIntroducer]))
    });
    let noun = noun.or_else(far)?;
    // called it “a disaster”: the verb brings a title as well as an opinion, which has no capital.
    if opinion(noun) {
        return None;
    }
    let bears = noun.has(Class::Inscription);
    let short = inside.iter().filter(|w| w.is_word()).count() < SHORT;
    if bears || !sentence && !colon || title_case(prose, inside) || short && !colon {
        return Some(if noun.has(Class::Work) || noun.has(Class::TitleIntroducer) {
            QuoteKind::Title
        } else {
            QuoteKind::Term
        });
    }
    None
}

/// Whether somebody calls something so: `described the plan as`, `menyebut permintaan maaf itu`, with nothing but words
/// between the verb and the mark.
fn called(prose: &str, before: &[Word]) -> bool {
    let clause = before.iter().rev().take(8).take_while(|w| w.is_word() || w.span.of(prose) == "'");
    clause.into_iter().any(|w| w.classes.any(Classes::of(&[Class::Cue, Class::WeakCue])) && !w.capital)
}

fn words_between(words: &[Word], from: usize, to: usize) -> usize {
    let first = words.partition_point(|w| w.span.start < from);
    words[first..].iter().take_while(|w| w.span.end <= to).filter(|w| w.is_word()).count()
}

/// Nearly every long word begins with a capital; of a row of short ones, all.
fn title_case(prose: &str, inside: &[Word]) -> bool {
    let words = || inside.iter().filter(|w| w.kind == WordKind::Word);
    // di Atas: of two words that are one, the second tells as well.
    let capital =
        |w: &&Word| w.capital || w.span.of(prose).contains(' ') && w.span.of(prose).contains(char::is_uppercase);
    let long = || words().filter(|w| w.span.len() > 3);
    let (all, capitals) = (long().count(), long().filter(capital).count());
    const SMALL: Classes = Classes::of(&[Class::Preposition, Class::Determiner, Class::Conjunction]);
    let row = words().all(|w| w.capital && !w.shouted || w.classes.any(SMALL));
    let short = all < 2 && words().count() >= SHORT && words().filter(|w| w.capital).count() > 2 && row;
    all >= 2 && capitals * 5 >= all * 4 || short
}
