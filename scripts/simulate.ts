import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Result } from './simulate/goals';
import { measure } from './simulate/measure';
import { HELP, type Options, optionsOf, UsageError } from './simulate/options';
import { type Played, play, type Scene } from './simulate/play';
import { drawPlot } from './simulate/plot';
import { POLICIES } from './simulate/policies';
import { asJson, inWords } from './simulate/report';

/** Plays both scenes with each policy. */
function playAll(options: Options): { results: Result[]; ample: Played[]; overloaded: Played[] } {
  const { clients, outageS, inView, seed, capacity } = options;
  const calm: Scene = { clients, outageS, inView, seed, capacity: Number.POSITIVE_INFINITY };
  const ample = POLICIES.map((policy) => play(calm, policy));
  const overloaded = POLICIES.map((policy) => play({ ...calm, capacity }, policy));
  const results = POLICIES.map((policy, at): Result => {
    const [one, other] = [ample[at], overloaded[at]];
    if (one === undefined || other === undefined) throw new Error('every policy is played');
    return { policy, ample: measure(one), overloaded: measure(other) };
  });
  return { results, ample, overloaded };
}

function run(options: Options): void {
  if (options.help) {
    console.log(HELP);
    return;
  }
  // Rather now than after minutes of playing.
  if (options.plot !== null) closeSync(openSync(options.plot, 'a'));
  const { results, ample, overloaded } = playAll(options);
  if (options.plot !== null) writeFileSync(options.plot, drawPlot(ample, overloaded));
  console.log(options.json ? asJson(results, options) : inWords(results, options));
}

// Whoever reads on may have seen enough, as "head" has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  run(optionsOf(process.argv.slice(2)));
} catch (error) {
  const isWriting = error instanceof Error && 'syscall' in error;
  if (!(error instanceof UsageError) && !isWriting) throw error;
  console.error(error instanceof UsageError ? `${error.message} See --help.` : error.message);
  process.exitCode = 2;
}
