// What VS Code's extension host runs: every file of tests, one after the other, in the window with the drafts.
const { closeAll, finish, step, until, vscode } = require('./lib.cjs');

exports.run = async () => {
  try {
    await step('the extension is there and active', async () => {
      const extension = vscode.extensions.getExtension('copydesk.copydesk');
      await until(() => extension && extension.isActive, 'the extension is active');
    });
    for (const tests of ['findings', 'changes', 'neighbours', 'beside', 'commands', 'drafts']) {
      await require(`./${tests}.cjs`).run();
      await closeAll();
    }
  } finally {
    finish();
  }
};
