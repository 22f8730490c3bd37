//! Ignoring: where the comment goes that asks to be left alone.
//!
//! The comment for one paragraph stands on the line before it, inside the same list item, block quote or element,
//! so that the markup stays what it was. For a whole file it is a key of the front matter, where there is one that
//! we can add to safely, and else a comment at the top.

use crate::analysis::Analysis;
use crate::draft::{BlockKind, Format};
use crate::rules::Finding;
use crate::text::{Edit, Span};

/// The edit that silences a finding's rule in its paragraph; None where no comment can stand before it.
pub fn in_paragraph(analysis: &Analysis, finding: &Finding) -> Option<Edit> {
    let (source, block) = (&*analysis.source, &analysis.draft.blocks[finding.block]);
    let in_front = analysis.draft.front.span.is_some_and(|f| f.covers(block.span));
    if in_front || matches!(block.kind, BlockKind::TableCell | BlockKind::Caption | BlockKind::Byline) {
        return None;
    }
    let comment = format!("<!-- copydesk-ignore {} -->{}", finding.rule, line_end(source));
    if analysis.draft.format == Format::Html {
        let at = before_tags(source, block.span.start);
        let indent = blank_head(&source[line_start(source, at)..at]);
        return Some(Edit::new(Span::new(at, at), format!("{comment}{indent}")));
    }
    let start = line_start(source, block.span.start);
    let head = &source[start..block.span.start];
    let prefix = if analysis.draft.format == Format::Markdown {
        before_line(analysis, finding.block, head)
    } else {
        String::new()
    };
    Some(Edit::new(Span::new(start, start), format!("{prefix}{comment}")))
}

/// The edits that silence a rule in the whole file.
pub fn in_file(analysis: &Analysis, rule: &str) -> Vec<Edit> {
    let source = &*analysis.source;
    let end = line_end(source);
    let comment = format!("<!-- copydesk-ignore-file {rule} -->{end}");
    let Some(front) = analysis.draft.front.span else {
        let top = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        return vec![Edit::new(Span::new(top, top), comment)];
    };
    in_front_matter(source, front, rule).unwrap_or_else(|| {
        let after = front.start + front.of(source).trim_end().len();
        let line = source[after..].find(['\n', '\r']).map(|i| after + i);
        let at = line.map_or(source.len(), |i| i + if source[i..].starts_with("\r\n") { 2 } else { 1 });
        let break_first = if line.is_none() { end } else { "" };
        vec![Edit::new(Span::new(at, at), format!("{break_first}{comment}"))]
    })
}

/// The edits that add a rule to the key `copydesk-ignore`, or None where the front matter is written in a way
/// that an edit might break.
fn in_front_matter(source: &str, front: Span, rule: &str) -> Option<Vec<Edit>> {
    let text = front.of(source).trim_end();
    let fence = text.get(..3)?;
    let (equals, item) = match fence {
        "---" => (":", rule.to_string()),
        "+++" => ("=", format!("\"{rule}\"")),
        _ => return None,
    };
    let insert = |at: usize, new: String| Edit::new(Span::new(front.start + at, front.start + at), new);
    // Each line with its first byte, without the fences.
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line.trim_end_matches(['\n', '\r'])));
        at += line.len();
    }
    let closing = lines.pop().filter(|(_, line)| matches!(*line, "---" | "+++" | "..."))?.0;
    let first = lines.get(1).map_or(closing, |(at, _)| *at);
    if lines.is_empty() || lines.get(1).is_some_and(|(_, line)| line.starts_with('{')) {
        return None;
    }
    let Some(key) = lines.iter().position(|(_, line)| line.trim_start().starts_with("copydesk-ignore")) else {
        let space = if equals == "=" { " " } else { "" };
        let new = format!("copydesk-ignore{space}{equals} [{item}]{}", line_end(source));
        // TOML: behind the last line the key might belong to a table.
        return Some(vec![insert(if equals == "=" { first } else { closing }, new)]);
    };
    let (start, line) = lines[key];
    let value = line.strip_prefix("copydesk-ignore")?.trim_start().strip_prefix(equals)?;
    let value_at = start + line.len() - value.trim_start().len();
    let value = value.trim();
    if value.is_empty() && equals == ":" {
        let items = lines[key + 1..].iter().take_while(|(_, line)| line.trim_start().starts_with("- "));
        let (at, line) = items.last()?;
        let indent = blank_head(line);
        return Some(vec![insert(at + line.len(), format!("{}{indent}- {item}", line_end(source)))]);
    }
    if let Some(inside) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        let bare = inside.trim_end();
        let comma = if bare.is_empty() || bare.ends_with(',') { "" } else { ", " };
        return Some(vec![insert(value_at + 1 + bare.len(), format!("{comma}{item}"))]);
    }
    // One rule alone becomes a list.
    let alone = value.trim_matches(['"', '\'']);
    let simple = !alone.is_empty() && alone.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let simple = simple && !matches!(alone, "true" | "false");
    simple.then(|| vec![insert(value_at, "[".to_string()), insert(value_at + value.len(), format!(", {item}]"))])
}

/// What stands before the comment on a line of its own, given what stands before the block on its first line: the
/// marks of block quotes, and the indent that keeps the comment inside a list.
fn before_line(analysis: &Analysis, block: usize, head: &str) -> String {
    let lead = &head[..head.len() - head.trim_start_matches([' ', '\t', '>']).len()];
    let quoting = lead.rfind('>').map_or(0, |i| i + 1);
    let rest = &head[quoting..];
    let space = if quoting > 0 && rest.starts_with(' ') { " " } else { "" };
    let quoting = format!("{}{space}", &head[..quoting]);
    let rest = &rest[space.len()..];
    let indent = blank_head(rest);
    let width = marker(&rest[indent.len()..]);
    let blocks = &analysis.draft.blocks;
    let goes_on =
        block > 0 && blocks[block - 1].kind == BlockKind::ListItem && blocks[block - 1].group == blocks[block].group;
    // Behind an item the comment still belongs to it: at the margin it would end the list.
    if width > 0 && goes_on { format!("{quoting}{indent}{}", " ".repeat(width)) } else { format!("{quoting}{indent}") }
}

/// The width of a list item's marker with the blanks behind it: `- `, `12. `.
fn marker(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = if digits > 0 { text[digits..].starts_with(['.', ')']) } else { text.starts_with(['-', '*', '+']) };
    let rest = &text[if sign { digits + 1 } else { 0 }..];
    let blanks = blank_head(rest).len();
    if sign && blanks > 0 { digits + 1 + blanks } else { 0 }
}

/// Where the opening tags begin that lead to a byte of the source: before `<p>` and not inside.
fn before_tags(source: &str, at: usize) -> usize {
    let mut found = at;
    let mut before = source[..at].trim_end();
    while before.ends_with('>')
        && let Some(open) = before.rfind('<')
        && before[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
        && !before[open + 1..].starts_with("body")
    {
        found = open;
        before = source[..open].trim_end();
    }
    found
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind(['\n', '\r']).map_or(if source.starts_with('\u{feff}') { 3 } else { 0 }, |i| i + 1)
}

fn blank_head(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// How the draft ends its lines, by its first.
fn line_end(source: &str) -> &'static str {
    match source.find(['\n', '\r']) {
        Some(i) if source[i..].starts_with("\r\n") => "\r\n",
        Some(i) if source[i..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{fixes, testing};
    use crate::text::apply;

    /// The draft after “ignore for this paragraph” or “in this file” at the cursor.
    #[track_caller]
    fn check(format: Format, scope: &str, marked: &str, want: &str) {
        let (analysis, offset) = testing::cursor_as(marked, format);
        let actions = fixes(&analysis, Span::new(offset, offset));
        let action = actions.iter().find(|a| a.silences && a.title.ends_with(scope));
        let got = action.map_or("not on offer".to_string(), |a| apply(&analysis.source, &a.edits));
        assert_eq!(got, want);
    }

    const HERE: &str = "for this paragraph";
    const FILE: &str = "in this file";

    #[test]
    fn a_paragraph() {
        let want = "Rain.\n\n<!-- copydesk-ignore unattributed-quote -->\n“We won.”\n";
        check(Format::Markdown, HERE, "Rain.\n\n{“‸We won.”|-}\n", want);
        check(Format::Plain, HERE, "Rain.\n\n{“‸We won.”|-}\n", want);
        let want = "Rain.\r\n\r\n<!-- copydesk-ignore unattributed-quote -->\r\n“We won.”\r\n";
        check(Format::Markdown, HERE, "Rain.\r\n\r\n{“‸We won.”|-}\r\n", want);
        let want = "\u{feff}<!-- copydesk-ignore unattributed-quote -->\n“We won.”\n";
        check(Format::Plain, HERE, "\u{feff}{“‸We won.”|-}\n", want);
    }

    #[test]
    fn markup_around_a_paragraph_stays() {
        let comment = "<!-- copydesk-ignore unattributed-quote -->\n";
        check(Format::Markdown, HERE, "> Rain.\n>\n> {“‸We won.”|-}", &format!("> Rain.\n>\n> {comment}> “We won.”"));
        check(Format::Markdown, HERE, "- {“‸We won.”|-}\n- Rain.", &format!("{comment}- “We won.”\n- Rain."));
        check(Format::Markdown, HERE, "- Rain.\n- {“‸We won.”|-}", &format!("- Rain.\n  {comment}- “We won.”"));
        check(Format::Markdown, HERE, "\\| {“‸We won.”|-} \\|", "not on offer");
        let html = "<div>\n  <p>Rain.</p>\n  <p><b>{“‸We won.”|-}</b></p>\n</div>";
        let want = format!("<div>\n  <p>Rain.</p>\n  {comment}  <p><b>“We won.”</b></p>\n</div>");
        check(Format::Html, HERE, html, &want);
        assert_eq!((marker("- x"), marker("12.  x"), marker("-x"), marker("x")), (2, 5, 0, 0));
    }

    #[test]
    fn a_file_without_front_matter() {
        check(Format::Plain, FILE, "{“‸No.”|-}", "<!-- copydesk-ignore-file unattributed-quote -->\n“No.”");
        let want = "\u{feff}<!-- copydesk-ignore-file unattributed-quote -->\r\n“No.”\r\n";
        check(Format::Markdown, FILE, "\u{feff}{“‸No.”|-}\r\n", want);
    }

    #[test]
    fn a_key_of_the_front_matter() {
        #[track_caller]
        fn front(before: &str, after: &str) {
            let marked = format!("{}\n\n{{“‸No.”|-}}\n", before.replace('[', "\\["));
            check(Format::Markdown, FILE, &marked, &format!("{after}\n\n“No.”\n"));
        }
        front("---\nlang: en\n---", "---\nlang: en\ncopydesk-ignore: [unattributed-quote]\n---");
        front("---\n---", "---\ncopydesk-ignore: [unattributed-quote]\n---");
        front("+++\na = 1\n[b]\n+++", "+++\ncopydesk-ignore = [\"unattributed-quote\"]\na = 1\n[b]\n+++");
        front("---\ncopydesk-ignore: [x]\n---", "---\ncopydesk-ignore: [x, unattributed-quote]\n---");
        front("---\ncopydesk-ignore: []\n---", "---\ncopydesk-ignore: [unattributed-quote]\n---");
        front("---\ncopydesk-ignore: x\n---", "---\ncopydesk-ignore: [x, unattributed-quote]\n---");
        front(
            "---\ncopydesk-ignore:\n  - x\nlang: en\n---",
            "---\ncopydesk-ignore:\n  - x\n  - unattributed-quote\nlang: en\n---",
        );
        front(
            "---\ncopydesk-ignore: # none\n---",
            "---\ncopydesk-ignore: # none\n---\n<!-- copydesk-ignore-file unattributed-quote -->",
        );
    }
}
