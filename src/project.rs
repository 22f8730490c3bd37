//! Project: the `copydesk.toml` that governs a draft, for both faces.
//!
//! It is looked for in the draft's folder and upward, and speaks for all folders below its own until a nearer one
//! takes its place. This is a part of the faces: it reads files, so no room may know it.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::settings::{self, Settings};

pub const FILE: &str = "copydesk.toml";

/// A settings file as it was found on the disk.
#[derive(Clone, Debug)]
pub struct Project {
    /// None where it cannot be read, or is no TOML.
    pub settings: Option<Settings>,
    /// `3: rules.name-speling: …`, or the system's word where there is no line to name.
    pub problems: Vec<String>,
}

/// The nearest settings file of a folder or above it; `top` is the last folder that is looked into.
pub fn find(folder: &Path, top: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(FILE);
        if file.is_file() {
            return Some(file);
        }
        if top(folder) {
            return None;
        }
    }
    None
}

/// Reads a settings file.
pub fn read(file: &Path) -> Project {
    match fs::read_to_string(file) {
        Ok(text) => {
            let parsed = settings::parse(&text);
            Project { settings: parsed.settings, problems: parsed.problems.iter().map(ToString::to_string).collect() }
        }
        Err(error) => Project { settings: None, problems: vec![format!(" {error}")] },
    }
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
    fn the_nearest_file_up_to_the_top() {
        let disk = tempfile::tempdir().unwrap();
        let (outer, inner) = (disk.path().to_path_buf(), disk.path().join("a/b"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(outer.join(FILE), "").unwrap();
        assert_eq!(find(&inner, |_| false), Some(outer.join(FILE)));
        assert_eq!(find(&inner, |folder| folder == outer), Some(outer.join(FILE)));
        assert_eq!(find(&inner, |folder| folder == outer.join("a")), None);
        fs::write(inner.join(FILE), "").unwrap();
        assert_eq!(find(&inner, |_| false), Some(inner.join(FILE)));
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
    fn a_file_that_cannot_be_read_gives_no_settings() {
        let disk = tempfile::tempdir().unwrap();
        let project = read(disk.path());
        assert!(project.settings.is_none() && project.problems.len() == 1);
    }
}
