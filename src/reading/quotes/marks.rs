//! Marks: what each quotation mark can be, from where it stands.
//!
//! Position is stronger than glyph: Kompas opens and closes with the same ”, and typed copy holds only ". The
//! glyph decides where the position does not. Parity never does.

use crate::language::{Class, Pack};
use crate::reading::words::{Word, WordKind};

/// Marks that may be partners are of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Double,
    Single,
    Angle,
}

/// What a mark can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Open,
    Close,
    /// Nothing tells; its partner will.
    Either,
}

#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The index of its word.
    pub word: usize,
    pub family: Family,
    pub side: Side,
    /// A single mark behind an s: it may be a possessive, and closes only what stands open.
    pub weak: bool,
}

/// The marks of a block that may belong to quotes; apostrophes, feet and inches are not among them.
pub fn of(prose: &str, words: &[Word], pack: &Pack) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if word.kind == WordKind::Mark {
            marks.extend(judge(prose, words, i, pack));
        }
    }
    marks
}

fn judge(prose: &str, words: &[Word], i: usize, pack: &Pack) -> Option<Mark> {
    let word = &words[i];
    let text = word.span.of(prose);
    let glyph = text.chars().next()?;
    let twin = text.chars().count() == 2;
    let before = prose[..word.span.start].chars().next_back();
    let after = prose[word.end..].chars().next();
    let family = match glyph {
        '‘' | '’' | '‚' | '‛' | '\'' | '`' | '´' | '‹' | '›' if !twin => Family::Single,
        '«' | '»' => Family::Angle,
        _ => Family::Double,
    };
    if family == Family::Single && is_apostrophe(prose, words, i, before, after, pack) {
        return None;
    }
    // 6'2", 5' 10": a number, with feet before it or nothing that is open.
    if matches!(text, "\"" | "''")
        && before.is_some_and(|c| c.is_ascii_digit())
        && (has_feet(prose, words, i) || is_measure(prose, words, i, after))
    {
        return None;
    }
    let free_left = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '¿' | '¡') || opens_by_glyph(c)
    });
    let free_right = after.is_none_or(|c| !c.is_alphanumeric());
    let blank_left = before.is_none_or(char::is_whitespace);
    let blank_right = after.is_none_or(char::is_whitespace);
    let can_open = free_left && !blank_right;
    let can_close = !blank_left && free_right;
    let side = match (can_open, can_close) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => by_glyph(glyph, twin),
    };
    // A dash or an ellipsis on the left, a mark or a stop on the right: both fit, and the glyph may know.
    let weak = family == Family::Single && matches!(before, Some('s' | 'S' | 'z' | 'x')) && !matches!(glyph, '‘' | '‚');
    Some(Mark { word: i, family, side, weak })
}

fn opens_by_glyph(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '‘' | '‚' | '‹' | '"')
}

fn by_glyph(glyph: char, twin: bool) -> Side {
    match glyph {
        '“' | '„' | '‟' | '‘' | '‚' | '‛' | '«' | '‹' => Side::Open,
        '`' if twin => Side::Open,
        '”' | '’' | '»' | '›' | '´' => Side::Close,
        '\'' if twin => Side::Close,
        _ => Side::Either,
    }
}

/// An apostrophe that opens a clipped word or a decade, or one that stands between letters.
fn is_apostrophe(
    prose: &str,
    words: &[Word],
    i: usize,
    before: Option<char>,
    after: Option<char>,
    pack: &Pack,
) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(before) && letter(after) {
        return true;
    }
    if !letter(after) {
        // The second apostrophe of ’n’: the word before it is a clipped one with its own apostrophe.
        return before.is_some_and(|c| c.is_ascii_digit()) && has_feet_shape(prose, words, i)
            || i >= 2
                && words[i - 1].has(Class::Elision)
                && words[i - 2].kind == WordKind::Mark
                && words[i - 2].end == words[i - 1].span.start;
    }
    let Some(next) = words.get(i + 1) else { return false };
    let text = next.span.of(prose);
    let decade = next.kind == WordKind::Number
        && text.bytes().take_while(u8::is_ascii_digit).count() == 2
        && !text[2..].starts_with(|c: char| c.is_ascii_digit());
    let elision = pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Elision);
    decade || elision
}

/// 4" thick, a 65" screen: a straight mark behind a number that no straight mark before it could open. Where a
/// curly one could, what follows tells: a measure goes on with a small letter.
fn is_measure(prose: &str, words: &[Word], i: usize, after: Option<char>) -> bool {
    let open = |glyphs: &[char]| {
        let before = words[..i].iter().rev().filter(|w| w.kind == WordKind::Mark);
        let opens = |w: &Word| prose[..w.span.start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        // Of the nearest mark of the kind: "We open at nine," said Ivor. The pub's 32" television was stolen.
        let mut near = before.take(20).filter(|w| w.span.of(prose).starts_with(glyphs));
        near.find(|w| w.span.len() > 1 || !has_digit_before(prose, w)).is_some_and(opens)
    };
    let rest = prose[words[i].end..].trim_start();
    let small = after.is_some_and(char::is_whitespace) && rest.starts_with(char::is_lowercase);
    !open(&['"', '\'']) && (small || !open(&['“', '”', '„', '«']))
}

fn has_digit_before(prose: &str, word: &Word) -> bool {
    prose[..word.span.start].ends_with(|c: char| c.is_ascii_digit())
}

/// 6' or 5': feet, when a number of inches follows or nothing else can be meant.
fn has_feet_shape(prose: &str, words: &[Word], i: usize) -> bool {
    let follows = words.get(i + 1).is_some_and(|w| w.kind == WordKind::Number);
    let inches = words.get(i + 2).is_some_and(|w| matches!(w.span.of(prose), "\"" | "''" | "”" | "″"));
    follows && inches
}

/// Whether this mark ends a measure: a number right before it, and feet before that.
fn has_feet(prose: &str, words: &[Word], i: usize) -> bool {
    let number = i >= 1 && words[i - 1].is_word() && words[i - 1].end == words[i].span.start;
    if !number {
        return false;
    }
    // 6'2 is one word; 5' 10 is three.
    let one = words[i - 1].span.of(prose).contains(['\'', '’']);
    let feet = |w: &Word| matches!(w.span.of(prose), "'" | "’" | "′");
    one || i >= 3 && feet(&words[i - 2]) && words[i - 3].kind == WordKind::Number
}
