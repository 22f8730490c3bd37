//! Settings: what a project's `copydesk.toml` says, typed. Reading the file is the faces' work. The names that stand
//! beside them in `names.toml` come along as the register.
//!
//! A wrong key or value is a `Problem` at its place, and the rest of the file still counts; only a file that is
//! no TOML at all gives no settings. A server keeps what was good before while somebody types.

use std::collections::BTreeMap;
use std::sync::Arc;

use ignore::gitignore::GitignoreBuilder;
use toml::de::DeValue;

use crate::keys::{Reader, Value, place, place_of_key};
use crate::language::{self, Pack};
use crate::register::{Register, TABLES};
use crate::rules::{self, RULES, Severity};

pub use crate::keys::{Problem, nearest};

/// What a desk has decided. The default is what copydesk does without any settings.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// `language = "id"`: the language of drafts that do not say their own.
    #[cfg_attr(test, schemars(schema_with = "schema::language", default))]
    pub language: Option<&'static Pack>,
    /// `[rules]`: `unattributed-quote = "off"`, `"warning"` …; None is off.
    #[cfg_attr(test, schemars(schema_with = "schema::rules"))]
    pub rules: BTreeMap<String, Option<Severity>>,
    /// `[ignore]`: what to leave alone.
    pub ignore: Ignore,
    /// `series = true`, or limits under `[series]`: the drafts of this folder and those below are one series.
    #[cfg_attr(test, schemars(schema_with = "schema::series", default))]
    pub series: Option<Series>,
    /// What `names.toml` says.
    #[cfg_attr(test, schemars(skip))]
    pub register: Arc<Register>,
}

/// What a desk wants left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Ignore {
    /// Quotes that need no speaker, as `bare` leaves them.
    #[cfg_attr(test, schemars(description = "Quotes that need no speaker; marks, punctuation and case do not count."))]
    pub quotes: Vec<String>,
    /// Files that are no drafts: globs as in a `.gitignore`, seen from the folder of the settings file.
    pub files: Vec<String>,
    /// The keys that the file names, be it with an empty list: such a key does not let a farther file through.
    #[cfg_attr(test, schemars(skip))]
    pub named: Vec<&'static str>,
}

/// Whether the drafts of a folder are read beside one another, and how many of them at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    pub on: bool,
    /// Drafts beyond these are not read, nor are those with which the text would be more than so many megabytes.
    pub files: usize,
    pub megabytes: usize,
}

impl Default for Series {
    fn default() -> Series {
        Series { on: true, files: 500, megabytes: 20 }
    }
}

impl PartialEq for Settings {
    fn eq(&self, other: &Settings) -> bool {
        let code = |s: &Settings| s.language.map(|p| p.code.as_str());
        code(self) == code(other)
            && self.rules == other.rules
            && self.ignore == other.ignore
            && self.series == other.series
            && self.register == other.register
    }
}

impl Settings {
    /// The severity of a rule, or None where it is off.
    pub fn severity(&self, rule: &rules::Rule) -> Option<Severity> {
        self.rules.get(rule.name).copied().unwrap_or(Some(rule.severity))
    }

    /// These settings, and where they are silent what a file in a folder above says: the nearer file wins, key by key.
    pub fn over(mut self, farther: &Settings) -> Settings {
        self.language = self.language.or(farther.language);
        self.series = self.series.or(farther.series);
        for (rule, severity) in &farther.rules {
            self.rules.entry(rule.clone()).or_insert(*severity);
        }
        for key in &farther.ignore.named {
            if !self.ignore.named.contains(key) {
                self.ignore.named.push(key);
                match *key {
                    QUOTES => self.ignore.quotes.clone_from(&farther.ignore.quotes),
                    _ => self.ignore.files.clone_from(&farther.ignore.files),
                }
            }
        }
        self
    }

    /// Where a key has a value that says nothing, what it said last: `= "hin` is half of a hint, and no default.
    pub fn keep(&mut self, last: &Settings, problems: &[Problem]) {
        for problem in problems {
            match problem.key.as_str() {
                "language" => self.language = self.language.or(last.language),
                "rules" => self.rules.clone_from(&last.rules),
                "ignore" => self.ignore.clone_from(&last.ignore),
                "ignore.quotes" if self.ignore.quotes.is_empty() => self.ignore.quotes.clone_from(&last.ignore.quotes),
                "ignore.files" if self.ignore.files.is_empty() => self.ignore.files.clone_from(&last.ignore.files),
                "series" => self.series = self.series.or(last.series),
                "series.files" | "series.megabytes" => {
                    if let (Some(own), Some(last)) = (&mut self.series, last.series) {
                        let (to, from) = match problem.key.as_str() {
                            "series.files" => (&mut own.files, last.files),
                            _ => (&mut own.megabytes, last.megabytes),
                        };
                        *to = from;
                    }
                }
                key => {
                    let rule = key.strip_prefix("rules.");
                    if let Some((rule, severity)) = rule.and_then(|rule| last.rules.get_key_value(rule)) {
                        self.rules.entry(rule.clone()).or_insert(*severity);
                    }
                }
            }
        }
    }

    /// Whether `[ignore] quotes` holds this text; marks, blanks and case do not count.
    pub fn ignores_quote(&self, text: &str) -> bool {
        self.ignore.quotes.contains(&bare(text))
    }
}

/// The keys of `[ignore]`.
pub const QUOTES: &str = "quotes";
pub const FILES: &str = "files";

/// A settings file as it was understood.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// None where the text is no TOML.
    pub settings: Option<Settings>,
    /// In the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads the text of a `copydesk.toml`.
pub fn parse(text: &str) -> Parsed {
    let mut reader = Reader::new(text);
    let Some(table) = reader.file() else { return Parsed { settings: None, problems: reader.problems } };
    let mut settings = Settings::default();
    for (key, value) in &table {
        match key.get_ref().as_ref() {
            "language" => settings.language = reader.language(value),
            "rules" => settings.rules = reader.rules(value),
            "ignore" => settings.ignore = reader.ignore(value),
            "series" => settings.series = reader.series(value),
            other if TABLES.iter().any(|(table, _)| *table == other) || other == "distinct" => {
                reader.problem(place_of_key(key), other, "names stand in a file of their own: names.toml");
            }
            other => reader.unknown(key, other, ["language", "rules", "ignore", "series"]),
        }
    }
    Parsed { settings: Some(settings), problems: reader.problems() }
}

/// A text without marks, punctuation, blanks and case: “Not so fast,” and `not so fast` are one quote.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Reader<'_> {
    fn language(&mut self, value: &Value) -> Option<&'static Pack> {
        let code = self.string(value, "language")?;
        let pack = language::by_code(code);
        if pack.is_none() {
            let known: Vec<&str> = language::all().iter().map(|p| p.code.as_str()).filter(|c| *c != "und").collect();
            self.problem(
                place(value),
                "language",
                format!("“{code}” is no language that copydesk knows: {}", known.join(", ")),
            );
        }
        pack
    }

    fn rules(&mut self, value: &Value) -> BTreeMap<String, Option<Severity>> {
        let mut rules = BTreeMap::new();
        for (key, value) in self.table(value, "rules").into_iter().flatten() {
            let name = key.get_ref().as_ref();
            let Some(rule) = rules::by_name(name) else {
                self.unknown(key, &format!("rules.{name}"), RULES.iter().map(|r| r.name));
                continue;
            };
            if let Some(severity) = self.severity(value, rule) {
                rules.insert(rule.name.to_string(), severity);
            }
        }
        rules
    }

    fn severity(&mut self, value: &Value, rule: &rules::Rule) -> Option<Option<Severity>> {
        let word = match value.get_ref() {
            DeValue::Boolean(true) => return Some(Some(rule.severity)),
            DeValue::Boolean(false) => return Some(None),
            other => other.as_str().unwrap_or_default(),
        };
        let all = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];
        match all.into_iter().find(|s| s.key() == word) {
            Some(severity) => Some(Some(severity)),
            None if word == "off" => Some(None),
            None => {
                let expected =
                    "one of \"off\", \"error\", \"warning\", \"information\", \"hint\", true, false is expected";
                self.problem(place(value), &format!("rules.{}", rule.name), expected);
                None
            }
        }
    }

    fn ignore(&mut self, value: &Value) -> Ignore {
        let mut ignore = Ignore::default();
        for (key, value) in self.table(value, "ignore").into_iter().flatten() {
            match key.get_ref().as_ref() {
                QUOTES => {
                    ignore.named.push(QUOTES);
                    for (text, at) in self.strings(value, "ignore.quotes") {
                        match bare(text) {
                            empty if empty.is_empty() => self.problem(at, "ignore.quotes", "a quote without words"),
                            bare => ignore.quotes.push(bare),
                        }
                    }
                }
                FILES => {
                    ignore.named.push(FILES);
                    for (glob, at) in self.strings(value, "ignore.files") {
                        // The builder only reads the glob; no file is touched.
                        match GitignoreBuilder::new("").add_line(None, glob) {
                            Ok(_) => ignore.files.push(glob.to_string()),
                            Err(error) => self.problem(at, "ignore.files", error.to_string()),
                        }
                    }
                }
                other => self.unknown(key, &format!("ignore.{other}"), [QUOTES, FILES]),
            }
        }
        ignore
    }

    fn series(&mut self, value: &Value) -> Option<Series> {
        if let DeValue::Boolean(on) = value.get_ref() {
            return Some(Series { on: *on, ..Series::default() });
        }
        let Some(table) = value.get_ref().as_table() else {
            self.problem(place(value), "series", "true, false, or a table is expected: [series]");
            return None;
        };
        let mut series = Series::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "files" => series.files = self.count(value, "series.files").unwrap_or(series.files),
                "megabytes" => series.megabytes = self.count(value, "series.megabytes").unwrap_or(series.megabytes),
                other => self.unknown(key, &format!("series.{other}"), ["files", "megabytes"]),
            }
        }
        Some(series)
    }
}

#[cfg(test)]
#[path = "settings/tests/schema.rs"]
mod schema;

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
        let text = "language = \"id\"\n[rules]\nunattributed-quote = \"hint\"\nunbalanced-quote = false\nname-spelling = true\n\
                    [ignore]\nquotes = [\"“Not so fast,”\"]\nfiles = [\"drafts/old/**\", \"!keep.md\"]\n";
        let Parsed { settings, problems } = parse(text);
        assert_eq!(problems, []);
        let settings = settings.unwrap();
        assert_eq!(settings.language.unwrap().code, "id");
        let severities: Vec<_> = RULES.iter().take(3).map(|r| settings.severity(r)).collect();
        assert_eq!(severities, [Some(Severity::Hint), None, Some(RULES[2].severity)]);
        assert!(settings.ignores_quote("\"Not so   fast\""));
        assert!(!settings.ignores_quote("Not so"));
        assert_eq!(settings.ignore.files, ["drafts/old/**", "!keep.md"]);
    }

    #[test]
    fn nothing_said_is_nothing_changed() {
        let settings = parse("\u{feff}# empty\r\n").settings.unwrap();
        assert!(settings.language.is_none() && !settings.ignores_quote("“…”"));
        assert_eq!(settings.severity(RULES[0]), Some(RULES[0].severity));
    }

    #[test]
    fn a_problem_stands_at_its_place() {
        check_problem("\nlanguag = \"id\"", 2, "languag", "languag", "did you mean “language”");
        check_problem("language = \"xx\"", 1, "language", "\"xx\"", "en, id");
        check_problem("language = 3", 1, "language", "3", "text");
        check_problem("rules = 3", 1, "rules", "3", "[rules]");
        check_problem("[rules]\nname-speling = true", 2, "rules.name-speling", "name-speling", "name-spelling");
        check_problem("[rules]\nname-spelling = \"loud\"", 2, "rules.name-spelling", "\"loud\"", "information");
        check_problem("[ignore]\nfiles = \"a\"", 2, "ignore.files", "\"a\"", "list");
        check_problem("[ignore]\nfiles = [\"a{\"]", 2, "ignore.files", "\"a{\"", "");
        check_problem("[ignore]\nquotes = [\"“ ”\"]", 2, "ignore.quotes", "\"“ ”\"", "without words");
        check_problem("series = \"yes\"", 1, "series", "\"yes\"", "true, false");
        check_problem("[series]\nfile = 3", 2, "series.file", "file", "did you mean “files”");
        check_problem("[series]\nfiles = -3", 2, "series.files", "-3", "whole number");
        check_problem("[series]\nmegabytes = \"20\"", 2, "series.megabytes", "\"20\"", "whole number");
        check_problem("[ignore]\nquotes = [\"a\", 7]", 2, "ignore.quotes", "7", "text");
    }

    #[test]
    fn the_rest_of_the_file_still_counts() {
        let parsed =
            parse("colour = 1\nlanguage = \"id\"\n[rules]\nunattributed-quote = 7\nunbalanced-quote = \"off\"\n");
        assert_eq!(parsed.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 4]);
        let settings = parsed.settings.unwrap();
        assert_eq!(settings.language.unwrap().code, "id");
        assert_eq!(settings.severity(RULES[1]), None);
    }

    #[test]
    fn a_nearer_file_wins_key_by_key() {
        let of = |text: &str| parse(text).settings.unwrap();
        let far = of(
            "language = \"id\"\n[rules]\nunattributed-quote = \"hint\"\nname-spelling = false\n[ignore]\nquotes = [\"Ah\"]\nfiles = [\"a\"]\n",
        );
        let near = of("[rules]\nname-spelling = \"error\"\n[ignore]\nfiles = []\n").over(&far);
        assert_eq!(near.language.unwrap().code, "id");
        assert_eq!(near.rules["unattributed-quote"], Some(Severity::Hint));
        assert_eq!(near.rules["name-spelling"], Some(Severity::Error));
        assert!(near.ignores_quote("“Ah!”") && near.ignore.files.is_empty());
    }

    #[test]
    fn a_series_is_on_or_off_or_has_limits() {
        let check = |text: &str, want: Option<(bool, usize, usize)>| {
            let parsed = parse(text);
            assert_eq!(parsed.problems, []);
            assert_eq!(parsed.settings.unwrap().series.map(|s| (s.on, s.files, s.megabytes)), want);
        };
        check("", None);
        check("series = true", Some((true, 500, 20)));
        check("series = false", Some((false, 500, 20)));
        check("[series]\nfiles = 1_000\n", Some((true, 1000, 20)));
        check("series = { megabytes = 5 }", Some((true, 500, 5)));
        let of = |text: &str| parse(text).settings.unwrap();
        assert!(!of("series = false").over(&of("series = true")).series.unwrap().on);
        assert!(of("language = \"id\"").over(&of("series = true")).series.unwrap().on);
    }

    #[test]
    fn names_are_sent_to_their_file() {
        check_problem("[people.Ana]\n", 1, "people", "people", "names.toml");
    }

    #[test]
    fn what_is_no_toml_gives_no_settings() {
        let parsed = parse("language = \"id\"\n[rules\n");
        assert!(parsed.settings.is_none());
        assert_eq!((parsed.problems.len(), parsed.problems[0].line), (1, 2));
    }
}
