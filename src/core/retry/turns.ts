/**
 * The turns of one site's failing tabs, as they are kept: a state, and what may happen to it. Who asks
 * and when is for `scout.ts` to say. All of it is plain data, and the same input gives the same output.
 *
 * What is kept here is the truth; the deadline that a tab has of its own is a copy of it.
 */
import { type Expectation, paceFor } from '../history/expectation';
import type { EpochMs } from '../incidents/incident';
import { deadlineState, sooner, type Wait } from './deadline';
import { IN_VIEW } from './pace';
import {
  comeBack,
  isAtRest,
  join,
  NEW_SITE,
  planTurn,
  type SiteRecord,
  spend,
  type Turn,
  type Waiting,
} from './scout';

export interface SiteTurns {
  readonly ladder: SiteRecord;
  /** The scout's turn; null while somebody asks, and where nobody waits. */
  readonly turn: Turn | null;
  /** Tabs that come back one after the other, each at a time of its own. */
  readonly returning: readonly Turn[];
  /** Waiting tabs that gave no sign when it was their turn: they have none until they do. */
  readonly away: readonly string[];
}

export const NO_TURNS: SiteTurns = { ladder: NEW_SITE, turn: null, returning: [], away: [] };

/** What the tabs of the site do at this moment. */
export interface Scene {
  /** All that wait, those included that are away or return. */
  readonly waiting: readonly Waiting[];
  /** Whether a tab asks right now: then the next turn is drawn when it knows. */
  readonly isAsked: boolean;
  readonly now: EpochMs;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: number;
  /** The device was asleep or offline until now. */
  readonly justBack: boolean;
  /** What the visitor's own history lets one expect of the site; null or absent: nothing. */
  readonly expected?: Expectation | null;
}

/**
 * Forgets tabs that don't wait any more, and sees to it that it is somebody's turn. A turn that stands
 * goes on standing. Where its tab has left, another takes it over, at the same time: whoever closes
 * tabs puts off nobody.
 */
export function settled(turns: SiteTurns, scene: Scene): SiteTurns {
  const { waiting, now } = scene;
  const present = new Set(waiting.map(({ id }) => id));
  const kept: SiteTurns = {
    ...turns,
    returning: turns.returning.filter((own) => present.has(own.id) && !isStale(own, now)),
    away: turns.away.filter((id) => present.has(id)),
  };
  const queue = queueOf(kept, waiting);
  const { turn } = kept;
  if (turn !== null && !isStale(turn, now) && queue.some(({ id }) => id === turn.id)) return kept;
  if (scene.isAsked) return { ...kept, turn: null };
  if (turn === null) return { ...kept, turn: plan(kept, queue, scene) };
  if (isStale(turn, now)) return { ...kept, turn: plan(kept, queue, { ...scene, justBack: true }) };
  return { ...kept, turn: handOver(kept, turn, queue, scene) };
}

/** Draws anew, after a try of a tab that failed. That tab waits with the rest again. */
export function drawnAnew(turns: SiteTurns, id: string, scene: Scene): SiteTurns {
  return settled({ ...withoutOwn(turns, id), turn: null }, scene);
}

/** A tab's failure is a new one: see `join`. */
export function joined(turns: SiteTurns, id: string, scene: Scene): SiteTurns {
  const { record, drawAnew } = join(turns.ladder, scene.now);
  const after: SiteTurns = { ...withoutOwn(turns, id), ladder: record };
  return settled(drawAnew ? { ...after, turn: null } : after, scene);
}

/** A waiting tab came into view: its site's turn may come sooner. */
export function seen(turns: SiteTurns, scene: Scene): SiteTurns {
  const after = settled(turns, scene);
  if (after.turn === null) return after;
  const drawn = plan(after, queueOf(after, scene.waiting), scene);
  if (drawn === null) return after;
  const [stands, next] = [waitOf(after.turn), waitOf(drawn)];
  const pace = paceFor(IN_VIEW, scene.expected ?? null);
  const chosen = sooner(stands, next, after.ladder.tries, scene.now, pace);
  return chosen === next ? { ...after, turn: drawn } : after;
}

/** A tab is back: all others come, one shortly after the other. Those that are about to keep their time. */
export function comingBack(turns: SiteTurns, scene: Scene): SiteTurns {
  const after = settled({ ...turns, turn: null }, { ...scene, isAsked: true });
  const known = new Set(after.returning.map(({ id }) => id));
  const rest = scene.waiting.filter(({ id }) => !known.has(id));
  const returning = [...after.returning, ...comeBack(rest, scene.now, scene.random)];
  return { ...after, returning, away: [] };
}

/** The turn of one tab: its own, or the site's; null where it has none. */
export function turnOf(turns: SiteTurns, id: string): Turn | null {
  const own = turns.returning.find((one) => one.id === id);
  return own ?? (turns.turn?.id === id ? turns.turn : null);
}

/** The time that a tab waits for, whoever asks then; null while somebody asks. */
export function awaited(turns: SiteTurns, id: string): Turn | null {
  return turnOf(turns, id) ?? turns.turn;
}

/** The tab asks: its turn is used up, and one step of ladder and budget with it. */
export function spent(turns: SiteTurns, id: string, now: EpochMs): SiteTurns {
  const turn = turns.turn?.id === id ? null : turns.turn;
  return { ...withoutOwn(turns, id), turn, ladder: spend(turns.ladder, now) };
}

/**
 * The tab whose turn it is gave no sign: another takes it over. Where there is no other it keeps it, for
 * when it does. `heardOf` is the reverse.
 */
export function goneAway(turns: SiteTurns, id: string, scene: Scene): SiteTurns {
  const away = [...heardOf(turns, id).away, id];
  const hasHeir = queueOf({ ...turns, away }, scene.waiting).length > 0;
  return settled(hasHeir ? { ...turns, away } : turns, scene);
}

export function heardOf(turns: SiteTurns, id: string): SiteTurns {
  return { ...turns, away: turns.away.filter((one) => one !== id) };
}

/** Whether nothing would be lost with them, once no tab of the site fails. */
export function areAtRest(turns: SiteTurns, now: EpochMs): boolean {
  return isAtRest(turns.ladder, now);
}

function withoutOwn(turns: SiteTurns, id: string): SiteTurns {
  return { ...turns, returning: turns.returning.filter((own) => own.id !== id) };
}

function queueOf({ returning, away }: SiteTurns, waiting: readonly Waiting[]): readonly Waiting[] {
  const out = new Set([...returning.map(({ id }) => id), ...away]);
  return waiting.filter(({ id }) => !out.has(id));
}

function plan({ ladder }: SiteTurns, queue: readonly Waiting[], scene: Scene): Turn | null {
  return planTurn(ladder, queue, scene.now, scene.random, scene.justBack, scene.expected);
}

/** The scout has left: another takes its turn, if its server doesn't want it later. */
function handOver(
  turns: SiteTurns,
  turn: Turn,
  queue: readonly Waiting[],
  scene: Scene,
): Turn | null {
  const drawn = plan(turns, queue, scene);
  const free = queue.filter(({ notBefore }) => (notBefore ?? 0) <= turn.at);
  const heir = plan(turns, free, scene);
  if (drawn === null || heir === null || drawn.at <= turn.at) return drawn;
  return { id: heir.id, at: turn.at, why: 'backoff' };
}

function isStale(turn: Turn, now: EpochMs): boolean {
  return deadlineState(waitOf(turn), now) === 'stale';
}

/** A turn as the step of a tab that waits for it. */
export function waitOf({ at, why }: Turn): Wait {
  return { kind: 'wait', until: at, why };
}
