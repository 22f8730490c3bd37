//! Series of drafts whose meaning is written into them.

use super::*;
use crate::analysis::Analysis;
use crate::desk::testing;
use crate::rules::Severity;
use crate::text::{Encoding, apply};

fn cards(others: &[&str]) -> Vec<Card> {
    others.iter().map(|o| card(&testing::analysis(o), Encoding::Utf16)).collect()
}

fn told(analysis: &Analysis, others: &[Card], own: Option<usize>) -> Vec<Across> {
    across(analysis, Severity::Warning, &Spellings::of(others), own, |n| format!("{n}.md"))
}

/// What is said of a draft beside others, which are called 0.md, 1.md …
#[track_caller]
fn check(draft: &str, others: &[&str], want: &[&str]) {
    let analysis = testing::analysis(draft);
    let found = told(&analysis, &cards(others), None);
    let messages: Vec<&str> = found.iter().map(|a| a.finding.message.as_str()).collect();
    assert_eq!(messages, want);
    assert!(found.iter().all(|a| a.finding.severity == Severity::Information));
}

const RIGHT: &str = "[Petr Gavrilov|p1] left. [Gavrilov|p1] said no.";
const WRONG: &str = "🗞 [Petr Gavrilof|p1] came.";

#[test]
fn a_card_holds_who_is_named_where() {
    let card = &cards(&["# Ana wins\n\n🗞 [Ana Gil|p1], [mayor|role p1]. [Gil|p1] left [Bern|l1]."])[0];
    assert_eq!(card.title, "Ana wins");
    let columns = |range: &Range| (range.start.line, range.start.column, range.end.column);
    let shown = card.names.iter().map(|n| {
        let forms: Vec<&str> = n.forms.iter().map(|f| f.text.as_str()).collect();
        (n.name.as_str(), n.role.as_deref(), n.places.iter().map(columns).collect::<Vec<_>>(), forms)
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("Ana Gil", Some("mayor"), vec![(2, 3, 10), (2, 19, 22)], vec!["Ana Gil"]),
            ("Bern", None, vec![(2, 28, 32)], vec!["Bern"]),
        ]
    );
}

#[test]
fn one_by_the_full_name() {
    let check = |a: &str, b: &str, want: bool| {
        let cards = cards(&[a, b]);
        assert_eq!(cards[0].names[0].is(&cards[1].names[0]), want, "{a} and {b}");
        assert_eq!(cards[1].names[0].is(&cards[0].names[0]), want, "{b} and {a}");
    };
    check(RIGHT, "[PETR GAVRILOV|p1]. [Petr|p1]", true);
    check(RIGHT, "[Petr Gavrilov|x1]", true);
    check(RIGHT, "[Petr I. Gavrilov|p1]. [Petr Gavrilov|p1]", true);
    check(RIGHT, "[Gavrilov|p1]", false);
    check(RIGHT, "[Ivan Gavrilov|p1]. [Gavrilov|p1]", false);
    check(RIGHT, "[Petr Gavrilov|l1]", false);
    check("[Bern|l1]", "[Bern|l1]", true);
    check("[Bern|l1]", "[Bern|p1]", false);
}

#[test]
fn a_name_that_others_spell_otherwise_and_more_often() {
    check(WRONG, &[RIGHT, RIGHT], &["Petr Gavrilof is spelled Petr Gavrilov in 0.md and 1 other draft of the series"]);
    check(WRONG, &["[Petr Gavrilov|p1] left. [Petr Gavrilov|p1]"], &["Petr Gavrilof is spelled Petr Gavrilov in 0.md"]);
    check("[Ana Nunez|p1] left.", &["[Ana Núñez|p1]. [Ana Núñez|p1]"], &["Ana Nunez is spelled Ana Núñez in 0.md"]);
    // As often is not more often, and two drafts count more than one that says it twice.
    check(WRONG, &[RIGHT], &[]);
    check("[Petr Gavrilof|p1]. [Petr Gavrilof|p1].", &["[Petr Gavrilov|p1]. [Petr Gavrilov|p1]."], &[]);
    check(WRONG, &[RIGHT, RIGHT, WRONG, WRONG], &[]);
    check(RIGHT, &[WRONG, "[Petr Ivanov|p1]"], &[]);
}

#[test]
fn two_people_are_two() {
    check("[John Carver|p1].", &["[Joan Carver|p1]. [Joan Carver|p1]."], &[]);
    let both = "[Petr Gavrilof|p1] met [Petr Gavrilov|p2].";
    check(WRONG, &[RIGHT, RIGHT, both], &[]);
    check(both, &[RIGHT, RIGHT], &[]);
    check("[Gavrilof|p1].", &[RIGHT, RIGHT], &[]);
}

#[test]
fn the_draft_itself_does_not_count_as_another() {
    let others = cards(&[WRONG, RIGHT]);
    let analysis = testing::analysis(RIGHT);
    assert!(told(&analysis, &others, Some(1)).is_empty());
    // As it was on the disk, the draft had the name twice.
    let others = cards(&["[Petr Gavrilov|p1]. [Petr Gavrilov|p1].", RIGHT]);
    assert!(told(&testing::analysis(WRONG), &others, Some(0)).is_empty());
    assert_eq!(told(&testing::analysis("[Petr Gavrilof|p1]"), &others, None).len(), 1);
}

#[test]
fn the_whole_draft_is_mended_and_places_elsewhere_are_known() {
    let analysis = testing::analysis("[Petr Gavrilof|p1] came. [Gavrilof|p1] left.");
    let others = cards(&["# Then\n\n🗞 [Petr Gavrilov|p1]", RIGHT]);
    let found = told(&analysis, &others, None);
    assert_eq!(found[0].finding.span.of(&analysis.source), "Petr Gavrilof");
    let fix = &found[0].finding.fixes[0];
    assert_eq!(fix.title, "Spell it Petr Gavrilov in this draft (2 places)");
    assert_eq!(apply(&analysis.source, &fix.edits), "Petr Gavrilov came. Gavrilov left.");
    let places = found[0].elsewhere.iter().map(|(card, at)| (*card, at.start.line, at.start.column));
    assert_eq!(places.collect::<Vec<_>>(), [(0, 2, 3), (1, 0, 0)]);
}

#[test]
fn what_the_draft_or_the_desk_says_already() {
    // The draft's own rule speaks about the same words.
    check("[Petr Gavrilof|p1] came. [Petr Gavrilova|p1] and [Petr Gavrilova|p1] left.", &[RIGHT, RIGHT], &[]);
    let mut analysis = testing::analysis(WRONG);
    analysis.meaning.entities[0].entry = Some(0);
    assert!(told(&analysis, &cards(&[RIGHT, RIGHT]), None).is_empty());
    let mut analysis = testing::analysis(WRONG);
    analysis.draft.front.ignore = vec!["name-spelling".into()];
    assert!(told(&analysis, &cards(&[RIGHT, RIGHT]), None).is_empty());
}
