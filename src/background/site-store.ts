import * as v from 'valibot';
import { areAtRest, NO_TURNS, type SiteTurns } from '../core/retry/turns';
import type { Spec } from '../core/storage/versioned';
import { now } from '../platform/clock';
import { withLock } from '../platform/lock';
import { originOf } from '../platform/privacy';
import {
  readSession,
  removeSession,
  sessionKeys,
  writeSession,
  written,
} from '../platform/session-store';
import { hasPrivateTabs } from '../platform/tabs';
import { checkedBy, count, epochMs, text } from '../protocol/fields';
import { type FailingDocument, writeWithDocument } from './documents';
import { allFailingTabs, type FailingTab } from './failing-tab';

/** Tabs of one site that are told apart; beyond that they wait for the site's turn. */
const MOST_TABS = 500;

const turn = v.object({
  id: text(20),
  at: epochMs,
  why: v.picklist(['backoff', 'asked-to-wait']),
});

const siteTurns = v.object({
  ladder: v.object({ since: epochMs, tries: count, owedUntil: epochMs }),
  turn: v.nullable(turn),
  returning: v.array(turn),
  away: v.array(text(20)),
});

const ORDINARY = 'site:';
const PRIVATE = 'private-site:';

/** Where the turns of a tab's site are kept: what private windows do is theirs alone. */
function keyOf({ isPrivate, incident }: FailingTab): string {
  return (originOf(isPrivate) === 'private' ? PRIVATE : ORDINARY) + incident.site;
}

const specOf = (key: string): Spec<SiteTurns> => ({
  key,
  version: 1,
  initial: NO_TURNS,
  parse: checkedBy(siteTurns),
  migrations: {},
});

/** The failing tabs that share their turns with this one, itself among them if it still fails. */
export async function tabsOfSite(member: FailingTab): Promise<readonly FailingTab[]> {
  return ofSite(member, await allFailingTabs());
}

function ofSite(member: FailingTab, tabs: readonly FailingTab[]): readonly FailingTab[] {
  const key = keyOf(member);
  return tabs.filter((tab) => keyOf(tab) === key);
}

export async function readTurns(member: FailingTab): Promise<SiteTurns> {
  return await readSession(specOf(keyOf(member)));
}

/** What a change of the turns comes to. `tab` and `document`: stored together with them, in one write. */
export interface Change<T> {
  readonly turns: SiteTurns;
  readonly tab?: FailingTab;
  readonly document?: FailingDocument | null;
  readonly result: T;
}

/**
 * Changes the turns of a site, one change after another. This lock is the innermost: whoever holds it
 * waits for no other, so it may be asked for with a tab locked.
 *
 * @param change is given the turns as they are, and the other failing tabs that share them
 */
export async function changeTurns<T>(
  member: FailingTab,
  change: (turns: SiteTurns, others: readonly FailingTab[]) => Promise<Change<T>>,
): Promise<T> {
  const key = keyOf(member);
  const spec = specOf(key);
  return await withLock(`turns:${key}`, async () => {
    const [before, failing] = await Promise.all([readSession(spec), allFailingTabs(member.tabId)]);
    const { turns, tab, document = null, result } = await change(before, ofSite(member, failing));
    const bounded: SiteTurns = {
      ...turns,
      returning: turns.returning.slice(0, MOST_TABS),
      away: turns.away.slice(-MOST_TABS),
    };
    if (tab !== undefined) await writeWithDocument(tab, document, written(spec, bounded));
    else if (turns !== before) await writeSession(spec, bounded);
    return result;
  });
}

/**
 * Forgets the sites of which no tab fails any more, once nothing is lost with them. Of private windows
 * nothing outlives the last of them.
 */
export async function forgetSites(): Promise<void> {
  const kept = [...(await sessionKeys(ORDINARY)), ...(await sessionKeys(PRIVATE))];
  if (kept.length === 0) return;
  const failing = new Set((await allFailingTabs()).map(keyOf));
  const isPrivateOver = kept.some((key) => key.startsWith(PRIVATE)) && !(await hasPrivateTabs());
  for (const key of kept.filter((one) => !failing.has(one))) {
    await withLock(`turns:${key}`, async () => {
      const isOver = isPrivateOver && key.startsWith(PRIVATE);
      if (isOver || areAtRest(await readSession(specOf(key)), now())) await removeSession(key);
    });
  }
}
