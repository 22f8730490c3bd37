//! Settings: a project's file beside its drafts, what the editor says, and what happens when either is wrong.

use serde_json::{Value, json};

use crate::client::Client;

const STORY: &str = "“Nobody said this at all, and it stands here alone.”\n";

struct Desk {
    folder: tempfile::TempDir,
    client: Client,
    draft: String,
    version: i32,
}

impl Desk {
    /// A client with a folder open, and a draft in it.
    fn new(settings: Option<&str>) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        if let Some(settings) = settings {
            std::fs::write(folder.path().join("copydesk.toml"), settings).unwrap();
        }
        let root = format!("file://{}", folder.path().display());
        let abilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
        let (mut client, _) = Client::with_params(json!({ "rootUri": root, "capabilities": abilities }));
        let draft = format!("{root}/draft.md");
        client.open_as(&draft, STORY, 1);
        Desk { folder, client, draft, version: 1 }
    }

    /// The address of the settings beside the draft.
    fn settings(&self) -> String {
        self.draft.replace("draft.md", "copydesk.toml")
    }

    fn write(&self, settings: &str) {
        std::fs::write(self.folder.path().join("copydesk.toml"), settings).unwrap();
    }

    /// The severities of what is found in a new version of the draft.
    fn severities(&mut self) -> Vec<Value> {
        self.version += 1;
        let document = json!({ "uri": self.draft, "version": self.version });
        let changes = json!([{ "text": STORY }]);
        self.client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        let findings = self.client.findings(&self.draft, Some(self.version));
        findings.into_iter().map(|f| f["severity"].clone()).collect()
    }
}

fn is_said(message: &Value) -> bool {
    message["method"] == "window/showMessage"
        && message["params"]["message"].as_str().unwrap().contains("copydesk.toml")
}

#[test]
fn a_wrong_file_is_said_and_the_last_good_settings_stay() {
    let mut desk = Desk::new(Some("[rules]\nunattributed-quote = \"hint\"\n"));
    let before = desk.severities();
    assert_eq!(before, [4]);
    desk.write("[rules\n");
    desk.client.tell("textDocument/didSave", json!({ "textDocument": { "uri": desk.draft } }));
    desk.client.wait_for(is_said);
    assert_eq!(desk.severities(), before);
}

#[test]
fn a_file_that_is_gone_has_nothing_wrong_in_it() {
    for watched in [true, false] {
        let mut desk = Desk::new(Some("[rules]\nx = 1\n"));
        let settings = desk.settings();
        desk.severities();
        let told =
            |m: &Value| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == settings.as_str();
        let wrong = desk.client.wait_for(|m| told(m) && m["params"]["diagnostics"] != json!([]));
        assert_eq!(wrong["params"]["diagnostics"].as_array().unwrap().len(), 1);
        std::fs::remove_file(desk.folder.path().join("copydesk.toml")).unwrap();
        if watched {
            let changes = json!([{ "uri": settings, "type": 3 }]);
            desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        } else {
            desk.client.tell("textDocument/didSave", json!({ "textDocument": { "uri": desk.draft } }));
        }
        desk.client.wait_for(|m| told(m) && m["params"]["diagnostics"] == json!([]));
    }
}

#[test]
fn the_file_is_watched() {
    let mut desk = Desk::new(None);
    let asked = desk.client.wait_for(|m| m["method"] == "client/registerCapability");
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"].as_array().unwrap();
    let globs: Vec<&Value> = watchers.iter().map(|w| &w["globPattern"]).collect();
    assert_eq!(globs, ["**/copydesk.toml", "**/names.toml"]);
    assert_eq!(desk.severities(), [2]);
    desk.write("[rules]\nunattributed-quote = \"off\"\nname-spelling = \"off\"\nunbalanced-quote = \"off\"\n");
    let changes = json!([{ "uri": format!("file://{}/copydesk.toml", desk.folder.path().display()), "type": 9 }]);
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert!(desk.severities().is_empty());
}

#[test]
fn settings_that_are_saved_count_where_no_file_is_watched() {
    let mut desk = Desk::new(None);
    assert_eq!(desk.severities(), [2]);
    desk.write("[rules]\nunattributed-quote = \"hint\"\n");
    let settings = desk.settings();
    desk.client.tell("textDocument/didSave", json!({ "textDocument": { "uri": settings } }));
    assert_eq!(desk.severities(), [4]);
}

#[test]
fn a_file_that_is_left_alone_has_no_findings_and_is_a_draft_all_the_same() {
    let mut desk = Desk::new(Some("[ignore]\nfiles = [\"*.md\"]\n"));
    assert!(desk.severities().is_empty());
    let about = json!({ "uri": desk.draft });
    let params = json!({ "textDocument": about, "position": { "line": 0, "character": 4 } });
    assert!(desk.client.ask("textDocument/hover", params).is_object());
    desk.write("[ignore]\nfiles = [\"*.txt\"]\n");
    desk.client.tell("textDocument/didSave", json!({ "textDocument": about }));
    assert_eq!(desk.severities(), [2]);
}

#[test]
fn quotes_that_are_left_alone() {
    let settings = "[ignore]\nquotes = [\"nobody said this at all and it stands here alone\"]\n";
    assert!(Desk::new(Some(settings)).severities().is_empty());
}

#[test]
fn settings_that_are_open_are_marked_where_they_are_wrong() {
    let mut desk = Desk::new(None);
    let settings = desk.settings();
    let text = "language = \"id\"\n[rules]\nname-speling = \"off\"\nunbalanced-quote = \"loud\"\n";
    desk.client.open_as(&settings, text, 1);
    let found = desk.client.findings(&settings, Some(1));
    let place = |f: &Value| (f["range"]["start"]["line"].clone(), f["range"]["end"]["character"].clone());
    assert_eq!(found.iter().map(place).collect::<Vec<_>>(), [(json!(2), json!(12)), (json!(3), json!(25))]);
    assert!(found[0]["message"].as_str().unwrap().contains("name-spelling"), "{found:?}");
    assert!(found.iter().all(|f| f["severity"] == 2 && f["source"] == "copydesk"), "{found:?}");
    // They are no draft: there is nothing else to say about them.
    let about = json!({ "textDocument": { "uri": settings } });
    assert_eq!(desk.client.ask("textDocument/documentSymbol", about), json!([]));
    let document = json!({ "uri": settings, "version": 2 });
    let changes = json!([{ "text": "[rules\n“Nobody said this at all, and it stands here alone.”\n" }]);
    desk.client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    let found = desk.client.findings(&settings, Some(2));
    assert_eq!(found.iter().map(|f| f["severity"].clone()).collect::<Vec<_>>(), [1]);
}

#[test]
fn the_editor_is_asked_for_its_settings() {
    let (mut client, _) = Client::with(json!({ "workspace": { "configuration": true } }));
    let asked = client.wait_for(|m| m["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "copydesk");
}

#[test]
fn settings_of_any_shape_are_no_fault() {
    let mut client = Client::plain();
    client.open(STORY);
    assert_eq!(client.findings(crate::client::DRAFT, Some(1)).len(), 1);
    let off = json!({ "copydesk": { "rules": { "unattributed-quote": false } } });
    for settings in [json!(null), json!(7), json!([{}]), json!({ "copydesk": "no" }), json!({ "rules": [] }), off] {
        client.tell("workspace/didChangeConfiguration", json!({ "settings": settings }));
    }
    client.tell("workspace/didChangeConfiguration", json!([]));
    client.tell("workspace/didChangeConfiguration", Value::Null);
    // The last that could be understood: a list has nothing under `rules`, so every rule is on again.
    client.edit(2, (0, 0), (0, 0), " ");
    assert_eq!(client.findings(crate::client::DRAFT, Some(2)).len(), 1);
}
