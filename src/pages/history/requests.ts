import * as v from 'valibot';
import type { IncidentRecord, RecordKey } from '../../core/history/record';
import { ask } from '../../platform/messaging';
import { HISTORY_ANSWERS, type HistoryRequest } from '../../protocol/history';

type Bodies = { [K in keyof typeof HISTORY_ANSWERS]: v.InferOutput<(typeof HISTORY_ANSWERS)[K]> };
type BodyOf<T extends keyof Bodies> = Bodies[T];
type Wish = HistoryRequest extends infer R
  ? R extends HistoryRequest
    ? { readonly type: R['type']; readonly body: Omit<R['body'], 'tabId'> }
    : never
  : never;

/** What the page asks the background to do. Each is null where there was no usable answer; none throws. */

export async function forget(
  keys: readonly RecordKey[],
): Promise<BodyOf<'history/forgotten'> | null> {
  return await send(
    { type: 'history/forget', body: { what: { kind: 'these', keys: keys.map(pair) } } },
    'history/forgotten',
  );
}

export async function forgetAll(): Promise<BodyOf<'history/forgotten'> | null> {
  return await send(
    { type: 'history/forget', body: { what: { kind: 'all' } } },
    'history/forgotten',
  );
}

export async function undo(token: string): Promise<BodyOf<'history/restored'> | null> {
  return await send({ type: 'history/undo', body: { token } }, 'history/restored');
}

export async function bringIn(
  records: readonly IncidentRecord[],
): Promise<BodyOf<'history/restored'> | null> {
  const body = { records: records.map((one) => ({ ...one, statuses: [...one.statuses] })) };
  return await send({ type: 'history/import', body }, 'history/restored');
}

export async function about(): Promise<BodyOf<'history/about'> | null> {
  return await send({ type: 'history/about', body: {} }, 'history/about');
}

export async function keep(limits: {
  days: number;
  incidents: number;
}): Promise<BodyOf<'history/about'> | null> {
  return await send({ type: 'history/keep', body: limits }, 'history/about');
}

async function send<T extends keyof Bodies>(
  { type, body }: Wish,
  expected: T,
): Promise<BodyOf<T> | null> {
  // The page stands in a tab of its own: its window tells whether it is a private one.
  const asked = await ask(type, { ...body, tabId: null });
  if (!asked.ok || asked.answer.type !== expected) return null;
  const read = v.safeParse(HISTORY_ANSWERS[expected], asked.answer.body);
  // The type was just compared, and the body checked by its schema.
  return read.success ? (read.output as BodyOf<T>) : null;
}

function pair([firstSeenAt, id]: RecordKey): [number, string] {
  return [firstSeenAt, id];
}
