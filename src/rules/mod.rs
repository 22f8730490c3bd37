//! Room 5: what a desk editor would mark.
//!
//! A rule is two files, `NAME.rs` and `NAME.md`, and a line in `RULES`. Everything that lists rules (the README,
//! `copydesk explain`, the settings, the link behind a finding) is made from that table.

mod acronym_unexplained;
mod age_conflict;
mod ambiguous_name;
mod house_name;
mod late_introduction;
mod name_spelling;
mod people;
mod reference_switch;
mod role_conflict;
mod told;
mod unattributed_quote;
mod unbalanced_quote;
mod unclear_speaker;

pub use house_name::{house_entry, house_spelling};
pub use unattributed_quote::unspoken;

use crate::draft::Draft;
use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::text::{Edit, Span};

/// LSP's severities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    Information,
    Hint,
}

impl Severity {
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }
}

/// One rule: what it is called, what it says of itself, and how it looks at a draft.
pub struct Rule {
    /// The name of the fault, as a desk would say it; also its key in the settings.
    pub name: &'static str,
    pub severity: Severity,
    /// One sentence, for lists.
    pub summary: &'static str,
    /// The rule's page, in Markdown: what `copydesk explain` prints, and its test.
    pub page: &'static str,
    pub check: fn(&Page) -> Vec<Finding>,
}

/// What a rule looks at.
pub struct Page<'a> {
    pub source: &'a str,
    pub draft: &'a Draft,
    pub readings: &'a [std::sync::Arc<Reading>],
    pub meaning: &'a Meaning,
    /// What the rules on people share: gathered when the first of them asks.
    people: std::cell::OnceCell<people::People<'a>>,
}

impl<'a> Page<'a> {
    pub fn new(
        source: &'a str,
        draft: &'a Draft,
        readings: &'a [std::sync::Arc<Reading>],
        meaning: &'a Meaning,
    ) -> Page<'a> {
        Page { source, draft, readings, meaning, people: std::cell::OnceCell::new() }
    }
}

impl<'a> Page<'a> {
    /// The text of the quote that a finding marks, as settings name it: the prose, for emphasis or a link inside is no
    /// part of what was said. A quote that runs over paragraphs is known by its source.
    pub fn quote(&self, finding: &Finding) -> &'a str {
        let block = |block: usize| &self.draft.blocks[block];
        let quote = self.meaning.quotes.iter().find(|q| block(q.place.block).source(q.place.span) == finding.span);
        let text = quote.map(|q| q.place.span.of(&block(q.place.block).prose));
        text.unwrap_or_else(|| finding.span.of(self.source))
    }
}

/// A mark on the draft. All spans are of the source.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub span: Span,
    /// Without a full stop at its end; it says what is wrong and what would mend it.
    pub message: String,
    /// Other places that have to do with it, each with what stands there.
    pub related: Vec<(Span, String)>,
    /// Changes on offer, the best first. Ignoring is always on offer and not listed here.
    pub fixes: Vec<Fix>,
    /// The block in which it stands.
    pub block: usize,
}

/// A change on offer.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as a command: “Spell it Gavrilov here”.
    pub title: String,
    pub edits: Vec<Edit>,
}

/// The rules, in the order in which they are listed everywhere.
pub const RULES: &[&Rule] = &[
    &unattributed_quote::RULE,
    &unbalanced_quote::RULE,
    &name_spelling::RULE,
    &house_name::RULE,
    &unclear_speaker::RULE,
    &late_introduction::RULE,
    &ambiguous_name::RULE,
    &reference_switch::RULE,
    &role_conflict::RULE,
    &age_conflict::RULE,
    &acronym_unexplained::RULE,
];

/// The rule for quotes without a speaker: its findings are mended by naming one, and settings may except quotes.
pub const UNATTRIBUTED: &str = unattributed_quote::RULE.name;

/// The rule for speakers who may be two people: its findings are mended by writing a name.
pub const UNCLEAR: &str = unclear_speaker::RULE.name;

/// The rule of this name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.name == name).copied()
}
