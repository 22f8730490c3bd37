//! Clean: what a client sends, made such that lsp-types can decode it.
//!
//! lsp-types is strict: one capability that it does not know, one empty address or one negative column and the
//! whole message is refused, or silently lost if it is a notification. A lost edit means wrong columns for ever.
//! So the few places that are known to differ between clients are put right here, before anything is decoded.

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::Url;

use super::log;

/// Puts a message right.
pub fn clean(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let params = match method.as_ref() {
        // None of it is decoded by lsp-types: `abilities` reads the raw message, and takes what it understands.
        "initialize" => Some(json!({ "capabilities": {}, "initializationOptions": params })),
        "initialized" => Some(json!({})),
        // tower-lsp takes `null` for a parameter too many.
        "shutdown" | "exit" => None,
        "textDocument/didOpen" => params.map(opened),
        "textDocument/didChange" => params.map(changed),
        "textDocument/codeAction" => params.map(asked_for_actions),
        "workspace/didChangeConfiguration" => Some(configured(params)),
        "workspace/didChangeWatchedFiles" => Some(watched(params)),
        _ => params,
    };
    if id.is_none() && method.starts_with("textDocument/") {
        complain(&method, params.as_ref());
    }
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    if let Some(id) = id {
        request = request.id(id);
    }
    request.finish()
}

fn opened(mut params: Value) -> Value {
    if let Some(Value::Object(document)) = params.get_mut("textDocument") {
        whole(document, "version");
        if !document.get("languageId").is_some_and(Value::is_string) {
            document.insert("languageId".into(), "".into());
        }
    }
    params
}

fn changed(mut params: Value) -> Value {
    if let Some(Value::Object(document)) = params.get_mut("textDocument") {
        whole(document, "version");
    }
    for change in params.get_mut("contentChanges").and_then(Value::as_array_mut).into_iter().flatten() {
        let Value::Object(change) = change else { continue };
        change.remove("rangeLength");
        if change.get("range").is_some_and(Value::is_null) {
            change.remove("range");
        }
        for end in ["start", "end"] {
            if let Some(Value::Object(position)) = change.get_mut("range").and_then(|r| r.get_mut(end)) {
                place(position);
            }
        }
    }
    params
}

/// The diagnostics in a request for actions may come from other servers, in shapes that we cannot decode. We do
/// not need them: what can be mended at the range is known here.
fn asked_for_actions(mut params: Value) -> Value {
    let only = params.pointer("/context/only").filter(|o| o.is_array()).cloned();
    if let Value::Object(params) = &mut params {
        params.insert("context".into(), json!({ "diagnostics": [], "only": only }));
    }
    params
}

fn configured(params: Option<Value>) -> Value {
    json!({ "settings": params.and_then(|mut p| p.get_mut("settings").map(Value::take)) })
}

/// The files that have changed; what happened to them we see ourselves.
fn watched(params: Option<Value>) -> Value {
    let changes = params.as_ref().and_then(|p| p["changes"].as_array()).into_iter().flatten();
    let uris = changes.filter_map(|c| c["uri"].as_str()).filter(|uri| Url::parse(uri).is_ok());
    json!({ "changes": uris.map(|uri| json!({ "uri": uri, "type": 2 })).collect::<Vec<_>>() })
}

/// Makes a version a whole number that lsp-types can hold.
fn whole(of: &mut Map<String, Value>, key: &str) {
    let number = of.get(key).and_then(Value::as_f64).unwrap_or_default();
    if of.get(key).and_then(Value::as_i64).is_none_or(|n| i32::try_from(n).is_err()) {
        of.insert(key.into(), (number as i32).into());
    }
}

/// Makes line and column numbers that lsp-types can hold: what is too large means the end anyway.
fn place(position: &mut Map<String, Value>) {
    for key in ["line", "character"] {
        let number = position.get(key).and_then(Value::as_f64).unwrap_or_default();
        if position.get(key).and_then(Value::as_u64).is_none_or(|n| u32::try_from(n).is_err()) {
            position.insert(key.into(), (number as u32).into());
        }
    }
}

/// Says why a notification about a draft will be lost: nobody gets an answer to it.
fn complain(method: &str, params: Option<&Value>) {
    match params.and_then(|p| p.pointer("/textDocument/uri")) {
        Some(Value::String(uri)) if Url::parse(uri).is_ok() => {}
        Some(uri) => log::say(format_args!("{method}: {uri} is no URI")),
        None => log::say(format_args!("{method}: no draft is named")),
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::{CodeActionParams, DidChangeTextDocumentParams, DidOpenTextDocumentParams};

    use super::*;

    #[track_caller]
    fn check<T: serde::de::DeserializeOwned>(method: &'static str, params: Value) -> T {
        let request = clean(Request::build(method).params(params).finish());
        serde_json::from_value(request.params().cloned().unwrap()).unwrap()
    }

    #[test]
    fn an_edit_is_never_lost() {
        let edit = |version: Value, start: Value| {
            check::<DidChangeTextDocumentParams>(
                "textDocument/didChange",
                json!({ "textDocument": { "uri": "file:///a.md", "version": version }, "contentChanges": [
                    { "range": { "start": start, "end": { "line": 9007199254740991i64, "character": 0 } },
                      "rangeLength": -1, "text": "x" }] }),
            )
        };
        let fine = edit(7.into(), json!({ "line": 1, "character": 2 }));
        assert_eq!(fine.text_document.version, 7);
        let range = fine.content_changes[0].range.unwrap();
        assert_eq!((range.start.line, range.start.character, range.end.line), (1, 2, u32::MAX));
        let odd = edit(Value::Null, json!({ "line": -1, "character": 2.5 }));
        assert_eq!(odd.text_document.version, 0);
        let range = odd.content_changes[0].range.unwrap();
        assert_eq!((range.start.line, range.start.character), (0, 2));
    }

    #[test]
    fn a_draft_without_language_is_opened() {
        let params = json!({ "textDocument": { "uri": "file:///a.md", "languageId": null, "text": "a" } });
        let opened: DidOpenTextDocumentParams = check("textDocument/didOpen", params);
        assert_eq!((opened.text_document.version, opened.text_document.language_id.as_str()), (0, ""));
    }

    #[test]
    fn findings_of_others_do_not_keep_us_from_offering_actions() {
        let at = json!({ "line": 0, "character": 0 });
        let params = json!({ "textDocument": { "uri": "file:///a.md" }, "range": { "start": at, "end": at },
            "context": { "diagnostics": [{ "codeDescription": { "href": "" } }], "only": ["quickfix"] } });
        let asked: CodeActionParams = check("textDocument/codeAction", params);
        assert_eq!(asked.context.only.unwrap().len(), 1);
    }

    #[test]
    fn null_is_no_parameter_too_many() {
        let request = clean(Request::build("shutdown").params(Value::Null).id(1).finish());
        assert!(request.params().is_none() && request.id().is_some());
    }
}
