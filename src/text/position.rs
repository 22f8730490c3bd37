//! Positions: the one place where bytes, UTF-16, UTF-32 and lines meet.
//!
//! Who counts what: copydesk counts bytes of UTF-8 from 0. LSP counts lines from 0 and columns from 0 in UTF-8,
//! UTF-16 or UTF-32 code units, as negotiated. Terminals and people count lines and characters from 1: the
//! command line adds that 1 itself. A line ends at LF, CR LF or a lone CR, and nowhere else (LSP 3.17).

use ropey::Rope;

use super::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

/// A line and a column, both from 0; what the column counts is said beside it, by an `Encoding`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The text of a draft as it stands in the editor; a clone is cheap and shares what is unchanged.
#[derive(Clone, Debug)]
pub struct Text {
    rope: Rope,
}

impl Text {
    pub fn new(text: &str) -> Text {
        Text { rope: Rope::from_str(text) }
    }

    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    pub fn lines(&self) -> usize {
        self.rope.len_lines()
    }

    /// Puts `new` in the place of `span`. A span that does not fit is cut to the text and to whole characters.
    pub fn replace(&mut self, span: Span, new: &str) {
        let start = self.rope.byte_to_char(span.start.min(self.len()));
        let end = self.rope.byte_to_char(span.end.min(self.len())).max(start);
        self.rope.remove(start..end);
        self.rope.insert(start, new);
    }

    /// The byte at a position. What lies past the end of a line is the end of that line (without its line
    /// break), and past the last line the end of the text, as LSP asks; a column in the middle of a character
    /// is that character's start.
    pub fn offset(&self, at: Position, encoding: Encoding) -> usize {
        if at.line >= self.rope.len_lines() {
            return self.len();
        }
        let line = self.rope.line(at.line);
        let first = self.rope.line_to_char(at.line);
        let mut length = line.len_chars();
        while length > 0 && matches!(line.char(length - 1), '\n' | '\r') {
            length -= 1;
        }
        let line = line.slice(..length);
        let chars = match encoding {
            Encoding::Utf8 => line.byte_to_char(at.column.min(line.len_bytes())),
            Encoding::Utf16 => line.utf16_cu_to_char(at.column.min(line.len_utf16_cu())),
            Encoding::Utf32 => at.column.min(length),
        };
        self.rope.char_to_byte(first + chars)
    }

    /// The position of a byte; past the end it is the end of the text.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.len());
        let char = self.rope.byte_to_char(offset);
        let line = self.rope.char_to_line(char);
        let first = self.rope.line_to_char(line);
        let column = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(first),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(first),
            Encoding::Utf32 => char - first,
        };
        Position { line, column }
    }

    /// The offset in the whole text, as `encoding` counts it: what `analyze --offsets` prints.
    pub fn count(&self, offset: usize, encoding: Encoding) -> usize {
        let char = self.rope.byte_to_char(offset.min(self.len()));
        match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(char),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(char),
            Encoding::Utf32 => char,
        }
    }

    /// The line, without its line break.
    pub fn line(&self, line: usize) -> String {
        if line >= self.rope.len_lines() {
            return String::new();
        }
        let text = self.rope.line(line).to_string();
        text.trim_end_matches(['\n', '\r']).to_string()
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, encoding: Encoding, line: usize, column: usize) {
        let text = Text::new(text);
        let at = Position { line, column };
        assert_eq!(text.position(offset, encoding), at);
        assert_eq!(text.offset(at, encoding), offset);
    }

    #[test]
    fn columns_after_an_emoji_and_a_quote_mark() {
        let text = "ok\n🗞 “Ana”";
        let ana = text.find("Ana").unwrap();
        check(text, ana, Encoding::Utf8, 1, 8);
        check(text, ana, Encoding::Utf16, 1, 4);
        check(text, ana, Encoding::Utf32, 1, 3);
    }

    #[test]
    fn three_kinds_of_line_end_and_no_other() {
        check("a\r\nb", 3, Encoding::Utf16, 1, 0);
        check("a\rb", 2, Encoding::Utf16, 1, 0);
        check("a\u{2028}b\u{c}c", 5, Encoding::Utf16, 0, 3);
    }

    #[test]
    fn past_the_end() {
        let text = Text::new("ab\r\ncd");
        assert_eq!(text.offset(Position { line: 0, column: 99 }, Encoding::Utf16), 2);
        assert_eq!(text.offset(Position { line: 9, column: 0 }, Encoding::Utf16), 6);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[aé“🗞\u{301}\n\r]{0,40}") {
            let t = Text::new(&text);
            for (offset, _) in text.char_indices() {
                // The byte between CR and LF has no position of its own: no editor can point there.
                if text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
                    continue;
                }
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    prop_assert_eq!(t.offset(t.position(offset, encoding), encoding), offset);
                }
            }
        }

        #[test]
        fn an_edit_is_the_same_on_a_string(text in "[aé“🗞\n\r]{0,20}", a in 0usize..30, b in 0usize..30, new in "[xé\n]{0,5}") {
            let chars: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (chars[a % chars.len()], chars[b % chars.len()]);
            let span = Span::new(a.min(b), a.max(b));
            let mut t = Text::new(&text);
            t.replace(span, &new);
            prop_assert_eq!(t.to_string(), super::super::apply(&text, &[super::super::Edit::new(span, new)]));
        }
    }
}
