import { SITE_BURST, SITE_EVERY_MS } from '../../src/core/retry/scout';
import type { BrowserUnderTest } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, well } from './support/pages';
import type { RawServer } from './support/raw-server';

/** Two cores hold so many real tabs that open at once; 200 take minutes to be shown there. */
const SITES = 4;
/** Of each site; they come back 0.7 s apart. */
const TABS = 10;
const ALL = SITES * TABS;

const siteOf = (at: number): string => `site${at}.localhost`;

/** How many of the extension's elements each of these tabs has in its page. */
function cardsIn(under: BrowserUnderTest, ids: readonly number[]): Promise<number[]> {
  return under.background(
    (api, tabIds: readonly number[]) =>
      Promise.all(
        tabIds.map(async (tabId) => {
          const func = (): number => document.querySelectorAll('[data-backsoon]').length;
          const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func });
          return result as number;
        }),
      ),
    ids,
  );
}

/** Tabs that fail and are judged. */
function waiting(under: BrowserUnderTest): Promise<number> {
  return under.background(async (api) => {
    const kept = Object.entries<{ value: { judged: boolean } }>(
      await api.storage.session.get(null),
    );
    return kept.filter(([key, { value }]) => key.startsWith('tab:') && value.judged).length;
  });
}

function openAll(under: BrowserUnderTest, urls: readonly string[]): Promise<number[]> {
  return under.background(async (api, addresses: readonly string[]) => {
    const tabs: { id: number }[] = await Promise.all(
      addresses.map((url) => api.tabs.create({ url, active: false })),
    );
    return tabs.map(({ id }) => id);
  }, urls);
}

const asked = (server: RawServer, site: string, by: 'empty' | 'document') =>
  server
    .requests()
    .filter(({ headers }) => headers.host?.startsWith(`${site}:`))
    .filter(({ headers }) => headers['sec-fetch-dest'] === by);

const pagesOf = (server: RawServer): number[] =>
  Array.from({ length: SITES }, (_, at) => asked(server, siteOf(at), 'document').length);

test('forty tabs of four sites that fail at once ask as four, and all come back once one of each is looked at', {
  tag: ['@full', '@chromium-only'],
}, async ({ under, server }) => {
  test.setTimeout(240_000);
  const paths = Array.from({ length: TABS }, (_, at) => `/${at}`);
  for (const path of paths) server.route(path, bare());
  const urls = paths.flatMap((path) =>
    Array.from({ length: SITES }, (_, at) => server.url(path, siteOf(at))),
  );
  const began = Date.now();
  const ids = await openAll(under, urls);
  try {
    await expect.poll(() => waiting(under), { timeout: 90_000 }).toBe(ALL);
    expect(await cardsIn(under, ids)).toEqual(ids.map(() => 1));
    const mended = Date.now();
    for (const path of paths) server.set(path, well());
    for (let at = 0; at < SITES; at += 1) {
      const most = SITE_BURST + (mended - began) / SITE_EVERY_MS;
      const tries = asked(server, siteOf(at), 'empty').length;
      expect(tries, `tries of site ${at}`).toBeLessThanOrEqual(most);
      expect(asked(server, siteOf(at), 'document')).toHaveLength(TABS);
    }
    // Tabs that nobody looks at wait for minutes after their first try: one of each site comes into view.
    for (const id of ids.slice(0, SITES)) {
      await under.background(
        (api, tabId: number) => api.tabs.update(tabId, { active: true }).then(() => null),
        id,
      );
    }
    await expect
      .poll(() => pagesOf(server), { timeout: 60_000 })
      .toEqual(Array<number>(SITES).fill(2 * TABS));
    await expect.poll(() => waiting(under), { timeout: 30_000 }).toBe(0);
    const ends = async () => (await historyOf(under)).map(({ end }) => end?.how ?? null);
    await expect.poll(ends).toEqual(Array<string>(ALL).fill('recovered'));
    expect(await cardsIn(under, ids)).toEqual(ids.map(() => 0));
  } finally {
    await under.background(
      (api, tabIds: readonly number[]) => api.tabs.remove(tabIds).then(() => null),
      ids,
    );
  }
});
