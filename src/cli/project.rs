//! Projects: the settings and the register that govern each draft of a run.
//!
//! Each file is read once, and its problems are told once, with file, line and key.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::project::{self, LeftAlone, Sheet};
use crate::register::Names;
use crate::settings::{FILES, Settings};

/// What governs a folder.
#[derive(Clone, Debug)]
pub struct Project {
    /// The settings file whose `[ignore] files` counts; None where none has it.
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
    /// By settings files and names files, each from the nearest.
    by_files: HashMap<[Vec<PathBuf>; 2], Arc<Project>>,
    settings: HashMap<PathBuf, Settings>,
    names: HashMap<PathBuf, Names>,
    /// `drafts/copydesk.toml:3: rules.name-speling: …`, in the order in which the files were met.
    pub problems: Vec<String>,
}

impl Projects {
    /// The project of a file (or of a folder, seen from outside).
    pub fn of_file(&mut self, path: &Path) -> Arc<Project> {
        let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        self.of(dir)
    }

    /// The project of a folder: what its own files say, and those of the folders above.
    pub fn of(&mut self, dir: &Path) -> Arc<Project> {
        if let Some(known) = self.by_folder.get(dir) {
            return known.clone();
        }
        let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
        let files = [project::FILE, project::NAMES].map(|name| project::find(&whole, name, |_| false, Path::is_file));
        let project = match self.by_files.get(&files) {
            Some(known) => known.clone(),
            None => Arc::new(self.read(&files)),
        };
        self.by_files.insert(files, project.clone());
        self.by_folder.insert(dir.to_path_buf(), project.clone());
        project
    }

    fn read(&mut self, [settings, names]: &[Vec<PathBuf>; 2]) -> Project {
        for path in settings.iter().filter(|p| !self.settings.contains_key(*p)).collect::<Vec<_>>() {
            let sheet = project::settings(project::read(path));
            tell(&mut self.problems, path, &sheet);
            self.settings.insert(path.clone(), sheet.says.unwrap_or_default());
        }
        for path in names.iter().filter(|p| !self.names.contains_key(*p)).collect::<Vec<_>>() {
            let sheet = project::names(project::read(path));
            tell(&mut self.problems, path, &sheet);
            self.names.insert(path.clone(), sheet.says.unwrap_or_default());
        }
        let labels: Vec<String> = names.iter().map(|p| shown(p).display().to_string()).collect();
        let said = labels.iter().map(String::as_str).zip(names.iter().map(|p| &self.names[p]));
        let merged = project::together(settings.iter().map(|p| &self.settings[p]), said);
        let leaves = |p: &&PathBuf| self.settings[*p].ignore.named.contains(&FILES);
        Project {
            file: settings.iter().find(leaves).cloned(),
            left_alone: LeftAlone::of(&merged.ignore.files),
            settings: merged,
        }
    }
}

fn tell<T>(problems: &mut Vec<String>, path: &Path, sheet: &Sheet<T>) {
    problems.extend(sheet.told().map(|p| format!("{}:{p}", shown(path).display())));
}

/// A whole path as the user would write it: from the folder in which they stand, where it is below that.
pub fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|d| fs::canonicalize(d).ok());
    here.and_then(|h| path.strip_prefix(h).ok().map(Path::to_path_buf)).unwrap_or_else(|| path.to_path_buf())
}
