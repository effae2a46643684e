import { browser } from './browser';

const EVERYWHERE = { origins: ['<all_urls>'] };

/** Whether the browser lets Backsoon see pages. Both browsers can withhold it and say nothing. */
export async function hasSiteAccess(): Promise<boolean> {
  return await browser.permissions.contains(EVERYWHERE);
}

/** Calls `handle` when access to any site, or another permission, was given or withdrawn. */
export function onAccessChanged(handle: () => void): void {
  browser.permissions.onAdded.addListener(() => handle());
  browser.permissions.onRemoved.addListener(() => handle());
}

/** Asks the visitor for site access. Only on a click, on a page of the extension. */
export async function requestSiteAccess(): Promise<boolean> {
  return await browser.permissions.request(EVERYWHERE);
}
