import type { BrowserUnderTest, Tab } from './support/driver';
import type { Firefox } from './support/firefox';
import { expect, test } from './support/fixtures';
import { launch } from './support/launch';
import { PopupPage, plain } from './support/popup-page';
import { WelcomePage } from './support/welcome-page';

/** That it opens once after the installation, the harness proves: it waits for it at each launch. */

const READY = 'All is ready. There is nothing you need to do.';
const THANKS = 'Thank you. Now all is ready.';
const WITHHELD = "Your browser doesn't let Backsoon see pages, so it can't help yet.";
const AGAIN = 'Let it fail again';

const commonBadge = (under: BrowserUnderTest): Promise<string> =>
  under.background((api) => api.action.getBadgeText({}));

const commonTitle = (under: BrowserUnderTest): Promise<string> =>
  under.background((api) => api.action.getTitle({}));

const addresses = async (under: BrowserUnderTest): Promise<string[]> =>
  await Promise.all((await under.tabs()).map((tab: Tab) => tab.url()));

test.describe('the welcome page', () => {
  test('says that all is ready, what it does, what it reads, and leads on', async ({ under }) => {
    const page = await WelcomePage.open(under);
    await page.waitFor(READY);
    const text = await page.text();
    for (const said of ['It keeps trying', 'It minds your forms', 'It reads', 'It asks']) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('Allow it on all sites');
    await page.tab.click('.on .quiet');
    await expect
      .poll(() => addresses(under))
      .toContain(`${under.extensionOrigin}/src/pages/details/index.html`);
  });

  test('does not come again when the background starts anew', {
    tag: '@full',
  }, async ({ under, tab }) => {
    await under.stopBackground();
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Latest failures');
    expect((await addresses(under)).filter((url) => url.includes('welcome'))).toEqual([]);
  });
});

test.describe('without site access', () => {
  test.afterEach(async ({ under }) => {
    await under.grantHostAccess();
  });

  test('it says so with the one button that helps, and sees when access is given elsewhere', async ({
    under,
  }) => {
    await under.withdrawHostAccess();
    const page = await WelcomePage.open(under);
    await page.waitFor(WITHHELD);
    expect(await page.text()).not.toContain(READY);
    expect(plain(await page.tab.text('.standing button'))).toBe('Allow it on all sites');
    await page.tab.screenshot(`out/welcome-${under.name}-no-access.png`);
    await under.grantHostAccess();
    await page.waitFor(THANKS);
    expect(await page.text()).not.toContain('Allow it on all sites');
  });

  test('its button asks the browser; a no is taken as one, a yes as one', {
    tag: '@firefox-only',
  }, async ({ under }) => {
    await under.withdrawHostAccess();
    const page = await WelcomePage.open(under);
    await page.tab.click('.standing button');
    await (under as Firefox).answerQuestion('refuse');
    await page.waitFor('The browser kept it off.');
    await page.tab.click('.standing button');
    await (under as Firefox).answerQuestion('allow');
    await page.waitFor(THANKS);
    expect(await page.focus()).toContain(THANKS);
  });

  test('the toolbar button says so on every tab, as long as it is true', { tag: '@full' }, async ({
    under,
  }) => {
    expect(await commonBadge(under)).toBe('');
    await under.withdrawHostAccess();
    await expect.poll(() => commonBadge(under)).toBe('!');
    expect(await commonTitle(under)).toBe("Backsoon can't see pages yet. Click to change that.");
    await under.grantHostAccess();
    await expect.poll(() => commonBadge(under)).toBe('');
    expect(await commonTitle(under)).toBe('Backsoon');
  });
});

test.describe('the example', () => {
  test('fails, tries again by itself, is back, and fails again at a press', async ({ under }) => {
    const page = await WelcomePage.open(under);
    await page.showExample();
    await page.waitFor('502 Bad Gateway');
    await page.waitFor('Trying again in');
    // By itself, and nobody's focus is moved.
    await page.waitFor('Tried once so far.');
    expect(await page.focus()).toBe('');
    await page.clickOnCard('.buttons .primary');
    await page.waitFor("It's back.");
    // The pointer is on the card: the page doesn't come before it is asked for.
    await page.clickOnCard('.buttons .primary');
    await page.waitFor('The tea house is open again.');
    await page.waitFor('Your cup was kept warm.');
    expect(await page.text()).not.toContain('502 Bad Gateway Let');
    expect(await page.focus()).toBe(AGAIN);
    await page.tab.screenshot(`out/welcome-${under.name}-back.png`);
    await page.tab.click('.again');
    await page.waitFor('Trying again in');
    expect(await page.focus()).toBe('Backsoon: why this page failed');
  });

  test('its card stops, goes on, folds, tells what else, and closes', { tag: '@full' }, async ({
    under,
  }) => {
    const page = await WelcomePage.open(under);
    await page.showExample();
    await page.clickOnCard('.next button');
    await page.waitFor('Automatic tries are stopped for now.');
    await page.clickOnCard('.next button');
    await page.waitFor('Trying again in');
    await page.clickOnCard('.whatelse');
    await page.waitFor('Wait a few minutes and come back.');
    await page.clickOnCard('.tell-me');
    await page.waitFor("You'll be told when it's back.");
    await page.clickOnCard('.card-head button');
    expect(await page.focus()).toBe('What happened here?');
    await page.clickOnCard('.pill');
    await page.clickOnCard('.card-head button:last-child');
    expect(await page.focus()).toBe(AGAIN);
    await page.waitFor('502 Bad Gateway');
  });

  test('keeps nothing, asks nobody, and has the details page opened', async ({ under }) => {
    const kept = () =>
      under.background(async (api) =>
        JSON.stringify([await api.storage.local.get(null), await api.storage.session.get(null)]),
      );
    const before = await kept();
    const page = await WelcomePage.open(under);
    await page.showExample();
    await page.clickOnCard('.buttons .primary');
    await page.waitFor('Tried once so far.');
    const asked = await page.tab.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.startsWith('http')),
    );
    expect(asked).toEqual([]);
    expect(await kept()).toBe(before);
    await page.clickOnCard('.buttons .quiet:last-child');
    await expect
      .poll(() => addresses(under))
      .toContain(`${under.extensionOrigin}/src/pages/details/index.html`);
  });

  test('does not begin before it is in view', { tag: '@full' }, async ({ under }) => {
    const page = await WelcomePage.open(under);
    await page.tab.setViewport(1000, 300);
    await page.tab.reload({ wait: 'commit' });
    await page.tab.waitFor('main');
    await page.waitFor('Trying again in 5 seconds.');
    const opened = Date.now();
    await expect.poll(() => Date.now(), { timeout: 15_000 }).toBeGreaterThan(opened + 6_500);
    await page.waitFor('Trying again in 5 seconds.');
    await page.showExample();
    await page.waitFor('Trying again in 4 seconds.');
  });

  test('the keyboard alone reaches everything, and each is seen', async ({ under }) => {
    const page = await WelcomePage.open(under);
    await page.showExample();
    for (const name of [
      'Make this small',
      'Close',
      'Stop',
      'Try now',
      'What else can I do?',
      'More',
      'Look at the settings',
      'What a 502 page means',
    ]) {
      await page.tab.press('Tab');
      expect(await page.focus()).toBe(name);
      expect(await page.isFocusSeen(), name).toBe(true);
      if (name !== 'Stop') continue;
      // Nothing happens by itself from here on.
      await page.tab.press('Enter');
      await page.waitFor('Automatic tries are stopped for now.');
      expect(await page.focus()).toBe('Keep trying');
    }
  });
});

test('an update in place opens no page, and the popup says it until it is closed', async ({
  under: { name },
}) => {
  // A browser of its own: it has another version then.
  const under = await launch(name);
  try {
    await under.update('9.9.9');
    const open = await addresses(under);
    const tab = await under.newTab();
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Backsoon was updated to version 9.9.9.');
    await popup.tab.screenshot(`out/popup-${under.name}-updated.png`);
    await popup.click('button', 'Close');
    await popup.waitForNo('Backsoon was updated');
    await popup.waitFor('Latest failures');
    const again = await PopupPage.open(under, tab);
    await again.waitFor('Latest failures');
    expect(await again.text()).not.toContain('Backsoon was updated');
    expect(open.filter((url) => url.includes('welcome'))).toEqual([]);
    expect((await addresses(under)).filter((url) => url.includes('welcome'))).toEqual([]);
  } finally {
    await under.close();
  }
});
