//! Endings and articles: what hangs on a name and is no part of it.
//!
//! An ending is one only where the draft has the name without it; an article is left out only where the draft has the name
//! with it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::fold;
use super::uses::Use;
use crate::draft::Draft;
use crate::language::{Class, Classes};
use crate::meaning::Place;
use crate::text::Span;

/// `Rahmatlah` is Rahmat with an ending, where the draft has Rahmat and its language the ending.
pub fn cut_clitics(draft: &Draft, uses: &mut [Use]) {
    let known: FxHashSet<String> = uses.iter().flat_map(|u| u.parts.iter().map(|p| p.1.clone())).collect();
    // Saifullah Yusuf: what stands inside a name has no ending.
    let inside = |u: &Use| u.parts[..u.parts.len() - 1].iter().map(|p| p.1.clone()).collect::<Vec<_>>();
    let whole: FxHashSet<String> = uses.iter().flat_map(inside).collect();
    const NAMES: Classes = Classes::of(&[Class::Given, Class::Family, Class::Place]);
    for one in uses {
        let prose = &draft.blocks[one.place.block].prose;
        let pack = draft.blocks[one.place.block].pack;
        let titled = one.signs.title && one.parts.len() == 1;
        let Some((span, text)) = one.parts.last_mut() else { continue };
        let written = span.of(prose);
        let listed = || pack.lexicon.classes(written, &written.to_lowercase()).any(NAMES);
        if titled
            || whole.contains(text)
            || pack.endings.of_names.iter().any(|e| text.ends_with(e.as_str()))
            || listed()
        {
            continue;
        }
        let stem = pack.endings.clitic.iter().find_map(|ending| {
            let stem = text.strip_suffix(ending.as_str()).filter(|s| s.len() >= 3 && known.contains(*s))?;
            Some((stem.to_string(), ending.len()))
        });
        // The printed name ends so too: an apostrophe inside an ending is not in its folded text.
        let printed = span.of(&draft.blocks[one.place.block].prose).to_lowercase();
        let ends = |stem: &str, cut: usize| {
            let ending = &text[stem.len()..];
            printed.len() == span.len() && ending.len() == cut && printed.ends_with(ending)
        };
        if let Some((stem, cut)) = stem.filter(|(stem, cut)| span.len() > *cut && ends(stem, *cut)) {
            *text = stem;
            span.end -= cut;
            one.place.span.end = span.end;
        }
    }
}

/// `said de Boer`, `St. Clair left`: a particle that the draft has before this part of a full name belongs to the short form
/// too, with its small letter or as a title.
pub fn add_particles(draft: &Draft, uses: &mut [Use]) {
    let particle = |block: usize, text: &str| {
        draft.blocks[block].pack.lexicon.classes(text, &text.to_lowercase()).has(Class::Particle)
    };
    let mut known: FxHashSet<(String, String)> = FxHashSet::default();
    for one in uses.iter().filter(|u| u.parts.len() > 2) {
        let prose = &draft.blocks[one.place.block].prose;
        for two in one.parts[1..].windows(2).filter(|two| particle(one.place.block, two[0].0.of(prose))) {
            known.insert((two[0].1.clone(), two[1].1.clone()));
        }
    }
    let mut behind = Place { block: 0, span: Span::new(0, 0) };
    for one in uses.iter_mut().filter(|_| !known.is_empty()) {
        let prose = draft.blocks[one.place.block].prose.as_str();
        let from = if behind.block == one.place.block { behind.span.end } else { 0 };
        while let Some(before) = prose.get(from..one.place.span.start).filter(|b| b.ends_with(' ')) {
            let word = before.split_whitespace().next_back().unwrap_or_default();
            let start = before.trim_end().len() - word.len() + from;
            let folded = fold(word);
            if one.place.span.start != start + word.len() + 1
                || !known.contains(&(folded.clone(), one.parts[0].1.clone()))
            {
                break;
            }
            one.parts.insert(0, (Span::new(start, start + word.len()), folded));
            one.place.span.start = start;
            one.title = one.title.filter(|t| t.start < start).map(|t| {
                let text = prose[t.start..start.min(t.end)].trim_end();
                Span::new(t.start, t.start + text.len())
            });
        }
        behind = one.place;
    }
}

/// `Sisi` is al-Sisi, where the draft has him: the article is left out, and the name is the same.
pub fn add_articles(draft: &Draft, uses: &mut [Use]) {
    let mut whole: FxHashMap<String, String> = FxHashMap::default();
    for one in uses.iter() {
        let block = &draft.blocks[one.place.block];
        for (span, folded) in &one.parts {
            let text = span.of(&block.prose);
            let Some((article, name)) = text.split_once('-').filter(|(a, _)| a.len() < 4) else { continue };
            let particle = block.pack.lexicon.classes(article, &article.to_lowercase()).has(Class::Particle);
            if particle && article.starts_with(char::is_lowercase) && name.starts_with(char::is_uppercase) {
                whole.entry(fold(name)).or_insert_with(|| folded.clone());
            }
        }
    }
    for one in uses.iter_mut().filter(|_| !whole.is_empty()) {
        for (_, folded) in &mut one.parts {
            if let Some(name) = whole.get(folded.as_str()) {
                folded.clone_from(name);
            }
        }
    }
}
