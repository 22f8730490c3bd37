//! Series: the drafts of folders beside those that are open.
//!
//! A folder is read in the background, one at a time, in rounds: a round lists its drafts, and reads those that are new
//! or have changed. Nobody asks for a round but a draft that belongs to a series, and a search over the open folders;
//! where neither is, no file is looked at. What is known of a folder is one `Drafts`, replaced as a whole, so readers
//! never wait. Texts are not kept, and nothing is written.

mod answers;
mod folder;
mod progress;
mod round;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::sync::{Notify, watch};

use super::state::State;
use crate::desk::series::Card;
use crate::draft::Format;
use crate::settings;
use folder::{Folder, Running};

pub use answers::{across, places, symbols};
pub use folder::{Drafts, Scope};

/// How long a question waits for a folder to be read; then it is answered with what is there.
const PATIENCE: Duration = Duration::from_secs(10);
/// A question trusts what was listed so shortly before: editors that search ask with every letter.
const FRESH: Duration = Duration::from_secs(1);

/// The series to which a draft belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The folder of the settings that call it one.
    pub folder: Arc<Path>,
    pub limits: settings::Series,
}

/// A folder as it is asked about.
type Key = (PathBuf, Scope);

#[derive(Debug, Default)]
pub struct Series {
    folders: Mutex<FxHashMap<Key, Folder>>,
    bell: Notify,
    /// Counts the rounds that are over.
    rounds: watch::Sender<u64>,
    watching: AtomicBool,
}

impl Series {
    /// What is known of a draft's series; has it read if nobody has yet.
    pub fn of(&self, member: &Member) -> Arc<Drafts> {
        self.want((member.folder.to_path_buf(), Scope::Series), member.limits, false)
    }

    /// What is known of a folder. `now` asks for what is on the disk now.
    fn want(&self, key: Key, limits: settings::Series, now: bool) -> Arc<Drafts> {
        let mut folders = self.lock();
        let folder = folders.entry(key).or_default();
        if folder.limits != Some(limits) {
            (folder.limits, folder.due, folder.given_up) = (Some(limits), true, false);
        }
        folder.due |= now && folder.listed.is_none_or(|at| at.elapsed() > FRESH);
        // Who asks for what is known does not ask for what may change later.
        folder.asked |= folder.due;
        let (due, drafts) = (folder.due, folder.drafts.clone());
        drop(folders);
        if due {
            self.bell.notify_one();
        }
        drafts
    }

    /// What is known of folders when they have been read as they are now, or when our patience is at its end.
    async fn fresh(&self, wanted: &[(Key, settings::Series)]) -> Vec<Arc<Drafts>> {
        let mut rounds = self.rounds.subscribe();
        for (key, limits) in wanted {
            self.want(key.clone(), *limits, true);
        }
        let busy = || {
            let folders = self.lock();
            wanted.iter().any(|(key, _)| folders.get(key).is_some_and(|f| f.due || f.running.is_some()))
        };
        let settled = async { while busy() && rounds.changed().await.is_ok() {} };
        let _ = tokio::time::timeout(PATIENCE, settled).await;
        let folders = self.lock();
        wanted.iter().filter_map(|(key, _)| folders.get(key)).map(|f| f.drafts.clone()).collect()
    }

    /// A draft that is open stands so in the editor.
    pub fn typed(&self, member: &Member, path: PathBuf, card: Card) {
        let mut folders = self.lock();
        let Some(folder) = folders.get_mut(&(member.folder.to_path_buf(), Scope::Series)) else { return };
        let counted = folder.drafts.seen.binary_search_by(|(p, _)| p.cmp(&path)).ok();
        let counted = counted.is_some_and(|at| folder.drafts.seen[at].1.spells_as(&card));
        folder.open.insert(path, Arc::new(card));
        folder.typed |= !counted;
        drop(folders);
        if !counted {
            self.bell.notify_one();
        }
    }

    /// A draft is closed, or belongs to no series any more: what the disk has of it counts again.
    pub fn put_away(&self, path: &Path) {
        let mut folders = self.lock();
        let mut any = false;
        for folder in folders.values_mut().filter(|f| f.open.contains_key(path)) {
            folder.open.remove(path);
            (folder.typed, any) = (true, true);
        }
        drop(folders);
        if any {
            self.bell.notify_one();
        }
    }

    /// A file was written, made or deleted: read it again, whatever it looks like.
    pub fn touched(&self, path: &Path) {
        let mut folders = self.lock();
        for ((_, scope), folder) in folders.iter_mut().filter(|((at, _), _)| path.starts_with(at)) {
            if Format::by_path(path).is_some() {
                folder.doubted.insert(path.to_path_buf());
            }
            folder.due = true;
            // A search looks itself.
            folder.asked |= *scope == Scope::Series;
        }
        drop(folders);
        self.bell.notify_one();
    }

    /// Settings have changed: look at all folders anew, also at those that somebody did not want to be read.
    pub fn again(&self) {
        for ((_, scope), folder) in self.lock().iter_mut() {
            (folder.due, folder.given_up) = (true, false);
            folder.asked |= *scope == Scope::Series;
        }
        self.bell.notify_one();
    }

    /// Forgets the open folders that are open no more.
    pub fn keep_roots(&self, roots: &[PathBuf]) {
        self.lock()
            .retain(|(at, scope), folder| *scope == Scope::Series || folder.running.is_some() || roots.contains(at));
    }

    /// The writer does not want to wait for this: what is known stays, and no other draft is read.
    pub fn cancel(&self, token: &str) {
        for folder in self.lock().values_mut() {
            if let Some(running) = folder.running.as_ref().filter(|r| r.token == token) {
                running.cancelled.store(true, Ordering::Relaxed);
                folder.given_up = true;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<Key, Folder>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads folders whenever one is to be read, for ever.
pub async fn run(state: Arc<State>) {
    loop {
        while let Some((key, job)) = next(&state.series) {
            if !state.series.watching.swap(true, Ordering::SeqCst) {
                progress::register(&state);
            }
            let typed_alone = job.typed_alone;
            let done = tokio::task::spawn_blocking({
                let state = state.clone();
                move || round::round(&state, &job)
            });
            // A panic outside of the reading of one draft leaves the folder as it was.
            let done = done.await.unwrap_or(round::Done::Failed);
            finish(&state, &key, done, typed_alone);
        }
        state.series.bell.notified().await;
    }
}

/// The next folder to be read.
fn next(series: &Series) -> Option<(Key, round::Job)> {
    let mut folders = series.lock();
    let due = folders.iter().filter(|(_, f)| f.due && f.asked).map(|(key, _)| key).min();
    let typed = || folders.iter().filter(|(_, f)| f.typed && f.listed.is_some()).map(|(key, _)| key).min();
    let (key, typed_alone) = (due.or_else(typed)?.clone(), due.is_none());
    let elsewhere = folders.iter().filter(|(k, _)| **k != key).map(|(_, f)| f.drafts.clone()).collect();
    let folder = folders.get_mut(&key)?;
    let running = Arc::new(Running::new(&key));
    let job = round::Job {
        folder: key.0.clone(),
        scope: key.1,
        limits: folder.limits.unwrap_or_default(),
        before: folder.drafts.clone(),
        elsewhere,
        doubted: if typed_alone { FxHashSet::default() } else { std::mem::take(&mut folder.doubted) },
        first: folder.listed.is_none(),
        known_alone: folder.given_up,
        open: folder.open.clone(),
        typed_alone,
        running: running.clone(),
    };
    (folder.typed, folder.running) = (false, Some(running));
    if !typed_alone {
        (folder.due, folder.asked) = (false, false);
    }
    Some((key, job))
}

/// Puts what was found in its place, and has the drafts read again that it is about.
fn finish(state: &Arc<State>, key: &Key, done: round::Done, typed_alone: bool) {
    let (mut folders, mut news) = (state.series.lock(), false);
    if let Some(folder) = folders.get_mut(key) {
        folder.running = None;
        if !typed_alone {
            folder.listed = Some(Instant::now());
        }
        match done {
            round::Done::Gone => {
                news = true;
                folders.remove(key);
            }
            round::Done::Failed => {}
            round::Done::Read(drafts) => {
                news = !Arc::ptr_eq(&folder.drafts.spellings, &drafts.spellings);
                folder.drafts = drafts;
            }
        }
    }
    drop(folders);
    state.series.rounds.send_modify(|n| *n += 1);
    if news && key.1 == Scope::Series {
        for (uri, path, _) in state.documents.drafts() {
            if path.is_some_and(|p| p.starts_with(&key.0)) {
                state.documents.settings_may_have_changed(Some(&uri));
            }
        }
        state.stale.notify_one();
    }
}
