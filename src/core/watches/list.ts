import { redactAddress } from '../address/redact';
import { siteOf } from '../address/site';
import type { EpochMs } from '../incidents/incident';
import { LOOK_FLOOR_MS, nextLook, WATCH_MS } from '../retry/watch-policy';
import {
  isNews,
  isWatched,
  KEPT_MS,
  type LookResult,
  MOST_WATCHES,
  type Watch,
  type WatchEnd,
  watchedAddress,
} from './watch';

/**
 * All watches, and what can happen to them. Pure: each takes the list and gives the next one, the very
 * same where nothing changed. Times in ms since the epoch, `random` from 0 (inclusive) to 1
 * (exclusive), drawn anew for each call of it.
 */
export type Watches = readonly Watch[];

/**
 * Begins to watch an address. One that is watched already goes on as it was; one that had ended
 * begins anew.
 *
 * @param notBefore what the failing answer asked for
 */
export function begin(
  watches: Watches,
  address: string,
  notBefore: EpochMs | null,
  now: EpochMs,
  random: () => number,
): Watches {
  const wanted = watchedAddress(address);
  const site = siteOf(wanted);
  if (site === null || isWatched(watches, wanted)) return watches;
  const fresh = { startedAt: now, lastLookAt: null, looks: 0, notBefore };
  const first = nextLook(fresh, now, random());
  // Asked to stay away for longer than a watch lasts.
  if (first.kind === 'over') return watches;
  const watch: Watch = {
    ...fresh,
    id: freeId(watches, now),
    site,
    address: wanted,
    nextLookAt: first.at,
    end: null,
  };
  return [...watches.filter((known) => known.address !== wanted), watch].slice(-MOST_WATCHES);
}

function freeId(watches: Watches, now: EpochMs): string {
  let number = Math.floor(now);
  while (watches.some(({ id }) => id === String(number))) number += 1;
  return String(number);
}

/** Takes a watch off the list, address and all. */
export function remove(watches: Watches, id: string): Watches {
  return watches.some((watch) => watch.id === id)
    ? watches.filter((watch) => watch.id !== id)
    : watches;
}

/** What is due, and how the list stands once those looks are begun. */
export interface Due {
  readonly watches: Watches;
  /** To be looked at now: at most one a site. */
  readonly looks: readonly Watch[];
}

/**
 * Begins the looks that are due. Each counts from here on, and has its next deadline: a worker that is
 * stopped before the answer comes loses that look and no more.
 *
 * One site is looked at once in `LOOK_FLOOR_MS`, however many of its addresses are watched.
 *
 * @param isHeldOff whether a watch must not look now (no access, offline, a tab that tries itself)
 */
export function takeDue(
  watches: Watches,
  now: EpochMs,
  random: () => number,
  isHeldOff: (watch: Watch) => boolean,
): Due {
  const looks: Watch[] = [];
  const lastLooks = lastLookBySite(watches);
  const step = (stored: Watch): Watch => {
    const watch = inReach(stored, now, random);
    if (watch.end !== null || watch.nextLookAt > now) return watch;
    // Drawn for this very moment: only what is over has none.
    if (nextLook(watch, now, 0).kind === 'over') return ended(watch, { how: 'over', at: now });
    const last = lastLooks.get(watch.site);
    const freeAt = last === undefined ? now : Math.min(last, now) + LOOK_FLOOR_MS;
    if (freeAt > now) return { ...watch, nextLookAt: freeAt };
    if (isHeldOff(watch)) return { ...watch, nextLookAt: nextAfter(watch, now, random) };
    const begun = { ...watch, looks: watch.looks + 1, lastLookAt: now, notBefore: null };
    const next = { ...begun, nextLookAt: nextAfter(begun, now, random) };
    lastLooks.set(watch.site, now);
    looks.push(next);
    return next;
  };
  // Whoever waits longest has the first turn: else one address of a site would keep out the others.
  const inTurn = watches.toSorted((a, b) => (a.lastLookAt ?? 0) - (b.lastLookAt ?? 0));
  const stepped = new Map(inTurn.map((watch) => [watch.id, step(watch)]));
  const after = watches.map((watch) => stepped.get(watch.id) ?? watch);
  const kept = pruned(after, now);
  const changed = kept.length !== watches.length || kept.some((one, at) => one !== watches[at]);
  return { watches: changed ? kept : watches, looks };
}

function lastLookBySite(watches: Watches): Map<string, EpochMs> {
  const latest = new Map<string, EpochMs>();
  for (const { site, lastLookAt } of watches) {
    if (lastLookAt === null) continue;
    latest.set(site, Math.max(lastLookAt, latest.get(site) ?? 0));
  }
  return latest;
}

/** A deadline that only a clock set back can have made is drawn anew. */
function inReach(watch: Watch, now: EpochMs, random: () => number): Watch {
  if (watch.end !== null || watch.nextLookAt <= now + WATCH_MS) return watch;
  return { ...watch, nextLookAt: nextAfter(watch, now, random) };
}

/** The next deadline. Where the policy has none, the next time is only to find out that it is over. */
function nextAfter(watch: Watch, now: EpochMs, random: () => number): EpochMs {
  const next = nextLook({ ...watch, lastLookAt: now }, now, random());
  return next.kind === 'look' ? next.at : now + LOOK_FLOOR_MS;
}

/** Takes in what a look found. One that was stopped meanwhile stays gone. */
export function answered(
  watches: Watches,
  id: string,
  result: LookResult,
  now: EpochMs,
  random: () => number,
): Watches {
  return change(watches, id, (watch) => {
    if (watch.end !== null) return watch;
    if (result.back) return ended(watch, { how: 'back', at: now, told: false, seen: false });
    if (result.notBefore === null) return watch;
    const asked = { ...watch, notBefore: result.notBefore };
    const next = nextLook(asked, now, random());
    if (next.kind === 'over') return ended(asked, { how: 'over', at: now });
    return { ...asked, nextLookAt: Math.max(asked.nextLookAt, next.at) };
  });
}

/** A tab saw a watched address answer. `seen`: the visitor is looking at it, and need not be told. */
export function recovered(watches: Watches, address: string, seen: boolean, now: EpochMs): Watches {
  const wanted = watchedAddress(address);
  const watch = watches.find((one) => one.end === null && one.address === wanted);
  if (watch === undefined) return watches;
  if (seen) return remove(watches, watch.id);
  return change(watches, watch.id, (one) =>
    ended(one, { how: 'back', at: now, told: false, seen: false }),
  );
}

/** The visitor was told of one that is back. */
export function markTold(watches: Watches, id: string): Watches {
  return change(watches, id, (watch) =>
    watch.end?.how === 'back' && !watch.end.told
      ? { ...watch, end: { ...watch.end, told: true } }
      : watch,
  );
}

/** The visitor looked at the list. */
export function markSeen(watches: Watches): Watches {
  return watches.some(isNews)
    ? watches.map((watch) =>
        watch.end?.how === 'back' ? { ...watch, end: { ...watch.end, seen: true } } : watch,
      )
    : watches;
}

/** When something has to be done next: a look, or forgetting what has ended. null: never. */
export function nextDeadline(watches: Watches): EpochMs | null {
  const times = watches.map(({ end, nextLookAt }) =>
    end === null ? nextLookAt : end.at + KEPT_MS,
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** A clock that was set back doesn't keep what has ended for longer. */
function pruned(watches: Watches, now: EpochMs): Watches {
  return watches.filter(({ end }) => end === null || Math.abs(now - end.at) < KEPT_MS);
}

function ended(watch: Watch, end: WatchEnd): Watch {
  // Nobody opens what didn't come back: its address is no longer needed in full.
  const address = end.how === 'over' ? redactAddress(watch.address) : watch.address;
  return { ...watch, address, end };
}

function change(watches: Watches, id: string, how: (watch: Watch) => Watch): Watches {
  const at = watches.findIndex((watch) => watch.id === id);
  const watch = watches[at];
  if (watch === undefined) return watches;
  const changed = how(watch);
  return changed === watch ? watches : watches.with(at, changed);
}
