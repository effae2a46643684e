import { tabFacts } from '../platform/tabs';
import { onTabGone } from './card-requests';
import { readFailingTab } from './failing-tab';
import { endIfWell } from './failures';
import { lockTab } from './tab-lock';
import { onNet } from './tries';

/** The alarm of a tab rang: its deadline, or work of it that was cut short. */
export async function onRing(tabId: number): Promise<void> {
  // A tab that Chromium discards goes on under another id, and nothing says that the old one is gone.
  if ((await tabFacts(tabId)) === null) return await onTabGone(tabId);
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab !== null) await endIfWell(tab);
  });
  await onNet(tabId);
}
