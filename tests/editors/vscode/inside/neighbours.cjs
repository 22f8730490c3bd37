// Side by side with VS Code's own Markdown: each keeps what is its own, nothing is doubled and nothing is stolen.
const { equal, file, find, findings, found, hovers, set, show, step, until, vscode } = require('./lib.cjs');

const HEADING = 'Ferry talks with Ines Corte end';
const QUOTE = '“Nobody asked us before the winter, and nobody will ask us now.”';

exports.run = async () => {
  const page = await show(file('neighbours.md'));
  const before = page.getText();
  await found(page, 1);
  const at = (words, offset = 0, from = 0) => find(page, words, from).start.translate(0, offset);
  const prepare = (position) =>
    vscode.commands.executeCommand('vscode.prepareRename', page.uri, position).then(
      (found) => page.getText(found.range || found),
      () => 'refused',
    );
  const rename = (position, name) => vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', page.uri, position, name);

  await step('side by side: VS Code’s own Markdown is there', async () => {
    await until(async () => (await outline(page)).includes(HEADING), 'its outline');
  });

  await step('side by side: findings are in prose alone', async () => {
    equal(findings(page), [`unattributed-quote:${QUOTE}`]);
  });

  await step('side by side: F2 on a name is ours, on a heading and a link it is Markdown’s', async () => {
    equal(await prepare(at('Corte said', 1)), 'Corte');
    equal(await prepare(at('What the crews want', 2)), 'What the crews want');
    equal(await prepare(at('The crews met', 5)), 'refused');
    const edit = await rename(at('What the crews want', 2), 'What crews ask');
    equal(await vscode.workspace.applyEdit(edit), true);
    equal(page.getText().includes('## What crews ask\n') && page.getText().includes('(#what-crews-ask)'), true, 'heading and link');
    await vscode.commands.executeCommand('undo');
    equal(page.getText() === before, true, 'one undo');
    const own = await rename(at('Corte said', 1), 'Cortez');
    equal(await vscode.workspace.applyEdit(own), true);
    equal(page.getText(), before.replace('Ines Corte, the', 'Ines Cortez, the').replace('Corte said', 'Cortez said').replace('with Ines Corte end', 'with Ines Cortez end'));
    await vscode.commands.executeCommand('undo');
    equal(page.getText() === before, true, 'one undo');
  });

  await step('side by side: one hover for a name, none of ours on links and headings', async () => {
    const name = await hovers(page, at('Ines Corte, the', 1));
    equal([name.length, name[0].startsWith('**Ines Corte** · person')], [1, true], JSON.stringify(name));
    const link = await hovers(page, at('#what-the-crews-want', 3));
    equal(link.filter((h) => h.includes('· person') || h.includes('speaker')), []);
  });

  await step('side by side: definitions and references of links are Markdown’s, of people ours', async () => {
    const definitions = async (position) => {
      const all = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', page.uri, position);
      return all.map((d) => page.lineAt((d.range || d.targetRange).start.line).text);
    };
    equal(await definitions(at('#what-the-crews-want', 3)), ['## What the crews want']);
    const [first] = await definitions(at('Corte said', 1));
    equal((await definitions(at('Corte said', 1))).length, 1);
    equal(first.startsWith('Ines Corte, the') || first.startsWith('# Ferry'), true, first);
    const references = await vscode.commands.executeCommand('vscode.executeReferenceProvider', page.uri, at('## What the crews', 4));
    equal(references.length, 2, 'the heading and the link to it');
  });

  await step('side by side: the outline has the headings, and ours where it is asked for', async () => {
    equal(await outline(page), [HEADING, 'What the crews want']);
    await set('outline', 'always');
    await until(async () => (await outline(page)).includes('People'), 'ours beside it');
    equal((await outline(page)).includes(HEADING), true, 'and the headings');
    await set('outline', undefined);
    await until(async () => !(await outline(page)).includes('People'), 'the headings alone');
    const plain = await show(await require('./lib.cjs').write('plain.txt', 'Ines Corte spoke. “We will sail again,” Corte said.\n'));
    await until(async () => (await outline(plain)).includes('Ines Corte'), 'in plain text it is ours');
    await show(page.uri);
  });

  await step('side by side: folding, links and words offered while typing are Markdown’s alone', async () => {
    const links = await vscode.commands.executeCommand('vscode.executeLinkProvider', page.uri);
    equal(links.length, 3);
    const offered = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', page.uri, at('#what-the-crews-want', 1));
    equal(offered.items.some((item) => item.detail === 'copydesk'), false);
  });
};

/** The names in a document's outline, without those below headings of code. */
async function outline(document) {
  const symbols = (await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri)) || [];
  const names = [];
  const visit = (all) => all.forEach((s) => (names.push(s.name.replace(/^#+ /, '')), visit(s.children || [])));
  visit(symbols);
  return names;
}
