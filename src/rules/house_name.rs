//! house-name: a name that the desk has agreed to spell otherwise.
//!
//! Which entry of the register a name stands for was decided when the mentions were gathered; here its spelling is held
//! against the preferred one: as a whole where the whole is a spelling that the register knows, and else part by
//! part, so that a short form is told what that part should be.

use super::{Finding, Fix, Page, Rule, Severity};
use crate::draft::{in_case_of, shouted, write};
use crate::language::Pack;
use crate::meaning::{EntityId, NameUse, PartKind, Place, one_full_name, one_name};
use crate::reading::Kind;
use crate::register::{Entry, EntryId, key};
use crate::text::fold::{display, fold};
use crate::text::{Edit, Span};

pub const RULE: Rule = Rule {
    name: "house-name",
    severity: Severity::Warning,
    summary: "A name that differs from the spelling in the desk’s register, `names.toml`.",
    page: include_str!("house_name.md"),
    check,
};

/// Above this many places “everywhere” is not on offer: it would be made anew for each of them.
const EVERYWHERE: usize = 200;

/// A place that differs, and what should stand there.
struct Off {
    place: Place,
    wanted: String,
}

fn check(page: &Page) -> Vec<Finding> {
    let meaning = page.meaning;
    if meaning.register.entries.is_empty() {
        return Vec::new();
    }
    let mut off: Vec<Vec<Off>> = meaning.entities.iter().map(|_| Vec::new()).collect();
    let entries: Vec<_> = (0..meaning.entities.len()).map(|id| house_entry(page, id)).collect();
    for mention in meaning.mentions.iter().filter(|m| !m.uncertain) {
        if let Some(entry) = entries[mention.entity] {
            off[mention.entity].extend(differences(page, &meaning.register.entries[entry], mention));
        }
    }
    let all = entries.iter().zip(&off).filter_map(|(entry, off)| Some(((*entry)?, off)));
    all.flat_map(|(entry, off)| off.iter().map(|one| finding(page, entry, one, off)).collect::<Vec<_>>()).collect()
}

/// The entry by which an entity is to be spelled: its own, or that of a person whose name it is but for one slip, where
/// nobody of the draft has that name. What a list has as a name (Gavrilov) may be the slip of one that it has not.
pub fn house_entry(page: &Page, id: EntityId) -> Option<EntryId> {
    let (meaning, register) = (page.meaning, &page.meaning.register);
    let entity = &meaning.entities[id];
    if entity.entry.is_some() || entity.kind != Kind::Person {
        return entity.entry;
    }
    let place = meaning.mentions[entity.name].place;
    let block = &page.draft.blocks[place.block];
    let text = place.span.of(&block.prose).split_whitespace().collect::<Vec<_>>().join(" ");
    let own = key(&text);
    let mut found: Vec<EntryId> = match &own[..] {
        // Of one word alone only what the language lists as one name: Suharto, Soeharto.
        [word] => {
            let groups = block.pack.spelling.names.iter().filter(|g| g.iter().any(|n| fold(n) == *word));
            let others = groups.flatten().filter(|n| fold(n) != *word).flat_map(|n| register.named(&key(n)).to_vec());
            others.filter(|&e| key(&register.entries[e].name).len() == 1).collect()
        }
        _ => {
            let same = |e: &EntryId| one_full_name(&text, &register.entries[*e].name, Kind::Person, block.pack);
            register.near(&own).into_iter().map(|(_, near)| near.entry).filter(same).collect()
        }
    };
    let taken = |e: EntryId| meaning.entities.iter().any(|other| other.entry == Some(e));
    found.retain(|&e| {
        let entry = &register.entries[e];
        entry.kind == Kind::Person && !register.apart(&[&own], &[&key(&entry.name)]) && !taken(e)
    });
    found.dedup();
    if let [one] = found[..] { Some(one) } else { None }
}

/// What the register would have at a mention: each place where it differs, with what should stand there.
pub fn house_spelling(page: &Page, mention: &NameUse) -> Vec<(Place, String)> {
    let entry = house_entry(page, mention.entity).map(|id| &page.meaning.register.entries[id]);
    let off = entry.map_or(Vec::new(), |entry| differences(page, entry, mention));
    off.into_iter().map(|o| (o.place, o.wanted)).collect()
}

fn finding(page: &Page, entry: EntryId, one: &Off, all: &[Off]) -> Finding {
    let file = page.meaning.register.file(entry);
    let block = &page.draft.blocks[one.place.block];
    let spelled = one.place.span.of(&block.prose);
    let mut fixes = vec![Fix { title: format!("Spell it {} here", one.wanted), edits: spell(page, one) }];
    if (2..=EVERYWHERE).contains(&all.len()) {
        let same = all.iter().all(|o| o.wanted == one.wanted);
        let title = if same { one.wanted.clone() } else { format!("as in {file}") };
        let edits = all.iter().flat_map(|o| spell(page, o)).collect();
        fixes.push(Fix { title: format!("Spell it {title} everywhere ({} places)", all.len()), edits });
    }
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.source(one.place.span),
        message: format!("{spelled} is spelled {} in the register ({file})", one.wanted),
        related: Vec::new(),
        fixes,
        block: one.place.block,
    }
}

/// Where a mention differs from the register.
fn differences(page: &Page, entry: &Entry, mention: &NameUse) -> Vec<Off> {
    let block = &page.draft.blocks[mention.place.block];
    let text = mention.place.span.of(&block.prose);
    let own = key(text);
    let off = |(span, wanted): (Span, String)| Off { place: Place { block: mention.place.block, span }, wanted };
    if let Some(short) = entry.short().iter().find(|s| key(s) == own) {
        let differs = differs(text, short, true);
        return differs.then(|| off((mention.place.span, short.clone()))).into_iter().collect();
    }
    let name = key(&entry.name);
    let unwanted = entry.other().iter().any(|o| key(o) == own) && own != name;
    if unwanted || parted(&own, &name, block.pack) || parted(&name, &own, block.pack) {
        let (span, wanted) = narrowed(mention.place.span, text, &entry.name);
        return vec![off((span, wanted.to_string()))];
    }
    let parts = mention.parts.iter().filter(|p| p.kind != PartKind::Initial);
    let found = parts.enumerate().filter_map(|(n, part)| {
        let text = part.span.of(&block.prose);
        let wanted = wanted(entry, text, block.pack)?;
        differs(text, wanted, n == 0).then(|| (part.span, wanted.to_string()))
    });
    found.map(off).collect()
}

/// The word of the preferred spelling for which a part of a name stands; None where it stands for none of them.
fn wanted<'a>(entry: &'a Entry, part: &str, pack: &Pack) -> Option<&'a str> {
    let folded = fold(part);
    let words: Vec<&str> = entry.words().collect();
    let near = |word: &&&str| one_name(&folded, &fold(word), pack);
    if let Some(same) = words.iter().find(|w| fold(w) == folded) {
        return Some(same);
    }
    for other in entry.other() {
        let other = key(other);
        let Some(at) = other.iter().position(|o| *o == folded) else { continue };
        if other.len() == words.len() {
            return Some(words[at]);
        }
    }
    words.iter().find(near).copied()
}

/// Whether a name has two words where the other has one, and is the same otherwise (Abdul Rahman, Abdurrahman).
fn parted(long: &[String], short: &[String], pack: &Pack) -> bool {
    long.len() == short.len() + 1
        && (0..short.len()).any(|i| {
            let both = format!("{}{}", long[i], long[i + 1]);
            let same = both == short[i] || one_name(&both, &short[i], pack);
            same && long[..i] == short[..i] && long[i + 2..] == short[i + 1..]
        })
}

/// Whether two spellings of a word differ in print: capitals hide accents and more, and a particle that leads takes a
/// capital.
fn differs(text: &str, wanted: &str, leads: bool) -> bool {
    // The apostrophe that makes an owner of a name (Workers’) may or may not be seen as a part of it.
    let (text, wanted) = (display(text), display(wanted));
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let (text, wanted) = (bare(&text), bare(&wanted));
    if text == wanted {
        return false;
    }
    let same = fold(&text) == fold(&wanted);
    let particle = leads && wanted.starts_with(char::is_lowercase) && text.to_lowercase() == wanted.to_lowercase();
    !(same && (shouted(&text) && !shouted(&wanted) || particle))
}

/// Where a whole name differs, and what should stand there: without the words that are the same before and behind.
fn narrowed<'a>(span: Span, text: &str, wanted: &'a str) -> (Span, &'a str) {
    let (mut old, mut new, mut start) = (text, wanted, span.start);
    while let (Some((a, rest)), Some((b, other))) = (old.split_once(' '), new.split_once(' '))
        && a == b
    {
        start += old.len() - rest.len();
        (old, new) = (rest, other);
    }
    while let (Some((rest, a)), Some((other, b))) = (old.rsplit_once(' '), new.rsplit_once(' '))
        && a == b
    {
        (old, new) = (rest, other);
    }
    (Span::new(start, start + old.len()), new)
}

/// The edits that spell one place as the register does, in capitals where it stands in capitals.
fn spell(page: &Page, off: &Off) -> Vec<Edit> {
    let block = &page.draft.blocks[off.place.block];
    let new = in_case_of(off.place.span.of(&block.prose), &off.wanted, &off.wanted);
    write(page.draft, page.source, off.place.block, off.place.span, &new)
}
