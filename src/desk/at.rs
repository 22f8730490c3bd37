//! What stands at a byte of the source, and what it is called.
//!
//! A name comes before the quote around it: who points at a name inside a quote asks for the name. Of quotes,
//! sources and cues the innermost is meant. A cursor right behind the last letter still points at the word.

use crate::analysis::Analysis;
use crate::meaning::{Attribution, Distance, EntityId, Lost, MentionId, QuoteId};
use crate::register::{Entry, key};
use crate::text::{Encoding, Span};

/// What a byte of the source points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Name(MentionId),
    Quote(QuoteId),
    /// The source of a quote where it is no name (“the mayor”, “she”), or its cue.
    Source(QuoteId),
}

/// What stands at a byte of the source.
pub fn at(analysis: &Analysis, offset: usize) -> Option<Thing> {
    if let Some(mention) = mention(analysis, offset) {
        return Some(Thing::Name(mention));
    }
    let mut found = Vec::new();
    for (id, quote) in analysis.meaning.quotes.iter().enumerate() {
        found.push((analysis.span(quote.place), Thing::Quote(id)));
        if let Some(attribution) = &quote.attribution {
            let places = [Some(attribution.source.full), attribution.cue];
            found.extend(places.into_iter().flatten().map(|p| (analysis.span(p), Thing::Source(id))));
        }
    }
    let touched = found.into_iter().filter(|(span, _)| span.touches(offset));
    touched.min_by_key(|(span, _)| (!span.contains(offset), span.len())).map(|(_, thing)| thing)
}

/// The name at a byte of the source.
pub fn mention(analysis: &Analysis, offset: usize) -> Option<MentionId> {
    let spans = analysis.meaning.mentions.iter().map(|m| analysis.span(m.place)).enumerate();
    let touched = spans.filter(|(_, span)| span.touches(offset));
    touched.min_by_key(|(_, span)| (!span.contains(offset), span.len())).map(|(id, _)| id)
}

/// The entity at a byte of the source: by its name, or by another expression that is the source of a quote.
pub fn entity(analysis: &Analysis, offset: usize) -> Option<EntityId> {
    match at(analysis, offset)? {
        Thing::Name(mention) => Some(analysis.meaning.mentions[mention].entity),
        Thing::Source(quote) => analysis.meaning.quotes[quote].attribution.as_ref()?.source.entity,
        Thing::Quote(_) => None,
    }
}

/// The name of an entity: its fullest mention.
pub fn name(analysis: &Analysis, entity: EntityId) -> &str {
    analysis.prose(analysis.meaning.mentions[analysis.meaning.entities[entity].name].place)
}

/// What the register has of an entity, and whether it is surely meant: a surname alone may be another's.
pub fn registered(analysis: &Analysis, entity: EntityId) -> Option<(&Entry, bool)> {
    let register = &analysis.meaning.register;
    let id = analysis.meaning.entities[entity].entry?;
    let entry = &register.entries[id];
    let name = key(name(analysis, entity));
    Some((entry, name.len() > 1 || register.named(&name).contains(&id)))
}

/// The words that say who an entity is: the register's, or else the draft's.
pub fn role(analysis: &Analysis, entity: EntityId) -> Option<&str> {
    let registered = registered(analysis, entity).filter(|(_, sure)| *sure);
    if let Some(role) = registered.and_then(|(entry, _)| entry.about.role.as_deref()) {
        return Some(role);
    }
    analysis.meaning.entities[entity].role.map(|place| analysis.prose(place)).filter(|text| !text.is_empty())
}

/// The speaker: the entity's name, or else the expression that names the source.
pub fn speaker<'a>(analysis: &'a Analysis, attribution: &Attribution) -> &'a str {
    match attribution.source.entity {
        Some(entity) => name(analysis, entity),
        None => analysis.prose(attribution.source.full),
    }
}

/// The quotes that an entity spoke; one that runs over paragraphs counts once.
pub fn quotes(analysis: &Analysis, entity: EntityId) -> Vec<QuoteId> {
    let meaning = &analysis.meaning;
    meaning.quotes_of(entity).filter(|(_, q)| q.continues.is_none()).map(|(id, _)| id).collect()
}

/// Where the word stands that decided about a quote: “2 words behind the quote”.
pub fn distance(distance: Distance) -> String {
    let words = |n: usize, side: &str| match n {
        0 => format!("right {side} the quote"),
        n => format!("{} {side} the quote", count(n, "word")),
    };
    match distance {
        Distance::Before(n) => words(n, "before"),
        Distance::Behind(n) => words(n, "behind"),
        Distance::Up(1) => "in the paragraph before".to_string(),
        Distance::Up(n) => format!("{n} paragraphs before"),
        Distance::Below => "below the quote".to_string(),
        Distance::Inside => "beside the quote".to_string(),
    }
}

/// Those who lost, each with the reason: “Budi (no verb of saying), CNN (is spoken to)”.
pub fn losers(analysis: &Analysis, lost: &[Lost]) -> String {
    let meaning = &analysis.meaning;
    let one = |l: &Lost| format!("{} ({})", name(analysis, meaning.mentions[l.mention].entity), l.loss.why());
    lost.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The line of the source on which a span begins, as people count: from 1.
pub fn line(analysis: &Analysis, span: Span) -> usize {
    analysis.text.position(span.start, Encoding::Utf8).line + 1
}

/// “1 mention”, “3 mentions”.
pub fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The text cut to at most `most` characters, behind a whole word where there is one.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let end = text.char_indices().nth(most - 1).map_or(text.len(), |(i, _)| i);
    let head = &text[..end];
    // Half of the room is kept even where the only blank comes early.
    let word = head.rfind(char::is_whitespace).filter(|&i| i > end / 2);
    format!("{}…", head[..word.unwrap_or(end)].trim_end_matches(|c: char| c.is_whitespace() || c == ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;

    #[track_caller]
    fn check(marked: &str, want: Option<&str>) {
        let (analysis, offset) = testing::cursor(marked);
        let got = at(&analysis, offset).map(|thing| match thing {
            Thing::Name(id) => format!("name {}", analysis.prose(analysis.meaning.mentions[id].place)),
            Thing::Quote(id) => format!("quote {}", analysis.prose(analysis.meaning.quotes[id].place)),
            Thing::Source(id) => format!("source of {}", analysis.prose(analysis.meaning.quotes[id].place)),
        });
        assert_eq!(got.as_deref(), want);
    }

    #[test]
    fn a_name_comes_before_the_quote_around_it() {
        check("{“I know [An‸a|p1],”|p2} [said|cue] [Budi|p2].", Some("name Ana"));
        check("{“I know [Ana‸|p1],”|p2} [said|cue] [Budi|p2].", Some("name Ana"));
        check("{“I kn‸ow [Ana|p1],”|p2} [said|cue] [Budi|p2].", Some("quote “I know Ana,”"));
        check("{“I know,”|p2} [sa‸id|cue] [Budi|p2].", Some("source of “I know,”"));
        check("{“No,”|p2} [said|cue] [Budi|p2] w‸ho left.", None);
    }

    #[test]
    fn the_innermost_quote_is_meant() {
        check("{“He told me {‘g‸o’|-} and left.”|-}", Some("quote ‘go’"));
        check("{“He told me {‘go’|-} and le‸ft.”|-}", Some("quote “He told me ‘go’ and left.”"));
    }

    #[test]
    fn a_long_text_is_cut_behind_a_word() {
        assert_eq!(shortened("“We were never told”", 60), "“We were never told”");
        assert_eq!(shortened("We were never told, not even by letter", 22), "We were never told…");
        assert_eq!(shortened("Aaaaaaaaaaaaaaaa", 6), "Aaaaa…");
    }
}
