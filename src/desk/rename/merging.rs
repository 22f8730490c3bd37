//! Merging: whether a rename gives somebody the name of another.
//!
//! That name may be the other's whole name, a short form by which the draft calls the other and nobody else, or a name
//! that the register keeps for somebody. The writer is asked: from then on nobody can tell the two apart.

use super::folded;
use crate::analysis::Analysis;
use crate::desk::at;
use crate::meaning::EntityId;
use crate::register::key;

/// Who has one of the new names already. `names` are the mentions before and after.
pub fn with(analysis: &Analysis, entity: EntityId, names: &[(String, String)]) -> Option<String> {
    let changed = || names.iter().filter(|(old, new)| folded(old) != folded(new));
    let new: Vec<String> = changed().map(|(_, new)| folded(new)).collect();
    let meaning = &analysis.meaning;
    let others = (0..meaning.entities.len()).filter(|id| *id != entity);
    if let Some(name) = others.map(|id| at::name(analysis, id)).find(|name| new.contains(&folded(name))) {
        return Some(name.to_string());
    }
    // Moss becomes Shoigu, and Sergei Shoigu is in the draft.
    let called =
        |text: &str| new.iter().any(|n| *n == folded(text)) && text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let others = meaning.mentions.iter().filter(|m| m.entity != entity);
    let mut others = others.filter(|m| {
        called(analysis.prose(m.place))
            || m.parts.iter().any(|p| {
                let part = crate::meaning::Place { span: p.span, ..m.place };
                p.of_name.is_some() && called(analysis.prose(part))
            })
    });
    if let Some(other) = others.next() {
        return Some(at::name(analysis, other.entity).to_string());
    }
    let own = meaning.entities[entity].entry;
    let registered = changed().find_map(|(_, new)| {
        let words = key(new);
        let entries = meaning.register.named(&words).iter().map(|&id| (id, &meaning.register.entries[id]));
        entries.into_iter().find(|(id, entry)| Some(*id) != own && key(&entry.name) == words).map(|(_, entry)| entry)
    });
    registered.map(|entry| entry.name.clone())
}
