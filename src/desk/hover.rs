//! Hover: who somebody is, and who said a quote.
//!
//! A few lines of Markdown, the name first. What comes from the draft is escaped: it may hold any sign.

use super::at::{self, Thing, count, line, shortened};
use crate::analysis::Analysis;
use crate::meaning::{EntityId, MentionId, Quoted, kind_word};
use crate::reading::QuoteKind;
use crate::text::Span;

/// An answer to “what is this?”
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about, in the source.
    pub span: Span,
    pub markdown: String,
}

/// What stands at a byte of the source: a name first, then the innermost quote; a cue or a source that is no name
/// answers for its quote.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let (place, lines) = match at::at(analysis, offset)? {
        Thing::Name(id) => (analysis.meaning.mentions[id].place, of_name(analysis, id)),
        Thing::Quote(id) => (analysis.meaning.quotes[id].place, of_quote(analysis, id)),
        Thing::Source(id) => {
            let attribution = analysis.meaning.quotes[id].attribution.as_ref()?;
            let source = attribution.source.full;
            let on_source = analysis.span(source).touches(offset);
            (attribution.cue.filter(|_| !on_source).unwrap_or(source), of_quote(analysis, id))
        }
    };
    Some(Hover { span: analysis.span(place), markdown: lines.join("\n\n") })
}

fn of_name(analysis: &Analysis, id: MentionId) -> Vec<String> {
    let meaning = &analysis.meaning;
    let mention = &meaning.mentions[id];
    let entity = &meaning.entities[mention.entity];
    let name = at::name(analysis, mention.entity);
    let mut head = vec![format!("**{}**", escape(name)), kind_word(entity.kind).to_string()];
    head.extend(at::role(analysis, mention.entity).map(escape));
    let first = line(analysis, analysis.span(meaning.mentions[entity.first].place));
    let mut facts = vec![format!("First mentioned on line {first}")];
    facts.push(count(meaning.mentions_of(mention.entity).count(), "mention"));
    let quotes = at::quotes(analysis, mention.entity).len();
    if quotes > 0 {
        facts.push(count(quotes, "quote"));
    }
    let mut lines = vec![head.join(" · "), facts.join(" · ")];
    let mut forms: Vec<String> = Vec::new();
    for (_, other) in meaning.mentions_of(mention.entity) {
        let form = escape(analysis.prose(other.place));
        let known = |f: &String| f.to_lowercase() == form.to_lowercase();
        if form.to_lowercase() != escape(name).to_lowercase() && !forms.iter().any(known) {
            forms.push(form);
        }
    }
    if !forms.is_empty() {
        lines.push(format!("Also written {}", forms.join(", ")));
    }
    for variant in &entity.variants {
        let counted = variant.spellings.iter().map(|(s, places)| format!("{} ({})", escape(s), places.len()));
        let ways = if variant.spellings.len() == 2 { "two" } else { "several" };
        lines.push(format!("Spelled {ways} ways: {}", counted.collect::<Vec<_>>().join(", ")));
    }
    lines.extend(of_register(analysis, mention.entity));
    if mention.uncertain {
        lines.push("Somebody or something else could be meant here".to_string());
    }
    lines
}

/// What the desk has agreed on.
fn of_register(analysis: &Analysis, entity: EntityId) -> Option<String> {
    let (entry, sure) = at::registered(analysis, entity)?;
    let mut facts = vec![escape(&entry.name)];
    let about = &entry.about;
    // A role that is sure stands in the head.
    let role = about.role.as_ref().filter(|_| !sure);
    facts.extend([role, about.kind.as_ref(), about.pronouns.as_ref()].into_iter().flatten().map(|f| escape(f)));
    let file = escape(&analysis.meaning.register.files[entry.file]);
    let head = if sure { "In the register" } else { "Perhaps in the register" };
    Some(format!("{head} ({file}): {}", facts.join(" · ")))
}

fn of_quote(analysis: &Analysis, id: usize) -> Vec<String> {
    let quotes = &analysis.meaning.quotes;
    let quote = &quotes[id];
    // A paragraph of a running quote answers as its first one does.
    let chain = std::iter::successors(Some(quote), |q| q.continues.map(|id| &quotes[id]));
    let Some(attribution) = chain.into_iter().find_map(|q| q.attribution.as_ref()) else {
        return without_speaker(analysis, quote);
    };
    let speaker = at::speaker(analysis, attribution);
    let mut head = vec![format!("**{}**", escape(speaker)), "speaker".to_string()];
    head.extend(attribution.source.entity.and_then(|e| at::role(analysis, e)).map(escape));
    let mut lines = vec![head.join(" · ")];
    let full = analysis.prose(attribution.source.full);
    if full != speaker {
        lines.push(format!("Named here as “{}”", escape(full)));
    }
    let cue = attribution.cue.map(|cue| escape(analysis.prose(cue))).filter(|cue| !cue.is_empty());
    let cue = cue.map_or(String::new(), |cue| format!("Cue: *{cue}* · "));
    lines.push(format!("{cue}Why: {}", attribution.pattern.why()));
    if let Some(from) = quote.continues.or(attribution.from).filter(|&from| from != id) {
        lines.push(goes_on(analysis, &quotes[from]));
    }
    lines
}

fn without_speaker(analysis: &Analysis, quote: &Quoted) -> Vec<String> {
    let mut lines = vec![
        match (quote.kind, quote.excused) {
            (QuoteKind::Title, _) => "**A title**, not somebody’s words",
            (QuoteKind::Term, _) => "**A term**, not somebody’s words",
            (QuoteKind::Fragment, _) => "**Quoted words**: nobody is said to have spoken them",
            (QuoteKind::Speech, Some(_)) => "**A quote** without a speaker",
            (QuoteKind::Speech, None) => "**Nobody** is said to have spoken this quote",
        }
        .to_string(),
    ];
    lines.extend(quote.excused.map(|reason| format!("No speaker is asked for: {}", escape(reason))));
    lines.extend(quote.continues.map(|from| goes_on(analysis, &analysis.meaning.quotes[from])));
    lines
}

fn goes_on(analysis: &Analysis, from: &Quoted) -> String {
    let text = escape(&shortened(analysis.prose(from.place), 60));
    format!("Goes on from the quote on line {}: {text}", line(analysis, analysis.span(from.place)))
}

/// Text of the draft, with nothing in it that Markdown would read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;

    #[track_caller]
    fn check(marked: &str, want: &[&str]) {
        let (analysis, offset) = testing::cursor(marked);
        let got = hover(&analysis, offset).map(|h| h.markdown).unwrap_or_default();
        assert_eq!(got, want.join("\n\n"));
    }

    #[test]
    fn a_name() {
        check(
            "[Mayor|role p1] [Ana Núñez|p1] left.\n\n{“We won,”|p1} [said|cue] [N‸úñez|p1].",
            &[
                "**Ana Núñez** · person · Mayor",
                "First mentioned on line 1 · 2 mentions · 1 quote",
                "Also written Núñez",
            ],
        );
        check(
            "In [Aus‸tin|l1?].",
            &[
                "**Austin** · place",
                "First mentioned on line 1 · 1 mention",
                "Somebody or something else could be meant here",
            ],
        );
    }

    #[test]
    fn a_name_in_two_spellings() {
        check(
            "[Ivan Gavrilov|p1] and [Gavrilov|p1] and [Gav‸rilof|p1].",
            &[
                "**Ivan Gavrilov** · person",
                "First mentioned on line 1 · 3 mentions",
                "Also written Gavrilov, Gavrilof",
                "Spelled two ways: Gavrilov (2), Gavrilof (1)",
            ],
        );
    }

    #[test]
    fn a_quote_and_its_speaker() {
        let why = "Cue: *said* · Why: the verb of saying stands behind the quote";
        check(
            "[Ana Núñez|p1], [a doctor|role p1].\n\n{“We w‸on,”|p1} [said|cue] [Núñez|p1].",
            &["**Ana Núñez** · speaker · a doctor", "Named here as “Núñez”", why],
        );
        check("{“We w‸on,”|=} [said|cue] [the mayor|=].", &["**the mayor** · speaker", why]);
        check("{“We won,”|=} [sa‸id|cue] [the mayor|=].", &["**the mayor** · speaker", why]);
        check(
            "{“We won,”|p1} [said|cue] [Ana|p1].\n\n{“And h‸ow.”|p1 same-paragraph}",
            &[
                "**Ana** · speaker",
                "Why: the same speaker goes on in this paragraph",
                "Goes on from the quote on line 1: “We won,”",
            ],
        );
    }

    #[test]
    fn a_quote_without_a_speaker() {
        check("{“We w‸on.”|-}", &["**Nobody** is said to have spoken this quote"]);
        check("{“We w‸on.”|- title}", &["**A title**, not somebody’s words"]);
        check(
            "{“We w‸on.”|- excused}",
            &["**A quote** without a speaker", "No speaker is asked for: a line of a Q\\&A"],
        );
    }

    #[test]
    fn the_drafts_own_signs_are_text() {
        assert_eq!(escape("A*na_ <b> [x](y) #1"), "A\\*na\\_ \\<b\\> \\[x\\](y) \\#1");
        check("A ‸word", &[]);
    }
}
