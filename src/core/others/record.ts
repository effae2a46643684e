import type { EpochMs } from '../incidents/incident';

/** How one site fared when it was last asked for. */
export interface Sighting {
  readonly at: EpochMs;
  /** Salted hash of the site's domain. Its name is kept nowhere. */
  readonly domain: string;
  /** The answer came from this device or its own network: it tells nothing of the way beyond. */
  readonly near: boolean;
  readonly went: 'well' | 'failed';
  /** The family of the gateway that made a failing page; null where it isn't known. */
  readonly family: string | null;
}

/** What is kept of the sites that answered in the last minutes. */
export interface OthersRecord {
  /** Made anew with each record, so that the hashes of one browser session fit no other. */
  readonly salt: string;
  /** When a good answer was last written down, as a bound on how often that happens. */
  readonly wellWrittenAt: EpochMs;
  readonly sightings: readonly Sighting[];
}

/** How long a sighting speaks for the connection of now, in ms: "the last minutes". */
export const KEPT_MS = 5 * 60_000;

/** Sightings kept. A judgement needs one or two; the rest is room for the site's own to be left out. */
export const MOST_SIGHTINGS = 16;

/** Good answers are written down at most this often, in ms: browsing must not turn into writing. */
export const WRITE_EVERY_MS = 30_000;

/** More failing sites than this at once tell nothing new, and hundreds of tabs may fail together. */
export const ENOUGH_FAILING = 4;

/**
 * Sightings with some more folded in: the latest of each domain, the newest last, none older than
 * `KEPT_MS` and none from the future of a clock that was set back.
 */
export function fold(
  known: readonly Sighting[],
  added: readonly Sighting[],
  now: EpochMs,
): Sighting[] {
  const latest = new Map<string, Sighting>();
  for (const sighting of [...known, ...added]) {
    if (!isFresh(sighting, now)) continue;
    const before = latest.get(sighting.domain);
    if (before !== undefined && before.at > sighting.at) continue;
    latest.set(sighting.domain, { ...sighting, family: familyOf(sighting, before) });
  }
  return [...latest.values()].sort((a, b) => a.at - b.at).slice(-MOST_SIGHTINGS);
}

/** Whether a sighting is worth a write now; one that isn't may wait for the next. */
export function isDue(record: OthersRecord, sighting: Sighting, now: EpochMs): boolean {
  if (sighting.went === 'well') return hasPassed(record.wellWrittenAt, now);
  const failing = fold(record.sightings, [], now).filter(({ went }) => went === 'failed');
  const own = failing.find(({ domain }) => domain === sighting.domain);
  if (own !== undefined) {
    return familyOf(sighting, own) !== own.family || hasPassed(own.at, now);
  }
  return failing.length < ENOUGH_FAILING || failing.every(({ at }) => hasPassed(at, now));
}

function isFresh({ at }: Sighting, now: EpochMs): boolean {
  return at <= now && now - at <= KEPT_MS;
}

/** The same failure again, before its page was read, says no less than what was read of it before. */
function familyOf(sighting: Sighting, before: Sighting | undefined): string | null {
  if (sighting.went === 'well') return null;
  return sighting.family ?? (before?.went === 'failed' ? before.family : null);
}

/** A clock that was set back must not hold up writing. */
function hasPassed(since: EpochMs, now: EpochMs): boolean {
  return now < since || now - since >= WRITE_EVERY_MS;
}
