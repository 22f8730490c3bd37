//! Hand-made analyses, so that the desk is tested alone.
//!
//! A draft is written with its meaning in it: `[Ana Gil|p1]` is a mention (p person, o organisation, l place, x
//! other; `?` uncertain, `parts=0,-` which parts of the name they stand for), `[said|cue]`, `[the mayor|=p1]`
//! another source, `[a doctor|role p1]`, `{“Yes.”|p1}` a quote by p1, `{“Yes.”|-}` by nobody, `[“|unclosed]` a
//! fault. Words behind a quote's speaker: a pattern's key, a kind, `excused`, `goes-on`. `‸` is the cursor and a
//! backslash keeps the sign behind it.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::draft::{Block, BlockKind, Draft, Format, FrontMatter};
use crate::language::by_code;
use crate::meaning::{Attribution, Link, Pattern, Source, SourceKind};
use crate::meaning::{Entity, MarkFault, MarkFaultKind, Meaning, NameUse, Part, PartKind, Place, Quoted, Variant};
use crate::reading::{Kind, QuoteKind, Reading, Signs, Word, WordKind};
use crate::rules::{Finding, Page, RULES};
use crate::text::{Span, Text};

/// The analysis of a Markdown draft in English.
pub fn analysis(marked: &str) -> Analysis {
    analysis_as(marked, Format::Markdown)
}

/// The analysis and the byte of the source at the `‸`.
pub fn cursor(marked: &str) -> (Analysis, usize) {
    cursor_as(marked, Format::Markdown)
}

pub fn cursor_as(marked: &str, format: Format) -> (Analysis, usize) {
    let cursor = parse(marked).cursor.expect("a draft with a cursor");
    (analysis_as(marked, format), cursor)
}

pub fn analysis_as(marked: &str, format: Format) -> Analysis {
    let Marked { source, notes, .. } = parse(marked);
    let (blocks, front) = blocks(&source, format);
    let draft = Draft { format, blocks, front, ignores: Vec::new() };
    let meaning = meaning(&draft, &notes);
    of(source, draft, meaning)
}

/// The analysis of a draft whose meaning is known: the findings are those of the rules.
pub fn of(source: String, draft: Draft, meaning: Meaning) -> Analysis {
    let readings: Vec<Arc<Reading>> = draft.blocks.iter().map(|b| Arc::new(reading(b))).collect();
    let page = Page::new(&source, &draft, &readings, &meaning);
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(&page)).collect();
    findings.sort_by_key(|f| (f.span, f.rule));
    Analysis {
        text: Text::new(&source),
        source: source.into(),
        draft,
        readings,
        meaning,
        findings,
        elsewhere: Vec::new(),
    }
}

struct Note {
    span: Span,
    quote: bool,
    tag: String,
}

struct Marked {
    source: String,
    notes: Vec<Note>,
    cursor: Option<usize>,
}

fn parse(marked: &str) -> Marked {
    let (mut source, mut notes, mut cursor, mut open) = (String::new(), Vec::new(), None, Vec::new());
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => source.extend(chars.next()),
            '‸' => cursor = Some(source.len()),
            '[' | '{' => open.push((source.len(), c == '{')),
            '|' if !open.is_empty() => {
                let (start, quote) = open.pop().unwrap();
                let tag: String =
                    chars.by_ref().take_while(|c| !matches!(c, ']' | '}')).filter(|&c| c != '‸').collect();
                notes.push(Note { span: Span::new(start, source.len()), quote, tag });
            }
            _ => source.push(c),
        }
    }
    notes.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end)));
    Marked { source, notes, cursor }
}

/// Blocks as the draft room would cut them, of no more markup than these tests need.
pub fn blocks(source: &str, format: Format) -> (Vec<Block>, FrontMatter) {
    let (mut blocks, mut front): (Vec<Block>, FrontMatter) = (Vec::new(), FrontMatter::default());
    let (mut at, mut fences, mut goes_on) = (0, 0, false);
    let bom = if source.starts_with('\u{feff}') { 3 } else { 0 };
    for line in source.split_inclusive(['\n']) {
        let text = line.trim_end();
        let start = at;
        at += line.len();
        let body = &text[if start == 0 { bom } else { 0 }..];
        let from = start + text.len() - body.len();
        if format == Format::Markdown && fences < 2 && matches!(body, "---" | "+++") && (from == bom || fences == 1) {
            fences += 1;
            front.span = Some(Span::new(bom, start + text.len()));
            continue;
        }
        let trimmed = body.trim_start_matches([' ', '>', '-', '#', '|']);
        let lead = &body[..body.len() - trimmed.len()];
        let kind = match format {
            _ if fences == 1 => BlockKind::Headline,
            Format::Markdown if lead.contains('|') => BlockKind::TableCell,
            Format::Markdown if lead.contains('>') => BlockKind::BlockQuote,
            Format::Markdown if lead.contains('#') => BlockKind::Headline,
            Format::Markdown if lead.contains('-') => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        let lead = if fences == 1 { lead.len() + trimmed.find(['"', '\'']).map_or(7, |i| i + 1) } else { lead.len() };
        if body.get(lead..).is_none_or(|rest| rest.is_empty()) || (fences == 1 && !body.starts_with("title")) {
            goes_on = false;
            continue;
        }
        if goes_on && (kind == BlockKind::Paragraph || kind == BlockKind::BlockQuote) {
            let block = blocks.last_mut().unwrap();
            block.push_as(" ", Span::new(block.span.end, from + lead));
            prose(block, &body[lead..], from + lead, format);
        } else {
            let group = blocks.last().map_or(0, |b| b.group + u32::from(b.kind != kind));
            let mut block = Block::new(kind, group);
            block.pack = by_code("en").unwrap();
            prose(&mut block, body[lead..].trim_end_matches(['"', '\'', '|']), from + lead, format);
            blocks.push(block);
        }
        goes_on = format != Format::Html && fences != 1;
    }
    (blocks, front)
}

/// Adds a line of source: asterisks and tags are markup, `&amp;` is an entity.
fn prose(block: &mut Block, line: &str, at: usize, format: Format) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let here = at + line.len() - rest.len();
        let length = match c {
            '*' if format == Format::Markdown => 1,
            '<' if format != Format::Plain && rest.contains('>') => rest.find('>').unwrap() + 1,
            '&' if rest.starts_with("&amp;") => {
                block.push_as("&", Span::new(here, here + 5));
                5
            }
            _ => {
                block.push(&rest[..c.len_utf8()], here);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
}

/// A reading with words and sentences alone; what else the desk needs is in the meaning.
fn reading(block: &Block) -> Reading {
    let (prose, mut words, mut sentences, mut first) = (&block.prose, Vec::new(), Vec::new(), 0);
    let mut chars = prose.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while c.is_alphanumeric() && chars.peek().is_some_and(|(_, c)| c.is_alphanumeric()) {
            end = chars.next().map_or(end, |(i, c)| i + c.len_utf8());
        }
        let text = &prose[start..end];
        let kind = match c {
            _ if c.is_alphanumeric() => WordKind::Word,
            '“' | '”' | '"' | '‘' | '’' => WordKind::Mark,
            _ => WordKind::Punctuation,
        };
        let classes = block.pack.lexicon.classes(text, &text.to_lowercase());
        let (span, capital) = (Span::new(start, end), c.is_uppercase());
        words.push(Word { span, end, kind, classes, capital, shouted: false, initial: false });
        if c == '.' && chars.peek().is_none_or(|(_, c)| *c != '”') || words.len() > 1 && prose[..end].ends_with(".”")
        {
            sentences.push(first..words.len());
            first = words.len();
        }
    }
    if first < words.len() {
        sentences.push(first..words.len());
    }
    Reading { words, sentences, ..Reading::default() }
}

/// The place of a span of the source; markup at its ends is left out.
pub fn place(draft: &Draft, source: Span) -> Place {
    let block = draft.blocks.iter().position(|b| b.span.overlaps(source)).expect("a note stands in a block");
    let pieces = &draft.blocks[block].pieces;
    let first = pieces.iter().find(|p| p.source.end > source.start).unwrap();
    let last = pieces.iter().rfind(|p| p.source.start < source.end).unwrap();
    let start = first.prose.start + source.start.saturating_sub(first.source.start);
    let end = last.prose.end - last.source.end.saturating_sub(source.end);
    Place { block, span: Span::new(start, end) }
}

fn meaning(draft: &Draft, notes: &[Note]) -> Meaning {
    let mut meaning = Meaning::default();
    let text = |p: Place| p.span.of(&draft.blocks[p.block].prose);
    let mut keys: Vec<&str> = Vec::new();
    let (mut cues, mut sources, mut roles) = (Vec::new(), Vec::new(), Vec::new());
    for note in notes.iter().filter(|n| !n.quote) {
        let place = place(draft, note.span);
        let mut words = note.tag.split(' ');
        let fault = |kind| MarkFault { place, kind };
        match words.next().unwrap() {
            "cue" => cues.push(place),
            "unclosed" => meaning.faults.push(fault(MarkFaultKind::Unclosed)),
            "unopened" => meaning.faults.push(fault(MarkFaultKind::Unopened)),
            "lost" => meaning.faults.push(fault(MarkFaultKind::LostOpening)),
            "role" => roles.push((words.next().unwrap(), place)),
            key if key.starts_with('=') => sources.push((key[1..].to_string(), place, SourceKind::Role)),
            key => {
                let (uncertain, key) = (key.ends_with('?'), key.trim_end_matches('?'));
                sources.push((key.to_string(), place, SourceKind::Name));
                let entity = keys.iter().position(|k| *k == key).unwrap_or(keys.len());
                if entity == keys.len() {
                    keys.push(key);
                    let kind = match &key[..1] {
                        "p" => Kind::Person,
                        "o" => Kind::Organisation,
                        "l" => Kind::Place,
                        _ => Kind::Other,
                    };
                    let first = meaning.mentions.len();
                    meaning.entities.push(Entity {
                        kind,
                        name: first,
                        first,
                        role: None,
                        variants: Vec::new(),
                        entry: None,
                    });
                }
                let given = words.next().and_then(|w| w.strip_prefix("parts="));
                let parts = parts(text(place), place.span.start, given);
                let name = NameUse {
                    place,
                    title: None,
                    entity,
                    parts,
                    quote: None,
                    uncertain,
                    house: false,
                    signs: Signs::default(),
                };
                meaning.mentions.push(name);
            }
        }
    }
    for (key, place) in roles {
        meaning.entities[keys.iter().position(|k| *k == key).unwrap()].role = Some(place);
    }
    for entity in 0..meaning.entities.len() {
        settle(&mut meaning, entity, draft);
    }
    for note in notes.iter().filter(|n| n.quote) {
        let quote = quoted(place(draft, note.span), &note.tag, &keys, &meaning, (&cues, &sources));
        meaning.quotes.push(quote);
    }
    let first = |block| meaning.quotes.partition_point(|q| q.place.block < block);
    meaning.first_quote = (0..draft.blocks.len()).map(first).collect();
    meaning
}

/// A name cut at blanks and hyphens; which parts they are is settled when the whole entity is known.
fn parts(name: &str, at: usize, given: Option<&str>) -> Vec<Part> {
    let words: Vec<&str> = name.split([' ', '-', '“', '”']).filter(|w| !w.is_empty()).collect();
    let mut given = given.map(|g| g.split(',').map(|n| n.parse().ok()));
    let place = |word: &&str| {
        let start = at + (word.as_ptr() as usize - name.as_ptr() as usize);
        let kind = match () {
            _ if word.ends_with('.') => PartKind::Initial,
            _ if word.starts_with(char::is_lowercase) => PartKind::Particle,
            _ if words.len() == 1 => PartKind::Single,
            _ if word.as_ptr() == words[0].as_ptr() => PartKind::Given,
            _ if word.as_ptr() == words[words.len() - 1].as_ptr() => PartKind::Surname,
            _ => PartKind::Middle,
        };
        // What is given stands; `usize::MAX` is looked up by `settle`.
        let of_name = given.as_mut().map_or(Some(usize::MAX), |g| g.next().flatten());
        Part { span: Span::new(start, start + word.len()), kind, of_name }
    };
    words.iter().map(place).collect()
}

/// Finds the entity's name, what each part stands for, and the spellings of each part.
fn settle(meaning: &mut Meaning, entity: usize, draft: &Draft) {
    let ids: Vec<usize> = meaning.mentions_of(entity).map(|(id, _)| id).collect();
    let name = *ids.iter().rev().max_by_key(|&&id| meaning.mentions[id].parts.len()).unwrap();
    let text = |m: &NameUse, p: &Part| p.span.of(&draft.blocks[m.place.block].prose).to_string();
    let whole: Vec<String> = meaning.mentions[name].parts.iter().map(|p| text(&meaning.mentions[name], p)).collect();
    meaning.entities[entity].name = name;
    let mut variants: Vec<Vec<(String, Vec<Place>)>> = vec![Vec::new(); whole.len()];
    for id in ids {
        let mention = meaning.mentions[id].clone();
        for (n, part) in mention.parts.iter().enumerate() {
            let spelled = text(&mention, part);
            let near = |w: &String| strsim::jaro_winkler(&w.to_lowercase(), &spelled.to_lowercase());
            let initial = |w: &String| part.kind == PartKind::Initial && w[..1] == spelled[..1];
            let found = match part.of_name {
                Some(usize::MAX) if id == name => Some(n),
                Some(usize::MAX) => whole.iter().position(|w| near(w) > 0.85 || initial(w)),
                given => given,
            };
            meaning.mentions[id].parts[n].of_name = found;
            let Some(i) = found.filter(|_| part.kind != PartKind::Initial && spelled != spelled.to_uppercase()) else {
                continue;
            };
            let place = Place { block: mention.place.block, span: part.span };
            match variants[i].iter_mut().find(|(s, _)| *s == spelled) {
                Some((_, places)) => places.push(place),
                None => variants[i].push((spelled, vec![place])),
            }
        }
    }
    for mut spellings in variants.into_iter().filter(|v| v.len() > 1) {
        spellings.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        meaning.entities[entity].variants.push(Variant { spellings, why: "letters" });
    }
}

type Around<'a> = (&'a [Place], &'a [(String, Place, SourceKind)]);

fn quoted(place: Place, tag: &str, keys: &[&str], meaning: &Meaning, (cues, sources): Around) -> Quoted {
    let mut words = tag.split(' ');
    let speaker = words.next().unwrap();
    let words: Vec<&str> = words.collect();
    let has = |w: &str| words.contains(&w);
    // Every mark of these tests takes as many bytes as `“` or `"`.
    let mark = if place.span.len() > 6 { 3 } else { 1 };
    let inner = Span::new(place.span.start + mark, place.span.end - mark);
    let kinds = [QuoteKind::Fragment, QuoteKind::Title, QuoteKind::Term];
    let kind = kinds.into_iter().find(|k| has(k.key())).unwrap_or(QuoteKind::Speech);
    let depth =
        meaning.quotes.iter().filter(|q| q.place.block == place.block && q.place.span.covers(place.span)).count();
    let before = meaning.quotes.len().checked_sub(1);
    let far = |p: &Place| (p.block.abs_diff(place.block), p.span.start.abs_diff(place.span.end));
    let outside = |p: &Place| p.block != place.block || !place.span.overlaps(p.span);
    let spoken = sources.iter().filter(|s| s.0 == speaker.trim_start_matches('=') && outside(&s.1));
    let attribution = spoken.min_by_key(|s| far(&s.1)).map(|(_, at, kind)| Attribution {
        source: source(*at, *kind, keys.iter().position(|k| *k == speaker)),
        cue: cues.iter().copied().filter(|c| c.block == place.block).min_by_key(far),
        pattern: if has("same-paragraph") { Pattern::SameParagraph } else { Pattern::CueAfter },
        from: before.filter(|_| has("same-paragraph")),
        via: None,
    });
    let continues = before.filter(|_| has("goes-on"));
    let excused = has("excused").then_some("a line of a Q&A");
    Quoted { place, inner, kind, depth, continues, attribution, excused }
}

fn source(place: Place, kind: SourceKind, entity: Option<usize>) -> Source {
    let link = entity.map(|_| Link::Name).filter(|_| kind == SourceKind::Name);
    Source { place, full: place, kind, entity, link, rivals: Vec::new() }
}
