//! Pages: the tests that a journalist can read and write.
//!
//! Every page of a rule, of `tests/pages` and of `docs` is read, its drafts are checked and the marks compared as
//! text. `COPYDESK_UPDATE=1 cargo test --test pages` writes copydesk's marks into the pages; read the diff.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::rules::RULES;

#[path = "support/page.rs"]
mod page;

#[test]
fn pages_of_the_rules() {
    check_folder("src/rules");
}

#[test]
fn pages_of_the_tests() {
    assert!(check_folder("tests/pages") > 0, "no page was found");
}

#[test]
fn pages_of_the_documentation() {
    check_folder("docs");
}

#[test]
fn every_rule_has_a_whole_page() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let checked = page::check(rule.page, Some(rule.name));
        for heading in ["Why it matters", "What it marks", "What it leaves alone"] {
            if !checked.headings.iter().any(|h| h == heading) {
                wrong.push(format!("{}: no heading “{heading}”", rule.name));
            }
        }
        if checked.headings.first().map(String::as_str) != Some(rule.name) {
            wrong.push(format!("{}: the first heading is not its name", rule.name));
        }
        if checked.messages != 1 {
            wrong.push(format!("{}: {} `message` blocks, and it should be one", rule.name, checked.messages));
        }
        for language in ["en", "id"] {
            let drafts = || checked.drafts.iter().filter(|d| d.language == language);
            let marked = drafts().filter(|d| d.rules.contains(rule.name)).count();
            let clean = drafts().count() - marked;
            if marked < 8 || clean < 8 {
                let counts = format!("{marked} drafts that trip it, {clean} that do not");
                wrong.push(format!("{}: {language}: {counts}; eight of each are asked for", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Checks every page with drafts under a folder, or rewrites them; how many there were.
#[track_caller]
fn check_folder(folder: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let update = std::env::var_os("COPYDESK_UPDATE").is_some_and(|v| !v.is_empty() && v != "0");
    let (mut pages, mut report) = (0, String::new());
    for path in markdown(&root.join(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        if !page::has_drafts(&text) {
            continue;
        }
        pages += 1;
        let stem = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
        let rule = RULES.iter().find(|r| folder == "src/rules" && r.name == stem).map(|r| r.name);
        let mut checked = page::check(&text, rule);
        if update && checked.updated != text {
            fs::write(&path, &checked.updated).unwrap();
            // What still fails is wrong in the page itself: a word that says nothing, a copy without a draft.
            checked = page::check(&checked.updated, rule);
        }
        let name = path.strip_prefix(root).unwrap().display().to_string();
        report.push_str(&page::describe(&name, &checked.failures));
    }
    assert!(report.is_empty(), "\n\n{report}COPYDESK_UPDATE=1 cargo test --test pages rewrites the pages.\n");
    pages
}

/// The Markdown files under a folder, in order.
fn markdown(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    let inside = |path: PathBuf| if path.is_dir() { markdown(&path) } else { vec![path] };
    paths.into_iter().flat_map(inside).filter(|p| p.extension().is_some_and(|e| e == "md")).collect()
}

/// The harness itself: what is right passes, what was altered fails and can be rewritten.
mod harness {
    use super::page;

    const GOOD: &str = "# A page\n\n```toml\nlanguage = \"en\"\nshow = \"blocks\"\n```\n\n## Two paragraphs\n\n\
        ```draft plain\nThe mayor left.\n^^^^^^^^^^^^^^^ paragraph en\n\nNobody knew “why”.\n^^^^^^^^^^^^^^^^^^ paragraph en\n```\n";

    #[track_caller]
    fn check_fails(page: &str, heading: &str, message: &str) {
        let failures = page::check(page, None).failures;
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert_eq!(failures[0].heading, heading);
        assert!(failures[0].message.contains(message), "{}", failures[0].message);
    }

    #[test]
    fn a_right_page_passes() {
        let checked = page::check(GOOD, None);
        assert!(checked.failures.is_empty(), "{:?}", checked.failures);
        assert_eq!((checked.drafts.len(), checked.drafts[0].language.as_str()), (1, "en"));
        assert_eq!(checked.updated, GOOD);
    }

    #[test]
    fn an_altered_mark_fails_and_is_rewritten() {
        for (right, wrong) in [
            ("\n^^^^^^^^^^^^^^^ paragraph", "\n^^^^^^^^^^^^^^ paragraph"),
            ("\n^^^^^^^^^^^^^^^ paragraph", "\n ^^^^^^^^^^^^^^ paragraph"),
            ("paragraph en\n```", "paragraph id\n```"),
            ("^^^^^^^^^^^^^^^ paragraph en\n", ""),
            ("left.\n", "left.\n^^^ unattributed-quote\n"),
        ] {
            let altered = GOOD.replacen(right, wrong, 1);
            assert_ne!(altered, GOOD);
            check_fails(&altered, "A page › Two paragraphs", "+++ copydesk");
            assert_eq!(page::check(&altered, None).updated, GOOD);
        }
    }

    #[test]
    fn a_draft_without_marks_must_be_clean_and_a_mark_must_be_made() {
        assert!(page::check("# P\n```draft en\nNothing here.\n```\n", None).failures.is_empty());
        check_fails(
            "# P\n```draft en\nNothing here.\n^^^^^^^ unattributed-quote\n```\n",
            "P",
            "-^^^^^^^ unattributed-quote",
        );
    }

    #[test]
    fn a_message_must_be_somebodys() {
        check_fails("# P\n```draft en\nNothing here.\n```\n```message\nNobody said so\n```\n", "P", "no finding");
    }

    #[test]
    fn copies_are_compared() {
        let draft = "# P\n```draft en\nNothing here.\n```\n";
        assert!(page::check(&format!("{draft}```mended\nNothing here.\n```\n"), None).failures.is_empty());
        check_fails(&format!("{draft}```mended\nNothing there.\n```\n"), "P", "-Nothing there.");
        check_fails("# P\n```mended\nNothing here.\n```\n", "P", "no draft");
        check_fails(&format!("{draft}```renamed \"Ana\"\nAna here.\n```\n"), "P", "no `rename` mark");
        let marked = "# P\n```draft en\nNothing here.\n^^^^^^^ rename\n```\n";
        check_fails(marked, "P", "without a `renamed` block");
        let refused = "There is no person, organisation or place here to rename";
        assert!(page::check(&format!("{marked}```renamed \"Ana\"\n{refused}\n```\n"), None).failures.is_empty());
        check_fails(&format!("{marked}```renamed \"Ana\"\nAna here.\n```\n"), "P", &format!("+{refused}"));
    }

    #[test]
    fn options_count_below_their_heading_only() {
        let page = "# P\n## A\n```toml\nshow = \"blocks\"\n```\n## B\n```draft en\nNothing here.\n```\n";
        assert!(page::check(page, None).failures.is_empty());
        check_fails("# P\n```toml\nshow = \"sizes\"\n```\n```draft\nA\n```\n", "P", "sizes");
        check_fails("# P\n```toml\nlanguag = \"en\"\n```\n```draft\nA\n```\n", "P", "languag");
        check_fails("# P\n```draft xx\nA\n```\n", "P", "xx");
    }

    #[test]
    fn a_page_inside_a_block_is_no_page() {
        assert!(!page::has_drafts("````markdown\n```draft\nA\n^ b\n```\n````\n"));
    }
}
