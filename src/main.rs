//! copydesk: picks a face.
//!
//! `copydesk lsp` is the editor's, every other command the terminal's; both stand on the same library.

use std::process::ExitCode;

use copydesk::{cli, lsp};

fn main() -> anyhow::Result<ExitCode> {
    match cli::command() {
        cli::Command::Lsp { .. } => lsp::run(),
        command => Ok(cli::run(command)),
    }
}
