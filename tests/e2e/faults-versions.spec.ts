import type { BrowserUnderTest } from './support/driver';
import { expect, test } from './support/fixtures';
import { historyOf } from './support/history';
import { bare, well } from './support/pages';
import { keptOf } from './support/traces';
import { clearWatches, watchesOf } from './support/watches';

const COUNTING = /Trying again/;
const TRY_MS = 20_000;

const endsOf = async (under: BrowserUnderTest): Promise<(string | null)[]> =>
  (await historyOf(under)).map(({ end }) => end?.how ?? null);

test.afterEach(async ({ under }) => {
  await clearWatches(under);
});

test('updated and rolled back in the middle of an incident: what was promised is kept, nothing is asked, and the page opened next has its card', {
  tag: '@full',
}, async ({ under, server }) => {
  await under.update('1.0.0');
  server.route('/', bare());
  const tab = await under.newTab(server.url('/'));
  await tab.card.waitFor(COUNTING);
  await tab.card.click('.whatelse');
  await tab.card.click('.tell-me');
  await tab.card.waitFor("You'll be told when it's back.");
  const until = await under.background(async (api, key: string) => {
    return (await api.storage.session.get(key))[key].value.step.until as number;
  }, `tab:${tab.id}`);
  const [watched] = await watchesOf(under);
  for (const version of ['2.0.0', '1.0.0']) {
    await under.update(version);
    // Nobody saw the end of it.
    await expect.poll(() => endsOf(under)).toEqual(['unknown']);
    expect(await watchesOf(under)).toEqual([watched]);
    expect(await tab.card.count()).toBe(1);
  }
  // Firefox stops the script, and leaves a picture of its card.
  if (under.name === 'chromium') await tab.card.waitFor('Backsoon was updated');
  await expect.poll(() => Date.now(), { timeout: TRY_MS }).toBeGreaterThan(until + 1_000);
  expect(server.requests('/')).toHaveLength(1);
  await tab.reload();
  await tab.card.waitFor(COUNTING);
  expect(await tab.card.count()).toBe(1);
  server.set('/', well());
  await tab.waitFor('[data-page="well"]', { timeout: TRY_MS });
  expect(await tab.card.exists()).toBe(false);
  await expect.poll(() => keptOf(under, tab)).toBeNull();
  expect(await endsOf(under)).toEqual(['unknown', 'recovered']);
});
