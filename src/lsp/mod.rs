//! Room 7, a face: the editor. The only room that knows tower-lsp and lsp-types.
//!
//! A message comes in through `transport` (threads for input and output, and how all ends), is checked by
//! `frames`, cleaned by `clean`, and run by `guard`, which keeps order and survives panics. `server` names the
//! questions we answer. `documents` owns the open drafts, `analyst` reads them, each in a task of its own, and
//! `outbox` pushes what was found. `requests`, `beside`, `sources` and `diagnostics` turn answers of the desk into
//! LSP; bytes and positions meet in `convert` alone. Standard output carries the protocol and nothing else.

mod log;

mod clean;
mod frames;
mod guard;
mod parent;
mod transport;

mod abilities;
mod analyst;
mod beside;
mod completion;
mod convert;
mod diagnostics;
mod documents;
mod edits;
mod outbox;
mod register;
mod requests;
mod series;
mod server;
mod settings;
mod sources;
mod state;

use std::process::ExitCode;

use anyhow::Context;
use guard::Guard;
use server::Server;

use crate::language;

/// A draft that nests deeply must not end the server: a full stack cannot be caught.
const STACK: usize = 16 << 20;

/// Serves one editor over standard input and output, until it leaves.
pub fn run() -> anyhow::Result<ExitCode> {
    log::open();
    // The packs are read while editor and server still introduce themselves, and not when the first draft waits.
    std::thread::spawn(language::all);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(STACK)
        .enable_time()
        .build()
        .context("the server's threads could not be started")?;
    let (service, socket) = Server::service();
    let code = runtime.block_on(transport::serve(Guard::new(service), socket));
    // An analysis of a huge draft may still be running: nobody waits for it.
    runtime.shutdown_background();
    log::close();
    Ok(ExitCode::from(code))
}
