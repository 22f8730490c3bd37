//! Analysis: the meaning of one version of a draft, and its findings. Immutable, shared by `Arc`.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::draft::{self, Block, Draft, Format, Guesses};
use crate::meaning::{self, Meaning, Place};
use crate::reading::{self, Reading};
use crate::rules::{Finding, Page, RULES, UNATTRIBUTED};
use crate::settings::Settings;
use crate::text::{Span, Text};

/// One version of a draft, read and understood.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text with its lines and columns.
    pub text: Text,
    /// The same text as one string: what all source spans count.
    pub source: Arc<str>,
    pub draft: Draft,
    /// One for each block of the draft.
    pub readings: Vec<Arc<Reading>>,
    pub meaning: Meaning,
    /// In the order of the source; what the draft or the settings ignore is not among them.
    pub findings: Vec<Finding>,
    /// What other drafts of a series spell otherwise: where it stands in the source, and as they have it.
    pub elsewhere: Vec<(Span, String)>,
}

impl Analysis {
    /// Where a place of the prose stands in the source.
    pub fn span(&self, place: Place) -> Span {
        self.draft.blocks[place.block].source(place.span)
    }

    /// The prose at a place.
    pub fn prose(&self, place: Place) -> &str {
        place.span.of(&self.draft.blocks[place.block].prose)
    }

    /// Whether the draft itself asks not to be told of a finding.
    pub fn ignores(&self, finding: &Finding) -> bool {
        ignored(&self.draft, finding)
    }
}

/// Readings of blocks by their content, and the languages that were guessed of them, so that an edit reads one block
/// again and not the draft.
#[derive(Debug, Default)]
pub struct Cache {
    readings: FxHashMap<u64, (Arc<Reading>, String)>,
    guesses: Guesses,
}

impl Cache {
    /// The readings of all blocks; those that no block asked for are forgotten.
    fn read(&mut self, blocks: &[Block]) -> Vec<Arc<Reading>> {
        let mut kept = FxHashMap::default();
        let readings = blocks.iter().map(|block| {
            let key = key(block);
            let known = self.readings.remove(&key).or_else(|| kept.get(&key).cloned());
            // Two texts of one hash are told apart by the text itself.
            let known = known.filter(|(_, prose): &(Arc<Reading>, String)| *prose == block.prose);
            let entry = known.unwrap_or_else(|| (Arc::new(reading::read(block)), block.prose.clone()));
            kept.insert(key, entry.clone());
            entry.0
        });
        let readings = readings.collect();
        self.readings = kept;
        readings
    }
}

fn key(block: &Block) -> u64 {
    let mut hasher = FxHasher::default();
    (block.kind, &block.pack.code, &block.prose).hash(&mut hasher);
    hasher.finish()
}

/// Analyses one version of a draft. Never fails. `cache` holds the readings of the version before, and may be new.
pub fn of(text: &Text, format: Format, settings: &Settings, cache: &mut Cache) -> Analysis {
    let source: Arc<str> = text.to_string().into();
    let draft = draft::read_again(&source, format, settings.language, &mut cache.guesses);
    let readings = cache.read(&draft.blocks);
    let meaning = meaning::of(&draft, &readings, &settings.register);
    let mut findings = Vec::new();
    let page = Page::new(&source, &draft, &readings, &meaning);
    for rule in RULES {
        let Some(severity) = settings.severity(rule) else { continue };
        let found = (rule.check)(&page).into_iter().map(|f| Finding { severity, ..f });
        findings.extend(found.filter(|f| !ignored(&draft, f) && !left_alone(&page, settings, f)));
    }
    // Of a name that is spelled otherwise here and in the register, the register's word is enough.
    let house: Vec<Span> = findings.iter().filter(|f| f.rule == "house-name").map(|f| f.span).collect();
    findings.retain(|f| f.rule != "name-spelling" || !house.iter().any(|h| h.overlaps(f.span)));
    findings.sort_by_key(|f| (f.span, f.rule));
    Analysis { text: text.clone(), source, draft, readings, meaning, findings, elsewhere: Vec::new() }
}

/// Whether the draft itself asks not to be told of a finding.
fn ignored(draft: &Draft, finding: &Finding) -> bool {
    let named = |rule: &str| rule == "*" || rule == finding.rule;
    draft.front.ignore.iter().any(|r| named(r))
        || draft.ignores.iter().any(|i| named(&i.rule) && i.block.is_none_or(|b| b == finding.block))
}

/// Whether the settings ask to leave this quote alone.
fn left_alone(page: &Page, settings: &Settings, finding: &Finding) -> bool {
    if settings.ignore.quotes.is_empty() || finding.rule != UNATTRIBUTED {
        return false;
    }
    settings.ignores_quote(page.quote(finding))
}
