//! A rename that reaches the register: the entry gets the name that the draft has now.

use super::{Sheet, SheetKind, sheet};
use crate::analysis::Analysis;
use crate::desk::rename::Renaming;
use crate::register::{Entry, key};
use crate::text::Edit;
use crate::text::fold::fold;

/// The edits of each file that has the renamed name; none where it stands in no register, or is called there as it is
/// called now.
pub fn renamed(analysis: &Analysis, renaming: &Renaming, sheets: &[Sheet]) -> Vec<(usize, Edit)> {
    let meaning = &analysis.meaning;
    let Some(entry) = meaning.entities[renaming.entity].entry.map(|id| &meaning.register.entries[id]) else {
        return Vec::new();
    };
    let name = new_name(entry, &renaming.names);
    let Some(name) = name.filter(|name| *name != entry.name) else { return Vec::new() };
    let names = sheets.iter().enumerate().filter(|(_, s)| s.kind == SheetKind::Names);
    names.filter_map(|(id, s)| Some((id, sheet::rename(&s.text, entry.kind, &entry.name, &name)?))).collect()
}

/// What the entry is called when its mentions are; None where none of them says so. `names` are the mentions before and
/// after.
fn new_name(entry: &Entry, names: &[(String, String)]) -> Option<String> {
    let own = key(&entry.name);
    let unwanted: Vec<_> = entry.other().iter().map(|o| key(o)).collect();
    let whole = |is: &dyn Fn(&[String]) -> bool| names.iter().find(|(old, new)| old != new && is(&key(old)));
    if let Some((_, new)) = whole(&|old| old == own).or_else(|| whole(&|old| unwanted.iter().any(|u| u == old))) {
        return Some(new.clone());
    }
    // A misspelled mention that is the whole name all the same: its words are as many, and one of them is right.
    let misspelled = |old: &[String]| {
        old.len() == own.len() && own.len() > 1 && old.iter().zip(&own).filter(|(a, b)| a != b).count() == 1
    };
    if let Some((_, new)) = whole(&misspelled) {
        return Some(new.clone());
    }
    // Only short forms: each word that is another now is another here.
    let mut changed = false;
    let words = entry.name.split_whitespace().map(|word| {
        let pairs = names.iter().filter(|(old, new)| old.split_whitespace().count() == new.split_whitespace().count());
        let mut pairs = pairs.flat_map(|(old, new)| old.split_whitespace().zip(new.split_whitespace()));
        match pairs.find(|(old, new)| fold(old) == fold(word) && old != new) {
            Some((_, new)) => {
                changed = true;
                new.to_string()
            }
            None => word.to_string(),
        }
    });
    let name = words.collect::<Vec<_>>().join(" ");
    changed.then_some(name)
}
