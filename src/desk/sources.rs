//! Sources: the people, organisations and unnamed speakers of a draft, with what each of them says.
//!
//! A person or an organisation is listed whether it speaks or not; a place or another thing only where it speaks. Of
//! a quote that runs over paragraphs one speaker is known, wherever it is named.

use super::at::{self, shortened};
use crate::analysis::Analysis;
use crate::meaning::{Attribution, EntityId, QuoteId};
use crate::reading::Kind;
use crate::rules::unspoken;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    Person,
    Organisation,
    Place,
    Other,
    /// “residents”, “the statement”: nobody with a name.
    Unnamed,
}

/// Somebody or something in the draft, by name or not.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub kind: SourceKind,
    pub role: Option<String>,
    /// Every mention in the source, in order; of a source without a name the expressions that stand for it.
    pub mentions: Vec<Span>,
    pub quotes: Vec<Quotation>,
}

/// A quote with all its paragraphs.
#[derive(Clone, Debug)]
pub struct Quotation {
    pub id: QuoteId,
    /// The beginning of the quote with its marks, as readers see it.
    pub text: String,
    /// One span of the source for each paragraph.
    pub spans: Vec<Span>,
    /// The expression that names the speaker here (“she”), in the source.
    pub named: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Sources {
    /// In the order of their first mention; those without a name behind the others.
    pub sources: Vec<Source>,
    /// The quotes that nobody is said to have spoken.
    pub unattributed: Vec<Quotation>,
}

/// Characters of a quote that are told; whoever wants all has its place.
const ROOM: usize = 160;

/// Who speaks in the draft, and who else is named in it.
pub fn sources(analysis: &Analysis) -> Sources {
    let mut entities: Vec<Source> = (0..analysis.meaning.entities.len()).map(|id| entity(analysis, id)).collect();
    let mut unnamed: Vec<Source> = Vec::new();
    let paragraphs = paragraphs(analysis);
    for chain in paragraphs.iter().filter(|chain| !chain.is_empty()) {
        let Some(attribution) = chain.iter().find_map(|&id| analysis.meaning.quotes[id].attribution.as_ref()) else {
            continue;
        };
        let quote = quotation(analysis, chain, Some(attribution));
        match attribution.source.entity {
            Some(id) => entities[id].quotes.push(quote),
            None => add_unnamed(analysis, attribution, quote, &mut unnamed),
        }
    }
    entities.retain(|s| !s.quotes.is_empty() || matches!(s.kind, SourceKind::Person | SourceKind::Organisation));
    entities.sort_by_key(|s| s.mentions.first().copied());
    entities.append(&mut unnamed);
    let unattributed = unspoken(&analysis.draft, &analysis.meaning).into_iter();
    let unattributed = unattributed.map(|id| quotation(analysis, &paragraphs[id], None)).collect();
    Sources { sources: entities, unattributed }
}

/// For each quote that begins something, the quotes that it runs over; for the others nothing.
fn paragraphs(analysis: &Analysis) -> Vec<Vec<QuoteId>> {
    let mut chains: Vec<Vec<QuoteId>> = vec![Vec::new(); analysis.meaning.quotes.len()];
    let mut head: Vec<QuoteId> = (0..chains.len()).collect();
    for (id, quote) in analysis.meaning.quotes.iter().enumerate() {
        head[id] = quote.continues.map_or(id, |from| head[from]);
        chains[head[id]].push(id);
    }
    chains
}

fn entity(analysis: &Analysis, id: EntityId) -> Source {
    let mut mentions: Vec<Span> = analysis.meaning.mentions_of(id).map(|(_, m)| analysis.span(m.place)).collect();
    mentions.sort_unstable();
    Source {
        name: at::name(analysis, id).to_string(),
        kind: match analysis.meaning.entities[id].kind {
            Kind::Person => SourceKind::Person,
            Kind::Organisation => SourceKind::Organisation,
            Kind::Place => SourceKind::Place,
            Kind::Other => SourceKind::Other,
        },
        role: at::role(analysis, id).map(str::to_string),
        mentions,
        quotes: Vec::new(),
    }
}

/// Two expressions of the same words are one source: “residents”, “Residents”.
fn add_unnamed(analysis: &Analysis, attribution: &Attribution, quote: Quotation, unnamed: &mut Vec<Source>) {
    let name = shortened(at::speaker(analysis, attribution), 60);
    if name.is_empty() {
        return;
    }
    let place = analysis.span(attribution.source.full);
    let lower = name.to_lowercase();
    match unnamed.iter_mut().find(|s| s.name.to_lowercase() == lower) {
        Some(source) => {
            if !source.mentions.contains(&place) {
                source.mentions.push(place);
            }
            source.quotes.push(quote);
        }
        None => unnamed.push(Source {
            name,
            kind: SourceKind::Unnamed,
            role: None,
            mentions: vec![place],
            quotes: vec![quote],
        }),
    }
}

fn quotation(analysis: &Analysis, chain: &[QuoteId], attribution: Option<&Attribution>) -> Quotation {
    let place = |id: QuoteId| analysis.meaning.quotes[id].place;
    Quotation {
        id: chain[0],
        text: shortened(analysis.prose(place(chain[0])), ROOM),
        spans: chain.iter().map(|&id| analysis.span(place(id))).collect(),
        named: attribution.map(|a| analysis.span(a.source.full)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;

    /// Each source as `kind name (role): mentions | quotes of their paragraphs`, the unattributed at the end.
    #[track_caller]
    fn check(marked: &str, want: &[&str]) {
        let analysis = testing::analysis(marked);
        let text = |span: &Span| span.of(&analysis.source).to_string();
        let quote = |q: &Quotation| {
            let named = q.named.map(|n| format!(" by {}", text(&n))).unwrap_or_default();
            format!("{}{named}", q.spans.iter().map(text).collect::<Vec<_>>().join("+"))
        };
        let quotes = |all: &[Quotation]| all.iter().map(quote).collect::<Vec<_>>().join(", ");
        let Sources { sources, unattributed } = sources(&analysis);
        let mut got: Vec<String> = sources
            .iter()
            .map(|s| {
                let role = s.role.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
                let mentions = s.mentions.iter().map(text).collect::<Vec<_>>().join(", ");
                format!("{:?} {}{role}: {mentions} | {}", s.kind, s.name, quotes(&s.quotes))
            })
            .collect();
        got.push(quotes(&unattributed));
        assert_eq!(got, want);
    }

    #[test]
    fn who_speaks_and_who_is_only_named() {
        check(
            "[Mayor|role p1] [Ana Gil|p1] of [Porto|l1] met [Budi|p2]. {“We won,”|p1} [Gil|p1] [said|cue].\n\n\
             {“We were never told.”|-}\n\n\
             {“Go,”|=} [the statement|=] [said|cue]. {“Now,”|=} it added.\n\n[Easter|x1] and [Lent|x2].",
            &[
                "Person Ana Gil (Mayor): Ana Gil, Gil | “We won,” by Gil",
                "Person Budi: Budi | ",
                "Unnamed the statement: the statement | “Go,” by the statement, “Now,” by the statement",
                "“We were never told.”",
            ],
        );
    }

    #[test]
    fn a_quote_that_runs_on_is_one() {
        check(
            "{“We won.|p1}\n\n{“And how,”|p1 goes-on} [said|cue] [Ana Gil|p1].\n\n{“Then.|-}\n\n{“Now.”|- goes-on}",
            &["Person Ana Gil: Ana Gil | “We won.+“And how,” by Ana Gil", "“Then.+“Now.”"],
        );
    }

    #[test]
    fn a_place_that_speaks_is_a_source() {
        check("{“No,”|l1} [said|cue] [Jakarta|l1].", &["Place Jakarta: Jakarta | “No,” by Jakarta", ""]);
    }

    #[test]
    fn a_draft_without_anybody() {
        check("Nothing happened.", &[""]);
    }
}
