import { type IncidentRecord, keyOf, keyText, toRecord } from '../core/history/record';
import type { Page } from '../platform/history-db';
import type { Origin } from '../platform/privacy';
import {
  type HistoryAnswer,
  type HistoryLine,
  type HistoryRequest,
  MOST_LINES,
  type StoreState,
} from '../protocol/history';
import { allFailingTabs, type FailingTab } from './failing-tab';
import { readNotes } from './history-session';
import { keeping } from './on-demand';

type List = Extract<HistoryRequest, { type: 'history/list' }>['body'];
type Lines = Extract<HistoryAnswer, { type: 'history/lines' }>['body'];

/** A page of the history, newest first; with the first one, what fails in open tabs. */
export async function historyLines(from: Origin, { query, before, most }: List): Promise<Lines> {
  if (from === 'private') return { state: from, failing: [], lines: [], more: null, total: 0 };
  const { matching, search, total } = await keeping();
  const [{ forgotten, trouble }, tabs, found, counted] = await Promise.all([
    readNotes(),
    openTabs(),
    search(from, query, before, most),
    total(from),
  ]);
  const matches = matching(query);
  const failing = tabs
    .map(failingLine)
    .filter((line) => !forgotten.includes(keyText(line.key)))
    .slice(0, MOST_LINES);
  return {
    state: found.state === 'good' ? trouble : found.state,
    failing: before === null ? failing.filter(matches) : [],
    lines: without(found.value, failing),
    more: keyOrNull(found.value),
    total: counted.value,
  };
}

/** The store as it is: what reading it says, and else what writing to it said last. */
export async function storeState(reading: StoreState): Promise<StoreState> {
  return reading === 'good' ? (await readNotes()).trouble : reading;
}

/** The ordinary windows' failing tabs, those first that failed last. */
async function openTabs(): Promise<readonly FailingTab[]> {
  const tabs = (await allFailingTabs()).filter(({ isPrivate }) => !isPrivate);
  return tabs.sort((a, b) => b.incident.firstSeenAt - a.incident.firstSeenAt);
}

function failingLine({ tabId, incident, step, trying }: FailingTab): HistoryLine {
  const until = trying === null && step?.kind === 'wait' ? step.until : null;
  return { ...lineOf(toRecord(incident)), failing: { tabId, until } };
}

function without({ records }: Page, failing: readonly HistoryLine[]): HistoryLine[] {
  const shown = new Set(failing.map(({ key }) => keyText(key)));
  return records.filter((record) => !shown.has(keyText(keyOf(record)))).map(lineOf);
}

function lineOf(record: IncidentRecord): HistoryLine {
  return {
    ...record,
    statuses: [...record.statuses],
    key: [...keyOf(record)],
    failing: null,
  };
}

function keyOrNull({ more }: Page): Lines['more'] {
  return more === null ? null : [...more];
}
