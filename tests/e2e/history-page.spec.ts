import { toJson } from '../../src/core/history/export';
import type { IncidentRecord } from '../../src/core/history/record';
import { Chromium } from './support/chromium';
import { PrivateChromium } from './support/chromium-private';
import type { BrowserUnderTest } from './support/driver';
import { Firefox } from './support/firefox';
import { expect, test } from './support/fixtures';
import {
  anEndedIncident,
  deleteHistory,
  fillHistory,
  historyOf,
  tellBackground,
} from './support/history';
import { HistoryPage } from './support/history-page';
import { launch } from './support/launch';
import { bare, well } from './support/pages';
import { plain } from './support/popup-page';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PATIENTLY = { timeout: 20_000 };
const FULL = { tag: '@full' };

/** Asks again and again, with time enough for a machine that others use too. */
const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 20_000 });

/** An incident so long ago that was back after so many minutes. */
function failed(ago: number, site: string, minutes: number, parts: Partial<IncidentRecord> = {}) {
  const at = Math.floor(Date.now() / 1_000) * 1_000 - ago;
  return anEndedIncident(at, {
    site,
    address: `https://${site}/`,
    end: { how: 'recovered', at: at + minutes * MINUTE },
    ...parts,
  });
}

/** Five outages of a shop and two of a newspaper, one of which nobody saw the end of. */
function aFewDays(): IncidentRecord[] {
  const shop = 'shop.example.org';
  const left = failed(3.5 * DAY, 'news.example.net', 1, { statuses: [503], family: 'nginx' });
  return [
    ...[2, 4, 6, 8].map((minutes, day) => failed((day + 2) * DAY, shop, minutes)),
    failed(6 * DAY, shop, 30, { statuses: [504] }),
    failed(5.5 * DAY, 'news.example.net', 3),
    { ...left, end: { how: 'left', at: left.firstSeenAt + MINUTE } },
  ];
}

async function open(
  under: BrowserUnderTest,
  records: readonly IncidentRecord[],
): Promise<HistoryPage> {
  expect(await fillHistory(under, records)).toBe(records.length);
  const page = await HistoryPage.open(under);
  await page.tab.waitFor('table.incidents', PATIENTLY);
  return page;
}

test.describe('the history page', () => {
  test('shows what failed along the time, site by site and one by one', async ({ under }) => {
    const page = await open(under, aFewDays());
    // The shop: 2, 4, 6, 8 and 30 minutes. The newspaper: 3 minutes, and one that was left.
    const sites = await page.sites();
    expect(sites.map((cells) => cells.slice(0, 5))).toEqual([
      ['shop.example.org', '5', '6 min', '21 min', '30 min'],
      ['news.example.net', '2', '3 min', '3 min', '3 min'],
    ]);
    expect(await page.listed()).toHaveLength(7);
    const bars = await page.bars();
    expect(bars.filter(({ lane }) => lane === '')).toHaveLength(7);
    expect(bars.filter(({ lane }) => lane === 'shop.example.org')).toHaveLength(5);
    expect(bars.filter(({ how }) => how === 'not-seen').map(({ lane }) => lane)).toEqual([
      '',
      'news.example.net',
    ]);
    // From bar to bar with the keys, each with what it stands for.
    const shop = bars.filter(({ lane }) => lane === 'shop.example.org');
    await page.focus('.lane:nth-child(2) .bar');
    expect(await page.focusedBar()).toBe(shop[0]?.says);
    await page.tab.press('ArrowRight');
    await eventually(() => page.focusedBar()).toBe(shop[1]?.says);
    expect(shop[1]?.says).toMatch(/^shop\.example\.org: an outage, .+ It came back\.$/);
    await page.waitFor(shop[1]?.says ?? '', '.reading');
    await page.tab.press('End');
    await eventually(() => page.focusedBar()).toBe(shop[4]?.says);
    await page.tab.press('ArrowUp');
    await eventually(() => page.focusedBar()).toMatch(/^All sites: an outage/);
    await page.tab.press('ArrowDown');
    await page.tab.press('Enter');
    await eventually(() => page.listed()).toEqual(['shop.example.org/']);
    await page.tab.press('Enter');
    await eventually(async () => (await page.listed()).length).toBe(7);
    // The same in a table, for whoever can't see the bars.
    await page.tab.click('.as-table summary');
    await page.tab.waitFor('table.buckets tbody tr', PATIENTLY);
    const days = await page.text('table.buckets');
    expect(days).toMatch(/Time Outages Time failing/);
    const counts = await page.tab.evaluate(() =>
      [...document.querySelectorAll('table.buckets tbody tr td:nth-child(2)')].map((cell) =>
        Number(cell.textContent),
      ),
    );
    // One that lasts over midnight is in two days.
    expect(counts.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(7);
  });

  test('goes by its filters and orders', FULL, async ({ under }) => {
    const page = await open(under, aFewDays());
    await page.tab.type('input[type="search"]', 'news');
    await eventually(async () => (await page.listed()).length).toBe(2);
    await eventually(async () => (await page.sites()).length).toBe(1);
    await page.choose('status', '503');
    await eventually(async () => (await page.listed()).length).toBe(1);
    await page.choose('gateway', 'nginx');
    expect(await page.listed()).toEqual(['news.example.net/']);
    await page.choose('status', '502');
    await page.waitFor('Nothing in the history fits these filters.');
    await page.choose('status', '');
    await page.choose('gateway', '');
    await page.tab.click('input[type="search"]');
    for (const _ of 'news') await page.tab.press('Backspace');
    await eventually(async () => (await page.listed()).length).toBe(7);
    await page.tab.click('input[name="period"][value="day"]');
    await page.waitFor('Nothing in the history fits these filters.');
    for (const [period, count] of [
      ['week', 7],
      ['quarter', 7],
      ['year', 7],
    ] as const) {
      await page.tab.click(`input[name="period"][value="${period}"]`);
      await eventually(async () => (await page.listed()).length).toBe(count);
    }
    const first = async (): Promise<string | undefined> => (await page.sites())[0]?.[0];
    expect(await first()).toBe('shop.example.org');
    await page.tab.click('table.sites th:first-child button');
    await eventually(first).toBe('news.example.net');
    await page.tab.click('table.sites th:first-child button');
    await eventually(first).toBe('shop.example.org');
    await page.tab.click('table.incidents th:nth-child(6) button');
    await page.waitFor(/Back after 30 min/, 'table.incidents tbody tr:first-child');
    await page.tab.click('table.sites tbody tr:nth-child(2) button.site');
    await eventually(async () => (await page.listed()).length).toBe(2);
  });

  test(
    'deletes what is selected, and gives it back, in two windows at once',
    FULL,
    async ({ under }) => {
      const other = await open(under, aFewDays());
      const page = await HistoryPage.open(under);
      const before = await historyOf(under);
      await page.select(1);
      await page.select(3, true);
      await page.waitFor('3 selected', '.tools');
      await page.tab.click('.tools button');
      await page.waitFor('3 incidents deleted.', '.toast [role="status"]');
      await eventually(async () => (await page.listed()).length).toBe(4);
      expect(await historyOf(under)).toHaveLength(4);
      await other.tab.activate();
      await eventually(async () => (await other.listed()).length).toBe(4);
      await page.tab.activate();
      // The keyboard is where it can be undone.
      await eventually(() => page.tab.evaluate(() => document.activeElement?.className)).toBe(
        'undo',
      );
      await page.tab.press('Enter');
      await page.waitFor('3 incidents are back.', '.toast [role="status"]');
      await eventually(async () => (await page.listed()).length).toBe(7);
      expect(await historyOf(under)).toEqual(before);
      await other.tab.activate();
      await eventually(async () => (await other.listed()).length).toBe(7);
      await page.tab.activate();
      await page.tab.click('.select-all');
      await page.waitFor('7 selected', '.tools');
      // Escape keeps everything.
      await page.tab.click('.tools button.quiet');
      await page.tab.waitFor('dialog[open]', PATIENTLY);
      expect(await page.text('dialog')).toContain('Delete all 7 incidents of the history?');
      await page.tab.press('Escape');
      await eventually(() =>
        page.tab.evaluate(() => document.querySelector('dialog[open]') === null),
      ).toBe(true);
      expect(await historyOf(under)).toHaveLength(7);
      await page.tab.click('.tools button.quiet');
      await page.tab.waitFor('dialog[open]', PATIENTLY);
      await page.tab.click('dialog button.primary');
      await page.waitFor('Nothing has failed yet.');
      expect(await historyOf(under)).toEqual([]);
      await page.tab.click('.undo');
      await eventually(async () => (await page.listed()).length).toBe(7);
      expect(await historyOf(under)).toEqual(before);
    },
  );

  test(
    'writes files that it reads again, and refuses a bad one with the place',
    FULL,
    async ({ under }) => {
      const page = await open(under, [
        ...aFewDays(),
        failed(2 * DAY, 'formula.example', 2, { address: 'https://formula.example/?q==1+1,"x"' }),
      ]);
      const before = await historyOf(under);
      const all = await page.saved('.save-json');
      expect(all.name).toBe('backsoon-history.json');
      expect(JSON.parse(all.text)).toMatchObject({ format: 'backsoon-history', version: 1 });
      expect(JSON.parse(all.text).incidents).toHaveLength(8);
      const table = await page.saved('.save-csv');
      expect(table).toMatchObject({ name: 'backsoon-history.csv', type: 'text/csv' });
      expect(table.text.startsWith('\uFEFFsite,address,')).toBe(true);
      expect(table.text.trim().split('\r\n')).toHaveLength(9);
      // Of what the filters show, and of everything.
      await page.tab.type('input[type="search"]', 'shop');
      await eventually(async () => (await page.listed()).length).toBe(5);
      const some = await page.saved('.save-json');
      expect(JSON.parse(some.text).incidents).toHaveLength(5);
      await page.tab.click('input[name="export"][value="all"]');
      await eventually(
        async () => JSON.parse((await page.saved('.save-json')).text).incidents.length,
      ).toBe(8);
      // Bad ones change nothing.
      const bad: [string, RegExp][] = [
        ['{"format":"backsoon-history",\n"version": one}', /From line 2, column 12 on/],
        ['{"format":"another"}', /not a history of Backsoon's/],
        ['{"format":"backsoon-history","version":2,"incidents":[]}', /A later version/],
        [
          all.text.replace(/"firstSeen":"[^"]*"/, '"firstSeen":"soon"'),
          /incidents\[0\]\.firstSeen/,
        ],
      ];
      for (const [text, wanted] of bad) {
        await page.giveFile(text);
        expect(await page.waitFor(wanted, '.imported')).toContain('Nothing was changed.');
      }
      expect(await historyOf(under)).toEqual(before);
      await page.giveFile(some.text);
      await page.waitFor('Added: 0. Known already: 5.', '.imported');
      await page.tab.click('.tools button.quiet');
      await page.tab.waitFor('dialog[open]', PATIENTLY);
      await page.tab.click('dialog button.primary');
      await page.waitFor('Nothing has failed yet.');
      await page.giveFile(all.text);
      await page.waitFor('Added: 8. Known already: 0.', '.imported');
      expect(await historyOf(under)).toEqual(before);
      await eventually(async () => (await page.listed()).length).toBe(5);
    },
  );

  test(
    'follows what fails while it is open: a bar without an end, until the site is back',
    FULL,
    async ({ under, server, tab }) => {
      const page = await open(under, aFewDays());
      server.route('/', bare(502, [['Retry-After', '80']]), well());
      await tab.activate();
      await tab.goto(server.url('/'));
      await tab.card.waitFor(/Trying again in/, PATIENTLY);
      await page.tab.activate();
      await eventually(
        async () => (await page.bars()).filter(({ how }) => how === 'failing').length,
      ).toBe(2);
      expect((await page.listed())[0]).toBe('site.localhost/');
      await page.waitFor('Still failing', 'table.incidents tbody tr:first-child');
      await tab.activate();
      await tab.reload();
      await tab.waitFor('[data-page="well"]', PATIENTLY);
      await page.tab.activate();
      await page.waitFor(/Back after/, 'table.incidents tbody tr:first-child');
      await eventually(
        async () => (await page.bars()).filter(({ how }) => how === 'failing').length,
      ).toBe(0);
    },
  );

  test('goes on when the store is deleted under it', FULL, async ({ under }) => {
    const page = await open(under, aFewDays());
    await deleteHistory(under);
    await fillHistory(under, [failed(HOUR, 'new.example', 1)]);
    await eventually(() => page.listed()).toEqual(['new.example/']);
    await page.select(0);
    await page.waitFor('1 selected', '.tools');
    await page.tab.click('.tools button');
    await page.waitFor('Nothing has failed yet.');
  });

  test(
    'says so in words when a later version has the store, and stays',
    FULL,
    async ({ under }) => {
      const page = await open(under, aFewDays());
      await under.background(
        () =>
          new Promise<void>((resolve, reject) => {
            const asked = indexedDB.open('backsoon-history', 1_000);
            asked.onsuccess = () => {
              asked.result.close();
              resolve();
            };
            asked.onerror = () => reject(asked.error);
          }),
      );
      const fresh = await HistoryPage.open(under);
      await fresh.waitFor('A later version of Backsoon kept this history.');
      // What was read before is still to be seen.
      await page.tab.activate();
      await page.select(0);
      await page.waitFor('1 selected', '.tools');
      await page.tab.click('.tools button');
      await page.waitFor(/couldn't do that right now/, '.toast [role="status"]');
      expect(await page.listed()).toHaveLength(7);
    },
  );

  test('says so in words when the device has no room, and stays', FULL, async ({ under }) => {
    const own = await withoutRoom(under.name);
    try {
      const page = await HistoryPage.open(own);
      await page.giveFile(toJson(aFewDays()));
      await page.waitFor(/couldn't do that right now/, '.imported');
      await page.waitFor('This device has no room left', '.notice');
      await page.giveFile('{}');
      await page.waitFor(/not a history of Backsoon's/, '.imported');
    } finally {
      await own.close();
    }
  });

  test('shows what a clock that was set back has left in the future', FULL, async ({ under }) => {
    const ahead = failed(-3 * HOUR, 'ahead.example', 2);
    const page = await open(under, [...aFewDays(), ahead]);
    expect((await page.listed())[0]).toBe('ahead.example/');
    await page.select(0);
    await page.waitFor('1 selected', '.tools');
    await page.tab.click('.tools button');
    await eventually(async () => (await page.listed()).length).toBe(7);
  });

  test(
    'is mirrored where writing is, fits 320 px, and has one page of many',
    FULL,
    async ({ under }) => {
      const many = Array.from({ length: 120 }, (_, n) =>
        failed(n * 5 * HOUR + HOUR, `site-${n % 30}.example`, 1 + (n % 9)),
      );
      const page = await open(under, many);
      const all = async () => (await page.bars()).filter(({ lane }) => lane === '');
      const [first, second] = await all();
      expect(first?.left).toBeLessThan(second?.left ?? 0);
      await page.tab.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      const mirrored = await all();
      expect(mirrored[0]?.left).toBeGreaterThan(mirrored[1]?.left ?? 0);
      await page.focus('.lane.all .bar');
      await page.tab.press('ArrowLeft');
      await eventually(() => page.focusedBar()).toBe(mirrored[1]?.says);
      expect(await page.listed()).toHaveLength(50);
      await page.tab.click('.pages button:last-child');
      await page.tab.click('.pages button:last-child');
      await page.waitFor('101 to 120 of 120', '.pages');
      expect(await page.listed()).toHaveLength(20);
      await page.tab.click('.timeline > .quiet');
      await eventually(async () => new Set((await page.bars()).map(({ lane }) => lane)).size).toBe(
        29,
      );
      await page.tab.setViewport(320, 640);
      expect(
        await page.tab.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        }),
      ).toBe(0);
    },
  );

  test('has the days of the calendar, also the one of 25 hours', FULL, async ({ under }) => {
    const berlin = await launch(under.name, { timeZone: 'Europe/Berlin' });
    try {
      await tellBackground(berlin, 'history/keep', { days: 366, incidents: 10_000 });
      const day = lastLongDay();
      const lasts = { lastSeenAt: day.to - MINUTE, end: { how: 'recovered', at: day.to } } as const;
      await fillHistory(berlin, [anEndedIncident(day.from, lasts)]);
      const page = await HistoryPage.open(berlin);
      await page.tab.click('input[name="period"][value="year"]');
      await page.tab.waitFor('table.incidents', PATIENTLY);
      await page.tab.click('.as-table summary');
      await page.tab.waitFor('table.buckets tbody tr', PATIENTLY);
      const rows = await page.text('table.buckets tbody');
      expect(rows).toMatch(/^Oct \d\d, \d{4} 1 25 hr$/);
    } finally {
      await berlin.close();
    }
  });

  test('of a private window says that nothing is kept there, and shows nothing of the others (Firefox)', {
    tag: ['@full', '@firefox-only'],
  }, async ({ under }) => {
    await fillHistory(under, aFewDays());
    const secret = await under.newTab('about:blank', { private: true });
    await secret.goto(`${under.extensionOrigin}/src/pages/history/index.html`);
    await secret.waitFor('main[aria-busy="false"]', PATIENTLY);
    const text = plain(await secret.text('main'));
    expect(text).toContain('Nothing is kept of private windows');
    expect(text).not.toContain('shop.example.org');
    expect(await secret.evaluate(() => document.querySelector('table, input') === null)).toBe(true);
    await secret.close();
  });

  test('of a private window says that nothing is kept there, and opens no database (Chromium)', {
    tag: ['@full', '@chromium-only'],
  }, async () => {
    const chromium = await PrivateChromium.launch();
    try {
      const page = await chromium.page('chrome-extension://');
      const origin = await page.run<string>(() => location.origin);
      await page.send('Page.navigate', { url: `${origin}/src/pages/history/index.html` });
      const said = () =>
        page.run<string>(() => document.querySelector('main')?.innerText ?? '').catch(() => '');
      await eventually(said).toContain('Nothing is kept of private windows');
      expect(await page.run<number>(async () => (await indexedDB.databases()).length)).toBe(0);
    } finally {
      await chromium.close();
    }
  });
});

/** A browser in which the extension's database may not grow. */
async function withoutRoom(name: BrowserUnderTest['name']): Promise<BrowserUnderTest> {
  // In KB; 0 would mean "as the disk allows".
  const prefs = { 'dom.quotaManager.temporaryStorage.fixedLimit': 1 };
  if (name === 'firefox') return await Firefox.launch(prefs);
  const own = await Chromium.launch();
  await own.limitStorage(1);
  return own;
}

/** The day in Berlin on which clocks were last set back: from midnight in summer time, UTC + 2, to midnight in UTC + 1. */
function lastLongDay(): { from: number; to: number } {
  const year = new Date().getUTCFullYear();
  const [latest, before] = [year, year - 1].map((one) => {
    const sunday = new Date(Date.UTC(one, 9, 31));
    sunday.setUTCDate(31 - sunday.getUTCDay());
    return { from: sunday.getTime() - 2 * HOUR, to: sunday.getTime() + 23 * HOUR };
  });
  if (latest === undefined || before === undefined) throw new Error('there is no such day');
  return latest.to < Date.now() ? latest : before;
}
