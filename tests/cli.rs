//! The command line as its users meet it: the built program, real files, exit codes, and what is said where.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder of drafts.
struct Desk {
    folder: TempDir,
}

/// What a run left behind.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.err))
    }

    #[track_caller]
    fn check(self, code: i32, err: &[&str]) -> Ran {
        assert!(err.iter().all(|e| self.err.contains(e)), "{err:?} in:\n{}", self.err);
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk { folder: TempDir::new().unwrap() };
        files.iter().for_each(|(name, text)| desk.write(name, text.as_bytes()));
        desk
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(args).current_dir(self.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_on(args, "")
    }

    fn run_on(&self, args: &[&str], stdin: &str) -> Ran {
        let mut child = self.command(args).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let text = stdin.to_string();
        // A thread of its own: the program may answer before it has read everything.
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

const CLEAN: &str = "The ferry left at noon, an hour late.\n";
const NOBODYS: &str =
    "The council met on Tuesday evening in the old town hall.\n\n“We were never told about any of this.”\n";

#[test]
fn clean_drafts_end_with_nothing_said() {
    let desk = Desk::new(&[("a.md", CLEAN), ("b/c.txt", CLEAN)]);
    let ran = desk.run(&["check"]).check(0, &["2 drafts checked, nothing to report"]);
    assert_eq!(ran.out, "");
    assert_eq!(desk.run(&["check", "--format", "json", "."]).check(0, &[]).json(), json!([]));
}

#[test]
fn findings_and_exit_code_say_the_same() {
    let desk = Desk::new(&[("b.md", NOBODYS), ("a.md", NOBODYS), ("c.md", CLEAN)]);
    let ran = desk.run(&["check", "--format", "json", "b.md", "a.md", "c.md"]);
    let findings = ran.json().as_array().unwrap().clone();
    assert_eq!((ran.code, findings.len()), (1, 2), "{findings:?}");
    let paths: Vec<&str> = findings.iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert!(paths.is_sorted() && !paths.contains(&"c.md"), "{paths:?}");
    for finding in &findings {
        let text = NOBODYS;
        let line = text.lines().nth(finding["start"]["line"].as_u64().unwrap() as usize - 1).unwrap();
        let from_column: String =
            line.chars().skip(finding["start"]["column"].as_u64().unwrap() as usize - 1).collect();
        let from_byte = &text[finding["start"]["byte"].as_u64().unwrap() as usize..];
        assert!(from_byte.starts_with(&from_column), "{finding}");
    }
    let text = desk.run(&["check", "a.md"]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains("a.md:3:1"), "{}", text.out);
    assert!(!text.out.contains('\u{1b}'), "colour only on a terminal");
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let desk = Desk::new(&[("a.md", CLEAN), ("z.md", CLEAN)]);
    desk.write("m.md", b"fine\n\x93bad\x94\n");
    desk.run(&["check", "a.md", "no.md", "m.md", "z.md"]).check(
        2,
        &["error: no.md: ", "error: m.md: is not UTF-8", "line 2", "2 drafts checked, nothing to report; 2 errors"],
    );
}

#[test]
fn a_command_that_says_nothing_to_us() {
    let desk = Desk::new(&[]);
    desk.run(&["check", "--colour"]).check(2, &["--colour"]);
    desk.run(&["check", "--lang", "tlh"]).check(2, &["en, id"]);
    desk.run(&["check", "--as", "docx"]).check(2, &["markdown"]);
    desk.run(&["read", "--show", "sizes", "a.md"]).check(2, &["attributions"]);
    desk.run(&[]).check(2, &["copydesk check story.md"]);
    assert!(desk.run(&["--help"]).check(0, &[]).out.contains("copydesk check drafts/"));
    assert!(desk.run(&["check", "--help"]).check(0, &[]).out.contains("related"));
    let version = desk.run(&["--version"]).check(0, &[]).out;
    assert_eq!(version, format!("copydesk {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn folders_are_searched_for_drafts_only() {
    let files = ["README.md", "LICENSE-MIT.txt", "style.css", "node_modules/x/story.md", ".hidden/a.md", "photo.jpg"];
    let desk = Desk::new(&files.map(|name| (name, CLEAN)));
    desk.write("story.html", b"<p>The ferry left.</p>");
    desk.run(&["check", "."]).check(0, &["1 draft checked"]);
    desk.run(&["check", "README.md", "style.css"]).check(0, &["2 drafts checked"]);
    desk.run(&["check", "README.md", "./README.md"]).check(0, &["1 draft checked"]);
}

#[test]
fn gitignore_counts_for_folders_and_for_files_named_outright() {
    let desk =
        Desk::new(&[(".gitignore", "old/\nnotes.md\n"), ("old/a.md", CLEAN), ("notes.md", CLEAN), ("b.md", CLEAN)]);
    desk.run(&["check"]).check(0, &["1 draft checked"]);
    let named = ["check", "old/a.md", "old", "notes.md", "b.md"];
    let notes =
        ["note: old/a.md: left alone", "note: old: left alone", "note: notes.md: left alone", "1 draft checked"];
    desk.run(&named).check(0, &notes);
    desk.run(&[&named[..], &["--no-ignore"]].concat()).check(0, &["3 drafts checked"]);
}

#[test]
fn settings_are_found_upward_and_leave_files_alone() {
    let settings = "[ignore]\nfiles = [\"archive/**\", \"*.txt\"]\n";
    let desk = Desk::new(&[("copydesk.toml", settings), ("in/archive/a.md", CLEAN), ("archive/b/c.md", CLEAN)]);
    desk.write("in/d.txt", CLEAN.as_bytes());
    desk.write("in/e.md", CLEAN.as_bytes());
    desk.run(&["check"]).check(0, &["2 drafts checked"]);
    desk.run(&["check", "archive/b/c.md"]).check(0, &["archive/b/c.md: left alone, because copydesk.toml names it"]);
    desk.run(&["check", "--no-ignore"]).check(0, &["4 drafts checked"]);
    // A nearer file wins key by key: what it leaves open, the one above still says.
    desk.write("in/copydesk.toml", b"language = \"id\"\n");
    desk.run(&["check"]).check(0, &["2 drafts checked"]);
    desk.write("in/copydesk.toml", b"[ignore]\nfiles = []\n");
    desk.run(&["check"]).check(0, &["3 drafts checked"]);
    desk.write("in/copydesk.toml", b"[ignore]\nfiles = [\"archive/**\"]\n");
    desk.run(&["check"]).check(0, &["2 drafts checked"]);
}

#[test]
fn settings_switch_rules_off_and_leave_quotes_alone() {
    let desk = Desk::new(&[("a.md", NOBODYS)]);
    for settings in [
        "[rules]\nunattributed-quote = \"off\"\n",
        "[ignore]\nquotes = [\"we were never told about any of this\"]\n",
        "[ignore]\nfiles = [\"/a.md\"]\n",
    ] {
        desk.write("copydesk.toml", settings.as_bytes());
        assert_eq!(desk.run(&["check"]).check(0, &[]).out, "", "{settings}");
    }
}

const MISSPELLED: &str = "The contract was signed by the minister, Sergey Woronin, on Tuesday.\n";

#[test]
fn the_register_is_found_upward_and_a_nearer_one_wins() {
    let names = "[people.\"Sergei Voronin\"]\nother = [\"Sergey Woronin\"]\n";
    let desk = Desk::new(&[("names.toml", names), ("in/deep/a.md", MISSPELLED), ("b.md", MISSPELLED)]);
    let ran = desk.run(&["check"]).check(1, &["2 findings in 2 of 2 drafts"]);
    let message = "warning[house-name]: Sergey Woronin is spelled Sergei Voronin in the register (names.toml)";
    assert_eq!(ran.out.matches(message).count(), 2, "{}", ran.out);
    desk.write("in/names.toml", b"[people.\"Sergey Woronin\"]\n");
    let ran = desk.run(&["check"]).check(1, &["1 finding in 1 of 2 drafts"]);
    assert!(ran.out.contains("b.md:1"), "{}", ran.out);
    desk.write("in/names.toml", b"[people.\"Sergej Voronin\"]\nother = [\"Sergey Woronin\"]\n");
    let ran = desk.run(&["check"]).check(1, &[]);
    assert!(ran.out.contains("Sergej Voronin in the register (in/names.toml)"), "{}", ran.out);
    assert!(desk.run(&["read", "--show", "findings", "b.md"]).out.contains("^^^ house-name"));
}

#[test]
fn names_with_a_slip_are_told_by_file_line_and_key() {
    let names = "[people.\"Sergei Voronin\"]\nother = [\"Sergey Woronin\"]\nrol = \"minister\"\n";
    let desk = Desk::new(&[("drafts/names.toml", names), ("drafts/a.md", MISSPELLED)]);
    let told = ["error: drafts/names.toml:3: people.Sergei Voronin.rol: ", "did you mean “role”", "1 finding"];
    let ran = desk.run(&["check", "drafts", "drafts/a.md"]).check(2, &told);
    assert_eq!(ran.err.matches("Voronin.rol").count(), 1, "told once: {}", ran.err);
    desk.write("drafts/names.toml", b"[people\n");
    desk.run(&["check", "drafts"]).check(2, &["error: drafts/names.toml:1: ", "nothing to report"]);
}

#[test]
fn settings_with_a_slip_are_told_by_file_line_and_key() {
    let desk = Desk::new(&[
        ("drafts/copydesk.toml", "language = \"id\"\n[rules]\nname-speling = \"off\"\n"),
        ("drafts/a.md", CLEAN),
    ]);
    let told =
        ["error: drafts/copydesk.toml:3: rules.name-speling: ", "did you mean “name-spelling”", "1 draft checked"];
    let ran = desk.run(&["check", "drafts", "drafts/a.md"]).check(2, &told);
    assert_eq!(ran.err.matches("name-speling").count(), 1, "told once: {}", ran.err);
    desk.write("drafts/copydesk.toml", b"[rules\n");
    desk.run(&["check", "drafts"]).check(2, &["error: drafts/copydesk.toml:1: "]);
}

#[test]
fn standard_input_and_other_encodings() {
    let desk = Desk::new(&[]);
    desk.run_on(&["check", "-"], CLEAN).check(0, &["1 draft checked"]);
    let utf16: Vec<u8> = "\u{feff}“Ana” 🗞\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.write("a.txt", &utf16);
    let ran = desk.run(&["read", "--show", "blocks", "--lang", "en", "a.txt"]).check(0, &[]);
    assert_eq!(ran.out, "“Ana” 🗞\r\n^^^^^^^ paragraph en\n");
    let ran = desk.run_on(&["read", "--show", "blocks", "--lang", "id", "-"], "\u{feff}Dua.").check(0, &[]);
    assert_eq!(ran.out, "Dua.\n^^^^ paragraph id\n");
}

#[test]
fn rules_are_explained() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["explain"]).check(0, &[]).out;
    assert!(["unattributed-quote", "unbalanced-quote", "name-spelling"].iter().all(|r| list.contains(r)), "{list}");
    assert!(desk.run(&["explain", "name-spelling"]).check(0, &[]).out.starts_with("# name-spelling\n"));
    desk.run(&["explain", "unatributed"]).check(2, &["did you mean “unattributed-quote”?"]);
    desk.run(&["explain", "zzz"]).check(2, &["known are unattributed-quote, "]);
}

#[test]
fn a_bad_line_gets_its_error_in_its_place() {
    let desk = Desk::new(&[]);
    let lines = [
        r#"{"id": "one", "text": "Dua orang datang.", "lang": "id"}"#,
        "no json",
        r#"{"id": "two", "text": "Two came.", "lang": null, "format": "markdown", "quotes": []}"#,
        r#"{"id": "three"}"#,
        r#"{"id": "four", "text": "x", "format": "docx"}"#,
        "",
        r#"{"id": 5, "text": "", "lang": "tlh"}"#,
    ];
    let ran = desk.run_on(&["analyze", "--jsonl"], &lines.join("\n")).check(2, &[]);
    let answers: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let ids: Vec<&Value> = answers.iter().map(|a| &a["id"]).collect();
    assert_eq!(ids, [&json!("one"), &Value::Null, &json!("two"), &Value::Null, &Value::Null, &Value::Null, &json!(5)]);
    assert_eq!((&answers[0]["lang"], &answers[6]["lang"]), (&json!("id"), &json!("und")));
    for (n, answer) in answers.iter().enumerate() {
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        if answer["id"].is_null() {
            assert_eq!(answer["line"], n + 1);
            assert!(answer["error"].as_str().is_some_and(|e| !e.is_empty()));
        } else {
            assert_eq!(keys, ["entities", "findings", "id", "lang", "quotes"]);
        }
    }
    desk.run_on(&["analyze", "--jsonl"], lines[0]).check(0, &[]);
    assert_eq!(desk.run(&["analyze", "--jsonl"]).check(0, &[]).out, "");
}

#[test]
fn a_quote_inside_a_quote_is_listed_inside_it() {
    let desk = Desk::new(&[]);
    let text = "“He told me, ‘Go home, all of you,’ and I went,” said Ana Gil. “So did we.”";
    let out = desk.run_on(&["analyze", "--jsonl"], &json!({"id": 1, "text": text, "lang": "en"}).to_string()).out;
    let story: Value = serde_json::from_str(&out).unwrap();
    let quoted =
        |q: &Value| text[q["start"].as_u64().unwrap() as usize..q["end"].as_u64().unwrap() as usize].to_string();
    let quotes = story["quotes"].as_array().unwrap();
    assert_eq!(
        quotes.iter().map(quoted).collect::<Vec<_>>(),
        ["“He told me, ‘Go home, all of you,’ and I went,”", "“So did we.”"]
    );
    assert_eq!(quoted(&quotes[0]["inside"][0]), "‘Go home, all of you,’");
    assert_eq!(quotes[1].get("inside"), None);
}

#[test]
fn many_lines_keep_their_order() {
    let desk = Desk::new(&[]);
    let line = |n: usize| format!("{}\n", json!({"id": n.to_string(), "text": "Kata dia. ".repeat(n % 50)}));
    let ran = desk.run_on(&["analyze", "--jsonl"], &(0..1000).map(line).collect::<String>()).check(0, &[]);
    let ids = ran.out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_string());
    assert!(ids.eq((0..1000).map(|n: usize| n.to_string())));
}

#[test]
fn a_line_is_answered_before_the_next_is_written() {
    let desk = Desk::new(&[]);
    let mut child = desk.command(&["analyze", "--jsonl"]).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for n in 0..3 {
        writeln!(input, "{}", json!({"id": n, "text": CLEAN})).unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], n);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn offsets_count_what_was_asked_for() {
    let desk = Desk::new(&[]);
    let text = "🗞 Café news.\n\n“We were never told 🚢 about it,” said Ana Núñez, the mayor of Harbour Town.\n\n\
                “It is over,” Núñez said.\n\n“Nobody asked us about any of this 🚢.”\n";
    let line = json!({"id": "x", "text": text, "lang": "en"}).to_string();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let slices = |unit: &str, slice: &dyn Fn(usize, usize) -> String| -> Vec<String> {
        let ran = desk.run_on(&["analyze", "--jsonl", "--offsets", unit], &line).check(0, &[]);
        let mut spans = Vec::new();
        spans_in(&ran.json(), &mut spans);
        spans.into_iter().map(|(start, end)| slice(start, end)).collect()
    };
    let bytes = slices("bytes", &|a, b| text[a..b].to_string());
    assert_eq!(bytes, slices("chars", &|a, b| text.chars().skip(a).take(b - a).collect()));
    assert_eq!(bytes, slices("utf16", &|a, b| String::from_utf16(&utf16[a..b]).unwrap()));
    assert!(bytes.len() >= 3, "{bytes:?}");
    assert!(bytes.iter().all(|t| t.trim() == t && !t.is_empty()), "{bytes:?}");
}

/// Every start and end anywhere in an answer, in order.
fn spans_in(value: &Value, spans: &mut Vec<(usize, usize)>) {
    let number = |key: &str| value.get(key).and_then(Value::as_u64).map(|n| n as usize);
    for (start, end) in [("start", "end"), ("full_start", "full_end")] {
        spans.extend(number(start).zip(number(end)));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| spans_in(v, spans)),
        Value::Object(items) => items.values().for_each(|v| spans_in(v, spans)),
        _ => {}
    }
}

#[test]
fn whole_drafts_are_analysed_as_one_object_each() {
    let desk = Desk::new(&[("a.md", CLEAN), ("b.txt", CLEAN)]);
    let ran = desk.run(&["analyze", "a.md", "b.txt", "--lang", "en"]).check(0, &[]);
    let ids = serde_json::Deserializer::from_str(&ran.out).into_iter::<Value>().map(|v| v.unwrap()["id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), ["a.md", "b.txt"]);
    assert_eq!(desk.run_on(&["analyze"], CLEAN).check(0, &[]).json()["id"], "-");
    desk.run(&["analyze", "a.md", "no.md"]).check(2, &["error: no.md: "]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::new(&[]);
    desk.write("long.txt", CLEAN.repeat(20_000).as_bytes());
    let jsonl = format!("{}\n", json!({"id": "x", "text": CLEAN})).repeat(5_000);
    desk.write("long.jsonl", jsonl.as_bytes());
    for args in [&["read", "--show", "blocks", "long.txt"][..], &["analyze", "--jsonl", "long.jsonl"], &["explain"]] {
        let mut child = desk.command(args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{args:?}");
    }
}
