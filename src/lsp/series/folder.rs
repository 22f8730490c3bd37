//! Folders: what is known of one, and whether it is being read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use rustc_hash::FxHashSet;

use super::Key;
use crate::desk::series::{Card, Spellings};
use crate::settings::{self, Settings};

/// Which drafts of a folder are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Those that belong to the series of this folder.
    Series,
    /// All but those that are to be no part of a series: what a search looks through.
    Root,
}

/// A draft of the disk.
#[derive(Clone, Debug)]
pub struct Draft {
    pub path: PathBuf,
    /// When it was last written, and how long it was.
    pub stamp: Stamp,
    /// With which it was read.
    pub settings: Arc<Settings>,
    /// None where it could not be read.
    pub card: Option<Arc<Card>>,
}

pub type Stamp = (Option<SystemTime>, u64);

/// What is known of the drafts of a folder.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Those of the disk, by path.
    pub all: Vec<Draft>,
    /// What counts of each: of one that is open, what stands in the editor. By path.
    pub seen: Vec<(PathBuf, Arc<Card>)>,
    /// The names of these, in their order. The same as long as these say the same.
    pub spellings: Arc<Spellings>,
}

/// The cards of drafts that are open.
pub type OpenCards = BTreeMap<PathBuf, Arc<Card>>;

impl Drafts {
    /// The drafts of the disk with those that are open. `before` gives the spellings where they are still the same.
    pub fn of(all: Vec<Draft>, open: &OpenCards, before: Option<&Drafts>) -> Drafts {
        let read = all.iter().filter_map(|d| Some((d.path.clone(), d.card.clone()?)));
        let mut seen: OpenCards = read.collect();
        seen.extend(open.iter().map(|(path, card)| (path.clone(), card.clone())));
        let seen: Vec<(PathBuf, Arc<Card>)> = seen.into_iter().collect();
        let spellings = match before.filter(|b| b.seen == seen) {
            Some(before) => before.spellings.clone(),
            None => Arc::new(Spellings::of(seen.iter().map(|(_, card)| &**card))),
        };
        Drafts { all, seen, spellings }
    }

    /// Those that could be read, as they are counted in `spellings`.
    pub fn read(&self) -> impl Iterator<Item = (&Path, &Arc<Card>)> {
        self.seen.iter().map(|(path, card)| (path.as_path(), card))
    }

    pub fn draft(&self, path: &Path) -> Option<&Draft> {
        self.all.binary_search_by(|d| d.path.as_path().cmp(path)).ok().map(|at| &self.all[at])
    }
}

/// A round that is under way.
#[derive(Debug)]
pub struct Running {
    /// By which the editor speaks of it.
    pub token: String,
    pub cancelled: AtomicBool,
}

impl Running {
    pub fn new(key: &Key) -> Running {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let name = if key.1 == Scope::Series { "series" } else { "search" };
        let token = format!("copydesk-{name}-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        Running { token, cancelled: AtomicBool::new(false) }
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A folder, and what is to be done about it.
#[derive(Debug, Default)]
pub struct Folder {
    /// None until somebody asked for it.
    pub limits: Option<settings::Series>,
    pub drafts: Arc<Drafts>,
    /// It may have changed.
    pub due: bool,
    /// Somebody wants to know.
    pub asked: bool,
    /// Drafts of the series that are open, as they stand in the editor.
    pub open: OpenCards,
    /// One of them spells its names otherwise than was counted.
    pub typed: bool,
    pub running: Option<Arc<Running>>,
    /// The writer did not want it to be read.
    pub given_up: bool,
    /// Files that are to be read again though they may look the same.
    pub doubted: FxHashSet<PathBuf>,
    /// When the last round was over.
    pub listed: Option<Instant>,
}
