import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syntaxErrorIn } from '../../src/core/history/json-place';
import { TARGETS } from './all-targets';
import { CORPUS, keep, keptOf } from './corpus';
import { draw, hunt, replay } from './hunt';
import { asKept, target } from './target';
import { workOf } from './work';

/** Breaks on a list of three numbers and more, if one of them is above a hundred. */
const faulty = target('faulty', fc.array(fc.nat(1_000)), (numbers) => {
  if (numbers.length > 2 && numbers.some((one) => one > 100)) throw new RangeError('too much');
});
const sound = target('sound', fc.nat(), () => undefined);

const times = (n: number) => {
  let left = n;
  return () => left--;
};

describe('a fault that was planted', () => {
  it('is found, and made as small as it can be', () => {
    const { failure } = draw(faulty, 1, 1_000);
    expect(failure?.why).toBe('RangeError: too much');
    const numbers = failure?.input as number[];
    expect(numbers).toHaveLength(3);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([0, 0, 101]);
  });

  it('is found again with the seed that found it', () => {
    const first = hunt(faulty, 4_294_967_295, times(50));
    expect(first.failure).not.toBeNull();
    expect(draw(faulty, first.seed, 1_000).failure).toEqual(first.failure);
  });

  it('is no fault of a target that has none, which is tried till the time is over', () => {
    expect(hunt(sound, 1, times(2))).toEqual({ runs: 2_000, seed: 1, failure: null });
  });
});

describe('the work that is counted', () => {
  const list = (length: number) => '['.repeat(length);
  const perCharacter = (length: number, doing: (text: string) => unknown) =>
    workOf(() => doing(list(length))) / length;

  it('is the same each time, and goes with the length of what is read', () => {
    const once = perCharacter(1_000, syntaxErrorIn);
    expect(once).toBeGreaterThan(1);
    expect(perCharacter(1_000, syntaxErrorIn)).toBe(once);
    expect(perCharacter(4_000, syntaxErrorIn)).toBeCloseTo(once, 0);
  });

  it('grows with what is read over and over', () => {
    const again = (text: string) =>
      Array.from({ length: text.length }, (_, at) => syntaxErrorIn(text.slice(at)));
    expect(perCharacter(400, again) / perCharacter(100, again)).toBeGreaterThan(3);
  });
});

describe('the corpus', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what was found, once, and fails with it until it is mended', () => {
    const { failure } = draw(faulty, 1, 1_000);
    const file = keep('faulty', failure?.input, 'found', folder);
    expect(keep('faulty', failure?.input, 'found', folder)).toBe(file);
    const [kept, ...others] = keptOf('faulty', folder);
    expect(others).toEqual([]);
    expect(kept && replay(faulty, kept)).toEqual(failure);
    expect(kept && replay(sound, kept)).toBeNull();
  });

  it('is empty where nothing was found', () => {
    expect(keptOf('faulty', folder)).toEqual([]);
  });

  it('has a folder for targets that there are alone, and says of each input what it is there for', () => {
    const names = TARGETS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(CORPUS).filter((name) => !names.includes(name))).toEqual([]);
    for (const { why, file } of names.flatMap((name) => keptOf(name))) {
      expect(why, file).toMatch(/\w/);
    }
  });
});

describe.each(TARGETS)('what is drawn for $name', ({ arbitrary }) => {
  it('is not all the same, and can be kept', () => {
    const drawn = fc.sample(arbitrary, { seed: 1, numRuns: 50 });
    const texts = drawn.map((input) => JSON.stringify(asKept(input)));
    expect(new Set(texts).size).toBeGreaterThan(10);
  });
});
