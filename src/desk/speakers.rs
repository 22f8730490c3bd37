//! Speakers: who may be named behind a quote that nobody is said to have spoken.
//!
//! Those in reach are offered as the draft itself would write it: its own verb and order (`said Ana`, `Ana said`), its
//! comma before or behind the closing mark. The full stop of the quote becomes a comma, a question mark stays. Where a
//! pronoun may mean two people, either name is on offer in its place. None of it is preferred over the others: who
//! spoke is for the writer to say.

use super::at::name;
use crate::analysis::Analysis;
use crate::draft::{write, write_behind};
use crate::language::{Class, Classes, Pack};
use crate::meaning::{Attribution, EntityId, MentionId, Pattern, Place, QuoteId, SourceKind, in_reach};
use crate::rules::{Finding, UNATTRIBUTED, UNCLEAR, unspoken};
use crate::text::{Edit, Span};

/// The changes that name a speaker, with their titles; none for findings that no name mends.
pub fn naming(analysis: &Analysis, finding: &Finding) -> Vec<(String, Vec<Edit>)> {
    match finding.rule {
        UNATTRIBUTED => behind_quote(analysis, finding),
        UNCLEAR => instead(analysis, finding),
        _ => Vec::new(),
    }
}

/// A speaker behind a quote that has none.
fn behind_quote(analysis: &Analysis, finding: &Finding) -> Vec<(String, Vec<Edit>)> {
    let Some(first) = quote(analysis, finding) else { return Vec::new() };
    let quotes = &analysis.meaning.quotes;
    // A quote that runs over paragraphs has its speaker behind the last of them.
    let last = std::iter::successors(Some(first), |id| quotes.iter().position(|q| q.continues == Some(*id)));
    let Some(slot) = last.last().and_then(|id| Slot::of(analysis, id)) else { return Vec::new() };
    let reach = in_reach(&analysis.draft, &analysis.readings, &analysis.meaning, first);
    let offer = |entity| {
        let said = slot.style.said(short(analysis, entity));
        (format!("Add “{}{said}”", slot.sign), slot.edits(analysis, &said))
    };
    reach.into_iter().map(offer).collect()
}

/// A name in the place of a pronoun or an office, or of the ending of a cue (`katanya`: `kata Budi`).
fn instead(analysis: &Analysis, finding: &Finding) -> Vec<(String, Vec<Edit>)> {
    let sources = analysis.meaning.quotes.iter().filter_map(|q| q.attribution.as_ref()).map(|a| &a.source);
    let mut sources = sources.filter(|s| !s.rivals.is_empty());
    let Some(source) = sources.find(|s| analysis.span(s.place) == finding.span) else { return Vec::new() };
    let Place { block, span } = if source.kind == SourceKind::Clitic { source.place } else { source.full };
    let pack = analysis.draft.blocks[block].pack;
    let verb = (source.kind == SourceKind::Clitic).then(|| stem(pack, analysis.prose(source.place)));
    let offer = |mention: MentionId| {
        let name = short(analysis, analysis.meaning.mentions[mention].entity);
        let new = match verb {
            Some(verb) => format!("{} {name}", verb?),
            None => name.to_string(),
        };
        Some((format!("Write “{new}”"), write(&analysis.draft, &analysis.source, block, span, &new)))
    };
    source.rivals.iter().filter_map(|&m| offer(m)).collect()
}

/// A verb of saying without the ending that stands for its speaker.
fn stem<'a>(pack: &Pack, cue: &'a str) -> Option<&'a str> {
    let says = |stem: &str| {
        let classes = pack.lexicon.classes(stem, &stem.to_lowercase());
        classes.any(Classes::of(&[Class::Cue, Class::InvertedCue]))
    };
    pack.endings.clitic.iter().filter_map(|ending| cue.strip_suffix(ending.as_str())).find(|stem| says(stem))
}

/// The quote that a finding says nobody spoke.
fn quote(analysis: &Analysis, finding: &Finding) -> Option<QuoteId> {
    let unspoken = unspoken(&analysis.draft, &analysis.meaning);
    unspoken.into_iter().find(|&id| analysis.span(analysis.meaning.quotes[id].place) == finding.span)
}

/// A name as the draft itself writes it when somebody is named again, where that can mean nobody else.
fn short(analysis: &Analysis, entity: EntityId) -> &str {
    let meaning = &analysis.meaning;
    let full = meaning.mentions[meaning.entities[entity].name].parts.len();
    let again = meaning.mentions_of(entity).map(|(_, m)| m);
    let again = again.filter(|m| !m.uncertain && !m.parts.is_empty() && m.parts.len() < full && !m.signs.capitals);
    let last = again.filter(|m| m.quote.is_none()).last();
    last.map_or_else(|| name(analysis, entity), |m| analysis.prose(m.place))
}

/// How the draft names a speaker behind a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Style {
    /// `said {name}`, `{name} said`.
    words: String,
    /// The comma stands behind the closing mark.
    outside: bool,
}

impl Style {
    /// The style that the draft uses most; where it shows none, that of its language.
    fn of(analysis: &Analysis, pack: &Pack, question: bool) -> Option<Style> {
        let sample = pack.attribution.as_deref()?.trim_start_matches([',', ' ']);
        let mut words: Vec<(String, usize)> = Vec::new();
        let (mut inside, mut outside) = (0, 0);
        for quote in &analysis.meaning.quotes {
            let block = &analysis.draft.blocks[quote.place.block];
            let Some(said) = quote.attribution.as_ref().filter(|_| block.pack.code == pack.code) else { continue };
            if !behind(said, quote.place) {
                continue;
            }
            let inner = quote.inner.of(&block.prose).trim_end();
            inside += usize::from(inner.ends_with(','));
            outside += usize::from(block.prose[quote.place.span.end..].starts_with(','));
            if question == inner.ends_with('?')
                && let Some(used) = used(analysis, said)
            {
                match words.iter_mut().find(|(w, _)| *w == used) {
                    Some((_, times)) => *times += 1,
                    None => words.push((used, 1)),
                }
            }
        }
        // Of two that are used as often the language's own, and else the first.
        let most = words.iter().map(|(_, times)| *times).max();
        let mut most = words.iter().filter(|(_, times)| Some(*times) == most).map(|(w, _)| w.as_str());
        let usual = if most.clone().any(|w| w == sample) { Some(sample) } else { most.next() };
        let words = match usual {
            Some(words) => words.to_string(),
            // Who asks nowhere else in the draft says it as everybody does there.
            None if question => return Style::of(analysis, pack, false),
            None => sample.to_string(),
        };
        let outside = if inside == outside { pack.marks.comma_outside } else { outside > inside };
        Some(Style { words, outside })
    }

    fn said(&self, name: &str) -> String {
        self.words.replace("{name}", name)
    }
}

/// Whether an attribution stands right behind its quote.
fn behind(said: &Attribution, quote: Place) -> bool {
    let starts = said.cue.map_or(said.source.full.span.start, |c| c.span.start.min(said.source.full.span.start));
    said.source.full.block == quote.block && (quote.span.end..quote.span.end + 4).contains(&starts)
}

/// `said {name}` or `{name} said`, where the draft names a speaker so.
fn used(analysis: &Analysis, said: &Attribution) -> Option<String> {
    let named = said.pattern == Pattern::CueAfter && matches!(said.source.kind, SourceKind::Name | SourceKind::Media);
    let cue = said.cue.filter(|_| named)?;
    let (text, pack) = (analysis.prose(cue).to_lowercase(), analysis.draft.blocks[cue.block].pack);
    let classes = pack.lexicon.classes(&text, &text);
    if !classes.any(Classes::of(&[Class::Cue, Class::InvertedCue])) {
        return None;
    }
    let first = cue.span.start < said.source.place.span.start;
    Some(if first { format!("{text} {{name}}") } else { format!("{{name}} {text}") })
}

/// Where a speaker is named behind a quote, and what changes around it.
struct Slot {
    block: usize,
    style: Style,
    /// The stop inside the quote, in the block's prose, and what it becomes.
    stop: Option<(Span, &'static str)>,
    /// Behind the quote, in the block's prose.
    at: usize,
    /// The quote with its marks, in the block's prose.
    quote: Span,
    /// What leads from the quote to the speaker.
    lead: &'static str,
    /// The same as the reader sees it, for titles.
    sign: &'static str,
    /// What stands behind the speaker.
    end: &'static str,
}

impl Slot {
    /// None where the sentence goes on behind the quote in a way that a speaker would break.
    fn of(analysis: &Analysis, id: QuoteId) -> Option<Slot> {
        let quote = &analysis.meaning.quotes[id];
        let block = &analysis.draft.blocks[quote.place.block];
        let prose = &block.prose;
        let span = quote.place.span;
        if quote.inner.end >= span.end {
            return None;
        }
        let inner = quote.inner.of(prose).trim_end();
        let style = Style::of(analysis, block.pack, inner.ends_with('?'))?;
        // He told me ‘go.’”: the stop may stand before the mark of an inner quote.
        let text = inner.trim_end_matches(|c: char| !c.is_alphanumeric() && !".,;:?!…-–—%)".contains(c));
        let here = quote.inner.start + text.len();
        let sign = |c: char| Span::new(here - c.len_utf8(), here);
        let rest = &prose[span.end..];
        let stop = text.chars().next_back()?;
        let ellipsis = text.ends_with("..");
        let comma_behind = rest.starts_with(',');
        let full = matches!(stop, '.' | ';' | ':') && !ellipsis;
        let word = stop.is_alphanumeric() || matches!(stop, '%' | ')');
        // What becomes of the stop, and whether a comma leads on behind the mark.
        let (stop, outside) = match () {
            _ if stop == ',' => (None, false),
            _ if comma_behind => (full.then_some((sign(stop), "")), false),
            _ if style.outside && full => (Some((sign(stop), "")), true),
            _ if style.outside && word => (None, true),
            _ if full => (Some((sign(stop), ",")), false),
            _ if word => (Some((Span::new(here, here), ",")), false),
            _ => (None, block.pack.marks.comma_outside),
        };
        let at = span.end + usize::from(comma_behind);
        let lead = if outside { ", " } else { " " };
        let comma = outside || comma_behind || text.ends_with(',') || stop.is_some_and(|(_, new)| new == ",");
        let sign = if comma { ", " } else { "" };
        let next = prose[at..].trim_start();
        let end = match next.chars().next() {
            None => ".",
            Some('.') => "",
            Some(c)
                if c.is_uppercase()
                    || c.is_numeric()
                    || opens(block.pack, c)
                    || !c.is_alphanumeric() && c > '\u{2fff}' =>
            {
                "."
            }
            Some(_) => return None,
        };
        Some(Slot { block: quote.place.block, style, stop, at, quote: span, lead, sign, end })
    }

    fn edits(&self, analysis: &Analysis, said: &str) -> Vec<Edit> {
        let (draft, source) = (&analysis.draft, &*analysis.source);
        let new = format!("{}{said}{}", self.lead, self.end);
        let mut edits = match self.stop {
            Some((span, sign)) => write(draft, source, self.block, span, sign),
            None => Vec::new(),
        };
        edits.extend(match self.at == self.quote.end {
            true => write_behind(draft, source, self.block, self.quote, &new),
            false => write(draft, source, self.block, Span::new(self.at, self.at), &new),
        });
        edits
    }
}

/// Whether a sign opens a quote in this language.
fn opens(pack: &Pack, c: char) -> bool {
    pack.marks.pairs.iter().chain(&pack.marks.nested).any(|pair| pair.starts_with(c))
}
