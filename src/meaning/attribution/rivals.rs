//! Rivals: two people of whom neither has more right to be meant than the other.
//!
//! `Rossi and Bianchi left the hall. “…,” he said.` They are named in one breath, and the draft knows neither of them
//! before the other. It is worth a mark only where nothing else speaks for one: nobody else comes between, and none of
//! them is himself named in the sentence or in the quote.

use super::antecedent::{LEAD, Scene, certain, people_in, scenes, start};
use super::resolve::Scope;
use crate::language::{Class, Classes};
use crate::meaning::{MentionId, Place};
use crate::reading::Word;
use crate::text::Span;

/// More names than these in one breath are a list.
const MOST: usize = 3;
const PERSON: Classes = Classes::of(&[Class::Role, Class::Kin, Class::Title]);

/// The people of one breath.
#[derive(Clone, Debug)]
pub struct Rivals {
    pub people: Vec<MentionId>,
    /// Nothing stands between them and the source that might mean somebody else, or speak for one of them.
    pub plain: bool,
}

/// The people of a sentence, where it names two or three in one breath and nobody else, all of them new to the draft
/// or all of them known.
pub fn of(scope: Scope, source: Span, scene: &Scene) -> Option<Rivals> {
    let people = people_in(scope, scene, &|e| scope.is_person(e));
    let (&first, &last) = (people.first()?, people.last()?);
    let mentions = &scope.meaning.mentions;
    let one_breath = people.windows(2).all(|two| beside(scope, two[0], two[1]));
    let joined = people.windows(2).any(|two| between(scope, two[0], two[1]).iter().any(|w| w.has(Class::Conjunction)));
    let distinct = people.windows(2).all(|two| mentions[two[0]].entity != mentions[two[1]].entity);
    if !(2..=MOST).contains(&people.len()) || !distinct || !one_breath || !joined {
        return None;
    }
    if !people.iter().all(|&m| !mentions[m].uncertain && certain(scope, m)) {
        return None;
    }
    // Who was there before the others, or far more often, is who the story is about.
    let before = |m: MentionId| mentions[..first].iter().filter(|o| o.entity == mentions[m].entity).count();
    let (least, most) = people.iter().map(|&m| before(m)).fold((usize::MAX, 0), |(a, b), n| (a.min(n), b.max(n)));
    if most > 2 * least {
        return None;
    }
    // The judge fined Rossi and Bianchi: somebody without a name leads the sentence. Or somebody was named before them
    // in the paragraph, and it may still be about him.
    let lead = Place { block: scene.block, span: Span::new(scene.span.start, start(scope, first)) };
    let earlier = Span::new(0, scene.span.start);
    let led = scene.pronoun.is_some() || somebody(scope, lead) || names_somebody(scope, scene.block, earlier);
    let plain =
        !led && quiet(scope, source, scene, last) && !names_somebody(scope, scope.block, sentence_at(scope, source));
    Some(Rivals { people, plain })
}

/// Whether nobody comes in between the last name of a sentence and a source that stands near behind it.
fn quiet(scope: Scope, source: Span, scene: &Scene, last: MentionId) -> bool {
    let nearer =
        scenes(scope, source).into_iter().take_while(|s| (s.block, s.span.start) > (scene.block, scene.span.start));
    let mut nearer = nearer.map(|s| (s.pronoun, Place { block: s.block, span: s.span }));
    let own_sentence = nearer.next().is_none_or(|(pronoun, _)| pronoun.is_none());
    let silent = nearer.all(|(pronoun, place)| pronoun.is_none() && !somebody(scope, place));
    // Rossi and Bianchi left, and he …
    let rest = Span::new(scope.meaning.mentions[last].place.span.end, scene.span.end);
    let goes_on = scope
        .words(Place { block: scene.block, span: rest })
        .iter()
        .any(|w| w.classes.any(Classes::of(&[Class::He, Class::She, Class::OnePerson])));
    own_sentence && silent && !goes_on && scope.block - scene.block <= 1
}

/// Whether a noun for a person stands in a place, outside quotes.
fn somebody(scope: Scope, place: Place) -> bool {
    let spoken = |w: &Word| scope.readings[place.block].quotes.iter().any(|q| q.inner.covers(w.span));
    scope.words(place).iter().any(|w| w.classes.any(PERSON) && !spoken(w))
}

/// Whether a person is named in a span of a block, in quotes too.
fn names_somebody(scope: Scope, block: usize, span: Span) -> bool {
    let mentions = &scope.meaning.mentions;
    let at = mentions.partition_point(|m| (m.place.block, m.place.span.end) <= (block, span.start));
    let mut here = mentions[at..].iter().take_while(|m| m.place.block == block && m.place.span.start < span.end);
    here.any(|m| scope.is_person(m.entity))
}

/// The sentence of a source, with the whole quote that stands beside it.
fn sentence_at(scope: Scope, source: Span) -> Span {
    let reading = &scope.readings[scope.block];
    let at = reading.word_at(source.start);
    let sentence = reading.sentences.get(reading.sentences.partition_point(|s| s.end <= at));
    let words = sentence.map(|s| &reading.words[s.clone()]).unwrap_or_default();
    let span = words.iter().fold(source, |span, w| span.join(w.span));
    let quotes = reading.quotes.iter().filter(|q| q.span.start <= span.end + 2 && span.start <= q.span.end + 2);
    quotes.fold(span, |span, q| span.join(q.span))
}

/// Whether nothing but their offices, commas and a conjunction stands between two names.
fn beside(scope: Scope, a: MentionId, b: MentionId) -> bool {
    const OFFICE: Classes = LEAD.without(Class::Adverb).and(Classes::of(&[
        Class::Preposition,
        Class::Place,
        Class::Indefinite,
        Class::OtherName,
        Class::Degree,
        Class::Conjunction,
        Class::Demonstrative,
    ]));
    let words = between(scope, a, b);
    let prose = &scope.draft.blocks[scope.meaning.mentions[a].place.block].prose;
    let own = |w: &Word| w.classes.any(OFFICE) || w.capital || matches!(w.span.of(prose), "," | "(" | ")");
    // Rossi and his lawyer Bianchi: one of them is the other's.
    words.len() <= 12 && words.iter().all(own) && !words.iter().any(|w| w.has(Class::Possessive))
}

/// The words between two names of one block.
pub fn between<'a>(scope: Scope<'a>, a: MentionId, b: MentionId) -> &'a [Word] {
    let (a, b) = (scope.meaning.mentions[a].place, scope.meaning.mentions[b].place);
    if a.block != b.block || a.span.end >= b.span.start {
        return &[];
    }
    let reading = &scope.readings[a.block];
    let from = reading.word_at(a.span.end);
    &reading.words[from..reading.word_at(b.span.start).max(from)]
}
