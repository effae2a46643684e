import { readStored, type Spec, toStored } from '../core/storage/versioned';
import { browser } from './browser';

/**
 * What lives as long as the browser runs: `storage.session`, in memory only. Private windows may use
 * it; nothing of it reaches the disk.
 */

export async function readSession<T>(spec: Spec<T>): Promise<T> {
  const found = await browser.storage.session.get(spec.key);
  return readStored(spec, found[spec.key]).value;
}

/** Reads two values in one go. */
export async function readSessionPair<A, B>(first: Spec<A>, second: Spec<B>): Promise<[A, B]> {
  const found = await browser.storage.session.get([first.key, second.key]);
  return [readStored(first, found[first.key]).value, readStored(second, found[second.key]).value];
}

export async function writeSession<T>(spec: Spec<T>, value: T): Promise<void> {
  await browser.storage.session.set(written(spec, value));
}

/** A value as it is written, under its key. */
export type Written = Readonly<Record<string, unknown>>;

export function written<T>(spec: Spec<T>, value: T): Written {
  return { [spec.key]: toStored(spec, value) };
}

/** Writes several values in one go: all are there, or none. */
export async function writeAllSession(...values: readonly Written[]): Promise<void> {
  await browser.storage.session.set(Object.assign({}, ...values));
}

export async function removeSession(...keys: string[]): Promise<void> {
  await browser.storage.session.remove(keys);
}

/** Keys in use, for pruning and for walking over all tabs. */
export async function sessionKeys(prefix: string): Promise<string[]> {
  return (await allKeys()).filter((key) => key.startsWith(prefix));
}

/** Without the values where the browser can (Chromium 130, Firefox 143): some of them are long. */
async function allKeys(): Promise<readonly string[]> {
  const area: { getKeys?: () => Promise<string[]> } & typeof browser.storage.session =
    browser.storage.session;
  return (await area.getKeys?.()) ?? Object.keys(await area.get(null));
}
