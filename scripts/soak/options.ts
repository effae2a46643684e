import { minutesOf, valuesOf } from '../usage';

/** What was asked for on the command line. */
export interface Options {
  readonly minutes: number;
  readonly help: boolean;
}

/** A round of all scenes takes one. */
const LEAST_MINUTES = 1;
/** A working day. */
const LONGEST_MINUTES = 480;

export const HELP = `A scripted day of browsing in real Chromium, and what holds at the end of it.

  npm run soak [-- options]

  --minutes N     how long, 1 to 480 (default 20); the round that has begun is told to its end
  --help          this text

Exit status: 0; 1 where something didn't hold; 2 on wrong usage. More in docs/fuzzing.md.`;

const OPTIONS = {
  minutes: { type: 'string', default: '20' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws {UsageError} with what is wrong with it
 */
export function optionsOf(args: readonly string[]): Options {
  const { minutes, help } = valuesOf(args, OPTIONS);
  return { minutes: minutesOf(minutes, LEAST_MINUTES, LONGEST_MINUTES), help };
}
