import { fold } from '../core/incidents/fold';
import { isLeftAlone, type Settings } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import { now } from '../platform/clock';
import { injectCard } from '../platform/injection';
import { originOf } from '../platform/privacy';
import { showBadge } from './badges';
import { setNet } from './conduct';
import { decide } from './decide';
import { readDocument } from './documents';
import {
  allFailingTabs,
  type FailingTab,
  forgetFailingTab,
  readFailingTab,
  writeFailingTab,
} from './failing-tab';
import { endIncident } from './failures';
import { recordIncident } from './history';
import { firstLookOf, lookOf } from './look';
import { card } from './on-demand';
import { readSettings } from './settings';
import { leaveTurns } from './site-turns';
import { isStandInWanted } from './stand-in';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';
import { show } from './tries';
import { isUnwanted } from './unwanted';

/**
 * After a setting changed: every failing tab is decided anew and shown so, by the settings that hold
 * in its window. What is set in ordinary windows holds in private ones too, until they have their own.
 */
export async function reconsiderAll(): Promise<void> {
  const tabs = await allFailingTabs();
  // Side by side: a page that hangs must not keep the others waiting.
  await Promise.all(
    tabs.map(async ({ tabId, isPrivate }) => {
      const settings = await readSettings(originOf(isPrivate));
      await lockTab(tabId, async () => {
        const tab = await readFailingTab(tabId);
        if (tab !== null) await reconsider(tab, settings);
      });
    }),
  );
}

async function reconsider(before: FailingTab, settings: Settings): Promise<void> {
  const tab: FailingTab = { ...before, look: lookOf(settings) };
  const { tabId, incident } = tab;
  if (!settings.on) {
    // The card first: once the tab is forgotten nobody could tell it, if the worker were stopped here.
    await tellCard(tab, { do: 'leave' });
    await setNet(tabId, null);
    await forgetFailingTab(tabId);
    await leaveTurns(tab);
    // From here on nobody looks: the list must not say "still failing" for ever.
    const ended = fold(incident, { kind: 'ended', end: { how: 'unknown', at: now() } });
    if (ended !== null) await recordIncident(originOf(tab.isPrivate), ended);
    return await showBadge(tabId, null, incident.site);
  }
  if (await isUnwanted(settings, tab)) {
    await tellCard(tab, { do: 'leave' });
    await endIncident(tab, 'left');
    return;
  }
  if (isLeftAlone(settings, incident.site)) {
    await setNet(tabId, null);
    await writeFailingTab({ ...tab, trying: null, step: { kind: 'stop', why: 'off-here' } });
    await leaveTurns(tab);
    await tellCard(tab, { do: 'leave' });
    return;
  }
  if (tab.standIn === 'stands' && !isStandInWanted(settings, incident.site)) {
    // It makes way by itself, and what comes in its place decides anew.
    await tellCard(tab, { do: 'leave' });
    return;
  }
  // A try that is under way goes on: its outcome is judged by the settings that hold then.
  // A deadline that already runs is not drawn anew because something else was switched.
  const decided = await decide(tab, settings);
  await writeFailingTab(decided);
  const document = tab.documentId === null ? null : await readDocument(tab.documentId);
  const heard = await tellCard(tab, show(decided, document));
  // Left alone until now: the card has to be put there first.
  if (heard !== 'unheard' || decided.dismissed || document === null) return;
  if (classifyStatus(document.response.status) === 'watched') {
    const { script } = await card();
    await injectCard(tabId, document.documentId, script, firstLookOf(settings));
  }
}
