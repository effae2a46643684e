import type { Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { typed, well } from './support/pages';
import { PopupPage } from './support/popup-page';
import { hangUp, type RawServer } from './support/raw-server';

const HTML = 'text/html; charset=utf-8';
const READABLE = [['Access-Control-Allow-Origin', '*']] as const;

const failing = (status = 502) => typed('text/plain', 'no', status, READABLE);

/** A page whose parts come from an API that fails, from its own failing server, and from other sites. */
function pageWithParts(server: RawServer): Buffer[] {
  const api = (path: string): string => server.url(path, 'api.localhost');
  for (const path of ['/one', '/two', '/three']) server.route(path, failing());
  server.route('/own.css', failing(503)).route('/silent.png', typed('text/plain', 'no'));
  server.route('/good', typed('text/plain', 'yes', 200, READABLE));
  const wanted = [api('/one'), api('/two'), api('/three'), '/good'].map((url) => `'${url}'`);
  return typed(
    HTML,
    `<!doctype html><html lang="en"><title>The shop</title><link rel="stylesheet" href="/own.css">
<body><h1>The shop</h1><img alt="" src="${server.url('/silent.png', 'images.localhost')}">
<script>Promise.all([${wanted.join()}].map((url) => fetch(url).then((answer) => answer.text())))
.then(() => { document.body.dataset.loaded = ''; });</script></body></html>`,
    200,
  );
}

/** Waits until the page has noted the ends of so many requests: the browsers note them a little late. */
async function hasNoted(tab: Tab, requests: number): Promise<void> {
  await expect
    .poll(() =>
      tab.evaluate(
        () => new Set(performance.getEntriesByType('resource').map(({ name }) => name)).size,
      ),
    )
    .toBeGreaterThanOrEqual(requests);
}

test.describe('"Check this page"', () => {
  test('says which parts of a page failed, and what it can’t see, on a click only', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', pageWithParts(server));
    await tab.goto(server.url('/'));
    await tab.waitFor('[data-loaded]');
    await hasNoted(tab, 6);
    const popup = await PopupPage.open(under, tab);
    const before = await popup.waitFor('All is well here.');
    expect(before).not.toContain('failed with');
    const asked = server.requests().length;
    await popup.click('button', 'Check this page');
    const text = await popup.waitFor(
      'The page is here, but 3 requests to api.localhost failed with 502.',
    );
    expect(text).toContain('1 request to site.localhost failed with 503.');
    // Chromium doesn't tell anybody what a page may not read itself.
    const isTold = under.name === 'firefox';
    expect(text.includes('1 request to images.localhost failed with 502.')).toBe(isTold);
    expect(text.includes("The browser doesn't say how 1 request ended.")).toBe(!isTold);
    expect(text).toContain("What the page does in the background can't be seen.");
    expect(text).not.toContain('All is well here.');
    // It looked, and asked nobody; and nothing is kept of it.
    expect(server.requests().length).toBe(asked);
    const kept = await under.background(async (api) => [
      await api.storage.local.get(null),
      await api.storage.session.get(null),
    ]);
    expect(JSON.stringify([kept, await historyOf(under)])).not.toContain('api.localhost');

    // Another page has its own parts.
    server.route('/well', well());
    await tab.goto(server.url('/well'));
    await popup.waitForNo('failed with');
    await popup.click('button', 'Check this page');
    await popup.waitFor('No part of this page that can be seen here failed at its server.');
  });

  test('looks into frames, those of other sites too', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    const frame =
      '<!doctype html><html lang="en"><title>Map</title><img alt="" src="/tile"></html>';
    server.route('/tile', failing(504)).route('/broken', failing());
    server.route('/map', typed(HTML, frame, 200));
    const map = server.url('/map', 'map.localhost');
    const broken = server.url('/broken', 'broken.localhost');
    server.route(
      '/',
      typed(
        HTML,
        `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><iframe src="${map}"></iframe><iframe src="${broken}"></iframe></html>`,
        200,
      ),
    );
    await tab.goto(server.url('/'));
    await server.waitForRequest('/tile');
    const popup = await PopupPage.open(under, tab);
    await expect
      .poll(async () => {
        await popup.click('button', 'Check this page');
        return await popup.waitFor(/failed with|failed at its server/);
      })
      .toContain('1 request to map.localhost failed with 504.');
    expect(await popup.text()).toContain('1 request to broken.localhost failed with 502.');
  });

  test('says so where the browser remembers no more of a page', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', well()).route('/good', typed('text/plain', 'yes', 200));
    await tab.goto(server.url('/'));
    await tab.evaluate(async () => {
      for (let at = 0; at < 260; at += 1) await (await fetch(`/good?${at}`)).text();
    });
    await hasNoted(tab, 250);
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', 'Check this page');
    await popup.waitFor('the browser may not remember the latest');
  });

  test('says so where no extension may look', { tag: '@full' }, async ({ under, server, tab }) => {
    // The browser's own error page stands there, under the site's address.
    server.route('/', [hangUp]);
    await tab.goto(server.url('/'), { wait: 'none' });
    await server.waitForRequest('/');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('site.localhost');
    await expect
      .poll(async () => {
        await popup.click('button', 'Check this page');
        return await popup.waitFor(/extension look|failed at its server/);
      })
      .toContain('The browser lets no extension look into this page.');
  });

  test('works in a private window, too', { tag: ['@full', '@firefox-only'] }, async ({
    under,
    server,
  }) => {
    server.route('/', pageWithParts(server));
    const secret = await under.newTab(server.url('/'), { private: true });
    await secret.waitFor('[data-loaded]');
    await hasNoted(secret, 6);
    const popup = await PopupPage.open(under, secret);
    await popup.click('button', 'Check this page');
    await popup.waitFor('The page is here, but 3 requests to api.localhost failed with 502.');
  });
});
