//! Project: the `copydesk.toml` and `names.toml` that govern a draft, for both faces.
//!
//! They are looked for in the draft's folder and upward. All that are found count together: a nearer file wins over a
//! farther one, key by key. This is a part of the faces: it reads files, so no room may know it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::keys::Problem;
use crate::register::{self, Names, Register};
use crate::settings::{self, Settings};

pub const FILE: &str = "copydesk.toml";
pub const NAMES: &str = "names.toml";

/// A file of this name in a folder and in those above it, the nearest first; `top` is the last folder that is looked
/// into, and `exists` says which files there are.
pub fn find(folder: &Path, name: &str, top: impl Fn(&Path) -> bool, exists: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folder.ancestors() {
        let file = folder.join(name);
        if exists(&file) {
            found.push(file);
        }
        if top(folder) {
            break;
        }
    }
    found
}

/// The text of a file, without a byte order mark: editors do not show it, and count without it.
pub fn read(file: &Path) -> std::io::Result<String> {
    let text = fs::read_to_string(file)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}

/// A file as it was understood; what cannot be read, or is no TOML, says nothing.
#[derive(Clone, Debug)]
pub struct Sheet<T> {
    pub says: Option<T>,
    /// What is wrong in it, or the system's word where it cannot be read.
    pub problems: Vec<Problem>,
    pub error: Option<String>,
}

impl<T> Sheet<T> {
    /// The problems as they stand behind the file's name: `3: rules.name-speling: …`.
    pub fn told(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(ToString::to_string).chain(self.error.iter().map(|e| format!(" {e}")))
    }
}

/// What a `copydesk.toml` says.
pub fn settings(text: std::io::Result<String>) -> Sheet<Settings> {
    understood(text, |text| {
        let parsed = settings::parse(text);
        (parsed.settings, parsed.problems)
    })
}

/// What a `names.toml` says.
pub fn names(text: std::io::Result<String>) -> Sheet<Names> {
    understood(text, |text| {
        let parsed = register::parse(text);
        (parsed.names, parsed.problems)
    })
}

fn understood<T>(text: std::io::Result<String>, parse: fn(&str) -> (Option<T>, Vec<Problem>)) -> Sheet<T> {
    match text {
        Ok(text) => {
            let (says, problems) = parse(&text);
            Sheet { says, problems, error: None }
        }
        Err(error) => Sheet { says: None, problems: Vec::new(), error: Some(error.to_string()) },
    }
}

/// What files say together, each list with the nearest first; names of files are as the user would write them.
pub fn together<'a>(
    settings: impl IntoIterator<Item = &'a Settings>,
    names: impl IntoIterator<Item = (&'a str, &'a Names)>,
) -> Settings {
    let merged = settings.into_iter().fold(Settings::default(), |near, far| near.over(far));
    Settings { register: Arc::new(Register::of(names)), ..merged }
}

/// Files that are no drafts: `[ignore] files`, ready to be asked.
#[derive(Clone, Debug)]
pub struct LeftAlone {
    globs: Gitignore,
}

impl LeftAlone {
    /// Takes globs as in a `.gitignore`. They were checked when the settings were read: none of them fails here.
    pub fn of(globs: &[String]) -> LeftAlone {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            let _ = builder.add_line(None, glob);
        }
        LeftAlone { globs: builder.build().unwrap_or_else(|_| Gitignore::empty()) }
    }

    /// Whether this path, or a folder in which it is, is named as seen from `root`.
    pub fn names(&self, root: &Path, path: &Path, is_dir: bool) -> bool {
        if self.globs.is_empty() {
            return false;
        }
        let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let (root, path) = (whole(root), whole(path));
        let inside = path.strip_prefix(root).ok().filter(|p| !p.as_os_str().is_empty());
        inside.is_some_and(|p| self.globs.matched_path_or_any_parents(p, is_dir).is_ignore())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_up_to_the_top_from_the_nearest() {
        let disk = tempfile::tempdir().unwrap();
        let (outer, inner) = (disk.path().to_path_buf(), disk.path().join("a/b"));
        fs::create_dir_all(&inner).unwrap();
        let find = |top: Option<&Path>| find(&inner, NAMES, |folder| Some(folder) == top, Path::is_file);
        fs::write(outer.join(NAMES), "").unwrap();
        assert_eq!(find(None), [outer.join(NAMES)]);
        assert_eq!(find(Some(&outer)), [outer.join(NAMES)]);
        assert!(find(Some(&outer.join("a"))).is_empty());
        fs::write(inner.join(NAMES), "").unwrap();
        fs::write(inner.join(FILE), "").unwrap();
        assert_eq!(find(None), [inner.join(NAMES), outer.join(NAMES)]);
    }

    #[test]
    fn globs_are_seen_from_the_folder_of_the_settings() {
        let disk = tempfile::tempdir().unwrap();
        let root = disk.path();
        let check = |globs: &[&str], path: &str, want: bool| {
            let globs: Vec<String> = globs.iter().map(ToString::to_string).collect();
            assert_eq!(LeftAlone::of(&globs).names(root, &root.join(path), false), want, "{globs:?} and {path}");
        };
        check(&["archive/**"], "archive/b/c.md", true);
        check(&["archive"], "archive/b/c.md", true);
        check(&["archive/**"], "in/archive/c.md", false);
        check(&["*.txt", "!keep.txt"], "in/a.txt", true);
        check(&["*.txt", "!keep.txt"], "in/keep.txt", false);
        check(&[], "a.md", false);
        assert!(!LeftAlone::of(&["*".into()]).names(&root.join("in"), &root.join("a.md"), false));
    }

    #[test]
    fn a_file_that_cannot_be_read_says_nothing() {
        let disk = tempfile::tempdir().unwrap();
        let sheet = names(fs::read_to_string(disk.path()));
        assert!(sheet.says.is_none() && sheet.told().count() == 1);
    }
}
