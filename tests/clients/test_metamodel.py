"""The reading of messages itself: it lets right ones pass, and finds what is wrong with others."""
import pytest
from lsprotocol import types

from metamodel import faults, faults_of_message

RANGE = {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 4}}
FINDING = {"range": RANGE, "message": "It is never closed", "severity": 2, "code": "a", "data": {"anything": [None, 1]}}
HOVER = {"contents": {"kind": "markdown", "value": "Ana"}, "range": RANGE}


def test_what_is_right_passes():
    assert faults(FINDING, types.Diagnostic) == []
    for answer in (HOVER, None):
        assert faults_of_message({"jsonrpc": "2.0", "id": 1, "result": answer}, "textDocument/hover") == []
    assert faults_of_message({"jsonrpc": "2.0", "id": 1, "error": {"code": -32801, "message": "…"}}, "textDocument/hover") == []
    assert faults({"kind": "create", "uri": "file:///a"}, types.CreateFile) == []
    assert faults({"uri": "file:///a", "version": None}, types.OptionalVersionedTextDocumentIdentifier) == []


@pytest.mark.parametrize("wrong, kind", [
    (FINDING | {"colour": "red"}, types.Diagnostic),
    (FINDING | {"severity": 5}, types.Diagnostic),
    (FINDING | {"severity": None}, types.Diagnostic),
    (FINDING | {"message": 7}, types.Diagnostic),
    (FINDING | {"relatedInformation": {}}, types.Diagnostic),
    ({"message": "nowhere"}, types.Diagnostic),
    (HOVER | {"contents": {"kind": "html", "value": ""}}, types.Hover),
    ({"line": -1, "character": 0}, types.Position),
    ({"line": True, "character": 0}, types.Position),
    ({"line": 0.5, "character": 0}, types.Position),
    ({"uri": "file:///a"}, types.CreateFile),
    ({"uri": "file:///a"}, types.OptionalVersionedTextDocumentIdentifier),
    ({"changes": {"file:///a": [{"range": RANGE}]}}, types.WorkspaceEdit),
])
def test_what_is_wrong_is_found(wrong, kind):
    assert len(faults(wrong, kind)) == 1


@pytest.mark.parametrize("message, asked", [
    ({"id": 1, "result": None}, "textDocument/hover"),
    ({"jsonrpc": "2.0", "id": 1, "result": None}, None),
    ({"jsonrpc": "2.0", "id": 1, "result": None, "error": {"code": 1, "message": ""}}, "textDocument/hover"),
    ({"jsonrpc": "2.0", "id": 1, "result": [HOVER]}, "textDocument/hover"),
    ({"jsonrpc": "2.0", "id": 1, "error": {"code": "x", "message": ""}}, "textDocument/hover"),
    ({"jsonrpc": "2.0", "method": "textDocument/hover", "id": 1, "params": {}}, None),
    ({"jsonrpc": "2.0", "method": "window/ourOwn", "params": {}}, None),
    ({"jsonrpc": "2.0", "method": "workspace/configuration", "params": {"items": []}}, None),
    ({"jsonrpc": "2.0", "method": "workspace/codeLens/refresh", "id": 1, "params": None}, None),
    ({"jsonrpc": "2.0", "method": "$/progress", "params": {"token": "a", "value": {"kind": "begin"}}}, None),
    ({"jsonrpc": "2.0", "method": "client/registerCapability", "id": 1, "params": {"registrations": [
        {"id": "a", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": [{"glob": "*"}]}}]}}, None),
])
def test_messages_that_are_wrong(message, asked):
    assert faults_of_message(message, asked)
