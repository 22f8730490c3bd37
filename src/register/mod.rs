//! The register: the names that a desk has agreed on, as `names.toml` says them.
//!
//! `parse` reads one file, `merge` puts the files of a folder and of those above it together, `index` finds what a name in
//! a draft stands for. All names are compared folded; how they are written is looked at last. The files themselves
//! are read by the faces.

mod index;
mod merge;
mod parse;

use std::collections::BTreeMap;

use crate::reading::Kind;

pub use index::{Form, Key, Near, key};
pub use parse::{Parsed, parse};

use index::Index;

/// An index of `Register::entries`.
pub type EntryId = usize;

/// What one `names.toml` says: the names on which the desk has agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Names {
    /// People, each under the preferred spelling of the full name: `[people."Sergei Shoigu"]`.
    pub people: BTreeMap<String, About>,
    /// Organisations, each under the preferred spelling of the full name.
    pub organisations: BTreeMap<String, About>,
    /// Places, each under the preferred spelling.
    pub places: BTreeMap<String, About>,
    /// Pairs of names that look alike and belong to two: `[["Andi Saputra", "Andri Saputro"]]`. They are never taken for one, and
    /// never for a misspelling of each other.
    pub distinct: Vec<[String; 2]>,
}

/// What is known of a name. A key that is left out says nothing; then a names.toml in a folder above may say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct About {
    /// Spellings and names that the desk does not want: each is marked, and the preferred spelling offered.
    #[cfg_attr(test, schemars(with = "Vec<String>", default))]
    pub other: Option<Vec<String>>,
    /// Short names that are right as they are: acronyms, nicknames.
    #[cfg_attr(test, schemars(with = "Vec<String>", default))]
    pub short: Option<Vec<String>>,
    /// Who it is, in the words of the desk; shown on hover.
    #[cfg_attr(test, schemars(with = "String", default))]
    pub role: Option<String>,
    /// What sort of thing it is, where the table does not say enough: party, ministry, river. Shown on hover.
    #[cfg_attr(test, schemars(with = "String", default))]
    pub kind: Option<String>,
    /// The pronouns to use; shown on hover.
    #[cfg_attr(test, schemars(with = "String", default))]
    pub pronouns: Option<String>,
}

/// A name of the register, when all files are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    /// The preferred spelling.
    pub name: String,
    pub about: About,
    /// The file that says how it is spelled, as an index of `Register::files`.
    pub file: usize,
}

impl Entry {
    pub fn other(&self) -> &[String] {
        self.about.other.as_deref().unwrap_or_default()
    }

    pub fn short(&self) -> &[String] {
        self.about.short.as_deref().unwrap_or_default()
    }

    /// The words of the preferred spelling.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.name.split_whitespace().filter(|w| !crate::text::fold::fold(w).is_empty())
    }
}

/// All names that govern a draft.
#[derive(Clone, Debug, Default)]
pub struct Register {
    pub entries: Vec<Entry>,
    pub distinct: Vec<[String; 2]>,
    /// What the files are called, the nearest to the draft first.
    pub files: Vec<String>,
    index: Index,
}

impl PartialEq for Register {
    fn eq(&self, other: &Register) -> bool {
        // The index is made of the rest.
        self.entries == other.entries && self.distinct == other.distinct && self.files == other.files
    }
}

impl Register {
    /// Puts files together, the nearest to the draft first.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a Names)>) -> Register {
        let mut register = merge::of(files);
        register.index = Index::of(&register);
        register
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.distinct.is_empty()
    }

    /// What the file of an entry is called.
    pub fn file(&self, entry: EntryId) -> &str {
        &self.files[self.entries[entry].file]
    }
}

/// The tables of the file, each with the kind of what stands in it.
pub const TABLES: [(&str, Kind); 3] =
    [("people", Kind::Person), ("organisations", Kind::Organisation), ("places", Kind::Place)];

/// The table in which things of a kind stand.
pub fn table_of(kind: Kind) -> &'static str {
    TABLES.iter().find(|(_, k)| *k == kind).map_or("people", |(table, _)| table)
}

impl Names {
    /// The names of one kind; those that are no organisations and no places are people.
    pub fn of_kind(&self, kind: Kind) -> &BTreeMap<String, About> {
        match kind {
            Kind::Organisation => &self.organisations,
            Kind::Place => &self.places,
            Kind::Person | Kind::Other => &self.people,
        }
    }

    fn of_kind_mut(&mut self, kind: Kind) -> &mut BTreeMap<String, About> {
        match kind {
            Kind::Organisation => &mut self.organisations,
            Kind::Place => &mut self.places,
            Kind::Person | Kind::Other => &mut self.people,
        }
    }
}

/// A name with single blanks and its letters composed, so that two ways to type it are one.
pub fn tidy(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
