//! Pairs: which mark closes which.
//!
//! Marks are read in order with a stack of open ones. A mark that opens where its like stands open is either a
//! quote inside a quote, or proof that the earlier one was never closed: the marks that follow decide, so one
//! lost mark costs its own quote and no other.

use super::marks::{Family, Mark, Side};
use super::{Fault, FaultKind, Quote, QuoteKind};
use crate::reading::words::Word;
use crate::text::Span;

/// Quotes in the order of their opening marks (their kinds are not decided yet), and marks without partner.
pub fn of(prose: &str, words: &[Word], marks: &[Mark]) -> (Vec<Quote>, Vec<Fault>) {
    let mut found = Found { prose, words, marks, open: Vec::new(), quotes: Vec::new(), faults: Vec::new() };
    for i in 0..marks.len() {
        found.take(i);
    }
    found.end();
    let Found { mut quotes, mut faults, .. } = found;
    quotes.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    let mut ends: Vec<usize> = Vec::new();
    for quote in &mut quotes {
        ends.retain(|&end| end > quote.span.start);
        quote.depth = ends.len();
        ends.push(quote.span.end);
    }
    faults.sort_by_key(|f| f.span);
    (quotes, faults)
}

struct Found<'a> {
    prose: &'a str,
    words: &'a [Word],
    marks: &'a [Mark],
    /// Indices of marks that stand open, the innermost last.
    open: Vec<usize>,
    quotes: Vec<Quote>,
    faults: Vec<Fault>,
}

/// A stack deeper than this is no prose; what lies below is given up, so that time stays linear.
const DEEPEST: usize = 8;

impl Found<'_> {
    fn take(&mut self, i: usize) {
        let mark = self.marks[i];
        let partner = self.open.iter().rposition(|&o| self.marks[o].family == mark.family);
        let side = match mark.side {
            Side::Either if partner.is_some() => Side::Close,
            Side::Either => Side::Open,
            side => side,
        };
        match side {
            Side::Open => self.open_mark(i, partner),
            _ => self.close_mark(i, partner),
        }
    }

    fn open_mark(&mut self, i: usize, partner: Option<usize>) {
        let mark = self.marks[i];
        if mark.family == Family::Single && !self.closes_later(i) {
            // An apostrophe that we do not know; but one that opens a paragraph before a capital is no apostrophe.
            let word = &self.words[mark.word];
            let capital = self.words.get(mark.word + 1).is_some_and(|w| w.capital && w.span.start == word.end);
            if self.prose[..word.span.start].trim().is_empty() && capital && word.span.of(self.prose) == "‘" {
                self.push(i, None, false);
                self.fault(i, FaultKind::Unclosed);
            }
            return;
        }
        if let Some(p) = partner {
            let top = p + 1 == self.open.len();
            if self.marks[self.open[p]].family != Family::Single && top && !self.nests(i) {
                // The earlier mark was never closed: its quote ends where this one begins.
                let lost = self.open.remove(p);
                self.push(lost, Some(i), false);
                self.fault(lost, FaultKind::Unclosed);
            }
        }
        if self.open.len() >= DEEPEST {
            let lost = self.open.remove(0);
            self.fault(lost, FaultKind::Unclosed);
        }
        self.open.push(i);
    }

    fn close_mark(&mut self, i: usize, partner: Option<usize>) {
        let mark = self.marks[i];
        let Some(p) = partner else {
            if mark.family != Family::Single {
                self.fault(i, FaultKind::Unopened);
            }
            return;
        };
        if mark.weak && self.closes_later(i) && !self.before_stop(i) {
            return; // players’ and the real close is still to come
        }
        // What stands open inside is no quote: an apostrophe, or a mark that was never closed.
        while self.open.len() > p + 1 {
            let lost = self.open.pop().expect("p is below the top");
            if self.marks[lost].family == Family::Double {
                self.fault(lost, FaultKind::Unclosed);
            }
        }
        let opened = self.open.pop().expect("the partner is open");
        if self.words[self.marks[opened].word].end < self.words[mark.word].span.start {
            self.push(opened, Some(i), true);
        }
    }

    /// What is open at the end of the block runs on into the next, or was forgotten.
    fn end(&mut self) {
        let open = std::mem::take(&mut self.open);
        for &lost in &open {
            if self.marks[lost].family == Family::Single {
                continue;
            }
            self.push(lost, None, false);
            self.fault(lost, FaultKind::Unclosed);
        }
    }

    /// Whether a mark that could close this one's family comes later, before one that opens it again.
    fn closes_later(&self, i: usize) -> bool {
        let family = self.marks[i].family;
        let later = self.marks[i + 1..]
            .iter()
            .filter(|m| m.family == family)
            .take(DEEPEST)
            .find(|m| !m.weak || m.side == Side::Open);
        match later {
            Some(m) => m.side != Side::Open,
            // Only possessives are left: one of them may close.
            None => self.marks[i + 1..].iter().take(DEEPEST).any(|m| m.family == family && m.side != Side::Open),
        }
    }

    fn before_stop(&self, i: usize) -> bool {
        let start = self.words[self.marks[i].word].span.start;
        self.prose[..start].ends_with(['.', ',', '!', '?', '…'])
    }

    /// Whether a mark that opens inside its like is a nested quote: two closing marks follow before another opens.
    fn nests(&self, i: usize) -> bool {
        let family = self.marks[i].family;
        let mut later = self.marks[i + 1..].iter().filter(|m| m.family == family).map(|m| m.side);
        let first_closes = later.next().is_some_and(|s| s != Side::Open);
        let second_closes = later.next().is_some_and(|s| s == Side::Close);
        // Where a sentence has just ended, a new quote begins; inside one, a nested quote may.
        let start = self.words[self.marks[i].word].span.start;
        let fresh = self.prose[..start].trim_end().ends_with(['.', '!', '?']);
        first_closes && second_closes && !fresh
    }

    /// Keeps a quote; `end` is the mark that closes it, or, unclosed, the mark where it must have ended by.
    fn push(&mut self, start: usize, end: Option<usize>, closed: bool) {
        let open = &self.words[self.marks[start].word];
        let mark = end.map(|e| self.words[self.marks[e].word].span);
        let inner_end = mark.map_or(self.prose.len(), |m| m.start);
        let span_end = if closed { mark.map_or(inner_end, |m| m.end) } else { inner_end };
        let inner = Span::new(open.end, inner_end.max(open.end));
        self.quotes.push(Quote {
            span: Span::new(open.span.start, span_end.max(open.end)),
            inner,
            kind: QuoteKind::Speech,
            depth: 0,
            opened: true,
            closed,
        });
    }

    fn fault(&mut self, mark: usize, kind: FaultKind) {
        self.faults.push(Fault { span: self.words[self.marks[mark].word].span, kind });
    }
}
