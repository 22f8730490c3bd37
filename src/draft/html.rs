//! HTML: the elements that a reader of the story sees, as blocks.
//!
//! Block tags part the prose, inline tags do not (`<b>A</b>na` is one word); scripts, code, comments and
//! attributes are no prose, but for the words that stand for an image. The reader of Markdown uses this one for
//! the HTML in it. Half-typed markup costs the line that it stands in, not the rest of the story.

use super::html_tokens::{self, Closers, Listener, Run, Tag};
use super::sheet::{BODY, Sheet, without_open_comments};
use super::{Block, BlockKind, Draft, Format, front_reader};
use crate::text::Span;

pub fn read(source: &str) -> Draft {
    let mut sheet = Sheet::new(source, true);
    let start = sheet.start();
    let body = front_reader::read(&mut sheet, start);
    let text = without_open_comments(&source[body..]);
    fragment(&mut sheet, &text, body, &mut Vec::new());
    sheet.finish(Format::Html)
}

/// An element that says what the prose inside it is.
#[derive(Clone, Debug)]
pub(super) struct Open {
    name: String,
    kind: Option<BlockKind>,
    group: u32,
}

impl Open {
    /// What stands around HTML that is read inside another format.
    pub fn around(kind: BlockKind, group: u32) -> Open {
        Open { name: String::new(), kind: Some(kind), group }
    }
}

/// The kind and group of prose inside these elements.
pub(super) fn context(stack: &[Open]) -> (BlockKind, u32) {
    let kind = stack.iter().rev().find_map(|o| o.kind).unwrap_or(BlockKind::Paragraph);
    (kind, stack.last().map_or(BODY, |o| o.group))
}

/// Reads a text of the same length as the source from `base` on; it may differ where markup of another format is
/// blanked. The elements that stay open are left in `stack`.
pub(super) fn fragment(sheet: &mut Sheet, text: &str, base: usize, stack: &mut Vec<Open>) {
    let mut at = 0;
    // Each unended tag (`<a href="…` at the end of a draft) is read again as text behind its line.
    for _ in 0..8 {
        let rest = &text[at..];
        let mut reader = Reader {
            sheet: &mut *sheet,
            text: rest,
            base: base + at,
            stack: &mut *stack,
            block: None,
            hidden: None,
            closers: Closers::new(rest),
        };
        let unended = html_tokens::read(rest, &mut reader);
        reader.part();
        let Some(tag) = unended else { break };
        let line = rest[tag..].find(['\n', '\r', '>']).map_or(rest.len(), |n| tag + n + 1);
        at += line;
        if at >= text.len() {
            break;
        }
    }
}

struct Reader<'r, 's> {
    sheet: &'r mut Sheet<'s>,
    text: &'r str,
    /// Where the text begins in the source.
    base: usize,
    stack: &'r mut Vec<Open>,
    block: Option<Block>,
    /// The element whose text is no prose, and how many of its name are open.
    hidden: Option<(String, usize)>,
    closers: Closers<'r>,
}

impl Reader<'_, '_> {
    fn place(&self, span: Span) -> Span {
        Span::new(span.start + self.base, span.end + self.base)
    }

    /// Ends the block, if one is open.
    fn part(&mut self) {
        if let Some(block) = self.block.take() {
            self.sheet.close(block);
        }
    }

    /// The block to write into, opened if there is none.
    fn block(&mut self) -> Block {
        let (kind, group) = context(self.stack);
        self.block.take().unwrap_or_else(|| Block::new(kind, group))
    }

    /// A block from the value of an attribute.
    fn attribute(&mut self, runs: Option<&[Run]>, kind: BlockKind) {
        let Some(runs) = runs else { return };
        let group = match self.stack.last() {
            Some(open) if open.group != BODY => open.group,
            _ => self.sheet.group(),
        };
        let mut block = Block::new(kind, group);
        for run in runs {
            let span = self.place(run.span);
            if span.of(self.sheet.source) == run.text {
                self.sheet.push_collapsed(&mut block, span);
            } else {
                push_entity(self.sheet, &mut block, &run.text, span);
            }
        }
        self.sheet.close(block);
    }

    fn push_open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        let class = |word: &str| tag.value("class").is_some_and(|c| c.split_whitespace().any(|w| w == word));
        let footnote = class("footnotes") || tag.value("role").is_some_and(|r| r == "doc-endnotes");
        // Without an end tag, one of these ends where the next begins.
        let (until, ends): (&[&str], &[&str]) = match name {
            "li" => (&["ul", "ol", "menu"], &["li"]),
            "dt" | "dd" => (&["dl"], &["dt", "dd"]),
            "td" | "th" => (&["tr", "table"], &["td", "th"]),
            "tr" => (&["table"], &["tr", "td", "th"]),
            _ => (&[], &[]),
        };
        let nearest =
            self.stack.iter().rposition(|o| until.contains(&o.name.as_str()) || ends.contains(&o.name.as_str()));
        if let Some(last) = nearest.filter(|&n| ends.contains(&self.stack[n].name.as_str())) {
            self.stack.truncate(last);
        }
        let is_footnote = context(self.stack).0 == BlockKind::Footnote;
        let kind = match name {
            _ if footnote => Some(BlockKind::Footnote),
            "h1" | "title" => Some(BlockKind::Headline),
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
            "li" | "dt" | "dd" if !is_footnote => Some(BlockKind::ListItem),
            "td" | "th" => Some(BlockKind::TableCell),
            "blockquote" => Some(BlockKind::BlockQuote),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            _ => None,
        };
        let own_group = footnote
            || matches!(
                name,
                "h1" | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "title"
                    | "ul"
                    | "ol"
                    | "menu"
                    | "dl"
                    | "table"
                    | "blockquote"
                    | "figure"
                    | "aside"
            );
        if (kind.is_none() && !own_group) || tag.self_closing || self.stack.len() > 200 {
            return;
        }
        let group = if own_group { self.sheet.group() } else { context(self.stack).1 };
        self.stack.push(Open { name: tag.name.clone(), kind, group });
    }
}

impl Listener for Reader<'_, '_> {
    fn text(&mut self, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        let mut block = self.block();
        self.sheet.push_collapsed_as(&mut block, span.of(self.text), self.place(span));
        self.block = Some(block);
    }

    fn entity(&mut self, text: &str, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        let span = self.place(span);
        let mut block = self.block();
        push_entity(self.sheet, &mut block, text, span);
        self.block = Some(block);
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name && !tag.self_closing {
                *depth += 1;
            }
            // Code inside a paragraph ends with it, whatever is half-typed.
            if !is_inline_code(hidden) || !is_block(name) {
                return;
            }
            self.hidden = None;
        }
        match name {
            "br" => {
                let span = self.place(tag.span);
                if let Some(block) = &mut self.block {
                    self.sheet.blank(block, span);
                }
            }
            "img" => {
                self.attribute(tag.runs("alt"), BlockKind::Caption);
                if tag.value("title") != tag.value("alt") {
                    self.attribute(tag.runs("title"), BlockKind::Caption);
                }
            }
            "meta" if tag.value("name").is_some_and(|n| n.eq_ignore_ascii_case("description")) => {
                self.attribute(tag.runs("content"), BlockKind::Standfirst);
            }
            "html" if self.sheet.front.language.is_none() => self.sheet.front.language = tag.value("lang"),
            _ if is_hidden(name) || is_inline_code(name) => {
                if !is_inline_code(name) {
                    self.part();
                }
                if !tag.self_closing && self.closers.after(tag.span.end, name) {
                    self.hidden = Some((tag.name.clone(), 1));
                }
            }
            _ if is_block(name) => {
                self.part();
                if name == "p" || is_heading(name) {
                    // A heading whose end is not typed yet ends here.
                    while self.stack.last().is_some_and(|o| is_heading(&o.name) || o.name == "title") {
                        self.stack.pop();
                    }
                }
                self.push_open(tag);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, _: Span) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
                return;
            }
            if !is_inline_code(hidden) || !is_block(name) {
                return;
            }
            self.hidden = None;
        }
        if is_block(name) {
            self.part();
            if let Some(open) = self.stack.iter().rposition(|o| o.name == name) {
                self.stack.truncate(open);
            }
        }
    }

    fn comment(&mut self, span: Span) {
        let span = self.place(span);
        let inside = self.block.as_ref().filter(|b| !b.prose.trim().is_empty());
        let at = inside.map_or(span.start, |b| b.span.start);
        self.sheet.comment(span.of(self.sheet.source), at);
    }
}

fn push_entity(sheet: &Sheet, block: &mut Block, text: &str, span: Span) {
    if text.chars().all(super::sheet::is_space) {
        sheet.blank(block, span);
    } else {
        sheet.push_as(block, text, span);
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements whose text no reader sees as prose.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "pre"
            | "template"
            | "svg"
            | "math"
            | "textarea"
            | "iframe"
            | "object"
            | "noembed"
            | "noframes"
            | "select"
            | "xmp"
            | "listing"
    )
}

fn is_inline_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp" | "var" | "tt")
}

/// Elements that part the prose before and after them.
pub(super) fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "head"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "optgroup"
                | "option"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "title"
                | "tr"
                | "ul"
        )
}
