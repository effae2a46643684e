import { isAhead } from '../core/history/expectation';
import { lastStatus } from '../core/incidents/incident';
import { compare } from '../core/others/comparison';
import { type Act, actsFor } from '../core/remedies/actions';
import { MOST_ON_CARD, orderRemedies } from '../core/remedies/order';
import type { Surroundings } from '../core/retry/next-step';
import { autoRetryOn, isOffHere, type Settings } from '../core/settings/settings';
import { clearAlarm, setAlarm } from '../platform/alarms';
import { now } from '../platform/clock';
import { CLEARS_FILES_OF_ONE } from '../platform/site-data';
import type { CardView } from '../protocol/card';
import type { FailingDocument } from './documents';
import type { FailingTab } from './failing-tab';
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
  const { site } = tab.incident;
  if (!settings.on) return 'off-everywhere';
  if (!autoRetryOn(settings, site))
    return isOffHere(settings, site) ? 'off-here' : 'off-everywhere';
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
    status: diagnosis.status === null ? null : lastStatus(incident),
    site: incident.site,
    form: formOf(tab),
    theme: tab.look.theme,
    help: tab.look.help,
    side: diagnosis.side,
    cause: diagnosis.cause,
    certainty: diagnosis.certainty,
    comparison: compare(diagnosis, tab.circumstances),
    tries: incident.tries.ours + incident.tries.visitors,
    next: nextOf(tab),
    remedies: remedies.slice(0, MOST_ON_CARD),
    acts: actsOf(tab),
    // While the page is being loaded there is nothing to say yet.
    outcome: tab.outcome?.went === 'loading' ? null : tab.outcome,
    watch: tab.watched ? 'on' : canWatch(tab),
    expected: expectedOf(tab),
    pose: tab.pose,
  };
}

/** The visitor's wish first; a page with a design of its own is never covered unasked. */
function formOf({ look, diagnosis }: FailingTab): CardView['form'] {
  if (look.appearance === 'badge') return 'none';
  return look.appearance === 'pill' || diagnosis.page === 'branded' ? 'pill' : 'card';
}

/** Told where something is waited for, of a failure of the site's own: the visitor's proxy is no outage of it. */
function expectedOf(tab: FailingTab): CardView['expected'] {
  const { expected, incident, diagnosis } = tab;
  const { kind } = nextOf(tab);
  const isWaited = kind === 'wait' || kind === 'trying';
  if (expected === null || !isWaited || diagnosis.side !== 'site') return null;
  if (!isAhead(expected, incident.firstSeenAt, now())) return null;
  const { times, back, withinMs } = expected;
  return { times, back, withinMs };
}

/** The remedies that can be carried out for a tab's failure, in this browser. */
export function actsOf({ incident, isPrivate, circumstances }: FailingTab): Act[] {
  const { address, askedBy } = incident;
  const { serverAddress } = circumstances;
  const clearsFilesOfOne = CLEARS_FILES_OF_ONE;
  return actsFor({ address, askedBy, isPrivate, serverAddress, clearsFilesOfOne });
}

function nextOf({ trying, step, incident: { askedBy } }: FailingTab): CardView['next'] {
  // Also where no card ever stands, and nothing is decided.
  if (trying === null && askedBy !== 'get') return { kind: 'ask', why: askedBy };
  if (trying === null) return step ?? { kind: 'stop', why: 'stopped' };
  return trying.how === 'held' ? { kind: 'back' } : { kind: 'trying', by: trying.by };
}
