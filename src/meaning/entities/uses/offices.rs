//! Offices: a house or a place of the draft between an office and whoever holds it.
//!
//! `Direktur Keuangan Cipta Pangan Lestari Lily Widjaja` and `Camat Lasolo Herman Tosepu` part where the draft itself says so:
//! elsewhere it has PT Cipta Pangan Lestari, and Kecamatan Lasolo.

use rustc_hash::FxHashMap;

use super::Use;
use crate::draft::Draft;
use crate::language::Class;
use crate::meaning::Place;
use crate::meaning::entities::fold::fold;
use crate::reading::{Kind, Signs};
use crate::text::Span;

/// Names by their first word: all their words, and what they are.
type Names = FxHashMap<String, Vec<(Vec<String>, Kind)>>;

/// Parts every person behind an office at the names of the draft's houses and places.
pub fn part(draft: &Draft, uses: &mut Vec<Use>) {
    let names = names(draft, uses);
    if names.is_empty() {
        return;
    }
    let mut more: Vec<Use> = Vec::new();
    for i in 0..uses.len() {
        let one = &uses[i];
        let open = !matches!(one.kind, Some(Kind::Organisation)) && !one.signs.capitals;
        let Some(title) = one.title.filter(|_| open) else { continue };
        let words = words(draft, one.place.block, Span::new(title.start, one.place.span.end));
        let Some((from, to, kind)) = find(&names, &words, one.place.span.start) else { continue };
        // A village may be called like a man: then it stands behind an office of places, and somebody follows.
        let block = &draft.blocks[one.place.block];
        let first = words[from].0.of(&block.prose);
        let given = to == from + 1 && block.pack.lexicon.classes(first, &first.to_lowercase()).has(Class::Given);
        let office = block.prose[title.start..words[from].0.start].trim_end();
        let last = office.rsplit(' ').next().unwrap_or_default();
        let house = block.pack.lexicon.classes(last, &last.to_lowercase()).has(Class::Organisation);
        let seat = block.pack.offices.seats.has(&office.to_lowercase());
        if given && kind == Kind::Place && (to == words.len() || !seat && !house) {
            continue;
        }
        let span = Span::new(words[from].0.start, words[to - 1].0.end);
        let taken = |u: &Use| u.place.block == one.place.block && u.place.span.overlaps(span);
        if i > 0 && taken(&uses[i - 1]) || more.last().is_some_and(taken) {
            continue;
        }
        let place = Place { block: one.place.block, span };
        let parts: Vec<(Span, String)> = words[from..to].to_vec();
        let signs = Signs { organisation: kind == Kind::Organisation, place: kind == Kind::Place, ..Signs::default() };
        let house = Use { place, parts, kind: Some(kind), signs, title: None, apposition: None, ..one.clone() };
        if to == words.len() {
            uses[i] = house;
            continue;
        }
        more.push(house);
        let person = &mut uses[i];
        person.parts.retain(|p| p.0.start >= span.end);
        person.place.span.start = person.parts[0].0.start;
        person.kind = Some(Kind::Person);
        person.signs.place = false;
    }
    if !more.is_empty() {
        uses.extend(more);
        uses.sort_by_key(|u| u.place);
    }
}

/// What the draft names where nothing else is meant: houses of two words or more with and without their legal form, what they
/// are called for short in brackets, places behind the word for what they are.
fn names(draft: &Draft, uses: &[Use]) -> Names {
    let mut names = Names::default();
    let mut add = |parts: &[(Span, String)], kind: Kind| {
        let Some((_, first)) = parts.first() else { return };
        let words: Vec<String> = parts.iter().map(|p| p.1.clone()).collect();
        let of_word = names.entry(first.clone()).or_default();
        if !of_word.iter().any(|(known, _)| *known == words) {
            of_word.push((words, kind));
        }
    };
    // Himpunan Pedagang Sayur (Hipasata): letters that are no word, right behind a house.
    let bracketed = |before: &Use, one: &Use| {
        let prose = &draft.blocks[one.place.block].prose;
        let inside = prose[..one.place.span.start].ends_with('(') && prose[one.place.span.end..].starts_with(')');
        let touches = before.place.block == one.place.block && before.place.span.end + 2 == one.place.span.start;
        let town = one.kind == Some(Kind::Place) || one.signs.place;
        inside
            && touches
            && before.kind == Some(Kind::Organisation)
            && one.parts.len() == 1
            && !one.signs.given
            && !town
    };
    for pair in uses.windows(2).filter(|pair| bracketed(&pair[0], &pair[1])) {
        add(&pair[1].parts, Kind::Organisation);
    }
    // Ketua MUI Pati Abdul Hamid, where somebody lives in Pati.
    let town = |u: &&Use| u.parts.len() == 1 && u.kind == Some(Kind::Place) && u.signs.locative && !u.signs.toward;
    let behind = |u: &&Use| draft.blocks[u.place.block].pack.owners_behind;
    for one in uses.iter().filter(town).filter(behind) {
        add(&one.parts, Kind::Place);
    }
    for one in uses.iter().filter(|u| u.parts.len() > 1 && !u.signs.capitals) {
        let block = &draft.blocks[one.place.block];
        let class = |part: &(Span, String), class: Class| {
            let text = part.0.of(&block.prose);
            let text = text.strip_suffix('.').unwrap_or(text);
            block.pack.lexicon.classes(text, &text.to_lowercase()).has(class)
        };
        match one.kind {
            Some(Kind::Organisation) => {
                let form = |p: &(Span, String)| class(p, Class::LegalForm);
                let from = one.parts.iter().position(|p| !form(p)).unwrap_or_default();
                let to = one.parts.iter().rposition(|p| !form(p)).map_or(0, |last| last + 1);
                // PT Martha Tilaar is called like a woman; PT Surya Kencana Utama like nobody.
                let somebody = || class(&one.parts[from], Class::Given) && to - from < 3;
                if to > from + 1 && to - from < one.parts.len() && !somebody() {
                    add(&one.parts[from..to], Kind::Organisation);
                }
            }
            Some(Kind::Place) if one.class_word => {
                add(&one.parts[1..], Kind::Place);
            }
            _ => {}
        }
    }
    names
}

/// The words of a span that open with a capital or stand between such, each with its folded text.
fn words(draft: &Draft, block: usize, span: Span) -> Vec<(Span, String)> {
    let text = span.of(&draft.blocks[block].prose);
    let mut at = 0;
    let pieces = text.split_whitespace().map(|piece| {
        let start = at + text[at..].find(piece).unwrap_or_default();
        at = start + piece.len();
        (Span::new(span.start + start, span.start + at), fold(piece))
    });
    pieces.filter(|(_, folded)| !folded.is_empty()).collect()
}

/// The longest name that stands among the words, not only in the office, as a range of them. `name` is where what was read as
/// the person begins.
fn find(names: &Names, words: &[(Span, String)], name: usize) -> Option<(usize, usize, Kind)> {
    (1..words.len()).find_map(|from| {
        let of_word = names.get(&words[from].1)?;
        let fits = |known: &&(Vec<String>, Kind)| {
            let to = from + known.0.len();
            to <= words.len() && words[to - 1].0.end > name && words[from..to].iter().map(|w| &w.1).eq(known.0.iter())
        };
        let (known, kind) = of_word.iter().filter(fits).max_by_key(|k| k.0.len())?;
        Some((from, from + known.len(), *kind))
    })
}
