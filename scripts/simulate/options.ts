import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export interface Options {
  readonly clients: number;
  readonly outageS: number;
  /** Requests a second after the overloaded return. */
  readonly capacity: number;
  /** 0 to 1 */
  readonly inView: number;
  readonly seed: number;
  readonly json: boolean;
  /** Where the picture goes; null: nowhere. */
  readonly plot: string | null;
  readonly help: boolean;
}

/** Thrown for a command line that makes no sense. The message is one line for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const MOST_CLIENTS = 1_000_000;
const LONGEST_OUTAGE_S = 86_400;
const MOST_CAPACITY = 1_000_000_000;
/** So many seconds would be needed at least, by default, to answer each client once. */
const LEAST_RETURN_S = 300;

export const HELP = `Plays what many clients do to one failing site: the product's own policy beside others.

  npm run -s simulate -- [options]

  --clients N        how many wait, 1 to 1,000,000 (default 1,000,000)
  --outage SECONDS   how long the site fails, 1 to 86,400 (default 600)
  --capacity N       requests a second that an overloaded site answers after its return
                     (default: a 300th of the clients)
  --in-view PERCENT  tabs that are being looked at, 0 to 100 (default 10)
  --seed N           another draw of the same scene, 0 to 4,294,967,295 (default 1)
  --json             for machines
  --plot FILE        also draws the picture, as SVG
  --help             this text

The model, the reasons and the figures are in docs/retry.md. A million clients take a minute or two.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} with what is wrong with it
 */
export function optionsOf(args: readonly string[]): Options {
  const given = parse(args);
  const clients = wholeNumber('--clients', given.clients, 1, MOST_CLIENTS);
  const capacity = given.capacity ?? String(Math.max(1, Math.round(clients / LEAST_RETURN_S)));
  return {
    clients,
    outageS: wholeNumber('--outage', given.outage, 1, LONGEST_OUTAGE_S),
    capacity: wholeNumber('--capacity', capacity, 1, MOST_CAPACITY),
    inView: percent('--in-view', given['in-view']) / 100,
    seed: wholeNumber('--seed', given.seed, 0, 2 ** 32 - 1),
    json: given.json,
    plot: given.plot ?? null,
    help: given.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        clients: { type: 'string', default: String(MOST_CLIENTS) },
        outage: { type: 'string', default: '600' },
        capacity: { type: 'string' },
        'in-view': { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        plot: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    // parseArgs explains itself; its second sentence is for programmers.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ', 1)[0]?.replace(/\.?$/, '.') ?? message);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d{1,12}$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

function percent(name: string, text: string): number {
  const number = Number(text);
  if (/^\d{1,3}(\.\d{1,6})?$/.test(text) && number <= 100) return number;
  throw new UsageError(`${name} takes a number from 0 to 100, not "${text}".`);
}
