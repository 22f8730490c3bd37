//! Markdown: paragraphs, headings, lists, quotes, tables and footnotes; never code, addresses or markup.
//!
//! pulldown-cmark says what is what and where. Its text is taken from the source wherever the two are the same;
//! where they differ (entities), the whole piece stands for the whole range. Ranges are not trusted to lie on
//! characters. What a half-typed fence or comment would swallow to the end of the file is read again as prose.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::html_tokens::Closers;
use super::markdown_html::{Inline, inline};
use super::sheet::{Sheet, without_open_comments};
use super::{Block, BlockKind, Draft, Format, front_reader, plain};
use crate::text::Span;

pub fn read(source: &str) -> Draft {
    let mut sheet = Sheet::new(source, true);
    let start = sheet.start();
    let body = front_reader::read(&mut sheet, start);
    let text = sheet.without_shortcodes(without_open_comments(source), body);
    let mut reader = Reader::new(sheet, &text);
    let mut at = body;
    // Each thing that is opened and never closed (a fence) is read again behind its first line.
    for _ in 0..6 {
        let Some(next) = reader.read(at) else { break };
        at = next;
    }
    reader.sheet.finish(Format::Markdown)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

struct Reader<'t, 's> {
    sheet: Sheet<'s>,
    /// The source as the parser sees it: of the same length, some markup made harmless.
    text: &'t str,
    /// Where the part begins that is being read.
    base: usize,
    /// The lists, quotes, tables … that are open, each with its kind and group.
    containers: Vec<(BlockKind, u32)>,
    quotes: usize,
    /// The blocks that are open: a paragraph, and in it perhaps an image's alt text.
    open: Vec<Block>,
    heading: Option<BlockKind>,
    headline: bool,
    /// The HTML elements that are open around the Markdown.
    elements: Vec<html::Open>,
    /// The inline element whose text is no prose.
    hidden: Option<String>,
    /// Where the paragraph begins, and the end tags in it.
    paragraph: usize,
    closers: Closers<'t>,
    /// The lines of an HTML block.
    html: Option<Vec<Range<usize>>>,
    code: Option<CodeBlock>,
}

struct CodeBlock {
    range: Range<usize>,
    indented: bool,
}

impl<'t, 's> Reader<'t, 's> {
    fn new(sheet: Sheet<'s>, text: &'t str) -> Reader<'t, 's> {
        Reader {
            sheet,
            text,
            base: 0,
            containers: Vec::new(),
            quotes: 0,
            open: Vec::new(),
            heading: None,
            headline: false,
            elements: Vec::new(),
            hidden: None,
            paragraph: 0,
            closers: Closers::new(""),
            html: None,
            code: None,
        }
    }

    /// Reads from a byte on. Returns where to read on behind what nothing closes.
    fn read(&mut self, base: usize) -> Option<usize> {
        self.base = base;
        for (event, range) in Parser::new_ext(&self.text[base..], options()).into_offset_iter() {
            let range = range.start + base..range.end + base;
            if let Some(again) = self.event(event, range) {
                self.part();
                self.containers.clear();
                return Some(again);
            }
        }
        self.part();
        None
    }

    fn event(&mut self, event: Event, range: Range<usize>) -> Option<usize> {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => return self.end(tag, range),
            Event::Text(text) => self.prose(&text, range),
            Event::InlineMath(math) | Event::DisplayMath(math) if !is_formula(&math) => {
                // “It cost US$5 and then A$6”: dollars.
                self.prose(Span::new(range.start, range.end).of(self.text), range.clone());
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Html(_) => {
                if let Some(lines) = &mut self.html {
                    lines.push(range);
                }
            }
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Rule => self.part(),
            _ => {}
        }
        None
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        if matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) {
            self.paragraph = range.start;
            self.closers = Closers::new(self.text.get(range.clone()).unwrap_or_default());
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.part();
                let first = level == HeadingLevel::H1 && !self.headline && self.containers.is_empty();
                self.headline |= first;
                self.heading = Some(if first { BlockKind::Headline } else { BlockKind::Heading });
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.enter(BlockKind::BlockQuote);
            }
            Tag::List(_) => self.enter(BlockKind::ListItem),
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Footnote),
            Tag::Table(_) => self.enter(BlockKind::TableCell),
            Tag::HtmlBlock => {
                self.part();
                self.html = Some(Vec::new());
            }
            Tag::CodeBlock(kind) => {
                self.part();
                self.code = Some(CodeBlock { range, indented: matches!(kind, CodeBlockKind::Indented) });
            }
            Tag::Image { .. } => {
                let group = self.sheet.group();
                self.open.push(Block::new(BlockKind::Caption, group));
            }
            Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::TableHead | Tag::TableRow => self.part(),
            // An address that is its own text.
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.hidden = Some("<".to_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) -> Option<usize> {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.leave();
            }
            TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::Table => self.leave(),
            TagEnd::Heading(_) => {
                self.part();
                self.heading = None;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell => self.part(),
            TagEnd::Image => {
                if let Some(alt) = self.open.pop() {
                    self.image_title(&range, alt.group);
                    self.sheet.close(alt);
                }
            }
            TagEnd::Link if self.hidden.as_deref() == Some("<") => self.hidden = None,
            TagEnd::HtmlBlock => return self.end_html(range),
            TagEnd::CodeBlock => return self.end_code(),
            _ => {}
        }
        None
    }

    fn enter(&mut self, kind: BlockKind) {
        self.part();
        let group = self.sheet.group();
        self.containers.push((kind, group));
    }

    fn leave(&mut self) {
        self.part();
        self.containers.pop();
    }

    /// Ends the blocks that are open.
    fn part(&mut self) {
        self.hidden = None;
        while let Some(block) = self.open.pop() {
            self.sheet.close(block);
        }
    }

    /// What prose is here that stands in no block yet.
    fn context(&mut self) -> (BlockKind, u32) {
        match (self.heading, self.containers.last()) {
            (Some(kind), _) => (kind, self.sheet.group()),
            (None, Some(&container)) => container,
            (None, None) => html::context(&self.elements),
        }
    }

    fn block(&mut self) -> Block {
        self.open.pop().unwrap_or_else(|| {
            let (kind, group) = self.context();
            Block::new(kind, group)
        })
    }

    fn prose(&mut self, text: &str, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        if self.code.is_some() || self.html.is_some() || self.hidden.is_some() || self.text.get(range).is_none() {
            return;
        }
        let mut block = self.block();
        if span.of(self.text) == text {
            self.sheet.push_lines(&mut block, span);
        } else {
            self.sheet.push_as(&mut block, text, span);
        }
        self.open.push(block);
    }

    /// A line break and the indentation and `>` of the next line are one blank.
    fn line_break(&mut self, range: Range<usize>) {
        let Some(mut block) = self.open.pop() else { return };
        let rest = self.text.get(range.end..).unwrap_or_default();
        let mut quotes = self.quotes;
        let marker = |c: char| match c {
            ' ' | '\t' => true,
            '>' if quotes > 0 => {
                quotes -= 1;
                true
            }
            _ => false,
        };
        let long = rest.len() - rest.trim_start_matches(marker).len();
        self.sheet.blank(&mut block, Span::new(range.start, range.end + long));
        self.open.push(block);
    }

    fn inline_html(&mut self, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match inline(span.of(self.text), self.hidden.as_deref()) {
            Inline::Comment => {
                let inside = self.open.last().filter(|b| !b.prose.trim().is_empty());
                let at = inside.map_or(span.start, |b| b.span.start);
                self.sheet.comment(span.of(self.text), at);
            }
            Inline::Break => {
                if let Some(block) = self.open.last_mut() {
                    self.sheet.blank(block, span);
                }
            }
            Inline::Image => {
                let text = self.text;
                html::fragment(&mut self.sheet, span.of(text), span.start, &mut self.elements);
            }
            Inline::Hide(name) => {
                // What nothing in the paragraph closes hides nothing.
                let inside = span.end.checked_sub(self.paragraph);
                if inside.is_some_and(|at| self.closers.after(at, &name)) {
                    self.hidden = Some(name);
                }
            }
            Inline::Show => self.hidden = None,
            Inline::Other => {}
        }
    }

    fn end_html(&mut self, range: Range<usize>) -> Option<usize> {
        let lines = self.html.take().unwrap_or_default();
        let (first, last) = (lines.first()?.start, lines.last()?.end);
        let whole = self.text.get(first..last)?;
        let joined = lines.windows(2).all(|l| l[0].end == l[1].start);
        let text = if joined { Cow::Borrowed(whole) } else { Cow::Owned(blanked(self.text, first..last, &lines)?) };
        if let Some(open) = unclosed(&text) {
            // The rest of the file stands in this block only because its end is missing.
            if range.end >= self.text.trim_end().len() {
                return Some(first + open).filter(|&next| next > self.base && next < self.text.len());
            }
        }
        let around = self.elements.len();
        if let Some(&(kind, group)) = self.containers.last() {
            self.elements.push(html::Open::around(kind, group));
        }
        html::fragment(&mut self.sheet, &text, first, &mut self.elements);
        if !self.containers.is_empty() {
            self.elements.truncate(around);
        }
        None
    }

    fn end_code(&mut self) -> Option<usize> {
        let code = self.code.take()?;
        let text = self.text.get(code.range.clone())?;
        let span = Span::new(code.range.start, code.range.end);
        if code.indented {
            // A draft that was pasted with indented paragraphs, not a program.
            if self.containers.is_empty() && reads_like_prose(text) {
                // With the blanks before its first line, so that all lines are indented alike.
                let start = self.text[..span.start].trim_end_matches([' ', '\t']).len();
                plain::paragraphs(&mut self.sheet, Span::new(start, span.end), false);
            }
            return None;
        }
        let fence = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let long = text.chars().take_while(|&c| c == fence).count();
        let mut lines = front_reader::lines(text);
        let first = lines.next()?.end;
        let last = lines.last().map(|l| l.of(text).trim_start_matches([' ', '\t', '>']).trim_end());
        let closed = last.is_some_and(|l| l.chars().all(|c| c == fence) && l.len() >= long);
        let to_the_end = span.end >= self.text.trim_end().len();
        (!closed && to_the_end && first < text.len()).then_some(span.start + first)
    }

    /// The title of an image, `![alt](address "title")`, where it stands as it is.
    fn image_title(&mut self, range: &Range<usize>, group: u32) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let Some(inner) = text.strip_suffix(')').map(str::trim_end) else { return };
        let Some(mark) = inner.chars().last().filter(|c| matches!(c, '"' | '\'')) else { return };
        let inner = &inner[..inner.len() - 1];
        let Some(start) = inner.rfind(mark).filter(|&s| inner[..s].ends_with([' ', '\t', '\n'])) else { return };
        if inner[start..].contains(['\\', '&']) {
            return;
        }
        let mut block = Block::new(BlockKind::Caption, group);
        self.sheet.push_collapsed(&mut block, Span::new(range.start + start + 1, range.start + inner.len()));
        self.sheet.close(block);
    }
}

/// Whether what stands between dollars is a formula and not a price.
fn is_formula(math: &str) -> bool {
    math.contains(['\\', '^', '_', '=', '{']) && !math.contains("](")
}

/// The range of the text with everything blanked that is in none of the lines; its length is kept.
fn blanked(text: &str, range: Range<usize>, lines: &[Range<usize>]) -> Option<String> {
    let mut out = String::with_capacity(range.len());
    for line in lines {
        let gap = line.start.checked_sub(range.start + out.len())?;
        out.extend(std::iter::repeat_n(' ', gap));
        out.push_str(text.get(line.clone())?);
    }
    Some(out)
}

/// Where to read on, if an HTML block lacks the end that it waits for.
fn unclosed(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    let lower = trimmed.get(..10).unwrap_or(trimmed).to_ascii_lowercase();
    let ends: &[&str] = match lower.as_str() {
        l if l.starts_with("<!--") => &["-->"],
        l if l.starts_with("<?") => &["?>"],
        l if l.starts_with("<![cdata[") => &["]]>"],
        l if l.starts_with("<!") => &[">"],
        l if ["<script", "<pre", "<style", "<textarea"].iter().any(|t| l.starts_with(t)) => {
            &["</script", "</pre", "</style", "</textarea", "</SCRIPT", "</PRE", "</STYLE", "</TEXTAREA"]
        }
        _ => return None,
    };
    if ends.iter().any(|e| trimmed.contains(e)) {
        return None;
    }
    Some(text.find('\n').map_or(text.len(), |n| n + 1))
}

/// Whether an indented block is prose that somebody pasted: words and their punctuation, no signs of a program.
fn reads_like_prose(text: &str) -> bool {
    let common = |c: &char| c.is_alphanumeric() || c.is_whitespace() || ".,:'\"!?-–—()“”‘’…".contains(*c);
    let (all, fit) = (text.chars().count(), text.chars().filter(common).count());
    text.split_whitespace().count() > 5
        && fit * 100 >= all * 98
        && text.trim_end().ends_with(['.', '!', '?', '”', '"', '…', ','])
}
