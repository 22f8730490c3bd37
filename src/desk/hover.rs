//! Hover: who somebody is, and who said a quote.
//!
//! A few lines of Markdown, the name first. What comes from the draft is escaped: it may hold any sign.

use super::at::{self, Thing, count, line, shortened};
use crate::analysis::Analysis;
use crate::meaning::{EntityId, Link, MentionId, Quoted, explain, in_reach, kind_word, missing};
use crate::reading::{Kind, QuoteKind};
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
        return without_speaker(analysis, id);
    };
    let (speaker, source) = (at::speaker(analysis, attribution), &attribution.source);
    let person = source.entity.is_some_and(|e| analysis.meaning.entities[e].kind == Kind::Person);
    let what = if person { "speaker" } else { source.kind.word() };
    let mut head = vec![format!("**{}**", escape(speaker)), what.to_string()];
    head.extend(source.entity.and_then(|e| at::role(analysis, e)).map(escape));
    let mut lines = vec![head.join(" · ")];
    let full = analysis.prose(source.full);
    if full != speaker {
        let link = source.link.filter(|l| *l != Link::Name).map(|l| format!(": {}", l.why()));
        lines.push(format!("Named here as “{}”{}", escape(full), link.unwrap_or_default()));
    }
    if !source.rivals.is_empty() {
        let names = source.rivals.iter().map(|&m| escape(analysis.prose(analysis.meaning.mentions[m].place)));
        lines.push(format!("May mean {}", names.collect::<Vec<_>>().join(" or ")));
    }
    lines.extend(attribution.via.map(|via| format!("Quoted by {}", escape(analysis.prose(via)))));
    let why = explain(&analysis.draft, &analysis.readings, &analysis.meaning, id);
    let distance = why.distance.map(at::distance).map_or(String::new(), |d| format!(", {d}"));
    let cue = attribution.cue.map(|cue| escape(analysis.prose(cue))).filter(|cue| !cue.is_empty());
    let cue = cue.map_or(String::new(), |cue| format!("Cue: *{cue}*{distance} · "));
    lines.push(format!("{cue}Why: {}", attribution.pattern.why()));
    if !why.lost.is_empty() {
        lines.push(format!("Not {}", escape(&at::losers(analysis, &why.lost))));
    }
    if let Some(from) = quote.continues.or(attribution.from).filter(|&from| from != id) {
        lines.push(goes_on(analysis, &quotes[from]));
    }
    lines
}

fn without_speaker(analysis: &Analysis, id: usize) -> Vec<String> {
    let quote = &analysis.meaning.quotes[id];
    let asked = quote.kind == QuoteKind::Speech && quote.excused.is_none();
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
    if asked && quote.continues.is_none() {
        let (draft, readings, meaning) = (&analysis.draft, &analysis.readings, &analysis.meaning);
        let missing = missing(draft, readings, meaning, &[id]);
        lines.extend(missing.iter().map(|m| format!("Looked for: {}", escape(&m.words(draft)))));
        let reach: Vec<String> =
            in_reach(draft, readings, meaning, id).into_iter().map(|e| escape(at::name(analysis, e))).collect();
        lines.extend((!reach.is_empty()).then(|| format!("In reach: {}", reach.join(", "))));
    }
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
        let why = "Cue: *said*, right behind the quote · Why: the verb of saying stands behind the quote";
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

    /// The hover on the first quote of a draft that was read in full.
    #[track_caller]
    fn check_read(draft: &str, want: &[&str]) {
        let text = crate::text::Text::new(draft);
        let settings = crate::settings::Settings { language: crate::language::by_code("en"), ..Default::default() };
        let analysis = crate::analysis::of(&text, crate::draft::Format::Markdown, &settings, &mut Default::default());
        let place = analysis.meaning.quotes[0].place;
        let hover = hover(&analysis, analysis.span(place).start + 4).unwrap();
        assert_eq!(hover.markdown, want.join("\n\n"));
    }

    #[test]
    fn what_decided_and_who_lost() {
        check_read(
            "“The wall has moved,” Marion Ellery told CNN. Owen Price left.",
            &[
                "**Marion Ellery** · speaker",
                "Cue: *told*, 2 words behind the quote · Why: the verb of saying stands behind the quote",
                "Not CNN (is spoken to), Owen Price (no verb of saying)",
            ],
        );
        check_read(
            "Marion Ellery met Owen Price. “The wall has moved,” she said.",
            &[
                "**Marion Ellery** · speaker",
                "Named here as “she”: who was named last",
                "Cue: *said*, 1 word behind the quote · Why: the verb of saying stands behind the quote",
                "Not Owen Price (the pronoun is another’s)",
            ],
        );
        check_read(
            "Robert Marsh and Hugh Lane left. “The wall has moved,” he said.",
            &[
                "**he** · speaker",
                "May mean Robert Marsh or Hugh Lane",
                "Cue: *said*, 1 word behind the quote · Why: the verb of saying stands behind the quote",
            ],
        );
    }

    #[test]
    fn sources_of_every_kind() {
        let why = "Cue: *said*, right behind the quote · Why: the verb of saying stands behind the quote";
        check_read("“The wall has moved,” said a senior official.", &["**a senior official** · unnamed source", why]);
        check_read("“The wall has moved,” said the residents.", &["**the residents** · group", why]);
        check_read(
            "“The wall has moved,” said Marion Ellery, quoted by TASS.",
            &["**Marion Ellery** · speaker", "Quoted by TASS", why, "Not TASS (printed it)"],
        );
        check_read("“The wall has moved,” said CNN.", &["**CNN** · medium", why]);
    }

    #[test]
    fn a_quote_without_a_speaker() {
        check(
            "{“We w‸on.”|-}",
            &[
                "**Nobody** is said to have spoken this quote",
                "Looked for: no verb of saying beside it, and nothing stands before it",
            ],
        );
        check(
            "[Ana|p1] left.\n\n{“We w‸on.”|-} [Budi|p2] smiled.",
            &[
                "**Nobody** is said to have spoken this quote",
                "Looked for: no verb of saying beside it, and nobody speaks in the paragraph before",
                "In reach: Budi, Ana",
            ],
        );
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
