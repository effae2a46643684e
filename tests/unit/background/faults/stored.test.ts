import { describe, expect, test } from 'vitest';
import { failing } from '../../support/mortal/cases';
import { aDevice, CHOSEN, chosenIn, SHOP, shopSays } from '../../support/mortal/device';
import type { MortalBrowser } from '../../support/mortal/mortal-browser';

const LONG = 'x'.repeat(1_000_000);

/** What a bug, another program or a bad disk may have left under a key. */
const BAD: readonly [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a text', 'x'],
  ['a list', []],
  ['nothing', {}],
  ['a version alone', { version: 1 }],
  ['a version that is a text', { version: '1', value: {} }],
  ['version 0', { version: 0, value: {} }],
  ['no value', { version: 1, value: null }],
  ['a long text', { version: 1, value: LONG }],
  ['a list of long texts', { version: 1, value: [LONG, LONG] }],
  ['a prototype', JSON.parse('{"version":1,"value":{"__proto__":{"polluted":true}}}')],
  ['a prototype in a list', JSON.parse('{"version":1,"value":[{"__proto__":{"polluted":true}}]}')],
];

/** A page fails, one asks about it, something is chosen, and the page is back: as if nothing were the matter. */
async function expectAllWorks(browser: MortalBrowser, id: number): Promise<void> {
  browser.inView = id;
  browser.open(id, `${SHOP}/${id}`);
  await browser.pass(1_500);
  expect(browser.page(id).shown?.view, 'the card').toMatchObject({ status: 502 });
  for (const type of ['popup/state', 'details/state', 'settings/state', 'history/list']) {
    const body = { tabId: id, query: '', before: null, most: 10 };
    const asking = browser.send('popup', type, body);
    await browser.pass(100);
    expect(await asking, type).not.toMatchObject({ type: 'error' });
  }
  shopSays(browser, { status: 200 });
  await browser.pass(100_000);
  expect(browser.page(id).status).toBe(200);
  expect(({} as { polluted?: true }).polluted).toBeUndefined();
}

/** The keys that a device has on its disk, and those of its memory while a page fails. */
async function keysInUse(): Promise<{ local: string[]; session: string[] }> {
  const browser = await aDevice();
  await failing(browser);
  browser.tell('runtime.onInstalled', { reason: 'update', previousVersion: '1.0' });
  await browser.pass(100);
  return { local: [...browser.local.kept.keys()], session: [...browser.session.kept.keys()] };
}

const keys = await keysInUse();

describe.each(keys.local)('under “%s” on the disk', (key) => {
  test.each(BAD)('%s costs that value and nothing else', async (_, bad) => {
    const browser = await aDevice();
    browser.local.kept.set(key, bad);
    await expectAllWorks(browser, 1);
    if (key !== 'settings') expect(chosenIn(browser)).toEqual(CHOSEN);
  });

  test('a value of a later version is left as it is', async () => {
    const browser = await aDevice();
    const later = { version: 99, value: { of: 'the future' } };
    browser.local.kept.set(key, later);
    browser.tell('runtime.onInstalled', { reason: 'update', previousVersion: '9.0' });
    await failing(browser);
    browser.page(1).shown?.onCommand('tell-me');
    const asking = browser.send('popup', 'settings/change', { change: { theme: 'light' } });
    await browser.pass(300);
    if (key === 'settings') expect(await asking).toMatchObject({ body: { state: 'later' } });
    await expectAllWorks(browser, 2);
    expect(browser.local.kept.get(key)).toEqual(later);
  });
});

describe.each(keys.session)('under “%s” in memory', (key) => {
  test.each(BAD)('%s costs what was known of the failing tab at most', async (_, bad) => {
    const browser = await aDevice();
    await failing(browser);
    browser.session.kept.set(key, bad);
    browser.sleep();
    await browser.pass(10_000);
    await expectAllWorks(browser, 2);
    expect(browser.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(chosenIn(browser)).toEqual(CHOSEN);
  });
});

test('settings that can’t be read are set aside once they are written over', async () => {
  const browser = await aDevice();
  const bad = { version: 4, value: { theme: 'mauve' } };
  browser.local.kept.set('settings', bad);
  const asking = browser.send('popup', 'settings/change', { change: { theme: 'light' } });
  await browser.pass(300);
  expect(await asking).toMatchObject({ body: { state: 'good' } });
  expect(browser.local.kept.get('settings.broken')).toEqual(bad);
  expect(chosenIn(browser)).toEqual({ theme: 'light' });
});
