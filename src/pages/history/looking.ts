import { type Lane, lanesOf } from '../../core/history/timeline';
import { offsetAt } from '../../platform/clock';
import { NARROW } from './narrow';
import { type Period, type Scale, scaleOf } from './period';
import { type Filters, type Known, NOTHING_IN_SIGHT, type Sight, sightOf } from './sight';

/** Bars as narrow as this can still be told apart, and pressed: so many fit into a lane. */
const BARS = 120;
/** In a lane of a phone's width. */
const FEWER_BARS = 48;

/** What is in sight at a moment, and how it is drawn. */
export interface Seen {
  readonly sight: Sight;
  readonly scale: Scale;
  /** All sites together first. */
  readonly lanes: readonly Lane[];
  /** ms since the epoch */
  readonly now: number;
}

export function nothingSeen(period: Period, now: number): Seen {
  return { sight: NOTHING_IN_SIGHT, scale: scaleOf(period, now, offsetAt), lanes: [], now };
}

/** What the filters let through now, in slices; null where it was overtaken. */
export async function lookAt(
  known: Known,
  filters: Filters,
  now: number,
  isOvertaken: () => boolean,
): Promise<Seen | null> {
  const scale = scaleOf(filters.period, now, offsetAt);
  const { span } = scale;
  const sight = await sightOf(known, filters, span, isOvertaken);
  if (sight === null) return null;
  const bars = matchMedia(NARROW).matches ? FEWER_BARS : BARS;
  const lanes = lanesOf(sight.outages, span, (span.to - span.from) / bars, now);
  return { sight, scale, lanes, now };
}
