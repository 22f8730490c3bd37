//! Antecedents: whom a pronoun means, or the ending of a cue.
//!
//! It looks back sentence by sentence, over what the reporter tells and not into quotes. Who is the subject of the
//! nearest sentence comes before who spoke last, and he before anybody who is only named. A name that is a woman's
//! is nobody's he. Where two have equal right (`rivals`), nobody is chosen.

use super::resolve::{Scope, Who};
use super::{Link, rivals};
use crate::language::{Class, Classes, Sex, sex};
use crate::meaning::{EntityId, MentionId, PartKind, Place};
use crate::reading::Word;
use crate::text::Span;

/// How far back a pronoun may look, in blocks.
const REACH: usize = 4;
/// More sentences than these are not searched, however long the paragraphs are.
const SCENES: usize = 24;

const SINGULAR: Classes = Classes::of(&[Class::He, Class::She, Class::OnePerson]);
/// What may stand between the start of a clause and the name of its subject.
pub const LEAD: Classes = Classes::of(&[
    Class::Determiner,
    Class::Role,
    Class::Title,
    Class::RoleModifier,
    Class::Honorific,
    Class::Demonym,
    Class::OrgHead,
    Class::OrgTail,
    Class::Organisation,
    Class::Adverb,
    Class::Group,
]);
/// What opens a clause, or stands before its first word.
const OPENS: Classes = Classes::of(&[Class::Subordinator, Class::Complementizer, Class::Conjunction]);
const LEANS: Classes = Classes::of(&[Class::Preposition, Class::Locative, Class::By, Class::According]);

/// `Asked whether he would stand, Mr Bianchi laughed`: the pronoun of what was asked is whoever answers.
fn asked(scope: Scope, scene: &Scene, first: MentionId) -> bool {
    let reading = &scope.readings[scene.block];
    let before = scene.pronoun.map(|at| reading.word_at(at)).and_then(|at| at.checked_sub(1));
    let whether =
        before.and_then(|at| reading.words.get(at)).is_some_and(|w| w.has(Class::Complementizer) && !w.capital);
    whether && leads(scope, first)
}

/// Whom the pronoun or the cue with an ending at `source` means. `last` is who spoke last, with the block where.
pub fn of(scope: Scope, source: Span, last: Option<(EntityId, usize)>) -> Who {
    let words = scope.words(Place { block: scope.block, span: source });
    let classes = words.iter().fold(Classes::NONE, |all, w| all.and(w.classes));
    if classes.has(Class::FirstPerson) {
        return Who::default();
    }
    let want = wanted(classes);
    let fits = |e: EntityId| scope.is_person(e) && (want.is_none() || sex_of(scope, e).is_none_or(|s| Some(s) == want));
    let last = last.filter(|(e, b)| scope.block - b <= REACH && fits(*e));
    let spoke = last.filter(|(_, b)| scope.block - b <= 1);
    let sure = |e: EntityId| fits(e) && (want.is_none() || sex_of(scope, e).is_some());
    let mut named: Option<(EntityId, usize)> = None;
    for scene in scenes(scope, source) {
        let here = scene.block == scope.block;
        if !here && spoke.is_some() || named.is_some_and(|(_, block)| block != scene.block) {
            break;
        }
        let people: Vec<MentionId> = people_in(scope, &scene, &fits);
        let Some(&first) = people.first() else { continue };
        let is = |m: MentionId, e: EntityId| scope.meaning.mentions[m].entity == e;
        if let Some((e, _)) = spoke.filter(|s| people.iter().any(|&m| is(m, s.0))) {
            // Asked by Rossi whether he would stand, Mr Bianchi laughed: who asked in passing does not go on.
            let passing = here && people.iter().all(|&m| !is(m, e) || !leads(scope, m));
            let other = subject(scope, &people).filter(|_| passing).map(|m| scope.meaning.mentions[m].entity);
            return match other.filter(|o| *o != e) {
                Some(other) => Who::of(Some(other), Link::Named),
                None => Who::of(Some(e), Link::Spoke),
            };
        }
        // He thanked Bianchi. “…,” he said: the one before, whoever he is.
        if scene
            .pronoun
            .is_some_and(|p| p < scope.meaning.mentions[first].place.span.start && !asked(scope, &scene, first))
        {
            continue;
        }
        // German sie may be one woman or many.
        let equal = if classes.has(Class::They) { None } else { rivals::of(scope, source, &scene) };
        if let Some(two) = equal {
            if let Some((e, _)) =
                last.filter(|(e, _)| two.people.iter().any(|&m| scope.meaning.mentions[m].entity == *e))
            {
                return Who::of(Some(e), Link::Spoke);
            }
            // Somebody else spoke just before: a third who may be meant, and then it is no question of these two.
            let clear =
                two.plain && spoke.is_none() && two.people.iter().all(|&m| sure(scope.meaning.mentions[m].entity));
            return Who { rivals: if clear { two.people } else { Vec::new() }, ..Who::default() };
        }
        if let Some(subject) = subject(scope, &people) {
            return Who::of(Some(scope.meaning.mentions[subject].entity), Link::Named);
        }
        let nearest = people.last().map(|&m| (scope.meaning.mentions[m].entity, scene.block));
        named = named.or(nearest);
    }
    if let Some((e, _)) = spoke {
        return Who::of(Some(e), Link::Spoke);
    }
    match named {
        Some((e, _)) => Who::of(Some(e), Link::Named),
        None => Who::of(last.map(|l| l.0), Link::Spoke),
    }
}

/// Whom a pronoun of these classes may mean; None where it tells nothing.
fn wanted(classes: Classes) -> Option<Sex> {
    match (classes.has(Class::He), classes.has(Class::She)) {
        (true, false) => Some(Sex::Man),
        (false, true) => Some(Sex::Woman),
        _ => None,
    }
}

/// Whether somebody is a man or a woman, as far as the draft or the name tells: the courtesy before it, the given
/// name, and at last what is said of them (`the actress`).
pub fn sex_of(scope: Scope, entity: EntityId) -> Option<Sex> {
    let (one, mentions) = (&scope.meaning.entities[entity], &scope.meaning.mentions);
    let told = |place: Place, whole: bool| {
        let words = scope.words(place).iter();
        let head = words.take_while(|w| whole || !w.classes.any(LEANS)).map(|w| w.classes);
        let all = head.fold(Classes::NONE, Classes::and);
        match (all.has(Class::Man), all.has(Class::Woman)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            _ => None,
        }
    };
    let title = |id: MentionId| {
        let mention = &mentions[id];
        mention.title.and_then(|span| told(Place { block: mention.place.block, span }, true))
    };
    let name = &mentions[one.name];
    let prose = &scope.draft.blocks[name.place.block].prose;
    let given = name.parts.iter().find(|p| !matches!(p.kind, PartKind::Initial | PartKind::Particle));
    let given = given.filter(|p| p.kind != PartKind::Surname && (p.kind != PartKind::Single || name.parts.len() > 1));
    title(one.first)
        .or_else(|| title(one.name))
        .or_else(|| given.and_then(|p| sex(p.span.of(prose))))
        .or_else(|| one.role.and_then(|role| told(role, false)))
}

/// A sentence of the reporter's, or what stands of it before the source.
pub struct Scene {
    pub block: usize,
    pub span: Span,
    /// Where its first pronoun for one person stands, outside quotes.
    pub pronoun: Option<usize>,
}

/// The sentences before a source, the nearest first; the first is the rest of its own.
pub fn scenes(scope: Scope, source: Span) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for block in (scope.block.saturating_sub(REACH)..=scope.block).rev() {
        let reading = &scope.readings[block];
        let end = if block == scope.block { source.start } else { usize::MAX };
        let before =
            reading.sentences.partition_point(|s| reading.words.get(s.start).is_some_and(|w| w.span.start < end));
        for sentence in reading.sentences[..before].iter().rev() {
            let words = &reading.words[sentence.clone()];
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            if scenes.len() >= SCENES {
                return scenes;
            }
            let span = Span::new(first.span.start, last.span.end.min(end).max(first.span.start));
            let spoken = |w: &Word| reading.quotes.iter().any(|q| q.inner.covers(w.span));
            let pronoun = words.iter().find(|w| w.span.end <= span.end && w.classes.any(SINGULAR) && !spoken(w));
            scenes.push(Scene { block, span, pronoun: pronoun.map(|w| w.span.start) });
        }
    }
    scenes
}

/// Those of a sentence for whom `fits` holds, outside quotes, in the order of their mentions.
pub fn people_in(scope: Scope, scene: &Scene, fits: &dyn Fn(EntityId) -> bool) -> Vec<MentionId> {
    let mentions = &scope.meaning.mentions;
    let from = mentions.partition_point(|m| (m.place.block, m.place.span.start) < (scene.block, scene.span.start));
    let inside = mentions[from..].iter().enumerate();
    let inside = inside.take_while(|(_, m)| m.place.block == scene.block && m.place.span.end <= scene.span.end);
    inside.filter(|(_, m)| m.quote.is_none() && fits(m.entity)).map(|(i, _)| from + i).collect()
}

/// Who opens a clause of the sentence: of an office and its bearer the bearer (`council adviser Ana Lund`).
fn subject(scope: Scope, people: &[MentionId]) -> Option<MentionId> {
    let at = people.iter().position(|&m| leads(scope, m) && certain(scope, m))?;
    // Ketua Serikat Nelayan Nusantara (SNN) Rahmad Basuki: capitals and offices alone part nothing.
    let owned = |two: &[MentionId]| {
        let office = Classes::of(&[Class::Role, Class::Title, Class::RoleModifier, Class::Kin]);
        let prose = &scope.draft.blocks[scope.meaning.mentions[two[0]].place.block].prose;
        let words = rivals::between(scope, two[0], two[1]);
        let bracket = |mark: &str| words.iter().filter(|w| w.span.of(prose) == mark).count();
        let own = |w: &Word| w.classes.any(office) || w.capital || matches!(w.span.of(prose), "(" | ")");
        bracket("(") == bracket(")") && words.iter().all(own)
    };
    let bearers = people[at..].windows(2).take_while(|two| owned(two)).count();
    Some(people[at + bearers])
}

/// Whether more than a capital says that a mention is a person's name.
pub fn certain(scope: Scope, mention: MentionId) -> bool {
    let entity = &scope.meaning.entities[scope.meaning.mentions[mention].entity];
    let says = |id: MentionId| {
        let (mention, signs) = (&scope.meaning.mentions[id], &scope.meaning.mentions[id].signs);
        let courtesy = mention.title.is_some_and(|span| {
            let words = scope.words(Place { block: mention.place.block, span });
            words.iter().any(|w| w.has(Class::Honorific) && w.classes.any(Classes::of(&[Class::Man, Class::Woman])))
        });
        let name = signs.given || signs.family || signs.age || signs.shape || courtesy;
        name || (signs.title || signs.role || signs.cue) && mention.parts.len() > 1
    };
    [mention, entity.name, entity.first].into_iter().any(says)
}

/// Where a mention begins with its titles.
pub fn start(scope: Scope, mention: MentionId) -> usize {
    let mention = &scope.meaning.mentions[mention];
    mention.title.map_or(mention.place.span.start, |t| t.start.min(mention.place.span.start))
}

/// Whether a mention opens its clause: nothing but what belongs to it stands before it. Who is asked about, or helped
/// by somebody, does not.
pub fn leads(scope: Scope, mention: MentionId) -> bool {
    let block = scope.meaning.mentions[mention].place.block;
    let reading = &scope.readings[block];
    let prose = &scope.draft.blocks[block].prose;
    let mut at = reading.word_at(start(scope, mention));
    let sentence = reading.sentences.partition_point(|s| s.end <= at);
    let first = reading.sentences.get(sentence).map_or(0, |s| s.start);
    while at > first {
        let before = &reading.words[at - 1];
        if before.classes.any(LEANS) && !before.has(Class::RoleModifier) {
            return false;
        }
        if before.classes.any(OPENS) || before.span.of(prose) == "," || !before.is_word() {
            return true;
        }
        let own = before.classes.any(LEAD) || before.capital && before.is_word();
        if !own {
            return false;
        }
        at -= 1;
    }
    true
}
