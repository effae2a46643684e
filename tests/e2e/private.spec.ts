import { PrivateChromium } from './support/chromium-private';
import type { ChromiumSession } from './support/chromium-session';
import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, empty, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage, plain } from './support/popup-page';
import { contentsOf, launchPrivate, type PrivateBrowser } from './support/private-browser';
import { filesWith } from './support/profile';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

/** What is on the disk, as text: byte for byte. */
async function stored(under: BrowserUnderTest): Promise<string> {
  const values = await under.background((api) => api.storage.local.get(null));
  return JSON.stringify([values, await historyOf(under)]);
}

async function privateTab(under: BrowserUnderTest, url: string): Promise<Tab> {
  return await under.newTab(url, { private: true });
}

// Chromium has a process of its own there: see below.
test.describe('in a private window', { tag: '@firefox-only' }, () => {
  test('a failure is explained, tried and brought back, and nothing of it is stored (Firefox)', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT), bare(502, LONG_WAIT), well());
    server.route('/ordinary', bare(502, LONG_WAIT)).route('/well', well());
    // Something is there before, so that "unchanged" says more than "empty".
    await tab.goto(server.url('/ordinary', 'ordinary.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/well', 'ordinary.localhost'));
    // While there is no private window, in which it would open.
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Left before it came back');
    await popup.tab.close();
    const first = await privateTab(under, 'about:blank');
    const before = await stored(under);
    expect(before).toContain('ordinary.localhost');

    await first.activate();
    await first.goto(server.url('/', 'secret.localhost'));
    await first.card.waitFor(COUNTING);
    expect(await stored(under)).toBe(before);
    await first.card.click('button.primary');
    await first.card.waitFor('Tried once so far');
    expect(await stored(under)).toBe(before);
    await first.card.click('button.primary');
    await first.waitFor('h1:not(center h1)');
    expect(await stored(under)).toBe(before);
    await first.goto(server.url('/', 'other-secret.localhost'));
    await first.close();
    expect(await stored(under)).toBe(before);
  });

  test('what is set there holds there, is not stored, and changes nothing elsewhere (Firefox)', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    const secret = await privateTab(under, server.url('/', 'secret.localhost'));
    await secret.card.waitFor(COUNTING);
    await tab.activate();
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    // The card doesn't wait for the history.
    await expect.poll(() => stored(under)).toContain('"family":"nginx"');
    const before = await stored(under);
    const popup = await PopupPage.open(under, secret);
    const text = await popup.waitFor('Nothing is kept of private windows.');
    expect(text).toContain('In private windows, changes here last until the browser closes.');
    expect(text).not.toContain('site.localhost');
    await popup.toggle('Keep trying on secret.localhost');
    await popup.toggle('Leave secret.localhost alone');
    await expect.poll(() => secret.card.exists()).toBe(false);
    await popup.toggle('Try again automatically');
    await popup.toggle('Backsoon');
    await popup.waitFor('Backsoon is off.');
    expect(await stored(under)).toBe(before);
    expect(before).not.toContain('secret');
    // The ordinary window goes on as before.
    await tab.activate();
    await tab.card.waitFor(COUNTING);
    const ordinary = await PopupPage.open(under, tab);
    expect(await ordinary.isOn('Backsoon')).toBe(true);
    expect(await ordinary.text()).not.toContain('secret');
    await secret.close();
    expect(await stored(under)).toBe(before);
  });

  test('what is switched off in ordinary windows is off there at once (Firefox)', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    const secret = await privateTab(under, server.url('/', 'secret.localhost'));
    await secret.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.toggle('Backsoon');
    await expect.poll(() => secret.card.exists()).toBe(false);
    expect(await stored(under)).not.toContain('secret');
    await secret.close();
  });
});

/** Waits until a private popup says this. */
async function popupSays(popup: ChromiumSession, wanted: string): Promise<string> {
  let last = '';
  return await pollUntil(
    async () => {
      last = plain(await popup.run<string>(() => document.body?.innerText ?? '').catch(() => ''));
      return last.includes(wanted) ? { last } : undefined;
    },
    { what: () => `a private popup with ${wanted}; it says: ${last}` },
  ).then(() => last);
}

async function flip(popup: ChromiumSession, label: string): Promise<void> {
  await popup.run(
    (wanted: string) => {
      const labels = [...document.querySelectorAll('label')];
      labels.find(({ textContent }) => textContent?.includes(wanted))?.click();
    },
    [label],
  );
}

const CHROMIUM = { tag: '@chromium-only' };

test.describe(
  'in a private window of Chromium, where the extension runs a second time',
  CHROMIUM,
  () => {
    test('a failure is explained, settings hold, and not a byte is stored', {
      tag: '@full',
    }, async ({ server }) => {
      server.route('/', bare(502, LONG_WAIT));
      const chromium = await PrivateChromium.launch();
      try {
        await chromium.store({ kept: true });
        const before = await chromium.stored();
        const page = await chromium.page('about:blank');
        await page.send('Page.navigate', { url: server.url('/', 'secret.localhost') });
        await expect.poll(() => chromium.cards(page)).toBe(1);
        const popup = await chromium.popup(server.url('/', 'secret.localhost'));
        const text = await popupSays(popup, 'Trying again in');
        expect(text).toContain('Nothing is kept of private windows.');
        expect(await chromium.stored()).toBe(before);
        await flip(popup, 'Keep trying on');
        await popupSays(popup, 'switched off for this site');
        await flip(popup, 'Leave');
        await popupSays(popup, 'leave this site alone');
        await expect.poll(() => chromium.cards(page)).toBe(0);
        await flip(popup, 'BacksoonOn');
        await popupSays(popup, 'Backsoon is off.');
        expect(await chromium.stored()).toBe(before);
      } finally {
        await chromium.close();
      }
    });
  },
);

/** What a private window shows is found nowhere afterwards; the words are like no other. */
const SECRET = 'xylophonist';
const OPEN = 'jacquardloom';
const OPEN_LATER = 'quincemarmalade';

/** A page that fails in an ordinary window, for as long as the extension takes to keep it. */
async function keepOrdinary({ under }: PrivateBrowser, url: string): Promise<void> {
  const id = await under.background(
    (api, address: string) => api.tabs.create({ url: address }).then((tab: Tab) => tab.id),
    url,
  );
  const kept = JSON.stringify({ site: new URL(url).hostname }).slice(1, -1);
  await expect.poll(() => contentsOf(under), { timeout: 15_000 }).toContain(kept);
  await under.background((api, tabId: number) => api.tabs.remove(tabId), id);
  await expect
    .poll(
      () =>
        under.background(async (api) => [
          ...Object.keys(await api.storage.session.get(null)).filter((key) =>
            key.startsWith('tab:'),
          ),
          ...(await api.alarms.getAll()),
        ]),
      { timeout: 15_000 },
    )
    .toEqual([]);
}

/** What is on the disk, once it has stayed the same for a while: browsers write in their own time. */
async function settled(browser: PrivateBrowser): Promise<string> {
  let last = '';
  let same = 0;
  return await pollUntil(
    async () => {
      const stored = await browser.stored();
      same = stored === last ? same + 1 : 0;
      last = stored;
      return same >= 50 ? { stored } : undefined;
    },
    { what: () => 'the disk to come to rest' },
  ).then(({ stored }) => stored);
}

test('all of it works in a private window, and the profile’s storage stays byte for byte as it was', async ({
  server,
}, { project }) => {
  test.setTimeout(180_000);
  const later = [['Retry-After', '600']] as const;
  server.route('/', bare(502, later)).route('/empty', empty(502, later));
  const at = (path: string, word = SECRET) => server.url(path, `${word}.localhost`);
  const browser = await launchPrivate(project.name);
  try {
    // Something is there before, so that "unchanged" says more than "empty".
    await keepOrdinary(browser, at('/', OPEN));
    const tab = await browser.newTab();
    const before = await settled(browser);
    expect(before).not.toBe('');

    await tab.goto(at('/'));
    await tab.card.waitFor(COUNTING);
    // What it does whenever it wakes must leave no trace either.
    await browser.stopBackground();
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await tab.card.click('.whatelse');
    await tab.card.click('.remedies button');
    // Said by the card of the document that comes of it.
    await tab.card.waitFor('Tried 2 times so far');
    expect(
      server.requests('/').some(({ headers }) => headers['cache-control'] === 'no-cache'),
    ).toBe(true);

    const popup = await PopupPage.open(browser.under, tab);
    const said = await popup.waitFor(COUNTING);
    expect(said).toContain('Nothing is kept of private windows.');
    expect(said).toContain("Backsoon can't watch a site for you from a private window");
    expect(said).not.toContain(OPEN);
    const names = (await popup.controls()).map(({ name }) => name).join('; ');
    expect(names).not.toMatch(/archive|Tell me|Clear list/i);
    const details = await browser.under.extensionPage(`src/pages/details/index.html?tab=${tab.id}`);
    await details.waitFor('#happened');
    expect(await details.text('main')).toContain(`${SECRET}.localhost`);
    expect(await details.text('main')).not.toContain('archive.org');
    await details.close();
    expect(await browser.stored()).toBe(before);

    await tab.activate();
    await tab.goto(at('/empty'), { wait: 'none' });
    await tab.waitFor('.stand-in .card .primary', { timeout: 15_000 });
    server.set('/empty', well());
    await tab.click('.stand-in .card .primary');
    await tab.waitFor('[data-page=well]', { timeout: 15_000 });
    expect(await browser.stored()).toBe(before);

    await popup.tab.activate();
    await popup.toggle(`Keep trying on ${SECRET}.localhost`);
    await popup.toggle(`Leave ${SECRET}.localhost alone`);
    await popup.toggle("Show Backsoon's page where your browser shows its own");
    await popup.toggle('Try again automatically');
    await popup.toggle('Backsoon');
    await popup.waitFor('Backsoon is off.');
    expect(await browser.stored()).toBe(before);
    await popup.tab.close();
    await tab.close();
    expect(await browser.stored()).toBe(before);

    // The same eyes do see what an ordinary window leaves.
    await keepOrdinary(browser, at('/', OPEN_LATER));
    await expect.poll(() => browser.stored()).not.toBe(before);
    await browser.quit();
    expect(filesWith(browser.profile, SECRET)).toEqual([]);
    for (const word of [OPEN, OPEN_LATER]) {
      expect(filesWith(browser.profile, word).join('\n')).toMatch(/IndexedDB|idb/);
    }
  } finally {
    await browser.close();
  }
});
