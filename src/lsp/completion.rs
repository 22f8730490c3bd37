//! Completion: names for the word that is being typed.
//!
//! The word is that of the text which was open when the question came; the names are those of its reading if it is
//! finished in a moment, else of the last one that is. So a writer waits for no analysis, and is never told
//! ContentModified: an editor that has gone on typing fits the answer to its text, or asks again.

use std::sync::Arc;
use std::time::Duration;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Position, Range, TextEdit, Url,
};

use super::convert;
use super::documents::Kind;
use super::state::State;
use crate::analysis::Analysis;
use crate::desk::SymbolKind;
use crate::desk::completion::{self, Known, Offer, Offers};
use crate::draft::Format;
use crate::text::Text;

/// How long the reading of the newest text is waited for.
const MOMENT: Duration = Duration::from_millis(40);

/// The names on offer at a position of the text that is open now; None where no draft is.
pub async fn complete(state: &Arc<State>, uri: &Url, at: Position) -> Result<Option<CompletionList>> {
    let Some((text, Kind::Draft(format), ticket)) = state.documents.newest(uri) else { return Ok(None) };
    let read = tokio::time::timeout(MOMENT, ticket.clone().read()).await.ok().flatten();
    let read = read.or_else(|| ticket.last());
    let is_newest = read.as_ref().is_some_and(|r| r.revision == ticket.revision);
    let analysis = read.and_then(|r| r.analysis.clone());
    let encoding = state.abilities().encoding;
    let list = move || {
        let offers = offers(&text, format, convert::offset(&text, at, encoding), analysis.as_deref());
        let range = |offer: &Offer| convert::range(&text, offer.edit.span, encoding);
        let items = offers.offers.iter().enumerate().map(|(n, offer)| item(n, offer, range(offer)));
        // Names that are just being read may come with the next letter.
        let is_incomplete = offers.incomplete || offers.asked && !is_newest;
        CompletionList { is_incomplete, items: items.collect() }
    };
    // A panic is logged where it happens, and costs this one answer.
    tokio::task::spawn_blocking(list).await.map(Some).map_err(|_| Error::internal_error())
}

fn offers(text: &Text, format: Format, offset: usize, analysis: Option<&Analysis>) -> Offers {
    let source = text.to_string();
    let Some(typed) = completion::at(&source, format, offset) else { return Offers::default() };
    completion::offers(&typed, &analysis.map_or(Vec::new(), |a| names(a, typed.span.start)))
}

/// Every name that is known, but for what stands at a byte of the source. Another source of names is another line here.
fn names(analysis: &Analysis, but: usize) -> Vec<Known> {
    let mut names = completion::of_draft(analysis, but);
    names.extend(completion::of_register(&analysis.meaning.register, &names));
    names
}

fn item(n: usize, offer: &Offer, range: Range) -> CompletionItem {
    CompletionItem {
        label: offer.label.clone(),
        detail: offer.detail.clone(),
        kind: Some(kind(offer.kind)),
        // The order is ours: editors would put the short names first.
        sort_text: Some(format!("{n:03}")),
        filter_text: Some(offer.filter.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: offer.edit.new.clone() })),
        ..CompletionItem::default()
    }
}

/// The same as in the outline.
fn kind(kind: SymbolKind) -> CompletionItemKind {
    match kind {
        SymbolKind::Group | SymbolKind::Organisation => CompletionItemKind::MODULE,
        SymbolKind::Person => CompletionItemKind::CLASS,
        SymbolKind::Place => CompletionItemKind::CONSTANT,
        SymbolKind::Other => CompletionItemKind::VARIABLE,
        SymbolKind::Quote => CompletionItemKind::TEXT,
    }
}
