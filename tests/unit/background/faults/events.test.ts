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
