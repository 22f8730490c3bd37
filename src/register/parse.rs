//! Reading a `names.toml`, key by key.

use toml::de::DeValue;

use super::{About, Names, TABLES, key, tidy};
use crate::keys::{Key, Problem, Reader, Value, place, place_of_key};
use crate::text::Span;

/// A file as it was understood.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// None where the text is no TOML.
    pub names: Option<Names>,
    /// In the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads the text of a `names.toml`.
pub fn parse(text: &str) -> Parsed {
    let mut reader = Reader::new(text);
    let Some(table) = reader.file() else { return Parsed { names: None, problems: reader.problems } };
    let mut names = Names::default();
    for (key, value) in &table {
        let word = key.get_ref().as_ref();
        if let Some((table, kind)) = TABLES.into_iter().find(|(table, _)| *table == word) {
            for (key, value) in reader.table(value, table).into_iter().flatten() {
                let Some(name) = reader.name(key.get_ref(), place_of_key(key), table) else { continue };
                let about = reader.about(&name, value, &format!("{table}.{name}"));
                if names.of_kind_mut(kind).insert(name.clone(), about).is_some() {
                    reader.problem(place_of_key(key), &format!("{table}.{name}"), "this name stands here twice");
                }
            }
        } else if word == "distinct" {
            names.distinct = reader.pairs(value);
        } else {
            reader.unknown(key, word, TABLES.into_iter().map(|(table, _)| table).chain(["distinct"]));
        }
    }
    reader.contradictions(&names, &table);
    Parsed { names: Some(names), problems: reader.problems() }
}

impl Names {
    /// Where a key has a value that says nothing, what it said last: somebody is typing.
    pub fn keep(&mut self, last: &Names, problems: &[Problem]) {
        for problem in problems {
            let key = problem.key.as_str();
            if key == "distinct" && self.distinct.is_empty() {
                self.distinct.clone_from(&last.distinct);
            }
            for (table, kind) in TABLES {
                if key == table && self.of_kind(kind).is_empty() {
                    self.of_kind_mut(kind).clone_from(last.of_kind(kind));
                }
                let Some(path) = key.strip_prefix(table).and_then(|k| k.strip_prefix('.')) else { continue };
                let (name, field) = match path.rsplit_once('.').filter(|_| !last.of_kind(kind).contains_key(path)) {
                    Some((name, field)) => (name, Some(field)),
                    None => (path, None),
                };
                let (Some(own), Some(last)) = (self.of_kind_mut(kind).get_mut(name), last.of_kind(kind).get(name))
                else {
                    continue;
                };
                match field {
                    None if *own == About::default() => own.clone_from(last),
                    Some("other") => own.other = own.other.take().or_else(|| last.other.clone()),
                    Some("short") => own.short = own.short.take().or_else(|| last.short.clone()),
                    Some("role") => own.role = own.role.take().or_else(|| last.role.clone()),
                    Some("kind") => own.kind = own.kind.take().or_else(|| last.kind.clone()),
                    Some("pronouns") => own.pronouns = own.pronouns.take().or_else(|| last.pronouns.clone()),
                    _ => {}
                }
            }
        }
    }
}

impl Reader<'_> {
    /// A name as it is kept; None where it is none.
    fn name(&mut self, text: &str, at: Span, key: &str) -> Option<String> {
        let wrong = if self::key(text).is_empty() {
            "a name without letters"
        } else if text.chars().any(|c| c.is_control() && c != '\t') {
            "a name cannot hold a line break or a control character"
        } else {
            return Some(tidy(text));
        };
        self.problem(at, key, wrong);
        None
    }

    fn about(&mut self, name: &str, value: &Value, path: &str) -> About {
        let mut about = About::default();
        for (key, value) in self.table(value, path).into_iter().flatten() {
            let path = format!("{path}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "other" => about.other = self.spellings(name, value, &path),
                "short" => about.short = self.spellings(name, value, &path),
                "role" => about.role = self.words(value, &path),
                "kind" => about.kind = self.words(value, &path),
                "pronouns" => about.pronouns = self.words(value, &path),
                _ => self.unknown(key, &path, ["other", "short", "role", "kind", "pronouns"]),
            }
        }
        about
    }

    /// A text of one line.
    fn words(&mut self, value: &Value, key: &str) -> Option<String> {
        self.string(value, key).map(tidy).filter(|text| !text.is_empty())
    }

    fn spellings(&mut self, name: &str, value: &Value, key: &str) -> Option<Vec<String>> {
        if !matches!(value.get_ref(), DeValue::Array(_)) {
            self.strings(value, key);
            return None;
        }
        let mut spellings = Vec::new();
        for (text, at) in self.strings(value, key) {
            match self.name(text, at, key) {
                Some(same) if same == name => self.problem(at, key, "this is the preferred spelling itself"),
                Some(other) if !spellings.contains(&other) => spellings.push(other),
                _ => {}
            }
        }
        Some(spellings)
    }

    fn pairs(&mut self, value: &Value) -> Vec<[String; 2]> {
        let Some(array) = value.get_ref().as_array() else {
            self.problem(place(value), "distinct", "a list of pairs is expected: [[\"…\", \"…\"]]");
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for value in array {
            if value.get_ref().as_array().is_none() {
                self.problem(place(value), "distinct", "a pair of names is expected: [\"…\", \"…\"]");
                continue;
            }
            let names: Vec<String> = self
                .strings(value, "distinct")
                .into_iter()
                .filter_map(|(text, at)| self.name(text, at, "distinct"))
                .collect();
            match <[String; 2]>::try_from(names) {
                Ok([a, b]) if a == b => {
                    self.problem(place(value), "distinct", "two different names are expected");
                }
                Ok(pair) => pairs.push(pair),
                Err(names) if names.len() == value.get_ref().as_array().map_or(0, |a| a.len()) => {
                    let message = format!("two names are expected, and here are {}", names.len());
                    self.problem(place(value), "distinct", message);
                }
                // What is wrong with one of them was said.
                Err(_) => {}
            }
        }
        pairs
    }

    /// A spelling that is unwanted for one name and preferred for another of its kind helps nobody.
    fn contradictions<'i>(&mut self, names: &Names, file: &toml::de::DeTable<'i>) {
        let unwanted = |(key, value): (&Key<'i>, &Value<'i>)| -> Vec<(String, String, Span)> {
            let other = value.get_ref().as_table().and_then(|t| t.get("other")?.get_ref().as_array());
            let texts = other.into_iter().flatten().filter_map(|v| Some((tidy(v.get_ref().as_str()?), place(v))));
            texts.map(|(text, at)| (tidy(key.get_ref()), text, at)).collect()
        };
        for (table, kind) in TABLES {
            let entries = file.get(table).and_then(|t| t.get_ref().as_table());
            for (name, text, at) in entries.into_iter().flatten().flat_map(unwanted) {
                if text != name && names.of_kind(kind).contains_key(&text) {
                    let key = format!("{table}.{name}.other");
                    self.problem(at, &key, format!("“{text}” is the preferred spelling of another name here"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_problem(text: &str, line: usize, key: &str, at: &str, message: &str) {
        let problems = parse(text).problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        let problem = &problems[0];
        assert_eq!((problem.line, problem.key.as_str(), problem.span.of(text)), (line, key, at));
        assert!(problem.message.contains(message), "{}", problem.message);
    }

    #[test]
    fn a_whole_file() {
        let text = "distinct = [[\"Andi Saputra\", \"Andri  Saputro\"]]\n\n[people.\"Sergei Shoigu\"]\nother = [\"Sergey Shoygu\"]\n\
                    role = \"secretary\"\npronouns = \"he\"\n[organisations]\n\"Komisi Pemilihan Umum\" = { short = [\"KPU\"], kind = \"agency\" }\n\
                    [places]\nKyiv = { other = [\"Kiev\"] }\n";
        let Parsed { names, problems } = parse(text);
        assert_eq!(problems, []);
        let names = names.unwrap();
        assert_eq!(names.distinct, [["Andi Saputra".to_string(), "Andri Saputro".to_string()]]);
        let about = &names.people["Sergei Shoigu"];
        assert_eq!(about.other.as_deref(), Some(&["Sergey Shoygu".to_string()][..]));
        assert_eq!((about.role.as_deref(), about.pronouns.as_deref()), (Some("secretary"), Some("he")));
        assert_eq!(about.short, None);
        assert_eq!(names.organisations["Komisi Pemilihan Umum"].kind.as_deref(), Some("agency"));
        assert_eq!(names.places["Kyiv"].other.as_deref(), Some(&["Kiev".to_string()][..]));
    }

    #[test]
    fn a_problem_stands_at_its_place() {
        check_problem("\n[peple.Ana]", 2, "peple", "peple", "did you mean “people”");
        check_problem("people = 3", 1, "people", "3", "[people]");
        check_problem("[people]\nAna = 3", 2, "people.Ana", "3", "table");
        check_problem("[people]\n\"…\" = {}", 2, "people", "\"…\"", "without letters");
        check_problem("[people.Ana]\nrol = \"x\"", 2, "people.Ana.rol", "rol", "did you mean “role”");
        check_problem("[people.Ana]\nrole = 1", 2, "people.Ana.role", "1", "text");
        check_problem("[people.Ana]\nother = \"Anna\"", 2, "people.Ana.other", "\"Anna\"", "list");
        check_problem("[people.Ana]\nother = [\"Anna\", 7]", 2, "people.Ana.other", "7", "text");
        check_problem("[people.Ana]\nother = [\"Ana\"]", 2, "people.Ana.other", "\"Ana\"", "itself");
        check_problem("distinct = \"a\"", 1, "distinct", "\"a\"", "list of pairs");
        check_problem("distinct = [[\"a\"]]", 1, "distinct", "[\"a\"]", "two names");
        check_problem("distinct = [[\"a\", \"a\"]]", 1, "distinct", "[\"a\", \"a\"]", "different");
        check_problem("distinct = [\"a\"]", 1, "distinct", "\"a\"", "pair");
        check_problem("distinct = [[\"a\", 2]]", 1, "distinct", "2", "text");
        check_problem(
            "[places]\nKyiv = { other = [\"Kiev\"] }\nKiev = {}",
            2,
            "places.Kyiv.other",
            "\"Kiev\"",
            "another",
        );
    }

    #[test]
    fn the_rest_of_the_file_still_counts() {
        let parsed = parse("colour = 1\n[people.Ana]\nrole = 7\npronouns = \"she\"\n[people.Ivo]\n");
        assert_eq!(parsed.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 3]);
        let names = parsed.names.unwrap();
        assert_eq!(names.people["Ana"].pronouns.as_deref(), Some("she"));
        assert!(names.people.contains_key("Ivo"));
    }

    #[test]
    fn a_wrong_value_leaves_the_last_good_one() {
        let last = parse("[people.\"Ana B. Gil\"]\nrole = \"mayor\"\nother = [\"Anna Gil\"]\n").names.unwrap();
        let check = |text: &str, role: Option<&str>, other: Option<usize>| {
            let parsed = parse(text);
            let mut names = parsed.names.unwrap();
            names.keep(&last, &parsed.problems);
            let about = names.people.get("Ana B. Gil").cloned().unwrap_or_default();
            assert_eq!((about.role.as_deref(), about.other.map(|o| o.len())), (role, other), "{text}");
        };
        check("[people.\"Ana B. Gil\"]\nrole = 7\n", Some("mayor"), None);
        check("[people.\"Ana B. Gil\"]\nother = \"Anna\"\n", None, Some(1));
        check("people = 3\n", Some("mayor"), Some(1));
        check("[people]\n\"Ana B. Gil\" = 3\n", Some("mayor"), Some(1));
        check("[people.\"Ana B. Gil\"]\nrol = \"x\"\n", None, None);
    }

    #[test]
    fn what_is_no_toml_says_nothing() {
        for text in ["[people\n", "people.Ana = {}\n[people.Ana]\n", "[people.Ana]\n[people.Ana]\n"] {
            let parsed = parse(text);
            assert!(parsed.names.is_none() && parsed.problems.len() == 1, "{text}");
        }
    }
}
