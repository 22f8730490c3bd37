// Status: the line at the foot of the window, and, behind the braces, why a document is read or not.

import * as vscode from 'vscode';

import type { Desk } from './desk';
import { disposeAll, type Disposable } from './disposables';
import * as drafts from './drafts';
import * as settings from './settings';
import { count, plural, type Model } from './sources';
import { VIEW } from './view';

/** What menus and welcome pages ask for. */
const IN_USE = 'copydesk.inUse';
const DRAFT = 'copydesk.draft';
const STATE = 'copydesk.state';

export class Status implements vscode.Disposable {
  private readonly counts = vscode.window.createStatusBarItem('copydesk.counts', vscode.StatusBarAlignment.Left, 50);
  private language: vscode.LanguageStatusItem | undefined;
  /** Somebody asked for the list where no draft was read yet. */
  private wanted = false;
  private readonly disposables: Disposable[];

  constructor(
    private readonly desk: Desk,
    private readonly model: Model,
  ) {
    this.counts.name = 'Quotes and Sources';
    this.counts.command = 'copydesk.showSources';
    const look = () => void this.look();
    this.disposables = [
      this.counts,
      desk.onDidChange(look),
      model.onDidChange(look),
      vscode.window.onDidChangeActiveTextEditor(look),
    ];
    look();
  }

  /** Shows the list of sources, which is only there where copydesk is in use, or asked for. */
  async showSources(): Promise<void> {
    this.wanted = true;
    await vscode.commands.executeCommand('setContext', IN_USE, true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  private async look(): Promise<void> {
    const { current } = this.model;
    if (current) {
      const { quotes, speakers, unattributed } = count(current);
      const parts = [plural(quotes, 'quote'), plural(speakers, 'source'), `${unattributed} unattributed`];
      this.counts.text = `$(quote) ${parts.join(' · ')}`;
      this.counts.tooltip = 'copydesk: show who says what';
      this.counts.show();
    } else {
      this.counts.hide();
    }
    const document = vscode.window.activeTextEditor?.document;
    const { health } = this.desk;
    const isDraft = document !== undefined && this.desk.isOpen(document.uri) && !drafts.isSheet(document.uri);
    const state = health.state === 'missing' ? 'missing' : isDraft ? 'draft' : document ? 'leftAlone' : 'nothing';
    void vscode.commands.executeCommand('setContext', IN_USE, this.wanted || health.state !== 'off');
    void vscode.commands.executeCommand('setContext', DRAFT, isDraft);
    void vscode.commands.executeCommand('setContext', STATE, state);
    await this.tell(document);
  }

  /** Says behind the braces what becomes of a document that could be a draft, and offers the opposite. */
  private async tell(document: vscode.TextDocument | undefined): Promise<void> {
    const { health } = this.desk;
    if (!document || !settings.languages().includes(document.languageId)) {
      this.language?.dispose();
      this.language = undefined;
      return;
    }
    const { read, why } = await drafts.verdict(document);
    this.language ??= vscode.languages.createLanguageStatusItem('copydesk', []);
    this.language.name = 'copydesk';
    this.language.selector = settings.languages().map((language) => ({ language }));
    this.language.severity = vscode.LanguageStatusSeverity.Information;
    this.language.busy = health.state === 'starting';
    if (read && (health.state === 'missing' || health.state === 'stopped')) {
      this.language.text = health.state === 'missing' ? 'copydesk: no server was found' : 'copydesk: the server has stopped';
      this.language.severity = vscode.LanguageStatusSeverity.Error;
      this.language.detail = '';
      this.language.command = { command: 'copydesk.showLog', title: 'Show the log' };
      return;
    }
    this.language.text = read ? 'copydesk checks this draft' : 'copydesk leaves this alone';
    this.language.detail = why;
    this.language.command = read
      ? { command: 'copydesk.leaveThisAlone', title: 'Leave alone' }
      : { command: 'copydesk.readThis', title: 'Check it' };
  }

  dispose(): void {
    this.language?.dispose();
    disposeAll(this.disposables);
  }
}
