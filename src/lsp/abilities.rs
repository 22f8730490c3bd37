//! Abilities: what the editor can do, and what we therefore offer.
//!
//! Read from the raw `initialize` message, leniently: what we do not know is passed over, what has an odd type
//! counts as absent. We ask for abilities, never for the editor's name.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DiagnosticOptions, DiagnosticServerCapabilities, DocumentSymbolOptions, HoverProviderCapability, OneOf,
    PositionEncodingKind, RenameOptions, SaveOptions, SemanticTokensFullOptions, SemanticTokensOptions,
    SemanticTokensServerCapabilities, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Url, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use super::{beside, sources};
use crate::text::Encoding;

/// What was said at `initialize`.
#[derive(Clone, Debug, Default)]
pub struct Abilities {
    /// What columns count from now on.
    pub encoding: Encoding,
    /// The editor named encodings, so it is told which one was chosen.
    pub negotiates: bool,
    /// It asks for findings, and is not pushed to. An editor that could do both, but cannot be told to ask again when
    /// settings change, is pushed to: otherwise it would show findings of yesterday's settings until the next edit.
    pub pulls: bool,
    pub refreshes_findings: bool,
    /// It shows words in the text and over it, and colours that come from us; and it can be told to ask for them again.
    pub inlay_hints: bool,
    pub refreshes_hints: bool,
    pub code_lens: bool,
    pub refreshes_lenses: bool,
    pub semantic_tokens: bool,
    pub refreshes_tokens: bool,
    pub related_information: bool,
    pub markdown: bool,
    pub nested_symbols: bool,
    pub prepares_rename: bool,
    /// Of several quick fixes one may be called the best.
    pub prefers_actions: bool,
    /// Edits may say which version of a draft they are for.
    pub versioned_edits: bool,
    /// Edits of a rename may ask for confirmation.
    pub annotated_edits: bool,
    /// Edits may make a file first.
    pub creates_files: bool,
    pub watches_files: bool,
    pub shows_progress: bool,
    /// What is completed may be a snippet.
    pub snippets: bool,
    /// It can be asked for its settings, and can tell when they change.
    pub has_settings: bool,
    pub tells_settings: bool,
    /// The folders that are open, from the first.
    pub roots: Vec<PathBuf>,
    /// `initializationOptions`, of whatever shape.
    pub options: Value,
}

/// Where an editor says that it takes findings which it did not ask for.
const PUSHED: &str = "/textDocument/publishDiagnostics";

/// Reads the parameters of `initialize`.
pub fn of(params: &Value) -> Abilities {
    let abilities = &params["capabilities"];
    let at = |path: &str| abilities.pointer(path).unwrap_or(&Value::Null);
    let is = |path: &str| at(path) == &Value::Bool(true);
    let encodings = at("/general/positionEncodings").as_array();
    let annotated = at("/workspace/workspaceEdit/changeAnnotationSupport").is_object()
        && at("/textDocument/rename/honorsChangeAnnotations") != &Value::Bool(false);
    let operations = at("/workspace/workspaceEdit/resourceOperations").as_array();
    let creates = operations.is_some_and(|o| o.contains(&"create".into()));
    let versioned = is("/workspace/workspaceEdit/documentChanges");
    let refreshes = is("/workspace/diagnostics/refreshSupport");
    Abilities {
        encoding: choose(encodings.map(Vec::as_slice).unwrap_or_default()),
        negotiates: encodings.is_some(),
        pulls: at("/textDocument/diagnostic").is_object() && (refreshes || !at(PUSHED).is_object()),
        refreshes_findings: refreshes,
        inlay_hints: at("/textDocument/inlayHint").is_object(),
        refreshes_hints: is("/workspace/inlayHint/refreshSupport"),
        code_lens: at("/textDocument/codeLens").is_object(),
        refreshes_lenses: is("/workspace/codeLens/refreshSupport"),
        semantic_tokens: at("/textDocument/semanticTokens").is_object(),
        refreshes_tokens: is("/workspace/semanticTokens/refreshSupport"),
        related_information: is("/textDocument/publishDiagnostics/relatedInformation")
            || is("/textDocument/diagnostic/relatedInformation"),
        markdown: at("/textDocument/hover/contentFormat").as_array().is_none_or(|f| f.contains(&"markdown".into())),
        nested_symbols: is("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        prepares_rename: is("/textDocument/rename/prepareSupport"),
        prefers_actions: is("/textDocument/codeAction/isPreferredSupport"),
        versioned_edits: versioned,
        annotated_edits: versioned && annotated,
        creates_files: versioned && creates,
        watches_files: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
        shows_progress: is("/window/workDoneProgress"),
        snippets: is("/textDocument/completion/completionItem/snippetSupport"),
        has_settings: is("/workspace/configuration"),
        tells_settings: is("/workspace/didChangeConfiguration/dynamicRegistration"),
        roots: roots(params),
        options: params["initializationOptions"].clone(),
    }
}

/// What we offer to an editor with these abilities.
pub fn offer(abilities: &Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: abilities.negotiates.then_some(match abilities.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        // An editor with outlines of several servers says whose is whose.
        document_symbol_provider: Some(OneOf::Right(DocumentSymbolOptions {
            label: Some("copydesk".into()),
            work_done_progress_options: Default::default(),
        })),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        // The options may only be named to an editor that knows them.
        rename_provider: Some(match abilities.prepares_rename {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            }),
            false => OneOf::Left(true),
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            resolve_provider: Some(false),
            ..CodeActionOptions::default()
        })),
        // Plain words alone: no sign of prose asks for names by itself.
        completion_provider: Some(CompletionOptions::default()),
        diagnostic_provider: abilities.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("copydesk".into()),
                inter_file_dependencies: false,
                workspace_diagnostics: false,
                work_done_progress_options: Default::default(),
            })
        }),
        inlay_hint_provider: abilities.inlay_hints.then_some(OneOf::Left(true)),
        code_lens_provider: abilities.code_lens.then_some(CodeLensOptions { resolve_provider: Some(false) }),
        semantic_tokens_provider: abilities.semantic_tokens.then(|| {
            SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                legend: beside::legend(),
                range: Some(false),
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..SemanticTokensOptions::default()
            })
        }),
        experimental: Some(serde_json::json!({ sources::METHOD: true })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// The encoding that costs us least among those on offer; UTF-16 where none is.
fn choose(offered: &[Value]) -> Encoding {
    let known = [("utf-8", Encoding::Utf8), ("utf-32", Encoding::Utf32)];
    known.into_iter().find(|(name, _)| offered.iter().any(|o| o == name)).map_or(Encoding::Utf16, |(_, e)| e)
}

/// The open folders that are folders of this machine.
fn roots(params: &Value) -> Vec<PathBuf> {
    let folders = params["workspaceFolders"].as_array().into_iter().flatten().map(|f| &f["uri"]);
    let folders: Vec<PathBuf> = folders.chain([&params["rootUri"]]).filter_map(|u| folder(u.as_str()?)).collect();
    match params["rootPath"].as_str() {
        Some(path) if folders.is_empty() && !path.is_empty() => vec![path.into()],
        _ => folders,
    }
}

/// The path of a `file:` address.
fn folder(uri: &str) -> Option<PathBuf> {
    let uri = Url::parse(uri).ok()?;
    (uri.scheme() == "file").then(|| uri.to_file_path().ok())?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_encoding(offered: Value, want: Encoding) {
        assert_eq!(of(&json!({ "capabilities": { "general": { "positionEncodings": offered } } })).encoding, want);
    }

    #[test]
    fn encodings_by_what_they_cost_us() {
        check_encoding(json!(["utf-16", "utf-32", "utf-8"]), Encoding::Utf8);
        check_encoding(json!(["utf-16", "utf-32"]), Encoding::Utf32);
        check_encoding(json!(["utf-7", 8]), Encoding::Utf16);
        check_encoding(json!("utf-8"), Encoding::Utf16);
    }

    #[test]
    fn a_message_of_nonsense_has_no_abilities() {
        for params in [json!(null), json!({ "capabilities": 7, "rootUri": "", "workspaceFolders": [{}, 3] })] {
            let abilities = of(&params);
            assert!(!abilities.pulls && !abilities.annotated_edits && abilities.roots.is_empty() && abilities.markdown);
            assert!(offer(&abilities).diagnostic_provider.is_none());
        }
    }

    #[test]
    fn who_cannot_be_told_to_ask_again_is_pushed_to() {
        let pulls = |document: Value, refreshes: bool| {
            let workspace = json!({ "diagnostics": { "refreshSupport": refreshes } });
            of(&json!({ "capabilities": { "textDocument": document, "workspace": workspace } })).pulls
        };
        let both = json!({ "diagnostic": {}, "publishDiagnostics": {} });
        assert!(pulls(both.clone(), true) && !pulls(both, false));
        assert!(pulls(json!({ "diagnostic": {} }), false) && !pulls(json!({ "publishDiagnostics": {} }), true));
    }

    #[test]
    fn annotations_need_versioned_edits() {
        let with = |versioned: bool| {
            of(&json!({ "capabilities": { "workspace": { "workspaceEdit": {
                "documentChanges": versioned, "changeAnnotationSupport": {} } } } }))
        };
        assert!(with(true).annotated_edits && !with(false).annotated_edits);
    }
}
