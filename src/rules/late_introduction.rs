//! late-introduction: a person is called by one name before the story says who that is.
//!
//! Only the story counts: headline, standfirst and caption may be short. Silent where the full name never comes, where
//! every reader knows the short one, and where it may be somebody else's.

use super::people::{
    self, in_own_words, is_alone, is_full, is_known, is_nickname, is_paragraph, is_story, names_person, short, whole,
};
use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::write;
use crate::language::{Capitals, Short};
use crate::meaning::{MentionId, PartKind, Place};

pub const RULE: Rule = Rule {
    name: "late-introduction",
    severity: Severity::Information,
    summary: "A person who is called by one name before the full name was given.",
    page: include_str!("late_introduction.md"),
    check,
};

fn check(page: &Page) -> Vec<Finding> {
    let people = people::with_full_name(page).filter(|(id, _)| is_alone(page, *id));
    people.filter_map(|(_, mentions)| late(page, mentions)).collect()
}

/// The first short form of a person, where it stands before the first full one.
fn late(page: &Page, mentions: &[MentionId]) -> Option<Finding> {
    let all = || mentions.iter().map(|&m| &page.meaning.mentions[m]).filter(|m| is_paragraph(page, m.place.block));
    let full = all().find(|m| is_full(m))?;
    let first = all().find(|m| is_story(page, m.place.block)).filter(|m| m.place < full.place)?;
    let form = short(first)?;
    // H. Simanjuntak has introduced himself as far as he wants to.
    let letter = |span| {
        let title: &str = people::prose(page, Place { span, ..first.place });
        title.ends_with('.') && title.chars().filter(|c| c.is_alphabetic()).count() == 1
    };
    if first.parts.iter().any(|p| p.kind == PartKind::Initial) || first.title.is_some_and(letter) {
        return None;
    }
    let tells = in_own_words(page, first) && !first.uncertain && names_person(page, first);
    let introduces = full.quote.is_none() && whole(full).count() > 1;
    if !tells || !introduces || is_known(page, first.place) || is_nickname(page, first) {
        return None;
    }
    // Bill, before Bill Clinton who is Clinton from then on, was another Bill.
    let mut later = all().filter(|m| m.place > full.place).filter_map(short).peekable();
    let usual = match page.draft.blocks[first.place.block].pack.people.short {
        Short::First => true,
        Short::Last => page.meaning.mentions[page.meaning.entities[first.entity].name].parts.len() == form + 1,
    };
    let last = page.draft.blocks[first.place.block].pack.people.short == Short::Last;
    // Zahra had gone back inside; the victim was Zahra Karimi: where nouns have capitals, it may be no first name.
    let nouns = page.draft.blocks[first.place.block].pack.capitals == Capitals::Nouns;
    let never_again = later.peek().is_none();
    let same = usual && (last || never_again) || !nouns && form == 0 && never_again || later.any(|f| f == form);
    if !same {
        return None;
    }
    let (here, name) = (people::prose(page, first.place), people::prose(page, full.place));
    Some(Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: people::source(page, first.place),
        message: format!("{here} stands here before {name} is introduced: give the full name first"),
        related: vec![(people::source(page, full.place), format!("{name} is introduced here"))],
        fixes: vec![Fix {
            title: format!("Write {name} here"),
            edits: write(page.draft, page.source, first.place.block, first.place.span, name),
        }],
        block: first.place.block,
    })
}
