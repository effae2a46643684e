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
  await browser.storage.session.set({ [spec.key]: toStored(spec, value) });
}

/** Writes two values in one go: both are there, or neither. */
export async function writeSessionPair<A, B>(
  first: Spec<A>,
  a: A,
  second: Spec<B>,
  b: B,
): Promise<void> {
  await browser.storage.session.set({
    [first.key]: toStored(first, a),
    [second.key]: toStored(second, b),
  });
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
