//! How the server begins and ends, and what it survives in between.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT, frame};

const STORY: &str = "Rahma Wijaya called Tomas Brandt. Brandt thanked her.\n\n“We will see,” said Brandt.\n";

/// The server answers a question about a draft.
#[track_caller]
fn check_alive(client: &mut Client) {
    client.open_as("file:///alive.md", STORY, 1);
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": "file:///alive.md" } }));
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": "file:///alive.md" } }));
}

#[test]
fn shutdown_and_exit_leave_with_0() {
    let mut client = Client::plain();
    client.ask("shutdown", Value::Null);
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_leaves_with_1() {
    let mut client = Client::plain();
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
    let mut client = Client::silent();
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn the_end_of_the_input_is_the_end() {
    let mut client = Client::plain();
    client.open(STORY);
    client.hang_up();
    assert_eq!(client.exit_code(), Some(1));
    let mut client = Client::plain();
    client.ask("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn answers_that_are_under_way_still_arrive() {
    let mut client = Client::plain();
    client.open(STORY);
    // The first reading waits for the packs; the next is under way when the editor leaves.
    client.findings(DRAFT, Some(1));
    client.edit(2, (0, 0), (0, 0), "x");
    let symbols = client.send("textDocument/documentSymbol", json!({ "textDocument": { "uri": DRAFT } }));
    let shutdown = client.send("shutdown", Value::Null);
    client.tell("exit", Value::Null);
    client.hang_up();
    assert!(client.answer(symbols).get("result").is_some());
    assert!(client.answer(shutdown).get("result").is_some());
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn it_leaves_while_it_waits_for_the_client() {
    let abilities = json!({ "workspace": { "configuration": true } });
    let (mut client, _) = Client::with(abilities);
    client.polite = false;
    client.wait_for(|m| m["method"] == "workspace/configuration");
    client.hang_up();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn everything_in_one_breath() {
    let mut client = Client::silent();
    let hello = client.send("initialize", json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    client.tell("initialized", json!({}));
    client.open(STORY);
    client.answer(hello);
    client.findings(DRAFT, Some(1));
}

#[test]
fn nothing_before_initialize_and_nothing_after_shutdown() {
    let mut client = Client::silent();
    let about = json!({ "textDocument": { "uri": DRAFT } });
    assert_eq!(client.ask_in_vain("textDocument/documentSymbol", about.clone())["code"], -32002);
    client.open(STORY);
    client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.ask("textDocument/documentSymbol", about.clone()), Value::Null, "it was never opened");
    client.ask("shutdown", json!(null));
    assert_eq!(client.ask_in_vain("textDocument/documentSymbol", about)["code"], -32600);
}

#[test]
fn a_second_initialize_is_refused_and_the_first_stands() {
    let (mut client, _) = Client::with(json!({ "general": { "positionEncodings": ["utf-8"] } }));
    assert_eq!(client.ask_in_vain("initialize", json!({ "capabilities": {} }))["code"], -32600);
    check_alive(&mut client);
}

#[test]
fn abilities_of_a_later_protocol_are_passed_over() {
    let (mut client, offer) = Client::with_params(json!({
        "processId": 99_999_999, "rootUri": "", "rootPath": 7, "trace": "loud", "workspaceFolders": [{ "uri": "" }],
        "initializationOptions": [1],
        "capabilities": {
            "general": { "positionEncodings": ["utf-64", 3] },
            "workspace": { "workspaceEdit": { "resourceOperations": ["teleport"], "failureHandling": 5 } },
            "textDocument": { "hover": { "contentFormat": ["hologram"] }, "codeAction": [] } } }));
    assert_eq!(offer["positionEncoding"], "utf-16");
    check_alive(&mut client);
}

#[test]
fn broken_frames_are_left_out() {
    let mut client = Client::plain();
    let text = |t: &str| format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{t}}}"#);
    for broken in [
        frame(b"{\"jsonrpc\":\"2.0\",\"method\":"),
        frame(b"42"),
        frame(b"null"),
        frame(b""),
        frame(b"[{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"}]"),
        frame(b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\xfe\"}"),
        frame("[".repeat(10_000).as_bytes()),
        frame(b"{\"jsonrpc\":\"2.0\",\"id\":777,\"result\":null}"),
        frame(b"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}"),
        frame(text("5").as_bytes()),
        frame(text(r#"{"textDocument":{"uri":"no uri","text":"a"}}"#).as_bytes()),
        b"Content-Length: abc\r\n\r\n".to_vec(),
        b"Content-Length: -5\r\n\r\n".to_vec(),
        b"Content-Length: 100000000000000\r\n\r\n".to_vec(),
        b"X-Foo: 1\r\n\r\n".to_vec(),
        b"\r\n\r\n".to_vec(),
        b"content-length: 16\nA: b\nC: d\n\n{\"method\":\"$/x\"}".to_vec(),
    ] {
        client.raw(&broken);
        check_alive(&mut client);
    }
}

#[test]
fn a_request_that_is_none_gets_an_error() {
    let mut client = Client::plain();
    client.say(&json!({ "jsonrpc": "2.0", "id": 50, "method": 7 }));
    assert_eq!(client.answer(50)["error"]["code"], -32600);
    assert_eq!(client.ask_in_vain("copydesk/unknown", json!({}))["code"], -32601);
    assert_eq!(client.ask_in_vain("textDocument/hover", json!({ "position": 5 }))["code"], -32602);
}

#[test]
fn every_cancelled_request_is_answered() {
    let mut client = Client::plain();
    client.open(STORY);
    let ids: Vec<i64> = (0..100)
        .map(|_| {
            let id = client.send("textDocument/documentSymbol", json!({ "textDocument": { "uri": DRAFT } }));
            client.tell("$/cancelRequest", json!({ "id": id }));
            id
        })
        .collect();
    for id in ids {
        let answer = client.answer(id);
        assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
    }
    check_alive(&mut client);
}

#[test]
fn a_client_that_answers_nothing_stops_nothing() {
    let abilities = json!({ "workspace": {
        "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true },
        "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let (mut client, _) = Client::with(abilities);
    client.polite = false;
    client.open(STORY);
    for version in 2..300 {
        client.edit(version, (0, 0), (0, 0), "x");
        client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    }
    client.findings(DRAFT, Some(299));
    let asked = client.told.iter().filter(|m| m["method"] == "workspace/configuration").count();
    assert!(asked <= 1, "asked {asked} times without an answer");
}
