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
  const then = parseHttpDate(text);
  if (then === null) return null;
  const base = date === null ? now : (parseHttpDate(date.trim()) ?? now);
  const seconds = Math.ceil((then - base) / 1_000);
  return seconds > 0 ? Math.min(seconds, LONGEST) : null;
}

/** The three forms of an HTTP-date all begin with a day's name; `Date.parse` alone takes far more. */
function parseHttpDate(text: string): number | null {
  if (text.length > 40 || !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? /.test(text)) return null;
  // asctime has no zone; HTTP-dates are always in UTC.
  const time = Date.parse(/GMT$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? null : time;
}
