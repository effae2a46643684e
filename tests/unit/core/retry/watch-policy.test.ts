import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LOOK_CAP_MS,
  LOOK_FLOOR_MS,
  MOST_LOOKS,
  nextLook,
  WATCH_MS,
  type WatchSoFar,
} from '../../../../src/core/retry/watch-policy';
import { NOON } from '../../support/samples';

const MINUTE = 60_000;
const LAST = 0.999_999_999;

const aWatch = (parts: Partial<WatchSoFar> = {}): WatchSoFar => ({
  startedAt: NOON,
  lastLookAt: null,
  looks: 0,
  notBefore: null,
  ...parts,
});

describe('the next look of a watch', () => {
  it('comes within three minutes at first, and not before one', () => {
    expect(nextLook(aWatch(), NOON, 0)).toEqual({ kind: 'look', at: NOON + MINUTE });
    const latest = nextLook(aWatch(), NOON, LAST);
    expect(latest.kind === 'look' && latest.at - NOON).toBeLessThanOrEqual(3 * MINUTE);
  });

  it('comes within half an hour later on', () => {
    const late = nextLook(aWatch({ lastLookAt: NOON, looks: 20 }), NOON, LAST);
    expect(late.kind === 'look' && late.at - NOON).toBeLessThanOrEqual(LOOK_CAP_MS);
    expect(late.kind === 'look' && late.at - NOON).toBeGreaterThan(LOOK_CAP_MS - MINUTE);
  });

  it('is not before the server wants it', () => {
    const asked = aWatch({ lastLookAt: NOON, looks: 1, notBefore: NOON + 90 * MINUTE });
    expect(nextLook(asked, NOON, 0)).toEqual({ kind: 'look', at: NOON + 90 * MINUTE });
  });

  it('comes within a minute where its time was slept through', () => {
    const slept = aWatch({ lastLookAt: NOON, looks: 3 });
    const now = NOON + 5 * 60 * MINUTE;
    expect(nextLook(slept, now, 0)).toEqual({ kind: 'look', at: now });
    const late = nextLook(slept, now, LAST);
    expect(late.kind === 'look' && late.at - now).toBeLessThan(MINUTE);
  });

  it('is not put off for a day because the clock was set back by one', () => {
    const before = NOON - WATCH_MS;
    const asked = aWatch({ lastLookAt: NOON, looks: 1, notBefore: NOON + 20 * MINUTE });
    expect(nextLook(asked, before, 0)).toEqual({ kind: 'look', at: before + 20 * MINUTE });
  });
});

describe('a watch is over', () => {
  it('after a day', () => {
    expect(nextLook(aWatch(), NOON + WATCH_MS - 1, 0).kind).toBe('look');
    expect(nextLook(aWatch(), NOON + WATCH_MS, 0)).toEqual({ kind: 'over' });
  });

  it('when the server wants no look before its end', () => {
    const asked = aWatch({ lastLookAt: NOON, looks: 1, notBefore: NOON + WATCH_MS + 1 });
    expect(nextLook(asked, NOON, 0)).toEqual({ kind: 'over' });
  });

  it('after the last look of its budget', () => {
    const looks = aWatch({ lastLookAt: NOON, looks: MOST_LOOKS });
    expect(nextLook(looks, NOON, 0)).toEqual({ kind: 'over' });
  });
});

const time = fc.integer({ min: 0, max: 2 * NOON });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyWatch = fc.record({
  startedAt: time,
  lastLookAt: fc.option(time),
  looks: fc.nat({ max: 2 * MOST_LOOKS }),
  notBefore: fc.option(time),
});

describe('whatever happened to a watch, at any time of any clock', () => {
  it('no look is in the past, beyond a day, beyond the budget, or at no time at all', () => {
    fc.assert(
      fc.property(anyWatch, time, random, (watch, now, drawn) => {
        const next = nextLook(watch, now, drawn);
        if (next.kind === 'over') return;
        expect(Number.isSafeInteger(next.at)).toBe(true);
        expect(next.at).toBeGreaterThanOrEqual(now);
        expect(next.at).toBeLessThanOrEqual(now + WATCH_MS);
        expect(watch.looks).toBeLessThan(MOST_LOOKS);
      }),
      { numRuns: 1_000 },
    );
  });

  it('no two looks are closer than the floor', () => {
    fc.assert(
      fc.property(anyWatch, time, random, (watch, now, drawn) => {
        const next = nextLook(watch, now, drawn);
        if (next.kind === 'over' || watch.lastLookAt === null) return;
        expect(next.at).toBeGreaterThanOrEqual(Math.min(watch.lastLookAt, now) + LOOK_FLOOR_MS);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a day of looks on a clock that nobody sets stays within the budget', () => {
    fc.assert(
      fc.property(fc.array(random, { minLength: 200, maxLength: 200 }), (draws) => {
        let watch = aWatch();
        let now = NOON;
        for (const drawn of draws) {
          const next = nextLook(watch, now, drawn);
          if (next.kind === 'over') return;
          expect(next.at - now).toBeGreaterThanOrEqual(LOOK_FLOOR_MS);
          now = next.at;
          watch = { ...watch, lastLookAt: now, looks: watch.looks + 1 };
        }
        throw new Error('more looks than the budget');
      }),
    );
  });
});
