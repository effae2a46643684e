import type { EpochMs } from '../incidents/incident';
import { isoDate } from './iso-time';

/**
 * By how many minutes the visitor's clock is ahead of UTC at a moment, as
 * `-new Date(at).getTimezoneOffset()` tells it. All that the core needs of a time zone.
 */
export type OffsetAt = (at: EpochMs) => number;

/** A span of time in ms since the epoch, `to` excluded. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface LocalDay extends Span {
  /** On the visitor's calendar: `2026-03-29`. */
  readonly date: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Periods are as long as this at most, in days: a year, and a leap year too. */
const LONGEST_PERIOD = 366;

/**
 * The last so many days on the visitor's calendar, today included and whole.
 *
 * @param days from 1 to 366
 */
export function lastDays(now: EpochMs, days: number, offsetAt: OffsetAt): Span {
  const today = dayNumber(now, offsetAt);
  const first = today + 1 - Math.min(LONGEST_PERIOD, Math.max(1, Math.floor(days)));
  return { from: startOf(first, offsetAt), to: startOf(today + 1, offsetAt) };
}

/**
 * The days on the visitor's calendar that a span touches, whole, without gaps between: 23 or 25 hours
 * long where clocks are changed. A day that a country left out has no length, and is left out.
 */
export function localDays({ from, to }: Span, offsetAt: OffsetAt): readonly LocalDay[] {
  const days: LocalDay[] = [];
  let day = dayNumber(from, offsetAt);
  let start = startOf(day, offsetAt);
  while (start < to && days.length <= LONGEST_PERIOD) {
    const end = startOf(day + 1, offsetAt);
    if (end > start) days.push({ from: start, to: end, date: isoDate(day) });
    start = end;
    day += 1;
  }
  return days;
}

/** The hours that a span of up to two days touches, each from one full hour on the clock to the next. */
export function localHours({ from, to }: Span, offsetAt: OffsetAt): readonly Span[] {
  const hours: Span[] = [];
  let start = fullHour(from, offsetAt);
  while (start < to && hours.length < 50) {
    const end = start + HOUR_MS;
    // Lord Howe Island changes its clocks by half an hour.
    const next = Math.min(end, Math.max(fullHour(end, offsetAt), start + HOUR_MS / 4));
    hours.push({ from: start, to: next });
    start = next;
  }
  return hours;
}

/** The latest full hour on the clock. */
function fullHour(at: EpochMs, offsetAt: OffsetAt): EpochMs {
  return at - remainder(at + offsetAt(at) * 60_000, HOUR_MS);
}

function dayNumber(at: EpochMs, offsetAt: OffsetAt): number {
  return Math.floor((at + offsetAt(at) * 60_000) / DAY_MS);
}

/**
 * The first moment of a day on the calendar. Not always midnight: some countries change their clocks
 * then, so it is searched for where the obvious guess is wrong.
 */
function startOf(day: number, offsetAt: OffsetAt): EpochMs {
  const utc = day * DAY_MS;
  const guess = utc - offsetAt(utc - offsetAt(utc) * 60_000) * 60_000;
  if (begins(guess, day, offsetAt)) return guess;
  // No clock is more than a day away from UTC.
  let before = utc - DAY_MS - HOUR_MS;
  let within = utc + DAY_MS + HOUR_MS;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayNumber(middle, offsetAt) >= day) within = middle;
    else before = middle;
  }
  return within;
}

function begins(at: EpochMs, day: number, offsetAt: OffsetAt): boolean {
  return dayNumber(at, offsetAt) >= day && dayNumber(at - 1, offsetAt) < day;
}

function remainder(value: number, of: number): number {
  return value - Math.floor(value / of) * of;
}
