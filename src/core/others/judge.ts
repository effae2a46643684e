import type { Context } from '../diagnosis/observation';
import type { EpochMs } from '../incidents/incident';
import { fold, type Sighting } from './record';

/** What other sites say about a failing one. */
export interface OthersVerdict {
  readonly others: Context['others'];
  /** The gateways, by family, that the other failing sites failed with. */
  readonly failingFamilies: readonly string[];
}

/** Sites fail "at once" within this, in ms: long enough to try a second one by hand. */
export const AT_ONCE_MS = 3 * 60_000;

/**
 * How other sites fare, as seen from a failing one. They are failing where at least one failed within
 * `AT_ONCE_MS` and none answered since: an answer that came later shows a connection that works.
 * `unknown` where none was seen.
 */
export function judgeOthers(
  sightings: readonly Sighting[],
  own: Pick<Sighting, 'domain' | 'near'>,
  now: EpochMs,
): OthersVerdict {
  const others = fold(sightings, [], now).filter(
    (sighting) => sighting.domain !== own.domain && isComparable(sighting, own),
  );
  const lastWell = Math.max(
    ...others.filter(({ went }) => went === 'well').map(({ at }) => at),
    Number.NEGATIVE_INFINITY,
  );
  const failing = others.filter(
    ({ went, at }) => went === 'failed' && at > lastWell && now - at <= AT_ONCE_MS,
  );
  const families = new Set(failing.map(({ family }) => family).filter((family) => family !== null));
  const fine = lastWell > Number.NEGATIVE_INFINITY ? 'fine' : 'unknown';
  return { others: failing.length > 0 ? 'failing' : fine, failingFamilies: [...families] };
}

/**
 * A server on this device or network that answers shows nothing of the way to one beyond, and one that
 * fails speaks for its own kind alone.
 */
function isComparable({ near, went }: Sighting, own: Pick<Sighting, 'near'>): boolean {
  return went === 'well' ? own.near || !near : own.near === near;
}
