//! Edits: changes of the desk as workspace edits that the editor makes.
//!
//! They say which version of a file they are for where the editor can hold them to it; what is uncertain asks
//! for confirmation where the editor can ask. Edits of one file never overlap, because LSP forbids it.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::abilities::Abilities;
use super::convert;
use super::requests::Asked;
use crate::text::{Edit, Text};

/// Why an edit asks for confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Somebody else may be meant.
    Uncertain,
    /// Two of the draft become one.
    Merges,
    /// It is not in the draft but in the desk's register.
    Register,
    /// An acronym that does not fit the new name.
    Acronym,
}

impl Doubt {
    /// The name of the annotation, its label, and what it says.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Doubt::Uncertain => (
                "uncertain",
                "May be somebody else",
                "Another person, organisation or place of the draft could be meant here",
            ),
            Doubt::Merges => (
                "merges",
                "Makes one of two",
                "Another person, organisation or place of the draft or the register has this name already",
            ),
            Doubt::Acronym => (
                "acronym",
                "Changes the acronym",
                "Its letters are those of the old name; the organisation may keep them",
            ),
            Doubt::Register => {
                ("register", "Changes the register", "Every draft that the register governs is checked against it")
            }
        }
    }
}

/// The edits of one file.
pub struct FileEdits {
    pub uri: Url,
    /// None where it is not open.
    pub version: Option<i32>,
    /// It is made first. Only for editors that make files.
    pub create: bool,
    pub edits: Vec<(TextEdit, Option<Doubt>)>,
}

impl FileEdits {
    /// The edits of a text; of two that overlap the first is made.
    pub fn of<'a>(
        text: &Text,
        uri: Url,
        version: Option<i32>,
        edits: impl IntoIterator<Item = (&'a Edit, Option<Doubt>)>,
        abilities: &Abilities,
    ) -> FileEdits {
        let text_edit = |edit: &Edit| TextEdit {
            range: convert::range(text, edit.span, abilities.encoding),
            new_text: edit.new.clone(),
        };
        let edits = in_order(edits).into_iter().map(|(edit, doubt)| (text_edit(edit), doubt)).collect();
        FileEdits { uri, version, create: false, edits }
    }
}

/// A set of edits of the draft; each with what speaks against it.
pub fn of_draft<'a>(asked: &Asked, edits: impl IntoIterator<Item = (&'a Edit, Option<Doubt>)>) -> FileEdits {
    FileEdits::of(&asked.analysis.text, asked.uri.clone(), Some(asked.version), edits, asked.state.abilities())
}

/// Edits of files as the editor understands them.
pub fn workspace_edit(files: Vec<FileEdits>, abilities: &Abilities) -> WorkspaceEdit {
    if !abilities.versioned_edits {
        let plain = |edits: Vec<(TextEdit, Option<Doubt>)>| edits.into_iter().map(|(edit, _)| edit).collect();
        return WorkspaceEdit::new(HashMap::from_iter(files.into_iter().map(|f| (f.uri, plain(f.edits)))));
    }
    let mut doubts = HashMap::new();
    let creates = files.iter().any(|f| f.create);
    let mut operations = Vec::new();
    for file in files {
        if file.create {
            // Somebody may have made it meanwhile: then it stays, and the edit is refused by its place.
            let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            let create = CreateFile { uri: file.uri.clone(), options: Some(options), annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let edits =
            file.edits.into_iter().map(|(text_edit, doubt)| match doubt.filter(|_| abilities.annotated_edits) {
                Some(doubt) => {
                    let (id, label, says) = doubt.words();
                    let annotation = ChangeAnnotation {
                        label: label.into(),
                        needs_confirmation: Some(true),
                        description: Some(says.into()),
                    };
                    doubts.insert(id.to_string(), annotation);
                    OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: id.into() })
                }
                None => OneOf::Left(text_edit),
            });
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: file.uri, version: file.version };
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits: edits.collect() }));
    }
    let changes = match creates {
        true => DocumentChanges::Operations(operations),
        false => DocumentChanges::Edits(
            operations
                .into_iter()
                .filter_map(|o| match o {
                    DocumentChangeOperation::Edit(edit) => Some(edit),
                    DocumentChangeOperation::Op(_) => None,
                })
                .collect(),
        ),
    };
    WorkspaceEdit {
        changes: None,
        document_changes: Some(changes),
        change_annotations: (!doubts.is_empty()).then_some(doubts),
    }
}

/// The edits as they stand in the draft. Of two that overlap the first is made, as `text::apply` does it.
fn in_order<'a, T>(edits: impl IntoIterator<Item = (&'a Edit, T)>) -> Vec<(&'a Edit, T)> {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|(e, _)| (e.span.start, e.span.end));
    let mut end = 0;
    edits.retain(|(e, _)| {
        let fits = e.span.start >= end;
        end = if fits { e.span.end } else { end };
        fits
    });
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn edits_never_overlap() {
        let edits = [(4, 6, "c"), (0, 3, "a"), (2, 5, "b"), (6, 6, "d")].map(|(a, b, n)| Edit::new(Span::new(a, b), n));
        let kept: String = in_order(edits.iter().map(|e| (e, false))).iter().map(|(e, _)| e.new.as_str()).collect();
        assert_eq!(kept, "acd");
    }
}
