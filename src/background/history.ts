import * as v from 'valibot';
import { closeLost, type HistoryEntry, record } from '../core/incidents/history';
import type { Incident } from '../core/incidents/incident';
import type { Spec } from '../core/storage/versioned';
import { changeLocal, readLocal } from '../platform/local-store';
import type { Origin } from '../platform/privacy';
import { checkedBy, count, epochMs, id, site, text } from '../protocol/fields';

/** The stored form of an entry's parts that an open incident has too. */
export const INCIDENT_PARTS = {
  id,
  site,
  askedBy: v.picklist(['get', 'form', 'unseen']),
  firstSeenAt: epochMs,
  lastSeenAt: epochMs,
  statuses: v.pipe(v.array(count), v.minLength(1), v.maxLength(10)),
  family: v.nullable(text(60)),
  cause: v.nullable(text(40)),
  tries: v.object({ ours: count, visitors: count }),
  end: v.nullable(v.object({ how: v.picklist(['recovered', 'left', 'unknown']), at: epochMs })),
};

const entries = v.array(v.object({ ...INCIDENT_PARTS, address: text(400) }));

const HISTORY: Spec<readonly HistoryEntry[]> = {
  key: 'history',
  version: 1,
  initial: [],
  parse: checkedBy(entries),
  migrations: {},
};

/** Newest last. */
export async function readHistory(): Promise<readonly HistoryEntry[]> {
  return await readLocal(HISTORY);
}

/** Brings an incident's entry up to date. An incident of a private window is turned away. */
export async function recordIncident(from: Origin, incident: Incident): Promise<void> {
  await changeLocal(HISTORY, from, (known) => record(known, incident));
}

export async function clearHistory(from: Origin): Promise<void> {
  await changeLocal(HISTORY, from, () => []);
}

/** After a browser start: what was open then has an end that nobody saw. */
export async function closeLostIncidents(stillOpen: ReadonlySet<string>): Promise<void> {
  await changeLocal(HISTORY, 'ordinary', (known) => closeLost(known, stillOpen));
}
