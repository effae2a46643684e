import type { BrowserUnderTest, Tab } from './support/driver';
import { arm, test } from './support/faulty';
import { expect } from './support/fixtures';
import { tellBackground } from './support/history';
import { bare, well } from './support/pages';
import type { RawServer } from './support/raw-server';
import { keptOf } from './support/traces';
import { clearWatches, watchesOf } from './support/watches';

/** What the browser keeps for the extension refuses, is full, broken, or of a later version. The history has stories of its own. */

const COUNTING = /Trying again/;
const TOLD = "You'll be told when it's back.";
const FIRST_TRY_MS = 20_000;

type Area = 'local' | 'session';

/** Fills a store to the last byte, by the browser's own word for when it is full. */
async function fill(under: BrowserUnderTest, area: Area): Promise<void> {
  await under.background(async (api, name: string) => {
    for (let size = 8 * 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
      await api.storage[name].set({ [`junk${size}`]: 'x'.repeat(size) }).catch(() => undefined);
    }
  }, area);
}

async function clearOut(under: BrowserUnderTest, area: Area): Promise<void> {
  await under.background(async (api, name: string) => {
    const keys = Object.keys(await api.storage[name].get(null));
    await api.storage[name].remove(keys.filter((key) => key.startsWith('junk')));
  }, area);
}

/** Nothing more goes into `storage.local`. Firefox knows no bound of it (153): there it is refused. */
async function leaveNoRoom(under: BrowserUnderTest): Promise<void> {
  if (under.name === 'chromium') await fill(under, 'local');
  else await arm(under, { call: 'storage.local.set', how: 'fails' });
}

async function failAt(server: RawServer, tab: Tab): Promise<void> {
  server.set('/', bare());
  await tab.goto(server.url('/'));
  await tab.card.waitFor(COUNTING);
}

/** Folds what else can be done, and takes the pointer out of the card: a page isn't pulled away under it. */
async function letGo(tab: Tab): Promise<void> {
  await tab.card.click('.whatelse');
  await tab.click('h1');
}

/** The site works: the page comes by itself, without a card, and nothing is kept of its failure. */
async function expectBack(under: BrowserUnderTest, server: RawServer, tab: Tab): Promise<void> {
  server.set('/', well());
  await tab.activate();
  await tab.waitFor('[data-page="well"]', { timeout: FIRST_TRY_MS });
  expect(await tab.card.exists()).toBe(false);
  await expect.poll(() => keptOf(under, tab)).toBeNull();
}

/** A card is told that it gets no answer, and the console why: in the browser's own words. */
async function expectRefused(under: BrowserUnderTest, request: string): Promise<void> {
  const said = async (): Promise<string[]> => {
    await under.settleConsoleErrors();
    return under.consoleErrors().filter((error) => error.includes(`could not answer ${request}`));
  };
  await expect.poll(said, { timeout: FIRST_TRY_MS }).not.toEqual([]);
  for (const error of await said()) expect(error).toMatch(/quota/i);
  under.clearConsoleErrors();
}

const stored = (under: BrowserUnderTest, ...keys: string[]): Promise<Record<string, unknown>> =>
  under.background((api, wanted: string[]) => api.storage.local.get(wanted), keys);

/** What the popup's switch sends, and what it is told then. */
const switchOff = (under: BrowserUnderTest): Promise<object> =>
  tellBackground(under, 'popup/switch', { on: false });

test.afterEach(async ({ under }) => {
  // What refuses goes with the background.
  await under.stopBackground();
  await clearWatches(under);
});

test('a store that can’t be read costs what was chosen, never the card', { tag: '@full' }, async ({
  under,
  server,
  tab,
}) => {
  await arm(under, { call: 'storage.local.get', how: 'fails' });
  await failAt(server, tab);
  await expectBack(under, server, tab);
});

test('without room for what is chosen, the card stands, and promises nothing that isn’t kept', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  await failAt(server, tab);
  await leaveNoRoom(under);
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  expect(await switchOff(under)).toMatchObject({ on: true });
  expect(await watchesOf(under)).toEqual([]);
  expect(await tab.card.text()).not.toContain(TOLD);
  await letGo(tab);
  await expectBack(under, server, tab);
});

test('without room for what is known of a page, nothing is tried; with room again, the next failure has its card', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  server.route('/', bare()).route('/well', well());
  await fill(under, 'session');
  await tab.goto(server.url('/'));
  await tab.card.waitFor('What happened here?');
  await expectRefused(under, 'card/page');
  expect(server.requests('/')).toHaveLength(1);
  await tab.goto(server.url('/well'));
  expect(await tab.card.exists()).toBe(false);
  await clearOut(under, 'session');
  await failAt(server, tab);
  await expectBack(under, server, tab);
});

test('filled in the middle of an incident, nothing is asked; with room again the tries go on, and the page comes back', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  await failAt(server, tab);
  await fill(under, 'session');
  await expectRefused(under, 'card/due');
  expect(server.requests('/')).toHaveLength(1);
  await clearOut(under, 'session');
  await tab.card.waitFor(/Tried once so far/, { timeout: FIRST_TRY_MS });
  await expectBack(under, server, tab);
  under.clearConsoleErrors();
});

test('what a later version chose is left as it is, and what is broken is set aside', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  const settings = { version: 99, value: { on: false, ofTheFuture: ['x'] } };
  await under.background(
    (api, later: object) => api.storage.local.set({ settings: later, watches: 'broken' }),
    settings,
  );
  await failAt(server, tab);
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  await tab.card.waitFor(TOLD);
  expect(await switchOff(under)).toMatchObject({ on: true });
  expect(await stored(under, 'settings', 'watches.broken')).toEqual({
    settings,
    'watches.broken': 'broken',
  });
  expect(await watchesOf(under)).toHaveLength(1);
  await letGo(tab);
  await expectBack(under, server, tab);
});
