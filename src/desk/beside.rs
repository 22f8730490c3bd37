//! Beside the text: what an editor may write or colour into a draft without changing it.
//!
//! The speaker behind a pronoun, a line over a paragraph that needs the writer's eye, and what is a quote or a name.
//! All of it is for those who ask for it.

use super::at;
use crate::analysis::Analysis;
use crate::meaning::SourceKind;
use crate::reading::{Kind, QuoteKind};
use crate::rules::unspoken;
use crate::text::Span;

/// Words to be shown behind a byte of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub offset: usize,
    pub text: String,
}

/// The speakers behind “she said” and “ujarnya”, as a desk writes them in: in square brackets.
pub fn hints(analysis: &Analysis) -> Vec<Hint> {
    let attributions = analysis.meaning.quotes.iter().filter_map(|q| q.attribution.as_ref());
    let unclear = attributions.filter(|a| matches!(a.source.kind, SourceKind::Pronoun | SourceKind::Clitic));
    let hint = |a: &crate::meaning::Attribution| {
        let text = format!("[{}]", at::name(analysis, a.source.entity?));
        Some(Hint { offset: analysis.span(a.source.place).end, text })
    };
    let mut hints: Vec<Hint> = unclear.filter_map(hint).collect();
    // Two quotes around one “she said” have one source.
    hints.sort_by_key(|h| h.offset);
    hints.dedup_by_key(|h| h.offset);
    hints
}

/// A line over a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The first of the paragraph's quotes that it is about, in the source.
    pub span: Span,
    pub text: String,
}

/// The paragraphs with quotes that nobody is said to have spoken: those that have a finding.
pub fn lenses(analysis: &Analysis) -> Vec<Lens> {
    let found = |span: Span| analysis.findings.iter().any(|f| f.rule == "unattributed-quote" && f.span == span);
    let unspoken = unspoken(&analysis.draft, &analysis.meaning).into_iter();
    let places: Vec<_> = unspoken.map(|id| analysis.meaning.quotes[id].place).collect();
    let mut lenses: Vec<(usize, usize, Span)> = Vec::new();
    for place in places {
        let span = analysis.span(place);
        if !found(span) {
            continue;
        }
        match lenses.last_mut().filter(|(block, ..)| *block == place.block) {
            Some((_, count, _)) => *count += 1,
            None => lenses.push((place.block, 1, span)),
        }
    }
    let text = |count| match count {
        1 => "Nobody is said to have spoken this quote".to_string(),
        _ => format!("Nobody is said to have spoken {count} quotes here"),
    };
    lenses.into_iter().map(|(_, count, span)| Lens { span, text: text(count) }).collect()
}

/// What a stretch of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Words inside quotation marks, and the marks.
    Quote,
    /// The same where nobody is said to have spoken them.
    Unattributed,
    Person,
    Organisation,
}

/// Quotes, people and organisations in the order of the source. They never overlap: a name inside a quote parts it.
pub fn inks(analysis: &Analysis) -> Vec<(Span, Ink)> {
    let meaning = &analysis.meaning;
    let mut names: Vec<(Span, Ink)> = Vec::new();
    for mention in &meaning.mentions {
        let ink = match meaning.entities[mention.entity].kind {
            Kind::Person => Ink::Person,
            Kind::Organisation => Ink::Organisation,
            Kind::Place | Kind::Other => continue,
        };
        names.push((analysis.span(mention.place), ink));
    }
    names.sort_by_key(|(span, _)| *span);
    let unspoken = unspoken(&analysis.draft, meaning);
    let mut heads: Vec<usize> = (0..meaning.quotes.len()).collect();
    let mut inks = Vec::new();
    for (id, quote) in meaning.quotes.iter().enumerate() {
        heads[id] = quote.continues.map_or(id, |from| heads[from]);
        let spoken = quote.attribution.is_some() || matches!(quote.kind, QuoteKind::Speech | QuoteKind::Fragment);
        if quote.depth > 0 || !spoken {
            continue;
        }
        let ink = if unspoken.contains(&heads[id]) { Ink::Unattributed } else { Ink::Quote };
        let span = analysis.span(quote.place);
        let mut start = span.start;
        let first = names.partition_point(|(name, _)| name.end <= span.start);
        for (name, _) in names[first..].iter().take_while(|(name, _)| name.start < span.end) {
            inks.push((Span::new(start, name.start.max(start)), ink));
            start = name.end.max(start);
        }
        inks.push((Span::new(start, span.end.max(start)), ink));
    }
    inks.append(&mut names);
    inks.sort_by_key(|(span, _)| *span);
    // What the pieces of two readings share is told once.
    let mut end = 0;
    inks.retain(|(span, _)| {
        let fits = span.start >= end && span.start < span.end;
        end = if fits { span.end } else { end };
        fits
    });
    inks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;
    use crate::draft::Format;
    use crate::settings::Settings;
    use crate::text::Text;

    fn read(text: &str) -> Analysis {
        crate::analysis::of(&Text::new(text), Format::Markdown, &Settings::default(), &mut Default::default())
    }

    /// The draft with its hints written in.
    #[track_caller]
    fn check_hints(text: &str, want: &str) {
        let analysis = read(text);
        let mut got = text.to_string();
        for hint in hints(&analysis).into_iter().rev() {
            got.insert_str(hint.offset, &hint.text);
        }
        assert_eq!(got, want);
    }

    #[test]
    fn the_speaker_behind_a_pronoun_or_an_ending() {
        check_hints(
            "Marion Ellery spoke on Tuesday. “We won,” she said. “It is over,” said Ellery.\n",
            "Marion Ellery spoke on Tuesday. “We won,” she[Marion Ellery] said. “It is over,” said Ellery.\n",
        );
        check_hints(
            "---\nlang: id\n---\nHendra Suharyono datang pada hari Selasa. “Kami menang,” ujarnya.\n",
            "---\nlang: id\n---\nHendra Suharyono datang pada hari Selasa. “Kami menang,” ujarnya[Hendra Suharyono].\n",
        );
    }

    #[test]
    fn a_split_quote_has_one_hint() {
        check_hints(
            "Marion Ellery spoke. “We won,” she said, “and it is over.”\n",
            "Marion Ellery spoke. “We won,” she[Marion Ellery] said, “and it is over.”\n",
        );
    }

    #[test]
    fn a_line_over_each_paragraph_with_findings() {
        let analysis = testing::analysis("{“We won.”|-} And. {“We lost.”|-}\n\n{“Go.”|p1} [Ana|p1].\n\nA {“Now.”|-}");
        let got: Vec<_> = lenses(&analysis).iter().map(|l| (l.span.of(&analysis.source), l.text.clone())).collect();
        let want = [
            ("“We won.”", "Nobody is said to have spoken 2 quotes here".to_string()),
            ("“Now.”", "Nobody is said to have spoken this quote".to_string()),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn names_part_quotes_and_nothing_overlaps() {
        let analysis = testing::analysis(
            "[Ana|p1] of [PSSI|o1]: {“I met [Budi|p2] in [Porto|l1].”|p1}\n\n{“A term”|- term} {“We.”|-}",
        );
        let got: Vec<_> = inks(&analysis).iter().map(|(s, ink)| (s.of(&analysis.source), *ink)).collect();
        let want = [
            ("Ana", Ink::Person),
            ("PSSI", Ink::Organisation),
            ("“I met ", Ink::Quote),
            ("Budi", Ink::Person),
            (" in Porto.”", Ink::Quote),
            ("“We.”", Ink::Unattributed),
        ];
        assert_eq!(got, want);
    }
}
