//! What is written to the terminal: the report on standard output, complaints on standard error.
//!
//! A reader that goes away (`copydesk check drafts | head`) is no fault of anybody: whatever is still to be
//! written is dropped without a word.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output, buffered; `finish` it.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// One line on standard error. Where even that cannot be written, nobody is left to be told.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether the reader of our output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Ends a run whose output may have been cut off: its outcome stands either way.
pub fn settle<T>(outcome: T, written: anyhow::Result<()>) -> anyhow::Result<T> {
    match written {
        Err(error) if !is_broken_pipe(&error) => Err(error),
        _ => Ok(outcome),
    }
}

/// Whether standard output is a terminal whose user has nothing against colour (see no-color.org).
pub fn in_colour() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
    io::stdout().is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb")
}
