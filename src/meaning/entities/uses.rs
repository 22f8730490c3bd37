//! Uses: every name of the draft with its parts, before anything is gathered.

mod holders;
mod houses;
mod lists;
mod offices;
mod wholes;

use std::sync::Arc;

use super::fold::fold;
use crate::draft::{Block, BlockKind, Draft};
use crate::language::{Class, Classes, Sex};
use crate::meaning::Place;
use crate::reading::{Kind, Mention, Reading, Signs, Word, WordKind};
use crate::text::Span;

/// A name at one place. `cluster` is filled by `clusters`.
#[derive(Clone, Debug)]
pub struct Use {
    pub place: Place,
    pub title: Option<Span>,
    pub apposition: Option<Span>,
    pub kind: Option<Kind>,
    pub signs: Signs,
    /// The parts, in the block's prose, with their folded text.
    pub parts: Vec<(Span, String)>,
    /// The index of the sentence in the whole draft.
    pub sentence: usize,
    /// Headline, caption, standfirst: they may name before the story introduces.
    pub furniture: bool,
    /// The quote in which it stands, as an index of the block's reading.
    pub quote: Option<usize>,
    /// More than one entity of the draft has this name.
    pub uncertain: bool,
    pub cluster: Option<usize>,
    /// A title that stands alone: see `Mention::weak`.
    pub weak: bool,
    /// It is part of the name of a house or a street: see `NameUse::house`.
    pub house: bool,
    /// Who bears a name with this courtesy: Mr, Ms.
    pub sex: Option<Sex>,
    /// What behind the name says which of a family it is, in small letters without stops: jr, sr, ii.
    pub generation: Option<String>,
    /// Its title is an office of a place: Wali Kota Sukamaju.
    pub seat: bool,
    /// Introduced as somebody's relative: his son, Allan Marks.
    pub kin: bool,
    /// What stands before it says that it is another name of the one named last.
    pub alias: Alias,
    /// Its first word says what kind of place it is, and may be left out: Desa Sukamaju.
    pub class_word: bool,
}

/// Whether a name is said to be another name of the one right before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alias {
    No,
    /// Basuki Tjahaja Purnama alias Ahok; …, known as Ahok.
    Said,
    /// Basuki Tjahaja Purnama (Ahok): it may be a party or a town as well.
    Bracketed,
    /// Anin, begitu ia disapa, …: of whoever was named last.
    Behind,
}

pub fn of(draft: &Draft, readings: &[Arc<Reading>]) -> Vec<Use> {
    let mut uses = Vec::new();
    let mut sentences = 0;
    for (index, (block, reading)) in draft.blocks.iter().zip(readings).enumerate() {
        for (id, mention) in reading.mentions.iter().enumerate() {
            let parts = parts(block, reading, mention.words.clone());
            if parts.is_empty() {
                continue;
            }
            let sentence = reading.sentences.partition_point(|s| s.end <= mention.words.start);
            uses.push(Use {
                place: Place { block: index, span: mention.span },
                title: mention.title,
                apposition: mention.apposition,
                kind: mention.kind,
                signs: mention.signs,
                parts,
                sentence: sentences + sentence,
                furniture: !matches!(
                    block.kind,
                    BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote | BlockKind::Footnote
                ),
                quote: mention.quote,
                uncertain: false,
                cluster: None,
                weak: mention.weak && !(mention.signs.cue && mention.signs.given && !mention.signs.opens),
                house: false,
                sex: mention.title.and_then(|title| courtesy(reading, title)).or_else(|| kin_sex(reading, mention)),
                generation: generation(block, reading, mention),
                seat: mention.title.is_some_and(|title| is_seat(block, title)),
                kin: kin_of(reading, mention)
                    || [mention.title, mention.apposition]
                        .into_iter()
                        .flatten()
                        .any(|span| is_kin(block, reading, span)),
                alias: match id
                    .checked_sub(1)
                    .map_or(Alias::No, |i| alias(block, reading, &reading.mentions[i], mention))
                {
                    Alias::No if called_behind(block, reading, mention) || called_before(reading, id) => Alias::Behind,
                    alias => alias,
                },
                class_word: is_class_word(block, mention.span),
            });
        }
        sentences += reading.sentences.len();
    }
    super::hyphens::join(draft, &mut uses);
    super::hyphens::open_sentences(draft, &mut uses);
    super::endings::cut_clitics(draft, &mut uses);
    super::endings::add_articles(draft, &mut uses);
    super::courtesies::cut(draft, &mut uses);
    cut_openers(draft, &mut uses);
    keep_apostrophes(draft, &mut uses);
    lists::read(draft, &mut uses);
    houses::mend_heads(draft, &mut uses);
    houses::free_persons(draft, &mut uses);
    wholes::grow(draft, &mut uses);
    offices::part(draft, &mut uses);
    holders::part(draft, &mut uses);
    super::endings::add_particles(draft, &mut uses);
    uses
}

/// `McDonald’s` twice and `McDonalds` once: of a name that never stands without its ’s, that is the last part.
fn keep_apostrophes(draft: &Draft, uses: &mut [Use]) {
    // An ending with a letter in it: an apostrophe alone is no part of a name.
    let ending = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let rest = &block.prose[u.place.span.end..];
        let endings = block.pack.endings.possessive.iter().filter(|e| e.contains(char::is_lowercase));
        endings.map(String::as_str).find(|e| rest.starts_with(e)).map(str::len)
    };
    let mut by_name: rustc_hash::FxHashMap<String, (usize, bool)> = rustc_hash::FxHashMap::default();
    for one in uses.iter().filter(|u| u.parts.len() == 1 && u.parts[0].1.len() > 4) {
        let known = by_name.entry(one.parts[0].1.clone()).or_insert((0, true));
        *known = (known.0 + 1, known.1 && ending(one).is_some());
    }
    let plural = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let before =
            block.prose[..u.place.span.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let classes = block.pack.lexicon.classes(&before, &before);
        classes.any(Classes::of(&[Class::Determiner, Class::Possessive, Class::Indefinite]))
            || before.ends_with(|c: char| c.is_ascii_digit())
    };
    let brands: rustc_hash::FxHashSet<String> = uses
        .iter()
        .filter(|u| u.parts.len() == 1 && u.title.is_none() && !plural(u))
        .filter_map(|u| u.parts[0].1.strip_suffix('s'))
        .filter(|stem| by_name.get(*stem).is_some_and(|(n, always)| *n > 1 && *always))
        .map(str::to_string)
        .collect();
    for one in uses.iter_mut().filter(|u| u.parts.len() == 1 && brands.contains(&u.parts[0].1)) {
        let Some(more) = ending(one) else { continue };
        one.parts[0].0.end += more;
        one.parts[0].1.push('s');
        one.place.span.end += more;
        one.kind = Some(Kind::Organisation);
    }
}

/// The parts of a name: its words, and the words of phrases (`New York`) one by one.
fn parts(block: &Block, reading: &Reading, words: std::ops::Range<usize>) -> Vec<(Span, String)> {
    let mut parts = Vec::new();
    for word in &reading.words[words] {
        if word.has(Class::Degree) && !parts.is_empty() {
            continue;
        }
        let text = word.span.of(&block.prose);
        let mut at = 0;
        for piece in text.split_whitespace() {
            let start = text[at..].find(piece).map_or(at, |i| at + i);
            at = start + piece.len();
            let folded = fold(piece);
            if !folded.is_empty() {
                parts.push((Span::new(word.span.start + start, word.span.start + at), folded));
            }
        }
    }
    parts
}

const COURTESY: Classes = Classes::of(&[Class::Honorific]);

fn words_of(reading: &Reading, span: Span) -> impl Iterator<Item = &Word> {
    reading.words[reading.word_at(span.start)..].iter().take_while(move |w| w.span.end <= span.end)
}

/// Who bears a name with this courtesy; a king or a mother is none.
fn courtesy(reading: &Reading, title: Span) -> Option<Sex> {
    words_of(reading, title).filter(|w| w.classes.any(COURTESY)).find_map(|w| {
        match (w.has(Class::Man), w.has(Class::Woman)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            _ => None,
        }
    })
}

/// Who is introduced as a relative: his wife, Abena Mensah.
fn kin_sex(reading: &Reading, mention: &Mention) -> Option<Sex> {
    let said = [mention.title, mention.apposition].into_iter().flatten();
    let kin = said.flat_map(|span| words_of(reading, span)).find(|w| w.has(Class::Kin) && !w.capital)?;
    match (kin.has(Class::Man), kin.has(Class::Woman)) {
        (true, false) => Some(Sex::Man),
        (false, true) => Some(Sex::Woman),
        _ => None,
    }
}

/// `Frank Delgado Jr.`, `Frank Delgado, Sr.`, `John Paul II`
fn generation(block: &Block, reading: &Reading, mention: &Mention) -> Option<String> {
    let behind = &reading.words[mention.words.end..];
    let comma = behind.first().is_some_and(|w| w.span.of(&block.prose) == ",");
    let word = behind.get(usize::from(comma)).filter(|w| w.has(Class::Generation) && w.capital)?;
    Some(word.span.of(&block.prose).to_lowercase().replace('.', ""))
}

/// `the younger daughter of Hubert Fairlie`: he came into the story as her father.
fn kin_of(reading: &Reading, mention: &Mention) -> bool {
    let before = &reading.words[..mention.words.start];
    matches!(before, [.., kin, of] if of.has(Class::Owner) && kin.has(Class::Kin) && !kin.capital)
}

/// Whether an office or an apposition is a relative's: his son; istrinya.
fn is_kin(block: &Block, reading: &Reading, span: Span) -> bool {
    // Anaknya, Eko Sarwono, opens a sentence; Putri Ayu is a name.
    let owned = |w: &Word| block.pack.endings.clitic.iter().any(|c| w.span.of(&block.prose).ends_with(c.as_str()));
    words_of(reading, span).any(|w| w.has(Class::Kin) && (!w.capital || owned(w)))
}

/// Whether the first of several words says what kind of place it is: Gunung Sinabung.
fn is_class_word(block: &Block, name: Span) -> bool {
    let first = name.of(&block.prose).split_once(char::is_whitespace).map(|(first, _)| first);
    first.is_some_and(|w| block.pack.lexicon.classes(w, &w.to_lowercase()).has(Class::PlaceKind))
}

/// Whether an office belongs to a place: mayor; camat.
fn is_seat(block: &Block, title: Span) -> bool {
    block.pack.offices.seats.has(&title.of(&block.prose).to_lowercase())
}

/// Whether a mention is said to be another name of the one before it.
fn alias(block: &Block, reading: &Reading, last: &Mention, mention: &Mention) -> Alias {
    const LEADS: Classes = Classes::of(&[
        Class::Relative,
        Class::Auxiliary,
        Class::Adverb,
        Class::Conjunction,
        Class::Alias,
        Class::He,
        Class::She,
        Class::OnePerson,
    ]);
    const FOLLOWS: Classes =
        Classes::of(&[Class::Alias, Class::Honorific, Class::Title, Class::Preposition, Class::Determiner]);
    let Some(between) = reading.words.get(last.words.end..mention.words.start) else { return Alias::No };
    let text = |w: &Word| w.span.of(&block.prose);
    // Saifuddin (57), yang akrab disapa Udin: an age may stand first.
    let aged = |w: &Word| w.kind == WordKind::Number && text(w).len() <= 3;
    let small = |w: &Word| matches!(text(w), "," | "(" | ")" | "–" | "—") || w.kind == WordKind::Mark || aged(w);
    if let Some(said) = between.iter().position(|w| w.has(Class::Alias)).filter(|_| between.len() <= 8) {
        let leads = between[..said].iter().all(|w| small(w) || w.classes.any(LEADS));
        let follows = between[said..].iter().all(|w| small(w) || w.classes.any(FOLLOWS));
        return if leads && follows { Alias::Said } else { Alias::No };
    }
    // Joko Widodo atau Jokowi: or parts two people, unless the one sounds like the other.
    let or = matches!(between, [or] if block.pack.acronyms.means.has(text(or)));
    let (name, other) = (fold(last.span.of(&block.prose)), fold(mention.span.of(&block.prose)));
    let alike = name.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count() > 3;
    if or && alike && last.words.len() > 1 && mention.words.len() == 1 {
        return Alias::Said;
    }
    let bracketed = matches!(between, [open] if text(open) == "(")
        && reading.words.get(mention.words.end).is_some_and(|w| text(w) == ")")
        && mention.words.len() == 1
        && last.words.len() > 1;
    let word = &reading.words[mention.words.start];
    let other = Classes::of(&[Class::Place, Class::Demonym, Class::Organisation, Class::Media, Class::OrgHead]);
    if bracketed && !word.shouted && !word.classes.any(other) { Alias::Bracketed } else { Alias::No }
}

/// `Pria yang akrab disapa Aaf itu berharap`: the sentence opens with a man or a woman who is called so, points back, and has named
/// nobody before. A son who is called so is somebody else.
fn called_before(reading: &Reading, id: usize) -> bool {
    let mention = &reading.mentions[id];
    let sentence = reading.sentences.partition_point(|s| s.end <= mention.words.start);
    let Some(start) = reading.sentences.get(sentence).map(|s| s.start) else { return false };
    if id > 0 && reading.mentions[id - 1].words.end > start {
        return false;
    }
    let Some(before) = reading.words.get(start..mention.words.start) else { return false };
    let said = before.iter().position(|w| w.has(Class::Alias));
    let somebody = Classes::of(&[Class::OnePerson, Class::He, Class::She, Class::Man, Class::Woman, Class::Role]);
    let relative = |w: &Word| w.has(Class::Kin);
    let courtesy = |w: &Word| w.has(Class::Honorific);
    const BACK: Classes = Classes::of(&[Class::Determiner, Class::Demonstrative]);
    let back = |w: Option<&Word>| w.is_some_and(|w| w.classes.any(BACK));
    before.len() <= 8
        && mention.words.len() <= 2
        && said.is_some_and(|at| {
            before[..at].iter().any(|w| w.classes.any(somebody))
                && !before[..at].iter().any(relative)
                && before[at + 1..].iter().all(|w| courtesy(w) || w.kind == WordKind::Mark)
        })
        && before.iter().all(|w| w.is_word() || w.kind == WordKind::Mark)
        && (back(before.first()) || back(reading.words.get(mention.words.end)))
}

/// `Anin, begitu ia disapa, tertawa`; `Bluey, as he is known, laughed`: between two commas right behind the name stands that
/// somebody is called so.
fn called_behind(block: &Block, reading: &Reading, mention: &Mention) -> bool {
    let text = |w: &Word| w.span.of(&block.prose);
    let comma = |w: &Word| text(w) == ",";
    let Some([first, behind @ ..]) = reading.words.get(mention.words.end..) else { return false };
    let Some(end) = behind.iter().take(7).position(comma).filter(|_| comma(first)) else { return false };
    let inside = &behind[..end];
    mention.title.is_none()
        && inside.iter().any(|w| w.has(Class::CalledBehind))
        && inside.iter().all(|w| w.kind == WordKind::Word && !w.capital)
}

/// What an opening word may be besides a name's first: an office, a group, a house.
const NOUNS: Classes =
    Classes::of(&[Class::Group, Class::Title, Class::Role, Class::Kin, Class::House, Class::Document]);

/// `Kemeja Hartono Saleh`, `Kemeja Saleh-nya`: a common word that opens the sentence has a capital too. What follows it is
/// a name that the draft has elsewhere.
fn cut_openers(draft: &Draft, uses: &mut [Use]) {
    type Key = Vec<String>;
    let key = |one: &Use| one.parts.iter().map(|p| p.1.clone()).collect::<Key>();
    let full: rustc_hash::FxHashSet<Key> = {
        // Febi Larasati opens a sentence too: a known first name is no common word.
        let said = |u: &&Use| !u.signs.opens || u.signs.given;
        let persons = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() > 1).filter(said);
        persons.map(key).collect()
    };
    // What stands alone in the draft and is the first part of a full name.
    let called: rustc_hash::FxHashSet<String> = {
        let first: rustc_hash::FxHashSet<&String> = full.iter().map(|name| &name[0]).collect();
        let alone =
            uses.iter().filter(|u| u.parts.len() == 1 && (!u.signs.opens || u.signs.given) && u.title.is_none());
        alone.map(|u| &u.parts[0].1).filter(|part| first.contains(part)).cloned().collect()
    };
    let classed = uses.iter().filter(|u| u.class_word && u.kind == Some(Kind::Place));
    let mut places: rustc_hash::FxHashMap<Key, Vec<String>> = rustc_hash::FxHashMap::default();
    for one in classed {
        places.entry(key(one).split_off(1)).or_default().push(one.parts[0].1.clone());
    }
    for one in uses.iter_mut().filter(|u| u.signs.opens && !u.signs.capitals && u.parts.len() > 1 && u.title.is_none())
    {
        let block = &draft.blocks[one.place.block];
        let first = one.parts[0].0.of(&block.prose);
        let known = block.pack.lexicon.classes(first, &first.to_lowercase());
        let rest: Key = one.parts[1..].iter().map(|p| p.1.clone()).collect();
        let ending = block.prose[one.place.span.end..]
            .strip_prefix('-')
            .is_some_and(|behind| block.pack.endings.clitic.iter().any(|ending| behind.starts_with(ending.as_str())));
        // Letusan Sinabung, of Gunung Sinabung.
        // A word that is nearly the class word (Kecmatan) is that, misspelled.
        let head = |head: &String| super::letters::difference(&one.parts[0].1, head, block.pack).is_none();
        if known.is_unlisted() && places.get(&rest).is_some_and(|heads| heads.iter().all(head)) {
            one.parts.remove(0);
            one.place.span.start = one.parts[0].0.start;
            one.kind = Some(Kind::Place);
            continue;
        }
        let short = ending && rest.len() == 1 && full.iter().any(|name| name.contains(&rest[0]));
        // Pemakaman Joko Sarwono, where the draft has Djoko Sarwono.
        let near = |name: &Key| {
            let same = |(a, b): (&String, &String)| a == b || super::letters::difference(a, b, block.pack).is_some();
            name.len() == rest.len() && name.contains(&rest[rest.len() - 1]) && name.iter().zip(&rest).all(same)
        };
        // Awak Nora: the crew of Nora.
        let group = known.has(Class::Group) && rest.len() == 1 && full.iter().any(|name| name.contains(&rest[0]));
        let whole = rest.len() > 1 && (full.contains(&rest) || full.iter().take(500).any(near));
        // Layangan Andika: whose kite it is, where owners stand behind and the draft calls him so.
        // Smes Febi: and what he did.
        let word = known.is_unlisted() || known.has(Class::Ordinary) && !known.any(NOUNS);
        let owner = block.pack.owners_behind && rest.len() == 1 && called.contains(&rest[0]);
        if !super::spelling::is_known(known) && (whole || short || word && owner) || group {
            one.parts.remove(0);
            one.place.span.start = one.parts[0].0.start;
            one.kind = Some(Kind::Person);
        }
    }
}
