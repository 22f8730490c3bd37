//! Log: what the server says on standard error, one line at a time.
//!
//! A client that never reads our standard error must not stop us, so a thread of its own writes the lines, and
//! those that do not fit into its queue are left out. Panics are said here as well, in place of Rust's own hook,
//! which writes directly.

use std::fmt::Display;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

/// Lines that may wait to be written.
const QUEUE: usize = 256;
/// How long the end of the program waits for the last lines.
const LAST_WORDS: Duration = Duration::from_millis(200);

enum Line {
    Said(String),
    Last(Sender<()>),
}

static LINES: OnceLock<SyncSender<Line>> = OnceLock::new();

/// Starts the log. Before this nothing is written.
pub fn open() {
    let (lines, waiting) = sync_channel(QUEUE);
    if LINES.set(lines).is_err() {
        return;
    }
    std::thread::spawn(move || {
        for line in waiting {
            match line {
                // Nobody may be there to read it: that is no reason to stop.
                Line::Said(text) => drop(std::io::stderr().write_all(text.as_bytes())),
                Line::Last(done) => drop(done.send(())),
            }
        }
    });
    std::panic::set_hook(Box::new(|info| say(info)));
}

/// Says one thing.
pub fn say(what: impl Display) {
    if let Some(lines) = LINES.get() {
        // A full queue: the line is lost, the server is not.
        let _ = lines.try_send(Line::Said(format!("copydesk: {what}\n")));
    }
}

/// Waits, for a moment, until everything said is written.
pub fn close() {
    let Some(lines) = LINES.get() else { return };
    let (done, written) = channel();
    if lines.try_send(Line::Last(done)).is_ok() {
        let _ = written.recv_timeout(LAST_WORDS);
    }
}
