//! Frames: bytes of the input become messages, and broken ones are mended or left out.
//!
//! A frame is a few header lines, an empty line, and a body of JSON whose length in bytes one header tells. We
//! take headers in any case, number and order, and line ends without CR. Behind a header that makes no sense we
//! look for the next one, also in the middle of what must have been a body. In a body, bytes that are no UTF-8 and
//! halves of surrogate pairs become U+FFFD, so that columns in UTF-16 stay what the editor thinks they are.

use std::io::{self, BufRead, Read};

use serde_json::{Map, Value};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// The longest body, in bytes. A text of 50 MB may be written in escapes of six bytes a letter.
const LONGEST: u64 = 512 << 20;
/// How much of a line is read at once, and how much of an endless one is kept to find a header in.
const LINE: u64 = 64 << 10;
const TAIL: usize = 256;
const HEADER: &[u8] = b"content-length:";

/// What the input gave.
#[derive(Debug)]
pub enum Frame {
    Body(Vec<u8>),
    /// What was wrong; reading goes on.
    Broken(String),
}

/// A message of the client.
#[derive(Debug)]
pub enum Incoming {
    /// A request or a notification.
    Call(Request),
    /// The answer to a question of ours.
    Answer(Response),
    /// It asks for an answer and is no request: this is what it gets.
    Refused(Response),
}

/// Reads the next frame; None at the end of the input.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut seen = false;
    loop {
        let Some(line) = read_line(input)? else { return Ok(None) };
        let line = line.trim_ascii();
        if line.is_empty() && seen {
            break;
        }
        seen |= !line.is_empty();
        if let Some(at) = find_header(line) {
            length = Some(String::from_utf8_lossy(line[at + HEADER.len()..].trim_ascii()).into_owned());
        }
    }
    let length = match length.as_deref().map(str::parse::<u64>) {
        None => return Ok(Some(Frame::Broken("a header without Content-Length".into()))),
        Some(Ok(length)) if length <= LONGEST => length,
        Some(_) => {
            return Ok(Some(Frame::Broken(format!("a Content-Length of {}", length.unwrap_or_default()))));
        }
    };
    let mut body = Vec::with_capacity(length as usize);
    input.take(length).read_to_end(&mut body)?;
    // The input ended inside the body.
    Ok((body.len() as u64 == length).then_some(Frame::Body(body)))
}

/// Makes a message of a body. The flag says that it had to be mended.
pub fn decode(mut body: Vec<u8>) -> Result<(Incoming, bool), String> {
    match serde_json::from_slice(&body) {
        Ok(value) => {
            drop(body);
            Ok((classify(value)?, false))
        }
        Err(error) => {
            mend(&mut body);
            let text = String::from_utf8_lossy(&body);
            let value = serde_json::from_str(&text).map_err(|_| format!("a body that is no JSON: {error}"))?;
            Ok((classify(value)?, true))
        }
    }
}

/// A message as it goes out: header and body.
pub fn encode(message: &impl serde::Serialize) -> Vec<u8> {
    // Our own messages are maps with text for keys: they always become JSON.
    let body = serde_json::to_vec(message).unwrap_or_default();
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(&body);
    frame
}

/// A message of ours as LSP wants it: tower-lsp says `null` where there are no parameters, which may only be left out.
pub fn without_null(message: Request) -> Request {
    if message.params() != Some(&Value::Null) {
        return message;
    }
    let (method, id, _) = message.into_parts();
    let message = Request::build(method);
    id.into_iter().fold(message, |message, id| message.id(id)).finish()
}

/// One line with its end; of a line without end only the tail. None at the end of the input.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        if input.take(LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.ends_with(b"\n") {
            return Ok(Some(line));
        }
        line.drain(..line.len().saturating_sub(TAIL));
    }
}

/// Where the last header of the length begins in a line; behind a broken frame it is glued to the rest of it.
fn find_header(line: &[u8]) -> Option<usize> {
    (0..(line.len() + 1).saturating_sub(HEADER.len()))
        .rev()
        .find(|&at| line[at..at + HEADER.len()].eq_ignore_ascii_case(HEADER))
}

/// Mends in place what keeps the body from being JSON: nothing changes its length.
fn mend(body: &mut [u8]) {
    // Half a surrogate pair written as UTF-8 (ED A0 80 …): one unit of UTF-16, so one U+FFFD.
    for i in 0..body.len().saturating_sub(2) {
        if let [0xED, 0xA0..=0xBF, 0x80..=0xBF] = body[i..i + 3] {
            body[i..i + 3].copy_from_slice("\u{FFFD}".as_bytes());
        }
    }
    let mut i = 0;
    while i < body.len() {
        match (body[i], unit(body, i)) {
            (b'\\', Some(0xD800..=0xDBFF)) if matches!(unit(body, i + 6), Some(0xDC00..=0xDFFF)) => i += 12,
            (b'\\', Some(0xD800..=0xDFFF)) => {
                body[i + 2..i + 6].copy_from_slice(b"fffd");
                i += 6;
            }
            // The letter behind a backslash is part of the escape: `\\ud800` is a backslash and four letters.
            (b'\\', _) => i += 2,
            _ => i += 1,
        }
    }
}

/// The unit of UTF-16 that an escape `\uXXXX` at a byte of the body stands for.
fn unit(body: &[u8], at: usize) -> Option<u32> {
    let escape = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
}

fn classify(value: Value) -> Result<Incoming, String> {
    let Value::Object(mut message) = value else {
        return Err(match value {
            Value::Array(_) => "a batch, which LSP does not have".into(),
            other => format!("a body that is no message: {}", other.to_string().chars().take(40).collect::<String>()),
        });
    };
    let id = message.remove("id").map(read_id).transpose()?;
    match (message.remove("method"), id) {
        (Some(Value::String(method)), id) => {
            let mut request = Request::build(method);
            if let Some(params) = message.remove("params") {
                request = request.params(params);
            }
            if let Some(id) = id {
                request = request.id(id);
            }
            Ok(Incoming::Call(request.finish()))
        }
        (None, Some(id)) if id != Id::Null && (message.contains_key("result") || message.contains_key("error")) => {
            Ok(Incoming::Answer(read_answer(message, id)))
        }
        (_, Some(id)) if id != Id::Null && !message.contains_key("error") => {
            Ok(Incoming::Refused(Response::from_error(id, Error::invalid_request())))
        }
        _ => Err("a message without a method".into()),
    }
}

fn read_id(value: Value) -> Result<Id, String> {
    serde_json::from_value(value).map_err(|_| "a message whose id is neither a whole number nor a text".into())
}

fn read_answer(mut message: Map<String, Value>, id: Id) -> Response {
    match message.remove("error").filter(|e| !e.is_null()) {
        None => Response::from_ok(id, message.remove("result").unwrap_or_default()),
        Some(error) => {
            let code = error["code"].as_i64().map_or(ErrorCode::InternalError, ErrorCode::from);
            let text = error["message"].as_str().unwrap_or_default().to_owned();
            Response::from_error(id, Error { code, message: text.into(), data: None })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each frame of an input in a few words: the body, or `! what was wrong`.
    #[track_caller]
    fn check(input: &[u8], want: &[&str]) {
        let (mut input, mut got) = (input, Vec::new());
        while let Some(frame) = read(&mut input).unwrap() {
            got.push(match frame {
                Frame::Body(body) => String::from_utf8_lossy(&body).into_owned(),
                Frame::Broken(what) => format!("! {what}"),
            });
        }
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check_text(body: &[u8], want: &str) {
        let (incoming, mended) = decode(body.to_vec()).unwrap();
        let Incoming::Call(request) = incoming else { panic!("{incoming:?}") };
        assert_eq!(request.params().unwrap()["t"], want);
        assert_eq!(mended, want.contains('\u{FFFD}'));
    }

    #[track_caller]
    fn check_message(body: &str, want: &str) {
        let got = match decode(body.as_bytes().to_vec()) {
            Ok((Incoming::Call(r), _)) => format!("call {} {:?}", r.method(), r.id()),
            Ok((Incoming::Answer(r), _)) => format!("answer {} {}", r.id(), r.is_ok()),
            Ok((Incoming::Refused(r), _)) => format!("refused {}", r.id()),
            Err(_) => "dropped".into(),
        };
        assert_eq!(got, want);
    }

    #[test]
    fn headers_in_any_case_and_number() {
        check(b"Content-Length: 2\r\n\r\n{}", &["{}"]);
        check(b"A: b\r\ncontent-length:2\r\nC: d\r\n\r\n{}\r\nCONTENT-LENGTH: 1\n\n5", &["{}", "5"]);
        check(b"Content-Length: 2\r\n\r\n{", &[]);
    }

    #[test]
    fn behind_a_broken_header_the_next_one_is_found() {
        check(
            b"Content-Length: abc\r\n\r\nX-Foo: 1\r\n\r\nContent-Length: -5\r\n\r\nContent-Length: 2\r\n\r\n{}",
            &["! a Content-Length of abc", "! a header without Content-Length", "! a Content-Length of -5", "{}"],
        );
        // A body that is longer than its header said.
        check(b"Content-Length: 1\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}", &["{", "{}"]);
        let mut endless = b"Content-Length: 100000000000000\r\n\r\n".to_vec();
        endless.extend(vec![b'x'; 300_000]);
        endless.extend(b"Content-Length: 2\r\n\r\n{}");
        check(&endless, &["! a Content-Length of 100000000000000", "{}"]);
    }

    #[test]
    fn halves_of_pairs_and_bad_bytes_become_one_replacement_each() {
        check_text(br#"{"method":"x","params":{"t":"a \ud83d\udcf0 \\ud800"}}"#, "a 📰 \\ud800");
        check_text(br#"{"method":"x","params":{"t":"a \ud800 \udc00 \ud83d\udcf0"}}"#, "a \u{FFFD} \u{FFFD} 📰");
        check_text(b"{\"method\":\"x\",\"params\":{\"t\":\"a \xed\xa0\x80 b \xff\"}}", "a \u{FFFD} b \u{FFFD}");
    }

    #[test]
    fn parameters_are_something_or_left_out() {
        let said = |params: Value| {
            let request = Request::build("workspace/codeLens/refresh").params(params).id(7).finish();
            serde_json::to_value(without_null(request)).unwrap()
        };
        let message = serde_json::json!({ "jsonrpc": "2.0", "method": "workspace/codeLens/refresh", "id": 7 });
        assert_eq!(said(Value::Null), message);
        assert_eq!(said(serde_json::json!({ "a": null }))["params"], serde_json::json!({ "a": null }));
    }

    #[test]
    fn kinds_of_messages() {
        check_message(r#"{"jsonrpc":"2.0","id":1,"method":"m"}"#, "call m Some(Number(1))");
        check_message(r#"{"method":"m","params":[1]}"#, "call m None");
        check_message(r#"{"id":"a","result":null}"#, "answer \"a\" true");
        check_message(r#"{"id":3,"error":{"code":1.5}}"#, "answer 3 false");
        check_message(r#"{"id":3,"method":7}"#, "refused 3");
        check_message(r#"{"id":3}"#, "refused 3");
        for broken in ["42", "[{}]", "{}", r#"{"id":1.5,"method":"m"}"#, r#"{"id":null,"error":{}}"#, "{\"method\":"] {
            check_message(broken, "dropped");
        }
        check_message(&"[".repeat(100_000), "dropped");
    }
}
