//! The register's files as the desk gets them, and its changes as the editor gets them.
//!
//! A file that is open counts as it stands in the editor, any other as it is on the disk. Where there is none yet, one may
//! be made: beside the other file of the desk, or else in the open folder.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Url;

use super::documents::Opened;
use super::edits::{Doubt, FileEdits};
use super::requests::Asked;
use super::settings::{find, label, path_of};
use crate::desk::{Sheet, SheetKind};
use crate::project;
use crate::text::{Edit, Text};

/// The files that govern a draft, of each kind the nearest first.
pub struct Shelf {
    pub sheets: Vec<Sheet>,
    /// For each sheet.
    files: Vec<File>,
}

struct File {
    uri: Url,
    /// None where it is not open.
    version: Option<i32>,
    /// It is not there yet.
    new: bool,
}

impl Shelf {
    /// The files of a draft. Reads them: not for handlers.
    pub fn of(asked: &Asked) -> Shelf {
        let (roots, open) = (asked.state.roots(), asked.state.documents.files());
        let draft = path_of(&asked.uri);
        let kinds = [(SheetKind::Names, project::NAMES), (SheetKind::Settings, project::FILE)];
        let found = kinds.map(|(_, name)| find(draft.as_deref(), &roots, &open, name));
        let mut shelf = Shelf { sheets: Vec::new(), files: Vec::new() };
        for (n, (kind, name)) in kinds.into_iter().enumerate() {
            for path in &found[n] {
                shelf.take(kind, path, &roots, &open);
            }
            if found[n].is_empty() && asked.state.abilities().creates_files {
                let beside = found[1 - n].first().and_then(|f| f.parent());
                if let Some(folder) = beside.or(home(draft.as_deref(), &roots)) {
                    shelf.put(kind, &folder.join(name), &roots, String::new(), None, true);
                }
            }
        }
        shelf
    }

    fn take(&mut self, kind: SheetKind, path: &Path, roots: &[PathBuf], open: &[Opened]) {
        match open.iter().find(|o| o.path == path) {
            Some(opened) => {
                self.put(kind, path, roots, opened.text.to_string(), Some(opened.version), false);
                // The editor has its own way to write an address.
                if let Some(file) = self.files.last_mut() {
                    file.uri = opened.uri.clone();
                }
            }
            None => {
                if let Ok(text) = project::read(path) {
                    self.put(kind, path, roots, text, None, false);
                }
            }
        }
    }

    fn put(&mut self, kind: SheetKind, path: &Path, roots: &[PathBuf], text: String, version: Option<i32>, new: bool) {
        if let Ok(uri) = Url::from_file_path(path) {
            self.sheets.push(Sheet { kind, label: label(path, roots), text });
            self.files.push(File { uri, version, new });
        }
    }

    /// Edits of one of the files.
    pub fn edits<'a>(
        &self,
        sheet: usize,
        edits: impl IntoIterator<Item = &'a Edit>,
        doubt: Option<Doubt>,
        asked: &Asked,
    ) -> FileEdits {
        let (text, file) = (Text::new(&self.sheets[sheet].text), &self.files[sheet]);
        let edits = edits.into_iter().map(|edit| (edit, doubt));
        let edits = FileEdits::of(&text, file.uri.clone(), file.version, edits, asked.state.abilities());
        FileEdits { create: file.new, ..edits }
    }
}

/// The folder for a file that is not there yet: the open folder in which the draft lies, or else the draft's own; for a
/// draft on no disk the first that is open.
fn home<'a>(draft: Option<&'a Path>, roots: &'a [PathBuf]) -> Option<&'a Path> {
    let around = |draft: &Path| roots.iter().find(|root| draft.starts_with(root)).map(PathBuf::as_path);
    match draft {
        Some(draft) => around(draft).or(draft.parent()),
        None => roots.first().map(PathBuf::as_path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_new_file_goes() {
        let roots = [PathBuf::from("/desk"), PathBuf::from("/other")];
        let check = |draft: Option<&str>, roots: &[PathBuf], want: Option<&str>| {
            assert_eq!(home(draft.map(Path::new), roots), want.map(Path::new));
        };
        check(Some("/other/in/a.md"), &roots, Some("/other"));
        check(Some("/elsewhere/a.md"), &roots, Some("/elsewhere"));
        check(None, &roots, Some("/desk"));
        check(None, &[], None);
    }
}
