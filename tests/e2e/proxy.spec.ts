import type { BrowserUnderTest, Tab } from './support/driver';
import { pollUntil } from './support/poll';
import { PopupPage, plain } from './support/popup-page';
import { expect, test } from './support/proxied';
import { SettingsPage } from './support/settings-page';

const SHOP = 'https://shop.example/cakes?size=2';
const NOT_BROUGHT = 'Something on the way from you to shop.example broke the connection.';
const BLOCKED = 'A filter on the way from you to shop.example blocked this page.';
const SWITCH_OFF = 'If you use a proxy or VPN, switch it off for a moment.';
const VISITOR_SIDE = 'The problem is probably on your side: a proxy, VPN or filter.';
/** What a status that nobody gave would look like. */
const NOTHING = /\b(?:undefined|null|NaN)\b|Error 0\b|\(0\)/;

const badge = (under: BrowserUnderTest, { id }: Tab): Promise<string> =>
  under.background((api, tabId: number) => api.action.getBadgeText({ tabId }), id);

const buttonTitle = (under: BrowserUnderTest, { id }: Tab): Promise<string> =>
  under.background((api, tabId: number) => api.action.getTitle({ tabId }), id);

/** The sites that the background takes for failing. */
const failing = (under: BrowserUnderTest): Promise<string[]> =>
  under.background(async (api) => {
    const kept: Record<string, { value: { incident: { site: string } } }> =
      await api.storage.session.get(null);
    return Object.entries(kept).flatMap(([key, { value }]) =>
      key.startsWith('tab:') ? [value.incident.site] : [],
    );
  });

/** Waits until the stand-in says something, and returns all that it says then. */
async function standInSays(tab: Tab, wanted: string | RegExp): Promise<string> {
  let last = '';
  return await pollUntil(
    async () => {
      last = await tab
        .evaluate(() => document.querySelector('.stand-in')?.textContent ?? '')
        .then(plain, () => '');
      return last.match(wanted) === null ? undefined : { last };
    },
    { what: () => `a stand-in with ${wanted}; it says: ${last}` },
  ).then(() => last);
}

/** Firefox names the proxy's status, Chromium keeps it. */
const badgeOf = (under: BrowserUnderTest, status: number): string =>
  under.name === 'firefox' ? String(status) : '!';

test("an https page that the visitor's own proxy doesn't bring is explained as their side, and seen to be back", async ({
  under,
  tab,
  ownProxy: proxy,
}) => {
  const popup = await PopupPage.open(under, tab);
  // So that nothing but the visitor's own try falls into this.
  await popup.toggle('Try again automatically');
  await tab.activate();
  proxy.conduct = { status: 502 };
  await under.stopBackground();
  await tab.goto(SHOP, { wait: 'none' });
  await standInSays(tab, NOT_BROUGHT);
  await tab.click('.whatelse');
  const card = await standInSays(tab, SWITCH_OFF);
  expect(card).toContain(VISITOR_SIDE);
  expect(card).toContain(`${SWITCH_OFF}Check your device's firewall`);
  expect(card).not.toMatch(NOTHING);
  await expect.poll(() => badge(under, tab)).toBe(badgeOf(under, 502));
  expect(await buttonTitle(under, tab)).toContain('shop.example');
  expect(await buttonTitle(under, tab)).not.toMatch(NOTHING);

  await popup.tab.activate();
  const said = await popup.waitFor(NOT_BROUGHT);
  expect(said).toContain(VISITOR_SIDE);
  expect(said.includes('Error 502')).toBe(under.name === 'firefox');
  expect(said).not.toMatch(NOTHING);

  const details = await under.extensionPage(`src/pages/details/index.html?tab=${tab.id}`);
  await details.waitFor('#happened');
  const told = plain(await details.text('main'));
  expect(told).toContain(NOT_BROUGHT);
  expect(told).not.toMatch(NOTHING);
  expect(told).toContain(
    under.name === 'firefox' ? 'NS_ERROR_PROXY_BAD_GATEWAY' : 'net::ERR_TUNNEL_CONNECTION_FAILED',
  );
  expect(await details.title()).toContain('shop.example');
  expect(await details.title()).not.toMatch(NOTHING);
  await details.close();

  proxy.conduct = 'bring';
  await tab.activate();
  await tab.click('button.primary');
  await tab.waitFor('[data-page=well]', { timeout: 15_000 });
  expect(await tab.url()).toBe(SHOP);
  await popup.tab.activate();
  await popup.waitFor('Back after');
});

test('a proxy that refuses, or wants a password, is not asked again and again', {
  tag: '@full',
}, async ({ under, tab, ownProxy: proxy }) => {
  // Firefox would ask the visitor for the password, and wait.
  const status = under.name === 'firefox' ? 403 : 407;
  proxy.conduct = { status, headers: [['Proxy-Authenticate', 'Basic realm="cakes"']] };
  await tab.goto(SHOP, { wait: 'none' });
  const said = await standInSays(tab, BLOCKED);
  expect(said).toContain(VISITOR_SIDE);
  expect(said).toContain("so Backsoon doesn't keep asking.");
  await expect.poll(() => badge(under, tab)).toBe(String(status));
});

test('a proxy that can’t be reached is told of for http pages as well, which come back by themselves', {
  tag: '@full',
}, async ({ under, tab, ownProxy: proxy }) => {
  await proxy.pause();
  await tab.goto('http://shop.example/', { wait: 'none' });
  expect(await standInSays(tab, NOT_BROUGHT)).not.toMatch(NOTHING);
  await expect.poll(() => badge(under, tab)).toBe('!');
  await proxy.resume();
  await tab.waitFor('[data-page=well]', { timeout: 40_000 });
  await expect.poll(() => failing(under)).toEqual([]);
});

test('where no page of ours may stand in, badge and popup say it', {
  tag: '@full',
}, async ({ under, tab, ownProxy: proxy }) => {
  const popup = await PopupPage.open(under, tab);
  await popup.toggle("Show Backsoon's page where your browser shows its own");
  await tab.activate();
  proxy.conduct = { status: 503 };
  await tab.goto(SHOP, { wait: 'none' });
  // What Firefox makes of a 503 it also makes of redirects.
  await expect.poll(() => badge(under, tab)).toBe('!');
  await popup.tab.activate();
  expect(await popup.waitFor(NOT_BROUGHT)).not.toMatch(NOTHING);
  expect(await tab.url()).toBe(SHOP);
  proxy.conduct = 'bring';
  await tab.reload({ wait: 'none' });
  await popup.waitFor('Back after');
});

test('whatever errors are wanted, what a proxy doesn’t bring is explained, and asked for once', async ({
  under,
  tab,
  ownProxy: proxy,
}) => {
  const own = { version: 4, value: { statuses: ['503'], autoRetry: false } };
  await under.background((api, settings) => api.storage.local.set({ settings }), own);
  proxy.conduct = { status: 502 };
  await tab.goto(SHOP, { wait: 'none' });
  await standInSays(tab, NOT_BROUGHT);
  // The browser itself may ask more than once for one visit.
  const asked = proxy.asked('shop.example');
  const settings = await SettingsPage.open(under);
  await settings.choose('input[name="status-503"]');
  await tab.activate();
  await standInSays(tab, NOT_BROUGHT);
  await expect.poll(() => badge(under, tab)).toBe(badgeOf(under, 502));
  expect(proxy.asked('shop.example')).toBe(asked);
});

test('what no proxy is at fault for is left to the browser', {
  tag: '@full',
}, async ({ under, tab, ownProxy: proxy }) => {
  proxy.conduct = 'hang-up-later';
  await tab.goto(SHOP, { wait: 'none' });
  await expect.poll(() => proxy.asked('shop.example')).toBeGreaterThan(0);
  await expect.poll(() => tab.url()).toBe(SHOP);
  // A navigation that is broken off by the next one.
  await tab.goto('https://other.example/', { wait: 'none' });
  await expect.poll(() => proxy.asked('other.example')).toBeGreaterThan(0);
  await tab.goto('https://other.example/next', { wait: 'none' });
  await expect.poll(() => tab.url()).toBe('https://other.example/next');
  // What is told of this one was told after all that.
  const fence = await under.newTab();
  proxy.conduct = { status: 502 };
  await fence.goto('https://fence.example/', { wait: 'none' });
  await expect.poll(() => badge(under, fence)).toBe(badgeOf(under, 502));
  expect(await badge(under, tab)).toBe('');
  expect(await failing(under)).toEqual(['fence.example']);
});
