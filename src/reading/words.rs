//! Words: where they begin and end, and their classes in the block's language.
//!
//! A word keeps its hyphens (`anak-anak`) and the apostrophes between its letters (`Ma'ruf`, `O’Leary`); a
//! possessive ending is cut off; initials and known abbreviations keep their full stop. What is left of
//! quotation marks after that is for `quotes` to judge.

mod phrases;

use crate::language::{Class, Classes, Pack};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    Word,
    Number,
    /// A quotation mark, or an apostrophe that may be one.
    Mark,
    /// Comma, full stop, bracket, dash …
    Punctuation,
    /// An address, a handle, a hashtag, a file name.
    Address,
}

#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// In the block's prose; without possessive ending.
    pub span: Span,
    /// Where the word ends with its possessive or clitic ending.
    pub end: usize,
    pub kind: WordKind,
    pub classes: Classes,
    /// Begins with a capital.
    pub capital: bool,
    /// Two letters or more, all of them capitals.
    pub shouted: bool,
    /// Initials of a name: `J.`, `J.K.`
    pub initial: bool,
}

impl Word {
    pub fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// A word or a number: what can be part of a name.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, WordKind::Word | WordKind::Number)
    }
}

/// The glyphs that may be quotation marks.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '`'
            | '´'
            | '＂'
    )
}

/// The glyphs that stand between the letters of a word.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

pub fn of(prose: &str, pack: &Pack) -> Vec<Word> {
    let mut words = Vec::with_capacity(prose.len() / 5);
    let mut at = 0;
    while let Some(c) = prose[at..].chars().next() {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            at += c.len_utf8();
            continue;
        }
        let word = next(prose, at, c, pack);
        at = word.end;
        words.push(word);
    }
    phrases::join(prose, part_couples(prose, words, pack), pack)
}

/// The word that begins at this byte.
fn next(prose: &str, at: usize, c: char, pack: &Pack) -> Word {
    if let Some(end) = address(prose, at, c) {
        return plain(Span::new(at, end), WordKind::Address);
    }
    if c.is_alphanumeric() {
        return letters(prose, at, pack);
    }
    if is_mark(c) {
        // Two single marks side by side are typed for one double mark.
        let twin = matches!(c, '\'' | '`' | '‘' | '’') && prose[at + c.len_utf8()..].starts_with(c);
        return plain(Span::new(at, at + c.len_utf8() * if twin { 2 } else { 1 }), WordKind::Mark);
    }
    let same = prose[at..].chars().take_while(|&d| d == c && matches!(c, '.' | '-' | '–' | '—')).count().max(1);
    plain(Span::new(at, at + same * c.len_utf8()), WordKind::Punctuation)
}

fn plain(span: Span, kind: WordKind) -> Word {
    Word { span, end: span.end, kind, classes: Classes::NONE, capital: false, shouted: false, initial: false }
}

/// The end of an address, a handle or a hashtag that begins here.
fn address(prose: &str, at: usize, c: char) -> Option<usize> {
    let rest = &prose[at..];
    let end = || {
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | '»'))
            .unwrap_or(rest.len());
        at + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']).len()
    };
    let handle = matches!(c, '@' | '#') && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if handle || rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        return Some(end()).filter(|&e| e > at + 1);
    }
    if c.is_ascii_alphanumeric() {
        // name@host, host.com/path, file.txt: an ASCII run that holds `@`, or a dot between lower-case letters.
        let run =
            rest.bytes().take(200).take_while(|b| b.is_ascii_alphanumeric() || b"@._-/%+=&?~".contains(b)).count();
        let run = rest[..run].trim_end_matches(['.', '-', '/', '?', '&', '_']);
        let at_sign = run.find('@').is_some_and(|i| i > 0 && run[i..].contains('.'));
        let dotted =
            run.as_bytes().windows(3).any(|w| w[0].is_ascii_lowercase() && w[1] == b'.' && w[2].is_ascii_lowercase());
        let dotted = dotted
            && run.rsplit('.').next().is_some_and(|tail| tail.len() >= 2)
            && !run.starts_with(|c: char| c.is_ascii_digit());
        if at_sign || dotted {
            return Some(at + run.len());
        }
    }
    None
}

/// A word or a number that begins with a letter or a digit.
fn letters(prose: &str, at: usize, pack: &Pack) -> Word {
    let bytes = prose.as_bytes();
    let mut end = at;
    let mut chars = prose[at..].char_indices().peekable();
    let mut digits = true;
    while let Some((i, c)) = chars.next() {
        let follow = chars.peek().map(|&(_, d)| d);
        let inner = || follow.is_some_and(char::is_alphanumeric);
        let goes_on = if c.is_alphanumeric() || is_combining(c) {
            digits &= c.is_numeric();
            true
        } else if is_apostrophe(c) || c == '-' || c == '‐' || c == '\u{ad}' {
            // 3-Dale Hobday: a rank, and a name.
            inner() && !(digits && c == '-' && follow.is_some_and(char::is_uppercase))
        } else if digits {
            matches!(c, '.' | ',' | '/' | ':') && follow.is_some_and(char::is_numeric)
        } else {
            false
        };
        if !goes_on {
            break;
        }
        end = at + i + c.len_utf8();
    }
    let mut core = end;
    if !digits {
        if bytes.get(end) == Some(&b'.') {
            end = with_stop(prose, at, end, pack);
            core = end;
        }
        core = without_ending(&prose[at..core], pack)
            .or_else(|| without_genitive(&prose[at..core], pack))
            .map_or(core, |len| at + len);
    }
    let text = &prose[at..core];
    let first = text.chars().next();
    let capital = first.is_some_and(char::is_uppercase);
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let shouted = capital && text.chars().all(|c| !c.is_lowercase()) && letters.count() > 1;
    let kind = if digits
        || first.is_some_and(char::is_numeric) && text.bytes().filter(u8::is_ascii_digit).count() * 2 >= text.len()
    {
        WordKind::Number
    } else {
        WordKind::Word
    };
    let classes = classes(text, pack);
    let pairs = || text.split_terminator('.').all(|part| part.chars().count() == 1);
    // P. V. Mathew: one capital letter is no page and no versus.
    const SHORT: Classes = Classes::of(&[Class::Abbreviation, Class::Preposition, Class::Ordinary]);
    let letter = capital && text.len() == 2 && text.ends_with('.') && classes.and(SHORT) == SHORT;
    let classes = if letter { Classes::NONE } else { classes };
    let initial = capital && classes.is_unlisted() && text.ends_with('.') && text.len() <= 9 && pairs();
    Word { span: Span::new(at, core), end, kind, classes, capital, shouted, initial }
}

/// The length of a name without the ending that shows whose it is (Stuttgarts); the name has to be known without it,
/// and unknown with it.
fn without_genitive(word: &str, pack: &Pack) -> Option<usize> {
    const NAMES: Classes = Classes::of(&[Class::Given, Class::Place, Class::Organisation, Class::Media]);
    if pack.endings.genitive.is_empty() || !word.starts_with(char::is_uppercase) || !classes(word, pack).is_unlisted() {
        return None;
    }
    let name = pack.endings.genitive.iter().find_map(|ending| word.strip_suffix(ending.as_str()))?;
    (name.chars().count() > 3 && classes(name, pack).any(NAMES)).then_some(name.len())
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn classes(text: &str, pack: &Pack) -> Classes {
    if text.bytes().all(|b| b.is_ascii_lowercase()) {
        return pack.lexicon.classes(text, text);
    }
    let lower = text.replace('’', "'").to_lowercase();
    let plain = text.replace('’', "'");
    pack.lexicon.classes(&plain, &lower)
}

/// The end of a word that a full stop belongs to: `J.`, `U.S.`, `S.H.`, `Sen.`; else `end` itself.
fn with_stop(prose: &str, at: usize, end: usize, pack: &Pack) -> usize {
    let word = &prose[at..end];
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let mut stop = end + 1;
    // The U.S government: the last stop may be left out.
    let is_place = |text: &str| pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Place);
    // U.S., J.K., S.H., Ph.D., M.Si.
    let mut dotted = false;
    // D-N.Y.: what stands before a hyphen changes nothing.
    let tail = word.rsplit('-').next().unwrap_or(word);
    while tail.chars().count() <= 2 {
        let rest = &prose[stop..];
        let run: usize = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let short = rest[..run].chars().count();
        if (1..=3).contains(&short) && rest[run..].starts_with('.') {
            stop += run + 1;
            dotted = true;
        } else if (1..=3).contains(&short)
            && (dotted || single && is_place(&prose[at..stop + run]))
            && rest.starts_with(char::is_uppercase)
            && !rest[run..].starts_with(char::is_alphanumeric)
        {
            stop += run;
            return stop;
        } else {
            break;
        }
    }
    if dotted || single && word.starts_with(char::is_uppercase) {
        return stop;
    }
    let known = &prose[at..end + 1];
    let abbreviation = |w: &str| pack.lexicon.classes(w, &w.to_lowercase()).any(STOPPED);
    if abbreviation(known) { end + 1 } else { end }
}

/// The classes whose forms may end in a full stop.
const STOPPED: Classes = Classes::of(&[
    Class::Abbreviation,
    Class::Title,
    Class::Honorific,
    Class::Degree,
    Class::Place,
    Class::Month,
    Class::Weekday,
    Class::OrgTail,
    Class::RoleModifier,
]);

/// The length of a word without its possessive ending or a clitic that hangs on a hyphen.
fn without_ending(word: &str, pack: &Pack) -> Option<usize> {
    let cut = pack.endings.possessive.iter().find_map(|ending| word.strip_suffix(ending.as_str()));
    let hyphen = || pack.endings.clitic.iter().find_map(|ending| word.strip_suffix(ending.as_str())?.strip_suffix('-'));
    cut.or_else(hyphen).filter(|w| !w.is_empty()).map(str::len)
}

/// Parts `Joko Widodo-Jusuf Kalla` at its hyphen: with a name before and a name behind, the two halves belong to two
/// people. So do those of a word that stands alone, in a language that has no double names.
fn part_couples(prose: &str, words: Vec<Word>, pack: &Pack) -> Vec<Word> {
    const NAMES: Classes = Classes::of(&[Class::Given, Class::Family, Class::Particle]);
    let name = |w: &Word| w.kind == WordKind::Word && w.capital && (w.classes.is_unlisted() || w.classes.any(NAMES));
    let touch = |a: &Word, b: &Word| a.end < b.span.start && prose[a.end..b.span.start].chars().all(|c| c == ' ');
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let before = i > 0 && name(&words[i - 1]) && touch(&words[i - 1], word);
        let behind = words.get(i + 1).is_some_and(|w| name(w) && touch(word, w));
        let couple = before && behind || pack.couples && !before && !behind;
        // Salim-R Saleh: an initial opens the second name.
        let initial = before && behind;
        match halves(prose, word, pack, initial).filter(|_| couple) {
            Some(hyphen) => {
                out.push(part(prose, Span::new(word.span.start, hyphen), hyphen, pack));
                out.push(plain(Span::new(hyphen, hyphen + 1), WordKind::Punctuation));
                out.push(part(prose, Span::new(hyphen + 1, word.span.end), word.end, pack));
            }
            None => out.push(*word),
        }
    }
    out
}

fn part(prose: &str, span: Span, end: usize, pack: &Pack) -> Word {
    let text = span.of(prose);
    let shouted = text.chars().all(|c| !c.is_lowercase());
    Word {
        span,
        end,
        kind: WordKind::Word,
        classes: classes(text, pack),
        capital: true,
        shouted,
        initial: text.len() == 1,
    }
}

/// Where the hyphen of two names stands: each has a capital and three letters, or is all capitals (Jokowi-JK), or the second
/// opens with an initial.
fn halves(prose: &str, word: &Word, pack: &Pack, initial: bool) -> Option<usize> {
    if word.kind != WordKind::Word || !word.capital || !word.classes.is_unlisted() {
        return None;
    }
    let (a, b) = word.span.of(prose).split_once('-').filter(|(_, b)| !b.contains('-'))?;
    let name = |half: &str| {
        let long = half.chars().count() >= if half.chars().any(char::is_lowercase) { 3 } else { 2 };
        long && half.starts_with(char::is_uppercase) && half.chars().all(char::is_alphabetic)
    };
    let particle = classes(a, pack).has(Class::Particle) || classes(&format!("{a}-"), pack).has(Class::Particle);
    let letter = initial && b.len() == 1 && b.starts_with(char::is_uppercase) && pack.couples;
    (name(a) && (name(b) || letter) && !particle && a.to_lowercase() != b.to_lowercase())
        .then_some(word.span.start + a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, prose: &str, want: &str) {
        let words = of(prose, crate::language::by_code(language).unwrap());
        let shown: Vec<&str> = words.iter().map(|w| w.span.of(prose)).collect();
        assert_eq!(shown.join("|"), want);
    }

    #[test]
    fn apostrophes_and_hyphens_inside_words() {
        check("id", "Ma'ruf, Jum’at dan anak-anak", "Ma'ruf|,|Jum’at|dan|anak-anak");
        check("en", "O’Leary’s rock ’n’ roll", "O’Leary|rock|’|n|’|roll");
    }

    #[test]
    fn stops_that_belong_to_words() {
        check("en", "J. K. Rowling of the U.S. left. J.K. too", "J.|K.|Rowling|of|the|U.S.|left|.|J.K.|too");
        check("id", "Budi, S.H., M.Si. hadir.", "Budi|,|S.H.|,|M.Si.|hadir|.");
    }

    #[test]
    fn numbers_and_addresses() {
        check(
            "en",
            "On 9/7/2020 at 10.30, see https://ana.example/x. Or @ana_b!",
            "On|9/7/2020|at|10.30|,|see|https://ana.example/x|.|Or|@ana_b|!",
        );
        check("en", "mail ana@desk.example now", "mail|ana@desk.example|now");
    }

    #[test]
    fn marks_stand_alone() {
        check("en", "“We’re ‘fine’,” he said", "“|We’re|‘|fine|’|,|”|he|said");
        check("en", "``No''", "``|No|''");
    }
}
