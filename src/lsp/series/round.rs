//! Rounds: a folder is listed, and what is new or changed in it is read, on one thread that may take its time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashSet;
use tower_lsp::lsp_types::Url;

use super::folder::{Draft, Drafts, OpenCards, Running, Scope};
use super::progress::Progress;
use crate::analysis::{self, Cache};
use crate::desk::series::{Card, card};
use crate::draft::Format;
use crate::drafts;
use crate::lsp::analyst;
use crate::lsp::documents::Opened;
use crate::lsp::settings::{Governed, label};
use crate::lsp::state::State;
use crate::rules::RULES;
use crate::settings::{self, Settings};
use crate::text::{Encoding, Text};

/// Files that are looked at to find drafts among them: somebody may have opened the whole disk.
const ENTRIES: usize = 100_000;
/// As few drafts as these are read before anybody has seen that they are.
const FEW: usize = 5;
const MEGABYTE: u64 = 1_000_000;

/// One round.
#[derive(Debug)]
pub struct Job {
    pub folder: PathBuf,
    pub scope: Scope,
    pub limits: settings::Series,
    pub before: Arc<Drafts>,
    /// What is known of other folders, which may hold the same drafts.
    pub elsewhere: Vec<Arc<Drafts>>,
    pub doubted: FxHashSet<PathBuf>,
    pub first: bool,
    /// Drafts that are open, as they stand in the editor.
    pub open: OpenCards,
    /// Nothing has changed but these.
    pub typed_alone: bool,
    /// Only what is known already is to be kept right.
    pub known_alone: bool,
    pub running: Arc<Running>,
}

#[derive(Debug)]
pub enum Done {
    Read(Arc<Drafts>),
    /// It went wrong, and what was known stays.
    Failed,
    /// The folder is no series any more.
    Gone,
}

/// A draft that is to be known, and what governs it.
struct Listed {
    draft: Draft,
    format: Format,
    due: bool,
}

/// Looks at a folder.
pub fn round(state: &Arc<State>, job: &Job) -> Done {
    if job.typed_alone {
        return Done::Read(Arc::new(Drafts::of(job.before.all.clone(), &job.open, None)));
    }
    let (roots, open) = (state.roots(), state.documents.files());
    let governed = |path: &Path| governed(state, path, &roots, &open);
    let belongs = |governed: &Governed| match (job.scope, &governed.member) {
        (Scope::Series, member) => member.as_ref().is_some_and(|m| *m.folder == job.folder),
        (Scope::Root, _) => governed.settings.series.is_none_or(|s| s.on),
    };
    // Any name will do: what matters is the folder.
    if !governed(&job.folder.join("draft.md")).is_some_and(|g| belongs(&g)) {
        return Done::Gone;
    }
    let (mut listed, left_out) = list(job, |path| governed(path).filter(|g| belongs(g) && !g.left_alone));
    if job.first && left_out > 0 {
        let folder = label(&job.folder, &[]);
        state.outbox.log(&format!(
            "{folder}: {left_out} drafts are too many and are not read; [series] files and megabytes in copydesk.toml say how many are"
        ));
    }
    let due = listed.iter().filter(|l| l.due).count();
    let progress = (due > if job.first { 0 } else { FEW }).then(|| Progress::start(state, job, due));
    for (read, one) in listed.iter_mut().filter(|l| l.due).enumerate() {
        if job.running.is_cancelled() {
            break;
        }
        one.draft.card = understand(&one.draft, one.format, state.abilities().encoding).map(Arc::new);
        one.due = false;
        progress.iter().for_each(|p| p.report(read + 1));
    }
    // What was not read is not known. It would be wrong to keep what was known of another text.
    let all: Vec<Draft> = listed.into_iter().filter(|l| !l.due).map(|l| l.draft).collect();
    let before = Some(&*job.before).filter(|_| !job.first);
    Done::Read(Arc::new(Drafts::of(all, &job.open, before)))
}

/// What governs a file of the disk.
fn governed(state: &Arc<State>, path: &Path, roots: &[PathBuf], open: &[Opened]) -> Option<Governed> {
    let uri = Url::from_file_path(path).ok()?;
    Some(state.settings.of(&uri, roots, open, |told| analyst::tell(state, told)))
}

/// The drafts of a folder within its limits, by their paths, with what is known of them; and how many are too many.
fn list(job: &Job, governed: impl Fn(&Path) -> Option<Governed>) -> (Vec<Listed>, usize) {
    let entries = AtomicUsize::new(0);
    let go_on = || !job.running.is_cancelled() && entries.fetch_add(1, Ordering::Relaxed) < ENTRIES;
    let (mut listed, mut left_out, mut bytes) = (Vec::new(), 0, 0);
    for (path, format) in drafts::walk(&job.folder, true, go_on).flatten() {
        if job.known_alone && job.before.draft(&path).is_none() {
            continue;
        }
        let Ok(about) = std::fs::metadata(&path) else { continue };
        let Some(governed) = governed(&path) else { continue };
        if listed.len() >= job.limits.files
            || bytes + about.len() > (job.limits.megabytes as u64).saturating_mul(MEGABYTE)
        {
            left_out += 1;
            continue;
        }
        bytes += about.len();
        let (stamp, settings) = ((about.modified().ok(), about.len()), governed.settings);
        let known = std::iter::once(&job.before).chain(&job.elsewhere).filter_map(|d| d.draft(&path));
        let known = known
            .into_iter()
            .find(|d| d.stamp == stamp && reads_alike(&d.settings, &settings) && !job.doubted.contains(&path));
        let (card, due) = (known.and_then(|d| d.card.clone()), known.is_none());
        listed.push(Listed { draft: Draft { path, stamp, settings, card }, format, due });
    }
    listed.sort_by(|a, b| a.draft.path.cmp(&b.draft.path));
    (listed, left_out)
}

/// Whether a draft means the same under both settings; which rules are on does not matter.
fn reads_alike(a: &Arc<Settings>, b: &Arc<Settings>) -> bool {
    let language = |s: &Settings| s.language.map(|p| p.code.as_str());
    Arc::ptr_eq(a, b) || language(a) == language(b) && a.register == b.register
}

/// Reads a draft of the disk; None where it cannot be read.
fn understand(draft: &Draft, format: Format, encoding: Encoding) -> Option<Card> {
    let text = drafts::load(&draft.path).ok()?;
    // Nobody wants findings.
    let rules = RULES.iter().map(|r| (r.name.to_string(), None)).collect();
    let settings = Settings { rules, ..Settings::clone(&draft.settings) };
    let read = || card(&analysis::of(&Text::new(&text), format, &settings, &mut Cache::default()), encoding);
    catch_unwind(AssertUnwindSafe(read)).ok()
}
