//! Settings: what a project's `copydesk.toml` says, typed. Reading the file is the faces' work.

use std::collections::BTreeMap;

use crate::language::Pack;
use crate::rules::Severity;

/// What a desk has decided. The default is what copydesk does without any settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `language = "id"`: the language of drafts that do not say their own.
    pub language: Option<&'static Pack>,
    /// `[rules]`: `unattributed-quote = "off"`, `"warning"` …; None is off.
    pub rules: BTreeMap<String, Option<Severity>>,
}

impl Settings {
    /// The severity of a rule, or None where it is off.
    pub fn severity(&self, rule: &crate::rules::Rule) -> Option<Severity> {
        self.rules.get(rule.name).copied().unwrap_or(Some(rule.severity))
    }
}
