//! Names: runs of capitalised words, cut where titles end and where another name begins.
//!
//! `runs` finds the runs, `cuts` parts them into titles, people, organisations and places, `signs` looks at what
//! stands beside them. A capital alone is no proof: a mention says what speaks for it, and `meaning` decides over
//! the whole draft.

mod cuts;
mod labels;
mod nouns;
mod runs;
mod signs;

use std::ops::Range;

use super::{Kind, Quote, QuoteKind, Signs, Word};
use crate::draft::Block;
use crate::language::{Capitals, Class, Classes};
use crate::text::Span;

/// A name as it stands in a block.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name alone: no title before it, no possessive or clitic behind it. In the block's prose.
    pub span: Span,
    /// The words of `span`, as a range of the reading's words.
    pub words: Range<usize>,
    /// Titles, ranks, courtesies and roles right before the name.
    pub title: Option<Span>,
    /// What is said of it between commas behind it, or before its comma: “a Kremlin diplomat”.
    pub apposition: Option<Span>,
    /// What the place beside the name says of its kind; None where nothing does.
    pub kind: Option<Kind>,
    pub signs: Signs,
    /// It looks like a title that stands alone (`said Baron`): a name only where the draft has it in a full one. So is a
    /// noun where all nouns have capitals.
    pub weak: bool,
    /// The innermost quote in which it stands, as an index of the reading's quotes.
    pub quote: Option<usize>,
}

/// The names of a block, in order; they never overlap.
pub fn of(block: &Block, words: &[Word], sentences: &[Range<usize>], quotes: &[Quote]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in sentences {
        let capitals = runs::in_capitals(block, &words[sentence.clone()]);
        for run in runs::of(block, words, sentence, capitals) {
            let pieces = if run.whole {
                vec![cuts::whole(words, run.words)]
            } else {
                cuts::of(block, words, run.words, sentence)
            };
            for mut piece in pieces {
                // What joins two names opens neither: Labour | and Liberal Democrat.
                let joins = |w: &Word| !w.capital && w.has(Class::Conjunction) && !w.has(Class::Particle);
                let small = words[piece.words.clone()].iter().take_while(|w| joins(w)).count();
                piece.words.start += small;
                let last = words[piece.words.clone()].iter().rev().take_while(|w| joins(w)).count();
                piece.words.end -= last;
                if piece.words.is_empty() {
                    continue;
                }
                let start = piece.words.start;
                // “The” of a title in capitals is a given name somewhere.
                let small =
                    Classes::of(&[Class::Determiner, Class::Indefinite, Class::Preposition, Class::Conjunction]);
                if words[piece.words.clone()].iter().all(|w| w.classes.any(small)) {
                    continue;
                }
                // Rumah keluarga Situmeang: the name of several people is nobody's.
                let family = |w: &Word| w.has(Class::FamilyOf) && !w.capital;
                let of_several = start > sentence.start && family(&words[start - 1]);
                let surname = |w: &Word| w.has(Class::Family) && !w.has(Class::Given);
                if of_several && piece.words.len() == 1 && surname(&words[start]) {
                    continue;
                }
                // PT Bank Mandiri (Persero) Tbk: a legal form alone is the name of nothing.
                let form = |w: &Word| w.has(Class::LegalForm) && !w.has(Class::Place) && !w.classes.any(labels::PERSON);
                if words[piece.words.clone()].iter().all(form) {
                    continue;
                }
                // the Bishop of Ely: an office, though people are called so too.
                let office = &words[piece.words.end - 1];
                let behind = words[..sentence.end].get(piece.words.end).is_some_and(|w| w.has(Class::Owner));
                let the = start > sentence.start && words[start - 1].has(Class::Determiner);
                let text = office.span.of(&block.prose);
                let lower = text.to_lowercase();
                let held = block.pack.offices.seats.has(&lower) || block.pack.offices.crowns.has(&lower);
                if piece.words.len() == 1 && the && behind && held {
                    continue;
                }
                let mut mention = signs::read(block, words, sentence, piece);
                // ANA GIL WINS, said the poster: capitals that say nothing, inside a line that has others.
                let named = Classes::of(&[Class::Given, Class::Family, Class::Particle]);
                let name = &words[mention.words.clone()];
                let shout = name.len() > 1
                    && name.iter().all(|w| w.shouted)
                    && name.iter().any(|w| w.classes.any(named))
                    && mention.kind != Some(Kind::Organisation);
                mention.signs.capitals = capitals || shout;
                if block.pack.capitals == Capitals::Nouns {
                    nouns::judge(&mut mention, words, &words[sentence.start..start]);
                }
                mention.quote = quotes.iter().rposition(|q| q.inner.covers(mention.span));
                // lakon “Wahyu Cakraningrat”: all of a title is what the work is called.
                let titled = |q: usize| quotes[q].kind == QuoteKind::Title && quotes[q].inner == mention.span;
                if mention.quote.is_some_and(titled) && mention.kind == Some(Kind::Person) && mention.title.is_none() {
                    mention.kind = Some(Kind::Other);
                }
                mentions.push(mention);
            }
        }
    }
    mentions.sort_by_key(|m| m.span);
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::BlockKind;

    /// Shows each mention with its kind and its title.
    #[track_caller]
    fn check(language: &str, prose: &str, want: &[&str]) {
        let mut block = Block::new(BlockKind::Paragraph, 0);
        block.pack = crate::language::by_code(language).unwrap();
        block.push(prose, 0);
        let reading = super::super::read(&block);
        let shown: Vec<String> = reading
            .mentions
            .iter()
            .map(|m| {
                let title = m.title.map(|t| format!("[{}] ", t.of(prose))).unwrap_or_default();
                format!("{title}{}: {}", m.span.of(prose), m.kind.map_or("?", Kind::key))
            })
            .collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn titles_are_no_part_of_names() {
        check(
            "en",
            "On Monday President Barack Obama met Gen. Lloyd Austin.",
            &["[President] Barack Obama: person", "[Gen.] Lloyd Austin: person"],
        );
        check(
            "id",
            "Kemudian diplomat Rusia Konstantin Gavrilov pergi.",
            &["Rusia: place", "[diplomat Rusia] Konstantin Gavrilov: person"],
        );
    }

    #[test]
    fn a_country_behind_a_name_is_no_part_of_it() {
        check("id", "Percakapan antara Sergei Shoigu Rusia dan mitranya.", &["Sergei Shoigu: person", "Rusia: place"]);
    }

    #[test]
    fn organisations_keep_their_country() {
        check(
            "id",
            "Hal itu dibahas, kata Kementerian Pertahanan Rusia.",
            &["Kementerian Pertahanan Rusia: organisation"],
        );
        check(
            "en",
            "She runs the Department of Justice in Ohio.",
            &["Department of Justice: organisation", "Ohio: place"],
        );
    }

    /// Shows what each name is said to be between commas.
    #[track_caller]
    fn check_roles(language: &str, prose: &str, want: &[&str]) {
        let mut block = Block::new(BlockKind::Paragraph, 0);
        block.pack = crate::language::by_code(language).unwrap();
        block.push(prose, 0);
        let reading = super::super::read(&block);
        let role = |m: &Mention| m.apposition.map_or("–", |a| a.of(prose));
        let shown: Vec<String> =
            reading.mentions.iter().map(|m| format!("{}: {}", m.span.of(prose), role(m))).collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn two_people_across_a_comma_are_not_each_others_role() {
        check_roles("en", "Asked by reporter Ann Lee, Mayor Joe Pike laughed.", &["Ann Lee: –", "Joe Pike: –"]);
        check_roles(
            "id",
            "Didampingi ajudan Doni Saputra, Bupati Arya Prakasa tiba.",
            &["Doni Saputra: –", "Arya Prakasa: –"],
        );
        check_roles(
            "id",
            "“Tidak,” kata pengacara Budi Santoso, Rina Sari, kemarin.",
            &["Budi Santoso: –", "Rina Sari: pengacara Budi Santoso"],
        );
        check_roles("en", "The Mayor of London, Sadiq Khan, left.", &["London: –", "Sadiq Khan: The Mayor of London"]);
    }
}
