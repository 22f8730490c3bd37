//! name-spelling.

use super::{Finding, Page, Rule, Severity};

pub const RULE: Rule = Rule {
    name: "name-spelling",
    severity: Severity::Warning,
    summary: "…",
    page: include_str!("name_spelling.md"),
    check,
};

fn check(_page: &Page) -> Vec<Finding> {
    Vec::new()
}
