/** A device that Backsoon has been on for a while: what is kept there must outlive whatever happens. */
import { openDB } from 'idb';
import type { IncidentRecord } from '../../../../src/core/history/record';
import type { Watch } from '../../../../src/core/watches/watch';
import {
  DATABASE,
  type HistorySchema,
  toRow,
  upgrade,
  VERSION,
} from '../../../../src/platform/history-schema';
import type { OWN_CHOICES } from '../../../../src/protocol/settings';
import { NOON } from '../samples';
import { type Answer, MortalBrowser } from './mortal-browser';

export const SHOP = 'https://shop.example.org/cart';
export const SLOW = 'https://slow.example.net/';
export const WELL = 'https://well.example.com/';

const HOUR = 3_600_000;

/** What the visitor has chosen. */
export const CHOSEN = {
  theme: 'dark',
  sites: { 'quiet.example': { leftAlone: true } },
} as const satisfies Partial<Record<keyof typeof OWN_CHOICES.entries, unknown>>;

/** A watch that has hours to go until its next look. */
export const WATCH: Watch = {
  id: '1',
  site: 'slow.example.net',
  address: SLOW,
  startedAt: NOON - HOUR,
  lastLookAt: NOON - HOUR,
  looks: 1,
  notBefore: NOON + 5 * HOUR,
  nextLookAt: NOON + 5 * HOUR,
  end: null,
};

/** An incident of days ago. */
export function aRecord(id: string, site: string): IncidentRecord {
  const at = NOON - 48 * HOUR;
  return {
    id,
    site,
    address: `https://${site}/`,
    askedBy: 'get',
    firstSeenAt: at,
    lastSeenAt: at + 60_000,
    statuses: [502],
    family: 'nginx',
    cause: 'refused',
    tries: { ours: 3, visitors: 0 },
    end: { how: 'recovered', at: at + 90_000 },
  };
}

export const RECORDS = [aRecord('old-1', 'old.example'), aRecord('old-2', 'other.example')];

/** The browser of such a device, in which nothing has happened yet. */
export async function aDevice(watches: readonly Watch[] = [WATCH]): Promise<MortalBrowser> {
  const browser = new MortalBrowser();
  shopSays(browser, { status: 502 });
  await browser.local.set({
    settings: { version: 4, value: CHOSEN },
    watches: { version: 1, value: watches },
  });
  const database = await open(browser);
  const transaction = database.transaction(['incidents', 'meta'], 'readwrite');
  for (const record of RECORDS) await transaction.objectStore('incidents').put(toRow(record));
  await transaction.objectStore('meta').put(RECORDS.length, 'count');
  await transaction.done;
  database.close();
  return browser;
}

/** What the shop answers from now on. What is watched goes on failing, everything else is well. */
export function shopSays(browser: MortalBrowser, answer: Answer): void {
  browser.site = (address) => {
    if (address.startsWith('https://shop.example.org/')) return answer;
    return { status: address === SLOW ? 502 : 200 };
  };
}

/** Everything that the history's database holds. */
export async function historyOf(browser: MortalBrowser): Promise<IncidentRecord[]> {
  const database = await open(browser);
  const all = await database.getAll('incidents');
  database.close();
  return all;
}

async function open({ database: { factory } }: MortalBrowser) {
  const before = globalThis.indexedDB;
  globalThis.indexedDB = factory;
  const opening = openDB<HistorySchema>(DATABASE, VERSION, {
    upgrade: (database, from, _, transaction) => upgrade(database, from, VERSION, transaction),
  });
  globalThis.indexedDB = before;
  return await opening;
}

export function watchesOf(browser: MortalBrowser): readonly Watch[] {
  return (
    (browser.local.kept.get('watches') as { value: readonly Watch[] } | undefined)?.value ?? []
  );
}

export function chosenIn(browser: MortalBrowser): Record<string, unknown> {
  const stored = browser.local.kept.get('settings') as { value: Record<string, unknown> };
  return stored.value;
}
