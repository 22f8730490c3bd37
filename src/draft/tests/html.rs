//! What of a page of HTML is prose and what is not.

use super::super::sheet::tests::{check_pieces, show};
use super::super::{Ignore, html};
use crate::text::Span;

#[track_caller]
fn check(source: &str, want: &str) {
    let draft = html::read(source);
    check_pieces(source, &draft);
    assert_eq!(show(&draft).trim_end(), want.trim_end());
}

#[test]
fn a_page() {
    let page = "\u{feff}<!DOCTYPE html>\n<html lang=\"id\"><head><title>Ana pergi</title>\n<meta name=\"description\" content=\"Ana &amp; Budi\">\n<meta property=\"og:title\" content=\"Cici\"><script>let a = '<p>Dedi</p>';</script><style>p { x: y }</style></head>\n<body><h1>Ana <em>pergi</em></h1><p class=\"lead\">Satu\n  dua.<p>Tiga<ul><li>empat<li>lima</ul><h2>Enam</h2><blockquote><p>Tujuh.</p><footer>— Ana</footer></blockquote>\n<table><tr><th>Nama<td>Umur</table></body></html>";
    check(
        page,
        "Headline: Ana pergi\nStandfirst: Ana & Budi\nHeadline: Ana pergi\nParagraph: Satu dua.\nParagraph: Tiga\nListItem: empat\nListItem: lima\nHeading: Enam\nBlockQuote: Tujuh.\nBlockQuote: — Ana\nTableCell: Nama\nTableCell: Umur",
    );
    assert_eq!(html::read(page).front.language.as_deref(), Some("id"));
}

#[test]
fn inline_tags_part_no_words() {
    check(
        "<p><b>A</b>na<br>Budi <a href=\"https://x.id/Cici\" title=\"Dedi\">Eka</a> <code>f(x)</code></p>",
        "Paragraph: Ana Budi Eka",
    );
    check("Ana<div>Budi</div>Cici", "Paragraph: Ana\nParagraph: Budi\nParagraph: Cici");
    check("<p>Ana<!-- Budi -->s <pre>Cici</pre>Dedi", "Paragraph: Anas\nParagraph: Dedi");
}

#[test]
fn entities_and_their_places() {
    check(
        "<p>&ldquo;Ana&nbsp;&#8220;B&#xFC;di&#x201D; &amp;amp; AT&T &lt;b&gt; &anentity; &copy</p>",
        "Paragraph: “Ana\u{a0}“Büdi” &amp; AT&T <b> &anentity; ©",
    );
    let draft = html::read("<p>“x” &ldquo;é&rdquo; b</p>");
    let block = &draft.blocks[0];
    assert_eq!(block.prose, "“x” “é” b");
    assert_eq!(block.source(Span::new(8, 11)), Span::new(11, 18));
    assert_eq!(block.source(Span::new(11, 13)), Span::new(18, 20));
    assert_eq!(block.source(Span::new(16, 18)), Span::new(27, 29));
}

#[test]
fn images_are_captions() {
    check(
        "<p>Ana <img src=a.jpg alt=\"Foto &quot;Budi&quot;\" title='di pantai'> pergi",
        "Paragraph: Ana pergi\nCaption: Foto \"Budi\"\nCaption: di pantai",
    );
    check("<figure><img alt=\"\"><figcaption>Ana <i>di</i> pantai</figcaption></figure>", "Caption: Ana di pantai");
}

#[test]
fn half_typed_markup_swallows_nothing() {
    check("<p>Ana</p>\n<!-- cat\n<p>Budi</p>", "Paragraph: Ana\nParagraph: Budi");
    check("<p>Ana</p>\n<a href=\"x\n<p>Budi</p>", "Paragraph: Ana\nParagraph: Budi");
    check(
        "<title>Ana\n<p>Budi <script>\n<p>Cici <code>Dedi</p>\n<p>Eka <",
        "Headline: Ana\nParagraph: Budi\nParagraph: Cici Dedi\nParagraph: Eka <",
    );
    check("<p>Ana </ b>Budi</p><p>1 < 2 & 3</p", "Paragraph: Ana Budi\nParagraph: 1 < 2 & 3");
}

#[test]
fn ignore_comments() {
    let ignores =
        html::read("<p>Satu</p><!-- copydesk-ignore a --><p>Dua</p><p>Tiga<!-- copydesk-ignore --></p>").ignores;
    let ignore = |rule: &str, block| Ignore { rule: rule.to_string(), block };
    assert_eq!(ignores, [ignore("a", Some(1)), ignore("*", Some(2))]);
}
