import { describe, expect, it } from 'vitest';
import { TARGETS } from './all-targets';
import { keptOf } from './corpus';
import { draw, replay } from './hunt';

/**
 * The same inputs each time: a change is judged by what it changed. `npm run fuzz` draws new ones, and
 * keeps in the corpus what it finds.
 */
const SEED = 502;
const RUNS = 1_000;

/** Targets that take their time: they get a part of the inputs that the others do. */
const PARTS: Readonly<Record<string, number>> = {
  response: 4,
  framing: 4,
  diagnosis: 4,
  bystanders: 4,
  'history-file': 4,
  work: 20,
};

describe.each(TARGETS)('whatever comes: $name', (target) => {
  it.each(keptOf(target.name))('holds with what was kept: $why', (kept) => {
    expect(replay(target, kept)).toBeNull();
  });

  it('holds with what is drawn', () => {
    expect(draw(target, SEED, RUNS / (PARTS[target.name] ?? 1)).failure).toBeNull();
  });
});
