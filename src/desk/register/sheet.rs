//! The sheet: a file of the register, changed as its owner would by hand.
//!
//! toml_edit makes the change, so that layout and comments stay; what comes out is read again before it is offered, and
//! becomes one edit of what differs. A file that is no TOML is left alone.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use crate::reading::Kind;
use crate::register::{self, Names, table_of, tidy};
use crate::settings;
use crate::text::{Edit, Span};

/// The edit that adds a name, with the role that the draft gives it.
pub fn add(text: &str, kind: Kind, name: &str, role: Option<&str>) -> Option<Edit> {
    let (text, names) = read(text)?;
    if names.of_kind(kind).contains_key(&tidy(name)) {
        return None;
    }
    let about: Vec<(&str, Value)> = role.into_iter().map(|role| ("role", role.into())).collect();
    let new = with_name(&text, kind, name, about)?;
    let is_right = |after: &Names| {
        after.of_kind(kind).get(&tidy(name)).is_some_and(|a| a.role.as_deref() == role.map(tidy).as_deref())
            && after.of_kind(kind).len() == names.of_kind(kind).len() + 1
    };
    done(&text, new, is_right)
}

/// The edit that says of two names that they are those of two.
pub fn part(text: &str, a: &str, b: &str) -> Option<Edit> {
    let (text, names) = read(text)?;
    let pair = [tidy(a), tidy(b)];
    if pair[0] == pair[1] || names.distinct.contains(&pair) {
        return None;
    }
    let mut document: DocumentMut = text.lf.parse().ok()?;
    let array = Array::from_iter([a, b]);
    add_to_list(&mut document, "distinct", array.into())?;
    done(&text, document.to_string(), |after| after.distinct.last() == Some(&pair))
}

/// The edit by which `name` is the preferred spelling, and `other` one that is not wanted.
pub fn prefer(text: &str, kind: Kind, name: &str, other: &str) -> Option<Edit> {
    let (text, names) = read(text)?;
    let (name, other) = (tidy(name), tidy(other));
    let mut new = text.lf.clone();
    if names.of_kind(kind).contains_key(&other) {
        // The desk has changed its mind: what stands there stays under its new head.
        new = renamed(&new, kind, &other, &name)?;
    }
    let (_, now) = read(&new)?;
    let known = now.of_kind(kind).get(&name);
    new = match known {
        Some(about) if about.other.iter().flatten().any(|o| *o == other) => new,
        Some(_) => with_other(&new, kind, &name, &other)?,
        None => {
            with_name(&Text::of(&new), kind, &name, vec![("other", Value::Array(Array::from_iter([other.as_str()])))])?
        }
    };
    let is_right = |after: &Names| {
        after.of_kind(kind).get(&name).is_some_and(|a| a.other.iter().flatten().any(|o| *o == other))
            && !after.of_kind(kind).contains_key(&other)
    };
    done(&text, new, is_right)
}

/// The edit that gives an entry another name, wherever the file has it; the other way round where it has the new one as
/// an unwanted spelling.
pub fn rename(text: &str, kind: Kind, old: &str, name: &str) -> Option<Edit> {
    let (text, _) = read(text)?;
    let (old, name) = (tidy(old), tidy(name));
    let new = renamed(&text.lf, kind, &old, &name)?;
    done(&text, new, |after| after.of_kind(kind).contains_key(&name) && !after.of_kind(kind).contains_key(&old))
}

/// The edit that has a `copydesk.toml` leave a quote alone.
pub fn leave_quote(text: &str, quote: &str) -> Option<Edit> {
    let text = Text::of(text);
    let before = settings::parse(&text.lf);
    if before.settings?.ignores_quote(quote) {
        return None;
    }
    let mut document: DocumentMut = text.lf.parse().ok()?;
    let ignore = document.entry("ignore").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    let quote_value = Value::from(quote.split_whitespace().collect::<Vec<_>>().join(" "));
    match ignore.get_mut(settings::QUOTES) {
        Some(list) => push(list.as_array_mut()?, quote_value),
        None => {
            ignore.insert(settings::QUOTES, toml_edit::value(Array::from_iter([quote_value])));
        }
    }
    let new = document.to_string();
    let after = settings::parse(&new);
    let is_right = after.problems.len() <= before.problems.len() && after.settings?.ignores_quote(quote);
    is_right.then(|| text.edit(&new))
}

/// Whether a `copydesk.toml` has a list of quotes of its own.
pub fn lists_quotes(text: &str) -> bool {
    settings::parse(text).settings.is_some_and(|s| s.ignore.named.contains(&settings::QUOTES))
}

/// Whether a `names.toml` has an entry of this name.
pub fn has(text: &str, kind: Kind, name: &str) -> bool {
    register::parse(text).names.is_some_and(|n| n.of_kind(kind).contains_key(name))
}

/// A text with its line ends made one, and the way back.
struct Text<'a> {
    whole: &'a str,
    lf: String,
}

impl<'a> Text<'a> {
    fn of(whole: &'a str) -> Text<'a> {
        Text { whole, lf: whole.strip_prefix('\u{feff}').unwrap_or(whole).replace("\r\n", "\n") }
    }

    /// The one edit that makes the text `new`.
    fn edit(&self, new: &str) -> Edit {
        let old = self.lf.as_str();
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
            a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
        };
        let head = same(&mut old.chars(), &mut new.chars());
        let tail = same(&mut old[head..].chars().rev(), &mut new[head..].chars().rev());
        let end = if self.whole.contains("\r\n") { "\r\n" } else { "\n" };
        let inserted = new[head..new.len() - tail].replace('\n', end);
        Edit::new(Span::new(self.back(head), self.back(old.len() - tail)), inserted)
    }

    /// The byte of the whole text that is this byte of `lf`.
    fn back(&self, at: usize) -> usize {
        let mark = self.whole.len() - self.whole.trim_start_matches('\u{feff}').len();
        let mut left = at;
        for (i, c) in self.whole[mark..].char_indices() {
            if left == 0 {
                return mark + i;
            }
            if c == '\r' && self.whole[mark + i + 1..].starts_with('\n') {
                continue;
            }
            left -= c.len_utf8();
        }
        self.whole.len()
    }
}

fn read(text: &str) -> Option<(Text<'_>, Names)> {
    let text = Text::of(text);
    let names = register::parse(&text.lf).names?;
    Some((text, names))
}

/// The edit, if what comes out says what it should and is no worse than before.
fn done(text: &Text, new: String, is_right: impl Fn(&Names) -> bool) -> Option<Edit> {
    let (before, after) = (register::parse(&text.lf), register::parse(&new));
    let no_worse = after.problems.len() <= before.problems.len() && new != text.lf;
    after.names.filter(|names| no_worse && is_right(names)).map(|_| text.edit(&new))
}

/// The text with a name added, in the style of its neighbours.
fn with_name(text: &Text, kind: Kind, name: &str, about: Vec<(&str, Value)>) -> Option<String> {
    let mut document: DocumentMut = text.lf.parse().ok()?;
    let table = document.entry(table_of(kind)).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let names = table.as_table_like_mut()?;
    let in_lines = names.iter().any(|(_, about)| about.is_inline_table());
    let item = match in_lines || names.iter().next().is_none() && !is_table(names) {
        true => toml_edit::value(InlineTable::from_iter(about)),
        false => Item::Table(Table::from_iter(about)),
    };
    names.insert(name, item);
    Some(document.to_string())
}

/// Whether a table has a head of its own, or may have one.
fn is_table(table: &dyn TableLike) -> bool {
    !table.is_dotted() && table.iter().all(|(_, item)| item.is_table())
}

/// The text with one more spelling that is not wanted.
fn with_other(text: &str, kind: Kind, name: &str, other: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let names = document.get_mut(table_of(kind))?.as_table_like_mut()?;
    let own = names.iter().map(|(key, _)| key.to_string()).find(|key| tidy(key) == name)?;
    let about = names.get_mut(&own)?.as_table_like_mut()?;
    match about.get_mut("other") {
        Some(list) => push(list.as_array_mut()?, other.into()),
        None => {
            about.insert("other", toml_edit::value(Array::from_iter([other])));
        }
    }
    Some(document.to_string())
}

/// Adds to a list at the top of the file, or begins it. What stands above the first table and speaks for the whole file
/// stays above the list.
fn add_to_list(document: &mut DocumentMut, key: &str, value: Value) -> Option<()> {
    if let Some(list) = document.get_mut(key) {
        push(list.as_array_mut()?, value);
        return Some(());
    }
    let is_first = document.iter().all(|(_, item)| item.is_table());
    document.insert(key, toml_edit::value(Array::from_iter([value])));
    if is_first && let Some(first) = first_table(document) {
        let above = first.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default().to_string();
        let cut = above.rfind("\n\n").map_or(0, |at| at + 2);
        let (head, own) = above.split_at(cut);
        let own = if own.starts_with('\n') { own.to_string() } else { format!("\n{own}") };
        first.decor_mut().set_prefix(own);
        let head = head.to_string();
        document.key_mut(key)?.leaf_decor_mut().set_prefix(head);
    }
    Some(())
}

/// The table whose head stands first in the file.
fn first_table(document: &mut DocumentMut) -> Option<&mut Table> {
    fn heads<'a>(table: &'a mut Table, found: &mut Vec<&'a mut Table>) {
        if !table.is_implicit() && !table.is_dotted() {
            found.push(table);
            return;
        }
        table.iter_mut().filter_map(|(_, item)| item.as_table_mut()).for_each(|t| heads(t, found));
    }
    let mut found = Vec::new();
    document.iter_mut().filter_map(|(_, item)| item.as_table_mut()).for_each(|t| heads(t, &mut found));
    found.into_iter().min_by_key(|t| t.position())
}

/// Adds to a list as its last line is written: on a line of its own where that stands on one.
fn push(list: &mut Array, mut value: Value) {
    let Some(last) = list.iter().last() else {
        list.push_formatted(value);
        return;
    };
    let text = |raw: Option<&toml_edit::RawString>| raw.and_then(|r| r.as_str()).unwrap_or_default().to_string();
    let (prefix, suffix) = (text(last.decor().prefix()), text(last.decor().suffix()));
    // Of what stands before it only the line break and the indent are its look; a comment is its own.
    let look = prefix.rfind('\n').map_or(" ", |at| &prefix[at..]);
    let comma = list.trailing_comma();
    let behind = if comma { text(Some(list.trailing())) } else { suffix };
    // What stands behind the last one on its line stays there.
    let (comment, closing) = behind.split_at(behind.rfind('\n').unwrap_or(behind.len()));
    let at = list.len() - 1;
    if let Some(last) = list.get_mut(at).filter(|_| !comma) {
        last.decor_mut().set_suffix("");
    }
    value.decor_mut().set_prefix(format!("{comment}{look}"));
    if comma {
        list.set_trailing(closing);
    } else {
        value.decor_mut().set_suffix(closing);
    }
    list.push_formatted(value);
}

/// The text with an entry under another name. Keys are changed where they stand, and nothing else moves.
fn renamed(text: &str, kind: Kind, old: &str, new: &str) -> Option<String> {
    use crate::keys::{Reader, place, place_of_key};
    let mut reader = Reader::new(text);
    let file = reader.file()?;
    let names = file.get(table_of(kind))?.get_ref().as_table()?;
    if names.iter().any(|(key, _)| tidy(key.get_ref()) == new) {
        return None;
    }
    let (key, about) = names.iter().find(|(key, _)| tidy(key.get_ref()) == old)?;
    let written = |text: &str| Value::from(text).to_string();
    let mut edits = vec![Edit::new(place_of_key(key), Key::new(new).display_repr().into_owned())];
    // The two change places.
    for value in about.get_ref().as_table().and_then(|t| t.get("other")?.get_ref().as_array()).into_iter().flatten() {
        if value.get_ref().as_str().map(tidy).as_deref() == Some(new) {
            edits.push(Edit::new(place(value), written(old)));
        }
    }
    for pair in file.get("distinct").and_then(|d| d.get_ref().as_array()).into_iter().flatten() {
        for value in pair.get_ref().as_array().into_iter().flatten() {
            if value.get_ref().as_str().map(tidy).as_deref() == Some(old) {
                edits.push(Edit::new(place(value), written(new)));
            }
        }
    }
    Some(crate::text::apply(text, &edits))
}

#[cfg(test)]
#[path = "tests/sheet.rs"]
mod tests;
