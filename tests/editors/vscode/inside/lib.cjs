// What the tests inside VS Code share: steps, and questions as VS Code's own features ask them.
const vscode = require('vscode');
const { writeFileSync } = require('node:fs');
const path = require('node:path');

const results = [];
const only = process.env.COPYDESK_ONLY;

/** No step takes longer. */
const MOST = 60000;

/** Does one thing; what it throws is its failure. */
async function step(name, what) {
  if (only && !name.includes(only)) {
    return;
  }
  try {
    const late = sleep(MOST).then(() => Promise.reject(new Error(`it took more than ${MOST / 1000} s`)));
    await Promise.race([what(), late]);
    results.push({ name });
  } catch (error) {
    results.push({ name, problem: String(error && error.stack ? error.stack : error) });
  }
}

function finish() {
  writeFileSync(process.env.COPYDESK_RESULTS + '.part', JSON.stringify(results));
  require('node:fs').renameSync(process.env.COPYDESK_RESULTS + '.part', process.env.COPYDESK_RESULTS);
}

async function until(what, name, ms = 30000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await what();
    if (got) {
      return got;
    }
    if (Date.now() > end) {
      throw new Error(`never: ${name}`);
    }
    await sleep(30);
  }
}

function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

function equal(got, want, what = '') {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`${what}\n  got  ${JSON.stringify(got)}\n  want ${JSON.stringify(want)}`);
  }
}

function folder() {
  return vscode.workspace.workspaceFolders[0].uri;
}

function file(name) {
  return vscode.Uri.joinPath(folder(), name);
}

async function write(name, text) {
  await vscode.workspace.fs.writeFile(file(name), Buffer.from(text, 'utf8'));
  return file(name);
}

async function show(uri) {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function closeAll() {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Where some words stand first. */
function find(document, words, from = 0) {
  const at = document.getText().indexOf(words, from);
  if (at < 0) {
    throw new Error(`the draft does not hold: ${words}`);
  }
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

/** Our findings, as `rule:the words that are marked`. */
function findings(document) {
  const ours = vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === 'copydesk');
  return ours.map((d) => `${d.code && d.code.value !== undefined ? d.code.value : d.code}:${document.getText(d.range)}`);
}

/** Waits until a draft has findings, and returns them. */
async function found(document, count = 1) {
  await until(() => findings(document).length >= count, `${count} findings in ${document.uri.path}, but ${JSON.stringify(findings(document))}`);
  return findings(document);
}

/** Waits until a document has no findings. */
async function clean(document) {
  await until(() => findings(document).length === 0, `no findings in ${document.uri.path}, but ${JSON.stringify(findings(document))}`);
}

/** That a document has no findings, also after the time in which it would have got some. */
async function staysClean(document) {
  await sleep(700);
  equal(findings(document), [], `findings in ${document.uri.path}`);
}

/** What all hovers at a place say. */
async function hovers(document, position) {
  const all = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  return all.map((hover) => hover.contents.map((c) => (typeof c === 'string' ? c : c.value)).join('\n'));
}

/** Sets a setting of ours for all windows; undefined is the default. */
async function set(key, value) {
  await vscode.workspace.getConfiguration('copydesk').update(key, value, vscode.ConfigurationTarget.Global);
}

module.exports = {
  clean, closeAll, equal, file, find, findings, finish, folder, found, hovers, path, set, show, sleep, staysClean, step, until, vscode, write,
};
