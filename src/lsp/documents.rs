//! Documents: the one owner of the open drafts.
//!
//! An edit changes the text here, under a lock that is never held while anything waits, before the next message
//! is looked at. Every text has a revision, a number that no other text of this server ever had: by it we know
//! whether an answer is still about the text that is open. Versions are the editor's own numbers; we only hand
//! them back. Each draft has an analyst (`analyst`) who is woken through `asked` and answers through `latest`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tokio::sync::watch;
use tower_lsp::lsp_types::{Diagnostic, TextDocumentContentChangeEvent, Url};

use super::convert;
use super::series::Member;
use super::settings::path_of;
use crate::analysis::Analysis;
use crate::draft::Format;
use crate::text::{Encoding, Text};

/// One draft as the analyst last read it.
#[derive(Clone, Debug)]
pub struct Read {
    pub revision: u64,
    pub version: i32,
    /// Up to which question this is the answer.
    pub asked: u64,
    /// None where reading it failed.
    pub analysis: Option<Arc<Analysis>>,
    /// The findings as the editor gets them, in their order.
    pub diagnostics: Arc<Vec<Diagnostic>>,
    /// The series to which it belongs.
    pub member: Option<Member>,
}

/// What a document is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Draft(Format),
    /// A `copydesk.toml`.
    Settings,
    /// A `names.toml`.
    Names,
}

/// A file of settings or names as it is open in the editor.
#[derive(Clone, Debug)]
pub struct Opened {
    pub path: PathBuf,
    pub uri: Url,
    pub text: Text,
    pub revision: u64,
    pub version: i32,
}

/// What an analyst needs to read a draft.
#[derive(Debug)]
pub struct Snapshot {
    pub text: Text,
    pub kind: Kind,
    pub revision: u64,
    pub version: i32,
    pub asked: u64,
    /// The settings may have changed since the last time.
    pub settings_due: bool,
}

/// How an analyst is reached: the number of the newest question comes in, readings go out.
#[derive(Debug)]
pub struct Desk {
    pub asked: watch::Receiver<u64>,
    pub latest: watch::Sender<Option<Arc<Read>>>,
}

/// A place in the queue for the reading of one text.
#[derive(Clone, Debug)]
pub struct Ticket {
    pub revision: u64,
    asked: u64,
    latest: watch::Receiver<Option<Arc<Read>>>,
}

impl Ticket {
    /// Waits for a reading of this text or a newer one; None if the draft was closed.
    pub async fn read(mut self) -> Option<Arc<Read>> {
        let asked = self.asked;
        let read = self.latest.wait_for(|r| r.as_ref().is_some_and(|r| r.asked >= asked)).await.ok()?;
        read.clone()
    }

    /// The reading that is finished, be it of an older text.
    pub fn last(&self) -> Option<Arc<Read>> {
        self.latest.borrow().clone()
    }
}

#[derive(Debug)]
struct Open {
    text: Text,
    version: i32,
    revision: u64,
    kind: Kind,
    settings_due: bool,
    asked: watch::Sender<u64>,
    latest: watch::Receiver<Option<Arc<Read>>>,
}

#[derive(Debug, Default)]
pub struct Documents {
    open: Mutex<FxHashMap<Url, Open>>,
    revisions: AtomicU64,
}

impl Documents {
    /// Opens a draft, or opens it anew; its analyst gets what is returned.
    pub fn open(&self, uri: Url, text: &str, version: i32, kind: Kind) -> Desk {
        let revision = self.next();
        let (asked, questions) = watch::channel(1);
        let (readings, latest) = watch::channel(None);
        let open = Open { text: Text::new(text), version, revision, kind, settings_due: true, asked, latest };
        self.lock().insert(uri, open);
        Desk { asked: questions, latest: readings }
    }

    /// Makes the changes of one edit. False if the draft is not open.
    pub fn change(&self, uri: &Url, version: i32, changes: &[TextDocumentContentChangeEvent], of: Encoding) -> bool {
        let revision = self.next();
        let mut all = self.lock();
        let Some(open) = all.get_mut(uri) else { return false };
        // First of all: whatever happens to the changes, what was read before is not about this text.
        open.revision = revision;
        open.version = version;
        for change in changes {
            convert::change(&mut open.text, change, of);
        }
        open.asked.send_modify(|n| *n += 1);
        true
    }

    /// Has drafts read again because settings may have changed: the one named, or all.
    pub fn settings_may_have_changed(&self, only: Option<&Url>) {
        for (uri, open) in self.lock().iter_mut() {
            if only.is_none_or(|only| only == uri) {
                open.settings_due = true;
                open.asked.send_modify(|n| *n += 1);
            }
        }
    }

    /// The files of settings and names that are open.
    pub fn files(&self) -> Vec<Opened> {
        let all = self.lock();
        let files = all.iter().filter(|(_, open)| !matches!(open.kind, Kind::Draft(_)));
        let opened = |(uri, open): (&Url, &Open)| {
            let (text, revision, version) = (open.text.clone(), open.revision, open.version);
            Some(Opened { path: path_of(uri)?, uri: uri.clone(), text, revision, version })
        };
        files.filter_map(opened).collect()
    }

    /// The drafts that are open: where they are on the disk, and how they were last read.
    pub fn drafts(&self) -> Vec<(Url, Option<PathBuf>, Option<Arc<Read>>)> {
        let all = self.lock();
        let drafts = all.iter().filter(|(_, open)| matches!(open.kind, Kind::Draft(_)));
        drafts.map(|(uri, open)| (uri.clone(), path_of(uri), open.latest.borrow().clone())).collect()
    }

    /// Forgets a draft. `then` runs before anybody else can do anything with it.
    pub fn close(&self, uri: &Url, then: impl FnOnce()) {
        let mut all = self.lock();
        let removed = all.remove(uri);
        if removed.is_some() {
            then();
        }
        // A huge text is taken apart without keeping the others locked.
        drop(all);
    }

    /// The newest text of a draft, for its analyst; None if it was closed, or opened anew for another analyst.
    pub fn snapshot(&self, uri: &Url, desk: &Desk) -> Option<Snapshot> {
        let mut all = self.lock();
        let open = all.get_mut(uri).filter(|o| desk.asked.same_channel(&o.asked.subscribe()))?;
        Some(Snapshot {
            text: open.text.clone(),
            kind: open.kind,
            revision: open.revision,
            version: open.version,
            asked: *open.asked.borrow(),
            settings_due: std::mem::take(&mut open.settings_due),
        })
    }

    /// A ticket for the text that is open now.
    pub fn ticket(&self, uri: &Url) -> Option<Ticket> {
        self.newest(uri).map(|(.., ticket)| ticket)
    }

    /// The text that is open now, with what it is read as, and a ticket for it.
    pub fn newest(&self, uri: &Url) -> Option<(Text, Kind, Ticket)> {
        let all = self.lock();
        let open = all.get(uri)?;
        let ticket = Ticket { revision: open.revision, asked: *open.asked.borrow(), latest: open.latest.clone() };
        Some((open.text.clone(), open.kind, ticket))
    }

    /// Whether this text is still the one that is open.
    pub fn is_newest(&self, uri: &Url, revision: u64) -> bool {
        self.if_newest(uri, revision, || ()).is_some()
    }

    /// Runs `then` if this text is the one that is open, before anybody else can change it.
    pub fn if_newest<T>(&self, uri: &Url, revision: u64, then: impl FnOnce() -> T) -> Option<T> {
        let all = self.lock();
        all.get(uri).filter(|o| o.revision == revision)?;
        Some(then())
    }

    fn next(&self) -> u64 {
        self.revisions.fetch_add(1, Ordering::Relaxed)
    }

    /// A panic under the lock leaves a text that is at worst an edit behind: better than no server.
    fn lock(&self) -> MutexGuard<'_, FxHashMap<Url, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
