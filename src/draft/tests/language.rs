//! Which language each block is read in.

use super::super::{Format, Guesses, read_again};
use crate::language::by_code;

const ID: &str = "Warga di pesisir utara menolak pembangunan dermaga itu karena mereka tidak pernah diajak bicara oleh \
                  pemerintah kota, dan sebagian dari mereka akan kehilangan tempat tinggal.";
const EN: &str = "Residents of the northern shore say that they were never asked about the new pier, and some of them \
                  will have to leave the houses in which their families have lived for years.";
/// Of a language without a pack.
const PL: &str = "Burmistrz powiedziała w poniedziałek, że miasto nie zbuduje nowego portu, ponieważ brakuje na to \
                  pieniędzy, a rybacy od dawna są temu przeciwni i nie chcą się przeprowadzić.";

/// `want` is the language of each block, parted by blanks.
#[track_caller]
fn check(blocks: &[&str], known: Option<&str>, want: &str) {
    let mut guesses = Guesses::default();
    let mut read = |blocks: &[&str]| {
        let draft = read_again(&blocks.join("\n\n"), Format::Markdown, known.and_then(by_code), &mut guesses);
        draft.blocks.iter().map(|b| b.pack.code.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(read(blocks), want);
    // What was guessed before holds, also where other paragraphs stood around it meanwhile.
    assert_eq!(read(blocks), want);
    read(&[ID, PL, EN, EN]);
    assert_eq!(read(blocks), want);
}

#[test]
fn each_long_paragraph_has_its_own() {
    check(&[ID, EN, ID], None, "id en id");
    check(&[EN, ID, EN, PL], None, "en id en und");
    check(&[PL, PL, EN], None, "und und en");
}

#[test]
fn short_paragraphs_follow() {
    check(&["# Dermaga", ID, "“Kami pergi.”", ID, "Ana."], None, "id id id id id");
    check(&[ID, ID, EN, "“Never.”", EN, "Ana.", ID], None, "id id en en en id id");
}

#[test]
fn what_is_named_is_stronger() {
    check(&["---\nlang: en-GB\ntitle: Pier\n---\n\nAna came.", ID], None, "en en id");
    check(&["---\nlanguage: fr\n---\n\nAna.", EN], Some("id"), "und en");
    check(&["Ana.", EN], Some("id"), "id en");
    check(&["Ana."], None, "und");
}
