//! Speakers: naming the one who spoke, as an editor is offered it, makes it and takes it back.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT};

const STORY: &str = "“The ferry will sail again,” Helen Boyd, the harbour master, said.\n\n\
                     The vessel has been in dry dock since March. Boyd met Tom Vale on Thursday.\n\n\
                     🗞 “My children have missed eleven days of school.” Rain fell.\n";
const UNCLEAR: &str = "Robert Marsh and Hugh Lane met the press on Monday. “We had no choice,” he said.\n";

/// What is offered for the only finding of a draft.
fn offered(client: &mut Client, rule: &str, version: i32) -> (Value, Vec<Value>) {
    let findings = client.findings(DRAFT, Some(version));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["code"], rule);
    let context = json!({ "diagnostics": findings });
    let params = json!({ "textDocument": { "uri": DRAFT }, "range": findings[0]["range"], "context": context });
    let actions = client.ask("textDocument/codeAction", params);
    (findings[0].clone(), actions.as_array().expect("a list").clone())
}

/// The draft after the edits of an action, which are those of one document and one step: columns are UTF-16.
fn applied(text: &str, action: &Value) -> String {
    let mut edits = action["edit"]["changes"][DRAFT].as_array().expect("edits").clone();
    let place = |at: &Value| (at["line"].as_u64().unwrap() as usize, at["character"].as_u64().unwrap() as usize);
    let byte = |at: &Value| {
        let (line, column) = place(at);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = 0;
        let within = text[start..].chars().take_while(|c| {
            units += c.len_utf16();
            units <= column
        });
        start + within.map(char::len_utf8).sum::<usize>()
    };
    edits.sort_by_key(|e| std::cmp::Reverse(place(&e["range"]["start"])));
    let mut out = text.to_string();
    for edit in edits {
        let (from, to) = (byte(&edit["range"]["start"]), byte(&edit["range"]["end"]));
        out.replace_range(from..to, edit["newText"].as_str().unwrap());
    }
    out
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|a| a["title"].as_str().unwrap()).collect()
}

fn whole(client: &mut Client, version: i32, text: &str) {
    let document = json!({ "uri": DRAFT, "version": version });
    client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
}

#[test]
fn a_speaker_is_named_and_taken_back() {
    let mut client = Client::plain();
    client.open(STORY);
    let (finding, actions) = offered(&mut client, "unattributed-quote", 1);
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("no verb of saying beside it"), "{message}");
    assert_eq!(
        titles(&actions),
        [
            "Add “, Boyd said”",
            "Add “, Tom Vale said”",
            "Not speech (a title, a term): ignore unattributed-quote for this paragraph",
            "Ignore unattributed-quote in this file",
        ]
    );
    // Who spoke is for the writer to say.
    assert!(actions.iter().all(|a| a.get("isPreferred").is_none()), "{actions:?}");
    let named = applied(STORY, &actions[0]);
    assert_eq!(named, STORY.replace("school.” Rain", "school,” Boyd said. Rain"));
    whole(&mut client, 2, &named);
    assert!(client.findings(DRAFT, Some(2)).is_empty());
    // One undo takes the whole edit back, and the finding is there again.
    whole(&mut client, 3, STORY);
    let (again, _) = offered(&mut client, "unattributed-quote", 3);
    assert_eq!(again["range"], finding["range"]);
}

#[test]
fn what_is_no_speech_is_left_alone() {
    let mut client = Client::plain();
    client.open(STORY);
    let (_, actions) = offered(&mut client, "unattributed-quote", 1);
    let silent = applied(STORY, actions.iter().find(|a| a["title"].as_str().unwrap().starts_with("Not")).unwrap());
    assert_eq!(silent, STORY.replace("🗞", "<!-- copydesk-ignore unattributed-quote -->\n🗞"));
    whole(&mut client, 2, &silent);
    assert!(client.findings(DRAFT, Some(2)).is_empty());
}

#[test]
fn an_unclear_speaker_shows_both_and_offers_both() {
    let (mut client, _) =
        Client::with(json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } }));
    client.open(UNCLEAR);
    let (finding, actions) = offered(&mut client, "unclear-speaker", 1);
    assert_eq!(finding["severity"], 3);
    let related = finding["relatedInformation"].as_array().expect("both are shown");
    let starts: Vec<_> = related.iter().map(|r| r["location"]["range"]["start"]["character"].clone()).collect();
    assert_eq!(starts, [json!(0), json!(17)]);
    assert_eq!(titles(&actions)[..2], ["Write “Robert Marsh”", "Write “Hugh Lane”"]);
    assert!(actions.iter().all(|a| a.get("isPreferred").is_none()));
    let named = applied(UNCLEAR, &actions[1]);
    assert_eq!(named, UNCLEAR.replace("he said", "Hugh Lane said"));
    whole(&mut client, 2, &named);
    assert!(client.findings(DRAFT, Some(2)).is_empty());
}

#[test]
fn hover_says_what_was_looked_for() {
    let mut client = Client::plain();
    client.open(STORY);
    let hover = client.ask_at("textDocument/hover", 4, 8);
    let text = hover["contents"]["value"].as_str().unwrap();
    for line in ["Nobody", "no verb of saying beside it", "In reach: Helen Boyd, Tom Vale"] {
        assert!(text.contains(line), "{text}");
    }
    assert!(text.lines().count() <= 12, "{text}");
}
