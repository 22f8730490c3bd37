//! Blocks: prose, and where it came from.

use crate::language::{Pack, unknown};
use crate::text::Span;

/// What a block is to the reader of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline: a first-level heading, or `title` in the front matter.
    Headline,
    /// The summary under it: `description`, `standfirst`, `excerpt` … in the front matter.
    Standfirst,
    /// A heading inside the story.
    Heading,
    Paragraph,
    ListItem,
    /// A paragraph of a block quote (`>` or `<blockquote>`); its credit line is a block of the same kind.
    BlockQuote,
    /// A caption, an alt text, an image's title.
    Caption,
    TableCell,
    Footnote,
    /// A byline: `author` in the front matter.
    Byline,
}

/// A stretch of prose and the source that it stands for. Where both are of one length they are the same text;
/// else the whole piece stands for the whole source span (an entity, a soft line break).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In the block's prose.
    pub prose: Span,
    /// In the draft's source.
    pub source: Span,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// What the reader sees; no line breaks.
    pub prose: String,
    /// In the order of the prose, covering it without gaps.
    pub pieces: Vec<Piece>,
    /// The source from the first letter to the last, with the markup between.
    pub span: Span,
    pub pack: &'static Pack,
    /// Blocks of one list, block quote, table or run of paragraphs share a number: a running quote does not
    /// cross from one into another.
    pub group: u32,
}

impl Block {
    pub fn new(kind: BlockKind, group: u32) -> Block {
        Block { kind, prose: String::new(), pieces: Vec::new(), span: Span::default(), pack: unknown(), group }
    }

    /// Adds source text that is prose as it stands. `at` is its first byte in the source.
    pub fn push(&mut self, text: &str, at: usize) {
        self.push_as(text, Span::new(at, at + text.len()));
    }

    /// Adds prose that stands for other source: an entity, a soft line break (prose “ ”).
    pub fn push_as(&mut self, prose: &str, source: Span) {
        if prose.is_empty() {
            return;
        }
        self.span = if self.pieces.is_empty() { source } else { self.span.join(source) };
        let start = self.prose.len();
        self.prose.push_str(prose);
        if let Some(last) = self.pieces.last_mut() {
            let verbatim = last.prose.len() == last.source.len() && prose.len() == source.len();
            if verbatim && last.source.end == source.start {
                last.prose.end = self.prose.len();
                last.source.end = source.end;
                return;
            }
        }
        self.pieces.push(Piece { prose: Span::new(start, self.prose.len()), source });
    }

    /// Where a span of the prose stands in the source; markup inside it is covered.
    pub fn source(&self, prose: Span) -> Span {
        let start = self.source_start(prose.start);
        if prose.is_empty() { Span::new(start, start) } else { Span::new(start, self.source_end(prose.end).max(start)) }
    }

    /// The parts of the source that a span of the prose stands for, without the markup between them.
    pub fn source_parts(&self, prose: Span) -> Vec<Span> {
        let inside = self.pieces.iter().filter(|p| p.prose.overlaps(prose));
        inside
            .map(|p| {
                if p.prose.len() != p.source.len() {
                    return p.source;
                }
                let start = prose.start.max(p.prose.start) - p.prose.start;
                let end = prose.end.min(p.prose.end) - p.prose.start;
                Span::new(p.source.start + start, p.source.start + end)
            })
            .collect()
    }

    /// The prose offset of a byte of the source, or None where the source is markup or another block.
    pub fn prose_offset(&self, source: usize) -> Option<usize> {
        let piece = self
            .pieces
            .iter()
            .find(|p| p.source.touches(source) && (p.source.contains(source) || self.ends_at(p, source)))?;
        let inside = source - piece.source.start;
        Some(if piece.prose.len() == piece.source.len() {
            piece.prose.start + inside
        } else if source == piece.source.end {
            piece.prose.end
        } else {
            piece.prose.start
        })
    }

    /// Whether a cursor at the end of this piece has no piece of its own to stand on.
    fn ends_at(&self, piece: &Piece, source: usize) -> bool {
        piece.source.end == source && !self.pieces.iter().any(|p| p.source.contains(source))
    }

    fn source_start(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.prose.end <= at);
        match self.pieces.get(i) {
            Some(p) if p.prose.len() == p.source.len() => p.source.start + (at - p.prose.start),
            Some(p) => p.source.start,
            None => self.span.end,
        }
    }

    fn source_end(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.prose.end < at);
        match self.pieces.get(i) {
            Some(p) if p.prose.len() == p.source.len() => p.source.start + (at - p.prose.start),
            Some(p) => p.source.end,
            None => self.span.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**Ana** &amp; Budi` as a Markdown reader would push it.
    fn sample() -> Block {
        let mut b = Block::new(BlockKind::Paragraph, 0);
        b.push("Ana", 2);
        b.push(" ", 7);
        b.push_as("&", Span::new(8, 13));
        b.push(" Budi", 13);
        b
    }

    #[test]
    fn prose_to_source_and_back() {
        let b = sample();
        assert_eq!(b.prose, "Ana & Budi");
        assert_eq!(b.source(Span::new(0, 3)), Span::new(2, 5));
        assert_eq!(b.source(Span::new(0, 10)), Span::new(2, 18));
        assert_eq!(b.source(Span::new(4, 5)), Span::new(8, 13));
        assert_eq!(
            b.source_parts(Span::new(1, 6)),
            [Span::new(3, 5), Span::new(7, 8), Span::new(8, 13), Span::new(13, 14)]
        );
        assert_eq!(b.prose_offset(4), Some(2));
        assert_eq!(b.prose_offset(5), Some(3));
        assert_eq!(b.prose_offset(0), None);
        assert_eq!(b.prose_offset(18), Some(10));
    }
}
