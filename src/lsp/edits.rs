//! Edits: changes of the desk as workspace edits that the editor makes.
//!
//! They say which version of the draft they are for where the editor can hold them to it; what is uncertain asks
//! for confirmation where the editor can ask. Edits of one set never overlap, because LSP forbids it.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::requests::Asked;
use crate::text::Edit;

/// The name of our one annotation.
const UNCERTAIN: &str = "uncertain";

/// A set of edits of the draft; each with whether it needs the writer's confirmation.
pub fn workspace_edit<'a>(asked: &Asked, edits: impl IntoIterator<Item = (&'a Edit, bool)>) -> WorkspaceEdit {
    let edits = in_order(edits);
    let text_edit = |edit: &Edit| TextEdit { range: asked.range(edit.span), new_text: edit.new.clone() };
    if !asked.state.abilities().versioned_edits {
        let edits = edits.into_iter().map(|(e, _)| text_edit(e)).collect();
        return WorkspaceEdit::new(HashMap::from([(asked.uri.clone(), edits)]));
    }
    let annotates = asked.state.abilities().annotated_edits;
    let annotated = annotates && edits.iter().any(|(_, uncertain)| *uncertain);
    let edits = edits.into_iter().map(|(edit, uncertain)| match uncertain && annotates {
        true => OneOf::Right(AnnotatedTextEdit { text_edit: text_edit(edit), annotation_id: UNCERTAIN.into() }),
        false => OneOf::Left(text_edit(edit)),
    });
    let document = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: asked.uri.clone(), version: Some(asked.version) },
        edits: edits.collect(),
    };
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(vec![document])),
        change_annotations: annotated.then(|| {
            let annotation = ChangeAnnotation {
                label: "May be somebody else".into(),
                needs_confirmation: Some(true),
                description: Some("Another person, organisation or place of the draft could be meant here".into()),
            };
            HashMap::from([(UNCERTAIN.to_string(), annotation)])
        }),
    }
}

/// The edits as they stand in the draft. Of two that overlap the first is made, as `text::apply` does it.
fn in_order<'a>(edits: impl IntoIterator<Item = (&'a Edit, bool)>) -> Vec<(&'a Edit, bool)> {
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
