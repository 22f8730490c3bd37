//! What is offered for the register at the `‸`, and the file after it.

use std::sync::Arc;

use super::*;
use crate::analysis::{self, Cache};
use crate::desk::rename;
use crate::draft::Format;
use crate::register::{self, Register};
use crate::settings::Settings;
use crate::text::{Text, apply};

fn analysed(marked: &str, names: &str) -> (Analysis, usize) {
    let offset = marked.find('‸').expect("a cursor");
    let parsed = register::parse(names);
    let register = Arc::new(Register::of([("names.toml", &parsed.names.unwrap())]));
    let settings = Settings { language: crate::language::by_code("en"), register, ..Settings::default() };
    let text = Text::new(&marked.replace('‸', ""));
    (analysis::of(&text, Format::Markdown, &settings, &mut Cache::default()), offset)
}

fn sheets(names: &str) -> Vec<Sheet> {
    let sheet = |kind, label: &str, text: &str| Sheet { kind, label: label.into(), text: text.into() };
    vec![sheet(SheetKind::Names, "names.toml", names), sheet(SheetKind::Settings, "copydesk.toml", "")]
}

/// Each title that is on offer, and the file after it.
#[track_caller]
fn check(marked: &str, names: &str, want: &[(&str, &str)]) {
    let (analysis, offset) = analysed(marked, names);
    let sheets = sheets(names);
    let offers = entering(&analysis, Span::new(offset, offset), &sheets);
    let got: Vec<(String, String)> =
        offers.into_iter().map(|o| (o.title, apply(&sheets[o.sheet].text, &o.edits))).collect();
    let got: Vec<(&str, &str)> = got.iter().map(|(t, s)| (t.as_str(), s.as_str())).collect();
    assert_eq!(got, want);
}

#[test]
fn a_name_that_is_not_there() {
    let draft = "The mayor, Ana N‸úñez, left at noon. Núñez said nothing.\n";
    let added = "[people.\"Ana Núñez\"]\nrole = \"The mayor\"\n";
    check(draft, "", &[("Add Ana Núñez to the register (names.toml)", added)]);
    check(draft, "[people.\"Ana Núñez\"]\n", &[]);
    let added = "[places.Jakarta]\n";
    check("The train from Jak‸arta was late.\n", "", &[("Add Jakarta to the register (names.toml)", added)]);
    check("The train was l‸ate.\n", "", &[]);
}

const TWO: &str = "The diplomat Konrad Gavrilov arrived in Vienna on Sunday. Gavrilov met the negotiators after dinner \
                   and said nothing. On Monday Gav‸rilof flew on to Geneva.\n";

#[test]
fn a_name_in_two_spellings() {
    check(
        TWO,
        "",
        &[
            (
                "These are two people: Konrad Gavrilov and Gavrilof (names.toml)",
                "distinct = [[\"Konrad Gavrilov\", \"Gavrilof\"]]\n",
            ),
            (
                "Konrad Gavrilov is the right spelling, not Konrad Gavrilof (names.toml)",
                "[people.\"Konrad Gavrilov\"]\nother = [\"Konrad Gavrilof\"]\n",
            ),
            (
                "Konrad Gavrilof is the right spelling, not Konrad Gavrilov (names.toml)",
                "[people.\"Konrad Gavrilof\"]\nother = [\"Konrad Gavrilov\"]\n",
            ),
        ],
    );
}

#[test]
fn what_is_offered_settles_the_finding() {
    let (analysis, offset) = analysed(TWO, "");
    let sheets = sheets("");
    for offer in entering(&analysis, Span::new(offset, offset), &sheets) {
        let names = apply("", &offer.edits);
        let found = analysed(TWO, &names).0.findings;
        let rules: Vec<&str> = found.iter().map(|f| f.rule).collect();
        let want: &[&str] = match () {
            () if offer.title.starts_with("These") => &[],
            () if offer.title.starts_with("Konrad Gavrilov") => &["house-name"],
            () => &["house-name", "house-name"],
        };
        assert_eq!(rules, want, "{}", offer.title);
    }
}

#[test]
fn a_name_that_other_drafts_spell_otherwise() {
    let draft = "The diplomat Konrad Gav‸rilof arrived in Vienna on Sunday.\n";
    let (mut analysis, offset) = analysed(draft, "");
    let mut finding = analysed(TWO, "").0.findings[0].clone();
    (finding.span, finding.related) = (Span::new(13, 29), Vec::new());
    analysis.findings.push(finding);
    analysis.elsewhere.push((Span::new(13, 29), "Konrad Gavrilov".to_string()));
    let offers = entering(&analysis, Span::new(offset, offset), &sheets(""));
    let titles: Vec<&str> = offers.iter().map(|o| o.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "These are two people: Konrad Gavrilov and Konrad Gavrilof (names.toml)",
            "Konrad Gavrilov is the right spelling, not Konrad Gavrilof (names.toml)",
            "Konrad Gavrilof is the right spelling, not Konrad Gavrilov (names.toml)",
        ]
    );
}

#[test]
fn a_name_that_the_register_spells_otherwise() {
    let names = "# spies\n[people.\"Konrad Gavrilov\"]\nrole = \"spy\"\n";
    check(
        "The diplomat Konrad Gav‸rilof arrived in Vienna on Sunday.\n",
        names,
        &[
            (
                "These are two people: Konrad Gavrilov and Konrad Gavrilof (names.toml)",
                "distinct = [[\"Konrad Gavrilov\", \"Konrad Gavrilof\"]]\n\n# spies\n[people.\"Konrad Gavrilov\"]\nrole = \"spy\"\n",
            ),
            (
                "Konrad Gavrilof is the right spelling, not Konrad Gavrilov (names.toml)",
                "# spies\n[people.\"Konrad Gavrilof\"]\nrole = \"spy\"\nother = [\"Konrad Gavrilov\"]\n",
            ),
        ],
    );
}

#[test]
fn a_quote_that_is_to_be_left_alone() {
    let draft = "The council met on Tuesday evening.\n\n“We were ne‸ver told about *any* of this.”\n";
    check(
        draft,
        "",
        &[(
            "Ignore this quote everywhere (copydesk.toml)",
            "[ignore]\nquotes = [\"“We were never told about any of this.”\"]\n",
        )],
    );
}

#[test]
fn who_somebody_is_in_the_register() {
    let names = "[people.\"Konrad Gavrilov\"]\nother = [\"Konrad Gawrilow\"]\nrole = \"spy\"\nkind = \"envoy\"\npronouns = \"he\"\n";
    let check = |marked: &str, want: &[&str]| {
        let (analysis, offset) = analysed(marked, names);
        let markdown = crate::desk::hover(&analysis, offset).unwrap().markdown;
        for line in want {
            assert!(markdown.split("\n\n").any(|l| l == *line), "{line} in {markdown}");
        }
    };
    let known = "In the register (names.toml): Konrad Gavrilov · envoy · he";
    check("A diplomat, Konrad Gav‸rilov, came.\n", &["**Konrad Gavrilov** · person · spy", known]);
    check("A diplomat, Konrad Gaw‸rilow, came.\n", &["**Konrad Gawrilow** · person · spy", known]);
    let perhaps = "Perhaps in the register (names.toml): Konrad Gavrilov · spy · envoy · he";
    check("The diplomat, Gavri‸lov, came.\n", &["**Gavrilov** · person · The diplomat", perhaps]);
}

/// The register after a rename in the draft.
#[track_caller]
fn check_rename(marked: &str, names: &str, new: &str, want: &str) {
    let (analysis, offset) = analysed(marked, names);
    let renaming = rename(&analysis, offset, new).unwrap();
    let edits: Vec<Edit> = renamed(&analysis, &renaming, &sheets(names)).into_iter().map(|(_, edit)| edit).collect();
    assert_eq!(apply(names, &edits), want);
}

#[test]
fn a_rename_reaches_the_register() {
    let names = "[people.\"Konrad Gavrilov\"]\nother = [\"Konrad Gawrilow\"]\nrole = \"spy\"\n";
    let renamed = |name: &str| names.replace("people.\"Konrad Gavrilov", &format!("people.\"{name}"));
    check_rename("The diplomat Konrad Gav‸rilov came.\n", names, "Konrad Petrov", &renamed("Konrad Petrov"));
    check_rename("Konrad Gavrilov came. Gavri‸lov left.\n", names, "Petrov", &renamed("Konrad Petrov"));
    check_rename("The diplomat, Gavri‸lov, came.\n", names, "Petrov", &renamed("Konrad Petrov"));
    // From the spelling that is not wanted to the one that is: there is nothing to change.
    check_rename("The diplomat Konrad Gaw‸rilow came.\n", names, "Konrad Gavrilov", names);
    let swapped = names.replace("Gavrilov", "x").replace("Gawrilow", "Gavrilov").replace('x', "Gawrilow");
    check_rename("The diplomat Konrad Gav‸rilov came.\n", names, "Konrad Gawrilow", &swapped);
    check_rename("The mayor, Ana Nú‸ñez, came.\n", names, "Ana Gil", names);
}

#[test]
fn a_rename_of_a_misspelled_mention_writes_one_name_everywhere() {
    let names = "distinct = [[\"Konrad Gavrilov\", \"Ivan Gavrilov\"]]\n[people.\"Konrad Gavrilov\"]\n";
    let renamed = names.replace("Konrad Gavrilov", "Conrad Gawrilow");
    let draft = "The minister, Kon‸rad Gavrilof, spoke on Monday. Gavrilof said it would open.\n";
    check_rename(draft, names, "Conrad Gawrilow", &renamed);
    check_rename(&draft.replace("lof,", "lov,"), names, "Conrad Gawrilow", &renamed);
}

#[test]
fn an_acronym_that_is_left_behind() {
    let check = |marked: &str, new: &str, want: Option<(&str, Option<&str>, usize)>| {
        let (analysis, offset) = analysed(marked, "");
        let acronym = rename(&analysis, offset, new).unwrap().acronym;
        let shown = acronym.as_ref().map(|a| (a.old.as_str(), a.new.as_deref(), a.edits.len()));
        assert_eq!(shown, want, "{new}");
    };
    let draft = "The Harbour Rep‸air Board (HRB) met on Monday. The staff of HRB wept.\n";
    check(draft, "Port Repair Board", Some(("HRB", Some("PRB"), 2)));
    check(draft, "Port and River Repair Board", Some(("HRB", Some("PRRB"), 2)));
    check(draft, "Heron Rescue Board", None);
    check(&draft.replace('‸', "").replace("(HRB", "(H‸RB"), "PRB", None);
    check("The Harbour Rep‸air Board met on Monday.\n", "Port Repair Board", None);
}

#[test]
fn a_rename_to_what_another_is_called_says_so() {
    let merges = |marked: &str, names: &str, new: &str| {
        let (analysis, offset) = analysed(marked, names);
        rename(&analysis, offset, new).unwrap().merges
    };
    let draft = "The minister, Konrad Gavrilov, spoke on Monday. Ivan Mo‸ss said it would open.\n";
    assert_eq!(merges(draft, "", "Gavrilov").as_deref(), Some("Konrad Gavrilov"));
    assert_eq!(merges(draft, "", "Ivan Marsh"), None);
    let names = "[people.\"Ivan Ivanov\"]\n";
    assert_eq!(merges(draft, names, "Ivan Ivanov").as_deref(), Some("Ivan Ivanov"));
    assert_eq!(merges(draft, names, "Ivan Marsh"), None);
}

#[test]
fn a_rename_that_makes_one_of_two_says_so() {
    let merges = |marked: &str, new: &str| {
        let (analysis, offset) = analysed(marked, "");
        rename(&analysis, offset, new).unwrap().merges
    };
    let draft = "Ana Gil met Robert Clement on Sunday. Cle‸ment stayed, and Gil left with Hannah Clement.\n";
    assert_eq!(merges(draft, "Clemens"), None);
    assert_eq!(
        merges(&draft.replace("Cle‸ment", "Clement").replace("Robert", "Rob‸ert"), "Ana Gil"),
        Some("Ana Gil".into())
    );
    assert_eq!(
        merges(&draft.replace("Cle‸ment", "Clement").replace("Robert", "Rob‸ert"), "hannah clement").as_deref(),
        Some("Hannah Clement")
    );
}
