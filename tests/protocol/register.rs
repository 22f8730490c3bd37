//! The register: `names.toml` beside the drafts, found, watched, marked where it is wrong, and written to on request.

use serde_json::{Value, json};

use crate::client::Client;

const STORY: &str = "The contract was signed by the minister, Sergey Woronin, on Tuesday. Woronin then left.\n";
const NAMES: &str =
    "# Ask Rina first.\n\n[people.\"Sergei Voronin\"]\nother = [\"Sergey Woronin\"]\nrole = \"Minister of Energy\"\n";

struct Desk {
    folder: tempfile::TempDir,
    client: Client,
    root: String,
    version: i32,
    story: String,
}

impl Desk {
    /// A client with a folder open, and a draft in it.
    fn new(names: Option<&str>, story: &str, abilities: Value) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        if let Some(names) = names {
            std::fs::write(folder.path().join("names.toml"), names).unwrap();
        }
        let root = format!("file://{}", folder.path().display());
        let (mut client, _) = Client::with_params(json!({ "rootUri": root, "capabilities": abilities }));
        client.open_as(&format!("{root}/draft.md"), story, 1);
        Desk { folder, client, root, version: 1, story: story.into() }
    }

    fn plain(names: Option<&str>) -> Desk {
        Desk::new(names, STORY, json!({}))
    }

    fn uri(&self, name: &str) -> String {
        format!("{}/{name}", self.root)
    }

    fn write(&self, text: &str) {
        std::fs::write(self.folder.path().join("names.toml"), text).unwrap();
    }

    fn change(&mut self, name: &str, version: i32, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.client.tell("textDocument/didChange", params);
    }

    /// The rules and messages in a new version of the draft.
    fn findings(&mut self) -> Vec<String> {
        self.version += 1;
        let (version, story) = (self.version, self.story.clone());
        self.change("draft.md", version, &story);
        let found = self.client.findings(&self.uri("draft.md"), Some(version));
        found.iter().map(|f| format!("{}: {}", f["code"].as_str().unwrap(), f["message"].as_str().unwrap())).collect()
    }

    fn at(&self, word: &str) -> Value {
        let character = self.story.find(word).unwrap() + 1;
        json!({ "textDocument": { "uri": self.uri("draft.md") }, "position": { "line": 0, "character": character } })
    }

    /// The quick fixes at a word, by their titles.
    fn actions(&mut self, word: &str) -> Vec<(String, Value)> {
        let mut params = self.at(word);
        let at = params["position"].take();
        params["range"] = json!({ "start": at, "end": at });
        params["context"] = json!({ "diagnostics": [] });
        let actions = self.client.ask("textDocument/codeAction", params);
        let titled = |a: &Value| (a["title"].as_str().unwrap().to_string(), a["edit"].clone());
        actions.as_array().unwrap().iter().map(titled).collect()
    }

    #[track_caller]
    fn action(&mut self, word: &str, title: &str) -> Value {
        let actions = self.actions(word);
        let found = actions.iter().find(|(t, _)| t == title);
        found.unwrap_or_else(|| panic!("{title} in {actions:?}")).1.clone()
    }
}

const HERE: [&str; 2] = [
    "house-name: Sergey Woronin is spelled Sergei Voronin in the register (names.toml)",
    "house-name: Woronin is spelled Voronin in the register (names.toml)",
];

#[test]
fn a_register_that_is_written_counts_without_a_restart() {
    let mut desk = Desk::plain(None);
    assert!(desk.findings().is_empty());
    desk.write(NAMES);
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(desk.findings(), HERE);
    desk.write("[people.\"Sergey Woronin\"]\n");
    let saved = json!({ "textDocument": { "uri": desk.uri("names.toml") } });
    desk.client.tell("textDocument/didSave", saved);
    assert!(desk.findings().is_empty());
}

#[test]
fn findings_change_while_the_register_is_edited() {
    let mut desk = Desk::plain(Some(NAMES));
    let (draft, names) = (desk.uri("draft.md"), desk.uri("names.toml"));
    assert_eq!(desk.client.findings(&draft, Some(1)).len(), 2);
    desk.client.open_as(&names, NAMES, 1);
    desk.client.told.clear();
    desk.change("names.toml", 2, "[people.\"Sergey Woronin\"]\n");
    // The draft itself has not changed: the server says so of its own accord.
    assert!(desk.client.findings(&draft, Some(1)).is_empty());
    // Without a word about it, the file is as it is on the disk.
    desk.client.told.clear();
    desk.client.tell("textDocument/didClose", json!({ "textDocument": { "uri": names } }));
    assert_eq!(desk.client.findings(&draft, Some(1)).len(), 2);
}

#[test]
fn a_broken_register_is_marked_and_the_last_good_one_stays() {
    let mut desk = Desk::plain(Some(NAMES));
    assert_eq!(desk.findings(), HERE);
    let names = desk.uri("names.toml");
    desk.client.open_as(&names, NAMES, 1);
    assert!(desk.client.findings(&names, Some(1)).is_empty());
    desk.change("names.toml", 2, &NAMES.replace("[people.\"", "[people."));
    let found = desk.client.findings(&names, Some(2));
    assert_eq!((found.len(), &found[0]["severity"], &found[0]["range"]["start"]["line"]), (1, &json!(1), &json!(2)));
    assert_eq!(desk.findings(), HERE);
    desk.change("names.toml", 3, &NAMES.replace("role", "rol"));
    let found = desk.client.findings(&names, Some(3));
    assert!(found[0]["message"].as_str().unwrap().contains("did you mean “role”"), "{found:?}");
    let range = json!({ "start": { "line": 4, "character": 0 }, "end": { "line": 4, "character": 3 } });
    assert_eq!((&found[0]["range"], &found[0]["severity"]), (&range, &json!(2)));
    assert_eq!(desk.findings(), HERE);
}

#[test]
fn a_register_that_is_open_nowhere_is_marked_too() {
    let mut desk = Desk::plain(Some(NAMES));
    assert_eq!(desk.findings(), HERE);
    desk.write("[people\n");
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let names = desk.uri("names.toml");
    let found = desk.client.findings(&names, None);
    assert_eq!(found[0]["range"]["start"]["line"], 0);
    assert_eq!(desk.findings(), HERE);
    let said = |m: &Value| m["method"] == "window/showMessage" && m.to_string().contains("names.toml:1: ");
    desk.client.wait_for(said);
    desk.client.told.clear();
    desk.write(NAMES);
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert!(desk.client.findings(&names, None).is_empty());
}

#[test]
fn a_disk_that_is_newer_than_the_editor_counts() {
    let mut desk = Desk::plain(Some(NAMES));
    let names = desk.uri("names.toml");
    desk.client.open_as(&names, NAMES, 1);
    assert_eq!(desk.findings(), HERE);
    desk.write("# nobody\n");
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert!(desk.findings().is_empty());
}

#[test]
fn a_client_that_pulls_is_told_to_ask_again() {
    let abilities = json!({
        "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let mut desk = Desk::new(Some(NAMES), STORY, abilities);
    let about = json!({ "textDocument": { "uri": desk.uri("draft.md") } });
    let pull = |desk: &mut Desk| {
        let report = desk.client.ask("textDocument/diagnostic", about.clone());
        report["items"].as_array().unwrap().len()
    };
    assert_eq!(pull(&mut desk), 2);
    let names = desk.uri("names.toml");
    desk.client.open_as(&names, NAMES, 1);
    desk.change("names.toml", 2, "");
    desk.client.wait_for(|m| m["method"] == "workspace/diagnostic/refresh");
    assert_eq!(pull(&mut desk), 0);
}

#[test]
fn who_somebody_is_in_the_register() {
    let mut desk = Desk::plain(Some(NAMES));
    let at = desk.at("Sergey");
    let hover = desk.client.ask("textDocument/hover", at);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("Minister of Energy") && text.contains("(names.toml): Sergei Voronin"), "{text}");
}

/// Abilities to make edits of versioned files, to confirm them, and to make files.
fn editing(annotated: bool, creates: bool) -> Value {
    let annotations = if annotated { json!({}) } else { Value::Null };
    let operations = if creates { json!(["create", "rename"]) } else { json!([]) };
    json!({
        "general": { "positionEncodings": ["utf-8"] },
        "workspace": { "workspaceEdit": {
            "documentChanges": true, "changeAnnotationSupport": annotations, "resourceOperations": operations } } })
}

const UNKNOWN: &str = "The mayor, Ana Oyelaran, left at noon on Tuesday. Oyelaran then said nothing.\n";

#[test]
fn a_name_is_added_to_the_register() {
    let mut desk = Desk::new(Some(NAMES), UNKNOWN, editing(false, false));
    let edit = desk.action("Ana", "Add Ana Oyelaran to the register (names.toml)");
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": desk.uri("names.toml"), "version": null }));
    let end = json!({ "line": 5, "character": 0 });
    let new = "\n[people.\"Ana Oyelaran\"]\nrole = \"The mayor\"\n";
    assert_eq!(change["edits"], json!([{ "range": { "start": end, "end": end }, "newText": new }]));
    // As it stands in the editor, if it is open there.
    let names = desk.uri("names.toml");
    desk.client.open_as(&names, "", 7);
    let change = &desk.action("Ana", "Add Ana Oyelaran to the register (names.toml)")["documentChanges"][0];
    assert_eq!((&change["textDocument"]["version"], &change["edits"][0]["newText"]), (&json!(7), &json!(new[1..])));
}

#[test]
fn a_register_is_made_where_the_editor_makes_files() {
    let mut desk = Desk::new(None, UNKNOWN, editing(false, true));
    let edit = desk.action("Ana", "Add Ana Oyelaran to the register (names.toml)");
    let names = desk.uri("names.toml");
    assert_eq!(
        (&edit["documentChanges"][0]["kind"], &edit["documentChanges"][0]["uri"]),
        (&json!("create"), &json!(names))
    );
    assert_eq!(edit["documentChanges"][1]["textDocument"], json!({ "uri": names, "version": null }));
    // Beside the settings, if there are some.
    std::fs::create_dir(desk.folder.path().join("in")).unwrap();
    std::fs::write(desk.folder.path().join("in/copydesk.toml"), "").unwrap();
    desk.client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let inner = desk.uri("in/draft.md");
    desk.client.open_as(&inner, UNKNOWN, 1);
    let mut params = desk.at("Ana");
    params["textDocument"]["uri"] = json!(inner);
    params["range"] = json!({ "start": params["position"], "end": params["position"] });
    params["context"] = json!({ "diagnostics": [] });
    let actions = desk.client.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["uri"], json!(desk.uri("in/names.toml")), "{actions}");
    let mut desk = Desk::new(None, UNKNOWN, editing(false, false));
    assert!(desk.actions("Ana").is_empty());
}

#[test]
fn fixes_that_write_to_the_register() {
    let story = "The diplomat Konrad Gavrilov came on Sunday. Gavrilov met the others. On Monday Gavrilof flew on. \
                 “We were never told about any of this at all.”
";
    let mut desk = Desk::new(None, story, editing(false, true));
    let fixes = [
        ("Gavrilof", "These are two people: Konrad Gavrilov and Gavrilof (names.toml)", "distinct = [[\"Konrad"),
        (
            "Gavrilof",
            "Konrad Gavrilov is the right spelling, not Konrad Gavrilof (names.toml)",
            "[people.\"Konrad Gavrilov",
        ),
        ("We were", "Ignore this quote everywhere (copydesk.toml)", "[ignore]\nquotes = ["),
    ];
    for (word, title, new) in fixes {
        let edit = desk.action(word, title);
        let text = edit["documentChanges"][1]["edits"][0]["newText"].as_str().unwrap();
        assert!(text.starts_with(new), "{text}");
    }
}

fn rename(desk: &mut Desk, word: &str, new: &str) -> Value {
    let mut params = desk.at(word);
    params["newName"] = json!(new);
    desk.client.ask("textDocument/rename", params)
}

#[test]
fn a_rename_reaches_the_register_where_the_editor_asks_first() {
    let names = NAMES.replace("other = [\"Sergey Woronin\"]\n", "");
    let story = STORY.replace("Sergey Woronin", "Sergei Voronin").replace("Woronin", "Voronin");
    let mut desk = Desk::new(Some(&names), &story, editing(true, false));
    let edit = rename(&mut desk, "Sergei", "Sergei Petrov");
    let change = &edit["documentChanges"][1];
    assert_eq!(change["textDocument"]["uri"], json!(desk.uri("names.toml")));
    let one = &change["edits"][0];
    let annotation = one["annotationId"].as_str().unwrap();
    assert_eq!(edit["changeAnnotations"][annotation]["needsConfirmation"], true);
    assert_eq!(edit["documentChanges"][0]["edits"][0].get("annotationId"), None);
    let mut desk = Desk::new(Some(&names), &story, editing(false, false));
    let edit = rename(&mut desk, "Sergei", "Sergei Petrov");
    assert_eq!(edit["documentChanges"].as_array().unwrap().len(), 1, "{edit}");
}

#[test]
fn a_rename_that_makes_one_of_two_is_confirmed_or_said() {
    let story = "Ana Oyelaran met Robert Clement on Sunday. Oyelaran stayed, and Clement left.\n";
    let mut desk = Desk::new(None, story, editing(true, false));
    let edit = rename(&mut desk, "Robert", "Ana Oyelaran");
    for one in edit["documentChanges"][0]["edits"].as_array().unwrap() {
        let annotation = &edit["changeAnnotations"][one["annotationId"].as_str().unwrap()];
        assert_eq!(
            (&annotation["needsConfirmation"], &annotation["label"]),
            (&json!(true), &json!("Makes one of two"))
        );
    }
    let mut desk = Desk::new(None, story, editing(false, false));
    let edit = rename(&mut desk, "Robert", "Ana Oyelaran");
    assert!(edit["documentChanges"][0]["edits"].as_array().is_some_and(|e| !e.is_empty()));
    let said =
        |m: &Value| m["method"] == "window/showMessage" && m.to_string().contains("There is Ana Oyelaran already");
    desk.client.wait_for(said);
}
