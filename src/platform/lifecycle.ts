import { browser } from './browser';

/** Calls `handle` when the browser starts, and when the extension was installed or updated. */
export function onStart(handle: () => void): void {
  browser.runtime.onStartup.addListener(() => handle());
  browser.runtime.onInstalled.addListener(() => handle());
}
