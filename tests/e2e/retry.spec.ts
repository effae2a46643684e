import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { gate } from './support/gate';
import { historyOf } from './support/history';
import { bare, branded, typed, well } from './support/pages';
import type { RawServer } from './support/raw-server';
import { respond } from './support/respond';

const COUNTING = /Trying again/;

const FORM =
  '<title>Order</title><h1>Order</h1><form method="post" action="/order"><input id="what" name="what"><button id="send">Send</button></form>';

/** Opens the form, fills it and sends it. */
async function sendForm(server: RawServer, tab: Tab): Promise<void> {
  server.route('/form', typed('text/html', FORM, 200));
  await tab.goto(server.url('/form'));
  await tab.type('#what', 'tea');
  await tab.click('#send');
}

/** What the background has in mind for the only failing tab: the deadline, and what is under way. */
async function plan(under: BrowserUnderTest): Promise<{ step: unknown; alarms: string[] }> {
  return await under.background(async (api) => {
    const kept = await api.storage.session.get(null);
    const tab = Object.keys(kept).find((key) => key.startsWith('tab:'));
    const alarms = await api.alarms.getAll();
    return {
      step: tab === undefined ? null : kept[tab].value.step,
      alarms: alarms.map(({ name }: { name: string }) => name),
    };
  });
}

/** Waits until the healthy page stands there, and looks that no card does. */
async function expectBack(tab: Tab, text = 'Welcome to the shop', timeout = 20_000): Promise<void> {
  await tab.waitFor('[data-page="well"]', { timeout });
  expect(await tab.text('h1')).toBe(text);
  expect(await tab.card.exists()).toBe(false);
}

test.describe('bringing people back', () => {
  test('by itself: a probe, and the page is loaded again only when it is well', async ({
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const probe = await server.waitForRequest('/', 2, 12_000);
    expect(probe.method).toBe('GET');
    expect(probe.headers['sec-fetch-dest']).toBe('empty');
    expect(probe.headers.referer).toBeUndefined();
    // The card stayed where it was: the probe failed, so nothing was loaded.
    await tab.card.waitFor(/Tried once so far/);
    server.set('/', well());
    await expectBack(tab);
    const documents = server
      .requests('/')
      .filter((one) => one.headers['sec-fetch-dest'] === 'document');
    expect(documents).toHaveLength(2);
  });

  test('with the cookies of the visit, Strict and HttpOnly alike', async ({ server, tab }) => {
    const cookies = [
      ['Set-Cookie', 'a=1; SameSite=Strict; HttpOnly; Path=/'],
      ['Set-Cookie', 'b=2; SameSite=Lax; Path=/'],
    ] as const;
    server.route('/', bare(502, cookies));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    const probe = await server.waitForRequest('/', 2);
    expect(probe.headers.cookie).toBe('a=1; b=2');
  });

  test('from a page whose policies forbid to ask: the background does', async ({ server, tab }) => {
    const csp = [['Content-Security-Policy', "default-src 'none'; sandbox"]] as const;
    server.route('/', bare(502, csp), bare(502, csp), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.card.waitFor(/Tried once so far/);
    // One request a try, not one that fails and another that doesn't.
    expect(server.requests('/')).toHaveLength(2);
    await tab.card.click('button.primary');
    await expectBack(tab);
  });

  test('where probe and page disagree, the page itself is asked from then on', {
    tag: '@full',
  }, async ({ server, tab }) => {
    server.route('/', (request) =>
      request.headers['sec-fetch-dest'] === 'document' ? bare() : well(),
    );
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 3);
    await tab.card.waitFor(/Tried once so far/);
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 4);
    await tab.card.waitFor(/Tried 2 times so far/);
    expect(server.requests('/').map((one) => one.headers['sec-fetch-dest'])).toEqual([
      'document',
      'empty',
      'document',
      'document',
    ]);
  });

  test('"Stop" stops, also over a sleep of the background, and "Keep trying" goes on', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('.next button');
    await tab.card.waitFor(/stopped for now/);
    expect(await plan(under)).toEqual({ step: { kind: 'stop', why: 'stopped' }, alarms: [] });
    await under.stopBackground();
    await tab.card.click('.next button');
    await tab.card.waitFor(COUNTING);
  });

  test('the deadline on the card is the one that is stored, and outlives the background', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const { step, alarms } = await plan(under);
    expect(step).toMatchObject({ kind: 'wait', why: 'backoff' });
    expect(alarms).toEqual([`due:${tab.id}`]);
    await under.stopBackground();
    await server.waitForRequest('/', 2, 12_000);
    await tab.card.waitFor(/Tried once so far/);
  });

  test('Retry-After is obeyed', async ({ under, server, tab }) => {
    server.route('/', bare(503, [['Retry-After', '60']]));
    await tab.goto(server.url('/'));
    expect(await tab.card.waitFor(/The site asked for this wait/)).toMatch(/in (?:60|5\d) seconds/);
    expect((await plan(under)).step).toMatchObject({ kind: 'wait', why: 'asked-to-wait' });
  });

  test('where 20 seconds are asked for, nobody asks before', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(503, [['Retry-After', '20']]));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/The site asked for this wait/);
    const first = server.requests('/')[0]?.at ?? 0;
    // Whatever wakes background and card meanwhile.
    await under.stopBackground();
    const other = await under.newTab();
    await tab.activate();
    await other.close();
    const second = await server.waitForRequest('/', 2, 30_000);
    expect(second.at - first).toBeGreaterThanOrEqual(20_000);
  });

  test('a page that reloads itself is left to do it', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    const meta =
      '<title>502</title><meta http-equiv="refresh" content="1"><h1>502 Bad Gateway</h1>';
    server.route('/', typed('text/html', meta), typed('text/html', meta), well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/reloads itself/);
    expect((await plan(under)).alarms).toEqual([]);
    await expectBack(tab);
    // The page's own loads and no other: one a cycle.
    expect(server.requests('/').map((one) => one.headers['sec-fetch-dest'])).toEqual(
      Array.from({ length: 3 }, () => 'document'),
    );
  });

  test('a designed page is brought back too, with its pill', { tag: '@full' }, async ({
    server,
    tab,
  }) => {
    server.route('/', branded());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/What happened here/);
    await server.waitForRequest('/', 2, 12_000);
    server.set('/', well());
    await expectBack(tab);
  });

  test('a probe that is redirected says that the site is back, and nobody else is asked', async ({
    server,
    tab,
  }) => {
    const login = server.url('/login', 'login.localhost');
    server.route('/', bare());
    server.route('/login', well('Log in'));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    server.set('/', respond({ status: 302, reason: 'Found', headers: [['Location', login]] }));
    await tab.card.click('button.primary');
    await expectBack(tab, 'Log in');
    expect(server.requests('/login')).toHaveLength(1);
  });
});

test.describe('a try goes to what failed, once, and nowhere else', () => {
  const rewriting = (to: string) =>
    typed(
      'text/html',
      `<title>502</title><script>history.replaceState({}, '', '${to}')</script>502`,
    );

  test('a page that rewrites its address is noticed, and asked for where it failed', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/start', rewriting('/logout'));
    server.route('/logout', well('You are logged out'));
    for (const asleep of [false, true]) {
      if (asleep) await under.stopBackground();
      await tab.goto(server.url('/start'));
      await tab.card.waitFor(COUNTING);
      const before = server.requests('/start').length;
      await tab.card.click('button.primary');
      await server.waitForRequest('/start', before + 1);
      await tab.card.waitFor(/Tried|Still/);
    }
    server.set('/start', well());
    await tab.card.click('button.primary');
    await expectBack(tab);
    expect(await tab.url()).toBe(server.url('/start'));
    expect(server.requests('/logout')).toEqual([]);
  });

  test('pressed three times, it is one request', async ({ server, tab }) => {
    const held = gate();
    server.route('/', bare(), [held, ...bare()]);
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.evaluate((root) =>
      (root.querySelector('button.primary') as HTMLElement).focus(),
    );
    for (let press = 0; press < 3; press += 1) await tab.press('Enter');
    await server.waitForRequest('/', 2);
    held.open();
    await tab.card.waitFor(/Tried once so far/);
    expect(server.requests('/')).toHaveLength(2);
  });

  test('a reload of ours that the visitor overtakes is no recovery', async ({
    under,
    server,
    tab,
  }) => {
    const held = gate();
    server.route('/', bare(), well(), [held, ...well()]);
    server.route('/other', well('Elsewhere'));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 3);
    await tab.goto(server.url('/other', 'elsewhere.localhost'));
    held.open();
    await expect
      .poll(async () => (await historyOf(under)).map(({ end }) => end?.how))
      .toEqual(['left']);
  });

  test('a failing tab is still known after many others have failed', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(503, [['Retry-After', '900']])).route('/other', bare());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(/asked for this wait/);
    const other = await under.newTab();
    for (let load = 0; load < 65; load += 1) {
      await other.goto(server.url(`/other?load=${load}`));
      await expect.poll(() => other.card.exists()).toBe(true);
    }
    await tab.activate();
    await tab.card.click('button.primary');
    await server.waitForRequest('/', 2);
    await tab.card.waitFor(/Tried once so far/);
  });
});

test.describe('with the right cookies, or none', () => {
  const jar = [['Set-Cookie', 'default=1; Path=/']] as const;
  const own = [['Set-Cookie', 'container=1; Path=/']] as const;
  const closed = [['Content-Security-Policy', "default-src 'none'; sandbox"]] as const;

  test('in a container the card asks with the cookies of the container', {
    tag: '@firefox-only',
  }, async ({ under, server, tab }) => {
    server.route('/', well('Home', jar));
    await tab.goto(server.url('/'));
    server.set('/', bare(502, own));
    const contained = await under.newTab(server.url('/'), { container: true });
    await contained.card.waitFor(COUNTING);
    await contained.card.click('button.primary');
    const probe = await server.waitForRequest('/', 3);
    expect(probe.headers.cookie).toBe('container=1');
  });

  test('where only the background can ask, it asks for a container without any', {
    tag: '@firefox-only',
  }, async ({ under, server, tab }) => {
    server.route('/', well('Home', jar));
    await tab.goto(server.url('/'));
    server.set('/', bare(502, [...own, ...closed]));
    const contained = await under.newTab(server.url('/'), { container: true });
    await contained.card.waitFor(COUNTING);
    await contained.card.click('button.primary');
    const probe = await server.waitForRequest('/', 3);
    expect(probe.headers['sec-fetch-dest']).toBe('empty');
    expect(probe.headers.cookie).toBeUndefined();
  });

  test('where only the background can ask, it asks with the cookies of an ordinary visit', async ({
    server,
    tab,
  }) => {
    server.route('/', bare(502, [...jar, ...closed]));
    await tab.goto(server.url('/', 'ordinary.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    const probe = await server.waitForRequest('/', 2);
    expect(probe.headers.cookie).toBe('default=1');
  });
});

test.describe('a form is never sent twice', () => {
  for (const [name, hops] of [
    ['a POST', []],
    ['a POST behind a 307', [307]],
    ['a POST behind a 308', [308]],
  ] as const) {
    test(`${name} is neither tried nor reloaded, and the card says what that means`, async ({
      under,
      server,
      tab,
    }) => {
      const [hop] = hops;
      if (hop === undefined) server.route('/order', bare());
      else {
        const headers = [['Location', '/kitchen']] as const;
        server.route('/order', respond({ status: hop, reason: 'Go there', headers }));
        server.route('/kitchen', bare());
      }
      const failing = hop === undefined ? '/order' : '/kitchen';
      await sendForm(server, tab);
      const text = await tab.card.waitFor(/may or may not have arrived/);
      expect(text).toContain('Back to the form');
      expect(text).not.toContain('Try now');
      expect(await plan(under)).toEqual({ step: { kind: 'ask', why: 'form' }, alarms: [] });
      // Whatever wakes the card, it asks for nothing.
      await under.stopBackground();
      await under
        .background(
          (api, tabId) =>
            api.tabs.sendMessage(tabId, { v: 1, type: 'card/order', body: { do: 'wake' } }),
          tab.id,
        )
        .catch(() => undefined);
      await tab.card.waitFor(/may or may not have arrived/);
      expect(server.requests(failing).map((one) => one.method)).toEqual(['POST']);
    });
  }

  test('with the background asleep when it is sent', async ({ under, server, tab }) => {
    server.route('/order', bare());
    server.route('/form', typed('text/html', FORM, 200));
    await tab.goto(server.url('/form'));
    await tab.type('#what', 'tea');
    await under.stopBackground();
    await tab.click('#send');
    await tab.card.waitFor(/may or may not have arrived/);
    expect(server.requests('/order').map((one) => one.method)).toEqual(['POST']);
  });

  test('a POST that is answered by a redirect to a failing page was a GET, and is tried', async ({
    server,
    tab,
  }) => {
    const headers = [['Location', '/thanks']] as const;
    server.route('/order', respond({ status: 303, reason: 'See Other', headers }));
    server.route('/thanks', bare());
    await sendForm(server, tab);
    await tab.card.waitFor(COUNTING);
    expect(server.requests('/order').map((one) => one.method)).toEqual(['POST']);
  });

  test('"Back to the form" leads to what one typed', async ({ server, tab }) => {
    server.route('/order', bare());
    await sendForm(server, tab);
    await tab.card.waitFor(/may or may not have arrived/);
    await tab.card.click('button.primary');
    await tab.waitFor('#what');
    await expect
      .poll(() => tab.evaluate(() => (document.querySelector('#what') as HTMLInputElement).value))
      .toBe('tea');
    expect(server.requests('/order').map((one) => one.method)).toEqual(['POST']);
  });

  test('a form that opened a tab of its own has no way back, and says so', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/order', bare());
    server.route(
      '/form',
      typed('text/html', FORM.replace('<form ', '<form target="_blank" '), 200),
    );
    await tab.goto(server.url('/form'));
    await tab.click('#send');
    await server.waitForRequest('/order');
    await expect.poll(async () => (await under.tabs()).length).toBeGreaterThan(2);
    const opened = (await under.tabs()).at(-1);
    if (opened === undefined) throw new Error('no tab was opened');
    const text = await opened.card.waitFor(/may or may not have arrived/);
    expect(text).toContain('Open without sending again');
    expect(text).not.toContain('Back to the form');
    expect(server.requests('/order').map((one) => one.method)).toEqual(['POST']);
  });

  test('"Open without sending again" asks with a GET, and then tries are allowed', async ({
    server,
    tab,
  }) => {
    server.route('/order', bare());
    await sendForm(server, tab);
    await tab.card.waitFor(/may or may not have arrived/);
    await tab.card.click('.buttons button:nth-child(2)');
    await tab.card.waitFor(COUNTING);
    expect(server.requests('/order').map((one) => one.method)).toEqual(['POST', 'GET']);
  });

  test('a page from a form that comes back by Back is still known for one', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/order', bare(502, [['Cache-Control', 'max-age=600']])).route('/next', well());
    tab.onDialog('dismiss');
    await sendForm(server, tab);
    await tab.card.waitFor(/may or may not have arrived/);
    await tab.goto(server.url('/next'));
    await under.stopBackground();
    await tab.back({ wait: 'none' });
    await expect.poll(() => tab.url()).not.toContain('/next');
    expect(server.requests('/order').filter((one) => one.method === 'GET')).toEqual([]);
    expect((await plan(under)).alarms).toEqual([]);
  });
});
