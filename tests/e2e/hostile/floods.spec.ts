import type { BrowserUnderTest, Tab } from '../support/driver';
import { expect, test } from '../support/fixtures';
import { bare, planted, typed } from '../support/pages';
import { badgeOf } from '../support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

/** Names of what is kept for as long as the browser runs. */
function keptKeys(under: BrowserUnderTest): Promise<string[]> {
  return under.background(async (api) => Object.keys(await api.storage.session.get(null)));
}

test.describe('a thousand frames that fail', { tag: '@full' }, () => {
  /** Fifty at a time; `stay`: those that have failed go on standing there. */
  const frames = (count: number, stay: boolean): string => `<script>
    window.loaded = 0;
    let made = 0;
    const make = () => {
      if (made >= ${count}) return;
      made += 1;
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width:9px;height:9px;border:0';
      frame.onload = () => { loaded += 1; if (!${stay}) frame.remove(); make(); };
      frame.src = '/part?' + made;
      document.body.append(frame);
    };
    // While the page is parsed: it is judged once it is complete, and by these too.
    for (let at = 0; at < 50; at += 1) make();
  </script>`;

  const loaded = (tab: Tab): Promise<number> =>
    tab
      .evaluate(() => (globalThis as unknown as { loaded?: number }).loaded ?? 0)
      // The browser is busy with the page that comes.
      .catch(() => 0);

  test('in a page that works are none of its business: nothing stands, nothing is kept, it sleeps on', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/part', bare());
    server.route(
      '/',
      typed('text/html', `<title>Works</title><body>${frames(1_000, false)}</body>`, 200),
    );
    await tab.goto(server.url('/'), { wait: 'commit' });
    await expect.poll(() => loaded(tab)).toBeGreaterThanOrEqual(100);
    await under.stopBackground();
    await expect.poll(() => loaded(tab), { timeout: 90_000, intervals: [500] }).toBe(1_000);
    expect(await under.backgroundRunning()).toBe(false);
    expect(await tab.card.exists()).toBe(false);
    expect(await badgeOf(under, tab)).toBe('');
    const kept = await keptKeys(under);
    expect(kept.filter((key) => /^(?:tab|document|site):/.test(key))).toEqual([]);
    expect(server.requests('/part')).toHaveLength(1_000);
  });

  test('in a page that fails have no card of their own, and none is asked for again', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/part', bare());
    server.route('/', planted({ body: frames(100, true), headers: LATER }));
    await tab.goto(server.url('/'), { wait: 'commit' });
    await expect.poll(() => loaded(tab)).toBe(100);
    // So much in it looks like a design: a pill.
    await tab.card.click('.pill');
    await tab.card.waitFor(COUNTING);
    expect(await tab.card.count()).toBe(1);
    const inside = await tab.evaluate(() =>
      Array.from(document.querySelectorAll('iframe'), ({ contentDocument }) =>
        contentDocument?.querySelector('[data-backsoon]') === null ? 0 : 1,
      ).filter((has) => has === 1),
    );
    expect(inside).toEqual([]);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    expect(server.requests('/part')).toHaveLength(100);
    const kept = await keptKeys(under);
    expect(kept.filter((key) => key.startsWith('document:'))).toHaveLength(1);
  });
});

test.describe('a flood of windows that fail', { tag: '@full' }, () => {
  const WINDOWS = 30;
  /** The longest first wait of a tab behind another, with what the browser needs for it. */
  const FIRST_TRY_MS = 12_000;

  test('asks as one, and leaves nothing behind', async ({ under, server, tab }) => {
    server.route('/flood', bare());
    server.route('/', typed('text/html', '<title>Works</title><h1 id="here">Here</h1>', 200));
    await tab.goto(server.url('/'));
    const before = (await under.tabs()).length;
    const judged = () =>
      under.background(async (api) => {
        const all = await api.storage.session.get(null);
        return Object.entries(all as Record<string, { value: { judged?: boolean } }>).filter(
          ([key, { value }]) => key.startsWith('tab:') && value.judged === true,
        ).length;
      });
    // As a page would by `window.open`, which a browser allows one a click; as fast as the browser follows.
    const opened: number[] = [];
    while (opened.length < WINDOWS) {
      const more = await under.background(
        async (api, { url, count }) =>
          Promise.all(
            Array.from({ length: count }, async () => {
              const { id } = await api.tabs.create({ url, active: false });
              return id as number;
            }),
          ),
        { url: server.url(`/flood?${opened.length}`), count: 5 },
      );
      opened.push(...more);
      await expect.poll(judged, { timeout: 30_000 }).toBe(opened.length);
    }
    const probes = () =>
      server.requests('/flood').filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
    await expect.poll(() => probes().length, { timeout: 20_000 }).toBeGreaterThan(0);
    // Each for itself, all of them had asked by then.
    const by = Date.now() + FIRST_TRY_MS;
    await expect.poll(() => Date.now(), { timeout: FIRST_TRY_MS * 2 }).toBeGreaterThan(by);
    expect(probes().length).toBeLessThan(WINDOWS / 3);
    await under.background((api, ids: number[]) => api.tabs.remove(ids), opened);
    await expect.poll(async () => (await under.tabs()).length).toBe(before);
    await expect
      .poll(async () => (await keptKeys(under)).filter((key) => /^(?:tab|document):/.test(key)))
      .toEqual([]);
    const alarms = await under.background((api) => api.alarms.getAll());
    expect(alarms).toEqual([]);
  });
});
