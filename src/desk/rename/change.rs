//! The change: what a rename means for each part of the entity's name.
//!
//! The mention under the cursor may be the whole name, a short form of it, a nickname, or a short form over which
//! the whole new name was typed. Here these become one: what each part of the name becomes, and where words are
//! added.

use super::align::{self, Slot, align, align_firm, similar};
use super::{nickname, parts, spell, spellings, text};
use crate::analysis::Analysis;
use crate::draft::in_case_of;
use crate::language::Class;
use crate::meaning::{MentionId, NameUse, Part, PartKind, Place};
use crate::reading::Kind;

/// What a rename changes, in terms of the entity's name.
pub struct Change {
    /// What each part of the entity's name becomes; None where it stays.
    pub slots: Vec<Option<Slot>>,
    /// The initials of parts, where only these were retyped.
    pub initials: Vec<Option<String>>,
    /// What is added goes into the mentions that have all these parts: those as full as the cursor's.
    pub needs: Vec<usize>,
    /// The nickname or acronym that is replaced, in lower case.
    pub nickname: Option<String>,
    /// A nickname between marks, in lower case, and what was typed for it among the rest of the name.
    pub other_nickname: Option<(String, String)>,
    pub cursor: MentionId,
    /// The text of the mention under the cursor.
    pub old: String,
    /// The whole new name was typed over a short form, which stays one; where nothing else would change, that mention
    /// alone becomes longer.
    pub longer: bool,
    /// The text of each part of the name, in the spelling of the whole name.
    pub usual: Vec<String>,
    pub new: String,
    pub words: Vec<String>,
    /// A one-word name became longer: only the first mention and the cursor's take all of it, where the others
    /// can keep one word.
    pub grown: bool,
    pub first: MentionId,
    /// The places of other spellings; among them mentions that are the whole name with other gaps between its
    /// parts (Abdurrahman, Abdul Rahman).
    pub wholes: Vec<Place>,
}

impl Change {
    pub fn of(analysis: &Analysis, cursor: MentionId, offset: usize, new: &str) -> Change {
        let meaning = &analysis.meaning;
        let mention = &meaning.mentions[cursor];
        let entity = &meaning.entities[mention.entity];
        let name = &meaning.mentions[entity.name];
        let usual: Vec<String> = parts(analysis, name).iter().map(|p| text(analysis, name, p)).collect();
        let new = &class_word(analysis, mention, new).map_or(new.to_string(), |head| format!("{head} {new}"));
        let mut change = Change {
            slots: vec![None; usual.len()],
            initials: vec![None; usual.len()],
            needs: Vec::new(),
            nickname: None,
            other_nickname: None,
            cursor,
            old: analysis.prose(mention.place).to_string(),
            new: new.to_string(),
            words: bare(analysis, mention, new).split_whitespace().map(str::to_string).collect(),
            longer: false,
            grown: false,
            first: entity.first,
            wholes: spellings(analysis, mention),
            usual,
        };
        // A name of which nobody knows what it names is a person's more often than not.
        let person = matches!(entity.kind, Kind::Person | Kind::Other);
        let own = parts(analysis, mention);
        let named: Vec<Part> = own.iter().copied().filter(|p| change.knows(p)).collect();
        if let Some(part) = nickname(analysis, mention, offset) {
            change.nickname = Some(text(analysis, mention, &part).to_lowercase());
        } else if change.stands_whole(mention, &own) {
            change.align(analysis, mention, &[], Vec::new(), person);
        } else if named.is_empty() {
            change.nickname = Some(analysis.prose(mention.place).to_lowercase());
        } else {
            change.align(analysis, mention, &own, named, person);
        }
        change
    }

    pub fn knows(&self, part: &Part) -> bool {
        part.of_name.is_some_and(|i| i < self.usual.len())
    }

    /// Whether a mention is the whole name though its parts are not those of the name.
    pub fn stands_whole(&self, mention: &NameUse, own: &[Part]) -> bool {
        !own.iter().all(|p| self.knows(p)) && self.wholes.contains(&mention.place)
    }

    /// Whether any part of the name becomes another.
    pub fn changes(&self) -> bool {
        self.slots.iter().any(Option::is_some) || self.initials.iter().any(Option::is_some)
    }

    /// Whether the whole name was typed.
    pub fn is_whole(&self) -> bool {
        (0..self.usual.len()).all(|i| self.needs.contains(&i))
    }

    /// What a part becomes that is a nickname and was typed anew between its marks.
    pub fn retold(&self, prose: &str, part: &Part) -> Option<String> {
        let (old, new) = self.other_nickname.as_ref()?;
        let text = part.span.of(prose);
        (!self.knows(part) && text.to_lowercase() == *old).then(|| in_case_of(text, new, new))
    }

    /// A small word between the parts (the “of” of a ministry) is no nickname.
    pub fn is_nickname(&self, prose: &str, part: &Part) -> bool {
        !self.knows(part) && !part.span.of(prose).starts_with(char::is_lowercase)
    }

    fn align(&mut self, analysis: &Analysis, mention: &NameUse, own: &[Part], named: Vec<Part>, person: bool) {
        let mut old: Vec<String> = named.iter().map(|p| text(analysis, mention, p)).collect();
        let mut indexes: Vec<usize> = named.iter().filter_map(|p| p.of_name).collect();
        if named.is_empty() {
            indexes = self.named_parts(analysis, mention);
            old = indexes.iter().map(|&i| self.usual[i].clone()).collect();
        }
        let mut words = self.words.clone();
        // Typed over capitals in capitals: the mentions in small letters shall not shout.
        for (k, word) in words.iter_mut().enumerate() {
            let (from, usual) = (old.get(k).or(old.last()), &self.usual[indexes[k.min(indexes.len() - 1)]]);
            if from.is_some_and(|o| in_case_of(o, usual, "a") == "A") && in_case_of(word, usual, "a") == "A" {
                *word = spell::in_small_letters(word);
            }
        }
        // A nickname in the mention is typed again with its marks: it is no part of the name.
        let nicknames: Vec<String> =
            own.iter().filter(|p| !self.knows(p)).map(|p| text(analysis, mention, p)).collect();
        if let [nickname] = nicknames.iter().filter(|n| !n.starts_with(char::is_lowercase)).collect::<Vec<_>>()[..]
            && let Some((typed, rest)) = marked_off(&words)
            && !typed.eq_ignore_ascii_case(nickname)
        {
            self.other_nickname = Some((nickname.to_lowercase(), typed));
            words = rest;
        }
        let bare = |w: &String| w.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
        let mark = |c: char| !c.is_alphanumeric();
        let between_marks = |w: &String| w.starts_with(mark) && w.ends_with(mark);
        let nickname =
            |w: &String| between_marks(w) || nicknames.iter().any(|n| *n.to_lowercase() == bare(w).to_lowercase());
        if !words.iter().all(nickname) {
            words.retain(|w| !nickname(w));
        }
        // Marks & Sparks: the sign between the parts is no part.
        if words.iter().any(|w| w.chars().any(char::is_alphanumeric)) {
            words.retain(|w| w.chars().any(char::is_alphanumeric));
        }
        if words.len() != old.len() {
            let prose = &analysis.draft.blocks[mention.place.block].prose;
            let between = |two: &[Part]| prose.get(two[0].span.end..two[1].span.start).is_some_and(|t| t == "-");
            let hyphens = named.windows(2).any(between);
            words = spell::finer(&words, old.len(), hyphens).unwrap_or(words);
        }
        if self.is_whole_over_short(&words, &old, &indexes, self.named_parts(analysis, mention).len()) {
            self.longer = true;
            indexes = self.named_parts(analysis, mention);
            old = indexes.iter().map(|&i| self.usual[i].clone()).collect();
        }
        self.needs = indexes.clone();
        self.grown = person && self.usual.len() == 1 && words.len() > 1;
        let pack = analysis.draft.blocks[mention.place.block].pack;
        let form = |w: &String| pack.lexicon.classes(w, &w.to_lowercase()).has(Class::LegalForm);
        let slots = if person { align(&old, &words, true) } else { align_firm(&old, &words, form) };
        for (k, (slot, i)) in slots.into_iter().zip(indexes).enumerate() {
            let typed_initial = named.get(k).is_some_and(|p| p.kind == PartKind::Initial && p.of_name == Some(i));
            let is_initial = spell::is_initials(&self.usual[i]);
            if slot.word == old[k] && slot.before.is_empty() && slot.after.is_empty() {
                continue;
            }
            if typed_initial && !is_initial && spell::is_initials(&slot.word) {
                self.initials[i] = Some(slot.word);
            } else {
                self.slots[i] = Some(slot);
            }
        }
        self.words = words;
    }

    /// Whether the whole new name was typed over a short form: it begins or ends as the whole old name does where the
    /// short form does not, or has as many words (`whole`). Salim over which Salim Hidayat is typed becomes longer.
    fn is_whole_over_short(&self, words: &[String], old: &[String], indexes: &[usize], whole: usize) -> bool {
        let last = self.usual.len() - 1;
        let (opens, closes) = (indexes.contains(&0), indexes.contains(&last));
        let like = |word: Option<&String>, i: usize| word.is_some_and(|w| similar(w, &self.usual[i]));
        let (first_like, last_like) = (like(words.first(), 0), like(words.last(), last));
        if words.len() < 2 || words.len() <= old.len() {
            return false;
        }
        let same = |a: Option<&String>, b: Option<&String>| a.is_some() && a == b;
        let grows = !opens && same(words.first(), old.first()) || !closes && same(words.last(), old.last());
        !opens && first_like || !closes && last_like || words.len() == whole && !grows
    }

    /// The parts of the entity's name that stand for themselves: all but a nickname.
    fn named_parts(&self, analysis: &Analysis, mention: &NameUse) -> Vec<usize> {
        let entity = &analysis.meaning.entities[mention.entity];
        let own = parts(analysis, &analysis.meaning.mentions[entity.name]);
        own.iter().filter_map(|p| p.of_name).filter(|&i| i < self.usual.len()).collect()
    }

    /// What stands for a mention of which nothing is left: the new word that is nearest to it, or else the whole
    /// new name.
    pub fn instead_of(&self, old: &str) -> String {
        align::nearest(&self.words, old).unwrap_or_else(|| self.words.join(" "))
    }
}

/// What stands between marks among the words of a name, and the other words: Walter “Tonker” Boyle. None where it is all.
fn marked_off(words: &[String]) -> Option<(String, Vec<String>)> {
    let mark = |c: char| matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’' | '\'' | '(' | ')');
    let first = words.iter().position(|w| w.starts_with(mark))?;
    let last = first + words[first..].iter().position(|w| w.ends_with(mark))?;
    let inside = words[first..=last].join(" ").trim_matches(mark).to_string();
    let rest: Vec<String> = words[..first].iter().chain(&words[last + 1..]).cloned().collect();
    (!inside.is_empty() && !rest.is_empty()).then_some((inside, rest))
}

/// The word that says what kind of place it is, where it stands in the mention and was not typed again: Desa Sukamaju
/// becomes Desa Sukamakmur.
fn class_word(analysis: &Analysis, mention: &NameUse, new: &str) -> Option<String> {
    let block = &analysis.draft.blocks[mention.place.block];
    let kind_word = |w: &str| block.pack.lexicon.classes(w, &w.to_lowercase()).has(Class::PlaceKind);
    let (head, rest) = analysis.prose(mention.place).split_once(' ')?;
    let place = analysis.meaning.entities[mention.entity].kind == Kind::Place;
    let typed = new.split_whitespace().next().is_some_and(kind_word) || new == rest;
    (place && kind_word(head) && !typed).then(|| head.to_string())
}

/// What was typed, without what belongs to the mention and to no part of the name: a degree behind it.
fn bare<'a>(analysis: &Analysis, mention: &NameUse, new: &'a str) -> &'a str {
    let prose = &analysis.draft.blocks[mention.place.block].prose;
    let Some(last) = parts(analysis, mention).last().map(|p| p.span.end) else { return new };
    let tail = prose.get(last..mention.place.span.end).unwrap_or_default();
    let degree = tail.contains(char::is_alphanumeric);
    new.strip_suffix(tail).filter(|rest| degree && !rest.is_empty()).unwrap_or(new)
}
