import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  LEAST,
  MOST,
  prune,
  STEP,
  withinBounds,
} from '../../../../src/core/history/limits';
import type { RecordKey } from '../../../../src/core/history/record';
import { NOON } from '../../support/samples';
import { DAY } from './arbitrary';

/** Keys of incidents that began so many days ago, the oldest first. */
const ago = (...days: number[]): RecordKey[] =>
  days.map((day, n) => [NOON - day * DAY, `${n}~`] as const);

describe('how much history is kept', () => {
  it('is 90 days and 10,000 incidents, unless the visitor wants otherwise', () => {
    expect(DEFAULT_LIMITS).toEqual({ days: 90, incidents: 10_000 });
    expect(withinBounds(DEFAULT_LIMITS)).toEqual(DEFAULT_LIMITS);
  });

  it('stays within bounds, whole, whatever is wished for', () => {
    expect(withinBounds({ days: 0, incidents: 1e9 })).toEqual({
      days: LEAST.days,
      incidents: MOST.incidents,
    });
    expect(withinBounds({ days: 30.4, incidents: 500.5 })).toEqual({ days: 30, incidents: 501 });
    expect(withinBounds({ days: Number.NaN, incidents: Number.POSITIVE_INFINITY })).toEqual(
      DEFAULT_LIMITS,
    );
  });
});

describe('pruning', () => {
  it('removes what is older than is kept', () => {
    const oldest = ago(91, 90.1, 90, 1);
    expect(prune(oldest, 4, DEFAULT_LIMITS, NOON)).toEqual({
      remove: oldest.slice(0, 2),
      more: false,
    });
  });

  it('removes the oldest where there are too many', () => {
    const oldest = ago(3, 2, 1);
    expect(prune(oldest, 102, { days: 90, incidents: 100 }, NOON).remove).toEqual(
      oldest.slice(0, 2),
    );
  });

  it('removes nothing where there is room', () => {
    expect(prune(ago(3, 2), 10_000, DEFAULT_LIMITS, NOON)).toEqual({ remove: [], more: false });
  });

  it('keeps what lies ahead of a clock that was set back', () => {
    expect(prune(ago(-5, -400), 2, DEFAULT_LIMITS, NOON).remove).toEqual([]);
  });

  it('goes in small steps until nothing is left to remove, and removes just what it has to', () => {
    const days = fc.array(fc.integer({ min: -10, max: 200 }), { maxLength: 400 });
    fc.assert(
      fc.property(days, fc.integer({ min: 100, max: 300 }), (some, incidents) => {
        const limits = { days: 90, incidents };
        const all = ago(...some.toSorted((a, b) => b - a));
        let kept = all;
        for (let isMore = true; isMore; ) {
          const { remove, more } = prune(kept.slice(0, STEP), kept.length, limits, NOON);
          expect(remove.length).toBeLessThanOrEqual(STEP);
          if (more) expect(remove).not.toEqual([]);
          kept = kept.slice(remove.length);
          isMore = more;
        }
        expect(kept).toEqual(all.filter(([at]) => at >= NOON - 90 * DAY).slice(-incidents));
      }),
    );
  });
});
