//! role-conflict: one person with two offices that nobody holds at once.
//!
//! The pack says which offices exclude one another: a seat of two places, two fields of one portfolio, two rungs of a
//! ladder; and whose deputy somebody is shows in the words themselves. What sets roles apart (former, acting, a year, a
//! change of post) makes the rule silent.

use rustc_hash::FxHashSet;

use super::people::{self, in_text};
use super::told::{self, Sentence};
use super::{Finding, Page, Rule, Severity};
use crate::language::{Class, Classes, Offices};
use crate::meaning::{MentionId, NameUse, Place};
use crate::reading::{Kind, Word};
use crate::text::Span;

pub const RULE: Rule = Rule {
    name: "role-conflict",
    severity: Severity::Warning,
    summary: "A person with two offices that nobody holds at once.",
    page: include_str!("role_conflict.md"),
    check,
};

/// So many roles of one person are held against each other.
const MOST: usize = 20;
/// An office stands so many words behind what says that somebody comes to it.
const BEHIND: usize = 5;
/// The longest office has so many words.
const WORDS: usize = 5;

/// A role as the draft writes it beside a name.
#[derive(Debug)]
struct Role {
    place: Place,
    /// The office in its usual words, without what makes it second to another; empty where the pack has no such office.
    office: String,
    /// It is second to the office: a deputy, a vice.
    under: bool,
    /// Where it is held, in lower case.
    seat: Option<String>,
    /// What it is for, as the pack's groups.
    fields: Vec<usize>,
    /// All that names the office and its body, in lower case, without small words and what stands in `under`.
    words: Vec<String>,
    /// Something in `words` is a name: the body is said.
    named: bool,
}

fn check(page: &Page) -> Vec<Finding> {
    people::with_full_name(page).filter_map(|(_, mentions)| conflict(page, mentions)).collect()
}

fn conflict(page: &Page, mentions: &[MentionId]) -> Option<Finding> {
    let sure = mentions
        .iter()
        .map(|&m| &page.meaning.mentions[m])
        .filter(|m| in_text(page, m) && m.quote.is_none() && !m.uncertain);
    let mut roles: Vec<Role> = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for place in sure.flat_map(|m| places_of(page, m)) {
        // Equal roles say nothing new, and a president has his title a hundred times.
        if !seen.insert(people::prose(page, place).to_lowercase()) {
            continue;
        }
        let Some(role) = role(page, place) else { continue };
        let offices = &page.draft.blocks[role.place.block].pack.offices;
        if let Some(other) = roles.iter().find(|other| excludes(offices, other, &role)) {
            return (!changes_post(page, mentions, [other, &role])).then(|| finding(page, mentions, other, &role));
        }
        if roles.len() < MOST {
            roles.push(role);
        }
    }
    None
}

fn finding(page: &Page, mentions: &[MentionId], there: &Role, here: &Role) -> Finding {
    let person = &page.meaning.entities[page.meaning.mentions[mentions[0]].entity];
    let name = people::prose(page, people::name(page, person).place);
    let (this, that) = (people::prose(page, here.place), people::prose(page, there.place));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: people::source(page, here.place),
        message: format!("{name} is “{this}” here and “{that}” elsewhere in this draft: one of the two is wrong"),
        related: vec![(people::source(page, there.place), format!("“{that}” here"))],
        fixes: Vec::new(),
        block: here.place.block,
    }
}

/// Whether nobody can be both.
fn excludes(offices: &Offices, a: &Role, b: &Role) -> bool {
    let holds = |a: &str, b: &str| a.split(' ').all(|w| b.split(' ').any(|v| v == w));
    let apart = |a: &str, b: &str| !holds(a, b) && !holds(b, a);
    // Wakil Kepala BPBD Sleman, Kepala BPBD Sleman: the same but for the word.
    if a.under != b.under && a.named && a.words == b.words {
        return true;
    }
    if a.office.is_empty() || b.office.is_empty() {
        return false;
    }
    if a.office != b.office {
        let ladder = offices.ladders.share(&a.office, &b.office);
        return ladder && !a.under && !b.under && apart(&a.office, &b.office);
    }
    let seats = offices.seats.has(&a.office);
    match (&a.seat, &b.seat) {
        (Some(x), Some(y)) if seats && a.under == b.under => return apart(x, y),
        (Some(x), Some(y)) if seats => return x == y,
        _ => {}
    }
    let shared = a.fields.iter().any(|f| b.fields.contains(f));
    if offices.portfolios.has(&a.office) && !a.fields.is_empty() && !b.fields.is_empty() {
        return if a.under == b.under { !shared } else { a.fields == b.fields };
    }
    seats && a.under != b.under
}

/// Whether the draft tells that this person goes from one post to another, or a year beside one of the roles sets it
/// apart.
fn changes_post(page: &Page, mentions: &[MentionId], roles: [&Role; 2]) -> bool {
    let post = |word: &String| roles.iter().any(|r| r.words.contains(word) || r.office.split(' ').any(|o| o == word));
    let change = |sentence: &Sentence| {
        let (offices, words) = (&page.draft.blocks[sentence.block].pack.offices, sentence.text(page));
        // She was made mayor; ia kini bupati.
        let becomes = |at: usize| words[at..].iter().take(BEHIND).any(post);
        let mut changes = offices.change.said(&words).filter(|&at| !of_a_thing(page, sentence, mentions, &words, at));
        changes.next().is_some() || offices.becoming.said(&words).any(becomes)
    };
    let dated = |role: &&Role| {
        let (prose, reading) = (&page.draft.blocks[role.place.block].prose, &page.readings[role.place.block]);
        let sentence = reading.sentences.get(people::sentence(page, role.place));
        let words = sentence.map_or(&[][..], |s| &reading.words[s.clone()]);
        words.iter().any(|w| people::year(prose, w).is_some())
    };
    told::of(page, mentions).iter().any(change) || roles.iter().any(dated)
}

/// `Old pipes will be replaced`: what things suffer too, where its subject is none of these mentions and no pronoun for a person.
fn of_a_thing(page: &Page, sentence: &Sentence, mentions: &[MentionId], words: &[String], at: usize) -> bool {
    let pack = page.draft.blocks[sentence.block].pack;
    let class = |word: &String, class: Class| pack.lexicon.classes(word, word).has(class);
    let suffers = (1..=2.min(words.len() - at)).any(|n| pack.offices.of_things.has(&words[at..at + n].join(" ")));
    let helps = |word: &&String| class(word, Class::Auxiliary) || class(word, Class::Adverb);
    let helped = words[..at].iter().rev().take_while(helps).count();
    let passive = helped > 0 || class(&words[at], Class::Auxiliary);
    let Some(subject) = words[..at - helped].last().filter(|_| suffers && passive) else { return false };
    let person = [Class::He, Class::She, Class::OnePerson, Class::Relative].iter().any(|&c| class(subject, c));
    let named = mentions.iter().take(20).any(|&m| {
        let place = page.meaning.mentions[m].place;
        people::prose(page, place).to_lowercase().split(' ').any(|part| part == subject)
    });
    let word = subject.chars().all(char::is_alphabetic);
    word && !person && !named
}

/// Where a role may stand beside a mention: its title, and what is said between commas.
fn places_of(page: &Page, mention: &NameUse) -> impl Iterator<Item = Place> {
    let aside = people::read(page, mention).and_then(|m| m.apposition);
    // Wali Kota Utara Rahmad Basuki, Wali Kota Selatan Tutik Handayani: the next one's.
    let own = |span: &Span| {
        let mentions = &people::reading(page, mention).mentions;
        let from = mentions.partition_point(|m| m.span.end <= span.start);
        let beside = mentions[from..].iter().take_while(|m| m.title.unwrap_or(m.span).start < span.end);
        beside.filter(|m| !m.span.covers(mention.place.span)).all(|m| {
            m.title.is_none_or(|t| !t.overlaps(*span)) && (m.kind != Some(Kind::Person) || !m.span.overlaps(*span))
        })
    };
    let aside = aside.filter(own);
    [mention.title, aside].into_iter().flatten().map(|span| Place { span, ..mention.place })
}

/// A word of a role.
struct Token<'a> {
    text: String,
    capital: bool,
    word: &'a Word,
}

/// What a role's words say; None where they say too much or too little.
fn role(page: &Page, place: Place) -> Option<Role> {
    let Place { block, span } = place;
    let (prose, pack) = (&page.draft.blocks[block].prose, page.draft.blocks[block].pack);
    let reading = &page.readings[block];
    let first = reading.word_at(span.start);
    let words: Vec<&Word> = reading.words[first..].iter().take_while(|w| w.span.end <= span.end).collect();
    let offices = &pack.offices;
    // Two roles in one breath (and, /), a relative of the one who has it, a role that is past or to come.
    let twofold = |w: &&Word| !w.is_word() || w.classes.any(Classes::of(&[Class::Conjunction, Class::Kin]));
    let apart = |w: &&Word| w.span.of(prose).split([' ', '-']).any(|t| offices.apart.has(&t.to_lowercase()));
    if words.is_empty() || words.iter().any(twofold) || words.iter().any(apart) {
        return None;
    }
    let tokens: Vec<Token> = words.iter().flat_map(|&w| tokens(prose, w, offices)).collect();
    let found = office(&tokens, offices);
    let (at, end) = found.clone().map_or((0, 0), |f| (f.start, f.end));
    // Staf khusus Menteri Keuangan, spokesman for the governor: somebody else's office.
    const HEADS: Classes = Classes::of(&[Class::Role, Class::Title, Class::Group, Class::Document]);
    let under = |t: &Token| offices.under.has(&t.text);
    let own = tokens.get(at).map(|t| t.word.span);
    let head = |t: &Token| {
        t.word.classes.any(HEADS) && !t.word.has(Class::RoleModifier) && !under(t) && Some(t.word.span) != own
    };
    if found.is_some() && (tokens[..at].iter().any(head) || office(&tokens[end..], offices).is_some()) {
        return None;
    }
    const SMALL: Classes = Classes::of(&[Class::Determiner, Class::Indefinite, Class::Preposition, Class::Possessive]);
    let content = |t: &&Token| !under(t) && (t.capital || !t.word.classes.any(SMALL));
    Some(Role {
        place,
        office: found.map_or_else(String::new, |f| text(&tokens[f])),
        under: tokens.iter().any(under),
        seat: seat(&tokens, at..end, offices),
        fields: fields(&tokens, offices),
        words: tokens.iter().filter(content).map(|t| t.text.clone()).collect(),
        named: tokens.len() > 1 && tokens.iter().filter(content).skip(1).any(|t| t.capital),
    })
}

/// A word's parts in lower case, its short form written out.
fn tokens<'a>(prose: &str, word: &'a Word, offices: &Offices) -> Vec<Token<'a>> {
    let lower = word.span.of(prose).to_lowercase();
    let long = offices.same.first(&lower);
    let capital = |part: usize| {
        let own = word.span.of(prose).split(' ').nth(part).is_some_and(|t| t.starts_with(char::is_uppercase));
        own || long != lower && word.capital
    };
    long.split(' ').enumerate().map(|(i, t)| Token { text: t.to_string(), capital: capital(i), word }).collect()
}

/// The first office among the words, the longest that fits.
fn office(tokens: &[Token], offices: &Offices) -> Option<std::ops::Range<usize>> {
    let known = |form: &str| {
        offices.seats.has(form) || offices.portfolios.has(form) || offices.ladders.of(form).next().is_some()
    };
    (0..tokens.len()).find_map(|at| {
        let most = WORDS.min(tokens.len() - at);
        (1..=most).rev().map(|n| at..at + n).find(|r| known(&text(&tokens[r.clone()])))
    })
}

fn text(tokens: &[Token]) -> String {
    tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The name behind the office (mayor of Bath, Bupati Sleman), or the place right before it (Ohio Governor).
fn seat(tokens: &[Token], office: std::ops::Range<usize>, offices: &Offices) -> Option<String> {
    if office.is_empty() {
        return None;
    }
    let head = |t: &&Token| !t.capital || t.word.has(Class::PlaceHead);
    let behind = tokens[office.end..].iter().skip_while(head).take_while(|t| t.capital);
    let behind: Vec<&str> = behind.map(|t| t.text.as_str()).collect();
    let before = tokens[..office.start].iter().filter(|t| t.capital && t.word.has(Class::Place));
    let before: Vec<&str> = before.map(|t| t.text.as_str()).collect();
    let name = if behind.is_empty() { before } else { behind }.join(" ");
    (!name.is_empty()).then(|| offices.places.first(&name).to_string())
}

/// The fields that the words name, as groups of the pack.
fn fields(tokens: &[Token], offices: &Offices) -> Vec<usize> {
    let mut fields: Vec<usize> = tokens.iter().flat_map(|t| offices.fields.of(&t.text)).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}
