import type { Diagnosis } from '../diagnosis/diagnosis';
import type { EpochMs, Incident } from '../incidents/incident';

/** What surrounds an incident when the next step is decided. */
export interface Surroundings {
  /** The visitor's word: automatic tries everywhere, here, and for this incident. */
  readonly allowed: 'yes' | 'off-everywhere' | 'off-here' | 'stopped';
  /** Whether the failing tab is the one being looked at. */
  readonly inView: boolean;
  readonly online: boolean;
}

export type StopReason =
  | 'off-everywhere'
  | 'off-here'
  | 'stopped' // the visitor said so
  | 'refreshes-itself'
  | 'deliberate' // a bot check or a block page
  | 'needs-the-owner'
  | 'asked-to-wait-long' // Retry-After beyond an hour
  | 'tried-enough';

/** What to do next about an incident. */
export type NextStep =
  /** The next try is due at `until`, ms since the epoch. */
  | { readonly kind: 'wait'; readonly until: EpochMs; readonly why: 'backoff' | 'asked-to-wait' }
  /** No automatic try any more, and why. */
  | { readonly kind: 'stop'; readonly why: StopReason }
  /** Only the visitor can say: a form may have been sent with this address. */
  | { readonly kind: 'ask'; readonly why: 'form' | 'unseen' };

/** No two tries are closer than this. 2 s: a blip is over by then, and a server hardly notices. */
export const FLOOR_MS = 2_000;
/** First wait at most this; doubled with each try (AWS "full jitter": random(0, min(cap, base·2ⁿ))). */
const BASE_MS = 4_000;
/** Longest wait between two tries: Chromium's own auto-reloader waits up to 30 min, people give up sooner. */
export const CAP_MS = 300_000;
/** Tries of ours in one incident. With the cap above that is about half an hour in the mean. */
export const MOST_TRIES = 16;
/** The longest Retry-After that is waited for, in seconds. */
export const LONGEST_ASKED_S = 3_600;

/**
 * Decides the next step for an open incident. Pure: the same input gives the same step.
 *
 * @param now ms since the epoch
 * @param random from 0 (inclusive) to 1 (exclusive), drawn anew for each decision
 */
export function nextStep(
  incident: Incident,
  diagnosis: Diagnosis,
  surroundings: Surroundings,
  now: EpochMs,
  random: number,
): NextStep {
  if (incident.askedBy !== 'get') return { kind: 'ask', why: incident.askedBy };
  // The page's own refresh comes first: it goes on whatever the visitor set, and the card says so.
  if (diagnosis.selfRefreshing) return { kind: 'stop', why: 'refreshes-itself' };
  if (surroundings.allowed !== 'yes') return { kind: 'stop', why: surroundings.allowed };
  if (!diagnosis.retry.automatic) return { kind: 'stop', why: stopReason(diagnosis) };
  const asked = diagnosis.retry.notBeforeSeconds;
  if (asked !== null && asked > LONGEST_ASKED_S) return { kind: 'stop', why: 'asked-to-wait-long' };
  if (incident.tries.ours >= MOST_TRIES) return { kind: 'stop', why: 'tried-enough' };

  const ceiling = Math.min(CAP_MS - FLOOR_MS, BASE_MS * 2 ** incident.tries.ours);
  const ours = now + FLOOR_MS + Math.floor(random * ceiling);
  const theirs = asked === null ? 0 : incident.lastSeenAt + asked * 1_000;
  // A clock set back since the answer must not turn "in 20 s" into "in an hour".
  const bounded = asked === null ? 0 : Math.min(theirs, now + asked * 1_000);
  return bounded > ours
    ? { kind: 'wait', until: bounded, why: 'asked-to-wait' }
    : { kind: 'wait', until: ours, why: 'backoff' };
}

function stopReason(diagnosis: Diagnosis): StopReason {
  return diagnosis.retry.why === 'needs-the-owner' ? 'needs-the-owner' : 'deliberate';
}
