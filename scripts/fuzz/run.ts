import { relative } from 'node:path';
import { keep, keptOf } from '../../tests/fuzz/corpus';
import { type Failure, type Hunt, hunt, replay } from '../../tests/fuzz/hunt';
import type { Target } from '../../tests/fuzz/target';
import { printable } from '../diagnose/not-a-response';
import { named, oneFailed, onePassed, sum, type Tally } from '../tally';

/** Where inputs are kept, how long each target has, and who hears of it. */
export interface Run {
  readonly corpus: string;
  readonly seed: number;
  readonly millisecondsEach: number;
  readonly say: (line: string) => void;
}

/** Tries the targets in turn: what is kept of each, then what is drawn. */
export function fuzzAll(targets: readonly Target[], run: Run): Tally {
  return sum(targets.map((target) => fuzz(target, run)));
}

function fuzz(target: Target, run: Run): Tally {
  // Said before: where an input brings it to a stand, one knows which.
  run.say(`${target.name}: seed ${run.seed}`);
  const holds = replayAll(target, run) && huntOne(target, run);
  return holds ? onePassed : named(oneFailed, [target.name]);
}

/** Whether all that is kept holds. */
function replayAll(target: Target, { corpus, say }: Run): boolean {
  const broken = keptOf(target.name, corpus).flatMap((kept) => {
    const failure = replay(target, kept);
    return failure === null ? [] : [{ ...failure, file: kept.file }];
  });
  for (const { file, ...failure } of broken) {
    say(`  FAILED with ${relative('.', file)}`);
    tell(failure, say);
  }
  return broken.length === 0;
}

/** Whether all that is drawn holds. */
function huntOne(target: Target, run: Run): boolean {
  const end = performance.now() + run.millisecondsEach;
  const found = hunt(target, run.seed, () => end - performance.now());
  const kept = keptOf(target.name, run.corpus).length;
  run.say(`  ${found.runs.toLocaleString('en')} inputs, ${kept} kept`);
  if (found.failure !== null) tellFound(target, found, found.failure, run);
  return found.failure === null;
}

function tellFound(target: Target, { seed }: Hunt, failure: Failure, { corpus, say }: Run): void {
  const file = keep(target.name, failure.input, `found: ${failure.why.split('\n')[0]}`, corpus);
  say('  FAILED');
  tell(failure, say);
  say(`  kept:   ${relative('.', file)}`);
  say(`  again:  npm run fuzz -- --target ${target.name} --seed ${seed}`);
}

/** Of an input, as JSON: a longer one is in its file. */
const SHOWN = 2_000;

function tell({ input, why }: Failure, say: Run['say']): void {
  const json = JSON.stringify(input);
  const shown = json.length > SHOWN ? `${json.slice(0, SHOWN)}… (${json.length} characters)` : json;
  for (const line of why.split('\n')) say(`  ${printable(line)}`);
  say(`  input:  ${printable(shown)}`);
}
