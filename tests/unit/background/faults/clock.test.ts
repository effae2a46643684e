import { describe, expect, test } from 'vitest';
import { type Case, failing, twoFailing } from '../../support/mortal/cases';
import { aDevice, SHOP, shopSays, WATCH, watchesOf } from '../../support/mortal/device';
import { expectNoStorm } from '../../support/mortal/invariants';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOTHING: Case = { name: 'nothing', covers: [] };

const SHIFTS: readonly [string, number][] = [
  ['back an hour', -HOUR],
  ['back a year', -365 * 24 * HOUR],
  ['forward an hour', HOUR],
  ['forward a year', 365 * 24 * HOUR],
];

describe.each(SHIFTS)('the clock is set %s', (_, ms) => {
  test.each([
    ['while one tab fails', failing],
    ['while two do', twoFailing],
  ] as const)('%s: nothing comes in a burst, and all are back in time', async (__, prepare) => {
    const browser = await aDevice();
    await prepare(browser);
    browser.setClock(ms);
    const before = browser.asked.length;
    await browser.pass(2 * MINUTE);
    browser.asked.splice(0, before);
    expectNoStorm(browser, NOTHING, browser.clock.now - 2 * MINUTE);
    expect(browser.asked.length).toBeGreaterThan(0);
    shopSays(browser, { status: 200 });
    await browser.pass(13 * MINUTE);
    for (const { page } of browser.tabs.values()) expect(page.status).toBe(200);
  });

  test('while a worker is stopped: the same', async () => {
    const browser = await aDevice();
    await failing(browser);
    browser.sleep();
    browser.setClock(ms);
    shopSays(browser, { status: 200 });
    await browser.pass(13 * MINUTE);
    expect(browser.page(1).status).toBe(200);
    expect(browser.asked.filter(({ how, by }) => how === 'page' && by === 'us')).toHaveLength(1);
  });

  test('while an address is watched: it is looked at no more often, and not forgotten', async () => {
    const browser = await aDevice([{ ...WATCH, notBefore: null, nextLookAt: WATCH.startedAt }]);
    browser.open(1, SHOP);
    await browser.pass(5_000);
    browser.setClock(ms);
    await browser.pass(HOUR);
    const looks = browser.asked.filter(({ how }) => how === 'look').map(({ at }) => at);
    expect(looks.length).toBeLessThanOrEqual(60);
    expect(watchesOf(browser)).toHaveLength(1);
  });
});
