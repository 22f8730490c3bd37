//! What must never be, as `src/lib.rs` says it: read from the text of the code itself.
//!
//! Each test collects every fault before it fails, so that one run tells all. What stands behind `#[cfg(test)]`
//! may look upward and tell the time: it is no part of the program.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::language;
use copydesk::rules::RULES;
use regex::Regex;

/// The rooms in the order in which a draft flows through them. A room imports those before it.
const ROOMS: &[&str] =
    &["text", "keys", "language", "draft", "reading", "register", "meaning", "rules", "settings", "analysis", "desk"];
const FACES: &[&str] = &["cli", "lsp"];
/// What the faces share. It may read files, so no room may know it.
const SHARED: &[&str] = &["project", "drafts"];
/// No file is longer.
const LINES: usize = 450;

#[test]
fn rooms_import_only_the_rooms_above_them() {
    fail_on(program().iter().flat_map(|file| imports(&file.room(), &file.code).into_iter().map(|f| file.at(&f))));
}

#[test]
fn the_protocol_stays_in_its_room() {
    let protocol = Regex::new(r"\b(lsp_types|tower_lsp)\b").unwrap();
    fail_on(program().iter().filter(|f| f.room() != "lsp").flat_map(|f| f.hits(&protocol)));
}

#[test]
fn below_the_faces_nothing_touches_the_world() {
    let world = Regex::new(
        r"\bstd::(fs|env|time|io|net|process|thread)\b|\buse std::\{[^}]*\b(fs|env|time|io|net|process|thread)\b|\be?print(ln)?!|\bdbg!|\b(Instant|SystemTime)::now",
    );
    let world = world.unwrap();
    fail_on(program().iter().filter(|f| f.below_the_faces()).flat_map(|f| f.hits(&world)));
}

#[test]
fn nothing_knows_the_network() {
    let network =
        Regex::new(r"\bstd::net\b|\b(TcpStream|TcpListener|UdpSocket)\b|\b(reqwest|hyper|ureq|curl|isahc|surf)::")
            .unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let crates = Regex::new(r"(?m)^(reqwest|hyper|ureq|curl|isahc|surf|attohttpc|minreq|native-tls|rustls)\b").unwrap();
    let crates = crates.find_iter(&manifest).map(|m| format!("Cargo.toml: {}", m.as_str()));
    fail_on(program().iter().flat_map(|f| f.hits(&network)).chain(crates));
}

#[test]
fn no_test_is_ignored_and_nothing_is_unsafe() {
    let never = Regex::new(r"#\[ignore|#!?\[allow\(|\bunsafe\s*(\{|fn|impl)").unwrap();
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| rust(folder));
    fail_on(files.filter(|f| f.path != "tests/tidy.rs").flat_map(|f| whole(f).hits(&never)));
}

#[test]
fn every_file_has_a_front_page() {
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| rust(folder));
    fail_on(files.filter(|f| !f.text.starts_with("//! ")).map(|f| format!("{}: does not begin with `//!`", f.path)));
}

#[test]
fn no_file_is_long() {
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| rust(folder));
    let long = files.map(|f| (f.text.lines().count(), f.path)).filter(|(lines, _)| *lines > LINES);
    fail_on(long.map(|(lines, path)| format!("{path}: {lines} lines, and {LINES} is the most")));
}

#[test]
fn the_lists_of_names_are_as_long_as_their_page_says() {
    let folder = root().join("src/language/data");
    let page = fs::read_to_string(folder.join("README.md")).unwrap();
    let lists = walk(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let lists = lists.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(p).unwrap()));
    let said = |name: &str| {
        let row = page.lines().find_map(|line| line.strip_prefix(&format!("| `{name}` | ")))?;
        row.split(' ').next()?.replace(',', "").parse::<usize>().ok()
    };
    let wrong = lists.filter(|(name, text)| !name.starts_with("LICENSE") && said(name) != Some(text.lines().count()));
    fail_on(
        wrong.map(|(name, text)| format!("src/language/data/README.md: {name} has {} lines", text.lines().count())),
    );
}

#[test]
fn a_rule_is_a_file_and_a_page_and_stands_in_the_lists() {
    let stems = |ending: &str| -> Vec<String> {
        let paths = walk(&root().join("src/rules")).into_iter().filter(|p| p.extension().is_some_and(|e| e == ending));
        paths.map(|p| p.file_stem().unwrap().to_string_lossy().replace('_', "-")).collect()
    };
    let (code, pages) = (stems("rs"), stems("md"));
    let mut faults = Vec::new();
    for rule in RULES {
        let has = |list: &[String]| list.iter().any(|s| s == rule.name);
        if !has(&code) || !has(&pages) {
            faults.push(format!("{}: its code or its page is missing from src/rules", rule.name));
        }
        if !rule.page.starts_with(&format!("# {}\n", rule.name)) {
            faults.push(format!("{}: its page does not begin with its name", rule.name));
        }
    }
    let unknown = pages.iter().filter(|p| RULES.iter().all(|r| r.name != p.as_str()));
    faults.extend(unknown.map(|p| format!("src/rules: a page without a rule: {p}")));
    if let Ok(readme) = fs::read_to_string(root().join("README.md")) {
        let listed = |name: &str| readme.contains(&format!("`{name}`"));
        let missing = RULES.iter().filter(|r| !listed(r.name));
        faults.extend(missing.map(|r| format!("README.md: does not list `{}`", r.name)));
    }
    fail_on(faults.into_iter());
}

#[test]
fn word_lists_are_data() {
    // The names of tags, shortcodes and keys are words of a format, though English has them too.
    let of_a_format = |path: &str| {
        let formats = ["html", "front", "archieml", "mask", "draft/mod"];
        matches!(path, "src/settings.rs" | "src/register/parse.rs")
            || path.starts_with("src/draft/") && formats.iter().any(|f| path.contains(f))
    };
    fail_on(program().iter().filter(|f| f.below_the_faces() && !of_a_format(&f.path)).flat_map(|file| {
        let lists = word_lists(&file.code);
        lists.into_iter().map(|words| file.at(&format!("a list of words belongs into a pack: {}", words.join(", "))))
    }));
}

/// The tests of the tests: each fault is found where it is.
mod itself {
    use super::*;

    #[test]
    fn an_import_upward_is_found() {
        assert!(imports("meaning", "use crate::reading::Reading;\nuse crate::{draft::Draft, text::Span};").is_empty());
        assert_eq!(imports("reading", "use crate::meaning;").len(), 1);
        assert_eq!(imports("text", "use crate::{text, language::{Pack, Class}, draft};").len(), 2);
        assert_eq!(imports("desk", "fn f() -> crate::cli::Args {}").len(), 1);
        assert_eq!(imports("cli", "use crate::lsp::run;").len(), 1);
        assert!(imports("lsp", "use crate::{desk::hover, project};").is_empty());
        assert_eq!(imports("desk", "use crate::project;").len(), 1);
        assert_eq!(imports("project", "use crate::{settings, cli::files};").len(), 1);
    }

    #[test]
    fn a_word_list_is_found() {
        let list = |text: &str| !word_lists(text).is_empty();
        let words: Vec<String> = ["said", "kata", "the", "and", "dan", "di"].map(String::from).into();
        let known: Vec<&String> = words.iter().filter(|w| is_word(w)).collect();
        assert!(!known.is_empty(), "the packs know none of {words:?}");
        let quoted = |between: &str| vec![format!("\"{}\"", known[0]); 3].join(between);
        assert!(list(&format!("const A: &[&str] = &[{}];", quoted(", "))));
        assert!(list(&format!("matches!(word, {})", quoted(" | "))));
        assert!(!list("[\"xqz\", \"xqy\", \"xqx\"]"));
        assert!(!list(&format!("f(\"{}\")", known[0])));
    }

    #[test]
    fn comments_are_not_code() {
        assert!(
            imports("text", &code("// use crate::cli;\nlet a = 1; // crate::lsp\n/// [`crate::desk`]\n")).is_empty()
        );
        assert_eq!(code("a\n#[cfg(test)]\nmod tests {\n}\n"), "a\n");
        assert_eq!(imports("text", &code("#[cfg(test)]\nmod testing;\nuse crate::cli;\n")).len(), 1);
    }
}

struct File {
    /// From the project's root.
    path: String,
    text: String,
    /// The text without comments and tests.
    code: String,
}

impl File {
    /// The room of a file of the program: the folder under `src`, or the file itself.
    fn room(&self) -> String {
        let path = self.path.trim_start_matches("src/");
        path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_string()
    }

    fn below_the_faces(&self) -> bool {
        ROOMS.contains(&self.room().as_str())
    }

    fn at(&self, fault: &str) -> String {
        format!("{}: {fault}", self.path)
    }

    fn hits(&self, pattern: &Regex) -> Vec<String> {
        pattern.find_iter(&self.code).map(|m| self.at(m.as_str())).collect()
    }
}

/// The file with its tests, for what must not be in them either.
fn whole(file: File) -> File {
    File { code: without_comments(&file.text), ..file }
}

#[track_caller]
fn fail_on(faults: impl Iterator<Item = String>) {
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program() -> Vec<File> {
    let files = rust("src");
    assert!(files.len() > 20, "the code was not found");
    files
}

fn rust(folder: &str) -> Vec<File> {
    let paths = walk(&root().join(folder)).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    let file = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        // A folder or a file of tests is none of the program's.
        let tests =
            path.starts_with("src") && path.split('/').any(|p| matches!(p, "tests" | "tests.rs" | "testing.rs"));
        File { path, code: if tests { String::new() } else { code(&text) }, text }
    };
    paths.map(file).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|p| if p.is_dir() { walk(&p) } else { vec![p] }).collect()
}

/// The program in a file: no comments, nothing from `#[cfg(test)]` on (tests stand last).
fn code(text: &str) -> String {
    let tests = Regex::new(r"(?m)^#\[cfg\(test\)\]\nmod \w+ \{").unwrap();
    let end = tests.find(text).map_or(text.len(), |m| m.start());
    without_comments(&text[..end])
}

fn without_comments(text: &str) -> String {
    // Two slashes behind a colon are an address in a text, not a comment.
    let comment = Regex::new(r"(?m)(^|[^:])//.*$").unwrap();
    comment.replace_all(text, "$1").into_owned()
}

/// What a room imports and may not.
fn imports(room: &str, code: &str) -> Vec<String> {
    let place = |name: &str| ROOMS.iter().position(|r| *r == name).unwrap_or(ROOMS.len());
    let is_room = |name: &str| [ROOMS, SHARED, FACES].iter().any(|list| list.contains(&name));
    let mut faults = Vec::new();
    let mut look = |name: &str| {
        let upward = place(name) > place(room) || (FACES.contains(&name) && name != room);
        // `main` and `lib` stand above all rooms.
        if is_room(room) && is_room(name) && upward {
            faults.push(format!("{room} imports {name}"));
        }
    };
    let path = Regex::new(r"\bcrate::(\w+)").unwrap();
    path.captures_iter(code).for_each(|c| look(&c[1]));
    for start in code.match_indices("crate::{").map(|(at, found)| at + found.len()) {
        let (mut depth, mut item) = (0, String::new());
        for c in code[start..].chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    look(item.trim().split("::").next().unwrap_or_default());
                    item.clear();
                    continue;
                }
                _ => {}
            }
            item.push(c);
        }
        look(item.trim().split("::").next().unwrap_or_default());
    }
    faults
}

/// Lists of three words and more that our packs know, as arrays or as alternatives of a pattern.
fn word_lists(code: &str) -> Vec<Vec<String>> {
    let lists = Regex::new(r#"("[^"\n]*"\s*[,|]\s*){2,}"[^"\n]*""#).unwrap();
    let literal = Regex::new(r#""([a-z]+)""#).unwrap();
    let words = |list: &str| literal.captures_iter(list).map(|c| c[1].to_string()).filter(|w| is_word(w)).collect();
    lists.find_iter(code).map(|m| words(m.as_str())).filter(|words: &Vec<String>| words.len() >= 3).collect()
}

fn is_word(word: &str) -> bool {
    language::all().iter().any(|pack| !pack.lexicon.classes(word, word).is_empty())
}
