//! Typed: the word under the cursor, if it is one of prose.
//!
//! What the draft room leaves out of its blocks (code, addresses, keys, markup) is no prose here either; and what is
//! about to become one of these, because its second half is not typed yet, is told by what stands before it.

use crate::draft::{self, Draft, Format};
use crate::text::Span;

/// The word that is being typed, in a text of its own.
#[derive(Clone, Debug)]
pub struct Typed<'a> {
    pub source: &'a str,
    pub draft: Draft,
    pub block: usize,
    /// The word, in the source; it may go on behind the cursor.
    pub span: Span,
    /// The byte of the source at which the cursor is; inside the span or at its end.
    pub cursor: usize,
}

impl<'a> Typed<'a> {
    /// What stands before the cursor.
    pub fn prefix(&self) -> &'a str {
        Span::new(self.span.start, self.cursor).of(self.source)
    }

    pub fn word(&self) -> &'a str {
        self.span.of(self.source)
    }

    /// The word in the prose of its block.
    pub fn place(&self) -> Span {
        let block = &self.draft.blocks[self.block];
        let start = block.prose_offset(self.span.start).unwrap_or_default();
        Span::new(start, start + self.span.len())
    }

    /// The prose of the block before and behind the word.
    pub fn around(&self) -> (&str, &str) {
        let (prose, place) = (&self.draft.blocks[self.block].prose, self.place());
        (&prose[..place.start], &prose[place.end..])
    }

    /// The last part of a word with hyphens or apostrophes in it: “Gav” of “anti-Gav”.
    pub fn tail(&self) -> Option<Typed<'a>> {
        let (at, joiner) = self.prefix().char_indices().rfind(|(_, c)| is_joiner(*c))?;
        let start = self.span.start + at + joiner.len_utf8();
        Some(Typed { span: Span::new(start, self.span.end), ..self.clone() })
    }
}

/// The word at a byte of the source. None where no letter stands before the cursor, or it is no prose.
pub fn at(source: &str, format: Format, cursor: usize) -> Option<Typed<'_>> {
    let span = word(source, cursor)?;
    let draft = draft::cut(source, format);
    // All of it stands in the source as the reader sees it: no markup and no entity inside.
    let verbatim = |b: &draft::Block| {
        b.pieces
            .iter()
            .any(|p| p.source.covers(span) && p.prose.len() == p.source.len() && p.source.contains(cursor - 1))
    };
    let block = draft.blocks.iter().position(verbatim)?;
    let before = Span::new(draft.blocks[block].span.start, span.start).of(source);
    let markdown = format == Format::Markdown;
    let half =
        glued(before) || markdown && (half_typed(before) || fenced(source, span)) || half_front(source, &draft, span);
    (!half).then_some(Typed { source, draft, block, span, cursor })
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '‑' | '\'' | '’' | 'ʼ')
}

/// The letters around a byte. Before it hyphens and apostrophes may stand between them; behind it what follows one
/// is another word or an ending.
fn word(source: &str, cursor: usize) -> Option<Span> {
    let (before, behind) = (source.get(..cursor)?, source.get(cursor..)?);
    let outside = |c: char| !is_letter(c) && !is_joiner(c);
    let start = before.char_indices().rfind(|(_, c)| outside(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let start = start + before[start..].find(is_letter)?;
    let length = behind.find(|c| !is_letter(c)).unwrap_or(behind.len());
    before[start..].starts_with(char::is_alphabetic).then(|| Span::new(start, cursor + length))
}

/// A handle, a hashtag, a path, the end of an address: no word of prose follows these signs without a blank.
fn glued(before: &str) -> bool {
    before.ends_with(['@', '#', '/', '\\', '&', '=', '.', ':', '$', '%', '+', '<', '{'])
}

/// Code, or the address or the label of a link, of which the end is still missing: what has one is no prose any more.
fn half_typed(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let address = line.rfind("](").is_some_and(|at| !line[at..].contains([')', ' ']));
    let label = ["][", "[^"].iter().filter_map(|sign| line.rfind(sign)).any(|at| !line[at + 2..].contains(']'));
    let ticks = line.matches('`').count() - line.matches("\\`").count();
    address || label || ticks % 2 == 1
}

/// Code between fences of which the second is still missing.
fn fenced(source: &str, word: Span) -> bool {
    let mut open: Option<(char, usize)> = None;
    for line in source[..word.start].split(['\n', '\r']) {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let Some(sign) = line.chars().next().filter(|c| matches!(c, '`' | '~')) else { continue };
        let length = line.len() - line.trim_start_matches(sign).len();
        match open {
            None if length >= 3 => open = Some((sign, length)),
            Some((c, n)) if c == sign && length >= n && line[length..].trim().is_empty() => open = None,
            _ => {}
        }
    }
    open.is_some()
}

/// Front matter that cannot be read yet: the key that is being typed, or no second fence.
fn half_front(source: &str, draft: &Draft, word: Span) -> bool {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let Some(fence) = ["---", "+++"].into_iter().find(|f| text.lines().next().is_some_and(|l| l.trim_end() == *f))
    else {
        return false;
    };
    if draft.front.span.is_some() || !matches!(draft.format, Format::Markdown | Format::Html) {
        return false;
    }
    let before = source[..word.start].trim_start_matches('\u{feff}');
    // Behind a second fence, or behind a blank line without one, the story has begun.
    !before.lines().skip(1).any(|l| l.trim().is_empty() || l.trim_end() == fence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word at the `‸`, with a bar where the cursor is.
    #[track_caller]
    fn check(marked: &str, format: Format, want: Option<&str>) {
        let cursor = marked.find('‸').unwrap();
        let source = marked.replace('‸', "");
        let typed = at(&source, format, cursor);
        let shown = typed.map(|t| format!("{}|{}", t.prefix(), &t.word()[t.prefix().len()..]));
        assert_eq!(shown.as_deref(), want, "{marked}");
    }

    #[track_caller]
    fn in_markdown(marked: &str, want: Option<&str>) {
        check(marked, Format::Markdown, want);
    }

    #[test]
    fn the_word_at_the_cursor() {
        in_markdown("Then 🗞 Ga‸", Some("Ga|"));
        in_markdown("Then Ga‸vrilov left.", Some("Ga|vrilov"));
        in_markdown("said Gav‸’s wife", Some("Gav|"));
        in_markdown("Jean-Lu‸", Some("Jean-Lu|"));
        in_markdown("“‘Ma’ru‸", Some("Ma’ru|"));
        in_markdown("**Ga‸** left", Some("Ga|"));
        in_markdown("**Ga‸", Some("Ga|"));
        in_markdown("_Ga‸", Some("Ga|"));
        in_markdown("> - Ga‸", Some("Ga|"));
        in_markdown("[Ga‸](a.md)", Some("Ga|"));
        in_markdown("left. ‸Gavrilov", None);
        in_markdown("left. ‸", None);
        in_markdown("in 20‸", None);
    }

    #[test]
    fn no_prose() {
        for marked in [
            "`Ga‸` left",
            "`Ga‸",
            "a `code` and `Ga‸",
            "```\nGa‸\n```\n",
            "```\nGa‸",
            "    Ga‸",
            "See https://a.example/Ga‸",
            "See https://a.example/Ga‸. Then",
            "See www.a.example/ga‸",
            "Write to ana@ga‸",
            "Write to ana@desk.ga‸",
            "[Ana](Ga‸",
            "[Ana](Ga‸)",
            "![Ana](pictures/Ga‸.jpg)",
            "[Ana][Ga‸]",
            "[^ga‸]",
            "#Ga‸",
            "@Ga‸",
            "{{< figure src=\"Ga‸\" >}}",
            "<img alt=\"x\" src=\"Ga‸\">",
            "<!-- Ga‸ -->",
            "a &am‸; b",
        ] {
            in_markdown(marked, None);
        }
        in_markdown("a `code` and Ga‸", Some("Ga|"));
        in_markdown("[Ana][x] and [Ga‸]", Some("Ga|"));
        in_markdown("[Ana](a.md) and Ga‸", Some("Ga|"));
        in_markdown("```\ncode\n```\n\nGa‸", Some("Ga|"));
        check("<p class=\"Ga‸\">", Format::Html, None);
        check("<p>Ga‸</p>", Format::Html, Some("Ga|"));
        check("`Ga‸", Format::Plain, Some("Ga|"));
        check("hea‸dline: Council\n", Format::ArchieMl, None);
        check("headline: Cou‸ncil\n", Format::ArchieMl, Some("Cou|ncil"));
    }

    #[test]
    fn keys_of_front_matter() {
        in_markdown("---\nti‸tle: Council\n---\n\nText", None);
        in_markdown("---\ntitle: Council\nau‸\n---\n\nText", None);
        in_markdown("---\ntitle: Council\nau‸", None);
        in_markdown("---\nau‸\n---\n\nText", None);
        in_markdown("---\ntitle: Cou‸ncil\n---\n\nText", Some("Cou|ncil"));
        in_markdown("+++\nti‸tle = \"Council\"\n+++\n\nText", None);
        in_markdown("+++\ntitle = \"Cou‸ncil\"\n+++\n\nText", Some("Cou|ncil"));
        in_markdown("---\ntitle: Council\n---\n\nGa‸", Some("Ga|"));
        in_markdown("---\n\nGa‸", Some("Ga|"));
    }
}
