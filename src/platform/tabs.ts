import { browser } from './browser';

export interface TabFacts {
  readonly id: number;
  readonly address: string;
  readonly active: boolean;
  readonly isPrivate: boolean;
  readonly index: number;
}

/** What is known of a tab; null when it is gone. */
export async function tabFacts(tabId: number): Promise<TabFacts | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    return {
      id: tabId,
      address: tab.url ?? '',
      active: tab.active,
      isPrivate: tab.incognito,
      index: tab.index,
    };
  } catch {
    return null;
  }
}

/** The tab that the visitor looks at in the current window; null where there is none. */
export async function activeTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** Opens a page of the extension beside a tab. */
export async function openBeside(tabId: number, path: string): Promise<void> {
  const url = browser.runtime.getURL(path);
  const tab = await tabFacts(tabId);
  if (tab === null) await browser.tabs.create({ url });
  else await browser.tabs.create({ url, index: tab.index + 1, openerTabId: tabId });
}

/** Opens a web address in a new tab. */
export async function openAddress(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/** Loads a tab's own address again. The browser asks before it sends a form again. */
export async function reloadTab(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId);
}

/** Loads an address in a tab, with a GET. */
export async function loadIn(tabId: number, url: string): Promise<void> {
  await browser.tabs.update(tabId, { url });
}

export function onTabClosed(handle: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => handle(tabId));
}

export function onTabSeen(handle: (tabId: number) => void): void {
  browser.tabs.onActivated.addListener(({ tabId }) => handle(tabId));
}
