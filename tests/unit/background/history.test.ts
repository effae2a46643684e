import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PLAIN } from '../../../src/background/look';
import { DEFAULT_LIMITS } from '../../../src/core/history/limits';
import { type IncidentRecord, toRecord } from '../../../src/core/history/record';
import type { Incident } from '../../../src/core/incidents/incident';
import type { Sender } from '../../../src/platform/messaging';
import type { HistoryAnswer, HistoryRequest } from '../../../src/protocol/history';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { AROUND, aDiagnosis, anIncident, NOON } from '../support/samples';

const opened = vi.hoisted(() => [] as string[]);
const privateTabs = vi.hoisted(() => new Set<number>());
const alarms = vi.hoisted(() => new Map<string, number>());

// One browser for all backgrounds that are started in it.
const installed = vi.hoisted(() => ({ browser: {} }));
vi.mock('webextension-polyfill', () => ({ default: installed.browser }));
vi.mock('../../../src/platform/tabs', () => ({
  tabFacts: async (id: number) => ({ id, isPrivate: privateTabs.has(id) }),
  openAddress: async (address: string) => opened.push(address),
}));
vi.mock('../../../src/platform/alarms', () => ({
  setAlarm: async (name: string, at: number) => alarms.set(name, at),
  clearAlarm: async (name: string) => alarms.delete(name),
}));

installed.browser = fakeBrowser;
const { local, session } = fakeBrowser.storage;

/** The background, as it is after a start: its modules hold nothing. */
async function startBackground() {
  vi.resetModules();
  return {
    ...(await import('../../../src/background/history')),
    ...(await import('../../../src/background/history-requests')),
    ...(await import('../../../src/background/failing-tab')),
    ...(await import('../../../src/background/settings')),
    database: await import('../../../src/platform/history-db'),
  };
}
let background: Awaited<ReturnType<typeof startBackground>>;

beforeEach(async () => {
  resetBrowser();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  opened.length = 0;
  privateTabs.clear();
  alarms.clear();
  background = await startBackground();
});

const ORDINARY_TAB = 1;
const sender: Sender = {
  tabId: ORDINARY_TAB,
  frameId: 0,
  documentId: 'P',
  address: 'chrome-extension://backsoon/',
  ownPage: true,
  isPrivate: false,
};

type Body<T extends HistoryRequest['type']> = Omit<
  Extract<HistoryRequest, { type: T }>['body'],
  'tabId'
>;

async function ask<T extends HistoryRequest['type'], A extends HistoryAnswer['type']>(
  type: T,
  body: Body<T>,
  _answer: A,
  tabId = ORDINARY_TAB,
): Promise<Extract<HistoryAnswer, { type: A }>['body']> {
  const request = { type, body: { tabId, ...body } } as unknown as HistoryRequest;
  const answer = await background.onHistoryRequest(request, sender);
  return answer?.body as never;
}

const list = async (query = '', before: [number, string] | null = null, most = 30) =>
  await ask('history/list', { query, before, most }, 'history/lines');
const ids = async () => (await list()).lines.map(({ id }) => id);
const forget = async (what: Body<'history/forget'>['what']) =>
  await ask('history/forget', { what }, 'history/forgotten');
const undo = async (token: string | null) =>
  await ask('history/undo', { token: token ?? '' }, 'history/restored');

const incident = (n: number, parts: Partial<Incident> = {}): Incident =>
  anIncident({ id: String(n), firstSeenAt: NOON + n, lastSeenAt: NOON + n, ...parts });
const back = (at: number) => ({ how: 'recovered', at }) as const;

async function record(...incidents: readonly Incident[]): Promise<void> {
  for (const one of incidents) await background.recordIncident('ordinary', one);
  // On a busy machine it may have gone on without waiting for the end.
  await background.lockHistory(async () => undefined);
}

/** A tab that still fails, as session storage has it. */
async function failIn(tabId: number, failing: Incident, isPrivate = false): Promise<void> {
  await background.writeFailingTab({
    tabId,
    isPrivate,
    incident: failing,
    documentId: 'D',
    diagnosis: aDiagnosis(),
    circumstances: AROUND,
    judged: true,
    step: { kind: 'wait', until: NOON + 9_000, why: 'backoff' },
    trying: null,
    stopped: false,
    dismissed: false,
    watched: false,
    expected: null,
    outcome: null,
    look: PLAIN,
    standIn: 'none',
    pose: null,
  });
}

describe('the history', () => {
  it('has the incidents that were recorded, the newest first', async () => {
    await record(incident(1), incident(2));
    expect(await ids()).toEqual(['2', '1']);
  });

  it('has an incident once, as it was last', async () => {
    await record(incident(1), incident(1, { end: back(NOON + 240_000), statuses: [502, 503] }));
    const { lines, total } = await list();
    expect(lines).toMatchObject([{ id: '1', statuses: [502, 503] }]);
    expect(total).toBe(1);
  });

  it('has both of two that the browser gave the same id, before and after a start', async () => {
    await record(incident(1), incident(2, { id: '1' }));
    expect(await ids()).toEqual(['1', '1']);
  });

  it('has an end of which the beginning was lost', async () => {
    await record(incident(1, { end: back(NOON + 60_000) }));
    expect(await ids()).toEqual(['1']);
  });

  it('is still there when the background starts anew', async () => {
    await record(incident(1));
    background = await startBackground();
    expect(await ids()).toEqual(['1']);
  });

  it('writes no full address to the disk', async () => {
    await record(
      incident(1, { address: 'https://jane:pw@shop.example.org/reset?token=abc', end: back(NOON) }),
    );
    const { value } = await background.database.latest('ordinary', null, 10);
    expect(value.records[0]?.address).toBe('https://shop.example.org/reset?token=…');
  });

  it('can be read with the longest addresses and hosts that there are', async () => {
    const site = `${'a'.repeat(245)}.example`;
    await record(incident(1, { address: `https://${site}:65535/${'b/'.repeat(2_000)}`, site }));
    expect(await ids()).toHaveLength(1);
  });

  it('keeps as many as the visitor wants, and lets the oldest go', async () => {
    await ask('history/keep', { days: 90, incidents: 100 }, 'history/about');
    await record(...Array.from({ length: 130 }, (_, n) => incident(n)));
    const { total, lines } = await list('', null, 100);
    expect(total).toBe(100);
    expect(lines.at(-1)?.id).toBe('30');
  });

  it('lets go of what is older than the visitor wants, at the next start', async () => {
    await record(incident(1), incident(2));
    vi.setSystemTime(NOON + (DEFAULT_LIMITS.days + 1) * 86_400_000);
    await background.tendHistory();
    expect((await list()).total).toBe(0);
  });

  it('prunes at once when less is to be kept', async () => {
    await record(...Array.from({ length: 180 }, (_, n) => incident(n)));
    const about = await ask('history/keep', { days: 90, incidents: 100 }, 'history/about');
    expect(about).toEqual({ state: 'good', total: 100, limits: { days: 90, incidents: 100 } });
  });
});

describe('a page of the history', () => {
  it('goes on where the last one ended, also among incidents of one moment', async () => {
    await record(...['a', 'b', 'c', 'd', 'e'].map((id) => anIncident({ id, end: back(NOON) })));
    const seen: string[] = [];
    let before: [number, string] | null = null;
    do {
      const page = await list('', before, 2);
      seen.push(...page.lines.map(({ id }) => id));
      before = page.more;
    } while (before !== null);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('has on top, once, what fails in an open tab, with its next try', async () => {
    await record(incident(1), incident(2, { end: back(NOON) }));
    await failIn(7, incident(1));
    const { failing, lines } = await list();
    expect(failing).toMatchObject([{ id: '1', failing: { tabId: 7, until: NOON + 9_000 } }]);
    expect(lines.map(({ id }) => id)).toEqual(['2']);
  });

  it('finds what a query asks for, in lower and upper case', async () => {
    await record(
      incident(1, { site: 'a.example', address: 'https://a.example/Cart', family: 'nginx' }),
      incident(2, { site: 'b.example', address: 'https://b.example/', statuses: [504] }),
    );
    const found = async (query: string) => (await list(query)).lines.map(({ id }) => id);
    expect(await found('NGINX cart')).toEqual(['1']);
    expect(await found('504')).toEqual(['2']);
    expect(await found('nowhere')).toEqual([]);
  });

  it('opens an incident, in full while its tab still fails', async () => {
    const address = 'https://shop.example.org/reset?token=abc';
    await record(incident(1, { address }), incident(2, { address }));
    await failIn(7, incident(2, { address }));
    for (const n of [1, 2]) {
      await ask('history/open', { key: [NOON + n, String(n)] }, 'history/about');
    }
    expect(opened).toEqual(['https://shop.example.org/reset?token=…', address]);
  });
});

describe('what the visitor deletes', () => {
  it('is gone, and comes back with an undo, once', async () => {
    await record(incident(1), incident(2), incident(3));
    const { forgotten, token } = await forget({ kind: 'these', keys: [[NOON + 2, '2']] });
    expect(forgotten).toBe(1);
    expect(await ids()).toEqual(['3', '1']);
    expect(await undo(token)).toMatchObject({ added: 1 });
    expect(await ids()).toEqual(['3', '2', '1']);
    expect(await undo(token)).toMatchObject({ added: 0 });
  });

  it('can be all of a site', async () => {
    await record(incident(1), incident(2, { site: 'b.example', address: 'https://b.example/' }));
    await forget({ kind: 'site', site: 'shop.example.org' });
    expect(await ids()).toEqual(['2']);
  });

  it('can be everything', async () => {
    await record(incident(1), incident(2));
    const { token } = await forget({ kind: 'all' });
    expect(await list()).toMatchObject({ lines: [], total: 0 });
    await undo(token);
    expect(await list()).toMatchObject({ total: 2 });
  });

  it('can not be had back after a minute', async () => {
    await record(incident(1));
    const { token, seconds } = await forget({ kind: 'all' });
    vi.setSystemTime(NOON + seconds * 1_000);
    expect(await undo(token)).toMatchObject({ added: 0 });
    expect(JSON.stringify([...session.kept])).not.toContain('shop.example.org');
  });

  it('is let go of when its minute is over, though nobody asks', async () => {
    await record(incident(1));
    await forget({ kind: 'all' });
    const { letGoOfUndo, UNDO_ALARM } = await import('../../../src/background/history-session');
    expect(alarms.get(UNDO_ALARM)).toBe(NOON + 60_000);
    await letGoOfUndo();
    expect(JSON.stringify([...session.kept])).not.toContain('shop.example.org');
  });

  it('stays deleted though it still fails, until that is undone', async () => {
    await record(incident(1));
    await failIn(7, incident(1));
    const { token } = await forget({ kind: 'all' });
    await record(incident(1, { tries: { ours: 1, visitors: 0 } }));
    expect(await list()).toMatchObject({ failing: [], lines: [], total: 0 });
    await undo(token);
    expect(await list()).toMatchObject({ failing: [{ id: '1' }], total: 1 });
  });

  it('comes back with an end that nobody saw if it ended while it was deleted', async () => {
    await record(incident(1));
    await failIn(7, incident(1));
    const { token } = await forget({ kind: 'all' });
    await record(incident(1, { end: back(NOON + 5_000) }));
    await background.forgetFailingTab(7);
    await undo(token);
    expect((await list()).lines).toMatchObject([{ id: '1', end: { how: 'unknown' } }]);
  });
});

describe('an import', () => {
  const entry = (n: number, parts: Partial<IncidentRecord> = {}) => ({
    ...toRecord(incident(n, { end: back(NOON + 60_000) })),
    statuses: [502],
    ...parts,
  });
  const take = async (...records: ReturnType<typeof entry>[]) =>
    await ask(
      'history/import',
      { records: records.map((one) => ({ ...one, statuses: [...one.statuses] })) },
      'history/restored',
    );

  it('adds what is new, and leaves what is known as it is', async () => {
    await record(incident(1, { cause: 'timeout' }));
    expect(await take(entry(1, { cause: null }), entry(2))).toEqual({
      state: 'good',
      added: 1,
      known: 1,
      tooOld: 0,
    });
    expect((await list()).lines).toMatchObject([{ id: '2' }, { id: '1', cause: 'timeout' }]);
  });

  it('redacts addresses anew, and takes none that belongs to another site', async () => {
    const secret = { address: 'https://jane:pw@shop.example.org/?token=abc' };
    await take(entry(1, secret), entry(2, { address: 'https://evil.example/' }));
    expect((await list()).lines).toMatchObject([
      { id: '1', address: 'https://shop.example.org/?token=…' },
    ]);
    expect((await list()).total).toBe(1);
  });
});

describe('after a start of the browser', () => {
  it('what was open then has an end that nobody saw, and what is open goes on', async () => {
    await record(incident(1), incident(2));
    await failIn(7, incident(2));
    await background.tendHistory();
    const { failing, lines } = await list();
    expect(lines).toMatchObject([{ id: '1', end: { how: 'unknown', at: NOON + 1 } }]);
    expect(failing).toMatchObject([{ id: '2', end: null }]);
  });

  it('what an earlier version kept as a list is taken over, once, and the list is gone', async () => {
    const old = [1, 2].map((n) => toRecord(incident(n)));
    local.kept.set('history', { version: 1, value: old });
    await background.tendHistory();
    expect(local.kept.has('history')).toBe(false);
    expect((await list()).lines).toMatchObject([
      { id: '2', end: { how: 'unknown' } },
      { id: '1', end: { how: 'unknown' } },
    ]);
    await background.tendHistory();
    expect((await list()).total).toBe(2);
  });

  it('a list that was taken over only half, before the worker was stopped, is taken over once', async () => {
    const old = [1, 2].map((n) => toRecord(incident(n, { end: back(NOON + 60_000) })));
    await record(incident(1, { end: back(NOON + 60_000) }));
    local.kept.set('history', { version: 1, value: old });
    await background.tendHistory();
    expect(await ids()).toEqual(['2', '1']);
  });

  it('a list that the database can not take stays where it is', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    local.kept.set('history', { version: 1, value: [toRecord(incident(1))] });
    vi.stubGlobal('indexedDB', undefined);
    background = await startBackground();
    await background.tendHistory();
    expect(local.kept.has('history')).toBe(true);
    vi.restoreAllMocks();
  });
});

describe('private windows', () => {
  it('leave nothing, and are shown nothing', async () => {
    await record(incident(1));
    await background.recordIncident('private', incident(2, { site: 'secret.example' }));
    await failIn(8, incident(3, { site: 'secret.example' }), true);
    privateTabs.add(9);
    const asked = { query: '', before: null, most: 30 };
    expect(await ask('history/list', asked, 'history/lines', 9)).toEqual({
      state: 'private',
      failing: [],
      lines: [],
      more: null,
      total: 0,
    });
    expect(await list()).toMatchObject({ failing: [], total: 1 });
  });

  it('change nothing', async () => {
    await record(incident(1));
    privateTabs.add(9);
    await ask('history/forget', { what: { kind: 'all' } }, 'history/forgotten', 9);
    await ask('history/keep', { days: 7, incidents: 100 }, 'history/about', 9);
    const records = [{ ...toRecord(incident(2)), statuses: [502] }];
    await ask('history/import', { records }, 'history/restored', 9);
    expect(await list()).toMatchObject({ total: 1 });
    expect((await background.readSettings('ordinary')).history).toEqual({
      keep: true,
      ...DEFAULT_LIMITS,
    });
  });

  it('have no part in what is expected', async () => {
    const ended = (n: number) =>
      incident(n * 7_200_000, { end: back(NOON + n * 7_200_000 + 60_000) });
    await record(ended(1), ended(2), ended(3));
    expect(await background.expectationFor('private', 'shop.example.org')).toBeNull();
    expect(await background.expectationFor('ordinary', 'shop.example.org')).toMatchObject({
      times: 3,
      back: 3,
      withinMs: 60_000,
    });
  });

  it('do not even open the database where they have a background of their own', async () => {
    fakeBrowser.extension.inIncognitoContext = true;
    const open = vi.spyOn(indexedDB, 'open');
    local.kept.set('history', { version: 1, value: [toRecord(incident(1))] });
    await background.tendHistory();
    await record(incident(1));
    await list();
    expect(open).not.toHaveBeenCalled();
    expect(local.kept.has('history')).toBe(true);
  });
});

describe('a store that fails', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    return () => vi.restoreAllMocks();
  });

  it('loses nothing that was deleted and could not be had back at once', async () => {
    await record(incident(1));
    const { token } = await forget({ kind: 'all' });
    const works = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    background = await startBackground();
    expect(await undo(token)).toMatchObject({ state: 'broken', added: 0 });
    vi.stubGlobal('indexedDB', works);
    expect(await undo(token)).toMatchObject({ state: 'good', added: 1 });
  });

  it('costs no more than the history, and says so until it works again', async () => {
    const works = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    background = await startBackground();
    await expect(record(incident(1))).resolves.toBeUndefined();
    expect(await background.expectationFor('ordinary', 'shop.example.org')).toBeNull();
    expect(await list()).toMatchObject({ state: 'broken', lines: [], total: 0 });
    vi.stubGlobal('indexedDB', works);
    expect(await list()).toMatchObject({ state: 'broken' });
    await record(incident(2));
    expect(await list()).toMatchObject({ state: 'good', total: 1 });
  });

  it('is left alone where a later version wrote it', async () => {
    const later = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('backsoon-history', 99);
      request.onupgradeneeded = () => request.result.createObjectStore('of-the-future');
      request.onsuccess = () => resolve(request.result);
    });
    later.close();
    await record(incident(1));
    await forget({ kind: 'all' });
    expect(await list()).toMatchObject({ state: 'later', total: 0 });
    expect((await indexedDB.databases()).map(({ version }) => version)).toEqual([99]);
  });

  it('shows what can be read of it where something in it can not', async () => {
    await record(incident(1));
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('backsoon-history');
      request.onsuccess = () => {
        const written = request.result.transaction('incidents', 'readwrite');
        written.objectStore('incidents').put({ firstSeenAt: NOON + 5, id: 'x', site: 17 });
        written.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
    expect(await ids()).toEqual(['1']);
  });

  it('is begun anew when everything is to be deleted and nothing else helps', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('backsoon-history', 1);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await record(incident(1));
    expect(await list()).toMatchObject({ state: 'broken' });
    expect(await forget({ kind: 'all' })).toMatchObject({ state: 'good' });
    await record(incident(1));
    expect(await list()).toMatchObject({ state: 'good', total: 1 });
  });
});
