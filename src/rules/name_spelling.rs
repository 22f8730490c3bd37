//! name-spelling: one name spelled two ways in one draft.
//!
//! No list of right names: the draft is compared with itself. The spelling that is used less is marked; where
//! both are used as often, the one that came first stands. Which spellings belong to one name, and which to two
//! people, was decided when the mentions were gathered.

use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::{in_case_of, write};
use crate::meaning::{Place, Variant};
use crate::text::Edit;

pub const RULE: Rule = Rule {
    name: "name-spelling",
    severity: Severity::Warning,
    summary: "A name that is spelled in two ways in one draft.",
    page: include_str!("name_spelling.md"),
    check,
};

/// More related places than these help nobody.
const RELATED: usize = 5;

fn check(page: &Page) -> Vec<Finding> {
    page.meaning.entities.iter().flat_map(|e| &e.variants).flat_map(|v| marked(page, v)).collect()
}

/// The places of all spellings but the usual one.
fn marked(page: &Page, variant: &Variant) -> Vec<Finding> {
    let first = |places: &[Place]| places.iter().min().copied();
    let usual = variant.spellings.iter().max_by_key(|(_, p)| (p.len(), std::cmp::Reverse(first(p))));
    let Some((usual, kept)) = usual else { return Vec::new() };
    let mut findings = Vec::new();
    for (spelling, places) in variant.spellings.iter().filter(|(s, _)| s != usual) {
        let message = format!("{spelling} is spelled {usual} elsewhere in this draft ({})", times(kept.len()));
        for &place in places {
            let related = kept.iter().take(RELATED).map(|k| (source(page, *k), format!("Spelled {usual} here")));
            findings.push(Finding {
                rule: RULE.name,
                severity: RULE.severity,
                span: source(page, place),
                message: message.clone(),
                related: related.collect(),
                fixes: fixes(page, variant, (usual, spelling), place),
                block: place.block,
            });
        }
    }
    findings
}

fn fixes(page: &Page, variant: &Variant, (usual, spelling): (&str, &str), here: Place) -> Vec<Fix> {
    let title = format!("Spell it {usual} here");
    let mut fixes = vec![Fix { title, edits: spell(page, usual, (spelling, here)) }];
    for wanted in [usual, spelling] {
        let others = variant.spellings.iter().filter(|(s, _)| s != wanted);
        let others: Vec<(&str, Place)> = others.flat_map(|(s, p)| p.iter().map(|p| (s.as_str(), *p))).collect();
        // One place that is this one was offered already.
        if others.len() > 1 || wanted == spelling {
            let places = if others.len() == 1 { "1 place".to_string() } else { format!("{} places", others.len()) };
            let edits = others.into_iter().flat_map(|other| spell(page, wanted, other)).collect();
            fixes.push(Fix { title: format!("Spell it {wanted} everywhere ({places})"), edits });
        }
    }
    fixes
}

/// The edits that spell one place as `wanted`, in capitals where it stands in capitals.
fn spell(page: &Page, wanted: &str, (usual, place): (&str, Place)) -> Vec<Edit> {
    let old = place.span.of(&page.draft.blocks[place.block].prose);
    write(page.draft, page.source, place.block, place.span, &in_case_of(old, usual, wanted))
}

fn source(page: &Page, place: Place) -> crate::text::Span {
    page.draft.blocks[place.block].source(place.span)
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_string() } else { format!("{n} times") }
}
