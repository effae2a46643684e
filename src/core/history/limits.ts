import type { EpochMs } from '../incidents/incident';
import type { RecordKey } from './record';

/** How much history is kept. */
export interface Limits {
  readonly days: number;
  readonly incidents: number;
}

/** A quarter of a year: enough to know a site by, and not a diary. */
export const DEFAULT_LIMITS: Limits = { days: 90, incidents: 10_000 };
/** Less than a week or a hundred incidents is no history; a visitor who wants none deletes it. */
export const LEAST: Limits = { days: 7, incidents: 100 };
/** The history page shows a year at most; twice the default is what its speed leaves room for. */
export const MOST: Limits = { days: 366, incidents: 20_000 };

/** Deleted in one go: few enough for the worker to be done before it is stopped, and nothing to wait for. */
export const STEP = 50;

const DAY_MS = 86_400_000;

/** Wished-for limits, within bounds and whole. What is no number gets the default. */
export function withinBounds({ days, incidents }: Limits): Limits {
  return {
    days: bounded(days, LEAST.days, MOST.days, DEFAULT_LIMITS.days),
    incidents: bounded(incidents, LEAST.incidents, MOST.incidents, DEFAULT_LIMITS.incidents),
  };
}

/** What began before this is no longer kept, ms since the epoch. */
export function keptSince(limits: Limits, now: EpochMs): EpochMs {
  return now - limits.days * DAY_MS;
}

export interface Pruning {
  readonly remove: readonly RecordKey[];
  /** Whether there may be more to remove after these: ask again with what is the oldest then. */
  readonly more: boolean;
}

/**
 * What to delete next: what is too old, and the oldest where there are too many. Ask after each write.
 * Times ahead of a clock that was set back are not old.
 *
 * @param oldest keys of the oldest incidents, the oldest first: STEP of them suffice
 * @param total how many there are in all
 */
export function prune(
  oldest: readonly RecordKey[],
  total: number,
  limits: Limits,
  now: EpochMs,
): Pruning {
  const since = keptSince(limits, now);
  const surplus = Math.max(0, total - limits.incidents);
  const step = oldest.slice(0, STEP);
  const remove = step.filter(([firstSeenAt], at) => at < surplus || firstSeenAt < since);
  return { remove, more: remove.length === STEP };
}

function bounded(value: number, least: number, most: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : otherwise;
}
