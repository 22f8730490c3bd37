//! A page: Markdown whose `draft` blocks are tests, as CONTRIBUTING explains it.
//!
//! Reads a page into blocks, checks each draft against what copydesk makes of it, and writes the page again with
//! copydesk's own marks. Knows nothing of files: `tests/pages.rs` finds the pages.

use std::collections::BTreeSet;
use std::fmt::Write;

use copydesk::analysis::{self, Analysis, Cache};
use copydesk::desk;
use copydesk::desk::pencil::{self, Mark, Show};
use copydesk::draft::Format;
use copydesk::language;
use copydesk::register::{self, Register, TABLES};
use copydesk::settings::{self, Settings};
use copydesk::text::{Edit, Text, apply};
use similar::TextDiff;

/// One heading's blocks, one draft and what it should give, or the whole page: whatever was found wrong.
#[derive(Debug)]
pub struct Failure {
    /// The headings above it: `unattributed-quote › What it marks`.
    pub heading: String,
    /// The line of the page, from 1.
    pub line: usize,
    pub message: String,
}

/// A page after it was checked.
#[derive(Debug, Default)]
pub struct Checked {
    pub failures: Vec<Failure>,
    /// The page with our marks, copies and messages in the place of its own.
    pub updated: String,
    pub drafts: Vec<Seen>,
    pub headings: Vec<String>,
    pub messages: usize,
}

/// A draft of the page as copydesk reads it.
#[derive(Debug)]
pub struct Seen {
    /// The language of most of it.
    pub language: String,
    /// The rules that mark it.
    pub rules: BTreeSet<&'static str>,
}

/// Whether a page holds drafts at all.
pub fn has_drafts(page: &str) -> bool {
    blocks(page).iter().any(|b| b.word() == "draft")
}

/// Checks a page. `rule` is the rule whose page it is.
pub fn check(page: &str, rule: Option<&str>) -> Checked {
    let mut checked = Checked::default();
    let blocks = blocks(page);
    let mut replaced: Vec<Option<String>> = vec![None; blocks.len()];
    let mut last: Option<Drawn> = None;
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if block.word() == "draft" {
            last = None;
            match draw(&blocks, n) {
                Err(message) => checked.failures.push(block.failure(message)),
                Ok(drawn) => {
                    let renamed =
                        blocks[n + 1..].iter().take_while(|b| b.word() != "draft").any(|b| b.word() == "renamed");
                    if drawn.rename.is_some() && !renamed {
                        checked.failures.push(block.failure("a `rename` mark without a `renamed` block".to_string()));
                    }
                    replaced[n] = compare(block, &drawn.printed, &mut checked.failures);
                    found.extend(drawn.analysis.findings.iter().map(|f| (f.rule, f.message.clone())));
                    checked.drafts.push(drawn.summary());
                    last = Some(drawn);
                }
            }
        } else if matches!(block.word(), "mended" | "renamed") {
            let copy = match (&last, block.word()) {
                (None, _) => Err("no draft stands before it".to_string()),
                (Some(drawn), "mended") => Ok(mended(&drawn.analysis)),
                (Some(drawn), _) => renamed(drawn, block.info),
            };
            match copy {
                Ok(copy) => replaced[n] = compare(block, &copy, &mut checked.failures),
                Err(message) => checked.failures.push(block.failure(message)),
            }
        }
    }
    for (n, block) in blocks.iter().enumerate().filter(|(_, b)| b.word() == "message") {
        checked.messages += 1;
        let ours = || found.iter().filter(|(r, _)| rule.is_none_or(|rule| rule == *r)).map(|(_, m)| m.as_str());
        let want = words(&block.text);
        if !ours().any(|m| words(m) == want) {
            let first = ours().next();
            let message =
                first.map_or("no finding of this page has it".to_string(), |m| format!("it says instead: {m}"));
            checked.failures.push(block.failure(message));
            replaced[n] = first.map(|m| format!("{m}\n"));
        }
    }
    checked.headings = page.lines().filter_map(heading).map(|(_, text)| text.to_string()).collect();
    checked.updated = rewrite(page, &blocks, &replaced);
    checked
}

/// A fenced block of a page.
#[derive(Debug)]
struct Block<'a> {
    headings: Vec<(usize, &'a str)>,
    /// What stands behind the opening fence.
    info: &'a str,
    text: String,
    /// The line of the opening fence, from 1.
    line: usize,
    /// The lines of the text, from 0, end exclusive.
    lines: std::ops::Range<usize>,
}

impl Block<'_> {
    fn word(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    fn failure(&self, message: String) -> Failure {
        let heading: Vec<&str> = self.headings.iter().map(|(_, text)| *text).collect();
        Failure { heading: heading.join(" › "), line: self.line, message }
    }

    /// Whether what is said here also counts there: under the same heading, or one below it.
    fn governs(&self, other: &Block) -> bool {
        self.line < other.line && other.headings.starts_with(&self.headings)
    }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| (level, text.trim()))
}

/// Every fenced block. A block inside another (a page that shows how pages are written) is not one.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut headings: Vec<(usize, &str)> = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        if let Some((level, text)) = heading(line) {
            headings.retain(|(l, _)| *l < level);
            headings.push((level, text));
        }
        let info = line.trim_start_matches('`');
        let fence = line.len() - info.len();
        if fence < 3 {
            continue;
        }
        let closes = |l: &str| l.trim_end().len() >= fence && l.trim_end().bytes().all(|b| b == b'`');
        let inside: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| !closes(l)).collect();
        let text = inside.iter().map(|l| format!("{l}\n")).collect();
        let range = n + 1..n + 1 + inside.len();
        blocks.push(Block { headings: headings.clone(), info: info.trim(), text, line: n + 1, lines: range });
    }
    blocks
}

/// A draft with our marks on it.
struct Drawn {
    analysis: Analysis,
    printed: String,
    /// The byte of the source under the `rename` mark.
    rename: Option<usize>,
}

impl Drawn {
    fn summary(&self) -> Seen {
        let blocks = &self.analysis.draft.blocks;
        let length = |code: &str| blocks.iter().filter(|b| b.pack.code == code).map(|b| b.prose.len()).sum::<usize>();
        let language = blocks.iter().map(|b| b.pack.code.as_str()).max_by_key(|code| length(code)).unwrap_or("und");
        Seen { language: language.to_string(), rules: self.analysis.findings.iter().map(|f| f.rule).collect() }
    }
}

/// Strips the marks of the draft in block `n`, reads it, and prints it with ours.
fn draw(blocks: &[Block], n: usize) -> Result<Drawn, String> {
    let block = &blocks[n];
    let governing = blocks[..n].iter().filter(|b| b.word() == "toml" && b.governs(block));
    let mut options = Options::of(governing.map(|b| b.text.as_str()))?;
    for word in block.info.split_whitespace().skip(1) {
        if let Some(pack) = language::by_code(word) {
            options.settings.language = Some(pack);
        } else {
            options.format =
                Format::by_name(word).ok_or_else(|| format!("“{word}” is neither a language nor a format"))?;
        }
    }
    let (source, theirs) = pencil::strip(&block.text);
    let analysis = analysis::of(&Text::new(&source), options.format, &options.settings, &mut Cache::default());
    let rename: Vec<Mark> = theirs.into_iter().filter(|m| m.label == "rename").collect();
    if rename.len() > 1 {
        return Err("more than one `rename` mark".to_string());
    }
    let at = rename.first().map(|m| m.span.start);
    let marks: Vec<Mark> = pencil::marks(&analysis, options.show).into_iter().chain(rename).collect();
    Ok(Drawn { printed: pencil::print(&source, &marks), analysis, rename: at })
}

/// What `toml` blocks set: the keys of `copydesk.toml` and of `names.toml`, and `format` and `show`.
struct Options {
    settings: Settings,
    format: Format,
    show: Show,
}

impl Options {
    /// The later block wins where two set one key.
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Options, String> {
        let mut table = toml::Table::new();
        for text in texts {
            table.extend(text.parse::<toml::Table>().map_err(|e| format!("toml: {e}"))?);
        }
        let mut take = |key: &str| table.remove(key).map(|v| v.as_str().unwrap_or_default().to_string());
        let (show, format) = (take("show"), take("format"));
        let show = show.map(|k| Show::by_key(&k).ok_or_else(|| format!("there is nothing to show as “{k}”")));
        let format = format.map(|n| Format::by_name(&n).ok_or_else(|| format!("there is no format “{n}”")));
        let of_names = |key: &String| key == "distinct" || TABLES.iter().any(|(table, _)| table == key);
        let (names, table): (toml::Table, toml::Table) = table.into_iter().partition(|(key, _)| of_names(key));
        let (parsed, names) = (settings::parse(&table.to_string()), register::parse(&names.to_string()));
        if let Some(problem) = parsed.problems.first().or(names.problems.first()) {
            return Err(format!("toml: {}: {}", problem.key, problem.message));
        }
        let register = Register::of([("names.toml", &names.names.unwrap_or_default())]);
        Ok(Options {
            settings: Settings { register: register.into(), ..parsed.settings.unwrap_or_default() },
            format: format.transpose()?.unwrap_or(Format::Markdown),
            show: show.transpose()?.unwrap_or_default(),
        })
    }
}

/// The copy after the best fix of each finding that has one. What only silences a finding mends nothing.
fn mended(analysis: &Analysis) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for (n, finding) in analysis.findings.iter().enumerate() {
        let offered: Vec<_> = desk::fixes(analysis, finding.span).into_iter().filter(|a| a.finding == n).collect();
        let best = offered.iter().find(|a| a.preferred).or(offered.iter().find(|a| !a.silences));
        edits.extend(best.into_iter().flat_map(|a| a.edits.clone()));
    }
    // Two findings may ask for the same change.
    edits.sort();
    edits.dedup();
    apply(&analysis.source, &edits)
}

/// The copy after a rename at the `rename` mark, or the sentence that refuses it.
fn renamed(drawn: &Drawn, info: &str) -> Result<String, String> {
    let at = drawn.rename.ok_or("the draft has no `rename` mark")?;
    let new = info.strip_prefix("renamed").unwrap_or_default().trim();
    let new = new
        .strip_prefix('"')
        .and_then(|n| n.strip_suffix('"'))
        .ok_or("the new name stands in \"marks\" behind `renamed`")?;
    Ok(match desk::rename(&drawn.analysis, at, new) {
        Ok(renaming) => {
            let edits: Vec<Edit> = renaming.edits.into_iter().map(|(edit, _)| edit).collect();
            apply(&drawn.analysis.source, &edits)
        }
        Err(refusal) => format!("{refusal}\n"),
    })
}

/// A failure where a block is not what it should be, and the text that it should have.
fn compare(block: &Block, ours: &str, failures: &mut Vec<Failure>) -> Option<String> {
    if block.text == ours {
        return None;
    }
    let diff = TextDiff::from_lines(block.text.as_str(), ours);
    failures.push(block.failure(diff.unified_diff().context_radius(3).header("the page", "copydesk").to_string()));
    Some(ours.to_string())
}

fn rewrite(page: &str, blocks: &[Block], replaced: &[Option<String>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    for (block, text) in blocks.iter().zip(replaced) {
        if let Some(text) = text {
            out.extend(lines[at..block.lines.start].iter().copied());
            out.push_str(text);
            at = block.lines.end;
        }
    }
    out.extend(lines[at..].iter().copied());
    out
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// What to print of the failures of one page.
pub fn describe(path: &str, failures: &[Failure]) -> String {
    let mut out = String::new();
    for failure in failures {
        let _ = writeln!(out, "{path}:{}: {}\n{}\n", failure.line, failure.heading, failure.message);
    }
    out
}
