//! ArchieML: the values of keys, and the text between them.
//!
//! Nothing is an error here: what is no key, object or array is text. Which values readers see is decided by
//! their key; addresses, slugs and dates are left out. Text outside of all values is what most drafts consist of,
//! and is read as paragraphs.

use super::front_reader::{kind_of_key, lines};
use super::sheet::{BODY, Sheet, rules};
use super::{BlockKind, Draft, Format, plain};
use crate::text::Span;

pub fn read(source: &str) -> Draft {
    let mut sheet = Sheet::new(source, false);
    let start = sheet.start();
    let end = story_end(source);
    let mut reader = Reader { sheet: &mut sheet, arrays: Vec::new(), value: None, loose: None };
    let mut skipping = false;
    let text = &source[start..end];
    for line in lines(text) {
        let span = Span::new(start + line.start, start + line.end);
        let line = span.of(source).trim();
        let command = line.strip_prefix(':').map(|c| word(c.trim_start()).to_ascii_lowercase());
        match command.as_deref() {
            Some("endskip") => skipping = false,
            _ if skipping => {}
            Some("skip") => {
                reader.flush();
                skipping = true;
            }
            Some("end") => reader.end_value(),
            _ => reader.line(line, span),
        }
    }
    reader.flush();
    sheet.finish(Format::ArchieMl)
}

/// Where `:ignore` ends the story.
fn story_end(source: &str) -> usize {
    let ignore = |l: &Span| {
        let line = l.of(source).trim();
        line.strip_prefix(':').is_some_and(|c| word(c.trim_start()).eq_ignore_ascii_case("ignore"))
    };
    lines(source).find(ignore).map_or(source.len(), |l| l.start)
}

/// What the lines below a key are to readers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Seen {
    /// A block of this kind.
    As(BlockKind),
    /// Paragraphs of the story.
    Story,
    Never,
}

struct Value {
    seen: Seen,
    /// The text behind the key.
    first: Span,
    /// The lines that follow, which are its own only if `:end` comes.
    rest: Option<Span>,
}

struct Reader<'r, 's> {
    sheet: &'r mut Sheet<'s>,
    /// The open arrays, innermost last: their key, and whether they are free-form (`[+name]`).
    arrays: Vec<(String, bool)>,
    value: Option<Value>,
    /// Lines of text outside of all values.
    loose: Option<Span>,
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &str, span: Span) {
        let start = span.start + (span.of(self.sheet.source).len() - span.of(self.sheet.source).trim_start().len());
        let text = Span::new(start, start + line.len());
        if line.starts_with("<!-- copydesk-ignore") && line.ends_with("-->") {
            self.flush();
            self.sheet.comment(line, text.start);
        } else if let Some(name) = scope(line, '[', ']') {
            self.flush();
            self.array(name);
        } else if scope(line, '{', '}').is_some() {
            self.flush();
            // An object ends the arrays around it, unless its name begins with a full stop.
            if !line[1..].trim_start().starts_with('.') {
                self.arrays.clear();
            }
        } else if let Some((key, value)) = key(line) {
            self.flush();
            let value = Span::new(text.end - value.len(), text.end);
            self.key(key, value);
        } else if let Some(item) = line.strip_prefix('*').filter(|_| self.in_simple_array()) {
            self.flush();
            let seen = self.seen_in_array();
            let first = Span::new(text.end - item.trim_start().len(), text.end);
            self.value = Some(Value { seen, first, rest: None });
        } else if let Some(value) = &mut self.value {
            let rest = value.rest.map_or(span, |r| r.join(span));
            value.rest = Some(rest);
        } else {
            self.loose = Some(self.loose.map_or(span, |l| l.join(span)));
        }
    }

    fn array(&mut self, name: &str) {
        if name.is_empty() {
            self.arrays.pop();
            return;
        }
        if !name.starts_with('.') {
            self.arrays.clear();
        }
        let free = name.trim_start_matches('.').starts_with('+');
        self.arrays.push((name.trim_start_matches(['.', '+']).to_string(), free));
    }

    fn in_simple_array(&self) -> bool {
        self.arrays.last().is_some_and(|(_, free)| !free)
    }

    /// What the items of the innermost array are: paragraphs, unless its name says that they are tags or addresses.
    fn seen_in_array(&self) -> Seen {
        self.arrays.last().map_or(Seen::Story, |(name, _)| seen(name))
    }

    fn key(&mut self, name: &str, value: Span) {
        let text = value.of(self.sheet.source);
        match name {
            "lang" | "language" => self.sheet.front.language = Some(text.trim().to_string()),
            "copydesk-ignore" => self.sheet.front.ignore.extend(rules(if text == "true" { "*" } else { text })),
            _ => {}
        }
        self.value = Some(Value { seen: seen(name), first: value, rest: None });
    }

    /// `:end`: the lines below the key belong to its value.
    fn end_value(&mut self) {
        match self.value.take() {
            Some(value) => {
                let whole = value.rest.map_or(value.first, |r| value.first.join(r));
                self.write(value.seen, whole);
            }
            None => self.flush(),
        }
    }

    /// The value ends with its line; what stood below it was text.
    fn flush(&mut self) {
        if let Some(value) = self.value.take() {
            self.write(value.seen, value.first);
            if let Some(rest) = value.rest {
                plain::paragraphs(self.sheet, rest, false);
            }
        }
        if let Some(loose) = self.loose.take() {
            plain::paragraphs(self.sheet, loose, false);
        }
    }

    fn write(&mut self, seen: Seen, span: Span) {
        match seen {
            Seen::Never => {}
            Seen::Story => plain::paragraphs(self.sheet, span, false),
            Seen::As(kind) => {
                let group = if kind == BlockKind::Paragraph { BODY } else { self.sheet.group() };
                plain::paragraphs_as(self.sheet, span, kind, group);
            }
        }
    }
}

fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len())]
}

/// The name inside `[name]` or `{name}`, if the line is one.
fn scope(line: &str, open: char, close: char) -> Option<&str> {
    let inner = line.strip_prefix(open)?;
    let (name, rest) = inner.split_once(close)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '_' | '-' | ' ');
    (rest.trim().is_empty() && name.chars().all(fits)).then(|| name.trim())
}

/// A key and the text behind it. `He said: “…”` is a sentence: a key has no blanks.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    // ArchieML takes any word; `Ana: “…”` in an interview is prose, and keys of drafts are lower case.
    let is_key = !key.is_empty() && key.len() < 60 && key.chars().all(fits) && key.starts_with(char::is_lowercase);
    (is_key && !value.starts_with("//")).then(|| (key, value.trim()))
}

fn seen(name: &str) -> Seen {
    let last = name.rsplit('.').next().unwrap_or(name);
    let plain = last.to_ascii_lowercase().replace('-', "_");
    let part = |p: &str| plain.split('_').any(|w| w == p) || plain.ends_with(p);
    let never = ["url", "slug", "date", "id", "image", "img", "src", "link", "href", "tag", "tags", "type", "template"];
    let never_too = ["key", "path", "file", "time", "timestamp", "section", "category", "lang", "language", "width"];
    let more = ["height", "class", "style", "color", "colour", "layout", "embed", "video", "audio", "email", "status"];
    match kind_of_key(last) {
        Some(kind) => Seen::As(kind),
        None if plain == "copydesk_ignore" => Seen::Never,
        None if never.iter().chain(&never_too).chain(&more).any(|n| part(n)) => Seen::Never,
        None if part("caption") || part("alt") => Seen::As(BlockKind::Caption),
        None if part("headline") || part("title") => Seen::As(BlockKind::Headline),
        None => Seen::Story,
    }
}
