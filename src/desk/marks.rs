//! The three rules on hand-made meanings. They are tested here and not in their own room because the helper that
//! makes meanings is the desk's, and because a mark and its fixes belong together.

use super::{fixes, testing};
use crate::analysis::Analysis;
use crate::draft::Format;
use crate::meaning::Variant;
use crate::text::{Span, apply};

/// Each mark as `line rule “text”: message`, related places as `line:text` behind it.
fn show(analysis: &Analysis) -> Vec<String> {
    let line = |span: Span| super::at::line(analysis, span);
    let mark = |f: &crate::rules::Finding| {
        let related = f.related.iter().map(|(s, what)| format!(" | {}:{} {what}", line(*s), s.of(&analysis.source)));
        assert!(
            analysis.draft.blocks[f.block].span.join(f.span) == analysis.draft.blocks[f.block].span || f.block == 0
        );
        format!(
            "{} {} {}: {}{}",
            line(f.span),
            f.rule,
            f.span.of(&analysis.source),
            f.message,
            related.collect::<String>()
        )
    };
    analysis.findings.iter().map(mark).collect()
}

#[track_caller]
fn check(marked: &str, want: &[&str]) {
    assert_eq!(show(&testing::analysis(marked)), want);
}

/// The fixes on offer for all findings, and the draft after each.
#[track_caller]
fn check_fixes(marked: &str, want: &[(&str, &str)]) {
    let analysis = testing::analysis_as(marked, Format::Markdown);
    let actions = fixes(&analysis, Span::new(0, analysis.source.len()));
    let mending = actions.into_iter().filter(|a| !a.silences);
    let got: Vec<(String, String)> = mending.map(|a| (a.title, apply(&analysis.source, &a.edits))).collect();
    let got: Vec<(&str, &str)> = got.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(got, want);
}

const NOBODY: &str = "Nobody is said to have spoken this quote: no verb of saying beside it, and ";
const ABOVE: &str = "nobody speaks in the paragraph before";
const FIRST: &str = "nothing stands before it";
const BEFORE: &str = "nothing says that the last speaker goes on";

#[test]
fn a_quote_without_a_speaker() {
    check("Rain fell.\n\n{“We won.”|-}", &[&format!("3 unattributed-quote “We won.”: {NOBODY}{ABOVE}")]);
    check("{“We won,”|p1} [said|cue] [Ana|p1].", &[]);
    check("{“We won.”|- title} {“We won.”|- term} {“We won.”|- fragment} {“We won.”|- excused}", &[]);
    check("# {“We won.”|-}\n\n\\| {“We won.”|-} \\|", &[]);
    check("{“He said {‘no’|-} and left,”|p1} [said|cue] [Ana|p1].", &[]);
}

#[test]
fn the_last_speaker_is_shown_where_he_is_near() {
    let mark = format!("3 unattributed-quote “And how.”: {NOBODY}{BEFORE} | 1:Ana The last speaker before this quote");
    check("{“We won,”|p1} [said|cue] [Ana|p1].\n\n{“And how.”|-}", &[&mark]);
    let mark = format!("5 unattributed-quote “And how.”: {NOBODY}{ABOVE}");
    check("{“We won,”|p1} [said|cue] [Ana|p1].\n\nRain.\n\n{“And how.”|-}", &[&mark]);
}

#[test]
fn a_running_quote_is_marked_once() {
    let mark = format!("1 unattributed-quote “We won.: {NOBODY}{FIRST}");
    check("{“We won.|-}\n\n{“And how.”|- goes-on}", &[&mark]);
    check("{“We won.|-}\n\n{“And how,”|p1 goes-on} [said|cue] [Ana|p1].", &[]);
}

#[test]
fn a_mark_without_its_partner() {
    let unclosed = "This quotation mark is opened and never closed: add its partner or take it out";
    check("[“|unclosed]We won, Ana said.", &[&format!("1 unbalanced-quote “: {unclosed}")]);
    check("{[“|unclosed]We won, Ana said.|-}", &[&format!("1 unbalanced-quote “: {unclosed}")]);
    let unopened = "This quotation mark closes a quote that was never opened: add its partner or take it out";
    check("We won,[”|unopened] Ana said.", &[&format!("1 unbalanced-quote ”: {unopened}")]);
    let lost = "The quote of the paragraph before goes on here without an opening mark: begin the paragraph with one";
    check(
        "{“We won.|p1} [Ana|p1]\n\n[And how.|lost]”",
        &[&format!("3 unbalanced-quote And: {lost} | 1:“We won. The quote that goes on")],
    );
}

#[test]
fn where_a_missing_mark_may_go() {
    check_fixes(
        "[“|unclosed]We won, [Ana|p1] said. Rain fell.",
        &[
            ("Add ” behind “won,”", "“We won,” Ana said. Rain fell."),
            ("Add ” behind “fell.”", "“We won, Ana said. Rain fell.”"),
            ("Take “ out", "We won, Ana said. Rain fell."),
        ],
    );
    check_fixes(
        "Rain fell. [“|unclosed]We won. {“No,”|p1} [said|cue] [Ana|p1].",
        &[
            ("Add ” behind “won.”", "Rain fell. “We won.” “No,” said Ana."),
            ("Take “ out", "Rain fell. We won. “No,” said Ana."),
        ],
    );
    check_fixes(
        "Ana said: [“|unclosed]We won. Rain fell.",
        &[
            ("Add ” behind “fell.”", "Ana said: “We won. Rain fell.”"),
            ("Add ” behind “won.”", "Ana said: “We won.” Rain fell."),
            ("Take “ out", "Ana said: We won. Rain fell."),
        ],
    );
    check_fixes(
        "Rain fell. Ana said, We won.[”|unopened]",
        &[
            ("Add “ before “We”", "Rain fell. Ana said, “We won.”"),
            ("Add “ before “Ana”", "Rain fell. “Ana said, We won.”"),
            ("Take ” out", "Rain fell. Ana said, We won."),
        ],
    );
    check_fixes(
        "{\"We won.|p1} [Ana|p1]\n\n[And how.|lost]\"",
        &[("Begin the paragraph with \"", "\"We won. Ana\n\n\"And how.\"")],
    );
}

#[test]
fn one_name_in_two_spellings() {
    let marked = "[Ivan Gavrilov|p1] left.\n\n[Gavrilof|p1] and [Gavrilov|p1].";
    check(
        marked,
        &["3 name-spelling Gavrilof: Gavrilof is spelled Gavrilov elsewhere in this draft (2 times) | 1:Gavrilov \
           Spelled Gavrilov here | 3:Gavrilov Spelled Gavrilov here"],
    );
    check_fixes(
        marked,
        &[
            ("Spell it Gavrilov here", "Ivan Gavrilov left.\n\nGavrilov and Gavrilov."),
            ("Spell it Gavrilof everywhere (2 places)", "Ivan Gavrilof left.\n\nGavrilof and Gavrilof."),
        ],
    );
    check("[Ivan Gavrilov|p1] left. [Gavrilov|p1] and [Ivan|p1].", &[]);
}

#[test]
fn of_whole_names_the_words_that_differ_are_marked() {
    let mut analysis = testing::analysis("[Jean-Luc Perrin|p1]. [Jean-Luc Perrin|p1]. [Jean Luc Perrin|p1].");
    let places = |range: std::ops::Range<usize>| analysis.meaning.mentions[range].iter().map(|m| m.place).collect();
    let spellings = vec![("Jean-Luc Perrin".to_string(), places(0..2)), ("Jean Luc Perrin".to_string(), places(2..3))];
    analysis.meaning.entities[0].variants = vec![Variant { spellings, why: "hyphen" }];
    let analysis = testing::of(analysis.source.to_string(), analysis.draft, analysis.meaning);
    let finding = &analysis.findings[0];
    assert_eq!(finding.message, "Jean Luc is spelled Jean-Luc elsewhere in this draft (2 times)");
    assert_eq!(finding.span.of(&analysis.source), "Jean Luc");
    let titles: Vec<&str> = finding.fixes.iter().map(|f| f.title.as_str()).collect();
    assert_eq!(titles, ["Spell it Jean-Luc here", "Spell it Jean Luc everywhere (2 places)"]);
    let fixed = apply(&analysis.source, &finding.fixes[1].edits);
    assert_eq!(fixed, "Jean Luc Perrin. Jean Luc Perrin. Jean Luc Perrin.");
}

#[test]
fn of_a_tie_the_first_spelling_stands() {
    check_fixes(
        "[Ivan Gavrilov|p1], [Gavrilof|p1], [Gavrilof|p1], [Gavrilov|p1].",
        &[
            ("Spell it Gavrilov here", "Ivan Gavrilov, Gavrilov, Gavrilof, Gavrilov."),
            ("Spell it Gavrilov everywhere (2 places)", "Ivan Gavrilov, Gavrilov, Gavrilov, Gavrilov."),
            ("Spell it Gavrilof everywhere (2 places)", "Ivan Gavrilof, Gavrilof, Gavrilof, Gavrilof."),
            ("Spell it Gavrilov here", "Ivan Gavrilov, Gavrilof, Gavrilov, Gavrilov."),
        ],
    );
}
