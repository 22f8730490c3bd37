//! Transport: messages in, messages out, and how it all ends.
//!
//! One thread reads standard input and one writes standard output; between them runs the loop that gives each
//! message to the service. It is the only place that knows when to leave: at `exit`, at the end of the input, when
//! nobody reads our output, when the editor's process has died. Each end has a bounded grace for what is under way.

use std::future::Future;
use std::io::Write;
use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{ClientSocket, ExitedError};

use super::frames::{self, Frame, Incoming};
use super::{log, parent};

/// Messages that may wait between a thread and the loop.
const QUEUE: usize = 64;
/// How long answers that are under way may take when the input has ended, and when we are told to go.
const GRACE_AT_END: Duration = Duration::from_millis(1000);
const GRACE_AT_EXIT: Duration = Duration::from_millis(200);
/// How long the last messages may take to be written.
const GRACE_OF_WRITER: Duration = Duration::from_millis(500);

/// Why we leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Exit,
    Input,
    Output,
    Editor,
}

/// Serves until the end, and says with which code the program leaves: 0 after `shutdown`, else 1.
pub async fn serve<S>(mut service: S, socket: ClientSocket) -> u8
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Future<Output = Result<Option<Response>, ExitedError>> + Send + 'static,
{
    let mut frames = start_reader();
    let (out, mut written) = start_writer();
    let (mut questions, mut answers) = socket.split();
    let asking = tokio::spawn({
        let out = out.clone();
        async move {
            while let Some(question) = questions.next().await {
                if out.send(frames::encode(&frames::without_null(question))).await.is_err() {
                    return;
                }
            }
        }
    });
    let mut replies = JoinSet::new();
    let mut shut_down = false;
    let mut editor = futures::future::pending().boxed();
    let end = loop {
        let frame = tokio::select! {
            biased;
            _ = &mut written => break End::Output,
            () = &mut editor => break End::Editor,
            Some(_) = replies.join_next(), if !replies.is_empty() => continue,
            frame = frames.recv() => frame,
        };
        let body = match frame {
            Some(Frame::Body(body)) => body,
            Some(Frame::Broken(what)) => {
                log::say(format_args!("left out {what}"));
                continue;
            }
            None => break End::Input,
        };
        let request = match frames::decode(body) {
            Ok((incoming, mended)) => {
                if mended {
                    log::say("mended a message that was no UTF-8 or held half a surrogate pair");
                }
                match incoming {
                    Incoming::Call(request) => request,
                    Incoming::Answer(answer) => {
                        // tower-lsp panics where nobody waits for the answer any more.
                        let sent = std::panic::AssertUnwindSafe(answers.send(answer)).catch_unwind().await;
                        if sent.is_err() {
                            log::say("left out an answer that nobody waits for");
                        }
                        continue;
                    }
                    Incoming::Refused(response) => {
                        reply(&mut replies, &out, &response);
                        continue;
                    }
                }
            }
            Err(what) => {
                log::say(format_args!("left out {what}"));
                continue;
            }
        };
        match request.method() {
            "exit" => break End::Exit,
            "shutdown" => shut_down = true,
            "initialize" => {
                if let Some(process) = request.params().and_then(|p| p["processId"].as_u64()) {
                    let process = u32::try_from(process).unwrap_or(0);
                    editor = parent::gone(process).boxed();
                }
            }
            _ => {}
        }
        if futures::future::poll_fn(|context| service.poll_ready(context)).await.is_err() {
            break End::Exit;
        }
        let is_request = request.id().is_some();
        let mut answer = service.call(request).boxed();
        match answer.as_mut().now_or_never() {
            // In the order of arrival: what is known at once goes out before anything that is found out later.
            Some(Ok(Some(response))) => reply(&mut replies, &out, &response),
            Some(_) => {}
            None if is_request => {
                let out = out.clone();
                replies.spawn(async move {
                    if let Ok(Some(response)) = answer.await {
                        // Where this fails, nobody reads our output, and the loop learns it too.
                        let _ = out.send(frames::encode(&response)).await;
                    }
                });
            }
            None => drop(tokio::spawn(answer)),
        }
    };
    leave(end, shut_down, replies, asking, out, written).await
}

/// Lets what is under way be finished, within bounds.
async fn leave(
    end: End,
    shut_down: bool,
    mut replies: JoinSet<()>,
    asking: tokio::task::JoinHandle<()>,
    out: mpsc::Sender<Vec<u8>>,
    written: oneshot::Receiver<()>,
) -> u8 {
    match end {
        End::Exit | End::Input => {
            let grace = if end == End::Exit { GRACE_AT_EXIT } else { GRACE_AT_END };
            let finished = async { while replies.join_next().await.is_some() {} };
            let _ = tokio::time::timeout(grace, finished).await;
            replies.abort_all();
            while replies.join_next().await.is_some() {}
            asking.abort();
            let _ = asking.await;
            drop(out);
            let _ = tokio::time::timeout(GRACE_OF_WRITER, written).await;
        }
        End::Output => log::say("nobody reads our output: leaving"),
        End::Editor => log::say("the editor's process has died: leaving"),
    }
    u8::from(!shut_down)
}

/// Sends an answer without ever making the loop wait: an editor that does not read must still be heard.
fn reply(replies: &mut JoinSet<()>, out: &mpsc::Sender<Vec<u8>>, response: &Response) {
    if let Err(mpsc::error::TrySendError::Full(frame)) = out.try_send(frames::encode(response)) {
        let out = out.clone();
        replies.spawn(async move {
            let _ = out.send(frame).await;
        });
    }
}

/// A thread that reads: Tokio's own standard input would keep the program from ending.
fn start_reader() -> mpsc::Receiver<Frame> {
    let (frames, read) = mpsc::channel(QUEUE);
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            match frames::read(&mut input) {
                Ok(Some(frame)) => {
                    if frames.blocking_send(frame).is_err() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(error) => {
                    log::say(format_args!("the input cannot be read: {error}"));
                    return;
                }
            }
        }
    });
    read
}

/// A thread that writes. The second part tells when it has ended: all is written, or nobody reads.
fn start_writer() -> (mpsc::Sender<Vec<u8>>, oneshot::Receiver<()>) {
    let (out, mut frames) = mpsc::channel::<Vec<u8>>(QUEUE);
    let (done, written) = oneshot::channel();
    std::thread::spawn(move || {
        let mut output = output();
        while let Some(frame) = frames.blocking_recv() {
            if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
                break;
            }
        }
        let _ = done.send(());
    });
    (out, written)
}

/// Standard output without Rust's line buffer, which cuts each message into two writes.
#[cfg(unix)]
fn output() -> Box<dyn Write> {
    use std::os::fd::AsFd;

    match std::io::stdout().as_fd().try_clone_to_owned() {
        Ok(fd) => Box::new(std::fs::File::from(fd)),
        Err(_) => Box::new(std::io::stdout()),
    }
}

#[cfg(not(unix))]
fn output() -> Box<dyn Write> {
    Box::new(std::io::stdout())
}
