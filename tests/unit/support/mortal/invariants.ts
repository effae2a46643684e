/** What holds whatever befell the background: asked of a browser from outside. */
import { expect } from 'vitest';
import type { Case } from './cases';
import { CHOSEN, chosenIn, historyOf, RECORDS, WATCH, watchesOf } from './device';
import { type Asked, kindOfAlarm, type MortalBrowser, type Tab } from './mortal-browser';

/** The shortest wait between two tries of ours, and how many of them a site gets at once, and then at most. */
const FLOOR_MS = 2_000;
const AT_ONCE = 10;
const THEN_EVERY_MS = 30_000;

/** What was kept is kept, and can be read. */
export async function expectKept(browser: MortalBrowser, { changes = [] }: Case): Promise<void> {
  const areas = [...browser.local.kept, ...browser.session.kept];
  for (const [key, stored] of areas) {
    expect(stored, key).toMatchObject({ version: expect.any(Number), value: expect.anything() });
  }
  expect([...browser.local.kept.keys()].filter((key) => key.endsWith('.broken'))).toEqual([]);
  if (!changes.includes('settings')) expect(chosenIn(browser)).toEqual(CHOSEN);
  if (!changes.includes('watches')) expect(watchesOf(browser)).toContainEqual(WATCH);
  if (!changes.includes('history')) {
    expect(await historyOf(browser)).toEqual(expect.arrayContaining(RECORDS));
  }
}

/** Nothing stands in a page that is well, and nothing was put there. */
export function expectNoCardWhereItIsWell(browser: MortalBrowser): void {
  expect(browser.touched.map(({ address }) => address)).toEqual([]);
  for (const { page } of browser.tabs.values()) {
    if (page.kind === 'web' && page.status < 500) expect(page.shown, page.address).toBeNull();
  }
}

/** Whether a tab says that its page fails: by a card, or on the button. */
export function says(tab: Tab): boolean {
  return tab.page.shown?.view != null || (tab.badge ?? '') !== '';
}

/** No site is asked more often than the plan permits, and nothing that a form brought is asked at all. */
export function expectNoStorm(browser: MortalBrowser, { wishes = 0 }: Case, since: number): void {
  const forms = browser.asked.filter(({ method }) => method !== 'GET');
  expect(forms.filter(({ by }) => by === 'us')).toEqual([]);
  const tries = new Map<string, Asked[]>();
  for (const one of browser.asked) {
    if (one.by !== 'us' || one.how === 'page') continue;
    const site = new URL(one.address).hostname;
    tries.set(site, [...(tries.get(site) ?? []), one]);
  }
  for (const [site, all] of tries) {
    const gaps = all.slice(1).map(({ at }, before) => at - (all[before]?.at ?? 0));
    // Once one of its tabs is back the others come, each by a try of its own.
    const hasty = gaps.filter((gap, before) => gap < FLOOR_MS && !isWell(all[before]));
    expect(hasty.length, `${site}: ${gaps.join(', ')} ms apart`).toBeLessThanOrEqual(wishes);
    const most = AT_ONCE + wishes + (browser.clock.now - since) / THEN_EVERY_MS;
    expect(all.length, `tries of ${site}`).toBeLessThanOrEqual(most);
  }
}

function isWell(one: Asked | undefined): boolean {
  return one?.status === 200;
}

/** Once all tabs are closed nothing is left of them, and nothing rings without end. */
export function expectNothingLeft(browser: MortalBrowser): void {
  const isWatching = watchesOf(browser).length > 0;
  const alarms = [...browser.alarms.keys()].map(kindOfAlarm);
  expect(alarms).toEqual(isWatching ? ['watches'] : []);
  // What brought a document may stay a while: the latest sixty do (see `documents.ts`).
  const kept = [...browser.session.kept.keys()];
  expect(kept.filter((key) => /^(?:tab:|going:|private)/.test(key))).toEqual([]);
}

/** Nothing that happened in a private window is on the disk. */
export async function expectNothingPrivate(browser: MortalBrowser, word: string): Promise<void> {
  expect(JSON.stringify([...browser.local.kept])).not.toContain(word);
  expect(JSON.stringify(await historyOf(browser))).not.toContain(word);
}
