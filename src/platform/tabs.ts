import { browser } from './browser';
import { IN_FIREFOX } from './which-browser';

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

/** The tab that this page of ours stands in; null where it stands in none. */
export async function ownTab(): Promise<number | null> {
  return (await browser.tabs.getCurrent())?.id ?? null;
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
    // Firefox for Android has no windows but the one.
    if (browser.windows === undefined) return active;
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

/** The latest tab that another one opened and that shows an address for which `shows` holds; null: none. */
export async function findOpenedBy(
  openerId: number,
  shows: (address: string) => boolean,
): Promise<number | null> {
  const tabs = await browser.tabs.query({});
  const opened = tabs.filter(
    ({ openerTabId, url }) => openerTabId === openerId && shows(url ?? ''),
  );
  return opened.at(-1)?.id ?? null;
}

/** Brings a tab, and its window, before the visitor's eyes. */
export async function focusTab(tabId: number): Promise<void> {
  const { windowId } = await browser.tabs.update(tabId, { active: true });
  if (windowId !== undefined) await browser.windows?.update(windowId, { focused: true });
}

/** Opens a page of the extension in a tab of its own. */
export async function openOwnPage(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
}

/** Opens a page of the extension beside a tab. */
export async function openBeside(tabId: number, path: string): Promise<void> {
  await openPageBeside(tabId, browser.runtime.getURL(path));
}

/** Opens any address beside a tab, in its window. */
export async function openPageBeside(tabId: number, url: string): Promise<void> {
  const tab = await tabFacts(tabId);
  if (tab === null) await browser.tabs.create({ url });
  else await browser.tabs.create({ url, index: tab.index + 1, openerTabId: tabId });
}

/** Closes the tab that this very page of the extension stands in. */
export async function closeOwnTab(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
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
  if (browser.windows === undefined) return await openAddress(url);
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

/**
 * The same past the browser's cache: nothing stored is shown, and what comes takes its place (measured
 * in both browsers). Only for a tab that shows what a GET brought.
 */
export async function reloadPastCache(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId, { bypassCache: true });
}

/** Loads an address in a tab, with a GET. */
export async function loadIn(tabId: number, url: string): Promise<void> {
  await browser.tabs.update(tabId, { url });
}

/**
 * Shows a page of ours where a tab shows a page of the browser's own. In Firefox it takes over the
 * history's entry; Chromium adds one (measured, 153 and 156).
 */
export async function putInPlace(tabId: number, url: string): Promise<void> {
  await browser.tabs.update(tabId, REPLACES_ENTRIES ? { url, loadReplace: true } : { url });
}

/** Whether `putInPlace` leaves no entry of the failing address behind. */
export const REPLACES_ENTRIES = IN_FIREFOX;

export function onTabClosed(handle: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => handle(tabId));
}

export function onTabSeen(handle: (tabId: number) => void): void {
  browser.tabs.onActivated.addListener(({ tabId }) => handle(tabId));
}
