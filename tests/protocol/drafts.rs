//! Drafts: edits in order, versions that never go back, findings pushed or asked for.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, DRAFT, is_findings};

const STORY: &str = "# Council\n\n🗞 “We were never told, é, not even by letter.” The vote passed.\n";

fn versions(client: &Client) -> Vec<i64> {
    client.told.iter().filter(|m| is_findings(m)).filter_map(|m| m["params"]["version"].as_i64()).collect()
}

fn pulling() -> (Client, Value) {
    Client::with(
        json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } }),
    )
}

fn pull(client: &mut Client, previous: Option<&Value>) -> Value {
    client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": DRAFT }, "previousResultId": previous }))
}

/// The same text by edits and at once: the findings must be the same.
#[track_caller]
fn check_same_findings(edited: &[Value], text: &str) {
    let mut fresh = Client::plain();
    fresh.open(text);
    assert!(!edited.is_empty(), "nobody is said to have spoken");
    assert_eq!(edited, fresh.findings(DRAFT, Some(1)));
}

#[test]
fn edits_are_made_in_order_and_the_last_text_is_answered_for() {
    let mut client = Client::plain();
    client.open(STORY);
    // A word typed letter by letter into the quote, faster than anything is read.
    let word = "They have told nobody ".repeat(20);
    for (i, letter) in word.chars().enumerate() {
        let column = "🗞 “".encode_utf16().count() + i;
        client.edit(i as i32 + 2, (2, column), (2, column), &letter.to_string());
    }
    let last = word.len() as i32 + 1;
    let findings = client.findings(DRAFT, Some(last));
    check_same_findings(&findings, &STORY.replace("We were", &format!("{word}We were")));
    let versions = versions(&client);
    assert!(versions.is_sorted() && versions.len() <= word.len() + 1, "{versions:?}");
}

#[test]
fn several_changes_in_one_message_follow_one_another() {
    let mut client = Client::plain();
    client.open("one\ntwo\n");
    let place = |line, character| json!({ "line": line, "character": character });
    let changes = json!([
        { "range": { "start": place(0, 0), "end": place(1, 3) }, "text": "" },
        { "text": "new" },
        { "range": { "start": place(0, 3), "end": place(9, 9) }, "text": &STORY[9..] } ]);
    let document = json!({ "uri": DRAFT, "version": 2 });
    client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    let findings = client.findings(DRAFT, Some(2));
    check_same_findings(&findings, &format!("new{}", &STORY[9..]));
}

#[test]
fn half_a_surrogate_pair_keeps_its_column() {
    let mut client = Client::plain();
    client.open("");
    let text = STORY.replace('🗞', "\\ud83d").replace('\n', "\\n");
    client.raw(&crate::client::frame(
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{DRAFT}","version":2}},"contentChanges":[{{"text":"{text}"}}]}}}}"#
        )
        .as_bytes(),
    ));
    let findings = client.findings(DRAFT, Some(2));
    check_same_findings(&findings, &STORY.replace('🗞', "\u{fffd}"));
}

#[test]
fn closing_a_draft_clears_its_findings() {
    let mut client = Client::plain();
    client.open(STORY);
    assert_eq!(client.findings(DRAFT, Some(1)).len(), 1);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": DRAFT } }));
    assert!(client.findings(DRAFT, None).is_empty());
    // Closed in the middle of being read, and opened anew with a lower version: the new text is the one.
    client.open_as(DRAFT, &STORY.repeat(200), 9);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": DRAFT } }));
    client.told.clear();
    client.open_as(DRAFT, STORY, 2);
    client.findings(DRAFT, Some(2));
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": DRAFT } }));
    assert_eq!(versions(&client).last(), Some(&2));
}

#[test]
fn findings_have_all_that_an_editor_can_show() {
    let abilities = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let (mut client, offer) = Client::with(abilities);
    assert!(offer.get("diagnosticProvider").is_none(), "it did not say that it pulls");
    client.open(STORY);
    let findings = client.findings(DRAFT, Some(1));
    assert_eq!(findings.len(), 1);
    for finding in findings {
        let rule = finding["code"].as_str().expect("the rule's name");
        assert_eq!(finding["source"], "copydesk");
        let page = finding["codeDescription"]["href"].as_str().expect("an address");
        assert!(page.ends_with(&format!("src/rules/{}.md", rule.replace('-', "_"))), "{page}");
        assert_eq!(finding["data"]["rule"], rule);
        assert!(finding["message"].as_str().is_some_and(|m| !m.is_empty()));
        assert!((1..=4).contains(&finding["severity"].as_i64().expect("a severity")));
    }
}

#[test]
fn an_editor_that_pulls_is_not_pushed_to() {
    let (mut client, offer) = pulling();
    assert_eq!(offer["diagnosticProvider"]["interFileDependencies"], false);
    client.open(STORY);
    let first = pull(&mut client, None);
    assert_eq!(first["kind"], "full");
    assert_eq!(first["items"].as_array().map(Vec::len), Some(1));
    let again = pull(&mut client, Some(&first["resultId"]));
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), &first["resultId"]));
    client.edit(2, (0, 9), (0, 9), "s");
    assert!(pull(&mut client, None)["resultId"].is_string());
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": DRAFT } }));
    assert_eq!(pull(&mut client, None)["items"], json!([]));
    assert!(!client.told.iter().any(is_findings));
}

#[test]
fn pulled_and_pushed_findings_are_the_same() {
    let (mut client, _) = pulling();
    client.open(STORY);
    let pulled = pull(&mut client, None)["items"].as_array().expect("a list").clone();
    check_same_findings(&pulled, STORY);
}

#[test]
fn an_editor_that_pulls_is_told_when_settings_change() {
    let (mut client, _) = pulling();
    client.open(STORY);
    client.tell("workspace/didChangeConfiguration", json!({ "settings": { "copydesk": { "language": "en" } } }));
    client.wait_for(|m| m["method"] == "workspace/diagnostic/refresh");
}

#[test]
fn a_huge_draft_does_not_hold_up_a_small_one() {
    let mut client = Client::plain();
    client.open_as("file:///huge.md", &STORY.repeat(20_000), 1);
    client.open_as("file:///huge2.md", &STORY.repeat(20_000), 1);
    let start = Instant::now();
    client.open(STORY);
    client.findings(DRAFT, Some(1));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_draft_that_is_not_open_is_no_fault() {
    let mut client = Client::plain();
    client.edit(2, (0, 0), (0, 0), "x");
    for method in ["hover", "definition", "documentHighlight", "prepareRename"] {
        assert_eq!(client.ask_at(&format!("textDocument/{method}"), 0, 0), Value::Null);
    }
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": DRAFT } }));
    client.tell("textDocument/didSave", json!({ "textDocument": { "uri": DRAFT } }));
    client.open(STORY);
    client.findings(DRAFT, Some(1));
}
