//! Settings: `copydesk.toml` for each draft, and what the editor says beside it.
//!
//! For a draft on disk the file is looked for in its folder and upward, to the root of the open folder or of the
//! disk; for any other draft in the open folders. What the file says counts before what the editor says. What is
//! wrong in a file is told once, and where it is no TOML at all the last good settings stay. Files are read by
//! analysts, never by handlers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use tower_lsp::lsp_types::Url;

use super::log;
use crate::language;
use crate::rules::{self, Severity};
use crate::settings::Settings;

pub const FILE: &str = "copydesk.toml";
/// The keys of the file that an editor may also set.
const KEYS: &[&str] = &["language", "rules", "ignore"];

/// The settings that are known, by file. Equal settings are the same `Arc` until something changes.
#[derive(Debug, Default)]
pub struct Known {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    editor: Arc<Settings>,
    files: FxHashMap<PathBuf, File>,
}

#[derive(Debug)]
struct File {
    /// When it was last written, and how long it was; None: to be read again.
    stamp: Option<Stamp>,
    own: Settings,
    /// With what the editor says beside it.
    merged: Arc<Settings>,
}

type Stamp = (Option<SystemTime>, u64);

impl Known {
    /// The settings for a draft. Reads files; `tell` is told what is wrong with them.
    pub fn of(&self, uri: &Url, roots: &[PathBuf], tell: impl Fn(&str)) -> Arc<Settings> {
        let Some(path) = find(uri, roots) else { return self.lock().editor.clone() };
        let stamp = std::fs::metadata(&path).ok().map(|m| (m.modified().ok(), m.len()));
        if let Some(known) = self.lock().files.get(&path).filter(|f| f.stamp.is_some() && f.stamp == stamp) {
            return known.merged.clone();
        }
        let Parsed { settings, problems } = load(&path);
        for problem in problems {
            tell(&format!("{}:{problem}", path.display()));
        }
        let mut inner = self.lock();
        let before = inner.files.remove(&path).map(|f| f.own);
        let own = settings.or(before).unwrap_or_default();
        let merged = Arc::new(merge(&own, &inner.editor));
        inner.files.insert(path, File { stamp, own, merged: merged.clone() });
        merged
    }

    /// Takes what the editor says, of whatever shape it is.
    pub fn set_editor(&self, said: &Value) {
        let Parsed { settings, problems } = from_editor(said);
        for problem in problems {
            log::say(format_args!("the editor's settings: {problem}"));
        }
        let mut inner = self.lock();
        inner.editor = Arc::new(settings.unwrap_or_default());
        let editor = inner.editor.clone();
        for file in inner.files.values_mut() {
            file.merged = Arc::new(merge(&file.own, &editor));
        }
    }

    /// Has every file read again at the next occasion.
    pub fn distrust(&self) {
        for file in self.lock().files.values_mut() {
            file.stamp = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A settings file as it was understood.
#[derive(Debug, Default)]
struct Parsed {
    /// None where the text is no TOML.
    settings: Option<Settings>,
    /// Each with its line where it has one.
    problems: Vec<String>,
}

/// Reads a settings file.
fn load(path: &Path) -> Parsed {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text),
        Err(error) => Parsed { settings: None, problems: vec![format!(" {error}")] },
    }
}

/// Understands the text of a settings file: what is wrong is told, and the rest counts.
fn parse(text: &str) -> Parsed {
    let table: Map<String, Value> = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => return Parsed { settings: None, problems: vec![format!(" {}", error.to_string().trim())] },
    };
    let (mut settings, mut problems) = (Settings::default(), Vec::new());
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("language", Value::String(code)) if language::by_code(code).is_some() => {
                settings.language = language::by_code(code);
            }
            ("rules", Value::Object(rules)) => {
                for (name, value) in rules {
                    match rules::by_name(name).and_then(|r| severity(value, r.severity)) {
                        Some(severity) => drop(settings.rules.insert(name.clone(), severity)),
                        None => problems.push(format!(" rules.{name}: {value} is not understood")),
                    }
                }
            }
            _ => problems.push(format!(" {key}: {value} is not understood")),
        }
    }
    Parsed { settings: Some(settings), problems }
}

fn severity(value: &Value, usual: Severity) -> Option<Option<Severity>> {
    let all = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];
    match value {
        Value::Bool(on) => Some(on.then_some(usual)),
        Value::String(word) if word == "off" => Some(None),
        other => all.into_iter().find(|s| other == s.key()).map(Some),
    }
}

/// What an editor says: the keys of the file, alone or under `copydesk`, among keys of others.
fn from_editor(said: &Value) -> Parsed {
    let said = said.get("copydesk").unwrap_or(said);
    let known = KEYS.iter().filter_map(|k| Some((k.to_string(), without_nulls(said.get(*k)?)?)));
    match toml::to_string(&Value::Object(known.collect())) {
        Ok(text) => parse(&text),
        Err(error) => Parsed { settings: None, problems: vec![error.to_string()] },
    }
}

/// TOML has no null: where an editor says it, it says nothing.
fn without_nulls(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Null => return None,
        Value::Array(all) => Value::Array(all.iter().filter_map(without_nulls).collect()),
        Value::Object(all) => all.iter().filter_map(|(k, v)| Some((k.clone(), without_nulls(v)?))).collect(),
        other => other.clone(),
    })
}

/// The file's settings, with the editor's where the file says nothing.
fn merge(file: &Settings, editor: &Settings) -> Settings {
    let mut merged = file.clone();
    merged.language = merged.language.or(editor.language);
    for (rule, severity) in &editor.rules {
        merged.rules.entry(rule.clone()).or_insert(*severity);
    }
    merged
}

/// The settings file of a draft.
fn find(uri: &Url, roots: &[PathBuf]) -> Option<PathBuf> {
    let there = |folder: &Path| Some(folder.join(FILE)).filter(|f| f.is_file());
    let path = match uri.scheme() {
        "file" => uri.to_file_path().ok()?,
        _ => return roots.iter().find_map(|r| there(r)),
    };
    for folder in path.ancestors().skip(1) {
        if let Some(found) = there(folder) {
            return Some(found);
        }
        if roots.iter().any(|r| r == folder) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::json;

    use super::*;

    const RULE: &str = "unattributed-quote";

    fn severity_of(settings: &Settings) -> Option<Option<Severity>> {
        settings.rules.get(RULE).copied()
    }

    #[test]
    fn the_nearest_file_up_to_the_open_folder() {
        let disk = tempfile::tempdir().unwrap();
        let (top, inner) = (disk.path().to_path_buf(), disk.path().join("a/b"));
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(top.join(FILE), "").unwrap();
        let draft = Url::from_file_path(inner.join("draft.md")).unwrap();
        let untitled = Url::parse("untitled:one").unwrap();
        assert_eq!(find(&draft, &[]), Some(top.join(FILE)));
        assert_eq!(find(&draft, &[disk.path().join("a")]), None);
        assert_eq!(find(&untitled, &[inner.clone(), top.clone()]), Some(top.join(FILE)));
        std::fs::write(inner.join(FILE), "").unwrap();
        assert_eq!(find(&draft, &[]), Some(inner.join(FILE)));
    }

    #[test]
    fn a_wrong_file_is_told_once_and_changes_nothing() {
        let disk = tempfile::tempdir().unwrap();
        let file = disk.path().join(FILE);
        let draft = Url::from_file_path(disk.path().join("draft.md")).unwrap();
        let (known, told) = (Known::default(), RefCell::new(Vec::new()));
        let now = || known.of(&draft, &[], |problem| told.borrow_mut().push(problem.to_string()));
        std::fs::write(&file, format!("[rules]\n{RULE} = \"hint\"\n")).unwrap();
        let good = now();
        assert_eq!(severity_of(&good), Some(Some(Severity::Hint)));
        assert!(Arc::ptr_eq(&good, &now()));
        std::fs::write(&file, "[rules\n").unwrap();
        assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
        assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
        assert_eq!(told.borrow().len(), 1, "{told:?}");
        assert!(told.borrow()[0].contains(FILE));
        std::fs::write(&file, format!("[rules]\n{RULE} = false\n")).unwrap();
        assert_eq!(severity_of(&now()), Some(None));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(severity_of(&now()), None);
    }

    #[test]
    fn the_editor_fills_what_the_file_leaves_open() {
        let disk = tempfile::tempdir().unwrap();
        let draft = Url::from_file_path(disk.path().join("draft.md")).unwrap();
        let known = Known::default();
        known
            .set_editor(&json!({ "copydesk": { "rules": { RULE: "hint", "name-spelling": "error" }, "language": 7 } }));
        assert_eq!(severity_of(&known.of(&draft, &[], |_| ())), Some(Some(Severity::Hint)));
        std::fs::write(disk.path().join(FILE), format!("[rules]\n{RULE} = \"off\"\n")).unwrap();
        let both = known.of(&draft, &[], |_| ());
        assert_eq!((severity_of(&both), both.rules["name-spelling"]), (Some(None), Some(Severity::Error)));
    }

    #[test]
    fn whatever_the_editor_says_is_no_failure() {
        for said in [json!(null), json!(7), json!([1]), json!({ "rules": 3 }), json!({ "rules": { RULE: {} } })] {
            let settings = from_editor(&said).settings.unwrap_or_default();
            assert!(settings.rules.is_empty() && settings.language.is_none(), "{said}");
        }
        let partly = from_editor(&json!({ "rules": { RULE: false, "x": 1, "y": null }, "trace": "off" }));
        assert_eq!(severity_of(&partly.settings.unwrap()), Some(None));
        assert_eq!(partly.problems.len(), 1);
    }
}
