import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { IncidentRecord, RecordKey } from '../core/history/record';

/** The form in which the history lies on this device. */

export const DATABASE = 'backsoon-history';

/** Raised with each change of the form, together with a step in `STEPS`. */
export const VERSION = 1;

/** A record as it lies there. `open`: 1 while it has no end, so that those are found without a search. */
export interface Row extends IncidentRecord {
  readonly open?: 1;
}

export interface HistorySchema extends DBSchema {
  incidents: {
    key: [number, string];
    value: Row;
    indexes: { site: [string, number, string]; open: number };
  };
  /** `count`: how many incidents there are, so that nobody has to count them. Absent at first. */
  meta: { key: 'count'; value: number };
}

export type Database = IDBPDatabase<HistorySchema>;

type Upgrade = IDBPTransaction<HistorySchema, ('incidents' | 'meta')[], 'versionchange'>;

/** `STEPS[n]` takes a database of version n to version n + 1; 0 is none at all. Never changed afterwards. */
const STEPS: readonly ((database: Database, upgrade: Upgrade) => void | Promise<void>)[] = [
  (database) => {
    const incidents = database.createObjectStore('incidents', { keyPath: ['firstSeenAt', 'id'] });
    // With the whole key in it, a page of one site's incidents begins exactly where the last one ended.
    incidents.createIndex('site', ['site', 'firstSeenAt', 'id']);
    incidents.createIndex('open', 'open');
    // No value here: a device without room would refuse the whole database for it.
    database.createObjectStore('meta');
  },
];

/** Brings a database of any earlier version to this one, or to one before it, one step after another. */
export async function upgrade(
  database: Database,
  from: number,
  to: number,
  transaction: Upgrade,
): Promise<void> {
  for (const step of STEPS.slice(from, to)) await step(database, transaction);
}

/** A key as the database takes it. */
export function databaseKey([firstSeenAt, id]: RecordKey): [number, string] {
  return [firstSeenAt, id];
}

export function toRow(record: IncidentRecord): Row {
  return record.end === null ? { ...record, open: 1 } : record;
}
