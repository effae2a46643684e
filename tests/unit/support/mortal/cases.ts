import { SHOP, shopSays } from './device';
import type { MortalBrowser } from './mortal-browser';

/** Something that happens to the background, at every step of which it is stopped once. */
export interface Case {
  readonly name: string;
  /** Events, messages and alarms that it is a case of. */
  readonly covers: readonly string[];
  readonly prepare?: (browser: MortalBrowser) => unknown;
  /** What happens; absent: time passes. Of a message: the answer, undefined where there was none, and then it is asked for again. */
  readonly act?: (browser: MortalBrowser) => unknown;
  /** How long the background has work with it, in ms. */
  readonly lasts?: number | ((browser: MortalBrowser) => number);
  /** What holds once the page that asked was answered. */
  readonly done?: (browser: MortalBrowser, answer: unknown) => unknown;
  /** What is kept on the device and changed by it. */
  readonly changes?: readonly ('settings' | 'watches' | 'history')[];
  /** It happens in a private window: nothing of it may be on the disk. */
  readonly isPrivate?: true;
  /** Tries that the visitor wants by it. */
  readonly wishes?: number;
}

/** A tab fails, its card stands and counts down. */
export async function failing(browser: MortalBrowser): Promise<void> {
  browser.open(1, SHOP);
  await browser.pass(1_500);
  if (browser.page(1).next?.kind !== 'wait') throw new Error('the card does not wait');
}

/** Two do. */
export async function twoFailing(browser: MortalBrowser): Promise<void> {
  await failing(browser);
  browser.open(2, `${SHOP}/2`);
  await browser.pass(300);
}

/** The stand-in stands in for one. */
export async function standing(browser: MortalBrowser): Promise<void> {
  shopSays(browser, { status: 502, isEmpty: true });
  browser.open(1, SHOP);
  await browser.pass(1_500);
  if (browser.page(1).next?.kind !== 'wait') throw new Error('no stand-in waits');
}

/** How long it is until the next deadline of a tab's card has come, in ms. */
export function untilDue(browser: MortalBrowser, id = 1): number {
  const { next } = browser.page(id);
  if (next?.kind !== 'wait') throw new Error('nothing is waited for');
  return next.until - browser.clock.now + 50;
}

export function incidentIn(browser: MortalBrowser, id: number): string {
  const view = browser.page(id).shown?.view;
  if (view == null) throw new Error(`no card in tab ${id}`);
  return view.incidentId;
}
