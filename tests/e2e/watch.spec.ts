import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateChromium } from './support/chromium-private';
import type { BrowserUnderTest, Tab } from './support/driver';
import type { Firefox } from './support/firefox';
import { besidesFirst, expect, test } from './support/fixtures';
import { gate } from './support/gate';
import { launch } from './support/launch';
import { bare, form, typed, well } from './support/pages';
import { PopupPage, plain } from './support/popup-page';
import { respond } from './support/respond';
import {
  clearWatches,
  letTimePass,
  notificationsOf,
  untilNextLook,
  watchesOf,
} from './support/watches';

const COUNTING = /Trying again/;
/** Tries of the tab itself are far away. */
const LONG_WAIT = [['Retry-After', '900']] as const;
const TOLD = "You'll be told when it's back.";

const badge = (under: BrowserUnderTest): Promise<string> =>
  under.background((api) => api.action.getBadgeText({}));

const watchAlarms = (under: BrowserUnderTest): Promise<number> =>
  under.background(async (api) => ((await api.alarms.get('watches')) === undefined ? 0 : 1));

/** "Tell me when it's back", on the card of a page that counts down. */
async function watchOnCard(tab: Tab, url: string): Promise<void> {
  await tab.goto(url);
  await tab.card.waitFor(COUNTING);
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  await tab.card.waitFor(TOLD);
}

/** The same with the tab closed afterwards: from here on nobody but the watch asks. */
async function watchAndLeave(under: BrowserUnderTest, url: string): Promise<void> {
  const tab = await under.newTab();
  await watchOnCard(tab, url);
  await tab.close();
  await expect.poll(async () => (await watchesOf(under)).length).toBeGreaterThan(0);
}

/** At most 45 words: more than that at rest is a page, not a card. */
async function expectBrief(tab: Tab): Promise<void> {
  const shown = await tab.card.evaluate(
    (root) => (root.querySelector('.card') as HTMLElement).innerText,
  );
  const words = shown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  expect(words.length, words.join(' ')).toBeLessThanOrEqual(45);
}

test.afterEach(async ({ under }) => {
  await clearWatches(under);
});

test.describe('"Tell me when it\'s back"', () => {
  test('with the tab closed and the background asleep it ends in a notification and a badge', async ({
    under,
    server,
  }) => {
    await under.allowNotifications();
    const cookie = [['Set-Cookie', 'visit=1; Path=/']] as const;
    server.route('/page', bare(502, [...LONG_WAIT, ...cookie]));
    const url = server.url('/page?item=7');
    await watchAndLeave(under, url);
    await under.stopBackground();
    await untilNextLook(under);
    const look = await server.waitForRequest('/page', 2);
    expect(look.method).toBe('GET');
    expect(look.headers.cookie).toBeUndefined();
    expect(look.headers.referer).toBeUndefined();
    await expect.poll(async () => (await watchesOf(under))[0]?.looks).toBe(1);
    expect(await notificationsOf(under)).toEqual([]);

    server.set('/page', well());
    await under.stopBackground();
    await untilNextLook(under);
    await server.waitForRequest('/page', 3);
    await expect.poll(() => notificationsOf(under)).toHaveLength(1);
    await expect.poll(() => badge(under)).toBe('1');
    await expect.poll(async () => (await watchesOf(under))[0]?.end).toMatchObject({ told: true });

    // However often the background wakes from here on, it is told once and asked no more.
    await under.stopBackground();
    await letTimePass(under, 3_600_000);
    const [blank] = await under.tabs();
    if (blank === undefined) throw new Error('no tab is open');
    const popup = await PopupPage.open(under, blank);
    await popup.waitFor("It's back.");
    await expect.poll(() => badge(under)).toBe('');
    expect(server.requests('/page')).toHaveLength(3);
    expect(await notificationsOf(under)).toHaveLength(1);

    await popup.click('button', /It's back\.$/);
    await expect
      .poll(async () => Promise.all((await under.tabs()).map((tab) => tab.url())))
      .toContain(url);
    expect(await watchesOf(under)).toEqual([]);
    await expect.poll(() => notificationsOf(under)).toEqual([]);
  });

  test('asked for twice it is one watch; "Stop" in the popup ends it, and nothing is asked any more', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await watchOnCard(tab, server.url('/'));
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor(TOLD);
    expect(await popup.has('button', "Tell me when it's back")).toBe(false);
    // A card of another tab that has not heard of it yet presses all the same.
    await popup.tab.evaluate(
      (tabId) =>
        (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome.runtime
          .sendMessage({ v: 1, type: 'popup/tab', body: { tabId, command: 'tell-me' } })
          .then(() => null),
      tab.id,
    );
    expect(await watchesOf(under)).toHaveLength(1);
    await popup.waitFor(/Next look in \d+ min/);
    await popup.tab.screenshot(`out/popup-${under.name}-watch.png`);
    await popup.click('button', 'Stop watching site.localhost');
    await popup.waitForNo('Next look');
    expect(await watchesOf(under)).toEqual([]);
    expect(await watchAlarms(under)).toBe(0);
    await tab.activate();
    await tab.card.waitFor((text) => !text.includes(TOLD));
    expect(server.requests('/')).toHaveLength(1);
  });

  test('without leave for notifications the badge alone tells, and the popup says so', {
    tag: '@full',
  }, async ({ under, server }) => {
    await under.disallowNotifications();
    server.route('/', bare(502, LONG_WAIT));
    await watchAndLeave(under, server.url('/'));
    const popup = await PopupPage.openFor(under, -1);
    await popup.waitFor('Your browser can show you a notification then');
    expect(await popup.has('button', 'Allow notifications')).toBe(true);
    await popup.tab.close();
    server.set('/', well());
    await untilNextLook(under);
    await expect.poll(() => badge(under)).toBe('1');
    await expect.poll(async () => (await watchesOf(under))[0]?.end).toMatchObject({ told: true });
    expect(await notificationsOf(under)).toEqual([]);
  });

  for (const answer of ['allow', 'refuse'] as const) {
    test(`the popup's button asks for notifications, and the watch begins: ${answer} (Firefox)`, {
      tag: '@firefox-only',
    }, async ({ under, server, tab }) => {
      await under.disallowNotifications();
      server.route('/', bare(502, LONG_WAIT));
      await tab.goto(server.url('/'));
      await tab.card.waitFor(COUNTING);
      const popup = await PopupPage.open(under, tab);
      await popup.click('button', "Tell me when it's back");
      await popup.waitFor(TOLD);
      await (under as Firefox).answerQuestion(answer);
      if (answer === 'allow') await popup.waitForNo(/notification/);
      else await popup.waitFor("Without notifications, the number on Backsoon's button tells you.");
      expect(await watchesOf(under)).toHaveLength(1);
    });
  }

  test('a click on the notification opens the page, with the background asleep (Firefox)', {
    tag: '@firefox-only',
  }, async ({ under, server }) => {
    await under.allowNotifications();
    server.route('/page', bare(502, LONG_WAIT), well());
    await watchAndLeave(under, server.url('/page'));
    await under.stopBackground();
    await untilNextLook(under);
    await expect.poll(() => notificationsOf(under)).toHaveLength(1);
    await expect.poll(async () => (await watchesOf(under))[0]?.end).toMatchObject({ told: true });
    await under.stopBackground();
    await (under as Firefox).clickNotification();
    await server.waitForRequest('/page', 3);
    await expect.poll(() => watchesOf(under)).toEqual([]);
    await expect.poll(() => badge(under)).toBe('');
  });

  test("the popup's button asks for notifications, and the watch begins at once (Chromium)", {
    tag: '@chromium-only',
  }, async ({ under, server, tab }) => {
    await under.disallowNotifications();
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', "Tell me when it's back");
    // Chromium's own question stands in a window that automation can't reach: nobody answers it here.
    await popup.waitFor('Your browser can show you a notification then');
    expect(await watchesOf(under)).toHaveLength(1);
  });

  test('stands in plain sight where the site asks to stay away for hours', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(503, [['Retry-After', '7200']]));
    await tab.goto(server.url('/'));
    await tab.card.waitFor('a wait of over an hour');
    await expectBrief(tab);
    await tab.card.click('.next button');
    await tab.card.waitFor(TOLD);
    await expectBrief(tab);
    const [watch] = await watchesOf(under);
    expect((watch?.nextLookAt ?? 0) - Date.now()).toBeGreaterThan(7_100_000);
  });

  test('is in the popup where no card can stand', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route(
      '/',
      respond({ status: 502, reason: 'Bad Gateway', headers: LONG_WAIT, body: '' }),
    );
    await tab.goto(server.url('/'));
    const popup = await PopupPage.open(under, tab);
    await popup.click('button', "Tell me when it's back");
    await popup.waitFor(TOLD);
    expect(await watchesOf(under)).toHaveLength(1);
  });
});

test.describe('a watch survives', () => {
  test('a restart of the browser: the list, the next look, and the news', async ({
    under,
    server,
  }) => {
    const profile = mkdtempSync(join(tmpdir(), 'backsoon-restart-'));
    server.route('/', bare(502, LONG_WAIT));
    let own = await launch(under.name, { profile });
    try {
      if (under.name === 'firefox') await own.allowNotifications();
      await watchAndLeave(own, server.url('/'));
      const before = await watchesOf(own);
      await own.quit();
      own = await launch(under.name, { profile });
      expect(await watchesOf(own)).toEqual(before);
      await expect.poll(() => watchAlarms(own)).toBe(1);
      expect(server.requests('/')).toHaveLength(1);
      server.set('/', well());
      await untilNextLook(own);
      await expect.poll(() => badge(own)).toBe('1');
      const expected = under.name === 'firefox' ? 1 : 0;
      await expect.poll(() => notificationsOf(own)).toHaveLength(expected);
      // The badge is lost with the browser, and comes again; the notification doesn't.
      await own.quit();
      own = await launch(under.name, { profile });
      await expect.poll(() => badge(own)).toBe('1');
      expect(await notificationsOf(own)).toEqual([]);
      expect(server.requests('/')).toHaveLength(2);
    } finally {
      await own.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    }
  });

  test('a stop in the middle of a look, which is lost and no more', { tag: '@full' }, async ({
    under,
    server,
  }) => {
    const held = gate();
    server.route('/', bare(502, LONG_WAIT), [held, ...well()], well());
    await watchAndLeave(under, server.url('/'));
    await untilNextLook(under);
    await server.waitForRequest('/', 2);
    await under.stopBackground();
    held.open();
    const [watch] = await watchesOf(under);
    expect(watch).toMatchObject({ looks: 1, end: null });
    expect(await watchAlarms(under)).toBe(1);
    await untilNextLook(under);
    await expect.poll(() => badge(under)).toBe('1');
    expect(server.requests('/')).toHaveLength(3);
  });

  test('a stop between the news and the notification, and tells once', async ({
    under,
    server,
  }) => {
    await under.allowNotifications();
    server.route('/', bare(502, LONG_WAIT), well());
    await watchAndLeave(under, server.url('/'));
    await under.stopBackground();
    // As a worker leaves it that is stopped right after it stored the news.
    const found = await under.background(async (api) => {
      const { watches } = await api.storage.local.get('watches');
      watches.value[0].end = { how: 'back', at: Date.now(), told: false, seen: false };
      await api.storage.local.set({ watches });
      await api.alarms.clear('watches');
      return watches.value[0].id as string;
    });
    const popup = await PopupPage.openFor(under, -1);
    await expect.poll(() => notificationsOf(under)).toEqual([`back:${found}`]);
    await expect.poll(async () => (await watchesOf(under))[0]?.end).toMatchObject({ told: true });
    await popup.tab.close();
    expect(server.requests('/')).toHaveLength(1);
  });

  test('alarms that the browser has lost', { tag: '@full' }, async ({ under, server }) => {
    server.route('/', bare(502, LONG_WAIT));
    await watchAndLeave(under, server.url('/'));
    await under.stopBackground();
    await under.background((api) => api.alarms.clearAll());
    const popup = await PopupPage.openFor(under, -1);
    await popup.waitFor('Next look');
    await expect.poll(() => watchAlarms(under)).toBe(1);
  });

  test('that its access to the site is withdrawn: it says so, pauses, and goes on', {
    tag: '@full',
  }, async ({ under, server }) => {
    server.route('/', bare(502, LONG_WAIT));
    await watchAndLeave(under, server.url('/'));
    await under.withdrawHostAccess();
    try {
      const popup = await PopupPage.openFor(under, -1);
      await popup.waitFor('Paused');
      const [before] = await watchesOf(under);
      await untilNextLook(under);
      const drawnAnew = async () => (await watchesOf(under))[0]?.nextLookAt !== before?.nextLookAt;
      await expect.poll(drawnAnew).toBe(true);
      await popup.tab.close();
    } finally {
      await under.grantHostAccess();
    }
    await expect
      .poll(async () => (await watchesOf(under))[0]?.nextLookAt)
      .toBeGreaterThan(Date.now());
    expect(server.requests('/')).toHaveLength(1);
    server.set('/', well());
    await untilNextLook(under);
    await expect.poll(() => badge(under)).toBe('1');
    expect(server.requests('/')).toHaveLength(2);
  });
});

test.describe('a watch is gentle, and not fooled', () => {
  const notBack: [string, Buffer[]][] = [
    ['another failure', bare(503)],
    ['an error of the application', typed('text/html', 'Oops', 500)],
    ['a bot check', typed('text/html', 'Check', 403, [['cf-mitigated', 'challenge']])],
    ['a site that is asked too often', typed('text/html', 'Slow down', 429)],
  ];
  for (const [at, [what, answer]] of notBack.entries()) {
    test(`${what} is not "back"`, besidesFirst(at), async ({ under, server }) => {
      server.route('/', bare(502, LONG_WAIT), answer);
      await watchAndLeave(under, server.url('/'));
      await untilNextLook(under);
      await server.waitForRequest('/', 2);
      await expect.poll(async () => (await watchesOf(under))[0]?.looks).toBe(1);
      server.set('/', well());
      await untilNextLook(under);
      await expect.poll(() => badge(under)).toBe('1');
      expect(server.requests('/')).toHaveLength(3);
    });
  }

  for (const [what, answer] of [
    ['a page that is gone', typed('text/html', 'Gone', 404)],
    ['a page that wants a login', typed('text/html', 'Who are you?', 401)],
    ['a redirect', respond({ status: 302, reason: 'Found', headers: [['Location', '/login']] })],
  ] as const) {
    test(`${what} is an answer`, { tag: '@full' }, async ({ under, server }) => {
      server.route('/', bare(502, LONG_WAIT), answer).route('/login', well());
      await watchAndLeave(under, server.url('/'));
      await untilNextLook(under);
      await expect.poll(() => badge(under)).toBe('1');
      expect(server.requests('/login')).toEqual([]);
    });
  }

  test('Retry-After of a look is obeyed', { tag: '@full' }, async ({ under, server }) => {
    server.route('/', bare(502, LONG_WAIT), bare(503, [['Retry-After', '14400']]));
    await watchAndLeave(under, server.url('/'));
    await untilNextLook(under);
    const left = async () => ((await watchesOf(under))[0]?.nextLookAt ?? 0) - Date.now();
    await expect.poll(left).toBeGreaterThan(14_000_000);
  });

  test('two addresses of one site are looked at a minute apart', { tag: '@full' }, async ({
    under,
    server,
  }) => {
    server.route('/a', bare(502, LONG_WAIT)).route('/b', bare(502, LONG_WAIT));
    await watchAndLeave(under, server.url('/a'));
    await watchAndLeave(under, server.url('/b'));
    await letTimePass(under, 3_600_000);
    const looks = () => server.requests('/a').length + server.requests('/b').length - 2;
    await expect.poll(looks).toBe(1);
    // The other one waits for its turn, and gets it.
    await expect.poll(() => watchAlarms(under)).toBe(1);
    await letTimePass(under, 61_000);
    await expect.poll(looks).toBe(2);
    expect(server.requests('/a')).toHaveLength(2);
    expect(server.requests('/b')).toHaveLength(2);
  });

  test('a tab that brings itself back before the visitor’s eyes ends the watch without a word', async ({
    under,
    server,
    tab,
  }) => {
    await under.allowNotifications();
    const shown = under.name === 'chromium' ? await under.newTab() : tab;
    server.route('/', bare(502, LONG_WAIT));
    await watchOnCard(shown, server.url('/'));
    // The tab tries by itself: the watch leaves it to that.
    await untilNextLook(under);
    const anew = async () => ((await watchesOf(under))[0]?.nextLookAt ?? 0) > Date.now();
    await expect.poll(anew).toBe(true);
    expect(server.requests('/')).toHaveLength(1);
    server.set('/', well());
    await shown.card.click('button.primary');
    await shown.waitFor('[data-page="well"]');
    await expect.poll(() => watchesOf(under)).toEqual([]);
    expect(await notificationsOf(under)).toEqual([]);
    expect(await badge(under)).toBe('');
  });

  test('a tab that brings itself back behind another one is told of', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    await under.allowNotifications();
    const behind = under.name === 'chromium' ? await under.newTab() : tab;
    server.route('/', bare(502, LONG_WAIT));
    await watchOnCard(behind, server.url('/'));
    server.set('/', well());
    const popup = await PopupPage.open(under, behind);
    await popup.click('button', 'Try now');
    await expect.poll(() => notificationsOf(under)).toHaveLength(1);
    await popup.waitFor("It's back.");
    await popup.click('button', /It's back\.$/);
    // The tab that shows it already, not another one.
    await expect
      .poll(() =>
        under.background(
          (api, id) => api.tabs.get(id).then(({ active }: { active: boolean }) => active),
          behind.id,
        ),
      )
      .toBe(true);
    expect(
      server.requests('/').filter(({ headers }) => headers['sec-fetch-dest'] === 'document'),
    ).toHaveLength(2);
  });
});

test.describe('a watch is never begun', () => {
  const tellMe = (tabId: number) => ({
    v: 1,
    type: 'popup/tab',
    body: { tabId, command: 'tell-me' },
  });

  /** As a page of the extension would ask that doesn't know better. */
  async function insist(popup: PopupPage, about: Tab): Promise<void> {
    await popup.tab.evaluate(
      (message) =>
        (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome.runtime
          .sendMessage(message)
          .then(() => null),
      tellMe(about.id),
    );
  }

  test('for what a form brought', async ({ under, server, tab }) => {
    server.route('/form', form('/sent')).route('/sent', bare());
    await tab.goto(server.url('/form'));
    await tab.click('#send');
    await tab.card.waitFor('You sent a form');
    await tab.card.click('.whatelse');
    expect(await tab.card.text()).not.toContain('Tell me');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('A form was sent with this page');
    expect(await popup.has('button', "Tell me when it's back")).toBe(false);
    await insist(popup, tab);
    expect(await watchesOf(under)).toEqual([]);
    expect(server.requests('/sent').map(({ method }) => method)).toEqual(['POST']);
  });

  test('from a private window, which says why (Firefox)', {
    tag: ['@full', '@firefox-only'],
  }, async ({ under, server }) => {
    server.route('/', bare(502, LONG_WAIT));
    const secret = await under.newTab(server.url('/', 'secret.localhost'), { private: true });
    await secret.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, secret);
    await popup.waitFor("Backsoon can't watch a site for you from a private window");
    expect(await popup.has('button', "Tell me when it's back")).toBe(false);
    await insist(popup, secret);
    expect(await watchesOf(under)).toEqual([]);
    const stored = await under.background(async (api) =>
      JSON.stringify(await api.storage.local.get(null)),
    );
    expect(stored).not.toContain('secret');
    await secret.close();
  });

  test('from a private window, which says why (Chromium)', {
    tag: ['@full', '@chromium-only'],
  }, async ({ server }) => {
    server.route('/', bare(502, LONG_WAIT));
    const chromium = await PrivateChromium.launch();
    try {
      const page = await chromium.page('about:blank');
      const url = server.url('/', 'secret.localhost');
      await page.send('Page.navigate', { url });
      await expect.poll(() => chromium.cards(page)).toBe(1);
      const popup = await chromium.popup(url);
      const text = () => popup.run<string>(() => document.body?.innerText ?? '').catch(() => '');
      await expect.poll(async () => plain(await text())).toContain('from a private window');
      expect(await text()).not.toContain('Tell me');
      expect(await chromium.stored()).not.toContain('secret');
    } finally {
      await chromium.close();
    }
  });
});
