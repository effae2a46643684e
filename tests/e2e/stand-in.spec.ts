import type { BrowserUnderTest, ExtensionApi, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, empty, form, typed, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage, plain } from './support/popup-page';
import type { Answer, RawServer, RecordedRequest } from './support/raw-server';
import { respond } from './support/respond';
import { said, standInSays } from './support/stand-in';
import { badgeOf, keptOf } from './support/traces';

const FULL = { tag: '@full' } as const;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;
const COUNTING = /Trying again/;

/** Waits until what the background keeps of the tab says this of its stand-in. */
async function standInIs(
  under: BrowserUnderTest,
  tab: Tab,
  state: string | undefined,
): Promise<void> {
  await expect
    .poll(async () => (await keptOf(under, tab))?.standIn, { timeout: 15_000 })
    .toBe(state);
}

/** A page, and after it one that fails in the way given, which the stand-in has taken the place of. */
async function fails(server: RawServer, tab: Tab, answer: Answer = empty(502, LATER)) {
  server.route('/before', well('before')).route('/', answer).route('/else', well('elsewhere'));
  const before = server.url('/before');
  const failing = server.url('/');
  await tab.goto(before);
  await tab.goto(failing);
  await standInSays(tab, COUNTING);
  return { before, failing, elsewhere: server.url('/else') };
}

function isVisit({ headers }: RecordedRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate';
}

/** Waits until the tab shows an address: the page itself, or the browser's own in its place. */
async function shows(tab: Tab, address: string): Promise<void> {
  await expect.poll(() => tab.url(), { timeout: 15_000 }).toBe(address);
}

test.describe('where the browser shows a page of its own, a page of ours stands in', () => {
  test('it explains, tries, and gives the address its one entry back when it answers', async ({
    server,
    tab,
    under,
  }) => {
    const { before, failing } = await fails(server, tab);
    const text = await said(tab);
    expect(text).toContain('site.localhost is there, but a server behind it gave no usable answer');
    expect(text).toContain(failing);
    expect(plain(await tab.title())).toBe('site.localhost – 502');
    await expect.poll(() => badgeOf(under, tab)).toBe('502');
    expect(server.requests('/')).toHaveLength(1);
    await tab.click('.card .primary');
    await standInSays(tab, 'Tried once so far');
    expect(server.requests('/')).toHaveLength(2);

    server.set('/', well('back'));
    await tab.click('.card .primary');
    await tab.waitFor('[data-page=well]');
    await shows(tab, failing);
    await expect.poll(() => keptOf(under, tab)).toBeNull();
    await tab.back();
    await shows(tab, before);
    await tab.forward();
    await shows(tab, failing);
  });

  test('with the worker asleep too: it comes, tries at the deadline, and brings the page back', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/', empty(), well('back'));
    await under.stopBackground();
    await tab.goto(server.url('/'));
    await standInSays(tab, COUNTING);
    await under.stopBackground();
    await tab.waitFor('[data-page=well]', { timeout: 30_000 });
    await shows(tab, server.url('/'));
    // In Chromium the entry below is brought from its cache first, which asks nobody.
    expect(server.requests('/')).toHaveLength(3);
    expect(server.requests('/').filter(isVisit)).toHaveLength(2);
  });

  test('Back leads away, at the second press at the latest', async ({ server, tab, under }) => {
    const { before, failing } = await fails(server, tab);
    await tab.back();
    if (under.name === 'chromium') {
      await shows(tab, failing);
      await standInIs(under, tab, 'declined');
      await expect.poll(() => badgeOf(under, tab)).toBe('502');
      const popup = await PopupPage.open(under, tab);
      await popup.waitFor('No card can stand in this page', 15_000);
      await popup.tab.close();
      await tab.activate();
      // A visitor's own reload there is not taken over either.
      await tab.reload();
      await server.waitForRequest('/', 2);
      await standInIs(under, tab, 'declined');
      await shows(tab, failing);
      await tab.back();
    }
    await shows(tab, before);
    expect(server.requests('/').length).toBeLessThanOrEqual(3);
  });

  test(
    'its remedies act: the details are copied, and the page is loaded past the cache',
    FULL,
    async ({ server, tab, under }) => {
      await fails(server, tab);
      await tab.click('.card .whatelse');
      await tab.waitFor('.card .copy');
      await under.stopBackground();
      await tab.click('.card .copy');
      await standInSays(tab, 'The details are copied.');
      await tab.click('.remedies button');
      await server.waitForRequest('/', 2);
      await standInSays(tab, 'The page was loaded anew, and still fails.');
      await standInSays(tab, 'Tried once so far');
      // It stands as the visitor had it: with what else one can do.
      server.set('/', well('back'));
      await tab.click('.remedies button');
      await tab.waitFor('[data-page=well]');
      expect(server.requests('/').every(isVisit)).toBe(true);
    },
  );

  test('it has a Back of its own, to the page before', FULL, async ({ server, tab }) => {
    const { before } = await fails(server, tab);
    await tab.click('.stand-in footer button');
    await shows(tab, before);
  });

  test(
    'loaded again it shows the same card, and asks nobody',
    FULL,
    async ({ server, tab, under }) => {
      await fails(server, tab);
      await tab.click('.card .primary');
      await standInSays(tab, 'Tried once so far');
      const kept = await keptOf(under, tab);
      await tab.reload();
      await standInSays(tab, 'Tried once so far');
      await expect.poll(() => keptOf(under, tab)).toMatchObject({ incident: kept?.incident });
      expect(server.requests('/')).toHaveLength(2);
    },
  );

  test(
    'reached by Back it asks, shows its card or makes way, and adds no entry',
    FULL,
    async ({ server, tab, under }) => {
      const { before, failing, elsewhere } = await fails(server, tab);
      await tab.goto(elsewhere);
      await expect.poll(() => keptOf(under, tab)).toBeNull();
      await tab.back({ wait: 'commit' });
      await standInSays(tab, COUNTING);
      await standInIs(under, tab, 'stands');
      expect(server.requests('/')).toHaveLength(2);
      await tab.forward();
      await shows(tab, elsewhere);
      await expect.poll(() => keptOf(under, tab)).toBeNull();
      server.set('/', well('back'));
      await tab.back({ wait: 'commit' });
      await tab.waitFor('[data-page=well]');
      await shows(tab, failing);
      await tab.back();
      await shows(tab, before);
      await tab.forward();
      await shows(tab, failing);
      await tab.waitFor('[data-page=well]');
      const asked = server.requests('/').length;
      await tab.forward({ wait: 'commit' });
      if (under.name === 'firefox') return await shows(tab, elsewhere);
      // In Chromium it still stands above: it asks, and makes way to the entry below.
      await server.waitForRequest('/', asked + 1);
      await shows(tab, failing);
    },
  );

  test(
    'restored, with nothing known any more, it asks and shows its card',
    FULL,
    async ({ server, tab, under }) => {
      const { before, failing } = await fails(server, tab);
      await under.background((api) => api.storage.session.clear());
      const copy = await pollUntil(
        async () => {
          const known = new Set((await under.tabs()).map(({ id }) => id));
          await under.background(
            (api, id: number) => api.tabs.duplicate(id).then(() => null),
            tab.id,
          );
          return (await under.tabs()).find(({ id }) => !known.has(id));
        },
        { what: () => 'the copy of the tab' },
      );
      await copy.activate();
      await standInSays(copy, COUNTING);
      expect(await said(copy)).toContain(failing);
      await standInIs(under, copy, 'stands');
      server.set('/', well('back'));
      await copy.click('.card .primary');
      await copy.waitFor('[data-page=well]');
      await shows(copy, failing);
      await copy.back();
      await shows(copy, before);
    },
  );

  test(
    'twenty failures in a row leave a history that one can walk',
    FULL,
    async ({ server, tab, under }) => {
      test.setTimeout(180_000);
      // Probes are answered well, visits are not.
      server.set('/', (request) =>
        isVisit(request) ? empty(502, LATER) : well('for probes only'),
      );
      server.route('/before', well('before'));
      await tab.goto(server.url('/before'));
      const length = await tab.evaluate(() => history.length);
      await tab.goto(server.url('/'));
      await standInSays(tab, COUNTING);
      for (let visit = 2; visit <= 20; visit += 1) {
        await tab.click('.card .primary');
        await pollUntil(
          async () => {
            const kept = await keptOf(under, tab);
            const visits = kept?.incident.tries.visitors;
            return kept?.standIn === 'stands' && visits === visit - 1;
          },
          {
            timeout: 15_000,
            what: () => `visit ${visit} to fail, and the stand-in to stand again`,
          },
        );
        await standInSays(tab, 'Only opening it again can tell');
      }
      expect(server.requests('/').filter(isVisit)).toHaveLength(20);
      const entries = await tab.evaluate(() => history.length);
      expect(entries - length).toBe(under.name === 'chromium' ? 2 : 1);
      await tab.back({ wait: 'commit' });
      if (under.name === 'chromium') {
        await standInIs(under, tab, 'declined');
        await tab.back();
      }
      await shows(tab, server.url('/before'));
    },
  );

  test('its tries carry the cookies of its own tab', FULL, async ({ server, tab, under }) => {
    const jar = (name: string) =>
      well('jar', [['Set-Cookie', `who=${name}; SameSite=Strict; HttpOnly`]]);
    server
      .route('/ordinary', jar('ordinary'))
      .route('/other', jar('other'))
      .set('/', empty(502, LATER));
    await tab.goto(server.url('/ordinary'));
    await tab.goto(server.url('/'));
    await standInSays(tab, COUNTING);
    await tab.click('.card .primary');
    // The host may have others, of other stories.
    const { cookie = '' } = (await server.waitForRequest('/', 2)).headers;
    expect(cookie.split('; ')).toContain('who=ordinary');
    if (under.name === 'chromium') return;
    for (const [at, options] of [{ container: true }, { private: true }].entries()) {
      const other = await under.newTab(server.url('/other'), options);
      await other.goto(server.url('/'));
      await standInSays(other, COUNTING);
      await other.click('.card .primary');
      const request = await server.waitForRequest('/', 4 + 2 * at);
      expect(request.headers.cookie).toBe('who=other');
      await other.close();
    }
  });
});

/** Says something to the background from a page of the extension; resolves to what kind of answer came. */
async function answerTo(page: Tab, type: string, body: object): Promise<string> {
  return await page.evaluate(
    async ([kind, content]) => {
      const world = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      const api = world.browser ?? world.chrome;
      const answer = await api.runtime.sendMessage({ v: 1, type: kind, body: content });
      return String(answer?.type);
    },
    [type, body] as [string, object],
  );
}

test(
  'no other page of ours can speak for the stand-in, and none for a page that never was',
  FULL,
  async ({ server, tab, under }) => {
    const { failing } = await fails(server, tab);
    const kept = await keptOf(under, tab);
    const stop = {
      incidentId: (kept?.incident as { id?: string } | undefined)?.id,
      command: 'stop',
    };
    const other = await under.extensionPage(
      `src/pages/details/index.html#${encodeURIComponent(failing)}`,
    );
    expect(await answerTo(other, 'stand-in/hello', {})).toBe('error');
    expect(await answerTo(other, 'card/command', stop)).toBe('error');
    await other.close();
    await tab.activate();
    const page = { status: 502, title: '', text: '', markup: '' };
    expect(await answerTo(tab, 'card/page', page)).toBe('error');
    await standInSays(tab, COUNTING);
    expect(await answerTo(tab, 'card/command', stop)).toBe('card/order');
    await expect.poll(() => keptOf(under, tab)).toMatchObject({ stopped: true });
  },
);

test.describe('no page of ours stands in', () => {
  /** The browser's own page stays: button and popup help, and nothing is tried. */
  async function expectBrowsersOwn(
    { under, server, tab }: { under: BrowserUnderTest; server: RawServer; tab: Tab },
    says: string,
  ): Promise<void> {
    const address = await tab.url();
    await expect.poll(() => badgeOf(under, tab), { timeout: 15_000 }).toBe('502');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor(says, 15_000);
    await popup.tab.close();
    // A failure after it has its card: what was to come of this one has come.
    server.route('/another', bare(502, LATER));
    const other = await under.newTab(server.url('/another', 'another.localhost'));
    await other.card.waitFor(COUNTING, { timeout: 15_000 });
    await other.close();
    await tab.activate();
    expect(await tab.url()).toBe(address);
    expect(address).not.toContain('stand-in');
  }

  test('where a form was sent: the popup says what to see to first', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/order', form('/sent')).route('/sent', empty());
    await tab.goto(server.url('/order'));
    await tab.click('#send');
    await shows(tab, server.url('/sent'));
    await expectBrowsersOwn(
      { under, server, tab },
      'Check whether it arrived before sending it again',
    );
    expect(server.requests('/sent')).toHaveLength(1);
  });

  test('where the visitor switched it off, and one that stands makes way', {
    tag: '@full',
  }, async ({ server, tab, under }) => {
    const { failing, before } = await fails(server, tab);
    const popup = await PopupPage.open(under, tab);
    await popup.toggle("Show Backsoon's page where your browser shows its own");
    await popup.tab.close();
    await tab.activate();
    await shows(tab, failing);
    await expectBrowsersOwn({ under, server, tab }, 'No card can stand in this page');
    await tab.goto(before);
    await tab.goto(failing);
    await expectBrowsersOwn({ under, server, tab }, 'No card can stand in this page');
  });

  test(
    'where the site is left alone, or the visitor closed the card',
    FULL,
    async ({ server, tab, under }) => {
      const { failing, before } = await fails(server, tab);
      await tab.click('.card-head button:last-child');
      await shows(tab, failing);
      await expectBrowsersOwn({ under, server, tab }, 'No card can stand in this page');
      await tab.goto(before);
      await expect.poll(() => keptOf(under, tab)).toBeNull();
      await tab.goto(failing);
      await standInSays(tab, COUNTING);
      const popup = await PopupPage.open(under, tab);
      await popup.toggle('Leave site.localhost alone');
      await popup.tab.close();
      await tab.activate();
      await shows(tab, failing);
      await expectBrowsersOwn(
        { under, server, tab },
        'You asked Backsoon to leave this site alone',
      );
    },
  );
});

test.describe('a failed download', () => {
  const download = respond({
    status: 502,
    reason: 'Bad Gateway',
    headers: [
      ['Content-Type', 'application/octet-stream'],
      ['Content-Disposition', 'attachment; filename=cake.bin'],
      ...LATER,
    ],
    body: 'no cake',
  });
  const page = typed('text/html', '<p id="page">Cakes</p><a id="get" href="/cake">Get it</a>', 200);

  test('takes no page away that the browser keeps, and is explained where it keeps none', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/', page).route('/cake', download);
    await tab.goto(server.url('/'));
    const before = (await under.tabs()).length;
    await tab.click('#get');
    if (under.name === 'chromium') {
      // It put its own page in the tab: ours stands in, and Back leads to the page.
      await standInSays(tab, COUNTING);
      expect(await said(tab)).toContain(server.url('/cake'));
      await tab.click('.stand-in footer button');
      await tab.waitFor('#page');
      return;
    }
    // It opened a tab for its own page.
    await expect.poll(async () => (await under.tabs()).length).toBe(before + 1);
    const opened = (await under.tabs()).at(-1) as Tab;
    await standInSays(opened, COUNTING);
    expect(await said(opened)).toContain(server.url('/cake'));
    await expect.poll(() => badgeOf(under, opened)).toBe('502');
    expect(await tab.url()).toBe(server.url('/'));
    expect(await tab.text('#page')).toBe('Cakes');
    expect(await tab.card.exists()).toBe(false);
    expect(await badgeOf(under, tab)).toBe('');
    await opened.close();
  });

  test('from a page at its own address leaves that page alone (Firefox)', {
    tag: ['@full', '@firefox-only'],
  }, async ({ server, tab, under }) => {
    server.route(
      '/',
      typed('text/html', '<p id="page">Cakes</p><a id="get" href="/">Get it</a>', 200),
      download,
    );
    await tab.goto(server.url('/'));
    const before = (await under.tabs()).length;
    await tab.click('#get');
    await expect.poll(async () => (await under.tabs()).length).toBe(before + 1);
    const opened = (await under.tabs()).at(-1) as Tab;
    await standInSays(opened, COUNTING);
    expect(await tab.text('#page')).toBe('Cakes');
    expect(await tab.card.exists()).toBe(false);
    await opened.close();
  });
});

test.describe('an answer without a body that does not say so', () => {
  const chunked = (status = 502): Answer => [
    `HTTP/1.1 ${status} Bad Gateway\r\nContent-Type: text/html\r\nRetry-After: 600\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    '0\r\n\r\n',
  ];

  test(
    'gets the stand-in too, also where an empty page stood there first',
    FULL,
    async ({ server, tab, under }) => {
      const { before } = await fails(server, tab, chunked());
      await tab.click('.stand-in footer button');
      await shows(tab, before);
      await standInIs(under, tab, undefined);
    },
  );
});
