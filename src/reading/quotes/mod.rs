//! Quotes: which marks open, which close, and what stands between them.
//!
//! `marks` says what each mark can be from where it stands; `pairs` finds partners, so that one bad mark never
//! shifts the ones behind it; `kinds` says what the text between them is.

mod kinds;
mod marks;
mod pairs;

use super::Word;
use crate::draft::Block;
use crate::text::Span;

/// What a quoted text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Somebody's words, a sentence or more.
    Speech,
    /// Somebody's words as part of another sentence.
    Fragment,
    /// The title of a work or an event.
    Title,
    /// A word held with tongs: a term, a nickname, a slogan.
    Term,
}

impl QuoteKind {
    /// As `analyze` prints it.
    pub fn key(self) -> &'static str {
        match self {
            QuoteKind::Speech => "speech",
            QuoteKind::Fragment => "fragment",
            QuoteKind::Title => "title",
            QuoteKind::Term => "term",
        }
    }
}

/// A text between quotation marks.
#[derive(Clone, Debug)]
pub struct Quote {
    /// With its marks, in the block's prose.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    pub kind: QuoteKind,
    /// How many quotes it stands in; 0 for a quote of the block itself.
    pub depth: usize,
    /// It opens with a mark. False: the paragraph goes on with a quote of the paragraph before it.
    pub opened: bool,
    /// It closes with a mark. False: a running quote, or a fault; the next paragraph decides.
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A mark that opens and is never closed.
    Unclosed,
    /// A mark that closes what was never opened.
    Unopened,
}

/// A mark without a partner in its block. `meaning` takes those away that a running quote explains.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The mark.
    pub span: Span,
    pub kind: FaultKind,
}

/// The most marks that a block of prose may hold.
const MOST: usize = 4_000;

/// The quotes of a block, in the order of their opening marks, and its marks without partner.
pub fn of(block: &Block, words: &[Word]) -> (Vec<Quote>, Vec<Fault>) {
    let marks = marks::of(&block.prose, words, block.pack);
    // A paragraph with thousands of marks is no prose, and nobody waits for what it might quote.
    if marks.is_empty() || marks.len() > MOST {
        return (Vec::new(), Vec::new());
    }
    let (mut quotes, faults) = pairs::of(&block.prose, words, &marks);
    for i in 0..quotes.len() {
        quotes[i].kind = kinds::of(block, words, &quotes, i);
    }
    (quotes, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::BlockKind;

    /// Shows the quotes of a paragraph, each with its kind, and its faults with where they stand.
    #[track_caller]
    fn check(language: &str, prose: &str, want: &[&str]) {
        let mut block = Block::new(BlockKind::Paragraph, 0);
        block.pack = crate::language::by_code(language).unwrap();
        block.push(prose, 0);
        let words = super::super::words::of(prose, block.pack);
        let (quotes, faults) = of(&block, &words);
        let mut shown: Vec<String> =
            quotes.iter().map(|q| format!("{}{} {}", ">".repeat(q.depth), q.kind.key(), q.inner.of(prose))).collect();
        shown.extend(faults.iter().map(|f| format!("{:?} {}", f.kind, f.span.start)));
        assert_eq!(shown, want);
    }

    #[test]
    fn every_style_of_mark() {
        for prose in ["He said: “We are all well.”", "He said: \"We are all well.\"", "He said: ”We are all well.”"]
        {
            check("en", prose, &["speech We are all well."]);
        }
        check("en", "He said: « We are all well. »", &["speech  We are all well. "]);
        check("en", "He said: „We are all well.“", &["speech We are all well."]);
        check("en", "He said: ‘We are all well.’", &["speech We are all well."]);
        check("en", "He said: ``We are all well.''", &["speech We are all well."]);
    }

    #[test]
    fn nested_marks() {
        check(
            "en",
            "He said: “She told us ‘never again’ and left.”",
            &["speech She told us ‘never again’ and left.", ">fragment never again"],
        );
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotes() {
        check("en", "In the '90s the players' union met at the O’Leary. He is 6'2\" tall.", &[]);
        check("en", "It was rock 'n' roll, ’tis said, and the 5' 10\" man left 'em.", &[]);
        check("id", "Pada hari Jum'at Ma'ruf membaca Qur'an.", &[]);
    }

    #[test]
    fn one_bad_mark_does_not_shift_the_next() {
        check(
            "en",
            "“We are ready, said Lee. “We will go now,” said Ana.",
            &["speech We are ready, said Lee. ", "speech We will go now,", "Unclosed 0"],
        );
        check("en", "We are ready,” said Lee. “We will go now,” said Ana.", &["speech We will go now,", "Unopened 13"]);
    }

    #[test]
    fn terms_titles_and_fragments() {
        check("id", "Mereka mengubah kota itu menjadi ”benteng” ketika pasukan maju.", &["term benteng"]);
        check(
            "en",
            "He called the plan “a complete and utter disaster” on Monday.",
            &["fragment a complete and utter disaster"],
        );
    }
}
