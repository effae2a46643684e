import type { EpochMs } from '../incidents/incident';

/** How long what was deleted can be had back, in ms: long enough to see that it was the wrong one. */
export const UNDO_MS = 60_000;

/** Whether something that was deleted at a time can be had back. Not across a clock that was set back. */
export function canUndo(deletedAt: EpochMs, now: EpochMs): boolean {
  return now >= deletedAt && now - deletedAt < UNDO_MS;
}
