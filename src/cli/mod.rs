//! Room 7, a face: the terminal.
//!
//! Each command is a file: `check` for people and for continuous integration, `analyze` for programs, `read` to
//! see what copydesk sees, `explain` for the rules. What goes wrong is told on standard error in one line, the
//! other files are still done, and the exit code is 0 for clean, 1 for findings, 2 for errors.

mod analyze;
mod args;
mod check;
mod explain;
mod files;
mod json;
mod output;
mod project;
mod read;
mod report;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::anyhow;

use crate::analysis::{self, Analysis, Cache};
use crate::draft::Format;
use crate::settings::Settings;
use crate::text::Text;

pub use args::{Command, command};

/// Runs a command of the terminal. (`Command::Lsp` is not one: `main` has taken it already.)
pub fn run(command: Command) -> ExitCode {
    let done = match command {
        Command::Check(args) => check::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Explain { rule } => explain::run(rule.as_deref()),
        Command::Lsp { .. } => Ok(Outcome::Clean),
    };
    match done {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Says on standard error what went wrong; the exit code is that of an error.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    output::complain(&format!("error: {error:#}"));
    ExitCode::from(Outcome::Errors as u8)
}

/// How a command ended: its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean = 0,
    Findings = 1,
    Errors = 2,
}

/// Analyses one draft. A fault of ours costs this draft and none of the others.
fn analyse(text: &str, format: Format, settings: &Settings) -> anyhow::Result<Analysis> {
    let analysis = || analysis::of(&Text::new(text), format, settings, &mut Cache::default());
    catch_unwind(AssertUnwindSafe(analysis)).map_err(|_| anyhow!("copydesk stumbled over this draft; please report it"))
}
