//! Settings: what `copydesk.toml` and the editor say about a draft, together.
//!
//! For a draft on disk the file is looked for in its folder and upward, to the root of the open folder or of the
//! disk; for any other draft in the open folders. What the file says counts before what the editor says. What is
//! wrong in a file is told once, and where it is no TOML at all the last good settings stay. Files are read by
//! analysts, never by handlers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::project::{self, LeftAlone};
use crate::settings::{self, Settings};

/// The keys of the file that an editor may also set.
const KEYS: &[&str] = &["language", "rules", "ignore"];

/// What an editor may have beside the text of a draft. The project's file has no say in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    pub inlay_hints: bool,
    pub code_lens: bool,
    pub semantic_highlighting: bool,
}

impl Beside {
    fn from_editor(said: &Value) -> (Beside, Vec<String>) {
        let mut problems = Vec::new();
        let mut is = |key: &str| match said.get(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(on)) => *on,
            Some(_) => {
                problems.push(format!("the editor's settings: {key}: true or false is expected"));
                false
            }
        };
        let beside = Beside {
            inlay_hints: is("inlayHints"),
            code_lens: is("codeLens"),
            semantic_highlighting: is("semanticHighlighting"),
        };
        (beside, problems)
    }

    /// What is on here and not there.
    pub fn without(self, other: Beside) -> Beside {
        Beside {
            inlay_hints: self.inlay_hints && !other.inlay_hints,
            code_lens: self.code_lens && !other.code_lens,
            semantic_highlighting: self.semantic_highlighting && !other.semantic_highlighting,
        }
    }
}

/// What governs one draft.
#[derive(Clone, Debug, Default)]
pub struct Governed {
    /// Equal settings are the same `Arc` until something changes.
    pub settings: Arc<Settings>,
    /// `[ignore] files` names the draft: it has no findings.
    pub left_alone: bool,
}

impl Governed {
    /// Whether this is the other, so that what was read with it may stand.
    pub fn is(&self, other: &Governed) -> bool {
        Arc::ptr_eq(&self.settings, &other.settings) && self.left_alone == other.left_alone
    }
}

/// The settings that are known, by file.
#[derive(Debug, Default)]
pub struct Known {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    editor: Arc<Settings>,
    beside: Beside,
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
    /// What governs a draft. Reads files; `tell` is told what is wrong with them.
    pub fn of(&self, uri: &Url, roots: &[PathBuf], tell: impl Fn(&str)) -> Governed {
        let path = path_of(uri);
        let file = find(path.as_deref(), roots);
        let settings = match &file {
            Some(file) => self.of_file(file, tell),
            None => self.lock().editor.clone(),
        };
        let globs = LeftAlone::of(&settings.ignore.files);
        // Without a file the globs are the editor's, seen from the folders that are open in it.
        let seen_from: Vec<&Path> = match &file {
            Some(file) => file.parent().into_iter().collect(),
            None => roots.iter().map(PathBuf::as_path).collect(),
        };
        let left_alone = path.is_some_and(|path| seen_from.iter().any(|root| globs.names(root, &path, false)));
        Governed { settings, left_alone }
    }

    fn of_file(&self, path: &Path, tell: impl Fn(&str)) -> Arc<Settings> {
        let stamp = std::fs::metadata(path).ok().map(|m| (m.modified().ok(), m.len()));
        if let Some(known) = self.lock().files.get(path).filter(|f| f.stamp.is_some() && f.stamp == stamp) {
            return known.merged.clone();
        }
        let read = project::read(path);
        for problem in read.problems {
            tell(&format!("{}:{problem}", path.display()));
        }
        let mut inner = self.lock();
        let before = inner.files.remove(path).map(|f| f.own);
        let own = read.settings.or(before).unwrap_or_default();
        let merged = Arc::new(merge(&own, &inner.editor));
        inner.files.insert(path.to_path_buf(), File { stamp, own, merged: merged.clone() });
        merged
    }

    /// Takes what the editor says, of whatever shape it is. Returns what is wrong with it.
    pub fn set_editor(&self, said: &Value) -> Vec<String> {
        // The keys stand alone or under our name, among keys of others.
        let said = said.get("copydesk").unwrap_or(said);
        let (settings, mut problems) = from_editor(said);
        let (beside, more) = Beside::from_editor(said);
        problems.extend(more);
        let mut inner = self.lock();
        inner.editor = Arc::new(settings);
        inner.beside = beside;
        let editor = inner.editor.clone();
        for file in inner.files.values_mut() {
            file.merged = Arc::new(merge(&file.own, &editor));
        }
        problems
    }

    pub fn beside(&self) -> Beside {
        self.lock().beside
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

/// Whether a document is a settings file itself.
pub fn is_settings(uri: &Url) -> bool {
    uri.path_segments().and_then(|mut parts| parts.next_back()) == Some(project::FILE)
}

/// What an editor says of the keys of the file.
fn from_editor(said: &Value) -> (Settings, Vec<String>) {
    let known = KEYS.iter().filter_map(|k| Some((k.to_string(), without_nulls(said.get(*k)?)?)));
    match toml::to_string(&Value::Object(known.collect())) {
        Ok(text) => {
            let parsed = settings::parse(&text);
            // The lines are those of our own text, and say nothing to the writer.
            let problems = parsed.problems.iter().map(|p| format!("the editor's settings: {}: {}", p.key, p.message));
            (parsed.settings.unwrap_or_default(), problems.collect())
        }
        Err(error) => (Settings::default(), vec![format!("the editor's settings: {error}")]),
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

/// The file's settings, with the editor's where the file says nothing; of what is to be ignored both count.
fn merge(file: &Settings, editor: &Settings) -> Settings {
    let mut merged = file.clone();
    merged.language = merged.language.or(editor.language);
    for (rule, severity) in &editor.rules {
        merged.rules.entry(rule.clone()).or_insert(*severity);
    }
    merged.ignore.quotes.extend_from_slice(&editor.ignore.quotes);
    merged.ignore.files.extend_from_slice(&editor.ignore.files);
    merged
}

fn path_of(uri: &Url) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok())?
}

/// The settings file of a draft; a draft that is on no disk has that of the open folders.
fn find(path: Option<&Path>, roots: &[PathBuf]) -> Option<PathBuf> {
    match path {
        Some(path) => project::find(path.parent()?, |folder| roots.iter().any(|r| r == folder)),
        None => roots.iter().find_map(|root| project::find(root, |_| true)),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::json;

    use super::*;
    use crate::rules::Severity;

    const RULE: &str = "unattributed-quote";

    fn severity_of(settings: &Settings) -> Option<Option<Severity>> {
        settings.rules.get(RULE).copied()
    }

    #[test]
    fn a_draft_on_no_disk_has_the_settings_of_the_open_folders() {
        let disk = tempfile::tempdir().unwrap();
        let inner = disk.path().join("a");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(disk.path().join(project::FILE), "").unwrap();
        let roots = [inner.clone(), disk.path().to_path_buf()];
        let untitled = path_of(&Url::parse("untitled:one").unwrap());
        assert_eq!(find(untitled.as_deref(), &roots), Some(disk.path().join(project::FILE)));
        assert_eq!(find(Some(&inner.join("draft.md")), &roots[..1]), None, "not above the open folder");
        assert_eq!(find(Some(Path::new("/")), &[]), None);
    }

    #[test]
    fn files_that_are_left_alone() {
        let disk = tempfile::tempdir().unwrap();
        let known = Known::default();
        let roots = [disk.path().to_path_buf()];
        let check = |path: &str, want: bool| {
            let uri = Url::from_file_path(disk.path().join(path)).unwrap();
            assert_eq!(known.of(&uri, &roots, |_| ()).left_alone, want, "{path}");
        };
        known.set_editor(&json!({ "ignore": { "files": ["old/**"] } }));
        check("old/a.md", true);
        check("new/a.md", false);
        std::fs::write(disk.path().join(project::FILE), "[ignore]\nfiles = [\"new/**\"]\n").unwrap();
        check("old/a.md", true);
        check("new/a.md", true);
        check("a.md", false);
        assert!(!known.of(&Url::parse("untitled:new").unwrap(), &roots, |_| ()).left_alone);
    }

    #[test]
    fn settings_are_known_by_their_name() {
        let check = |uri: &str, want: bool| assert_eq!(is_settings(&Url::parse(uri).unwrap()), want, "{uri}");
        check("file:///a/copydesk.toml", true);
        check("file:///a/copydesk.toml.md", false);
        check("untitled:copydesk.toml", false);
    }

    #[test]
    fn a_wrong_file_is_told_once_and_changes_nothing() {
        let disk = tempfile::tempdir().unwrap();
        let file = disk.path().join(project::FILE);
        let draft = Url::from_file_path(disk.path().join("draft.md")).unwrap();
        let (known, told) = (Known::default(), RefCell::new(Vec::new()));
        let now = || known.of(&draft, &[], |problem| told.borrow_mut().push(problem.to_string())).settings;
        std::fs::write(&file, format!("[rules]\n{RULE} = \"hint\"\n")).unwrap();
        let good = now();
        assert_eq!(severity_of(&good), Some(Some(Severity::Hint)));
        assert!(Arc::ptr_eq(&good, &now()));
        std::fs::write(&file, "[rules\n").unwrap();
        assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
        assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
        assert_eq!(told.borrow().len(), 1, "{told:?}");
        assert!(told.borrow()[0].contains(project::FILE));
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
        assert_eq!(severity_of(&known.of(&draft, &[], |_| ()).settings), Some(Some(Severity::Hint)));
        std::fs::write(disk.path().join(project::FILE), format!("[rules]\n{RULE} = \"off\"\n")).unwrap();
        let both = known.of(&draft, &[], |_| ()).settings;
        assert_eq!((severity_of(&both), both.rules["name-spelling"]), (Some(None), Some(Severity::Error)));
    }

    #[test]
    fn whatever_the_editor_says_is_no_failure() {
        for said in [json!(null), json!(7), json!([1]), json!({ "rules": 3 }), json!({ "rules": { RULE: {} } })] {
            let (settings, _) = from_editor(&said);
            assert!(settings.rules.is_empty() && settings.language.is_none(), "{said}");
        }
        let (partly, problems) = from_editor(&json!({ "rules": { RULE: false, "x": 1, "y": null }, "trace": "off" }));
        assert_eq!(severity_of(&partly), Some(None));
        assert_eq!(problems.len(), 1);
    }
}
