import { readStored, type Spec, toStored } from '../core/storage/versioned';
import { browser } from './browser';
import { withLock } from './lock';
import { inPrivateProcess, type Origin } from './privacy';

/**
 * What stays on this device: `storage.local`, behind one door. Nothing of a private window passes it,
 * whoever asks: the origin is an argument that can't be forgotten, and the context is looked at too.
 */

/** Reads a value. An unreadable store counts as an empty one: history is lost, never the card. */
export async function readLocal<T>(spec: Spec<T>): Promise<T> {
  try {
    return readStored(spec, await rawLocal(spec.key)).value;
  } catch (error) {
    console.warn('Backsoon could not read its storage', error);
    return spec.initial;
  }
}

/**
 * Changes a value, one change after another. Resolves to the value that now holds: the old one where
 * the door stayed shut (a private origin, a value of a later version) or the store refused.
 */
export async function changeLocal<T>(
  spec: Spec<T>,
  from: Origin,
  change: (value: T) => T,
): Promise<T> {
  return await withLock(`local:${spec.key}`, async () => {
    try {
      const raw = await rawLocal(spec.key);
      const reading = readStored(spec, raw);
      if (from === 'private' || inPrivateProcess() || reading.state === 'future') {
        return reading.value;
      }
      const changed = change(reading.value);
      if (changed === reading.value && reading.state !== 'migrated') return changed;
      // What can't be read is set aside once, so that a repair still finds it.
      const aside = reading.state === 'broken' ? { [`${spec.key}.broken`]: raw } : {};
      await browser.storage.local.set({ ...aside, [spec.key]: toStored(spec, changed) });
      return changed;
    } catch (error) {
      console.warn('Backsoon could not write its storage', error);
      return await readLocal(spec);
    }
  });
}

/** Whether a later version wrote the value: then it is left alone, and the initial one holds. */
export async function isFromLater<T>(spec: Spec<T>): Promise<boolean> {
  try {
    return readStored(spec, await rawLocal(spec.key)).state === 'future';
  } catch {
    return false;
  }
}

/**
 * Hands over a value that has moved elsewhere, and removes it once it was taken. Nothing where there is
 * none, where it can't be read, or behind the door.
 */
export async function handOver<T>(
  spec: Spec<T>,
  from: Origin,
  take: (value: T) => Promise<boolean>,
): Promise<void> {
  if (from === 'private' || inPrivateProcess()) return;
  await withLock(`local:${spec.key}`, async () => {
    try {
      const { state, value } = readStored(spec, await rawLocal(spec.key));
      if (state !== 'good' && state !== 'migrated') return;
      if (await take(value)) await browser.storage.local.remove([spec.key]);
    } catch (error) {
      console.warn('Backsoon could not move what it stored', error);
    }
  });
}

async function rawLocal(key: string): Promise<unknown> {
  return (await browser.storage.local.get(key))[key];
}
