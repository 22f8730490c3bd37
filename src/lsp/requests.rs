//! Requests: the editor's questions, put to the desk, and its answers in LSP.
//!
//! A question is about the text that is open when it arrives. If that text changes before the answer is known, the
//! answer is ContentModified: its positions would be wrong. Questions without a position are answered about
//! whatever text is newest. The desk is asked on a blocking thread, so that no answer keeps another waiting.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Diagnostic, DocumentHighlight, DocumentHighlightKind,
    DocumentSymbol, DocumentSymbolResponse, Hover, HoverContents, Location, MarkupContent, MarkupKind, Position,
    PrepareRenameResponse, Range, SymbolInformation, SymbolKind, Url, WorkspaceEdit,
};

use super::convert;
use super::edits::{Doubt, FileEdits, of_draft, workspace_edit};
use super::register::Shelf;
use super::series::{self, Member};
use super::state::State;
use crate::analysis::Analysis;
use crate::desk;
use crate::text::Span;

/// How often a question without a position is put again while the writer types on.
const ROUNDS: usize = 4;
/// LSP's ServerCancelled and RequestFailed, which tower-lsp has no names for.
const SERVER_CANCELLED: i64 = -32802;
const REQUEST_FAILED: i64 = -32803;

/// A draft as a question finds it.
pub struct Asked {
    pub state: Arc<State>,
    pub uri: Url,
    pub version: i32,
    pub analysis: Arc<Analysis>,
    /// The findings of the analysis as the editor has them.
    pub diagnostics: Arc<Vec<Diagnostic>>,
    /// The series to which the draft belongs.
    pub member: Option<Member>,
}

impl Asked {
    pub fn range(&self, span: Span) -> Range {
        convert::range(&self.analysis.text, span, self.state.abilities().encoding)
    }

    fn offset(&self, at: Position) -> usize {
        convert::offset(&self.analysis.text, at, self.state.abilities().encoding)
    }

    fn location(&self, span: Span) -> Location {
        Location { uri: self.uri.clone(), range: self.range(span) }
    }
}

/// Puts a question about the text that is open now; None where the draft is not open.
pub async fn ask<T: Send + 'static>(
    state: &Arc<State>,
    uri: &Url,
    question: impl FnOnce(&Asked) -> T + Send + 'static,
) -> Result<Option<T>> {
    let Some(ticket) = state.documents.ticket(uri) else { return Ok(None) };
    let revision = ticket.revision;
    let read = ticket.read().await.filter(|r| r.revision == revision).ok_or_else(content_modified)?;
    let analysis = read.analysis.clone().ok_or_else(Error::internal_error)?;
    let (version, diagnostics, member) = (read.version, read.diagnostics.clone(), read.member.clone());
    let asked = Asked { state: state.clone(), uri: uri.clone(), version, analysis, diagnostics, member };
    // A panic is logged where it happens, and costs this one answer.
    let answer = tokio::task::spawn_blocking(move || question(&asked)).await.map_err(|_| Error::internal_error())?;
    if state.documents.is_newest(uri, revision) { Ok(Some(answer)) } else { Err(content_modified()) }
}

/// Puts a question about whatever text is newest.
pub async fn ask_newest<T: Send + 'static>(
    state: &Arc<State>,
    uri: &Url,
    question: impl Fn(&Asked) -> T + Clone + Send + 'static,
) -> Result<Option<T>> {
    for _ in 0..ROUNDS {
        match ask(state, uri, question.clone()).await {
            Err(error) if error.code == ErrorCode::ContentModified => {}
            answer => return answer,
        }
    }
    Err(content_modified())
}

/// The text changed under the question: the editor asks again if it still wants to know.
fn content_modified() -> Error {
    Error::new(ErrorCode::ContentModified)
}

/// What an editor that asks for findings is told when it types faster than we read.
pub fn ask_again(error: Error) -> Error {
    if error.code != ErrorCode::ContentModified {
        return error;
    }
    let data = Some(serde_json::json!({ "retriggerRequest": true }));
    Error { code: ErrorCode::ServerError(SERVER_CANCELLED), message: "the draft is still changing".into(), data }
}

pub fn hover(asked: &Asked, at: Position) -> Option<Hover> {
    let hover = desk::hover(&asked.analysis, asked.offset(at))?;
    let (kind, value) = match asked.state.abilities().markdown {
        true => (MarkupKind::Markdown, hover.markdown),
        false => (MarkupKind::PlainText, plain(&hover.markdown)),
    };
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Some(Hover { contents, range: Some(asked.range(hover.span)) })
}

pub fn definition(asked: &Asked, at: Position) -> Option<Location> {
    desk::definition(&asked.analysis, asked.offset(at)).map(|span| asked.location(span))
}

/// The mentions in the draft, and then those in the other drafts of its series.
pub async fn references(state: &Arc<State>, uri: &Url, at: Position, first: bool) -> Result<Option<Vec<Location>>> {
    let question = move |asked: &Asked| {
        let (offset, encoding) = (asked.offset(at), asked.state.abilities().encoding);
        let spans = desk::references(&asked.analysis, offset, first);
        let named = || desk::series::named_at(&asked.analysis, offset, encoding);
        let places: Vec<_> = spans.into_iter().map(|span| asked.location(span)).collect();
        (places, asked.member.clone().and_then(|member| Some((member, named()?))))
    };
    let Some((mut places, beside)) = ask(state, uri, question).await? else { return Ok(None) };
    if let Some((member, named)) = beside {
        places.extend(series::places(state, uri, &member, named).await);
    }
    Ok(Some(places))
}

pub fn highlights(asked: &Asked, at: Position) -> Vec<DocumentHighlight> {
    let spans = desk::highlights(&asked.analysis, asked.offset(at));
    let highlight = |span| DocumentHighlight { range: asked.range(span), kind: Some(DocumentHighlightKind::TEXT) };
    spans.into_iter().map(highlight).collect()
}

pub fn symbols(asked: &Asked) -> DocumentSymbolResponse {
    let outline = desk::outline(&asked.analysis);
    if asked.state.abilities().nested_symbols {
        return DocumentSymbolResponse::Nested(outline.into_iter().map(|s| nested(asked, s)).collect());
    }
    let mut flat = Vec::new();
    outline.into_iter().for_each(|s| flatten(asked, s, None, &mut flat));
    DocumentSymbolResponse::Flat(flat)
}

pub fn prepare_rename(asked: &Asked, at: Position) -> Option<PrepareRenameResponse> {
    let target = desk::prepare_rename(&asked.analysis, asked.offset(at))?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: asked.range(target.span),
        placeholder: target.placeholder,
    })
}

pub fn rename(asked: &Asked, at: Position, new: &str) -> Result<WorkspaceEdit> {
    let renaming = desk::rename(&asked.analysis, asked.offset(at), new).map_err(|refusal| {
        let code = match refusal {
            desk::Refusal::NothingHere => ErrorCode::ServerError(REQUEST_FAILED),
            _ => ErrorCode::InvalidParams,
        };
        Error { code, message: refusal.to_string().into(), data: None }
    })?;
    let abilities = asked.state.abilities();
    let merges = renaming.merges.is_some();
    let doubt = |uncertain: bool| if merges { Some(Doubt::Merges) } else { uncertain.then_some(Doubt::Uncertain) };
    let mut edits: Vec<_> = renaming.edits.iter().map(|(edit, uncertain)| (edit, doubt(*uncertain))).collect();
    if let Some(acronym) = &renaming.acronym {
        if abilities.annotated_edits && acronym.new.is_some() {
            edits.extend(acronym.edits.iter().map(|edit| (edit, Some(Doubt::Acronym))));
        } else {
            let fits = acronym.new.as_ref().map_or(String::new(), |new| format!(", and {new} would fit"));
            asked.state.outbox.show(&format!("{} stays as it is{fits}: rename it by itself", acronym.old));
        }
    }
    if abilities.annotated_edits {
        edits.extend(renaming.shared.iter().map(|edit| (edit, Some(Doubt::Uncertain))));
    } else if let Some(first) = renaming.shared.first() {
        let name = first.span.of(&asked.analysis.source);
        asked.state.outbox.show(&format!("{name} may be somebody else in places: there it stays as it is"));
    }
    let mut files = vec![of_draft(asked, edits)];
    if abilities.annotated_edits {
        // What is outside of the draft changes only where the writer says so.
        let shelf = Shelf::of(asked);
        for (sheet, edit) in desk::renamed(&asked.analysis, &renaming, &shelf.sheets) {
            files.push(shelf.edits(sheet, [&edit], Some(Doubt::Register), asked));
        }
    } else if let Some(other) = &renaming.merges {
        let where_it_is = match asked.analysis.meaning.register.entries.iter().any(|entry| entry.name == *other) {
            true => "The register",
            false => "This draft",
        };
        let other = other.split_whitespace().collect::<Vec<_>>().join(" ");
        asked.state.outbox.show(&format!(
            "{where_it_is} has {other} already: from now on the two have one name. Undo takes the rename back"
        ));
    }
    Ok(workspace_edit(files, abilities))
}

pub fn actions(asked: &Asked, range: Range, only: Option<&[CodeActionKind]>) -> Vec<CodeActionOrCommand> {
    // An editor that asks for kinds wants these and those below them; "" is all.
    let quickfix = CodeActionKind::QUICKFIX;
    if only.is_some_and(|kinds| !kinds.iter().any(|k| k.as_str().is_empty() || *k == quickfix)) {
        return Vec::new();
    }
    let span = convert::span(&asked.analysis.text, range, asked.state.abilities().encoding);
    let abilities = asked.state.abilities();
    let action = |title: String, file: FileEdits, finding: Option<usize>, preferred: bool| {
        CodeActionOrCommand::CodeAction(CodeAction {
            edit: Some(workspace_edit(vec![file], abilities)),
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: finding.and_then(|f| asked.diagnostics.get(f)).map(|d| vec![d.clone()]),
            is_preferred: (preferred && abilities.prefers_actions).then_some(true),
            ..CodeAction::default()
        })
    };
    let of_draft = |a: desk::Action| {
        action(a.title, of_draft(asked, a.edits.iter().map(|e| (e, None))), Some(a.finding), a.preferred)
    };
    let mut actions: Vec<_> = desk::fixes(&asked.analysis, span).into_iter().map(of_draft).collect();
    let shelf = Shelf::of(asked);
    let of_register =
        |e: desk::Entering| action(e.title, shelf.edits(e.sheet, &e.edits, None, asked), e.finding, false);
    let entering = desk::entering(&asked.analysis, span, &shelf.sheets).into_iter().map(of_register);
    actions.extend(entering);
    actions
}

#[expect(deprecated, reason = "lsp-types still has the field `deprecated`, and it must be filled")]
fn nested(asked: &Asked, symbol: desk::Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|s| nested(asked, s)).collect();
    DocumentSymbol {
        name: name(symbol.name),
        detail: Some(symbol.detail).filter(|d| !d.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: asked.range(symbol.span.join(symbol.selection)),
        selection_range: asked.range(symbol.selection),
        children: Some(children).filter(|c| !c.is_empty()),
    }
}

#[expect(deprecated, reason = "lsp-types still has the field `deprecated`, and it must be filled")]
fn flatten(asked: &Asked, symbol: desk::Symbol, container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let name = name(symbol.name);
    flat.push(SymbolInformation {
        name: name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: asked.location(symbol.selection),
        container_name: container.map(str::to_owned),
    });
    symbol.children.into_iter().for_each(|s| flatten(asked, s, Some(&name), flat));
}

/// Some editors throw a whole outline away for one empty name.
pub fn name(name: String) -> String {
    if name.trim().is_empty() { "…".into() } else { name }
}

/// LSP has no people. Each of ours gets a kind of its own, so that editors can tell them apart and filter them;
/// all are among the kinds that every editor knows without saying so.
pub fn kind(kind: desk::SymbolKind) -> SymbolKind {
    match kind {
        desk::SymbolKind::Group => SymbolKind::NAMESPACE,
        desk::SymbolKind::Person => SymbolKind::CLASS,
        desk::SymbolKind::Organisation => SymbolKind::MODULE,
        desk::SymbolKind::Place => SymbolKind::CONSTANT,
        desk::SymbolKind::Other => SymbolKind::VARIABLE,
        desk::SymbolKind::Quote => SymbolKind::STRING,
    }
}

/// Markdown for an editor that shows none.
fn plain(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(&t),
            Event::Start(Tag::Item) => text.push_str("- "),
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::End(TagEnd::Item) => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => text.push_str("\n\n"),
            _ => {}
        }
    }
    text.trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_for_an_editor_that_shows_none() {
        assert_eq!(
            plain("**Ana Gil**, `mayor`\n\n- 3 mentions\n- 1 quote"),
            "Ana Gil, mayor\n\n- 3 mentions\n- 1 quote"
        );
    }
}
