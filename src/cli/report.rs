//! The report for people: each finding with its place, the line of the draft, and carets under the words meant.
//!
//! Only the lines that a finding touches are given to the renderer, so that a long draft with many findings does
//! not take the square of the time.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use crate::rules::{Finding, Severity};
use crate::text::{Encoding, Position, Span, Text};

/// So many related places are drawn; of the others only the number is told (`--format json` lists them all).
const RELATED: usize = 4;

pub fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// One finding, without a line break at its end.
pub fn finding(path: &str, text: &Text, finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title = level.primary_title(&finding.message).id(finding.rule);
    let mut groups = vec![title.element(snippet(path, text, finding.span))];
    for (span, message) in finding.related.iter().take(RELATED) {
        let title = Level::NOTE.secondary_title(normalize_untrusted_str(message));
        groups.push(title.element(snippet(path, text, *span)));
    }
    let more = finding.related.len().saturating_sub(RELATED);
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        groups.push(Group::with_title(Level::NOTE.secondary_title(format!("and {more} more {places} like these"))));
    }
    renderer.render(&groups)
}

/// The lines of the draft that a span touches, with the span marked.
fn snippet<'a>(path: &'a str, text: &Text, span: Span) -> Snippet<'a, Annotation<'a>> {
    let first = text.position(span.start, Encoding::Utf8).line;
    let last = text.position(span.end, Encoding::Utf8).line;
    let start = text.offset(Position { line: first, column: 0 }, Encoding::Utf8);
    // The line breaks are put back as LF and a blank for the CR of a CR LF, so that no byte moves and the
    // renderer, which knows no lone CR, counts the lines as we do.
    let mut source = String::new();
    for line in first..=last {
        source.push_str(&text.line(line));
        let next = text.offset(Position { line: line + 1, column: 0 }, Encoding::Utf8) - start;
        match next.saturating_sub(source.len()) {
            _ if line == last => {}
            2 => source.push_str(" \n"),
            _ => source.push('\n'),
        }
    }
    let at = |offset: usize| offset.saturating_sub(start).min(source.len());
    let marked = AnnotationKind::Primary.span(at(span.start)..at(span.end));
    Snippet::source(source).line_start(first + 1).path(path).annotation(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The report of a finding on `marked`, with `related` beside it.
    fn rendered(source: &str, marked: &str, related: &[&str]) -> String {
        let at = |t: &str| Span::new(source.find(t).unwrap(), source.find(t).unwrap() + t.len());
        let sample = Finding {
            rule: "name-spelling",
            severity: Severity::Warning,
            span: at(marked),
            message: "what is wrong".to_string(),
            related: related.iter().map(|t| (at(t), "here".to_string())).collect(),
            fixes: Vec::new(),
            block: 0,
        };
        finding("a.md", &Text::new(source), &sample, &renderer(false))
    }

    #[track_caller]
    fn check(source: &str, marked: &str, related: &[&str], want: &[&str]) {
        let report = rendered(source, marked, related);
        assert!(want.iter().all(|w| report.contains(w)), "{report}");
    }

    #[test]
    fn place_line_and_carets() {
        let source = "Ana Núñez spoke.\n🗞 “Ana Nunez left.”\n";
        check(source, "Nunez", &["Núñez"], &["warning[name-spelling]: what is wrong", "a.md:2:8", "^^^^^", "a.md:1:5"]);
    }

    #[test]
    fn every_line_end_counts_as_in_an_editor() {
        for end in ["\n", "\r\n", "\r"] {
            check(
                &format!("One.{end}{end}Two three.{end}"),
                "three",
                &[],
                &["a.md:3:5", "3 | Two three.\n", "  |     ^^^^^"],
            );
            check(&format!("“Two{end}three.”{end}"), &format!("“Two{end}three.”"), &[], &["a.md:1:1", "2 | | three.”"]);
        }
    }

    #[test]
    fn many_places_are_counted() {
        let related = ["One", "two", "three", "four", "five", "six"];
        check("Nol One two three four five six.", "Nol", &related, &["and 2 more places like these"]);
    }

    #[test]
    fn what_has_no_width_or_stands_at_the_end_is_drawn() {
        check("Ana", "", &[], &["a.md:1:1", "^"]);
        let text = Text::new("Ana\n");
        let drawn =
            renderer(false).render(&[Level::NOTE.primary_title("x").element(snippet("a.md", &text, Span::new(4, 4)))]);
        assert!(drawn.contains("a.md:"), "{drawn}");
    }
}
