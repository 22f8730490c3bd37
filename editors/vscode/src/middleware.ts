// Middleware: what the language client does otherwise for us than it would by itself.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

import * as settings from './settings';

/** The languages that have an outline of their own in VS Code: headings, tags. */
const OUTLINED = new Set(['markdown', 'html']);

export function middleware(isOpen: (uri: string) => boolean): Middleware {
  const passes = (document: vscode.TextDocument) => isOpen(document.uri.toString());
  return {
    // The desk opens and closes; see there.
    didOpen: () => Promise.resolve(),
    didClose: () => Promise.resolve(),
    didChange: (event, next) => (passes(event.document) ? next(event) : Promise.resolve()),
    didSave: (document, next) => (passes(document) ? next(document) : Promise.resolve()),

    // Nothing is asked about a document that is no draft: so other extensions have it for themselves.
    sendRequest: (type, param, token, next) => {
      const uri = uriOf(param);
      return uri === undefined || isOpen(uri) ? next(type, param, token) : (Promise.resolve(null) as Promise<never>);
    },

    workspace: {
      configuration: async (params, token, next) => {
        if (params.items.every((item) => item.section === settings.SECTION)) {
          return params.items.map(() => settings.forServer());
        }
        return next(params, token);
      },
    },

    // The server's line has words alone; here a click shows what can be done.
    provideCodeLenses: async (document, token, next) => {
      const lenses = (await next(document, token)) ?? [];
      for (const lens of lenses) {
        if (lens.command?.command === '') {
          lens.command = { ...lens.command, command: 'copydesk.showFixes', arguments: [lens.range.start] };
        }
      }
      return lenses;
    },

    // Where there is an outline already, ours would stand in the breadcrumbs in place of the headings.
    provideDocumentSymbols: (document, token, next) => {
      const wanted = settings.outline(document);
      return wanted === 'always' || (wanted === 'auto' && !OUTLINED.has(document.languageId)) ? next(document, token) : null;
    },
  };
}

/** The document that a request is about. */
function uriOf(param: unknown): string | undefined {
  const document = (param as { textDocument?: { uri?: unknown } } | null | undefined)?.textDocument;
  return typeof document?.uri === 'string' ? document.uri : undefined;
}
