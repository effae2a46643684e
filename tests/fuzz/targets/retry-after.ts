import fc from 'fast-check';
import { parseRetryAfter, retryAfterOf } from '../../../src/core/retry/retry-after';
import { NOON } from '../../unit/support/samples';
import { assert } from '../assert';
import { mutatedText } from '../mutations';
import { target } from '../target';
import { anyText } from './pieces';

const A_DAY_S = 86_400;

const SAMPLES = [
  ...['0', '20', '007', '86400', '99999999999999999999', '-1', '1.5', '1e3', '0x10', '20, 30'],
  ...['Fri, 20 Nov 2026 10:02:00 GMT', 'Friday, 20-Nov-26 10:02:00 GMT'],
  ...['Fri Nov 20 10:02:00 2026', 'Sun Nov  6 08:49:37 1994', 'Tue, 29 Feb 2028 23:59:60 GMT'],
];
const near = fc.integer({ min: -100_000, max: 100_000 });
const anyWish = fc.oneof(
  anyText,
  mutatedText(
    fc.constantFrom(...SAMPLES),
    fc.oneof(anyText, fc.constantFrom(...SAMPLES, ' ', ',')),
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  near.map((seconds) => new Date(NOON + seconds * 1_000).toUTCString()),
  fc.nat().map(String),
);
const anyClock = fc.oneof(
  near.map((seconds) => NOON + seconds * 1_000),
  fc.integer(),
  fc.constantFrom(0, 8.64e15, 1e308, -1e308, 0.5),
);

/** Whatever is wished for: nothing, or whole seconds up to a day, and just those that were meant. */
export const retryAfter = target(
  'retry-after',
  fc.record({ value: anyWish, date: fc.option(anyWish), now: anyClock, other: anyWish }),
  ({ value, date, now, other }) => {
    const seconds = parseRetryAfter(value, date, now);
    assert(seconds === null || (Number.isInteger(seconds) && seconds >= 0 && seconds <= A_DAY_S));
    assert.equal(parseRetryAfter(` ${value}\t`, date, now), seconds);
    if (/^\d{1,20}$/.test(value)) assert.equal(seconds, Math.min(Number(value), A_DAY_S));
    const then = standardTime(value);
    if (then !== null && date === null && Number.isSafeInteger(now)) {
      const wait = Math.ceil((then - now) / 1_000);
      assert.equal(seconds, wait > 0 ? Math.min(wait, A_DAY_S) : null);
    }
    const headers = [value, other].map((wish) => ({ name: 'retry-after', value: wish }));
    if (value !== other) assert.equal(retryAfterOf(headers, now), null, 'two wishes are none');
  },
);

/** The time of a date in the form that is preferred; null for anything else. */
function standardTime(text: string): number | null {
  const time = Date.parse(text);
  // Before the year 100 the engines' own reckoning takes two digits for the twentieth century.
  if (!(time > Date.UTC(100, 0)) || time > Date.UTC(9_999, 11, 31)) return null;
  return new Date(time).toUTCString() === text ? time : null;
}
