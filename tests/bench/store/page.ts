/** The history's store in a page of its own, so that what it costs can be measured in a real browser. */
import { DEFAULT_LIMITS } from '../../../src/core/history/limits';
import { type IncidentRecord, keyOf } from '../../../src/core/history/record';
import { put, remove, restore } from '../../../src/platform/history-changes';
import { latest, total } from '../../../src/platform/history-db';

const HOUR = 3_600_000;
const LIMITS = { ...DEFAULT_LIMITS, incidents: 2 * DEFAULT_LIMITS.incidents };
/** Incidents that one measurement adds. */
const ADDED = 20;
/** As many as the popup shows first. */
const FIRST_PAGE = 10;

/** One of a hundred sites, each failing for four minutes now and then. */
function record(at: number, n: number): IncidentRecord {
  const site = `shop-${n % 100}.example.org`;
  return {
    id: `${n}~bench`,
    site,
    address: `https://${site}/articles/${n}?page=2`,
    askedBy: 'get',
    firstSeenAt: at,
    lastSeenAt: at + 60_000,
    statuses: [502, 503],
    family: 'nginx',
    cause: 'refused',
    tries: { ours: 4, visitors: 1 },
    end: { how: 'recovered', at: at + 240_000 },
  };
}

const store = {
  /** Fills the store up to a number of incidents, all within the last 90 days. */
  async fill(count: number): Promise<number> {
    const now = Date.now();
    const apart = (80 * 24 * HOUR) / count;
    await restore(
      'ordinary',
      Array.from({ length: count }, (_, n) => record(Math.floor(now - HOUR - n * apart), n)),
    );
    return (await total('ordinary')).value;
  },

  /** Ms that adding one takes, of several; they are taken away again. */
  async add(): Promise<number> {
    const now = Date.now();
    const added = Array.from({ length: ADDED }, (_, n) => record(now + n, 1_000_000 + n));
    const start = performance.now();
    for (const one of added) {
      const { state } = await put('ordinary', one, { limits: LIMITS, now });
      if (state !== 'good') throw new Error(`the store is ${state}`);
    }
    const time = (performance.now() - start) / ADDED;
    await remove('ordinary', added.map(keyOf));
    return time;
  },

  /** Ms that the first page takes, with the number of all. */
  async list(): Promise<number> {
    const start = performance.now();
    const [page] = await Promise.all([latest('ordinary', null, FIRST_PAGE), total('ordinary')]);
    const time = performance.now() - start;
    if (page.value.records.length !== FIRST_PAGE) throw new Error('the first page is not full');
    return time;
  },
};
export type Store = typeof store;

Object.assign(globalThis, { store });
