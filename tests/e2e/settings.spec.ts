import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { anEndedIncident, fillHistory, historyOf } from './support/history';
import { bare, empty, well } from './support/pages';
import { PopupPage, plain } from './support/popup-page';
import { SettingsPage, storedSettings } from './support/settings-page';

const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;

const badge = (under: BrowserUnderTest, tab: Tab): Promise<string> =>
  under.background((api, tabId: number) => api.action.getBadgeText({ tabId }), tab.id);

test.describe('the settings page', () => {
  test('switches automatic tries off, at once and for the failing tab, and keeps that alone', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const settings = await SettingsPage.open(under);
    await settings.choose('input[role="switch"]');
    expect(await storedSettings(under)).toEqual({ autoRetry: false });
    await tab.card.waitFor('Automatic tries are switched off');
  });

  test('gives single sites a rule, in both directions, and takes no nonsense', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    const settings = await SettingsPage.open(under);
    await settings.addSite('two words', 'no-tries');
    await expect.poll(() => settings.tab.text('#site-wrong')).toContain('That is not a site');
    await settings.addSite(server.url('/'), 'no-tries');
    await settings.says('Saved.');
    await expect.poll(() => settings.sites()).toEqual(['site.localhost: no-tries']);
    await settings.addSite('site.localhost', 'leave-alone');
    await expect.poll(() => settings.tab.text('#site-wrong')).toContain('has a rule already');
    await tab.activate();
    await tab.goto(server.url('/'));
    await tab.card.waitFor('Automatic tries are switched off for this site');
    // Off everywhere, and on here.
    await settings.choose('input[role="switch"]');
    await settings.select('rule-site.localhost', 'tries');
    await tab.card.waitFor(COUNTING);
    await settings.select('rule-site.localhost', 'leave-alone');
    await expect.poll(() => tab.card.exists()).toBe(false);
    await settings.choose('.sites li button');
    await expect.poll(() => settings.sites()).toEqual([]);
    await tab.card.waitFor('Automatic tries are switched off');
  });

  test('leaves an error that is not ticked as it is, and explains it when asked', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/503', bare(503, LONG_WAIT)).route('/502', bare(502, LONG_WAIT));
    const settings = await SettingsPage.open(under);
    await settings.choose('input[name="status-503"]');
    await tab.activate();
    await tab.goto(server.url('/502'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/503'));
    await expect.poll(() => badge(under, tab)).toBe('');
    expect(await tab.card.exists()).toBe(false);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor("This page is a server error that Backsoon hasn't explained yet.");
    await popup.click('button', 'Explain this page');
    await popup.waitFor('This page was open before Backsoon could look');
  });

  test('shows a pill first, or nothing in the page at all; tries go on by themselves all the same', async ({
    under,
    server,
    tab,
  }) => {
    let isWell = false;
    server.route('/', () => (isWell ? well() : bare()));
    const settings = await SettingsPage.open(under);
    await settings.choose('input[value="pill"]');
    await tab.activate();
    await tab.goto(server.url('/'));
    expect(plain(await tab.card.waitFor('What happened here?'))).not.toContain('Trying');
    await tab.goto('about:blank');
    await settings.tab.activate();
    await settings.choose('input[value="badge"]');
    await tab.activate();
    await tab.goto(server.url('/'));
    await expect.poll(() => badge(under, tab)).toBe('502');
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor(COUNTING);
    expect(await tab.card.exists()).toBe(false);
    isWell = true;
    await tab.activate();
    await tab.waitFor('[data-page="well"]', { timeout: 60_000 });
  });

  test('is worn in the chosen colours, and so is the card from its first moment', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(502, LONG_WAIT));
    const settings = await SettingsPage.open(under);
    await settings.select('theme', 'dark');
    await settings.says('Saved.');
    const worn = (from: Tab) =>
      from.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(await worn(settings.tab)).toBe('dark');
    await tab.activate();
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const theme = await tab.card.evaluate(
      (root) => root.querySelector<HTMLElement>('.backsoon')?.dataset.theme,
    );
    expect(theme).toBe('dark');
    const popup = await PopupPage.open(under, tab);
    expect(await worn(popup.tab)).toBe('dark');
    await settings.tab.activate();
    await settings.select('theme', 'light');
    await expect.poll(() => worn(settings.tab)).toBe('light');
  });

  test('stops the history, and keeps what is there', async ({ under, server, tab }) => {
    server.route('/a', bare(502, LONG_WAIT)).route('/b', bare(504, LONG_WAIT));
    await tab.goto(server.url('/a'));
    await tab.card.waitFor(COUNTING);
    const settings = await SettingsPage.open(under);
    await settings.choose('section[aria-labelledby="history"] input[role="switch"]');
    await tab.activate();
    await tab.goto(server.url('/b'));
    await tab.card.waitFor(COUNTING);
    // What was kept before still gets its end.
    await expect.poll(async () => (await historyOf(under))[0]?.end).toMatchObject({ how: 'left' });
    const history = await under.extensionPage('src/pages/history/index.html');
    await history.waitFor('tbody tr');
    const statuses = await history.text('main');
    expect(statuses).toContain('/a');
    expect(statuses).not.toContain('/b');
  });

  test('keeps the rules of several sites, in whatever order, also against tries that are off', async ({
    under,
  }) => {
    const settings = await SettingsPage.open(under);
    await settings.choose('input[role="switch"]');
    for (const site of ['c.example', 'a.example', 'b.example']) {
      await settings.addSite(site, 'no-tries');
      await settings.says('Saved.');
      await expect.poll(() => settings.sites()).toContain(`${site}: no-tries`);
    }
    await settings.choose('input[role="switch"]');
    expect(await settings.sites()).toEqual(
      ['a.example', 'b.example', 'c.example'].map((site) => `${site}: no-tries`),
    );
  });

  test('takes two changes that come at once, and loses neither', async ({ under }) => {
    const settings = await SettingsPage.open(under);
    await under.stopBackground();
    await settings.tab.evaluate(() => {
      for (const group of ['503', '504'])
        document.querySelector<HTMLElement>(`[name="status-${group}"]`)?.click();
    });
    await expect.poll(() => storedSettings(under)).toEqual({ statuses: ['502', 'cdn', 'other'] });
    await settings.says('Saved.');
  });

  test('takes the card away where its error is no longer wanted, and Back brings none', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/', bare(503, LONG_WAIT)).route('/well', well());
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const settings = await SettingsPage.open(under);
    await settings.choose('input[name="status-503"]');
    await expect.poll(() => tab.card.exists()).toBe(false);
    await expect.poll(() => badge(under, tab)).toBe('');
    await tab.activate();
    await tab.goto(server.url('/well'));
    await tab.back();
    expect(await badge(under, tab)).toBe('');
    expect(
      server.requests('/').filter(({ headers }) => headers['sec-fetch-dest'] === 'empty'),
    ).toEqual([]);
  });

  test('forgets at once what is older than is wanted', async ({ under }) => {
    const DAY = 86_400_000;
    await fillHistory(
      under,
      [60, 8, 1].map((days) => anEndedIncident(Date.now() - days * DAY)),
    );
    const settings = await SettingsPage.open(under);
    await settings.select('days', '30');
    await settings.says('Saved.');
    await expect.poll(async () => (await historyOf(under)).length).toBe(2);
    await settings.select('days', '7');
    await expect.poll(async () => (await historyOf(under)).length).toBe(1);
  });

  test('leaves the browser its own page, where that is wanted', async ({ under, server, tab }) => {
    server.route('/', empty(502, LONG_WAIT));
    const settings = await SettingsPage.open(under);
    await settings.choose('section[aria-labelledby="appearance"] input[role="switch"]');
    await tab.activate();
    await tab.goto(server.url('/'), { wait: 'none' });
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('No card can stand in this page');
    expect(await tab.url()).toBe(server.url('/'));
  });

  test('brings in what it saved, refuses what is bad with the place, and resets after a question', async ({
    under,
  }) => {
    const settings = await SettingsPage.open(under);
    const file = (own: unknown, version = 1) =>
      JSON.stringify({ format: 'backsoon-settings', version, settings: own });
    await settings.bringIn(
      file({ appearance: 'pill', sites: { 'a.example': { leftAlone: true } } }),
    );
    await settings.importSays('The settings from the file hold now.');
    const kept = { appearance: 'pill', sites: { 'a.example': { leftAlone: true } } };
    expect(await storedSettings(under)).toEqual(kept);
    for (const [text, words] of [
      ['{"format": ', /From line 1, column 12 on, the file is not JSON/],
      ['{}', /holds no settings/],
      [file({}, 2), /A later version of Backsoon wrote this file/],
      [file({ appearance: 'banner' }), /settings\.appearance/],
      [file({ sites: { 'No Site': {} } }), /settings\.sites/],
      [file({ unknown: 1 }), /settings\.unknown/],
      ['x'.repeat(4_000_000), /too large/],
    ] as const) {
      await settings.bringIn(text);
      await settings.importSays(words);
      expect(await storedSettings(under)).toEqual(kept);
    }
    await settings.tab.click('.reset');
    await settings.tab.waitFor('.question');
    await settings.tab.click('.question .keep');
    expect(await storedSettings(under)).toEqual(kept);
    const many = Object.fromEntries(
      Array.from({ length: 1_001 }, (_, at) => [`${at}.example`, { leftAlone: true }]),
    );
    await settings.bringIn(file({ sites: many }));
    await settings.importSays(/settings\.sites/);
    expect(await storedSettings(under)).toEqual(kept);
    // More history than at first stays: less of it would be deleted.
    await settings.select('days', '366');
    await settings.says('Saved.');
    await settings.tab.click('.reset');
    await settings.tab.waitFor('.question');
    await settings.choose('.question .yes', 'All settings are as they were at first.');
    expect(await storedSettings(under)).toEqual({
      history: { keep: true, days: 366, incidents: 10_000 },
    });
  });

  test('names the keys of the commands, and gives notifications back', async ({ under }) => {
    await under.allowNotifications();
    const settings = await SettingsPage.open(under);
    const keys = await settings.tab.text('.shortcuts');
    expect(keys).toContain('Try the failing page of this tab now');
    expect(keys).toMatch(/Alt\+Shift\+Y|⌥⇧Y/);
    await settings.choose('section[aria-labelledby="notifications"] input[role="switch"]');
    const may = await under.background((api) =>
      api.permissions.contains({ permissions: ['notifications'] }),
    );
    expect(may).toBe(false);
  });

  test('of a later version are left alone, and the page says so', { tag: '@full' }, async ({
    under,
  }) => {
    const later = { version: 99, value: { everything: 'else' } };
    await under.background((api, settings) => api.storage.local.set({ settings }), later);
    const settings = await SettingsPage.open(under);
    expect(await settings.tab.text('main')).toContain('A later version of Backsoon wrote these');
    expect(await storedSettings(under)).toEqual(later.value);
  });
});
