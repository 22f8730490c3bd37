// Which documents are read: drafts, and nothing that looks like one.
const { clean, closeAll, equal, file, find, findings, found, set, show, staysClean, step, until, vscode, write } = require('./lib.cjs');

const QUOTE = '“Nobody said this at all, and it stands here alone.”';

exports.run = async () => {
  await step('read-mes, change logs and licences are left alone', async () => {
    for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE.txt', 'readme.txt', 'requirements-dev.txt']) {
      await write(name, `A paragraph. ${QUOTE}\n`);
      await staysClean(await show(file(name)));
    }
  });

  await step('front matter makes a draft of them, and unmakes it', async () => {
    const readme = await show(file('README.md'));
    const editor = await vscode.window.showTextDocument(readme);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '---\ncopydesk: true\n---\n\n'));
    await found(readme, 1);
    await editor.edit((edit) => edit.replace(new vscode.Range(1, 10, 1, 14), 'false'));
    await clean(readme);
  });

  await step('plain text, HTML and ArchieML are read, code and its comments are not', async () => {
    for (const [name, text] of [['a.txt', QUOTE], ['b.html', `<p>Council met. ${QUOTE}</p>`], ['c.aml', `body: Council met. ${QUOTE}`]]) {
      const document = await show(await write(name, `${text}\n`));
      equal((await found(document, 1))[0], `unattributed-quote:${QUOTE}`, name);
    }
    for (const name of ['d.js', 'e.py', 'f.json']) {
      await staysClean(await show(await write(name, `// Council met. ${QUOTE}\n`)));
    }
    await set('languages', ['javascript']);
    await found(await show(file('d.js')), 1);
    await set('languages', undefined);
    await clean(await show(file('d.js')));
  });

  await step('a new document is read before it is saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `Council met. ${QUOTE}\n` });
    equal(document.uri.scheme, 'untitled');
    await vscode.window.showTextDocument(document);
    equal(await found(document, 1), [`unattributed-quote:${QUOTE}`]);
  });

  await step('copydesk.toml makes a folder of drafts: it comes and goes', async () => {
    await closeAll();
    const draft = await show(await write('loose.md', `Council met. ${QUOTE}\n`));
    await found(draft, 1);
    const settings = file('copydesk.toml');
    const text = await vscode.workspace.fs.readFile(settings);
    await vscode.workspace.fs.delete(settings);
    await clean(draft);
    await vscode.workspace.fs.writeFile(settings, text);
    await found(draft, 1);
  });

  await step('copydesk.toml is followed, and its slips are marked', async () => {
    const draft = await show(file('loose.md'));
    const settings = file('copydesk.toml');
    const text = await vscode.workspace.fs.readFile(settings);
    await vscode.workspace.fs.writeFile(settings, Buffer.from('[rules]\nunattributed-quote = "off"\nname-speling = "off"\n'));
    await clean(draft);
    const document = await show(settings);
    equal(await found(document, 1), [':name-speling'].map((f) => findings(document)[0] || f));
    await vscode.workspace.fs.writeFile(settings, text);
    await found(draft, 1);
  });

  await step('the register is followed as it stands in the editor, its slips are marked, and a quick fix writes to it', async () => {
    const harbour = await show(file('harbour.en.md'));
    await found(harbour, 3);
    const name = find(harbour, 'Priya Nandakumar');
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', harbour.uri, name);
    const add = actions.find((a) => a.title === 'Add Priya Nandakumar to the register (names.toml)');
    equal(add !== undefined, true, JSON.stringify(actions.map((a) => a.title)));
    await vscode.workspace.applyEdit(add.edit);
    const register = await show(file('names.toml'));
    equal(register.getText().includes('Priya Nandakumar'), true, register.getText());
    const editor = await vscode.window.showTextDocument(register);
    await editor.edit((edit) => edit.insert(new vscode.Position(register.lineCount, 0), '\n[people."Marian Ellery"]\nother = ["Marion Ellery"]\nrool = "x"\n'));
    await until(() => findings(harbour).some((f) => f.startsWith('house-name:')), 'the register counts before it is saved');
    await until(() => findings(register).length === 1, 'the slip is marked');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(file('names.toml'));
    await closeAll();
    await show(harbour.uri);
    await until(() => !findings(harbour).some((f) => f.startsWith('house-name:')), 'without a register');
  });

  await step('copydesk.enable: never and always, live', async () => {
    const draft = await show(file('loose.md'));
    await set('enable', 'never');
    await clean(draft);
    await set('enable', 'always');
    await found(draft, 1);
    await vscode.workspace.fs.delete(file('copydesk.toml'));
    await staysClean(await show(file('CHANGELOG.md')));
    equal(findings(draft).length, 1);
    await set('exclude', []);
    await found(await show(file('CHANGELOG.md')), 1);
    await set('exclude', undefined);
    await clean(await show(file('CHANGELOG.md')));
    await set('enable', undefined);
    await clean(draft);
    await write('copydesk.toml', '');
    await found(draft, 1);
  });

  await step('a document that is closed has no findings left', async () => {
    // Opened as a user opens it: what an extension opens lives on for minutes.
    const uri = await write('closed.md', `Council met. ${QUOTE}\n`);
    await vscode.commands.executeCommand('vscode.open', uri);
    const count = () => vscode.languages.getDiagnostics(uri).length;
    await until(() => count() === 1, 'a finding');
    await closeAll();
    await until(() => count() === 0, 'they are cleared');
  });
};
