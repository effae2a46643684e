/**
 * One site, one scout: the failing tabs of a site share one ladder of waits and one budget. Plain data
 * in, plain data out; the caller keeps one `SiteRecord` for each site, another for the same site in
 * private windows, and calls
 *
 * - `join` when an incident of the site begins. `drawAnew` says whether the site's turn is drawn anew
 *   then; if not, the new tab gets the turn that stands.
 * - `planTurn` when it is drawn anew, and after each try that failed. Its time is stored as the step of
 *   every waiting tab of the site, so that every card counts down to it; only the scout asks. What it
 *   learnt is in the incidents by then, so the next plan sends another.
 * - `spend` when a try begins, whoever's turn it is, and before it begins, so that a background that is
 *   stopped in the middle has not forgotten it. The visitor's own tries are not counted.
 * - `comeBack` when one of the tabs is back, with all the others. Each gets a turn of its own, of which
 *   the plan knows nothing more; a tab whose own turn fails waits with the rest again.
 *
 * Only tabs for which `nextStep` says "wait" take part. Also plan anew when the scout leaves, is
 * stopped, or its deadline is stale (`deadlineState`), and when a tab comes into view (`sooner`).
 */
import { type Expectation, paceFor } from '../history/expectation';
import type { EpochMs } from '../incidents/incident';
import { BEHIND, CAP_MS, drawReturn, drawWait, FLOOR_MS, IN_VIEW } from './pace';

/** A failing tab that waits for its site. */
export interface Waiting {
  readonly id: string;
  readonly address: string;
  readonly inView: boolean;
  /** When this tab last got an answer from its address: its first failure, or a try since. */
  readonly lastAskedAt: EpochMs;
  /** What its server asked for (`notBefore` in next-step.ts), or null. */
  readonly notBefore: EpochMs | null;
}

/** What is kept of a site, for as long as one of its tabs fails, and at least until it is `isAtRest`. */
export interface SiteRecord {
  /** When the tabs began to fail that the ladder is for. */
  readonly since: EpochMs;
  /** Tries made since then, by whichever tab. */
  readonly tries: number;
  /** Until when what was spent weighs on the budget, ms since the epoch. */
  readonly owedUntil: EpochMs;
}

/** Who asks next, and when. */
export interface Turn {
  readonly id: string;
  readonly at: EpochMs;
  readonly why: 'backoff' | 'asked-to-wait';
}

/** In the long run a site is asked once in this time, in ms, however many of its tabs fail. */
export const SITE_EVERY_MS = 30_000;
/** Tries that may be made before that: the first steps of the ladder. */
export const SITE_BURST = 10;
/** Tabs that fail within this, in ms, fail for the same reason: a restored session, a reload of all. */
const TOGETHER_MS = 60_000;
/** One tab after the other comes back, this far apart in ms: ten within seven seconds. */
const COME_BACK_EVERY_MS = 700;

export const NEW_SITE: SiteRecord = { since: 0, tries: 0, owedUntil: 0 };

/**
 * An incident of the site begins. A tab that fails a while after the others may have another reason,
 * and its blip a right to an early try: then the ladder begins anew.
 */
export function join(
  record: SiteRecord,
  now: EpochMs,
): { readonly record: SiteRecord; readonly drawAnew: boolean } {
  const isTogether = record.since <= now && now - record.since < TOGETHER_MS;
  if (isTogether) return { record, drawAnew: false };
  return { record: { ...record, since: now, tries: 0 }, drawAnew: true };
}

/** A try begins: one step up the ladder, and one out of the budget. */
export function spend(record: SiteRecord, now: EpochMs): SiteRecord {
  const owedUntil = Math.max(now, owed(record, now)) + SITE_EVERY_MS;
  return { ...record, tries: record.tries + 1, owedUntil };
}

/** Whether nothing would be lost with the record, once no tab of the site fails. */
export function isAtRest(record: SiteRecord, now: EpochMs): boolean {
  return owed(record, now) <= now;
}

/** A clock set back leaves no debt beyond what the budget allows at all. */
function owed({ owedUntil }: SiteRecord, now: EpochMs): EpochMs {
  return Math.min(owedUntil, now + SITE_BURST * SITE_EVERY_MS);
}

/**
 * Who asks next, and when; null where nobody waits. The address that was asked longest ago has its
 * turn: so each is asked at least once per CAP_MS, as far as its server and the site's budget allow,
 * and a path that is broken by itself keeps nobody from coming back.
 *
 * @param justBack the device was asleep or offline until now
 * @param expected what the visitor's own history lets one expect of the site
 */
export function planTurn(
  record: SiteRecord,
  waiting: readonly Waiting[],
  now: EpochMs,
  random: number,
  justBack = false,
  expected: Expectation | null = null,
): Turn | null {
  const queue = longestUnasked(waiting, now);
  const pace = paceFor(queue.some(({ inView }) => inView) ? IN_VIEW : BEHIND, expected);
  const drawn = now + (justBack ? drawReturn(random) : drawWait(pace, record.tries, random));
  const affordable = owed(record, now) - (SITE_BURST - 1) * SITE_EVERY_MS;
  const latest = Math.max(now + FLOOR_MS, latestFor(queue, now));
  const at = Math.max(Math.min(drawn, latest), affordable);
  const free = queue.find(({ notBefore }) => (notBefore ?? 0) <= at);
  if (free !== undefined) return { id: free.id, at, why: 'backoff' };
  const first = queue.toSorted((one, other) => (one.notBefore ?? 0) - (other.notBefore ?? 0))[0];
  if (first === undefined) return null;
  return { id: first.id, at: Math.max(at, first.notBefore ?? 0), why: 'asked-to-wait' };
}

/**
 * One tab for each address, the one that was asked longest ago first; what is being looked at before
 * the rest. A time that is still to come counts as now.
 */
function longestUnasked(waiting: readonly Waiting[], now: EpochMs): readonly Waiting[] {
  const addresses = new Map<string, Waiting>();
  for (const tab of waiting) {
    const known = addresses.get(tab.address);
    addresses.set(tab.address, known === undefined ? tab : together(known, tab));
  }
  return [...addresses.values()]
    .map((tab) => ({ ...tab, lastAskedAt: Math.min(now, tab.lastAskedAt) }))
    .toSorted(
      (one, other) =>
        one.lastAskedAt - other.lastAskedAt || Number(other.inView) - Number(one.inView),
    );
}

/** Two tabs with one address, as the one of them that asks for both. */
function together(one: Waiting, other: Waiting): Waiting {
  const asked = Math.max(one.notBefore ?? 0, other.notBefore ?? 0);
  return {
    ...(other.inView ? other : one),
    lastAskedAt: Math.max(one.lastAskedAt, other.lastAskedAt),
    notBefore: asked === 0 ? null : asked,
  };
}

/**
 * The latest time for the next try with which every address of the queue can still be asked within
 * CAP_MS, one after the other and not all at its end.
 */
function latestFor(queue: readonly Waiting[], now: EpochMs): EpochMs {
  const apart = Math.max(FLOOR_MS, CAP_MS / (2 * queue.length));
  const free = queue.filter(({ notBefore }) => (notBefore ?? 0) <= now);
  const limits = free
    .map(({ lastAskedAt }, place) => lastAskedAt + CAP_MS - place * apart)
    // What is long past was slept through: it is caught up with one by one, and not at once.
    .map((limit) => (limit > now - SITE_EVERY_MS ? limit : now + apart));
  return Math.floor(Math.min(...limits));
}

/**
 * A tab of the site is back: each of the others asks for itself, one shortly after the other, what is
 * being looked at first.
 *
 * @param random from 0 (inclusive) to 1 (exclusive)
 */
export function comeBack(
  waiting: readonly Waiting[],
  now: EpochMs,
  random: number,
): readonly Turn[] {
  return waiting
    .toSorted((one, other) => Number(other.inView) - Number(one.inView))
    .map(({ id, lastAskedAt, notBefore }, place) => {
      const turn = now + Math.floor((place + random) * COME_BACK_EVERY_MS);
      const ours = Math.max(turn, Math.min(lastAskedAt, now) + FLOOR_MS);
      return notBefore !== null && notBefore > ours
        ? { id, at: notBefore, why: 'asked-to-wait' }
        : { id, at: ours, why: 'backoff' };
    });
}
