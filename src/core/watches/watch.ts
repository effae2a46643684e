import { parseWebAddress } from '../address/site';
import type { EpochMs } from '../incidents/incident';
import type { WatchSoFar } from '../retry/watch-policy';

/**
 * A *watch* goes on looking at a failing address when its tab is closed, until the address answers, a
 * day is over, or the visitor stops it. A *look* is one probe of a watch, without cookies.
 */
export interface Watch extends WatchSoFar {
  readonly id: string;
  /** The host name. */
  readonly site: string;
  /**
   * The address in full, without fragment and credentials: it has to be asked for, and opened. Once a
   * watch is over it is redacted.
   */
  readonly address: string;
  /** The stored deadline; drawn once, by `nextLook`. */
  readonly nextLookAt: EpochMs;
  /** null while it goes on. */
  readonly end: WatchEnd | null;
}

export type WatchEnd =
  /** `told`: the notification was shown, or nobody allowed one. `seen`: the visitor looked at the list. */
  | { readonly how: 'back'; readonly at: EpochMs; readonly told: boolean; readonly seen: boolean }
  | { readonly how: 'over'; readonly at: EpochMs };

/** What a look found. */
export interface LookResult {
  readonly back: boolean;
  /** Before this the server doesn't want to be asked, ms since the epoch; null if it didn't say. */
  readonly notBefore: EpochMs | null;
}

/** How many are kept; the oldest give way. Nobody waits for more sites at a time. */
export const MOST_WATCHES = 50;

/** How long one that has ended stays on the list, in ms: a day. */
export const KEPT_MS = 86_400_000;

/** The address that a watch asks for; '' for anything that is not http or https. */
export function watchedAddress(address: string): string {
  const url = parseWebAddress(address);
  if (url === null) return '';
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/** Whether an address is being watched. */
export function isWatched(watches: readonly Watch[], address: string): boolean {
  const wanted = watchedAddress(address);
  return watches.some((watch) => watch.end === null && watch.address === wanted);
}

/** Back, and the visitor has not looked at the list since. */
export function isNews({ end }: Watch): boolean {
  return end?.how === 'back' && !end.seen;
}
