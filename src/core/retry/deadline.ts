import type { EpochMs } from '../incidents/incident';
import { LONGEST_ASKED_S, type NextStep } from './next-step';
import { CAP_MS, IN_VIEW, longestWait, type Pace } from './pace';

export type Wait = Extract<NextStep, { kind: 'wait' }>;

/**
 * A deadline that is past by more than this, in ms, was slept through. Above all that makes a timer
 * late while the device is awake: Chromium lets hidden pages run timers once a minute, and alarms once
 * in 30 s.
 */
export const SLEPT_MS = 180_000;

/**
 * How a stored deadline stands: `ahead`, `due`, or `stale`. Stale is one that was slept through, and
 * one further ahead than any is ever set, because the clock was set back since. Draw it anew, with
 * `justBack`: then neither do several tabs ask in the moment of waking, nor does one wait for hours.
 *
 * @param now ms since the epoch
 */
export function deadlineState(step: Wait, now: EpochMs): 'ahead' | 'due' | 'stale' {
  const left = step.until - now;
  const longest = step.why === 'backoff' ? CAP_MS : LONGEST_ASKED_S * 1_000;
  if (left > longest || left < -SLEPT_MS) return 'stale';
  return left > 0 ? 'ahead' : 'due';
}

/**
 * For a tab that comes into view: what was drawn now for a tab in view, where the stored wait is longer
 * than such a tab ever waits after so many tries. Otherwise what is stored stands, so that looking
 * away and back again brings nothing nearer.
 *
 * @param tries tries of ours so far
 * @param now ms since the epoch
 * @param pace what a tab in view of this site waits by
 */
export function sooner(
  stored: NextStep | null,
  drawn: NextStep,
  tries: number,
  now: EpochMs,
  pace: Pace = IN_VIEW,
): NextStep {
  if (stored?.kind !== 'wait' || drawn.kind !== 'wait') return drawn;
  return stored.until - now > longestWait(pace, tries) ? drawn : stored;
}
