//! Source expressions: the words that name who speaks, found behind a verb of saying or before it.
//!
//! A source is a name (with its titles and what stands between commas behind it), a pronoun, a role (`the mayor`,
//! `seorang juru bicara militer AS`), a group or a document. Of a chain of offices and names, the person is the
//! source and the rest is who they are.

use super::SourceKind;
use super::frame::Frame;
use crate::language::{Capitals, Class, Classes};
use crate::reading::{Kind, QuoteKind, WordKind};
use crate::text::Span;

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
    if frame.block.pack.capitals != Capitals::Nouns || !frame.any(at, opens) {
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
    let m = frame.mention(comma + 1).filter(|_| frame.is_comma(comma))?;
    let mention = &frame.reading.mentions[m];
    let first = frame.word(at)?.span.start;
    let office = mention
        .apposition
        .is_some_and(|a| a.start <= first && a.end >= frame.word(comma - 1).map_or(0, |w| w.span.end));
    let items = frame.mention_items(m)?;
    (office && items.start == comma + 1 && person_or_open(kind_of(m))).then(|| Found {
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
                Some(Kind::Person) => person = Some(m),
                _ => named = named.or(Some(m)),
            }
            at = items.end;
            // A possessive goes on to what is owned: Clinton’s campaign, Breitbart’s Joel Pollak.
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
        // Komisi Pemilihan Umum (KPU) Gunung Kidul: an acronym in brackets parts nothing.
        if frame.text(at) == "(" && frame.text(at + 2) == ")" && frame.word(at + 1).is_some_and(|w| w.shouted) {
            at += 3;
            continue;
        }
        if !word.is_word() && frame.text(at) != "." || head.is_some() && leaves_noun(frame, at) {
            break;
        }
        let behind_name = named.is_some() && word.classes.any(Classes::of(&[Class::Preposition, Class::Locative]));
        if word.classes.any(HEADS) && !behind_name {
            head = head.or(Some(at));
        } else if word.classes.any(VERBS) || word.classes.any(CLAUSE) || word.has(Class::Conjunction) && head.is_none()
        {
            break;
        } else if word.has(Class::Demonstrative) && head.is_some() {
            at += 1;
            break;
        } else if word.classes.any(Classes::of(&[Class::Time, Class::Weekday, Class::Adverb, Class::Conjunction]))
            && at > start
        {
            break;
        } else if word.classes.any(Classes::of(&[Class::Locative, Class::Preposition]))
            && named.is_some()
            && head.is_none()
        {
            break;
        } else if !word.is_word() {
            break;
        }
        at += 1;
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
    // Direktur Utama Dharma Jaya, Raditya Budiman, …: the office first, and the person behind a comma.
    if let Some(m) = head.filter(|_| frame.is_comma(at)).and_then(|_| frame.mention(at + 1)) {
        let items = frame.mention_items(m)?;
        let whole = items.start == at + 1
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
        if next.classes.any(Classes::of(&[Class::Preposition, Class::Locative, Class::Time]))
            && frame.mention(k).is_none()
        {
            break;
        }
        bare.end = next.span.end.min(end.max(bare.end));
    }
    Found { bare, full: Span::new(bare.start, end.max(bare.end)), kind, mention: None, edge }
}

/// The source that ends right before item `i` (a cue, or the adverbs before it), not before item `floor`.
pub fn backward(frame: &Frame, floor: usize, i: usize, kind_of: KindOf) -> Option<Found> {
    let mut end = i;
    while end > floor
        && frame.any(end - 1, BETWEEN)
        && frame.mention(end - 1).is_none()
        && !frame.any(end - 1, PRONOUNS)
    {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|&l| l >= floor)?;
    let word = frame.word(last)?;
    if word.classes.any(PRONOUNS) && frame.mention(last).is_none() {
        let kind = if means_several(word) { SourceKind::Group } else { SourceKind::Pronoun };
        return Some(Found { bare: word.span, full: word.span, kind, mention: None, edge: last });
    }
    if word.classes.any(Classes::of(&[Class::Relative, Class::Complementizer])) && last > floor && end == i {
        // “Lynch, who told Congress”: the relative speaks, and means the name before it.
        let before = if frame.is_comma(last - 1) { last.checked_sub(2)? } else { last - 1 };
        let antecedent = ending(frame, floor, before, kind_of).filter(|f| f.mention.is_some());
        return antecedent.map(|a| Found {
            bare: word.span,
            full: word.span,
            kind: SourceKind::Name,
            mention: a.mention,
            edge: a.edge,
        });
    }
    if let Some(found) = ending(frame, floor, last, kind_of) {
        return Some(found);
    }
    behind_aside(frame, floor, last, kind_of)
}

/// The expression whose last word is item `last`.
fn ending(frame: &Frame, floor: usize, last: usize, kind_of: KindOf) -> Option<Found> {
    if !frame.word(last)?.is_word() {
        return None;
    }
    if let Some(m) = frame.mention(last) {
        let items = frame.mention_items(m)?;
        let kind = kind_of(m);
        let owns = frame.word(last).is_some_and(|w| w.end > w.span.end);
        if items.end == last + 1 && kind == Some(Kind::Person) && !owns {
            let mention = &frame.reading.mentions[m];
            let start = opening(frame, floor, items.start);
            let full = Span::new(
                frame.word(start)?.span.start.min(mention.title.map_or(mention.span.start, |t| t.start)),
                mention.span.end,
            );
            return Some(Found { bare: mention.span, full, kind: SourceKind::Name, mention: Some(m), edge: start });
        }
    }
    // A role with its modifiers, or an organisation: the expression opens at the nearest place where one can.
    let start = clause_start(frame, floor, last);
    let mut first: Option<usize> = None;
    for at in start..=last {
        let opens = frame.any(at, OPENS) || frame.any(at, HEADS) || frame.mention(at).is_some();
        if opens {
            first = Some(at);
            break;
        }
    }
    let first = first?;
    let found = chain(frame, first, kind_of)?;
    // Denise Kettle of the drivers' union announced: what a preposition adds says who she is.
    let person = found.mention.is_some_and(|m| person_or_open(kind_of(m))) && found.kind == SourceKind::Name;
    let adds = frame.any(found.edge, Classes::of(&[Class::Preposition, Class::Locative]));
    if person
        && adds
        && found.edge < last
        && last - found.edge < 12
        && !(found.edge..=last).any(|k| frame.any(k, VERBS) || frame.is_punctuation(k))
    {
        let full = Span::new(found.full.start, frame.word(last)?.span.end);
        return Some(Found { full, edge: first, ..found });
    }
    if found.edge == last + 1
        || found.kind != SourceKind::Name && found.edge <= last + 1 && !crosses_verb(frame, found.edge, last)
    {
        let full = Span::new(found.full.start, frame.word(last)?.span.end.max(found.full.end));
        return Some(Found { full, edge: first, ..found });
    }
    // “the Clinton campaign”, “an NBC News poll”: a name inside a longer expression that says what it is.
    if found.kind == SourceKind::Name
        && found.edge <= last
        && !crosses_verb(frame, found.edge, last)
        && last - found.edge < 3
        && frame.any(first, OPENS)
    {
        let full = Span::new(frame.word(first)?.span.start, frame.word(last)?.span.end);
        return Some(Found { bare: full, full, kind: SourceKind::Role, mention: None, edge: first });
    }
    None
}

fn crosses_verb(frame: &Frame, from: usize, to: usize) -> bool {
    (from..=to).any(|k| frame.any(k, VERBS) || frame.is_punctuation(k) || frame.quote(k).is_some())
}

/// Where the noun phrase that leads to the words at `at` opens: over roles, titles, adjectives and names.
fn opening(frame: &Frame, floor: usize, at: usize) -> usize {
    let mut start = at;
    let mut best = at;
    while start > floor && at - start < 10 {
        let k = start - 1;
        let Some(word) = frame.word(k) else { break };
        if !word.is_word()
            || word.classes.any(VERBS)
            || word.classes.any(CLAUSE)
            || word.has(Class::Conjunction) && !word.has(Class::RoleModifier)
        {
            break;
        }
        let owns = word.end > word.span.end;
        let part = word.classes.any(HEADS)
            || word.classes.any(OPENS)
            || word.has(Class::Honorific)
            || frame.mention(k).is_some()
            || owns;
        if word.has(Class::Preposition) && !part {
            // “presiden dari Rusia Vladimir Putin” does not occur; a preposition ends the phrase unless a head stands before it.
            break;
        }
        start = k;
        if part {
            best = k;
        }
        // Der Direktor des Hilfswerks: an article that leads to an owner opens nothing.
        let owner = word.has(Class::Owner) && k > floor && frame.word(k - 1).is_some_and(|w| w.capital);
        if word.any_determiner() && !owner {
            break;
        }
    }
    best
}

/// The first item of the clause that ends with item `last`.
fn clause_start(frame: &Frame, floor: usize, last: usize) -> usize {
    let mut start = last;
    while start > floor && last - start < LONGEST {
        let k = start - 1;
        let Some(word) = frame.word(k) else { break };
        if !word.is_word() && frame.text(k) != "'" || word.classes.any(CLAUSE) || word.classes.any(VERBS) {
            break;
        }
        if word.has(Class::Conjunction) && !frame.any(start, OPENS) && frame.mention(start).is_none() {
            break;
        }
        start = k;
    }
    start
}

/// `Murphy, the head of Right to Rise, tweeted`; `John Culberson (R-TX) said`; `Barkley, who voted early, said`.
fn behind_aside(frame: &Frame, floor: usize, last: usize, kind_of: KindOf) -> Option<Found> {
    let closing = frame.text(last);
    let opening_mark = match closing {
        "," => ",",
        ")" => "(",
        "—" | "–" | "-" | "--" => closing,
        _ => return None,
    };
    let full_end = frame.word(last - 1)?.span.end;
    // the sexton, Albert Crane, said: the name is the aside, and its office stands before it.
    if let Some(m) = frame.mention(last - 1).filter(|_| closing == ",") {
        let items = frame.mention_items(m)?;
        let mention = &frame.reading.mentions[m];
        let office = mention
            .apposition
            .filter(|a| a.end <= mention.span.start && items.end == last && person_or_open(kind_of(m)));
        if let Some(office) = office {
            let edge = (floor..items.start).find(|&k| frame.word(k).is_some_and(|w| w.span.start >= office.start))?;
            let full = office.join(mention.span);
            return Some(Found { bare: mention.span, full, kind: SourceKind::Name, mention: Some(m), edge });
        }
    }
    let mut commas = 0;
    let mut k = last.checked_sub(1)?;
    while k > floor && last - k < 40 {
        if frame.quote(k).is_some() && closing != "," {
            return None;
        }
        if frame.text(k) == opening_mark {
            commas += 1;
            let before = k - 1;
            if let Some(found) = ending(frame, floor, before, kind_of).or_else(|| pronoun(frame, before)) {
                let named = found.kind == SourceKind::Name || closing == ")" || found.kind == SourceKind::Role;
                let aside = k + 1..last;
                if named && is_aside(frame, aside, kind_of) {
                    let full = Span::new(found.full.start, full_end.max(found.full.end));
                    return Some(Found { full, ..found });
                }
            }
            if closing != "," || commas >= 4 {
                return None;
            }
        }
        k -= 1;
    }
    None
}

fn pronoun(frame: &Frame, i: usize) -> Option<Found> {
    let word = frame.word(i).filter(|w| w.classes.any(PRONOUNS))?;
    Some(Found { bare: word.span, full: word.span, kind: SourceKind::Pronoun, mention: None, edge: i })
}

/// Whether the words between two commas say something of the name before them.
fn is_aside(frame: &Frame, aside: std::ops::Range<usize>, _kind_of: KindOf) -> bool {
    let first = aside.start;
    let number = frame.word(first).is_some_and(|w| w.kind == WordKind::Number);
    let opens = Classes::of(&[
        Class::Determiner,
        Class::Indefinite,
        Class::Possessive,
        Class::Relative,
        Class::Role,
        Class::Title,
        Class::RoleModifier,
        Class::Preposition,
        Class::Subordinator,
        Class::Degree,
        Class::Kin,
        Class::Time,
        Class::Weekday,
        Class::ParticipleCue,
        Class::Alias,
        Class::Group,
        Class::Adverb,
        Class::Locative,
        Class::Place,
        Class::Demonym,
        Class::Opener,
        Class::Honorific,
    ]);
    number
        || frame.any(first, opens)
        || frame.mention(first).is_some()
        || (aside.len() <= 12 && frame.word(first).is_some_and(|w| !w.capital))
}

/// The first item of the clause in which item `k` stands, not before item `floor`.
pub fn clause_first(frame: &Frame, floor: usize, k: usize) -> usize {
    let mut first = k;
    let within = |i: usize| !frame.is_punctuation(i) || matches!(frame.text(i), "(" | ")" | "/" | "&");
    while first > floor && within(first - 1) && frame.quote(first - 1).is_none() {
        first -= 1;
    }
    // `und sagte`: a conjunction opens nothing.
    while first < k && frame.has(first, Class::Conjunction) && !frame.has(first, Class::Adverb) {
        first += 1;
    }
    first
}

/// Whether something else than a subject opens a clause at item `i`.
pub fn opens_adverbial(frame: &Frame, i: usize) -> bool {
    const LEAD: Classes = Classes::of(&[
        Class::Preposition,
        Class::Subordinator,
        Class::Time,
        Class::Locative,
        Class::Adverb,
        Class::According,
        Class::Weekday,
        Class::Oblique,
    ]);
    let number = frame.word(i).is_some_and(|w| w.kind == WordKind::Number);
    (number || frame.any(i, LEAD)) && frame.mention(i).is_none() && !frame.any(i, PRONOUNS)
}

/// Whether a subject may begin with the word at item `i`.
pub fn may_open(frame: &Frame, i: usize) -> bool {
    let number = frame.word(i).is_some_and(|w| w.kind == WordKind::Number);
    let person = Classes::of(&[Class::Demonym, Class::Honorific, Class::Given, Class::Family, Class::OrgHead]);
    number || frame.mention(i).is_some() || frame.any(i, HEADS.and(OPENS).and(PRONOUNS).and(person))
}

/// `Am Montag hatte Ana gesagt`: behind the first verb, where a language turns subject and verb round.
fn inverted_subject(frame: &Frame, from: usize, to: usize, kind_of: KindOf) -> Option<Found> {
    if !frame.block.pack.inversion || !opens_adverbial(frame, from) {
        return None;
    }
    // Als der Zug hielt, rief Ana: the clause is what opens, and its comma stands before the verb.
    if frame.has(from, Class::Subordinator) {
        let comma = (from..to).find(|&k| frame.is_comma(k))?;
        return subject_behind(frame, comma + 1, kind_of).filter(|f| f.edge <= to);
    }
    let verb = (from + 1..to).take_while(|&k| !frame.is_punctuation(k) && frame.quote(k).is_none()).find(|&k| {
        frame.any(k, Classes::of(&[Class::Auxiliary, Class::Cue, Class::WeakCue])) && frame.mention(k).is_none()
    })?;
    subject_behind(frame, verb, kind_of).filter(|f| f.edge <= to)
}

/// The subject of the clause that begins at `from`: the first person, pronoun, organisation or role that stands
/// before `to`, when leading adverbials (`On Tuesday in Ohio,`) are passed over.
pub fn subject(frame: &Frame, from: usize, to: usize, kind_of: KindOf) -> Option<Found> {
    if let Some(found) = inverted_subject(frame, from, to, kind_of) {
        return Some(found);
    }
    // Stoiber hatte … betont: a noun that no list knows, before the first verb.
    let bare = frame.word(from).filter(|w| w.capital && w.kind == WordKind::Word && !w.classes.any(OPENS));
    if let Some(word) = bare.filter(|_| frame.block.pack.capitals == Capitals::Nouns && frame.mention(from).is_none()) {
        if frame.has(from + 1, Class::Auxiliary) && from + 1 < to && !word.classes.any(PRONOUNS) {
            return Some(Found {
                bare: word.span,
                full: word.span,
                kind: SourceKind::Role,
                mention: None,
                edge: from + 1,
            });
        }
    }
    let mut at = from;
    // A leading phrase with a preposition or a subordinate clause ends at its comma.
    for _ in 0..3 {
        if frame.any(
            at,
            Classes::of(&[Class::Preposition, Class::Subordinator, Class::Time, Class::Locative, Class::Adverb]),
        ) && frame.mention(at).is_none()
        {
            match (at..to).find(|&k| frame.is_comma(k)) {
                Some(comma) => at = comma + 1,
                None => break,
            }
        }
    }
    let mut k = at;
    while k < to {
        if frame.quote(k).is_some() {
            k += 1;
            continue;
        }
        if frame.any(k, PRONOUNS) && frame.mention(k).is_none() {
            return forward(frame, k, kind_of);
        }
        let opens = frame.mention(k).is_some() || frame.any(k, HEADS) || frame.any(k, OPENS);
        if opens {
            if let Some(found) = chain(frame, k, kind_of).filter(|f| f.edge <= to) {
                let speaks =
                    found.mention.is_none_or(|m| matches!(kind_of(m), Some(Kind::Person | Kind::Organisation)));
                if speaks || found.kind != SourceKind::Name {
                    return Some(found);
                }
                k = found.edge.max(k + 1);
                continue;
            }
        }
        k += 1;
    }
    None
}

trait AnyDeterminer {
    fn any_determiner(&self) -> bool;
}

impl AnyDeterminer for crate::reading::Word {
    fn any_determiner(&self) -> bool {
        self.classes.any(Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]))
    }
}
