import { expect, test } from 'vitest';
import type { Case } from '../../support/mortal/cases';
import { aDevice, SHOP, shopSays } from '../../support/mortal/device';
import { expectNoStorm } from '../../support/mortal/invariants';

/** All of them where there is time for it. */
const TABS = process.env.BACKSOON_FULL === '1' ? 200 : 40;
const MINUTE = 60_000;
const NOTHING: Case = { name: 'nothing', covers: [] };

test(`${TABS} tabs that fail at once ask in turn, and come back one after the other`, async () => {
  const browser = await aDevice();
  const since = browser.clock.now;
  for (let id = 1; id <= TABS; id += 1) browser.open(id, `${SHOP}/${id}`);
  await browser.pass(3 * MINUTE);
  expectNoStorm(browser, NOTHING, since);
  const during = browser.asked.length;
  shopSays(browser, { status: 200 });
  await browser.pass(13 * MINUTE);
  for (const { page, id } of browser.tabs.values()) expect(page.status, `tab ${id}`).toBe(200);
  const after = browser.asked.slice(during);
  // A probe and a page each, and nothing is asked once more.
  expect(after.filter(({ how }) => how === 'probe')).toHaveLength(TABS);
  expect(after.filter(({ how }) => how === 'page')).toHaveLength(TABS);
  const loads = after.filter(({ how }) => how === 'page').map(({ at }) => at);
  const gaps = loads.slice(1).map((at, before) => at - (loads[before] ?? 0));
  // 0.7 s apart, less what is allowed to be early.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(300);
}, 120_000);
