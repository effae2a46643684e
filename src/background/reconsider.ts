import { classifyStatus } from '../core/watch/status-class';
import { injectCard } from '../platform/injection';
import { tell } from '../platform/messaging';
import { type Origin, originOf } from '../platform/privacy';
import { showBadge } from './badges';
import { CARD_FILE } from './card-file';
import { decide, setNet } from './conduct';
import { readDocument } from './documents';
import {
  allFailingTabs,
  type FailingTab,
  forgetFailingTab,
  readFailingTab,
  writeFailingTab,
} from './failing-tab';
import { isLeftAlone, readSettings, type Settings } from './settings';
import { lockTab } from './tab-lock';
import { show } from './tries';

/** After a setting changed: every failing tab of this origin is decided anew and shown so. */
export async function reconsiderAll(from: Origin): Promise<void> {
  const settings = await readSettings(from);
  for (const { tabId, isPrivate } of await allFailingTabs()) {
    if (originOf(isPrivate) !== from) continue;
    await lockTab(tabId, async () => {
      const tab = await readFailingTab(tabId);
      if (tab !== null) await reconsider(tab, settings);
    });
  }
}

async function reconsider(tab: FailingTab, settings: Settings): Promise<void> {
  const { tabId, incident } = tab;
  if (!settings.on) {
    await setNet(tabId, null);
    await forgetFailingTab(tabId);
    await tell(tabId, 'card/order', { do: 'leave' });
    return await showBadge(tabId, null, incident.site);
  }
  if (isLeftAlone(settings, incident.site)) {
    await setNet(tabId, null);
    await writeFailingTab({ ...tab, trying: null, step: { kind: 'stop', why: 'off-here' } });
    await tell(tabId, 'card/order', { do: 'leave' });
    return;
  }
  const decided = await decide({ ...tab, trying: null }, settings);
  // A deadline that already runs is not drawn anew because something else was switched.
  const keeps = tab.step?.kind === 'wait' && decided.step?.kind === 'wait';
  const after = keeps ? { ...decided, step: tab.step } : decided;
  await writeFailingTab(after);
  const document = tab.documentId === null ? null : await readDocument(tab.documentId);
  const heard = await tell(tabId, 'card/order', show(after, document));
  // Left alone until now: the card has to be put there first.
  if (!heard && document !== null && classifyStatus(document.response.status) === 'watched') {
    await injectCard(tabId, document.documentId, CARD_FILE);
  }
}
