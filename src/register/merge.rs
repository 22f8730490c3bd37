//! Merging: the files of a folder and of those above it as one register.
//!
//! A nearer file wins over a farther one, key by key: what it says of a name counts, and what it leaves open the
//! farther one may say. One name is one entry though two files prefer two spellings of it; then the nearer file's is
//! the preferred one, and the other is unwanted.

use super::{About, Entry, Names, Register, TABLES};

/// Puts files together, the nearest first.
pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a Names)>) -> Register {
    let mut register = Register::default();
    for (n, (label, names)) in files.into_iter().enumerate() {
        register.files.push(label.to_string());
        for (_, kind) in TABLES {
            // Names of this file are told apart by the file itself.
            let nearer = register.entries.len();
            for (name, about) in names.of_kind(kind) {
                let known = register.entries[..nearer].iter_mut().find(|e| e.kind == kind && is_one(e, name, about));
                match known {
                    Some(entry) => fill(entry, name, about),
                    None => register.entries.push(Entry { kind, name: name.clone(), about: about.clone(), file: n }),
                }
            }
        }
        for pair in &names.distinct {
            if !register.distinct.contains(pair) {
                register.distinct.push(pair.clone());
            }
        }
    }
    register
}

/// Whether a farther file speaks of this entry: it prefers a spelling that stands here, or knows ours.
fn is_one(entry: &Entry, name: &str, about: &About) -> bool {
    let has = |list: &[String], name: &str| list.iter().any(|o| o == name);
    entry.name == name || has(entry.other(), name) || has(about.other.as_deref().unwrap_or_default(), &entry.name)
}

fn fill(entry: &mut Entry, name: &str, about: &About) {
    let own = &mut entry.about;
    if own.other.is_none() {
        own.other = about.other.as_ref().map(|all| all.iter().filter(|o| **o != entry.name).cloned().collect());
    }
    if entry.name != name && !own.other.as_ref().is_some_and(|all| all.iter().any(|o| o == name)) {
        own.other.get_or_insert_default().push(name.to_string());
    }
    for (own, far) in [(&mut own.role, &about.role), (&mut own.kind, &about.kind), (&mut own.pronouns, &about.pronouns)]
    {
        *own = own.take().or_else(|| far.clone());
    }
    own.short = own.short.take().or_else(|| about.short.clone());
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// The entries as `name = other, other; short; role (file)`, of files from the nearest.
    #[track_caller]
    fn check(files: &[&str], want: &[&str]) {
        let names: Vec<Names> = files.iter().map(|text| parse(text).names.unwrap()).collect();
        let labels: Vec<String> = (0..files.len()).map(|n| n.to_string()).collect();
        let register = Register::of(labels.iter().map(String::as_str).zip(&names));
        let list = |list: &[String]| list.join(", ");
        let shown = register.entries.iter().map(|e| {
            let role = e.about.role.as_deref().unwrap_or_default();
            format!("{} = {}; {}; {role} ({})", e.name, list(e.other()), list(e.short()), e.file)
        });
        assert_eq!(shown.collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_nearer_file_wins_key_by_key() {
        let near = "[people.\"Ana Gil\"]\nrole = \"mayor\"\n";
        let far =
            "[people.\"Ana Gil\"]\nrole = \"councillor\"\nother = [\"Anna Gil\"]\nshort = [\"Anita\"]\n[people.Ivo]\n";
        check(&[near, far], &["Ana Gil = Anna Gil; Anita; mayor (0)", "Ivo = ; ;  (1)"]);
        check(&[far, near], &["Ana Gil = Anna Gil; Anita; councillor (0)", "Ivo = ; ;  (0)"]);
        check(&["[people.\"Ana Gil\"]\nother = []\n", far], &["Ana Gil = ; Anita; councillor (0)", "Ivo = ; ;  (1)"]);
    }

    #[test]
    fn a_nearer_file_may_prefer_another_spelling() {
        let kyiv = "[places.Kyiv]\nother = [\"Kiev\"]\nrole = \"capital\"\n";
        check(&["[places.Kiev]\n", kyiv], &["Kiev = Kyiv; ; capital (0)"]);
        check(&["[places.Kiev]\nother = [\"Kyiv\"]\n", "[places.Kyiv]\n"], &["Kiev = Kyiv; ;  (0)"]);
        check(&["[people.Kiev]\n", kyiv], &["Kiev = ; ;  (0)", "Kyiv = Kiev; ; capital (1)"]);
    }

    #[test]
    fn pairs_add_up() {
        let of = |text: &str| parse(text).names.unwrap();
        let (near, far) = (of("distinct = [[\"A\", \"B\"]]"), of("distinct = [[\"A\", \"B\"], [\"C\", \"D\"]]"));
        assert_eq!(Register::of([("near", &near), ("far", &far)]).distinct.len(), 2);
    }
}
