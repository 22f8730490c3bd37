//! The quotes of the whole draft: running quotes joined, and the marks that no running quote explains.
//!
//! A quote that runs over paragraphs opens in each of them and closes in the last. So a paragraph that ends
//! inside a quote is no fault when the next one opens with the same mark; and where the next one lost that mark
//! but closes, the lost mark is the fault.

use std::sync::Arc;

use super::{MarkFault, MarkFaultKind, Meaning, Place, Quoted};
use crate::draft::Draft;
use crate::reading::{FaultKind, Reading};
use crate::text::Span;

/// Fills `quotes`, `first_quote` and `faults`.
pub fn gather(draft: &Draft, readings: &[Arc<Reading>], meaning: &mut Meaning) {
    for (block, reading) in readings.iter().enumerate() {
        meaning.first_quote.push(meaning.quotes.len());
        meaning.quotes.extend(reading.quotes.iter().map(|q| Quoted {
            place: Place { block, span: q.span },
            inner: q.inner,
            kind: q.kind,
            depth: q.depth,
            continues: None,
            attribution: None,
            excused: None,
        }));
        let faults = reading.faults.iter().map(|f| MarkFault {
            place: Place { block, span: f.span },
            kind: if f.kind == FaultKind::Unclosed { MarkFaultKind::Unclosed } else { MarkFaultKind::Unopened },
        });
        meaning.faults.extend(faults);
    }
    // The quote that is still open at the end of the block before.
    let mut running: Option<usize> = None;
    for block in 0..draft.blocks.len() {
        running = run_on(draft, readings, meaning, block, running);
    }
}

/// Joins the first quote of a block to the one that runs on from before; returns what runs on from here.
fn run_on(
    draft: &Draft,
    readings: &[Arc<Reading>],
    meaning: &mut Meaning,
    block: usize,
    running: Option<usize>,
) -> Option<usize> {
    let prose = &draft.blocks[block].prose;
    let reading = &readings[block];
    let first = meaning.first_quote[block];
    let lead = prose.len() - prose.trim_start().len();
    let running = running.filter(|&r| draft.blocks[meaning.quotes[r].place.block].group == draft.blocks[block].group);
    let opens = reading.quotes.first().filter(|q| q.span.start == lead && q.depth == 0);
    let mut joined = false;
    if let (Some(before), Some(_)) = (running, opens) {
        meaning.quotes[first].continues = Some(before);
        clear(meaning, meaning.quotes[before].place.block, meaning.quotes[before].place.span.start);
        joined = true;
    } else if let (Some(before), Some(fault)) = (running, reading.faults.first()) {
        // The paragraph closes what it never opened: it lost its opening mark.
        let quoted_before = reading.quotes.first().is_some_and(|q| q.span.start < fault.span.start);
        if fault.kind == FaultKind::Unopened && !quoted_before {
            let at = meaning.faults.iter().position(|f| f.place.block == block && f.place.span == fault.span);
            if let Some(at) = at {
                let word = prose[lead..].split_whitespace().next().unwrap_or_default();
                meaning.faults[at] = MarkFault {
                    place: Place { block, span: Span::new(lead, lead + word.len()) },
                    kind: MarkFaultKind::LostOpening,
                };
            }
            clear(meaning, meaning.quotes[before].place.block, meaning.quotes[before].place.span.start);
        }
    }
    // Does this block end inside a quote?
    let last = reading.quotes.iter().rposition(|q| q.depth == 0)?;
    let quote = &reading.quotes[last];
    let open = !quote.closed && quote.span.end == prose.len();
    let id = first + last;
    // A quote that was opened in front of the block and never closed here runs on through it.
    (open && (joined || quote.span.end == prose.len())).then_some(id)
}

/// Takes the fault of a mark away.
fn clear(meaning: &mut Meaning, block: usize, start: usize) {
    meaning
        .faults
        .retain(|f| !(f.place.block == block && f.place.span.start == start && f.kind == MarkFaultKind::Unclosed));
}
