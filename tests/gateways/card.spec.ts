import { gatewayProgram } from '../../scripts/gateway-programs';
import type { BrowserUnderTest, Tab } from '../e2e/support/driver';
import { type Expected, expectedOf } from '../e2e/support/expected-card';
import { expect, test } from '../e2e/support/fixtures';
import { headersJudged, type JudgedPage, judgedPage, readCard } from '../e2e/support/judged-page';
import { launch } from '../e2e/support/launch';
import { PopupPage } from '../e2e/support/popup-page';
import { Gateway } from './support/gateway';
import type { Failure } from './support/origins';
import { PRODUCTS } from './support/products';

const SITE_SIDE = "The problem is on the site's side, not yours.";
const LIKELY_SITE_SIDE = "The problem is most likely on the site's side, not yours.";
const OWN_NETWORK = 'The answer came from your own device or network, not from the internet.';
const VISITOR_SIDE = 'The problem is probably on your side: a proxy, VPN or filter.';

/** What the card says of the gateway's own page, about whose side it is. */
const SIDES: Readonly<Record<string, string>> = {
  nginx: SITE_SIDE,
  apache: LIKELY_SITE_SIDE,
  haproxy: SITE_SIDE,
  varnish: SITE_SIDE,
};

/** What is said of the very bytes that the gateway sends, under what the browser knew around them. */
async function expected(gateway: Gateway, failure: Failure, page: JudgedPage): Promise<Expected> {
  const site = new URL(gateway.address(failure)).hostname;
  return await expectedOf(await gateway.ask(failure), { ...page.circumstances, site }, Date.now());
}

/** Visits a failing page, and reads its card. */
async function visit(
  under: BrowserUnderTest,
  tab: Tab,
  gateway: Gateway,
  failure: Failure,
): Promise<JudgedPage & { readonly side: string }> {
  const address = gateway.address(failure);
  await tab.goto(address, { wait: 'commit' });
  const page = await judgedPage(under, tab, address);
  const card = await readCard(tab, { asPill: page.diagnosis.page === 'branded' });
  const told = await expected(gateway, failure, page);
  expect(card).toEqual(told.card);
  expect(page.diagnosis.gateway).toEqual(told.diagnosis.gateway);
  expect(page.diagnosis.side).toBe(told.diagnosis.side);
  return { ...page, side: card.side };
}

for (const product of PRODUCTS.filter(({ isForward }) => !isForward)) {
  test.describe(`a real ${product.package}`, () => {
    const isMissing = gatewayProgram(product.package) === undefined;
    test.skip(isMissing, `${product.package} is not installed`);
    let gateway: Gateway;

    test.beforeAll(async () => {
      gateway = await Gateway.start(product);
    });

    test.afterAll(async () => {
      await gateway?.close();
    });

    if (product.family in SIDES) {
      test('in front of a server that refuses connections: the card says whose side it is', {
        tag: product.family === 'nginx' ? '@firefox' : [],
      }, async ({ under, tab }) => {
        const { diagnosis, side } = await visit(under, tab, gateway, 'refused');
        expect(diagnosis.gateway?.family).toBe(product.family);
        expect(side).toBe(SIDES[product.family]);
      });
    } else {
      test('sends no page: the browser shows its own, and the popup says what the bytes say', async ({
        under,
        tab,
      }) => {
        const address = gateway.address('refused');
        await tab.goto(address, { wait: 'none' });
        const page = await headersJudged(under, tab, address);
        const { card } = await expected(gateway, 'refused', page);
        const popup = await PopupPage.open(under, tab);
        const text = await popup.waitFor(card?.headline ?? 'no card is wanted');
        expect(text).toContain(card?.side);
        expect(text).toContain(LIKELY_SITE_SIDE);
        expect(page.diagnosis.gateway?.family).toBe(product.family);
        expect(await tab.card.exists()).toBe(false);
      });
    }

    test('in front of a page of the site’s own: the card names no gateway', async ({
      under,
      tab,
    }) => {
      const { diagnosis, side } = await visit(under, tab, gateway, 'own');
      expect(diagnosis.gateway).toBeNull();
      expect(side).toBe(OWN_NETWORK);
    });
  });
}

const squid = PRODUCTS.find(({ isForward }) => isForward);

test.describe('a real squid that the browser is told to use', () => {
  test.skip(gatewayProgram('squid') === undefined, 'squid is not installed');
  let gateway: Gateway;
  let proxied: BrowserUnderTest;

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a hook needs
  test.beforeAll(async ({}, { project }) => {
    if (squid === undefined) throw new Error('no forward proxy among the products');
    gateway = await Gateway.start(squid);
    proxied = await launch(project.name, { proxyPort: gateway.port });
  });

  test.afterAll(async () => {
    await proxied?.close();
    await gateway?.close();
  });

  test('in front of a server that refuses connections: the site is not blamed', {
    tag: '@firefox',
  }, async () => {
    const { diagnosis, side } = await visit(proxied, await proxied.newTab(), gateway, 'refused');
    expect(diagnosis.gateway?.family).toBe('squid');
    // Firefox says that it asks through a proxy; Chromium tells nobody.
    expect(side).toBe(proxied.name === 'firefox' ? VISITOR_SIDE : OWN_NETWORK);
  });

  test('in front of an https site that refuses connections: the proxy is named, without any answer', {
    tag: '@firefox',
  }, async () => {
    const tab = await proxied.newTab();
    await tab.goto(gateway.address('refused').replace('http:', 'https:'), { wait: 'none' });
    const popup = await PopupPage.open(proxied, tab);
    const text = await popup.waitFor('Something on the way from you to shop.example');
    expect(text).toContain(VISITOR_SIDE);
    expect(text).not.toMatch(/Error \d/);
    await popup.tab.close();
    await tab.close();
  });

  test('in front of a page of the site’s own: the card names no gateway', async () => {
    const { diagnosis } = await visit(proxied, await proxied.newTab(), gateway, 'own');
    expect(diagnosis.gateway).toBeNull();
    expect(diagnosis.side).toBe('site');
  });
});
