//! reference-switch: one person, called by two different short forms in the reporter's own words.
//!
//! Silent where somebody else of the draft shares one of the two names (a family is told apart by first names), where
//! one of them is introduced as what the person is called, and where it is not sure who is meant.

use super::people::{self, in_own_words, is_full, is_nickname, names_person, short, whole};
use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::write;
use crate::language::{Class, Short};
use crate::meaning::{EntityId, MentionId, NameUse, Place};
use crate::text::Edit;

pub const RULE: Rule = Rule {
    name: "reference-switch",
    severity: Severity::Hint,
    summary: "A person who is called by the first name here and by the last name there.",
    page: include_str!("reference_switch.md"),
    check,
};

/// More related places than these help nobody.
const RELATED: usize = 5;

fn check(page: &Page) -> Vec<Finding> {
    people::with_full_name(page).filter_map(|(id, mentions)| switch(page, id, mentions)).collect()
}

fn switch(page: &Page, id: EntityId, mentions: &[MentionId]) -> Option<Finding> {
    let all = || mentions.iter().map(|&m| &page.meaning.mentions[m]);
    let introduced = all().find(|m| is_full(m))?.place;
    let mut forms: Vec<(usize, Vec<&NameUse>)> = Vec::new();
    for mention in all().filter(|m| in_own_words(page, m)) {
        let Some(slot) = short(mention) else { continue };
        // Dame Edith, of Edith Rowntree: who has that courtesy is called so beside the surname.
        if slot == 0 && courtesy(page, mention) {
            continue;
        }
        match forms.iter_mut().find(|f| f.0 == slot) {
            Some(form) => form.1.push(mention),
            None => forms.push((slot, vec![mention])),
        }
    }
    let last = people::name(page, &page.meaning.entities[id]).parts.len() - 1;
    let sure = |m: &&NameUse| {
        let own = whole(m).all(|part| people::bearer(page, people::part_text(page, m, part)) == Some(id));
        own && !m.uncertain && m.place > introduced && names_person(page, m) && !is_nickname(page, m)
    };
    if forms.len() != 2 || !forms.iter().all(|f| f.0 == 0 || f.0 == last) || !forms.iter().all(|f| f.1.iter().all(sure))
    {
        return None;
    }
    // The form that is used less is marked; of two that are used equally often, the later.
    let (usual, other) = if forms[1].1.len() > forms[0].1.len() { (1, 0) } else { (0, 1) };
    let (usual, other) = (&forms[usual].1, &forms[other].1);
    let (here, wanted) = (people::prose(page, other[0].place), people::prose(page, usual[0].place));
    let name = people::prose(page, people::name(page, &page.meaning.entities[id]).place);
    let related = usual.iter().take(RELATED).map(|m| (people::source(page, m.place), format!("Called {wanted} here")));
    Some(Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: people::source(page, other[0].place),
        message: format!("{name} is {here} here and {wanted} elsewhere ({}): keep to one", people::times(usual.len())),
        related: related.collect(),
        fixes: vec![fix(page, wanted, other), fix(page, here, usual)],
        block: other[0].place.block,
    })
}

/// Whether a courtesy stands before a name where people go by the last name.
fn courtesy(page: &Page, mention: &NameUse) -> bool {
    let titles = mention.title.map(|span| people::prose(page, Place { span, ..mention.place })).unwrap_or_default();
    let pack = page.draft.blocks[mention.place.block].pack;
    let honorific = |w: &str| pack.lexicon.classes(w, &w.to_lowercase()).has(Class::Honorific);
    pack.people.short == Short::Last && titles.split_whitespace().any(honorific)
}

fn fix(page: &Page, wanted: &str, places: &[&NameUse]) -> Fix {
    let edits = places.iter().flat_map(|m| edits(page, m, wanted)).collect();
    let places = if places.len() == 1 { "here".to_string() } else { format!("in {} places", places.len()) };
    Fix { title: format!("Write {wanted} {places}"), edits }
}

fn edits(page: &Page, mention: &NameUse, wanted: &str) -> Vec<Edit> {
    write(page.draft, page.source, mention.place.block, mention.place.span, wanted)
}
