//! The JSON Schemas of `copydesk.toml` and `names.toml`, made from the types that hold what these files say.
//!
//! They are committed in `docs/` for editors; `COPYDESK_UPDATE=1 cargo test --lib schema` writes them anew. What the
//! readers of the files know and what the schemas allow is held against each other, key by key.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::keys::Problem;
use crate::register::{self, Names};
use crate::rules::{RULES, Severity};
use crate::settings::{self, Series, Settings};

/// The languages that copydesk knows.
pub fn language(_: &mut SchemaGenerator) -> Schema {
    let codes: Vec<&str> = crate::language::all().iter().map(|p| p.code.as_str()).filter(|c| *c != "und").collect();
    // The list is for who completes, the pattern for what counts as well: ID, en-GB.
    let both = |code: &&str| code.chars().map(|c| format!("[{}{c}]", c.to_ascii_uppercase())).collect::<String>();
    let pattern = format!("^({})([-_].*)?$", codes.iter().map(both).collect::<Vec<_>>().join("|"));
    json_schema!({ "type": "string", "anyOf": [{ "enum": codes }, { "pattern": pattern }] })
}

/// The rules, each with what it may be set to.
pub fn rules(_: &mut SchemaGenerator) -> Schema {
    let all = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];
    let words: Vec<&str> = all.into_iter().map(Severity::key).chain(["off"]).collect();
    let rule = |rule: &&crate::rules::Rule| {
        let description = format!("{} Without this key: {}.", rule.summary, rule.severity.key());
        let value = serde_json::json!({ "description": description, "enum": words.iter().map(|w| Value::from(*w)).chain([true.into(), false.into()]).collect::<Vec<_>>() });
        (rule.name.to_string(), value)
    };
    let properties: Map<String, Value> = RULES.iter().map(rule).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// On or off, or limits.
pub fn series(_: &mut SchemaGenerator) -> Schema {
    let limit = |what: &str, default: usize| {
        let description = format!("How many {what} are read at most. Without this key: {default}.");
        serde_json::json!({ "description": description, "type": "integer", "minimum": 0 })
    };
    let limits = Series::default();
    let properties = serde_json::json!({
        "files": limit("drafts", limits.files), "megabytes": limit("megabytes of text", limits.megabytes) });
    let table = serde_json::json!({ "type": "object", "properties": properties, "additionalProperties": false });
    json_schema!({ "anyOf": [{ "type": "boolean" }, table] })
}

fn schema_of<T: JsonSchema>(title: &str, description: &str) -> Value {
    let mut generator = SchemaSettings::draft07().with(|s| s.inline_subschemas = true).into_generator();
    let mut schema = generator.root_schema_for::<T>().to_value();
    let root = schema.as_object_mut().unwrap();
    root.insert("title".into(), title.into());
    root.insert("description".into(), description.into());
    // Every key may be left out.
    soften(&mut schema);
    schema
}

/// What Rust needs and TOML does not: no key is required, no default is worth telling, and a description is one line.
fn soften(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if map.get("required").is_some_and(Value::is_array) {
                map.remove("required");
            }
            if map.get("type").is_some_and(Value::is_string) {
                map.remove("default");
            }
            if let Some(Value::String(description)) = map.get_mut("description") {
                *description = description.replace('\n', " ");
            }
            map.values_mut().for_each(soften);
        }
        Value::Array(all) => all.iter_mut().for_each(soften),
        _ => {}
    }
}

fn of_settings() -> Value {
    schema_of::<Settings>("copydesk.toml", "What a desk has decided, for its folder and all folders below.")
}

fn of_names() -> Value {
    schema_of::<Names>("names.toml", "The names on which a desk has agreed, for its folder and all folders below.")
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    for (file, schema) in [("copydesk", of_settings()), ("names", of_names())] {
        let path = format!("{}/docs/{file}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let wanted = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("COPYDESK_UPDATE").is_some_and(|v| !v.is_empty() && v != "0") {
            std::fs::write(&path, &wanted).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == wanted, "{path} is out of date: COPYDESK_UPDATE=1 cargo test --lib schema");
    }
}

/// Every table of a schema, with a line of TOML that opens it.
fn tables<'a>(schema: &'a Value, path: &str, found: &mut Vec<(String, &'a Map<String, Value>)>) {
    if let Some(properties) = schema["properties"].as_object() {
        found.push((path.to_string(), properties));
        for (key, value) in properties {
            tables(value, &[path, key].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("."), found);
        }
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        tables(one, path, found);
    }
    if schema["additionalProperties"].is_object() {
        tables(&schema["additionalProperties"], &format!("{path}.Ana"), found);
    }
}

/// A schema knows the keys that the reader knows, and the reader wants the values that the schema wants.
#[track_caller]
fn check(schema: &Value, parse: fn(&str) -> Vec<Problem>) {
    let mut found = Vec::new();
    tables(schema, "", &mut found);
    assert!(found.len() > 1);
    for (path, properties) in found {
        let header = if path.is_empty() { String::new() } else { format!("[{path}]\n") };
        let unknown = parse(&format!("{header}zzz = 1\n"));
        let known = unknown[0].message.split("known are ").nth(1).expect("a list of keys");
        let mut known: Vec<&str> = known.split(", ").collect();
        known.sort_unstable();
        let mut keys: Vec<&str> = properties.keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(known, keys, "{path}");
        for (key, value) in properties {
            let good = match value["type"].as_str() {
                _ if value["enum"].is_array() => value["enum"][0].to_string(),
                _ if value["anyOf"][0]["enum"].is_array() => value["anyOf"][0]["enum"][0].to_string(),
                _ if value["anyOf"].is_array() => "true".to_string(),
                Some("integer") => "3".to_string(),
                Some("string") => "\"a word\"".to_string(),
                Some("object") => "{}".to_string(),
                Some("array") if value["items"]["type"] == "array" => "[[\"a\", \"b\"]]".to_string(),
                Some("array") => "[\"a\", \"b\"]".to_string(),
                other => panic!("{path}.{key}: {other:?}"),
            };
            assert_eq!(parse(&format!("{header}{key} = {good}\n")), [], "{path}.{key}");
            let bad = parse(&format!("{header}{key} = 1.5\n"));
            assert!(bad.len() == 1 && !bad[0].message.contains("no such key"), "{path}.{key}: {bad:?}");
        }
    }
}

#[test]
fn a_language_in_any_case_and_with_its_country() {
    let schema = of_settings();
    let pattern = schema["properties"]["language"]["anyOf"][1]["pattern"].as_str().unwrap();
    let pattern = regex::Regex::new(pattern).unwrap();
    for (code, want) in [("id", true), ("ID", true), ("en-GB", true), ("id_ID", true), ("xx", false), ("eng", false)] {
        let reads = settings::parse(&format!("language = \"{code}\"")).problems.is_empty();
        assert_eq!((pattern.is_match(code), reads), (want, want), "{code}");
    }
}

#[test]
fn the_schemas_say_what_the_readers_know() {
    check(&of_settings(), |text| settings::parse(text).problems);
    check(&of_names(), |text| register::parse(text).problems);
}
