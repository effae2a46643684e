import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export interface Options {
  /** For all targets together. */
  readonly minutes: number;
  readonly targets: readonly string[];
  readonly seed: number;
  readonly help: boolean;
}

/** Thrown for a command line that makes no sense. The message is one line for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Enough to see that it works. */
const LEAST_MINUTES = 0.01;
/** Half a night. */
const LONGEST_MINUTES = 300;
const LARGEST_SEED = 2 ** 32 - 1;

export const HELP = `Tries whatever takes what others wrote with input that is hard on it.

  npm run fuzz [-- options]

  --minutes N     how long, for all targets together: 0.01 to 300 (default 5)
  --target NAME   this one alone; may be given several times
  --seed N        draws the inputs that a seed of before drew, 0 to 4,294,967,295 (default: a new one)
  --help          this text, with the names of the targets

What is found is made as small as it can be, shown with the command that repeats it, and kept in
tests/fuzz/corpus, which is tried first from then on. Exit status: 0; 1 where something was found; 2 on
wrong usage. More in docs/fuzzing.md.`;

/**
 * Reads the command line.
 *
 * @param known the names of all targets
 * @param fresh the seed where none is given
 * @throws {UsageError} with what is wrong with it
 */
export function optionsOf(
  args: readonly string[],
  known: readonly string[],
  fresh: number,
): Options {
  const given = parse(args);
  for (const name of given.target) {
    if (!known.includes(name)) {
      throw new UsageError(`--target takes one of ${known.join(', ')}, not "${name}".`);
    }
  }
  return {
    minutes: minutesOf(given.minutes),
    targets:
      given.target.length === 0 ? known : known.filter((name) => given.target.includes(name)),
    seed: given.seed === undefined ? fresh : seedOf(given.seed),
    help: given.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '5' },
        target: { type: 'string', multiple: true, default: [] as string[] },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    // parseArgs explains itself; its second sentence is for programmers.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ', 1)[0]?.replace(/\.?$/, '.') ?? message);
  }
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  const isNumber = /^\d{1,3}(?:\.\d{1,3})?$/.test(text);
  if (isNumber && minutes >= LEAST_MINUTES && minutes <= LONGEST_MINUTES) return minutes;
  throw new UsageError(
    `--minutes takes a number from ${LEAST_MINUTES} to ${LONGEST_MINUTES}, not "${text}".`,
  );
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && seed <= LARGEST_SEED) return seed;
  throw new UsageError(`--seed takes a whole number from 0 to ${LARGEST_SEED}, not "${text}".`);
}
