import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDays, localDays, localHours } from '../../../../src/core/history/local-days';
import { DAY, HOUR, MINUTE } from './arbitrary';
import { zone } from './zones';

const BERLIN = zone('Europe/Berlin');
const NEW_YORK = zone('America/New_York');
const KATHMANDU = zone('Asia/Kathmandu');

/** Dates and lengths in hours of the days around a moment. */
function around(iso: string, offsetAt: typeof BERLIN) {
  const at = Date.parse(iso);
  return localDays({ from: at - DAY, to: at + DAY }, offsetAt).map(({ from, to, date }) => [
    date,
    (to - from) / HOUR,
  ]);
}

describe('days on the calendar', () => {
  it('begin at the midnight of the place', () => {
    const at = Date.parse('2026-11-20T10:00:00Z');
    const [day] = localDays({ from: at, to: at + 1 }, KATHMANDU);
    expect(day).toEqual({
      from: Date.parse('2026-11-20T00:00:00+05:45'),
      to: Date.parse('2026-11-21T00:00:00+05:45'),
      date: '2026-11-20',
    });
  });

  it('have 23 or 25 hours where clocks are changed', () => {
    expect(around('2026-03-29T12:00:00Z', BERLIN)).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
    expect(around('2026-10-25T12:00:00Z', BERLIN)).toEqual([
      ['2026-10-24', 24],
      ['2026-10-25', 25],
      ['2026-10-26', 24],
    ]);
    expect(around('2026-03-08T17:00:00Z', NEW_YORK)).toEqual([
      ['2026-03-07', 24],
      ['2026-03-08', 23],
      ['2026-03-09', 24],
    ]);
    expect(around('2026-11-01T17:00:00Z', NEW_YORK)).toEqual([
      ['2026-10-31', 24],
      ['2026-11-01', 25],
      ['2026-11-02', 24],
    ]);
  });

  it('begin later where the clock skips midnight itself', () => {
    const cairo = zone('Africa/Cairo');
    expect(around('2026-04-24T12:00:00Z', cairo)).toContainEqual(['2026-04-24', 23]);
  });

  it('leave out the day that a country left out', () => {
    const dates = around('2011-12-30T12:00:00Z', zone('Pacific/Apia')).map(([date]) => date);
    expect(dates).toContain('2011-12-29');
    expect(dates).toContain('2011-12-31');
    expect(dates).not.toContain('2011-12-30');
  });

  it('follow each other without gaps, in every zone and at any time', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'America/St_Johns',
      'Africa/Cairo',
    ].map((name) => ({ name, offsetAt: zone(name) }));
    const from = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        from,
        fc.integer({ min: 1, max: 40 }),
        ({ name, offsetAt }, start, length) => {
          const span = { from: start, to: start + length * DAY };
          const days = localDays(span, offsetAt);
          expect(days[0]?.from).toBeLessThanOrEqual(span.from);
          expect(days.at(-1)?.to).toBeGreaterThanOrEqual(span.to);
          const dateOf = new Intl.DateTimeFormat('en-CA', { timeZone: name, dateStyle: 'short' });
          for (const [at, day] of days.entries()) {
            if (at > 0) expect(day.from).toBe(days[at - 1]?.to);
            expect(day.to).toBeGreaterThan(day.from);
            expect(dateOf.format(day.from)).toBe(day.date);
            expect(dateOf.format(day.to - 1)).toBe(day.date);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the last days', () => {
  const at = Date.parse('2026-11-20T23:30:00Z');

  it('are counted on the calendar of the place, today included', () => {
    expect(lastDays(at, 1, BERLIN)).toEqual({
      from: Date.parse('2026-11-21T00:00:00+01:00'),
      to: Date.parse('2026-11-22T00:00:00+01:00'),
    });
    expect(lastDays(at, 7, NEW_YORK)).toEqual({
      from: Date.parse('2026-11-14T00:00:00-05:00'),
      to: Date.parse('2026-11-21T00:00:00-05:00'),
    });
  });

  it('are a year at most, and as many days as asked for across both changes of the clock', () => {
    for (const [days, offsetAt] of [
      [366, BERLIN],
      [365, NEW_YORK],
      [30, KATHMANDU],
    ] as const) {
      expect(localDays(lastDays(at, days, offsetAt), offsetAt)).toHaveLength(days);
    }
    expect(lastDays(at, 10_000, BERLIN)).toEqual(lastDays(at, 366, BERLIN));
    expect(lastDays(at, 0, BERLIN)).toEqual(lastDays(at, 1, BERLIN));
  });
});

describe('hours on the clock', () => {
  const hoursOf = (date: string, offsetAt: typeof BERLIN) => {
    const at = Date.parse(`${date}T12:00:00Z`);
    return localHours(lastDays(at, 1, offsetAt), offsetAt);
  };

  it('are as many as the day has', () => {
    expect(hoursOf('2026-11-20', BERLIN)).toHaveLength(24);
    expect(hoursOf('2026-03-29', BERLIN)).toHaveLength(23);
    expect(hoursOf('2026-10-25', BERLIN)).toHaveLength(25);
    expect(hoursOf('2026-11-01', NEW_YORK)).toHaveLength(25);
  });

  it('begin when the clock of the place is full', () => {
    const [first, second] = hoursOf('2026-11-20', KATHMANDU);
    expect(first?.from).toBe(Date.parse('2026-11-20T00:00:00+05:45'));
    expect(second).toEqual({
      from: Date.parse('2026-11-20T01:00:00+05:45'),
      to: Date.parse('2026-11-20T02:00:00+05:45'),
    });
  });

  it('are full again after a change of half an hour', () => {
    const lordHowe = zone('Australia/Lord_Howe');
    for (const date of ['2026-04-05', '2026-10-04']) {
      const hours = localHours(lastDays(Date.parse(`${date}T06:00:00Z`), 1, lordHowe), lordHowe);
      const minutes = hours.map(({ to }) => Math.abs((to / MINUTE + lordHowe(to)) % 60));
      expect(minutes.slice(3)).toEqual(minutes.slice(3).map(() => 0));
    }
  });
});
