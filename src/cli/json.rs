//! `copydesk check --format json`: one array, an object for each finding. Documented in `copydesk check --help`.
//!
//! Who counts what: lines and columns from 1, columns in characters; bytes from 0. Every end is just behind the
//! last character.

use std::io::Write;

use serde::Serialize;

use crate::rules;
use crate::text::{Encoding, Span, Text};

#[derive(Debug, Serialize)]
pub struct Finding {
    path: String,
    rule: &'static str,
    severity: &'static str,
    message: String,
    start: Place,
    end: Place,
    related: Vec<Related>,
}

#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Debug, Serialize)]
struct Related {
    message: String,
    start: Place,
    end: Place,
}

pub fn finding(path: &str, text: &Text, finding: &rules::Finding) -> Finding {
    let places = |span: Span| (place(text, span.start), place(text, span.end));
    let (start, end) = places(finding.span);
    let related = finding.related.iter().map(|(span, message)| {
        let (start, end) = places(*span);
        Related { message: message.clone(), start, end }
    });
    Finding {
        path: path.to_string(),
        rule: finding.rule,
        severity: finding.severity.key(),
        message: finding.message.clone(),
        start,
        end,
        related: related.collect(),
    }
}

fn place(text: &Text, byte: usize) -> Place {
    let position = text.position(byte, Encoding::Utf32);
    Place { line: position.line + 1, column: position.column + 1, byte }
}

/// An array that is written while it grows, an object a line; `end` it.
#[derive(Debug, Default)]
pub struct Array {
    length: usize,
}

impl Array {
    pub fn push(&mut self, out: &mut impl Write, item: &impl Serialize) -> anyhow::Result<()> {
        out.write_all(if self.length == 0 { b"[\n" } else { b",\n" })?;
        self.length += 1;
        Ok(serde_json::to_writer(out, item)?)
    }

    pub fn end(self, out: &mut impl Write) -> anyhow::Result<()> {
        Ok(out.write_all(if self.length == 0 { b"[]\n" } else { b"\n]\n" })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Severity;

    #[test]
    fn a_finding_counts_characters_from_one() {
        let source = "🗞 ok\nKata “é” itu.\n";
        let at = |t: &str| Span::new(source.find(t).unwrap(), source.find(t).unwrap() + t.len());
        let sample = rules::Finding {
            rule: "unattributed-quote",
            severity: Severity::Warning,
            span: at("“é”"),
            message: "m".to_string(),
            related: vec![(at("ok"), "r".to_string())],
            fixes: Vec::new(),
            block: 0,
        };
        let json = serde_json::to_value(finding("a.md", &Text::new(source), &sample)).unwrap();
        let want = serde_json::json!({
            "path": "a.md", "rule": "unattributed-quote", "severity": "warning", "message": "m",
            "start": {"line": 2, "column": 6, "byte": 13}, "end": {"line": 2, "column": 9, "byte": 21},
            "related": [{"message": "r", "start": {"line": 1, "column": 3, "byte": 5}, "end": {"line": 1, "column": 5, "byte": 7}}],
        });
        assert_eq!(json, want);
    }

    #[test]
    fn arrays_of_any_length_are_json() {
        for length in 0..3 {
            let (mut out, mut array) = (Vec::new(), Array::default());
            (0..length).for_each(|n| array.push(&mut out, &n).unwrap());
            array.end(&mut out).unwrap();
            assert_eq!(serde_json::from_slice::<Vec<usize>>(&out).unwrap().len(), length);
        }
    }
}
