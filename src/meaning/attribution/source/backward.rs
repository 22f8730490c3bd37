//! Backward: the source expression that ends right before its verb of saying.
//!
//! It may be a name with its titles, a role with what modifies it, or either of them with an aside between commas
//! or brackets behind it.

use super::super::SourceKind;
use super::super::frame::Frame;
use super::*;

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
    // author of “The Unwritten Quay,” put it: the comma that closes the aside stands inside the title's marks.
    if let Some((_, quote)) = frame.quote(last) {
        let comma = quote.kind == QuoteKind::Title && quote.inner.of(&frame.block.prose).trim_end().ends_with(',');
        return if comma { behind_aside(frame, floor, last, ",", kind_of) } else { None };
    }
    let word = frame.word(last)?;
    if word.classes.any(PRONOUNS) && frame.mention(last).is_none() {
        let kind = if means_several(word) { SourceKind::Group } else { SourceKind::Pronoun };
        return Some(Found { bare: word.span, full: word.span, kind, mention: None, edge: last });
    }
    if word.classes.any(Classes::of(&[Class::Relative, Class::Complementizer])) && last > floor && end == i {
        return by_relative(frame, floor, last, kind_of);
    }
    if let Some(found) = with_clause(frame, floor, last, kind_of) {
        return Some(found);
    }
    if let Some(found) = ending(frame, floor, last, kind_of) {
        return Some(found);
    }
    behind_aside(frame, floor, last, frame.text(last), kind_of)
}

/// `Lynch, who told Congress`; `a sign that read`: the relative speaks, and means what stands before it.
fn by_relative(frame: &Frame, floor: usize, relative: usize, kind_of: KindOf) -> Option<Found> {
    let span = frame.word(relative)?.span;
    let before = relative - 1 - usize::from(frame.is_comma(relative - 1) || frame.is_dash(relative - 1));
    let antecedent = ending(frame, floor, before, kind_of);
    if let Some(named) = antecedent.as_ref().filter(|f| f.mention.is_some()) {
        return Some(Found {
            bare: span,
            full: span,
            kind: SourceKind::Name,
            mention: named.mention,
            edge: named.edge,
        });
    }
    // `said that sources said …`: what opens reported speech stands behind a verb, and means nothing.
    let thing = frame.word(before).is_some_and(|w| w.is_word() && !w.classes.any(VERBS.and(CLAUSE).and(BETWEEN)));
    let kind = antecedent.as_ref().map_or(SourceKind::Document, |f| f.kind);
    let relates = frame.has(relative, Class::Relative) && before >= floor;
    let full = span.join(antecedent.map_or(frame.word(before)?.span, |f| f.full));
    (thing && relates).then_some(Found { bare: span, full, kind, mention: None, edge: before })
}

/// `a clerk who spoke quietly of the plans said`: the clause without commas says who it is.
fn with_clause(frame: &Frame, floor: usize, last: usize, kind_of: KindOf) -> Option<Found> {
    let within = (floor..=last).rev().take(24).take_while(|&k| frame.word(k).is_some_and(|w| w.is_word()));
    let opens = |k: &usize| frame.has(*k, Class::Relative) && !frame.any(*k, OPENS);
    let relative = within.into_iter().find(opens).filter(|&k| k > floor && k < last)?;
    let found = ending(frame, floor, relative - 1, kind_of)?;
    let someone = matches!(found.kind, SourceKind::Role | SourceKind::Group)
        || found.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
    // Nate Ferrell, the analyst who founded the paper tweeted: the comma behind the aside was forgotten.
    let full_end = frame.word(last)?.span.end;
    let found = named_first(frame, floor, found, kind_of);
    someone.then(|| Found { full: Span::new(found.full.start, full_end), ..found })
}

/// `Jonas Brandt, der Minister, der den Rat führt, sagte`: a role behind a comma says who is named before it.
fn named_first(frame: &Frame, floor: usize, found: Found, kind_of: KindOf) -> Found {
    let role = found.kind == SourceKind::Role;
    let before = found.edge.checked_sub(2).filter(|&k| role && k >= floor && frame.is_comma(k + 1));
    let person = |f: &Found| f.mention.is_some_and(|m| kind_of(m) == Some(Kind::Person));
    match before.and_then(|k| ending(frame, floor, k, kind_of)).filter(person) {
        Some(named) => Found { full: named.full.join(found.full), ..named },
        None => found,
    }
}

/// The expression whose last word is item `last`.
fn ending(frame: &Frame, floor: usize, last: usize, kind_of: KindOf) -> Option<Found> {
    if !frame.word(last)?.is_word() {
        return None;
    }
    // Anita Rao MP, Barry Locke KC
    let letters = frame.has(last, Class::Degree) && frame.word(last).is_some_and(|w| w.shouted);
    if letters && last > floor && frame.mention(last) != frame.mention(last - 1) && frame.mention(last - 1).is_some() {
        let found = ending(frame, floor, last - 1, kind_of)?;
        return Some(Found { full: Span::new(found.full.start, frame.word(last)?.span.end), ..found });
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
        // Pesan itu berbunyi: what is a verb too, is a thing with a demonstrative behind it.
        let thing = word.has(Class::Document) && frame.has(start, Class::Demonstrative);
        let verb = word.classes.any(VERBS) && !thing;
        if !word.is_word() && frame.text(k) != "'" || word.classes.any(CLAUSE) || verb {
            break;
        }
        if word.has(Class::Conjunction) && !frame.any(start, OPENS) && frame.mention(start).is_none() {
            break;
        }
        start = k;
    }
    start
}

/// `Lund, the head of the dockers, tweeted`; `Ana Lund (R-Ohio) said`; `Lund, who voted early, said`.
fn behind_aside(frame: &Frame, floor: usize, last: usize, closing: &str, kind_of: KindOf) -> Option<Found> {
    let opening_mark = match closing {
        "," => ",",
        ")" => "(",
        "—" | "–" | "-" | "--" => closing,
        _ => return None,
    };
    let full_end = match frame.quote(last) {
        Some((_, title)) => title.span.end,
        None => frame.word(last - 1)?.span.end,
    };
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
            if let Some((start, theirs)) = for_whom(frame, floor, edge, office) {
                let first = frame.word(start)?.span;
                let (full, named) = (
                    first.join(full),
                    Found {
                        bare: mention.span,
                        full: first.join(full),
                        kind: SourceKind::Name,
                        mention: Some(m),
                        edge: start,
                    },
                );
                let other =
                    Found { bare: first.join(office), full, kind: SourceKind::Role, mention: None, edge: start };
                return Some(if theirs { other } else { named });
            }
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
                    let found = named_first(frame, floor, found, kind_of);
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

/// `a spokesman for the mayor, Paul Marsh, said`: whoever Paul Marsh is, it is the spokesman who said it. Of `the
/// director of the museum, Paul Marsh,` he is the director. Where the whole expression opens, and whether it is about
/// somebody else than the name; None where the office at `edge` is all of it.
fn for_whom(frame: &Frame, floor: usize, edge: usize, office: Span) -> Option<(usize, bool)> {
    if edge <= floor || !frame.any(edge - 1, Classes::of(&[Class::Preposition, Class::Owner])) {
        return None;
    }
    let head = (floor..edge - 1).rev().take(4).find(|&k| frame.any(k, HEADS))?;
    let start = opening(frame, floor, head);
    let person = Classes::of(&[Class::Role, Class::Title]);
    let mut words = edge..(edge + 8).min(frame.items.len());
    let theirs = words.any(|k| frame.any(k, person) && frame.word(k).is_some_and(|w| office.covers(w.span)));
    let opens = frame.any(start, Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]));
    opens.then_some((start, theirs))
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

trait AnyDeterminer {
    fn any_determiner(&self) -> bool;
}

impl AnyDeterminer for crate::reading::Word {
    fn any_determiner(&self) -> bool {
        self.classes.any(Classes::of(&[Class::Determiner, Class::Indefinite, Class::Possessive]))
    }
}
