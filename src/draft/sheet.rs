//! The sheet that every reader of a format writes its blocks on.
//!
//! It knows the whole source and what in it is never prose, wherever it stands (addresses, shortcodes: see
//! `mask`), trims each block, keeps the blocks in the order of the source and finds the block that an ignore
//! comment means.

use std::borrow::Cow;

use super::mask;
use super::{Block, BlockKind, Draft, Format, FrontMatter, Ignore};
use crate::text::Span;

/// The group of the paragraphs of the story itself, through which a quote may run.
pub(super) const BODY: u32 = 0;

/// A draft in the making. All spans count bytes of `source`.
pub(super) struct Sheet<'s> {
    pub source: &'s str,
    pub front: FrontMatter,
    /// What is no prose wherever it stands, in order and apart.
    mask: Vec<Span>,
    blocks: Vec<Block>,
    ignores: Vec<(Ignores, usize)>,
    groups: u32,
}

/// What one comment asks to ignore.
#[derive(Debug, PartialEq)]
struct Ignores {
    rules: Vec<String>,
    whole_file: bool,
}

impl<'s> Sheet<'s> {
    /// `markup` is whether the format knows comments and shortcodes.
    pub fn new(source: &'s str, markup: bool) -> Sheet<'s> {
        let mask = mask::of(source, markup);
        Sheet { source, front: FrontMatter::default(), mask, blocks: Vec::new(), ignores: Vec::new(), groups: BODY }
    }

    /// A group of its own: a list, a table, a block quote, a line of front matter.
    pub fn group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Where the text begins, after a byte order mark.
    pub fn start(&self) -> usize {
        if self.source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Adds the source under the span to the block as it stands, without what is masked.
    pub fn push(&self, block: &mut Block, span: Span) {
        let first = self.mask.partition_point(|m| m.end <= span.start);
        let mut at = span.start;
        for hole in self.mask[first..].iter().take_while(|m| m.start < span.end) {
            if at < hole.start {
                block.push(Span::new(at, hole.start).of(self.source), at);
            }
            at = hole.end;
        }
        if at < span.end {
            block.push(Span::new(at, span.end).of(self.source), at);
        }
    }

    /// Adds prose that stands for other source: an entity, an escape.
    pub fn push_as(&self, block: &mut Block, prose: &str, span: Span) {
        let first = self.mask.partition_point(|m| m.end <= span.start);
        if self.mask.get(first).is_some_and(|m| m.overlaps(span)) {
            return;
        }
        if prose.len() == span.len() && prose != span.of(self.source) {
            // Of one length, yet another text: a piece would pass for the source itself. Only signs that no
            // draft holds come here (`&acE;`), and a sign is all that is left of them.
            block.push_as("\u{fffd}", span);
        } else {
            block.push_as(prose, span);
        }
    }

    /// Adds one blank for white space, a line break with its markers, or a `<br>`; none at the start and none
    /// after another.
    pub fn blank(&self, block: &mut Block, span: Span) {
        if !block.prose.is_empty() && !block.prose.ends_with(' ') {
            block.push_as(" ", span);
        }
    }

    /// Adds text whose white space is worth one blank each: HTML, alt texts.
    pub fn push_collapsed(&self, block: &mut Block, span: Span) {
        self.push_collapsed_as(block, span.of(self.source), span);
    }

    /// The same for a text that has blanks where the source has markup of another format, and is else the same.
    pub fn push_collapsed_as(&self, block: &mut Block, text: &str, span: Span) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let word = rest.find(is_space).unwrap_or(rest.len());
            self.push(block, Span::new(span.start + at, span.start + at + word));
            let blank = rest[word..].find(|c| !is_space(c)).unwrap_or(rest.len() - word);
            if blank > 0 {
                self.blank(block, Span::new(span.start + at + word, span.start + at + word + blank));
            }
            at += word + blank;
        }
    }

    /// A finished block. What holds no prose is dropped.
    pub fn close(&mut self, mut block: Block) {
        trim(&mut block);
        if !block.prose.trim().is_empty() {
            self.blocks.push(block);
        }
    }

    /// Adds text as it stands, but for the line breaks in it (alt texts, prices over a line's end).
    pub fn push_lines(&self, block: &mut Block, span: Span) {
        match span.of(self.source).contains(['\n', '\r']) {
            true => self.push_collapsed(block, span),
            false => self.push(block, span),
        }
    }

    /// The source for a Markdown parser, from `body` on, in which shortcodes are inert words of the same length:
    /// a `_` or `<` in them is no markup.
    pub fn without_shortcodes(&self, text: Cow<'s, str>, body: usize) -> Cow<'s, str> {
        let codes = self.mask.iter().filter(|m| m.start >= body && m.of(self.source).starts_with('{'));
        let mut codes = codes.peekable();
        if codes.peek().is_none() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        for code in codes {
            let Some(before) = text.get(out.len()..code.start) else { continue };
            out.push_str(before);
            // Line breaks stay, so that a list or quote around the shortcode goes on as it did.
            out.extend(
                code.of(&text).bytes().map(|b| if matches!(b, b'\n' | b'\r' | b' ' | b'>') { b as char } else { 'x' }),
            );
        }
        out.push_str(text.get(out.len()..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// How many blocks are written.
    pub fn written(&self) -> usize {
        self.blocks.len()
    }

    /// Makes the blocks from the `first` on one of a kind and group.
    pub fn change(&mut self, first: usize, kind: BlockKind, group: u32) {
        for block in &mut self.blocks[first..] {
            (block.kind, block.group) = (kind, group);
        }
    }

    /// Reads a comment of the draft, from `<!--` to `-->`; `at` is the place from which the next block is sought.
    pub fn comment(&mut self, comment: &str, at: usize) {
        if let Some(ignores) = ignores(comment) {
            self.ignores.push((ignores, at));
        }
    }

    pub fn finish(mut self, format: Format) -> Draft {
        self.blocks.sort_by_key(|b| b.span.start);
        let mut out = Vec::new();
        for (ignores, at) in self.ignores {
            // The block that begins at the comment or after it.
            let next = self.blocks.partition_point(|b| b.span.start < at);
            if !ignores.whole_file && next == self.blocks.len() {
                continue;
            }
            let block = if ignores.whole_file { None } else { Some(next) };
            out.extend(ignores.rules.into_iter().map(|rule| Ignore { rule, block }));
        }
        Draft { format, blocks: self.blocks, front: self.front, ignores: out }
    }
}

/// White space that a browser folds into one blank. A no-break space is none.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Takes blanks off both ends of the prose, and off the pieces that they stand in.
fn trim(block: &mut Block) {
    let end = block.prose.trim_end_matches(is_space).len();
    block.prose.truncate(end);
    block.pieces.retain(|p| p.prose.start < end);
    if let Some(last) = block.pieces.last_mut() {
        last.source.end -= last.prose.end - last.prose.end.min(end);
        last.prose.end = last.prose.end.min(end);
    }
    let lead = block.prose.len() - block.prose.trim_start_matches(is_space).len();
    if lead > 0 {
        block.prose.drain(..lead);
        block.pieces.retain(|p| p.prose.end > lead);
        for piece in &mut block.pieces {
            if piece.prose.start < lead {
                piece.source.start += lead - piece.prose.start;
            }
            piece.prose = Span::new(piece.prose.start.saturating_sub(lead), piece.prose.end - lead);
        }
    }
    if let (Some(first), Some(last)) = (block.pieces.first(), block.pieces.last()) {
        block.span = Span::new(first.source.start, last.source.end);
    }
}

/// What a comment asks to ignore, if it does.
fn ignores(comment: &str) -> Option<Ignores> {
    let inner = comment.trim().strip_prefix("<!--")?.trim_start();
    let inner = inner.strip_suffix("-->").unwrap_or(inner).trim().strip_prefix("copydesk-ignore")?;
    let (whole_file, rest) = inner.strip_prefix("-file").map_or((false, inner), |rest| (true, rest));
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    Some(Ignores { rules: rules(rest), whole_file })
}

/// The rules named in a text, parted by blanks or commas; every rule (`*`) where none is.
pub(super) fn rules(text: &str) -> Vec<String> {
    let named = text.split([' ', ',', '\t', '\n', '\r']).map(|r| r.trim_start_matches(':')).filter(|r| !r.is_empty());
    let mut rules: Vec<String> = named.map(str::to_string).collect();
    if rules.is_empty() {
        rules.push("*".to_string());
    }
    rules
}

/// The source for a tokenizer: of the same length, but with each `<!--` that nothing closes made harmless. A
/// comment that is just being typed would else swallow the rest of the story.
pub(super) fn without_open_comments(source: &str) -> Cow<'_, str> {
    let last = source.rfind("-->").unwrap_or(0);
    match source[last..].find("<!--") {
        Some(_) => Cow::Owned([&source[..last], &source[last..].replace("<!--", ".!--")].concat()),
        None => Cow::Borrowed(source),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The blocks of a draft as `Kind: prose`, one a line; the notation of all unit tests of this room.
    pub(in crate::draft) fn show(draft: &Draft) -> String {
        draft.blocks.iter().map(|b| format!("{:?}: {}\n", b.kind, b.prose)).collect()
    }

    /// What must hold of every draft, whatever stands in the source.
    #[track_caller]
    pub(in crate::draft) fn check_pieces(source: &str, draft: &Draft) {
        for block in &draft.blocks {
            let shown = format!("{:?} {:?} of {source:?}", block.prose, block.pieces);
            let mut at = 0;
            for piece in &block.pieces {
                assert_eq!(piece.prose.start, at, "a gap in {shown}");
                at = piece.prose.end;
                let prose = block.prose.get(piece.prose.start..piece.prose.end);
                let origin = source.get(piece.source.start..piece.source.end);
                let (Some(prose), Some(origin)) = (prose, origin) else { panic!("off a character: {shown}") };
                assert!(!prose.is_empty() && !origin.is_empty(), "an empty piece in {shown}");
                if prose.len() == origin.len() && !prose.contains('\u{fffd}') {
                    let origin: String = origin.chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
                    assert_eq!(prose.replace('\t', " "), origin, "not verbatim in {shown}");
                }
            }
            assert_eq!(at, block.prose.len(), "prose without a piece: {shown}");
            assert!(!block.prose.trim().is_empty(), "{shown}");
            assert!(!block.prose.contains(['\n', '\r']), "a line break in {shown}");
            let starts: Vec<usize> = block.pieces.iter().map(|p| p.source.start).collect();
            assert!(starts.is_sorted(), "pieces out of order: {shown}");
        }
        assert!(draft.blocks.windows(2).all(|b| b[0].span.start <= b[1].span.start), "blocks out of order");
        assert!(draft.ignores.iter().all(|i| i.block.is_none_or(|b| b < draft.blocks.len())));
    }

    #[track_caller]
    fn check(comment: &str, rules: &[&str], whole_file: bool) {
        let want = Ignores { rules: rules.iter().map(|r| r.to_string()).collect(), whole_file };
        assert_eq!(ignores(comment), Some(want));
    }

    #[test]
    fn comments_that_ignore() {
        check("<!-- copydesk-ignore name-spelling -->", &["name-spelling"], false);
        check("<!--copydesk-ignore-->", &["*"], false);
        check("<!-- copydesk-ignore-file: a, b -->", &["a", "b"], true);
        assert_eq!(ignores("<!-- copydesk-ignored -->"), None);
        assert_eq!(ignores("<!-- a note -->"), None);
    }

    #[test]
    fn a_block_is_trimmed_with_its_pieces() {
        let source = "  Ana &amp; Budi  ";
        let mut block = Block::new(BlockKind::Paragraph, BODY);
        block.push("  Ana ", 0);
        block.push_as("&", Span::new(6, 11));
        block.push(" Budi  ", 11);
        let mut sheet = Sheet::new(source, false);
        sheet.close(block);
        let draft = sheet.finish(Format::Plain);
        check_pieces(source, &draft);
        assert_eq!((draft.blocks[0].prose.as_str(), draft.blocks[0].span), ("Ana & Budi", Span::new(2, 16)));
    }
}
