//! Convert: the one place where bytes of the source and positions of LSP meet.
//!
//! The desk counts bytes of UTF-8 from 0. LSP counts lines from 0, and columns from 0 in the encoding that was
//! negotiated. Both ways go through `Text`, which owns the arithmetic; here it only changes its clothes.

use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use crate::desk;
use crate::text::{self, Encoding, Span, Text};

/// The byte at a position; what lies past the end of a line or of the text is that end.
pub fn offset(text: &Text, at: Position, encoding: Encoding) -> usize {
    text.offset(text::Position { line: at.line as usize, column: at.character as usize }, encoding)
}

/// The bytes of a range; one that ends before it begins is turned round.
pub fn span(text: &Text, range: Range, encoding: Encoding) -> Span {
    let (a, b) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
    Span::new(a.min(b), a.max(b))
}

/// The range of a span.
pub fn range(text: &Text, span: Span, encoding: Encoding) -> Range {
    Range { start: position(text, span.start, encoding), end: position(text, span.end, encoding) }
}

/// A range of another draft, whose positions were counted when it was read.
pub fn located(range: &desk::series::Range) -> Range {
    let at = |at: text::Position| Position { line: at.line as u32, character: at.column as u32 };
    Range { start: at(range.start), end: at(range.end) }
}

/// Makes one change of the editor.
pub fn change(text: &mut Text, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        Some(range) => text.replace(span(text, range, encoding), &change.text),
        None => *text = Text::new(&change.text),
    }
}

fn position(text: &Text, offset: usize, encoding: Encoding) -> Position {
    let at = text.position(offset, encoding);
    Position { line: at.line as u32, character: at.column as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "ok\r\n🗞 “Ana” é\nend";

    #[track_caller]
    fn check(word: &str, encoding: Encoding, line: u32, from: u32, to: u32) {
        let text = Text::new(TEXT);
        let start = TEXT.find(word).unwrap();
        let of = Span::new(start, start + word.len());
        let at = |character| Position { line, character };
        assert_eq!(range(&text, of, encoding), Range { start: at(from), end: at(to) });
        assert_eq!(span(&text, Range { start: at(from), end: at(to) }, encoding), of);
        assert_eq!(span(&text, Range { start: at(to), end: at(from) }, encoding), of);
    }

    #[test]
    fn there_and_back_behind_an_emoji() {
        check("Ana", Encoding::Utf8, 1, 8, 11);
        check("Ana", Encoding::Utf16, 1, 4, 7);
        check("Ana", Encoding::Utf32, 1, 3, 6);
        check("é", Encoding::Utf8, 1, 15, 17);
        check("é", Encoding::Utf16, 1, 9, 10);
        check("end", Encoding::Utf16, 2, 0, 3);
    }

    #[test]
    fn changes_fit_themselves_to_the_text() {
        let mut text = Text::new("ab\ncd");
        let at = |line, character| Position { line, character };
        let mut make = |range: Option<Range>, new: &str, want: &str| {
            let event = TextDocumentContentChangeEvent { range, range_length: None, text: new.into() };
            change(&mut text, &event, Encoding::Utf16);
            assert_eq!(text.to_string(), want);
        };
        make(Some(Range { start: at(900, 4), end: at(901, 0) }), "x", "ab\ncdx");
        make(Some(Range { start: at(1, 1), end: at(0, 1) }), "-", "a-dx");
        make(Some(Range { start: at(0, 99), end: at(0, u32::MAX) }), "\n", "a-dx\n");
        make(None, "new", "new");
    }
}
