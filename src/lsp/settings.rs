//! Settings: what `copydesk.toml`, `names.toml` and the editor say about a draft, together.
//!
//! For a draft on disk the files are looked for in its folder and upward, to the root of the open folder or of the
//! disk; for any other draft in the open folders. A nearer file counts before a farther one, and all of them before what
//! the editor says. A file that is open counts as it stands in the editor; only where nothing is unsaved in it the disk may have
//! something newer. What is wrong in a file is told once, and what was good of it before stays: the value of a wrong key,
//! and all of it where it is no TOML. Files are read by analysts, never by handlers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use super::beside::Beside;
use super::documents::{Kind, Opened};
use super::series::Member;
use crate::keys::Problem;
use crate::project::{self, LeftAlone, Sheet};
use crate::register::Names;
use crate::settings::{self, FILES, Settings};

/// The keys of the file that an editor may also set.
const KEYS: &[&str] = &["language", "rules", "ignore", "series"];

/// What governs one draft.
#[derive(Clone, Debug, Default)]
pub struct Governed {
    /// Equal settings are the same `Arc` until something changes.
    pub settings: Arc<Settings>,
    /// `[ignore] files` names the draft: it has no findings.
    pub left_alone: bool,
    /// The series to which it belongs.
    pub member: Option<Member>,
}

impl Governed {
    /// Whether this is the other, so that what was read with it may stand.
    pub fn is(&self, other: &Governed) -> bool {
        Arc::ptr_eq(&self.settings, &other.settings)
            && self.left_alone == other.left_alone
            && self.member == other.member
    }
}

/// What was found in a file of the disk that has changed.
#[derive(Debug)]
pub struct Told<'a> {
    pub path: &'a Path,
    /// Empty where it could not be read.
    pub text: &'a str,
    pub problems: &'a [Problem],
    /// It says nothing as it is, and the last good one stays.
    pub broken: bool,
    /// The problems as they stand behind the file's name.
    pub lines: Vec<String>,
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
    settings: FxHashMap<PathBuf, File<Settings>>,
    names: FxHashMap<PathBuf, File<Names>>,
    /// Files put together with what the editor says, by their paths; and of what they were made.
    merged: FxHashMap<Files, (Vec<u64>, Arc<Settings>)>,
    /// Counts whatever was new in a file.
    news: u64,
}

/// The settings files and the names files that govern a draft, each from the nearest.
type Files = [Vec<PathBuf>; 2];

#[derive(Debug)]
struct File<T> {
    seen: Seen,
    stand: Stand,
    /// To be read again, though it looks the same.
    doubted: bool,
    says: Arc<T>,
    /// Another number whenever it says something else.
    news: u64,
}

/// How the text in the editor stood to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// They were the same.
    Same,
    /// Something is not saved, or the file is not open.
    Typed,
    /// Somebody else has written the file since, and it counts.
    Older,
}

/// What is taken over from what a file said last, where it has problems now.
type Keep<T> = fn(&mut T, &T, &[Problem]);

/// What stood there when a file was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// When it was last written, and how long it was.
    disk: Option<(Option<SystemTime>, u64)>,
    /// The revision that is open in the editor.
    open: Option<u64>,
}

impl Known {
    /// What governs a draft. Reads files, but those that are open in the editor; `tell` is told what is in them.
    pub fn of(&self, uri: &Url, roots: &[PathBuf], open: &[Opened], tell: impl Fn(Told)) -> Governed {
        let path = path_of(uri);
        let files = [project::FILE, project::NAMES].map(|name| find(path.as_deref(), roots, open, name));
        let own: Vec<_> = files[0]
            .iter()
            .map(|f| self.file(f, open, |i| &mut i.settings, project::settings, Settings::keep, &tell))
            .collect();
        let names: Vec<_> =
            files[1].iter().map(|f| self.file(f, open, |i| &mut i.names, project::names, Names::keep, &tell)).collect();
        let news: Vec<u64> = own.iter().map(|(_, n)| *n).chain(names.iter().map(|(_, n)| *n)).collect();
        // The nearest file that speaks of a series; its folder is the one.
        let series = files[0].iter().zip(&own).find(|(_, (says, _))| says.series.is_some());
        let series: Option<Arc<Path>> = series.and_then(|(file, _)| file.parent()).map(Into::into);
        // The file whose globs count, and the folder from which they are seen.
        let globs = files[0].iter().zip(&own).find(|(_, (says, _))| says.ignore.named.contains(&FILES));
        let left =
            |root: &Path, globs: &[String]| path.as_deref().is_some_and(|p| LeftAlone::of(globs).names(root, p, false));
        let by_file =
            globs.is_some_and(|(file, (says, _))| file.parent().is_some_and(|root| left(root, &says.ignore.files)));
        let mut inner = self.lock();
        let editor = inner.editor.clone();
        let settings = match inner.merged.get(&files).filter(|(of, _)| *of == news) {
            Some((_, settings)) => settings.clone(),
            None => {
                let labels: Vec<String> = files[1].iter().map(|f| label(f, roots)).collect();
                let said = labels.iter().map(String::as_str).zip(names.iter().map(|(names, _)| &**names));
                let together = project::together(own.iter().map(|(says, _)| &**says), said);
                let settings =
                    if files.iter().all(Vec::is_empty) { editor.clone() } else { Arc::new(merge(together, &editor)) };
                inner.merged.insert(files, (news, settings.clone()));
                settings
            }
        };
        drop(inner);
        // The editor's globs are seen from the folders that are open in it.
        let left_alone = by_file || roots.iter().any(|root| left(root, &editor.ignore.files));
        // Where only the editor speaks of one, it is the folder that is open.
        let root = || path.as_ref().and_then(|path| roots.iter().find(|root| path.starts_with(root)));
        let folder = series.or_else(|| root().map(|root| root.as_path().into())).filter(|_| path.is_some());
        let on = settings.series.filter(|series| series.on);
        let member = on.zip(folder).map(|(limits, folder)| Member { folder, limits });
        Governed { settings, left_alone, member }
    }

    /// What a file says now, or what it said last when it said something; with a number that is another when it changes.
    fn file<T: Default + PartialEq>(
        &self,
        path: &Path,
        open: &[Opened],
        files: fn(&mut Inner) -> &mut FxHashMap<PathBuf, File<T>>,
        understand: fn(std::io::Result<String>) -> Sheet<T>,
        keep: Keep<T>,
        tell: &impl Fn(Told),
    ) -> (Arc<T>, u64) {
        let disk = std::fs::metadata(path).ok().map(|m| (m.modified().ok(), m.len()));
        let opened = open.iter().find(|o| o.path == path);
        let seen = Seen { disk, open: opened.map(|o| o.revision) };
        let mut last = None;
        if let Some(known) = files(&mut self.lock()).get(path) {
            if known.seen == seen && !known.doubted {
                return (known.says.clone(), known.news);
            }
            last = Some((known.seen, known.stand));
        }
        // The same text is open, all of it saved, and the disk has another: somebody else wrote it.
        let newer = |(last, stand): (Seen, Stand)| {
            let other = stand == Stand::Older || stand == Stand::Same && last.disk != seen.disk;
            last.open == seen.open && disk.is_some() && other
        };
        let newer_on_disk = opened.is_some() && last.is_some_and(newer);
        let in_editor = opened.filter(|_| !newer_on_disk).map(|o| o.text.to_string());
        let stand = match &in_editor {
            _ if newer_on_disk => Stand::Older,
            Some(text) if project::read(path).is_ok_and(|disk| disk == *text) => Stand::Same,
            _ => Stand::Typed,
        };
        let text = in_editor.map_or_else(|| project::read(path), Ok);
        let mut sheet =
            understand(text.as_ref().map(String::clone).map_err(|e| std::io::Error::new(e.kind(), e.to_string())));
        if opened.is_none() {
            let (text, lines) = (text.as_deref().unwrap_or_default(), sheet.told().collect());
            tell(Told { path, text, problems: &sheet.problems, broken: sheet.says.is_none(), lines });
        }
        let mut inner = self.lock();
        let next = inner.news + 1;
        let last = files(&mut inner).remove(path);
        if let (Some(says), Some(last)) = (&mut sheet.says, &last) {
            keep(says, &last.says, &sheet.problems);
        }
        let (says, news) = match (sheet.says, last) {
            (Some(new), Some(last)) if new == *last.says => (last.says, last.news),
            (None, Some(last)) => (last.says, last.news),
            (new, _) => (Arc::new(new.unwrap_or_default()), next),
        };
        inner.news = next;
        files(&mut inner).insert(path.to_path_buf(), File { seen, stand, doubted: false, says: says.clone(), news });
        (says, news)
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
        inner.merged.clear();
        problems
    }

    pub fn beside(&self) -> Beside {
        self.lock().beside
    }

    /// Has every file read again at the next occasion.
    pub fn distrust(&self) {
        let mut inner = self.lock();
        inner.settings.values_mut().for_each(|f| f.doubted = true);
        inner.names.values_mut().for_each(|f| f.doubted = true);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The files of this name that govern a draft, the nearest first; a draft that is on no disk has those of the open
/// folders.
pub fn find(path: Option<&Path>, roots: &[PathBuf], open: &[Opened], name: &str) -> Vec<PathBuf> {
    let exists = |file: &Path| file.is_file() || open.iter().any(|o| o.path == file);
    match path {
        Some(path) => path.parent().map_or(Vec::new(), |folder| {
            project::find(folder, name, |folder| roots.iter().any(|r| r == folder), exists)
        }),
        None => roots
            .iter()
            .map(|root| project::find(root, name, |_| true, exists))
            .find(|f| !f.is_empty())
            .unwrap_or_default(),
    }
}

/// What a file is called: its path from the open folder.
pub fn label(file: &Path, roots: &[PathBuf]) -> String {
    let inside = roots.iter().find_map(|root| file.strip_prefix(root).ok());
    let name = inside.unwrap_or_else(|| file.file_name().map_or(file, Path::new));
    name.display().to_string().replace('\\', "/")
}

/// What a document of the desk's own is: a file of settings, or of names.
pub fn is_settings(uri: &Url) -> Option<Kind> {
    match uri.path_segments()?.next_back()? {
        project::FILE => Some(Kind::Settings),
        project::NAMES => Some(Kind::Names),
        _ => None,
    }
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

/// The files' settings, with the editor's where they say nothing; of what is to be ignored both count.
fn merge(mut merged: Settings, editor: &Settings) -> Settings {
    merged.language = merged.language.or(editor.language);
    merged.series = merged.series.or(editor.series);
    for (rule, severity) in &editor.rules {
        merged.rules.entry(rule.clone()).or_insert(*severity);
    }
    merged.ignore.quotes.extend_from_slice(&editor.ignore.quotes);
    merged.ignore.files.extend_from_slice(&editor.ignore.files);
    merged
}

pub fn path_of(uri: &Url) -> Option<PathBuf> {
    (uri.scheme() == "file").then(|| uri.to_file_path().ok())?
}

#[cfg(test)]
mod tests;
