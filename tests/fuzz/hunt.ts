import fc from 'fast-check';
import type { Kept } from './corpus';
import { asKept, type Target } from './target';

/** An input under which a target breaks a promise. */
export interface Failure {
  readonly input: unknown;
  /** What was broken, for people. */
  readonly why: string;
}

/** What a hunt came to. */
export interface Hunt {
  readonly runs: number;
  /** Draws the same inputs again; at a failure the one of the batch that had it. */
  readonly seed: number;
  readonly failure: Failure | null;
}

/** Inputs that are drawn from one seed: the next seed begins with small ones again. */
const BATCH = 1_000;

/** How long a counterexample may be made smaller, in ms. */
const SHRINKING_MS = 30_000;

/** Tries a kept input. */
export function replay(target: Target, { input }: Kept): Failure | null {
  try {
    target.holds(input);
    return null;
  } catch (error) {
    return { input, why: reasonOf(error) };
  }
}

/** Draws so many inputs from a seed and tries them. */
export function draw(target: Target, seed: number, runs: number, shrinkingMs?: number): Hunt {
  const property = fc.property(target.arbitrary, (input) => target.holds(asKept(input)));
  const found = fc.check(property, {
    seed,
    numRuns: runs,
    ...(shrinkingMs === undefined ? {} : { interruptAfterTimeLimit: shrinkingMs }),
  });
  if (!found.failed) return { runs: found.numRuns, seed, failure: null };
  const failure =
    found.counterexample === null
      ? { input: null, why: 'the inputs could not be drawn' }
      : { input: asKept(found.counterexample[0]), why: reasonOf(found.errorInstance) };
  return { runs: found.numRuns, seed, failure };
}

/** Draws and tries, batch after batch, until the time is over or something is found. */
export function hunt(target: Target, seed: number, until: () => number): Hunt {
  let runs = 0;
  for (let batch = seed; ; batch = (batch + 1) % 2 ** 32) {
    const left = until();
    if (left <= 0 && runs > 0) return { runs, seed, failure: null };
    const found = draw(target, batch, BATCH, Math.max(0, left) + SHRINKING_MS);
    runs += found.runs;
    if (found.failure !== null) return { ...found, runs };
  }
}

/** The first line tells; what follows is the difference, or the stack. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > 2_000 ? `${text.slice(0, 1_999)}…` : text;
}
