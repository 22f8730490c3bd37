// Changes to a draft: rename and quick fixes, each undone in one step.
const { equal, file, find, findings, found, show, step, until, vscode } = require('./lib.cjs');

exports.run = async () => {
  const harbour = await show(file('harbour.en.md'));
  const before = harbour.getText();
  await found(harbour, 3);

  const undo = async () => {
    await vscode.window.showTextDocument(harbour);
    await vscode.commands.executeCommand('undo');
    equal(harbour.getText() === before, true, 'one undo brings everything back');
  };

  await step('rename changes every mention, and one undo takes it back', async () => {
    const at = find(harbour, 'Marion Ellery').start;
    const prepared = await vscode.commands.executeCommand('vscode.prepareRename', harbour.uri, at);
    equal(prepared.placeholder, 'Marion Ellery');
    const edit = await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', harbour.uri, at, 'Miriam Ellerby');
    equal(edit.size, 1, 'one document');
    equal(await vscode.workspace.applyEdit(edit), true);
    equal(harbour.getText(), before.replace('Marion Ellery', 'Miriam Ellerby').replace('Ellery told', 'Ellerby told'));
    await undo();
  });

  await step('rename refuses where nobody stands', async () => {
    const at = find(harbour, 'the north slip').start;
    const refused = await vscode.commands.executeCommand('vscode.prepareRename', harbour.uri, at).then(
      () => undefined,
      (error) => error,
    );
    equal(refused !== undefined, true, 'it offers to rename an ordinary word');
  });

  await step('a quick fix mends a spelling, and one undo takes it back', async () => {
    const range = find(harbour, 'Wieczorak');
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', harbour.uri, range);
    const fixes = actions.filter((a) => a.kind && a.kind.value === 'quickfix');
    equal(fixes.slice(0, 2).map((a) => a.title), ['Spell it Wieczorek here', 'Spell it Wieczorak everywhere (2 places)']);
    equal(await vscode.workspace.applyEdit(fixes[0].edit), true);
    equal(harbour.getText(), before.replace('Wieczorak', 'Wieczorek'));
    await until(() => findings(harbour).length === 2, 'the finding is gone');
    await undo();
    await found(harbour, 3);
  });
};
