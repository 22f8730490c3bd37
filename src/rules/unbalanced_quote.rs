//! unbalanced-quote.

use super::{Finding, Page, Rule, Severity};

pub const RULE: Rule = Rule {
    name: "unbalanced-quote",
    severity: Severity::Warning,
    summary: "…",
    page: include_str!("unbalanced_quote.md"),
    check,
};

fn check(_page: &Page) -> Vec<Finding> {
    Vec::new()
}
