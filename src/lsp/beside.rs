//! Beside the text: inlay hints, code lenses and semantic tokens, each off unless the editor's settings ask for it.
//!
//! They are answered about the newest text, and with nothing where they are off. An editor that can be told to ask
//! again is told when they are switched.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::lsp_types::{
    CodeLens, Command, InlayHint, InlayHintLabel, Range, SemanticToken, SemanticTokenModifier, SemanticTokenType,
    SemanticTokens, SemanticTokensLegend,
};

use super::log;
use super::requests::Asked;
use super::state::State;
use crate::desk::{self, Ink};
use crate::text::Span;

/// What an editor may have beside the text of a draft. A project's files have no say in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    pub inlay_hints: bool,
    pub code_lens: bool,
    pub semantic_highlighting: bool,
}

impl Beside {
    /// What an editor says, and what is wrong with it.
    pub fn from_editor(said: &Value) -> (Beside, Vec<String>) {
        let mut problems = Vec::new();
        let mut is = |key: &str| match said.get(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(on)) => *on,
            Some(_) => {
                problems.push(format!("the editor's settings: {key}: true or false is expected"));
                false
            }
        };
        let beside = Beside {
            inlay_hints: is("inlayHints"),
            code_lens: is("codeLens"),
            semantic_highlighting: is("semanticHighlighting"),
        };
        (beside, problems)
    }

    /// What is on here or there.
    pub fn or(self, other: Beside) -> Beside {
        Beside {
            inlay_hints: self.inlay_hints || other.inlay_hints,
            code_lens: self.code_lens || other.code_lens,
            semantic_highlighting: self.semantic_highlighting || other.semantic_highlighting,
        }
    }
}

/// The names of what we colour: standard ones, so that every theme has a colour for them.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![SemanticTokenType::STRING, SemanticTokenType::CLASS, SemanticTokenType::NAMESPACE],
        token_modifiers: vec![SemanticTokenModifier::new("unattributed")],
    }
}

/// An index of the legend's types, and bits of its modifiers.
fn token(ink: Ink) -> (u32, u32) {
    match ink {
        Ink::Quote => (0, 0),
        Ink::Unattributed => (0, 1),
        Ink::Person => (1, 0),
        Ink::Organisation => (2, 0),
    }
}

pub fn hints(asked: &Asked, range: Range) -> Vec<InlayHint> {
    let hint = |hint: desk::Hint| {
        let position = asked.range(Span::new(hint.offset, hint.offset)).start;
        (range.start <= position && position <= range.end).then_some(InlayHint {
            position,
            label: InlayHintLabel::String(hint.text),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    };
    desk::hints(&asked.analysis).into_iter().filter_map(hint).collect()
}

pub fn lenses(asked: &Asked) -> Vec<CodeLens> {
    let lens = |lens: desk::Lens| CodeLens {
        // LSP wants a lens to stand on one line.
        range: asked.range(on_lines(lens.span, &asked.analysis.source).first().copied().unwrap_or(lens.span)),
        // Words without a command: what could be done about them is among the fixes.
        command: Some(Command { title: lens.text, command: String::new(), arguments: None }),
        data: None,
    };
    desk::lenses(&asked.analysis).into_iter().map(lens).collect()
}

pub fn tokens(asked: &Asked) -> SemanticTokens {
    let mut data = Vec::new();
    let (mut line, mut column) = (0, 0);
    for (span, ink) in desk::inks(&asked.analysis) {
        let (token_type, modifiers) = token(ink);
        for piece in on_lines(span, &asked.analysis.source) {
            let Range { start, end } = asked.range(piece);
            let delta_line = start.line - line;
            data.push(SemanticToken {
                delta_line,
                delta_start: if delta_line == 0 { start.character - column } else { start.character },
                length: end.character - start.character,
                token_type,
                token_modifiers_bitset: modifiers,
            });
            (line, column) = (start.line, start.character);
        }
    }
    SemanticTokens { result_id: None, data }
}

/// The parts of a span that stand on one line each: not every editor knows tokens of several lines.
fn on_lines(span: Span, source: &str) -> Vec<Span> {
    let mut start = span.start;
    let mut pieces = Vec::new();
    for line in span.of(source).split(['\n', '\r']) {
        if !line.is_empty() {
            pieces.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    pieces
}

/// Has the editor ask again for these, where it can be told to; waits for its word, but not for ever.
pub async fn refresh(state: &Arc<State>, which: Beside, patience: Duration) {
    let abilities = state.abilities();
    let client = || state.client.clone();
    // Each question is a task of its own: it goes on though nobody waits for its answer any more.
    let mut questions = Vec::new();
    if which.inlay_hints && abilities.refreshes_hints {
        let client = client();
        questions.push(tokio::spawn(async move { client.inlay_hint_refresh().await }));
    }
    if which.code_lens && abilities.refreshes_lenses {
        let client = client();
        questions.push(tokio::spawn(async move { client.code_lens_refresh().await }));
    }
    if which.semantic_highlighting && abilities.refreshes_tokens {
        let client = client();
        questions.push(tokio::spawn(async move { client.semantic_tokens_refresh().await }));
    }
    if tokio::time::timeout(patience, futures::future::join_all(questions)).await.is_err() {
        log::say("the editor did not say that it will ask again for what stands beside the text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_several_lines_are_parted() {
        let source = "a “one\r\ntwo\n\nthree” b";
        let span = Span::new(2, source.len() - 2);
        let pieces: Vec<_> = on_lines(span, source).iter().map(|s| s.of(source)).collect();
        assert_eq!(pieces, ["“one", "two", "three”"]);
    }
}
