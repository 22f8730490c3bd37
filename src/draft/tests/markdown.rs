//! What Markdown is prose and what is not, one piece of markup at a time.

use super::super::sheet::tests::{check_pieces, show};
use super::super::{Ignore, markdown};

#[track_caller]
fn check(source: &str, want: &str) {
    let draft = markdown::read(source);
    check_pieces(source, &draft);
    assert_eq!(show(&draft).trim_end(), want.trim_end());
}

#[test]
fn inline_markup_is_gone() {
    check(
        "**Ana** Núñez *pergi* ke ~~Solo~~ [Jakarta](https://a.id/b \"x\").",
        "Paragraph: Ana Núñez pergi ke Solo Jakarta.",
    );
    check("Jalankan `copydesk` hari ini.", "Paragraph: Jalankan  hari ini.");
    check("Lihat <https://contoh.id> atau https://contoh.id/a_b_c, ya.", "Paragraph: Lihat  atau , ya.");
    check(
        "Ana[^1] kata [Budi][b].\n\n[b]: https://b.id\n\n[^1]: Seorang nelayan.",
        "Paragraph: Ana kata Budi.\nFootnote: Seorang nelayan.",
    );
    check("Ana<em>s</em>tasia <code>x y</code>pergi<br>pulang<!-- catatan -->.", "Paragraph: Anastasia pergi pulang.");
}

#[test]
fn escapes_entities_and_marks() {
    check(
        r#"\*Ana\* &amp; “Budi” &ldquo;Cici&rdquo; -- 'Dedi' "Eka"..."#,
        r#"Paragraph: *Ana* & “Budi” “Cici” -- 'Dedi' "Eka"..."#,
    );
    check("Harga US$5 juta sampai A$6 juta, $7_a$ dan $x^2$.", "Paragraph: Harga US$5 juta sampai A$6 juta,  dan .");
}

#[test]
fn line_breaks_are_blanks() {
    check("Ana\nNúñez  \ndatang\\\nhari\r\nini.", "Paragraph: Ana Núñez datang hari ini.");
    check("> Kami\n> pergi,\n>   kata\nAna.\n>\n> — Budi", "BlockQuote: Kami pergi, kata Ana.\nBlockQuote: — Budi");
    check("- satu\n  dua\n- tiga\n\n  empat", "ListItem: satu dua\nListItem: tiga\nListItem: empat");
    check("Ana **pergi\npulang** hari.\r\rBudi.", "Paragraph: Ana pergi pulang hari.\nParagraph: Budi.");
}

#[test]
fn headings_lists_and_tables() {
    check(
        "# Judul {#id}\n\n## Bagian\n\n# Lagi\n\nSubjudul\n---\n",
        "Headline: Judul\nHeading: Bagian\nHeading: Lagi\nHeading: Subjudul",
    );
    check(
        "| Nama | Umur |\n|---|---|\n| **Ana** | 40 |",
        "TableCell: Nama\nTableCell: Umur\nTableCell: Ana\nTableCell: 40",
    );
    check("1. [ ] Satu\n2. [x] Dua\n   > Tiga", "ListItem: Satu\nListItem: Dua\nBlockQuote: Tiga");
}

#[test]
fn images_are_captions() {
    check(
        "Ana ![Ana *di* pantai](a.jpg \"Foto Budi\") pergi.",
        "Paragraph: Ana  pergi.\nCaption: Ana di pantai\nCaption: Foto Budi",
    );
    check(
        "<figure>\n<img src=\"a.jpg\" alt=\"Ana &amp; Budi\">\n<figcaption>Ana di\npantai.</figcaption>\n</figure>\n\nLalu.",
        "Caption: Ana & Budi\nCaption: Ana di pantai.\nParagraph: Lalu.",
    );
    check("Lihat <img src='x' alt='Ana'> ini.", "Paragraph: Lihat  ini.\nCaption: Ana");
}

#[test]
fn html_blocks() {
    check("<blockquote>\n\nKami *pergi*.\n\n</blockquote>\n\nLalu.", "BlockQuote: Kami pergi.\nParagraph: Lalu.");
    check("> <p>Satu\n> dua</p>\n\nTiga", "BlockQuote: Satu dua\nParagraph: Tiga");
    check("<script>\nlet a = 'Ana';\n</script>\n\nBudi.", "Paragraph: Budi.");
    check("<div class=\"x\">Ana</div>\n\n<!-- catatan\n\npanjang -->\n\nBudi.", "Paragraph: Ana\nParagraph: Budi.");
}

#[test]
fn code_and_shortcodes() {
    check("```go\nAna := 1\n```\n\nBudi.\n\n~~~\nx\n~~~", "Paragraph: Budi.");
    check(
        "{{< figure src=\"a_b_c.jpg\" caption=\"x\" >}}\n\nAna {{% ref \"a*b\" %}} *pergi*.\n\n{% include x.html %}",
        "Paragraph: Ana  pergi.",
    );
    check("Ana pergi.\n\n    x = f(1);\n    y = g(2);\n", "Paragraph: Ana pergi.");
    check(
        "Ana pergi.\n\n    Budi tinggal di rumah bersama adiknya,\n    yang masih kecil.\n",
        "Paragraph: Ana pergi.\nParagraph: Budi tinggal di rumah bersama adiknya, yang masih kecil.",
    );
}

#[test]
fn half_typed_markup_swallows_nothing() {
    check("Ana.\n\n```\n\nBudi.\n\n~~~\n\nCici.", "Paragraph: Ana.\nParagraph: Budi.\nParagraph: Cici.");
    check("Ana.\n\n<!-- copydesk-ign\n\nBudi.", "Paragraph: Ana.\nParagraph: Budi.");
    check("Ana.\n\n<script>\n\nBudi.", "Paragraph: Ana.\nParagraph: Budi.");
    check("Ana <code>Budi\n\n[Cici](https://a", "Paragraph: Ana Budi\nParagraph: [Cici](");
    check("Ana.\n\n<a href=\"x\nBudi", "Paragraph: Ana.\nParagraph: <a href=\"x Budi");
    check("Ana.\n\n{{< tweet\n\nBudi.", "Paragraph: Ana.\nParagraph: {{< tweet\nParagraph: Budi.");
}

#[test]
fn front_matter() {
    let draft = "---\ntitle: \"Kata \\\"Ana\\\"\"\ndescription: >\n  Satu dua\n  tiga.\nlang: id\nslug: ana-budi\nimages:\n  - src: a.jpg\n    caption: Ana's\n    alt: 'Budi''s'\nauthor:\n  - Cici\n  - name: Dedi\ncopydesk-ignore: [name-spelling]\n---\nIsi.";
    check(
        draft,
        "Headline: Kata \"Ana\"\nStandfirst: Satu dua tiga.\nCaption: Ana's\nCaption: Budi's\nByline: Cici\nByline: Dedi\nParagraph: Isi.",
    );
    let front = markdown::read(draft).front;
    assert_eq!((front.language.as_deref(), front.ignore.as_slice()), (Some("id"), &["name-spelling".to_string()][..]));
    check(
        "+++\ntitle = 'Ana'\nsummary = \"\"\"\nSatu \\\n  dua \\u201ctiga”\"\"\"\n[params]\nalt = \"Foto\"\n+++\nIsi.",
        "Headline: Ana\nStandfirst: Satu dua “tiga”\nCaption: Foto\nParagraph: Isi.",
    );
    check(
        "---\ntitle: Ana\n  dan Budi\ndescription: |\n  Satu\n  dua.\n\n  Tiga.\nalt: 'a\n\n  b'\n---\n",
        "Headline: Ana dan Budi\nStandfirst: Satu dua.\nStandfirst: Tiga.\nCaption: a\nCaption: b",
    );
}

#[test]
fn front_matter_that_is_none() {
    check("---\ntitle: [Ana\nlang: id\n---\nIsi.", "Paragraph: Isi.");
    check(
        "---\nIni paragraf pertama, bukan kunci.\n\n---\n\nIsi.",
        "Paragraph: Ini paragraf pertama, bukan kunci.\nParagraph: Isi.",
    );
    check("---\ntitle: Ana\n\nIsi.", "Paragraph: title: Ana\nParagraph: Isi.");
    check("+++\ntitle = \"Ana\nsummary = \"Budi\"\n+++\nIsi.", "Headline: Ana\nStandfirst: Budi\nParagraph: Isi.");
    check("\u{feff}---\r\ntitle: Ana\r\n---\r\nIsi.", "Headline: Ana\nParagraph: Isi.");
}

#[test]
fn ignore_comments() {
    let source = "<!-- copydesk-ignore-file a -->\n\nSatu.\n\n<!-- copydesk-ignore b, c -->\n\n- Dua\n- Tiga\n\nEmpat <!-- copydesk-ignore -->";
    let ignore = |rule: &str, block| Ignore { rule: rule.to_string(), block };
    let want = [ignore("a", None), ignore("b", Some(1)), ignore("c", Some(1)), ignore("*", Some(3))];
    assert_eq!(markdown::read(source).ignores, want);
}
