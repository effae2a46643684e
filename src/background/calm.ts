/**
 * While the visitor uses the card the page is not pulled away under them, and when the same failure
 * comes again they find the card as they had it. Call all of this with the tab locked.
 */
import { now } from '../platform/clock';
import { originOf } from '../platform/privacy';
import type { CardOrder, CardPose } from '../protocol/card';
import { LOST_AFTER_MS, setNet, viewOf } from './conduct';
import { decide } from './decide';
import type { FailingDocument } from './documents';
import { type FailingTab, writeFailingTab } from './failing-tab';
import { readSettings } from './settings';
import { bringOthersBack } from './site-turns';
import { show } from './tries';
import { onTabRecovered } from './watches';

/** The card was to load the page again, and is in use. */
export async function hold(tab: FailingTab, document: FailingDocument): Promise<CardOrder> {
  const { trying } = tab;
  if (trying?.how !== 'reload') return show(tab, document);
  // No probe said that the address answers: then there is nothing to offer, and the try is put off.
  if (trying.probed === null) {
    const settings = await readSettings(originOf(tab.isPrivate));
    const decided = await decide({ ...tab, trying: null }, settings);
    await writeFailingTab(decided);
    return show(decided, document);
  }
  // Who left the card open and went elsewhere is told here: the page may wait for long.
  if (tab.watched) await onTabRecovered(tab);
  const held: FailingTab = { ...tab, watched: false, trying: { ...trying, how: 'held' } };
  await writeFailingTab(held);
  // It may take as long as the visitor likes: it is not lost.
  await setNet(tab.tabId, null);
  await bringOthersBack(held);
  return show(held, document);
}

/** The visitor opens what is back, or has let go of the card. */
export async function letGo(tab: FailingTab, document: FailingDocument | null): Promise<CardOrder> {
  if (tab.trying?.how !== 'held') return show(tab, document);
  const since = now();
  const trying = { ...tab.trying, how: 'reload', by: 'visitor', since } as const;
  const reloading: FailingTab = { ...tab, trying };
  await writeFailingTab(reloading);
  await setNet(tab.tabId, since + LOST_AFTER_MS);
  return { do: 'reload', view: viewOf(reloading, document) };
}

/** Keeps how the visitor has the card, for the next document of this incident. */
export async function keepPose(
  tab: FailingTab,
  document: FailingDocument,
  pose: CardPose,
): Promise<CardOrder> {
  const after = { ...tab, pose };
  await writeFailingTab(after);
  return show(after, document);
}
