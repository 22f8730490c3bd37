//! What VS Code's settings page says of rules and languages is what the tables in `src` say.
//!
//! `COPYDESK_UPDATE=1 cargo test --test vscode` writes that part of the extension's manifest anew. That the manifest is
//! one that VS Code accepts is tested in the real editor, by `tests/editors/vscode.sh`.

use copydesk::{language, rules::RULES};
use serde_json::{Value, json};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/package.json");

fn manifest() -> String {
    std::fs::read_to_string(PATH).expect("the manifest can be read")
}

/// The settings of all rules, as they stand in the manifest.
fn rules() -> String {
    let words = [
        ("default", "What the project's copydesk.toml says, or else the rule's own severity."),
        ("error", "Marked as an error."),
        ("warning", "Marked as a warning."),
        ("information", "Marked as information."),
        ("hint", "Marked as a hint: three dots under the first letters."),
        ("off", "Not checked."),
    ];
    let (names, told): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    let setting = |(order, rule): (usize, &&copydesk::rules::Rule)| {
        let description = format!("{} The rule's own severity is `{}`.", rule.summary, rule.severity.key());
        let pairs = [
            ("type", json!("string")),
            ("default", json!("default")),
            ("enum", json!(names)),
            ("enumDescriptions", json!(told)),
            ("markdownDescription", json!(description)),
            ("scope", json!("window")),
            ("order", json!(order)),
        ];
        format!("          \"copydesk.rules.{}\": {{\n{}\n          }}", rule.name, members(&pairs, 12))
    };
    RULES.iter().enumerate().map(setting).collect::<Vec<_>>().join(",\n")
}

/// The languages that a draft may be set to, the two that come first before the others.
fn languages() -> String {
    let mut packs: Vec<_> = language::all().iter().filter(|p| p.code != "und").collect();
    packs.sort_by_key(|p| (!["en", "id"].contains(&p.code.as_str()), p.code.clone()));
    let codes: Vec<Value> = [Value::Null].into_iter().chain(packs.iter().map(|p| json!(p.code))).collect();
    let unset = "What the project's copydesk.toml says; else it is detected.";
    let names: Vec<&str> = [unset].into_iter().chain(packs.iter().map(|p| p.name.as_str())).collect();
    members(&[("enum", json!(codes)), ("enumDescriptions", json!(names))], 12) + ",\n"
}

/// Members of an object in the manifest's layout, in this order.
fn members(pairs: &[(&str, Value)], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let member = |(key, value): &(&str, Value)| {
        let value = serde_json::to_string_pretty(value).unwrap().replace('\n', &format!("\n{pad}"));
        format!("{pad}\"{key}\": {value}")
    };
    pairs.iter().map(member).collect::<Vec<_>>().join(",\n")
}

/// Puts `new` between two marks of a text.
#[track_caller]
fn between(text: &str, open: &str, close: &str, new: &str) -> String {
    let (before, rest) = text.split_once(open).unwrap_or_else(|| panic!("the manifest does not hold {open}"));
    let at = rest.find(close).unwrap_or_else(|| panic!("the manifest does not hold {close}"));
    format!("{before}{open}{new}{}", &rest[at..])
}

#[test]
fn rules_and_languages_are_those_of_the_tables() {
    let text = manifest();
    let wanted = between(&text, "\"title\": \"Rules\",\n        \"properties\": {\n", "\n        }\n      }", &rules());
    let open = "\"copydesk.language\": {\n            \"type\": [\n              \"string\",\n              \"null\"\n            ],\n            \"default\": null,\n";
    let wanted = between(&wanted, open, "            \"markdownDescription\"", &languages());
    if std::env::var_os("COPYDESK_UPDATE").is_some() {
        std::fs::write(PATH, &wanted).expect("the manifest can be written");
    } else {
        assert!(text == wanted, "the extension's settings are out of date: COPYDESK_UPDATE=1 cargo test --test vscode");
    }
}

#[test]
fn the_extension_has_the_version_of_the_server() {
    let manifest: Value = serde_json::from_str(&manifest()).expect("JSON");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
}

/// Every key that the editor may hand on to the server stands on the settings page.
#[test]
fn every_key_of_the_server_is_a_setting() {
    let manifest: Value = serde_json::from_str(&manifest()).expect("JSON");
    let pages = manifest["contributes"]["configuration"].as_array().expect("pages of settings");
    let has = |key: &str| pages.iter().any(|page| page["properties"].get(format!("copydesk.{key}")).is_some());
    for key in ["language", "ignore.quotes", "ignore.files", "inlayHints", "codeLens", "semanticHighlighting"] {
        assert!(has(key), "{key}");
    }
    for page in pages {
        for (key, setting) in page["properties"].as_object().expect("settings") {
            assert!(
                setting["markdownDescription"].as_str().is_some_and(|d| d.ends_with('.')),
                "{key} is not described"
            );
            assert!(setting.get("default").is_some(), "{key} has no default");
        }
    }
}
