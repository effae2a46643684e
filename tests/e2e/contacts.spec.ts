import { ConnectProxy } from './support/connect-proxy';
import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { HistoryPage } from './support/history-page';
import { launch } from './support/launch';
import { PopupPage } from './support/popup-page';
import { SettingsPage } from './support/settings-page';
import { standInSays } from './support/stand-in';
import { untilNextLook, watchesOf } from './support/watches';
import { WelcomePage } from './support/welcome-page';

const SITE = 'shop.example';
const FAILING = `http://${SITE}/cakes?size=2`;

/** A failure that a try may follow soon, in a page that a card can stand in. */
const FAILS = { status: 502, headers: [['Content-Type', 'text/html; charset=utf-8']] } as const;

/** Opens every page of the extension while the tab fails, and uses them. */
async function lookAround(under: BrowserUnderTest, tab: Tab): Promise<void> {
  const popup = await PopupPage.open(under, tab);
  await popup.waitFor('Latest failures');
  const details = await under.extensionPage(`src/pages/details/index.html?tab=${tab.id}`);
  await details.waitFor('#happened');
  const clearing = await under.extensionPage(`src/pages/clear-data/index.html?tab=${tab.id}`);
  await clearing.waitFor('main');
  const history = await HistoryPage.open(under);
  await history.waitFor(SITE);
  await history.saved('.save-json');
  const settings = await SettingsPage.open(under);
  await settings.choose('input[name="status-503"]');
  const welcome = await WelcomePage.open(under);
  // What stands above the example has come.
  await welcome.waitFor('All is ready.');
  await welcome.showExample();
  await welcome.waitFor('Tried once so far.');
}

/** Has the address watched, meets the stand-in at another of the site, and closes the tab. */
async function haveItWatched(tab: Tab): Promise<void> {
  await tab.activate();
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  await tab.card.waitFor("You'll be told when it's back.");
  await tab.goto(`https://${SITE}/cakes`, { wait: 'none' });
  await standInSays(tab, SITE);
  await tab.close();
}

/** The site is well: the watch sees it, the visitor comes back, and has a look at the parts of the page. */
async function comeBack(under: BrowserUnderTest): Promise<void> {
  await untilNextLook(under);
  await expect.poll(async () => (await watchesOf(under))[0]?.end?.how).toBe('back');
  const tab = await under.newTab();
  await tab.goto(FAILING);
  await tab.waitFor('[data-page=well]');
  const popup = await PopupPage.open(under, tab);
  await popup.click('button', 'Check this page');
  // What came with the failing page may be among the parts.
  await popup.waitFor(/No part of this page|failed with/);
}

test('from its installation on, nobody is asked but the site that fails', {
  tag: '@full',
}, async ({ under: { name } }) => {
  const proxy = await ConnectProxy.start();
  // A browser of its own, which asks for everything through the proxy from its first moment.
  const under = await launch(name, { proxyPort: proxy.port });
  try {
    proxy.conduct = FAILS;
    const tab = await under.newTab(FAILING);
    await tab.card.waitFor(/Tried once so far/);
    await lookAround(under, tab);
    await haveItWatched(tab);
    const asked = proxy.asked(FAILING);
    proxy.conduct = 'bring';
    await comeBack(under);

    // The browser's own services are off; what they still asked for would be named here.
    expect(proxy.hosts()).toEqual([SITE]);
    expect(proxy.asked(FAILING)).toBeGreaterThan(asked);
    // What a page of the extension would do that has somebody to tell.
    await under.background(() => fetch('http://stranger.example/').catch(() => null));
    expect(proxy.hosts()).toEqual([SITE, 'stranger.example']);
  } finally {
    await under.close();
    await proxy.close();
  }
});
