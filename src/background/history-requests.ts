import { redactAddress } from '../core/address/redact';
import { siteOf } from '../core/address/site';
import { withinBounds } from '../core/history/limits';
import {
  asEnded,
  type IncidentRecord,
  keyOf,
  keyText,
  type RecordKey,
  tidy,
  toRecord,
} from '../core/history/record';
import { UNDO_MS } from '../core/history/undo';
import { now } from '../platform/clock';
import type { Sender } from '../platform/messaging';
import { type Origin, originOf } from '../platform/privacy';
import { makeSalt } from '../platform/random';
import { openAddress, tabFacts } from '../platform/tabs';
import type { HistoryAnswer, HistoryRequest } from '../protocol/history';
import { allFailingTabs } from './failing-tab';
import { limitsNow, lockHistory, recordIncident, tidyHistory } from './history';
import { historyLines, storeState } from './history-lines';
import {
  heldForUndo,
  holdForUndo,
  keysOf,
  letGoOfUndo,
  noteForgotten,
  noteRemembered,
  noteState,
} from './history-session';
import { keeping } from './on-demand';
import { changeSettings } from './settings';

type Of<T extends HistoryRequest['type']> = Extract<HistoryRequest, { type: T }>['body'];
type Answer<T extends HistoryAnswer['type']> = Extract<HistoryAnswer, { type: T }>['body'];

/** Answers a page about the history; null where nobody knows what kind of window it stands in. */
export async function onHistoryRequest(
  request: HistoryRequest,
  sender: Sender,
): Promise<HistoryAnswer | null> {
  const from = await originOfRequest(request, sender);
  if (from === null) return null;
  switch (request.type) {
    case 'history/list':
      return { type: 'history/lines', body: await historyLines(from, request.body) };
    case 'history/open':
      await openIncident(from, request.body.key);
      return { type: 'history/about', body: await about(from) };
    case 'history/forget':
      return { type: 'history/forgotten', body: await forget(from, request.body.what) };
    case 'history/undo':
      return { type: 'history/restored', body: await undo(from, request.body.token) };
    case 'history/import':
      return { type: 'history/restored', body: await takeIn(from, request.body.records) };
    case 'history/about':
      return { type: 'history/about', body: await about(from) };
    case 'history/keep':
      await keep(from, request.body);
      return { type: 'history/about', body: await about(from) };
  }
}

/** A tab says whether its window is private; a page that stands in one says so for itself. */
async function originOfRequest({ body }: HistoryRequest, sender: Sender): Promise<Origin | null> {
  const tabId = body.tabId ?? sender.tabId;
  const facts = tabId === null ? null : await tabFacts(tabId);
  return facts === null ? null : originOf(facts.isPrivate || sender.isPrivate);
}

async function openIncident(from: Origin, [firstSeenAt, id]: RecordKey): Promise<void> {
  if (from === 'private') return;
  const key = keyText([firstSeenAt, id]);
  const open = (await allFailingTabs()).find(
    ({ incident, isPrivate }) => !isPrivate && keyText(keyOf(toRecord(incident))) === key,
  );
  // Only while the incident is open is the address known in full.
  const address = open?.incident.address ?? (await recordOf(from, [firstSeenAt, id]))?.address;
  if (address !== undefined) await openAddress(address);
}

async function recordOf(from: Origin, key: RecordKey): Promise<IncidentRecord | null> {
  const { one } = await keeping();
  return (await one(from, key)).value;
}

async function forget(
  from: Origin,
  what: Of<'history/forget'>['what'],
): Promise<Answer<'history/forgotten'>> {
  const seconds = UNDO_MS / 1_000;
  return await lockHistory(async () => {
    const { state, value: removed } = await removeWhat(from, what);
    if (from === 'private') return { state, forgotten: 0, token: null, seconds };
    await noteState(state);
    // What still fails would come back with its next try.
    const gone = new Set(keysOf(removed));
    const open = (await allFailingTabs()).filter(({ isPrivate }) => !isPrivate);
    await noteForgotten(
      keysOf(open.map(({ incident }) => toRecord(incident))).filter((key) => gone.has(key)),
    );
    const token = makeSalt();
    const isHeld = await holdForUndo(token, removed);
    return { state, forgotten: removed.length, token: isHeld ? token : null, seconds };
  });
}

async function removeWhat(from: Origin, what: Of<'history/forget'>['what']) {
  const { clear, remove, removeSite } = await keeping();
  if (what.kind === 'these') return await remove(from, what.keys);
  return await (what.kind === 'site' ? removeSite(from, what.site) : clear(from));
}

async function undo(from: Origin, token: string): Promise<Answer<'history/restored'>> {
  const nothing = { added: 0, known: 0, tooOld: 0 };
  if (from === 'private') return { state: 'private', ...nothing };
  const open = (await allFailingTabs()).filter(({ isPrivate }) => !isPrivate);
  const failing = new Set(keysOf(open.map(({ incident }) => toRecord(incident))));
  const answer = await lockHistory(async () => {
    const held = await heldForUndo(token);
    await noteRemembered(new Set(keysOf(held)));
    // What ended while it was deleted has an end that nobody wrote down.
    const records = held.map((record) =>
      failing.has(keyText(keyOf(record))) ? record : asEnded(record),
    );
    const { restore } = await keeping();
    const { state, value: added } = await restore(from, records);
    await noteState(state);
    if (state === 'good' && held.length > 0) await letGoOfUndo();
    return { state, ...nothing, added, known: held.length - added };
  });
  // What still fails has gone on meanwhile.
  for (const { incident } of open) await recordIncident(from, incident);
  return answer;
}

async function takeIn(
  from: Origin,
  records: readonly IncidentRecord[],
): Promise<Answer<'history/restored'>> {
  if (from === 'private') return { state: from, added: 0, known: 0, tooOld: 0 };
  return await lockHistory(async () => {
    const limits = await limitsNow();
    const { allKeys, merge, restore } = await keeping();
    const { state, value: known } = await allKeys(from);
    if (state !== 'good') return { state, added: 0, known: 0, tooOld: 0 };
    const found = merge(
      records.map(trusted).filter((record) => record !== null),
      known,
      limits,
      now(),
    );
    const restored = await restore(from, found.add);
    await noteState(restored.state);
    await tidyHistory();
    return {
      state: restored.state,
      added: restored.value,
      known: found.known,
      tooOld: found.tooOld,
    };
  });
}

/** A record that came with a message, as one of ours; null where its site isn't the one of its address. */
function trusted(record: IncidentRecord): IncidentRecord | null {
  const address = redactAddress(record.address);
  return siteOf(address) === record.site ? asEnded(tidy({ ...record, address })) : null;
}

async function keep(from: Origin, { days, incidents }: Of<'history/keep'>): Promise<void> {
  if (from === 'private') return;
  const history = { ...withinBounds({ days, incidents }) };
  await changeSettings(from, (settings) => ({
    ...settings,
    history: { ...settings.history, ...history },
  }));
  await lockHistory(tidyHistory);
}

async function about(from: Origin): Promise<Answer<'history/about'>> {
  const { total } = await keeping();
  const { state, value } = await total(from);
  return { state: await storeState(state), total: value, limits: await limitsNow() };
}
