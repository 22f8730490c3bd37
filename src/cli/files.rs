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

use anyhow::{Context, anyhow, bail};
use ignore::WalkBuilder;

use super::project::{Project, Projects, shown};
use crate::draft::Format;

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
            found.errors.push(format!("{}: {}", path.display(), plain(&error)));
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
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        fs::read(path).map_err(|e| anyhow!(plain(&e)))?
    };
    decode(bytes)
}

pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// UTF-8, or UTF-16 that says so by its byte order mark; the mark itself is no text.
fn decode(bytes: Vec<u8>) -> anyhow::Result<String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> anyhow::Result<String> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|p| unit(*p)).collect();
        let text = String::from_utf16(&units).ok().filter(|_| rest.is_empty());
        text.context("begins as UTF-16 and goes on as something else; please save it as UTF-8")
    };
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes[3..].to_vec()),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> anyhow::Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|b| **b == b'\n').count() + 1;
        anyhow!("is not UTF-8 (the first doubtful letter is in line {line}); please save it as UTF-8")
    })?;
    if text.contains('\0') {
        bail!("is no text: it holds NUL characters");
    }
    Ok(text)
}

/// An error of the system without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_string()
}

fn walk(dir: &Path, format: Option<Format>, ignoring: bool, projects: &mut Projects, found: &mut Found) {
    let mut walk = WalkBuilder::new(dir);
    // A .gitignore counts also where the folder is no repository (yet), as its writer meant it to.
    walk.standard_filters(ignoring).hidden(true).require_git(false);
    walk.filter_entry(|entry| entry.file_name() != "node_modules");
    for entry in walk.build() {
        let path = match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                found.errors.push(error.to_string());
                continue;
            }
        };
        let Some(by_path) = Format::by_path(&path) else { continue };
        if about_the_project(&path) {
            continue;
        }
        let project = projects.of_file(&path);
        if ignoring && project.ignores(&path, false) {
            continue;
        }
        // “./story.md” is what the walk says, “story.md” what a person does.
        let path = path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path);
        found.targets.push(Target { path, format: format.unwrap_or(by_path), project });
    }
}

/// Files that talk about a folder of drafts instead of being one: README.md, LICENSE-MIT.txt, CODE_OF_CONDUCT.md.
fn about_the_project(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    let first = stem.split(['-', '_', '.']).next().unwrap_or_default().to_lowercase();
    let always = ["readme", "changelog", "license", "licence", "copying", "requirements", "robots", "cmakelists"];
    // A story may well be called security.md; in capitals it is none.
    let capitals = ["AUTHORS", "CHANGES", "CODE", "CONTRIBUTING", "HISTORY", "NEWS", "NOTICE", "SECURITY", "TODO"];
    always.contains(&first.as_str()) || capitals.iter().any(|c| stem.split(['-', '_', '.']).next() == Some(*c))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_no_text() {
        let utf16 = |big: bool| {
            let units = "\u{feff}“Ana” 🗞".encode_utf16();
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
        };
        for bytes in ["“Ana” 🗞".as_bytes().to_vec(), "\u{feff}“Ana” 🗞".as_bytes().to_vec(), utf16(true), utf16(false)]
        {
            assert_eq!(decode(bytes).unwrap(), "“Ana” 🗞");
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_said_plainly() {
        let check = |bytes: &[u8], want: &str| {
            let error = decode(bytes.to_vec()).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        };
        check(b"ok\n\x93Ana\x94", "line 2");
        check(b"\xFF\xFEa", "UTF-16");
        check(b"\x89PNG\0\0", "UTF-8");
        check(b"a\0b", "NUL");
    }

    #[test]
    fn files_about_the_project() {
        let about = |p: &str| about_the_project(Path::new(p));
        assert!(
            ["README.md", "Readme.id.md", "LICENSE-MIT.txt", "CODE_OF_CONDUCT.md", "NEWS.md"].iter().all(|p| about(p))
        );
        assert!(!["news.md", "security-council.md", "readmission.md", "Code.md"].iter().any(|p| about(p)));
    }
}
