"""A writer's session in which everything is used, once for each editor: no message of the server is one that LSP's types do not
allow, and none is one that this editor said it cannot read.
"""
import asyncio
import os
import typing
from pathlib import Path

import attrs
import pytest
from lsprotocol import converters, types
from pytest_lsp import client_capabilities

import metamodel
from editor import PATIENCE, Editor

PROGRAM = os.environ["COPYDESK"]
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "harbour.en.md"
SOURCES = "copydesk/sources"
SETTINGS = {"rules": {"late-introduction": "hint"}, "inlayHints": False, "codeLens": False, "semanticHighlighting": False}
EVERYTHING = {"inlayHints": True, "codeLens": True, "semanticHighlighting": True}
REFRESHES = (types.WORKSPACE_INLAY_HINT_REFRESH, types.WORKSPACE_CODE_LENS_REFRESH, types.WORKSPACE_SEMANTIC_TOKENS_REFRESH)


def newest():
    """An editor that can all that copydesk may make use of."""
    capabilities = converters.get_converter().unstructure(client_capabilities("visual_studio_code"), types.ClientCapabilities)
    workspace, document = capabilities["workspace"], capabilities["textDocument"]
    for name in ("inlayHint", "diagnostics", "codeLens", "semanticTokens"):
        workspace[name] = {"refreshSupport": True}
    document["inlayHint"] = {"dynamicRegistration": True}
    document["diagnostic"] = {"dynamicRegistration": True, "relatedDocumentSupport": True}
    capabilities["general"]["positionEncodings"] = ["utf-8", "utf-16"]
    return converters.get_converter().structure(capabilities, types.ClientCapabilities)


EDITORS = {
    "vscode": lambda: client_capabilities("visual_studio_code@1.65.2"),
    "neovim": lambda: client_capabilities("neovim@0.11.0"),
    "neovim-old": lambda: client_capabilities("neovim@0.7.0"),
    "emacs": lambda: client_capabilities("emacs@29.1"),
    "newest": newest,
    "nothing": types.ClientCapabilities,
}


# The answer to `copydesk/sources`, as docs/protocol.md tells of it.
@attrs.define
class Quote:
    text: str
    ranges: typing.Sequence[types.Range]
    named: typing.Optional[types.Range] = None


@attrs.define
class Source:
    name: str
    kind: typing.Literal["person", "organisation", "place", "other", "unnamed"]
    mentions: typing.Sequence[types.Range]
    quotes: typing.Sequence[Quote]
    role: typing.Optional[str] = None


@attrs.define
class Sources:
    version: int
    sources: typing.Sequence[Source]
    unattributed: typing.Sequence[Quote]


class Draft:
    """A draft as the editor has it open."""

    def __init__(self, editor, path):
        self.editor, self.path, self.uri, self.text, self.version = editor, path, path.as_uri(), path.read_text(encoding="utf-8"), 1
        self.document = types.TextDocumentIdentifier(uri=self.uri)

    def at(self, words):
        """A little into the first place of these words."""
        return self.editor.position(self.text, self.text.index(words) + 1)

    def asked(self, words, kind=types.TextDocumentPositionParams, **others):
        return kind(text_document=self.document, position=self.at(words), **others)

    def whole(self):
        return types.Range(start=self.editor.position(self.text, 0), end=self.end())

    def end(self):
        return self.editor.position(self.text, len(self.text))


@pytest.fixture
def desk(tmp_path):
    """A folder that is a series, with a register and some drafts."""
    folder = tmp_path / "the desk"
    folder.mkdir()
    (folder / "copydesk.toml").write_text("series = true\n")
    (folder / "names.toml").write_text('[people."Priya Nandakumar"]\nother = ["Pria Nandakumar"]\nrole = "head of planning"\n')
    (folder / "harbour.en.md").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    filler = "“The quay is closed,” said Tomas Brandt, a clerk, on Monday.\n\n" * 30
    for n in range(20):
        (folder / f"part-{n:02}.md").write_text(f"# Part {n}\n\nTomasz Wieczorek came. Wieczorek left.\n\n{filler}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", EDITORS)
async def test_a_session_of_all_features(name, desk):
    editor = Editor()
    editor.set_configuration(SETTINGS, section="copydesk")
    await editor.start_io(PROGRAM, "lsp")
    try:
        await asyncio.wait_for(session(editor, EDITORS[name](), desk), 10 * PATIENCE)
        # Whoever sent something wrong was heard, though nothing came of it.
        assert editor.error is None, editor.error
        assert not editor.wrong, "\n".join(dict.fromkeys(editor.wrong))
        assert editor._server.returncode == 0
    finally:
        if editor._server.returncode is None:
            editor._server.kill()
        await editor.stop()


async def session(editor, capabilities, folder):
    offer = await editor.begin(capabilities, folder)
    draft = Draft(editor, folder / "harbour.en.md")
    await opens(editor, draft)
    await asks_at_places(editor, draft)
    await renames(editor, draft)
    await asks_for_fixes(editor, draft)
    await asks_beside_the_text(editor, draft, offer)
    await types_on(editor, draft)
    await asks_about_the_series(editor, draft)
    await changes_the_desk(editor, draft, folder)
    await asks_in_vain(editor, draft)
    heard_what_this_editor_can_hear(editor)
    await leaves(editor, draft)


async def opens(editor, draft):
    item = types.TextDocumentItem(uri=draft.uri, language_id="markdown", version=draft.version, text=draft.text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    assert len(await findings(editor, draft)) >= 3


async def findings(editor, draft):
    """The findings in the newest text, pushed or asked for, as they came."""
    if not pulls(editor):
        of_draft = lambda: [p for p in editor.heard.get(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, []) if p["uri"] == draft.uri]
        await editor.until(lambda: of_draft() and of_draft()[-1].get("version") == draft.version, f"findings in version {draft.version}")
        return of_draft()[-1]["diagnostics"]
    asked = types.DocumentDiagnosticParams(text_document=draft.document)
    full = await editor.ask(types.TEXT_DOCUMENT_DIAGNOSTIC, asked)
    again = await editor.ask(types.TEXT_DOCUMENT_DIAGNOSTIC, attrs.evolve(asked, previous_result_id=full["resultId"]))
    assert (full["kind"], again["kind"]) == ("full", "unchanged")
    return full["items"]


def pulls(editor):
    return "diagnosticProvider" in editor.answers[types.INITIALIZE][0]["capabilities"]


async def asks_at_places(editor, draft):
    for words in ("Tomasz", "carry the stones", "Nobody up there", "very expensive"):
        assert await editor.ask(types.TEXT_DOCUMENT_HOVER, draft.asked(words, types.HoverParams)), words
    assert await editor.ask(types.TEXT_DOCUMENT_HOVER, draft.asked("votes to mend", types.HoverParams)) is None
    assert await editor.ask(types.TEXT_DOCUMENT_DEFINITION, draft.asked("Wieczorek said", types.DefinitionParams))
    assert await editor.ask(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, draft.asked("Ellery told", types.DocumentHighlightParams))
    assert await editor.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(text_document=draft.document))
    who = await editor.ask(SOURCES, {"textDocument": {"uri": draft.uri}})
    assert len(who["sources"]) > 3 and len(who["unattributed"]) == 1
    editor.wrong += metamodel.faults(who, Sources, SOURCES)
    assert await editor.ask(SOURCES, {"textDocument": {"uri": "untitled:nothing"}}) is None


async def renames(editor, draft):
    if editor.can("textDocument.rename.prepareSupport"):
        found = await editor.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, draft.asked("Ellery told", types.PrepareRenameParams))
        assert found["placeholder"] == "Ellery"
        assert await editor.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, draft.asked("votes to mend", types.PrepareRenameParams)) is None
    # Another name; the name of somebody in the register; the name of another of the draft.
    for words, new in (("Marion", "Miriam Ellerby"), ("Priya", "Prija Nandakumar"), ("Harold", "Marion Ellery")):
        edit = await editor.ask(types.TEXT_DOCUMENT_RENAME, draft.asked(words, types.RenameParams, new_name=new))
        assert edit.get("documentChanges") or edit.get("changes")
    # Who cannot ask before a rename makes one of two, tells it afterwards.
    if not (editor.can("workspace.workspaceEdit.documentChanges") and editor.can("workspace.workspaceEdit.changeAnnotationSupport")):
        await editor.until(lambda: types.WINDOW_SHOW_MESSAGE in editor.heard, "a word about two that have one name now")
    for words, new in (("votes to mend", "Anything"), ("Marion", " ")):
        await refused(editor, types.TEXT_DOCUMENT_RENAME, draft.asked(words, types.RenameParams, new_name=new))


async def asks_for_fixes(editor, draft):
    context = types.CodeActionContext(diagnostics=[])
    asked = types.CodeActionParams(text_document=draft.document, range=draft.whole(), context=context)
    all_of_them = await editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, asked)
    assert len(all_of_them) > 5
    quick = attrs.evolve(asked, context=types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix]))
    assert await editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, quick) == all_of_them
    other = attrs.evolve(asked, context=types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.SourceOrganizeImports]))
    assert await editor.ask(types.TEXT_DOCUMENT_CODE_ACTION, other) == []


async def asks_beside_the_text(editor, draft, offer):
    questions = {
        types.TEXT_DOCUMENT_INLAY_HINT: (offer.inlay_hint_provider, types.InlayHintParams(text_document=draft.document, range=draft.whole())),
        types.TEXT_DOCUMENT_CODE_LENS: (offer.code_lens_provider, types.CodeLensParams(text_document=draft.document)),
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: (offer.semantic_tokens_provider, types.SemanticTokensParams(text_document=draft.document)),
    }
    offered = {method: params for method, (has, params) in questions.items() if has}
    for method, params in offered.items():
        assert await editor.ask(method, params) is None, f"{method} before it was asked for"
    editor.set_configuration(SETTINGS | EVERYTHING, section="copydesk")
    # An editor that can be asked for its settings sends none.
    sent = None if editor.can("workspace.configuration") else {"copydesk": SETTINGS | EVERYTHING}
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=sent))
    for method in REFRESHES:
        if editor.can(f"{method.removesuffix('/refresh').replace('/', '.')}.refreshSupport"):
            await editor.until(lambda: method in editor.heard, method)
    for method, params in offered.items():
        for _ in range(100):
            got = await editor.ask(method, params)
            if got:
                break
            await asyncio.sleep(0.05)
        assert got, method


async def types_on(editor, draft):
    """A name begins to be typed at the end of the draft, is completed, and the draft is saved."""
    begun = "\n“No,” Tomasz Wiecz"
    change(editor, draft, types.TextDocumentContentChangePartial(range=types.Range(start=draft.end(), end=draft.end()), text=begun))
    draft.text += begun
    asked = types.CompletionParams(text_document=draft.document, position=draft.end())
    offered = await editor.ask(types.TEXT_DOCUMENT_COMPLETION, asked)
    assert any("Wieczorek" in item["label"] for item in offered["items"])
    await findings(editor, draft)
    change(editor, draft, types.TextDocumentContentChangeWholeDocument(text=draft.text + "orek said.\n"))
    draft.text += "orek said.\n"
    await findings(editor, draft)
    draft.path.write_text(draft.text, encoding="utf-8")
    editor.text_document_did_save(types.DidSaveTextDocumentParams(text_document=draft.document))


def change(editor, draft, what):
    draft.version += 1
    document = types.VersionedTextDocumentIdentifier(uri=draft.uri, version=draft.version)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(text_document=document, content_changes=[what]))


async def asks_about_the_series(editor, draft):
    context = types.ReferenceContext(include_declaration=True)
    places = await editor.ask(types.TEXT_DOCUMENT_REFERENCES, draft.asked("Tomasz", types.ReferenceParams, context=context))
    assert len({place["uri"] for place in places}) == 21
    symbols = await editor.ask(types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams(query="tomw"))
    assert any("Wieczorek" in symbol["name"] for symbol in symbols)


async def changes_the_desk(editor, draft, folder):
    """Settings and the register change on the disk, are wrong for a while, and a folder comes and goes."""
    pushed = lambda file: [p["diagnostics"] for p in editor.heard.get(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, []) if p["uri"] == file.as_uri()]
    for file, wrong in ((folder / "copydesk.toml", 'series = true\nsevrity = "hint"\n'), (folder / "names.toml", "[people\n")):
        right = file.read_text()
        tells(editor, file, wrong)
        shown = lambda: editor.heard.get(types.WINDOW_SHOW_MESSAGE, [])
        await editor.until(lambda: any(file.name in said["message"] for said in shown()), f"a word about {file.name}")
        # Also an editor that asks for the findings of drafts is told those of a file that is open nowhere.
        await editor.until(lambda: pushed(file) and pushed(file)[-1], f"what is wrong in {file.name}")
        tells(editor, file, right)
        await editor.until(lambda: not pushed(file)[-1], f"nothing is wrong in {file.name}")
    # The same in an open file, with findings as in a draft.
    sheet = Draft(editor, folder / "copydesk.toml")
    sheet.text = 'series = true\n[rules]\nunattributed-quote = "loud"\n'
    item = types.TextDocumentItem(uri=sheet.uri, language_id="toml", version=1, text=sheet.text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    assert len(await findings(editor, sheet)) == 1
    editor.text_document_did_close(types.DidCloseTextDocumentParams(text_document=sheet.document))
    other = types.WorkspaceFolder(uri=folder.parent.as_uri(), name="above")
    for added, removed in (([other], []), ([], [other])):
        event = types.WorkspaceFoldersChangeEvent(added=added, removed=removed)
        editor.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event=event))
    assert await editor.ask(types.TEXT_DOCUMENT_HOVER, draft.asked("Tomasz", types.HoverParams))


def tells(editor, file, text):
    file.write_text(text)
    event = types.FileEvent(uri=file.as_uri(), type=types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))


async def asks_in_vain(editor, draft):
    """What the server does not do, and what it is told to forget."""
    await refused(editor, types.TEXT_DOCUMENT_FORMATTING, types.DocumentFormattingParams(
        text_document=draft.document, options=types.FormattingOptions(tab_size=4, insert_spaces=True)))
    await refused(editor, types.WORKSPACE_EXECUTE_COMMAND, types.ExecuteCommandParams(command="copydesk.nothing"))
    editor.set_trace(types.SetTraceParams(value=types.TraceValue.Verbose))
    question = editor.protocol.send_request(types.TEXT_DOCUMENT_HOVER, draft.asked("Tomasz", types.HoverParams), msg_id="forget me")
    editor.cancel_request(types.CancelParams(id="forget me"))
    editor.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token="nothing"))
    # An answer comes all the same, or the word that it was cancelled.
    await editor.until(question.done, "an answer to a question that was cancelled")
    question.exception()


async def refused(editor, method, params):
    with pytest.raises(Exception) as refusal:
        await editor.ask(method, params)
    assert getattr(refusal.value, "code", None) is not None, refusal.value


def heard_what_this_editor_can_hear(editor):
    """So that a feature that is not used any more is noticed here."""
    for method, can in {
        types.CLIENT_REGISTER_CAPABILITY: "workspace.didChangeWatchedFiles.dynamicRegistration",
        types.WORKSPACE_CONFIGURATION: "workspace.configuration",
        types.WINDOW_WORK_DONE_PROGRESS_CREATE: "window.workDoneProgress",
        types.PROGRESS: "window.workDoneProgress",
        types.WORKSPACE_INLAY_HINT_REFRESH: "workspace.inlayHint.refreshSupport",
        types.WORKSPACE_CODE_LENS_REFRESH: "workspace.codeLens.refreshSupport",
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: "workspace.semanticTokens.refreshSupport",
    }.items():
        assert (method in editor.heard) == bool(editor.can(can)), method
    assert types.WINDOW_LOG_MESSAGE in editor.heard and types.WINDOW_SHOW_MESSAGE in editor.heard


async def leaves(editor, draft):
    editor.text_document_did_close(types.DidCloseTextDocumentParams(text_document=draft.document))
    if not pulls(editor):
        last = lambda: [p for p in editor.heard[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] if p["uri"] == draft.uri][-1]
        await editor.until(lambda: last()["diagnostics"] == [], "no findings in a closed draft")
    await asyncio.wait_for(editor.shutdown_session(), PATIENCE)
