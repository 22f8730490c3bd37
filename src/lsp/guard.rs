//! Guard: keeps the order of messages, and survives what runs on them.
//!
//! tower-lsp runs handlers whenever it comes to poll them; edits then overtake one another, and a panic takes the
//! server down. Here every message runs to the first place where it waits, in the order of arrival, before the
//! next one is looked at: notifications have changed the text by then, requests have noted which text they are
//! about. The rest runs as a task of its own, and a panic becomes the answer InternalError.

use std::panic::AssertUnwindSafe;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::{clean, log};

type Answer = Result<Option<Response>, ExitedError>;

/// A service around tower-lsp's own.
#[derive(Debug)]
pub struct Guard<S> {
    inner: S,
}

impl<S> Guard<S> {
    pub fn new(inner: S) -> Guard<S> {
        Guard { inner }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Answer>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    /// Must be called inside the runtime.
    fn call(&mut self, request: Request) -> Self::Future {
        let id = request.id().cloned();
        let method = request.method().to_owned();
        let started = std::panic::catch_unwind(AssertUnwindSafe(|| self.inner.call(clean::clean(request))));
        let Ok(running) = started else { return ready(panicked(&method, id)).boxed() };
        let about = id.clone();
        let running = AssertUnwindSafe(running).catch_unwind();
        let mut running = async move { running.await.unwrap_or_else(|_| panicked(&method, about)) }.boxed();
        if let Some(answer) = running.as_mut().now_or_never() {
            return ready(answer).boxed();
        }
        let task = tokio::spawn(running);
        match id {
            None => ready(Ok(None)).boxed(),
            // The task cannot panic any more, and is only cancelled when the runtime goes down.
            Some(id) => task.map(|a| a.unwrap_or_else(|_| panicked("a task", Some(id)))).boxed(),
        }
    }
}

fn panicked(method: &str, id: Option<Id>) -> Answer {
    log::say(format_args!("{method} failed; the server goes on"));
    Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tower_lsp::jsonrpc::Result;
    use tower_lsp::lsp_types::{
        DidSaveTextDocumentParams, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    };
    use tower_lsp::{LanguageServer, LspService};

    use super::*;

    /// Falls at every question, and counts what it was told.
    #[derive(Default)]
    struct Clumsy {
        initialized: AtomicUsize,
    }

    #[tower_lsp::async_trait]
    impl LanguageServer for Clumsy {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn initialized(&self, _: InitializedParams) {
            self.initialized.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            self.initialized.fetch_add(10, Ordering::SeqCst);
        }

        async fn did_save(&self, _: DidSaveTextDocumentParams) {
            panic!("at once");
        }

        async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
            tokio::task::yield_now().await;
            panic!("later");
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }
    }

    fn guarded() -> Guard<LspService<Clumsy>> {
        Guard::new(LspService::new(|_| Clumsy::default()).0)
    }

    fn request(method: &'static str, id: Option<i64>) -> Request {
        let at =
            serde_json::json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } });
        let request = Request::build(method).params(at);
        id.into_iter().fold(request, |r, id| r.id(id)).finish()
    }

    #[tokio::test]
    async fn messages_run_to_their_first_wait_inside_call() {
        let mut guard = guarded();
        let answer = guard.call(request("initialize", Some(1)));
        let told = guard.call(request("initialized", None));
        assert_eq!(guard.inner.inner().initialized.load(Ordering::SeqCst), 1);
        assert!(answer.await.unwrap().unwrap().is_ok());
        assert_eq!(told.await, Ok(None));
        while guard.inner.inner().initialized.load(Ordering::SeqCst) != 11 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_second_initialize_is_refused() {
        let mut guard = guarded();
        assert!(guard.call(request("initialize", Some(1))).await.unwrap().unwrap().is_ok());
        assert!(guard.call(request("initialize", Some(2))).await.unwrap().unwrap().is_error());
    }

    #[tokio::test]
    async fn a_panic_costs_one_answer() {
        let mut guard = guarded();
        guard.call(request("initialize", Some(1))).await.unwrap();
        assert_eq!(guard.call(request("textDocument/didSave", None)).await, Ok(None));
        let error = guard.call(request("textDocument/hover", Some(2))).await.unwrap().unwrap();
        assert_eq!(error.error(), Some(&Error::internal_error()));
        assert!(guard.call(request("shutdown", Some(3))).await.unwrap().unwrap().is_ok());
    }
}
