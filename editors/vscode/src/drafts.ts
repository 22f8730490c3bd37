// Drafts: which documents are read, and why the others are left alone.
//
// A folder of code has Markdown, text and HTML too, and nobody wants its read-me read like a story. So a document is a
// draft where somebody said so: in its front matter, by a copydesk.toml beside or above it, or by the settings.

import * as vscode from 'vscode';

import * as settings from './settings';

/** Whether a document is read, and the reason in a few words. */
export interface Verdict {
  readonly read: boolean;
  readonly why: string;
}

const FRONT_LINES = 60;

/** What the writer decided by hand for single documents, until the window is closed. */
const byHand = new Map<string, boolean>();

/** Whether a folder holds a settings file; forgotten when one comes or goes. */
const folders = new Map<string, Promise<boolean>>();

export function forgetFolders(): void {
  folders.clear();
}

export function decide(document: vscode.TextDocument, read: boolean): void {
  byHand.set(document.uri.toString(), read);
}

export function isSettingsFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${settings.FILE}`);
}

export function isRegister(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${settings.NAMES}`);
}

/** A file of the desk, which the server marks and which is no draft. */
export function isSheet(uri: vscode.Uri): boolean {
  return isSettingsFile(uri) || isRegister(uri);
}

export async function verdict(document: vscode.TextDocument): Promise<Verdict> {
  const { uri } = document;
  if (!isDocument(uri)) {
    return no('this is no document of yours');
  }
  const enabled = settings.enable(document);
  if (isSettingsFile(uri)) {
    return { read: enabled !== 'never', why: 'the settings of a project' };
  }
  if (isRegister(uri) && enabled !== 'never') {
    // Others call their files so as well: it is ours where drafts are.
    return enabled === 'always' || noFolder() || (await hasSettings(uri)) ? yes('the register of a desk') : no(`no ${settings.FILE} here`);
  }
  if (!settings.languages().includes(document.languageId)) {
    return no(`“${document.languageId}” is not in copydesk.languages`);
  }
  const decided = byHand.get(uri.toString());
  if (decided !== undefined) {
    return { read: decided, why: 'as you decided for this document' };
  }
  if (enabled === 'never') {
    return no('copydesk.enable is “never”');
  }
  const front = saysFront(document);
  if (front !== undefined) {
    return { read: front, why: 'its front matter says so' };
  }
  if (settings.exclude(document).some((pattern) => vscode.languages.match({ pattern }, document) > 0)) {
    return no('its name stands in copydesk.exclude');
  }
  if (enabled === 'always') {
    return yes('copydesk.enable is “always”');
  }
  if (noFolder()) {
    return yes('no folder is open');
  }
  return (await hasSettings(uri))
    ? yes(`there is a ${settings.FILE}`)
    : no(`no ${settings.FILE} here`);
}

function noFolder(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length === 0;
}

/** What somebody edits: not the other side of a comparison, an output or the input line of a panel. */
function isDocument(uri: vscode.Uri): boolean {
  return uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** `copydesk: true` or `false` in the front matter; other keys that begin with `copydesk-` make a draft as well. */
function saysFront(document: vscode.TextDocument): boolean | undefined {
  const fence = document.lineAt(0).text.replace(/^\uFEFF/, '').trimEnd();
  if (fence !== '---' && fence !== '+++') {
    return undefined;
  }
  let says: boolean | undefined;
  const last = Math.min(document.lineCount, FRONT_LINES);
  for (let line = 1; line < last; line++) {
    const text = document.lineAt(line).text;
    if (text.trimEnd() === fence) {
      return says;
    }
    const key = /^(copydesk(?:-[\w-]+)?)\s*[:=]\s*["']?(\w*)/.exec(text);
    if (key?.[1] === 'copydesk') {
      return !/^(false|no|off)$/i.test(key[2] ?? '');
    }
    says ??= key ? true : undefined;
  }
  // The fence was never closed: this is no front matter.
  return undefined;
}

/** Whether a settings file governs a document; the server looks in the same places. */
async function hasSettings(uri: vscode.Uri): Promise<boolean> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map((f) => f.uri);
  if (uri.scheme === 'untitled') {
    return (await Promise.all(roots.map(holdsSettings))).includes(true);
  }
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path ?? '/';
  for (let folder = parent(uri); ; folder = parent(folder)) {
    if (await holdsSettings(folder)) {
      return true;
    }
    if (folder.path === top || folder.path === parent(folder).path) {
      return false;
    }
  }
}

function holdsSettings(folder: vscode.Uri): Promise<boolean> {
  const key = folder.toString();
  let known = folders.get(key);
  if (!known) {
    const file = vscode.Uri.joinPath(folder, settings.FILE);
    known = Promise.resolve(vscode.workspace.fs.stat(file)).then(
      () => true,
      () => false,
    );
    folders.set(key, known);
  }
  return known;
}

function parent(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

function yes(why: string): Verdict {
  return { read: true, why };
}

function no(why: string): Verdict {
  return { read: false, why };
}
