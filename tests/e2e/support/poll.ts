import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

export interface Deadline {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Ends the error message "Timed out after … waiting for …"; called late so that it can say what was last seen. */
  readonly what: () => string;
}

/** Asks again and again until the answer is neither undefined nor false; throws with `what()` at the deadline. */
export async function pollUntil<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { timeout = 15_000, what }: Deadline,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= end) throw new Error(`Timed out after ${timeout} ms waiting for ${what()}`);
    await pause(POLL_MS);
  }
}
