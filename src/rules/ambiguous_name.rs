//! ambiguous-name: a short form that fits two people of the draft.
//!
//! Both must have been introduced before it, and nothing near may say which is meant: silent where a title stands
//! before the name, where only one of the two is named in the paragraph or the one before, and where the draft used
//! the short form for one of them before the other came.

use rustc_hash::{FxHashMap, FxHashSet};

use super::people::{self, in_own_words, is_full, names_person, short};
use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::write;
use crate::meaning::{EntityId, MentionId, NameUse, PartKind, Place};

pub const RULE: Rule = Rule {
    name: "ambiguous-name",
    severity: Severity::Information,
    summary: "A short name that fits two people of the draft.",
    page: include_str!("ambiguous_name.md"),
    check,
};

/// Of more people of one name, only so many are looked at.
const MOST: usize = 8;
/// Two people are named together within so many sentences, and are near for so many.
const TOGETHER: usize = 2;
const NEAR: usize = 4;
/// Two words are one name in two spellings above this likeness, from 0 to 1.
const ALIKE: f64 = 0.9;

fn check(page: &Page) -> Vec<Finding> {
    let people: FxHashSet<EntityId> = people::with_full_name(page).map(|(id, _)| id).collect();
    let owners = owners(page, &people);
    // Where each person was last named so that nobody else could be meant.
    let mut last: FxHashMap<EntityId, MentionId> = FxHashMap::default();
    // Whom a short form meant when it could only mean one.
    let mut settled: FxHashMap<String, EntityId> = FxHashMap::default();
    // The short forms that were used since both were there.
    let mut used: FxHashSet<&str> = FxHashSet::default();
    let sentences = people::sentences_before(page);
    let named = page.meaning.mentions.iter().filter(|m| is_full(m) && people.contains(&m.entity));
    let full: FxHashSet<(EntityId, usize)> =
        named.map(|m| (m.entity, sentences[m.place.block] + people::sentence(page, m.place))).collect();
    let mut findings = Vec::new();
    for (id, mention) in page.meaning.mentions.iter().enumerate() {
        // A standfirst introduces people, and calls them, as the story does; it has no findings.
        let prose = people::is_paragraph(page, mention.place.block) && !mention.signs.capitals;
        if !prose || !people.contains(&mention.entity) {
            continue;
        }
        let text = people::prose(page, mention.place);
        let both = owners.get(text).filter(|o| o.len() > 1 && short(mention).is_some());
        let Some(both) = both else {
            last.insert(mention.entity, id);
            continue;
        };
        let introduced: Vec<EntityId> = both.iter().copied().filter(|e| last.contains_key(e)).collect();
        match introduced[..] {
            [] => {}
            [one] => {
                settled.entry(text.to_string()).or_insert(one);
                last.insert(one, id);
            }
            _ if settled.contains_key(text)
                || mention.title.is_some()
                || !in_own_words(page, mention)
                || !names_person(page, mention) => {}
            _ => {
                let first = used.insert(text);
                findings.extend(unclear(page, &sentences, mention, &introduced, &last, &full, first));
            }
        }
    }
    findings
}

/// The people of whose full name each word is a part.
fn owners<'a>(page: &'a Page, people: &FxHashSet<EntityId>) -> FxHashMap<&'a str, Vec<EntityId>> {
    let mut owners: FxHashMap<&str, Vec<EntityId>> = FxHashMap::default();
    for mention in page.meaning.mentions.iter().filter(|m| is_full(m) && people.contains(&m.entity)) {
        for part in mention.parts.iter().filter(|p| !matches!(p.kind, PartKind::Particle | PartKind::Initial)) {
            let of = owners.entry(people::prose(page, Place { span: part.span, ..mention.place })).or_default();
            let known = people::is_known(page, mention.place);
            if !known && !of.contains(&mention.entity) && of.len() < MOST {
                of.push(mention.entity);
            }
        }
    }
    owners
}

/// The finding, where two of these were last named so near to each other that neither is the nearer.
fn unclear(
    page: &Page,
    sentences: &[usize],
    mention: &NameUse,
    introduced: &[EntityId],
    last: &FxHashMap<EntityId, MentionId>,
    full: &FxHashSet<(EntityId, usize)>,
    first_use: bool,
) -> Option<Finding> {
    let here = people::prose(page, mention.place);
    let place = |e: EntityId| page.meaning.mentions[last[&e]].place;
    let name = |e: EntityId| people::prose(page, people::name(page, &page.meaning.entities[e]).place);
    let number = |p: Place| sentences[p.block] + people::sentence(page, p);
    let mut recent: Vec<EntityId> = introduced.to_vec();
    recent.sort_by_key(|&e| std::cmp::Reverse(last[&e]));
    let (&second, others) = recent.split_first()?;
    let near = |e: EntityId| number(place(e)).abs_diff(number(place(second))) <= TOGETHER;
    let first = others.iter().copied().find(|&e| near(e) && apart(name(e), name(second), here))?;
    let far = number(mention.place) - number(place(first)) > NEAR && !first_use;
    // Clinton said of Hillary Clinton: the sentence tells.
    let told = [first, second].iter().any(|&e| full.contains(&(e, number(mention.place))));
    if far || told {
        return None;
    }
    let fix = |e: EntityId| Fix {
        title: format!("Write {} here", name(e)),
        edits: write(page.draft, page.source, mention.place.block, mention.place.span, name(e)),
    };
    Some(Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: people::source(page, mention.place),
        message: format!("{here} may be {} or {} here: give the full name", name(first), name(second)),
        related: [first, second].iter().map(|&e| (people::source(page, place(e)), name(e).to_string())).collect(),
        fixes: vec![fix(first), fix(second)],
        block: mention.place.block,
    })
}

/// Whether two names are two people's who may both be called by one part: it opens both or closes both, no other word
/// is shared, and none is spelled like another.
fn apart(a: &str, b: &str, part: &str) -> bool {
    fn words(name: &str) -> impl Iterator<Item = &str> {
        name.split([' ', '-']).filter(|w| !w.is_empty())
    }
    let place = |name: &str| (words(name).next() == Some(part), words(name).last() == Some(part));
    // I Ketut Wirawan, I Made Wirawan; I Gusti Ketut, I Gusti Made: a letter is no word that they share, nor is the rank
    // that it opens.
    let rank = words(a).zip(words(b)).take_while(|(x, y)| x == y).count();
    let rank = if words(a).next().is_some_and(|w| w.len() == 1) { rank } else { 0 };
    let shared = words(a).skip(rank).filter(|x| words(b).skip(rank).any(|y| *x == y)).count();
    let alike = |x: &str| words(b).any(|y| x != y && strsim::jaro_winkler(x, y) > ALIKE);
    shared == 1 && place(a) == place(b) && !words(a).any(alike)
}
