import { lastStatus } from '../core/incidents/incident';
import { compare } from '../core/others/comparison';
import { MOST_ON_CARD, orderRemedies } from '../core/remedies/order';
import type { Surroundings } from '../core/retry/next-step';
import { clearAlarm, setAlarm } from '../platform/alarms';
import type { CardView } from '../protocol/card';
import type { FailingDocument } from './documents';
import type { FailingTab } from './failing-tab';
import { autoRetryOn, type Settings } from './settings';
import { canWatch } from './watches';

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
    tab.circumstances,
  );
  return {
    incidentId: incident.id,
    status: lastStatus(incident),
    site: incident.site,
    form: diagnosis.page === 'branded' ? 'pill' : 'card',
    side: diagnosis.side,
    cause: diagnosis.cause,
    certainty: diagnosis.certainty,
    comparison: compare(diagnosis, tab.circumstances),
    tries: incident.tries.ours + incident.tries.visitors,
    next: nextOf(tab),
    remedies: remedies.slice(0, MOST_ON_CARD),
    watch: tab.watched ? 'on' : canWatch(tab),
    pose: tab.pose,
  };
}

function nextOf({ trying, step }: FailingTab): CardView['next'] {
  if (trying === null) return step ?? { kind: 'stop', why: 'stopped' };
  return trying.how === 'held' ? { kind: 'back' } : { kind: 'trying', by: trying.by };
}
