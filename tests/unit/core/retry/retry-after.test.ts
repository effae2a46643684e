import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../../src/core/retry/retry-after';
import { NOON } from '../../support/samples';

/** Two minutes after NOON, in the three forms of RFC 9110 section 5.6.7. */
const FORMS = {
  'IMF-fixdate': 'Fri, 20 Nov 2026 10:02:00 GMT',
  'RFC 850': 'Friday, 20-Nov-26 10:02:00 GMT',
  asctime: 'Fri Nov 20 10:02:00 2026',
};

describe('Retry-After in seconds', () => {
  it.each([
    ['0', 0],
    ['20', 20],
    ['  20  ', 20],
    ['007', 7],
    ['3600', 3_600],
    ['86400', 86_400],
  ])('"%s" is %i s', (value, seconds) => {
    expect(parseRetryAfter(value, null, NOON)).toBe(seconds);
  });

  it.each(['86401', '99999999999', '9'.repeat(20)])('"%s" counts as a day', (value) => {
    expect(parseRetryAfter(value, null, NOON)).toBe(86_400);
  });

  it.each([
    '',
    ' ',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '0x10',
    '20s',
    '20, 30',
    'banana',
    'NaN',
    'Infinity',
    '٢٠',
    '9'.repeat(100_000),
  ])('"%s" says nothing', (value) => {
    expect(parseRetryAfter(value, null, NOON)).toBeNull();
  });

  it('says nothing where there is no such header', () => {
    expect(parseRetryAfter(null, FORMS.asctime, NOON)).toBeNull();
  });
});

describe('Retry-After as an HTTP-date', () => {
  it.each(Object.entries(FORMS))('is read in the form %s', (_, value) => {
    expect(parseRetryAfter(value, null, NOON)).toBe(120);
  });

  it('has a day of one digit in asctime’s form', () => {
    expect(parseRetryAfter('Sat Nov  7 10:00:10 2026', null, Date.UTC(2026, 10, 7, 10))).toBe(10);
  });

  it.each(Object.values(FORMS))('is measured against the response’s own Date: %s', (date) => {
    // The server's clock is a year behind; the wait that it asks for is a minute all the same.
    const behind = date.replace('2026', '2025').replace('-26', '-25').replace(/^Fri/, 'Thu');
    const value = 'Thu, 20 Nov 2025 10:03:00 GMT';
    expect(parseRetryAfter(value, behind.replace('Thuday', 'Thursday'), NOON)).toBe(60);
  });

  it('is measured against now where Date is missing or unreadable', () => {
    expect(parseRetryAfter(FORMS['IMF-fixdate'], null, NOON)).toBe(120);
    expect(parseRetryAfter(FORMS['IMF-fixdate'], 'yesterday', NOON)).toBe(120);
  });

  it('rounds up: half a second early would be too early', () => {
    expect(parseRetryAfter(FORMS['IMF-fixdate'], null, NOON + 500)).toBe(120);
  });

  it.each([
    'Fri, 20 Nov 2026 09:59:59 GMT',
    'Fri, 20 Nov 2026 10:00:00 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ])('says nothing where it is past: %s', (value) => {
    expect(parseRetryAfter(value, null, NOON)).toBeNull();
  });

  it('counts as a day where it is further away', () => {
    expect(parseRetryAfter('Fri, 20 Nov 2099 10:00:00 GMT', null, NOON)).toBe(86_400);
  });

  it('never takes two digits for a year more than 50 years ahead', () => {
    const in1999 = Date.UTC(1999, 11, 31, 23, 59, 50);
    expect(parseRetryAfter('Saturday, 01-Jan-00 00:00:00 GMT', null, in1999)).toBeNull();
    expect(parseRetryAfter('Saturday, 20-Nov-76 10:00:00 GMT', null, NOON)).toBe(86_400);
    expect(parseRetryAfter('Sunday, 20-Nov-77 10:00:00 GMT', null, NOON)).toBeNull();
  });

  it.each([
    'Mon banana 2099',
    'Fri, 20 Nov 2099',
    'Fri, 20 Nov 2099 10:00:00',
    'Fri, 20 Nov 2099 10:00:00 +0100',
    'Fri, 20 Nov 2099 25:00:00 GMT',
    'Fri, 20 Foo 2099 10:00:00 GMT',
    'Fri, 31 Nov 2099 10:00:00 GMT',
    'Fri, 00 Nov 2099 10:00:00 GMT',
    'Fri Nov 20 10:00:00 2099 GMT',
    '2099-11-20T10:00:00Z',
    'November 20, 2099',
  ])('says nothing where it is no HTTP-date: %s', (value) => {
    expect(parseRetryAfter(value, null, NOON)).toBeNull();
  });
});

describe('any HTTP-date', () => {
  it('of the next day is read to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (ahead) => {
        const value = new Date(NOON + ahead * 1_000).toUTCString();
        expect(parseRetryAfter(value, null, NOON)).toBe(ahead);
      }),
    );
  });
});
