import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fuzzAll } from '../../../../scripts/fuzz/run';
import { keptOf } from '../../../fuzz/corpus';
import { target } from '../../../fuzz/target';

/** Breaks on every number from a hundred up. */
const faulty = target('faulty', fc.nat(), (number) => {
  if (number >= 100) throw new RangeError('too much');
});
const sound = target('sound', fc.nat(), () => undefined);

describe('fuzzing a target with a fault', () => {
  let corpus = '';
  let said: string[] = [];
  const fuzz = (...targets: (typeof faulty)[]) => {
    said = [];
    return fuzzAll(targets, { corpus, seed: 1, millisecondsEach: 0, say: (l) => said.push(l) });
  };
  beforeEach(() => {
    corpus = mkdtempSync(join(tmpdir(), 'corpus-'));
  });
  afterEach(() => rmSync(corpus, { recursive: true }));

  it('counts it, shows the smallest input, keeps it and says how to come there again', () => {
    expect(fuzz(sound, faulty)).toEqual({ passed: 1, failed: 1, skipped: 0, failures: ['faulty'] });
    expect(keptOf('faulty', corpus)).toMatchObject([
      { input: 100, why: 'found: RangeError: too much' },
    ]);
    expect(said).toContain('  RangeError: too much');
    expect(said).toContain('  input:  100');
    expect(said.at(-1)).toBe('  again:  npm run fuzz -- --target faulty --seed 1');
  });

  it('fails with what was kept, before anything is drawn', () => {
    fuzz(faulty);
    const [kept] = keptOf('faulty', corpus);
    expect(fuzz(faulty).failed).toBe(1);
    expect(said.filter((line) => line.includes('inputs'))).toEqual([]);
    expect(said.find((line) => line.includes('FAILED with'))).toContain(
      kept?.file.split('/').at(-1),
    );
  });

  it('goes on with the next target, and says when none has one', () => {
    expect(fuzz(faulty, sound).passed).toBe(1);
    expect(fuzz(sound)).toEqual({ passed: 1, failed: 0, skipped: 0, failures: [] });
    expect(said).toEqual(['sound: seed 1', '  1,000 inputs, 0 kept']);
  });
});
