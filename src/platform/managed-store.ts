import { browser } from './browser';

/**
 * What an administrator has set for this extension, unchecked; null where there is nothing. Firefox
 * throws where no policy was ever written; Chromium gives an empty object.
 */
export async function readManaged(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null as never);
  } catch {
    return null;
  }
}
