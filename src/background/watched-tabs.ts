import { isWatched } from '../core/watches/watch';
import { readDocument } from './documents';
import { allFailingTabs, readFailingTab, writeFailingTab } from './failing-tab';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';
import { show } from './tries';
import { readWatches } from './watches-store';

/** Whether an address that fails in an ordinary or private tab is being watched. */
export async function isAddressWatched(address: string, isPrivate: boolean): Promise<boolean> {
  return !isPrivate && isWatched(await readWatches(), address);
}

/**
 * After a watch began or ended: every failing tab of that address says so. Not to be awaited with a
 * tab locked.
 */
export async function showWatched(): Promise<void> {
  const tabs = await allFailingTabs();
  await Promise.all(tabs.map(({ tabId }) => refresh(tabId)));
}

async function refresh(tabId: number): Promise<void> {
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab === null) return;
    const watched = await isAddressWatched(tab.incident.address, tab.isPrivate);
    if (watched === tab.watched) return;
    const after = { ...tab, watched };
    await writeFailingTab(after);
    if (tab.documentId === null) return;
    await tellCard(after, show(after, await readDocument(tab.documentId)));
  });
}
