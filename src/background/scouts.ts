/** What one tab's turn means to the other tabs of its site. Not to be awaited with a tab locked. */
import type { Turn } from '../core/retry/scout';
import { now } from '../platform/clock';
import { withLock } from '../platform/lock';
import type { CardOrder } from '../protocol/card';
import { setNet, viewOf } from './conduct';
import { readDocument } from './documents';
import { type FailingTab, readFailingTab, writeFailingTab } from './failing-tab';
import { deciding } from './on-demand';
import { settle } from './settle';
import { isWaiting, sceneOf } from './site-scene';
import { changeTurns, readTurns, tabsOfSite } from './site-store';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';

const WAKE: CardOrder = { do: 'wake' };

/**
 * Tabs that come back are woken from here, if their turn is that near, in ms: Chromium slows the timers
 * of hidden pages down, and lets a worker sleep after 30 s.
 */
const NEAR_MS = 20_000;

/** After a site's turns changed: every waiting tab counts down to what it waits for now. */
export async function showTurns(member: FailingTab): Promise<void> {
  const tabs = await tabsOfSite(member);
  await Promise.all(tabs.filter(isWaiting).map(({ tabId }) => showTurn(tabId)));
}

async function showTurn(tabId: number): Promise<void> {
  const shown = await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab === null || !isWaiting(tab) || tab.step?.kind !== 'wait') return null;
    const turns = await readTurns(tab);
    const { awaited, waitOf } = await deciding();
    const turn = awaited(turns, String(tabId));
    if (turn === null || turn.at === tab.step.until) return null;
    const after: FailingTab = { ...tab, step: waitOf(turn) };
    await writeFailingTab(after);
    await setNet(tabId, turn.at);
    const own = turns.returning.find(({ id }) => id === String(tabId));
    return { tab: after, own };
  });
  if (shown?.tab.documentId == null) return;
  const { tab, own } = shown;
  const document = await readDocument(shown.tab.documentId);
  const order: CardOrder = { do: 'show', view: viewOf(tab, document) };
  await tellCard(tab, order);
  if (own !== undefined) settle(wakeAt(tabId, shown.tab.documentId, own));
}

async function wakeAt(tabId: number, documentId: string, { at }: Turn): Promise<void> {
  const left = at - now();
  if (left > NEAR_MS) return;
  await new Promise((resolve) => setTimeout(resolve, left));
  await tellCard({ tabId, documentId }, WAKE);
}

/**
 * It is time, and somebody other than the scout noticed: wakes the scout, which then asks. One that
 * gives no sign (its tab is gone, discarded or hangs) loses its turn to the next.
 */
export async function wakeScout(member: FailingTab): Promise<void> {
  // Many notice at the same time. Who comes second finds it done.
  await withLock(`wake:${member.isPrivate}:${member.incident.site}`, async () => {
    await showTurn(member.tabId);
    let silent = await wakeNext(member, null);
    while (silent !== null) silent = await wakeNext(member, silent);
  });
}

/** Resolves to the scout that gave no sign; null where one did, or none has to. */
async function wakeNext(member: FailingTab, silent: string | null): Promise<string | null> {
  const { turn, isOther } = await changeTurns(member, async (before) => {
    const scene = await sceneOf(await tabsOfSite(member));
    const { goneAway, settled } = await deciding();
    const turns = silent === null ? settled(before, scene) : goneAway(before, silent, scene);
    const { turn } = turns;
    const isOther = turn?.id !== before.turn?.id || turn?.at !== before.turn?.at;
    return { turns, result: { turn, isOther } };
  });
  if (isOther) await showTurns(member);
  if (turn === null || turn.id === silent || turn.at > now()) return null;
  const id = Number(turn.id);
  await showTurn(id);
  const documentId = (await readFailingTab(id))?.documentId ?? null;
  const reply = await tellCard({ tabId: id, documentId }, WAKE);
  if (reply === 'heard') return null;
  // Nothing rings for a tab that can't ask. Its own card does, once it can.
  await setNet(id, null);
  return turn.id;
}
