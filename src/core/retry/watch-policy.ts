import type { EpochMs } from '../incidents/incident';

/** What is known of a watch when its next look is drawn. */
export interface WatchSoFar {
  readonly startedAt: EpochMs;
  /** null before the first look. */
  readonly lastLookAt: EpochMs | null;
  /** Looks made so far. */
  readonly looks: number;
  /** What the latest answer's Retry-After came to; null where it asked for nothing. */
  readonly notBefore: EpochMs | null;
}

/** When a watch looks next, or that it has looked long enough. */
export type NextLook = { readonly kind: 'look'; readonly at: EpochMs } | { readonly kind: 'over' };

/** No two looks are closer than this, in ms. A minute: nobody sits in front of a watch. */
export const LOOK_FLOOR_MS = 60_000;
/** The first wait is the floor and at most this much more, in ms; doubled with each look. */
const LOOK_BASE_MS = 120_000;
/** Longest wait between two looks, in ms. Half an hour, as Chromium's own auto-reloader. */
export const LOOK_CAP_MS = 1_800_000;
/** How long a watch goes on, in ms: a day. Nobody waits longer without asking again. */
export const WATCH_MS = 86_400_000;
/** Looks of one watch. A day of waits as above has about 95; a broken clock never means more than this. */
export const MOST_LOOKS = 120;

/**
 * Draws the next look of a watch: minutes apart, full jitter, never before the server wants it. Call
 * it when the watch begins and after each look, and store what it says: the deadline is drawn once.
 * After a restart or a sleep the stored deadline stands; one that is past may be drawn anew, and then
 * comes within a minute, spread, so that several watches don't all look at once.
 *
 * A watch is over after a day or MOST_LOOKS, and when the next look would come later than that.
 * A clock set back counts as if no time had passed since the latest look.
 *
 * @param now ms since the epoch
 * @param random from 0 (inclusive) to 1 (exclusive), drawn anew for each decision
 */
export function nextLook(watch: WatchSoFar, now: EpochMs, random: number): NextLook {
  const end = Math.min(watch.startedAt, now) + WATCH_MS;
  if (watch.looks >= MOST_LOOKS || now >= end) return { kind: 'over' };

  const latest = watch.lastLookAt ?? watch.startedAt;
  const since = Math.min(latest, now);
  const ceiling = Math.min(LOOK_CAP_MS - LOOK_FLOOR_MS, LOOK_BASE_MS * 2 ** watch.looks);
  const drawn = since + LOOK_FLOOR_MS + Math.floor(random * ceiling);
  const ours = drawn > now ? drawn : now + Math.floor(random * LOOK_FLOOR_MS);
  // Counted from the answer that asked for it, so that a clock set back doesn't lengthen it.
  const theirs = watch.notBefore === null ? 0 : since + (watch.notBefore - latest);
  const at = Math.max(ours, theirs);
  return at > end ? { kind: 'over' } : { kind: 'look', at };
}
