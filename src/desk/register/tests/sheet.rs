//! What a file of the register looks like after each change: line by line, with its comments.

use super::*;
use crate::text::apply;

#[track_caller]
fn check(before: &str, edit: impl Fn(&str) -> Option<Edit>, want: &str) {
    for end in ["\n", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}{}", before.replace('\n', end));
            let got = edit(&text).map_or("not on offer".to_string(), |e| apply(&text, &[e]));
            let want =
                if want == "not on offer" { want.to_string() } else { format!("{mark}{}", want.replace('\n', end)) };
            let want = if before.is_empty() && want != "not on offer" { want.replace("\r\n", "\n") } else { want };
            assert_eq!(got, want);
        }
    }
}

#[track_caller]
fn check_add(before: &str, want: &str) {
    check(before, |text| add(text, Kind::Person, "Ana Gil", Some("mayor")), want);
}

#[test]
fn a_name_is_added_behind_its_neighbours() {
    check_add("", "[people.\"Ana Gil\"]\nrole = \"mayor\"\n");
    check_add(
        "# Ask Rina first.\n\n[people.\"Ivo Brandt\"]\nrole = \"poet\" # 2024\n\n[places.Kyiv]\nother = [\"Kiev\"]\n# the end\n",
        "# Ask Rina first.\n\n[people.\"Ivo Brandt\"]\nrole = \"poet\" # 2024\n\n[people.\"Ana Gil\"]\nrole = \"mayor\"\n\n[places.Kyiv]\nother = [\"Kiev\"]\n# the end\n",
    );
    check_add(
        "[places.Kyiv]\nother = [\"Kiev\"]\n",
        "[places.Kyiv]\nother = [\"Kiev\"]\n\n[people.\"Ana Gil\"]\nrole = \"mayor\"\n",
    );
    check_add("[people.\"Ana Gil\"]\n", "not on offer");
    check_add("[people\n", "not on offer");
    check("", |text| add(text, Kind::Place, "Kyiv", None), "[places.Kyiv]\n");
}

#[test]
fn a_name_is_added_in_the_style_of_its_neighbours() {
    check_add(
        "[people]\n\"Ivo Brandt\" = { role = \"poet\" } # 2024\nBudi = {}\n\n# Towns\n[places]\n",
        "[people]\n\"Ivo Brandt\" = { role = \"poet\" } # 2024\nBudi = {}\n\"Ana Gil\" = { role = \"mayor\" }\n\n# Towns\n[places]\n",
    );
    check_add("[people]\n", "[people]\n\n[people.\"Ana Gil\"]\nrole = \"mayor\"\n");
    check_add("people = {}\n", "people = { \"Ana Gil\" = { role = \"mayor\" } }\n");
}

#[track_caller]
fn check_pair(before: &str, want: &str) {
    check(before, |text| part(text, "Andi Saputra", "Andri Saputro"), want);
}

#[test]
fn a_pair_goes_to_the_pairs() {
    let pair = "[\"Andi Saputra\", \"Andri Saputro\"]";
    check_pair("", &format!("distinct = [{pair}]\n"));
    check_pair("distinct = [[\"A\", \"B\"]]\n", &format!("distinct = [[\"A\", \"B\"], {pair}]\n"));
    check_pair("distinct = []\n", &format!("distinct = [{pair}]\n"));
    check_pair(
        "distinct = [\n  [\"A\", \"B\"], # sisters\n  [\"C\", \"D\"],\n]\n",
        &format!("distinct = [\n  [\"A\", \"B\"], # sisters\n  [\"C\", \"D\"],\n  {pair},\n]\n"),
    );
    check_pair("distinct = [\n  [\"A\", \"B\"]\n]\n", &format!("distinct = [\n  [\"A\", \"B\"],\n  {pair}\n]\n"));
    check_pair(
        "distinct = [\n  [\"A\", \"B\"] # sisters\n]\n",
        &format!("distinct = [\n  [\"A\", \"B\"], # sisters\n  {pair}\n]\n"),
    );
    check_pair(&format!("distinct = [{pair}]\n"), "not on offer");
}

#[test]
fn a_pair_stands_above_the_tables_and_below_what_speaks_for_the_file() {
    let pair = "distinct = [[\"Andi Saputra\", \"Andri Saputro\"]]\n";
    check_pair("[people.Ana]\n", &format!("{pair}\n[people.Ana]\n"));
    check_pair(
        "# Ask Rina first.\n\n# The mayor\n[people.Ana]\n",
        &format!("# Ask Rina first.\n\n{pair}\n# The mayor\n[people.Ana]\n"),
    );
    check_pair("# The mayor\n[people.Ana]\n", &format!("{pair}\n# The mayor\n[people.Ana]\n"));
}

#[track_caller]
fn check_prefer(before: &str, want: &str) {
    check(before, |text| prefer(text, Kind::Person, "Ivan Gavrilof", "Ivan Gavrilov"), want);
}

#[test]
fn the_right_spelling_is_written_with_the_other() {
    check_prefer("", "[people.\"Ivan Gavrilof\"]\nother = [\"Ivan Gavrilov\"]\n");
    check_prefer(
        "[people.\"Ivan Gavrilof\"] # spy\nother = [\"Iwan\"]\n",
        "[people.\"Ivan Gavrilof\"] # spy\nother = [\"Iwan\", \"Ivan Gavrilov\"]\n",
    );
    check_prefer("[people.\"Ivan Gavrilof\"]\nother = [\"Ivan Gavrilov\"]\n", "not on offer");
    // The desk has changed its mind.
    check_prefer(
        "# spies\n[people.\"Ivan Gavrilov\"] # one\nrole = \"spy\"\n",
        "# spies\n[people.\"Ivan Gavrilof\"] # one\nrole = \"spy\"\nother = [\"Ivan Gavrilov\"]\n",
    );
    check_prefer(
        "[people]\n'Ivan Gavrilov' = { other = [\"Ivan Gavrilof\", \"Iwan\"] }\n",
        "[people]\n\"Ivan Gavrilof\" = { other = [\"Ivan Gavrilov\", \"Iwan\"] }\n",
    );
}

#[test]
fn a_rename_changes_the_key_and_the_pairs() {
    let rename = |text: &str| rename(text, Kind::Person, "Ana Gil", "Ana Núñez");
    check(
        "distinct = [[\"Ana Gil\", \"Anna Gil\"]]\n\n[people.\"Ana Gil\"] # mayor\nother = [ 'Ana Núñez', \"Ann\" ]\n",
        rename,
        "distinct = [[\"Ana Núñez\", \"Anna Gil\"]]\n\n[people.\"Ana Núñez\"] # mayor\nother = [ \"Ana Gil\", \"Ann\" ]\n",
    );
    check("[people.\"Ana Gil\"]\n[people.\"Ana Núñez\"]\n", rename, "not on offer");
    check("people.\"Ana Gil\".role = \"a\"\npeople.\"Ana Gil\".kind = \"b\"\n", rename, "not on offer");
    check("[people.Ivo]\n", rename, "not on offer");
}

#[test]
fn a_quote_is_left_alone() {
    let quote = |text: &str| leave_quote(text, "“Not so  fast,”");
    check("", quote, "[ignore]\nquotes = [\"“Not so fast,”\"]\n");
    check(
        "language = \"id\" # ours\n\n[ignore]\nfiles = [\"a\"]\n",
        quote,
        "language = \"id\" # ours\n\n[ignore]\nfiles = [\"a\"]\nquotes = [\"“Not so fast,”\"]\n",
    );
    check(
        "[ignore]\nquotes = [\n  \"Ah\", # yes\n]\n",
        quote,
        "[ignore]\nquotes = [\n  \"Ah\", # yes\n  \"“Not so fast,”\",\n]\n",
    );
    check("[ignore]\nquotes = [\"not so fast\"]\n", quote, "not on offer");
    check("ignore = 3\n", quote, "not on offer");
    check("[ignore\n", quote, "not on offer");
    assert!(lists_quotes("[ignore]\nquotes = []\n") && !lists_quotes("[ignore]\n"));
}

#[test]
fn nothing_but_what_differs_is_edited() {
    let text = "# a\r\n[people.Ivo]\r\n";
    let edit = add(text, Kind::Person, "Ana Gil", None).unwrap();
    assert_eq!((edit.span.of(text), edit.new.as_str()), ("", "\r\n[people.\"Ana Gil\"]\r\n"));
}
