import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, cutOff, slow, typed, well } from './support/pages';
import { respond } from './support/respond';
import { standInSays } from './support/stand-in';
import { keptOf } from './support/traces';

const COUNTING = /Trying again/;

/** A page with a link, so that a visit of its own follows it. */
function linking(to: string): Buffer[] {
  return typed('text/html', `<title>Home</title><h1>Home</h1><a id="go" href="${to}">go</a>`, 200);
}

async function expectNothing(tab: Tab): Promise<void> {
  expect(await tab.card.exists()).toBe(false);
}

test.describe('failures are noticed, every time', () => {
  test('with the background asleep, 20 of 20', async ({ under, server }) => {
    server.route('/', bare());
    for (let round = 0; round < 20; round += 1) {
      await under.stopBackground();
      expect(await under.backgroundRunning()).toBe(false);
      const tab = await under.newTab(server.url('/', `round${round}.localhost`));
      await tab.card.waitFor(COUNTING);
      expect(await tab.card.count()).toBe(1);
      await tab.close();
      // Its closing wakes the background, which must not happen after it was stopped.
      await expect.poll(() => keptOf(under, tab)).toBeNull();
    }
  });

  test('right after the healthy page that woke the background, 20 of 20', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/well', well());
    server.route('/', bare());
    for (let round = 0; round < 20; round += 1) {
      await under.stopBackground();
      await tab.goto(server.url('/well', `round${round}.localhost`), { wait: 'commit' });
      await tab.goto(server.url('/', `round${round}.localhost`), { wait: 'commit' });
      await tab.card.waitFor(COUNTING);
    }
  });

  test('with the background awake, instant answers, 20 of 20', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    for (let round = 0; round < 20; round += 1) {
      await tab.goto(server.url('/', `round${round}.localhost`), { wait: 'commit' });
      await tab.card.waitFor(COUNTING);
    }
    expect(await under.backgroundRunning()).toBe(true);
  });

  test('ten tabs at once get ten cards', async ({ under, server }) => {
    server.route('/', bare());
    const tabs = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        under.newTab(server.url(`/?tab=${at}`), { wait: 'none' }),
      ),
    );
    for (const tab of tabs) {
      await tab.card.waitFor(COUNTING);
      expect(await tab.card.count()).toBe(1);
    }
  });

  test('a body that streams for seconds has its pill from the start', async ({ server, tab }) => {
    const { answer, rest } = slow();
    server.route('/', answer);
    await tab.goto(server.url('/'), { wait: 'none' });
    await expect.poll(() => tab.card.exists()).toBe(true);
    // The page is judged after a second at most, though its end is still to come.
    await tab.card.waitFor(COUNTING);
    rest.open();
    await tab.waitFor('hr');
    expect(await tab.card.count()).toBe(1);
  });

  test('a body that is cut off counts as far as it came, and the page stays', async ({
    server,
    tab,
  }) => {
    const { answer, rest } = cutOff();
    server.route('/well', well());
    server.route('/', answer);
    // It finds the background awake.
    await tab.goto(server.url('/well'));
    await tab.goto(server.url('/'), { wait: 'none' });
    await tab.waitFor('h1');
    rest.open();
    await tab.card.waitFor(COUNTING);
    expect(await tab.url()).toBe(server.url('/'));
    expect(await tab.text('h1')).toBe('502 Bad Gateway');
  });

  for (const sleeps of [false, true]) {
    // Chromium shows nothing of it, and runs no script in that.
    test(`one that is cut off before anything is shown has the stand-in, the background ${sleeps ? 'asleep' : 'awake'}`, {
      tag: ['@chromium-only', '@full'],
    }, async ({ under, server, tab }) => {
      server.route('/well', well());
      // Less than an element: what came with more of them is now and then parsed.
      server.route('/', respond({ status: 502, headers: [['Content-Length', '500']], body: '<' }));
      await tab.goto(server.url('/well'));
      if (sleeps) await under.stopBackground();
      await tab.goto(server.url('/'), { wait: 'none' });
      await standInSays(tab, COUNTING);
    });
  }

  test('behind redirects, for the address that failed', async ({ server, tab }) => {
    const to = (where: string) =>
      respond({ status: 302, reason: 'Found', headers: [['Location', where]] });
    server.route('/a', to('/b')).route('/b', to(server.url('/c', 'other.localhost')));
    server.route('/c', bare());
    await tab.goto(server.url('/a'));
    expect(await tab.card.waitFor(COUNTING)).toContain('other.localhost');
  });

  test('again after a reload, with one card', async ({ server, tab }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.reload();
    await tab.card.waitFor(/Tried once so far/);
    expect(await tab.card.count()).toBe(1);
  });

  test('of a page that was well, reloaded into a failure and back', async ({ server, tab }) => {
    server.route('/', well(), bare(), well());
    await tab.goto(server.url('/'));
    await expectNothing(tab);
    await tab.reload();
    await tab.card.waitFor(COUNTING);
    await tab.reload();
    await tab.waitFor('[data-page="well"]');
    await expectNothing(tab);
  });

  test('back and forward: each failing page has its card, each healthy one none', async ({
    server,
    tab,
  }) => {
    server.route('/one', bare(502)).route('/two', well()).route('/three', bare(504));
    await tab.goto(server.url('/one'));
    await tab.card.waitFor(/no usable answer/);
    await tab.goto(server.url('/two'));
    await expectNothing(tab);
    await tab.goto(server.url('/three'));
    await tab.card.waitFor(/too long/);
    await tab.back();
    await expectNothing(tab);
    await tab.back();
    await tab.card.waitFor(/no usable answer[\s\S]*Trying again/);
    await tab.forward();
    await expectNothing(tab);
    await tab.forward();
    await tab.card.waitFor(/too long[\s\S]*Trying again/);
  });

  test('of two quick navigations the last one counts', async ({ server, tab }) => {
    server.route('/slow', slow(503).answer).route('/two', bare(504));
    await tab.goto(server.url('/slow'), { wait: 'commit' });
    await tab.goto(server.url('/two'));
    await tab.card.waitFor(/too long/);
    expect(await tab.card.count()).toBe(1);
    await tab.goto(server.url('/slow'), { wait: 'commit' });
    server.route('/fine', well());
    await tab.goto(server.url('/fine'));
    await expectNothing(tab);
  });

  test('a failing page that is left for another site ends as left', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare()).route('/fine', well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/fine', 'elsewhere.localhost'));
    await expect.poll(() => ends(under)).toEqual(['left']);
    await expectNothing(tab);
  });

  test('a failure that follows a recovery at once is noticed, and the recovery counts', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/a', bare(503, [['Retry-After', '80']]), well()).route('/b', bare());
    await tab.goto(server.url('/a', 'a.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page="well"]');
    await tab.goto(server.url('/b', 'b.localhost'));
    await tab.card.waitFor(COUNTING);
    expect(await ends(under)).toEqual(['recovered', null]);
  });

  test('a download out of a failing page leaves the card where it is', async ({
    server,
    tab,
    under,
  }) => {
    const file = respond({
      status: 200,
      reason: 'OK',
      headers: [
        ['Content-Type', 'application/octet-stream'],
        ['Content-Disposition', 'attachment; filename="a.bin"'],
      ],
      body: 'bytes',
    });
    server.route('/', bare()).route('/file', file);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/file'), { wait: 'none' });
    await server.waitForRequest('/file');
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 2);
    await tab.card.waitFor(/Tried once so far/);
    expect(await ends(under)).toEqual([null]);
  });
});

test.describe('healthy pages are left in peace', () => {
  test('pages that are well, missing or have failing parts get nothing', async ({
    server,
    tab,
    under,
  }) => {
    const parts =
      '<title>Parts</title><h1>Parts</h1><img src="/broken"><script src="/broken"></script><iframe src="/frame"></iframe>';
    server
      .route('/fine', well())
      .route('/parts', typed('text/html', parts, 200))
      .route('/broken', bare())
      .route('/frame', bare());
    await tab.goto(server.url('/fine'));
    await expectNothing(tab);
    await tab.goto(server.url('/missing'));
    await expectNothing(tab);
    await tab.goto(server.url('/parts'));
    await server.waitForRequest('/frame');
    await expectNothing(tab);
    expect(await ends(under)).toEqual([]);
  });

  test('a link to a failing address is followed into its card, and Back is clean', async ({
    server,
    tab,
  }) => {
    server.route('/', linking('/broken')).route('/broken', bare());
    await tab.goto(server.url('/'));
    await tab.click('#go');
    await tab.card.waitFor(COUNTING);
    await tab.back();
    await tab.waitFor('#go');
    await expectNothing(tab);
  });

  // Firefox doesn't prerender.
  test('a document that is prerendered and fails is not what one looks at', {
    tag: '@chromium-only',
  }, async ({ under, server, tab }) => {
    const rules = { prerender: [{ source: 'list', urls: ['/broken'], eagerness: 'immediate' }] };
    const page = `<title>Home</title><h1>Home</h1><a id="go" href="/broken">go</a><script type="speculationrules">${JSON.stringify(rules)}</script>`;
    server.route('/', typed('text/html', page, 200)).route('/broken', bare());
    await tab.goto(server.url('/'));
    await server.waitForRequest('/broken');
    await expectNothing(tab);
    expect(await badge(under, tab)).toBe('');
    await tab.click('#go');
    await tab.card.waitFor(COUNTING);
  });

  test('a healthy navigation wakes the background once and leaves no name behind', async ({
    under,
    server,
  }) => {
    const many = Array.from(
      { length: 20 },
      (_, at) => `<img src="/i${at}"><iframe src="/f${at}"></iframe>`,
    );
    server.route('/', typed('text/html', `<title>Many</title>${many.join('')}`, 200));
    await under.stopBackground();
    const tab = await under.newTab(server.url('/'));
    await expectNothing(tab);
    const kept = () => under.background((api) => api.storage.session.get(null));
    // How other sites fare is kept, and not one of their names.
    await expect.poll(async () => Object.keys(await kept())).toEqual(['others']);
    expect(JSON.stringify(await kept())).not.toMatch(/localhost|127\.0/);
  });
});

async function ends(under: BrowserUnderTest): Promise<(string | null)[]> {
  return (await historyOf(under)).map(({ end }) => end?.how ?? null);
}

async function badge(under: { background: BackgroundRunner }, tab: Tab): Promise<string> {
  return await under.background((api, tabId) => api.action.getBadgeText({ tabId }), tab.id);
}

type BackgroundRunner = import('./support/driver').BrowserUnderTest['background'];
