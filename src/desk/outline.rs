//! The outline: people, organisations and places with what they said.
//!
//! What needs the writer's eye comes first: the quotes that nobody is said to have spoken.

use super::at::{self, count, shortened};
use super::sources::{SourceKind, sources};
use crate::analysis::Analysis;
use crate::meaning::{EntityId, QuoteId};
use crate::reading::Kind;
use crate::rules::unspoken;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Group,
    Person,
    Organisation,
    Place,
    Other,
    Quote,
}

/// What a list shows a thing as.
pub fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Person => SymbolKind::Person,
        Kind::Organisation => SymbolKind::Organisation,
        Kind::Place => SymbolKind::Place,
        Kind::Other => SymbolKind::Other,
    }
}

/// A line of the outline. `span` covers `selection`, both in the source.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    pub span: Span,
    pub selection: Span,
    pub children: Vec<Symbol>,
}

/// Characters of a quote that a line of the outline has room for.
const ROOM: usize = 60;

/// Quotes under their speakers, quotes that nobody speaks first.
pub fn outline(analysis: &Analysis) -> Vec<Symbol> {
    let entities = |kind: Kind| {
        let ids = 0..analysis.meaning.entities.len();
        let of_kind = ids.filter(move |&id| analysis.meaning.entities[id].kind == kind);
        of_kind.map(|id| entity(analysis, id)).collect::<Vec<_>>()
    };
    let unattributed = unspoken(&analysis.draft, &analysis.meaning).into_iter().map(|id| quote(analysis, id));
    let mut others = entities(Kind::Other);
    others.retain(|symbol| !symbol.children.is_empty());
    others.extend(unnamed(analysis));
    let groups = [
        ("Unattributed quotes", unattributed.collect()),
        ("People", entities(Kind::Person)),
        ("Organisations", entities(Kind::Organisation)),
        ("Places", entities(Kind::Place)),
        ("Other speakers", others),
    ];
    groups.into_iter().filter_map(|(name, children)| group(name, children)).collect()
}

fn group(name: &str, children: Vec<Symbol>) -> Option<Symbol> {
    let selection = children.first()?.selection;
    Some(Symbol {
        name: name.to_string(),
        detail: children.len().to_string(),
        kind: SymbolKind::Group,
        span: children.iter().fold(selection, |span, child| span.join(child.span)),
        selection,
        children,
    })
}

fn entity(analysis: &Analysis, id: EntityId) -> Symbol {
    let entity = &analysis.meaning.entities[id];
    let quotes = at::quotes(analysis, id);
    let mut detail: Vec<String> = at::role(analysis, id).map(str::to_string).into_iter().collect();
    detail.push(count(analysis.meaning.mentions_of(id).count(), "mention"));
    if !quotes.is_empty() {
        detail.push(count(quotes.len(), "quote"));
    }
    let span = analysis.span(analysis.meaning.mentions[entity.first].place);
    let children = quotes.into_iter().map(|q| quote(analysis, q)).collect();
    Symbol {
        name: at::name(analysis, id).to_string(),
        detail: detail.join(" · "),
        kind: symbol_kind(entity.kind),
        span,
        selection: span,
        children,
    }
}

/// The speakers without a name: “residents”, “the statement”.
fn unnamed(analysis: &Analysis) -> impl Iterator<Item = Symbol> {
    let unnamed = sources(analysis).sources.into_iter().filter(|s| s.kind == SourceKind::Unnamed);
    unnamed.filter_map(|source| {
        let span = *source.mentions.first()?;
        let children: Vec<Symbol> = source.quotes.iter().map(|q| quote(analysis, q.id)).collect();
        let detail = count(children.len(), "quote");
        Some(Symbol { name: source.name, detail, kind: SymbolKind::Other, span, selection: span, children })
    })
}

fn quote(analysis: &Analysis, id: QuoteId) -> Symbol {
    let place = analysis.meaning.quotes[id].place;
    let span = analysis.span(place);
    Symbol {
        name: shortened(analysis.prose(place), ROOM),
        detail: format!("line {}", at::line(analysis, span)),
        kind: SymbolKind::Quote,
        span,
        selection: span,
        children: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;

    fn show(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            assert!(symbol.span.covers(symbol.selection) && !symbol.name.is_empty());
            out.push_str(&format!("{}{} ({})\n", "  ".repeat(depth), symbol.name, symbol.detail));
            show(&symbol.children, depth + 1, out);
        }
    }

    #[track_caller]
    fn check(marked: &str, want: &str) {
        let mut got = String::new();
        show(&outline(&testing::analysis(marked)), 0, &mut got);
        assert_eq!(got, want);
    }

    #[test]
    fn quotes_stand_under_their_speakers() {
        check(
            "[Mayor|role p1] [Ana Gil|p1] of [Porto|l1] left. {“We won,”|p1} [Gil|p1] [said|cue].\n\n\
             {“We were never told by anybody, not even by the letter that was promised.”|-}\n\n\
             {“Go,”|=} [the statement|=] [said|cue]. {“Now,”|=} it added.\n\n[Easter|x1] and [Lent|x2].",
            "Unattributed quotes (1)\n  \
               “We were never told by anybody, not even by the letter… (line 3)\n\
             People (1)\n  \
               Ana Gil (Mayor · 2 mentions · 1 quote)\n    “We won,” (line 1)\n\
             Places (1)\n  \
               Porto (1 mention)\n\
             Other speakers (1)\n  \
               the statement (2 quotes)\n    “Go,” (line 5)\n    “Now,” (line 5)\n",
        );
    }

    #[test]
    fn a_draft_without_names_has_no_outline() {
        check("Nothing happened.", "");
    }
}
