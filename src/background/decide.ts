import { type Circumstances, isNear } from '../core/others/comparison';
import type { NextStep, Surroundings } from '../core/retry/next-step';
import type { Settings } from '../core/settings/settings';
import { now } from '../platform/clock';
import { isOnline } from '../platform/online';
import { random } from '../platform/random';
import { tabFacts } from '../platform/tabs';
import { allowance, setNet } from './conduct';
import type { FailingTab } from './failing-tab';
import { deciding } from './on-demand';
import { circumstancesOf } from './others';
import { settle } from './settle';
import { leaveTurns, type WhyWait, waitInTurn } from './site-turns';

/** How often a pause is looked at, in ms. */
const PAUSE_MS = 60_000;

/**
 * Decides what comes next for a tab, and sets the alarm that goes with it. Before the page is judged
 * nothing counts down; while a try is under way its outcome decides. Call with the tab locked, and
 * store what it says.
 *
 * @param known what the caller has found out around the failure just now
 */
export async function decide(
  tab: FailingTab,
  settings: Settings,
  why: WhyWait = 'stands',
  known: Circumstances | null = null,
): Promise<FailingTab> {
  if (!tab.judged || tab.trying !== null) return tab;
  const [facts, circumstances, { nextStep }] = await Promise.all([
    tabFacts(tab.tabId),
    known ?? circumstancesOf(tab.incident.address, tab.isPrivate, tab.circumstances),
    deciding(),
  ]);
  const surroundings: Surroundings = {
    allowed: allowance(tab, settings),
    inView: facts?.active ?? false,
    online: isReachable(tab),
    probesOnly: tab.standIn === 'stands',
  };
  // Whether it waits is for the tab itself to say; how long, for its site.
  const own = nextStep(tab.incident, tab.diagnosis, surroundings, now(), random());
  if (own.kind !== 'wait') await leaveTurns(tab);
  const isBack = tab.step?.kind === 'pause';
  const step = own.kind === 'wait' ? await waitInTurn(tab, isBack ? 'back' : why) : own;
  // Asked for before what is decided is stored, and not waited for.
  settle(setNet(tab.tabId, lookAgainAt(step)));
  return { ...tab, circumstances, step };
}

/** Without a network there is still what runs on this device, or on the network that it serves itself. */
export function isReachable({ circumstances }: FailingTab): boolean {
  return isOnline() || isNear(circumstances.serverAddress);
}

/** The event that ends a pause is missed by a background that sleeps: it looks by itself now and then. */
function lookAgainAt(step: NextStep): number | null {
  if (step.kind === 'pause') return now() + PAUSE_MS;
  return step.kind === 'wait' ? step.until : null;
}
