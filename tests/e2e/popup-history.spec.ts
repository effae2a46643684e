import type { IncidentRecord } from '../../src/core/history/record';
import type { BrowserUnderTest, Tab } from './support/driver';
import { expect, test } from './support/fixtures';
import { anEndedIncident, fillHistory, historyOf } from './support/history';
import { bare, typed, well } from './support/pages';
import { pollUntil } from './support/poll';
import { PopupPage } from './support/popup-page';

/** Longer than a story lasts; from 90 s on the countdown speaks of minutes. */
const LONG_WAIT = [['Retry-After', '80']] as const;
const COUNTING = /Trying again in/;
const HOUR = 3_600_000;
const FULL = { tag: '@full' };

/** Incidents that began so many hours ago; their age doesn't change while one looks. */
function ended(...all: [hours: number, address: string][]): IncidentRecord[] {
  return all.map(([hours, address]) =>
    anEndedIncident(Date.now() - hours * HOUR, { site: new URL(address).hostname, address }),
  );
}

/** A popup about a tab that is well, with these failures listed. */
async function popupWith(
  under: BrowserUnderTest,
  tab: Tab,
  records: readonly IncidentRecord[],
  shown = records.length,
): Promise<PopupPage> {
  expect(await fillHistory(under, records)).toBe(records.length);
  const popup = await PopupPage.open(under, tab);
  await expect.poll(() => popup.lines()).toHaveLength(shown);
  return popup;
}

const withoutPort = (lines: string[]): string[] => lines.map((line) => line.replace(/:\d+\//, '/'));

const focused = (popup: PopupPage): Promise<string> =>
  popup.focus().then(({ name, role }) => (role === 'main' ? role : name));

test.describe('the latest failures', () => {
  test('stand by site, newest first, and on top those that fail in other tabs, with their countdown', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/a', bare(502, LONG_WAIT), well()).route('/b', bare(503, LONG_WAIT));
    server.route('/c', bare(504, LONG_WAIT)).route('/well', well());
    await fillHistory(under, ended([30, 'http://a.localhost/first'], [40, 'http://b.localhost/']));
    await tab.goto(server.url('/a', 'a.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.card.click('button.primary');
    await tab.waitFor('[data-page=well]');
    await tab.goto(server.url('/b', 'b.localhost'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/well'));
    const failing = await under.newTab(server.url('/c', 'c.localhost'));
    await failing.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, tab);
    await expect
      .poll(async () => withoutPort(await popup.lines()))
      .toEqual([
        expect.stringMatching(/^504 ?c\.localhost\/c ?Trying again in \d+ seconds?\.?.*(now|ago)$/),
        expect.stringMatching(/^503 ?b\.localhost\/b ?Left before it came back.*(now|ago)$/),
        expect.stringMatching(/^502 ?b\.localhost\/ ?Back after 1 min.*yesterday$/),
        expect.stringMatching(/^502 ?a\.localhost\/a ?Back after \d+ sec.*(now|ago)$/),
        expect.stringMatching(/^502 ?a\.localhost\/first ?Back after 1 min.*yesterday$/),
      ]);
    const headings = await popup.tab.evaluate(() =>
      Array.from(document.querySelectorAll('h2, h3'), ({ textContent }) => textContent),
    );
    expect(headings).toEqual(['Failing now', 'Latest failures', 'b.localhost', 'a.localhost']);
    // Once it is back it stands where the others do.
    server.route('/c', well());
    await failing.card.click('button.primary');
    await popup.waitForNo('Failing now');
    await expect
      .poll(async () => withoutPort(await popup.lines())[0])
      .toMatch(/^504 ?c\.localhost\/c ?Back after/);
  });

  test('never show, nor store, credentials, fragments or what looks like a secret', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/reset', bare(502, LONG_WAIT)).route('/well', well());
    const address = server
      .url('/reset?token=s3cr3tvalue&page=2#private')
      .replace('http://', 'http://alice:hunter2@');
    await tab.goto(address);
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/well'));
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('Left before it came back');
    const shown = await popup.tab.evaluate(() => document.documentElement.outerHTML);
    const local = await under.background((api) => api.storage.local.get(null));
    const stored = JSON.stringify([local, await historyOf(under)]);
    for (const [where, text] of Object.entries({ shown, stored })) {
      expect(text, where).toContain('/reset?token=…&');
      for (const secret of ['alice', 'hunter2', 's3cr3tvalue', 'private']) {
        expect(text, where).not.toContain(`${secret}@`);
        expect(text, `${where}: ${secret}`).not.toMatch(new RegExp(`\\b${secret}\\b(?!-)`));
      }
    }
  });

  test('open in a new tab; one that still fails brings its tab to the front', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    server.route('/a', bare(502, LONG_WAIT)).route('/b', bare(502, LONG_WAIT), well());
    await tab.goto(server.url('/a?page=2'));
    await tab.card.waitFor(COUNTING);
    const other = await under.newTab(server.url('/b'));
    await other.card.waitFor(COUNTING);
    await other.card.click('button.primary');
    await other.waitFor('[data-page=well]');
    const popup = await PopupPage.open(under, other);
    await popup.waitFor('Back after');
    const known = new Set((await under.tabs()).map(({ id }) => id));
    await popup.click('button', /\/a\?page=2/);
    const isActive = (tabId: number): Promise<boolean> =>
      under.background(async (api, id: number) => (await api.tabs.get(id)).active, tabId);
    await expect.poll(() => isActive(tab.id)).toBe(true);
    expect((await under.tabs()).every(({ id }) => known.has(id))).toBe(true);
    expect(server.requests('/a').length).toBe(1);

    await popup.tab.activate();
    const asked = server.requests('/b').length;
    await popup.click('button', /\/b/);
    await server.waitForRequest('/b', asked + 1);
    const opened = await pollUntil(
      async () => (await under.tabs()).find(({ id }) => !known.has(id)),
      { what: () => 'a new tab' },
    );
    await expect.poll(() => opened.url()).toBe(server.url('/b'));
  });

  test('are searched as one types, told in a count, and Escape brings all of them back', {
    tag: '@full',
  }, async ({ under, tab }) => {
    const records = ended(
      [30, 'http://shop.localhost/cart'],
      [40, 'http://news.localhost/today'],
      [50, 'http://shop.localhost/'],
    );
    const popup = await popupWith(under, tab, records);
    await popup.tab.type('#search', 'shop');
    await expect.poll(() => popup.announced()).toBe('2 failures found.');
    expect(await popup.lines()).toHaveLength(2);
    await popup.tab.type('#search', ' cart');
    await expect.poll(() => popup.announced()).toBe('1 failure found.');
    expect(await popup.lines()).toEqual([expect.stringContaining('shop.localhost/cart')]);
    await popup.tab.type('#search', ' shoes');
    await expect.poll(() => popup.announced()).toBe('0 failures found.');
    await popup.press('Escape');
    await expect.poll(() => popup.lines()).toHaveLength(3);
    expect(await popup.tab.evaluate(() => document.querySelector('input')?.value)).toBeDefined();
    expect(await focused(popup)).toBe('Search the failures');
  });

  test('can be had with the keyboard alone: arrows, Enter, Delete and undo, and the focus is never lost', async ({
    under,
    server,
    tab,
  }) => {
    server.route('/two', well());
    const records = ended(
      [30, 'http://one.localhost/'],
      [40, server.url('/two', 'two.localhost')],
      [50, 'http://three.localhost/'],
    );
    const popup = await popupWith(under, tab, records);
    const line = (name: string) => new RegExp(`${name}\\.localhost`);
    await popup.tabTo('Search the failures');
    await popup.press('ArrowDown');
    expect(await focused(popup)).toMatch(line('one'));
    await popup.press('ArrowDown');
    await popup.press('ArrowDown');
    expect(await focused(popup)).toMatch(line('three'));
    await popup.press('ArrowDown');
    expect(await focused(popup), 'the last one is the end').toMatch(line('three'));
    await popup.press('ArrowUp');
    expect(await focused(popup)).toMatch(line('two'));
    expect((await popup.focus()).visible).toBe(true);

    await popup.press('Delete');
    await expect.poll(() => popup.announced()).toBe('1 incident deleted.');
    await expect.poll(() => focused(popup)).toMatch(line('three'));
    expect(await popup.lines()).toHaveLength(2);
    expect(await historyOf(under)).toHaveLength(2);
    await popup.press('Delete');
    await expect.poll(() => historyOf(under)).toHaveLength(1);
    await expect.poll(() => focused(popup)).toMatch(line('one'));
    // The last thing that was done is what is undone.
    await popup.press('z', ['Control']);
    await expect.poll(() => focused(popup)).toMatch(line('three'));
    expect(await historyOf(under)).toHaveLength(2);

    await popup.press('ArrowUp');
    await popup.press('Delete');
    await expect.poll(() => popup.lines()).toHaveLength(1);
    await popup.tabTo('Undo');
    await popup.press('Enter');
    await expect.poll(() => focused(popup)).toMatch(line('one'));
    expect(await popup.has('button', 'Undo')).toBe(false);

    // What is typed on a line goes to the search.
    await popup.press('r');
    await expect.poll(() => popup.announced()).toBe('1 failure found.');
    expect(await focused(popup)).toBe('Search the failures');
    await popup.press('ArrowDown');
    expect(await focused(popup)).toMatch(line('three'));
  });

  test('open with Enter', FULL, async ({ under, server, tab }) => {
    server.route('/two', well());
    const popup = await popupWith(under, tab, ended([40, server.url('/two', 'two.localhost')]));
    await popup.tabTo(/two\.localhost/);
    await popup.press('Enter');
    await server.waitForRequest('/two');
  });

  test(
    'are forgotten one by one or by site, from the menu of each',
    FULL,
    async ({ under, tab }) => {
      const records = ended(
        [30, 'http://shop.localhost/cart'],
        [40, 'http://news.localhost/'],
        [50, 'http://shop.localhost/'],
        [60, 'http://shop.localhost/help'],
      );
      const popup = await popupWith(under, tab, records);
      await popup.click('button', 'More for news.localhost');
      await popup.press('Escape');
      expect(await popup.has('button', 'Forget this one')).toBe(false);
      expect(await focused(popup)).toBe('More for news.localhost');
      await popup.press('Enter');
      await popup.click('button', 'Forget this one');
      await expect.poll(() => popup.lines()).toHaveLength(3);
      await popup.click('button', 'More for shop.localhost');
      await popup.click('button', 'Forget shop.localhost');
      await expect.poll(() => popup.announced()).toBe('3 incidents deleted.');
      await popup.waitFor('None so far.');
      expect(await historyOf(under)).toEqual([]);
      expect(await focused(popup)).toBe('main');
      await popup.click('button', 'Undo');
      await expect.poll(() => popup.lines()).toHaveLength(3);
      expect(await focused(popup)).toMatch(/shop\.localhost\/cart/);
    },
  );

  test('are copied as a report', FULL, async ({ under, server, tab }) => {
    const popup = await popupWith(under, tab, ended([30, 'https://shop.example.org/cart?token=…']));
    await popup.click('button', 'More for shop.example.org');
    await popup.click('button', 'Copy report');
    await popup.waitFor('Copied.');
    const paper = '<!doctype html><html lang="en"><title>Paper</title><textarea></textarea></html>';
    const page = await under.newTab(
      server.route('/paper', typed('text/html; charset=utf-8', paper, 200)).url('/paper'),
    );
    await page.click('textarea');
    await page.press('v', ['Control']);
    const text = await pollUntil(
      () => page.evaluate(() => document.querySelector('textarea')?.value || undefined),
      { what: () => 'a pasted report' },
    );
    expect(text).toContain('Report of a failed page (502)');
    expect(text).toContain('https://shop.example.org/cart?token=…');
    expect(text).toContain('Back after 1 min');
  });

  test('come a page at a time, and never all', FULL, async ({ under, tab }) => {
    const all = Array.from({ length: 45 }, (_, at): [number, string] => [
      at + 30,
      `http://site-${at % 3}.localhost/${at}`,
    ]);
    const popup = await popupWith(under, tab, ended(...all), 20);
    await popup.click('button', 'Show more');
    await expect.poll(() => popup.lines()).toHaveLength(40);
    // What is asked for anew leaves the older ones where they are.
    await fillHistory(under, ended([20, 'http://site-4.localhost/new']));
    await expect.poll(() => popup.lines()).toHaveLength(41);
    expect((await popup.lines())[0]).toContain('/new');
    await popup.click('button', 'Show more');
    await expect.poll(() => popup.lines()).toHaveLength(46);
    expect(await popup.has('button', 'Show more')).toBe(false);
    expect(new Set(await popup.lines()).size).toBe(46);
  });

  test('can’t be kept, and the popup says so in words', FULL, async ({ under, server, tab }) => {
    server.route('/', bare(502, LONG_WAIT));
    // A later version left its own behind.
    await under.background(
      () =>
        new Promise<void>((resolve, reject) => {
          const asked = indexedDB.deleteDatabase('backsoon-history');
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            const opened = indexedDB.open('backsoon-history', 9_999);
            opened.onerror = () => reject(opened.error);
            opened.onsuccess = () => {
              opened.result.close();
              resolve();
            };
          };
        }),
    );
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const popup = await PopupPage.open(under, tab);
    await popup.waitFor('A later version of Backsoon kept this history.');
    expect(await popup.text()).toContain('Error 502');
  });

  test('all stand on a page of their own', { tag: '@full' }, async ({ under, tab }) => {
    const popup = await popupWith(under, tab, ended([30, 'http://shop.localhost/cart']));
    await popup.click('button', 'Show all');
    const page = await pollUntil(
      async () => {
        for (const each of await under.tabs()) {
          if ((await each.url()).includes('/src/pages/history/index.html')) return each;
        }
        return undefined;
      },
      { what: () => 'the history page' },
    );
    await page.waitFor('main');
  });
});
