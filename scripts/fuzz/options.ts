import { minutesOf, UsageError, valuesOf } from '../usage';

/** What was asked for on the command line. */
export interface Options {
  /** For all targets together. */
  readonly minutes: number;
  readonly targets: readonly string[];
  readonly seed: number;
  readonly help: boolean;
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
  const given = valuesOf(args, OPTIONS);
  for (const name of given.target) {
    if (!known.includes(name)) {
      throw new UsageError(`--target takes one of ${known.join(', ')}, not "${name}".`);
    }
  }
  return {
    minutes: minutesOf(given.minutes, LEAST_MINUTES, LONGEST_MINUTES),
    targets:
      given.target.length === 0 ? known : known.filter((name) => given.target.includes(name)),
    seed: given.seed === undefined ? fresh : seedOf(given.seed),
    help: given.help,
  };
}

const OPTIONS = {
  minutes: { type: 'string', default: '5' },
  target: { type: 'string', multiple: true, default: [] as string[] },
  seed: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && seed <= LARGEST_SEED) return seed;
  throw new UsageError(`--seed takes a whole number from 0 to ${LARGEST_SEED}, not "${text}".`);
}
