import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIso, isoDate, toIso } from '../../../../src/core/history/iso-time';
import { LATEST } from '../../../../src/core/history/record';
import { NOON } from '../../support/samples';

const moment = fc.integer({ min: 0, max: LATEST });

describe('a point in time in a file', () => {
  it('is written in UTC, to the millisecond', () => {
    expect(toIso(NOON + 7)).toBe('2026-11-20T10:00:00.007Z');
  });

  it('is written as every browser writes it', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(toIso(at)).toBe(new Date(at).toISOString());
      }),
      { numRuns: 2_000 },
    );
  });

  it('is right on every day of 400 years, after which the calendar repeats itself', () => {
    const days = Array.from({ length: 146_097 }, (_, day) => day);
    const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect(days.filter((day) => isoDate(day) !== dateOf(day))).toEqual([]);
    expect(isoDate(146_097)).toBe('2370-01-01');
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(fromIso(toIso(at))).toBe(at);
      }),
    );
  });

  it('may have a shorter fraction, or none', () => {
    expect(fromIso('2026-11-20T10:00:00Z')).toBe(NOON);
    expect(fromIso('2026-11-20T10:00:00.5Z')).toBe(NOON + 500);
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T10:60:00Z',
    '2026-11-20T10:00:60Z',
    '2026-11-20T10:00:00',
    '2026-11-20T10:00:00+01:00',
    '2026-11-20 10:00:00Z',
    '2026-11-20',
    '1969-12-31T23:59:59Z',
    '+012026-11-20T10:00:00Z',
    '2026-11-20T10:00:00.0000Z',
    ' 2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00Z\n',
    '٢٠٢٦-11-20T10:00:00Z',
    'yesterday',
    '',
  ])('is nothing else: "%s"', (text) => {
    expect(fromIso(text)).toBeNull();
  });

  it('knows leap days', () => {
    expect(fromIso('2028-02-29T00:00:00Z')).toBe(Date.UTC(2028, 1, 29));
    expect(fromIso('2000-02-29T00:00:00Z')).toBe(Date.UTC(2000, 1, 29));
    expect(fromIso('2100-02-29T00:00:00Z')).toBeNull();
  });
});
