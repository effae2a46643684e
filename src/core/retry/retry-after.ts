import { type Header, headerValues } from '../diagnosis/observation';

/** The longest wait that a server can ask for and still be taken at its word: a day, in seconds. */
const LONGEST = 86_400;

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3): seconds, or an HTTP-date measured against
 * the response's own `Date` where there is one, else against `now`.
 *
 * Returns whole seconds from 0 to 86,400 (a longer wait counts as a day), or null for anything else:
 * negative, fractional, words, a date that is past. Never throws.
 *
 * @param now in ms since the epoch
 */
export function parseRetryAfter(
  value: string | null,
  date: string | null,
  now: number,
): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,20}$/.test(text)) return Math.min(Number(text), LONGEST);
  const then = parseHttpDate(text, now);
  if (then === null) return null;
  const base = date === null ? now : (parseHttpDate(date.trim(), now) ?? now);
  const seconds = Math.ceil((then - base) / 1_000);
  return seconds > 0 ? Math.min(seconds, LONGEST) : null;
}

/**
 * How long a response asks to wait, in whole seconds; null where it doesn't say, or can't be taken at
 * its word. Two different wishes are none; Firefox joins them, and then neither can be read.
 */
export function retryAfterOf(headers: readonly Header[], now: number): number | null {
  const wishes = new Set(headerValues(headers, 'retry-after'));
  const wish = wishes.size === 1 ? ([...wishes][0] ?? null) : null;
  return parseRetryAfter(wish, headerValues(headers, 'date')[0] ?? null, now);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The three forms of an HTTP-date (RFC 9110 section 5.6.7), all in UTC. `Date.parse` would take far
 * more ("Mon banana 2099"), and not the same in each browser.
 */
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

function parseHttpDate(text: string, now: number): number | null {
  for (const form of HTTP_DATES) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return toTime(parts, now);
  }
  return null;
}

function toTime(parts: Readonly<Record<string, string>>, now: number): number | null {
  const month = MONTHS.indexOf(parts.month ?? '');
  const day = Number(parts.day);
  const [hour = 0, minute = 0, second = 0] = (parts.time ?? '').split(':').map(Number);
  const year = fullYear(parts.year ?? '', new Date(now).getUTCFullYear());
  // 60 is a leap second.
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return null;
  const time = Date.UTC(year, month, day, hour, minute, second);
  return new Date(Date.UTC(year, month, day)).getUTCDate() === day ? time : null;
}

/** Two digits never mean a year more than 50 years ahead (RFC 9110 section 5.6.7). */
function fullYear(digits: string, thisYear: number): number {
  if (digits.length > 2) return Number(digits);
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}
