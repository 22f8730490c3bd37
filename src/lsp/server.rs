//! Server: which messages of LSP we answer, each in a few lines.
//!
//! A handler of a notification changes the state and returns: it waits for nobody. A handler of a request notes
//! which text it is about before it first waits. The client is only awaited in tasks of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use super::documents::Kind;
use super::requests::{self, ask, ask_again, ask_newest};
use super::state::State;
use super::{abilities, analyst, beside, completion, diagnostics, log, series, settings, sources};
use crate::draft::Format;
use crate::project;

/// How long the editor may take to tell its settings before we may ask again.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub struct Server {
    pub state: Arc<State>,
    started: AtomicBool,
    /// Rung when the editor's settings may have changed.
    bell: Arc<Notify>,
}

impl Server {
    pub fn new(client: Client) -> Server {
        Server { state: State::new(client), started: AtomicBool::new(false), bell: Arc::default() }
    }

    /// The service of one editor, with what tower-lsp has no name for.
    pub fn service() -> (LspService<Server>, ClientSocket) {
        let service = LspService::build(Server::new);
        let service = service.custom_method(sources::METHOD, Server::sources);
        service.custom_method("window/workDoneProgress/cancel", Server::cancel_progress).finish()
    }

    async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if let NumberOrString::String(token) = params.token {
            self.state.series.cancel(&token);
        }
    }

    /// Answers `copydesk/sources`.
    pub async fn sources(&self, params: sources::Params) -> Result<Option<sources::Answer>> {
        ask_newest(&self.state, &params.text_document.uri, sources::sources).await
    }

    /// Registers for what we want to be told; a task of its own, for the editor may never answer.
    fn register(&self) {
        let abilities = self.state.abilities();
        let registration = |method: &str, options| Registration {
            id: format!("copydesk-{}", method.rsplit('/').next().unwrap_or(method)),
            method: method.to_owned(),
            register_options: Some(options),
        };
        let mut wanted = Vec::new();
        if abilities.watches_files {
            let files =
                [project::FILE, project::NAMES].map(|f| serde_json::json!({ "globPattern": format!("**/{f}") }));
            let watchers = serde_json::json!({ "watchers": files });
            wanted.push(registration("workspace/didChangeWatchedFiles", watchers));
        }
        if abilities.tells_settings {
            let section = serde_json::json!({ "section": "copydesk" });
            wanted.push(registration("workspace/didChangeConfiguration", section));
        }
        if !wanted.is_empty() {
            let client = self.state.client.clone();
            tokio::spawn(async move {
                if let Err(error) = client.register_capability(wanted).await {
                    log::say(format_args!("the editor will not tell when settings change: {error}"));
                }
            });
        }
    }

    /// Tells an editor to ask again for what it asks for itself, whenever that is stale: one word at a time, however
    /// fast somebody types in the settings.
    fn refresh(&self) {
        let state = self.state.clone();
        tokio::spawn(async move {
            let mut shown = state.settings.beside();
            loop {
                state.stale.notified().await;
                let abilities = state.abilities();
                if abilities.pulls && abilities.refreshes_findings {
                    let client = state.client.clone();
                    // As with settings: the question goes on though nobody waits for its answer any more.
                    let question = tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
                    if tokio::time::timeout(PATIENCE, question).await.is_err() {
                        log::say("the editor did not say that it will ask for findings again");
                    }
                }
                // What was switched off has to be taken away, once.
                let now = state.settings.beside();
                beside::refresh(&state, shown.or(now), PATIENCE).await;
                shown = now;
            }
        });
    }

    /// Asks the editor for its settings whenever the bell rings: one question at a time, however often it does.
    fn ask_for_settings(&self) {
        let (state, bell) = (self.state.clone(), self.bell.clone());
        tokio::spawn(async move {
            loop {
                bell.notified().await;
                let client = state.client.clone();
                // Only the handle is given up when the editor is slow: tower-lsp panics at an answer to a question
                // whose future was dropped.
                let question = tokio::spawn(async move {
                    let item = ConfigurationItem { scope_uri: None, section: Some("copydesk".into()) };
                    client.configuration(vec![item]).await
                });
                match tokio::time::timeout(PATIENCE, question).await {
                    Ok(Ok(Ok(answers))) => take_settings(&state, answers.first().unwrap_or_default()),
                    _ => log::say("the editor did not tell its settings"),
                }
            }
        });
    }
}

/// Takes settings of the editor, and has all drafts read with them.
fn take_settings(state: &Arc<State>, said: &serde_json::Value) {
    state.settings.set_editor(said).iter().for_each(|problem| state.outbox.log(problem));
    read_again(state, None);
}

/// Has drafts read again because settings may have changed, and tells an editor that asks for what it shows to ask.
fn read_again(state: &Arc<State>, only: Option<&Url>) {
    state.documents.settings_may_have_changed(only);
    if only.is_none() {
        state.stale.notify_one();
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        // `clean` has put the whole message here, undecoded.
        let abilities = abilities::of(&params.initialization_options.unwrap_or_default());
        let capabilities = abilities::offer(&abilities);
        // Nothing is sent before `initialized`; until then the outbox keeps it.
        self.state.settings.set_editor(&abilities.options).iter().for_each(|p| self.state.outbox.log(p));
        self.state.meet(abilities);
        let info = ServerInfo { name: "copydesk".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
        Ok(InitializeResult { capabilities, server_info: Some(info) })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.started.swap(true, Ordering::SeqCst) {
            return;
        }
        let state = self.state.clone();
        tokio::spawn(async move { state.outbox.run(&state.client).await });
        tokio::spawn(series::run(self.state.clone()));
        self.register();
        self.refresh();
        if self.state.abilities().has_settings {
            self.ask_for_settings();
            self.bell.notify_one();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id, version, text } = params.text_document;
        let by_path = || Format::by_path(std::path::Path::new(uri.path()));
        let format = || Format::by_name(&language_id).or_else(by_path).unwrap_or_default();
        let settings = settings::is_settings(&uri);
        let desk =
            self.state.documents.open(uri.clone(), &text, version, settings.unwrap_or_else(|| Kind::Draft(format())));
        if settings.is_some() {
            // From now on its own analyst says what is wrong in it.
            self.state.outbox.of_file(uri.clone(), Arc::default());
            read_again(&self.state, None);
        }
        tokio::spawn(analyst::read(self.state.clone(), uri, desk, analyst::understand));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let encoding = self.state.abilities().encoding;
        if !self.state.documents.change(&uri, version, &params.content_changes, encoding) {
            log::say(format_args!("{uri} is not open: its change is lost"));
        }
        // Settings count as they stand in the editor.
        if settings::is_settings(&uri).is_some() {
            read_again(&self.state, None);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let uri = &params.text_document.uri;
        let of_draft = settings::is_settings(uri).is_none();
        // Settings that were saved speak for every draft, also where the editor watches no files for us.
        read_again(&self.state, Some(uri).filter(|_| of_draft));
        match settings::path_of(uri) {
            _ if !of_draft => self.state.series.again(),
            Some(path) => self.state.series.touched(&path),
            None => {}
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.state.documents.close(&uri, || {
            if !self.state.abilities().pulls {
                self.state.outbox.clear(uri.clone());
            }
        });
        if let Some(path) = settings::path_of(&uri) {
            self.state.series.put_away(&path);
        }
        if settings::is_settings(&uri).is_some() {
            read_again(&self.state, None);
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.state.abilities().has_settings {
            self.bell.notify_one();
        } else {
            take_settings(&self.state, &params.settings);
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        // Where no draft is open, nobody else would look.
        for change in params.changes.iter().filter(|c| c.typ == FileChangeType::DELETED) {
            self.state.outbox.of_file(change.uri.clone(), Arc::default());
        }
        let (ours, drafts): (Vec<Url>, Vec<Url>) =
            params.changes.into_iter().map(|c| c.uri).partition(|uri| settings::is_settings(uri).is_some());
        for path in drafts.iter().filter_map(settings::path_of) {
            self.state.series.touched(&path);
        }
        if !ours.is_empty() || drafts.is_empty() {
            self.state.settings.distrust();
            read_again(&self.state, None);
            self.state.series.again();
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<WorkspaceFolder>| folders.into_iter().filter_map(|f| f.uri.to_file_path().ok());
        let WorkspaceFoldersChangeEvent { added, removed } = params.event;
        let removed: Vec<_> = paths(removed).collect();
        self.state.change_roots(|roots| {
            roots.retain(|r| !removed.contains(r));
            roots.extend(paths(added));
        });
        self.state.series.keep_roots(&self.state.roots());
        read_again(&self.state, None);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Ok(ask(&self.state, &text_document.uri, move |asked| requests::hover(asked, position)).await?.flatten())
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let found = ask(&self.state, &text_document.uri, move |asked| requests::definition(asked, position)).await?;
        Ok(found.flatten().map(GotoDefinitionResponse::Scalar))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let first = params.context.include_declaration;
        requests::references(&self.state, &text_document.uri, position, first).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        ask(&self.state, &text_document.uri, move |asked| requests::highlights(asked, position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        ask_newest(&self.state, &params.text_document.uri, requests::symbols).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        Ok(Some(series::symbols(&self.state, params.query).await))
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id;
        let found = ask_newest(&self.state, &params.text_document.uri, {
            move |asked| diagnostics::report(&asked.diagnostics, previous.as_deref())
        });
        // What is not open has no findings.
        Ok(found.await.map_err(ask_again)?.unwrap_or_else(|| diagnostics::report(&[], None)))
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let TextDocumentPositionParams { text_document, position } = params;
        Ok(ask(&self.state, &text_document.uri, move |asked| requests::prepare_rename(asked, position))
            .await?
            .flatten())
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let new = params.new_name;
        ask(&self.state, &text_document.uri, move |asked| requests::rename(asked, position, &new)).await?.transpose()
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, only) = (params.range, params.context.only);
        let question = move |asked: &requests::Asked| requests::actions(asked, range, only.as_deref());
        ask(&self.state, &params.text_document.uri, question).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let found = completion::complete(&self.state, &text_document.uri, position).await?;
        Ok(found.map(CompletionResponse::List))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        if !self.state.settings.beside().inlay_hints {
            return Ok(None);
        }
        ask_newest(&self.state, &params.text_document.uri, move |asked| beside::hints(asked, params.range)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        if !self.state.settings.beside().code_lens {
            return Ok(None);
        }
        ask_newest(&self.state, &params.text_document.uri, beside::lenses).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        if !self.state.settings.beside().semantic_highlighting {
            return Ok(None);
        }
        let tokens = ask_newest(&self.state, &params.text_document.uri, beside::tokens).await?;
        Ok(tokens.map(SemanticTokensResult::Tokens))
    }

    async fn execute_command(&self, _: ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        // We offer none: a fix is a plain edit.
        Err(Error::method_not_found())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower::Service;
    use tower_lsp::LspService;
    use tower_lsp::jsonrpc::Request;

    use super::*;
    use crate::lsp::guard::Guard;

    #[tokio::test]
    async fn a_thousand_edits_in_the_order_of_their_arrival() {
        let (service, _socket) = LspService::new(Server::new);
        let state = service.inner().state.clone();
        let mut guard = Guard::new(service);
        let mut call = |method: &'static str, params, id: Option<i64>| {
            let request = Request::build(method).params(params);
            drop(guard.call(id.into_iter().fold(request, |r, id| r.id(id)).finish()));
        };
        let document = |version: i32| json!({ "uri": "untitled:a", "version": version, "text": "" });
        call("initialize", json!({}), Some(1));
        call("textDocument/didOpen", json!({ "textDocument": document(0) }), None);
        let text: String = (0..1000).map(|i| char::from(b'a' + (i % 26) as u8)).collect();
        for (i, letter) in text.chars().enumerate() {
            let end = json!({ "line": 0, "character": i });
            let changes = json!([{ "range": { "start": end, "end": end }, "text": letter }]);
            let params = json!({ "textDocument": document(i as i32 + 1), "contentChanges": changes });
            call("textDocument/didChange", params, None);
        }
        let uri = Url::parse("untitled:a").unwrap();
        let source = ask(&state, &uri, |asked| (asked.version, asked.analysis.source.to_string())).await;
        assert_eq!(source.unwrap(), Some((1000, text)));
    }
}
