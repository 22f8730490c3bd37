//! Projects: the settings that govern each draft of a run.
//!
//! Each settings file is read once, and its problems are told once, with file, line and key.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::project::{self, LeftAlone};
use crate::settings::Settings;

/// The settings that govern a folder.
#[derive(Clone, Debug)]
pub struct Project {
    /// The settings file; None where there is none.
    pub file: Option<PathBuf>,
    pub settings: Settings,
    left_alone: LeftAlone,
}

impl Project {
    /// Whether `[ignore] files` names this file, or a folder in which it is.
    pub fn ignores(&self, path: &Path, is_dir: bool) -> bool {
        let root = self.file.as_ref().and_then(|f| f.parent());
        root.is_some_and(|root| self.left_alone.names(root, path, is_dir))
    }
}

/// Every project met so far.
#[derive(Debug, Default)]
pub struct Projects {
    by_folder: HashMap<PathBuf, Arc<Project>>,
    /// By settings file.
    by_file: HashMap<Option<PathBuf>, Arc<Project>>,
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
        if let Some(known) = self.by_folder.get(dir) {
            return known.clone();
        }
        let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
        let file = project::find(&whole, |_| false);
        let project = match self.by_file.get(&file) {
            Some(known) => known.clone(),
            None => Arc::new(self.read(file.clone())),
        };
        self.by_file.insert(file, project.clone());
        self.by_folder.insert(dir.to_path_buf(), project.clone());
        project
    }

    fn read(&mut self, file: Option<PathBuf>) -> Project {
        let mut settings = Settings::default();
        if let Some(path) = &file {
            let read = project::read(path);
            self.problems.extend(read.problems.iter().map(|p| format!("{}:{p}", shown(path).display())));
            settings = read.settings.unwrap_or_default();
        }
        Project { left_alone: LeftAlone::of(&settings.ignore.files), settings, file }
    }
}

/// A whole path as the user would write it: from the folder in which they stand, where it is below that.
pub fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|d| fs::canonicalize(d).ok());
    here.and_then(|h| path.strip_prefix(h).ok().map(Path::to_path_buf)).unwrap_or_else(|| path.to_path_buf())
}
