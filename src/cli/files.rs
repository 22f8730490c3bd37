//! Files: which of them are drafts, and what text is in them.
//!
//! A folder is searched for files that `Format::by_path` knows; a file named outright is taken as it is. Both give
//! way to `.gitignore` and to `[ignore] files` in `copydesk.toml`, and where that hits something that was named
//! outright, we say so.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use ignore::WalkBuilder;

use super::project::{Project, Projects, shown};
use crate::draft::Format;
use crate::drafts;

/// A draft that is to be read.
#[derive(Clone, Debug)]
pub struct Target {
    /// As the user would name it; `-` for standard input.
    pub path: PathBuf,
    pub format: Format,
    pub project: Arc<Project>,
}

/// The drafts that the user named, in the order of their paths and each once, and what went wrong on the way.
#[derive(Debug, Default)]
pub struct Found {
    pub targets: Vec<Target>,
    /// What could not be read: errors.
    pub errors: Vec<String>,
    /// What was named and left alone: no errors.
    pub notes: Vec<String>,
}

/// Finds the drafts under `paths`. `format` overrides what the file names say; `ignoring` is whether .gitignore
/// and copydesk.toml are honoured.
pub fn find(paths: &[PathBuf], format: Option<Format>, ignoring: bool, projects: &mut Projects) -> Found {
    let mut found = Found::default();
    for path in paths {
        if is_stdin(path) {
            let project = projects.of(Path::new("."));
            found.targets.push(Target { path: path.clone(), format: format.unwrap_or_default(), project });
        } else if let Some(reason) = ignored(path, projects).filter(|_| ignoring) {
            let advice = "(--no-ignore checks it all the same)";
            found.notes.push(format!("{}: left alone, because {reason} names it {advice}", path.display()));
        } else if path.is_dir() {
            walk(path, format, ignoring, projects, &mut found);
        } else if let Err(error) = fs::metadata(path) {
            found.errors.push(format!("{}: {}", path.display(), drafts::plain(&error)));
        } else {
            let format = format.or_else(|| Format::by_path(path)).unwrap_or_default();
            found.targets.push(Target { path: path.clone(), format, project: projects.of_file(path) });
        }
    }
    found.targets.sort_by(|a, b| a.path.cmp(&b.path));
    let mut seen = HashSet::new();
    found.targets.retain(|t| seen.insert(fs::canonicalize(&t.path).unwrap_or_else(|_| t.path.clone())));
    found
}

/// The text of a draft. The error says what is wrong, not which file it is about.
pub fn load(path: &Path) -> anyhow::Result<String> {
    if !is_stdin(path) {
        return drafts::load(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    drafts::decode(bytes)
}

pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn walk(dir: &Path, format: Option<Format>, ignoring: bool, projects: &mut Projects, found: &mut Found) {
    for path in drafts::walk(dir, ignoring, || true) {
        let (path, by_path) = match path {
            Ok(draft) => draft,
            Err(error) => {
                found.errors.push(error);
                continue;
            }
        };
        let project = projects.of_file(&path);
        if ignoring && project.ignores(&path, false) {
            continue;
        }
        // “./story.md” is what the walk says, “story.md” what a person does.
        let path = path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path);
        found.targets.push(Target { path, format: format.unwrap_or(by_path), project });
    }
}

/// What asks to leave alone a path that was named outright: `.gitignore`, or a settings file.
fn ignored(path: &Path, projects: &mut Projects) -> Option<String> {
    let is_dir = path.is_dir();
    let whole = fs::canonicalize(path).ok()?;
    let project = projects.of_file(path);
    if project.ignores(path, is_dir) {
        return project.file.as_ref().map(|f| shown(f).display().to_string());
    }
    // Seen from the repository's root (or the whole disk), so that a rule for a folder above counts too.
    let root = whole.ancestors().skip(1).find(|a| a.join(".git").exists()).or_else(|| whole.ancestors().last())?;
    let mut walk = WalkBuilder::new(root);
    let mut matcher = walk.hidden(false).require_git(false).build_matchers().pop()?;
    let inside = whole.strip_prefix(root).ok()?;
    (!inside.as_os_str().is_empty() && matcher.matched(inside, is_dir).is_ignore()).then(|| ".gitignore".to_string())
}
