import {
  lastDays,
  localDays,
  localHours,
  type OffsetAt,
  type Span,
} from '../../core/history/local-days';

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** How long each is, in the unit that people call it by. */
export const LENGTHS: Readonly<Record<Period, { readonly count: number; readonly unit: string }>> =
  {
    day: { count: 24, unit: 'hour' },
    week: { count: 7, unit: 'day' },
    month: { count: 30, unit: 'day' },
    quarter: { count: 3, unit: 'month' },
    year: { count: 1, unit: 'year' },
  };

/** Whole days on the visitor's calendar, today included. Three months are 90 to 92 days, or 89. */
const DAYS: Readonly<Record<Exclude<Period, 'day'>, number>> = {
  week: 7,
  month: 30,
  quarter: 92,
  year: 366,
};

const DAY_MS = 86_400_000;

/** What a timeline of a period is drawn on. */
export interface Scale {
  readonly period: Period;
  readonly span: Span;
  /** Hours for a day, else days: the rows of the table behind the bars. */
  readonly buckets: readonly Span[];
  /** Where the axis has a mark: the beginnings of some of the buckets. */
  readonly ticks: readonly number[];
}

/** The scale of the period that ends now, or with today. */
export function scaleOf(period: Period, now: number, offsetAt: OffsetAt): Scale {
  if (period === 'day') {
    // One more than now: on the full hour, the one that begins then is in it.
    const buckets = localHours({ from: now - DAY_MS, to: now + 1 }, offsetAt);
    const span = { from: buckets[0]?.from ?? now, to: buckets.at(-1)?.to ?? now };
    const ticks = buckets.filter(({ from }) => localHour(from, offsetAt) % 6 === 0);
    return { period, span, buckets, ticks: ticks.map(({ from }) => from) };
  }
  const span = lastDays(now, DAYS[period], offsetAt);
  const buckets = localDays(span, offsetAt);
  const ticks = buckets.filter(({ date }, at) => isMarked(period, date, at));
  return { period, span, buckets, ticks: ticks.map(({ from }) => from) };
}

/** The marks that fit side by side: each day of a week, every fifth of a month, then first days of months. */
function isMarked(period: Period, date: string, at: number): boolean {
  if (period === 'week') return true;
  return period === 'month' ? at % 5 === 4 : date.endsWith('-01');
}

function localHour(at: number, offsetAt: OffsetAt): number {
  return Math.floor((at / 60_000 + offsetAt(at)) / 60) % 24;
}

/** How far along a span a moment lies, in percent of it. */
export function placeIn(span: Span, at: number): number {
  return ((at - span.from) / (span.to - span.from)) * 100;
}
