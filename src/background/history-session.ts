/** What is remembered about the history while the browser runs: in memory, and nothing of private windows. */
import * as v from 'valibot';
import { type IncidentRecord, keyOf, keyText } from '../core/history/record';
import { canUndo, UNDO_MS } from '../core/history/undo';
import type { Spec } from '../core/storage/versioned';
import { clearAlarm, setAlarm } from '../platform/alarms';
import { now } from '../platform/clock';
import { readSession, removeSession, writeSession } from '../platform/session-store';
import { checkedBy, epochMs, text } from '../protocol/fields';
import { RECORD, STORE_STATES, type StoreState } from '../protocol/history';

/** Open incidents that may be forgotten: as many as there may be failing tabs, and more. */
const MOST_FORGOTTEN = 500;

const notes = v.object({
  /** What the store said when it was last written to. */
  trouble: v.picklist(STORE_STATES),
  /** Incidents that the visitor deleted while they were open, by `keyText`: they stay deleted. */
  forgotten: v.pipe(v.array(text(240)), v.maxLength(MOST_FORGOTTEN)),
});
type Notes = v.InferOutput<typeof notes>;

const NOTES: Spec<Notes> = {
  key: 'history-notes',
  version: 1,
  initial: { trouble: 'good', forgotten: [] },
  parse: checkedBy(notes),
  migrations: {},
};

export async function readNotes(): Promise<Notes> {
  return await readSession(NOTES);
}

/** Takes note of how the store was. Call with the history locked, as the next two. */
export async function noteState(state: StoreState): Promise<void> {
  const known = await readNotes();
  if (known.trouble !== state) await writeSession(NOTES, { ...known, trouble: state });
}

export async function noteForgotten(keys: readonly string[]): Promise<void> {
  const known = await readNotes();
  const forgotten = [...new Set([...known.forgotten, ...keys])].slice(-MOST_FORGOTTEN);
  if (keys.length > 0) await writeSession(NOTES, { ...known, forgotten });
}

export async function noteRemembered(keys: ReadonlySet<string>): Promise<void> {
  const known = await readNotes();
  const forgotten = known.forgotten.filter((key) => !keys.has(key));
  await writeSession(NOTES, { ...known, forgotten });
}

const UNDO_KEY = 'history-undo';

/** The alarm that lets go of what was deleted. */
export const UNDO_ALARM = 'history-undo';

/** What can be had back takes so many characters at most: session storage has 10 MB for everything. */
const MOST_CHARACTERS = 6_000_000;

const UNDO: Spec<{ token: string; at: number; records: readonly IncidentRecord[] } | null> = {
  key: UNDO_KEY,
  version: 1,
  initial: null,
  parse: checkedBy(v.object({ token: text(60), at: epochMs, records: v.array(RECORD) })),
  migrations: {},
};

/** Holds what was deleted for a while, in the place of what was deleted before. False: no room for it. */
export async function holdForUndo(
  token: string,
  records: readonly IncidentRecord[],
): Promise<boolean> {
  await letGoOfUndo();
  if (records.length === 0 || JSON.stringify(records).length > MOST_CHARACTERS) return false;
  try {
    const at = now();
    await writeSession(UNDO, { token, at, records });
    await setAlarm(UNDO_ALARM, at + UNDO_MS);
    return true;
  } catch (error) {
    console.warn('Backsoon had no room to hold what was deleted', error);
    await letGoOfUndo();
    return false;
  }
}

/** What was deleted under a token; nothing after a minute. Let go of it once it is back, and no sooner. */
export async function heldForUndo(token: string): Promise<readonly IncidentRecord[]> {
  const held = await readSession(UNDO);
  if (held === null || held.token !== token) return [];
  if (canUndo(held.at, now())) return held.records;
  await letGoOfUndo();
  return [];
}

export async function letGoOfUndo(): Promise<void> {
  await removeSession(UNDO_KEY);
  await clearAlarm(UNDO_ALARM);
}

/** The keys of records, as text. */
export function keysOf(records: readonly IncidentRecord[]): string[] {
  return records.map((record) => keyText(keyOf(record)));
}
