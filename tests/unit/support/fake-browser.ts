import { vi } from 'vitest';

/** A storage area in memory, with the browsers' own way of copying what goes in and out. */
export class Area {
  readonly kept = new Map<string, unknown>();

  async get(keys: string | readonly string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys === null ? [...this.kept.keys()] : [keys].flat();
    const found = wanted
      .filter((key) => this.kept.has(key))
      .map((key) => [key, this.kept.get(key)]);
    return structuredClone(Object.fromEntries(found));
  }

  async set(values: Record<string, unknown>): Promise<void> {
    for (const [key, value] of Object.entries(structuredClone(values))) this.kept.set(key, value);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.kept.delete(key);
  }
}

/** As much of the browser as the background's stores need. */
export const fakeBrowser = {
  storage: { local: new Area(), session: new Area() },
  extension: { inIncognitoContext: false },
};

/** A fresh browser for each test: nothing stored, an ordinary window. */
export function resetBrowser(): void {
  fakeBrowser.storage.local.kept.clear();
  fakeBrowser.storage.session.kept.clear();
  fakeBrowser.extension.inIncognitoContext = false;
  freeLocks();
}

/** What a context held when it died, the browser gives to the next. */
export function freeLocks(): void {
  vi.stubGlobal('navigator', { locks: { request: alone() }, onLine: true });
}

/** Web Locks for one context: those who ask for the same name come one after another. */
export function alone() {
  const last = new Map<string, Promise<unknown>>();
  return async (name: string, work: () => Promise<unknown>): Promise<unknown> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, mine);
    return await mine;
  };
}
