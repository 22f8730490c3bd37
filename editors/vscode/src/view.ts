// View: the list of sources in the side bar. What needs the writer's eye stands first; a click jumps; the list follows
// the cursor.

import * as vscode from 'vscode';

import { disposeAll, type Disposable } from './disposables';
import { plural, start, type Kind, type Model, type Quote, type Source } from './sources';

export const VIEW = 'copydesk.sources';

/** A line of the list. */
export interface Node {
  readonly id: string;
  readonly item: vscode.TreeItem;
  readonly parent: Node | undefined;
  readonly children: Node[];
  /** The places that this line is about: a cursor in one of them selects it. */
  readonly places: readonly vscode.Range[];
}

const GROUPS: readonly (readonly [string, readonly Kind[]])[] = [
  ['People', ['person']],
  ['Organisations', ['organisation']],
  ['Unnamed sources', ['unnamed']],
  ['Other sources', ['place', 'other']],
];

const ICONS: Record<Kind, string> = {
  person: 'person',
  organisation: 'organization',
  place: 'location',
  other: 'symbol-misc',
  unnamed: 'question',
};

export class View implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private roots: Node[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<Node>;
  private readonly disposables: Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly model: Model) {
    this.tree = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.changed,
      this.tree,
      model.onDidChange(() => {
        this.rebuild();
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor.document === model.current?.document) {
          this.follow();
        }
      }),
      this.tree.onDidChangeVisibility(() => {
        this.follow();
      }),
    ];
    this.rebuild();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.item;
  }

  getChildren(node?: Node): Node[] {
    return node ? node.children : this.roots;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  private rebuild(): void {
    const { current } = this.model;
    this.roots = [];
    if (current) {
      const { document, sources, unattributed } = current;
      const add = (label: string, count: number, fill: (group: Node) => void) => {
        if (count > 0) {
          const group = node(undefined, label, `${count}`, [], vscode.TreeItemCollapsibleState.Expanded);
          fill(group);
          this.roots.push(group);
        }
      };
      add('Unattributed quotes', unattributed.length, (group) => {
        unattributed.forEach((quote) => quoteNode(group, quote, document, 'warning'));
      });
      for (const [label, kinds] of GROUPS) {
        const of = sources.filter((s) => kinds.includes(s.kind));
        add(label, of.length, (group) => {
          of.forEach((source) => sourceNode(group, source, document));
        });
      }
    }
    const open = current?.unattributed.length ?? 0;
    this.tree.badge = open > 0 ? { value: open, tooltip: plural(open, 'unattributed quote') } : undefined;
    this.tree.message = current && this.roots.length === 0 ? 'Nobody is named or quoted in this draft.' : '';
    this.changed.fire();
    this.follow();
  }

  /** Selects the line that the cursor is about. */
  private follow(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const editor = vscode.window.activeTextEditor;
      if (!this.tree.visible || !editor || editor.document !== this.model.current?.document) {
        return;
      }
      const found = innermost(this.roots, editor.selection.active);
      if (found && this.tree.selection[0]?.id !== found.id) {
        // The list may be made anew meanwhile: then it follows once more.
        this.tree.reveal(found, { select: true, focus: false, expand: false }).then(undefined, () => undefined);
      }
    }, 80);
  }

  dispose(): void {
    clearTimeout(this.timer);
    disposeAll(this.disposables);
  }
}

/** The line with the smallest place around a position. */
function innermost(nodes: readonly Node[], position: vscode.Position): Node | undefined {
  let best: Node | undefined;
  let size = Infinity;
  const visit = (node: Node): void => {
    for (const place of node.places.filter((p) => p.contains(position))) {
      const lines = place.end.line - place.start.line;
      const length = lines * 100000 + place.end.character - (lines === 0 ? place.start.character : 0);
      if (length < size) {
        [best, size] = [node, length];
      }
    }
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return best;
}

function node(
  parent: Node | undefined,
  label: string,
  description: string,
  places: readonly vscode.Range[],
  state: vscode.TreeItemCollapsibleState,
): Node {
  const item = new vscode.TreeItem(label, state);
  // The same line keeps its name while the draft changes, so that what is open stays open.
  const twins = parent?.children.filter((c) => c.item.label === label).length ?? 0;
  item.id = `${parent?.id ?? ''}/${label}${twins > 0 ? `#${twins}` : ''}`;
  item.description = description;
  const made: Node = { id: item.id, item, parent, children: [], places };
  parent?.children.push(made);
  return made;
}

function sourceNode(group: Node, source: Source, document: vscode.TextDocument): void {
  const counts = [plural(source.quotes.length, 'quote'), plural(source.mentions.length, 'mention')];
  const facts = source.quotes.length > 0 ? counts : counts.slice(1);
  const made = node(
    group,
    source.name,
    [source.role, ...facts].filter((w) => w !== undefined).join(' · '),
    // A mention is found below, where it stands alone; with quotes open the name's own line is nearer.
    source.mentions,
    source.quotes.length > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  made.item.iconPath = new vscode.ThemeIcon(ICONS[source.kind]);
  made.item.tooltip = [source.name, source.role, counts.join(', ')].filter((w) => w !== undefined).join('\n');
  made.item.contextValue = 'source';
  jump(made.item, document, source.mentions[0]);
  source.quotes.forEach((quote) => quoteNode(made, quote, document, 'quote'));
  if (source.mentions.length > 0) {
    const mentions = node(made, 'Mentions', `${source.mentions.length}`, [], vscode.TreeItemCollapsibleState.Collapsed);
    for (const mention of source.mentions) {
      const one = node(mentions, around(document, mention), line(mention), [], vscode.TreeItemCollapsibleState.None);
      jump(one.item, document, mention);
    }
  }
}

function quoteNode(parent: Node, quote: Quote, document: vscode.TextDocument, icon: string): void {
  const first = quote.ranges[0];
  const made = node(parent, quote.text, first ? line(first) : '', quote.ranges, vscode.TreeItemCollapsibleState.None);
  const colour = icon === 'warning' ? new vscode.ThemeColor('list.warningForeground') : undefined;
  made.item.iconPath = new vscode.ThemeIcon(icon, colour);
  made.item.tooltip = quote.text;
  made.item.contextValue = icon === 'warning' ? 'unattributed' : 'quote';
  jump(made.item, document, first && new vscode.Range(start(quote), first.end));
}

function line(range: vscode.Range): string {
  return `line ${range.start.line + 1}`;
}

/** The words around a mention, so that one can be told from another. */
function around(document: vscode.TextDocument, range: vscode.Range): string {
  if (range.end.line >= document.lineCount) {
    return '';
  }
  const text = document.lineAt(range.start.line).text;
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, range.start.character - 16)) + 1);
  return `${from > 0 ? '…' : ''}${text.slice(from, range.start.character + 60).trim()}`;
}

function jump(item: vscode.TreeItem, document: vscode.TextDocument, range: vscode.Range | undefined): void {
  if (range) {
    const options: vscode.TextDocumentShowOptions = { selection: range, preserveFocus: false };
    item.command = { command: 'vscode.open', title: 'Go there', arguments: [document.uri, options] };
  }
}
