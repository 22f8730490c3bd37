// Settings: what the writer has set for copydesk in VS Code, and what of it the server is told.

import * as vscode from 'vscode';

export const SECTION = 'copydesk';

/** The name of a project's own settings file. */
export const FILE = 'copydesk.toml';

/** The name of a desk's register. */
export const NAMES = 'names.toml';

/** The languages that are read without being listed: those whose format the server knows. */
export const LANGUAGES: readonly string[] = ['markdown', 'plaintext', 'html', 'archieml'];

export type Enable = 'drafts' | 'always' | 'never';

function of(scope?: vscode.ConfigurationScope): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION, scope);
}

export function enable(scope: vscode.ConfigurationScope): Enable {
  const value = of(scope).get<string>('enable');
  return value === 'always' || value === 'never' ? value : 'drafts';
}

/** The globs of files that are no drafts. */
export function exclude(scope: vscode.ConfigurationScope): string[] {
  return strings(of(scope).get('exclude'));
}

export function languages(): string[] {
  return [...new Set([...LANGUAGES, ...strings(of().get('languages'))])];
}

export function serverPath(): string {
  return (of().get<string>('server.path') ?? '').trim();
}

export function outline(scope: vscode.ConfigurationScope): 'auto' | 'always' | 'never' {
  const value = of(scope).get<string>('outline');
  return value === 'always' || value === 'never' ? value : 'auto';
}

/** What the server is told: the keys of `copydesk.toml` that are set, and the features that are switched on. */
export function forServer(): Record<string, unknown> {
  const settings = of();
  const rules = Object.entries(settings.get<Record<string, unknown>>('rules') ?? {});
  return {
    language: settings.get('language') ?? null,
    // `default` is the project's or the rule's own severity: nothing is said about it.
    rules: Object.fromEntries(rules.filter(([, severity]) => severity !== 'default')),
    ignore: {
      quotes: strings(settings.get('ignore.quotes')),
      files: strings(settings.get('ignore.files')),
    },
    inlayHints: settings.get('inlayHints') === true,
    codeLens: settings.get('codeLens') === true,
    semanticHighlighting: settings.get('semanticHighlighting') === true,
  };
}

/** Every setting of ours that differs from its default, for a report; paths and quotes stay at home. */
export function changed(): Record<string, unknown> {
  const settings = of();
  const found: Record<string, unknown> = {};
  for (const key of [
    'enable', 'exclude', 'languages', 'language', 'rules', 'ignore.quotes', 'ignore.files',
    'inlayHints', 'codeLens', 'semanticHighlighting', 'outline', 'server.path', 'trace.server',
  ]) {
    const inspected = settings.inspect(key);
    const value = settings.get(key);
    if (JSON.stringify(value) === JSON.stringify(inspected?.defaultValue)) {
      continue;
    }
    const isPrivate = key === 'server.path' || key.startsWith('ignore.') || key === 'exclude';
    found[key] = isPrivate ? (Array.isArray(value) ? `${value.length} entries` : 'set') : value;
  }
  return found;
}

/** Whatever was written into the settings, as a list of texts. */
function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string' && v !== '') : [];
}
