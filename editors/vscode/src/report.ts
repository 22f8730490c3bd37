// Report: what somebody who mends a fault has to know, and no word of a draft, no name of a file.

import * as vscode from 'vscode';

import type { Desk } from './desk';
import * as settings from './settings';

export async function report(context: vscode.ExtensionContext, desk: Desk): Promise<string> {
  const { version } = context.extension.packageJSON as { version: string };
  const server = desk.client?.initializeResult?.serverInfo;
  const lines = [
    '### copydesk in VS Code',
    '',
    `- extension: ${version}`,
    `- server: ${server ? `${server.name} ${server.version ?? ''}`.trim() : 'not running'} (found by: ${desk.found?.path === undefined ? 'nothing' : desk.found.from}; state: ${desk.health.state})`,
    `- editor: ${vscode.env.appName} ${vscode.version}, ${vscode.env.uiKind === vscode.UIKind.Web ? 'in a browser' : 'on the desktop'}${vscode.env.remoteName === undefined ? '' : ', remote'}`,
    `- system: ${process.platform}-${process.arch}, language ${vscode.env.language}`,
    `- folders open: ${(vscode.workspace.workspaceFolders ?? []).length}, trusted: ${vscode.workspace.isTrusted}`,
    `- document: ${describe(desk)}`,
    `- other extensions for it: ${neighbours()}`,
    '',
    'Settings that differ from the defaults:',
    '',
    '```json',
    JSON.stringify(settings.changed(), null, 2),
    '```',
    '',
  ];
  return Promise.resolve(lines.join('\n'));
}

function describe(desk: Desk): string {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    return 'none';
  }
  const found = new Map<string, number>();
  for (const { source, code } of vscode.languages.getDiagnostics(document.uri)) {
    const name = typeof code === 'object' ? String(code.value) : String(code);
    if (source === 'copydesk') {
      found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  const findings = [...found].map(([name, n]) => `${n} ${name}`).join(', ');
  const facts = [
    document.languageId,
    `${document.lineCount} lines`,
    document.uri.scheme,
    desk.isOpen(document.uri) ? 'read' : 'left alone',
    `findings: ${findings === '' ? 'none' : findings}`,
  ];
  return facts.join(', ');
}

/** The other extensions that say they are for Markdown or text: they may have the same keys. */
function neighbours(): string {
  const language = vscode.window.activeTextEditor?.document.languageId;
  const others = vscode.extensions.all.filter((extension) => {
    const { activationEvents } = extension.packageJSON as { activationEvents?: string[] };
    return extension.isActive && !extension.id.startsWith('copydesk.') && activationEvents?.includes(`onLanguage:${language ?? ''}`);
  });
  return others.length === 0 ? 'none' : others.map((e) => e.id).join(', ');
}
