//! Outbox: what we send without being asked, in order, by one task.
//!
//! Handlers and analysts only lay letters in here and never wait for the editor. Of the findings of one draft only
//! the newest wait: an editor that is slow to read gets fewer, never older ones. Nothing leaves before the editor
//! has said `initialized`, because only then does the task start.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, MessageType, Url};

use super::log;

/// Messages that may wait; an editor that reads none of them does not need more.
const MOST: usize = 1000;

#[derive(Debug)]
enum Letter {
    /// The findings of a draft; None for the version where it was closed.
    Findings(Url, Option<i32>, Arc<Vec<Diagnostic>>),
    /// For the editor's log.
    Log(String),
    /// For the writer's eyes.
    Show(String),
}

#[derive(Debug, Default)]
pub struct Outbox {
    letters: Mutex<VecDeque<Letter>>,
    bell: Notify,
    /// The files of which something was told by `of_file`.
    told: Mutex<FxHashSet<Url>>,
}

impl Outbox {
    /// The findings of a version of a draft.
    pub fn findings(&self, uri: Url, version: i32, diagnostics: Arc<Vec<Diagnostic>>) {
        self.post(Letter::Findings(uri, Some(version), diagnostics));
    }

    /// A closed draft has no findings.
    pub fn clear(&self, uri: Url) {
        self.post(Letter::Findings(uri, None, Arc::default()));
    }

    /// What is wrong in a file of the disk that is open nowhere.
    pub fn of_file(&self, uri: Url, diagnostics: Arc<Vec<Diagnostic>>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let was_told = if diagnostics.is_empty() { told.remove(&uri) } else { !told.insert(uri.clone()) };
        drop(told);
        // A file that was never wrong needs no word.
        if was_told || !diagnostics.is_empty() {
            self.post(Letter::Findings(uri, None, diagnostics));
        }
    }

    /// The files of which something is told now.
    pub fn told(&self) -> Vec<Url> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Something for the log: the editor's and standard error.
    pub fn log(&self, what: &str) {
        log::say(what);
        self.post(Letter::Log(what.into()));
    }

    /// Something that the writer has to know.
    pub fn show(&self, what: &str) {
        self.log(what);
        self.post(Letter::Show(what.into()));
    }

    /// Sends what is here and what comes, for ever.
    pub async fn run(&self, client: &Client) {
        loop {
            while let Some(letter) = self.take() {
                match letter {
                    Letter::Findings(uri, version, diagnostics) => {
                        client.publish_diagnostics(uri, Arc::unwrap_or_clone(diagnostics), version).await;
                    }
                    Letter::Log(what) => client.log_message(MessageType::WARNING, what).await,
                    Letter::Show(what) => client.show_message(MessageType::WARNING, what).await,
                }
            }
            self.bell.notified().await;
        }
    }

    fn post(&self, letter: Letter) {
        let mut letters = self.lock();
        if let Letter::Findings(of, ..) = &letter {
            letters.retain(|l| !matches!(l, Letter::Findings(older, ..) if older == of));
        } else if letters.len() >= MOST {
            return;
        }
        letters.push_back(letter);
        drop(letters);
        self.bell.notify_one();
    }

    fn take(&self) -> Option<Letter> {
        self.lock().pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Letter>> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_findings_of_a_draft_wait() {
        let outbox = Outbox::default();
        let uri = |name: &str| Url::parse(&format!("file:///{name}.md")).unwrap();
        outbox.findings(uri("a"), 1, Arc::default());
        outbox.findings(uri("b"), 1, Arc::default());
        outbox.findings(uri("a"), 2, Arc::default());
        outbox.clear(uri("b"));
        let mut got = Vec::new();
        while let Some(Letter::Findings(uri, version, _)) = outbox.take() {
            got.push((uri.path().to_string(), version));
        }
        assert_eq!(got, [("/a.md".to_string(), Some(2)), ("/b.md".to_string(), None)]);
    }
}
