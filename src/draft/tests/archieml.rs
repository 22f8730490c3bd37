//! What of an ArchieML document is prose and what is not.

use super::super::archieml;
use super::super::sheet::tests::{check_pieces, show};

#[track_caller]
fn check(source: &str, want: &str) {
    let draft = archieml::read(source);
    check_pieces(source, &draft);
    assert_eq!(show(&draft).trim_end(), want.trim_end());
}

#[test]
fn keys_and_values() {
    check(
        "headline: Ana pergi\nslug: ana-pergi\nbyline:  Cici\nhero.caption: Foto Budi\nimage-alt: Di pantai\npublish_date: 2020\nintro: Satu dua.\n",
        "Headline: Ana pergi\nByline: Cici\nCaption: Foto Budi\nCaption: Di pantai\nParagraph: Satu dua.",
    );
}

#[test]
fn values_of_many_lines() {
    check(
        "deck: Satu\ndua.\n\nTiga.\n:end\nurl: https://a.id\nb c\n:end\n",
        "Standfirst: Satu dua.\nStandfirst: Tiga.",
    );
    check("title: Satu\n\nIni cerita.\n\nkey: x\n", "Headline: Satu\nParagraph: Ini cerita.");
}

#[test]
fn objects_and_arrays() {
    check(
        "{hero}\ncaption: Ana\n{}\n[tags]\n* laut\n* kapal\n[]\n[points]\n* Satu.\n* Dua.\n[]\n[people]\nname: Ana\nurl: x\nname: Budi\n[]\n",
        "Caption: Ana\nParagraph: Satu.\nParagraph: Dua.\nParagraph: Ana\nParagraph: Budi",
    );
    check(
        "[+body]\nKata pembuka.\n\nimage: a.jpg\n\n* bukan butir daftar biasa\nPenutup.\n[]\n",
        "Paragraph: Kata pembuka.\nListItem: bukan butir daftar biasa\nParagraph: Penutup.",
    );
}

#[test]
fn what_is_skipped() {
    check("Satu.\n:skip\nDua.\n:endskip\nTiga.\n:ignore\nEmpat.", "Paragraph: Satu.\nParagraph: Tiga.");
}

#[test]
fn a_story_with_speech_is_no_keys() {
    check(
        "Ana: “Kami pergi.”\n\nIa berkata: “Kami pulang.”\n\nhttps://a.id/b",
        "Paragraph: Ana: “Kami pergi.”\nParagraph: Ia berkata: “Kami pulang.”",
    );
    check(
        "title: Ana\nlang: id\ncopydesk-ignore: a b\n\nSatu [dua] {tiga}.\n[",
        "Headline: Ana\nParagraph: Satu [dua] {tiga}.\nParagraph: [",
    );
    let front = archieml::read("lang: id\ncopydesk-ignore: a b").front;
    assert_eq!((front.language.as_deref(), front.ignore.len()), (Some("id"), 2));
}
