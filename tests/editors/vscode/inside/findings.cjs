// Findings and hovers: the right words, whatever stands before them in the line.
const { clean, equal, find, findings, found, file, hovers, set, show, step, until, vscode } = require('./lib.cjs');

// What stands in the samples, as `rule:words`.
const HARBOUR = [
  'unbalanced-quote:“',
  'unattributed-quote:“Nobody up there has ever stood on that quay in a northerly.”',
  'name-spelling:Wieczorak',
];

exports.run = async () => {
  const harbour = await show(file('harbour.en.md'));

  await step('findings stand under the right words, also behind an emoji', async () => {
    equal(await found(harbour, 3), HARBOUR);
    const [spelling] = vscode.languages.getDiagnostics(harbour.uri).filter((d) => d.code.value === 'name-spelling');
    const line = harbour.lineAt(spelling.range.start.line).text;
    equal(line.slice(0, 3), '📣 ', 'the line begins with an emoji');
    // The emoji is two of the units in which VS Code counts.
    equal([spelling.range.start.character, spelling.range.end.character], [16, 25]);
    equal(spelling.severity, vscode.DiagnosticSeverity.Warning);
    equal(spelling.code.target.path.endsWith('/src/rules/name_spelling.md'), true, 'a link to the page of the rule');
  });

  await step('the Indonesian sample has its findings', async () => {
    const sample = await show(file('pelabuhan.id.md'));
    const all = await found(sample, 3);
    equal(all.some((f) => f === 'name-spelling:Suharjono'), true, JSON.stringify(all));
  });

  await step('hover says who somebody is, and who said a quote', async () => {
    const name = await hovers(harbour, find(harbour, 'Wieczorak').start);
    equal(name.length, 1, 'one hover');
    equal(name[0].includes('**Tomasz Wieczorek**'), true, name[0]);
    const quote = await hovers(harbour, find(harbour, 'Give us a berth').start);
    equal(quote[0].startsWith('**Tomasz Wieczorek** · speaker'), true, quote[0]);
    equal(await hovers(harbour, find(harbour, 'The work will cost').start), []);
  });

  await step('definition, references and highlights of a person', async () => {
    const at = find(harbour, 'Wieczorak').start;
    const ask = (what) => vscode.commands.executeCommand(what, harbour.uri, at);
    const definition = (await ask('vscode.executeDefinitionProvider'))[0];
    equal(harbour.getText(definition.range || definition.targetRange), 'Tomasz Wieczorek');
    const text = (places) => places.map((p) => harbour.getText(p.range));
    equal(text(await ask('vscode.executeReferenceProvider')), ['Tomasz Wieczorek', 'Wieczorek', 'Wieczorak']);
    equal(text(await ask('vscode.executeDocumentHighlights')), ['Tomasz Wieczorek', 'Wieczorek', 'Wieczorak']);
  });

  await step('findings follow the typing', async () => {
    const editor = await vscode.window.showTextDocument(harbour);
    await editor.edit((edit) => edit.replace(find(harbour, 'Wieczorak'), 'Wieczorek'));
    await until(() => findings(harbour).length === 2, 'two findings are left');
    await vscode.commands.executeCommand('undo');
    await until(() => findings(harbour).length === 3, 'three findings again');
  });

  await step('settings are changed live: rules, severities, quotes and files to be left alone', async () => {
    await set('rules.name-spelling', 'off');
    await until(() => findings(harbour).length === 2, 'the rule is off');
    await set('rules.name-spelling', 'hint');
    const severities = () => vscode.languages.getDiagnostics(harbour.uri).map((d) => d.severity);
    await until(() => severities().includes(vscode.DiagnosticSeverity.Hint), 'a hint');
    await set('rules.name-spelling', undefined);
    await until(() => findings(harbour).length === 3 && !severities().includes(vscode.DiagnosticSeverity.Hint), 'as before');
    await set('ignore.quotes', ['Nobody up there has ever stood on that quay in a northerly']);
    await until(() => findings(harbour).length === 2, 'the quote is left alone');
    await set('ignore.quotes', undefined);
    await set('ignore.files', ['harbour.*']);
    await clean(harbour);
    await set('ignore.files', undefined);
    await found(harbour, 3);
  });

  await step('the language of drafts is set live', async () => {
    const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'copydesk' });
    await vscode.window.showTextDocument(plain);
    await set('language', 'id');
    await set('language', undefined);
    equal(findings(plain), []);
  });
};
