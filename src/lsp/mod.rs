//! Room 7, a face: the editor. The only room that knows tower-lsp and lsp-types.
