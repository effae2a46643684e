import type { BrowserUnderTest, Tab } from './support/driver';
import { moveFarAway } from './support/far-away';
import { test } from './support/faulty';
import { expect } from './support/fixtures';
import { gate } from './support/gate';
import { historyOf } from './support/history';
import { bare, well } from './support/pages';
import { pollUntil } from './support/poll';
import type { RawServer } from './support/raw-server';
import { alarmsOf, keptOf, ring } from './support/traces';

/** What a visitor, or the browser, does with a tab that fails, and what happens around it in the middle of a try. */

const COUNTING = /Trying again/;
const TRY_MS = 20_000;

async function failAt(server: RawServer, tab: Tab): Promise<void> {
  server.route('/', bare());
  await tab.goto(server.url('/'));
  await tab.card.waitFor(COUNTING);
}

const endsOf = async (under: BrowserUnderTest): Promise<(string | null)[]> =>
  (await historyOf(under)).map(({ end }) => end?.how ?? null);

const asked = (server: RawServer, by: 'empty' | 'document'): number =>
  server.requests('/').filter(({ headers }) => headers['sec-fetch-dest'] === by).length;

/** The tab that is there besides those that were known. */
function newcomer(under: BrowserUnderTest, known: readonly number[]): Promise<Tab> {
  return pollUntil(async () => (await under.tabs()).find(({ id }) => !known.includes(id)), {
    what: () => 'another tab',
  });
}

async function idsOf(under: BrowserUnderTest): Promise<number[]> {
  return (await under.tabs()).map(({ id }) => id);
}

/** The site works: all come back, each without a card, and nothing is kept of their failure. */
async function expectBack(
  under: BrowserUnderTest,
  server: RawServer,
  ...tabs: readonly Tab[]
): Promise<void> {
  server.set('/', well());
  for (const tab of tabs) {
    await tab.activate();
    await tab.waitFor('[data-page="well"]', { timeout: TRY_MS });
    expect(await tab.card.exists()).toBe(false);
    await expect.poll(() => keptOf(under, tab)).toBeNull();
  }
  await expect.poll(async () => (await endsOf(under)).at(-1)).toBe('recovered');
  expect(await endsOf(under)).not.toContain(null);
  await expect.poll(() => alarmsOf(under)).toEqual([]);
}

test('moved to a window of its own, a failing tab keeps its card and its turn', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  await failAt(server, tab);
  const before = await keptOf(under, tab);
  await under.background(
    (api, tabId: number) => api.windows.create({ tabId }).then(() => null),
    tab.id,
  );
  expect((await keptOf(under, tab))?.incident.id).toBe(before?.incident.id);
  expect(await tab.card.count()).toBe(1);
  await expectBack(under, server, tab);
  expect(asked(server, 'empty')).toBe(1);
  expect(asked(server, 'document')).toBe(2);
});

test('duplicated, a failing tab shares its turns with its copy, and both come back', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  await failAt(server, tab);
  const known = await idsOf(under);
  await under.background((api, id: number) => api.tabs.duplicate(id).then(() => null), tab.id);
  const copy = await newcomer(under, known);
  await copy.activate();
  await copy.card.waitFor(COUNTING);
  expect(await copy.card.count()).toBe(1);
  // The copy itself may come from the browser's cache.
  const before = { tries: asked(server, 'empty'), pages: asked(server, 'document') };
  await expectBack(under, server, copy, tab);
  // One each, unless a try was under way when the site was mended.
  expect(asked(server, 'empty') - before.tries).toBeLessThanOrEqual(3);
  expect(asked(server, 'document') - before.pages).toBe(2);
});

test('discarded by the browser, a failing tab asks for nothing; looked at again, it has its card, and comes back', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  await failAt(server, tab);
  const others = (await idsOf(under)).filter((id) => id !== tab.id);
  const other = await under.newTab();
  // Chromium gives it another id by that.
  const id: number = await under.background(async (api, tabId: number) => {
    const discarded = await api.tabs.discard(tabId);
    return discarded?.id ?? tabId;
  }, tab.id);
  const before = asked(server, 'empty');
  // Its turn comes, and there is nobody to ask.
  await expect
    .poll(
      async () => {
        await ring(under, `due:${tab.id}`);
        return await alarmsOf(under);
      },
      { timeout: TRY_MS },
    )
    .toEqual([]);
  if (id !== tab.id) await expect.poll(() => keptOf(under, tab)).toBeNull();
  expect(asked(server, 'empty')).toBe(before);
  await under.background(
    (api, tabId: number) => api.tabs.update(tabId, { active: true }).then(() => null),
    id,
  );
  await server.waitForRequest('/', before + 2);
  const again = await newcomer(under, [...others, other.id, ...(id === tab.id ? [] : [tab.id])]);
  await again.card.waitFor(COUNTING);
  expect(await again.card.count()).toBe(1);
  await expectBack(under, server, again);
});

test('closed and opened again by the browser, a failing page has its card, and comes back', {
  tag: '@full',
}, async ({ under, server, tab }) => {
  const blank = await under.newTab();
  await tab.activate();
  await failAt(server, tab);
  await tab.close();
  await expect.poll(() => endsOf(under)).toEqual(['left']);
  const known = await idsOf(under);
  expect(known).toContain(blank.id);
  await under.background((api) => api.sessions.restore().then(() => null));
  const again = await newcomer(under, known);
  await again.activate();
  await again.card.waitFor(COUNTING);
  expect(await again.card.count()).toBe(1);
  await expectBack(under, server, again);
  expect(await endsOf(under)).toEqual(['left', 'recovered']);
});

test.describe('in the middle of a try', () => {
  test.afterEach(async ({ under }) => {
    await under.setOnline(true);
    await under.grantHostAccess();
  });

  test('the network goes: the try is lost once, not asked again until it is back, and then the page comes', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    await failAt(server, tab);
    await moveFarAway(under);
    const held = gate();
    server.set('/', [held, ...bare()]);
    await server.waitForRequest('/', 2, TRY_MS);
    await under.setOnline(false);
    held.open();
    await tab.card.waitFor(/You are offline/);
    expect((await keptOf(under, tab))?.incident.tries.ours).toBe(1);
    expect(asked(server, 'empty')).toBe(1);
    await under.setOnline(true);
    await expectBack(under, server, tab);
  });

  test('access to the site is withdrawn: the page comes back all the same, and nothing of it is left over', {
    tag: '@full',
  }, async ({ under, server, tab }) => {
    await failAt(server, tab);
    const held = gate();
    server.set('/', [held, ...well()], well());
    await server.waitForRequest('/', 2, TRY_MS);
    await under.withdrawHostAccess();
    held.open();
    await tab.waitFor('[data-page="well"]', { timeout: TRY_MS });
    await under.grantHostAccess();
    await ring(under, `due:${tab.id}`);
    await expect.poll(() => keptOf(under, tab)).toBeNull();
    expect(await endsOf(under)).toEqual(['recovered']);
    expect(asked(server, 'empty')).toBe(1);
    expect(asked(server, 'document')).toBe(2);
  });
});
