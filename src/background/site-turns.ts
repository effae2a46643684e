/**
 * The turns of a site, from the side of one of its failing tabs, which the caller has locked. What they
 * come to is shown in the other tabs afterwards, each under its own lock.
 */
import type { Wait } from '../core/retry/deadline';
import type { Scene, SiteTurns } from '../core/retry/turns';
import { now } from '../platform/clock';
import type { TabFacts } from '../platform/tabs';
import { type FailingTab, readFailingTab } from './failing-tab';
import { deciding, type Rules } from './on-demand';
import { showTurns, wakeScout } from './scouts';
import { settle } from './settle';
import { isWaiting, sceneOf } from './site-scene';
import { type Change, changeTurns, forgetSites } from './site-store';

/**
 * A turn counts as come this much early, in ms: timers of pages and workers differ by a little. Not one
 * that a server asked for.
 */
const EARLY_MS = 300;

/**
 * Why a tab waits. `new`: its failure has just begun. `tried`: a try failed in it. `back`: it was
 * offline. `stands`: nothing happened; what counts down goes on.
 */
export type WhyWait = 'new' | 'tried' | 'back' | 'stands';

/**
 * What a tab waits for: the turn of its site, which is drawn now where none stands.
 *
 * @param facts what was found out of the tab just now
 * @param become what comes of it, and what is stored with it; by itself, the wait
 */
export async function waitInTurn<T = Wait>(
  tab: FailingTab,
  why: WhyWait,
  facts: TabFacts | null = null,
  become: (step: Wait) => Omit<Change<T>, 'turns'> = (step) => ({ result: step as T }),
): Promise<T> {
  const id = String(tab.tabId);
  // While somebody asks there is no time to wait for: what they learn will tell.
  const meanwhile: Wait = { kind: 'wait', until: now(), why: 'backoff' };
  const itself: FailingTab = { ...tab, trying: null, step: meanwhile };
  return await change(
    tab,
    itself,
    why === 'back',
    (before, scene, rules) => {
      const turns = changeOf(why, rules.heardOf(before, id), id, scene, rules);
      const turn = rules.awaited(turns, id);
      return { turns, ...become(turn === null ? meanwhile : rules.waitOf(turn)) };
    },
    facts,
  );
}

function changeOf(
  why: WhyWait,
  turns: SiteTurns,
  id: string,
  scene: Scene,
  { drawnAnew, joined, settled }: Rules,
): SiteTurns {
  if (why === 'new') return joined(turns, id, scene);
  return why === 'tried' ? drawnAnew(turns, id, scene) : settled(turns, scene);
}

/** `granted`: the try is stored, and begins. `asked`: somebody else of the site asks, or is about to. */
export type Claim =
  | { readonly kind: 'granted' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'wait'; readonly step: Wait };

/**
 * A tab says that its time has come. `trying`: the tab as it is stored together with the turn that it
 * uses up, so that a worker that is stopped here neither forgets the one nor repeats the other.
 */
export async function claimTurn(tab: FailingTab, trying: FailingTab): Promise<Claim> {
  const id = String(tab.tabId);
  const claim = await change<Claim>(tab, tab, false, (before, scene, rules) => {
    const { awaited, heardOf, settled, spent, turnOf, waitOf } = rules;
    const turns = settled(heardOf(before, id), scene);
    const turn = awaited(turns, id);
    if (turn === null) return { turns, result: { kind: 'asked' } };
    const early = turn.why === 'backoff' ? EARLY_MS : 0;
    if (turn.at - early > scene.now) return { turns, result: { kind: 'wait', step: waitOf(turn) } };
    if (turn !== turnOf(turns, id)) return { turns, result: { kind: 'asked' } };
    return { turns: spent(turns, id, scene.now), tab: trying, result: { kind: 'granted' } };
  });
  if (claim.kind === 'asked') settle(wakeScout(tab));
  return claim;
}

/** A tab does not wait any more, and didn't come back: whose turn it was, another has it. */
export async function leaveTurns(tab: FailingTab): Promise<void> {
  await change(tab, null, false, (turns, scene, { settled }) => ({
    turns: settled(turns, scene),
    result: undefined,
  }));
  await forgetSites();
}

/** A tab is back, or could be: the other tabs of its site come too. */
export async function bringOthersBack(tab: FailingTab): Promise<void> {
  await change(tab, null, false, (turns, scene, { comingBack }) => ({
    turns: comingBack(turns, scene),
    result: undefined,
  }));
  await forgetSites();
}

/** The visitor looks at a tab, which need not be locked: one that waits long is tried sooner. */
export async function onLookedAt(tabId: number): Promise<void> {
  const tab = await readFailingTab(tabId);
  if (tab === null || !isWaiting(tab)) return;
  await change(tab, tab, false, (turns, scene, { seen }) => ({
    turns: seen(turns, scene),
    result: undefined,
  }));
}

/**
 * Changes the turns of a tab's site, and shows what came of it where something changed.
 *
 * @param itself what the tab counts as, whatever is stored of it; null where it takes no part
 * @param facts what was found out of the tab just now
 */
async function change<T>(
  tab: FailingTab,
  itself: FailingTab | null,
  justBack: boolean,
  to: (turns: SiteTurns, scene: Scene, rules: Rules) => Change<T>,
  facts: TabFacts | null = null,
): Promise<T> {
  const rules = await deciding();
  const { result, news } = await changeTurns(tab, async (before, others) => {
    const tabs = itself === null ? others : [...others, itself];
    const scene = await sceneOf(tabs, justBack, facts);
    const { result, ...after } = to(before, scene, rules);
    return { ...after, result: { result, news: isNews(before, after.turns) } };
  });
  // What concerns other tabs, each under its own lock, never waits in here.
  if (news) settle(showTurns(tab));
  return result;
}

/** Whether anything changed for a tab that counts down. */
function isNews(before: SiteTurns, after: SiteTurns): boolean {
  const times = ({ turn, returning }: SiteTurns) =>
    JSON.stringify([turn, ...returning].map((one) => [one?.id, one?.at]));
  return times(before) !== times(after);
}
