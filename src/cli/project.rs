//! Projects: the `copydesk.toml` that governs a draft, looked for in its folder and upward.
//!
//! Each file is read once, and its problems are told once, with file, line and key. The server of the other face
//! has its own way to them, since an editor's drafts come and go.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::files;
use crate::settings::{self, Settings};

pub const FILE_NAME: &str = "copydesk.toml";

/// The settings that govern a folder.
#[derive(Clone, Debug)]
pub struct Project {
    /// The settings file; None where there is none.
    pub file: Option<PathBuf>,
    pub settings: Settings,
    ignored: Gitignore,
}

impl Project {
    /// Whether `[ignore] files` names this file, or a folder in which it is.
    pub fn ignores(&self, path: &Path, is_dir: bool) -> bool {
        let (Some(root), Ok(whole)) = (self.file.as_ref().and_then(|f| f.parent()), fs::canonicalize(path)) else {
            return false;
        };
        let inside = whole.strip_prefix(root).ok().filter(|p| !p.as_os_str().is_empty());
        inside.is_some_and(|p| self.ignored.matched_path_or_any_parents(p, is_dir).is_ignore())
    }
}

/// Every project met so far, by folder.
#[derive(Debug, Default)]
pub struct Projects {
    folders: HashMap<PathBuf, Arc<Project>>,
    /// `drafts/copydesk.toml:3: rules.name-speling: …`, in the order in which the files were met.
    pub problems: Vec<String>,
}

impl Projects {
    /// The project of a file (or of a folder, seen from outside).
    pub fn of_file(&mut self, path: &Path) -> Arc<Project> {
        let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        self.of(dir)
    }

    /// The project of a folder: its own settings file, or that of the nearest folder above.
    pub fn of(&mut self, dir: &Path) -> Arc<Project> {
        let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
        self.at(&whole)
    }

    fn at(&mut self, dir: &Path) -> Arc<Project> {
        if let Some(known) = self.folders.get(dir) {
            return known.clone();
        }
        let file = dir.join(FILE_NAME);
        let project = if file.is_file() {
            Arc::new(self.read(file))
        } else if let Some(above) = dir.parent() {
            self.at(above)
        } else {
            Arc::new(Project { file: None, settings: Settings::default(), ignored: Gitignore::empty() })
        };
        self.folders.insert(dir.to_path_buf(), project.clone());
        project
    }

    fn read(&mut self, file: PathBuf) -> Project {
        let shown = shown(&file);
        let text = files::load(&file).unwrap_or_else(|error| {
            self.problems.push(format!("{}: {error:#}", shown.display()));
            String::new()
        });
        let parsed = settings::parse(&text);
        self.problems.extend(parsed.problems.iter().map(|p| format!("{}:{p}", shown.display())));
        let settings = parsed.settings.unwrap_or_default();
        // The globs were checked when the settings were read.
        let mut globs = GitignoreBuilder::new("");
        for glob in &settings.ignore.files {
            let _ = globs.add_line(None, glob);
        }
        let ignored = globs.build().unwrap_or_else(|_| Gitignore::empty());
        Project { file: Some(file), settings, ignored }
    }
}

/// A whole path as the user would write it: from the folder in which they stand, where it is below that.
pub fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|d| fs::canonicalize(d).ok());
    here.and_then(|h| path.strip_prefix(h).ok().map(Path::to_path_buf)).unwrap_or_else(|| path.to_path_buf())
}
