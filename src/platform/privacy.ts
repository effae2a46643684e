import { browser } from './browser';

/**
 * Where something comes from: an ordinary window, or a private one. Everything that writes to disk
 * must say it, and the storage's own door turns away what is private.
 */
export type Origin = 'ordinary' | 'private';

/**
 * The origin of a tab's doings. In Chromium the private windows have a background of their own
 * (`incognito: split`), in which everything is private whatever the tab says; in Firefox one
 * background serves both, and the tab tells.
 */
export function originOf(isPrivate: boolean): Origin {
  return isPrivate || inPrivateProcess() ? 'private' : 'ordinary';
}

/** Whether this very context belongs to private windows. */
export function inPrivateProcess(): boolean {
  return browser.extension?.inIncognitoContext === true;
}
