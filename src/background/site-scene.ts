import { notBefore } from '../core/retry/next-step';
import type { Waiting } from '../core/retry/scout';
import type { Scene } from '../core/retry/turns';
import { now } from '../platform/clock';
import { random } from '../platform/random';
import { type TabFacts, tabFacts } from '../platform/tabs';
import { LOST_AFTER_MS } from './conduct';
import type { FailingTab } from './failing-tab';

/** Whether a failing tab waits for its site's turn. */
export function isWaiting({ judged, trying, step }: FailingTab): boolean {
  return judged && trying === null && step?.kind === 'wait';
}

/**
 * What these tabs, all that fail of one site, do at this moment.
 *
 * @param known what was found out of one of them just now
 */
export async function sceneOf(
  tabs: readonly FailingTab[],
  justBack = false,
  known: TabFacts | null = null,
): Promise<Scene> {
  const waiting = await Promise.all(tabs.filter(isWaiting).map((tab) => waitingOf(tab, known)));
  return {
    // A tab that is closed waits for nothing, even if nobody has said so yet.
    waiting: waiting.filter((tab) => tab !== null),
    isAsked: tabs.some(asks),
    now: now(),
    random: random(),
    justBack,
    expected: tabs.find(({ expected }) => expected !== null)?.expected ?? null,
  };
}

async function waitingOf(
  { tabId, incident, diagnosis }: FailingTab,
  known: TabFacts | null,
): Promise<Waiting | null> {
  const facts = known?.id === tabId ? known : await tabFacts(tabId);
  if (facts === null) return null;
  return {
    id: String(tabId),
    address: incident.address,
    inView: facts.active,
    lastAskedAt: incident.lastSeenAt,
    notBefore: notBefore(incident, diagnosis, now()),
  };
}

/** A page that waits for its visitor asks nobody, and a try that is lost doesn't either. */
function asks({ trying }: FailingTab): boolean {
  return trying !== null && trying.how !== 'held' && now() - trying.since < LOST_AFTER_MS;
}
