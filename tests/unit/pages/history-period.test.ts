import { describe, expect, it } from 'vitest';
import { PERIODS, placeIn, scaleOf } from '../../../src/pages/history/period';
import { zone } from '../core/history/zones';
import { NOON } from '../support/samples';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UTC = (): number => 0;
const BERLIN = zone('Europe/Berlin');
/** A week after clocks were set back there. */
const AFTER = Date.UTC(2026, 10, 1, 12);

describe('the scale of a timeline', () => {
  it.each(PERIODS)('has now in it, and buckets without gaps from end to end: %s', (period) => {
    for (const offsetAt of [UTC, BERLIN, zone('Asia/Kathmandu'), zone('Australia/Lord_Howe')]) {
      for (const now of [NOON, NOON - 1, AFTER]) {
        const { span, buckets, ticks } = scaleOf(period, now, offsetAt);
        expect(span.from).toBeLessThanOrEqual(now);
        expect(span.to).toBeGreaterThan(now);
        expect(buckets[0]?.from).toBe(span.from);
        expect(buckets.at(-1)?.to).toBe(span.to);
        for (const [at, bucket] of buckets.entries()) {
          if (at > 0) expect(bucket.from).toBe(buckets[at - 1]?.to);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(13);
        for (const at of ticks) expect(placeIn(span, at)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('goes back a day at least, and to the full hour', () => {
    const { span } = scaleOf('day', NOON + 5, UTC);
    expect(span.from).toBeLessThanOrEqual(NOON + 5 - DAY);
    expect(span.from % HOUR).toBe(0);
  });

  it('has whole days on the calendar, today included', () => {
    expect(scaleOf('week', NOON, UTC).buckets).toHaveLength(7);
    expect(scaleOf('month', NOON, UTC).buckets).toHaveLength(30);
    expect(scaleOf('year', NOON, UTC).buckets).toHaveLength(366);
  });

  it('is an hour longer where clocks were set back', () => {
    const { span } = scaleOf('month', AFTER, BERLIN);
    expect(span.to - span.from).toBe(30 * DAY + HOUR);
  });

  it('has its marks at midnight on the clock, of each day of a week', () => {
    const { ticks } = scaleOf('week', AFTER, BERLIN);
    expect(ticks).toHaveLength(7);
    for (const at of ticks) expect((at / 60_000 + BERLIN(at)) % (24 * 60)).toBe(0);
  });
});
