//! Progress: what the editor shows while drafts are read, and the watch over them.
//!
//! Only an editor that can show progress is told of it. Its answers are awaited in tasks of their own; the reading does
//! not wait for them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress as Told;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, Registration, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::folder::{Running, Scope};
use super::round::Job;
use crate::draft::ENDINGS;
use crate::lsp::log;
use crate::lsp::settings::label;
use crate::lsp::state::State;

/// How long the editor may take to say that it will show progress.
const PATIENCE: Duration = Duration::from_secs(10);
/// Nobody can see more than ten changes in a second.
const PACE: Duration = Duration::from_millis(100);

/// Drafts that are being read. The end of it is the end of what the editor shows.
#[derive(Debug)]
pub struct Progress {
    done: watch::Sender<usize>,
}

impl Progress {
    /// Begins to show that so many drafts are read.
    pub fn start(state: &Arc<State>, job: &Job, total: usize) -> Progress {
        let (done, seen) = watch::channel(0);
        if state.abilities().shows_progress {
            let what = if job.scope == Scope::Series { "the series in" } else { "drafts in" };
            let title = format!("Reading {what} {}", label(&job.folder, &[]));
            tokio::spawn(show(state.client.clone(), job.running.clone(), title, total, seen));
        }
        Progress { done }
    }

    pub fn report(&self, done: usize) {
        self.done.send_replace(done);
    }
}

async fn show(client: Client, running: Arc<Running>, title: String, total: usize, mut seen: watch::Receiver<usize>) {
    let token = NumberOrString::String(running.token.clone());
    // As with settings: the question goes on though nobody waits for its answer any more.
    let question = tokio::spawn({
        let (client, token) = (client.clone(), token.clone());
        async move { client.send_request::<WorkDoneProgressCreate>(WorkDoneProgressCreateParams { token }).await }
    });
    if !matches!(tokio::time::timeout(PATIENCE, question).await, Ok(Ok(Ok(())))) {
        return;
    }
    let tell = |what: WorkDoneProgress| {
        let value = ProgressParamsValue::WorkDone(what);
        client.send_notification::<Told>(ProgressParams { token: token.clone(), value })
    };
    let message = |done: usize| Some(format!("{done} of {total}"));
    let percentage = |done: usize| Some((done * 100 / total.max(1)) as u32);
    tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
        title,
        cancellable: Some(true),
        message: message(0),
        percentage: Some(0),
    }))
    .await;
    while seen.changed().await.is_ok() {
        let done = *seen.borrow_and_update();
        let report =
            WorkDoneProgressReport { cancellable: Some(true), message: message(done), percentage: percentage(done) };
        tell(WorkDoneProgress::Report(report)).await;
        tokio::time::sleep(PACE).await;
    }
    let done = *seen.borrow();
    let stopped = if running.is_cancelled() { ", stopped" } else { "" };
    let message = Some(format!("{done} of {total} drafts read{stopped}"));
    tell(WorkDoneProgress::End(WorkDoneProgressEnd { message })).await;
}

/// Has the editor tell when drafts change, from the moment when one of them is read beside others.
pub fn register(state: &Arc<State>) {
    if !state.abilities().watches_files {
        return;
    }
    let endings: Vec<&str> = ENDINGS.iter().map(|(ending, _)| *ending).collect();
    let watcher = serde_json::json!({ "globPattern": format!("**/*.{{{}}}", endings.join(",")) });
    let registration = Registration {
        id: "copydesk-drafts".into(),
        method: "workspace/didChangeWatchedFiles".into(),
        register_options: Some(serde_json::json!({ "watchers": [watcher] })),
    };
    let client = state.client.clone();
    tokio::spawn(async move {
        if let Err(error) = client.register_capability(vec![registration]).await {
            log::say(format_args!("the editor will not tell when drafts change: {error}"));
        }
    });
}
