//! The README's list of rules is the table in `src/rules`, and nothing else.
//!
//! `COPYDESK_UPDATE=1 cargo test --test readme` writes it anew. The links and commands of the README are checked
//! by `.ci/readme.py`.

use copydesk::register;
use copydesk::rules::RULES;
use copydesk::settings;

const OPEN: &str = "<!-- rules: written by COPYDESK_UPDATE=1 cargo test --test readme -->\n";
const CLOSE: &str = "<!-- end of rules -->";

/// The rules as a table in Markdown, each with a link to its page.
fn table() -> String {
    let mut out = String::from("| rule | what it marks | severity |\n| --- | --- | --- |\n");
    for rule in RULES {
        let page = rule.name.replace('-', "_");
        let line = format!("| [`{}`](src/rules/{page}.md) | {} | {} |\n", rule.name, rule.summary, rule.severity.key());
        out.push_str(&line);
    }
    out
}

#[test]
fn the_readme_lists_the_rules_as_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("the README can be read");
    let (before, rest) = readme.split_once(OPEN).expect("the README has the mark before the rules");
    let (_, after) = rest.split_once(CLOSE).expect("the README has the mark behind the rules");
    let wanted = format!("{before}{OPEN}{}{CLOSE}{after}", table());
    if std::env::var_os("COPYDESK_UPDATE").is_some() {
        std::fs::write(path, &wanted).expect("the README can be written");
    } else {
        assert!(
            readme == wanted,
            "the README's list of rules is out of date: COPYDESK_UPDATE=1 cargo test --test readme"
        );
    }
}

#[test]
fn the_examples_of_settings_and_names_are_right() {
    let read = |path: &str| std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut seen = Vec::new();
    for page in ["README.md", "docs/register.md", "docs/series.md"] {
        let text = read(page);
        for block in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let of_names = block.contains("[people");
            if of_names {
                assert_eq!(register::parse(block).problems, [], "{page}");
            } else if block.contains("[ignore]") || block.contains("series") {
                assert_eq!(settings::parse(block).problems, [], "{page}");
            } else {
                continue;
            }
            seen.push(of_names);
        }
    }
    assert_eq!(seen, [false, true, true, false, false]);
    assert_eq!(register::parse(&read("samples/names.toml")).problems, []);
}
