//! Analyst: one task for each open draft, which reads its newest text whenever it has changed.
//!
//! Reading runs on a blocking thread, on a snapshot; edits that arrive meanwhile are read together afterwards.
//! There is no delay: a draft that is idle is read at the first keystroke. A huge draft keeps its own analyst busy
//! and nobody else's. A panic costs one reading; the next starts with an empty cache.

use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use super::diagnostics;
use super::documents::{Desk, Read, Snapshot};
use super::state::State;
use crate::analysis::{self, Analysis, Cache};
use crate::settings::Settings;

/// What an analyst keeps between two readings of a draft.
#[derive(Default)]
struct Memory {
    cache: Cache,
    settings: Arc<Settings>,
    last: Option<Arc<Read>>,
}

/// Reads a draft until it is closed.
pub async fn read(state: Arc<State>, uri: Url, mut desk: Desk) {
    let mut memory = Memory::default();
    let mut failed_before = false;
    loop {
        desk.asked.mark_unchanged();
        let Some(mut snapshot) = state.documents.snapshot(&uri, &desk) else { return };
        // What was known of the settings is lost with everything else.
        snapshot.settings_due |= failed_before;
        let (revision, version, asked) = (snapshot.revision, snapshot.version, snapshot.asked);
        let job = tokio::task::spawn_blocking({
            let (state, uri) = (state.clone(), uri.clone());
            move || look(&state, &uri, snapshot, memory)
        });
        let (read, is_new);
        let done = job.await;
        failed_before = done.is_err();
        (read, is_new, memory) = match done {
            Ok(done) => done,
            Err(_) => {
                state.outbox.log(&format!("{uri} could not be read as it stands (version {version}); editing helps"));
                let failed = Read { revision, version, asked, analysis: None, diagnostics: Arc::default() };
                (Arc::new(failed), false, Memory::default())
            }
        };
        desk.latest.send_replace(Some(read.clone()));
        if is_new {
            publish(&state, &uri, &read);
        }
        if desk.asked.changed().await.is_err() {
            return;
        }
    }
}

/// One reading, on a thread that may take its time. Says whether anything but the question is new.
fn look(state: &State, uri: &Url, snapshot: Snapshot, mut memory: Memory) -> (Arc<Read>, bool, Memory) {
    let settings = match snapshot.settings_due {
        true => state.settings.of(uri, &state.roots(), |problem| state.outbox.show(problem)),
        false => memory.settings.clone(),
    };
    let Snapshot { revision, version, asked, .. } = snapshot;
    if let Some(last) = memory.last.take_if(|l| l.revision == revision && Arc::ptr_eq(&settings, &memory.settings)) {
        let read = Arc::new(Read { asked, ..Read::clone(&last) });
        memory.last = Some(read.clone());
        return (read, false, memory);
    }
    let analysis = Arc::new(understand(&snapshot, &settings, &mut memory.cache));
    let diagnostics = Arc::new(diagnostics::of(&analysis, uri, state.abilities()));
    let read = Arc::new(Read { revision, version, asked, analysis: Some(analysis), diagnostics });
    memory.settings = settings;
    memory.last = Some(read.clone());
    (read, true, memory)
}

fn understand(snapshot: &Snapshot, settings: &Settings, cache: &mut Cache) -> Analysis {
    analysis::of(&snapshot.text, snapshot.format, settings, cache)
}

/// Pushes what was found, unless the editor asks for it itself, or the text is already another: then the next
/// reading is on its way, and these positions would be wrong.
fn publish(state: &State, uri: &Url, read: &Read) {
    if !state.abilities().pulls {
        state.documents.if_newest(uri, read.revision, || {
            state.outbox.findings(uri.clone(), read.version, read.diagnostics.clone());
        });
    }
}
