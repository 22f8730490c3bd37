//! Pencil marks: a draft printed with carets under the words meant, and the way back.
//!
//! Under each line of the source that a span covers stands a line of blanks and carets, counted in characters
//! (a tab stays a tab, so that carets stand where they should); the label follows the carets of the last line.
//! One printer serves the rules' pages, the tests and `copydesk read`, so a bug report is a fixture.

use super::at;
use crate::analysis::Analysis;
use crate::draft::BlockKind;
use crate::meaning::{EntityId, Place, QuoteId, SourceKind, explain};
use crate::reading::{QuoteKind, Word, WordKind};
use crate::text::Span;

/// A span of the source with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub span: Span,
    pub label: String,
}

/// What to mark: the findings, or what one of the rooms made of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    Findings,
    /// Each quote with who said it, what decided, and who lost.
    Attributions,
    /// Each quote with its kind and depth.
    Quotes,
    /// Each name with the kind and the name of what it names.
    Mentions,
    /// Each name with the name of what it names, and its kind.
    Entities,
    /// Who somebody is said to be: each role, at its first place, with the name.
    Roles,
    /// Each word with its classes.
    Words,
    /// Each block with its kind and language.
    Blocks,
}

impl Show {
    pub const ALL: &'static [Show] = &[
        Show::Findings,
        Show::Attributions,
        Show::Quotes,
        Show::Mentions,
        Show::Entities,
        Show::Roles,
        Show::Words,
        Show::Blocks,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Show::Findings => "findings",
            Show::Attributions => "attributions",
            Show::Quotes => "quotes",
            Show::Mentions => "mentions",
            Show::Entities => "entities",
            Show::Roles => "roles",
            Show::Words => "words",
            Show::Blocks => "blocks",
        }
    }

    pub fn by_key(key: &str) -> Option<Show> {
        Show::ALL.iter().find(|s| s.key() == key).copied()
    }
}

/// The marks that an analysis makes, in the order of the source.
pub fn marks(analysis: &Analysis, show: Show) -> Vec<Mark> {
    let meaning = &analysis.meaning;
    let on = |place: Place, label: String| Mark { span: analysis.span(place), label };
    let mut marks: Vec<Mark> = match show {
        Show::Findings => analysis.findings.iter().map(|f| Mark { span: f.span, label: f.rule.to_string() }).collect(),
        Show::Attributions => {
            let quotes = meaning.quotes.iter().enumerate();
            quotes.map(|(id, q)| on(q.place, said(analysis, id))).collect()
        }
        Show::Quotes => meaning.quotes.iter().map(|q| on(q.place, format!("{} {}", q.kind.key(), q.depth))).collect(),
        Show::Mentions => {
            let label = |id: EntityId| format!("{}: {}", meaning.entities[id].kind.key(), name(analysis, id));
            meaning.mentions.iter().map(|m| on(m.place, label(m.entity))).collect()
        }
        Show::Entities => {
            let label = |id: EntityId| format!("{} ({})", name(analysis, id), meaning.entities[id].kind.key());
            meaning.mentions.iter().map(|m| on(m.place, label(m.entity))).collect()
        }
        Show::Roles => {
            let roles = meaning.entities.iter().enumerate().filter_map(|(id, e)| Some((id, e.role?)));
            roles.map(|(id, role)| on(role, name(analysis, id).to_string())).collect()
        }
        Show::Words => {
            let readings = analysis.readings.iter().enumerate();
            let words = readings.flat_map(|(block, r)| r.words.iter().map(move |w| (block, w)));
            words.map(|(block, w)| on(Place { block, span: w.span }, word(w))).collect()
        }
        Show::Blocks => {
            let label = |kind, code: &str| format!("{} {code}", block_key(kind));
            let blocks = analysis.draft.blocks.iter();
            blocks.map(|b| Mark { span: b.span, label: label(b.kind, &b.pack.code) }).collect()
        }
    };
    marks.sort();
    marks
}

/// The source with a pencil line for each line of each mark.
pub fn print(source: &str, marks: &[Mark]) -> String {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort();
    let lines = lines(source);
    // Each mark goes to its lines once, so that a long draft with many marks is not searched for every line.
    let mut pencil: Vec<String> = vec![String::new(); lines.len()];
    for mark in marks {
        let first = lines.partition_point(|l| l.end < mark.span.start).min(lines.len() - 1);
        let mut parts: Vec<(usize, Span)> = Vec::new();
        for (n, line) in lines.iter().enumerate().skip(first).take_while(|(_, l)| l.start < mark.span.end) {
            let part =
                trim(source, Span::new(line.start.max(mark.span.start), line.end.min(mark.span.end).max(line.start)));
            parts.extend((!part.is_empty()).then_some((n, part)));
        }
        if parts.is_empty() {
            parts.push((first, Span::new(mark.span.start, mark.span.start)));
        }
        let last = parts.len() - 1;
        for (i, (n, part)) in parts.into_iter().enumerate() {
            let out = &mut pencil[n];
            let before = Span::new(lines[n].start, part.start.clamp(lines[n].start, lines[n].end)).of(source);
            out.extend(before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }));
            out.extend(std::iter::repeat_n('^', part.of(source).chars().count().max(1)));
            if i == last && !mark.label.is_empty() {
                out.push(' ');
                out.push_str(&mark.label);
            }
            out.push('\n');
        }
    }
    let mut out = String::new();
    for (n, (line, pencil)) in lines.iter().zip(&pencil).enumerate() {
        let next = lines.get(n + 1).map_or(source.len(), |l| l.start);
        out.push_str(&source[line.start..next]);
        if !pencil.is_empty() && !source[line.start..next].ends_with(['\n', '\r']) {
            out.push('\n');
        }
        out.push_str(pencil);
    }
    out
}

/// The draft under the pencil, and what is marked on it: one mark for each pencil line that has a label (of a
/// mark that runs over lines, its last line). What `print` wrote is given back byte for byte.
pub fn strip(page: &str) -> (String, Vec<Mark>) {
    let mut draft = String::new();
    let mut marks = Vec::new();
    let mut above: Option<Span> = None;
    let lines = lines(page);
    for (n, line) in lines.iter().enumerate() {
        let line = &page[line.start..lines.get(n + 1).map_or(page.len(), |next| next.start)];
        if let (Some(above), Some((chars, count, label))) = (above, pencilled(line)) {
            let text = above.of(&draft);
            let byte = |n: usize| above.start + text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
            if !label.is_empty() {
                marks.push(Mark { span: Span::new(byte(chars), byte(chars + count)), label: label.to_string() });
            }
            continue;
        }
        let start = draft.len();
        draft.push_str(line);
        above = Some(Span::new(start, start + line.trim_end_matches(['\n', '\r']).len()));
    }
    (draft, marks)
}

/// A pencil line: how many blanks, how many carets, and the label.
fn pencilled(line: &str) -> Option<(usize, usize, &str)> {
    let line = line.trim_end_matches(['\n', '\r']);
    let rest = line.trim_start_matches([' ', '\t']);
    let label = rest.trim_start_matches('^');
    let carets = rest.len() - label.len();
    let fits = carets > 0 && (label.is_empty() || label.starts_with(' '));
    fits.then(|| (line.len() - rest.len(), carets, label.trim()))
}

/// The lines of a text without their ends; at least one. LF, CR LF and a lone CR end a line, as everywhere.
fn lines(source: &str) -> Vec<Span> {
    let bytes = source.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let length = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if length > 0 {
            lines.push(Span::new(start, at));
            start = at + length;
        }
        at += length.max(1);
    }
    if start < bytes.len() || lines.is_empty() {
        lines.push(Span::new(start, bytes.len()));
    }
    lines
}

fn trim(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, (span.start + text.trim_end().len()).max(start))
}

fn name(analysis: &Analysis, entity: EntityId) -> &str {
    let meaning = &analysis.meaning;
    analysis.prose(meaning.mentions[meaning.entities[entity].name].place)
}

/// Who said a quote, and what decided: the pattern, its cue and how far it stands; who in reach lost. What it is, where
/// nobody has to have said it.
fn said(analysis: &Analysis, id: QuoteId) -> String {
    let (draft, readings, meaning) = (&analysis.draft, &analysis.readings, &analysis.meaning);
    let quote = &meaning.quotes[id];
    if let Some(attribution) = &quote.attribution {
        let source = &attribution.source;
        let why = explain(draft, readings, meaning, id);
        let who = source.entity.map_or_else(|| analysis.prose(source.place), |id| name(analysis, id));
        let cue = attribution.cue.map(|cue| format!(": “{}”", analysis.prose(cue))).unwrap_or_default();
        let distance = why.distance.filter(|_| attribution.cue.is_some()).map(at::distance);
        let distance = distance.map_or(String::new(), |d| format!(" {}", d.trim_end_matches(" the quote")));
        let rivals = source.rivals.iter().map(|&m| analysis.prose(meaning.mentions[m].place)).collect::<Vec<_>>();
        let rivals = if rivals.is_empty() { String::new() } else { format!("; may mean {}", rivals.join(" or ")) };
        let via = attribution.via.map(|via| format!("; quoted by {}", analysis.prose(via))).unwrap_or_default();
        let not =
            if why.lost.is_empty() { String::new() } else { format!("; not {}", at::losers(analysis, &why.lost)) };
        let kind = matches!(source.kind, SourceKind::Unnamed | SourceKind::Media).then(|| source.kind.word());
        let kind = kind.map_or(String::new(), |k| format!(", {k}"));
        return format!("said by {who}{kind} ({}{cue}{distance}{rivals}{via}{not})", attribution.pattern.key());
    }
    match (quote.kind, quote.excused) {
        (QuoteKind::Term | QuoteKind::Title, _) | (QuoteKind::Fragment, Some(_)) => quote.kind.key().to_string(),
        (QuoteKind::Speech, Some(why)) => format!("speech ({why})"),
        (_, None) => "said by nobody".to_string(),
    }
}

fn word(word: &Word) -> String {
    let kind = match word.kind {
        WordKind::Word => "word",
        WordKind::Number => "number",
        WordKind::Mark => "mark",
        WordKind::Punctuation => "punctuation",
        WordKind::Address => "address",
    };
    let classes = crate::language::Class::ALL.iter().filter(|c| word.classes.has(**c)).map(|c| c.key());
    std::iter::once(kind).chain(classes).collect::<Vec<_>>().join(" ")
}

fn block_key(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::BlockQuote => "block-quote",
        BlockKind::Caption => "caption",
        BlockKind::TableCell => "table-cell",
        BlockKind::Footnote => "footnote",
        BlockKind::Byline => "byline",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Prints `source` with a mark under each of `marked` (the text meant, and the label).
    #[track_caller]
    fn check(source: &str, marked: &[(&str, &str)], want: &str) {
        let mark = |(text, label): &(&str, &str)| {
            let start = source.find(text).unwrap();
            Mark { span: Span::new(start, start + text.len()), label: label.to_string() }
        };
        let marks: Vec<Mark> = marked.iter().map(mark).collect();
        let printed = print(source, &marks);
        assert_eq!(printed, want);
        assert_eq!(strip(&printed).0.trim_end(), source.trim_end());
    }

    #[test]
    fn carets_stand_under_characters() {
        check("🗞 “Ana” ok\n", &[("Ana", "name")], "🗞 “Ana” ok\n   ^^^ name\n");
        check("a\tb\n", &[("b", "x")], "a\tb\n \t^ x\n");
    }

    #[test]
    fn a_mark_runs_on_and_is_labelled_once() {
        check(
            "He said: “We\n  were never\n\n told.” \nNext.\n",
            &[("“We\n  were never\n\n told.” \n", "q")],
            "He said: “We\n         ^^^\n  were never\n  ^^^^^^^^^^\n\n told.” \n ^^^^^^ q\nNext.\n",
        );
        check("a\r\nb\r\n", &[("a\r\nb", "q")], "a\r\n^\nb\r\n^ q\n");
    }

    #[test]
    fn marks_of_one_line_stand_in_order() {
        check("ab cd", &[("cd", "two"), ("ab", "one"), ("ab cd", "all")], "ab cd\n^^ one\n^^^^^ all\n   ^^ two\n");
    }

    #[test]
    fn a_mark_without_width_is_still_seen() {
        let mark = |at| Mark { span: Span::new(at, at), label: "here".to_string() };
        assert_eq!(print("ab\n", &[mark(2)]), "ab\n  ^ here\n");
        assert_eq!(print("ab\n", &[mark(3)]), "ab\n  ^ here\n");
        assert_eq!(print("", &[mark(0)]), "\n^ here\n");
    }

    #[test]
    fn labels_are_read_back_where_they_stand() {
        let (draft, marks) =
            strip("^ not above a line\nSaid “Ana” x^2\n      ^^^ said by Ana (cue-after)\n   ^\nEnd ^\n");
        assert_eq!(draft, "^ not above a line\nSaid “Ana” x^2\nEnd ^\n");
        assert_eq!(marks.len(), 1);
        assert_eq!((marks[0].span.of(&draft), marks[0].label.as_str()), ("Ana", "said by Ana (cue-after)"));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_given_back(text in "[a“🗞\t \r\n]{0,30}", a in 0usize..40, b in 0usize..40) {
            let text = format!("{text}\n");
            let at: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            let (a, b) = (at[a % at.len()], at[b % at.len()]);
            let mark = Mark { span: Span::new(a.min(b), a.max(b)), label: "x y".to_string() };
            prop_assert_eq!(strip(&print(&text, &[mark])).0, text);
        }
    }
}
