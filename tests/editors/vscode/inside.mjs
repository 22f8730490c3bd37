// Runs inside/index.cjs in VS Code's extension host, where the API is, beside the packed extension.
//
//   COPYDESK_EXTENSION=FOLDER node inside.mjs      the unpacked extension
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { WORK, browse, expect, finish, profile, report, serverMain, serversBelow, step, until } from './lib.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../..');
const extension = process.env.COPYDESK_EXTENSION;

const drafts = mkdtempSync(path.join(WORK, 'drafts-'));
for (const sample of ['harbour.en.md', 'pelabuhan.id.md']) {
  cpSync(path.join(root, 'samples', sample), path.join(drafts, sample));
}
cpSync(path.join(here, 'drafts'), drafts, { recursive: true });

const results = path.join(WORK, 'inside.json');
const userData = profile(JSON.parse(process.env.COPYDESK_SETTINGS ?? '{}'));
const extensions = path.join(WORK, 'no-extensions');
mkdirSync(extensions, { recursive: true });

const vscode = await serverMain(userData, extensions, { COPYDESK_RESULTS: results, COPYDESK_ONLY: process.env.COPYDESK_ONLY ?? '' });
const remote = (file) => `vscode-remote://127.0.0.1:${vscode.port}${file}`;
const payload = JSON.stringify([
  ['extensionDevelopmentPath', remote(extension)],
  ['extensionTestsPath', remote(path.join(here, 'inside', 'index.cjs'))],
]);
const { close, page } = await browse(`${vscode.url}/?folder=${drafts}&payload=${encodeURIComponent(payload)}`);
try {
  await until(() => existsSync(results), 'the tests in the extension host come to their end', 480000);
  for (const { name, problem } of JSON.parse(readFileSync(results, 'utf8'))) {
    report(name, problem);
  }
} catch (error) {
  await page.screenshot({ path: path.join(WORK, 'inside.png') });
  writeFileSync(path.join(WORK, 'inside.log'), vscode.said());
  report('the API from inside', error.message);
}
await close();
await vscode.stop();
await step('the server left with VS Code', async () => {
  await until(() => serversBelow(extension).length === 0, 'the server leaves', 8000);
  expect(existsSync(results), 'it never ran');
});
finish();
