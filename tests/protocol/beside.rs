//! Beside the text: inlay hints, code lenses and semantic tokens, off until they are asked for.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT};

const STORY: &str = "🗞 Rahma Wijaya called PSSI. “We won,” she said.\n\n\
                     🗞 “Nobody said this at all,\nand it stands here alone.”\n";
const METHODS: &[&str] = &["textDocument/inlayHint", "textDocument/codeLens", "textDocument/semanticTokens/full"];

fn abilities() -> Value {
    let refresh = json!({ "refreshSupport": true });
    json!({
        "workspace": { "inlayHint": refresh, "codeLens": refresh, "semanticTokens": refresh },
        "textDocument": { "inlayHint": {}, "codeLens": {}, "semanticTokens": {} } })
}

fn ask(client: &mut Client, method: &str) -> Value {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    client.ask(method, json!({ "textDocument": { "uri": DRAFT }, "range": whole }))
}

fn told(client: &Client, method: &str) -> usize {
    client.told.iter().filter(|m| m["method"] == method).count()
}

#[test]
fn they_are_offered_to_editors_that_know_them_and_are_off() {
    assert!(["inlayHintProvider", "codeLensProvider", "semanticTokensProvider"].iter().all(|p| {
        let (_, offer) = Client::with(json!({}));
        offer.get(p).is_none()
    }));
    let (mut client, offer) = Client::with(abilities());
    assert_eq!(offer["semanticTokensProvider"]["legend"]["tokenTypes"], json!(["string", "class", "namespace"]));
    client.open(STORY);
    for method in METHODS {
        assert_eq!(ask(&mut client, method), Value::Null, "{method}");
    }
}

#[test]
fn the_speaker_behind_a_pronoun() {
    let options = json!({ "capabilities": abilities(), "initializationOptions": { "inlayHints": true } });
    let (mut client, _) = Client::with_params(options);
    client.open(STORY);
    let hints = ask(&mut client, "textDocument/inlayHint");
    // Behind “she”; the emoji is two columns.
    let want = json!([{ "position": { "line": 0, "character": 42 }, "label": "[Rahma Wijaya]", "paddingLeft": true }]);
    assert_eq!(hints, want);
    let nowhere = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 0 } });
    let params = json!({ "textDocument": { "uri": DRAFT }, "range": nowhere });
    assert_eq!(client.ask("textDocument/inlayHint", params), json!([]));
}

#[test]
fn a_line_over_a_paragraph_without_a_speaker() {
    let options = json!({ "capabilities": abilities(), "initializationOptions": { "codeLens": true } });
    let (mut client, _) = Client::with_params(options);
    client.open(STORY);
    let lenses = ask(&mut client, "textDocument/codeLens");
    assert_eq!(lenses[0]["command"]["title"], "Nobody is said to have spoken this quote");
    let range = json!({ "start": { "line": 2, "character": 3 }, "end": { "line": 2, "character": 28 } });
    assert_eq!((lenses.as_array().unwrap().len(), &lenses[0]["range"]), (1, &range));
}

#[test]
fn quotes_and_people_in_colour() {
    let options = json!({ "capabilities": abilities(), "initializationOptions": { "semanticHighlighting": true } });
    let (mut client, _) = Client::with_params(options);
    client.open(STORY);
    let tokens = ask(&mut client, "textDocument/semanticTokens/full");
    let want = json!([
        0, 3, 12, 1, 0, // Rahma Wijaya
        0, 20, 4, 2, 0, // PSSI
        0, 6, 9, 0, 0, // “We won,”
        2, 3, 25, 0, 1, // “Nobody said this at all,
        1, 0, 26, 0, 1, // and it stands here alone.”
    ]);
    assert_eq!(tokens["data"], want);
}

#[test]
fn they_are_switched_while_a_draft_is_open() {
    let (mut client, _) = Client::with(abilities());
    client.open(STORY);
    client.findings(DRAFT, Some(1));
    let mut switch = |on: bool, refreshes: usize| {
        let settings = json!({ "copydesk": { "inlayHints": on, "codeLens": on, "semanticHighlighting": on } });
        client.tell("workspace/didChangeConfiguration", json!({ "settings": settings }));
        for method in METHODS {
            assert_eq!(ask(&mut client, method).is_null(), !on, "{method}");
        }
        for method in ["workspace/inlayHint/refresh", "workspace/codeLens/refresh", "workspace/semanticTokens/refresh"]
        {
            let seen = std::cell::Cell::new(0);
            client.wait_for(|m| {
                seen.set(seen.get() + usize::from(m["method"] == method));
                seen.get() == refreshes
            });
            assert_eq!(told(&client, method), refreshes, "{method}");
        }
    };
    switch(true, 1);
    switch(false, 2);
}

#[test]
fn a_switch_is_true_or_false() {
    let mut client = Client::plain();
    client.tell("workspace/didChangeConfiguration", json!({ "settings": { "copydesk": { "codeLens": "yes" } } }));
    let said = client.wait_for(|m| m["method"] == "window/logMessage");
    assert!(said["params"]["message"].as_str().unwrap().contains("codeLens"), "{said}");
}
