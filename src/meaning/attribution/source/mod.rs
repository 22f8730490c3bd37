//! Source expressions: the words that name who speaks, found behind a verb of saying or before it.
//!
//! A source is a name (with its titles and what stands between commas behind it), a pronoun, a role (`the mayor`,
//! `seorang juru bicara militer AS`), a group or a document. Of a chain of offices and names, the person is the
//! source and the rest is who they are.

mod backward;
mod subject;

use super::SourceKind;
use super::frame::Frame;
use crate::language::{Capitals, Class, Classes};
use crate::reading::{Kind, QuoteKind, WordKind};
use crate::text::Span;

pub use backward::backward;
pub use subject::{clause_first, may_open, opens_adverbial, subject};

/// A source expression in a block's prose.
#[derive(Clone, Debug)]
pub struct Found {
    pub bare: Span,
    pub full: Span,
    pub kind: SourceKind,
    /// The mention that names it, as an index of the reading's mentions.
    pub mention: Option<usize>,
    /// The first item behind the expression (forward), or its first item (backward).
    pub edge: usize,
}

pub const PRONOUNS: Classes = Classes::of(&[Class::He, Class::She, Class::OnePerson, Class::They, Class::FirstPerson]);
const HEADS: Classes = Classes::of(&[Class::Role, Class::Group, Class::Title, Class::Kin, Class::Document]);
const OPENS: Classes =
    Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive, Class::RoleModifier, Class::Number]);
const VERBS: Classes = Classes::of(&[
    Class::Cue,
    Class::InvertedCue,
    Class::ParticipleCue,
    Class::CueWithSource,
    Class::Auxiliary,
    Class::QuotedBy,
    Class::According,
]);
/// What may stand between a source and its cue.
pub const BETWEEN: Classes = Classes::of(&[Class::Adverb, Class::Auxiliary, Class::Time]);
const CLAUSE: Classes = Classes::of(&[Class::Subordinator, Class::Complementizer, Class::Relative]);

/// The longest expression, in words: “a former senior official of the Ministry of … who …” goes no further.
const LONGEST: usize = 16;

/// What kind of entity the mention is, over the whole draft; None where it is no entity.
pub type KindOf<'a> = &'a dyn Fn(usize) -> Option<Kind>;

/// The source that begins at item `i`, behind its cue.
pub fn forward(frame: &Frame, i: usize, kind_of: KindOf) -> Option<Found> {
    let mut at = i;
    while at < i + 3 && frame.any(at, Classes::of(&[Class::Adverb, Class::By])) && frame.mention(at).is_none() {
        at += 1;
    }
    if let Some(found) =
        in_marks(frame, at).or_else(|| frame.has(at, Class::Determiner).then(|| in_marks(frame, at + 1))?)
    {
        return Some(Found {
            full: Span::new(frame.word(at).map_or(found.full.start, |w| w.span.start), found.full.end),
            ..found
        });
    }
    let word = frame.word(at)?;
    if word.classes.any(PRONOUNS) && frame.mention(at).is_none() {
        let kind = if means_several(word) { SourceKind::Group } else { SourceKind::Pronoun };
        return Some(Found { bare: word.span, full: word.span, kind, mention: None, edge: at + 1 });
    }
    named_behind(frame, at, kind_of).or_else(|| chain(frame, at, kind_of)).or_else(|| noun_phrase(frame, at))
}

/// schrieb die „Zeit“: a paper whose name stands in marks.
fn in_marks(frame: &Frame, at: usize) -> Option<Found> {
    let (_, quote) = frame.quote(at).filter(|(_, q)| matches!(q.kind, QuoteKind::Title | QuoteKind::Term))?;
    let capital = quote.inner.of(&frame.block.prose).starts_with(char::is_uppercase);
    capital.then(|| Found { bare: quote.inner, full: quote.span, kind: SourceKind::Name, mention: None, edge: at + 1 })
}

/// `die Betreiberin`: where nouns have capitals, an article and the noun behind it are an expression, whatever it means.
fn noun_phrase(frame: &Frame, at: usize) -> Option<Found> {
    let opens = Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]);
    if frame.block.pack.capitals != Capitals::Nouns {
        return None;
    }
    // „…“, so Barth: a bare capital between the verb and the stop.
    let bare = frame.word(at).filter(|w| w.capital && w.kind == WordKind::Word && frame.mention(at).is_none());
    if let Some(word) = bare.filter(|w| !w.classes.any(opens.and(PRONOUNS)) && frame.is_punctuation(at + 1)) {
        return Some(Found { bare: word.span, full: word.span, kind: SourceKind::Role, mention: None, edge: at + 1 });
    }
    if !frame.any(at, opens) {
        return None;
    }
    let noun = (at + 1..at + 6)
        .take_while(|&k| {
            frame.word(k).is_some_and(|w| w.is_word() && !w.classes.any(VERBS) && !w.has(Class::Preposition))
        })
        .find(|&k| frame.word(k).is_some_and(|w| w.capital && w.kind == WordKind::Word))?;
    let span = frame.word(at)?.span.join(frame.word(noun)?.span);
    Some(Found { bare: span, full: span, kind: SourceKind::Role, mention: None, edge: noun + 1 })
}

/// The subject behind its verb: no preposition and no other case than the subject's opens it.
pub fn subject_behind(frame: &Frame, verb: usize, kind_of: KindOf) -> Option<Found> {
    const OTHER: Classes = Classes::of(&[Class::Oblique, Class::Preposition, Class::Locative]);
    let mut at = verb + 1;
    while at < verb + 4 && frame.any(at, Classes::of(&[Class::Adverb, Class::Time])) && frame.mention(at).is_none() {
        at += 1;
    }
    // „…“, heißt es in dem Brief: a verb without a subject, and the document behind a preposition.
    let within = frame.has(verb, Class::DocumentCue) && frame.any(at, Classes::of(&[Class::Preposition, Class::By]));
    if within && frame.mention(at).is_none() {
        return forward(frame, at + 1, kind_of);
    }
    let other = frame.block.pack.inversion && frame.any(at, OTHER) && frame.mention(at).is_none();
    if other { None } else { forward(frame, if frame.block.pack.inversion { at } else { verb + 1 }, kind_of) }
}

/// `the surveyor, Mabel Thrupp`: the reading saw that the words before the comma are the office of the name behind it.
fn named_behind(frame: &Frame, at: usize, kind_of: KindOf) -> Option<Found> {
    let comma = (at + 1..at + 13).find(|&k| !frame.word(k).is_some_and(|w| w.is_word()))?;
    let courtesy = Classes::of(&[Class::Honorific, Class::Title]);
    let behind = (comma + 1..comma + 4).find(|&k| frame.mention(k).is_some() || !frame.any(k, courtesy))?;
    let m = frame.mention(behind).filter(|_| frame.is_comma(comma))?;
    let mention = &frame.reading.mentions[m];
    let first = frame.word(at)?.span.start;
    let office = mention
        .apposition
        .is_some_and(|a| a.start <= first && a.end >= frame.word(comma - 1).map_or(0, |w| w.span.end));
    let items = frame.mention_items(m)?;
    (office && items.start == behind && person_or_open(kind_of(m))).then(|| Found {
        bare: mention.span,
        full: Span::new(first, mention.span.end),
        kind: SourceKind::Name,
        mention: Some(m),
        edge: items.end,
    })
}

/// Whether a name may be a person as far as anything is known.
fn person_or_open(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Person | Kind::Other))
}

/// A pronoun that may mean one person as well as several (German sie) means one, as far as we can tell.
fn means_several(word: &crate::reading::Word) -> bool {
    word.has(Class::They) && !word.classes.any(Classes::of(&[Class::He, Class::She, Class::OnePerson]))
}

/// A chain of offices, organisations and names, read from its first word.
fn chain(frame: &Frame, start: usize, kind_of: KindOf) -> Option<Found> {
    let mut at = start;
    let mut head: Option<usize> = None;
    let mut person: Option<usize> = None;
    let mut named: Option<usize> = None;
    while at < start + LONGEST {
        if let Some(m) = frame.mention(at) {
            let items = frame.mention_items(m)?;
            match kind_of(m) {
                // said the wife of Paul Marsh, kata istri Budi: whose she is, is not who she is.
                Some(Kind::Person) if head.is_some_and(|h| owned(frame, h, at)) => {
                    named = named.or(Some(m));
                    at = items.end;
                    break;
                }
                Some(Kind::Person) => person = Some(m),
                _ => named = named.or(Some(m)),
            }
            at = items.end;
            // A possessive goes on to what is owned: Lund’s campaign, the Gazette’s Ana Lund.
            let owns = frame.word(at - 1).is_some_and(|w| w.end > w.span.end);
            // So does a name before a role: Clinton ally, one Trump confidant.
            let modifies =
                frame.any(at, HEADS) && frame.word(at).is_some_and(|w| !w.capital) && at > start + items.len();
            if owns || modifies || frame.any(at, HEADS) && frame.mention(at + 1).is_some() {
                if person == Some(m) {
                    person = None;
                    named = named.or(Some(m));
                }
                continue;
            }
            if person == Some(m) {
                break;
            }
            continue;
        }
        let Some(word) = frame.word(at) else { break };
        // Dewan Kesenian Daerah (DKD) Pulau Timur: an acronym in brackets parts nothing.
        if frame.text(at) == "(" && frame.text(at + 2) == ")" && frame.word(at + 1).is_some_and(|w| w.shouted) {
            at += 3;
            continue;
        }
        if !word.is_word() && frame.text(at) != "." || head.is_some() && leaves_noun(frame, at) {
            break;
        }
        // pria 54 tahun itu
        if word.kind == WordKind::Number && head.is_some() && frame.block.pack.ages.behind.has(frame.text(at + 1)) {
            at += 2;
            continue;
        }
        let behind_name = named.is_some() && word.classes.any(Classes::of(&[Class::Preposition, Class::Locative]));
        if word.classes.any(HEADS) && !behind_name {
            head = head.or(Some(at));
        } else if word.has(Class::Demonstrative) && head.is_some() {
            at += 1;
            break;
        } else {
            // A verb, a new clause, a time, or a place behind a name: the expression ends before it.
            let clause = word.classes.any(VERBS.and(CLAUSE)) || word.has(Class::Conjunction) && head.is_none();
            let aside = Classes::of(&[Class::Time, Class::Weekday, Class::Adverb, Class::Conjunction]);
            let place = behind_name && head.is_none();
            // a Sunday column, the second official: what stands between the article and its noun says which one.
            let which = head.is_none() && at == start + 1 && frame.any(start, OPENS);
            if clause || word.classes.any(aside) && at > start && !which || place || !word.is_word() {
                break;
            }
        }
        at += 1;
    }
    // das Ministerium der Vereinigten Staaten | die Aktion: a small word at the end leads to something else.
    const LEADS: Classes = Classes::of(&[Class::Determiner, Class::Preposition, Class::Owner, Class::Conjunction]);
    while at > start + 1
        && frame.mention(at - 1).is_none()
        && frame.any(at - 1, LEADS)
        && !frame.any(at - 1, HEADS.and(Classes::of(&[Class::Demonstrative])))
    {
        at -= 1;
    }
    let first = frame.word(start)?.span.start;
    if let Some(m) = person {
        let bare = frame.reading.mentions[m].span;
        let items = frame.mention_items(m)?;
        let mut full = Span::new(first, bare.end);
        let mut edge = items.end;
        if let Some(apposition) = frame.reading.mentions[m].apposition.filter(|a| a.start >= bare.end) {
            full.end = apposition.end;
            while edge < frame.items.len() && frame.word(edge).is_some_and(|w| w.end <= apposition.end) {
                edge += 1;
            }
        }
        return Some(Found { bare, full, kind: SourceKind::Name, mention: Some(m), edge });
    }
    let end = frame.word(at.checked_sub(1)?)?.span.end;
    // Direktur Utama Bahari Jaya, Rahmad Basuki, …: the office first, and the person behind a comma.
    // kata tetangganya, Bu Tini: a courtesy may stand between.
    let courtesy = Classes::of(&[Class::Honorific, Class::Title, Class::Determiner]);
    let behind = (at + 1..at + 4).find(|&k| frame.mention(k).is_some() || !frame.any(k, courtesy)).unwrap_or(at + 1);
    if let Some(m) = head.filter(|_| frame.is_comma(at)).and_then(|_| frame.mention(behind)) {
        let items = frame.mention_items(m)?;
        let whole = items.start == behind
            && (frame.is_punctuation(items.end)
                || items.end == frame.items.len()
                || frame.any(
                    items.end,
                    Classes::of(&[Class::Cue, Class::Preposition, Class::Time, Class::Weekday, Class::Adverb]),
                ));
        if whole && matches!(kind_of(m), None | Some(Kind::Person | Kind::Other)) {
            let bare = frame.reading.mentions[m].span;
            return Some(Found {
                bare,
                full: Span::new(first, bare.end),
                kind: SourceKind::Name,
                mention: Some(m),
                edge: items.end,
            });
        }
    }
    if let Some(h) = head {
        return Some(role(frame, start, h, end.max(frame.word(h)?.span.end), at));
    }
    let m = named?;
    let bare = frame.reading.mentions[m].span;
    if kind_of(m) == Some(Kind::Place) && frame.any(start, Classes::of(&[Class::Locative])) {
        return None;
    }
    let after = frame.mention_items(m)?.end;
    // das Ministerium der Vereinigten Staaten: with its owner, where nouns have capitals and articles lead to owners.
    let owned = frame.block.pack.capitals == Capitals::Nouns && frame.has(after, Class::Owner) && at > after + 1;
    if owned {
        return Some(Found { bare, full: Span::new(first, end), kind: SourceKind::Name, mention: Some(m), edge: at });
    }
    Some(Found { bare, full: Span::new(first, bare.end), kind: SourceKind::Name, mention: Some(m), edge: after })
}

/// Whether the person named at item `at` is only whose somebody the head is: `the wife of Paul Marsh`, `a friend of the
/// singer Paul Marsh`, `istri Budi Gunardi`. `the director of operations Paul Marsh` is Paul Marsh.
fn owned(frame: &Frame, head: usize, at: usize) -> bool {
    const HIS: Classes = Classes::of(&[
        Class::Title,
        Class::Honorific,
        Class::Role,
        Class::RoleModifier,
        Class::Determiner,
        Class::Demonym,
    ]);
    let Some(before) = (head..at).rev().find(|&k| k == head || !frame.any(k, HIS)) else { return false };
    let leads = Classes::of(&[Class::Owner, Class::Preposition]);
    if before > head {
        return frame.any(before, leads) && !frame.any(before, HEADS);
    }
    // Without a word between, only where owners stand behind what is theirs, and of those only kin.
    frame.block.pack.owners_behind
        && before + 1 == at
        && frame.has(head, Class::Kin)
        && !frame.has(head, Class::Honorific)
}

/// `der Sprecher | gestern`, `das Gericht | seine Entscheidung`: where nouns have capitals, a small word behind one goes
/// on with it only where it leads to an owner (der Sprecher des Gerichts).
fn leaves_noun(frame: &Frame, at: usize) -> bool {
    let small = frame.word(at).is_some_and(|w| !w.capital && !w.has(Class::Owner));
    let noun = at > 0 && frame.word(at - 1).is_some_and(|w| w.capital || w.kind == WordKind::Number);
    frame.block.pack.capitals == Capitals::Nouns && small && noun
}

/// A role, a group or a document: the bare expression ends with its head noun, the full one with its modifiers.
fn role(frame: &Frame, start: usize, head: usize, end: usize, edge: usize) -> Found {
    let word = frame.word(head).expect("a head is a word");
    let kind = if word.has(Class::Document) && !word.has(Class::Role) {
        SourceKind::Document
    } else if word.has(Class::Group) && !word.has(Class::Role) {
        SourceKind::Group
    } else {
        SourceKind::Role
    };
    let first = frame.word(start).map_or(word.span.start, |w| w.span.start);
    let mut bare = Span::new(first.min(word.span.start), word.span.end);
    // `seorang petugas bea cukai`: what stands behind the head without a preposition belongs to its name.
    for k in head + 1..edge {
        let Some(next) = frame.word(k).filter(|w| w.is_word() && !w.classes.any(CLAUSE)) else { break };
        let years = frame.word(k - 1).is_some_and(|w| w.kind == WordKind::Number)
            && frame.block.pack.ages.behind.has(frame.text(k));
        let leads = Classes::of(&[Class::Preposition, Class::Locative, Class::Time]);
        if next.classes.any(leads) && frame.mention(k).is_none() && !years {
            break;
        }
        bare.end = next.span.end.min(end.max(bare.end));
    }
    Found { bare, full: Span::new(bare.start, end.max(bare.end)), kind, mention: None, edge }
}
