//! Hyphens: a double name is whole where the draft has it whole elsewhere.
//!
//! Indonesian joins two people with a hyphen (Prabowo-Hatta), so `Ramos-Horta` by itself is read as two. With
//! `Jose Ramos-Horta` in the draft it is one name. And a first half that opens its sentence as a common word would
//! (`Rolls Royce reported`) belongs to the double name of the draft, or to the whole name (`Aman Kasim menolak`).

use rustc_hash::FxHashSet;

use super::fold;
use super::uses::Use;
use crate::draft::Draft;
use crate::language::Class;
use crate::reading::Kind;
use crate::text::Span;

/// Joins the halves of double names that somebody of the draft has.
pub fn join(draft: &Draft, uses: &mut Vec<Use>) {
    let whole: FxHashSet<String> = uses.iter().filter_map(|u| double(draft, u)).collect();
    if whole.is_empty() {
        return;
    }
    let mut joined: Option<(usize, usize)> = None;
    let both = |one: &mut Use| {
        let prose = &draft.blocks[one.place.block].prose;
        // The second half, where it was read as a name of its own.
        if joined.is_some_and(|(block, end)| block == one.place.block && one.place.span.start < end) {
            return false;
        }
        let Some((first, _)) = one.parts.last() else { return true };
        let behind = prose.get(one.place.span.end..).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
        let length = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let span = Span::new(first.start, one.place.span.end + 1 + length);
        if length > 0 && whole.contains(&fold::fold(span.of(prose))) {
            *one.parts.last_mut().expect("a part, as seen above") = (span, fold::fold(span.of(prose)));
            one.place.span.end = span.end;
            joined = Some((one.place.block, span.end));
        }
        true
    };
    uses.retain_mut(both);
}

/// The double name behind a given name: Ramos-Horta, of Jose Ramos-Horta.
fn double(draft: &Draft, one: &Use) -> Option<String> {
    let block = &draft.blocks[one.place.block];
    let text = |span: Span| span.of(&block.prose);
    let [(first, _), .., (last, folded)] = one.parts.as_slice() else { return None };
    let given = block.pack.lexicon.classes(text(*first), &text(*first).to_lowercase()).has(Class::Given);
    let two = text(*last).split('-').filter(|half| half.starts_with(char::is_uppercase)).count() == 2;
    (two && (given || one.title.is_some())).then(|| folded.clone())
}

/// `Rolls Royce reported`: the first half of a double name that is a common word says nothing where it opens a sentence. The
/// draft that has Rolls-Royce means that.
pub fn open_sentences(draft: &Draft, uses: &mut [Use]) {
    let text = |u: &Use, part: usize| u.parts[part].0.of(&draft.blocks[u.place.block].prose);
    let double = |u: &&Use| u.parts.len() == 1 && text(u, 0).contains('-');
    let whole: FxHashSet<String> = uses.iter().filter(double).map(|u| u.parts[0].1.clone()).collect();
    // Aman Kasim, of two words: where the draft has it inside a sentence.
    let inside = |u: &&Use| u.parts.len() == 2 && u.kind == Some(Kind::Person) && !u.signs.opens && !u.signs.capitals;
    let two: FxHashSet<[String; 2]> =
        uses.iter().filter(inside).map(|u| [u.parts[0].1.clone(), u.parts[1].1.clone()]).collect();
    let none = whole.is_empty() && two.is_empty();
    for one in uses.iter_mut().filter(|u| !none && u.parts.len() == 1 && u.title.is_none()) {
        let prose = &draft.blocks[one.place.block].prose;
        let Some(before) = prose[..one.place.span.start].strip_suffix(' ') else { continue };
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let start = before.len() - word.len();
        let first = fold::fold(word);
        let lead = before[..start].trim_end();
        let opens = lead.is_empty() || lead.ends_with(['.', '!', '?', ':', '”', '"', '“']);
        let opens = opens && word.chars().all(char::is_alphabetic);
        let pair = opens && two.contains(&[first.clone(), one.parts[0].1.clone()]);
        let double = || whole.contains(&format!("{first}{}", one.parts[0].1));
        if word.starts_with(char::is_uppercase) && (pair || double()) {
            one.parts.insert(0, (Span::new(start, before.len()), first));
            one.place.span.start = start;
            one.signs.opens = true;
            one.kind = None;
        }
    }
}
