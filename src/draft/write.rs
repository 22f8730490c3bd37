//! Writing: new prose into the source, the other way round.
//!
//! A span of the prose may stand in the source in several pieces (`**S**ergei`): each piece takes as many letters
//! of the new text as it had, the last one the rest, and the markup stays. What would break the format is escaped, and
//! only that: a draft that is changed and changed back shall be the draft that it was.

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, BlockKind, Draft, Format};
use crate::text::{Edit, Span};

/// The edits that put `new` in the place of a span of a block's prose. An empty span is an insertion.
pub fn write(draft: &Draft, source: &str, block: usize, span: Span, new: &str) -> Vec<Edit> {
    let block = &draft.blocks[block];
    let guard = Guard::of(draft, source, block);
    if span.is_empty() {
        let at = insertion(block, span.start);
        return vec![Edit::new(Span::new(at, at), guard.escape(new))];
    }
    let pieces = pieces(block, span);
    let mut letters: Vec<&str> = new.graphemes(true).collect();
    let mut edits = Vec::new();
    for (i, (at, old)) in pieces.iter().enumerate() {
        let behind = pieces.len() - i - 1;
        // No piece is left empty while there are letters for it: `****` would be no markup any more.
        let room = old.graphemes(true).count().min(letters.len().saturating_sub(behind).max(1)).min(letters.len());
        let own: String = letters.drain(..if behind == 0 { letters.len() } else { room }).collect();
        if own.is_empty() && draft.format == Format::Markdown {
            edits.push(Edit::new(with_emphasis(source, *at), ""));
        } else if own != *old {
            edits.push(Edit::new(*at, guard.escape(&own)));
        }
    }
    edits
}

/// The edits that put `new` behind a span of a block's prose, and behind the emphasis that holds the span and nothing
/// else: `*“No.”*` and not `*“No.” said Ana.*`
pub fn write_behind(draft: &Draft, source: &str, block: usize, span: Span, new: &str) -> Vec<Edit> {
    let at = Span::new(span.end, span.end);
    let mut edits = write(draft, source, block, at, new);
    let around = draft.blocks[block].source(span);
    let (mut start, mut end) = (around.start, around.end);
    while let Some((open, close)) = enclosed(draft.format, &source[..start], &source[end..]) {
        (start, end) = (start - open, end + close);
    }
    for edit in &mut edits {
        edit.span = Span::new(end, end);
    }
    edits
}

/// The lengths of the markup that ends what stands before and of its counterpart that opens what follows, where both
/// are emphasis inside a line.
fn enclosed(format: Format, before: &str, after: &str) -> Option<(usize, usize)> {
    let sign = after.chars().next()?;
    match format {
        Format::Markdown if matches!(sign, '*' | '_') => before.ends_with(sign).then_some((1, 1)),
        Format::Markdown | Format::Html => {
            let name = after.strip_prefix("</")?.split('>').next()?;
            let tag = before.ends_with('>').then(|| before.rfind('<'))??;
            let opened = before[tag + 1..].trim_end_matches('>').split_whitespace().next()?;
            (opened == name && !super::html::is_block(name)).then_some((before.len() - tag, name.len() + 3))
        }
        Format::Plain | Format::ArchieMl => None,
    }
}

/// `new` in capitals where `old` stands in capitals and `usual` does not: a headline keeps its look.
pub fn in_case_of(old: &str, usual: &str, new: &str) -> String {
    if shouted(old) && !shouted(usual) { new.to_uppercase() } else { new.to_string() }
}

/// Two letters or more, all of them capitals.
pub fn shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    let first = letters.next().is_some_and(char::is_uppercase);
    first && letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// The pieces of a span: where each stands in the source, and its prose.
fn pieces(block: &Block, span: Span) -> Vec<(Span, &str)> {
    let inside = block.pieces.iter().filter(|p| p.prose.overlaps(span));
    let prose = inside.map(|p| Span::new(p.prose.start.max(span.start), p.prose.end.min(span.end)));
    block.source_parts(span).into_iter().zip(prose.map(|p| p.of(&block.prose))).collect()
}

/// The byte of the source at which to insert: behind what stands before, so that an end is the end of a text and
/// not the start of the markup behind it.
fn insertion(block: &Block, at: usize) -> usize {
    if at == 0 || block.pieces.iter().any(|p| p.prose.contains(at) && p.prose.start < at) {
        return block.source(Span::new(at, at)).start;
    }
    let opens = block.prose[..at].ends_with(char::is_whitespace);
    if opens { block.source(Span::new(at, at)).start } else { block.source(Span::new(at - 1, at)).end }
}

/// A span whose text goes, with the emphasis around it that would be left empty: `**Ana**`.
fn with_emphasis(source: &str, span: Span) -> Span {
    let (before, after) = (&source[..span.start], &source[span.end..]);
    let Some(sign) = after.chars().next().filter(|c| matches!(c, '*' | '_')) else { return span };
    let opening = before.len() - before.trim_end_matches(sign).len();
    let closing = after.len() - after.trim_start_matches(sign).len();
    if opening != closing { span } else { Span::new(span.start - opening, span.end + closing) }
}

/// What must be escaped where a block stands.
#[derive(Clone, Copy, PartialEq)]
enum Guard {
    Nothing,
    Markdown,
    Html,
    /// An attribute of HTML.
    Attribute,
    /// A value of front matter between double or single quotes; TOML knows no way to write the second.
    Double,
    Single,
    Literal,
}

impl Guard {
    fn of(draft: &Draft, source: &str, block: &Block) -> Guard {
        if let Some(front) = draft.front.span.filter(|f| f.covers(block.span)) {
            let before = source[..block.span.start].chars().next_back();
            return match before {
                Some('"') => Guard::Double,
                Some('\'') if front.of(source).starts_with("+++") => Guard::Literal,
                Some('\'') => Guard::Single,
                _ => Guard::Nothing,
            };
        }
        match draft.format {
            Format::Html if block.kind == BlockKind::Caption => Guard::Attribute,
            Format::Html => Guard::Html,
            Format::Markdown => Guard::Markdown,
            Format::Plain | Format::ArchieMl => Guard::Nothing,
        }
    }

    fn escape(self, text: &str) -> String {
        match self {
            Guard::Nothing => text.to_string(),
            Guard::Html => text.replace('&', "&amp;").replace('<', "&lt;"),
            Guard::Attribute => Guard::Html.escape(text).replace('"', "&quot;"),
            Guard::Double => text.replace('\\', "\\\\").replace('"', "\\\""),
            Guard::Single => text.replace('\'', "''"),
            Guard::Literal => text.replace('\'', "’"),
            Guard::Markdown => markdown(text),
        }
    }
}

/// An underscore inside a word and an ampersand that opens no entity are text as they stand.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let rest = &text[i + c.len_utf8()..];
        let special = match c {
            '*' | '[' | ']' | '`' | '\\' | '<' | '~' => true,
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            '&' => rest.find(';').is_some_and(|end| rest[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::FrontMatter;
    use crate::text::apply;

    /// `source` is one block; asterisks are markup, and the span is that of `old` in the prose.
    #[track_caller]
    fn check(source: &str, format: Format, old: &str, new: &str, want: &str) {
        let mut block = Block::new(BlockKind::Paragraph, 0);
        for (i, c) in source.char_indices().filter(|(_, c)| *c != '*') {
            block.push(&source[i..i + c.len_utf8()], i);
        }
        let start = block.prose.find(old).unwrap();
        let draft = Draft { format, blocks: vec![block], front: FrontMatter::default(), ignores: Vec::new() };
        let edits = write(&draft, source, 0, Span::new(start, start + old.len()), new);
        assert_eq!(apply(source, &edits), want);
    }

    #[test]
    fn markup_inside_a_name_stays() {
        let source = "**Sergei** Shoi*gu*, 70";
        check(source, Format::Markdown, "Sergei", "Sergey", "**Sergey** Shoi*gu*, 70");
        check(source, Format::Markdown, "Shoigu", "Shoygu", "**Sergei** Shoy*gu*, 70");
        check(source, Format::Markdown, "Shoigu", "Shoika", "**Sergei** Shoi*ka*, 70");
        check("**S**ergei", Format::Markdown, "Sergei", "Ivan", "**I**van");
        check(source, Format::Markdown, "Shoigu", "Ng", "**Sergei** N*g*, 70");
        check(source, Format::Markdown, "Shoigu", "O", "**Sergei** O, 70");
        check(source, Format::Markdown, "Shoigu", "Ivanova", "**Sergei** Ivan*ova*, 70");
        check(source, Format::Markdown, "Sergei ", "", "Shoi*gu*, 70");
    }

    #[test]
    fn what_stands_behind_emphasis_is_not_in_it() {
        #[track_caller]
        fn check(source: &str, format: Format, markup: &str, want: &str) {
            let mut block = Block::new(BlockKind::Paragraph, 0);
            for part in source.split(markup).filter(|p| !p.is_empty()) {
                block.push(part, part.as_ptr() as usize - source.as_ptr() as usize);
            }
            let draft = Draft { format, blocks: vec![block], front: FrontMatter::default(), ignores: Vec::new() };
            let edits = write_behind(&draft, source, 0, Span::new(0, 2), "!");
            assert_eq!(apply(source, &edits), want);
        }
        check("**No**, ok", Format::Markdown, "**", "**No**!, ok");
        check("No more", Format::Plain, "**", "No! more");
        let before = "<p><em>";
        assert_eq!(enclosed(Format::Html, before, "</em> ok"), Some((4, 5)));
        assert_eq!(enclosed(Format::Html, "<p>", "</p>"), None);
        assert_eq!(enclosed(Format::Html, "<p><b class='a'>", "</b>"), Some((13, 4)));
        assert_eq!(enclosed(Format::Html, "so ", " ok"), None);
    }

    #[test]
    fn what_breaks_the_format_is_escaped() {
        check("Ana", Format::Markdown, "Ana", "A*na [x]", "A\\*na \\[x\\]");
        check("Ana", Format::Markdown, "Ana", "AT&T a_b", "AT&T a_b");
        check("Ana", Format::Markdown, "Ana", "&amp; _b", "\\&amp; \\_b");
        check("Ana", Format::Html, "Ana", "A & <B>", "A &amp; &lt;B>");
        check("Ana", Format::Plain, "Ana", "A & *B*", "A & *B*");
    }

    #[test]
    fn capitals_are_kept() {
        assert_eq!(in_case_of("SHOIGU", "Shoigu", "Shoygu"), "SHOYGU");
        assert_eq!(in_case_of("Shoigu", "Shoigu", "Shoygu"), "Shoygu");
        assert_eq!(in_case_of("TASS", "TASS", "Tass"), "Tass");
        assert!(!shouted("S.") && shouted("S.K.") && !shouted("70"));
    }
}
