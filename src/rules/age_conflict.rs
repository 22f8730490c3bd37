//! age-conflict: one person with two ages in one draft.
//!
//! An age counts where it touches the name: `Rina, 34,`, `Rina (34)`, `34-year-old Rina`. A word beside it that speaks
//! of another time, or a year in one of the two sentences, sets it apart.

use super::people::{self, in_text};
use super::told::{self, Sentence};
use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::write;
use crate::language::{Class, Classes, Forms, Pack};
use crate::meaning::{MentionId, NameUse, Place};
use crate::reading::{Kind, Word, WordKind};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "age-conflict",
    severity: Severity::Warning,
    summary: "A person who has two ages in one draft.",
    page: include_str!("age_conflict.md"),
    check,
};

/// An age as it stands beside a name.
struct Age {
    years: u32,
    /// The number alone.
    place: Place,
    /// The years that its sentence names.
    dates: Vec<u32>,
}

/// A smaller number that stands in brackets by itself may be a vote, a goal or an article.
const LEAST: u32 = 5;

/// The words of a death and its age stand so many words apart at most.
const FAR: usize = 14;

/// A word that sets an age apart in time stands so many words from it at most.
const BESIDE: usize = 3;

fn check(page: &Page) -> Vec<Finding> {
    people::sure(page).flat_map(|(_, mentions)| conflicts(page, mentions)).collect()
}

fn conflicts(page: &Page, mentions: &[MentionId]) -> Vec<Finding> {
    let long = |m: &&NameUse| m.place.span.len() > 2;
    let sure =
        mentions.iter().map(|&m| &page.meaning.mentions[m]).filter(|m| in_text(page, m) && !m.uncertain).filter(long);
    let mut ages = sure.filter_map(|m| Some((m, age(page, m)?)));
    let Some((_, first)) = ages.next() else { return Vec::new() };
    let mut turned: Option<Vec<u32>> = None;
    // Moss, 44, … Moss, who turns 45 on Friday: she has a birthday.
    let mut birthday = |a: u32, b: u32| {
        a.abs_diff(b) == 1 && turned.get_or_insert_with(|| turning(page, mentions)).contains(&a.max(b))
    };
    // M (40), M (43): two who are called alike stand in one sentence.
    let sentence = |age: &Age| (age.place.block, people::sentence(page, age.place));
    ages.filter(|(_, age)| age.years != first.years && sentence(age) != sentence(&first) && age.dates == first.dates)
        .filter(|(_, age)| !birthday(age.years, first.years))
        .map(|(mention, age)| {
            let name = people::prose(page, people::name(page, &page.meaning.entities[mention.entity]).place);
            let (here, there) = (age.years, first.years);
            let change = |to: u32, place: Place| Fix {
                title: format!("Make it {to} {}", if place == age.place { "here" } else { "there" }),
                edits: write(page.draft, page.source, place.block, place.span, &to.to_string()),
            };
            Finding {
                rule: RULE.name,
                severity: RULE.severity,
                span: people::source(page, age.place),
                message: format!("{name} is {here} here and {there} elsewhere in this draft: one of the ages is wrong"),
                related: vec![(people::source(page, first.place), format!("{there} here"))],
                fixes: vec![change(there, age.place), change(here, first.place)],
                block: age.place.block,
            }
        })
        .collect()
}

/// The ages to which the draft says that this person comes: turns 45, her 45th birthday, genap berusia 45 tahun.
fn turning(page: &Page, mentions: &[MentionId]) -> Vec<u32> {
    let ages = |sentence: &Sentence| {
        let words = sentence.text(page);
        let turns = page.draft.blocks[sentence.block].pack.ages.turning.said(&words);
        let beside = turns.flat_map(|at| &words[at.saturating_sub(1)..words.len().min(at + BESIDE + 1)]);
        let digits = |w: &String| w.chars().filter(char::is_ascii_digit).collect::<String>();
        beside.filter_map(|w| digits(w).parse().ok()).collect::<Vec<u32>>()
    };
    told::of(page, mentions).iter().flat_map(ages).collect()
}

/// The age that touches a mention.
fn age(page: &Page, mention: &NameUse) -> Option<Age> {
    let block = &page.draft.blocks[mention.place.block];
    let (prose, pack) = (block.prose.as_str(), block.pack);
    let reading = people::reading(page, mention);
    let (start, end) = (reading.word_at(mention.place.span.start), reading.word_at(mention.place.span.end - 1) + 1);
    let sentence = &reading.sentences[people::sentence(page, mention.place)];
    let before = &reading.words[sentence.start.min(start)..start];
    let after = &reading.words[end.min(sentence.end)..sentence.end];
    let aside = people::read(page, mention).and_then(|m| m.apposition).filter(|a| a.end <= mention.place.span.start);
    let fronted =
        || in_front(prose, before, mention.title.or(aside), pack).or_else(|| named_behind(prose, before, pack));
    let at_death = || at_death(page, mention, before, after, pack);
    // A cousin of Lee died aged 52.
    let owned = before.last().is_some_and(|w| w.has(Class::Preposition) && !w.capital);
    let dies = |span: &Span| {
        after.iter().any(|w| w.span.end <= span.start && pack.ages.last.has(&w.span.of(prose).to_lowercase()))
    };
    let span = behind(prose, after, pack).filter(|span| !(owned && dies(span))).or_else(fronted).or_else(at_death)?;
    // When Lee was 34; Lee, 34 at the time: a word beside it speaks of another time.
    let untitled = before.iter().rev().filter(|w| mention.title.is_none_or(|t| !t.covers(w.span)));
    let behind_age = after.iter().skip_while(|w| w.span.start < span.end);
    let apart = |w: &Word| pack.ages.apart.has(&w.span.of(prose).to_lowercase());
    if untitled.take(BESIDE).chain(behind_age.take(BESIDE)).any(apart) {
        return None;
    }
    let digits: String = span.of(prose).chars().take_while(char::is_ascii_digit).collect();
    let span = Span::new(span.start, span.start + digits.len());
    let years = digits.parse().ok().filter(|n| (1..=115).contains(n))?;
    let bare = prose[..span.start].ends_with('(') && prose[span.end..].starts_with(')');
    if bare && years < LEAST {
        return None;
    }
    let dates = reading.words[sentence.clone()].iter().filter_map(|w| people::year(prose, w)).collect();
    Some(Age { years, place: Place { block: mention.place.block, span }, dates })
}

/// `, 34,`, `(34)`, `, aged 34`, `, 34 tahun`, `(34 tahun)`, `yang berusia 34 tahun`, `is 34 years old`.
fn behind(prose: &str, after: &[Word], pack: &Pack) -> Option<Span> {
    let text = |i: usize| after.get(i).map_or("", |w| w.span.of(prose));
    let has = |forms: &Forms, i: usize| forms.has(&text(i).to_lowercase());
    let number = |i: usize| after.get(i).filter(|w| w.kind == WordKind::Number && is_short(w.span.of(prose)));
    let (bracket, comma) = (text(0) == "(", text(0) == ",");
    let said = (0..=3).find(|&i| has(&pack.ages.before, i));
    let at = match said {
        // Lee has driven since age 19.
        Some(i) if i > 0 && has(&pack.ages.since, i - 1) && !(0..i).any(|k| has(&pack.ages.last, k)) => return None,
        Some(i) => i + 1,
        None if bracket || comma => 1,
        // Nothing but the phrase behind it says that the number is an age.
        None => (1..=2).find(|&i| pack.ages.phrase.has(&format!("{} {}", text(i + 1), text(i + 2)).to_lowercase()))?,
    };
    let age = number(at)?;
    let unit = usize::from(has(&pack.ages.behind, at + 1));
    let close = text(at + 1 + unit);
    let closed = if bracket { matches!(close, ")" | ",") } else { matches!(close, "," | "." | "" | ";" | "(" | ")") };
    (said.is_some() || !bracket && !comma || closed).then_some(age.span)
}

/// `34-year-old Rina`, `the 34-year-old nurse, Rina`: nothing but what she is stands between.
fn in_front(prose: &str, before: &[Word], role: Option<Span>, pack: &Pack) -> Option<Span> {
    let outside = |w: &&Word| role.is_none_or(|r| !r.covers(w.span)) && w.kind != WordKind::Punctuation;
    let beside = before.iter().rev().find(outside);
    let inside = before.iter().rev().take_while(|w| !outside(w));
    inside.chain(beside).find_map(|w| {
        let text = w.span.of(prose);
        let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|&d| (1..=3).contains(&d))?;
        pack.ages.ending.has(&text[digits..].to_lowercase()).then_some(w.span)
    })
}

/// `pria berusia 48 tahun bernama Yeremias`: nothing but what it is counted in and that somebody is called so stands between.
fn named_behind(prose: &str, before: &[Word], pack: &Pack) -> Option<Span> {
    let text = |w: &Word| w.span.of(prose).to_lowercase();
    let small = |w: &&Word| w.kind == WordKind::Word && !w.capital;
    let between = before.iter().rev().take(3).take_while(small).count();
    let at = before.len().checked_sub(between + 1)?;
    let called = |w: &Word| w.classes.any(Classes::of(&[Class::Alias, Class::TermIntroducer]));
    let fits = before[at + 1..].iter().all(|w| called(w) || pack.ages.behind.has(&text(w)));
    let age = before.get(at).filter(|w| w.kind == WordKind::Number && is_short(w.span.of(prose)))?;
    let said = at.checked_sub(1).is_some_and(|i| pack.ages.before.has(&text(&before[i])));
    (fits && said && before.last().is_some_and(called)).then_some(age.span)
}

/// `Sir Arthur Ames, the painter, has died at his home in Perth aged 87`: the age of a death. The sentence opens with the
/// name, with who it is between commas at most behind it; before the age opens no other clause, and nobody else is named.
fn at_death(page: &Page, mention: &NameUse, before: &[Word], after: &[Word], pack: &Pack) -> Option<Span> {
    const HELPS: Classes = Classes::of(&[Class::Auxiliary, Class::Adverb, Class::Time]);
    const OTHER: Classes = Classes::of(&[
        Class::Conjunction,
        Class::Subordinator,
        Class::Relative,
        Class::Complementizer,
        Class::Cue,
        Class::He,
        Class::She,
        Class::OnePerson,
        Class::They,
    ]);
    let prose = page.draft.blocks[mention.place.block].prose.as_str();
    let text = |w: &Word| w.span.of(prose).to_lowercase();
    let titled = |w: &Word| mention.title.is_some_and(|t| t.covers(w.span));
    if before.iter().any(|w| w.is_word() && !titled(w)) {
        return None;
    }
    let comma = |w: &Word| w.span.of(prose) == ",";
    let aside = match after.first() {
        Some(first) if comma(first) => 2 + after[1..].iter().take(FAR).position(comma)?,
        _ => 0,
    };
    let died = aside + after[aside..].iter().take(BESIDE).position(|w| pack.ages.last.has(&text(w)))?;
    let said = died + after[died..].iter().take(FAR).position(|w| pack.ages.before.has(&text(w)))?;
    let clause = &after[died + 1..said];
    // Of homes and hospitals the name may be anybody’s: only who stands there alone is somebody else.
    let other = |w: &Word| {
        w.classes.any(OTHER) && !w.capital && !w.classes.any(Classes::of(&[Class::Preposition, Class::Possessive]))
    };
    if !after[aside..died].iter().all(|w| w.classes.any(HELPS)) || clause.iter().any(other) {
        return None;
    }
    let age = after.get(said + 1).filter(|w| w.kind == WordKind::Number && is_short(w.span.of(prose)))?;
    let span = Span::new(after[died].span.start, age.span.start);
    let person = |m: &&crate::reading::Mention| span.covers(m.span) && m.kind == Some(Kind::Person);
    people::reading(page, mention).mentions.iter().find(person).is_none().then_some(age.span)
}

/// One to three digits.
fn is_short(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
