//! HTML in tokens, each with the place in the source where it stands.
//!
//! html5gum reads the markup as browsers do; this emitter keeps for each run of text the bytes that it stands
//! for. html5gum folds entities and line ends on its way, so a run that is not found as it is under its place is
//! taken for what stands between the last token and here.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use crate::text::Span;

/// A stretch of text and its source; where the two differ the whole text stands for the whole source.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub text: String,
    pub span: Span,
}

/// The name of a tag, in lower case, and those of its attributes that we read.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub name: String,
    pub attributes: Vec<(String, Vec<Run>)>,
    pub self_closing: bool,
    /// From `<` to `>`.
    pub span: Span,
}

impl Tag {
    /// The value of an attribute, with its entities resolved.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(self.runs(name)?.iter().map(|r| r.text.as_str()).collect())
    }

    pub fn runs(&self, name: &str) -> Option<&[Run]> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, runs)| runs.as_slice())
    }
}

/// Who listens to the tokens. All spans count bytes of the text that is read.
pub(super) trait Listener {
    /// Text that stands in the source as it is.
    fn text(&mut self, span: Span);
    /// An entity.
    fn entity(&mut self, text: &str, span: Span);
    fn open(&mut self, tag: &Tag);
    fn close(&mut self, name: &str, span: Span);
    fn comment(&mut self, span: Span);
}

/// Reads the text. Returns where a tag began that the text does not end, if there is one.
pub(super) fn read(text: &str, listener: &mut impl Listener) -> Option<usize> {
    let mut tokens = Tokens {
        text,
        listener,
        position: 0,
        done: 0,
        tag: Tag::default(),
        is_end: false,
        attribute: String::new(),
        last_start: Vec::new(),
        open_at: 0,
        closed: true,
        closers: Closers::new(text),
    };
    // Reading from memory cannot fail.
    let _ = Tokenizer::new_with_emitter(text, &mut tokens).finish();
    (!tokens.closed).then_some(tokens.open_at)
}

/// The attributes that are read; a page holds many others, some of them long.
const READ: &[&str] = &["alt", "title", "content", "name", "lang", "class", "id", "role"];

struct Tokens<'t, L> {
    text: &'t str,
    listener: &'t mut L,
    /// How far the tokenizer has read.
    position: usize,
    /// The end of the last thing told.
    done: usize,
    tag: Tag,
    is_end: bool,
    attribute: String,
    last_start: Vec<u8>,
    open_at: usize,
    closed: bool,
    closers: Closers<'t>,
}

impl<L: Listener> Tokens<'_, L> {
    /// The source of a run that ends here, and whether it stands there as it is.
    fn place(&mut self, run: &[u8]) -> Option<(Span, bool)> {
        let end = self.position.min(self.text.len());
        let bytes = self.text.as_bytes();
        let verbatim = end >= run.len() && &bytes[end - run.len()..end] == run;
        let start = if verbatim {
            // Behind an entity, the first byte of a letter may come alone: the letter is told with its last.
            (0..=end - run.len()).rev().find(|&i| self.text.is_char_boundary(i)).unwrap_or(0)
        } else {
            let start = self.done.min(end);
            bytes[start..end].iter().rposition(|&b| b == b'&').map_or(start, |n| start + n)
        };
        if self.text.get(start..end).is_none_or(str::is_empty) {
            return None;
        }
        self.done = end;
        Some((Span::new(start, end), verbatim))
    }

    fn tell_text(&mut self, run: &[u8]) {
        match (self.place(run), std::str::from_utf8(run)) {
            (Some((span, true)), _) => self.listener.text(span),
            (Some((span, false)), Ok(run)) => self.listener.entity(run, span),
            _ => {}
        }
    }
}

impl<L: Listener> Emitter for &mut Tokens<'_, L> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn set_last_start_tag(&mut self, tag: Option<&[u8]>) {
        self.last_start = tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, run: &[u8]) {
        // Text after `<` says that it opened no tag.
        self.closed = true;
        self.tell_text(run);
    }

    fn start_open_tag(&mut self) {
        self.open_at = self.position.saturating_sub(1);
        self.closed = false;
    }

    fn init_start_tag(&mut self) {
        self.tag.name.clear();
        self.tag.attributes.clear();
        self.tag.self_closing = false;
        self.is_end = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.push_str(&String::from_utf8_lossy(name));
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.attribute.clear();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.push_str(&String::from_utf8_lossy(name));
    }

    fn init_attribute_value(&mut self) {
        self.done = self.position;
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        let Some(&name) = READ.iter().find(|&&n| n == self.attribute) else { return };
        let Some((span, verbatim)) = self.place(value) else { return };
        let text = if verbatim { Ok(span.of(self.text)) } else { std::str::from_utf8(value) };
        let Ok(text) = text else { return };
        let run = Run { text: text.to_string(), span };
        match self.tag.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, runs)) => runs.push(run),
            None => self.tag.attributes.push((name.to_string(), vec![run])),
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.closed = true;
        self.done = self.position;
        self.tag.span = Span::new(self.open_at.min(self.position), self.position);
        if self.is_end {
            self.last_start.clear();
            let (name, span) = (std::mem::take(&mut self.tag.name), self.tag.span);
            self.listener.close(&name, span);
            return None;
        }
        self.last_start = self.tag.name.as_bytes().to_vec();
        let tag = std::mem::take(&mut self.tag);
        self.listener.open(&tag);
        let next = naive_next_state(&self.last_start)?;
        // What nothing closes (`<title>` just being typed) must not swallow the rest of the story.
        self.closers.after(self.position, &tag.name).then_some(next)
    }

    fn init_comment(&mut self) {}

    fn emit_current_comment(&mut self) {
        self.closed = true;
        let span = Span::new(self.open_at.min(self.position), self.position);
        self.done = self.position;
        self.listener.comment(span);
    }

    fn emit_current_doctype(&mut self) {
        self.closed = true;
        self.done = self.position;
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn set_force_quirks(&mut self) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name.as_bytes()
    }
}

/// Where the last `</name` of each name stands: each name is sought once, however often it opens.
pub(super) struct Closers<'t> {
    text: &'t str,
    known: Vec<(String, Option<usize>)>,
}

impl<'t> Closers<'t> {
    pub fn new(text: &'t str) -> Closers<'t> {
        Closers { text, known: Vec::new() }
    }

    /// Whether `</name` stands after a byte of the text.
    pub fn after(&mut self, at: usize, name: &str) -> bool {
        if let Some((_, last)) = self.known.iter().find(|(n, _)| n == name) {
            return last.is_some_and(|l| l >= at);
        }
        let closes = |&(i, _): &(usize, &str)| {
            let here = self.text.as_bytes().get(i + 2..i + 2 + name.len());
            here.is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
        };
        let last = self.text.rmatch_indices("</").find(closes).map(|(i, _)| i);
        self.known.push((name.to_string(), last));
        last.is_some_and(|l| l >= at)
    }
}
