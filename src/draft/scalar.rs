//! The value of a key, found again in the source: quoted, folded, in a block, with escapes.
//!
//! The parser of YAML or TOML says what the value is and where it begins; here it is laid beside the source,
//! letter by letter. Where they part, the value is left out: no place is better than a wrong one.

use super::sheet::{Sheet, is_space};
use super::{Block, BlockKind};
use crate::text::Span;

/// How the value is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Style {
    /// Words as they stand, over any number of lines.
    Plain,
    /// `|` or `>` of YAML, whose first line is no part of the value.
    Block,
    /// Between marks of which this one is doubled to stand for itself, as YAML does with `'`.
    Single,
    /// With escapes behind a backslash.
    Double,
}

impl Style {
    /// The style of the value that begins at a byte of the text.
    pub fn at(text: &str, at: usize) -> Style {
        match text.as_bytes().get(at) {
            Some(b'"') => Style::Double,
            Some(b'\'') => Style::Single,
            Some(b'|' | b'>') => Style::Block,
            _ => Style::Plain,
        }
    }
}

/// The value as blocks, one for each of its paragraphs; none where it cannot be found again. `source` bounds the
/// search, `at` is the value's first byte in the source.
pub(super) fn blocks(
    sheet: &Sheet,
    source: Span,
    value: &str,
    at: usize,
    style: Style,
    kind: BlockKind,
    group: u32,
) -> Vec<Block> {
    let mut walk = Walk { text: &sheet.source[..source.end], at, style };
    walk.skip_opening();
    let mut blocks = vec![Block::new(kind, group)];
    let mut rest = value.trim_matches(is_space);
    walk.space();
    while let Some(c) = rest.chars().next() {
        let Some(block) = blocks.last_mut() else { break };
        if is_space(c) {
            let long = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let start = walk.at;
            walk.space();
            if walk.at == start {
                return Vec::new();
            }
            // A blank line, or two line breaks of a literal value.
            let breaks = rest[..long].matches('\n').count();
            if breaks.max(walk.text[start..walk.at].matches('\n').count()) > 1 {
                blocks.push(Block::new(kind, group));
            } else {
                sheet.blank(block, Span::new(start, walk.at));
            }
            rest = &rest[long..];
            continue;
        }
        // A run that stands in the source as it is: one push for a whole word.
        let word = rest.find(|c| is_space(c) || matches!(c, '\\' | '\'' | '"')).unwrap_or(rest.len());
        if word > 0 && walk.text[walk.at..].starts_with(&rest[..word]) {
            sheet.push(block, Span::new(walk.at, walk.at + word));
            walk.at += word;
            rest = &rest[word..];
        } else if let Some(end) = walk.character(c) {
            let span = Span::new(walk.at, end);
            if span.of(walk.text).len() == c.len_utf8() {
                sheet.push(block, span);
            } else {
                sheet.push_as(block, rest.get(..c.len_utf8()).unwrap_or_default(), span);
            }
            walk.at = end;
            rest = &rest[c.len_utf8()..];
        } else {
            return Vec::new();
        }
    }
    blocks
}

struct Walk<'w> {
    text: &'w str,
    at: usize,
    style: Style,
}

impl Walk<'_> {
    fn skip_opening(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let long = match self.style {
            Style::Plain => 0,
            Style::Block => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            Style::Single | Style::Double => {
                let marks = rest.bytes().take_while(|&b| Some(b) == rest.bytes().next()).count();
                if marks >= 3 { 3 } else { 1 }
            }
        };
        self.at += long;
    }

    /// Steps over white space, and over the escapes that stand for some.
    fn space(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let long = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let escape = match rest.as_bytes().get(long..long + 2) {
                Some([b'\\', b'n' | b't' | b'r' | b' ' | b'f' | b'\n' | b'\r' | b'\t'])
                    if self.style == Style::Double =>
                {
                    2
                }
                _ => 0,
            };
            self.at += long + escape;
            if escape == 0 {
                return;
            }
        }
    }

    /// The end of what stands for one character here.
    fn character(&mut self, c: char) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        match self.style {
            Style::Single if c == '\'' && rest.starts_with("''") => Some(self.at + 2),
            Style::Double if rest.starts_with('\\') => {
                let code = rest[1..].chars().next()?;
                let digits = match code {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    // Line breaks inside a word, as a backslash at the end of a line makes them.
                    '\n' | '\r' => {
                        let fill = rest[1..].find(|c| !is_space(c))?;
                        self.at += 1 + fill;
                        return self.character(c);
                    }
                    _ => {
                        let meant = match code {
                            '_' => '\u{a0}',
                            'e' => '\u{1b}',
                            other => other,
                        };
                        return (meant == c).then(|| self.at + 1 + code.len_utf8());
                    }
                };
                let number = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
                (number == u32::from(c)).then_some(self.at + 2 + digits)
            }
            _ => rest.starts_with(c).then(|| self.at + c.len_utf8()),
        }
    }
}
