/** One thing measured against another, on the same input in the same minute. */
export interface Pair {
  readonly name: string;
  readonly run: () => unknown;
  readonly yardstick: () => unknown;
  /** The ratio that is promised; absent where one is only told. */
  readonly atMost?: number;
}

/** Median with the bounds that hold it with 95 % confidence. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Measured {
  readonly name: string;
  /** How many times as long as the yardstick it takes. */
  readonly ratio: Estimate;
  /** Microseconds, on this machine. */
  readonly microseconds: Estimate;
  readonly atMost: number | null;
}

const ROUNDS = 31;
/** A round takes about this long, in ms: well above what the clock can tell apart. */
const ROUND_TIME = 4;

/**
 * Measures a pair: rounds of either, in turn, so that whatever else the machine does falls on both.
 * The ratio is taken round by round.
 */
export function measure({ name, run, yardstick, atMost }: Pair): Measured {
  const times = { run: repeatsOf(run), yardstick: repeatsOf(yardstick) };
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    // Whichever comes second finds warmer caches: they take turns.
    const isFirst = round % 2 === 0;
    const before = isFirst ? timeOf(run, times.run) : 0;
    const unit = timeOf(yardstick, times.yardstick);
    const own = isFirst ? before : timeOf(run, times.run);
    return { own, ratio: own / unit };
  });
  return {
    name,
    ratio: estimate(rounds.map(({ ratio }) => ratio)),
    microseconds: estimate(rounds.map(({ own }) => own * 1_000)),
    atMost: atMost ?? null,
  };
}

/** How often to run something for one round; running it so warms it up too. */
function repeatsOf(run: () => unknown): number {
  let repeats = 1;
  while (timeOf(run, repeats) * repeats < ROUND_TIME && repeats < 100_000) repeats *= 2;
  return repeats;
}

/** Milliseconds that one run takes, of several. */
function timeOf(run: () => unknown, repeats: number): number {
  const start = performance.now();
  for (let n = 0; n < repeats; n += 1) run();
  return (performance.now() - start) / repeats;
}

/**
 * The median and its bounds by order statistics: how many of n values lie below it follows the
 * binomial distribution, which 1.96 standard deviations of √n / 2 approximate.
 */
export function estimate(values: readonly number[]): Estimate {
  const sorted = [...values].sort((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(sorted.length);
  const at = (rank: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: at(middle), low: at(middle - reach), high: at(middle + reach) };
}
