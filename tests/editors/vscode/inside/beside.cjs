// Beside the text: hints, lines over paragraphs and colours, off until they are switched on, and off again.
const { equal, file, find, found, set, show, step, until, vscode } = require('./lib.cjs');

exports.run = async () => {
  const harbour = await show(file('harbour.en.md'));
  await found(harbour, 3);
  const whole = new vscode.Range(0, 0, harbour.lineCount, 0);

  await step('inlay hints name the speaker behind a pronoun, when switched on', async () => {
    const hints = async () => (await vscode.commands.executeCommand('vscode.executeInlayHintProvider', harbour.uri, whole)) || [];
    equal((await hints()).length, 0);
    await set('inlayHints', true);
    const [hint] = await until(async () => ((await hints()).length > 0 ? hints() : undefined), 'a hint');
    equal([hint.label, hint.position], ['[Marion Ellery]', find(harbour, 'she said').start.translate(0, 3)]);
    await set('inlayHints', undefined);
    await until(async () => (await hints()).length === 0, 'no hint');
  });

  await step('a line stands over a paragraph that needs a speaker, when switched on', async () => {
    const lenses = async () => (await vscode.commands.executeCommand('vscode.executeCodeLensProvider', harbour.uri)) || [];
    equal((await lenses()).length, 0);
    await set('codeLens', true);
    const [lens] = await until(async () => ((await lenses()).length > 0 ? lenses() : undefined), 'a line');
    equal(lens.command.title, 'Nobody is said to have spoken this quote');
    equal(lens.range.start, find(harbour, '“Nobody up there').start);
    await vscode.commands.executeCommand(lens.command.command, ...lens.command.arguments);
    equal(vscode.window.activeTextEditor.selection.active, lens.range.start);
    await set('codeLens', undefined);
    await until(async () => (await lenses()).length === 0, 'no line');
  });

  await step('quotes and people are coloured, when switched on', async () => {
    const tokens = async () => {
      const found = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', harbour.uri);
      return found ? Array.from(found.data) : [];
    };
    equal(await tokens(), []);
    await set('semanticHighlighting', true);
    const data = await until(async () => ((await tokens()).length > 0 ? tokens() : undefined), 'colours');
    const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', harbour.uri);
    const seen = [];
    for (let i = 0, line = 0, column = 0; i < data.length; i += 5) {
      [line, column] = [line + data[i], data[i] === 0 ? column + data[i + 1] : data[i + 1]];
      const text = harbour.lineAt(line).text.slice(column, column + data[i + 2]);
      seen.push(`${legend.tokenTypes[data[i + 3]]}${data[i + 4] ? '!' : ''}:${text}`);
    }
    for (const want of ['class:Marion Ellery', 'class:Wieczorak', 'string:“People look at it and see a wall,”', 'string!:“Nobody up there has ever stood on that quay in a northerly.”']) {
      equal(seen.includes(want), true, `${want} in ${JSON.stringify(seen)}`);
    }
    await set('semanticHighlighting', undefined);
    await until(async () => (await tokens()).length === 0, 'no colours');
  });
};
