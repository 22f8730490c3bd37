// The extension: what is put together when VS Code starts it, and taken apart when it leaves.

import * as vscode from 'vscode';

import { register } from './commands';
import { Desk } from './desk';
import { Model } from './sources';
import { Status } from './status';
import { View } from './view';

/** How the program is installed. */
const INSTALL = 'https://github.com/copydesk/copydesk#install';

let desk: Desk | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('copydesk');
  const here = new Desk(context, log);
  desk = here;
  const model = new Model(here);
  const status = new Status(here, model);
  context.subscriptions.push(log, here, model, new View(model), status, tellOfMissing(here));
  register(context, here, model, status);
  here.reviewAll();
}

export async function deactivate(): Promise<void> {
  await desk?.stop();
}

/** Says once, and again after each attempt, that there is no server and what can be done about it. */
function tellOfMissing(desk: Desk): vscode.Disposable {
  let told: unknown;
  return desk.onDidChange(() => {
    const { health } = desk;
    if (health.state !== 'missing' || health === told) {
      return;
    }
    told = health;
    const [setting, install] = ['Open the setting', 'How to install it'];
    void vscode.window.showErrorMessage(`copydesk: ${health.why}`, setting, install).then((choice) => {
      if (choice === setting) {
        void vscode.commands.executeCommand('workbench.action.openSettings', 'copydesk.server.path');
      } else if (choice === install) {
        void vscode.env.openExternal(vscode.Uri.parse(INSTALL));
      }
    });
  });
}
