/**
 * How long to wait between two tries: exponential backoff with full jitter over a floor,
 * floor + random(0, min(cap - floor, base·growthⁿ)). The reasons for each number, and what they come
 * to at scale, are in docs/retry.md.
 */

/** No two tries are closer than this, in ms. 2 s: a blip is over by then, and a server hardly notices. */
export const FLOOR_MS = 2_000;

export interface Pace {
  /** Most that the first wait adds to the floor, in ms. */
  readonly baseMs: number;
  /** Each try multiplies that by so much. */
  readonly growth: number;
  /** No wait is longer, in ms. */
  readonly capMs: number;
}

/** Somebody is looking: back within half a minute in the median, however long it lasted. */
export const IN_VIEW: Pace = { baseMs: 4_000, growth: 3, capMs: 90_000 };

/** Nobody is looking: one try for a blip, and from then on minutes apart. */
export const BEHIND: Pace = { baseMs: 8_000, growth: 80, capMs: 660_000 };

/** The longest wait that is ever drawn, in ms. */
export const CAP_MS = BEHIND.capMs;

/** The longest wait, in ms, of a device that was away: asleep, or offline. */
const BACK_MS = 10_000;

/** The longest wait in ms that can be drawn after so many tries. Never less after more of them. */
export function longestWait(pace: Pace, tries: number): number {
  return Math.min(pace.capMs, FLOOR_MS + pace.baseMs * pace.growth ** tries);
}

/**
 * Draws a wait in ms, from FLOOR_MS to `longestWait`.
 *
 * @param tries tries made so far, 0 or more
 * @param random from 0 (inclusive) to 1 (exclusive)
 */
export function drawWait(pace: Pace, tries: number, random: number): number {
  return spread(longestWait(pace, tries), random);
}

/** Draws a short wait in ms for a device that is back: its neighbours may be back with it. */
export function drawReturn(random: number): number {
  return spread(BACK_MS, random);
}

function spread(longest: number, random: number): number {
  return FLOOR_MS + Math.floor(random * (longest - FLOOR_MS));
}
