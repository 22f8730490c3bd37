//! People: what the rules on names ask of a mention; no rule itself.
//!
//! A mention is a short form where one part of a longer name stands alone, and it is full where two parts stand
//! together. The story's own words are its paragraphs and lists: headlines, captions and tables may be short, and what
//! stands between quotation marks is not the reporter's.

use rustc_hash::FxHashMap;

use super::Page;
use crate::draft::{BlockKind, Format, shouted};
use crate::language::{Class, Classes};
use crate::meaning::{Entity, EntityId, MentionId, NameUse, Part, PartKind, Place};
use crate::reading::{Kind, Mention, Reading, Word, WordKind};
use crate::text::Span;

/// What the rules on people ask for again and again.
#[derive(Debug)]
pub struct People<'a> {
    /// The mentions of each entity, in the order of the draft.
    mentions: Vec<Vec<MentionId>>,
    /// The entities that are people beyond doubt.
    sure: Vec<EntityId>,
    /// Whose each part of a name is; None where it is more than one's.
    bearers: FxHashMap<&'a str, Option<EntityId>>,
}

impl<'a> People<'a> {
    fn of(page: &Page<'a>) -> People<'a> {
        let mut mentions = vec![Vec::new(); page.meaning.entities.len()];
        let mut bearers: FxHashMap<&str, Option<EntityId>> = FxHashMap::default();
        for (id, mention) in page.meaning.mentions.iter().enumerate() {
            mentions[mention.entity].push(id);
            for part in &mention.parts {
                let bearer = bearers.entry(part_text(page, mention, part)).or_insert(Some(mention.entity));
                *bearer = bearer.filter(|&b| b == mention.entity);
            }
        }
        let sure = (0..mentions.len()).filter(|&id| is_person(page, id, &mentions[id])).collect();
        People { mentions, sure, bearers }
    }
}

fn gathered<'p, 'a>(page: &'p Page<'a>) -> &'p People<'a> {
    page.people.get_or_init(|| People::of(page))
}

/// Those of whom it is sure that they are people, each with their mentions in the order of the draft.
pub fn sure<'p>(page: &'p Page) -> impl Iterator<Item = (EntityId, &'p [MentionId])> {
    let people = gathered(page);
    people.sure.iter().map(|&id| (id, people.mentions[id].as_slice()))
}

/// Those of them whose name has two parts or more.
pub fn with_full_name<'p>(page: &'p Page) -> impl Iterator<Item = (EntityId, &'p [MentionId])> {
    sure(page).filter(|(id, _)| is_full(name(page, &page.meaning.entities[*id])))
}

/// Whose a part of a name is, as it is spelled; None where nobody or more than one bears it.
pub fn bearer(page: &Page, part: &str) -> Option<EntityId> {
    gathered(page).bearers.get(part).copied().flatten()
}

/// Whether nobody else in the draft bears any word of a person's name.
pub fn is_alone(page: &Page, entity: EntityId) -> bool {
    let name = name(page, &page.meaning.entities[entity]);
    whole(name).all(|part| bearer(page, part_text(page, name, part)) == Some(entity))
}

pub fn part_text<'a>(page: &Page<'a>, mention: &NameUse, part: &Part) -> &'a str {
    prose(page, Place { span: part.span, ..mention.place })
}

/// What a word of a person's name is not, unless the lists know it as a name too.
const NO_NAME: Classes = Classes::of(&[
    Class::OrgHead,
    Class::OrgTail,
    Class::Organisation,
    Class::Media,
    Class::PlaceHead,
    Class::Demonym,
    Class::OtherName,
    Class::Month,
    Class::Weekday,
]);

/// Words that are no name even with a capital.
const COMMON: Classes = Classes::of(&[
    Class::Opener,
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Adverb,
    Class::Auxiliary,
    Class::Number,
    Class::Time,
    Class::According,
    Class::Possessive,
    Class::Group,
    Class::Document,
    Class::Work,
]);

/// Whether an entity is a person beyond doubt: its name holds no word of other things, and a known first name, a
/// title or a verb of saying speaks for it.
fn is_person(page: &Page, entity: EntityId, mentions: &[MentionId]) -> bool {
    let entity = &page.meaning.entities[entity];
    if entity.kind != Kind::Person {
        return false;
    }
    let name = name(page, entity);
    let given = first_word(page, name).is_some_and(|p| {
        let place = Place { span: p.span, ..name.place };
        classes(page, place).has(Class::Given)
    });
    let plain = name.parts.iter().filter(|p| !matches!(p.kind, PartKind::Particle | PartKind::Initial)).all(|part| {
        let text = prose(page, Place { span: part.span, ..name.place });
        let classes = classes(page, Place { span: part.span, ..name.place });
        let capital = text.split('-').all(|t| t.starts_with(char::is_uppercase));
        // Jack London, Budi Karya Sumadi: behind a known first name a part may be a place or a word.
        let word = classes.has(Class::Place) || classes.any(COMMON);
        capital && !shouted(text) && (classes.any(NAMES) || !classes.any(NO_NAME) && (given || !word))
    });
    plain
        && mentions.iter().map(|&m| &page.meaning.mentions[m]).any(|m| {
            let first = first_word(page, m).map(|p| classes(page, Place { span: p.span, ..m.place }));
            let known = first.is_some_and(|c| c.has(Class::Given));
            // A last name speaks for itself alone: it may have been put under a longer name by mistake.
            let signs = m.signs;
            let said = signs.title || signs.role || signs.cue || signs.age && m.parts.len() > 1;
            match short(m) {
                None => (is_full(m) || name.parts.len() == 1) && (said || known),
                part => part == Some(0) && (signs.title || signs.cue),
            }
        })
}

/// The first word of a name that is more than a letter: Ketut, of I Ketut Wirawan.
fn first_word<'m>(page: &Page, mention: &'m NameUse) -> Option<&'m Part> {
    mention.parts.iter().find(|p| part_text(page, mention, p).len() > 1)
}

const NAMES: Classes = Classes::of(&[Class::Given, Class::Family]);

/// What the lists know of a word.
pub fn classes(page: &Page, place: Place) -> Classes {
    let text = prose(page, place);
    page.draft.blocks[place.block].pack.lexicon.classes(text, &text.to_lowercase())
}

/// Whether a short form is used as a person's name: known as one, with a title or beside a verb of saying, and neither
/// as a place nor cut out of a longer run of capitals.
pub fn names_person(page: &Page, mention: &NameUse) -> bool {
    let known = classes(page, mention.place);
    let other = known.any(NO_NAME) || known.has(Class::Place);
    let reading = reading(page, mention);
    let (first, last) = words(page, mention);
    let touches = |a: &Word, b: &Word| a.end == a.span.end && b.span.start - a.end <= 1;
    let capital =
        |w: &Word| w.capital && w.is_word() && !w.classes.any(COMMON.and(Classes::of(&[Class::Weekday, Class::Month])));
    let prose = &page.draft.blocks[mention.place.block].prose;
    let before = first.checked_sub(1).and_then(|i| reading.words.get(i));
    let after = reading.words.get(last + 1);
    // Kepala Dinas Kesehatan Ana: what an office is of stands between its first word and the name.
    let office = mention.title.and_then(|t| reading.words.get(reading.word_at(t.start)));
    let office = office.is_some_and(|w| w.classes.any(TITLES));
    let titled = |w: &Word| office && mention.title.is_some_and(|t| t.covers(w.span));
    let cut = before.is_some_and(|w| capital(w) && !titled(w) && touches(w, &reading.words[first]))
        || after.is_some_and(|w| capital(w) && touches(&reading.words[last], w));
    // The Koch brothers, a Clinton delegate: a name with an article belongs to the noun behind it.
    let opens = Classes::of(&[Class::Complementizer, Class::Relative]);
    let article =
        |w: &Word| w.classes.any(Classes::of(&[Class::Determiner, Class::Indefinite])) && !w.classes.any(opens);
    let attribute = before.is_some_and(article);
    // Jane, listen: whom somebody speaks to. Rubio: the label of a list.
    let text = |w: Option<&Word>| w.map_or("", |w| w.span.of(prose));
    let signs = mention.signs;
    let spoken_to = text(before) == "," && text(after) == "," && !signs.role && !signs.cue || text(after) == ":";
    // At Lindqvist; but at Lindqvist’s house he is a man.
    let possessive = reading.words.get(last).is_some_and(|w| w.end > w.span.end);
    // A word that no list knows is no word of the language, wherever it stands.
    let person = !other && (known.any(NAMES) || known.is_empty()) || signs.title || signs.cue;
    person
        && !cut
        && !attribute
        && !spoken_to
        && (!signs.locative || possessive && signs.toward)
        && !shouted(mention.place.span.of(prose))
        && tells(page, mention.place.block, first)
}

/// Whether a word stands in a sentence that tells something: no line of a table, no list of names.
pub fn tells(page: &Page, block: usize, word: usize) -> bool {
    let reading = &page.readings[block];
    let sentence = reading.sentences.partition_point(|s| s.end <= word);
    let words = reading.sentences.get(sentence).map_or(&[][..], |s| &reading.words[s.clone()]);
    words.iter().any(|w| w.kind == WordKind::Word && !w.capital && w.span.len() > 1)
}

const TITLES: Classes = Classes::of(&[Class::Title, Class::Honorific, Class::Role, Class::Kin]);

/// The first and the last word of a mention, as indices of its reading.
pub fn words(page: &Page, mention: &NameUse) -> (usize, usize) {
    let reading = reading(page, mention);
    (reading.word_at(mention.place.span.start), reading.word_at(mention.place.span.end - 1))
}

pub fn name<'a>(page: &Page<'a>, entity: &Entity) -> &'a NameUse {
    &page.meaning.mentions[entity.name]
}

/// The parts that are words of a name: neither particle nor initial.
pub fn whole(mention: &NameUse) -> impl Iterator<Item = &Part> {
    mention.parts.iter().filter(|p| !matches!(p.kind, PartKind::Particle | PartKind::Initial))
}

/// The part of the entity's name for which a mention stands alone; None where it is no short form.
pub fn short(mention: &NameUse) -> Option<usize> {
    let mut parts = whole(mention);
    let part = parts.next()?;
    let alone = parts.next().is_none() && mention.parts.iter().all(|p| p.kind != PartKind::Initial);
    part.of_name.filter(|_| alone && part.kind != PartKind::Single)
}

/// Whether the mention introduces: two words of the name, or one with initials.
pub fn is_full(mention: &NameUse) -> bool {
    let words = whole(mention).count();
    words >= 2 || words == 1 && mention.parts.iter().any(|p| p.kind == PartKind::Initial)
}

/// Whether the mention stands in a paragraph or a list, short or long, and its capitals say something.
pub fn in_text(page: &Page, mention: &NameUse) -> bool {
    is_paragraph(page, mention.place.block) && !mention.signs.capitals
}

/// Whether the mention stands in the story itself, and its capitals say something.
pub fn in_story(page: &Page, mention: &NameUse) -> bool {
    is_story(page, mention.place.block) && !mention.signs.capitals
}

/// Whether a block is the story: a paragraph or a list.
pub fn is_story(page: &Page, block: usize) -> bool {
    is_paragraph(page, block) && !is_head(page, block)
}

/// Whether a block is a paragraph or an item of a list, or stands as one in plain text.
pub fn is_paragraph(page: &Page, block: usize) -> bool {
    matches!(page.draft.blocks[block].kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// Headline and standfirst have as many words at most, and a heading inside the story.
const HEAD: usize = 24;
const HEADING: usize = 6;
/// A headline that ends with a full stop.
const HEADLINE: usize = 14;
/// The story has begun after so many blocks.
const FRONT: usize = 6;

/// Plain text has no mark for its headline, its standfirst and its headings: they are the short lines before the first
/// long one, and very short ones without a full stop. Of those that end as sentences do, the first two may be headline
/// and standfirst if they are no longer than headlines are, and so may one right behind a line without a full stop; others
/// are an agency's short paragraphs.
fn is_head(page: &Page, block: usize) -> bool {
    let words = |b: usize| page.readings[b].words.iter().filter(|w| w.is_word());
    let within = |b: usize, most: usize| words(b).take(most + 1).count() <= most;
    let ends = |b: usize| page.draft.blocks[b].prose.trim_end().ends_with(['.', '!', '?']);
    let front_line = |b: usize| match b {
        0 | 1 if ends(b) && (b == 0 || ends(0)) => within(b, HEADLINE),
        _ => within(b, HEAD) && !(b > 0 && ends(b) && ends(b - 1)),
    };
    // FULL TEXT: what stands before it is an abstract.
    let opens = |b: usize| within(b, HEADING) && words(b).all(|w| w.shouted);
    let front = 0..page.readings.len().min(FRONT);
    page.draft.format == Format::Plain
        && page.readings.len() > 2
        && (within(block, HEADING) && !ends(block)
            || block < FRONT && (0..=block).all(front_line)
            || block < FRONT && front.rev().find(|&b| opens(b)).is_some_and(|b| block <= b))
}

/// Whether the reporter chose the form: in the story, and not between quotation marks.
pub fn in_own_words(page: &Page, mention: &NameUse) -> bool {
    in_story(page, mention) && mention.quote.is_none()
}

/// The number of the sentence in its block.
pub fn sentence(page: &Page, place: Place) -> usize {
    let reading = &page.readings[place.block];
    let word = reading.word_at(place.span.start);
    reading.sentences.partition_point(|s| s.end <= word)
}

/// How many sentences of the draft stand before each block.
pub fn sentences_before(page: &Page) -> Vec<usize> {
    let mut count = 0;
    let before = page.readings.iter().map(|reading| {
        count += reading.sentences.len();
        count - reading.sentences.len()
    });
    before.collect()
}

/// What was read where a mention stands: its title and what is said of it.
pub fn read<'a>(page: &Page<'a>, mention: &NameUse) -> Option<&'a Mention> {
    let mentions = &page.readings[mention.place.block].mentions;
    let at = mentions.partition_point(|m| m.span.end <= mention.place.span.start);
    mentions.get(at).filter(|m| m.span.covers(mention.place.span))
}

/// Whether the draft says that the person is called so: `akrab disapa Budi`, `known as Bill`.
pub fn is_nickname(page: &Page, mention: &NameUse) -> bool {
    let reading = reading(page, mention);
    let (first, _) = words(page, mention);
    reading.words[first.saturating_sub(2)..first].iter().any(|w| w.has(Class::Alias))
}

/// Whether every reader knows who is meant by a name.
pub fn is_known(page: &Page, place: Place) -> bool {
    page.draft.blocks[place.block].pack.people.known.has(prose(page, place))
}

pub fn reading<'a>(page: &Page<'a>, mention: &NameUse) -> &'a Reading {
    &page.readings[mention.place.block]
}

pub fn prose<'a>(page: &Page<'a>, place: Place) -> &'a str {
    place.span.of(&page.draft.blocks[place.block].prose)
}

pub fn source(page: &Page, place: Place) -> Span {
    page.draft.blocks[place.block].source(place.span)
}

/// The year that a number stands for.
pub fn year(prose: &str, word: &Word) -> Option<u32> {
    let text = word.span.of(prose);
    let number = word.kind == WordKind::Number && text.len() == 4;
    text.parse().ok().filter(|n| number && (1800..2100).contains(n))
}

/// “once”, “3 times”.
pub fn times(n: usize) -> String {
    if n == 1 { "once".to_string() } else { format!("{n} times") }
}
