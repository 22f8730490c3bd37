//! Spelling across a series: a full name that other drafts spell otherwise, and more often.
//!
//! Information, no more: another draft may be the one that is wrong, or may mean somebody else. Nothing is said where
//! the register knows the name, where one draft has both names for two, and where a draft's own findings speak already.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::card::{Card, Range};
use crate::analysis::Analysis;
use crate::desk::{at, rename};
use crate::draft::shouted;
use crate::meaning::{EntityId, NameUse, one_full_name};
use crate::reading::Kind;
use crate::register::{Key, key};
use crate::rules::{Finding, Fix, Severity};
use crate::text::fold::display;

/// More places in other drafts than these help nobody.
const RELATED: usize = 5;
const RULE: &str = "name-spelling";

/// Every full name of a series, found by what a misspelling would leave of it.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    all: Vec<Spelling>,
    /// Names without one of their words, and their letters alone.
    by_rest: FxHashMap<(Key, usize), Vec<usize>>,
    by_letters: FxHashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Spelling {
    text: String,
    key: Key,
    kind: Kind,
    uses: Vec<Use>,
}

/// A name in one draft.
#[derive(Clone, Copy, Debug)]
struct Use {
    card: usize,
    /// Which of the card's names it is.
    named: usize,
    times: usize,
    first: Range,
}

/// A finding about other drafts.
#[derive(Clone, Debug)]
pub struct Across {
    pub finding: Finding,
    /// The other spelling.
    pub wanted: String,
    /// Where it stands: the card's place in the list, and the place in its draft.
    pub elsewhere: Vec<(usize, Range)>,
}

impl Spellings {
    pub fn of<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Spellings {
        let mut spellings = Spellings::default();
        let mut known: FxHashMap<(String, Kind), usize> = FxHashMap::default();
        for (card, drawn) in cards.into_iter().enumerate() {
            for (named, one) in drawn.names.iter().enumerate().filter(|(_, n)| n.kind != Kind::Other) {
                for form in one.forms.iter().filter(|f| !shouted(&f.text)) {
                    let id = *known.entry((plain(&form.text), one.kind)).or_insert_with(|| {
                        spellings.add(Spelling {
                            text: form.text.clone(),
                            key: form.key.clone(),
                            kind: one.kind,
                            uses: Vec::new(),
                        })
                    });
                    let used = Use { card, named, times: form.places.len(), first: form.places[0] };
                    spellings.all[id].uses.push(used);
                }
            }
        }
        spellings
    }

    fn add(&mut self, spelling: Spelling) -> usize {
        let id = self.all.len();
        for hole in holes(&spelling.key) {
            self.by_rest.entry(hole).or_default().push(id);
        }
        self.by_letters.entry(spelling.key.concat()).or_default().push(id);
        self.all.push(spelling);
        id
    }

    /// What may be another spelling of a name.
    fn near(&self, key: &Key) -> Vec<&Spelling> {
        let rests = holes(key).into_iter().filter_map(|hole| self.by_rest.get(&hole));
        let mut found: Vec<usize> = rests.chain(self.by_letters.get(&key.concat())).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|id| &self.all[id]).collect()
    }
}

impl Spelling {
    fn others(&self, own: Option<usize>) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(move |u| Some(u.card) != own)
    }

    /// In how many other drafts it stands, and how often.
    fn count(&self, own: Option<usize>) -> (usize, usize) {
        let mut cards: Vec<usize> = self.others(own).map(|u| u.card).collect();
        cards.dedup();
        (cards.len(), self.others(own).map(|u| u.times).sum())
    }

    /// Whether some draft has this name and another for two.
    fn is_apart(&self, other: &Spelling) -> bool {
        self.uses.iter().any(|a| other.uses.iter().any(|b| a.card == b.card && a.named != b.named))
    }
}

/// What other drafts of a series say against the names of a draft; `own` is its own card among those of the series, and
/// `file` what the draft of a card is called.
pub fn across(
    analysis: &Analysis,
    severity: Severity,
    series: &Spellings,
    own: Option<usize>,
    file: impl Fn(usize) -> String,
) -> Vec<Across> {
    let entities = 0..analysis.meaning.entities.len();
    let found = entities.flat_map(|id| of_entity(analysis, severity, series, own, id, &file));
    found.filter(|a| !analysis.ignores(&a.finding) && !is_told(analysis, &a.finding)).collect()
}

fn of_entity(
    analysis: &Analysis,
    severity: Severity,
    series: &Spellings,
    own: Option<usize>,
    id: EntityId,
    file: &impl Fn(usize) -> String,
) -> Vec<Across> {
    let entity = &analysis.meaning.entities[id];
    if entity.kind == Kind::Other || entity.entry.is_some() {
        return Vec::new();
    }
    // Each full name with its first mention, and how often it stands here.
    let mut forms: BTreeMap<String, (&NameUse, usize)> = BTreeMap::new();
    let least = key(at::name(analysis, id)).len().min(2);
    for (_, mention) in analysis.meaning.mentions_of(id) {
        let text = analysis.prose(mention.place);
        if !shouted(text) && !mention.uncertain && key(text).len() >= least {
            forms.entry(plain(text)).or_insert((mention, 0)).1 += 1;
        }
    }
    let found = forms.into_iter().filter_map(|(text, (mention, times))| {
        let wanted = wanted(analysis, series, own, (id, &text, times), mention)?;
        Some(tell(analysis, severity, wanted, own, mention, file))
    });
    found.collect()
}

/// The spelling that others use more often, if there is one.
fn wanted<'a>(
    analysis: &Analysis,
    series: &'a Spellings,
    own: Option<usize>,
    (id, text, times): (EntityId, &str, usize),
    mention: &NameUse,
) -> Option<&'a Spelling> {
    let (kind, pack) = (analysis.meaning.entities[id].kind, analysis.draft.blocks[mention.place.block].pack);
    let written = tidy(analysis.prose(mention.place));
    let folded = key(&written);
    let near = series.near(&folded);
    let same = near.iter().find(|s| s.kind == kind && plain(&s.text) == text).copied();
    let (drafts, uses) = same.map_or((0, 0), |s| s.count(own));
    let here = |s: &Spelling| {
        let others = analysis.meaning.mentions.iter().filter(|m| m.entity != id);
        others.into_iter().any(|m| key(analysis.prose(m.place)) == s.key && s.key != folded)
    };
    let fits = |s: &&Spelling| {
        s.kind == kind
            && plain(&s.text) != text
            && s.count(own) > (drafts + 1, uses + times)
            && one_full_name(&written, &s.text, kind, pack)
            && !same.is_some_and(|same| same.is_apart(s))
            && !here(s)
            && !analysis.meaning.register.apart(&[&folded], &[&s.key])
    };
    near.into_iter().filter(fits).max_by_key(|s| (s.count(own), std::cmp::Reverse(&s.text)))
}

fn tell(
    analysis: &Analysis,
    severity: Severity,
    wanted: &Spelling,
    own: Option<usize>,
    mention: &NameUse,
    file: &impl Fn(usize) -> String,
) -> Across {
    let span = analysis.span(mention.place);
    let mut cards: Vec<usize> = wanted.others(own).map(|u| u.card).collect();
    cards.dedup();
    let more = match cards.len() - 1 {
        0 => String::new(),
        n => format!(" and {} of the series", at::count(n, "other draft")),
    };
    let first = file(cards[0]);
    let message = format!("{} is spelled {} in {first}{more}", tidy(analysis.prose(mention.place)), wanted.text);
    let renaming = rename(analysis, span.start, &wanted.text);
    let edits: Vec<_> = renaming.into_iter().flat_map(|r| r.edits).filter(|(_, ask)| !ask).map(|(e, _)| e).collect();
    let title = match edits.len() {
        1 => format!("Spell it {}", wanted.text),
        n => format!("Spell it {} in this draft ({n} places)", wanted.text),
    };
    let finding = Finding {
        rule: RULE,
        severity: severity.max(Severity::Information),
        span,
        message,
        related: Vec::new(),
        fixes: if edits.is_empty() { Vec::new() } else { vec![Fix { title, edits }] },
        block: mention.place.block,
    };
    let elsewhere = wanted.others(own).take(RELATED).map(|u| (u.card, u.first)).collect();
    Across { finding, wanted: wanted.text.clone(), elsewhere }
}

/// Whether the draft's own findings say something about this name.
fn is_told(analysis: &Analysis, finding: &Finding) -> bool {
    let about_names = |f: &Finding| f.rule == RULE || f.rule == "house-name";
    analysis.findings.iter().any(|f| about_names(f) && f.span.overlaps(finding.span))
}

/// A name without each of its words in turn.
fn holes(key: &Key) -> Vec<(Key, usize)> {
    let hole = |i: usize| {
        let mut rest = key.clone();
        rest[i].clear();
        (rest, i)
    };
    (0..key.len()).map(hole).collect()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A spelling without what no writer would call one: capitals, and the shape of an apostrophe.
fn plain(text: &str) -> String {
    display(&tidy(text)).to_lowercase()
}
