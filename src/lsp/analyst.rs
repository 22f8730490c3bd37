//! Analyst: one task for each open draft, which reads its newest text whenever it has changed.
//!
//! Reading runs on a blocking thread, on a snapshot; edits that arrive meanwhile are read together afterwards.
//! There is no delay: a draft that is idle is read at the first keystroke. A huge draft keeps its own analyst busy
//! and nobody else's. A panic costs one reading; the next starts with an empty cache.

use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use super::diagnostics;
use super::documents::{Desk, Kind, Read, Snapshot};
use super::series;
use super::settings::{Governed, Told, is_settings, path_of};
use super::state::State;
use crate::analysis::{self, Analysis, Cache};
use crate::desk::series::{Spellings, card};
use crate::draft::Format;
use crate::settings::Settings;
use crate::text::Text;

/// What an analyst keeps between two readings of a draft.
#[derive(Default)]
struct Memory {
    cache: Cache,
    governed: Governed,
    /// What other drafts said.
    series: Option<Arc<Spellings>>,
    last: Option<Arc<Read>>,
}

/// How a text is understood; tests have their own.
pub type Understand = fn(&Snapshot, &Settings, &mut Cache) -> Analysis;

/// Reads a draft until it is closed.
pub async fn read(state: Arc<State>, uri: Url, mut desk: Desk, understand: Understand) {
    let mut memory = Memory::default();
    let mut failed_before = false;
    loop {
        desk.asked.mark_unchanged();
        let Some(mut snapshot) = state.documents.snapshot(&uri, &desk) else { return };
        // What was known of the settings is lost with everything else.
        snapshot.settings_due |= failed_before;
        let (revision, version, asked) = (snapshot.revision, snapshot.version, snapshot.asked);
        let job = tokio::task::spawn_blocking({
            let (state, uri) = (state.clone(), uri.clone());
            move || look(&state, &uri, snapshot, memory, understand)
        });
        let (read, is_new);
        let done = job.await;
        failed_before = done.is_err();
        (read, is_new, memory) = match done {
            Ok(done) => done,
            Err(_) => {
                state.outbox.log(&format!("{uri} could not be read as it stands (version {version}); editing helps"));
                let failed =
                    Read { revision, version, asked, analysis: None, diagnostics: Arc::default(), member: None };
                (Arc::new(failed), false, Memory::default())
            }
        };
        desk.latest.send_replace(Some(read.clone()));
        if is_new {
            publish(&state, &uri, &read);
        }
        if desk.asked.changed().await.is_err() {
            return;
        }
    }
}

/// As the library understands it.
pub fn understand(snapshot: &Snapshot, settings: &Settings, cache: &mut Cache) -> Analysis {
    match snapshot.kind {
        Kind::Draft(format) => analysis::of(&snapshot.text, format, settings, cache),
        // There is nobody to ask about in settings: the desk gets an empty page.
        Kind::Settings | Kind::Names => analysis::of(&Text::new(""), Format::Plain, settings, cache),
    }
}

/// One reading, on a thread that may take its time. Says whether anything but the question is new.
fn look(
    state: &State,
    uri: &Url,
    snapshot: Snapshot,
    mut memory: Memory,
    understand: Understand,
) -> (Arc<Read>, bool, Memory) {
    if snapshot.settings_due {
        forget_gone(state);
    }
    let governed = match snapshot.settings_due {
        true => state.settings.of(uri, &state.roots(), &state.documents.files(), |told| tell(state, told)),
        false => memory.governed.clone(),
    };
    let drafts = governed.member.as_ref().map(|member| (member, state.series.of(member)));
    let series = drafts.as_ref().map(|(_, drafts)| drafts.spellings.clone());
    let same =
        governed.is(&memory.governed) && series.as_ref().map(Arc::as_ptr) == memory.series.as_ref().map(Arc::as_ptr);
    let Snapshot { revision, version, asked, .. } = snapshot;
    if let Some(last) = memory.last.take_if(|l| l.revision == revision && same) {
        let read = Arc::new(Read { asked, ..Read::clone(&last) });
        memory.last = Some(read.clone());
        return (read, false, memory);
    }
    let mut analysis = understand(&snapshot, &governed.settings, &mut memory.cache);
    if let (Kind::Draft(_), Some(path)) = (snapshot.kind, path_of(uri)) {
        let member = governed.member.as_ref().filter(|_| !governed.left_alone);
        let card = member.map(|m| (m, card(&analysis, state.abilities().encoding)));
        // A draft that was closed meanwhile counts no more.
        state.documents.if_newest(uri, revision, || match card {
            Some((member, card)) => state.series.typed(member, path, card),
            None => state.series.put_away(&path),
        });
    }
    let mut beside = Vec::new();
    if governed.left_alone {
        analysis.findings.clear();
    } else if let Some((member, drafts)) = &drafts {
        beside = series::across(state, uri, &governed.settings, member, drafts, &mut analysis);
    }
    let mut diagnostics = match snapshot.kind {
        Kind::Draft(_) => diagnostics::of(&analysis, uri, state.abilities()),
        Kind::Settings => diagnostics::of_settings(&snapshot.text, state.abilities()),
        Kind::Names => diagnostics::of_names(&snapshot.text, state.abilities()),
    };
    beside.into_iter().for_each(|b| b.tell(&analysis, &mut diagnostics));
    let (analysis, diagnostics) = (Some(Arc::new(analysis)), Arc::new(diagnostics));
    let read = Arc::new(Read { revision, version, asked, analysis, diagnostics, member: governed.member.clone() });
    (memory.governed, memory.series) = (governed, series);
    memory.last = Some(read.clone());
    (read, true, memory)
}

/// Tells what is wrong in a file of the disk: to the writer in words, and at its place in the file.
pub fn tell(state: &State, told: Told) {
    for line in &told.lines {
        state.outbox.show(&format!("{}:{line}", told.path.display()));
    }
    if let Ok(uri) = Url::from_file_path(told.path) {
        let page = if is_settings(&uri) == Some(Kind::Names) { diagnostics::NAMES } else { diagnostics::SETTINGS };
        let text = Text::new(told.text);
        let found = diagnostics::of_problems(&text, told.problems, told.broken, page, state.abilities());
        state.outbox.of_file(uri, Arc::new(found));
    }
}

/// A file that is gone has nothing wrong in it.
fn forget_gone(state: &State) {
    let gone = |uri: &Url| !path_of(uri).is_some_and(|path| path.is_file());
    state.outbox.told().into_iter().filter(gone).for_each(|uri| state.outbox.of_file(uri, Arc::default()));
}

/// Pushes what was found, unless the editor asks for it itself, or the text is already another: then the next
/// reading is on its way, and these positions would be wrong.
fn publish(state: &State, uri: &Url, read: &Read) {
    if !state.abilities().pulls {
        state.documents.if_newest(uri, read.revision, || {
            state.outbox.findings(uri.clone(), read.version, read.diagnostics.clone());
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use tower_lsp::jsonrpc::{Error, ErrorCode};
    use tower_lsp::lsp_types::TextDocumentContentChangeEvent;
    use tower_lsp::{ClientSocket, LspService};

    use super::*;
    use crate::lsp::requests::ask;
    use crate::lsp::server::Server;
    use crate::text::Encoding;

    /// A draft with an analyst of its own. The socket is kept: without it there is no client.
    struct Open {
        state: Arc<State>,
        uri: Url,
        version: i32,
        _service: (LspService<Server>, ClientSocket),
    }

    impl Open {
        fn new(text: &str, understand: Understand) -> Open {
            let service = LspService::new(Server::new);
            let state = service.0.inner().state.clone();
            let uri = Url::parse("untitled:draft").unwrap();
            let desk = state.documents.open(uri.clone(), text, 1, Kind::Draft(Format::Plain));
            tokio::spawn(read(state.clone(), uri.clone(), desk, understand));
            Open { state, uri, version: 1, _service: service }
        }

        fn type_in(&mut self, text: &str) {
            self.version += 1;
            let change = TextDocumentContentChangeEvent { range: None, range_length: None, text: text.into() };
            self.state.documents.change(&self.uri, self.version, &[change], Encoding::Utf16);
        }

        /// Which version and which text an answer is about.
        async fn ask(&self) -> Result<(i32, String), Error> {
            let asked = ask(&self.state, &self.uri, |asked| (asked.version, asked.analysis.source.to_string()));
            asked.await.map(|a| a.expect("it is open"))
        }
    }

    /// Takes its time over drafts that open with “slow”, and falls over those that open with “bad”.
    fn moody(snapshot: &Snapshot, settings: &Settings, cache: &mut Cache) -> Analysis {
        match snapshot.text.line(0).as_str() {
            "slow" => std::thread::sleep(Duration::from_millis(100)),
            "bad" => panic!("as it was told"),
            _ => {}
        }
        understand(snapshot, settings, cache)
    }

    #[tokio::test]
    async fn an_answer_is_about_the_text_that_was_open() {
        let mut open = Open::new("one", moody);
        assert_eq!(open.ask().await.unwrap(), (1, "one".into()));
        open.type_in("two");
        assert_eq!(open.ask().await.unwrap(), (2, "two".into()));
    }

    #[tokio::test]
    async fn a_text_that_changes_under_a_question_is_content_modified() {
        let mut open = Open::new("slow", moody);
        let question = tokio::spawn({
            let (state, uri) = (open.state.clone(), open.uri.clone());
            async move { ask(&state, &uri, |_| ()).await }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        open.type_in("fast");
        assert_eq!(question.await.unwrap().unwrap_err().code, ErrorCode::ContentModified);
        assert_eq!(open.ask().await.unwrap(), (2, "fast".into()));
    }

    #[tokio::test]
    async fn a_draft_that_is_closed_under_a_question_is_content_modified() {
        let open = Open::new("slow", moody);
        let (asked, ()) = tokio::join!(open.ask(), async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            open.state.documents.close(&open.uri, || ());
        });
        assert_eq!(asked.unwrap_err().code, ErrorCode::ContentModified);
    }

    #[tokio::test]
    async fn a_panic_costs_one_reading() {
        let mut open = Open::new("good", moody);
        open.ask().await.unwrap();
        open.type_in("bad");
        assert_eq!(open.ask().await.unwrap_err().code, ErrorCode::InternalError);
        open.type_in("good again");
        assert_eq!(open.ask().await.unwrap(), (3, "good again".into()));
    }

    #[tokio::test]
    async fn edits_that_arrive_while_a_draft_is_read_are_read_together() {
        static READINGS: AtomicUsize = AtomicUsize::new(0);
        let mut open = Open::new("slow", |snapshot, settings, cache| {
            READINGS.fetch_add(1, Ordering::SeqCst);
            moody(snapshot, settings, cache)
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        for i in 0..100 {
            open.type_in(&format!("fast {i}"));
        }
        assert_eq!(open.ask().await.unwrap(), (101, "fast 99".into()));
        assert!(READINGS.load(Ordering::SeqCst) <= 2);
    }

    #[tokio::test]
    async fn settings_that_have_not_changed_are_no_reason_to_read_again() {
        static READINGS: AtomicUsize = AtomicUsize::new(0);
        let open = Open::new("one", |snapshot, settings, cache| {
            READINGS.fetch_add(1, Ordering::SeqCst);
            understand(snapshot, settings, cache)
        });
        open.ask().await.unwrap();
        open.state.documents.settings_may_have_changed(None);
        open.ask().await.unwrap();
        assert_eq!(READINGS.load(Ordering::SeqCst), 1);
        open.state.settings.set_editor(&serde_json::json!({}));
        open.state.documents.settings_may_have_changed(None);
        open.ask().await.unwrap();
        assert_eq!(READINGS.load(Ordering::SeqCst), 2);
    }
}
