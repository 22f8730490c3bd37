// Installs the packed extension and waits for the first finding in a sample draft; for first_finding.sh.
//
//   node first.mjs CLONE
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';

import { VSCODE, WORK, browse, codeServer, profile, until } from './lib.mjs';

const clone = process.argv[2];
const userData = profile({ 'copydesk.enable': 'always' });
const extensions = mkdtempSync(path.join(WORK, 'extensions-'));
const entry = path.join(VSCODE, 'node_modules/code-server/out/node/entry.js');
const vsix = path.join(clone, 'editors/vscode/copydesk.vsix');
execFileSync(process.execPath, [entry, '--user-data-dir', userData, '--extensions-dir', extensions, '--install-extension', vsix], { stdio: 'pipe' });
const vscode = await codeServer(userData, extensions);
const { page, close } = await browse(`${vscode.url}/?folder=${path.join(clone, 'samples')}`);
await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'harbour.en.md' }).first().dblclick();
await until(() => page.locator('.squiggly-warning').count(), 'a line under a finding');
await close();
await vscode.stop();
