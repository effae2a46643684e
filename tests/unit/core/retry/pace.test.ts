import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEHIND,
  CAP_MS,
  drawReturn,
  drawWait,
  FLOOR_MS,
  IN_VIEW,
  longestWait,
} from '../../../../src/core/retry/pace';

const PACES = { 'in view': IN_VIEW, behind: BEHIND };
const tries = fc.nat({ max: 100_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe.each(Object.entries(PACES))('the pace of a tab %s', (_, pace) => {
  it('never gets faster with more tries, and never slower than its cap', () => {
    fc.assert(
      fc.property(tries, (made) => {
        expect(longestWait(pace, made + 1)).toBeGreaterThanOrEqual(longestWait(pace, made));
        expect(longestWait(pace, made)).toBeLessThanOrEqual(pace.capMs);
        expect(pace.capMs).toBeLessThanOrEqual(CAP_MS);
      }),
    );
  });

  it('draws every wait from the floor to the longest, and evenly', () => {
    fc.assert(
      fc.property(tries, random, (made, drawn) => {
        const wait = drawWait(pace, made, drawn);
        const longest = longestWait(pace, made);
        expect(wait).toBe(FLOOR_MS + Math.floor(drawn * (longest - FLOOR_MS)));
        expect(wait).toBeGreaterThanOrEqual(FLOOR_MS);
        expect(wait).toBeLessThan(longest);
      }),
    );
  });

  it('reaches its cap', () => {
    expect(longestWait(pace, 10)).toBe(pace.capMs);
  });
});

describe('a device that is back', () => {
  it('asks within ten seconds, and not before the floor', () => {
    fc.assert(
      fc.property(random, (drawn) => {
        expect(drawReturn(drawn)).toBeGreaterThanOrEqual(FLOOR_MS);
        expect(drawReturn(drawn)).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
