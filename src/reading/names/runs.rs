//! Runs: words with capitals that stand side by side, with the small words that names hold.

pub mod joins;
mod letters;

use std::ops::Range;

use super::labels::{PERSON, first_name};
use crate::draft::{Block, BlockKind};
use crate::language::{Class, Classes, sex};
use crate::reading::sentences::OPENERS;
use crate::reading::words::{Word, WordKind};

/// What makes a capital mean something even where a sentence opens.
const NAMES: Classes = Classes::of(&[
    Class::Title,
    Class::Honorific,
    Class::Given,
    Class::Family,
    Class::OrgHead,
    Class::Organisation,
    Class::Media,
    Class::Place,
    Class::PlaceHead,
    Class::Demonym,
    Class::OtherName,
    Class::Role,
]);

const OFFICE: Classes = Classes::of(&[Class::Title, Class::Honorific, Class::Role, Class::RoleModifier]);

/// What opens another name behind a small word: the Treasury and the Bank of England.
const OTHERS: Classes =
    Classes::of(&[Class::Given, Class::Title, Class::Honorific, Class::OrgHead, Class::Organisation, Class::Media]);

/// No name has more words; capitals may run on for pages where no sentence ends.
const MOST: usize = 16;

/// Whether capitals say nothing here: headlines in title case, and sentences in capitals.
pub fn in_capitals(block: &Block, sentence: &[Word]) -> bool {
    let words = || sentence.iter().filter(|w| w.kind == WordKind::Word);
    let all = words().count();
    let shouted = words().filter(|w| w.shouted).count();
    if all >= 3 && shouted * 3 >= all * 2 {
        return true;
    }
    let heading =
        matches!(block.kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Standfirst | BlockKind::TableCell);
    // Title case leaves small words small: what counts are the others.
    let long = || words().filter(|w| !w.classes.any(OPENERS) && w.span.len() > 3);
    let small = long().filter(|w| !w.capital).count();
    let count = long().count();
    // A line of a headline that was filed as a paragraph is longer than a row of names.
    // Common words with capitals inside the line: Harbour Wants To Grow. A table of names has none.
    // Neither do those of a house: the Provisional Pensions Commission.
    let house = |i: usize| {
        let end = sentence[i..].iter().position(|w| !is_name_word(w)).map_or(sentence.len(), |n| i + n);
        let last = end.checked_sub(1).map(|last| &sentence[last]);
        // The Whitcombe Prize, Nelson Street: what a thing or a street is.
        let thing = |w: &Word| w.has(Class::OtherTail) || w.has(Class::PlaceTail);
        let two = i > 0 && end == i + 1 && is_name_word(&sentence[i - 1]) || end > i + 1;
        end > i && last.is_some_and(|w| w.has(Class::OrgHead) && w.has(Class::OrgTail) || two && thing(w))
    };
    // Badan Penanggulangan Bencana Daerah: nor those that a noun for a house opens.
    let headed = |i: usize| sentence[..i].iter().rev().take_while(|w| is_name_word(w)).any(|w| w.has(Class::OrgHead));
    let common = (1..sentence.len())
        .filter(|&i| sentence[i].capital && sentence[i].classes.any(OPENERS) && !sentence[i].classes.any(NAMES))
        .filter(|&i| heading || !house(i) && !headed(i))
        .count();
    // Of a sentence that lists offices in capitals the longer common words are small: adalah, sekaligus, menjabat.
    let plain = words().filter(|w| !w.capital && w.span.len() > 5).count();
    // Judge Frees Driver in Crash Case: common words too, and not one of four letters is small.
    let titled = words().filter(|w| w.span.len() > 3).all(|w| w.capital)
        && words().filter(|w| w.capital && w.span.len() > 3).count() >= 3;
    heading && (titled || count >= 3 && small * 4 <= count)
        || count >= 5 && common >= 2 && small * 6 <= count && plain <= 2
}

/// Words with capitals that stand side by side.
pub struct Run {
    pub words: Range<usize>,
    /// It is one name, which the draft spells out beside its acronym.
    pub whole: bool,
}

/// The runs of one sentence, in order.
pub fn of(block: &Block, words: &[Word], sentence: &Range<usize>, capitals: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    let houses = letters::spelled_out(&block.prose, words, sentence);
    let mut i = sentence.start;
    while i < sentence.end {
        if let Some(house) = houses.iter().find(|h| h.start == i) {
            runs.push(Run { words: house.clone(), whole: true });
            i = house.end;
            continue;
        }
        if !begins(block, words, i, sentence, capitals) {
            i += 1;
            continue;
        }
        let start = i;
        let mut end = i + 1;
        while let Some(next) = goes_on(block, words, start, end, sentence).filter(|&next| next - start <= MOST) {
            end = next;
        }
        // Saham PT Bumi Tirta: where a legal form opens names, a common word before it belongs to none.
        let form = |w: &Word| w.has(Class::LegalForm) && w.has(Class::OrgHead);
        let held = Classes::of(&[Class::OrgHead, Class::Title, Class::Role, Class::Group]).and(PERSON);
        if block.pack.owners_behind && end - start > 1 && form(&words[start + 1]) && !words[start].classes.any(held) {
            i += 1;
            continue;
        }
        // KILDONAN, Oct. 4 (Northwire) - By Ines Carvalho: a byline inside its line.
        if end - start > 2 && words[start].has(Class::By) && words[start + 1].has(Class::Given) {
            i += 1;
            continue;
        }
        // Ketua | Komisi Pemilihan Umum (KPU)
        end = houses.iter().map(|h| h.start).find(|h| (start + 1..end).contains(h)).unwrap_or(end);
        // beaten by DLP In the west: a small word that closes a run has its capital from a sentence of its own.
        const SMALL: Classes = Classes::of(&[Class::Locative, Class::Determiner]);
        let small = |w: &Word| w.classes.any(SMALL) && !w.classes.any(NAMES) && !w.has(Class::Degree) && !w.shouted;
        while end - start > 1 && !capitals && small(&words[end - 1]) {
            end -= 1;
        }
        runs.push(Run { words: start..end, whole: false });
        i = end;
    }
    runs
}

fn is_name_word(word: &Word) -> bool {
    word.kind == WordKind::Word && word.capital
}

fn begins(block: &Block, words: &[Word], i: usize, sentence: &Range<usize>, capitals: bool) -> bool {
    let word = &words[i];
    // Later al-Sisi dined: an article that the language knows.
    let article = |text: &str| text.split_inclusive('-').next().unwrap_or_default().to_string();
    let known = |text: &str| block.pack.lexicon.classes(text, text).has(Class::Particle);
    if prefixed(&block.prose, word) && known(&article(word.span.of(&block.prose))) {
        return true;
    }
    if !is_name_word(word) {
        return false;
    }
    let first = i == sentence.start
        || words[sentence.start..i].iter().all(|w| !w.is_word())
        || opens_quote(words, i)
        || behind_dateline(&block.prose, words, i);
    // LAHORE: The Lahore High Court
    let first = first || i > 0 && words[i - 1].span.of(&block.prose) == ":" && word.has(Class::Determiner);
    // A small word has its capital from where it stands.
    let small = word.classes.any(OPENERS) && !word.classes.any(NAMES) || is_common(block, words, i);
    if !capitals && first_name(&block.prose, words, i) {
        return true;
    }
    // Begitu kata Yanti: a verb of saying in two words.
    let cue = word.classes.any(Classes::of(&[Class::Cue, Class::InvertedCue])) && !word.classes.any(NAMES);
    if first && cue && word.span.of(&block.prose).contains(' ') {
        return false;
    }
    // U.S. officials: several people by what they do, of whom only the first word has a capital.
    if word.has(Class::Group)
        && word.span.of(&block.prose).rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase))
    {
        return false;
    }
    // Marks & Dunning shut its shop.
    let firm = words.get(i + 1).is_some_and(|w| w.span.of(&block.prose) == "&");
    if small && (first || capitals) && !firm {
        return false;
    }
    // Will Denby, a lifeguard, …: no statement opens with a helping verb.
    let asked = || words[sentence.clone()].iter().any(|w| w.span.of(&block.prose) == "?");
    let named = first
        && word.has(Class::Auxiliary)
        && !word.has(Class::Month)
        && sex(word.span.of(&block.prose)).is_some()
        && words[..sentence.end].get(i + 1).is_some_and(is_name_word);
    if named && !capitals && !asked() {
        return true;
    }
    // His last meeting is on 4 May: a day of a month is nobody.
    let day = i > sentence.start && words[i - 1].kind == WordKind::Number && words[i - 1].span.len() <= 2;
    if word.has(Class::Month) && day {
        return false;
    }
    // Mid-sentence, “The Hague” and “I”: a pronoun is no name, a determiner may open one.
    !word.classes.any(Classes::of(&[
        Class::He,
        Class::She,
        Class::They,
        Class::OnePerson,
        Class::FirstPerson,
        Class::It,
        Class::Weekday,
        Class::Month,
        Class::Possessive,
        Class::Conjunction,
        Class::Auxiliary,
    ])) || word.classes.any(Classes::of(&[Class::Given, Class::Family])) && !first
}

/// `Bayinya menangis`, `Penolakan disampaikan`: a word that no list has and that is made as common words are.
fn is_common(block: &Block, words: &[Word], i: usize) -> bool {
    let (word, endings) = (&words[i], &block.pack.endings);
    let text = word.span.of(&block.prose);
    if !word.classes.is_unlisted() {
        return false;
    }
    let ends = |e: &String| text.strip_suffix(e.as_str()).is_some_and(|stem| stem.len() > 2);
    // Kementrian Keuangan is a house with a slip; Elektabilitas Erick is a word and a name.
    let alone = || words.get(i + 1).is_none_or(|w| !w.capital || w.classes.any(PERSON));
    let lower = || text.to_lowercase();
    let made = |shape: &String| {
        let (before, behind) = shape.split_once('-').unwrap_or_default();
        lower().strip_prefix(before).and_then(|rest| rest.strip_suffix(behind)).is_some_and(|stem| stem.len() > 3)
    };
    // Usul Umi disambut: where owners stand behind, a common word and whose it is.
    let owned = || {
        let [next, behind @ ..] = &words[i + 1..] else { return false };
        next.capital && next.has(Class::Given) && behind.first().is_none_or(|w| !w.capital)
    };
    if block.pack.owners_behind && word.has(Class::Ordinary) && owned() {
        return true;
    }
    endings.common.iter().any(ends) || alone() && endings.around.iter().any(made)
}

/// `al-Assad`, `el-Sisi`: a small article that hangs on its name.
fn prefixed(prose: &str, word: &Word) -> bool {
    let text = word.span.of(prose);
    let hyphen = text.find('-').filter(|&i| i <= 4 && word.kind == WordKind::Word && !word.capital);
    hyphen.is_some_and(|i| text[i + 1..].starts_with(char::is_uppercase))
}

/// `Sampang - Harga garam`: whether a word opens the story, behind the town where it was filed.
pub fn behind_dateline(prose: &str, words: &[Word], i: usize) -> bool {
    const MOST: usize = 8;
    let dash = |w: &Word| matches!(w.span.of(prose), "-" | "–" | "—");
    let town = |w: &Word| w.capital || w.kind != WordKind::Word;
    (2..=MOST).contains(&i) && dash(&words[i - 1]) && words[..i - 1].iter().all(town) && words[0].capital
}

fn opens_quote(words: &[Word], i: usize) -> bool {
    i > 0 && words[i - 1].kind == WordKind::Mark && words[i - 1].end == words[i].span.start
}

/// The end of the run when it takes in what follows, or None where it ends.
fn goes_on(block: &Block, words: &[Word], start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
    let prose = block.prose.as_str();
    // King’s College, St Thomas’ Hospital: a house that bears a rank or a saint.
    let owner = words[end - 1].end > words[end - 1].span.end && end < sentence.end;
    let saint = |w: &Word| w.has(Class::Particle) && w.capital && w.span.len() <= 3;
    let rank = words[start..end].iter().any(|w| w.has(Class::Honorific) || saint(w));
    const HOUSE: Classes = Classes::of(&[Class::OrgHead, Class::OrgTail, Class::PlaceTail]);
    // the Montgomery County Prosecutor’s Office
    let office = words[end - 1].classes.any(Classes::of(&[Class::Title, Class::Role])) && end - start > 1;
    if owner && (rank && end - start <= 2 || office) && words[end].capital && words[end].classes.any(HOUSE) {
        return Some(end + 1);
    }
    // the National Farmers’ Union, the Women’s Institute: a house of several people.
    let noun = |i: usize| {
        i < sentence.end && words[i].capital && words[i].classes.any(Classes::of(&[Class::OrgHead, Class::OrgTail]))
    };
    let several = words[end - 1].has(Class::Group) || end - start > 1 && words[end - 1].classes.is_unlisted();
    let alone = end < sentence.end && matches!(words[end].span.of(prose), "’" | "'");
    if several && owner && words[end - 1].has(Class::Group) && noun(end) {
        return Some(end + 1);
    }
    if several && alone && words[end - 1].span.of(prose).ends_with('s') && noun(end + 1) {
        return Some(end + 2);
    }
    let touches = |i: usize| {
        i < sentence.end && words[i - 1].end == words[i - 1].span.end && only_blanks(prose, &words[i - 1], &words[i])
    };
    if let Some(end) = joins::list(prose, words, start, end, sentence) {
        return Some(end);
    }
    if let Some(end) = joins::partners(prose, words, start, end, sentence) {
        return Some(end);
    }
    if !touches(end) {
        return None;
    }
    let next = &words[end];
    let not_small = |w: &Word| is_name_word(w) && !w.classes.any(Classes::of(&[Class::Weekday, Class::Month]));
    // Theresa May left: behind a first name the month is a family name, unless a day stands behind it.
    let surname_is_month = |i: usize| {
        let first = &words[i - 1];
        let month = words[i].capital && words[i].has(Class::Month) && !words[i].shouted;
        let day = words.get(i + 1).is_some_and(|w| w.kind == WordKind::Number);
        let known = block.pack.owners_behind || sex(first.span.of(prose)).is_some();
        month && !day && first.has(Class::Given) && !first.has(Class::Month) && known
    };
    // Without Amelia I would not be here: a pronoun with its verb, and no king's number.
    const VERBS: Classes = Classes::of(&[Class::Auxiliary, Class::Cue, Class::WeakCue, Class::Adverb]);
    let verb = |w: &Word| !w.capital && w.classes.any(VERBS);
    let spoken = || words[sentence.clone()].iter().any(|w| w.kind == WordKind::Mark);
    if next.has(Class::FirstPerson) && words[..sentence.end].get(end + 1).is_some_and(verb) && spoken() {
        return None;
    }
    // Jong Mei Fung: between a family name and another syllable no month stands.
    let syllable = next.capital
        && next.has(Class::Month)
        && words[end - 1].has(Class::Family)
        && words[end - 1].span.len() <= 5
        && words[..sentence.end].get(end + 1).is_some_and(|w| w.capital && not_small(w) && next.end == next.span.end);
    if syllable && only_blanks(prose, next, &words[end + 1]) {
        return Some(end + 2);
    }
    if not_small(next) || surname_is_month(end) || prefixed(prose, next) || first_name(prose, words, end) {
        return Some(end + 1);
    }
    // RSUD dr. Soetomo; Direktur RSUD dr. Budi Santoso.
    let office = || words[start..end - 1].iter().all(|w| w.classes.any(OFFICE));
    if words[end - 1].has(Class::OrgHead) && next.has(Class::Honorific) && office() {
        // RSUD dr Soetomo: its full stop may be left out.
        let text = next.span.of(prose);
        let stop = text.ends_with('.') || {
            let full = format!("{text}.");
            !next.capital && block.pack.lexicon.classes(&full, &full).has(Class::Honorific)
        };
        if stop && end + 1 < sentence.end && is_name_word(&words[end + 1]) && only_blanks(prose, next, &words[end + 1])
        {
            return Some(end + 2);
        }
    }
    // Brackenbury Foods plc
    if next.has(Class::LegalForm) && next.has(Class::OrgTail) && !next.capital {
        return Some(end + 1);
    }
    let follows = |i: usize| touches(i) && not_small(&words[i]);
    // SMA Negeri 1 Wates, SDN 2 Cikandung: schools are counted in their town. Elsewhere a number is left out (Polres 3).
    let short = |w: &Word| w.kind == WordKind::Number && w.span.len() <= 3 && w.end == w.span.end;
    let school = words[start..end].iter().any(|w| w.has(Class::OrgHead)) && !words[end - 1].classes.any(PERSON);
    const OPENS: Classes = Classes::of(&[Class::OrgHead, Class::Title, Class::Role, Class::Honorific]);
    if block.pack.owners_behind && school && short(next) && follows(end + 1) && !words[end + 1].classes.any(OPENS) {
        return Some(end + 2);
    }
    // A particle that is a preposition too (von) parts a name from what follows, unless a given name stands before it.
    let given = words[end - 1].has(Class::Given) || words[end - 1].initial;
    if next.classes.any(Classes::of(&[Class::Preposition, Class::By])) && next.has(Class::Particle) && !given {
        return None;
    }
    if next.has(Class::Particle) && follows(end + 1) {
        return Some(end + 2);
    }
    if next.has(Class::Particle) && touches(end + 1) && words[end + 1].has(Class::Particle) && follows(end + 2) {
        return Some(end + 3);
    }
    if let Some(end) = joins::pair(prose, words, start, end, sentence) {
        return Some(end);
    }
    // DPRD dan sekretarisnya: what is known by its letters has its name whole.
    let open = |w: &Word| {
        let letters = w.shouted && w.classes.any(Classes::of(&[Class::Organisation, Class::Place]));
        w.classes.any(Classes::of(&[Class::OrgHead, Class::OrgTail])) && !letters
    };
    let organisation = words[start..end].iter().any(open);
    // the Names Association and the Election Commission: what closes a name is followed by another's.
    let closed = end - start > 1
        && words[end - 1].classes.any(Classes::of(&[Class::OrgHead, Class::OrgTail]))
        && next.has(Class::Conjunction);
    if organisation
        && !closed
        && next.classes.any(Classes::of(&[Class::Preposition, Class::Conjunction]))
        && !next.has(Class::By)
    {
        // Universitas Brawijaya dan Kanto Nishikawa, Koperasi Margo Lestari di Musuk: a name that no list knows, behind another
        // name or behind what says where, is its own.
        const LISTED: Classes = Classes::of(&[Class::Given, Class::Family, Class::Place]);
        let proper = |w: &Word| w.classes.is_unlisted() || w.classes.any(LISTED) && !w.has(Class::Field);
        let where_else = next.has(Class::Locative) || block.pack.owners_behind && proper(&words[end - 1]);
        // Police in Ashby
        let person = |w: &Word| next.has(Class::Locative) && w.classes.any(PERSON) && !w.has(Class::Field);
        let own = |i: usize| where_else && words[i].classes.is_unlisted() || person(&words[i]);
        let name = |i: usize| follows(i) && (!words[i].classes.any(OTHERS) || words[i].has(Class::Field)) && !own(i);
        let place_only = |i: usize| words[i].classes.any(Classes::of(&[Class::Place, Class::PlaceHead]));
        let locative = next.has(Class::Locative);
        // the Paul Marsh Foundation in Marsh Lane
        let road = |i: usize| touches(i) && words[i].has(Class::PlaceTail);
        // a credit union on Lower Main Street
        let streets = road(end + 2) || follows(end + 2) && road(end + 3);
        if name(end + 1) && !(locative && place_only(end + 1) || streets) && joins(prose, next) {
            return Some(end + 2);
        }
        // She left the Women’s Institute for the KTU.
        let named = |i: usize| name(i) && !words[i].shouted;
        if touches(end + 1)
            && words[end + 1].has(Class::Determiner)
            && named(end + 2)
            && !locative
            && joins(prose, next)
        {
            return Some(end + 3);
        }
    }
    // Frank “Tiny” Malone: a nickname of one or two words between marks, with the surname behind it.
    for close in [end + 2, end + 3] {
        let mark = |i: usize| words.get(i).is_some_and(|w| w.kind == WordKind::Mark);
        if close + 1 < sentence.end
            && mark(end)
            && mark(close)
            && (end + 1..close).all(|i| is_name_word(&words[i]))
            && touches(close + 1)
            && not_small(&words[close + 1])
            // Councillor Robert “Bobby” Tranter
            && words[start..end].iter().find(|w| !w.classes.any(OFFICE)).is_some_and(|w| {
                let double = w.span.of(prose).split_once('-').is_some_and(|(_, b)| b.starts_with(char::is_uppercase));
                w.has(Class::Given) || double && w.classes.is_unlisted()
            })
        {
            return Some(close + 2);
        }
    }
    // Wycliffe Ochieng’ Odera: an apostrophe that ends a name, where none opened; Charles’ has it of its owner.
    let apostrophe = |w: &Word| w.kind == WordKind::Mark && matches!(w.span.of(prose), "’" | "'");
    let open = || words[sentence.start..start].iter().any(|w| matches!(w.span.of(prose), "‘" | "'"));
    if apostrophe(next)
        && words[end - 1].end == next.span.start
        && !words[end - 1].span.of(prose).ends_with(['s', 'x', 'z', 'S'])
        && follows(end + 1)
        && words[end + 1].span.start > next.span.end
        && !open()
    {
        return Some(end + 2);
    }
    // A clitic pronoun or “&” inside a company's name.
    if next.span.of(prose) == "&" && follows(end + 1) {
        return Some(end + 2);
    }
    None
}

/// Only short words join the parts of an organisation's name: of, for, and; dan, untuk.
fn joins(prose: &str, word: &Word) -> bool {
    word.span.of(prose).chars().count() <= 5
}

fn only_blanks(prose: &str, a: &Word, b: &Word) -> bool {
    prose[a.end..b.span.start].chars().all(|c| c.is_whitespace())
}
