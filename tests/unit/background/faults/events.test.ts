import { describe, expect, test } from 'vitest';
import { aDevice, SHOP, shopSays, WELL } from '../../support/mortal/device';
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
  const browser = await aDevice();
  shopSays(browser, { status: 502, isEmpty: true });
  // What finds the background awake: it has just heard of a page that is well.
  browser.open(1, WELL);
  await browser.pass(1_000);
  const names: string[] = [];
  browser.befall = ({ name }) => {
    names.push(name);
    return null;
  };
  browser.open(1, SHOP);
  await browser.pass(1_000);
  const sent = names.indexOf('tabs.update');
  expect(sent).toBeGreaterThan(-1);
  expect(names.slice(0, sent)).not.toContain('storage.session.set');
});

test('a card has its answer before the browser is asked for what goes with its failure', async () => {
  const browser = await aDevice();
  browser.open(1, WELL);
  await browser.pass(1_000);
  const asked: [name: string, hasAnswer: boolean][] = [];
  browser.befall = ({ name }) => {
    asked.push([name, browser.page(1).next !== null]);
    return null;
  };
  browser.open(1, SHOP);
  await browser.pass(1_500);
  const sinceDecided = asked.slice(asked.findIndex(([name]) => name === 'alarms.create'));
  const ofButton = sinceDecided.filter(([name]) => name.startsWith('action.set'));
  expect(ofButton.length).toBeGreaterThan(0);
  expect(ofButton.filter(([, hasAnswer]) => !hasAnswer)).toEqual([]);
});
