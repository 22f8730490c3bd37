//! copydesk: picks a face.

use std::process::ExitCode;

fn main() -> anyhow::Result<ExitCode> {
    match std::env::args().nth(1).as_deref() {
        Some("lsp") => copydesk::lsp::run(),
        _ => Ok(ExitCode::from(2)),
    }
}
