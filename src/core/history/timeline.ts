import type { EpochMs } from '../incidents/incident';
import type { Span } from './local-days';
import { byText, knownUntil, type Outage } from './outage';

/** What is drawn as one piece: an outage, or several that lie too near to be told apart. */
export interface Bar extends Span {
  /** `failing`: one of them still is. `not-seen`: not all of them were seen to come back. */
  readonly how: 'failing' | 'not-seen' | 'recovered';
  /** The oldest first; never empty. */
  readonly outages: readonly Outage[];
}

export interface Lane {
  /** null: all sites together. */
  readonly site: string | null;
  readonly bars: readonly Bar[];
}

/** What happened in one bucket: a row of the table behind the bars. */
export interface Bucket extends Span {
  /** Outages that lasted in any part of it. */
  readonly outages: number;
  /** How long at least one of them lasted within it, in ms. */
  readonly failingMs: number;
}

/**
 * The lanes of a timeline: all sites together, then each site that failed in the period, the one that
 * failed latest first. A bar lies within the period; it may have no length, and is to be drawn
 * `resolutionMs` wide at least. So wide, bars of a lane don't overlap, and there are never more of
 * them than fit: the cost of drawing does not grow with the history.
 *
 * An outage lasts here as long as it is known to: one that was left ends with its last failing answer.
 *
 * @param resolutionMs the time that the narrowest bar stands for, above 0
 */
export function lanesOf(
  outages: readonly Outage[],
  period: Span,
  resolutionMs: number,
  now: EpochMs,
): readonly Lane[] {
  const within = spansOf(outages, period, now);
  if (within.length === 0) return [];
  const bySite = new Map<string, Piece[]>();
  for (const piece of within) {
    const known = bySite.get(piece.outage.site);
    if (known === undefined) bySite.set(piece.outage.site, [piece]);
    else known.push(piece);
  }
  const latest = ([, pieces]: [string, Piece[]]) => pieces.at(-1)?.from ?? 0;
  return [
    { site: null, bars: barsOf(within, resolutionMs) },
    ...[...bySite]
      .sort((a, b) => latest(b) - latest(a) || byText(a[0], b[0]))
      .map(([site, pieces]) => ({ site, bars: barsOf(pieces, resolutionMs) })),
  ];
}

/** Counts outages by bucket. `buckets` are in order and don't overlap, as `localDays` makes them. */
export function bucketsOf(
  outages: readonly Outage[],
  buckets: readonly Span[],
  now: EpochMs,
): readonly Bucket[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return [];
  const pieces = spansOf(outages, { from: first.from, to: last.to }, now);
  const failing = union(pieces);
  let [piecesBefore, failingBefore] = [0, 0];
  let lasting: Piece[] = [];
  return buckets.map((bucket) => {
    const begun = begunBefore(pieces, piecesBefore, bucket.to);
    piecesBefore += begun.length;
    lasting = [...lasting, ...begun];
    const outages = lasting.filter((piece) => lies(piece, bucket)).length;
    lasting = lasting.filter(({ to }) => to > bucket.to);
    const here = begunBefore(failing, failingBefore, bucket.to);
    // The last one may go on in the next bucket.
    failingBefore += here.filter(({ to }) => to <= bucket.to).length;
    const failingMs = here.reduce((total, span) => total + overlap(span, bucket), 0);
    return { from: bucket.from, to: bucket.to, outages, failingMs };
  });
}

/** Of spans in order, those from `at` on that begin before a moment. */
function begunBefore<T extends Span>(spans: readonly T[], at: number, moment: EpochMs): T[] {
  const begun: T[] = [];
  for (let next = at; next < spans.length; next += 1) {
    const span = spans[next];
    if (span === undefined || span.from >= moment) break;
    begun.push(span);
  }
  return begun;
}

interface Piece extends Span {
  readonly outage: Outage;
}

/** The parts of the outages that lie within the period, the earliest first. */
function spansOf(outages: readonly Outage[], period: Span, now: EpochMs): Piece[] {
  return outages
    .map((outage) => ({ from: outage.firstSeenAt, to: knownUntil(outage, now), outage }))
    .filter((piece) => lies(piece, period))
    .sort((a, b) => a.from - b.from || byText(a.outage.site, b.outage.site))
    .map(({ from, to, outage }) => ({
      from: Math.max(from, period.from),
      to: Math.min(to, period.to),
      outage,
    }));
}

/** Whether a piece lies in a span, and not only touches it. One without length lies where it begins. */
function lies({ from, to }: Span, span: Span): boolean {
  return from < span.to && (from >= span.from || to > span.from);
}

function barsOf(pieces: readonly Piece[], resolutionMs: number): Bar[] {
  const bars: { from: EpochMs; to: EpochMs; outages: Outage[] }[] = [];
  for (const { from, to, outage } of pieces) {
    const latest = bars.at(-1);
    if (latest !== undefined && from < Math.max(latest.to, latest.from + resolutionMs)) {
      latest.to = Math.max(latest.to, to);
      latest.outages.push(outage);
    } else bars.push({ from, to, outages: [outage] });
  }
  return bars.map((bar) => ({ ...bar, how: howOf(bar.outages) }));
}

function howOf(outages: readonly Outage[]): Bar['how'] {
  if (outages.some(({ end }) => end === null)) return 'failing';
  return outages.every(({ end }) => end?.how === 'recovered') ? 'recovered' : 'not-seen';
}

/** The times in which at least one lasted, in order and apart. */
function union(pieces: readonly Piece[]): readonly Span[] {
  const runs: { from: EpochMs; to: EpochMs }[] = [];
  for (const { from, to } of pieces) {
    const latest = runs.at(-1);
    if (latest !== undefined && from <= latest.to) latest.to = Math.max(latest.to, to);
    else runs.push({ from, to });
  }
  return runs;
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
