import { Clock } from './support/clock';
import { expect, expectNoErrors, test } from './support/fixtures';
import { historyOf } from './support/history';
import { launch } from './support/launch';
import { bare, well } from './support/pages';
import { keptOf } from './support/traces';

const COUNTING = /Trying again/;
const HOUR_S = 3_600;
/** After a sleep the clock is ahead by it, while timers stood still. */
const LATER = { back: -HOUR_S, slept: HOUR_S, forward: 365 * 24 * HOUR_S };
/** No wait is shorter; less what the ways there and back differ. */
const FLOOR_MS = 1_900;
/** The first wait that stood, and the one that is drawn in its place: 10 s each at most. */
const TRY_MS = 30_000;

test.skip(!Clock.isPossible(), 'a clock that can be set takes a C compiler (cc), and Linux');

test('the clock set back an hour, ahead an hour after a sleep, or forward a year: one try within seconds and no more, and the page comes back', {
  tag: '@full',
}, async ({ under, server }) => {
  test.setTimeout(240_000);
  const clock = new Clock();
  const own = await launch(under.name, { clock });
  try {
    for (const [name, later] of Object.entries(LATER)) {
      clock.setLater(0);
      const site = `${name}.localhost`;
      const tries = () =>
        server
          .requests()
          .filter(({ headers }) => headers.host?.startsWith(site))
          .filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
      server.set('/', bare());
      const tab = await own.newTab(server.url('/', site));
      await tab.card.waitFor(COUNTING);
      clock.setLater(later);
      const setAt = Date.now();
      expect(await tab.evaluate(() => Date.now())).toBeGreaterThan(setAt + later * 1_000 - 1_000);
      await tab.card.waitFor(/Tried once so far/, { timeout: TRY_MS });
      expect(tries().map(({ at }) => at - setAt > FLOOR_MS)).toEqual([true]);
      server.set('/', well());
      await tab.waitFor('[data-page="well"]', { timeout: TRY_MS });
      expect(tries()).toHaveLength(2);
      expect(await tab.card.exists()).toBe(false);
      await expect.poll(() => keptOf(own, tab)).toBeNull();
      // What was seen a year ago is older than what is kept.
      const ends = async () => (await historyOf(own)).map(({ end }) => end?.how ?? null);
      if (name !== 'forward')
        await expect.poll(async () => (await ends()).at(-1)).toBe('recovered');
      expect(await ends()).not.toContain(null);
    }
    await expectNoErrors(own);
  } finally {
    await own.close();
    clock.remove();
  }
});
