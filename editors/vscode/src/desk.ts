// Desk: the server, and the documents that are open in it.
//
// The server is started when the first draft appears, so that folders of code never have one. Which documents are
// drafts changes while they are open (settings, front matter, a copydesk.toml that comes or goes), so we open and close
// them in the server ourselves; the language client only passes on what happens to those that are open.

import * as vscode from 'vscode';
import {
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
  type StaticFeature,
} from 'vscode-languageclient/node';

import { disposeAll, type Disposable } from './disposables';
import * as drafts from './drafts';
import { middleware } from './middleware';
import * as server from './server';
import * as settings from './settings';

/** A change in the first lines may be one of the front matter. */
const FRONT_LINES = 60;

export type Health =
  | { readonly state: 'off' | 'starting' | 'running' | 'stopped' }
  | { readonly state: 'missing'; readonly why: string };

export class Desk implements vscode.Disposable {
  client: LanguageClient | undefined;
  found: server.Found | undefined;
  health: Health = { state: 'off' };

  private readonly changed = new vscode.EventEmitter<vscode.TextDocument | undefined>();
  /** Something is new: with one document, or (undefined) with the server. */
  readonly onDidChange = this.changed.event;

  /** Documents that are open in the server. */
  private readonly open = new Map<string, vscode.TextDocument>();
  private readonly disposables: Disposable[] = [this.changed];
  /** Starts and stops happen one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly log: vscode.OutputChannel,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${settings.FILE}`, false, true, false);
    const folders = () => {
      drafts.forgetFolders();
      this.reviewAll();
    };
    this.disposables.push(
      watcher,
      watcher.onDidCreate(folders),
      watcher.onDidDelete(folders),
      vscode.workspace.onDidChangeWorkspaceFolders(folders),
      vscode.workspace.onDidSaveTextDocument((document) => {
        // Outside the open folders nobody watches.
        if (drafts.isSettingsFile(document.uri)) {
          folders();
        }
      }),
      vscode.workspace.onDidOpenTextDocument((document) => void this.review(document)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        const atFront = event.contentChanges.some((c) => c.range.start.line < FRONT_LINES);
        if (atFront || !this.isOpen(event.document.uri)) {
          void this.review(event.document);
        }
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.close(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(settings.SECTION)) {
          return;
        }
        // VS Code asks for an outline again only where it comes from others than before: from a new client.
        const started = ['server.path', 'languages', 'outline'].some((key) => event.affectsConfiguration(`copydesk.${key}`));
        if (this.health.state !== 'off' && started) {
          void this.restart();
        }
        this.reviewAll();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (settings.serverPath() !== '' && this.health.state !== 'off') {
          void this.restart();
        }
      }),
    );
  }

  isOpen(uri: vscode.Uri): boolean {
    return this.open.has(uri.toString());
  }

  /** Looks at every document anew. */
  reviewAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      void this.review(document);
    }
  }

  /** Opens or closes a document in the server, as it is a draft now or none. */
  async review(document: vscode.TextDocument): Promise<void> {
    const { read } = await drafts.verdict(document);
    if (document.isClosed) {
      return;
    }
    if (read && this.health.state === 'off') {
      await this.start();
    }
    const key = document.uri.toString();
    const { client } = this;
    if (read && client?.state === State.Running && !this.open.has(key)) {
      this.open.set(key, document);
      const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
      void client.sendNotification(DidOpenTextDocumentNotification.type, params);
    } else if (!read) {
      this.close(document);
    }
    this.changed.fire(document);
  }

  private close(document: vscode.TextDocument): void {
    if (this.open.delete(document.uri.toString()) && this.client?.state === State.Running) {
      const params = this.client.code2ProtocolConverter.asCloseTextDocumentParams(document);
      void this.client.sendNotification(DidCloseTextDocumentNotification.type, params);
    }
  }

  start(): Promise<void> {
    return this.inTurn(async () => {
      if (this.client === undefined) {
        await this.startNow();
      }
    });
  }

  /** Stops the server and starts it again, with the program that the settings name now. */
  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  private inTurn(what: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(what, what);
    return this.queue;
  }

  private async startNow(): Promise<void> {
    this.found = await server.find(this.context);
    if (this.found.path === undefined) {
      this.log.appendLine(this.found.why);
      this.become({ state: 'missing', why: this.found.why });
      return;
    }
    this.log.appendLine(`Starting ${this.found.path} (found by: ${this.found.from})`);
    this.become({ state: 'starting' });
    const client = new LanguageClient('copydesk', 'copydesk', { command: this.found.path, args: ['lsp'] }, this.options());
    client.registerFeature(pushed);
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) {
        return;
      }
      if (newState !== State.Running) {
        this.open.clear();
      }
      const state = newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped';
      this.become({ state });
      if (newState === State.Running) {
        this.reviewAll();
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.appendLine(`The server could not be started: ${String(error)}`);
      this.become({ state: 'stopped' });
    }
  }

  private async stopNow(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.open.clear();
    if (client) {
      // A server that never answered cannot be told to leave; it goes when its input ends.
      await client.dispose(2000).catch((error: unknown) => {
        this.log.appendLine(`The server did not leave as it should: ${String(error)}`);
      });
    }
    this.become({ state: 'stopped' });
  }

  private options(): LanguageClientOptions {
    const languages = settings.languages().map((language) => ({ language }));
    return {
      documentSelector: [...languages, { pattern: `**/{${settings.FILE},${settings.NAMES}}` }],
      initializationOptions: settings.forServer(),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'copydesk',
      middleware: middleware((uri) => this.open.has(uri)),
    };
  }

  private become(health: Health): void {
    this.health = health;
    this.changed.fire(undefined);
  }

  dispose(): void {
    disposeAll(this.disposables);
  }
}

/**
 * We ask for findings to be pushed. An editor that pulls them keeps those of a document that is no draft any more
 * until it thinks of asking again.
 */
const pushed: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    delete capabilities.textDocument?.diagnostic;
    delete capabilities.workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};
