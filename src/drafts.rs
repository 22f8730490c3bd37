//! Drafts on the disk, for both faces: which files of a folder are drafts, and what text is in them.
//!
//! A folder is searched for files that `Format::by_path` knows, but for what `.gitignore` names, what is hidden, and what
//! talks about the folder instead of being a draft. What the settings leave alone is the caller's business. This is a
//! part of the faces: it reads files, so no room may know it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use ignore::WalkBuilder;

use crate::draft::Format;

/// The drafts in a folder and below it, by their paths, or what could not be read on the way. `ignoring` is whether
/// `.gitignore` and its like are honoured; `go_on` is asked at every file, draft or not.
pub fn walk(
    folder: &Path,
    ignoring: bool,
    go_on: impl Fn() -> bool,
) -> impl Iterator<Item = Result<(PathBuf, Format), String>> {
    let mut walk = WalkBuilder::new(folder);
    // A .gitignore counts also where the folder is no repository (yet), as its writer meant it to.
    walk.standard_filters(ignoring).hidden(true).require_git(false);
    walk.filter_entry(|entry| entry.file_name() != "node_modules");
    walk.sort_by_file_name(Ord::cmp);
    walk.build().take_while(move |_| go_on()).filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
            let format = Format::by_path(entry.path()).filter(|_| !about_the_project(entry.path()))?;
            Some(Ok((entry.into_path(), format)))
        }
        Ok(_) => None,
        Err(error) => Some(Err(error.to_string())),
    })
}

/// The text of a draft. The error says what is wrong, not which file it is about.
pub fn load(path: &Path) -> anyhow::Result<String> {
    decode(fs::read(path).map_err(|e| anyhow!(plain(&e)))?)
}

/// UTF-8, or UTF-16 that says so by its byte order mark; the mark itself is no text.
pub fn decode(bytes: Vec<u8>) -> anyhow::Result<String> {
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
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_string()
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
