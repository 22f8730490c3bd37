"""An editor that says what a certain editor says of itself, and reads every message of the server with care.

What is wrong with messages is gathered in `wrong`; what the server sent, in `heard`, by method. The names of what an editor can
are those of its capabilities in JSON, with dots between.
"""
import asyncio
import os
import uuid

import pytest_lsp
from lsprotocol import converters, types
from pygls.protocol import default_converter

import metamodel

PATIENCE = 30
# What may be sent only to editors that can this.
NEEDS = {
    types.WINDOW_WORK_DONE_PROGRESS_CREATE: "window.workDoneProgress",
    types.PROGRESS: "window.workDoneProgress",
    types.WORKSPACE_CONFIGURATION: "workspace.configuration",
    types.WORKSPACE_CODE_LENS_REFRESH: "workspace.codeLens.refreshSupport",
    types.WORKSPACE_DIAGNOSTIC_REFRESH: "workspace.diagnostics.refreshSupport",
    types.WORKSPACE_INLAY_HINT_REFRESH: "workspace.inlayHint.refreshSupport",
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: "workspace.semanticTokens.refreshSupport",
    types.WORKSPACE_APPLY_EDIT: "workspace.applyEdit",
}


class Protocol(pytest_lsp.client.LanguageClientProtocol):
    """Has each message read before anybody else sees it, and knows which question an answer is for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {}

    def send_request(self, method, params=None, callback=None, msg_id=None):
        msg_id = msg_id or str(uuid.uuid4())
        self.asked[msg_id] = method
        return super().send_request(method, params, callback, msg_id)

    def structure_message(self, data):
        # Objects inside of a message come here as well; a message without a version of its protocol ends the session.
        if "jsonrpc" in data:
            self._server.read(data, None if "method" in data else self.asked.pop(data.get("id"), None))
        return super().structure_message(data)


class Editor(pytest_lsp.LanguageClient):
    def __init__(self):
        super().__init__(protocol_cls=Protocol, converter_factory=default_converter)
        pytest_lsp.client.register_lsp_features(self)
        # What only stands to be asked again has no handler there.
        for method in (types.WORKSPACE_INLAY_HINT_REFRESH, types.WORKSPACE_CODE_LENS_REFRESH, types.WORKSPACE_SEMANTIC_TOKENS_REFRESH):
            self.feature(method)(lambda params: None)
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
        self.wrong, self.heard, self.answers, self.cans = [], {}, {}, {}

    def read(self, message, asked):
        """Every message of the server passes here, as it came."""
        self.wrong += metamodel.faults_of_message(message, asked)
        method = message.get("method")
        if method:
            self.heard.setdefault(method, []).append(message.get("params"))
            self.wrong += self.overreaches(method, message.get("params"))
        elif "result" in message:
            self.answers.setdefault(asked, []).append(message["result"])
            self.wrong += self.overreaches(asked, message["result"])

    def can(self, path):
        """What this editor said that it can."""
        value = self.cans
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def overreaches(self, method, said):
        """What of a message an editor that said this of itself need not understand."""
        if method in NEEDS and not self.can(NEEDS[method]):
            yield f"{method}: the editor cannot {NEEDS[method]}"
        if method == types.CLIENT_REGISTER_CAPABILITY:
            for registration in said["registrations"]:
                room, name = registration["method"].split("/")
                if not self.can(f"{room}.{name}.dynamicRegistration"):
                    yield f"{registration['method']}: is registered, which the editor cannot"
        for path, key, value in walk(said):
            need = None
            if key == "documentChanges":
                need = self.can("workspace.workspaceEdit.documentChanges")
            elif key == "changeAnnotations":
                need = self.can("workspace.workspaceEdit.changeAnnotationSupport")
            elif key == "kind" and value == "create":
                need = "create" in (self.can("workspace.workspaceEdit.resourceOperations") or ())
            elif key == "relatedInformation":
                need = self.can("textDocument.publishDiagnostics.relatedInformation") or self.can("textDocument.diagnostic.relatedInformation")
            elif key == "prepareProvider":
                need = self.can("textDocument.rename.prepareSupport")
            elif key == "isPreferred":
                need = self.can("textDocument.codeAction.isPreferredSupport")
            elif key == "children":
                need = self.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")
            elif key == "insertTextFormat" and value == types.InsertTextFormat.Snippet:
                need = self.can("textDocument.completion.completionItem.snippetSupport")
            elif key == "contents" and isinstance(value, dict):
                need = value["kind"] in (self.can("textDocument.hover.contentFormat") or [value["kind"]])
            else:
                continue
            if not need:
                yield f"{method}: {path} {key}: is sent, which the editor cannot read"

    async def begin(self, capabilities, folder):
        """Introduces itself, with this folder open."""
        self.cans = converters.get_converter().unstructure(capabilities, types.ClientCapabilities)
        uri = folder.as_uri()
        params = types.InitializeParams(
            capabilities=capabilities, process_id=os.getpid(), root_uri=uri,
            workspace_folders=[types.WorkspaceFolder(uri=uri, name=folder.name)] if self.can("workspace.workspaceFolders") else None,
        )
        answer = await asyncio.wait_for(self.initialize_session(params), PATIENCE)
        self.encoding = answer.capabilities.position_encoding or types.PositionEncodingKind.Utf16
        return answer.capabilities

    def position(self, text, offset):
        """A place in a text, as it was agreed to count columns."""
        line = text[:offset].split("\n")
        bytes_of = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[self.encoding]
        return types.Position(line=len(line) - 1, character=len(line[-1].encode(bytes_of[0])) // bytes_of[1])

    async def ask(self, method, params):
        """Puts a question, and returns the answer as it came."""
        await asyncio.wait_for(self.protocol.send_request_async(method, params), PATIENCE)
        return self.answers[method][-1]

    async def until(self, holds, what):
        """Waits for what the server does by itself."""
        for _ in range(PATIENCE * 50):
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"never: {what}; heard: {sorted(self.heard)}")


def walk(value, path=""):
    """All keys of a JSON value with what stands there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path, key, inner
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from walk(inner, f"{path}[{n}]")
