//! Heads: a surname that is a common word, where it opens a sentence.
//!
//! `Brand had counted the children`: the capital says nothing there, and Brand is no name in any list, so no reading of the
//! sentence alone finds it. A draft that has introduced Lucy Brand, and never writes the word in small letters, means her.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::fold::fold;
use super::registered::added;
use super::slips::common_word;
use super::uses::Use;
use crate::draft::{BlockKind, Draft};
use crate::language::{Class, Classes, Short};
use crate::meaning::Place;
use crate::reading::{Kind, Reading, Word};

/// What the verb behind such a name may be.
const VERBS: Classes = Classes::of(&[Class::Auxiliary, Class::Cue, Class::WeakCue]);

/// Field said …: what is common speaks seldom, and not without an article.
const SAYS: Classes = Classes::of(&[Class::Cue, Class::WeakCue]);

/// Adds these mentions; the uses stay in their order.
pub fn add(draft: &Draft, readings: &[Arc<Reading>], uses: &mut Vec<Use>) {
    let named = uses.iter().filter(|u| u.kind == Some(Kind::Person) && u.parts.len() > 1 && !u.signs.capitals);
    // Sabar meminta …: where people go by their first name, that.
    let called = |u: &Use| {
        let block = &draft.blocks[u.place.block];
        let part = if block.pack.people.short == Short::First { 0 } else { u.parts.len() - 1 };
        u.parts[part].0.of(&block.prose).to_string()
    };
    let surnames: FxHashSet<String> = named.map(called).filter(|s| s.len() > 2).collect();
    if surnames.is_empty() {
        return;
    }
    let taken: FxHashSet<Place> = uses.iter().map(|u| Place { span: u.parts[0].0, ..u.place }).collect();
    let mut found = Vec::new();
    let mut sentences = 0;
    for (block, reading) in readings.iter().enumerate() {
        let prose = &draft.blocks[block].prose;
        let text = draft.blocks[block].kind == BlockKind::Paragraph;
        for (n, sentence) in reading.sentences.iter().enumerate().filter(|_| text) {
            let words = &reading.words[sentence.clone()];
            let Some(at) = words.iter().position(Word::is_word) else { continue };
            let Some(verb) = words.get(at + 1) else { continue };
            let (word, place) = (&words[at], Place { block, span: words[at].span });
            let name = word.span.of(prose);
            if word.capital
                && verb.classes.any(VERBS)
                && !verb.capital
                && surnames.contains(name)
                && !taken.contains(&place)
                && (verb.classes.any(SAYS) || !common_word(draft, &name.to_lowercase()))
            {
                let parts = vec![(word.span, fold(name))];
                found.push(added(place, Kind::Person, parts, sentences + n, &[], reading));
            }
        }
        sentences += reading.sentences.len();
    }
    if !found.is_empty() {
        uses.extend(found);
        uses.sort_by_key(|u| u.place);
    }
}
