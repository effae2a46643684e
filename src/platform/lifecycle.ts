import { browser } from './browser';

/** Calls `handle` when the browser starts, and when the extension was installed or updated. */
export function onStart(handle: () => void): void {
  browser.runtime.onStartup.addListener(() => handle());
  browser.runtime.onInstalled.addListener(() => handle());
}

/** `replaced`: the version that was there before, which may be the same one. */
export type Arrival =
  | { readonly how: 'new' }
  | { readonly how: 'update'; readonly replaced: string };

/** Calls `handle` when the extension was installed or updated; not when the browser was. */
export function onArrival(handle: (arrival: Arrival) => void): void {
  browser.runtime.onInstalled.addListener(({ reason, previousVersion }) => {
    if (reason === 'install') handle({ how: 'new' });
    if (reason === 'update') handle({ how: 'update', replaced: previousVersion ?? '' });
  });
}

/** The version that runs. */
export function ownVersion(): string {
  return browser.runtime.getManifest().version;
}

/** Whether an organisation's policy installed the extension, and not whoever sits here. */
export async function isInstalledByPolicy(): Promise<boolean> {
  return (await browser.management.getSelf()).installType === 'admin';
}
