//! What must hold of every draft in every format: random heaps of markup, half-typed and nested wrongly.

use proptest::prelude::*;

use super::super::sheet::tests::check_pieces;
use super::super::{Draft, Format, archieml, html, markdown, plain};

/// Bits of markup and of prose. `kode` stands only inside code and `alamat` only inside addresses.
const BITS: &[&str] = &[
    "Ana ",
    "Núñez",
    " pergi.",
    "“",
    "”",
    "'",
    "\"",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{301}",
    "🗞",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "*",
    "**",
    "_",
    "~~",
    "\\",
    "\\\n",
    "|",
    "|---|\n",
    "---\n",
    "+++\n",
    "===\n",
    "[",
    "](",
    ")",
    "]: ",
    "![",
    "[^1]",
    "[^1]: ",
    "$",
    "$$",
    "&amp;",
    "&ldquo;",
    "&#8220;",
    "&nbsp;",
    "&",
    "&acE;",
    "\0",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<div>",
    "</div>",
    "<li>",
    "<ul>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<img alt=\"",
    "\">",
    "<a href='",
    "'>",
    "<!-- ",
    " -->",
    "<!-- copydesk-ignore -->",
    "<",
    ">",
    "</",
    "<title>",
    "</title>",
    "<figure>",
    "<figcaption>",
    "<td>",
    "<table>",
    "<h1>",
    "</h1>",
    "<span",
    "<![CDATA[",
    "<?",
    "<!",
    "{{< ",
    " >}}",
    "{% ",
    " %}",
    "{{ ",
    "}}",
    "title: ",
    "title: |\n  ",
    "title: >-\n  ",
    "caption: \"",
    "alt: '",
    "\\u201c",
    "title = \"",
    ":::",
    "]{.a}",
    "<code>",
    "</code>",
    "`",
    "```\n",
    "~~~\n",
    "https://a.b/",
    "@a.b",
    "\"\"\"",
    "lang: id\n",
    ":end\n",
    ":skip\n",
    ":endskip\n",
    "[+body]\n",
    "[]\n",
    "{foto}\n",
    "* ",
    "é\u{feff}",
];

/// Whole things that hold no prose.
const HIDDEN: &[&str] =
    &["`rahasia`", "https://rahasia.id/rahasia", "rahasia@rahasia.id", "{{< rahasia \"rahasia\" >}}"];

fn read(format: usize, source: &str) -> Draft {
    match format {
        0 => plain::read(source),
        1 => markdown::read(source),
        2 => html::read(source),
        _ => archieml::read(source),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_whole(bits in prop::collection::vec(prop::sample::select(BITS), 0..40), format in 0usize..4) {
        let source = bits.concat();
        let draft = read(format, &source);
        check_pieces(&source, &draft);
        let again = super::super::read(&source, [Format::Plain, Format::Markdown, Format::Html, Format::ArchieMl][format], None);
        prop_assert_eq!(again.blocks.len(), draft.blocks.len());
    }

    #[test]
    fn front_matter_is_mapped_or_left_out(bits in prop::collection::vec(prop::sample::select(BITS), 0..20), toml: bool) {
        let fence = if toml { "+++" } else { "---" };
        let key = if toml { "title = " } else { "title: " };
        let source = format!("{fence}\n{key}{}\n{fence}\nAna.", bits.concat());
        check_pieces(&source, &markdown::read(&source));
    }

    /// In prose without other markup, no code or address comes through.
    #[test]
    fn what_is_hidden_stays_hidden(parts in prop::collection::vec((0usize..6, prop::sample::select(HIDDEN)), 0..12), format in 0usize..2) {
        let words = ["Ana pergi ", "dan Budi, ", "kata Cici. ", "\n\n", "“Ya,” ", "\n"];
        let source: String = parts.iter().map(|(word, hidden)| format!("{}{hidden} ", words[*word])).collect();
        let source = if format == 0 { source.replace(HIDDEN[0], "").replace(HIDDEN[3], "") } else { source };
        for block in read(format, &source).blocks {
            prop_assert!(!block.prose.contains("rahasia"), "{:?}", block.prose);
        }
    }

    /// Words between whole elements are all kept, in their order.
    #[test]
    fn no_prose_is_lost(parts in prop::collection::vec(0usize..8, 1..20)) {
        let marks = ["<p>Ana</p>\n\n", "<b>Ana</b> ", "Ana &amp; ", "Ana\n\n", "<div>Ana\n</div>\n\n", "Ana <!-- x --> ", "<ul><li>Ana</ul>\n\n", "<code>f</code> Ana "];
        let source: String = parts.iter().map(|&p| marks[p]).collect();
        for draft in [html::read(&source), markdown::read(&source)] {
            let found: usize = draft.blocks.iter().map(|b| b.prose.matches("Ana").count()).sum();
            prop_assert_eq!(found, parts.len(), "{}", &source);
        }
    }
}
