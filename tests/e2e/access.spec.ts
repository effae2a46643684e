import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, typed, well } from './support/pages';
import { PopupPage, plain } from './support/popup-page';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

const badge = (under: BrowserUnderTest, tab: Tab): Promise<string> =>
  under.background((api, tabId: number) => api.action.getBadgeText({ tabId }), tab.id);

test.describe('without site access', () => {
  test.afterEach(async ({ under }) => {
    await under.grantHostAccess();
  });

  test('the popup says so, with one button; failing pages are left as they are', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await under.withdrawHostAccess();
    await tab.goto(server.url('/'));
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor("Your browser doesn't let Backsoon see pages");
    // Until the history is there nobody knows that there is nothing to search in.
    await popup.waitFor('None so far.');
    expect(await popup.controls()).toEqual([
      { role: 'switch', name: 'Backsoon', on: true, disabled: false },
      { role: 'button', name: 'Allow it on all sites', disabled: false },
      { role: 'button', name: 'Show all', disabled: false },
    ]);
    expect(await tab.card.exists()).toBe(false);
    expect(server.requests('/').length).toBe(1);
    await popup.tab.screenshot(`out/popup-${under.name}-no-access.png`);
  });

  test('what was granted again holds for the next failure, and the popup is itself again', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await under.withdrawHostAccess();
    await tab.goto(server.url('/'));
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Allow it on all sites');
    await under.grantHostAccess();
    // The page that is there already can be explained; the next failure is noticed by itself.
    const again = await PopupPage.open(under, tab);
    await again.waitFor("This page is a server error that Backsoon hasn't explained yet.");
    await tab.activate();
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await expect.poll(() => badge(under, tab)).toBe('502');
  });

  test('a card that stood there before stays usable, and what follows it is not mistaken for it', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await under.withdrawHostAccess();
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 2);
    await tab.card.waitFor('Tried once so far');
    await tab.card.click('.next button');
    await tab.card.waitFor('Automatic tries are stopped for now');
    // The same address once more: it looks like a try of ours, and no event says otherwise.
    await tab.reload();
    expect(await tab.card.exists()).toBe(false);
    await under.grantHostAccess();
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor("This page is a server error that Backsoon hasn't explained yet.");
    expect(await popup.has('button', 'Stop')).toBe(false);
  });
});

/** What the card must do with a page whose request nobody saw. */
async function expectNoReload(tab: Tab): Promise<void> {
  const text = plain(await tab.card.waitFor('This page was open before Backsoon could look'));
  expect(text).not.toMatch(COUNTING);
  expect(text).not.toContain('Try now');
  expect(text).not.toContain('Back to the form');
}

test.describe('a failure that nobody saw arrive', () => {
  test('installed while the error is on the screen: explained on demand, never reloaded by itself', async ({
    under,
    server,
    tab,
  }) => {
    const form =
      '<form method="post" action="/sent"><button name="a" value="1">Send</button></form>';
    server.route('/form', typed('text/html', form, 200)).route('/sent', bare());
    await tab.goto(server.url('/form'));
    await tab.click('button');
    await tab.card.waitFor('You sent a form');
    await under.reinstall();
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor("This page is a server error that Backsoon hasn't explained yet.");
    await popup.tab.screenshot(`out/popup-${under.name}-unexplained.png`);
    await popup.click('button', 'Explain this page');
    await popup.waitFor('This page was open before Backsoon could look');
    await tab.activate();
    await expectNoReload(tab);
    expect(await tab.card.count()).toBe(1);
    expect(await popup.has('button', 'Try now')).toBe(false);
    const alarms = await under.background((api) => api.alarms.getAll());
    expect(alarms).toEqual([]);
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST']);

    await tab.card.click('button.primary');
    await server.waitForRequest('/sent', 2);
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST', 'GET']);
    // That one was seen, and came from a GET.
    await tab.card.waitFor(COUNTING);
  });

  test("a 502 that the page's own service worker made: the popup offers the card", async ({
    under,
    server,
    tab,
  }) => {
    const worker = `
      addEventListener('install', (event) => event.waitUntil(skipWaiting()));
      addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => {
        if (new URL(event.request.url).pathname !== '/sw-fails') return;
        event.respondWith(new Response('<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>',
          { status: 502, statusText: 'Bad Gateway', headers: { 'Content-Type': 'text/html' } }));
      });`;
    server.route('/', well()).route('/sw.js', typed('text/javascript', worker, 200));
    await tab.goto(server.url('/'));
    await tab.evaluate(async () => {
      await navigator.serviceWorker.register('/sw.js');
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller === null) {
        await new Promise((claimed) =>
          navigator.serviceWorker.addEventListener('controllerchange', claimed, { once: true }),
        );
      }
    });
    await tab.goto(server.url('/sw-fails'));
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', 'Explain this page');
    await popup.waitFor('Error 502');
    await tab.activate();
    await expectNoReload(tab);
    expect(server.requests('/sw-fails')).toEqual([]);
    await expect.poll(() => badge(under, tab)).toBe('502');
  });

  test('a page that is well is never offered the card', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/missing', typed('text/html', '<h1>502 Bad Gateway</h1>', 404));
    await tab.goto(server.url('/missing'));
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('All is well here.');
    expect(await popup.has('button', 'Explain this page')).toBe(false);
  });
});

test.describe('a card of a version that is gone', () => {
  test('asks no server and sends no request after the extension was replaced', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const until = await under.background(async (api, key: string) => {
      return (await api.storage.session.get(key))[key].value.step.until as number;
    }, `tab:${tab.id}`);
    await under.reinstall();
    await expect.poll(() => Date.now(), { timeout: 15_000 }).toBeGreaterThan(until + 1_000);
    expect(server.requests('/').length).toBe(1);
    expect(await tab.card.count()).toBeLessThanOrEqual(1);
    // Chromium's card lives on and notices at its deadline; Firefox stops the script and leaves a picture.
    if (under.name === 'chromium') {
      await tab.card.waitFor('Backsoon was updated');
    }
    await tab.reload();
    await tab.card.waitFor(COUNTING);
    expect(await tab.card.count()).toBe(1);
  });

  test('is replaced by a new one on demand: one card, and it works', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await under.reinstall();
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', 'Explain this page');
    await tab.activate();
    await expectNoReload(tab);
    expect(await tab.card.count()).toBe(1);
  });

  test('parts politely from a background that speaks another version', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await under.background(
      (api, tabId: number) =>
        api.tabs
          .sendMessage(tabId, { v: 999, type: 'card/order', body: { do: 'reload' } })
          .catch(() => undefined),
      tab.id,
    );
    await tab.card.waitFor('Backsoon was updated');
    const text = await tab.card.text();
    expect(text).not.toMatch(COUNTING);
    expect(server.requests('/').length).toBe(1);
  });

  test('is answered in the version of the background', { tag: '@full' }, async ({ under }) => {
    const page = await under.extensionPage('src/popup/index.html?tab=-1');
    await page.waitFor('main');
    for (const version of [0, 2, 999]) {
      const answer = await page.evaluate(
        (v: number) =>
          (
            globalThis as unknown as {
              chrome: { runtime: { sendMessage(m: object): Promise<object> } };
            }
          ).chrome.runtime.sendMessage({ v, type: 'card/due', body: { incidentId: 'x' } }),
        version,
      );
      expect(answer).toEqual({ v: 1, type: 'error', body: null });
    }
  });
});
