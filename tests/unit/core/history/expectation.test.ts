import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectationOf, isAhead, paceFor } from '../../../../src/core/history/expectation';
import { foldOutages, recoveryTime } from '../../../../src/core/history/outage';
import type { IncidentRecord } from '../../../../src/core/history/record';
import { BEHIND, drawWait, IN_VIEW, longestWait } from '../../../../src/core/retry/pace';
import { NOON } from '../../support/samples';
import { anyRecords, aRecord, back, DAY, HOUR, left, MINUTE } from './arbitrary';

/** An incident a day, the latest last: each back after so many ms; null: left. */
function daily(...after: (number | null)[]): readonly IncidentRecord[] {
  return after.map((ms, day) => {
    const firstSeenAt = NOON + day * DAY;
    const lastSeenAt = firstSeenAt + (ms ?? 0);
    const end = ms === null ? left(firstSeenAt) : back(lastSeenAt);
    return aRecord({ id: `${day}~`, firstSeenAt, lastSeenAt, end });
  });
}

const of = (records: readonly IncidentRecord[]) => expectationOf(foldOutages(records));

describe('what to expect of a site', () => {
  it('is an upper figure that all of the last times kept', () => {
    expect(of(daily(MINUTE, 20_000, 170_000, 2 * MINUTE, 90_000))).toEqual({
      times: 5,
      back: 5,
      withinMs: 3 * MINUTE,
      soonestMs: 20_000,
      typicalMs: 90_000,
    });
  });

  it('is nothing before three recoveries', () => {
    expect(of(daily(1_000, 1_000))).toBeNull();
    expect(of(daily(1_000, 1_000, 1_000))).toMatchObject({ times: 3, back: 3 });
  });

  it('is nothing where less than 60 % were seen to come back', () => {
    const often = daily(1_000, 1_000, 1_000);
    const leftTimes = (count: number) => Array.from({ length: count }, () => null);
    expect(of(daily(...leftTimes(2), 1_000, 1_000, 1_000))).toMatchObject({ times: 5, back: 3 });
    expect(of(daily(...leftTimes(3), 1_000, 1_000, 1_000))).toBeNull();
    expect(of(often)).not.toBeNull();
  });

  it('is nothing where it came back often, and not of late', () => {
    const good = Array.from({ length: 20 }, () => 1_000);
    expect(of(daily(...good, null, null, null))).toBeNull();
  });

  it('looks back on five times, and says of how many it speaks', () => {
    expect(of(daily(8 * HOUR, 1_000, 1_000, 1_000, null, 1_000))).toEqual({
      times: 5,
      back: 4,
      withinMs: 30_000,
      soonestMs: 1_000,
      typicalMs: 1_000,
    });
  });

  it('does not count what still fails', () => {
    const open = aRecord({ id: 'open', firstSeenAt: NOON + 9 * DAY });
    expect(of([...daily(1_000, 1_000, 1_000), open])).toMatchObject({ times: 3, back: 3 });
  });

  it('counts tabs that failed together as one time', () => {
    const tabs = [1, 2, 3, 4].map((n) => aRecord({ id: `${n}~`, end: back(NOON + 1_000) }));
    expect(of(tabs)).toBeNull();
  });

  it('is nothing where it took more than a day', () => {
    expect(of(daily(...[1, 2, 3].map((n) => n * 1_000), 24 * HOUR + 1))).toBeNull();
    expect(of(daily(...[1, 2, 3].map((n) => n * 1_000), 24 * HOUR - 1))?.withinMs).toBe(24 * HOUR);
  });

  const seconds = fc.integer({ min: 0, max: 20 * HOUR });

  it('is kept by each of the times that it speaks of, and rounded by no more than double', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 3, maxLength: 5 }), (times) => {
        const expected = of(daily(...times));
        const longest = Math.max(...times);
        expect(expected?.withinMs).toBeGreaterThanOrEqual(longest);
        expect(expected?.withinMs).toBeLessThanOrEqual(Math.max(30_000, 2 * longest));
        expect(expected?.soonestMs).toBe(Math.min(...times));
      }),
    );
  });

  it('is never shown on too little, whatever happened', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const outages = foldOutages(records);
        const expected = expectationOf(outages);
        if (expected === null) return;
        const ended = outages.filter(({ end }) => end !== null);
        const recovered = ended.filter(({ end }) => end?.how === 'recovered');
        expect(recovered.length).toBeGreaterThanOrEqual(3);
        expect(recovered.length / ended.length).toBeGreaterThanOrEqual(0.6);
        expect(expected.back).toBeGreaterThanOrEqual(3);
        expect(expected.back).toBeLessThanOrEqual(expected.times);
        expect(outages.map(recoveryTime)).toContain(expected.soonestMs);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in whatever order the outages come', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 3, maxLength: 8 }), (times) => {
        const outages = foldOutages(daily(...times));
        expect(expectationOf(outages.toReversed())).toEqual(expectationOf(outages));
      }),
    );
  });
});

describe('the pace for a site of which something is expected', () => {
  it('waits as long as the site ever took, within half a minute', () => {
    const quick = of(daily(20_000, 30_000, 40_000));
    const slow = of(daily(5 * MINUTE, 5 * MINUTE, 5 * MINUTE));
    expect(paceFor(IN_VIEW, quick)).toEqual({ ...IN_VIEW, baseMs: 20_000 });
    expect(paceFor(IN_VIEW, slow)).toEqual({ ...IN_VIEW, baseMs: 30_000 });
  });

  it('is as ever where nothing is expected, or the site is quick', () => {
    expect(paceFor(BEHIND, null)).toBe(BEHIND);
    expect(paceFor(BEHIND, of(daily(10, 20, 30)))).toEqual(BEHIND);
  });

  it('never asks sooner than without a history, nor later than the cap', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 * HOUR }), { minLength: 3, maxLength: 5 });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        times,
        fc.constantFrom(IN_VIEW, BEHIND),
        fc.nat(20),
        random,
        (known, pace, tries, drawn) => {
          const paced = paceFor(pace, of(daily(...known)));
          expect(drawWait(paced, tries, drawn)).toBeGreaterThanOrEqual(
            drawWait(pace, tries, drawn),
          );
          expect(longestWait(paced, tries)).toBeLessThanOrEqual(pace.capMs);
          expect(longestWait(paced, tries + 1)).toBeGreaterThanOrEqual(longestWait(paced, tries));
        },
      ),
    );
  });
});

describe('an expectation', () => {
  it('says nothing any more once a failure lasts longer than all the times before', () => {
    const expected = { times: 3, back: 3, withinMs: 60_000, soonestMs: 1_000, typicalMs: 30_000 };
    expect(isAhead(expected, NOON, NOON + 59_999)).toBe(true);
    expect(isAhead(expected, NOON, NOON + 60_000)).toBe(false);
  });
});
