//! Edits: a span of the source and what shall stand there instead.

use super::Span;

/// `span` counts bytes of the source as it was before any edit of the same set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: Span,
    pub new: String,
}

impl Edit {
    pub fn new(span: Span, new: impl Into<String>) -> Edit {
        Edit { span, new: new.into() }
    }
}

/// The text after all `edits`, which may come in any order. Of two that overlap, the first in the text is made
/// and the other left out: half an edit would lose what the user wrote.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.span.start, e.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        let (Some(kept), true) = (text.get(at..edit.span.start), edit.span.end <= text.len()) else { continue };
        if !text.is_char_boundary(edit.span.end) {
            continue;
        }
        out.push_str(kept);
        out.push_str(&edit.new);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, edits: &[(usize, usize, &str)], want: &str) {
        let edits: Vec<Edit> = edits.iter().map(|&(a, b, new)| Edit::new(Span::new(a, b), new)).collect();
        assert_eq!(apply(text, &edits), want);
    }

    #[test]
    fn edits_are_made_in_any_order() {
        check("abc", &[(2, 3, "Z"), (0, 1, "XY")], "XYbZ");
        check("abc", &[(3, 3, "!"), (0, 0, "¡")], "¡abc!");
    }

    #[test]
    fn what_overlaps_or_does_not_fit_is_left_out() {
        check("abcd", &[(0, 3, "x"), (2, 4, "y")], "xd");
        check("é", &[(1, 2, "x")], "é");
        check("ab", &[(1, 9, "x")], "ab");
    }
}
