import { deleteDB, type IDBPIndex, openDB } from 'idb';
import * as v from 'valibot';
import type { Span } from '../core/history/local-days';
import { type IncidentRecord, keyOf, type RecordKey } from '../core/history/record';
import { matching } from '../core/history/search';
import { RECORD, type StoreState } from '../protocol/history';
import {
  DATABASE,
  type Database,
  databaseKey,
  type HistorySchema,
  upgrade,
  VERSION,
} from './history-schema';
import { inPrivateProcess, type Origin } from './privacy';
import { IN_FIREFOX } from './which-browser';

/**
 * The history's database, behind one door. Nothing of a private window passes it, and from a private
 * window it is not even opened. Whatever goes wrong in it ends here, as a state: it costs history, and
 * nothing else. Pages read; the background alone writes (`history-changes.ts`).
 */

/** What the door gave. Where the state isn't `good`, the value is the empty one. */
export interface Answer<T> {
  readonly state: StoreState;
  readonly value: T;
}

export interface Page {
  /** Newest first. */
  readonly records: readonly IncidentRecord[];
  /** Give it as `before` for the next page; null where there is none. */
  readonly more: RecordKey | null;
}

/** Longest list that is given at once, and the most that a search looks at in one go. */
const MOST_AT_ONCE = 500;
const MOST_LOOKS = 2_000;
/** Records that `span` hands over at once: read and checked well within a frame or two. */
const CHUNK = 250;
/** How long the database may take, in ms. One that hangs must hold up nobody. */
const PATIENCE_MS = 10_000;

const NO_PAGE: Page = { records: [], more: null };

/** The latest incidents, before the one with this key. */
export async function latest(
  from: Origin,
  before: RecordKey | null,
  most: number,
): Promise<Answer<Page>> {
  return await search(from, '', before, most);
}

/**
 * The latest incidents that have all the words of a query. It looks at so many at once; `more` may be
 * there though it found none.
 */
export async function search(
  from: Origin,
  query: string,
  before: RecordKey | null,
  most: number,
): Promise<Answer<Page>> {
  const matches = matching(query);
  return await enter(from, NO_PAGE, async (database) => {
    const range = before === null ? null : IDBKeyRange.upperBound(databaseKey(before), true);
    const store = database.transaction('incidents').store;
    return await gather(await store.openCursor(range, 'prev'), most, matches);
  });
}

/** The latest incidents of a site, newest first. A card waits for them: they come in one go where the browser can. */
export async function latestOfSite(
  from: Origin,
  site: string,
  most: number,
): Promise<Answer<readonly IncidentRecord[]>> {
  return await enter(from, [], async (database) => {
    // An array comes after every number.
    const query = IDBKeyRange.bound([site], [site, []], false, true);
    const index: SiteIndex = database.transaction('incidents').store.index('site');
    const count = Math.min(most, MOST_AT_ONCE);
    const rows = IN_FIREFOX
      ? undefined
      : await index.getAllRecords?.({ query, count, direction: 'prev' });
    // One after another, each a question of its own to the browser's process. In Firefox (153) a story with many
    // openings of the database hung in three runs of six with `getAllRecords`, and in none of six without.
    if (rows === undefined) {
      return (await gather(await index.openCursor(query, 'prev'), count, () => true)).records;
    }
    return rows.map(({ value }) => read(value)).filter((record) => record !== null);
  });
}

/** `getAllRecords` (Indexed Database 3.0): not yet in the types, and not in every browser that we run in. */
type SiteIndex = IDBPIndex<HistorySchema, ['incidents'], 'incidents', 'site', 'readonly'> & {
  getAllRecords?: (options: {
    query: IDBKeyRange;
    count: number;
    direction: 'prev';
  }) => Promise<readonly { readonly value: unknown }[]>;
};

/** One incident; null where there is none. */
export async function one(from: Origin, key: RecordKey): Promise<Answer<IncidentRecord | null>> {
  return await enter(from, null, async (database) =>
    read(await database.get('incidents', databaseKey(key))),
  );
}

/** How many incidents there are. */
export async function total(from: Origin): Promise<Answer<number>> {
  return await enter(from, 0, async (database) => (await database.get('meta', 'count')) ?? 0);
}

/**
 * Hands over all incidents that began in a span, the oldest first, in chunks, each read on its own: take
 * as long as you like with one. Those that began before it and lasted into it are not among them.
 */
export async function span(
  from: Origin,
  { from: begin, to: end }: Span,
  each: (records: readonly IncidentRecord[]) => void | Promise<void>,
): Promise<StoreState> {
  let next: IDBKeyRange | null = IDBKeyRange.bound([begin], [end], false, true);
  while (next !== null) {
    const range: IDBKeyRange = next;
    const { state, value } = await enter(from, [], (database) =>
      database.getAll('incidents', range, CHUNK),
    );
    if (state !== 'good') return state;
    if (value.length > 0) await each(value.map(read).filter((record) => record !== null));
    const last = value.at(-1);
    next =
      last === undefined || value.length < CHUNK
        ? null
        : IDBKeyRange.bound(databaseKey(keyOf(last)), [end], true, true);
  }
  return 'good';
}

/** Minimal shape of a cursor: over the store or over one of its indexes. */
interface Cursor {
  readonly value: unknown;
  readonly primaryKey: [number, string];
  continue(): Promise<Cursor | null>;
}

async function gather(
  first: Cursor | null,
  most: number,
  matches: (record: IncidentRecord) => boolean,
): Promise<Page> {
  const records: IncidentRecord[] = [];
  const room = Math.min(most, MOST_AT_ONCE);
  let cursor = first;
  let last: RecordKey | null = null;
  for (let looks = 0; cursor !== null; looks += 1) {
    if (records.length === room || looks === MOST_LOOKS) return { records, more: last };
    const record = read(cursor.value);
    if (record !== null && matches(record)) records.push(record);
    last = cursor.primaryKey;
    cursor = await cursor.continue();
  }
  return { records, more: null };
}

/** A record as it lies there; null for what isn't one. */
export function read(row: unknown): IncidentRecord | null {
  const parsed = v.safeParse(RECORD, row);
  return parsed.success ? parsed.output : null;
}

/** The connection, while it holds. A worker that is stopped makes another. */
let connection: Promise<Database> | null = null;

function connect(): Promise<Database> {
  connection ??= openDB<HistorySchema>(DATABASE, VERSION, {
    upgrade: (database, from, _to, transaction) => upgrade(database, from, VERSION, transaction),
    // Another context deletes the database, or brings it to a later version: don't stand in the way.
    blocking: (_from, _to, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
  return connection;
}

function forget(): void {
  connection = null;
}

/** Does something with the database, and gives the empty value with a state where that fails. */
export async function enter<T>(
  from: Origin,
  empty: T,
  work: (database: Database) => Promise<T>,
): Promise<Answer<T>> {
  if (from === 'private' || inPrivateProcess()) return { state: 'private', value: empty };
  try {
    return { state: 'good', value: await inTime(tryTwice(work)) };
  } catch (error) {
    console.warn('Backsoon could not use its history', error);
    return { state: stateOf(error), value: empty };
  }
}

/** The connection may have been closed since it was last used: that is found out by using it. */
async function tryTwice<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const held = connect();
  try {
    return await work(await held);
  } catch (error) {
    if (connection === held) forget();
    if (nameOf(error) !== 'InvalidStateError' && nameOf(error) !== 'AbortError') throw error;
    return await work(await connect());
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the history did not answer')), PATIENCE_MS);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function stateOf(error: unknown): StoreState {
  if (nameOf(error) === 'VersionError') return 'later';
  return nameOf(error) === 'QuotaExceededError' ? 'full' : 'broken';
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

/** Deletes the database as it is, where it can't be used any more. */
export async function discard(from: Origin): Promise<void> {
  if (from === 'private' || inPrivateProcess()) return;
  forget();
  await inTime(deleteDB(DATABASE));
}
