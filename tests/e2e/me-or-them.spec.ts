import { PrivateChromium } from './support/chromium-private';
import type { BrowserUnderTest, Tab } from './support/driver';
import { Firefox } from './support/firefox';
import { expect, test } from './support/fixtures';
import { bare, planted, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage } from './support/popup-page';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

const OTHERS_FINE = 'Other sites are loading fine, so your connection is not the problem.';
const SAME_GATEWAY = "Other sites fail the same way: it's probably your proxy, VPN or network.";
const OTHERS_FAILING = 'Other sites are failing too, so it may be your own connection.';
const OWN_NETWORK = 'The answer came from your own device or network, not from the internet.';
const PROXY = 'Your browser uses a proxy, and this page may come from there.';

/** What is kept of other sites, as it is stored. */
interface Kept {
  readonly value: {
    readonly wellWrittenAt: number;
    readonly sightings: readonly { readonly went: string }[];
  };
}

const kept = (under: BrowserUnderTest): Promise<Kept | undefined> =>
  under.background(async (api) => (await api.storage.session.get('others')).others);

/** Goes to a page of a site that works, until that is known; resolves to what is kept then. */
async function loadsFine(under: BrowserUnderTest, tab: Tab, address: string): Promise<Kept> {
  await tab.goto(address);
  return await pollUntil(() => kept(under), { what: () => 'a note that a site answered' });
}

/** The details page about a tab, opened as its card does. */
async function details(under: BrowserUnderTest, about: Tab): Promise<string> {
  const page = await under.extensionPage(`src/pages/details/index.html?tab=${about.id}`);
  await page.waitFor('#happened');
  const text = await page.text('#happened');
  await page.close();
  return text;
}

/** Runs in a page of the extension, in the process that it belongs to. */
async function keysInSession(): Promise<string[]> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { get(all: null): Promise<object> } } };
  };
  return Object.keys(await chrome.storage.session.get(null));
}

test.describe('"Is it me or them?"', () => {
  test('other sites load: the card says that the connection is not the problem', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/well', well()).route('/', bare(502, LONG_WAIT));
    await loadsFine(under, tab, server.url('/well', 'news.localhost'));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(OTHERS_FINE);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor(OTHERS_FINE);
    const told = await details(under, tab);
    expect(told).toContain(OTHERS_FINE);
    expect(told).toContain('Is it down for everyone?');
    expect(told).toContain("Your device can't tell");
  });

  test('a site’s own pages, and those of its subdomains, say nothing about others', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/well', well()).route('/', bare(502, LONG_WAIT));
    await loadsFine(under, tab, server.url('/well'));
    await tab.goto(server.url('/well', 'www.site.localhost'));
    await tab.goto(server.url('/'));
    const text = await tab.card.waitFor(COUNTING);
    expect(text).toContain("on the site's side");
    expect(text).not.toContain('Other sites');
  });

  test('two sites fail with the same gateway: it is probably the visitor’s proxy or network', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/', 'news.localhost'));
    expect(await tab.card.waitFor(COUNTING)).not.toContain('Other sites');
    const second = await under.newTab(server.url('/'));
    await second.card.waitFor(SAME_GATEWAY);
    expect(await details(under, second)).toContain(SAME_GATEWAY);
    // The first is told as soon as it has a reason to look again.
    await tab.activate();
    await tab.card.click('button.primary');
    await tab.card.waitFor(SAME_GATEWAY);
  });

  test('another site fails otherwise: it may be the connection', { tag: '@full' }, async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    server.route('/plain', planted({ headers: LONG_WAIT }));
    await tab.goto(server.url('/', 'news.localhost'));
    await tab.card.waitFor(COUNTING);
    const second = await under.newTab(server.url('/plain'));
    await second.card.waitFor(OTHERS_FAILING);
  });

  test('another site answers after one that failed: the connection works', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/', 'news.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/well', 'weather.localhost'));
    await expect
      .poll(async () => (await kept(under))?.value.sightings.map(({ went }) => went))
      .toContain('well');
    await tab.goto(server.url('/'));
    await tab.card.waitFor(OTHERS_FINE);
  });

  test('the answer came from this device, and nothing else is known', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', planted({ headers: LONG_WAIT }));
    await tab.goto(server.url('/'));
    // Firefox says that no proxy was asked, and then the answer is the site's own.
    const isFirefox = under.name === 'firefox';
    await tab.card.waitFor(isFirefox ? "on the site's side" : OWN_NETWORK);
    const way = await under.background(async (api, key: string) => {
      const { value } = (await api.storage.session.get(key))[key];
      return { proxy: value.circumstances.proxy, from: value.circumstances.serverAddress };
    }, `tab:${tab.id}`);
    // Chromium tells nothing of proxies without a permission of its own.
    expect(way).toEqual({ proxy: isFirefox ? 'none' : 'unknown', from: 'loopback' });
  });
});

test.describe('what is kept of other sites', () => {
  test('names none of them, and is in session storage alone', async ({ under, server, tab }) => {
    server.route('/well', well());
    await loadsFine(under, tab, server.url('/well', 'news.localhost'));
    const everything = await under.background(async (api) =>
      JSON.stringify([await api.storage.session.get(null), await api.storage.local.get(null)]),
    );
    expect(everything).toContain('"others"');
    expect(everything).not.toMatch(/news|localhost/);
    const onDisk = await under.background(async (api) =>
      Object.keys(await api.storage.local.get(null)),
    );
    expect(onDisk).not.toContain('others');
  });

  test('is written once within 30 seconds, however many sites answer, also by a worker that slept', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/well', well());
    const first = await loadsFine(under, tab, server.url('/well', 'first.localhost'));
    for (const site of ['second', 'third', 'fourth']) {
      await tab.goto(server.url('/well', `${site}.localhost`));
    }
    await under.stopBackground();
    await tab.goto(server.url('/well', 'fifth.localhost'));
    // The worker answers after what woke it.
    await PopupPage.open(under, tab);
    expect((await kept(under))?.value.wellWrittenAt).toBe(first.value.wellWrittenAt);
  });

  test('is nothing of a private window', { tag: '@firefox-only' }, async ({ under, server }) => {
    server.route('/well', well()).route('/', bare(502, LONG_WAIT));
    const secret = await under.newTab(server.url('/well', 'secret.localhost'), { private: true });
    await secret.goto(server.url('/', 'other-secret.localhost'));
    const text = await secret.card.waitFor(COUNTING);
    expect(text).not.toContain('Other sites');
    expect(await kept(under)).toBeUndefined();
    await secret.close();
  });

  test('is nothing of a private window, where the extension runs a second time', {
    tag: ['@full', '@chromium-only'],
  }, async ({ server }) => {
    server.route('/well', well()).route('/', bare(502, LONG_WAIT));
    const chromium = await PrivateChromium.launch();
    try {
      const page = await chromium.page('about:blank');
      await page.send('Page.navigate', { url: server.url('/well', 'secret.localhost') });
      await server.waitForRequest('/well');
      await page.send('Page.navigate', { url: server.url('/', 'other-secret.localhost') });
      await expect.poll(() => chromium.cards(page)).toBe(1);
      const popup = await chromium.popup(server.url('/', 'other-secret.localhost'));
      const session = await popup.run<string[]>(keysInSession);
      expect(session.join()).toContain('tab:');
      expect(session).not.toContain('others');
    } finally {
      await chromium.close();
    }
  });
});

test.describe('a proxy that the browser is told to use', { tag: '@firefox-only' }, () => {
  test('is named where the page tells nothing better', async ({ server }) => {
    const proxied = await Firefox.launch({
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': server.port,
      'network.proxy.allow_hijacking_localhost': true,
    });
    try {
      const address = 'http://shop.example/';
      server.route(address, planted({ headers: LONG_WAIT }));
      const tab = await proxied.newTab(address);
      await tab.card.waitFor(PROXY);
      expect(server.requests().map(({ path }) => path)).toContain(address);
    } finally {
      await proxied.close();
    }
  });
});
