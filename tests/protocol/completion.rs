//! Completion: names behind an emoji in all encodings, never in code, and without waiting for anybody.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT, at, is_findings};

const STORY: &str = "---\ntitle: Council\n---\n\nRahma Núñez Wijaya, a doctor, called Tomas Brandt. Wijaya thanked Brandt.\n\n\
                     🗞 “I called,” said Wijaya. 🗞 Then wi\n\n`wi` and https://desk.example/wi\n";

fn columns(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The line of the story that begins so, and the column behind some words of it.
fn behind(start: &str, words: &str, encoding: &str) -> (usize, usize) {
    let (row, line) = STORY.lines().enumerate().find(|(_, l)| l.starts_with(start)).unwrap();
    let end = line.find(words).unwrap() + words.len();
    (row, columns(&line[..end], encoding))
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap()).collect()
}

#[test]
fn the_word_behind_an_emoji_is_replaced_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let (mut client, offer) = Client::with(json!({ "general": { "positionEncodings": [encoding] } }));
        assert!(offer["completionProvider"].get("triggerCharacters").is_none(), "{offer}");
        client.open(STORY);
        client.findings(DRAFT, Some(1));
        let (row, column) = behind("🗞", "Then wi", encoding);
        let list = client.ask_at("textDocument/completion", row, column);
        assert_eq!(labels(&list), ["Rahma Núñez Wijaya", "Wijaya"], "{encoding}");
        assert_eq!(list["isIncomplete"], true);
        let items = list["items"].as_array().unwrap();
        for (item, filter) in items.iter().zip(["wijaya", "wijaya"]) {
            assert_eq!(item["detail"], "a doctor");
            assert_eq!(item["filterText"], filter);
            let at = |character: usize| json!({ "line": row, "character": character });
            assert_eq!(item["textEdit"]["range"], json!({ "start": at(column - 2), "end": at(column) }), "{encoding}");
            assert_eq!(item["textEdit"]["newText"], item["label"]);
        }
        assert!(items[0]["sortText"].as_str() < items[1]["sortText"].as_str());
    }
}

#[test]
fn nothing_is_offered_outside_of_prose_or_for_less_than_two_letters() {
    let mut client = Client::plain();
    client.open(STORY);
    client.findings(DRAFT, Some(1));
    let mut ask = |start: &str, words: &str| {
        let (row, column) = behind(start, words, "utf-16");
        let list = client.ask_at("textDocument/completion", row, column);
        assert!(labels(&list).is_empty(), "{words}: {list}");
        list["isIncomplete"] == true
    };
    assert!(!ask("`wi`", "`wi"));
    assert!(!ask("`wi`", "example/wi"));
    assert!(!ask("title", "titl"));
    // The editor has to ask again when there is a second letter, or a longer name.
    assert!(ask("🗞", "Then w"));
    assert!(ask("🗞", "said Wijaya"));
}

#[test]
fn a_draft_that_is_typed_into_is_answered_at_once() {
    let mut client = Client::plain();
    // A draft that takes a while to read.
    let names = "Rahma Wijaya, a doctor, left. Wijaya is well.\n\n";
    client.open(&format!("\n\n{names}{}", "“No,” said Tomas Brandt.\n\n".repeat(20_000)));
    client.findings(DRAFT, Some(1));
    for (n, letter) in "wij".chars().enumerate() {
        client.edit(n as i32 + 2, (0, n), (0, n), &letter.to_string());
    }
    let list = client.ask_at("textDocument/completion", 0, 3);
    // Before the text has been read.
    assert!(!client.told.iter().any(|m| is_findings(m) && m["params"]["version"] == 4));
    assert_eq!(labels(&list), ["Rahma Wijaya", "Wijaya"]);
    // Who types on while the question is under way is answered all the same.
    let asked = client.send("textDocument/completion", at(0, 3));
    client.edit(5, (0, 3), (0, 3), "a");
    let answer = client.answer(asked);
    assert_eq!(labels(&answer["result"]), ["Rahma Wijaya", "Wijaya"], "{answer}");
}

#[test]
fn names_of_the_register_are_offered() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("names.toml"), "[people.\"Sergei Shoigu\"]\nrole = \"Secretary\"\n").unwrap();
    let root = format!("file://{}", folder.path().display());
    let (mut client, _) = Client::with_params(json!({ "rootUri": root, "capabilities": {} }));
    let uri = format!("{root}/draft.md");
    client.open_as(&uri, "Then sho", 1);
    client.findings(&uri, Some(1));
    let mut place = at(0, 8);
    place["textDocument"]["uri"] = uri.into();
    let list = client.ask("textDocument/completion", place);
    assert_eq!((labels(&list), &list["items"][0]["detail"]), (vec!["Sergei Shoigu"], &json!("Secretary")));
}

#[test]
fn what_is_no_open_draft_has_no_names() {
    let mut client = Client::plain();
    assert_eq!(client.ask_at("textDocument/completion", 0, 2), Value::Null);
    client.open_as("file:///copydesk.toml", "lan", 1);
    let mut place = at(0, 3);
    place["textDocument"]["uri"] = "file:///copydesk.toml".into();
    assert_eq!(client.ask("textDocument/completion", place), Value::Null);
}
