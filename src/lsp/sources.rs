//! Sources: the answer to `copydesk/sources`, our one question that LSP does not know.
//!
//! Its shape is told in `docs/protocol.md`, for editors that want a list of who says what. Ranges are those of LSP,
//! in the encoding that was negotiated.

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use super::requests::Asked;
use crate::desk;

pub const METHOD: &str = "copydesk/sources";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    pub text_document: TextDocumentIdentifier,
}

#[derive(Debug, Serialize)]
pub struct Answer {
    /// The version of the draft that this is about.
    version: i32,
    sources: Vec<Source>,
    unattributed: Vec<Quote>,
}

#[derive(Debug, Serialize)]
struct Source {
    name: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    mentions: Vec<Range>,
    quotes: Vec<Quote>,
}

#[derive(Debug, Serialize)]
struct Quote {
    text: String,
    /// One for each paragraph that the quote runs over.
    ranges: Vec<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Range>,
}

pub fn sources(asked: &Asked) -> Answer {
    let desk::Sources { sources, unattributed } = desk::sources(&asked.analysis);
    let ranges = |spans: &[crate::text::Span]| spans.iter().map(|span| asked.range(*span)).collect();
    let quote = |q: desk::Quotation| Quote {
        ranges: ranges(&q.spans),
        named: q.named.map(|span| asked.range(span)),
        text: q.text,
    };
    let source = |s: desk::Source| Source {
        kind: kind(s.kind),
        role: s.role,
        mentions: ranges(&s.mentions),
        quotes: s.quotes.into_iter().map(quote).collect(),
        name: s.name,
    };
    Answer {
        version: asked.version,
        sources: sources.into_iter().map(source).collect(),
        unattributed: unattributed.into_iter().map(quote).collect(),
    }
}

fn kind(kind: desk::SourceKind) -> &'static str {
    match kind {
        desk::SourceKind::Person => "person",
        desk::SourceKind::Organisation => "organisation",
        desk::SourceKind::Place => "place",
        desk::SourceKind::Other => "other",
        desk::SourceKind::Unnamed => "unnamed",
    }
}
