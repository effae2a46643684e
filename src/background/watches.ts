import { requestedAddress } from '../core/address/site';
import { isChallenge } from '../core/diagnosis/page-kind';
import { isLeftAlone } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import { isNews, type LookResult, type Watch, watchedAddress } from '../core/watches/watch';
import { hasSiteAccess } from '../platform/access';
import { clearAlarm, setAlarm } from '../platform/alarms';
import { now } from '../platform/clock';
import { foreign, t } from '../platform/i18n';
import { withLock } from '../platform/lock';
import { clearNotification, notify } from '../platform/notifications';
import { isOnline } from '../platform/online';
import { inPrivateProcess, originOf } from '../platform/privacy';
import { look } from '../platform/probe';
import { random } from '../platform/random';
import {
  findTab,
  focusTab,
  isLookedAt,
  openInOrdinaryWindow,
  reloadTab,
  tabFacts,
} from '../platform/tabs';
import { showCommonBadge } from './common-badge';
import { allFailingTabs, type FailingTab, readFailingTab } from './failing-tab';
import { deciding } from './on-demand';
import { readSettings } from './settings';
import { changeWatches, readWatches } from './watches-store';

/** One alarm for all watches: it stands at the earliest deadline. */
export const WATCH_ALARM = 'watches';

/**
 * The alarm is no sooner than this, in ms: Chromium's own shortest. A deadline that stays in the past,
 * because the disk takes nothing, must not ring without end.
 */
const SOONEST_ALARM_MS = 30_000;

const NOTIFICATION = 'back:';

/** 429: the site asks not to be asked. It is no failure, and nothing to come back to either. */
const TOO_MANY_REQUESTS = 429;

/** Whether a failing tab's address can be watched: only what a GET brought, and nothing of a private window. */
export function canWatch({ incident, diagnosis, isPrivate }: FailingTab): 'yes' | 'private' | 'no' {
  // On purpose: asking again, however rarely, changes nothing about it.
  if (incident.askedBy !== 'get' || diagnosis.retry.why === 'deliberate') return 'no';
  return originOf(isPrivate) === 'private' ? 'private' : 'yes';
}

/** Begins to watch the address of a failing tab, if it can be; once, however often it is asked for. */
export async function startWatch(tab: FailingTab): Promise<void> {
  if (canWatch(tab) !== 'yes') return;
  const { incident, diagnosis } = tab;
  const asked = diagnosis.retry.notBeforeSeconds;
  const notBefore = asked === null ? null : incident.lastSeenAt + asked * 1_000;
  const { begin } = await deciding();
  // Armed before it is stored: a worker that is stopped in between is woken, and tends what it finds.
  await setAlarm(WATCH_ALARM, now() + SOONEST_ALARM_MS);
  await changeWatches((all) => begin(all, incident.address, notBefore, now(), random));
  await showAndArm();
}

/** The visitor takes a watch off the list. */
export async function stopWatch(id: string): Promise<void> {
  const { remove } = await deciding();
  await changeWatches((all) => remove(all, id));
  await clearNotification(NOTIFICATION + id);
  await showAndArm();
}

/** The visitor looks at the list: its news are seen. */
export async function newsSeen(): Promise<void> {
  if (!(await readWatches()).some(isNews)) return;
  const { markSeen } = await deciding();
  await changeWatches(markSeen);
  await showAndArm();
}

/**
 * Does what is due: looks, tells, forgets. Called by the alarm, and whenever the worker starts: Firefox
 * loses alarms with the browser, and a worker may have been stopped between any two of these steps.
 */
export async function tendWatches(): Promise<void> {
  // The private windows' own process sees the same disk; it must not look as well.
  if (inPrivateProcess() || (await readWatches()).length === 0) return;
  const looks = await takeLooks();
  // The next deadlines first: from here on whatever is stopped is taken up again.
  await showAndArm();
  await Promise.all([tellNews(), ...looks.map(lookAt)]);
  await tellNews();
  await showAndArm();
}

async function takeLooks(): Promise<readonly Watch[]> {
  const [settings, access, tabs] = await Promise.all([
    readSettings('ordinary'),
    hasSiteAccess(),
    allFailingTabs(),
  ]);
  const allowed = settings.on && access && isOnline();
  const standing = await Promise.all(tabs.map(async (tab) => (await triesItself(tab)) && tab));
  const trying = new Set(
    standing.filter((tab) => tab !== false).map((tab) => watchedAddress(tab.incident.address)),
  );
  const { takeDue } = await deciding();
  let looks: readonly Watch[] = [];
  const kept = await changeWatches((all) => {
    const due = takeDue(
      all,
      now(),
      random,
      ({ site, address }) => !allowed || isLeftAlone(settings, site) || trying.has(address),
    );
    looks = due.looks;
    return due.watches;
  });
  // What could not be stored didn't begin: else it would begin again and again.
  return looks.filter((watch) => kept.includes(watch));
}

/**
 * Its tries are looks enough, and its recovery ends the watch. A tab that was closed while the worker
 * was stopped is still on record, and tries nothing.
 */
async function triesItself({ tabId, isPrivate, step, trying }: FailingTab): Promise<boolean> {
  if (isPrivate || (step?.kind !== 'wait' && trying === null)) return false;
  return (await tabFacts(tabId)) !== null;
}

async function lookAt({ id, address }: Watch): Promise<void> {
  const result = await resultOf(address);
  const { answered } = await deciding();
  await changeWatches((all) => answered(all, id, result, now(), random));
}

async function resultOf(address: string): Promise<LookResult> {
  const seen = await look(address);
  if (seen === null) return { back: false, notBefore: null };
  const { status, headers } = seen;
  const refuses = status === TOO_MANY_REQUESTS || isChallenge(headers);
  const { retryAfterOf } = await deciding();
  const asked = retryAfterOf(headers, now());
  return {
    back: classifyStatus(status) === 'other' && !refuses,
    notBefore: asked === null ? null : now() + asked * 1_000,
  };
}

/**
 * Tells of what is back and not told yet. Stored as back before, and under the watch's own id: told
 * again after a stop in between, it is the same notification.
 */
async function tellNews(): Promise<void> {
  await withLock('watches:tell', async () => {
    for (const { id, site, end } of await readWatches()) {
      if (end?.how !== 'back' || end.told) continue;
      await notify(NOTIFICATION + id, t('buttonTitleBack', foreign(site)), t('watchNotification'));
      const { markTold } = await deciding();
      await changeWatches((all) => markTold(all, id));
    }
  });
}

/**
 * Sets the alarm for the earliest deadline, and the badge for what is back. One after another: else a
 * list that was read before a change could set the alarm after it.
 */
async function showAndArm(): Promise<void> {
  await withLock('watches:arm', async () => await showAndArmAlone());
}

async function showAndArmAlone(): Promise<void> {
  const { nextDeadline } = await deciding();
  const deadline = nextDeadline(await readWatches());
  if (deadline === null) await clearAlarm(WATCH_ALARM);
  else await setAlarm(WATCH_ALARM, Math.max(deadline, now() + SOONEST_ALARM_MS));
  await showCommonBadge();
}

/**
 * A tab saw its failing address answer. Where the visitor has it before their eyes, the watch is simply
 * over; else they are told.
 */
export async function onTabRecovered({ tabId, isPrivate, incident }: FailingTab): Promise<void> {
  if (originOf(isPrivate) === 'private') return;
  const seen = await isLookedAt(tabId);
  const before = await readWatches();
  const { recovered } = await deciding();
  const after = await changeWatches((all) => recovered(all, incident.address, seen, now()));
  if (after === before || before.length === 0) return;
  await tellNews();
  await showAndArm();
}

/** A notification was clicked. */
export async function onNotification(id: string): Promise<void> {
  if (id.startsWith(NOTIFICATION)) await openWatch(id.slice(NOTIFICATION.length));
}

/**
 * Opens what was watched, or goes to the tab that shows it already, and takes it off the list. A tab
 * that still shows the failure is loaded again, if no form brought it.
 */
export async function openWatch(id: string): Promise<void> {
  const watch = (await readWatches()).find((one) => one.id === id);
  if (watch === undefined) return;
  await show(watch.address);
  // Last: what could not be opened stays on the list.
  await stopWatch(id);
}

async function show(address: string): Promise<void> {
  const tabId = await findTab((shown) => watchedAddress(requestedAddress(shown)) === address);
  const failing = tabId === null ? null : await readFailingTab(tabId);
  const isForm = failing !== null && failing.incident.askedBy !== 'get';
  if (tabId === null || isForm) return await openInOrdinaryWindow(address);
  await focusTab(tabId);
  if (failing !== null) await reloadTab(tabId);
}
