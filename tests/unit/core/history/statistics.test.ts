import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOutages, recoveryTime } from '../../../../src/core/history/outage';
import type { IncidentRecord } from '../../../../src/core/history/record';
import {
  inOrder,
  type OutageFilter,
  passes,
  percentile,
  type SiteStatistics,
  statisticsOf,
} from '../../../../src/core/history/statistics';
import { NOON } from '../../support/samples';
import { anyRecords, aRecord, back, DAY, HOUR, left, MINUTE } from './arbitrary';

/** An incident a day: each back after so many minutes; null: left. */
function daily(...minutes: (number | null)[]): IncidentRecord[] {
  return minutes.map((after, day) => {
    const firstSeenAt = NOON + day * DAY;
    const end = after === null ? left(firstSeenAt + 9 * HOUR) : back(firstSeenAt + after * MINUTE);
    return aRecord({ id: `${day}~`, firstSeenAt, lastSeenAt: firstSeenAt, end });
  });
}

function theStatistics(records: readonly IncidentRecord[]): SiteStatistics | undefined {
  return statisticsOf(foldOutages(records))[0];
}

describe('a percentile', () => {
  it('lies between values as in every spreadsheet', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(3);
    expect(percentile([10, 20, 30, 40, 50], 0.5)).toBe(30);
    expect(percentile([10, 20, 30, 40, 50], 0.9)).toBe(46);
    expect(percentile([100, 200], 0.25)).toBe(125);
  });

  it('of one value is that value, and of none there is none', () => {
    expect(percentile([7], 0.9)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });

  it('lies within the values, and a greater share never has a smaller one', () => {
    const values = fc.array(fc.nat(1e9), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (all, a, b) => {
        const [low = 0, high = 0] = [a, b].toSorted((x, y) => x - y);
        const [least, below, above, most] = [0, low, high, 1].map((one) => percentile(all, one));
        expect(least).toBe(Math.min(...all));
        expect(most).toBe(Math.max(...all));
        expect([least, below, above, most]).toEqual(
          [least, below, above, most].toSorted((x, y) => Number(x) - Number(y)),
        );
      }),
    );
  });
});

describe('the statistics of a site', () => {
  it('tell how often it failed, and how long it took', () => {
    expect(theStatistics(daily(2, 4, 6, 8, 10))).toMatchObject({
      site: 'shop.example.org',
      outages: 5,
      recovered: 5,
      notSeenToReturn: 0,
      failing: 0,
      timed: 5,
      median: 6 * MINUTE,
      ninetieth: 9.2 * MINUTE,
      worst: 10 * MINUTE,
      latestAt: NOON + 4 * DAY,
    });
  });

  it('count what was left as not seen to return, and never as a length of time', () => {
    expect(theStatistics(daily(2, null, null))).toMatchObject({
      outages: 3,
      recovered: 1,
      notSeenToReturn: 2,
      timed: 1,
      worst: 2 * MINUTE,
    });
  });

  it('have no times where none is known', () => {
    expect(theStatistics(daily(null))).toMatchObject({
      median: null,
      ninetieth: null,
      worst: null,
    });
  });

  it('count a recovery that came while nobody looked, without its time', () => {
    expect(theStatistics(daily(3, 600))).toMatchObject({
      recovered: 2,
      timed: 1,
      worst: 3 * MINUTE,
    });
  });

  it('count what still fails apart', () => {
    const open = aRecord({ id: 'open', firstSeenAt: NOON + 9 * DAY });
    expect(theStatistics([...daily(2), open])).toMatchObject({
      outages: 2,
      recovered: 1,
      notSeenToReturn: 0,
      failing: 1,
    });
  });

  it('count statuses and gateways, the most frequent first', () => {
    const [first, second, third] = daily(1, 1, 1);
    const records = [
      { ...first, statuses: [502], family: 'nginx' },
      { ...second, statuses: [504, 503], family: null },
      { ...third, statuses: [503], family: 'nginx' },
    ] as IncidentRecord[];
    expect(theStatistics(records)).toMatchObject({
      byStatus: [
        { of: 503, outages: 2 },
        { of: 502, outages: 1 },
        { of: 504, outages: 1 },
      ],
      byFamily: [{ of: 'nginx', outages: 2 }],
    });
  });

  it('are there for each site', () => {
    const other = aRecord({ site: 'other.example' });
    const sites = statisticsOf(foldOutages([aRecord(), other])).map(({ site }) => site);
    expect(sites).toEqual(['other.example', 'shop.example.org']);
  });

  it('leave no outage out and invent none, whatever happened', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const outages = foldOutages(records);
        const all = statisticsOf(outages);
        expect(all.reduce((total, one) => total + one.outages, 0)).toBe(outages.length);
        for (const one of all) {
          expect(one.recovered + one.notSeenToReturn + one.failing).toBe(one.outages);
          expect(one.timed).toBeLessThanOrEqual(one.recovered);
          const times = outages.filter(({ site }) => site === one.site).map(recoveryTime);
          if (one.worst !== null) expect(times).toContain(one.worst);
          expect(one.median ?? 0).toBeLessThanOrEqual(one.ninetieth ?? 0);
          expect(one.ninetieth ?? 0).toBeLessThanOrEqual(one.worst ?? 0);
        }
      }),
    );
  });
});

describe('a filter', () => {
  const [outage] = foldOutages([
    aRecord({ statuses: [502, 503], family: 'nginx', end: back(NOON + HOUR) }),
  ]);
  const lets = (filter: OutageFilter) => outage !== undefined && passes(outage, filter);

  it('lets all pass where nothing is asked for', () => {
    expect(lets({})).toBe(true);
    expect(lets({ site: null, status: null, family: null, from: null, to: null })).toBe(true);
  });

  it('asks for a site, a status, a gateway, and for all of them at once', () => {
    expect(lets({ site: 'shop.example.org', status: 503, family: 'nginx' })).toBe(true);
    expect(lets({ site: 'example.org' })).toBe(false);
    expect(lets({ status: 504 })).toBe(false);
    expect(lets({ family: 'caddy' })).toBe(false);
    expect(lets({ site: 'shop.example.org', status: 504 })).toBe(false);
  });

  it('asks for a period that the outage lies in with any part', () => {
    expect(lets({ from: NOON + HOUR, to: NOON + DAY })).toBe(true);
    expect(lets({ from: NOON + HOUR + 1 })).toBe(false);
    expect(lets({ to: NOON + 1 })).toBe(true);
    expect(lets({ to: NOON })).toBe(false);
  });

  it('counts what still fails to every later period', () => {
    const [open] = foldOutages([aRecord()]);
    expect(open !== undefined && passes(open, { from: NOON + 30 * DAY })).toBe(true);
  });
});

describe('the order of sites', () => {
  const some = statisticsOf(
    foldOutages([
      ...daily(2, 4).map((one) => ({ ...one, site: 'b.example' })),
      ...daily(1).map((one) => ({ ...one, site: 'c.example' })),
      ...daily(null, null, null).map((one) => ({ ...one, site: 'a.example' })),
    ]),
  );
  const sites = (...by: Parameters<typeof inOrder> extends [unknown, ...infer R] ? R : never) =>
    inOrder(some, ...by).map(({ site }) => site.charAt(0));

  it('goes by what is asked for, the greatest first or last', () => {
    expect(sites('often')).toEqual(['a', 'b', 'c']);
    expect(sites('often', 'up')).toEqual(['c', 'b', 'a']);
    expect(sites('latest')).toEqual(['a', 'b', 'c']);
    expect(sites('site')).toEqual(['a', 'b', 'c']);
    expect(sites('site', 'up')).toEqual(['c', 'b', 'a']);
  });

  it('has those without a figure at the end, either way round', () => {
    expect(sites('median')).toEqual(['b', 'c', 'a']);
    expect(sites('median', 'up')).toEqual(['c', 'b', 'a']);
  });

  it('leaves the list that it was given as it was', () => {
    const before = some.map(({ site }) => site);
    inOrder(some, 'often');
    expect(some.map(({ site }) => site)).toEqual(before);
  });
});
