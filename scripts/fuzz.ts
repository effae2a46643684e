import { randomInt } from 'node:crypto';
import { TARGETS } from '../tests/fuzz/all-targets';
import { CORPUS } from '../tests/fuzz/corpus';
import { printable } from './diagnose/not-a-response';
import { HELP, type Options, optionsOf } from './fuzz/options';
import { fuzzAll } from './fuzz/run';
import { inWords } from './tally';
import { UsageError } from './usage';

const NAMES = TARGETS.map(({ name }) => name);
const MINUTE_MS = 60_000;

function run({ help, targets, minutes, seed }: Options): void {
  if (help) {
    console.log(`${HELP}\n\nTargets: ${NAMES.join(', ')}`);
    return;
  }
  const chosen = TARGETS.filter(({ name }) => targets.includes(name));
  const total = fuzzAll(chosen, {
    corpus: CORPUS,
    seed,
    millisecondsEach: (minutes * MINUTE_MS) / chosen.length,
    say: (line) => console.log(line),
  });
  for (const name of total.failures) console.log(`Failed: ${name}`);
  console.log(inWords(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

try {
  run(optionsOf(process.argv.slice(2), NAMES, randomInt(2 ** 32)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${printable(error.message)} --help tells more.`);
  process.exitCode = 2;
}
