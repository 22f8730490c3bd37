//! Answers: what other drafts have to say to a question about one.
//!
//! A draft that is open counts as it stands in the editor, any other as it was read from the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{Diagnostic, DiagnosticRelatedInformation, Location, SymbolInformation, Url};

use super::folder::{Drafts, Scope};
use super::{Key, Member};
use crate::analysis::Analysis;
use crate::desk::series::{Card, Named, card, rank};
use crate::desk::{self, symbol_kind};
use crate::lsp::analyst;
use crate::lsp::documents::Read;
use crate::lsp::settings::{label, path_of};
use crate::lsp::state::State;
use crate::lsp::{convert, requests};
use crate::reading::Kind;
use crate::rules;
use crate::settings;

/// More symbols than these nobody reads; another letter brings the others.
const MOST: usize = 500;

/// What is told of another draft beside a finding: the finding, and places with a word about each.
#[derive(Clone, Debug)]
pub struct Beside {
    message: String,
    span: crate::text::Span,
    places: Vec<DiagnosticRelatedInformation>,
}

impl Beside {
    /// Puts the places where their finding is.
    pub fn tell(self, analysis: &Analysis, diagnostics: &mut [Diagnostic]) {
        let at = analysis.findings.iter().position(|f| f.span == self.span && f.message == self.message);
        if let Some(diagnostic) = at.and_then(|at| diagnostics.get_mut(at)) {
            diagnostic.related_information.get_or_insert_default().extend(self.places);
        }
    }
}

/// Adds to the findings of a draft what its series says against its names.
pub fn across(
    state: &State,
    uri: &Url,
    settings: &settings::Settings,
    member: &Member,
    drafts: &Drafts,
    analysis: &mut Analysis,
) -> Vec<Beside> {
    let Some(severity) = rules::by_name("name-spelling").and_then(|rule| settings.severity(rule)) else {
        return Vec::new();
    };
    let read: Vec<&Path> = drafts.read().map(|(path, _)| path).collect();
    let own = path_of(uri).and_then(|own| read.iter().position(|path| **path == *own));
    let file = |card: usize| label(read[card], &[member.folder.to_path_buf()]);
    let found = desk::series::across(analysis, severity, &drafts.spellings, own, file);
    let mut beside = Vec::new();
    for one in found {
        let place = |(card, range): &(usize, desk::series::Range)| {
            let uri = Url::from_file_path(read[*card]).ok()?;
            let location = Location { uri, range: convert::located(range) };
            Some(DiagnosticRelatedInformation { location, message: format!("Spelled {} here", one.wanted) })
        };
        if state.abilities().related_information {
            let places = one.elsewhere.iter().filter_map(place).collect();
            beside.push(Beside { message: one.finding.message.clone(), span: one.finding.span, places });
        }
        analysis.elsewhere.push((one.finding.span, one.wanted));
        analysis.findings.push(one.finding);
    }
    analysis.findings.sort_by_key(|f| (f.span, f.rule));
    beside
}

/// Where the other drafts of a series name the same.
pub async fn places(state: &Arc<State>, uri: &Url, member: &Member, named: Named) -> Vec<Location> {
    let key = (member.folder.to_path_buf(), Scope::Series);
    let drafts = state.series.fresh(&[(key, member.limits)]).await;
    let own = path_of(uri);
    let (state, folder) = (state.clone(), member.folder.clone());
    let find = move || {
        let belongs = |read: &Read| read.member.as_ref().is_some_and(|m| m.folder == folder);
        let mut cards = cards(&state, &drafts, belongs);
        cards.retain(|Held { path, .. }| *path != own);
        let mut found = Vec::new();
        for Held { uri, card, .. } in cards {
            let same = card.names.iter().filter(|n| n.is(&named));
            let mut places: Vec<_> = same.flat_map(|n| n.places.iter().copied()).collect();
            places.sort_unstable();
            found.extend(places.iter().map(|p| Location { uri: uri.clone(), range: convert::located(p) }));
        }
        found
    };
    tokio::task::spawn_blocking(find).await.unwrap_or_default()
}

/// The people, organisations and places of the open folders and drafts whose name fits a query, the best first.
pub async fn symbols(state: &Arc<State>, query: String) -> Vec<SymbolInformation> {
    // Settings are files, and files are read where nobody waits.
    let wanted = tokio::task::spawn_blocking({
        let state = state.clone();
        move || wanted(&state)
    });
    let drafts = state.series.fresh(&wanted.await.unwrap_or_default()).await;
    let state = state.clone();
    let find = move || {
        let mut found = Vec::new();
        for (order, held) in cards(&state, &drafts, |_| true).iter().enumerate() {
            let file = held.uri.path().rsplit('/').next().unwrap_or_default();
            let title = Some(held.card.title.clone()).filter(|t| !t.is_empty());
            let name = || held.path.as_deref().map_or_else(|| file.to_string(), |p| label(p, &[]));
            let container = title.unwrap_or_else(name);
            for named in held.card.names.iter().filter(|n| n.kind != Kind::Other) {
                if let Some(rank) = rank(&query, &named.name) {
                    let uses = std::cmp::Reverse(named.places.len());
                    found.push((rank, uses, order, symbol(&held.uri, named, &container)));
                }
            }
        }
        found.sort_by(|a, b| (a.0, a.1, &a.3.name, a.2).cmp(&(b.0, b.1, &b.3.name, b.2)));
        found.into_iter().take(MOST).map(|(.., symbol)| symbol).collect()
    };
    tokio::task::spawn_blocking(find).await.unwrap_or_default()
}

#[expect(deprecated, reason = "lsp-types still has the field `deprecated`, and it must be filled")]
fn symbol(uri: &Url, named: &Named, container: &str) -> SymbolInformation {
    SymbolInformation {
        name: requests::name(named.name.clone()),
        kind: requests::kind(symbol_kind(named.kind)),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: convert::located(&named.first) },
        container_name: Some(container.to_string()),
    }
}

/// The folders that a search looks through: those that are open, unless they are to be no series.
fn wanted(state: &State) -> Vec<(Key, settings::Series)> {
    let (roots, open) = (state.roots(), state.documents.files());
    let wanted = roots.iter().filter_map(|root| {
        let uri = Url::from_file_path(root.join("draft.md")).ok()?;
        let governed = state.settings.of(&uri, &roots, &open, |told| analyst::tell(state, told));
        let limits = governed.settings.series.unwrap_or_default();
        limits.on.then(|| ((root.clone(), Scope::Root), limits))
    });
    wanted.collect()
}

/// A card, and which draft it is of.
struct Held {
    uri: Url,
    /// None where it is on no disk.
    path: Option<PathBuf>,
    card: Arc<Card>,
}

/// The cards of these drafts, and of those that are open and fit, by path.
fn cards(state: &State, drafts: &[Arc<Drafts>], fits: impl Fn(&Read) -> bool) -> Vec<Held> {
    let mut by_path: BTreeMap<PathBuf, Held> = BTreeMap::new();
    for (path, card) in drafts.iter().flat_map(|d| d.read()) {
        if let Ok(uri) = Url::from_file_path(path) {
            by_path.insert(path.to_path_buf(), Held { uri, path: Some(path.to_path_buf()), card: card.clone() });
        }
    }
    let mut nowhere = Vec::new();
    for (uri, path, read) in state.documents.drafts() {
        let Some(analysis) = read.filter(|r| fits(r)).and_then(|r| r.analysis.clone()) else { continue };
        let held = Held { uri, path: path.clone(), card: Arc::new(card(&analysis, state.abilities().encoding)) };
        match path {
            Some(path) => drop(by_path.insert(path, held)),
            None => nowhere.push(held),
        }
    }
    by_path.into_values().chain(nowhere).collect()
}
