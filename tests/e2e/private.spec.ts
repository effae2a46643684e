import { PrivateChromium } from './support/chromium-private';
import type { ChromiumSession } from './support/chromium-session';
import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { bare, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage, plain } from './support/popup-page';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

/** What is on the disk, as text: byte for byte. */
const stored = (under: BrowserUnderTest): Promise<string> =>
  under.background(async (api) => JSON.stringify(await api.storage.local.get(null)));

async function privateTab(under: BrowserUnderTest, url: string): Promise<Tab> {
  return await under.newTab(url, { private: true });
}

// Chromium has a process of its own there: see below.
test.describe('in a private window', { tag: '@firefox-only' }, () => {
  test('a failure is explained, tried and brought back, and nothing of it is stored (Firefox)', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT), bare(502, LONG_WAIT), well());
    server.route('/ordinary', bare(502, LONG_WAIT)).route('/well', well());
    // Something is there before, so that "unchanged" says more than "empty".
    await tab.goto(server.url('/ordinary', 'ordinary.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/well', 'ordinary.localhost'));
    const first = await privateTab(under, 'about:blank');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Left before it came back');
    await popup.tab.close();
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
    const before = await stored(under);
    const popup = await PopupPage.open(under, secret);
    const text = await popup.waitFor('Nothing is kept of private windows.');
    expect(text).toContain('In private windows, changes here last until the browser closes.');
    expect(text).not.toContain('site.localhost');
    await popup.toggle('…also on secret.localhost');
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
    test('a failure is explained, settings hold, and not a byte is stored', async ({ server }) => {
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
        await flip(popup, 'also on');
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
