// Commands: what a writer calls by name, from the palette, a menu or a key.

import * as vscode from 'vscode';
import { PrepareRenameRequest, RenameRequest } from 'vscode-languageclient/node';

import { addToRegister, nameSpeaker } from './choices';
import type { Desk } from './desk';
import * as drafts from './drafts';
import { report } from './report';
import { openSettingsFile } from './settingsFile';
import { start, type Model } from './sources';
import type { Status } from './status';
import type { Node } from './view';

export function register(context: vscode.ExtensionContext, desk: Desk, model: Model, status: Status): void {
  const commands: Record<string, (...args: never[]) => unknown> = {
    rename: () => rename(desk),
    showSources: () => status.showSources(),
    nextQuote: () => goToQuote(model, 1),
    previousQuote: () => goToQuote(model, -1),
    attribute: (line?: Node) => attribute(desk, model, line),
    addToRegister: () => {
      const editor = draft(desk);
      return editor && addToRegister(desk, editor, editor.selection.active);
    },
    showFixes,
    openSettingsFile: () => openSettingsFile(false),
    checkFolder: () => openSettingsFile(true),
    readThis: () => decide(desk, true),
    leaveThisAlone: () => decide(desk, false),
    openSample: () => openSample(context, desk),
    restart: () => restart(desk),
    showLog: () => {
      desk.log.show(true);
    },
    copyReport: async () => {
      await vscode.env.clipboard.writeText(await report(context, desk));
      void vscode.window.showInformationMessage('copydesk: the report is in the clipboard. It holds no text of your drafts; read it before you send it.');
    },
  };
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`copydesk.${name}`, run));
  }
}

/** The editor with a draft that is before the writer; else it is said that there is none. */
function draft(desk: Desk): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && desk.isOpen(editor.document.uri)) {
    return editor;
  }
  void vscode.window.showInformationMessage('copydesk: there is no draft before you.');
  return undefined;
}

/** Renames by asking the server itself: whatever other extension F2 belongs to. */
async function rename(desk: Desk): Promise<void> {
  const editor = draft(desk);
  const { client } = desk;
  if (!editor || !client) {
    return;
  }
  const { document } = editor;
  const at = client.code2ProtocolConverter.asTextDocumentPositionParams(document, editor.selection.active);
  const found = await client.sendRequest(PrepareRenameRequest.type, at);
  if (!found || !('placeholder' in found)) {
    void vscode.window.showInformationMessage('copydesk: no person, organisation or place is named here.');
    return;
  }
  const range = client.protocol2CodeConverter.asRange(found.range);
  editor.selection = new vscode.Selection(range.start, range.end);
  const newName = await vscode.window.showInputBox({
    title: `Rename ${found.placeholder} through the draft`,
    prompt: 'Every mention is renamed, part by part. Enter renames, Escape changes nothing.',
    value: found.placeholder,
    validateInput: (name) => (name.trim() === '' ? 'A name is needed' : undefined),
  });
  if (newName === undefined || newName === found.placeholder) {
    return;
  }
  try {
    const edit = await client.sendRequest(RenameRequest.type, { ...at, newName });
    const changes = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
    if (changes) {
      await vscode.workspace.applyEdit(changes, { isRefactoring: true });
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`copydesk: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** To the next quote behind the cursor, or the last before it; over the end it goes on at the beginning. */
function goToQuote(model: Model, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const places = model.quotes().map(start);
  if (!editor || editor.document !== model.current?.document || places.length === 0) {
    void vscode.window.showInformationMessage('copydesk: there is no quote in this document.');
    return;
  }
  const cursor = editor.selection.active;
  const next =
    direction === 1
      ? (places.find((p) => p.isAfter(cursor)) ?? places[0])
      : (places.findLast((p) => p.isBefore(cursor)) ?? places[places.length - 1]);
  if (next) {
    editor.selection = new vscode.Selection(next, next);
    editor.revealRange(new vscode.Range(next, next), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** Names the speaker of the quote at the cursor, or of a line in the list of sources: then the cursor goes there. */
async function attribute(desk: Desk, model: Model, line?: Node): Promise<void> {
  const editor = draft(desk);
  const place = line?.places[0]?.start;
  if (!editor) {
    return;
  }
  if (place) {
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  await nameSpeaker(desk, model, editor, editor.selection.active);
}

/** What a click on the line over a paragraph does. */
async function showFixes(place: vscode.Position): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor) {
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('editor.action.quickFix');
  }
}

function decide(desk: Desk, read: boolean): void {
  const document = vscode.window.activeTextEditor?.document;
  if (document) {
    drafts.decide(document, read);
    void desk.review(document);
  }
}

/** A draft to try everything on, in the writer's language. Nothing is written anywhere. */
async function openSample(context: vscode.ExtensionContext, desk: Desk): Promise<void> {
  const name = vscode.env.language.startsWith('id') ? 'pelabuhan.id.md' : 'harbour.en.md';
  const file = vscode.Uri.joinPath(context.extensionUri, 'samples', name);
  const content = Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8');
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  drafts.decide(document, true);
  await vscode.window.showTextDocument(document);
  await desk.review(document);
}

async function restart(desk: Desk): Promise<void> {
  await desk.restart();
  desk.reviewAll();
}
