// Commands: to the next quote, the settings file, a sample, the report, a new server, and what is said without one.
const { readdirSync, readlinkSync, renameSync } = require('node:fs');
const { clean, closeAll, equal, file, find, findings, found, path, set, show, step, until, vscode } = require('./lib.cjs');

const run = (name, ...args) => vscode.commands.executeCommand(`copydesk.${name}`, ...args);

/** The running servers of this extension. */
function servers() {
  const { extensionPath } = vscode.extensions.getExtension('copydesk.copydesk');
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/exe`).startsWith(path.join(extensionPath, 'server'));
    } catch {
      return false;
    }
  });
}

exports.run = async () => {
  await step('to the next quote and back, round the end', async () => {
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    const editor = vscode.window.activeTextEditor;
    const word = () => harbour.lineAt(editor.selection.active.line).text.slice(editor.selection.active.character, editor.selection.active.character + 12);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await until(async () => (await run('nextQuote'), editor.selection.active.line > 0), 'the first quote');
    equal(word(), '“We have put');
    await run('nextQuote');
    equal(word(), '“Give us a b');
    await run('previousQuote');
    equal(word(), '“We have put');
    await run('previousQuote');
    equal(word(), '“Nobody up t', 'the last one');
    await run('nextQuote');
    equal(word(), '“We have put', 'the first one again');
  });

  /** Runs a command, and takes the first of what it offers, until that is done. */
  const takeFirst = async (name, done) => {
    const over = run(name);
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return done();
    }, `what ${name} does`);
    return over;
  };

  await step('the speaker of a quote is named by a command', async () => {
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    const editor = vscode.window.activeTextEditor;
    const [orphan] = findings(harbour).filter((f) => f.startsWith('unattributed-quote:'));
    editor.selection = new vscode.Selection(find(harbour, 'Nobody up there').start, find(harbour, 'Nobody up there').start);
    const line = () => harbour.lineAt(editor.selection.active.line).text;
    await takeFirst('attribute', () => /northerly.* said /.test(line()));
    await until(() => !findings(harbour).includes(orphan), 'no quote without a speaker');
    await vscode.commands.executeCommand('undo');
    await until(() => findings(harbour).includes(orphan), 'the same quote again');
    // Where there is nothing to do, nothing is changed.
    const version = harbour.version;
    editor.selection = new vscode.Selection(find(harbour, 'We have put').start, find(harbour, 'We have put').start);
    await run('attribute');
    equal(harbour.version, version);
  });

  await step('a name is added to the register by a command', async () => {
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    const at = find(harbour, 'Priya Nandakumar').start;
    vscode.window.activeTextEditor.selection = new vscode.Selection(at, at);
    const register = () => vscode.workspace.textDocuments.find((d) => d.uri.path === file('names.toml').path);
    void run('addToRegister');
    await until(() => register()?.getText().includes('Priya Nandakumar'), 'the name is in the register');
    await vscode.commands.executeCommand('notifications.clearAll');
    await show(file('names.toml'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(file('names.toml'));
    await closeAll();
  });

  await step('the settings file of a draft is opened, or made', async () => {
    await run('openSettingsFile');
    equal(vscode.window.activeTextEditor.document.uri.path, file('copydesk.toml').path);
    await vscode.workspace.fs.delete(file('copydesk.toml'));
    const harbour = await show(file('harbour.en.md'));
    await clean(harbour);
    await run('checkFolder');
    const made = vscode.window.activeTextEditor.document;
    equal(made.uri.path, file('copydesk.toml').path);
    await until(() => made.getText().includes('[rules]'), 'the example');
    await found(harbour, 3);
    equal(findings(made), [], 'the example says nothing wrong');
  });

  await step('a document is checked, and left alone, by hand', async () => {
    const readme = await show(await require('./lib.cjs').write('README.txt', 'Council met. “Nobody said this at all, and it stands here alone.”\n'));
    await run('readThis');
    await found(readme, 1);
    await run('leaveThisAlone');
    await clean(readme);
  });

  await step('a sample draft is opened without writing anything', async () => {
    await closeAll();
    await run('openSample');
    const { document } = vscode.window.activeTextEditor;
    equal(document.uri.scheme, 'untitled');
    await found(document, 3);
  });

  await step('the report holds versions and settings, and no text of the draft', async () => {
    await set('rules.name-spelling', 'hint');
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    await run('copyReport');
    const report = await vscode.env.clipboard.readText();
    for (const words of ['extension: 0.', 'server: copydesk 0.', 'found by: extension', 'state: running', vscode.version, '"name-spelling": "hint"', '1 unattributed-quote', 'markdown']) {
      equal(report.includes(words), true, `${words} in ${report}`);
    }
    for (const words of ['Ellery', 'Saltmere', 'harbour', harbour.uri.path]) {
      equal(report.includes(words), false, `${words} in ${report}`);
    }
    await set('rules.name-spelling', undefined);
  });

  await step('the server is started again', async () => {
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    const [before, ...more] = servers();
    equal(more, [], 'there is one server');
    await run('restart');
    await found(harbour, 3);
    await until(() => !servers().includes(before), 'the old one has left');
    equal(servers().length, 1);
  });

  await step('a server that dies is started again, and knows its drafts', async () => {
    const harbour = await show(file('harbour.en.md'));
    const [before] = servers();
    process.kill(Number(before), 'SIGKILL');
    await until(() => servers().length === 1 && servers()[0] !== before, 'a new server');
    const editor = await vscode.window.showTextDocument(harbour);
    await editor.edit((edit) => edit.replace(find(harbour, 'Wieczorak'), 'Wieczorek'));
    await until(() => findings(harbour).length === 2, 'it follows the typing');
    await vscode.commands.executeCommand('undo');
    await found(harbour, 3);
  });

  await step('a path without a program is said, and the right one starts without a reload', async () => {
    const harbour = await show(file('harbour.en.md'));
    try {
      await set('server.path', '/nowhere/copydesk');
      await clean(harbour);
      await until(() => servers().length === 0, 'no server');
      // The old one has left a moment before the new one is found to be missing.
      await until(async () => {
        await run('copyReport');
        return (await vscode.env.clipboard.readText()).includes('state: missing');
      }, 'the report says that it is missing');
    } finally {
      await set('server.path', undefined);
    }
    await found(harbour, 3);
  });

  await step('without a server inside, the one in PATH is taken, and where there is none that is said', async () => {
    const { extensionPath } = vscode.extensions.getExtension('copydesk.copydesk');
    const [inside, away] = ['server', 'elsewhere'].map((name) => path.join(extensionPath, name));
    const PATH = process.env.PATH;
    const harbour = await show(file('harbour.en.md'));
    const report = async () => {
      await run('restart');
      await run('copyReport');
      return vscode.env.clipboard.readText();
    };
    renameSync(inside, away);
    try {
      process.env.PATH = `/nowhere${path.delimiter}${away}`;
      equal(/found by: PATH; state: running/.test(await report()), true);
      await found(harbour, 3);
      process.env.PATH = '/nowhere';
      equal(/found by: nothing; state: missing/.test(await report()), true);
      await clean(harbour);
    } finally {
      process.env.PATH = PATH;
      renameSync(away, inside);
    }
    equal(/found by: extension; state: running/.test(await report()), true);
    await found(harbour, 3);
  });
};
