import * as v from 'valibot';
import type { Expectation } from '../core/history/expectation';
import type { Limits } from '../core/history/limits';
import { type IncidentRecord, keyOf, keyText, tidy, toRecord } from '../core/history/record';
import type { Incident } from '../core/incidents/incident';
import type { Spec } from '../core/storage/versioned';
import { now } from '../platform/clock';
import { handOver } from '../platform/local-store';
import { withLock } from '../platform/lock';
import { type Origin, originOf } from '../platform/privacy';
import { checkedBy } from '../protocol/fields';
import { RECORD } from '../protocol/history';
import { allFailingTabs } from './failing-tab';
import { noteState, readNotes } from './history-session';
import { keeping } from './on-demand';
import { readSettings } from './settings';

/**
 * How long a card waits for the history, in ms, before it goes on without. What is written meanwhile is
 * written all the same.
 */
const PATIENCE_MS = 3_000;

/** Incidents of a site that are looked back on: the last times and then some, and never all of a history. */
const LOOKED_BACK = 200;

/** Changes of the history come one after another. The lock is an inner one: its holder waits for no other. */
export async function lockHistory<T>(work: () => Promise<T>): Promise<T> {
  return await withLock('history', work);
}

/**
 * Brings an incident's record up to date. An incident of a private window is turned away, and one that
 * the visitor deleted stays deleted. Never fails: a store that does costs history, and says so.
 *
 * @param first its turn is taken at once, but nothing is done in it before that
 */
export async function recordIncident(
  from: Origin,
  incident: Incident,
  first?: Promise<void>,
): Promise<void> {
  if (from === 'private') return;
  const record = toRecord(incident);
  const written = lockHistory(async () => {
    await first;
    const { history } = await readSettings(from);
    const { forgotten } = await readNotes();
    if (forgotten.includes(keyText(keyOf(record)))) return;
    const { put, bringUpToDate } = await keeping();
    // Where nothing new is kept, what is there already still gets its end.
    const { state } = history.keep
      ? await put(from, record, { limits: history, now: now() })
      : await bringUpToDate(from, record);
    await noteState(state);
  });
  await soon(written, undefined);
}

/** How much is kept, as the visitor set it. */
export async function limitsNow(): Promise<Limits> {
  const { days, incidents } = (await readSettings('ordinary')).history;
  return { days, incidents };
}

/** What this visitor's own history lets one expect of a site; null in private windows. */
export async function expectationFor(from: Origin, site: string): Promise<Expectation | null> {
  if (from === 'private') return null;
  return await soon(lookBack(from, site), null);
}

async function lookBack(from: Origin, site: string): Promise<Expectation | null> {
  const { expectationOf, foldOutages, latestOfSite } = await keeping();
  const { value } = await latestOfSite(from, site, LOOKED_BACK);
  return expectationOf(foldOutages(value));
}

/**
 * After a browser start, an installation or an update: takes over what an earlier version kept
 * elsewhere, ends what was open then in a way that nobody saw, and forgets what is too old.
 */
export async function tendHistory(): Promise<void> {
  if (originOf(false) === 'private') return;
  const { closeLost, restore } = await keeping();
  await handOver(BEFORE_THE_DATABASE, 'ordinary', async (records) => {
    return (await restore('ordinary', records.map(tidy))).state === 'good';
  });
  await lockHistory(async () => {
    const open = (await allFailingTabs()).filter(({ isPrivate }) => !isPrivate);
    const { state } = await closeLost(
      'ordinary',
      new Set(open.map(({ incident }) => keyText(keyOf(toRecord(incident))))),
    );
    await noteState(state);
    await tidyHistory();
  });
}

/**
 * Takes away what is more, or older, than is wanted; where nothing new is kept, nothing old is taken either. Call with
 * the history locked.
 */
export async function tidyHistory(): Promise<void> {
  const { keep, days, incidents } = (await readSettings('ordinary')).history;
  if (!keep) return;
  const { tidyUp } = await keeping();
  await tidyUp('ordinary', { limits: { days, incidents }, now: now() });
}

/** Up to version 0.1 the latest 200 incidents were a list in `storage.local`. */
const BEFORE_THE_DATABASE: Spec<readonly IncidentRecord[]> = {
  key: 'history',
  version: 1,
  initial: [],
  parse: checkedBy(v.array(RECORD)),
  migrations: {},
};

/** What a work comes to, or something else where it takes too long or fails. */
async function soon<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  });
  const done = work.catch((error: unknown) => {
    console.error('Backsoon', error);
    return otherwise;
  });
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
