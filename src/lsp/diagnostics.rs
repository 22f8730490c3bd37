//! Diagnostics: findings as the editor gets them, pushed or pulled.
//!
//! Both ways give the same list, made once for each reading of a draft. A pulled list has a name made of what it
//! holds, so that an editor that already has it is not sent it again.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentDiagnosticReport,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, Location, NumberOrString,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Url,
};

use super::abilities::Abilities;
use super::convert;
use crate::analysis::Analysis;
use crate::register;
use crate::rules::{Finding, Severity};
use crate::settings::{self, Problem};
use crate::text::Text;

const SOURCE: &str = "copydesk";
/// Where the keys of the settings are told, and those of the names.
pub const SETTINGS: &str = "https://github.com/copydesk/copydesk/blob/main/README.md#settings";
pub const NAMES: &str = "https://github.com/copydesk/copydesk/blob/main/docs/register.md";
/// Where the page of each rule can be read.
const PAGES: &str = "https://github.com/copydesk/copydesk/blob/main/src/rules/";
/// Nobody reads more findings than this in one draft, and editors do not show them.
const MOST: usize = 1000;
const MOST_RELATED: usize = 50;

/// The findings of an analysis, in its order.
pub fn of(analysis: &Analysis, uri: &Url, abilities: &Abilities) -> Vec<Diagnostic> {
    analysis.findings.iter().take(MOST).map(|f| diagnostic(analysis, f, uri, abilities)).collect()
}

/// What is wrong in a `copydesk.toml`, as it stands in the editor.
pub fn of_settings(text: &Text, abilities: &Abilities) -> Vec<Diagnostic> {
    let parsed = settings::parse(&text.to_string());
    of_problems(text, &parsed.problems, parsed.settings.is_none(), SETTINGS, abilities)
}

/// What is wrong in a `names.toml`, as it stands in the editor.
pub fn of_names(text: &Text, abilities: &Abilities) -> Vec<Diagnostic> {
    let parsed = register::parse(&text.to_string());
    of_problems(text, &parsed.problems, parsed.names.is_none(), NAMES, abilities)
}

/// The problems of a file at their places; `broken` is what says nothing at all, and `page` tells its keys.
pub fn of_problems(
    text: &Text,
    problems: &[Problem],
    broken: bool,
    page: &str,
    abilities: &Abilities,
) -> Vec<Diagnostic> {
    // A wrong key is passed over and the rest counts.
    let severity = if broken { DiagnosticSeverity::ERROR } else { DiagnosticSeverity::WARNING };
    let diagnostic = |problem: &Problem| Diagnostic {
        range: convert::range(text, problem.span, abilities.encoding),
        severity: Some(severity),
        code: Some(NumberOrString::String("settings".into())),
        code_description: Url::parse(page).ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.into()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    };
    problems.iter().take(MOST).map(diagnostic).collect()
}

/// The answer to an editor that asks for findings, and already has those of the result `previous`.
pub fn report(diagnostics: &[Diagnostic], previous: Option<&str>) -> DocumentDiagnosticReportResult {
    let result_id = result_id(diagnostics);
    DocumentDiagnosticReportResult::Report(if previous == Some(result_id.as_str()) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id),
                items: diagnostics.to_vec(),
            },
        })
    })
}

fn diagnostic(analysis: &Analysis, finding: &Finding, uri: &Url, abilities: &Abilities) -> Diagnostic {
    let range = |span| convert::range(&analysis.text, span, abilities.encoding);
    let related = abilities.related_information && !finding.related.is_empty();
    let related = related.then(|| {
        let places = finding.related.iter().take(MOST_RELATED);
        let place = |(span, message): &(_, String)| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: range(*span) },
            message: message.clone(),
        };
        places.map(place).collect()
    });
    Diagnostic {
        range: range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Information => DiagnosticSeverity::INFORMATION,
            Severity::Hint => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(finding.rule.into())),
        code_description: page(finding.rule).map(|href| CodeDescription { href }),
        source: Some(SOURCE.into()),
        message: finding.message.clone(),
        related_information: related,
        tags: None,
        data: Some(json!({ "rule": finding.rule })),
    }
}

fn page(rule: &str) -> Option<Url> {
    Url::parse(&format!("{PAGES}{}.md", rule.replace('-', "_"))).ok()
}

/// Equal findings have an equal name, whatever happened to the text meanwhile.
fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    // Diagnostics are maps with text for keys: they always become JSON.
    serde_json::to_vec(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_findings_are_unchanged() {
        let found = |message: &str| [Diagnostic { message: message.into(), ..Diagnostic::default() }];
        let id = result_id(&found("a"));
        let kind = |message: &str, previous: Option<&str>| {
            serde_json::to_value(report(&found(message), previous)).unwrap()["kind"].clone()
        };
        assert_eq!(kind("a", None), "full");
        assert_eq!(kind("a", Some(&id)), "unchanged");
        assert_eq!(kind("b", Some(&id)), "full");
    }

    #[test]
    fn every_rule_has_an_address() {
        for rule in crate::rules::RULES {
            assert!(page(rule.name).unwrap().path().ends_with(".md"));
        }
    }
}
