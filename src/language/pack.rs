//! A pack: one language's TOML file, typed and checked as it is read.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Acronyms, Ages, Class, Lexicon, Offices, People};

/// What we know about one language. `lexicon` holds its words; the rest is what is not a list of words.
#[derive(Debug)]
pub struct Pack {
    /// ISO 639-1: `en`, `id`; `und` for a language that we do not know.
    pub code: String,
    /// The language's name in English.
    pub name: String,
    pub lexicon: Lexicon,
    pub marks: Marks,
    pub endings: Endings,
    pub spelling: Spelling,
    pub people: People,
    pub ages: Ages,
    pub offices: Offices,
    pub acronyms: Acronyms,
    /// What whatlang calls this language, and its nearest kin that it is taken for: `ind`, `jav`.
    pub detect: Vec<String>,
    /// What a capital inside a sentence means.
    pub capitals: Capitals,
    /// Whether the subject stands behind its verb where anything else opens the clause: `Am Montag sagte Ana`.
    pub inversion: bool,
    /// An owner stands right behind what is owned: istri Budi.
    pub owners_behind: bool,
    /// A hyphen between two names joins two people (Prabowo-Hatta), not the halves of one name.
    pub couples: bool,
    /// The sample that a quick fix writes: `, said NAME`.
    pub attribution: Option<String>,
    /// Whether the pack knows how speech is attributed; rules that need that are silent where it does not.
    pub speaks: bool,
}

/// Which words have a capital wherever they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Capitals {
    #[default]
    Names,
    /// Every noun: a capital alone proves no name.
    Nouns,
}

/// The quotation marks of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Marks {
    /// Opening and closing mark, two characters each; the usual pair first.
    pub pairs: Vec<String>,
    /// The pairs for a quote inside a quote.
    pub nested: Vec<String>,
    /// Whether the comma between a quote and its verb stands behind the closing mark, as in German: „…“, sagte.
    pub comma_outside: bool,
}

/// What may hang on a word without belonging to it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Endings {
    /// With their apostrophe: ’s, ’.
    pub possessive: Vec<String>,
    /// Hangs on a known name without an apostrophe: German Stuttgarts.
    pub genitive: Vec<String>,
    /// -nya, -lah, -pun; written without hyphen.
    pub clitic: Vec<String>,
    /// Ends names, and is no clitic there: Saifullah is not Saiful.
    pub of_names: Vec<String>,
    /// Ends a common word that no list need hold (Bayinya, Malamnya): its capital opens a sentence.
    pub common: Vec<String>,
    /// Opens verbs, as it may open other words: what opens so says nothing of an office. me-, ber-, di-.
    pub verbal: Vec<String>,
    /// What stands around the stem of such a word, as beginning and ending with a hyphen between: pe-an (Penolakan), -itas.
    pub around: Vec<String>,
}

/// Which spellings may stand for one another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spelling {
    /// Letters that sound the same in old and new spelling or in transliteration: [["oe", "u"], …], lower case.
    pub letters: Vec<[String; 2]>,
    /// Endings that one spelling has and the other has not, and nobody hears: Clark, Clarke.
    pub silent: Vec<String>,
    /// Whole words that are one name in different spellings: [["Muhammad", "Mohammad", …], …].
    pub names: Vec<Vec<String>>,
    /// Places with two spellings of which a draft should keep one: [["Kyiv", "Kiev"], …].
    pub places: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    code: String,
    name: String,
    #[serde(default)]
    marks: Marks,
    #[serde(default)]
    endings: Endings,
    #[serde(default)]
    spelling: Spelling,
    #[serde(default)]
    people: People,
    #[serde(default)]
    ages: Ages,
    #[serde(default)]
    offices: Offices,
    #[serde(default)]
    acronyms: Acronyms,
    #[serde(default)]
    detect: Vec<String>,
    #[serde(default)]
    capitals: Capitals,
    #[serde(default)]
    inversion: bool,
    #[serde(default)]
    owners_behind: bool,
    #[serde(default)]
    couples: bool,
    #[serde(default)]
    attribution: Option<String>,
    #[serde(default)]
    words: toml::Table,
}

/// The packs that are shipped, in the order of their file names.
const FILES: &[(&str, &str)] = &[
    ("de.toml", include_str!("packs/de.toml")),
    ("en.toml", include_str!("packs/en.toml")),
    ("id.toml", include_str!("packs/id.toml")),
    ("nl.toml", include_str!("packs/nl.toml")),
    ("und.toml", include_str!("packs/und.toml")),
];

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    // A pack is part of the program, and `every_pack_is_read` below reads them all: it cannot fail at a user's desk.
    FILES.iter().map(|(name, text)| read(name, text).unwrap_or_else(|e| panic!("{e}"))).collect()
});

/// Every pack, `und` among them.
pub fn all() -> &'static [Pack] {
    &PACKS
}

/// The pack of a language code; `en-GB` and `id_ID` are their languages.
pub fn by_code(code: &str) -> Option<&'static Pack> {
    let language = code.split(['-', '_']).next().unwrap_or(code).to_lowercase();
    PACKS.iter().find(|p| p.code == language)
}

/// The pack of a language that we do not know.
pub fn unknown() -> &'static Pack {
    by_code("und").expect("und.toml is shipped")
}

/// Reads one pack. The error names the file, the line and the key.
fn read(name: &str, text: &str) -> Result<Pack, String> {
    let file: File = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
    let mut lexicon = Lexicon::default();
    for (key, value) in &file.words {
        let at = || {
            let line = text.lines().position(|l| l.split(['=', ' ']).next() == Some(key)).map_or(0, |n| n + 1);
            format!("{name}: line {line}: words.{key}")
        };
        let class = Class::ALL.iter().find(|c| c.key() == key).ok_or_else(|| format!("{}: no such class", at()))?;
        let forms = value.as_array().ok_or_else(|| format!("{}: a list of words is expected", at()))?;
        for form in forms {
            let form = form.as_str().ok_or_else(|| format!("{}: {form} is no word", at()))?;
            // A long list may be written as one text, its words parted by commas or line breaks.
            for word in form.split([',', '\n']).map(str::trim).filter(|w| !w.is_empty()) {
                lexicon.add(word, *class);
            }
        }
    }
    // Whom everybody knows by one name is called by it alone, as by a family name (Adele, Jokowi).
    for name in file.people.known.iter().filter(|n| !n.contains(' ')) {
        lexicon.add(name, Class::Family);
    }
    for pair in file.marks.pairs.iter().chain(&file.marks.nested) {
        if pair.chars().count() != 2 {
            return Err(format!("{name}: marks: “{pair}” is not a pair of marks"));
        }
    }
    let speaks = lexicon.knows(Class::Cue);
    if speaks {
        lexicon.add_names(&file.code);
        lexicon.add_ordinary(&file.code);
    }
    Ok(Pack {
        code: file.code,
        name: file.name,
        lexicon,
        marks: file.marks,
        endings: file.endings,
        spelling: file.spelling,
        people: file.people,
        ages: file.ages,
        offices: file.offices,
        acronyms: file.acronyms,
        detect: file.detect,
        capitals: file.capitals,
        inversion: file.inversion,
        owners_behind: file.owners_behind,
        couples: file.couples,
        attribution: file.attribution,
        speaks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_is_read() {
        for (name, text) in FILES {
            let pack = read(name, text).unwrap();
            assert_eq!(*name, format!("{}.toml", pack.code));
        }
        assert!(by_code("id-ID").is_some_and(|p| p.speaks));
        assert!(!unknown().speaks);
    }

    #[track_caller]
    fn check_error(text: &str, want: &[&str]) {
        let error = read("xx.toml", text).unwrap_err();
        assert!(want.iter().all(|w| error.contains(w)), "{error}");
    }

    #[test]
    fn a_fault_names_file_line_and_key() {
        let head = "code = \"xx\"\nname = \"X\"\n";
        check_error(&format!("{head}[words]\ncue = [\"a\"]\nqueue = [\"a\"]\n"), &["xx.toml", "line 5", "words.queue"]);
        check_error(&format!("{head}[words]\ncue = \"a\"\n"), &["xx.toml", "line 4", "words.cue"]);
        check_error(&format!("{head}colour = 1\n"), &["xx.toml", "line 3", "colour"]);
    }
}
