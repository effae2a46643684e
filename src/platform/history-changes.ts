import type { IDBPTransaction } from 'idb';
import { type Limits, prune, STEP } from '../core/history/limits';
import {
  asEnded,
  type IncidentRecord,
  keyOf,
  keyText,
  type RecordKey,
} from '../core/history/record';
import { type Answer, discard, enter, read } from './history-db';
import { tellHistoryChanged } from './history-news';
import { type Database, databaseKey, type HistorySchema, type Row, toRow } from './history-schema';
import type { Origin } from './privacy';

/**
 * What the background does to the history. Each change is one transaction: done, or not done. Done twice
 * it comes to the same, for a record has its key from its incident.
 */

type Change = IDBPTransaction<HistorySchema, ('incidents' | 'meta')[], 'readwrite'>;

/** Records that one transaction adds or takes away: few enough to be done before a worker is stopped. */
const AT_ONCE = 500;

/** How much is kept, and the time by which that is judged. */
export interface Keeping {
  readonly limits: Limits;
  /** ms since the epoch */
  readonly now: number;
}

/** Brings a record up to date where there is one, and adds none. */
export async function bringUpToDate(from: Origin, record: IncidentRecord): Promise<Answer<null>> {
  return await change(from, null, async (transaction) => {
    const incidents = transaction.objectStore('incidents');
    const isThere = (await incidents.getKey(databaseKey(keyOf(record)))) !== undefined;
    if (isThere) await incidents.put(toRow(record));
    return null;
  });
}

/** Brings a record up to date, or adds it. The oldest go where there are too many: `STEP` at most. */
export async function put(
  from: Origin,
  record: IncidentRecord,
  keeping: Keeping,
): Promise<Answer<null>> {
  return await change(from, null, async (transaction) => {
    const incidents = transaction.objectStore('incidents');
    const before = await countOf(transaction);
    const isNew = (await incidents.getKey(databaseKey(keyOf(record)))) === undefined;
    await incidents.put(toRow(record));
    await settle(transaction, before + (isNew ? 1 : 0), keeping, isNew);
    return null;
  });
}

/** Takes away the oldest that are no longer kept, step by step. */
export async function tidyUp(from: Origin, keeping: Keeping): Promise<void> {
  for (let more = true; more; ) {
    const { value } = await change(from, false, async (transaction) =>
      settle(transaction, await countOf(transaction), keeping, false),
    );
    more = value;
  }
}

/** Writes the count down, and prunes one step. Whether there may be more to prune. */
async function settle(
  transaction: Change,
  total: number,
  { limits, now }: Keeping,
  isChanged: boolean,
): Promise<boolean> {
  const incidents = transaction.objectStore('incidents');
  const oldest = async (most: number) =>
    prune(await incidents.getAllKeys(null, most), total, limits, now);
  // Nearly always there is nothing to do, and that must cost nothing.
  const first = await oldest(1);
  const { remove, more } = first.remove.length === 0 ? first : await oldest(STEP);
  await Promise.all(remove.map((key) => incidents.delete(databaseKey(key))));
  if (isChanged || remove.length > 0) {
    await transaction.objectStore('meta').put(Math.max(0, total - remove.length), 'count');
  }
  return more;
}

/** Adds records where there are none with their keys. How many that were. */
export async function restore(
  from: Origin,
  records: readonly IncidentRecord[],
): Promise<Answer<number>> {
  return await inSteps(from, records, async (transaction, some) => {
    const incidents = transaction.objectStore('incidents');
    const known = await Promise.all(
      some.map((record) => incidents.getKey(databaseKey(keyOf(record)))),
    );
    const added = some.filter((_, at) => known[at] === undefined);
    await count(transaction, added.length);
    await Promise.all(added.map((record) => incidents.put(toRow(record))));
    return added.length;
  });
}

/** Takes records away. The ones that were there. */
export async function remove(
  from: Origin,
  keys: readonly RecordKey[],
): Promise<Answer<readonly IncidentRecord[]>> {
  const removed: IncidentRecord[] = [];
  const { state } = await inSteps(from, keys, async (transaction, some) => {
    const incidents = transaction.objectStore('incidents');
    const rows = await Promise.all(some.map((key) => incidents.get(databaseKey(key))));
    const found = rows.filter((row) => row !== undefined);
    await count(transaction, -found.length);
    await Promise.all(found.map((row) => incidents.delete(databaseKey(keyOf(row)))));
    removed.push(...records(found));
    return found.length;
  });
  return { state, value: removed };
}

/** Takes away all of one site. The ones that were there. */
export async function removeSite(
  from: Origin,
  site: string,
): Promise<Answer<readonly IncidentRecord[]>> {
  return await change<readonly IncidentRecord[]>(from, [], async (transaction) => {
    const incidents = transaction.objectStore('incidents');
    const found = await incidents.index('site').getAll(IDBKeyRange.bound([site], [site, []]));
    await count(transaction, -found.length);
    await Promise.all(found.map((row) => incidents.delete(databaseKey(keyOf(row)))));
    return records(found);
  });
}

/** Takes everything away, also what can't be read any more. What could be read of it. */
export async function clear(from: Origin): Promise<Answer<readonly IncidentRecord[]>> {
  const answer = await change<readonly IncidentRecord[]>(from, [], async (transaction) => {
    const found = await transaction.objectStore('incidents').getAll();
    await transaction.objectStore('incidents').clear();
    await transaction.objectStore('meta').put(0, 'count');
    return records(found);
  });
  if (answer.state !== 'broken') return answer;
  await discard(from).catch(() => undefined);
  return await change(from, [], async () => []);
}

/** Ends what has no end and is not among those that still fail: nobody saw how. */
export async function closeLost(
  from: Origin,
  stillOpen: ReadonlySet<string>,
): Promise<Answer<null>> {
  return await change(from, null, async (transaction) => {
    const incidents = transaction.objectStore('incidents');
    const open = await incidents.index('open').getAll();
    const lost = open.filter((row) => !stillOpen.has(keyText(keyOf(row))));
    await Promise.all(records(lost).map((record) => incidents.put(toRow(asEnded(record)))));
    return null;
  });
}

/** The keys of all incidents, as text. */
export async function allKeys(from: Origin): Promise<Answer<ReadonlySet<string>>> {
  return await enter<ReadonlySet<string>>(from, new Set(), async (database) => {
    return new Set((await database.getAllKeys('incidents')).map(keyText));
  });
}

function records(rows: readonly Row[]): readonly IncidentRecord[] {
  return rows.map(read).filter((record) => record !== null);
}

/** The kept count; counted anew where it isn't one. */
async function countOf(transaction: Change): Promise<number> {
  const kept = await transaction.objectStore('meta').get('count');
  if (kept !== undefined && Number.isSafeInteger(kept) && kept >= 0) return kept;
  return await transaction.objectStore('incidents').count();
}

/** Writes down what the count comes to. Before the change itself: where there is none it is counted. */
async function count(transaction: Change, change: number): Promise<void> {
  const total = (await countOf(transaction)) + change;
  await transaction.objectStore('meta').put(Math.max(0, total), 'count');
}

async function inSteps<T>(
  from: Origin,
  all: readonly T[],
  work: (transaction: Change, some: readonly T[]) => Promise<number>,
): Promise<Answer<number>> {
  let done = 0;
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const { state, value } = await change(from, 0, (transaction) => work(transaction, some));
    done += value;
    if (state !== 'good') return { state, value: done };
  }
  return { state: 'good', value: done };
}

async function change<T>(
  from: Origin,
  empty: T,
  work: (transaction: Change) => Promise<T>,
): Promise<Answer<T>> {
  const answer = await enter(from, empty, async (database: Database) => {
    const transaction: Change = database.transaction(['incidents', 'meta'], 'readwrite', {
      durability: 'relaxed',
    });
    return await wholly(transaction, work);
  });
  if (answer.state === 'good') tellHistoryChanged();
  return answer;
}

/** All of it or nothing. What fails in a transaction fails because of it, more often than not: it says why. */
async function wholly<T>(
  transaction: Change,
  work: (transaction: Change) => Promise<T>,
): Promise<T> {
  const done = transaction.done.then(
    () => null,
    (error: unknown) => error ?? new Error('the transaction was aborted'),
  );
  try {
    const value = await work(transaction);
    const error = await done;
    if (error !== null) throw error;
    return value;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    throw transaction.error ?? error;
  }
}
