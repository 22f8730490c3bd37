//! Front matter, YAML between `---` and TOML between `+++`: which of its values readers will see.
//!
//! Each value is found again in the source letter by letter (`scalar`); one that cannot be is left out, for a
//! wrong place would let a rename write into a key. Invalid front matter is no prose and no error.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use super::BlockKind;
use super::scalar::{self, Style};
use super::sheet::{Sheet, rules};
use crate::text::Span;

/// Front matter longer than this is a data file, and nobody's prose.
const LONGEST: usize = 1 << 20;

/// Reads the front matter that begins at `start`, if there is one. Returns where the story begins.
pub(super) fn read(sheet: &mut Sheet, start: usize) -> usize {
    let Some((inner, end)) = fences(sheet.source, start) else { return start };
    let text = inner.of(sheet.source);
    let yaml = sheet.source[start..].starts_with('-');
    if yaml && !looks_like_yaml(text) {
        return start;
    }
    sheet.front.span = Some(Span::new(start, end));
    if text.len() > LONGEST {
        return end;
    }
    let value = if yaml { read_yaml(text) } else { Some(read_toml(text)) };
    if let Some(value) = value {
        let mut walk = Walk { sheet, text, base: inner.start };
        walk.top(&value);
    }
    end
}

/// The text between the fences, and the end of the line of the second.
fn fences(source: &str, start: usize) -> Option<(Span, usize)> {
    let text = &source[start..];
    let fence = if text.starts_with("---") { "---" } else { text.strip_prefix("+++").map(|_| "+++")? };
    let mut lines = lines(text);
    let first = lines.next()?;
    if first.of(text).trim_end() != fence {
        return None;
    }
    let last = lines.find(|l| {
        let line = l.of(text).trim_end();
        line == fence || (fence == "---" && line == "...")
    })?;
    let inner = Span::new(start + first.end, start + last.start);
    Some((inner, start + last.end))
}

/// The lines of a text with their line ends: LF, CR LF or a lone CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|r| !r.is_empty())?;
        let end = match rest.find(['\n', '\r']) {
            Some(n) if rest[n..].starts_with("\r\n") => n + 2,
            Some(n) => n + 1,
            None => rest.len(),
        };
        at += end;
        Some(Span::new(at - end, at))
    })
}

/// Whether the first line says `key:`. What stands between two rules at the top of a draft may be prose.
fn looks_like_yaml(text: &str) -> bool {
    let mut lines = lines(text).map(|l| l.of(text).trim()).filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.next().is_none_or(|line| {
        let key = line.split(':').next().unwrap_or_default();
        line.contains(':') && key.len() < 60 && key.split_whitespace().count() <= 3 && !key.contains(['.', ',', '“'])
    })
}

/// A value of either language, with the place of each text in it.
#[derive(Debug)]
enum Value {
    /// What it says, and its first byte in the front matter.
    Text(String, usize),
    True,
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
    Other,
}

fn read_yaml(text: &str) -> Option<Value> {
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::LastWins,
        no_schema: false,
    };
    serde_saphyr::from_str_with_options::<Spanned<Yaml>>(text, options).ok().map(placed)
}

#[derive(Debug)]
enum Yaml {
    Text(String),
    True,
    List(Vec<Spanned<Yaml>>),
    Map(Vec<(String, Spanned<Yaml>)>),
    Other,
}

fn placed(node: Spanned<Yaml>) -> Value {
    // An alias shows the words of its anchor: they are prose once, where they stand.
    if node.referenced != node.defined {
        return Value::Other;
    }
    match node.value {
        Yaml::Text(text) => match node.defined.span().byte_offset() {
            Some(at) => Value::Text(text, at as usize),
            None => Value::Other,
        },
        Yaml::True => Value::True,
        Yaml::List(items) => Value::List(items.into_iter().map(placed).collect()),
        Yaml::Map(entries) => Value::Map(entries.into_iter().map(|(k, v)| (k, placed(v))).collect()),
        Yaml::Other => Value::Other,
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Yaml, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(text.to_string()))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Yaml, E> {
        Ok(if value { Yaml::True } else { Yaml::Other })
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_none<E: de::Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Other)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element()? {
            out.push(item);
        }
        Ok(Yaml::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some(key) = entries.next_key::<Yaml>()? {
            let key = if let Yaml::Text(key) = key { key } else { String::new() };
            out.push((key, entries.next_value()?));
        }
        Ok(Yaml::Map(out))
    }
}

/// Reads what can be read: TOML that is just being typed keeps its other lines.
fn read_toml(text: &str) -> Value {
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    toml_table(table.get_ref())
}

fn toml_table(table: &toml::de::DeTable) -> Value {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    Value::Map(entries.into_iter().map(|(k, v)| (k.get_ref().to_string(), toml_value(v))).collect())
}

fn toml_value(value: &toml::Spanned<toml::de::DeValue>) -> Value {
    use toml::de::DeValue;
    match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string(), value.span().start),
        DeValue::Boolean(true) => Value::True,
        DeValue::Array(items) => Value::List(items.iter().map(toml_value).collect()),
        DeValue::Table(table) => toml_table(table),
        _ => Value::Other,
    }
}

/// What the value of a key is to the reader, if they see it.
pub(super) fn kind_of_key(key: &str) -> Option<BlockKind> {
    Some(match key.to_lowercase().replace(['-', ' '], "_").as_str() {
        "title" | "headline" => BlockKind::Headline,
        "description" | "standfirst" | "excerpt" | "summary" | "subtitle" | "deck" | "dek" => BlockKind::Standfirst,
        "caption" | "alt" | "image_caption" | "image_alt" | "alt_text" | "alttext" => BlockKind::Caption,
        "author" | "authors" | "byline" => BlockKind::Byline,
        _ => return None,
    })
}

struct Walk<'w, 's> {
    sheet: &'w mut Sheet<'s>,
    /// The front matter, without its fences.
    text: &'w str,
    /// Where it begins in the source.
    base: usize,
}

impl Walk<'_, '_> {
    fn top(&mut self, value: &Value) {
        let Value::Map(entries) = value else { return };
        for (key, value) in entries {
            match (key.as_str(), value) {
                ("lang" | "language", Value::Text(text, _)) => {
                    self.sheet.front.language = Some(text.trim().to_string())
                }
                ("copydesk-ignore", value) => self.ignore(value),
                (key, value) => match kind_of_key(key) {
                    Some(kind) => self.value(kind, value),
                    None => self.nested(value),
                },
            }
        }
    }

    fn ignore(&mut self, value: &Value) {
        match value {
            Value::True => self.sheet.front.ignore.push("*".to_string()),
            Value::Text(text, _) => self.sheet.front.ignore.extend(rules(text)),
            Value::List(items) => items.iter().for_each(|i| self.ignore(i)),
            _ => {}
        }
    }

    /// A value that readers see; of a map (`author: {name: …}`), its name and what else they see of it.
    fn value(&mut self, kind: BlockKind, value: &Value) {
        match value {
            Value::Text(text, at) => {
                let group = self.sheet.group();
                let source = Span::new(self.base, self.base + self.text.len());
                let style = Style::at(self.text, *at);
                for block in scalar::blocks(self.sheet, source, text, self.base + at, style, kind, group) {
                    self.sheet.close(block);
                }
            }
            Value::List(items) => items.iter().for_each(|i| self.value(kind, i)),
            Value::Map(entries) => {
                let name = entries.iter().find(|(key, _)| key == "name" && kind == BlockKind::Byline);
                if let Some((_, value)) = name {
                    self.value(kind, value);
                }
                self.nested(value);
            }
            _ => {}
        }
    }

    /// Captions are seen wherever they stand: `images: [{src: …, caption: …}]`.
    fn nested(&mut self, value: &Value) {
        match value {
            Value::List(items) => items.iter().for_each(|i| self.nested(i)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    match kind_of_key(key) {
                        Some(BlockKind::Caption) => self.value(BlockKind::Caption, value),
                        _ => self.nested(value),
                    }
                }
            }
            _ => {}
        }
    }
}
