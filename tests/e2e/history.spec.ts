import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chromium } from './support/chromium';
import type { BrowserUnderTest, Tab } from './support/driver';
import { Firefox } from './support/firefox';
import { expect, test } from './support/fixtures';
import {
  anEndedIncident,
  deleteHistory,
  fillHistory,
  historyOf,
  holdHistory,
  releaseHistory,
  tellBackground,
} from './support/history';
import { launch } from './support/launch';
import { bare, well } from './support/pages';
import { PopupPage } from './support/popup-page';
import type { RawServer } from './support/raw-server';

/**
 * The history's store, in the browsers' own database. What the popup and the history page make of it
 * is in their own stories.
 */

const LONG_WAIT = [['Retry-After', '900']] as const;
const WAITING = /asked for this wait/;
const FULL = { tag: '@full' };

interface Lines {
  readonly state: string;
  readonly total: number;
  readonly failing: readonly { readonly address: string }[];
  readonly lines: readonly { readonly address: string; readonly end: { how: string } | null }[];
}

const linesOf = (under: BrowserUnderTest, query = ''): Promise<Lines> =>
  tellBackground<Lines>(under, 'history/list', { query, before: null, most: 50 });

const endsOf = async (under: BrowserUnderTest): Promise<(string | null)[]> =>
  (await historyOf(under)).map(({ end }) => end?.how ?? null);

async function failAt(tab: Tab, url: string): Promise<void> {
  await tab.goto(url);
  await tab.card.waitFor(WAITING);
}

/** Loads the page again, which is well now, and waits until its incident has ended. */
async function recover(under: BrowserUnderTest, server: RawServer, tab: Tab): Promise<void> {
  server.set('/', well());
  await tab.card.click('button.primary');
  await tab.waitFor('[data-page="well"]');
  await expect.poll(async () => (await endsOf(under)).at(-1)).toBe('recovered');
}

test.describe('the history', () => {
  test('has each incident once, from its first failure to its end, however often the background is stopped', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await failAt(tab, server.url('/?token=secret#part'));
    await expect.poll(() => endsOf(under)).toEqual([null]);
    await under.stopBackground();
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await under.stopBackground();
    await recover(under, server, tab);
    const [record, ...others] = await historyOf(under);
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      site: 'site.localhost',
      address: server.url('/?token=…'),
      statuses: [502],
      family: 'nginx',
      // The one that was well is no failure of it.
      tries: { ours: 0, visitors: 1 },
      end: { how: 'recovered' },
    });
    expect(record).not.toHaveProperty('open');
    expect(await linesOf(under)).toMatchObject({ state: 'good', total: 1 });
  });

  test('loses nothing and has nothing twice where the background is stopped in the middle of a write, and nobody waits for one', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await failAt(tab, server.url('/'));
    await expect.poll(() => endsOf(under)).toEqual([null]);
    await holdHistory(under);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await under.stopBackground();
    await releaseHistory(under);
    await recover(under, server, tab);
    expect(await historyOf(under)).toMatchObject([
      { tries: { ours: 0, visitors: 1 }, end: { how: 'recovered' } },
    ]);
    expect(await linesOf(under)).toMatchObject({ state: 'good', total: 1 });
  });

  test('has what fails in two windows at once', FULL, async ({ under, server }) => {
    server.route('/one', bare(502, LONG_WAIT)).route('/two', bare(502, LONG_WAIT));
    const urls = ['/one', '/two'].map((path) => server.url(path));
    await under.background(
      (api, addresses) =>
        Promise.all(addresses.map((url: string) => api.windows.create({ url }))).then(() => null),
      urls,
    );
    await expect.poll(async () => (await linesOf(under)).failing.length).toBe(2);
    const kept = async () => (await historyOf(under)).map(({ address }) => address).sort();
    await expect.poll(kept).toEqual(urls);
    // Both are deleted in one window while they go on failing in both.
    const forgotten = await tellBackground(under, 'history/forget', { what: { kind: 'all' } });
    expect(forgotten).toMatchObject({ forgotten: 2 });
    expect(await linesOf(under)).toMatchObject({ failing: [], lines: [], total: 0 });
    const undone = await tellBackground<object>(under, 'history/undo', {
      token: (forgotten as { token: string }).token,
    });
    expect(undone).toMatchObject({ added: 2 });
    expect(await linesOf(under)).toMatchObject({ total: 2, lines: [] });
  });

  test(
    'outlives the browser; what an earlier version kept is taken over, and what was open has ended unseen',
    FULL,
    async ({ under, server }) => {
      const profile = mkdtempSync(join(tmpdir(), 'backsoon-restart-'));
      server.route('/', bare(502, LONG_WAIT));
      let own = await launch(under.name, { profile });
      try {
        const tab = await own.newTab();
        await failAt(tab, server.url('/'));
        await expect.poll(() => endsOf(own)).toEqual([null]);
        const hourAgo = Date.now() - 3_600_000;
        const old = [1, 2].map((n) => anEndedIncident(hourAgo + n, { site: 'old.localhost' }));
        const open = { ...old[1], end: null };
        await own.background(
          (api, value) => api.storage.local.set({ history: { version: 1, value } }),
          [old[0], open],
        );
        await own.quit();
        own = await launch(under.name, { profile });
        // Its tab may have been closed before the browser, or with it.
        await expect.poll(() => endsOf(own)).toEqual(['recovered', 'unknown', expect.any(String)]);
        const kept = await own.background((api) => api.storage.local.get('history'));
        expect(kept).toEqual({});
        expect(await linesOf(own, 'old.localhost')).toMatchObject({ total: 3 });
      } finally {
        await own.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      }
    },
  );
});

test.describe('a store that fails costs history, never the card', () => {
  test('deleted under the running extension: it begins anew', async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await failAt(tab, server.url('/'));
    await expect.poll(() => endsOf(under)).toEqual([null]);
    await deleteHistory(under);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await expect.poll(() => endsOf(under)).toEqual([null]);
    expect(await linesOf(under)).toMatchObject({ state: 'good', total: 1 });
  });

  test(
    'written by a later version: it is left alone, and that is said',
    FULL,
    async ({ under, server, tab }) => {
      await under.background(
        () =>
          new Promise<void>((resolve, reject) => {
            const asked = indexedDB.open('backsoon-history', 99);
            asked.onupgradeneeded = () => asked.result.createObjectStore('of-the-future');
            asked.onerror = () => reject(asked.error);
            asked.onsuccess = () => {
              asked.result.close();
              resolve();
            };
          }),
      );
      server.route('/', bare(502, LONG_WAIT));
      await failAt(tab, server.url('/'));
      expect(await linesOf(under)).toMatchObject({ state: 'later', total: 0 });
      await tellBackground(under, 'history/forget', { what: { kind: 'all' } });
      const versions = await under.background(async () => {
        return (await indexedDB.databases()).map(({ name, version }) => [name, version]);
      });
      expect(versions).toEqual([['backsoon-history', 99]]);
      await tab.card.click('button.primary');
      await tab.card.waitFor('Tried once so far');
    },
  );

  test(
    'without room on the device: the card stands, and that is said',
    FULL,
    async ({ under, server }) => {
      server.route('/', bare(502, LONG_WAIT));
      const own = await withoutRoom(under.name);
      try {
        const tab = await own.newTab();
        await failAt(tab, server.url('/'));
        await expect.poll(async () => (await linesOf(own)).state).toBe('full');
        await tab.card.click('button.primary');
        await tab.card.waitFor('Tried once so far');
      } finally {
        await own.close();
      }
    },
  );
});

/** A browser in which the extension's database may not grow. */
async function withoutRoom(name: BrowserUnderTest['name']): Promise<BrowserUnderTest> {
  if (name === 'firefox') {
    // In KB; 0 would mean "as the disk allows".
    return await Firefox.launch({ 'dom.quotaManager.temporaryStorage.fixedLimit': 1 });
  }
  const own = await Chromium.launch();
  await own.limitStorage(1);
  return own;
}

test.describe('what to expect', () => {
  /** Outages of a site, hours apart, that were over after a minute. */
  const outages = (count: number, site = 'site.localhost') =>
    Array.from({ length: count }, (_, n) =>
      anEndedIncident(Date.now() - (n + 1) * 7_200_000, { site }),
    );

  test('is told on card and popup, from the visitor’s own history of this very site', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    expect(await fillHistory(under, [...outages(5), ...outages(2, 'other.localhost')])).toBe(7);
    await tab.goto(server.url('/'));
    await tab.card.waitFor('Last 5 times: back within 1 minute.');
    const words = await tab.card.evaluate((root) => {
      const card = root.querySelector('.card') as HTMLElement | null;
      return (card?.innerText ?? '').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    });
    expect(words.length, words.join(' ')).toBeLessThanOrEqual(45);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('The last 5 times, this site was back within 1 minute.');
    await popup.tab.close();
    // Two recoveries are chance.
    await tab.goto(server.url('/', 'other.localhost'));
    await tab.card.waitFor(/Trying again in/);
    expect(await tab.card.text()).not.toContain('times');
  });

  test('is not told in a private window', { tag: ['@full', '@firefox-only'] }, async ({
    under,
    server,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await fillHistory(under, outages(5));
    const secret = await under.newTab(server.url('/'), { private: true });
    await secret.card.waitFor(WAITING);
    expect(await secret.card.text()).not.toContain('times');
    await secret.close();
    expect(await historyOf(under)).toHaveLength(5);
  });
});
