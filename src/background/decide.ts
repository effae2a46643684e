import { type Circumstances, isNear } from '../core/others/comparison';
import type { NextStep, Surroundings } from '../core/retry/next-step';
import type { Settings } from '../core/settings/settings';
import { now } from '../platform/clock';
import { isOnline } from '../platform/online';
import { random } from '../platform/random';
import { type TabFacts, tabFacts } from '../platform/tabs';
import { allowance, setNet } from './conduct';
import { type FailingDocument, writeWithDocument } from './documents';
import type { FailingTab } from './failing-tab';
import { deciding } from './on-demand';
import { circumstancesOf } from './others';
import { settle } from './settle';
import { leaveTurns, type WhyWait, waitInTurn } from './site-turns';

/** How often a pause is looked at, in ms. */
const PAUSE_MS = 60_000;

/** What was found out while a page was judged, for the decision that follows. */
interface Judging {
  readonly facts: Promise<TabFacts | null>;
  readonly circumstances: Circumstances;
  /** Stored with what is decided; null where it is stored already. */
  readonly document: FailingDocument | null;
}

/**
 * Decides what comes next for a tab, and sets the alarm that goes with it. Before the page is judged
 * nothing counts down; while a try is under way its outcome decides. Call with the tab locked, and
 * store what it says.
 *
 * @param judging the page has just been judged: what is decided is stored, too. Its card waits for that, so it is one
 * write
 */
export async function decide(
  tab: FailingTab,
  settings: Settings,
  why: WhyWait = 'stands',
  judging: Judging | null = null,
): Promise<FailingTab> {
  if (!tab.judged || tab.trying !== null) return tab;
  const [facts, circumstances, { nextStep }] = await Promise.all([
    judging?.facts ?? tabFacts(tab.tabId),
    judging?.circumstances ??
      circumstancesOf(tab.incident.address, tab.isPrivate, tab.circumstances),
    deciding(),
  ]);
  const surroundings: Surroundings = {
    allowed: allowance(tab, settings),
    inView: facts?.active ?? false,
    online: isReachable(tab),
    probesOnly: tab.standIn === 'stands',
  };
  const decided = (step: NextStep): FailingTab => {
    // Asked for before what is decided is stored, and not waited for.
    settle(setNet(tab.tabId, lookAgainAt(step)));
    return { ...tab, circumstances, step };
  };
  // Whether it waits is for the tab itself to say; how long, for its site.
  const own = nextStep(tab.incident, tab.diagnosis, surroundings, now(), random());
  if (own.kind === 'wait') {
    const reason = tab.step?.kind === 'pause' ? 'back' : why;
    return await waitInTurn(tab, reason, facts, (step) => {
      const result = decided(step);
      return judging === null ? { result } : { ...judging, tab: result, result };
    });
  }
  await leaveTurns(tab);
  const after = decided(own);
  if (judging !== null) await writeWithDocument(after, judging.document);
  return after;
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
