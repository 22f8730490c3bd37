//! Sources: the answer to `copydesk/sources`, as `docs/protocol.md` tells it.

use serde_json::{Value, json};

use crate::client::{Client, DRAFT};

const STORY: &str = "“Nobody said this at all, and it stands here alone.”\n\n\
                     🗞 Mayor Rahma Wijaya called Tomas Brandt. “We won, é,” Wijaya said.\n\n\
                     “It was close,” she said. “We counted twice.\n\n\
                     “And then again.”\n\n\
                     The hall was full. “We are glad,” residents said.\n";

fn params() -> Value {
    json!({ "textDocument": { "uri": DRAFT } })
}

/// The text under a range, with columns in UTF-16.
fn under(range: &Value) -> String {
    let offset = |end: &str| {
        let place = |key: &str| range[end][key].as_u64().unwrap() as usize;
        let before: usize = STORY.split_inclusive('\n').take(place("line")).map(str::len).sum();
        let line = &STORY[before..];
        let mut units = 0;
        let ends = line.char_indices().find(|(_, c)| {
            let here = units;
            units += c.len_utf16();
            here >= place("character")
        });
        before + ends.map_or(line.len(), |(i, _)| i)
    };
    STORY[offset("start")..offset("end")].to_string()
}

fn texts(ranges: &Value) -> Vec<String> {
    ranges.as_array().unwrap().iter().map(under).collect()
}

/// Each quote as its paragraphs, and by which words its speaker is named.
fn quotes(quotes: &Value) -> Vec<(Vec<String>, Option<String>)> {
    let quote = |q: &Value| (texts(&q["ranges"]), q.get("named").map(under));
    quotes.as_array().unwrap().iter().map(quote).collect()
}

#[test]
fn who_says_what_where() {
    let (mut client, offer) = Client::with(json!({}));
    assert_eq!(offer["experimental"]["copydesk/sources"], true);
    client.open(STORY);
    let answer = client.ask("copydesk/sources", params());
    assert_eq!(answer["version"], 1);
    let sources = answer["sources"].as_array().unwrap();
    let names: Vec<_> = sources.iter().map(|s| (s["kind"].as_str().unwrap(), s["name"].as_str().unwrap())).collect();
    assert_eq!(names, [("person", "Rahma Wijaya"), ("person", "Tomas Brandt"), ("unnamed", "residents")]);
    assert_eq!(texts(&sources[0]["mentions"]), ["Rahma Wijaya", "Wijaya"]);
    assert_eq!(sources[0]["role"], "Mayor");
    assert!(sources[1].get("role").is_none() && sources[1]["quotes"] == json!([]));
    let said = |words: &[&str], by: &str| (words.iter().map(|w| w.to_string()).collect(), Some(by.to_string()));
    let of_wijaya = [
        said(&["“We won, é,”"], "Wijaya"),
        said(&["“It was close,”"], "she"),
        said(&["“We counted twice.", "“And then again.”"], "she"),
    ];
    assert_eq!(quotes(&sources[0]["quotes"]), of_wijaya);
    assert_eq!(sources[0]["quotes"][0]["text"], "“We won, é,”");
    assert_eq!(quotes(&sources[2]["quotes"]), [said(&["“We are glad,”"], "residents")]);
    let alone = vec!["“Nobody said this at all, and it stands here alone.”".to_string()];
    assert_eq!(quotes(&answer["unattributed"]), [(alone, None)]);
}

#[test]
fn the_answer_is_about_the_newest_text() {
    let mut client = Client::plain();
    client.open(STORY);
    for version in 2..40 {
        client.edit(version, (0, 0), (0, 0), "x");
    }
    client.edit(40, (0, 0), (0, 38), "");
    let answer = client.ask("copydesk/sources", params());
    assert_eq!(
        (&answer["version"], texts(&answer["sources"][0]["mentions"])),
        (&json!(40), vec!["Rahma Wijaya".into(), "Wijaya".into()])
    );
}

#[test]
fn what_is_not_open_has_no_answer() {
    let mut client = Client::plain();
    assert_eq!(client.ask("copydesk/sources", params()), Value::Null);
    let error = client.ask_in_vain("copydesk/sources", json!({ "uri": DRAFT }));
    assert_eq!(error["code"], -32602);
    client.open("");
    assert_eq!(client.ask("copydesk/sources", params()), json!({ "version": 1, "sources": [], "unattributed": [] }));
}
