//! unattributed-quote.

use super::{Finding, Page, Rule, Severity};

pub const RULE: Rule = Rule {
    name: "unattributed-quote",
    severity: Severity::Warning,
    summary: "…",
    page: include_str!("unattributed_quote.md"),
    check,
};

fn check(_page: &Page) -> Vec<Finding> {
    Vec::new()
}
