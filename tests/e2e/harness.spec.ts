import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExtensionApi, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { pollUntil } from './support/poll';
import { gate, hangUp, respond } from './support/raw-server';

/** Proves the harness itself, with an extension of its own: BACKSOON_HARNESS=1 npx playwright test */

const HTML = ['Content-Type', 'text/html'] as const;
const SANDBOX = ['Content-Security-Policy', "default-src 'none'; sandbox"] as const;

const failing = (
  body = '<title>502</title><h1>Bad Gateway</h1>',
  headers: readonly (readonly [string, string])[] = [HTML],
) => respond({ status: 502, reason: 'Bad Gateway', headers, body });

const stored = (api: ExtensionApi) => api.storage.local.get();

test.describe('the server', () => {
  test('is reached by name under *.localhost, sends a reason that is not UTF-8 and records the request', async ({
    server,
    tab,
    under,
  }) => {
    const reason = Buffer.from([0x42, 0xff, 0xfe]);
    server.route(
      '/x',
      respond({ status: 502, reason, headers: [HTML, ['X-A', '1'], ['X-A', '2']], body: 'x' }),
    );
    await tab.goto(server.url('/x?q=1', 'any.where.localhost'));
    const [request] = server.requests('/x');
    expect(request).toMatchObject({
      method: 'GET',
      path: '/x?q=1',
      headers: { host: `any.where.localhost:${server.port}` },
    });
    const { seen } = await pollUntil(
      async () => under.background((api) => api.storage.session.get('seen')),
      { what: () => 'the answer' },
    );
    expect(seen).toMatchObject({ statusCode: 502 });
  });

  test('answers in turn, changes its mind and says 404 for the rest', async ({ server, tab }) => {
    server.route('/x', failing('one'), failing('two'));
    for (const expected of ['one', 'two', 'two']) {
      await tab.goto(server.url('/x'));
      expect(await tab.text('body')).toBe(expected);
    }
    server.set('/x', (request) => failing(`${request.method} changed`));
    await tab.reload();
    expect(await tab.text('body')).toBe('GET changed');
    await tab.goto(server.url('/elsewhere'));
    expect(await tab.text('body')).toBe('no such route');
  });

  test('holds an answer back at a gate, and hangs up', async ({ server, tab }) => {
    const rest = gate();
    server.route('/slow', [
      'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>first</h1>',
      rest,
      '<h2>second</h2>',
    ]);
    // With a charset: without one Firefox shows nothing before the first 1024 bytes, it looks for a <meta charset> in them.
    await tab.goto(server.url('/slow'), { wait: 'commit' });
    await tab.waitFor('h1');
    await tab.card.waitFor('bad answer');
    expect(await tab.evaluate(() => document.readyState)).toBe('loading');
    rest.open();
    await tab.waitFor('h2');
    server.route('/cut', ['HTTP/1.1 502 Bad', hangUp]);
    await tab.goto(server.url('/cut'));
    expect(await tab.card.exists()).toBe(false);
  });
});

test.describe('a tab', () => {
  test('survives an empty 502, an unanswered request and a 204', async ({ server, tab }) => {
    server
      .route('/empty', respond({ status: 502, reason: 'Bad Gateway' }))
      .route('/never', [gate()])
      .route('/204', respond({ status: 204 }));
    await tab.goto(server.url('/empty'));
    expect(await tab.url()).toBe(server.url('/empty'));
    expect(await tab.card.exists()).toBe(false);
    await tab.goto(server.url('/204'));
    await tab.goto(server.url('/never'), { wait: 'none' });
    await server.waitForRequest('/never');
  });

  test('goes back and forward, to fragments, and reloads', async ({ server, tab }) => {
    server.route('/a', failing('<title>a</title>')).route('/b', failing('<title>b</title>'));
    await tab.goto(server.url('/a'));
    await tab.goto(server.url('/b'));
    await tab.back();
    expect(await tab.title()).toBe('a');
    await tab.forward();
    expect(await tab.title()).toBe('b');
    await tab.goto(server.url('/b#part'));
    expect(await tab.url()).toBe(server.url('/b#part'));
    await tab.reload();
    expect(server.requests('/b').length).toBeGreaterThan(1);
    await tab.goto('about:blank');
    expect(await tab.url()).toBe('about:blank');
    await tab.goto('about:blank');
  });

  test('clicks, types and presses keys as a person does', async ({ server, tab }) => {
    server.route(
      '/x',
      failing(
        '<input oninput="document.title = value + event.isTrusted"><p style="height:3000px"></p><button onclick="document.title=\'low\'">x</button>',
      ),
    );
    await tab.goto(server.url('/x'));
    await tab.type('input', 'aB 1');
    expect(await tab.title()).toBe('aB 1true');
    await tab.press('Backspace');
    expect(await tab.title()).toBe('aB true');
    await tab.click('button');
    expect(await tab.title()).toBe('low');
  });

  test('runs functions in the page, on sandboxed pages too, with errors that say what was thrown', async ({
    server,
    tab,
  }) => {
    server
      .route('/x', failing('<script>var mine = 41</script>'))
      .route('/sandbox', failing('x', [HTML, SANDBOX]));
    await tab.goto(server.url('/x'));
    expect(
      await tab.evaluate(
        (more: number) => (globalThis as unknown as { mine: number }).mine + more,
        1,
      ),
    ).toBe(42);
    expect(await tab.evaluate(async () => (await fetch('/x')).status)).toBe(502);
    await expect(
      tab.evaluate(() => {
        throw new Error('mine');
      }),
    ).rejects.toThrow('mine');
    await tab.goto(server.url('/sandbox'));
    expect(await tab.evaluate(() => document.body.textContent)).toBe('x');
  });

  test('has the size, the colours and the picture that were asked for', async ({
    tab,
    server,
    under,
  }) => {
    server.route('/x', failing());
    await tab.goto(server.url('/x'));
    await tab.setViewport(360, 640);
    expect(await tab.evaluate(() => [innerWidth, innerHeight])).toEqual([360, 640]);
    for (const scheme of ['dark', 'light'] as const) {
      await under.setColorScheme(scheme);
      await pollUntil(
        () =>
          tab.evaluate(
            (wanted: string) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
            scheme,
          ),
        { what: () => scheme },
      );
    }
    const path = join(mkdtempSync(join(tmpdir(), 'backsoon-shot-')), 'x.png');
    await tab.screenshot(path);
    expect(readFileSync(path).readUInt32BE(16)).toBe(360);
  });

  test('answers dialogs', async ({ server, tab }) => {
    server.route('/x', failing('<button onclick="document.title = confirm(\'?\')">x</button>'));
    await tab.goto(server.url('/x'));
    for (const action of ['accept', 'dismiss'] as const) {
      tab.onDialog(action);
      await tab.click('button');
      await pollUntil(async () => (await tab.title()) === String(action === 'accept'), {
        what: () => action,
      });
    }
  });

  test('lets a form be sent again by a reload', async ({ server, tab }) => {
    server
      .route(
        '/form',
        failing('<form method=post action=/sent><button name=a value=1>x</button></form>'),
      )
      .route('/sent', failing('<h2>sent</h2>'));
    await tab.goto(server.url('/form'));
    await tab.click('button');
    await tab.waitFor('h2');
    await tab.evaluate(() => {
      setTimeout(() => location.reload());
    });
    const again = await server.waitForRequest('/sent', 2);
    expect([again.method, String(again.body)]).toEqual(['POST', 'a=1']);
  });
});

test.describe('the card', () => {
  const documents = {
    html: failing(),
    sandbox: failing('<h1>x</h1>', [HTML, SANDBOX]),
    xml: failing('<a>x</a>', [['Content-Type', 'text/xml']]),
    svg: failing('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">x</text></svg>', [
      ['Content-Type', 'image/svg+xml'],
    ]),
    text: failing('x', [['Content-Type', 'text/plain']]),
    frameset: failing('<frameset cols="50%,50%"><frame src="/a"><frame src="/b"></frameset>'),
    hostile: failing(
      '<script>document.querySelector = Document.prototype.querySelector = () => null</script>',
    ),
  };
  for (const [kind, answer] of Object.entries(documents)) {
    test(`is read, hovered and clicked through its closed root: ${kind}`, async ({
      server,
      tab,
    }) => {
      server.route('/x', answer);
      await tab.goto(server.url('/x'));
      const text = await tab.card.waitFor('bad answer');
      expect(text).toContain('Try again');
      expect(text).not.toContain('invisible');
      expect(text).not.toContain('keyframes');
      expect(await tab.card.count()).toBe(1);
      await tab.card.hover('button');
      await tab.card.waitFor(/hovered/);
      await tab.card.click('button');
      await tab.card.waitFor((now) => now.includes('clicked, trusted: true'));
      await tab.press('a');
      await tab.card.waitFor('key a, trusted: true');
      expect(
        await tab.card.evaluate((root, name: string) => root.querySelectorAll(name).length, 'p'),
      ).toBe(2);
      expect((await tab.card.box('button')).width).toBeGreaterThan(10);
      expect((await tab.card.box()).width).toBeGreaterThan(10);
    });
  }

  test('is missing without errors, but asking into it says so', async ({ server, tab }) => {
    server.route('/x', respond({ status: 200, headers: [HTML], body: 'fine' }));
    await tab.goto(server.url('/x'));
    expect(await tab.card.exists()).toBe(false);
    expect(await tab.card.count()).toBe(0);
    await expect(tab.card.text()).rejects.toThrow('There is no card');
    await expect(tab.card.waitFor('x', { timeout: 100 })).rejects.toThrow('there is no card');
  });
});

test.describe('the extension', () => {
  test('has tab ids that its API knows', async ({ server, tab, under }) => {
    server.route('/x', failing());
    const other = await under.newTab(server.url('/x'));
    await tab.goto(server.url('/x?tab'));
    for (const [each, url] of [
      [tab, server.url('/x?tab')],
      [other, server.url('/x')],
    ] as const) {
      const frame = await under.background(
        (api, tabId: number) => api.webNavigation.getFrame({ tabId, frameId: 0 }),
        each.id,
      );
      expect(frame).toMatchObject({ url });
    }
    expect((await under.tabs()).map(({ id }) => id)).toEqual(
      expect.arrayContaining([tab.id, other.id]),
    );
    await other.close();
    expect((await under.tabs()).map(({ id }) => id)).not.toContain(other.id);
  });

  test('sleeps, is asked without waking, and wakes for a failing page', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/x', failing());
    await under.stopBackground();
    expect(await under.backgroundRunning()).toBe(false);
    await under.background((api, value: number) => api.storage.session.set({ value }), 7);
    expect(await under.backgroundRunning()).toBe(false);
    await tab.goto(server.url('/x'));
    await tab.card.waitFor('bad answer');
    expect(await under.backgroundRunning()).toBe(true);
    await under.stopBackground();
    expect(await under.background((api) => api.storage.session.get('value'))).toEqual({ value: 7 });
  });

  test('shows its pages', async ({ under }) => {
    const page = await under.extensionPage('page.html');
    await pollUntil(async () => (await page.text('h1')) === 'Hello', {
      what: () => 'the script of the page',
    });
    expect(await page.url()).toBe(`${under.extensionOrigin}/page.html`);
  });

  test('sees nothing while the person withholds its access to sites', async ({
    server,
    tab,
    under,
  }) => {
    server.route('/x', failing('<h1>1</h1>')).route('/y', failing());
    await under.withdrawHostAccess();
    await tab.goto(server.url('/x'));
    await tab.waitFor('h1');
    expect(
      await under.background((api) => api.permissions.contains({ origins: ['<all_urls>'] })),
    ).toBe(false);
    expect(await tab.card.exists()).toBe(false);
    await under.grantHostAccess();
    expect(
      await under.background((api) => api.permissions.contains({ origins: ['<all_urls>'] })),
    ).toBe(true);
    await tab.goto(server.url('/y'));
    await tab.card.waitFor('bad answer');
  });

  test('is installed anew while the error is on the screen', async ({ server, tab, under }) => {
    server.route('/x', failing());
    await tab.goto(server.url('/x'));
    await under.background((api) => api.storage.local.set({ old: true }));
    const { id } = tab;
    await under.reinstall();
    const items = await pollUntil(
      async () => under.background(stored).then((all) => ('installed' in all ? all : undefined)),
      { what: () => 'onInstalled' },
    );
    expect(items).toEqual({ installed: 'install' });
    expect(await tab.url()).toBe(server.url('/x'));
    expect(
      await under.background(
        (api, tabId: number) => api.tabs.get(tabId).then((t: { id: number }) => t.id),
        id,
      ),
    ).toBe(id);
    await tab.reload();
    await tab.card.waitFor('bad answer');
  });

  test('works in a private window', async ({ server, under }) => {
    server.route('/x', failing());
    const tab: Tab = await under.newTab(server.url('/x'), { private: true });
    await tab.card.waitFor('bad answer');
    expect(
      await under.background(
        (api, id: number) => api.tabs.get(id).then((t: { incognito: boolean }) => t.incognito),
        tab.id,
      ),
    ).toBe(true);
    await tab.close();
  });
});

test.describe('errors', () => {
  const errors = { 'page.html#throw': 'thrown by the page', 'page.html#log': 'logged by the page' };
  for (const [path, text] of Object.entries(errors)) {
    test(`are noticed: ${text}`, async ({ under }) => {
      await under.extensionPage(path);
      const error = await pollUntil(
        () => under.consoleErrors().find((line) => line.includes(text)),
        { what: () => text },
      );
      expect(error).toContain(under.extensionOrigin);
      await under.settleConsoleErrors();
      under.clearConsoleErrors();
    });
  }
  for (const message of ['throw', 'log']) {
    test(`are noticed in the background: ${message}`, async ({ under }) => {
      await under.background(
        (api, what: string) => api.runtime.sendMessage(what).catch(() => undefined),
        message,
      );
      const error = await pollUntil(
        () => under.consoleErrors().find((line) => line.includes('by the background')),
        { what: () => 'the error' },
      );
      expect(error).toContain(under.extensionOrigin);
      await under.settleConsoleErrors();
      under.clearConsoleErrors();
    });
  }

  test('are noticed again when they happen again', async ({ under }) => {
    for (const _ of [1, 2]) {
      await under.background((api) => api.runtime.sendMessage('log').catch(() => undefined));
      await pollUntil(
        () => under.consoleErrors().some((line) => line.includes('by the background')),
        { what: () => 'the error' },
      );
      await under.settleConsoleErrors();
      under.clearConsoleErrors();
    }
  });
});
