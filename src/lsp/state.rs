//! State: what all handlers and analysts share.
//!
//! Each part guards itself with a lock of its own, held for a moment and never while anything waits. Where two are
//! held, the drafts come first and the outbox second.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;
use tower_lsp::Client;

use super::abilities::Abilities;
use super::documents::Documents;
use super::outbox::Outbox;
use super::series::Series;
use super::settings::Known;

#[derive(Debug)]
pub struct State {
    pub client: Client,
    pub documents: Documents,
    pub settings: Known,
    pub outbox: Outbox,
    /// The drafts beside those that are open.
    pub series: Series,
    /// Rung when findings may have changed though no draft has.
    pub stale: Notify,
    abilities: OnceLock<Abilities>,
    /// The folders that are open in the editor.
    roots: Mutex<Vec<PathBuf>>,
}

impl State {
    pub fn new(client: Client) -> Arc<State> {
        Arc::new(State {
            client,
            documents: Documents::default(),
            settings: Known::default(),
            outbox: Outbox::default(),
            series: Series::default(),
            stale: Notify::default(),
            abilities: OnceLock::new(),
            roots: Mutex::default(),
        })
    }

    /// Notes what the editor said of itself; only the first time counts.
    pub fn meet(&self, abilities: Abilities) {
        self.change_roots(|roots| roots.clone_from(&abilities.roots));
        let _ = self.abilities.set(abilities);
    }

    /// What the editor can do. tower-lsp lets no question through before it has said so.
    pub fn abilities(&self) -> &Abilities {
        self.abilities.get_or_init(Abilities::default)
    }

    pub fn roots(&self) -> Vec<PathBuf> {
        self.roots.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn change_roots(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.roots.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
