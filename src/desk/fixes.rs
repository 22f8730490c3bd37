//! Fixes: what mends a finding, and what silences it.

use super::ignoring::{in_file, in_paragraph};
use super::speakers::naming;
use crate::analysis::Analysis;
use crate::rules::UNATTRIBUTED;
use crate::text::{Edit, Span};

/// A change on offer for a finding.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, as a command.
    pub title: String,
    pub edits: Vec<Edit>,
    /// The finding that it mends, as an index of `Analysis::findings`.
    pub finding: usize,
    /// It is what most writers want; an editor may apply it without asking which.
    pub preferred: bool,
    /// It asks to be told no more, and mends nothing.
    pub silences: bool,
}

/// As many findings as a writer looks at in one menu.
const FEW: usize = 20;

/// The changes on offer for all findings that a span of the source touches, the best first: what mends, then what
/// silences.
pub fn fixes(analysis: &Analysis, span: Span) -> Vec<Action> {
    let touched = analysis.findings.iter().enumerate();
    let touched: Vec<usize> = touched.filter(|(_, f)| touches(f.span, span)).map(|(i, _)| i).collect();
    let mut actions: Vec<Action> = Vec::new();
    let mut offer = |title: String, edits: Vec<Edit>, finding: usize, (preferred, silences): (bool, bool)| {
        // Two findings of one rule in one paragraph are silenced by one change.
        if !edits.is_empty() && !actions.iter().any(|a| a.title == title && a.edits == edits) {
            actions.push(Action { title, edits, finding, preferred, silences });
        }
    };
    for &id in &touched {
        let finding = &analysis.findings[id];
        let block = analysis.draft.blocks[finding.block].span;
        for (n, fix) in finding.fixes.iter().enumerate() {
            // Safe is what the writer sees whole: a change that stays in the paragraph.
            let safe = fix.edits.iter().all(|e| block.covers(e.span));
            offer(fix.title.clone(), fix.edits.clone(), id, (n == 0 && safe, false));
        }
        // Who spoke is a guess, and a wrong name in print costs more than a missed mark: nothing is preferred. Who marks a
        // whole story asks for something else.
        if touched.len() <= FEW {
            for (title, edits) in naming(analysis, finding) {
                offer(title, edits, id, (false, false));
            }
        }
    }
    for &id in &touched {
        let finding = &analysis.findings[id];
        if let Some(edit) = in_paragraph(analysis, finding) {
            let rule = finding.rule;
            let title = match rule == UNATTRIBUTED {
                true => format!("Not speech (a title, a term): ignore {rule} for this paragraph"),
                false => format!("Ignore {rule} for this paragraph"),
            };
            offer(title, vec![edit], id, (false, true));
        }
    }
    for &id in &touched {
        let rule = analysis.findings[id].rule;
        offer(format!("Ignore {rule} in this file"), in_file(analysis, rule), id, (false, true));
    }
    actions
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;
    use crate::text::apply;

    /// The titles on offer at the cursor, a star before what is preferred.
    #[track_caller]
    fn check(marked: &str, want: &[&str]) {
        let (analysis, offset) = testing::cursor(marked);
        let actions = fixes(&analysis, Span::new(offset, offset));
        let titles = actions.iter().map(|a| format!("{}{}", if a.preferred { "*" } else { "" }, a.title));
        assert_eq!(titles.collect::<Vec<_>>(), want);
        for action in actions {
            assert_ne!(apply(&analysis.source, &action.edits), *analysis.source, "{}", action.title);
        }
    }

    #[test]
    fn what_mends_comes_before_what_silences() {
        check(
            "[Ivan Gavrilov|p1], [Gavrilov|p1].\n\n{“No, [Gav‸rilof|p1].”|-}",
            &[
                "*Spell it Gavrilov here",
                "Spell it Gavrilof everywhere (2 places)",
                "Not speech (a title, a term): ignore unattributed-quote for this paragraph",
                "Ignore name-spelling for this paragraph",
                "Ignore unattributed-quote in this file",
                "Ignore name-spelling in this file",
            ],
        );
        check("Nothing is wro‸ng here.", &[]);
    }
}
