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

/** Targets whose inputs are large: each takes as long as several of the others. */
const SLOW: ReadonlySet<string> = new Set(['response', 'diagnosis', 'bystanders', 'history-file']);

describe.each(TARGETS)('whatever comes: $name', (target) => {
  it.each(keptOf(target.name))('holds with what was kept: $why', (kept) => {
    expect(replay(target, kept)).toBeNull();
  });

  it('holds with what is drawn', () => {
    expect(draw(target, SEED, SLOW.has(target.name) ? RUNS / 4 : RUNS).failure).toBeNull();
  });
});
