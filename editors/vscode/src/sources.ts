// Sources: who says what in the draft that is before the writer, kept up to date while it changes.

import * as vscode from 'vscode';
import type { Range as LspRange } from 'vscode-languageclient/node';

import type { Desk } from './desk';
import { disposeAll, type Disposable } from './disposables';
import * as drafts from './drafts';

export type Kind = 'person' | 'organisation' | 'place' | 'other' | 'unnamed';

export interface Quote {
  readonly text: string;
  /** One for each paragraph. */
  readonly ranges: readonly vscode.Range[];
  /** The words by which its speaker is named here. */
  readonly named: vscode.Range | undefined;
}

export interface Source {
  readonly name: string;
  readonly kind: Kind;
  readonly role: string | undefined;
  readonly mentions: readonly vscode.Range[];
  readonly quotes: readonly Quote[];
}

export interface Sources {
  readonly document: vscode.TextDocument;
  readonly sources: readonly Source[];
  readonly unattributed: readonly Quote[];
}

/** The answer to `copydesk/sources`; the server's docs/protocol.md tells it. */
interface Answer {
  version: number;
  sources: { name: string; kind: Kind; role?: string; mentions: LspRange[]; quotes: AnswerQuote[] }[];
  unattributed: AnswerQuote[];
}

interface AnswerQuote {
  text: string;
  ranges: LspRange[];
  named?: LspRange;
}

/** How long the writer pauses before the list is made anew. */
const PAUSE = 250;

export class Model implements vscode.Disposable {
  /** Undefined where no draft is before the writer. */
  current: Sources | undefined;

  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  private document: vscode.TextDocument | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The last answer as it came: the same once more is no news. */
  private last = '';
  /** Counts questions: only the answer to the last one matters. */
  private asked = 0;
  private readonly disposables: Disposable[];

  constructor(private readonly desk: Desk) {
    this.disposables = [
      this.changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.look(editor);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === this.document && event.contentChanges.length > 0) {
          this.soon();
        }
      }),
      // New settings come without an edit; what they change is seen in the findings.
      vscode.languages.onDidChangeDiagnostics((event) => {
        if (event.uris.some((uri) => uri.toString() === this.document?.uri.toString())) {
          this.soon();
        }
      }),
      desk.onDidChange(() => {
        this.soon(0);
      }),
    ];
    this.look(vscode.window.activeTextEditor);
  }

  /** All quotes of the draft, in its order. */
  quotes(): Quote[] {
    const { current } = this;
    const all = current ? [...current.unattributed, ...current.sources.flatMap((s) => s.quotes)] : [];
    return all.filter((q) => q.ranges.length > 0).sort((a, b) => start(a).compareTo(start(b)));
  }

  private look(editor: vscode.TextEditor | undefined): void {
    // The editors in panels (output, comments) stand in no column: the draft stays before the writer.
    if (editor && editor.viewColumn === undefined) {
      return;
    }
    if (editor?.document !== this.document) {
      this.document = editor?.document;
      this.soon(0);
    }
  }

  private soon(pause = PAUSE): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    const asked = ++this.asked;
    const { document } = this;
    let found: Sources | undefined;
    if (document && !document.isClosed && this.desk.isOpen(document.uri) && !drafts.isSheet(document.uri)) {
      try {
        found = await this.fetch(document);
      } catch {
        // The draft is still changing, or the server is: there will be another occasion.
        found = this.current?.document === document ? this.current : undefined;
      }
    }
    if (asked !== this.asked) {
      return;
    }
    const news = found ? JSON.stringify([found.document.uri, found.sources, found.unattributed]) : '';
    if (news !== this.last || found?.document !== this.current?.document) {
      this.last = news;
      this.current = found;
      this.changed.fire();
    }
  }

  private async fetch(document: vscode.TextDocument): Promise<Sources | undefined> {
    const params = { textDocument: { uri: document.uri.toString() } };
    const answer = await this.desk.client?.sendRequest<Answer | null>('copydesk/sources', params);
    if (!answer) {
      return undefined;
    }
    const quote = (q: AnswerQuote): Quote => ({ text: q.text, ranges: q.ranges.map(range), named: q.named && range(q.named) });
    return {
      document,
      sources: answer.sources.map((s) => ({
        name: s.name,
        kind: s.kind,
        role: s.role,
        mentions: s.mentions.map(range),
        quotes: s.quotes.map(quote),
      })),
      unattributed: answer.unattributed.map(quote),
    };
  }

  dispose(): void {
    clearTimeout(this.timer);
    disposeAll(this.disposables);
  }
}

/** Where a quote begins. */
export function start(quote: Quote): vscode.Position {
  return quote.ranges[0]?.start ?? new vscode.Position(0, 0);
}

/** How many quotes and speakers there are. */
export function count(sources: Sources): { quotes: number; speakers: number; unattributed: number } {
  const quoted = sources.sources.reduce((sum, s) => sum + s.quotes.length, 0);
  return {
    quotes: quoted + sources.unattributed.length,
    speakers: sources.sources.filter((s) => s.quotes.length > 0).length,
    unattributed: sources.unattributed.length,
  };
}

/** “1 quote”, “3 quotes”. */
export function plural(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`;
}

function range(r: LspRange): vscode.Range {
  return new vscode.Range(r.start.line, r.start.character, r.end.line, r.end.character);
}
