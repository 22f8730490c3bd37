//! Settings of files and of the editor: which of them counts, and until when.

use std::cell::RefCell;

use serde_json::json;

use super::*;
use crate::rules::Severity;

const RULE: &str = "unattributed-quote";

fn severity_of(settings: &Settings) -> Option<Option<Severity>> {
    settings.rules.get(RULE).copied()
}

#[test]
fn a_draft_on_no_disk_has_the_settings_of_the_open_folders() {
    let disk = tempfile::tempdir().unwrap();
    let inner = disk.path().join("a");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(disk.path().join(project::FILE), "").unwrap();
    let roots = [inner.clone(), disk.path().to_path_buf()];
    let untitled = path_of(&Url::parse("untitled:one").unwrap());
    let find = |path: Option<&Path>, roots: &[PathBuf]| find(path, roots, &[], project::FILE);
    assert_eq!(find(untitled.as_deref(), &roots), [disk.path().join(project::FILE)]);
    assert!(find(Some(&inner.join("draft.md")), &roots[..1]).is_empty(), "not above the open folder");
    assert!(find(Some(Path::new("/")), &[]).is_empty());
}

#[test]
fn files_that_are_left_alone() {
    let disk = tempfile::tempdir().unwrap();
    let known = Known::default();
    let roots = [disk.path().to_path_buf()];
    let check = |path: &str, want: bool| {
        let uri = Url::from_file_path(disk.path().join(path)).unwrap();
        assert_eq!(known.of(&uri, &roots, &[], |_| ()).left_alone, want, "{path}");
    };
    known.set_editor(&json!({ "ignore": { "files": ["old/**"] } }));
    check("old/a.md", true);
    check("new/a.md", false);
    std::fs::write(disk.path().join(project::FILE), "[ignore]\nfiles = [\"new/**\"]\n").unwrap();
    check("old/a.md", true);
    check("new/a.md", true);
    check("a.md", false);
    assert!(!known.of(&Url::parse("untitled:new").unwrap(), &roots, &[], |_| ()).left_alone);
}

#[test]
fn settings_are_known_by_their_name() {
    let check = |uri: &str, want: Option<Kind>| assert_eq!(is_settings(&Url::parse(uri).unwrap()), want, "{uri}");
    check("file:///a/copydesk.toml", Some(Kind::Settings));
    check("file:///a/names.toml", Some(Kind::Names));
    check("file:///a/copydesk.toml.md", None);
    check("untitled:copydesk.toml", None);
}

#[test]
fn a_wrong_file_is_told_once_and_changes_nothing() {
    let disk = tempfile::tempdir().unwrap();
    let file = disk.path().join(project::FILE);
    let draft = Url::from_file_path(disk.path().join("draft.md")).unwrap();
    let (known, told) = (Known::default(), RefCell::new(Vec::new()));
    let now = || {
        known
            .of(&draft, &[], &[], |t| {
                told.borrow_mut().extend(t.lines.iter().map(|l| format!("{}:{l}", t.path.display())))
            })
            .settings
    };
    std::fs::write(&file, format!("[rules]\n{RULE} = \"hint\"\n")).unwrap();
    let good = now();
    assert_eq!(severity_of(&good), Some(Some(Severity::Hint)));
    assert!(Arc::ptr_eq(&good, &now()));
    std::fs::write(&file, "[rules\n").unwrap();
    assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
    assert_eq!(severity_of(&now()), Some(Some(Severity::Hint)));
    assert_eq!(told.borrow().len(), 1, "{told:?}");
    assert!(told.borrow()[0].contains(project::FILE));
    std::fs::write(&file, format!("[rules]\n{RULE} = false\n")).unwrap();
    assert_eq!(severity_of(&now()), Some(None));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(severity_of(&now()), None);
}

#[test]
fn the_editor_fills_what_the_file_leaves_open() {
    let disk = tempfile::tempdir().unwrap();
    let draft = Url::from_file_path(disk.path().join("draft.md")).unwrap();
    let known = Known::default();
    known.set_editor(&json!({ "copydesk": { "rules": { RULE: "hint", "name-spelling": "error" }, "language": 7 } }));
    assert_eq!(severity_of(&known.of(&draft, &[], &[], |_| ()).settings), Some(Some(Severity::Hint)));
    std::fs::write(disk.path().join(project::FILE), format!("[rules]\n{RULE} = \"off\"\n")).unwrap();
    let both = known.of(&draft, &[], &[], |_| ()).settings;
    assert_eq!((severity_of(&both), both.rules["name-spelling"]), (Some(None), Some(Severity::Error)));
}

#[test]
fn whatever_the_editor_says_is_no_failure() {
    for said in [json!(null), json!(7), json!([1]), json!({ "rules": 3 }), json!({ "rules": { RULE: {} } })] {
        let (settings, _) = from_editor(&said);
        assert!(settings.rules.is_empty() && settings.language.is_none(), "{said}");
    }
    let (partly, problems) = from_editor(&json!({ "rules": { RULE: false, "x": 1, "y": null }, "trace": "off" }));
    assert_eq!(severity_of(&partly), Some(None));
    assert_eq!(problems.len(), 1);
}

/// The settings of a draft whose `copydesk.toml` stands so on the disk and, if it is open, in the editor.
struct Both {
    disk: tempfile::TempDir,
    known: Known,
    revision: u64,
}

impl Both {
    fn new() -> Both {
        Both { disk: tempfile::tempdir().unwrap(), known: Known::default(), revision: 0 }
    }

    fn severity(&mut self, open: Option<&str>, typed: bool) -> Option<Option<Severity>> {
        let path = self.disk.path().join(project::FILE);
        self.revision += u64::from(typed);
        let opened = open.map(|text| Opened {
            uri: Url::from_file_path(&path).unwrap(),
            path: path.clone(),
            text: crate::text::Text::new(text),
            revision: self.revision,
            version: 1,
        });
        let draft = Url::from_file_path(self.disk.path().join("draft.md")).unwrap();
        let opened: Vec<Opened> = opened.into_iter().collect();
        severity_of(&self.known.of(&draft, &[], &opened, |_| ()).settings)
    }

    fn write(&self, text: &str) {
        std::fs::write(self.disk.path().join(project::FILE), text).unwrap();
    }
}

fn says(value: &str) -> String {
    format!("[rules]\n{RULE} = {value}\n")
}

#[test]
fn what_is_typed_and_not_saved_wins_over_the_disk() {
    let mut both = Both::new();
    both.write("");
    assert_eq!(both.severity(Some(""), true), None);
    assert_eq!(both.severity(Some(&says("false")), true), Some(None));
    // Somebody else writes the file.
    both.write(&says("\"hint\""));
    assert_eq!(both.severity(Some(&says("false")), false), Some(None));
    both.known.distrust();
    assert_eq!(both.severity(Some(&says("false")), false), Some(None));
    // It is saved over that, and then the disk has something newer than what is open.
    both.write(&says("false"));
    assert_eq!(both.severity(Some(&says("false")), false), Some(None));
    both.write(&says("\"error\""));
    assert_eq!(both.severity(Some(&says("false")), false), Some(Some(Severity::Error)));
    both.known.distrust();
    assert_eq!(both.severity(Some(&says("false")), false), Some(Some(Severity::Error)));
    // The next key is typed on top of what is open.
    assert_eq!(both.severity(Some(&says("\"hint\"")), true), Some(Some(Severity::Hint)));
    // Closed unsaved.
    assert_eq!(both.severity(None, false), Some(Some(Severity::Error)));
}

#[test]
fn a_wrong_value_leaves_the_last_good_one_of_its_key() {
    let mut both = Both::new();
    both.write(&says("\"hint\""));
    assert_eq!(both.severity(None, false), Some(Some(Severity::Hint)));
    for wrong in ["\"hind\"", "\"\"", "7"] {
        both.write(&says(wrong));
        assert_eq!(both.severity(None, false), Some(Some(Severity::Hint)), "{wrong}");
    }
    // A key that is gone says nothing.
    both.write("[rules]\n");
    assert_eq!(both.severity(None, false), None);
    both.write(&says("\"hind\""));
    assert_eq!(both.severity(None, false), None);
}
