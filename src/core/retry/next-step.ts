import type { Diagnosis } from '../diagnosis/diagnosis';
import type { EpochMs, Incident } from '../incidents/incident';
import { BEHIND, drawReturn, drawWait, IN_VIEW } from './pace';

/** What surrounds an incident when the next step is decided. */
export interface Surroundings {
  /** The visitor's word: automatic tries everywhere, here, and for this incident. */
  readonly allowed: 'yes' | 'off-everywhere' | 'off-here' | 'stopped';
  /** Whether the failing tab is the one being looked at. */
  readonly inView: boolean;
  readonly online: boolean;
  /** The device was away until now, offline or asleep: how long it failed before says little. */
  readonly justBack?: boolean;
  /** Nothing but probes may be made unasked: a reload would take a page of ours away, for nothing. */
  readonly probesOnly?: boolean;
}

export type StopReason =
  | 'off-everywhere'
  | 'off-here'
  | 'stopped' // the visitor said so
  | 'refreshes-itself'
  | 'deliberate' // a bot check or a block page
  | 'needs-the-owner'
  | 'asked-to-wait-long' // Retry-After beyond an hour
  | 'tried-enough'
  | 'misled'; // probes are answered well, and the page fails all the same

/** What to do next about an incident. */
export type NextStep =
  /** The next try is due at `until`, ms since the epoch. */
  | { readonly kind: 'wait'; readonly until: EpochMs; readonly why: 'backoff' | 'asked-to-wait' }
  /** Nothing can be asked now, and no time is known: decide again, `justBack`, when it can. */
  | { readonly kind: 'pause'; readonly why: 'offline' }
  /** No automatic try any more, and why. */
  | { readonly kind: 'stop'; readonly why: StopReason }
  /** Only the visitor can say: a form may have been sent with this address. */
  | { readonly kind: 'ask'; readonly why: 'form' | 'unseen' };

/** Tries of ours in one incident: about two hours of a tab in view (46 s apart in the mean). */
export const MOST_TRIES = 160;
/** How long one incident is tried, in ms from its beginning to the latest try: two hours. */
export const LONGEST_MS = 7_200_000;
/** Fewer tries than this are never enough: most of those two hours may have been slept through. */
export const FEWEST_TRIES = 12;
/** The longest Retry-After that is waited for, in seconds. */
export const LONGEST_ASKED_S = 3_600;

/**
 * Decides the next step for an open incident. Pure: the same input gives the same step. What it says
 * is drawn once and stored; draw again only after a try, when `deadlineState` says "stale", when
 * what surrounds the incident changed, or with `sooner` when its tab comes into view.
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
  const why = reasonToStop(incident, diagnosis, surroundings);
  if (why !== null) return { kind: 'stop', why };
  if (!surroundings.online) return { kind: 'pause', why: 'offline' };

  const pace = surroundings.inView ? IN_VIEW : BEHIND;
  const ours =
    now +
    (surroundings.justBack === true
      ? drawReturn(random)
      : drawWait(pace, incident.tries.ours, random));
  const theirs = notBefore(incident, diagnosis, now) ?? 0;
  return theirs > ours
    ? { kind: 'wait', until: theirs, why: 'asked-to-wait' }
    : { kind: 'wait', until: ours, why: 'backoff' };
}

function reasonToStop(
  incident: Incident,
  diagnosis: Diagnosis,
  surroundings: Surroundings,
): StopReason | null {
  // The page's own refresh comes first: it goes on whatever the visitor set, and the card says so.
  if (diagnosis.selfRefreshing) return 'refreshes-itself';
  if (surroundings.allowed !== 'yes') return surroundings.allowed;
  if (!diagnosis.retry.automatic) {
    return diagnosis.retry.why === 'needs-the-owner' ? 'needs-the-owner' : 'deliberate';
  }
  if ((diagnosis.retry.notBeforeSeconds ?? 0) > LONGEST_ASKED_S) return 'asked-to-wait-long';
  if (isTriedEnough(incident)) return 'tried-enough';
  return incident.probeMisled && surroundings.probesOnly === true ? 'misled' : null;
}

/** Measured to the latest try and not to now: a device that slept for a night still tries on waking. */
function isTriedEnough({ tries, firstSeenAt, lastTryAt }: Incident): boolean {
  if (tries.ours >= MOST_TRIES) return true;
  return tries.ours >= FEWEST_TRIES && (lastTryAt ?? firstSeenAt) - firstSeenAt >= LONGEST_MS;
}

/**
 * The time before which the server asked not to be asked again, ms since the epoch; null if it
 * didn't. Counted from the latest answer.
 */
export function notBefore(incident: Incident, diagnosis: Diagnosis, now: EpochMs): EpochMs | null {
  const asked = diagnosis.retry.notBeforeSeconds;
  // A clock set back since the answer must not turn "in 20 s" into "in an hour".
  return asked === null ? null : Math.min(incident.lastSeenAt, now) + asked * 1_000;
}
