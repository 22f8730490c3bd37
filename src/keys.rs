//! Keys: a TOML file read key by key, so that one slip costs one key.
//!
//! `copydesk.toml` and `names.toml` are both read with this. A key or a value that says nothing is a `Problem` at its
//! place, and the rest of the file still counts.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::text::Span;

/// A key or a value that says nothing to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In the text of the file, in bytes.
    pub span: Span,
    /// The line, counted from 1.
    pub line: usize,
    /// `rules.unattributed-quote`; empty where the text is no TOML.
    pub key: String,
    /// Without a full stop at its end.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ", self.line)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.message)
    }
}

/// The word of `known` that was probably meant by `word`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let rated = known.into_iter().map(|k| (strsim::jaro_winkler(&word, k), k));
    rated.filter(|(likeness, _)| *likeness > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

pub type Key<'a> = Spanned<DeString<'a>>;
pub type Value<'a> = Spanned<DeValue<'a>>;

/// Where a value stands.
pub fn place(value: &Value) -> Span {
    let span = value.span();
    Span::new(span.start, span.end)
}

/// Where a key stands, with its marks.
pub fn place_of_key(key: &Key) -> Span {
    let span = key.span();
    Span::new(span.start, span.end)
}

/// Takes values out of a file, and notes what is wrong with them.
pub struct Reader<'a> {
    pub text: &'a str,
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { text, problems: Vec::new() }
    }

    /// The whole file; None where it is no TOML.
    pub fn file(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let span = error.span().map_or(Span::default(), |s| Span::new(s.start, s.end));
                self.problem(span, "", error.message().trim().replace('\n', ", "));
                None
            }
        }
    }

    /// What was wrong, in the order of the text.
    pub fn problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|p| p.span);
        self.problems
    }

    pub fn string<'v>(&mut self, value: &'v Value, key: &str) -> Option<&'v str> {
        let found = value.get_ref().as_str();
        if found.is_none() {
            self.problem(place(value), key, "a text in quotation marks is expected");
        }
        found
    }

    pub fn strings<'v>(&mut self, value: &'v Value, key: &str) -> Vec<(&'v str, Span)> {
        let Some(array) = value.get_ref().as_array() else {
            self.problem(place(value), key, "a list of texts is expected: [\"…\", \"…\"]");
            return Vec::new();
        };
        array.iter().filter_map(|v| Some((self.string(v, key)?, place(v)))).collect()
    }

    /// A number of things: 0 and up.
    pub fn count(&mut self, value: &Value, key: &str) -> Option<usize> {
        let number = value.get_ref().as_integer();
        let found = number.and_then(|n| usize::from_str_radix(n.as_str(), n.radix()).ok());
        if found.is_none() {
            self.problem(place(value), key, "a whole number is expected");
        }
        found
    }

    pub fn table<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.problem(place(value), key, format!("a table is expected: [{key}]"));
        }
        table
    }

    pub fn unknown<'k>(&mut self, key: &Key, path: &str, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let meant = nearest(key.get_ref(), known.iter().copied());
        let hint = meant.map_or_else(|| format!("known are {}", known.join(", ")), |m| format!("did you mean “{m}”?"));
        self.problem(place_of_key(key), path, format!("there is no such key; {hint}"));
    }

    pub fn problem(&mut self, span: Span, key: &str, message: impl Into<String>) {
        let line = self.text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1;
        self.problems.push(Problem { span, line, key: key.to_string(), message: message.into() });
    }
}
