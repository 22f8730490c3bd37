//! A small client that talks to the built program over its pipes.
//!
//! It reads standard output in a thread of its own and takes nothing there but frames of the protocol. Questions of
//! the server are answered with null unless told otherwise. Every wait is bounded.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub const DRAFT: &str = "file:///draft.md";
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// All that came and was not the answer to a question of ours, in order.
    pub told: Vec<Value>,
    answers: Vec<Value>,
    /// Whether questions of the server are answered.
    pub polite: bool,
    next: i64,
}

impl Client {
    /// Starts the server and says nothing yet.
    pub fn silent() -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let (input, output) = (server.stdin.take(), server.stdout.take().expect("a pipe"));
        let (sender, messages) = channel();
        std::thread::spawn(move || listen(output, &sender));
        Client { server, input, messages, told: Vec::new(), answers: Vec::new(), polite: true, next: 0 }
    }

    /// Starts the server and introduces itself with these abilities.
    pub fn with(abilities: Value) -> (Client, Value) {
        Client::with_params(json!({ "processId": null, "rootUri": null, "capabilities": abilities }))
    }

    pub fn with_params(params: Value) -> (Client, Value) {
        let mut client = Client::silent();
        let offer = client.ask("initialize", params);
        client.tell("initialized", json!({}));
        (client, offer["capabilities"].clone())
    }

    pub fn plain() -> Client {
        Client::with(json!({})).0
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        // The server may have left: then the test finds out by what it waits for.
        let _ = self.input.as_mut().expect("the input is open").write_all(bytes);
    }

    pub fn say(&mut self, message: &Value) {
        self.raw(&frame(message.to_string().as_bytes()));
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.say(&json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }));
        self.next
    }

    /// The whole answer to a request.
    #[track_caller]
    pub fn answer(&mut self, id: i64) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.answers.iter().position(|a| a["id"] == id) {
                return self.answers.remove(at);
            }
            assert!(self.listen(end), "no answer to request {id}");
        }
    }

    /// Sends a request and waits for its result.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Sends a request and waits for its error.
    #[track_caller]
    pub fn ask_in_vain(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("result").is_none(), "{method}: {answer}");
        answer["error"].take()
    }

    /// Asks about a position of the draft.
    #[track_caller]
    pub fn ask_at(&mut self, method: &str, line: usize, character: usize) -> Value {
        self.ask(method, at(line, character))
    }

    pub fn open(&mut self, text: &str) {
        self.open_as(DRAFT, text, 1);
    }

    pub fn open_as(&mut self, uri: &str, text: &str, version: i32) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts `new` in the place of a range: lines and columns, both from 0.
    pub fn edit(&mut self, version: i32, from: (usize, usize), to: (usize, usize), new: &str) {
        let place = |(line, character): (usize, usize)| json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": place(from), "end": place(to) }, "text": new });
        let document = json!({ "uri": DRAFT, "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// The findings that are pushed for this version of a draft.
    #[track_caller]
    pub fn findings(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        let found = |m: &Value| {
            let params = &m["params"];
            is_findings(m) && params["uri"] == uri && params["version"].as_i64() == version.map(i64::from)
        };
        let message = self.wait_for(found);
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Waits until the server says something; what it said before counts.
    #[track_caller]
    pub fn wait_for(&mut self, what: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        let mut seen = 0;
        loop {
            while let Some(message) = self.told.get(seen) {
                if what(message) {
                    return message.clone();
                }
                seen += 1;
            }
            assert!(self.listen(end), "it was never said: {:?}", self.told);
        }
    }

    /// Ends the input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// The exit code of a server that has been told to leave, and how long it took.
    #[track_caller]
    pub fn exit_code(&mut self) -> Option<i32> {
        let end = Instant::now() + Duration::from_secs(5);
        while Instant::now() < end {
            if let Some(status) = self.server.try_wait().expect("a child") {
                return ExitStatus::code(&status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the server is still running");
    }

    /// Takes one message; false when there is none before `end`.
    fn listen(&mut self, end: Instant) -> bool {
        let Ok(message) = self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) else {
            return false;
        };
        if message.get("method").is_none() {
            self.answers.push(message);
            return true;
        }
        if let Some(id) = message.get("id").filter(|_| self.polite) {
            self.say(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
        self.told.push(message);
        true
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

pub fn frame(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

pub fn at(line: usize, character: usize) -> Value {
    json!({ "textDocument": { "uri": DRAFT }, "position": { "line": line, "character": character } })
}

pub fn is_findings(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
}

fn listen(output: ChildStdout, messages: &Sender<Value>) {
    let mut output = BufReader::new(output);
    loop {
        let mut header = String::new();
        if output.read_line(&mut header).unwrap_or(0) == 0 {
            return;
        }
        let length = header.strip_prefix("Content-Length: ").expect("nothing but the protocol on standard output");
        let mut body = vec![0; 2 + length.trim().parse::<usize>().expect("a length")];
        if output.read_exact(&mut body).is_err() {
            return;
        }
        let message = serde_json::from_slice(&body[2..]).expect("JSON");
        if messages.send(message).is_err() {
            return;
        }
    }
}
