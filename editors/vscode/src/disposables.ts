// Disposables: what has to be given back when the extension leaves.

export interface Disposable {
  dispose(): unknown;
}

export function disposeAll(all: readonly Disposable[]): void {
  for (const one of all) {
    one.dispose();
  }
}
