//! Labels: what one word of a run is to a name, before the run is cut.
//!
//! A word has many classes; here the strongest of them decides. A word that is a name as often as an office is a name.

use std::ops::Range;

use crate::draft::Block;
use crate::language::{Class, Classes, sex};
use crate::reading::words::{Word, WordKind};

/// What a word of a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    Title,
    OrgHead,
    OrgTail,
    Organisation,
    PlaceHead,
    PlaceTail,
    Place,
    Other,
    Degree,
    Name,
}

pub const PERSON: Classes = Classes::of(&[Class::Given, Class::Family]);

const CALLING: Classes = Classes::of(&[Class::Title, Class::Role, Class::Honorific]);

/// The labels of a run, with what only its words together tell.
pub fn of(block: &Block, words: &[Word], run: &Range<usize>) -> Vec<Label> {
    let prose = block.prose.as_str();
    let mut labels: Vec<Label> = run.clone().map(|i| label(prose, &words[i])).collect();
    // Joe “Big Boy” Lund: between marks stands a nickname, whatever its words are elsewhere.
    let marks: Vec<usize> = run.clone().filter(|&i| words[i].kind == WordKind::Mark).collect();
    if let [open, close] = marks[..] {
        labels[open - run.start..=close - run.start].fill(Label::Name);
    }
    // Baker Tom Hood, Farmer Gwil Parry: an office that is a family name too is an office before a whole name.
    if let [first, given, _, ..] = &words[run.clone()] {
        let office = first.classes.any(CALLING) && first.has(Class::Family) && !first.has(Class::Given);
        let unknown = given.classes.is_unlisted() || given.has(Class::Family);
        let named = given.has(Class::Given) || run.len() == 3 && unknown;
        if office && named && labels[1] == Label::Name && labels[2] == Label::Name {
            labels[0] = Label::Title;
        }
    }
    // Putra Sri Wahyuni, Damar Pamungkas, …: whose son he is, where the comma brings him.
    if let [kin, given, _, ..] = &words[run.clone()]
        && kin.has(Class::Kin)
        && given.has(Class::Given)
        && words.get(run.end).is_some_and(|w| w.span.of(prose) == ",")
        && words.get(run.end + 1).is_some_and(|w| w.capital && !w.classes.any(CALLING) && !w.has(Class::OrgHead))
    {
        labels[0] = Label::Title;
    }
    // Conor Bergin SC: letters behind a whole name, though clubs have them too.
    if let [first, .., last] = &words[run.clone()]
        && run.len() > 2
        && first.has(Class::Given)
        && last.has(Class::Degree)
        && last.shouted
        && labels[..run.len() - 1].iter().all(|l| *l == Label::Name)
    {
        labels[run.len() - 1] = Label::Degree;
    }
    // Monash University Indonesia: a town that few know is the first word of its school's name.
    for i in 1..labels.len() {
        let small_town = labels[i - 1] == Label::Place && words[run.start + i - 1].has(Class::RareName);
        if small_town && matches!(labels[i], Label::OrgHead | Label::OrgTail) {
            labels[i - 1] = Label::Name;
        }
    }
    // King Charles, Pope Francis: and no given name before a family name, as Prince Fielder has.
    if let [crown, given, behind @ ..] = &words[run.clone()]
        && crown.classes.any(PERSON)
        && block.pack.offices.crowns.has(&crown.span.of(prose).to_lowercase())
        && given.has(Class::Given)
        && behind.first().is_none_or(|w| w.has(Class::Generation) || w.span.len() <= 2 && w.capital)
    {
        labels[0] = Label::Title;
    }
    labels
}

/// The label of one word.
fn label(prose: &str, word: &Word) -> Label {
    let person = word.classes.any(PERSON);
    let has = |c| word.has(c);
    // A word that is a name as often as a title (Dean, Marshall, Andi) is a name unless its full stop says no.
    let abbreviated = word.span.of(prose).ends_with('.');
    if (has(Class::Title) || has(Class::Honorific) || has(Class::RoleModifier)) && (!person || abbreviated) {
        return Label::Title;
    }
    if has(Class::OrgHead) {
        return Label::OrgHead;
    }
    if has(Class::OrgTail) {
        return Label::OrgTail;
    }
    if has(Class::Role) && !person {
        return Label::Title;
    }
    if has(Class::Organisation) || has(Class::Media) {
        return Label::Organisation;
    }
    if has(Class::PlaceHead) && !person {
        return Label::PlaceHead;
    }
    if has(Class::PlaceTail) && !person {
        return Label::PlaceTail;
    }
    if has(Class::Degree) {
        return Label::Degree;
    }
    if has(Class::Place) || has(Class::Demonym) {
        return Label::Place;
    }
    if has(Class::OtherName) || has(Class::Weekday) || has(Class::Month) {
        return Label::Other;
    }
    Label::Name
}

/// `said Dawn Marr`, `April Dunn left`: a paper or a month that women are called too, with a family name behind it. What
/// stands before a month must not say when.
pub fn first_name(prose: &str, words: &[Word], i: usize) -> bool {
    const BEFORE: Classes = Classes::of(&[
        Class::Cue,
        Class::InvertedCue,
        Class::ParticipleCue,
        Class::According,
        Class::Title,
        Class::Honorific,
        Class::Role,
        Class::Kin,
        Class::Conjunction,
    ]);
    let word = &words[i];
    let Some(next) = words.get(i + 1) else { return false };
    let blank = word.end == word.span.end && prose[word.end..next.span.start].chars().all(|c| c == ' ');
    let named = word.capital && !word.shouted && sex(word.span.of(prose)).is_some();
    let month = word.has(Class::Month);
    // said Dawn Fielding: of a verb of saying the name may be one that no list has.
    let cue = i > 0 && words[i - 1].classes.any(Classes::of(&[Class::Cue, Class::InvertedCue]));
    let unknown = cue && next.classes.is_unlisted() && !next.shouted;
    let family = next.capital && (next.has(Class::Family) || unknown) && !next.has(Class::Month);
    let told = || {
        i == 0
            || words[i - 1].classes.any(BEFORE)
            || matches!(words[i - 1].kind, WordKind::Mark)
            || matches!(words[i - 1].span.of(prose), "." | "," | ":" | "?" | "!" | "—" | "–" | "(")
    };
    let known = month || word.classes.any(Classes::of(&[Class::Media, Class::Organisation]));
    blank && known && named && family && (!month || told())
}
