//! Rename: a person, an organisation or a place through the whole draft, part by part.
//!
//! What is typed stands for the mention under the cursor. `align` finds out which of the new words stands for
//! which part of the old name; then every mention is respelled part by part, so that “Shoigu’s”, “S. Shoigu” and
//! “SHOIGU” follow and what stands between and around the parts stays. Nicknames and acronyms are names of their
//! own: they change only where the cursor stands on one.

mod acronyms;
mod align;
mod change;
mod governments;
mod merging;
mod spell;

use super::at;
use crate::analysis::Analysis;
use crate::draft::{in_case_of, write};
use crate::language::{Class, Classes};
use crate::meaning::{EntityId, MentionId, NameUse, Part, PartKind, Place};
use crate::reading::Kind;
use crate::text::{Edit, Span};
use change::Change;

pub use acronyms::Acronym;

/// What a rename at some place would change.
#[derive(Clone, Debug)]
pub struct Target {
    /// The mention under the cursor, in the source.
    pub span: Span,
    /// Its text: what the editor offers to be typed over.
    pub placeholder: String,
}

/// Why a name cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NothingHere,
    Empty,
    LineBreak,
    ControlCharacter,
    NoLetter,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::NothingHere => "There is no person, organisation or place here to rename",
            Refusal::Empty => "A name cannot be empty",
            Refusal::LineBreak => "A name cannot hold a line break",
            Refusal::ControlCharacter => "A name cannot hold a control character",
            Refusal::NoLetter => "A name has letters",
        })
    }
}

impl std::error::Error for Refusal {}

/// The changes of a rename.
#[derive(Clone, Debug)]
pub struct Renaming {
    /// Each change, and whether it needs the writer's confirmation. In the order of the source.
    pub edits: Vec<(Edit, bool)>,
    /// The same in short mentions that are held to be somebody else's and may be this one's: Gavrilov, of Konrad and of Ana.
    pub shared: Vec<Edit>,
    pub entity: EntityId,
    /// How each mention reads before and after.
    pub names: Vec<(String, String)>,
    /// Another whose name this one gets: from now on nobody can tell the two apart.
    pub merges: Option<String>,
    /// The acronym of an organisation that does not fit the new name.
    pub acronym: Option<Acronym>,
}

/// The name at a byte of the source, or None where a rename is somebody else's business.
pub fn prepare_rename(analysis: &Analysis, offset: usize) -> Option<Target> {
    let id = named(analysis, offset)?;
    let mention = &analysis.meaning.mentions[id];
    if let Some((_, span)) = governed(analysis, id, offset) {
        let place = Place { block: mention.place.block, span };
        return Some(Target { span: analysis.span(place), placeholder: analysis.prose(place).to_string() });
    }
    let span = nickname(analysis, mention, offset).map_or(mention.place.span, |part| part.span);
    let place = Place { block: mention.place.block, span };
    Some(Target { span: analysis.span(place), placeholder: analysis.prose(place).to_string() })
}

/// Renames the entity at a byte of the source: `new` stands for the mention under the cursor.
pub fn rename(analysis: &Analysis, offset: usize, new: &str) -> Result<Renaming, Refusal> {
    let mut id = named(analysis, offset).ok_or(Refusal::NothingHere)?;
    let mut offset = offset;
    if let Some((place, _)) = governed(analysis, id, offset) {
        id = analysis.meaning.entities[place].name;
        offset = analysis.span(analysis.meaning.mentions[id].place).start;
    }
    let new = untitled(analysis, &analysis.meaning.mentions[id], cleaned(new)?);
    let change = Change::of(analysis, id, offset, &new);
    let entity = analysis.meaning.mentions[id].entity;
    let mut edits: Vec<(Edit, bool)> = Vec::new();
    let mut names = Vec::new();
    for (other, mention) in analysis.meaning.mentions_of(entity) {
        // A street and a foundation keep the name that they were given.
        if mention.house && other != id {
            continue;
        }
        let mut respelled = respell(analysis, &change, other, mention);
        raise_particle(analysis, mention, &mut respelled);
        let prose = &analysis.draft.blocks[mention.place.block].prose;
        names.push((analysis.prose(mention.place).to_string(), patched(prose, mention.place.span, &respelled)));
        // The mention that the writer points at is certain.
        let confirm = mention.uncertain && other != id;
        for (span, text) in respelled {
            let written = write(&analysis.draft, &analysis.source, mention.place.block, span, &text);
            edits.extend(written.into_iter().map(|edit| (edit, confirm)));
        }
    }
    for (other, span) in governments::of(analysis, entity) {
        let place = Place { block: analysis.meaning.mentions[other].place.block, span };
        let old = analysis.prose(place);
        if folded(old) == folded(&change.old) {
            let text = in_case_of(old, &change.old, &change.new);
            let written = write(&analysis.draft, &analysis.source, place.block, span, &text);
            edits.extend(written.into_iter().map(|edit| (edit, false)));
        }
    }
    edits.retain(|(edit, _)| edit.span.of(&analysis.source) != edit.new);
    // Robert “Buck” Hanley to Robert Hanley: nothing but the nickname goes, and only there.
    let place = analysis.meaning.mentions[id].place;
    if edits.is_empty() && folded(analysis.prose(place)) != folded(&new) {
        let written = write(&analysis.draft, &analysis.source, place.block, place.span, &new);
        edits.extend(written.into_iter().map(|edit| (edit, false)));
    }
    edits.sort();
    let merges = merging::with(analysis, entity, &names);
    let acronym = acronyms::left_behind(analysis, entity, &names);
    let shared = shared(analysis, &change, entity);
    Ok(Renaming { edits, shared, entity, names, merges, acronym })
}

/// What would change in the uncertain mentions of others that are called by a part of this person's name.
fn shared(analysis: &Analysis, change: &Change, entity: EntityId) -> Vec<Edit> {
    let this = &analysis.meaning.entities[entity];
    let whole = &analysis.meaning.mentions[this.name];
    let mut edits = Vec::new();
    let short = |m: &NameUse| m.uncertain && m.entity != entity && m.parts.len() == 1 && !m.house;
    let mentions = analysis.meaning.mentions.iter().enumerate().filter(|(_, m)| this.kind == Kind::Person && short(m));
    for (id, mention) in mentions {
        let own = folded(&text(analysis, mention, &mention.parts[0]));
        let Some(part) = whole.parts.iter().find(|p| folded(&text(analysis, whole, p)) == own) else { continue };
        let parts = vec![Part { span: mention.parts[0].span, ..*part }];
        let one = NameUse { entity, parts, ..mention.clone() };
        for (span, new) in respell(analysis, change, id, &one) {
            edits.extend(write(&analysis.draft, &analysis.source, one.place.block, span, &new));
        }
    }
    edits.retain(|edit| edit.span.of(&analysis.source) != edit.new);
    edits
}

/// The name at a byte of the source. Russians are no name of anybody: they stay when the country has another.
fn named(analysis: &Analysis, offset: usize) -> Option<MentionId> {
    let id = at::mention(analysis, offset)?;
    let mention = &analysis.meaning.mentions[id];
    let text = analysis.prose(mention.place);
    let pack = analysis.draft.blocks[mention.place.block].pack;
    let known = pack.lexicon.classes(text, &text.to_lowercase());
    let others = Classes::of(&[Class::Place, Class::Given, Class::Family, Class::Organisation]);
    let person = analysis.meaning.entities[mention.entity].kind == Kind::Person;
    (person || !known.has(Class::Demonym) || known.any(others)).then_some(id)
}

/// The place under the cursor, where it stands inside the name of its government.
fn governed(analysis: &Analysis, id: MentionId, offset: usize) -> Option<(EntityId, Span)> {
    let block = analysis.meaning.mentions[id].place.block;
    let under = |span: Span| analysis.span(Place { block, span }).contains(offset);
    governments::place_in(analysis, id).filter(|(_, span)| under(*span))
}

/// What was typed without the title that stands before the mention already: Prof. Yosef Prasetyo.
fn untitled(analysis: &Analysis, mention: &NameUse, new: String) -> String {
    let title = mention.title.filter(|t| t.end <= mention.place.span.start);
    let title = title.map(|span| folded(analysis.prose(Place { span, ..mention.place })));
    let words: Vec<&str> = new.split_whitespace().collect();
    let count = title.as_ref().map_or(0, |t| t.split(' ').count());
    match title.filter(|t| count < words.len() && folded(&words[..count].join(" ")) == *t) {
        Some(_) => words[count..].join(" "),
        None => new,
    }
}

/// Moss left, van der Meer left: where a particle comes to stand at the head of a sentence, it takes the capital.
fn raise_particle(analysis: &Analysis, mention: &NameUse, edits: &mut [(Span, String)]) {
    let Place { block, span } = mention.place;
    let (prose, reading) = (&analysis.draft.blocks[block].prose, &analysis.readings[block]);
    let person = analysis.meaning.entities[mention.entity].kind == Kind::Person;
    let word = reading.word_at(span.start);
    let sentence = reading.sentences.iter().find(|s| s.contains(&word));
    let opens = sentence.is_some_and(|s| reading.words[s.start..word].iter().all(|w| !w.is_word()));
    let first = edits.first_mut().filter(|(at, _)| at.start == span.start && person && opens);
    // Where it had a small letter there before, the writer wants it so.
    if let Some((_, new)) = first.filter(|_| span.of(prose).starts_with(char::is_uppercase)) {
        let mut letters = new.chars();
        *new = letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect());
    }
}

/// The new name with single blanks and none around it.
fn cleaned(new: &str) -> Result<String, Refusal> {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    if new.chars().all(blank) {
        return Err(Refusal::Empty);
    }
    if new.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        return Err(Refusal::LineBreak);
    }
    if new.chars().any(|c| c.is_control() && c != '\t') {
        return Err(Refusal::ControlCharacter);
    }
    if !new.chars().any(char::is_alphabetic) {
        return Err(Refusal::NoLetter);
    }
    Ok(new.trim().to_string())
}

/// The nickname under the cursor, where it is one part of a longer mention.
fn nickname(analysis: &Analysis, mention: &NameUse, offset: usize) -> Option<Part> {
    let span = |part: &Part| analysis.span(Place { block: mention.place.block, span: part.span });
    if spellings(analysis, mention).contains(&mention.place) {
        return None;
    }
    let under = mention.parts.iter().find(|p| p.of_name.is_none() && span(p).contains(offset));
    under.copied().filter(|_| mention.parts.iter().any(|p| p.of_name.is_some()))
}

/// The places of the parts, or of whole names, that are spelled in more than one way.
fn spellings(analysis: &Analysis, mention: &NameUse) -> Vec<Place> {
    let entity = &analysis.meaning.entities[mention.entity];
    entity.variants.iter().flat_map(|v| &v.spellings).flat_map(|(_, places)| places.iter().copied()).collect()
}

/// What changes in one mention: spans of the prose, and what shall stand there.
fn respell(analysis: &Analysis, change: &Change, id: MentionId, mention: &NameUse) -> Vec<(Span, String)> {
    let prose = &analysis.draft.blocks[mention.place.block].prose;
    let own = parts(analysis, mention);
    if let Some(nickname) = &change.nickname {
        let same = own.iter().filter(|p| text(analysis, mention, p).to_lowercase() == *nickname);
        if mention.place.span.of(prose).to_lowercase() == *nickname {
            return vec![(mention.place.span, change.new.clone())];
        }
        return same.filter(|p| !change.knows(p)).map(|p| (p.span, change.new.clone())).collect();
    }
    let old = mention.place.span.of(prose);
    if change.stands_whole(mention, &own) && change.is_whole() {
        return vec![(mention.place.span, in_case_of(old, &change.usual[0], &change.words.join(" ")))];
    }
    if change.grown && id != change.cursor && id != change.first && own.iter().any(|p| change.knows(p)) {
        return vec![(mention.place.span, in_case_of(old, &change.usual[0], &change.instead_of(old)))];
    }
    let is_full = |p: &Part, i: usize| p.kind != PartKind::Initial || spell::is_initials(&change.usual[i]);
    let has = |i: &usize| own.iter().any(|p| p.of_name == Some(*i) && is_full(p, *i));
    let full = change.needs.iter().all(has);
    let becomes: Vec<Option<String>> =
        own.iter().map(|part| change.retold(prose, part).or_else(|| part_becomes(prose, change, part, full))).collect();
    let named = own.iter().zip(&becomes).filter(|(p, _)| change.knows(p));
    let mut edits = if named.clone().all(|(_, new)| new.as_deref() == Some("")) && named.clone().next().is_some() {
        let usual = own[0].of_name.and_then(|i| change.usual.get(i)).map_or(old, |u| u.as_str());
        vec![(mention.place.span, in_case_of(old, usual, &change.instead_of(old)))]
    } else {
        respelled_parts(prose, &own, becomes)
    };
    // What reads as the mention under the cursor did shall read as it was typed.
    // A short form stays one though the whole new name was typed.
    let shape = id == change.cursor && !(change.longer && (change.changes() || mention.title.is_some()));
    let as_cursor = shape || !change.longer && folded(old) == folded(&change.old);
    if as_cursor
        && !own.iter().any(|p| change.is_nickname(prose, p))
        && !says(prose, mention.place.span, &edits, &change.new)
    {
        edits = vec![(mention.place.span, in_case_of(old, &change.old, &change.new))];
    }
    edits
}

/// What one part becomes: None where it stays, nothing where it goes.
fn part_becomes(prose: &str, change: &Change, part: &Part, full: bool) -> Option<String> {
    let i = part.of_name.filter(|&i| i < change.usual.len())?;
    let (old, usual) = (part.span.of(prose), &change.usual[i]);
    let retyped = change.initials[i].as_ref().or(change.slots[i].as_ref().map(|s| &s.word))?;
    let bare = |word: &str| {
        usual.strip_suffix(old).map_or(0, |left| {
            if left.len() > 1 && spell::article(usual) == left.len() { spell::article(word) } else { 0 }
        })
    };
    // An initial stays one, unless the name itself has no more than that and is spelled out now.
    if part.kind == PartKind::Initial && (!spell::is_initials(usual) || spell::is_initials(retyped)) {
        return Some(if retyped.is_empty() { String::new() } else { spell::initials(old, retyped) });
    }
    let slot = change.slots[i].as_ref()?;
    let mut word = spell::in_look_of(old, usual, &slot.word[bare(&slot.word)..]);
    // A full stop that stands behind the part already is not typed twice.
    if prose[part.span.end..].starts_with('.') && word.ends_with('.') && !old.ends_with('.') {
        word.pop();
    }
    if full && !word.is_empty() {
        let pieces = [slot.before.as_str(), &word, &slot.after];
        let pieces: Vec<String> = pieces.iter().filter(|p| !p.is_empty()).map(|p| in_case_of(old, usual, p)).collect();
        word = pieces.join(" ");
    }
    Some(word)
}

/// The edits of a mention's parts; a part that goes takes the blank with it that parted it from the next.
fn respelled_parts(prose: &str, own: &[Part], becomes: Vec<Option<String>>) -> Vec<(Span, String)> {
    let goes = |new: &Option<String>| new.as_deref() == Some("");
    let mut edits = Vec::new();
    for (k, (part, new)) in own.iter().zip(&becomes).enumerate() {
        let Some(new) = new else { continue };
        let mut span = part.span;
        let old = span.of(prose);
        let spelled_out = spell::is_initials(old) && !spell::is_initials(new) && !old.ends_with('.');
        if spelled_out && k + 1 < own.len() && prose[span.end..].starts_with('.') {
            span.end += 1;
        }
        if new.is_empty() {
            let kept_behind = becomes[k + 1..].iter().any(|b| !goes(b));
            let between = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | ',');
            if kept_behind {
                let gap = &prose[part.span.end..own[k + 1].span.start];
                span.end += gap.len() - gap.trim_start_matches(between).len();
            } else if k > 0 {
                let gap = &prose[own[k - 1].span.end..part.span.start];
                span.start -= gap.len() - gap.trim_end_matches(|c: char| c.is_whitespace() || c == '-').len();
            }
        }
        edits.push((span, new.clone()));
    }
    edits
}

/// Whether a mention reads as it was typed when the edits are made, blanks and capitals aside.
fn says(prose: &str, span: Span, edits: &[(Span, String)], new: &str) -> bool {
    folded(&patched(prose, span, edits)) == folded(new)
}

/// How a mention reads when the edits are made.
fn patched(prose: &str, span: Span, edits: &[(Span, String)]) -> String {
    let (mut out, mut at) = (String::new(), span.start);
    for (edit, text) in edits {
        out.push_str(&prose[at..edit.start]);
        out.push_str(text);
        at = edit.end;
    }
    out.push_str(prose.get(at..span.end).unwrap_or_default());
    out
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The parts of a mention; a name that was not cut into parts is its own only part.
fn parts(analysis: &Analysis, mention: &NameUse) -> Vec<Part> {
    if !mention.parts.is_empty() {
        return mention.parts.clone();
    }
    let name = at::name(analysis, mention.entity);
    let same = analysis.prose(mention.place).to_lowercase() == name.to_lowercase();
    vec![Part { span: mention.place.span, kind: PartKind::Single, of_name: same.then_some(0) }]
}

fn text(analysis: &Analysis, mention: &NameUse, part: &Part) -> String {
    analysis.prose(Place { block: mention.place.block, span: part.span }).to_string()
}

#[cfg(test)]
mod tests;
