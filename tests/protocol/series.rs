//! Series: what the other drafts of a folder say, read in the background and never unasked.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Client;

const OURS: &str = "# The harbour\n\n🗞 Petr Gavrilov, a boatman, left the harbour on Monday. Gavrilov said nothing.\n";

struct Desk {
    folder: tempfile::TempDir,
    client: Client,
}

fn abilities() -> Value {
    json!({ "window": { "workDoneProgress": true },
            "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
            "textDocument": { "publishDiagnostics": { "relatedInformation": true } } })
}

impl Desk {
    /// A folder with these files, open in an editor with these abilities.
    fn with(files: &[(&str, &str)], abilities: Value) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = format!("file://{}", folder.path().display());
        for (name, text) in files {
            write(folder.path().join(name), text);
        }
        let (client, offer) = Client::with_params(json!({ "rootUri": root, "capabilities": abilities }));
        assert_eq!(offer["workspaceSymbolProvider"], true);
        Desk { folder, client }
    }

    fn new(files: &[(&str, &str)]) -> Desk {
        Desk::with(files, abilities())
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.path().join(name).display())
    }

    fn write(&self, name: &str, text: &str) {
        write(self.folder.path().join(name), text);
    }

    fn open(&mut self, name: &str, text: &str) {
        self.client.open_as(&self.uri(name), text, 1);
    }

    fn changed(&mut self, name: &str) {
        let changes = json!([{ "uri": self.uri(name), "type": 3 }]);
        self.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// Where else the name at a place is named, as `file line:column`.
    #[track_caller]
    fn references(&mut self, name: &str, line: usize, character: usize) -> Vec<String> {
        let found = self.client.ask(
            "textDocument/references",
            json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character },
                    "context": { "includeDeclaration": true } }),
        );
        let root = format!("{}/", self.uri(""));
        let shown = |place: &Value| {
            let file = place["uri"].as_str().unwrap().replace(root.trim_end_matches('/'), "");
            let start = &place["range"]["start"];
            format!("{} {}:{}", file.trim_start_matches('/'), start["line"], start["character"])
        };
        found.as_array().unwrap().iter().map(shown).collect()
    }

    /// The symbols for a query, as `name (container)`.
    fn symbols(&mut self, query: &str) -> Vec<String> {
        let found = self.client.ask("workspace/symbol", json!({ "query": query }));
        let shown = |s: &Value| format!("{} ({})", s["name"].as_str().unwrap(), s["containerName"].as_str().unwrap());
        found.as_array().unwrap().iter().map(shown).collect()
    }

    /// What was told of progress, by kind.
    fn progress(&self) -> Vec<Value> {
        let told = self.client.told.iter().filter(|m| m["method"] == "$/progress");
        told.map(|m| m["params"]["value"].clone()).collect()
    }

    /// Whether the server asked or told anything of these methods.
    fn heard(&self, method: &str) -> bool {
        self.client.told.iter().any(|m| m["method"] == method)
    }
}

fn write(path: PathBuf, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Fifty drafts of some length in which somebody is named twice.
fn fifty(desk: &Desk, filler: usize) {
    for n in 0..50 {
        let name = format!("part-{n:02}.md");
        let filler = "“The harbour is closed,” said Tomas Brandt, a clerk, on Monday.\n\n".repeat(filler);
        desk.write(&name, &format!("# Part {n}\n\nPetr Gavrilov came. Gavrilov left.\n\n{filler}"));
    }
}

fn is_end(message: &Value) -> bool {
    message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end"
}

#[test]
fn everywhere_in_a_folder_of_fifty_drafts() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n")]);
    fifty(&desk, 3);
    desk.open("ours.md", OURS);
    let found = desk.references("ours.md", 2, 4);
    assert_eq!(found.len(), 2 + 50 * 2, "{found:?}");
    assert_eq!(found[..4], ["ours.md 2:3", "ours.md 2:57", "part-00.md 2:0", "part-00.md 2:20"]);
    desk.client.wait_for(is_end);
    let progress = desk.progress();
    assert_eq!((&progress[0]["kind"], &progress[0]["cancellable"]), (&json!("begin"), &json!(true)));
    assert_eq!(progress.last().unwrap()["message"], "50 of 50 drafts read");
    assert_eq!(progress.iter().filter(|p| p["kind"] == "begin").count(), 1);
    // From now on the editor is to tell when one of them changes.
    let watches = |m: &Value| m["params"]["registrations"][0]["id"] == "copydesk-drafts";
    desk.client.wait_for(watches);
    // From where nobody is named, nobody is sought.
    assert_eq!(desk.references("ours.md", 0, 3), [""; 0]);
}

#[test]
fn progress_that_is_cancelled_ends_and_stays_so() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n")]);
    fifty(&desk, 60);
    desk.open("ours.md", OURS);
    let began = desk.client.wait_for(|m| m["method"] == "$/progress");
    desk.client.tell("window/workDoneProgress/cancel", json!({ "token": began["params"]["token"] }));
    desk.client.tell("window/workDoneProgress/cancel", json!({ "token": 7 }));
    let end = desk.client.wait_for(is_end);
    assert!(end["params"]["value"]["message"].as_str().unwrap().ends_with("stopped"), "{end}");
    let found = desk.references("ours.md", 2, 4).len();
    assert!(found < 102, "{found}");
    // What is known is kept right, and nothing else is read, until the settings are written again.
    desk.write("part-50.md", "Petr Gavrilov came.");
    desk.changed("part-50.md");
    assert_eq!(desk.references("ours.md", 2, 4).len(), found);
    desk.changed("copydesk.toml");
    let end = Instant::now() + Duration::from_secs(30);
    while desk.references("ours.md", 2, 4).len() < 103 && Instant::now() < end {}
    assert_eq!(desk.references("ours.md", 2, 4).len(), 103);
}

#[test]
fn an_editor_that_shows_no_progress_is_told_of_none() {
    let mut desk = Desk::with(&[("copydesk.toml", "series = true\n"), ("a.md", OURS)], json!({}));
    desk.open("ours.md", OURS);
    assert_eq!(desk.references("ours.md", 2, 4), ["ours.md 2:3", "ours.md 2:57", "a.md 2:3", "a.md 2:57"]);
    assert!(!desk.heard("window/workDoneProgress/create") && !desk.heard("$/progress"));
    assert!(!desk.heard("client/registerCapability"));
}

#[test]
fn a_file_that_is_deleted_or_written_anew() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n"), ("a.md", OURS), ("in/b.txt", "Petr Gavrilov.")]);
    desk.open("ours.md", OURS);
    let others = |desk: &mut Desk| desk.references("ours.md", 2, 4).split_off(2);
    assert_eq!(others(&mut desk), ["a.md 2:3", "a.md 2:57", "in/b.txt 0:0"]);
    std::fs::remove_file(desk.folder.path().join("a.md")).unwrap();
    desk.changed("a.md");
    assert_eq!(others(&mut desk), ["in/b.txt 0:0"]);
    desk.write("in/b.txt", "Here: Petr Gavrilov.");
    desk.changed("in/b.txt");
    assert_eq!(others(&mut desk), ["in/b.txt 0:6"]);
    // Nobody tells, and a little later we look ourselves.
    desk.write("new.md", "Petr Gavrilov came.");
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(others(&mut desk), ["in/b.txt 0:6", "new.md 0:0"]);
}

#[test]
fn a_draft_that_is_open_counts_as_it_stands_in_the_editor() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n"), ("a.md", "Petr Gavrilov came.")]);
    desk.open("a.md", "“No,” said Petr Gavrilov.");
    desk.open("ours.md", OURS);
    assert_eq!(desk.references("ours.md", 2, 4)[2..], ["a.md 0:11"]);
}

#[test]
fn without_the_word_of_the_settings_nothing_is_read() {
    for settings in ["", "series = false\n"] {
        let mut desk = Desk::new(&[("copydesk.toml", settings), ("a.md", OURS), ("b.md", OURS)]);
        desk.open("ours.md", &OURS.replace("Gavrilov", "Gavrilof"));
        assert!(desk.client.findings(&desk.uri("ours.md"), Some(1)).is_empty());
        assert_eq!(desk.references("ours.md", 2, 4), ["ours.md 2:3", "ours.md 2:57"]);
        assert!(!desk.heard("window/workDoneProgress/create"));
        let watches = |m: &&Value| m["method"] == "client/registerCapability";
        assert!(!desk.client.told.iter().filter(watches).any(|m| m.to_string().contains("copydesk-drafts")));
    }
}

#[test]
fn what_is_no_draft_of_the_series() {
    let settings = "series = true\n[ignore]\nfiles = [\"old/**\"]\n";
    let mut desk = Desk::new(&[
        ("copydesk.toml", settings),
        (".gitignore", "private.md\n"),
        ("private.md", OURS),
        (".hidden/a.md", OURS),
        ("old/a.md", OURS),
        ("README.md", OURS),
        ("notes.rs", OURS),
        ("alone/copydesk.toml", "series = false\n"),
        ("alone/a.md", OURS),
        ("own/copydesk.toml", "series = true\n"),
        ("own/a.md", OURS),
        ("own/in/b.md", OURS),
        ("in/a.md", OURS),
    ]);
    desk.open("ours.md", OURS);
    assert_eq!(desk.references("ours.md", 2, 4)[2..], ["in/a.md 2:3", "in/a.md 2:57"]);
    desk.open("own/a.md", OURS);
    assert_eq!(desk.references("own/a.md", 2, 4)[2..], ["own/in/b.md 2:3", "own/in/b.md 2:57"]);
}

#[test]
fn no_more_drafts_than_the_settings_allow() {
    let long = format!("{OURS}{}", "The harbour is closed. ".repeat(50_000));
    let files = [("copydesk.toml", "[series]\nfiles = 2\nmegabytes = 1\n"), ("0.md", &long), ("1.md", OURS)];
    let mut desk = Desk::new(&files);
    desk.write("2.md", OURS);
    desk.write("3.md", OURS);
    desk.open("ours.md", OURS);
    assert_eq!(desk.references("ours.md", 2, 4)[2..], ["1.md 2:3", "1.md 2:57", "2.md 2:3", "2.md 2:57"]);
    let told = desk.client.wait_for(|m| m["method"] == "window/logMessage");
    assert!(told["params"]["message"].as_str().unwrap().contains("2 drafts are too many"), "{told}");
    desk.write("copydesk.toml", "series = true\n");
    desk.changed("copydesk.toml");
    let end = Instant::now() + Duration::from_secs(150);
    while desk.references("ours.md", 2, 4).len() < 10 && Instant::now() < end {}
    assert_eq!(desk.references("ours.md", 2, 4).len(), 10);
}

#[test]
fn a_name_that_the_series_spells_otherwise() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n"), ("a.md", OURS), ("in/b.md", OURS)]);
    let wrong = OURS.replace("Gavrilov", "Gavrilof");
    desk.open("ours.md", &wrong);
    let uri = desk.uri("ours.md");
    let told = |m: &Value| m["params"]["uri"] == uri.as_str() && !m["params"]["diagnostics"][0].is_null();
    let found = desk.client.wait_for(told)["params"]["diagnostics"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!("name-spelling"), &json!(3)));
    let message = "Petr Gavrilof is spelled Petr Gavrilov in a.md and 1 other draft of the series";
    assert_eq!(found[0]["message"], message);
    let places: Vec<&str> = found[0]["relatedInformation"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["location"]["uri"].as_str().unwrap())
        .collect();
    assert_eq!(places, [desk.uri("a.md"), desk.uri("in/b.md")]);
    assert_eq!(found[0]["relatedInformation"][0]["location"]["range"]["start"]["character"], 3);
    // The quick fix puts it right in the whole draft.
    let range = found[0]["range"].clone();
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = desk.client.ask("textDocument/codeAction", params);
    let fix = &actions[0];
    assert_eq!(fix["title"], "Spell it Petr Gavrilov in this draft (2 places)");
    assert_eq!(fix["edit"]["changes"][&uri].as_array().unwrap().len(), 2);
    // When the others are no more, nor is the finding.
    desk.client.told.clear();
    for name in ["a.md", "in/b.md"] {
        std::fs::remove_file(desk.folder.path().join(name)).unwrap();
        desk.changed(name);
    }
    desk.client.wait_for(|m| m["params"]["uri"] == uri.as_str() && m["params"]["diagnostics"] == json!([]));
}

#[test]
fn what_is_typed_into_another_draft_counts_at_once() {
    let wrong = OURS.replace("Gavrilov", "Gavrilof");
    let mut desk =
        Desk::new(&[("copydesk.toml", "series = true\n"), ("a.md", OURS), ("b.md", OURS), ("ours.md", &wrong)]);
    let uri = desk.uri("ours.md");
    desk.open("a.md", OURS);
    desk.open("ours.md", &wrong);
    let marked = |m: &Value| m["params"]["uri"] == uri.as_str() && !m["params"]["diagnostics"][0].is_null();
    let clean = |m: &Value| m["params"]["uri"] == uri.as_str() && m["params"]["diagnostics"] == json!([]);
    desk.client.wait_for(marked);
    // One against one says nothing.
    let change = |desk: &mut Desk, version: i32, text: &str| {
        let document = json!({ "uri": desk.uri("a.md"), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        desk.client.told.clear();
        desk.client.tell("textDocument/didChange", params);
    };
    change(&mut desk, 2, &wrong);
    desk.client.wait_for(clean);
    change(&mut desk, 3, OURS);
    desk.client.wait_for(marked);
    change(&mut desk, 4, "# Nobody\n\nThe harbour was empty on Monday.\n");
    desk.client.wait_for(clean);
    // Closed without being saved, it is again what the disk has.
    desk.client.told.clear();
    let document = json!({ "textDocument": { "uri": desk.uri("a.md") } });
    desk.client.tell("textDocument/didClose", document);
    desk.client.wait_for(marked);
}

#[test]
fn symbols_of_the_open_folders() {
    let other = "Ana Núñez Gil, the mayor of Bern, met Petr Gavrilov. Gavrilov and Gil left.\n";
    let mut desk = Desk::new(&[("a.md", OURS), ("in/b.txt", other)]);
    assert_eq!(desk.symbols("nunez"), ["Ana Núñez Gil (b.txt)"]);
    assert_eq!(desk.symbols("petr gav"), ["Petr Gavrilov (The harbour)", "Petr Gavrilov (b.txt)"]);
    assert_eq!(desk.symbols("ptgv").len(), 2);
    assert_eq!(desk.symbols("zzz"), [""; 0]);
    assert!(desk.symbols("").len() >= 3);
    // A draft of no folder is among them while it is open.
    desk.client.open_as("untitled:new", other, 1);
    desk.client.findings("untitled:new", Some(1));
    assert_eq!(desk.symbols("nunez"), ["Ana Núñez Gil (b.txt)", "Ana Núñez Gil (new)"]);
    // Where the desk does not want it, what is not open is not looked at.
    let mut off = Desk::new(&[("copydesk.toml", "series = false\n"), ("a.md", OURS)]);
    assert_eq!(off.symbols("petr"), [""; 0]);
    assert!(!off.heard("window/workDoneProgress/create"));
}

#[test]
fn edits_do_not_wait_for_a_folder_that_is_being_read() {
    let mut desk = Desk::new(&[("copydesk.toml", "series = true\n")]);
    fifty(&desk, 60);
    desk.open("ours.md", OURS);
    desk.client.wait_for(|m| m["method"] == "$/progress");
    let uri = desk.uri("ours.md");
    let start = Instant::now();
    for version in 2..12 {
        let change = json!({ "text": OURS.repeat(version as usize) });
        let document = json!({ "uri": uri, "version": version });
        desk.client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        desk.client.findings(&uri, Some(version));
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(!desk.client.told.iter().any(is_end), "it was over too soon to tell");
}
