//! Plain text: paragraphs by blank lines, and inside a run of lines by how they end.
//!
//! Agency copy comes with one paragraph a line and no blank line between, mail and old systems wrap at 72
//! columns. A line break is a soft wrap only where the next word would not have fitted any more. When unsure, a
//! paragraph too many costs less than two made one: quotes may run over paragraphs, but not into a headline.

use super::front_reader::lines;
use super::sheet::{BODY, Sheet};
use super::{Block, BlockKind, Draft, Format};
use crate::language::{Class, all};
use crate::text::Span;

/// A longest line above this (in characters) was never wrapped: each line is a paragraph.
const UNWRAPPED: usize = 100;

pub fn read(source: &str) -> Draft {
    let mut sheet = Sheet::new(source, false);
    let start = sheet.start();
    paragraphs(&mut sheet, Span::new(start, source.len()), true);
    sheet.finish(Format::Plain)
}

/// Reads a part of the source as paragraphs that are all of one kind.
pub(super) fn paragraphs_as(sheet: &mut Sheet, part: Span, kind: BlockKind, group: u32) {
    let before = sheet.written();
    paragraphs(sheet, part, false);
    sheet.change(before, kind, group);
}

/// Reads a part of the source as plain text. `headline` is whether its first line may be one.
pub(super) fn paragraphs(sheet: &mut Sheet, part: Span, headline: bool) {
    let mut reader = Reader { sheet, run: Vec::new(), first: headline, list: None };
    let text = part.of(reader.sheet.source);
    for line in lines(text) {
        let line = line.of(text);
        let at = part.start + (line.as_ptr() as usize - text.as_ptr() as usize);
        let trimmed = line.trim();
        if trimmed.is_empty() || is_rule(trimmed) {
            reader.end_run();
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let span = Span::new(at + lead, at + lead + trimmed.len());
        if trimmed.starts_with("<!-- copydesk-ignore") && trimmed.ends_with("-->") {
            reader.end_run();
            reader.sheet.comment(trimmed, span.start);
            continue;
        }
        reader.run.push(Line::new(reader.sheet.source, span, lead));
    }
    reader.end_run();
}

/// One line of a run, without the blanks around it.
struct Line<'s> {
    text: &'s str,
    span: Span,
    /// Its length in characters.
    chars: usize,
    /// The blanks before it, in bytes.
    lead: usize,
}

impl<'s> Line<'s> {
    fn new(source: &'s str, span: Span, lead: usize) -> Line<'s> {
        let text = span.of(source);
        Line { text, span, chars: text.chars().count(), lead }
    }

    fn first_word(&self) -> &'s str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    fn ends_sentence(&self) -> bool {
        ends_sentence(self.text)
    }
}

struct Reader<'r, 's> {
    sheet: &'r mut Sheet<'s>,
    /// Lines without a blank line between them.
    run: Vec<Line<'s>>,
    /// Whether no block was written yet.
    first: bool,
    /// The group of the list that the last block was an item of.
    list: Option<u32>,
}

impl Reader<'_, '_> {
    /// Writes the paragraphs of the run.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let longest = run.iter().map(|l| l.chars).max().unwrap_or(0);
        let sentences = run.iter().rev().skip(1).filter(|l| l.ends_sentence()).count();
        // Where most lines end with a sentence, they were not wrapped.
        let unwrapped = longest > UNWRAPPED || (run.len() > 3 && sentences * 5 >= (run.len() - 1) * 3);
        let mut from = 0;
        for i in 1..=run.len() {
            let ends = run.get(i).is_none_or(|next| {
                let line = &run[i - 1];
                let own_line = longest > UNWRAPPED || (unwrapped && line.ends_sentence());
                own_line || starts_own(line, next) || !wraps(line, next, longest, i == 1 && self.first)
            });
            if ends {
                self.paragraph(&run[from..i], i < run.len());
                from = i;
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line], more_in_run: bool) {
        let Some(first) = lines.first() else { return };
        let mark = list_mark(first.text);
        let kind = if mark > 0 {
            BlockKind::ListItem
        } else if std::mem::take(&mut self.first) && lines.len() == 1 {
            self.opening(first, more_in_run)
        } else {
            BlockKind::Paragraph
        };
        self.list = (mark > 0).then(|| self.list.unwrap_or_else(|| self.sheet.group()));
        let group = match kind {
            BlockKind::ListItem => self.list.unwrap_or(BODY),
            BlockKind::Paragraph => BODY,
            _ => self.sheet.group(),
        };
        let mut block = Block::new(kind, group);
        let mut end = first.span.start + mark;
        for (n, line) in lines.iter().enumerate() {
            let start = if n == 0 { end } else { line.span.start };
            if n > 0 {
                self.sheet.blank(&mut block, Span::new(end, start));
            }
            self.sheet.push(&mut block, Span::new(start, line.span.end));
            end = line.span.end;
        }
        self.sheet.close(block);
    }

    /// What the first paragraph of a draft is, if it is one line.
    fn opening(&self, line: &Line, more_in_run: bool) -> BlockKind {
        let followed = more_in_run || !self.sheet.source[line.span.end..].trim().is_empty();
        let words = line.text.split_whitespace().count();
        if !followed || line.chars > UNWRAPPED || words < 2 {
            return BlockKind::Paragraph;
        }
        let first = line.first_word().trim_matches(|c: char| !c.is_alphanumeric());
        let lower = first.to_lowercase();
        if words < 7
            && all().iter().any(|p| p.lexicon.classes(first, &lower).any(crate::language::Classes::of(&[Class::By])))
        {
            return BlockKind::Byline;
        }
        let stops = line.text.ends_with(['.', ',', ';', ':', '…', '”', '"']);
        // The first question of an interview, not “Wali Kota: …”.
        let rest = self.sheet.source[line.span.end..].trim_start();
        let talk = is_label(line.text) && is_label(lines(rest).next().map_or("", |l| l.of(rest)));
        let unlike = stops || talk || is_dateline(line.text) || is_credit(line.text);
        if unlike { BlockKind::Paragraph } else { BlockKind::Headline }
    }
}

/// Whether the break between two lines is a soft wrap. `longest` is the longest line of the run, in characters.
fn wraps(line: &Line, next: &Line, longest: usize, first: bool) -> bool {
    let word = next.first_word().chars().count();
    let left = longest.saturating_sub(line.chars + 1);
    let continues = next.text.starts_with(char::is_lowercase);
    if line.ends_sentence() {
        // “Enam bulan kemudian, pasukan mundur.” on a line of its own, or the end of a line that happens to be full.
        return left < word && line.chars >= 50;
    }
    if continues && !first {
        return true;
    }
    // Nobody wraps a text at forty columns: these are headlines, names, verses.
    if longest < 45 {
        return false;
    }
    left < word + 6
}

/// Whether a line is a paragraph of its own whatever stands before it.
fn starts_own(before: &Line, line: &Line) -> bool {
    let list = list_mark(line.text) > 0
        && (before.ends_sentence()
            || list_mark(before.text) > 0
            || !line.first_word().starts_with(|c: char| c.is_ascii_digit()));
    let indented = line.lead >= 2 && before.lead == 0;
    list || indented || is_label(line.text) || is_credit(line.text) || is_credit(before.text)
}

/// A line of signs alone that parts two sections: `***`, `-----`, `# # #`.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line.chars().all(|c| matches!(c, '*' | '-' | '=' | '_' | '#' | '~' | '+' | ' ' | '—' | '–' | '•'))
}

/// Whether a line ends a sentence, with the marks that may stand behind the full stop.
fn ends_sentence(line: &str) -> bool {
    let text = line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '“', '*', '_', ' ']);
    let quoted = text.len() < line.len();
    text.ends_with(['.', '!', '?', '…', ':']) || (quoted && text.ends_with(','))
}

/// The bytes of a list mark with the blanks behind it: `•`, `*`, `-` before a blank, `1.`, `2)`.
fn list_mark(line: &str) -> usize {
    let mark = match line.chars().next() {
        Some(c @ ('•' | '‣' | '◦' | '▪' | '●' | '*')) => c.len_utf8(),
        Some('0'..='9') => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            if digits < 3 && matches!(line.as_bytes().get(digits), Some(b'.' | b')')) { digits + 1 } else { 0 }
        }
        Some('-') if !is_credit(line) && !line.starts_with("--") => 1,
        _ => 0,
    };
    let blanks = line[mark..].len() - line[mark..].trim_start_matches([' ', '\t']).len();
    if mark > 0 && blanks > 0 && line.len() > mark + blanks { mark + blanks } else { 0 }
}

/// `Name:` at the start of a line, as in an interview: one to four words, each with a capital.
fn is_label(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else { return false };
    let mut words = label.split_whitespace();
    let capital = |w: &str| w.trim_start_matches(['(', '*', '_']).starts_with(|c: char| c.is_uppercase());
    label.len() <= 48
        && rest.starts_with([' ', '\t', '*', '_'])
        && words.clone().count().wrapping_sub(1) < 4
        && words.all(capital)
}

/// `-- Name`, `— Name, title` under a quote.
fn is_credit(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '–', '—', '―']);
    let dashes = line[..line.len() - rest.len()].chars().count();
    let name = rest.trim_start();
    let spaced = name.len() < rest.len() || line.starts_with(['—', '―']);
    (1..4).contains(&dashes)
        && spaced
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() < 9
        && !name.ends_with(['.', '!', '?', '”', '"'])
}

/// `JAKARTA, 3 Maret`, `LONDON (Ulasan) -`: a place in capitals, then more than capitals.
fn is_dateline(line: &str) -> bool {
    let capital = |w: &str| w.chars().any(char::is_uppercase) && !w.chars().any(char::is_lowercase);
    let mut words = line.split_whitespace();
    let place = words.clone().take_while(|w| capital(w)).last();
    let Some(place) = place else { return false };
    let marked = place.ends_with(',') || words.any(|w| w.starts_with('(') || matches!(w, "-" | "–" | "—" | "--"));
    marked && line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::{check_pieces, show};
    use super::*;

    #[track_caller]
    fn check(source: &str, want: &str) {
        let draft = read(source);
        check_pieces(source, &draft);
        assert_eq!(show(&draft).trim_end(), want.trim_end());
    }

    const LONG: &str = "Wali Kota Sari Melati menolak usul pembangunan dermaga baru itu pada Senin malam, setelah warga di pesisir utara menyatakan keberatan.";

    #[test]
    fn one_paragraph_a_line() {
        let text = format!("{LONG}\nWarga bersorak.\n{LONG}\n");
        check(&text, &format!("Paragraph: {LONG}\nParagraph: Warga bersorak.\nParagraph: {LONG}"));
        check(
            "Ana datang.\r\nBudi pulang lebih awal.\rCici menunggu.",
            "Paragraph: Ana datang.\nParagraph: Budi pulang lebih awal.\nParagraph: Cici menunggu.",
        );
    }

    #[test]
    fn a_wrapped_text_is_joined() {
        check(
            "The harbour board met on Tuesday night to hear from fishermen who say\n\
             the new pier has cut their catch by half. Its chairwoman, Ana Núñez,\n\
             promised an answer by the end of the month.\n\
             The fishermen were not impressed. They have been promised answers by\n\
             three chairmen before her.\n",
            "Paragraph: The harbour board met on Tuesday night to hear from fishermen who say the new pier has cut their catch by half. Its chairwoman, Ana Núñez, promised an answer by the end of the month.\n\
             Paragraph: The fishermen were not impressed. They have been promised answers by three chairmen before her.",
        );
    }

    #[test]
    fn a_headline_and_a_byline() {
        check(
            "Dermaga baru ditolak warga\n\nWarga menolak.",
            "Headline: Dermaga baru ditolak warga\nParagraph: Warga menolak.",
        );
        check(
            &format!("Dermaga baru ditolak warga\n{LONG}"),
            &format!("Headline: Dermaga baru ditolak warga\nParagraph: {LONG}"),
        );
        check(
            "JAKARTA, 3 Maret - Warga\n\nMereka menolak.",
            "Paragraph: JAKARTA, 3 Maret - Warga\nParagraph: Mereka menolak.",
        );
        check("Warga menolak.\n\nMereka pulang.", "Paragraph: Warga menolak.\nParagraph: Mereka pulang.");
        check("Dermaga baru ditolak warga", "Paragraph: Dermaga baru ditolak warga");
    }

    #[test]
    fn lines_that_stand_alone() {
        check(
            "Ana: Mengapa dermaga itu ditolak oleh begitu banyak warga kota?\nBudi: Karena mahal.",
            "Paragraph: Ana: Mengapa dermaga itu ditolak oleh begitu banyak warga kota?\nParagraph: Budi: Karena mahal.",
        );
        check(
            "“The sea does not wait for a committee to make up its mind about it.”\n— Ana Núñez, skipper",
            "Paragraph: “The sea does not wait for a committee to make up its mind about it.”\nParagraph: — Ana Núñez, skipper",
        );
        check(
            "• satu kapal\n• dua kapal\n\n1. Tiga\n2. Empat",
            "ListItem: satu kapal\nListItem: dua kapal\nListItem: Tiga\nListItem: Empat",
        );
    }

    #[test]
    fn comments_addresses_and_the_mark_before_all() {
        let source = "\u{feff}Satu. \n\n<!-- copydesk-ignore name-spelling -->\nDua, lihat https://contoh.id/a ya.\n";
        check(source, "Paragraph: Satu.\nParagraph: Dua, lihat  ya.");
        let draft = read(source);
        assert_eq!(draft.ignores, [super::super::Ignore { rule: "name-spelling".into(), block: Some(1) }]);
    }
}
