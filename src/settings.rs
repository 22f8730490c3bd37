//! Settings: what a project's `copydesk.toml` says, typed. Reading the file is the faces' work.
//!
//! A wrong key or value is a `Problem` at its place, and the rest of the file still counts; only a file that is
//! no TOML at all gives no settings, so that a server keeps the last good ones while somebody types.

use std::collections::BTreeMap;

use ignore::gitignore::GitignoreBuilder;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::language::{self, Pack};
use crate::rules::{self, RULES, Severity};
use crate::text::Span;

/// What a desk has decided. The default is what copydesk does without any settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `language = "id"`: the language of drafts that do not say their own.
    pub language: Option<&'static Pack>,
    /// `[rules]`: `unattributed-quote = "off"`, `"warning"` …; None is off.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// `[ignore]`: what to leave alone.
    pub ignore: Ignore,
}

/// What a desk wants left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignore {
    /// Quotes that need no speaker, as `bare` leaves them.
    pub quotes: Vec<String>,
    /// Files that are no drafts: globs as in a `.gitignore`, seen from the folder of the settings file.
    pub files: Vec<String>,
}

impl Settings {
    /// The severity of a rule, or None where it is off.
    pub fn severity(&self, rule: &rules::Rule) -> Option<Severity> {
        self.rules.get(rule.name).copied().unwrap_or(Some(rule.severity))
    }

    /// Whether `[ignore] quotes` holds this text; marks, blanks and case do not count.
    pub fn ignores_quote(&self, text: &str) -> bool {
        self.ignore.quotes.contains(&bare(text))
    }
}

/// A settings file as it was understood.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// None where the text is no TOML.
    pub settings: Option<Settings>,
    /// In the order of the text.
    pub problems: Vec<Problem>,
}

/// A key or a value that says nothing to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In the text of the settings, in bytes.
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

/// Reads the text of a `copydesk.toml`.
pub fn parse(text: &str) -> Parsed {
    let mut reader = Reader { text, problems: Vec::new() };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().map_or(Span::default(), |s| Span::new(s.start, s.end));
            reader.problem(span, "", error.message().trim().replace('\n', ", "));
            return Parsed { settings: None, problems: reader.problems };
        }
    };
    let mut settings = Settings::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "language" => settings.language = reader.language(value),
            "rules" => settings.rules = reader.rules(value),
            "ignore" => settings.ignore = reader.ignore(value),
            other => reader.unknown(key, other, ["language", "rules", "ignore"]),
        }
    }
    reader.problems.sort_by_key(|p| p.span);
    Parsed { settings: Some(settings), problems: reader.problems }
}

/// The word of `known` that was probably meant by `word`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let rated = known.into_iter().map(|k| (strsim::jaro_winkler(&word, k), k));
    rated.filter(|(likeness, _)| *likeness > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

/// A text without marks, punctuation, blanks and case: “Not so fast,” and `not so fast` are one quote.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
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
                "quotes" => {
                    for (text, at) in self.strings(value, "ignore.quotes") {
                        match bare(text) {
                            empty if empty.is_empty() => self.problem(at, "ignore.quotes", "a quote without words"),
                            bare => ignore.quotes.push(bare),
                        }
                    }
                }
                "files" => {
                    for (glob, at) in self.strings(value, "ignore.files") {
                        // The builder only reads the glob; no file is touched.
                        match GitignoreBuilder::new("").add_line(None, glob) {
                            Ok(_) => ignore.files.push(glob.to_string()),
                            Err(error) => self.problem(at, "ignore.files", error.to_string()),
                        }
                    }
                }
                other => self.unknown(key, &format!("ignore.{other}"), ["quotes", "files"]),
            }
        }
        ignore
    }

    fn string<'v>(&mut self, value: &'v Value, key: &str) -> Option<&'v str> {
        let found = value.get_ref().as_str();
        if found.is_none() {
            self.problem(place(value), key, "a text in quotation marks is expected");
        }
        found
    }

    fn strings<'v>(&mut self, value: &'v Value, key: &str) -> Vec<(&'v str, Span)> {
        let Some(array) = value.get_ref().as_array() else {
            self.problem(place(value), key, "a list of texts is expected: [\"…\", \"…\"]");
            return Vec::new();
        };
        array.iter().filter_map(|v| Some((self.string(v, key)?, place(v)))).collect()
    }

    fn table<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.problem(place(value), key, format!("a table is expected: [{key}]"));
        }
        table
    }

    fn unknown<'k>(&mut self, key: &Spanned<toml::de::DeString>, path: &str, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let meant = nearest(key.get_ref(), known.iter().copied());
        let hint = meant.map_or_else(|| format!("known are {}", known.join(", ")), |m| format!("did you mean “{m}”?"));
        let span = key.span();
        self.problem(Span::new(span.start, span.end), path, format!("there is no such key; {hint}"));
    }

    fn problem(&mut self, span: Span, key: &str, message: impl Into<String>) {
        let line = self.text.bytes().take(span.start).filter(|b| *b == b'\n').count() + 1;
        self.problems.push(Problem { span, line, key: key.to_string(), message: message.into() });
    }
}

fn place(value: &Value) -> Span {
    let span = value.span();
    Span::new(span.start, span.end)
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
        let text = "language = \"id\"\n[rules]\nunattributed-quote = \"hint\"\nunbalanced-quote = false\nname-spelling = true\n\
                    [ignore]\nquotes = [\"“Not so fast,”\"]\nfiles = [\"drafts/old/**\", \"!keep.md\"]\n";
        let Parsed { settings, problems } = parse(text);
        assert_eq!(problems, []);
        let settings = settings.unwrap();
        assert_eq!(settings.language.unwrap().code, "id");
        let severities: Vec<_> = RULES[..3].iter().map(|r| settings.severity(r)).collect();
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
    fn what_is_no_toml_gives_no_settings() {
        let parsed = parse("language = \"id\"\n[rules\n");
        assert!(parsed.settings.is_none());
        assert_eq!((parsed.problems.len(), parsed.problems[0].line), (1, 2));
    }
}
