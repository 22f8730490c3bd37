//! The report for people: each finding with its place, the line of the draft, and carets under the words meant.
//!
//! Only the lines that a finding touches are given to the renderer, and of a very long line only what is near, so
//! that a long draft with many findings does not take the square of the time.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title, normalize_untrusted_str};

use crate::analysis::Analysis;
use crate::rules::{Finding, Severity};
use crate::text::{Encoding, Position, Span};

/// So many related places are drawn; of the others only the number is told (`--format json` lists them all).
const RELATED: usize = 4;
/// So many bytes of a line are drawn before and behind what is marked, and of what is marked itself.
const REACH: usize = 400;

pub fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// One finding, without a line break at its end.
pub fn finding(path: &str, draft: &Analysis, finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title = level.primary_title(&finding.message).id(finding.rule);
    let mut groups = vec![place(title, path, draft, finding.span)];
    for (span, message) in finding.related.iter().take(RELATED) {
        let title = Level::NOTE.secondary_title(normalize_untrusted_str(message));
        groups.push(place(title, path, draft, *span));
    }
    let more = finding.related.len().saturating_sub(RELATED);
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        groups.push(Group::with_title(Level::NOTE.secondary_title(format!("and {more} more {places} like these"))));
    }
    renderer.render(&groups)
}

/// A title, and the lines of the draft that the span touches, with the span marked.
fn place<'a>(title: Title<'a>, path: &'a str, draft: &Analysis, span: Span) -> Group<'a> {
    let (text, source) = (&draft.text, &draft.source);
    let line = |at: usize| text.position(at, Encoding::Utf8).line;
    let begin = text.offset(Position { line: line(span.start), column: 0 }, Encoding::Utf8);
    let shown = span.start..span.end.min(whole(source, span.start + REACH));
    let end = text.offset(Position { line: line(shown.end), column: usize::MAX }, Encoding::Utf8);
    let from = begin.max(whole(source, span.start.saturating_sub(REACH)));
    let to = end.min(whole(source, shown.end + REACH));
    let cut = if from > begin { "…" } else { "" };
    // The renderer knows no lone CR: as LF it counts lines as we do, and for a CR LF no byte moves.
    let lines = source[from..to].replace("\r\n", " \n").replace('\r', "\n");
    let at = |offset: usize| cut.len() + offset.clamp(from, to) - from;
    let marked = AnnotationKind::Primary.span(at(shown.start)..at(shown.end));
    let snippet = Snippet::source(format!("{cut}{lines}")).line_start(line(span.start) + 1).annotation(marked);
    if cut.is_empty() {
        return title.element(snippet.path(path));
    }
    // The renderer cannot count the columns that it is not given.
    let at = text.position(span.start, Encoding::Utf32);
    title.element(Origin::path(path).line(at.line + 1).char_column(at.column + 1)).element(snippet)
}

/// The border of a character at or before a byte.
fn whole(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Cache};
    use crate::draft::Format;
    use crate::settings::Settings;
    use crate::text::Text;

    fn analyse(source: &str) -> Analysis {
        analysis::of(&Text::new(source), Format::Plain, &Settings::default(), &mut Cache::default())
    }

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
        finding("a.md", &analyse(source), &sample, &renderer(false))
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
        let (draft, title) = (analyse("Ana\n"), Level::NOTE.primary_title("x"));
        let drawn = renderer(false).render(&[place(title, "a.md", &draft, Span::new(4, 4))]);
        assert!(drawn.contains("a.md:2:1"), "{drawn}");
    }

    #[test]
    fn of_a_very_long_line_what_is_near_is_drawn() {
        let source = format!("One.\n{}Ana {}", "é ".repeat(50_000), "é ".repeat(50_000));
        let report = rendered(&source, "Ana", &[]);
        assert!(report.contains("a.md:2:100001") && report.contains("Ana") && report.len() < 2_000, "{report}");
        let all = rendered(&source, &source, &[]);
        assert!(all.contains("a.md:1:1") && all.contains("One.") && all.len() < 20_000);
    }
}
