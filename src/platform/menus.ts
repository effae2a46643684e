import { browser } from './browser';

const EXPLAIN = 'explain';

/** Only pages that came over the network can be a server's error. */
const WEB = ['http://*/*', 'https://*/*'];

/**
 * Puts "Explain this error page" into the menu of a page. Both browsers keep it over the background's
 * sleep; made anew at each start, it speaks the browser's language.
 */
export async function makeMenu(title: string): Promise<void> {
  // Firefox for Android has no menus of pages.
  if (browser.contextMenus === undefined) return;
  await browser.contextMenus.removeAll();
  // The id is all that comes back, and the callback's error all that could: there was none before.
  browser.contextMenus.create(
    { id: EXPLAIN, title, contexts: ['page'], documentUrlPatterns: WEB },
    () => void browser.runtime.lastError,
  );
}

/** Calls `handle` with the tab whose page is to be explained. */
export function onExplainWanted(handle: (tabId: number) => void): void {
  browser.contextMenus?.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === EXPLAIN && tab?.id !== undefined) handle(tab.id);
  });
}
