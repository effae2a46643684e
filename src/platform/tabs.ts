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

/** Whether the visitor has a tab before their eyes: it is the one shown in the window that is in use. */
export async function isLookedAt(tabId: number): Promise<boolean> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    const window = windowId === undefined ? null : await browser.windows.get(windowId);
    return active && window?.focused === true && window.state !== 'minimized';
  } catch {
    return false;
  }
}

/** Whether any tab of a private window is open. */
export async function hasPrivateTabs(): Promise<boolean> {
  return (await browser.tabs.query({})).some(({ incognito }) => incognito);
}

/** The first tab, among those of ordinary windows, that shows an address for which `shows` holds; null: none. */
export async function findTab(shows: (address: string) => boolean): Promise<number | null> {
  const tabs = await browser.tabs.query({});
  return tabs.find(({ url, incognito }) => !incognito && shows(url ?? ''))?.id ?? null;
}

/** Brings a tab, and its window, before the visitor's eyes. */
export async function focusTab(tabId: number): Promise<void> {
  const { windowId } = await browser.tabs.update(tabId, { active: true });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
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

/**
 * Opens a web address in a new tab before the visitor's eyes, and never in a private window: Firefox
 * would take the one that is in use. A new window where there is no other.
 */
export async function openInOrdinaryWindow(url: string): Promise<void> {
  const all = await browser.windows.getAll({ windowTypes: ['normal'] });
  const ordinary = all.filter(({ incognito }) => !incognito);
  const windowId = (ordinary.find(({ focused }) => focused) ?? ordinary.at(-1))?.id;
  if (windowId === undefined) {
    await browser.windows.create({ url });
    return;
  }
  await browser.tabs.create({ url, windowId });
  await browser.windows.update(windowId, { focused: true });
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
