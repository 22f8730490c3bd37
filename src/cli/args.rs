//! The command line as it is typed: commands, options, and the help that explains them.
//!
//! The doc comments here are what `--help` prints, so they are written for somebody who edits news and has
//! perhaps never seen a terminal.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::desk::pencil::Show;
use crate::draft::Format;
use crate::language::{self, Pack};
use crate::text::Encoding;

const EXAMPLES: &str = "\
Examples:
  copydesk check story.md            Check one draft
  copydesk check drafts/             Check every draft in a folder and the folders in it
  pbpaste | copydesk check -         Check what you have copied (macOS)
  copydesk read story.md             Print the draft with who said each quote
  copydesk explain                   List what copydesk checks
  copydesk explain name-spelling     Explain one check

Nothing is changed on disk and nothing is sent anywhere.
A file named copydesk.toml beside your drafts, or in a folder above them,
switches rules off or on, names the language of your drafts, and lists what to
leave alone.";

const CHECK_NOTES: &str = "\
Exit code: 0 nothing to report, 1 there are findings, 2 something could not be
read or understood.

Folders are searched for .md, .markdown, .txt, .html and .aml files. What
.gitignore or copydesk.toml (files under [ignore]) names is left out, and so are
README, CHANGELOG, LICENSE and files of their kind.

To leave one paragraph alone, write this on the line above it:
  <!-- copydesk-ignore unattributed-quote -->

--format json prints one array with an object for each finding:
  path      the file as it was named (\"-\" for standard input)
  rule      unattributed-quote, unbalanced-quote, name-spelling …
  severity  error, warning, information or hint
  message   what is wrong
  start     line and column, counted from 1 (columns count characters),
            and byte, counted from 0
  end       the same, just behind the last character
  related   other places: each with message, start and end
Bytes count the draft as UTF-8, without a byte order mark. New keys may be
added; these stay as they are.";

const ANALYZE_NOTES: &str = "\
Without --jsonl, each file is a whole draft, and its quotes, speakers, names and
findings are printed as JSON, one object after the other.

With --jsonl, each line that comes in is an object {\"id\", \"text\"}, perhaps with
\"lang\" and \"format\" (plain, markdown, html, archieml). For each line one line
goes out, in the same order. A line that is no such object gets
{\"id\": null, \"line\": 7, \"error\": \"…\"} in its place, the rest is still done, and
the exit code is 2.

  quotes    start, end, kind (speech, fragment, title, term), cue, speaker and
            evidence (which pattern told the speaker); null where there is none
  speaker   start and end of the words that name the source, full_start and
            full_end with title, entity: its place in the list of entities
  entities  kind (person, organisation, place, other), name, role, mentions
  findings  rule, severity, start, end, message
Ends are just behind the last character; --offsets says what is counted.";

/// Checks the quotes and names in news drafts, in Indonesian and English
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts: quotes that nobody is said to have spoken, quotation marks left open, names spelled two ways
    #[command(after_long_help = CHECK_NOTES, after_help = "More, and what --format json prints: copydesk check --help")]
    Check(CheckArgs),
    /// Print a draft with pencil marks: who said each quote, or what else copydesk sees
    Read(ReadArgs),
    /// Explain a rule: why it matters, what it marks and what it leaves alone (without a rule: list them)
    Explain {
        /// The rule, as in a finding: unattributed-quote
        rule: Option<String>,
    },
    /// Print quotes, speakers, names and findings as data, for programs
    #[command(after_long_help = ANALYZE_NOTES)]
    Analyze(AnalyzeArgs),
    /// Serve an editor (the editor starts this itself)
    Lsp {
        /// Speak over standard input and output; copydesk always does
        #[arg(long)]
        stdio: bool,
    },
}

/// What the user asked for. Help, the version and a command line that says nothing to us end the program here,
/// the last with exit code 2.
pub fn command() -> Command {
    CommandLine::parse().command
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Drafts, folders of drafts, or - for what is typed or piped in (nothing: this folder)
    #[arg(value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub how: How,
    /// How to report: text for people, json for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Report,
    /// Check also what .gitignore and copydesk.toml leave out
    #[arg(long)]
    pub no_ignore: bool,
}

#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The draft, or - for what is typed or piped in
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    /// What to mark: attributions, quotes, mentions, entities, roles, words, blocks or findings
    #[arg(long, value_name = "WHAT", default_value = "attributions", value_parser = show)]
    pub show: Show,
    #[command(flatten)]
    pub how: How,
}

#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// Drafts, or - for what is piped in; with --jsonl, files of JSON lines (nothing: what is piped in)
    #[arg(value_name = "FILES")]
    pub paths: Vec<PathBuf>,
    /// Read one JSON object a line and print one a line
    #[arg(long)]
    pub jsonl: bool,
    /// What offsets count: bytes of UTF-8, chars (Unicode code points), or utf16 code units
    #[arg(long, value_name = "UNIT", default_value = "bytes")]
    pub offsets: Offsets,
    #[command(flatten)]
    pub how: How,
}

/// What the user knows about the drafts.
#[derive(Clone, Debug, Args)]
pub struct How {
    /// The language of the drafts, where they do not say it themselves: en, id (otherwise copydesk tells)
    #[arg(long, value_name = "CODE", value_parser = pack)]
    pub lang: Option<&'static Pack>,
    /// Read the drafts as plain, markdown, html or archieml (otherwise the file's name decides)
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    pub kind: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    Bytes,
    Chars,
    Utf16,
}

impl From<Offsets> for Encoding {
    fn from(offsets: Offsets) -> Encoding {
        match offsets {
            Offsets::Bytes => Encoding::Utf8,
            Offsets::Chars => Encoding::Utf32,
            Offsets::Utf16 => Encoding::Utf16,
        }
    }
}

fn pack(code: &str) -> Result<&'static Pack, String> {
    let known = || language::all().iter().map(|p| p.code.as_str()).collect::<Vec<_>>().join(", ");
    language::by_code(code).ok_or_else(|| format!("the languages that copydesk knows are {}", known()))
}

fn kind(name: &str) -> Result<Format, String> {
    Format::by_name(name).ok_or_else(|| "a draft is plain, markdown, html or archieml".to_string())
}

fn show(key: &str) -> Result<Show, String> {
    let known = || Show::ALL.iter().map(|s| s.key()).collect::<Vec<_>>().join(", ");
    Show::by_key(key).ok_or_else(|| format!("what can be shown is {}", known()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::CommandLine::command().debug_assert();
    }
}
