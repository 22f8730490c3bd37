//! Answers: the shape of what the desk says, and columns in all three encodings.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT, at};

/// A name behind an emoji, and a quote that nobody spoke.
const STORY: &str = "🗞 Rahma Wijaya called Tomas Brandt. Brandt thanked Wijaya.\n\n\
                     🗞 “Nobody said this at all, and it stands here alone.”\n";

/// A client whose columns count units of this encoding.
fn counting(encoding: &str) -> Client {
    let (client, offer) = Client::with(json!({ "general": { "positionEncodings": [encoding] } }));
    assert_eq!(offer["positionEncoding"], encoding);
    client
}

/// How many columns a text has.
fn columns(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The text under a range of one line.
fn under(range: &Value, encoding: &str) -> String {
    let line = STORY.lines().nth(range["start"]["line"].as_u64().unwrap() as usize).unwrap();
    let column = |end: &str| range[end]["character"].as_u64().unwrap() as usize;
    let inside = |at: usize| column("start") <= at && at < column("end");
    line.char_indices().filter(|(i, _)| inside(columns(&line[..*i], encoding))).map(|(_, c)| c).collect()
}

#[track_caller]
fn check_range(range: &Value) {
    let place = |end: &str| (range[end]["line"].as_u64().unwrap(), range[end]["character"].as_u64().unwrap());
    assert!(place("start") <= place("end"), "{range}");
}

#[test]
fn columns_both_ways_in_three_encodings() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = counting(encoding);
        client.open(STORY);
        let mut seen = Vec::new();
        for finding in client.findings(DRAFT, Some(1)) {
            seen.push(under(&finding["range"], encoding));
        }
        let name = STORY.find("Tomas").unwrap();
        for method in ["textDocument/hover", "textDocument/prepareRename"] {
            let answer = client.ask_at(method, 0, columns(&STORY[..name], encoding) + 1);
            seen.push(under(&answer["range"], encoding));
        }
        for place in client.ask_at("textDocument/documentHighlight", 0, columns("🗞 R", encoding)).as_array().unwrap()
        {
            seen.push(under(&place["range"], encoding));
        }
        let quote = "“Nobody said this at all, and it stands here alone.”";
        assert_eq!(seen, [quote, "Tomas Brandt", "Tomas Brandt", "Rahma Wijaya", "Wijaya"], "{encoding}");
    }
}

#[test]
fn the_encoding_that_is_offered_first_by_cost() {
    for (offered, chosen) in [
        (json!(["utf-16", "utf-32", "utf-8"]), json!("utf-8")),
        (json!(["utf-16", "utf-32"]), json!("utf-32")),
        (json!(["utf-16"]), json!("utf-16")),
        (Value::Null, Value::Null),
    ] {
        let (_client, offer) = Client::with(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(offer["positionEncoding"], chosen);
    }
}

#[test]
fn places_of_a_name() {
    let mut client = Client::plain();
    client.open(STORY);
    // The second “Brandt”.
    let place = at(0, columns("🗞 Rahma Wijaya called Tomas Brandt. B", "utf-16"));
    let definition = client.ask("textDocument/definition", place.clone());
    let mut references = |first: bool| {
        let mut params = place.clone();
        params["context"] = json!({ "includeDeclaration": first });
        let places = client.ask("textDocument/references", params);
        places.as_array().unwrap().iter().map(place_of).collect::<Vec<_>>()
    };
    assert_eq!(place_of(&definition), "Tomas Brandt");
    assert_eq!(references(true), ["Tomas Brandt", "Brandt"]);
    assert_eq!(references(false), ["Brandt"]);
}

/// The text at a location in the draft.
fn place_of(location: &Value) -> String {
    assert_eq!(location["uri"], DRAFT);
    under(&location["range"], "utf-16")
}

#[test]
fn symbols_nested_or_flat_as_the_editor_likes() {
    fn check(symbols: &Value, nested: bool) -> Vec<String> {
        let mut names = Vec::new();
        for symbol in symbols.as_array().unwrap() {
            assert!(symbol["name"].as_str().is_some_and(|n| !n.trim().is_empty()), "{symbol}");
            assert_eq!(symbol.get("selectionRange").is_some(), nested, "{symbol}");
            assert_eq!(symbol.get("location").is_some(), !nested, "{symbol}");
            names.push(symbol["name"].as_str().unwrap().to_string());
            if let Some(children) = symbol.get("children") {
                names.extend(check(children, nested));
            }
        }
        names
    }
    for nested in [true, false] {
        let documents = json!({ "documentSymbol": { "hierarchicalDocumentSymbolSupport": nested } });
        let (mut client, _) = Client::with(json!({ "textDocument": documents }));
        client.open(STORY);
        let symbols = client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": DRAFT } }));
        let names = check(&symbols, nested);
        for name in ["Rahma Wijaya", "Tomas Brandt", "“Nobody said this at all"] {
            assert!(names.iter().any(|n| n.starts_with(name)), "{name} in {names:?}");
        }
    }
}

/// Abilities to make edits of versioned drafts, and to confirm them.
fn editing(versioned: bool, annotated: bool) -> Value {
    let annotations = if annotated { json!({}) } else { Value::Null };
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": versioned, "changeAnnotationSupport": annotations } },
        "textDocument": {
            "rename": { "prepareSupport": true, "honorsChangeAnnotations": annotated },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } } } })
}

/// An edit of the draft is in the shape that was asked for. Returns what it writes.
#[track_caller]
fn check_edit(edit: &Value, versioned: bool, annotated: bool) -> Vec<String> {
    assert_eq!(edit.get("documentChanges").is_some(), versioned, "{edit}");
    assert_eq!(edit.get("changes").is_some(), !versioned, "{edit}");
    let edits = if versioned {
        let document = &edit["documentChanges"][0];
        assert_eq!(document["textDocument"], json!({ "uri": DRAFT, "version": 1 }));
        &document["edits"]
    } else {
        &edit["changes"][DRAFT]
    };
    let edits = edits.as_array().expect("a list of edits");
    assert!(!edits.is_empty());
    for one in edits {
        check_range(&one["range"]);
        assert!(one["newText"].is_string());
        if let Some(annotation) = one.get("annotationId") {
            assert!(annotated, "{edit}");
            assert_eq!(edit["changeAnnotations"][annotation.as_str().unwrap()]["needsConfirmation"], true);
        }
    }
    edits.iter().map(|one| one["newText"].as_str().unwrap().to_string()).collect()
}

#[test]
fn renames_in_the_shape_that_the_editor_knows() {
    for (versioned, annotated) in [(true, true), (true, false), (false, false)] {
        let (mut client, offer) = Client::with(editing(versioned, annotated));
        assert_eq!(offer["renameProvider"]["prepareProvider"], true);
        client.open(STORY);
        let mut params = at(0, 4);
        params["newName"] = "Rachma Widjaja".into();
        let id = client.send("textDocument/rename", params);
        let answer = client.answer(id);
        // Part by part, so that what stands between the parts stays.
        assert_eq!(check_edit(&answer["result"], versioned, annotated), ["Rachma", "Widjaja", "Widjaja"]);
    }
}

#[test]
fn a_rename_that_cannot_be_is_refused_in_words() {
    let mut client = Client::plain();
    client.open(STORY);
    for (place, name) in [(at(0, 4), ""), (at(0, 4), "a\nb"), (at(1, 0), "Nobody")] {
        let mut params = place;
        params["newName"] = name.into();
        let error = client.ask_in_vain("textDocument/rename", params);
        assert!(error["message"].as_str().is_some_and(|m| !m.is_empty()), "{error}");
    }
    assert_eq!(client.ask_at("textDocument/prepareRename", 1, 0), Value::Null);
}

#[test]
fn fixes_are_linked_to_what_they_mend() {
    for versioned in [true, false] {
        let (mut client, offer) = Client::with(editing(versioned, true));
        assert_eq!(offer["codeActionProvider"]["codeActionKinds"], json!(["quickfix"]));
        client.open(STORY);
        let findings = client.findings(DRAFT, Some(1));
        assert_eq!(findings.len(), 1);
        for finding in &findings {
            let mut ask = |only: Value| {
                let context = json!({ "diagnostics": [finding], "only": only });
                let about = json!({ "uri": DRAFT });
                let params = json!({ "textDocument": about, "range": finding["range"], "context": context });
                client.ask("textDocument/codeAction", params).as_array().expect("a list").clone()
            };
            assert!(!ask(Value::Null).is_empty());
            for action in ask(Value::Null) {
                assert_eq!(action["kind"], "quickfix");
                assert!(action["title"].as_str().is_some_and(|t| !t.is_empty()));
                assert!(findings.contains(&action["diagnostics"][0]), "{action}");
                check_edit(&action["edit"], versioned, false);
            }
            assert_eq!(ask(json!(["quickfix"])), ask(Value::Null));
            assert!(ask(json!(["refactor"])).is_empty());
        }
    }
}

#[test]
fn hover_as_plain_text_where_markdown_is_not_shown() {
    for (format, kind) in [("plaintext", "plaintext"), ("markdown", "markdown")] {
        let (mut client, _) = Client::with(json!({ "textDocument": { "hover": { "contentFormat": [format] } } }));
        client.open(STORY);
        let hover = client.ask_at("textDocument/hover", 0, 4);
        assert_eq!(hover["contents"]["kind"], kind);
        let text = hover["contents"]["value"].as_str().unwrap();
        assert!(text.contains("Rahma Wijaya"), "{text}");
        assert_eq!(text.contains("**"), kind == "markdown", "{text}");
        check_range(&hover["range"]);
    }
}
