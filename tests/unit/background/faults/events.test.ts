import { describe, expect, test } from 'vitest';
import { EVENT_CASES } from '../../support/mortal/event-cases';
import { play, playAllDeaths } from '../../support/mortal/run';

describe.each(EVENT_CASES)('$name', (it) => {
  test('with nothing in its way', async () => {
    const { browser, calls } = await play(it, () => null);
    expect(calls.length).toBeGreaterThan(0);
    expect([...browser.delivered]).toEqual(expect.arrayContaining([...it.covers]));
    expect(browser.errors).toEqual([]);
  });

  test('and the worker is stopped at any step of it', async () => {
    expect(await playAllDeaths(it)).toEqual([]);
  }, 120_000);
});

test('a page without a body has the stand-in sent for before anything is kept of it', async () => {
  const it = EVENT_CASES.find(({ name }) => name === 'a page fails without a body');
  if (it === undefined) throw new Error('there is no such case');
  const { calls } = await play(it, () => null);
  const names = calls.map(({ name }) => name);
  const sent = names.indexOf('tabs.update');
  expect(sent).toBeGreaterThan(-1);
  expect(names.slice(0, sent)).not.toContain('storage.session.set');
});
