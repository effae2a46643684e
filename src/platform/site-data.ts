/**
 * What the browser keeps of one site, and how to clear it. All measured, in Chromium 156 and Firefox 153:
 *
 * | | Chromium, `origins` | Firefox, `hostnames` |
 * |---|---|---|
 * | cached files | those of the origin | none: it says yes, and what is cached stays |
 * | cookies | of the registrable domain and all below it | of the host alone, in one cookie jar |
 * | storage, databases | of the origin | of the host with its port, in one jar; in a private one they stay |
 *
 * Firefox refuses `origins`. Without `hostnames` it would clear the cache of every site: that is never done.
 */
import { browser } from './browser';
import { IN_FIREFOX } from './which-browser';

const PERMISSION = { permissions: ['browsingData'] };

/** Whether the cached files of one site can be cleared, and of no other. */
export const CLEARS_FILES_OF_ONE = !IN_FIREFOX;

/** Whose cookies go with those of a host: all of its domain's, or none. */
export const COOKIES_REACH: 'domain' | 'host' = IN_FIREFOX ? 'host' : 'domain';

/** Whether the visitor lets Backsoon clear at all: Firefox asks them first. */
export async function mayClear(): Promise<boolean> {
  return await browser.permissions.contains(PERMISSION as never);
}

/** Asks the visitor for it. Only on a click in a page of the extension. */
export async function requestClearing(): Promise<boolean> {
  return await browser.permissions.request(PERMISSION as never);
}

/** Clears the cached files of an address's origin. Only where `CLEARS_FILES_OF_ONE`. */
export async function clearFiles(address: string): Promise<void> {
  await remove({ origins: [new URL(address).origin] }, ['cache']);
}

/**
 * Clears cookies, storage, databases and service workers of an address's site, in the cookie jar of a
 * tab. Throws where the browser refuses.
 */
export async function clearData(address: string, tabId: number): Promise<void> {
  const { origin, hostname, host } = new URL(address);
  if (!IN_FIREFOX) {
    await remove({ origins: [origin] }, [
      'cookies',
      ...STORAGE,
      'cacheStorage',
      'fileSystems',
      'serviceWorkers',
    ]);
    return;
  }
  const { cookieStoreId, incognito } = await browser.tabs.get(tabId);
  // Cookies are kept by host, all else by host and port.
  const hostnames = [...new Set([hostname, host])];
  await remove({ hostnames, cookieStoreId }, ['cookies', ...STORAGE]);
  // No jar can be named for these. Private windows' end with them.
  if (!incognito) await remove({ hostnames: [hostname] }, ['serviceWorkers']);
}

const STORAGE = ['localStorage', 'indexedDB'] as const;

/** Which data of which sites: the browsers agree on neither, and the types know Firefox's of long ago. */
async function remove(of: object, types: readonly string[]): Promise<void> {
  const all = Object.fromEntries(types.map((type) => [type, true]));
  await browser.browsingData.remove(of as never, all as never);
}
