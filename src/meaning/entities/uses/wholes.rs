//! Wholes: names of houses that were cut where a word of theirs is a person’s or a place’s too.
//!
//! `Rasa Nusantara menanam modal` names the firm that the draft calls PT Rasa Nusantara Tbk; `Santri Pesantren Maslakul Huda`
//! are those of Pesantren Maslakul Huda, where the draft has that name whole elsewhere.

use rustc_hash::FxHashMap;

use super::Use;
use crate::draft::Draft;
use crate::language::Class;
use crate::meaning::entities::fold::fold;
use crate::reading::{Kind, Signs};
use crate::text::Span;

/// Names of houses by their last word.
type Names = FxHashMap<String, Vec<Vec<String>>>;

/// Gives every name that closes the name of one of the draft's houses the words before it, where they stand there.
pub fn grow(draft: &Draft, uses: &mut Vec<Use>) {
    let names = names(draft, uses);
    if names.is_empty() {
        return;
    }
    let mut grown: Vec<usize> = Vec::new();
    for (i, one) in uses.iter_mut().enumerate() {
        let Some(known) = one.parts.last().and_then(|p| names.get(&p.1)).filter(|_| !one.signs.capitals) else {
            continue;
        };
        let prose = &draft.blocks[one.place.block].prose;
        let fits = known.iter().filter(|name| name.len() > one.parts.len());
        let fits =
            fits.filter(|name| name.iter().rev().zip(one.parts.iter().rev()).all(|(word, part)| *word == part.1));
        let found = fits.max_by_key(|name| name.len()).and_then(|name| {
            let more = &name[..name.len() - one.parts.len()];
            before(prose, one.place.span.start, more)
        });
        let Some(mut parts) = found else { continue };
        one.place.span.start = parts[0].0.start;
        parts.append(&mut one.parts);
        one.parts = parts;
        one.kind = Some(Kind::Organisation);
        one.signs = Signs { organisation: true, opens: one.signs.opens, ..Signs::default() };
        (one.title, one.apposition) = (None, None);
        grown.push(i);
    }
    if grown.is_empty() {
        return;
    }
    // What a grown name covers stands right before it.
    let mut covered = vec![false; uses.len()];
    for &i in &grown {
        let place = uses[i].place;
        let inside = |j: &usize| uses[*j].place.block == place.block && uses[*j].place.span.overlaps(place.span);
        for j in (0..i).rev().take_while(inside) {
            covered[j] = true;
        }
    }
    let mut covered = covered.into_iter();
    uses.retain(|_| !covered.next().unwrap_or_default());
}

/// The whole names of houses: those of firms without their legal form, and others of three words or more.
fn names(draft: &Draft, uses: &[Use]) -> Names {
    let mut names = Names::default();
    for one in uses.iter().filter(|u| u.kind == Some(Kind::Organisation) && !u.signs.capitals && u.parts.len() > 2) {
        let block = &draft.blocks[one.place.block];
        let form = |part: &&(Span, String)| {
            let text = part.0.of(&block.prose);
            let text = text.strip_suffix('.').unwrap_or(text);
            block.pack.lexicon.classes(text, &text.to_lowercase()).has(Class::LegalForm)
        };
        let first = one.parts.iter().take_while(form).count();
        let last = one.parts.iter().rev().take_while(form).count();
        let name: Vec<String> = one
            .parts
            .iter()
            .skip(first)
            .take(one.parts.len().saturating_sub(first + last))
            .map(|p| p.1.clone())
            .collect();
        let Some(of_last) = name.last().filter(|_| name.len() > 1) else { continue };
        let known = names.entry(of_last.clone()).or_default();
        if !known.contains(&name) {
            known.push(name);
        }
    }
    names
}

/// The words right before a byte of the prose, where they are these and each opens with a capital.
fn before(prose: &str, end: usize, words: &[String]) -> Option<Vec<(Span, String)>> {
    let mut parts = Vec::new();
    let mut at = end;
    for word in words.iter().rev() {
        let text = prose[..at].strip_suffix(' ')?;
        let start = text.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).len();
        let piece = &text[start..];
        if !piece.starts_with(char::is_uppercase) || fold(piece) != *word {
            return None;
        }
        parts.push((Span::new(start, text.len()), word.clone()));
        at = start;
    }
    parts.reverse();
    Some(parts)
}
