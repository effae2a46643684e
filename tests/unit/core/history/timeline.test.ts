import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDays, localDays } from '../../../../src/core/history/local-days';
import { foldOutages, knownUntil } from '../../../../src/core/history/outage';
import type { IncidentRecord } from '../../../../src/core/history/record';
import { bucketsOf, lanesOf } from '../../../../src/core/history/timeline';
import { NOON } from '../../support/samples';
import { anyRecords, aRecord, back, DAY, HOUR, left, MINUTE } from './arbitrary';
import { zone } from './zones';

const NOW = NOON + 12 * HOUR;
const PERIOD = { from: NOON - HOUR, to: NOON + DAY };

function barsOf(records: readonly IncidentRecord[], resolution = MINUTE) {
  const lanes = lanesOf(foldOutages(records), PERIOD, resolution, NOW);
  return (lanes[0]?.bars ?? []).map(({ from, to, how, outages }) => ({
    from: from - NOON,
    to: to - NOON,
    how,
    outages: outages.length,
  }));
}

describe('the bars of a timeline', () => {
  it('last from the first failure to the recovery', () => {
    expect(barsOf([aRecord({ end: back(NOON + 4 * MINUTE) })])).toEqual([
      { from: 0, to: 4 * MINUTE, how: 'recovered', outages: 1 },
    ]);
  });

  it('end with the last failing answer where the tab was left', () => {
    const record = aRecord({ lastSeenAt: NOON + MINUTE, end: left(NOON + 8 * HOUR) });
    expect(barsOf([record])).toEqual([{ from: 0, to: MINUTE, how: 'not-seen', outages: 1 }]);
  });

  it('go on until now where it still fails', () => {
    expect(barsOf([aRecord()])).toEqual([{ from: 0, to: NOW - NOON, how: 'failing', outages: 1 }]);
  });

  it('stay within the period', () => {
    const record = aRecord({ firstSeenAt: NOON - DAY });
    expect(barsOf([record])[0]?.from).toBe(-HOUR);
    expect(barsOf([aRecord({ firstSeenAt: NOON - DAY, end: back(NOON - 2 * HOUR) })])).toEqual([]);
    expect(barsOf([aRecord({ firstSeenAt: PERIOD.to })])).toEqual([]);
    const before = aRecord({ firstSeenAt: PERIOD.from - MINUTE, end: back(PERIOD.from) });
    expect(barsOf([before])).toEqual([]);
  });

  it('are one where they lie too near to be told apart', () => {
    const two = [
      aRecord({ id: '1~', end: back(NOON + 1_000) }),
      aRecord({ id: '2~', firstSeenAt: NOON + 30_000, end: left(NOON + 40_000) }),
    ];
    expect(barsOf(two)).toEqual([{ from: 0, to: 30_000, how: 'not-seen', outages: 2 }]);
    expect(barsOf(two, 10_000)).toHaveLength(2);
  });

  it('are in a lane for each site, the one that failed latest first, below all together', () => {
    const sites = ['a.example', 'b.example', 'c.example'].map((site, n) =>
      aRecord({
        site,
        firstSeenAt: NOON + ([1, 2, 0][n] ?? 0) * HOUR,
        lastSeenAt: NOON + 2 * HOUR,
        end: back(NOON + 3 * HOUR),
      }),
    );
    const lanes = lanesOf(foldOutages(sites), PERIOD, MINUTE, NOW);
    expect(lanes.map(({ site }) => site)).toEqual([null, 'b.example', 'a.example', 'c.example']);
    expect(lanes[0]?.bars).toHaveLength(1);
    expect(lanes[0]?.bars[0]?.outages.map(({ site }) => site)).toEqual([
      'c.example',
      'a.example',
      'b.example',
    ]);
  });

  it('are none where nothing failed', () => {
    expect(lanesOf([], PERIOD, MINUTE, NOW)).toEqual([]);
  });

  it('never overlap as drawn, never are more than fit, and leave no outage out', () => {
    const resolution = fc.integer({ min: 1_000, max: 6 * HOUR });
    fc.assert(
      fc.property(anyRecords, resolution, (records, width) => {
        const outages = foldOutages(records);
        const within = outages.filter(
          (one) => one.firstSeenAt < PERIOD.to && knownUntil(one, NOW) > PERIOD.from,
        );
        for (const { site, bars } of lanesOf(outages, PERIOD, width, NOW)) {
          expect(bars.length).toBeLessThanOrEqual((PERIOD.to - PERIOD.from) / width + 1);
          for (const [at, bar] of bars.entries()) {
            expect(bar.from).toBeGreaterThanOrEqual(PERIOD.from);
            expect(bar.to).toBeLessThanOrEqual(PERIOD.to);
            expect(bar.to).toBeGreaterThanOrEqual(bar.from);
            const next = bars[at + 1];
            const drawnTo = Math.max(bar.to, bar.from + width);
            if (next !== undefined) expect(next.from).toBeGreaterThanOrEqual(drawnTo);
          }
          const inside = bars.flatMap((bar) => bar.outages);
          const expected = within.filter((one) => site === null || one.site === site);
          expect(new Set(inside)).toEqual(new Set(expected));
          expect(inside).toHaveLength(expected.length);
        }
      }),
    );
  });
});

describe('the table behind the bars', () => {
  const BERLIN = zone('Europe/Berlin');
  const midnight = Date.parse('2026-10-25T00:00:00+02:00');
  const days = localDays({ from: midnight - DAY, to: midnight + 2 * DAY }, BERLIN);
  const rows = (...records: IncidentRecord[]) =>
    bucketsOf(foldOutages(records), days, midnight + 9 * DAY).map(
      ({ outages, failingMs }) => `${outages} ${failingMs / HOUR}`,
    );

  it('has a row for each day, and the hours of each that something failed in', () => {
    const record = aRecord({
      firstSeenAt: midnight - HOUR,
      lastSeenAt: midnight + HOUR,
      end: back(midnight + 2 * HOUR),
    });
    expect(rows(record)).toEqual(['1 1', '1 2', '0 0']);
  });

  it('counts 25 hours for a day on which clocks are set back', () => {
    expect(rows(aRecord({ firstSeenAt: midnight - DAY }))).toEqual(['1 24', '1 25', '1 24']);
  });

  it('counts hours once in which several sites failed', () => {
    const at = { firstSeenAt: midnight, end: back(midnight + HOUR) };
    expect(rows(aRecord(at), aRecord({ ...at, site: 'b.example' }))[1]).toBe('2 1');
  });

  it('counts what failed once and was left, on its day alone', () => {
    const at = { firstSeenAt: midnight, end: left(midnight) };
    expect(rows(aRecord(at))).toEqual(['0 0', '1 0', '0 0']);
  });

  it('does not count what ended as the day began', () => {
    const before = midnight - HOUR;
    const at = { firstSeenAt: before, end: back(midnight) };
    expect(rows(aRecord(at))).toEqual(['1 1', '0 0', '0 0']);
  });

  it('is empty without days', () => {
    expect(bucketsOf(foldOutages([aRecord()]), [], NOW)).toEqual([]);
  });

  it('adds up to what the bars show, in every zone', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'].map(zone);
    fc.assert(
      fc.property(anyRecords, fc.constantFrom(...zones), (records, offsetAt) => {
        const outages = foldOutages(records);
        const period = lastDays(NOW, 2, offsetAt);
        const buckets = bucketsOf(outages, localDays(period, offsetAt), NOW);
        const [together] = lanesOf(outages, period, 1, NOW);
        const shown = (together?.bars ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(buckets.reduce((sum, { failingMs }) => sum + failingMs, 0)).toBe(shown);
        for (const { from, to, outages: count } of buckets) {
          const lasting = outages.filter((one) => {
            const until = knownUntil(one, NOW);
            return one.firstSeenAt < to && (one.firstSeenAt >= from || until > from);
          });
          expect(count).toBe(lasting.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
