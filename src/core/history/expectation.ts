import type { EpochMs } from '../incidents/incident';
import type { Pace } from '../retry/pace';
import { type Outage, recoveryTime } from './outage';
import { percentile } from './statistics';

/**
 * What this visitor's own history lets one expect of a failing site. Its words are: of the latest
 * `times` outages, the site was back within `withinMs` in `back` of them.
 */
export interface Expectation {
  readonly times: number;
  readonly back: number;
  /** An upper figure that all of those times keep, rounded up to a time that people say. */
  readonly withinMs: number;
  /** The quickest and the median of those times, in ms, as they were. */
  readonly soonestMs: number;
  readonly typicalMs: number;
}

/** Outages that are looked back on: more are no longer "the last times". */
const LOOKED_BACK = 5;
/** Fewer recoveries than this are chance. Of what is looked back on it is 60 % as well. */
const FEWEST_RECOVERIES = 3;
/** The least share of recoveries among all that ended: with less, luck decides. */
const LEAST_SHARE = 0.6;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The times that people say, in ms. What takes longer than the last one is no help to who waits. */
const STEPS: readonly number[] = [
  MINUTE / 2,
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * HOUR),
];

/**
 * What to expect of a site, from its own outages in whatever order; null where too little is known or
 * what is known promises nothing. Outages that are open say nothing; those that were left count as
 * not seen to return, and a recovery at an unknown time is none that a time could be said of.
 */
export function expectationOf(outages: readonly Outage[]): Expectation | null {
  const ended = outages
    .filter(({ end }) => end !== null)
    .sort((a, b) => b.firstSeenAt - a.firstSeenAt);
  const recovered = ended.filter(({ end }) => end?.how === 'recovered');
  const latest = ended.slice(0, LOOKED_BACK);
  const times = latest.map(recoveryTime).filter((time) => time !== null);
  if (times.length < FEWEST_RECOVERIES) return null;
  if (recovered.length < LEAST_SHARE * ended.length) return null;
  const longest = Math.max(...times);
  const withinMs = STEPS.find((step) => step >= longest);
  if (withinMs === undefined) return null;
  return {
    times: latest.length,
    back: times.length,
    withinMs,
    soonestMs: Math.min(...times),
    typicalMs: percentile(times, 0.5) ?? longest,
  };
}

/**
 * Whether an expectation still says something of an incident: not once it lasts longer than all of the
 * times that it is made of.
 */
export function isAhead({ withinMs }: Expectation, firstSeenAt: EpochMs, now: EpochMs): boolean {
  return now < firstSeenAt + withinMs;
}

/** The most that history makes the first wait longer by, in ms: somebody may sit in front of it. */
const LONGEST_BASE_MS = 30_000;

/**
 * The pace for a site of which something is expected. Before the quickest time that it ever came back
 * in, a try is for nothing: the first wait may be as long, within half a minute. Never shorter than
 * without a history, so that nothing in it can make Backsoon ask more often; still spread at random.
 */
export function paceFor(pace: Pace, expected: Expectation | null): Pace {
  if (expected === null) return pace;
  const baseMs = Math.max(pace.baseMs, Math.min(expected.soonestMs, LONGEST_BASE_MS));
  return { ...pace, baseMs };
}
