//! name-spelling: one name spelled two ways in one draft.
//!
//! No list of right names: the draft is compared with itself. The spelling that is used less is marked; where
//! both are used as often, the one that came first stands. A spelling that stands in the register is the usual one. Which spellings belong to one name, and which to two
//! people, was decided when the mentions were gathered.

use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::{in_case_of, shouted, write};
use crate::meaning::{Entity, Place, Variant};
use crate::text::fold::display;
use crate::text::{Edit, Span};

pub const RULE: Rule = Rule {
    name: "name-spelling",
    severity: Severity::Warning,
    summary: "A name that is spelled in two ways in one draft.",
    page: include_str!("name_spelling.md"),
    check,
};

/// More related places than these help nobody.
const RELATED: usize = 5;
/// Above this many places “everywhere” is not on offer: it would be made anew for each of them.
const EVERYWHERE: usize = 200;

fn check(page: &Page) -> Vec<Finding> {
    page.meaning.entities.iter().flat_map(|e| e.variants.iter().flat_map(|v| marked(page, e, v))).collect()
}

/// The places of all spellings but the usual one.
fn marked(page: &Page, entity: &Entity, variant: &Variant) -> Vec<Finding> {
    // The first of them is the usual one, unless the register says otherwise.
    let registered = variant.spellings.iter().filter(|(s, _)| is_registered(page, entity, s));
    let usual = registered.max_by_key(|(_, p)| p.len()).or(variant.spellings.first());
    let Some((usual, kept)) = usual else { return Vec::new() };
    let mut findings = Vec::new();
    for (spelling, places) in variant.spellings.iter().filter(|(s, _)| s != usual) {
        for &place in places {
            let Some((here, wanted)) = difference(page, place, written(page, kept)) else { continue };
            let (spelled, times) = (prose(page, here), times(kept.len()));
            let message = format!("{spelled} is spelled {wanted} elsewhere in this draft ({times})");
            let related = kept.iter().take(RELATED).map(|k| (source(page, *k), format!("Spelled {wanted} here")));
            findings.push(Finding {
                rule: RULE.name,
                severity: RULE.severity,
                span: source(page, here),
                message,
                related: related.collect(),
                fixes: fixes(page, variant, (usual, spelling), place),
                block: place.block,
            });
        }
    }
    findings
}

/// Whether the register spells the name, or this part of it, so.
fn is_registered(page: &Page, entity: &Entity, spelling: &str) -> bool {
    entity.entry.map(|id| &page.meaning.register.entries[id]).is_some_and(|entry| {
        let is = |text: &str| display(text) == spelling;
        is(&entry.name) || entry.words().any(is)
    })
}

fn fixes(page: &Page, variant: &Variant, (usual, spelling): (&str, &str), here: Place) -> Vec<Fix> {
    let places = |wanted: &str| variant.spellings.iter().find(|(s, _)| s == wanted).map_or(&[][..], |(_, p)| p);
    let (to, from) = (written(page, places(usual)), written(page, places(spelling)));
    let Some((_, title)) = difference(page, here, to) else { return Vec::new() };
    let mut fixes = vec![Fix { title: format!("Spell it {title} here"), edits: spell(page, to, here) }];
    if variant.spellings.iter().map(|(_, places)| places.len()).sum::<usize>() > EVERYWHERE {
        return fixes;
    }
    for (wanted, text) in [(usual, to), (spelling, from)] {
        let others = variant.spellings.iter().filter(|(s, _)| s != wanted);
        let others: Vec<Place> = others.flat_map(|(_, places)| places.iter().copied()).collect();
        // One place that is this one was offered already.
        if others.len() > 1 || wanted == spelling {
            let Some((_, title)) = others.iter().find_map(|&o| difference(page, o, text)) else { continue };
            let places = if others.len() == 1 { "1 place".to_string() } else { format!("{} places", others.len()) };
            let edits = others.into_iter().flat_map(|other| spell(page, text, other)).collect();
            fixes.push(Fix { title: format!("Spell it {title} everywhere ({places})"), edits });
        }
    }
    fixes
}

/// A spelling as the draft has it: with its own apostrophes, and not in the capitals of a headline.
fn written<'a>(page: &'a Page, places: &[Place]) -> &'a str {
    let plain = places.iter().find(|p| !shouted(prose(page, **p)));
    plain.or(places.first()).map_or("", |p| prose(page, *p))
}

/// Where a place differs from a spelling, and what should stand there: of whole names only the words that are not
/// the same (Jean Luc, of Jean Luc Perrin and Jean-Luc Perrin). None where nothing differs.
fn difference<'a>(page: &Page, place: Place, wanted: &'a str) -> Option<(Place, &'a str)> {
    let mut old = prose(page, place);
    if old == wanted {
        return None;
    }
    let (mut new, mut start) = (wanted, place.span.start);
    while let (Some((a, rest)), Some((b, other))) = (old.split_once(' '), new.split_once(' '))
        && a == b
    {
        start += old.len() - rest.len();
        (old, new) = (rest, other);
    }
    while let (Some((rest, a)), Some((other, b))) = (old.rsplit_once(' '), new.rsplit_once(' '))
        && a == b
    {
        (old, new) = (rest, other);
    }
    Some((Place { span: Span::new(start, start + old.len()), ..place }, new))
}

/// The edits that spell one place as `wanted`, in capitals where it stands in capitals.
fn spell(page: &Page, wanted: &str, place: Place) -> Vec<Edit> {
    let Some((here, new)) = difference(page, place, wanted) else { return Vec::new() };
    let new = in_case_of(prose(page, here), new, new);
    write(page.draft, page.source, here.block, here.span, &new)
}

fn prose<'a>(page: &'a Page, place: Place) -> &'a str {
    place.span.of(&page.draft.blocks[place.block].prose)
}

fn source(page: &Page, place: Place) -> Span {
    page.draft.blocks[place.block].source(place.span)
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_string() } else { format!("{n} times") }
}
