// Settings file: the copydesk.toml that governs a draft, opened or made.

import * as vscode from 'vscode';

import * as settings from './settings';

/** What a new file says: everything that could be said, and nothing yet. */
const EXAMPLE = `# The drafts in this folder and below are read by copydesk, in every editor and on the command line.

# language = "en"                     # of drafts that do not say their own

[rules]
# unattributed-quote = "hint"         # "error", "warning", "information", "hint" or "off"

[ignore]
# quotes = ["Better late than never"] # quotes that need no speaker
# files = ["archive/**"]              # no drafts, written as in a .gitignore
`;

/** Opens the nearest settings file. Where there is none, one is made if the writer wants it (or has said so already). */
export async function openSettingsFile(make: boolean): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const folder = folderOf(document);
  if (!folder) {
    void vscode.window.showInformationMessage('copydesk: open a folder first; the settings of its drafts stand in it.');
    return;
  }
  const near = document?.uri.scheme === folder.scheme ? vscode.Uri.joinPath(document.uri, '..') : folder;
  let file = await nearest(near, folder);
  if (!file) {
    const target = vscode.Uri.joinPath(folder, settings.FILE);
    const yes = 'Make one';
    const question = `There is no ${settings.FILE} here. With one, the drafts in this folder are read.`;
    if (!make && (await vscode.window.showInformationMessage(question, yes)) !== yes) {
      return;
    }
    await vscode.workspace.fs.writeFile(target, Buffer.from(EXAMPLE, 'utf8'));
    file = target;
  }
  await vscode.window.showTextDocument(file);
}

/** The open folder of a document, or the first, or the folder of a loose file. */
function folderOf(document: vscode.TextDocument | undefined): vscode.Uri | undefined {
  const own = document && vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  if (own) {
    return own;
  }
  if (document?.uri.scheme === 'file') {
    return vscode.Uri.joinPath(document.uri, '..');
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function nearest(from: vscode.Uri, top: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let folder = from; ; folder = vscode.Uri.joinPath(folder, '..')) {
    const file = vscode.Uri.joinPath(folder, settings.FILE);
    try {
      await vscode.workspace.fs.stat(file);
      return file;
    } catch {
      if (folder.path === top.path || folder.path === '/' || !folder.path.startsWith(top.path)) {
        return undefined;
      }
    }
  }
}
