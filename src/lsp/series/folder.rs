//! Folders: what is known of one, and whether it is being read.

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
    /// By path.
    pub all: Vec<Draft>,
    /// The names of those with a card, in their order. The same as long as these say the same.
    pub spellings: Arc<Spellings>,
}

impl Drafts {
    /// Those that could be read, as they are counted in `spellings`.
    pub fn read(&self) -> impl Iterator<Item = (&Path, &Arc<Card>)> {
        self.all.iter().filter_map(|d| Some((d.path.as_path(), d.card.as_ref()?)))
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
    pub running: Option<Arc<Running>>,
    /// The writer did not want it to be read.
    pub given_up: bool,
    /// Files that are to be read again though they may look the same.
    pub doubted: FxHashSet<PathBuf>,
    /// When the last round was over.
    pub listed: Option<Instant>,
}
