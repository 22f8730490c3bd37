//! Tells Zed how to start copydesk.
//!
//! The program is the one on the PATH, or what Zed's settings name under `lsp.copydesk.binary`. The settings under
//! `lsp.copydesk.settings` are the keys of `copydesk.toml`, where that file says nothing. Nothing is downloaded.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, Command, LanguageServerId, Result, Worktree};

const PROGRAM: &str = "copydesk";

struct Copydesk;

impl zed::Extension for Copydesk {
    fn new() -> Self {
        Copydesk
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let said = LspSettings::for_worktree(PROGRAM, worktree).ok().and_then(|s| s.binary);
        let (path, arguments, env) = said.map_or((None, None, None), |b| (b.path, b.arguments, b.env));
        let command = path.or_else(|| worktree.which(PROGRAM)).ok_or(
            "copydesk is not on the PATH: build it with `cargo install --locked --path .` in a copy of the project",
        )?;
        let args = arguments.unwrap_or_else(|| vec!["lsp".to_string()]);
        Ok(Command { command, args, env: env.unwrap_or_default().into_iter().collect() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(PROGRAM, worktree).ok().and_then(|s| s.settings);
        Ok(Some(serde_json::json!({ PROGRAM: settings.unwrap_or_default() })))
    }
}

zed::register_extension!(Copydesk);
