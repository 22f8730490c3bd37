// Server: where the program stands. The setting first, then the one that came with this extension, then PATH.

import { constants } from 'node:fs';
import { access, chmod, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';

import * as vscode from 'vscode';

import * as settings from './settings';

export type Found =
  | { readonly path: string; readonly from: 'setting' | 'extension' | 'PATH' }
  | { readonly path: undefined; readonly why: string };

const PROGRAM = process.platform === 'win32' ? 'copydesk.exe' : 'copydesk';

export async function find(context: vscode.ExtensionContext): Promise<Found> {
  const set = settings.serverPath();
  if (set !== '') {
    const named = resolve(set);
    if (await isProgram(named)) {
      return { path: named, from: 'setting' };
    }
    // What was asked for by name is not replaced in silence by something else.
    return { path: undefined, why: `The setting copydesk.server.path names ${named}, which is no program that can be started.` };
  }
  const inside = context.asAbsolutePath(path.join('server', PROGRAM));
  if (await isProgram(inside, true)) {
    return { path: inside, from: 'extension' };
  }
  for (const folder of (process.env.PATH ?? '').split(path.delimiter).filter((f) => path.isAbsolute(f))) {
    const candidate = path.join(folder, PROGRAM);
    if (await isProgram(candidate)) {
      return { path: candidate, from: 'PATH' };
    }
  }
  return {
    path: undefined,
    why:
      `This extension came without the copydesk program for ${process.platform}-${process.arch}, and there is none in PATH. ` +
      'Install the program, or name it in the setting copydesk.server.path.',
  };
}

/** `~` is the home folder, and what is not absolute is seen from the first open folder. */
function resolve(set: string): string {
  const home = /^~(?=$|[\\/])/;
  const expanded = set.replace(home, homedir());
  if (path.isAbsolute(expanded)) {
    return expanded;
  }
  const root = vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === 'file');
  return root ? path.join(root.uri.fsPath, expanded) : expanded;
}

/** Whether a file can be started. Some unpackers lose the mark that says so: ours gets it back. */
async function isProgram(file: string, ours = false): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) {
      return false;
    }
    if (ours && process.platform !== 'win32') {
      await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
    }
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
