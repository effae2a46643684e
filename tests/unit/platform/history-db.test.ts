import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/core/history/limits';
import {
  asEnded,
  type IncidentRecord,
  keyOf,
  keyText,
  toRecord,
} from '../../../src/core/history/record';
import { type HistorySchema, upgrade, VERSION } from '../../../src/platform/history-schema';
import { resetBrowser } from '../support/fake-browser';
import { anIncident, NOON } from '../support/samples';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

let changes: typeof import('../../../src/platform/history-changes');
let store: typeof import('../../../src/platform/history-db');

async function freshStore(): Promise<void> {
  resetBrowser();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.resetModules();
  changes = await import('../../../src/platform/history-changes');
  store = await import('../../../src/platform/history-db');
}
beforeEach(freshStore);

const KEEPING = { limits: DEFAULT_LIMITS, now: NOON };

function record(at: number, site = 'a.example', id = `${at}`): IncidentRecord {
  const address = `https://${site}/`;
  return toRecord(anIncident({ id, site, address, firstSeenAt: NOON + at, lastSeenAt: NOON + at }));
}

async function all(): Promise<string[]> {
  const found: string[] = [];
  await store.span('ordinary', { from: 0, to: NOON * 2 }, (records) => {
    found.push(...records.map((one) => keyText(keyOf(one))));
  });
  return found;
}

describe('a span of the history', () => {
  it('is handed over in chunks, the oldest first, each incident once, also those of one moment', async () => {
    const moments = Array.from({ length: 600 }, (_, n) =>
      record(Math.floor(n / 300), 'a.example', `${n}`),
    );
    await changes.restore('ordinary', moments);
    const chunks: number[] = [];
    const seen = new Set<string>();
    await store.span('ordinary', { from: NOON, to: NOON + 2 }, (records) => {
      chunks.push(records.length);
      for (const one of records) seen.add(one.id);
    });
    expect(seen.size).toBe(600);
    expect(Math.max(...chunks)).toBeLessThanOrEqual(250);
  });

  it('ends before its end', async () => {
    await changes.restore('ordinary', [record(1), record(2), record(3)]);
    const found: string[] = [];
    await store.span('ordinary', { from: NOON + 1, to: NOON + 3 }, (records) => {
      found.push(...records.map(({ id }) => id));
    });
    expect(found).toEqual(['1', '2']);
  });
});

type Step =
  | { readonly what: 'put' | 'end'; readonly at: number; readonly site: string }
  | { readonly what: 'restore'; readonly at: number; readonly site: string }
  | { readonly what: 'remove'; readonly at: number }
  | { readonly what: 'site'; readonly site: string }
  | { readonly what: 'clear' };

const at = fc.nat(9);
const site = fc.constantFrom('a.example', 'b.example');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constantFrom('put', 'end', 'restore'), at, site }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove'), at }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('site'), site }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('clear') }) },
);

/** What a step does to the store, and to a list that stands for it. Each is done twice, as after a stop. */
async function take(one: Step, known: Map<string, IncidentRecord>): Promise<void> {
  if (one.what === 'put' || one.what === 'end') {
    const open = record(one.at, one.site, `${one.at}${one.site}`);
    const own = one.what === 'end' ? asEnded(open) : open;
    await changes.put('ordinary', own, KEEPING);
    await changes.put('ordinary', own, KEEPING);
    known.set(keyText(keyOf(own)), own);
  } else if (one.what === 'restore') {
    const own = record(one.at, one.site, `${one.at}${one.site}`);
    await changes.restore('ordinary', [own]);
    await changes.restore('ordinary', [own]);
    if (!known.has(keyText(keyOf(own)))) known.set(keyText(keyOf(own)), own);
  } else if (one.what === 'remove') {
    const keys = [...known.values()].filter(({ firstSeenAt }) => firstSeenAt === NOON + one.at);
    await changes.remove('ordinary', keys.map(keyOf));
    await changes.remove('ordinary', keys.map(keyOf));
    for (const gone of keys) known.delete(keyText(keyOf(gone)));
  } else if (one.what === 'site') {
    await changes.removeSite('ordinary', one.site);
    for (const [key, own] of known) if (own.site === one.site) known.delete(key);
  } else {
    await changes.clear('ordinary');
    known.clear();
  }
}

describe('whatever is done to the history', () => {
  it('it has what a list would have, counts it, and finds it by site and as open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await freshStore();
        const known = new Map<string, IncidentRecord>();
        for (const one of steps) await take(one, known);
        expect(new Set(await all())).toEqual(new Set(known.keys()));
        expect((await store.total('ordinary')).value).toBe(known.size);
        const ofSite = await store.latestOfSite('ordinary', 'a.example', 100);
        const own = [...known.values()].filter((one) => one.site === 'a.example');
        expect(ofSite.value.length).toBe(own.length);
        await changes.closeLost('ordinary', new Set());
        const { value } = await store.latest('ordinary', null, 100);
        expect(value.records.every(({ end }) => end !== null)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each([true, false])('a site’s latest come first, in one go or not: %s', async (inOneGo) => {
    const index = IDBIndex.prototype as { getAllRecords?: unknown };
    const { getAllRecords } = index;
    expect(getAllRecords).toBeTypeOf('function');
    onTestFinished(() => {
      index.getAllRecords = getAllRecords;
    });
    if (!inOneGo) index.getAllRecords = undefined;
    await changes.restore(
      'ordinary',
      [1, 2, 3, 4].map((at) => record(at)),
    );
    await changes.restore('ordinary', [record(5, 'b.example')]);
    const { value } = await store.latestOfSite('ordinary', 'a.example', 3);
    expect(value.map(({ id }) => id)).toEqual(['4', '3', '2']);
  });

  it('a count that is none is counted anew', async () => {
    await changes.restore('ordinary', [record(1), record(2)]);
    const database = await openDB('backsoon-history');
    await database.put('meta', 'many', 'count');
    database.close();
    await changes.put('ordinary', record(3), KEEPING);
    expect((await store.total('ordinary')).value).toBe(3);
  });
});

describe('a database of an earlier version', () => {
  const formOf = async (from: number) => {
    const name = `from-${from}`;
    if (from > 0) {
      const old = await openDB<HistorySchema>(name, from, {
        upgrade: (database, _from, _to, transaction) => upgrade(database, 0, from, transaction),
      });
      old.close();
    }
    const database = await openDB<HistorySchema>(name, VERSION, {
      upgrade: (one, begun, _to, transaction) => upgrade(one, begun, VERSION, transaction),
    });
    const { store: incidents } = database.transaction('incidents');
    const form = [[...database.objectStoreNames], [...incidents.indexNames], incidents.keyPath];
    database.close();
    return form;
  };

  it.each(Array.from({ length: VERSION }, (_, from) => from))(
    'comes to the form that a new one has: from version %i',
    async (from) => {
      expect(await formOf(from)).toEqual([
        ['incidents', 'meta'],
        ['open', 'site'],
        ['firstSeenAt', 'id'],
      ]);
    },
  );
});
