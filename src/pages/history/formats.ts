import type { Span } from '../../core/history/local-days';
import { language } from '../../platform/i18n';
import { UNITS } from '../../ui/time';
import { LENGTHS, type Period } from './period';

/**
 * Times and numbers as the language writes them. Making a format takes longer than using it hundreds of
 * times, and a page has thousands of times on it: each is made once.
 */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const moment = once(
  () => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }),
);
const date = once(() => new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }));
const time = once(() => new Intl.DateTimeFormat(language(), { timeStyle: 'short' }));
const weekday = once(
  () => new Intl.DateTimeFormat(language(), { weekday: 'short', day: 'numeric' }),
);
const dayOfMonth = once(
  () => new Intl.DateTimeFormat(language(), { month: 'short', day: 'numeric' }),
);
const month = once(() => new Intl.DateTimeFormat(language(), { month: 'short' }));
const number = once(() => new Intl.NumberFormat(language()));

const lengthIn = (unit: string) =>
  once(() => new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }));
const lengths = {
  day: lengthIn('day'),
  hour: lengthIn('hour'),
  minute: lengthIn('minute'),
  second: lengthIn('second'),
};

const TICKS = { day: time, week: weekday, month: dayOfMonth, quarter: dayOfMonth, year: month };

/** A point in time, to the minute. */
export function momentText(at: number): string {
  return moment().format(at);
}

/** From when to when, to the minute: "20 Nov 2026, 10:00 – 10:20". */
export function spanText({ from, to }: Span): string {
  return moment().formatRange(from, to);
}

/** An hour, or a day where it isn't in hours. */
export function bucketText(bucket: Span, period: Period): string {
  return period === 'day' ? spanText(bucket) : date().format(bucket.from);
}

/** What stands at a mark of the axis. */
export function tickText(at: number, period: Period): string {
  return TICKS[period]().format(at);
}

export function numberText(count: number): string {
  return number().format(count);
}

/** The length of a period: "30 days". */
export function periodText(period: Period): string {
  const { count, unit } = LENGTHS[period];
  return unitText(count, unit);
}

/**
 * A length of time in the largest unit that it has twice: "75 min", where "1 hr" would be the same for
 * the typical and for the worst.
 */
export function lengthText(ms: number): string {
  const { unit, ms: size } = UNITS.find((one) => ms >= 2 * one.ms) ?? UNITS[3];
  return lengths[unit]().format(Math.round(ms / size));
}

function unitText(count: number, unit: string): string {
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    count,
  );
}
