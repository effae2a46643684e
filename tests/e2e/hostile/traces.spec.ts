import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tab } from '../support/driver';
import { extensionDir } from '../support/extension-dirs';
import { expect, test } from '../support/fixtures';
import { ownContextsIn } from '../support/own-contexts';
import { bare, planted, typed } from '../support/pages';
import { PopupPage } from '../support/popup-page';
import { badgeOf, keptOf } from '../support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

const WORKS = typed('text/html', '<title>Works</title><h1>Works</h1>', 200);

test.describe('what a page can learn', { tag: '@full' }, () => {
  /** Takes down all that a browser tells a page of requests made in it. */
  const WITNESS = `<script>
    window.requests = [];
    new PerformanceObserver((list) => { for (const { name } of list.getEntries()) requests.push(name); })
      .observe({ type: 'resource', buffered: true });
    addEventListener('securitypolicyviolation', ({ blockedURI }) => requests.push(blockedURI), true);
  </script>`;

  const witnessed = (tab: Tab): Promise<string[]> =>
    tab.evaluate(() => [
      ...(globalThis as unknown as { requests: string[] }).requests,
      ...performance.getEntriesByType('resource').map(({ name }) => name),
    ]);

  for (const [kind, policy] of [
    ['an ordinary page', ''],
    ['a page that allows no requests', "connect-src 'none'; report-uri /report"],
  ] as const) {
    test(`a try shows ${kind} and its server no address but its own, and no page that it came from`, async ({
      server,
      tab,
    }) => {
      const headers =
        policy === '' ? LATER : ([...LATER, ['Content-Security-Policy', policy]] as const);
      server.route('/favicon.ico', typed('image/png', '', 200));
      server.route('/report', typed('text/plain', '', 200));
      server.route('/page', planted({ head: WITNESS, headers }));
      await tab.goto(server.url('/page?q=1'));
      await tab.card.waitFor(COUNTING);
      await tab.card.click('button.primary');
      await tab.card.waitFor('Tried once so far');
      const own = ['/page?q=1', '/favicon.ico', '/report'].map((path) => server.url(path));
      expect((await witnessed(tab)).filter((address) => !own.includes(address))).toEqual([]);
      const probe = server
        .requests('/page')
        .filter(({ headers: sent }) => sent['sec-fetch-dest'] === 'empty');
      expect(probe).toHaveLength(1);
      expect(probe[0]?.headers.referer).toBeUndefined();
      expect(JSON.stringify(server.requests())).not.toContain('extension://');
    });
  }

  test('nothing of the extension is in the page’s storage, names or attributes, but for one empty element', async ({
    server,
    tab,
  }) => {
    server.route('/', bare(502, LATER));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    const found = await tab.evaluate(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Reflect.ownKeys(frame.contentWindow as Window));
      const strangers = Reflect.ownKeys(window).filter((key) => !usual.has(key));
      frame.remove();
      const page = document.documentElement;
      return {
        strangers: strangers.map(String).filter((name) => !/^\d+$/.test(name)),
        stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie],
        databases: (await indexedDB.databases()).length,
        sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
        root: page.getAttributeNames(),
        elements: [...page.children].map(({ outerHTML, localName }) =>
          localName === 'div' ? outerHTML : localName,
        ),
      };
    });
    expect(found).toEqual({
      strangers: [],
      stored: [''],
      databases: 0,
      sheets: 0,
      root: [],
      elements: ['head', 'body', '<div data-backsoon="" popover="manual"></div>'],
    });
  });

  test('no page of the extension can be framed', async ({ under, server, tab }) => {
    const dir = extensionDir(under.name);
    const pages = readdirSync(dir, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length))
      .filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(5);
    server.route('/', WORKS);
    await tab.goto(server.url('/'));
    await tab.evaluate(
      async ({ origin, paths }) => {
        for (const path of paths) {
          const frame = document.createElement('iframe');
          frame.src = origin + path;
          document.body.append(frame);
        }
      },
      { origin: under.extensionOrigin, paths: pages },
    );
    const loading = () =>
      under.background(async (api) => (await api.tabs.query({ status: 'loading' })).length);
    await expect.poll(loading).toBe(0);
    expect(await ownContextsIn(under, tab)).toEqual([]);
    // The browsers tell the page in its console that they refused: no errors of ours.
    await under.settleConsoleErrors();
    under.clearConsoleErrors();
  });
});

test.describe('what a page can say', { tag: '@full' }, () => {
  test('messages of its own reach no card and no background, by any way that pages have', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    const said = await tab.card.waitFor(COUNTING);
    const stored = () =>
      under.background(async (api) =>
        JSON.stringify([await api.storage.local.get(null), await api.storage.session.get(null)]),
      );
    const incidentId = (await keptOf(under, tab))?.incident.id ?? '';
    const before = await stored();
    const ways = await tab.evaluate(
      async ({ origin, id, tabId }) => {
        const sent = [
          { v: 1, type: 'card/command', body: { incidentId: id, command: 'dismiss' } },
          { v: 1, type: 'card/order', body: { do: 'leave' } },
          { v: 1, type: 'popup/switch', body: { tabId, on: false } },
          { v: 1, type: 'history/forget', body: { tabId, what: { kind: 'all' } } },
        ];
        type Runtime = { sendMessage?: unknown; connect?: unknown } | undefined;
        const { chrome, browser } = globalThis as unknown as Record<string, { runtime: Runtime }>;
        const channel = new BroadcastChannel('backsoon');
        for (const message of sent) {
          window.postMessage(message, '*');
          channel.postMessage(message);
          for (const name of ['message', 'backsoon', 'card/order', message.type]) {
            for (const target of [window, document, document.querySelector('[data-backsoon]')])
              target?.dispatchEvent(new CustomEvent(name, { detail: message, bubbles: true }));
          }
        }
        channel.close();
        // What was posted to this window has been told by the time that this is.
        await new Promise((told) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = told;
          port2.postMessage(origin);
        });
        return [chrome?.runtime?.sendMessage, browser?.runtime?.sendMessage].filter(Boolean).length;
      },
      { origin: under.extensionOrigin, id: incidentId, tabId: tab.id },
    );
    expect(ways).toBe(0);
    expect(await tab.card.text()).toBe(said);
    expect(await stored()).toBe(before);
    expect(server.requests('/')).toHaveLength(1);
  });

  test('a page that works and shows a likeness of the card has neither badge nor a word in the popup', async ({
    under,
    server,
    tab,
  }) => {
    const likeness = `<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>
      <div data-backsoon popover="manual" id="likeness"><h2>site.localhost can't be reached</h2><button>Log in</button></div>
      <script>document.getElementById('likeness').showPopover()</script>`;
    server.route('/', typed('text/html', likeness, 200));
    await tab.goto(server.url('/'));
    await tab.waitFor('#likeness');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('All is well here.');
    expect(await badgeOf(under, tab)).toBe('');
    expect(await keptOf(under, tab)).toBe(null);
  });
});
