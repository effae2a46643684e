import { expect } from 'vitest';
import type { PopupState } from '../../../../src/protocol/pages';
import type { Case } from './cases';
import { aDevice, historyOf, WELL } from './device';
import {
  expectKept,
  expectNoCardWhereItIsWell,
  expectNoStorm,
  expectNothingLeft,
  expectNothingPrivate,
  says,
} from './invariants';
import type { MortalBrowser } from './mortal-browser';
import type { Call, Fault } from './mortal-worker';

const LASTS_MS = 300;
const MINUTE = 60_000;
/** How long a site goes on failing: longer than until a try that was lost is given up. */
const OUTAGE_MS = 70_000;
/** A tab behind another waits for at most 660 s, and its net comes a little later. */
const LONGEST_WAIT_MIN = 13;

/** What befalls which calls of a case. */
export type Befall = (call: Call) => Fault;

export interface Played {
  readonly browser: MortalBrowser;
  /** The calls of the case. */
  readonly calls: readonly Made[];
}

interface Made {
  readonly name: string;
  /** How often the background had been told of something by then. */
  readonly told: number;
}

/**
 * Plays a case with what befalls it, lets the browser go on, and looks whether all that was promised holds.
 *
 * @param known what browsers were like from which it went on before: what comes after it is known, too
 */
export async function play(it: Case, befall: Befall, known = new Set<string>()): Promise<Played> {
  const browser = await aDevice();
  await it.prepare?.(browser);
  await browser.pass(0);
  browser.sleep();
  const since = browser.clock.now;
  const calls: Made[] = [];
  browser.calls = 0;
  browser.befall = (call) => {
    calls.push({ name: call.name, told: browser.told });
    return befall(call);
  };
  const answer = await actOnce(it, browser);
  browser.befall = () => null;
  const state = browser.describe() + JSON.stringify([answer, await historyOf(browser)]);
  if (!known.has(state)) await goOn(it, browser, since, answer);
  known.add(state);
  return { browser, calls };
}

async function goOn(
  it: Case,
  browser: MortalBrowser,
  since: number,
  answered: unknown,
): Promise<void> {
  expectNoCardWhereItIsWell(browser);
  // A page that got no answer asks again; so does a visitor to whom nothing happened.
  const answer = answered === undefined && asks(it) ? await actOnce(it, browser) : answered;
  // Whatever wakes the background has it do what is due.
  browser.open(50, WELL);
  await browser.pass(100);
  await it.done?.(browser, answer);
  await browser.pass(OUTAGE_MS);
  expectNoCardWhereItIsWell(browser);
  expectNoStorm(browser, it, since);
  await expectTold(browser);
  await expectBack(browser);
  await expectKept(browser, it);
  if (it.isPrivate === true) await expectNothingPrivate(browser, 'shop.example.org');
  await expectOver(browser);
}

/** Whether a case is a request, whose answer says that it is done. */
function asks({ covers }: Case): boolean {
  return covers.some((one) => /^(?:popup|details|history|settings|clear-data)\//.test(one));
}

async function actOnce(it: Case, browser: MortalBrowser): Promise<unknown> {
  let answer: unknown;
  void Promise.resolve(it.act?.(browser)).then((said) => {
    answer = said;
  });
  await browser.pass(typeof it.lasts === 'function' ? it.lasts(browser) : (it.lasts ?? LASTS_MS));
  return answer;
}

/** A page that fails says so, or the popup does, from which it can be explained. */
async function expectTold(browser: MortalBrowser): Promise<void> {
  for (const tab of browser.tabs.values()) {
    const { page, id } = tab;
    if (page.kind !== 'web' || page.status < 502 || says(tab)) continue;
    const said = browser.send('popup', 'popup/state', { tabId: id });
    await browser.pass(100);
    const { body } = (await said) as { body: PopupState };
    const { failure, unexplained } = body.tab;
    if (body.on) expect(failure ?? unexplained, `what the popup says of tab ${id}`).not.toBeNull();
  }
}

/** Where a card waits, the page comes back with the site. */
async function expectBack(browser: MortalBrowser): Promise<void> {
  const waiting = [...browser.tabs.values()].filter(({ page }) =>
    ['wait', 'trying', 'pause'].includes(page.next?.kind ?? ''),
  );
  browser.site = () => ({ status: 200 });
  const loads = browser.asked.length;
  const areBack = (): boolean => waiting.every(({ page }) => page.status === 200);
  for (let minute = 0; minute < LONGEST_WAIT_MIN && !areBack(); minute += 1) {
    await browser.pass(MINUTE);
  }
  await browser.pass(MINUTE);
  for (const { id, page } of waiting) expect(page.status, `tab ${id}`).toBe(200);
  expectNoCardWhereItIsWell(browser);
  for (const { id, page } of waiting) {
    const after = browser.asked.slice(loads);
    const pages = after.filter(({ how, address }) => how === 'page' && address === page.address);
    expect(pages, `loads of tab ${id}`).toHaveLength(1);
  }
}

/** All tabs are closed, and the browser is: nothing is left that rings, or is kept open. */
async function expectOver(browser: MortalBrowser): Promise<void> {
  // By now it has long had nothing to do.
  browser.sleep();
  for (const id of [...browser.tabs.keys()]) browser.close(id);
  await browser.pass(5 * MINUTE);
  // One that is for nothing rings once at most.
  const latest = Math.max(browser.clock.now, ...browser.alarms.values());
  await browser.pass(latest - browser.clock.now + MINUTE);
  expectNothingLeft(browser);
  browser.restart();
  await browser.pass(100);
  const open = (await historyOf(browser)).filter(({ end }) => end === null);
  expect(open, 'incidents without an end').toEqual([]);
}

/** Calls that change nothing. */
const READS = /\.(?:get\w*|query|contains)$/;

/** A way in which a worker can end. */
interface Death {
  readonly step: number;
  readonly name: string;
  readonly fault: 'stops before' | 'stops after';
}

/**
 * The ways in which a worker can end at these calls. Stopped at a call that changes nothing it leaves what it
 * left when it was stopped after the change before it, if nobody told it of anything since: that counts once.
 */
function deathsAt(calls: readonly Made[]): Death[] {
  return calls.flatMap(({ name, told }, at) => {
    const step = at + 1;
    const isFirst = told !== calls[at - 1]?.told;
    const before = { step, name, fault: 'stops before' } as const;
    const after = { step, name, fault: 'stops after' } as const;
    if (EVERY_CALL) return [before, after];
    return [...(isFirst ? [before] : []), ...(READS.test(name) ? [] : [after])];
  });
}

/** Where there is time for it nothing is left out. */
const EVERY_CALL = process.env.BACKSOON_FULL === '1';

/** Plays a case once for each way in which the worker can end at it. What is not as promised then. */
export async function playAllDeaths(it: Case): Promise<string[]> {
  const known = new Set<string>();
  const { calls } = await play(it, () => null, known);
  const broken: string[] = [];
  for (const { step, name, fault } of deathsAt(calls)) {
    try {
      await play(it, ({ number }) => (number === step ? fault : null), known);
    } catch (error) {
      broken.push(`${fault} call ${step}, ${name}: ${String(error).slice(0, 300)}`);
    }
  }
  return broken;
}
