// Choices: quick fixes that a writer asks for by name, at the cursor or from the list of sources: who spoke this quote,
// and what the register should know of this name.

import * as vscode from 'vscode';
import { CodeActionRequest, type CodeAction, type WorkspaceEdit } from 'vscode-languageclient/node';

import type { Desk } from './desk';
import * as drafts from './drafts';
import type { Model, Quote } from './sources';

/** The rules that are about who spoke a quote. */
const OF_SPEAKERS = new Set<unknown>(['unattributed-quote', 'unclear-speaker']);

/** Offers the speakers of the quote at a place, and writes the one that is chosen into the draft. */
export async function nameSpeaker(desk: Desk, model: Model, editor: vscode.TextEditor, at: vscode.Position): Promise<void> {
  const quote = model.current?.document === editor.document ? quoteAt(model, at) : undefined;
  if (!quote) {
    say('there is no quote at the cursor.');
    return;
  }
  const about = (action: CodeAction) => action.diagnostics?.some((d) => OF_SPEAKERS.has(d.code)) === true;
  const actions = (await fixes(desk, editor.document, extent(quote))).filter(about);
  if (actions.length === 0) {
    const speaker = model.current?.sources.find((s) => s.quotes.includes(quote))?.name;
    say(speaker ? `this quote is spoken by ${speaker}.` : 'nothing can be done about this quote.');
    return;
  }
  await choose(desk, actions, 'Who spoke this quote?');
}

/** Offers what can be written to the register about the name at a place. Where that is one thing, it is done. */
export async function addToRegister(desk: Desk, editor: vscode.TextEditor, at: vscode.Position): Promise<void> {
  const actions = (await fixes(desk, editor.document, new vscode.Range(at, at))).filter((a) => register(a.edit));
  if (actions.length === 0) {
    say('there is no name at the cursor that could be added to the register.');
    return;
  }
  const chosen = await choose(desk, actions, 'What should the register know?', actions.length === 1);
  const file = chosen && register(chosen.edit);
  if (file) {
    const open = 'Open It';
    if ((await vscode.window.showInformationMessage(`copydesk: ${chosen.title}. The file is not saved yet.`, open)) === open) {
      await vscode.window.showTextDocument(file, { preview: false });
    }
  }
}

/** The quote around a place or around the words that name its speaker; else the first on its line that nobody spoke. */
function quoteAt(model: Model, at: vscode.Position): Quote | undefined {
  const around = model.quotes().find((q) => q.ranges.some((r) => r.contains(at)) || q.named?.contains(at) === true);
  return around ?? model.current?.unattributed.find((q) => q.ranges[0]?.start.line === at.line);
}

/** From the beginning of a quote to its end, with the words that name its speaker. */
function extent(quote: Quote): vscode.Range {
  const places = quote.named ? [...quote.ranges, quote.named] : [...quote.ranges];
  return places.reduce((all, place) => all.union(place));
}

async function fixes(desk: Desk, document: vscode.TextDocument, range: vscode.Range): Promise<CodeAction[]> {
  const { client } = desk;
  const asked = client && {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(range),
    context: { diagnostics: [], only: ['quickfix'] },
  };
  const found = asked && (await client.sendRequest(CodeActionRequest.type, asked));
  // A command has no edit: the server has none of them.
  return (found ?? []).filter((a): a is CodeAction => 'edit' in a);
}

async function choose(desk: Desk, actions: CodeAction[], title: string, atOnce = false): Promise<CodeAction | undefined> {
  const items = actions.map((action) => ({ label: action.title, action }));
  const chosen = atOnce ? items[0] : await vscode.window.showQuickPick(items, { title });
  const edit = chosen && (await desk.client?.protocol2CodeConverter.asWorkspaceEdit(chosen.action.edit));
  return edit && (await vscode.workspace.applyEdit(edit)) ? chosen.action : undefined;
}

/** The register that an edit is for. */
function register(edit: WorkspaceEdit | undefined): vscode.Uri | undefined {
  const changed = (edit?.documentChanges ?? []).map((change) => ('textDocument' in change ? change.textDocument.uri : ''));
  return [...changed, ...Object.keys(edit?.changes ?? {})].map((uri) => vscode.Uri.parse(uri)).find(drafts.isRegister);
}

function say(what: string): void {
  void vscode.window.showInformationMessage(`copydesk: ${what}`);
}
