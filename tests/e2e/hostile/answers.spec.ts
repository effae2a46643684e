import { setTimeout as pause } from 'node:timers/promises';
import { MOST_TRIES } from '../../../src/core/retry/next-step';
import type { BrowserUnderTest, Tab } from '../support/driver';
import { expect, test } from '../support/fixtures';
import { bare, planted, redirect, typed, well } from '../support/pages';
import type { Part, RawServer } from '../support/raw-server';
import { alarmsOf, badgeOf, keptOf } from '../support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

/** Changes what the background keeps of a tab, under the background's own lock. */
async function alter(
  under: BrowserUnderTest,
  tab: Tab,
  what: { readonly tries?: number; readonly tryingFor?: number },
): Promise<void> {
  await under.background(
    async (api, { key, tries, tryingFor }) => {
      await navigator.locks.request(key, async () => {
        const { [key]: kept } = await api.storage.session.get(key);
        if (tries !== undefined) kept.value.incident.tries.ours = tries;
        if (tryingFor !== undefined) kept.value.trying.since -= tryingFor;
        await api.storage.session.set({ [key]: kept });
      });
    },
    { key: `tab:${tab.id}`, ...what },
  );
}

/** The alarm that is the net under the tab's tries rings. */
async function ring(under: BrowserUnderTest, tab: Tab): Promise<void> {
  await under.background(
    (api, name: string) => api.alarms.create(name, { when: Date.now() }),
    `due:${tab.id}`,
  );
}

const probes = (server: RawServer): number =>
  server.requests('/').filter(({ headers }) => headers['sec-fetch-dest'] === 'empty').length;

test.describe('an answer that would have it try for ever', { tag: '@full' }, () => {
  test('a server that always fails: the tries end, and nothing is set to go on', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await alter(under, tab, { tries: MOST_TRIES - 1 });
    await tab.card.waitFor('tried for a while, and stops now');
    expect(await alarmsOf(under)).toEqual([]);
    expect(server.requests('/')).toHaveLength(2);
  });

  test('redirects in a circle: no probe follows them, the page is loaded once, and nothing is set to go on', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(), redirect('/'));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    // The browser gives up, with a page of its own. Chromium's loads itself again now and then.
    await expect.poll(() => tab.card.exists()).toBe(false);
    expect(probes(server)).toBe(1);
    // As if the page had been waited for in vain, for as long as any is.
    await alter(under, tab, { tryingFor: 60_000 });
    await ring(under, tab);
    await expect.poll(async () => (await keptOf(under, tab))?.trying ?? null).toBe(null);
    // The next turn is the last: nobody is left to ask, or a stand-in did once more and waits for its visitor.
    await expect.poll(() => alarmsOf(under), { timeout: 30_000 }).toEqual([]);
    expect(probes(server)).toBeLessThanOrEqual(2);
  });

  test("a page's own worker that answers 502 for ever: what it brings, nobody asks for again", async ({
    under,
    server,
    tab,
  }) => {
    const worker = `
      addEventListener('install', () => skipWaiting());
      addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => event.respondWith(new Response(
        '<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>',
        { status: 502, headers: { 'Content-Type': 'text/html' } })));`;
    const head = `<script>window.taken = new Promise((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', done);
      navigator.serviceWorker.register('/worker.js'); });</script>`;
    server.route('/worker.js', typed('text/javascript', worker, 200));
    server.route('/', planted({ head, headers: LATER }), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() =>
      (globalThis as unknown as { taken: Promise<unknown> }).taken.then(() => true),
    );
    await tab.card.click('button.primary');
    // Firefox has the worker answer the probe, too; Chromium asks the server, and loads what the worker makes of it.
    if (under.name === 'firefox') await tab.card.waitFor('Tried once so far');
    else await expect.poll(() => badgeOf(under, tab)).toBe('');
    const asked = server.requests('/').length;

    await tab.goto(server.url('/'));
    expect(await tab.card.exists()).toBe(false);
    await under.choose({ menuItem: 'explain' });
    // Nobody saw what was asked for it: a form may have been sent.
    await tab.card.waitFor('was open before Backsoon could look');
    expect(await keptOf(under, tab)).toMatchObject({ trying: null, step: { kind: 'ask' } });
    expect(await alarmsOf(under)).toEqual([]);
    expect(server.requests('/')).toHaveLength(asked);
  });
});

test.describe('an answer that would drown it', { tag: '@full' }, () => {
  test('10 MB of HTML: it is judged by its beginning, and no more is kept', async ({
    under,
    server,
    tab,
  }) => {
    const body = `<p>${'word '.repeat(200)}</p>`.repeat(10_000);
    expect(body.length).toBeGreaterThan(10_000_000);
    server.route('/', planted({ body, headers: LATER }));
    await tab.goto(server.url('/'));
    await expect.poll(async () => (await keptOf(under, tab))?.judged).toBe(true);
    await tab.card.click('.pill');
    await tab.card.waitFor(COUNTING);
    const kept = await under.background(async (api) =>
      JSON.stringify([await api.storage.local.get(null), await api.storage.session.get(null)]),
    );
    expect(kept.length).toBeLessThan(body.length / 100);
  });

  test('a body that never ends: it is judged by what came, and of a probe nothing is read', async ({
    server,
    tab,
  }) => {
    let left = 0;
    function* endless(): Generator<Part> {
      try {
        yield 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\nRetry-After: 600\r\nConnection: close\r\n\r\n';
        yield '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';
        for (;;) {
          yield '<p>and so on';
          yield { opened: pause(20), open: () => undefined };
        }
      } finally {
        left += 1;
      }
    }
    server.route('/', endless);
    await tab.goto(server.url('/'), { wait: 'commit' });
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await expect.poll(() => left).toBe(1);
    expect(await tab.evaluate(() => document.readyState)).toBe('loading');
    expect(server.requests('/')).toHaveLength(2);
  });
});
