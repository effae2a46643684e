import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateChromium } from './chromium-private';
import type { BrowserUnderTest, Tab } from './driver';
import { Firefox } from './firefox';
import { extensionDigest } from './profile';

/** A browser with a private window, whose profile can be looked into. */
export interface PrivateBrowser {
  readonly profile: string;
  /** Pages of the extension that can speak of private tabs; `background` is the ordinary windows'. */
  readonly under: Pick<BrowserUnderTest, 'name' | 'extensionPage' | 'background'>;
  /** Opens a private tab. */
  newTab(): Promise<Tab>;
  /** Puts the background that serves the private window to sleep. */
  stopBackground(): Promise<void>;
  /** What the extension has on the disk. */
  stored(): Promise<string>;
  quit(): Promise<void>;
  /** Ends the browser, if need be, and removes the profile. */
  close(): Promise<void>;
}

/** The browser of a Playwright project. */
export async function launchPrivate(project: string): Promise<PrivateBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'backsoon-profile-'));
  const remove = (): void =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  try {
    const browser = project === 'firefox' ? await firefox(profile) : await chromium(profile);
    return { ...browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

async function chromium(profile: string): Promise<PrivateBrowser> {
  const browser = await PrivateChromium.launch(profile);
  return {
    profile,
    under: browser,
    newTab: () => browser.newTab(),
    stopBackground: () => browser.stopBackground(),
    // Byte for byte: nothing else writes there.
    stored: async () => extensionDigest(profile, new URL(browser.extensionOrigin).host),
    quit: () => browser.quit(),
    close: () => browser.close(),
  };
}

async function firefox(profile: string): Promise<PrivateBrowser> {
  // Quicker than to install it for good; what it has stored is to be found all the same.
  const keep = { 'extensions.webextensions.keepStorageOnUninstall': true };
  const browser = await Firefox.launch(keep, { profile, temporary: true });
  return {
    profile,
    under: browser,
    newTab: () => browser.newTab(undefined, { private: true }),
    stopBackground: () => browser.stopBackground(),
    // SQLite tidies its files up in its own time, so that here the contents are compared.
    stored: () => contentsOf(browser),
    quit: () => browser.quit(),
    close: () => browser.close(),
  };
}

/** Everything that the extension keeps beyond the session, read back by itself. */
export function contentsOf(under: Pick<BrowserUnderTest, 'background'>): Promise<string> {
  return under.background(readEverything);
}

/** Runs in a page of the extension: it must stand alone, its source is all that travels. */
// biome-ignore lint/suspicious/noExplicitAny: the extension API as the browser gives it
async function readEverything(api: any): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const read = async (name: string): Promise<unknown> => {
    const database = await done(indexedDB.open(name));
    try {
      const stores = [...database.objectStoreNames].map(async (store) => {
        const records = database.transaction(store).objectStore(store);
        return [store, await done(records.getAllKeys()), await done(records.getAll())];
      });
      return [name, database.version, await Promise.all(stores)];
    } finally {
      database.close();
    }
  };
  const names = (await indexedDB.databases()).map(({ name = '' }) => name).sort();
  return JSON.stringify([
    await api.storage.local.get(null),
    await api.storage.sync.get(null),
    Object.keys(localStorage),
    await caches.keys(),
    await Promise.all(names.map(read)),
  ]);
}
