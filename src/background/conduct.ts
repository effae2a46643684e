import { parseWebAddress } from '../core/address/site';
import type { Context } from '../core/diagnosis/observation';
import { lastStatus } from '../core/incidents/incident';
import { MOST_ON_CARD, orderRemedies } from '../core/remedies/order';
import { nextStep, type Surroundings } from '../core/retry/next-step';
import { clearAlarm, setAlarm } from '../platform/alarms';
import { now } from '../platform/clock';
import { random } from '../platform/random';
import { tabFacts } from '../platform/tabs';
import type { CardView } from '../protocol/card';
import type { FailingDocument } from './documents';
import type { FailingTab } from './failing-tab';
import { autoRetryOn, type Settings } from './settings';

/** The alarm is the net under the card's own timer: it comes a little later. */
const NET_MS = 2_000;

/** A probe that has not reported by then is lost: its card or this worker was stopped. */
export const LOST_AFTER_MS = 60_000;

const ALARM = 'due:';

function alarmOf(tabId: number): string {
  return `${ALARM}${tabId}`;
}

/** The tab that an alarm is about; null for an alarm of another kind. */
export function tabOfAlarm(name: string): number | null {
  const id = name.startsWith(ALARM) ? Number(name.slice(ALARM.length)) : Number.NaN;
  return Number.isInteger(id) ? id : null;
}

/** What is known around a failure besides the answer itself. */
export function contextOf(address: string): Context {
  const scheme = parseWebAddress(address)?.protocol === 'http:' ? 'http' : 'https';
  return { scheme, proxy: 'unknown', others: 'unknown' };
}

/**
 * Decides what comes next for a tab, and sets the alarm that goes with it. Before the page is judged
 * nothing counts down; while a try is under way its outcome decides.
 */
export async function decide(tab: FailingTab, settings: Settings): Promise<FailingTab> {
  if (!tab.judged || tab.trying !== null) return tab;
  const allowed = allowance(tab, settings);
  const surroundings: Surroundings = {
    allowed,
    inView: (await tabFacts(tab.tabId))?.active ?? false,
    online: navigator.onLine,
  };
  const step = nextStep(tab.incident, tab.diagnosis, surroundings, now(), random());
  await setNet(tab.tabId, step.kind === 'wait' ? step.until : null);
  return { ...tab, step };
}

/** Sets the alarm for a deadline in ms since the epoch, or takes it back. */
export async function setNet(tabId: number, deadline: number | null): Promise<void> {
  if (deadline === null) await clearAlarm(alarmOf(tabId));
  else await setAlarm(alarmOf(tabId), deadline + NET_MS);
}

/** The visitor's word on automatic tries, the most particular last. */
export function allowance(tab: FailingTab, settings: Settings): Surroundings['allowed'] {
  if (!settings.on || !settings.autoRetry) return 'off-everywhere';
  if (!autoRetryOn(settings, tab.incident.site)) return 'off-here';
  return tab.stopped ? 'stopped' : 'yes';
}

/** What the card shows of a tab. */
export function viewOf(tab: FailingTab, document: FailingDocument | null): CardView {
  const { incident, diagnosis } = tab;
  const remedies = orderRemedies(
    incident,
    diagnosis,
    { fromCache: document?.response.fromCache ?? false },
    contextOf(incident.address),
  );
  return {
    incidentId: incident.id,
    status: lastStatus(incident),
    site: incident.site,
    form: diagnosis.page === 'branded' ? 'pill' : 'card',
    side: diagnosis.side,
    certainty: diagnosis.certainty,
    tries: incident.tries.ours + incident.tries.visitors,
    next: tab.trying !== null ? { kind: 'trying' } : (tab.step ?? { kind: 'stop', why: 'stopped' }),
    remedies: remedies.slice(0, MOST_ON_CARD),
  };
}
