import type { EpochMs } from '../incidents/incident';
import { byText, type Outage, recoveryTime } from './outage';

/** Which outages are looked at; what is absent or null lets all pass. */
export interface OutageFilter {
  readonly site?: string | null;
  /** One of its statuses. */
  readonly status?: number | null;
  /** The family of one of its gateways. */
  readonly family?: string | null;
  /** Any part of the outage lies at or after `from` and before `to`. */
  readonly from?: EpochMs | null;
  readonly to?: EpochMs | null;
}

interface Tally<T> {
  readonly of: T;
  readonly outages: number;
}

/** How one site fared. Times to recovery in ms, null where none is known. */
export interface SiteStatistics {
  readonly site: string;
  readonly outages: number;
  /** Seen to come back, with or without a known time. */
  readonly recovered: number;
  /** Left, or ended unseen: never counted as a length of time. */
  readonly notSeenToReturn: number;
  readonly failing: number;
  /** The recoveries whose time is known: what the next three are made of. */
  readonly timed: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly worst: number | null;
  /** The most frequent first. An outage with two statuses counts with both. */
  readonly byStatus: readonly Tally<number>[];
  readonly byFamily: readonly Tally<string>[];
  /** When the latest outage began. */
  readonly latestAt: EpochMs;
}

export type StatisticsOrder = 'site' | 'often' | 'latest' | 'median' | 'ninetieth' | 'worst';

export function passes(outage: Outage, filter: OutageFilter): boolean {
  const { site = null, status = null, family = null, from = null, to = null } = filter;
  const until = outage.end === null ? Number.POSITIVE_INFINITY : outage.end.at;
  return (
    (site === null || outage.site === site) &&
    (status === null || outage.statuses.includes(status)) &&
    (family === null || outage.families.includes(family)) &&
    (from === null || until >= from) &&
    (to === null || outage.firstSeenAt < to)
  );
}

/** What these outages come to, site by site. */
export function statisticsOf(outages: readonly Outage[]): readonly SiteStatistics[] {
  const bySite = new Map<string, Outage[]>();
  for (const outage of outages) {
    const known = bySite.get(outage.site);
    if (known === undefined) bySite.set(outage.site, [outage]);
    else known.push(outage);
  }
  return [...bySite].map(([site, own]) => ofSite(site, own));
}

/**
 * In order, the greatest first; sites by their names. Where there is no figure, at the end, either way
 * round; the same figures by name.
 */
export function inOrder(
  statistics: readonly SiteStatistics[],
  by: StatisticsOrder,
  direction: 'down' | 'up' = 'down',
): readonly SiteStatistics[] {
  const sign = direction === 'down' ? 1 : -1;
  return statistics.toSorted((a, b) => {
    const names = byText(a.site, b.site);
    if (by === 'site') return sign * names;
    const [left, right] = [figure(a, by), figure(b, by)];
    if (left === null || right === null) return compareAbsent(left, right) || names;
    return sign * (right - left) || names;
  });
}

/**
 * The value below which a share of the values lies, whole; null for none. Between two values it is
 * interpolated (Hyndman and Fan's definition 7), as PERCENTILE and MEDIAN of every spreadsheet do:
 * who computes it from the exported table gets the same.
 *
 * @param share from 0 to 1; 0.5 is the median
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}

function ofSite(site: string, outages: readonly Outage[]): SiteStatistics {
  const times = outages.map(recoveryTime).filter((time) => time !== null);
  const failing = outages.filter(({ end }) => end === null).length;
  const recovered = outages.filter(({ end }) => end?.how === 'recovered').length;
  return {
    site,
    outages: outages.length,
    recovered,
    notSeenToReturn: outages.length - recovered - failing,
    failing,
    timed: times.length,
    median: percentile(times, 0.5),
    ninetieth: percentile(times, 0.9),
    worst: percentile(times, 1),
    byStatus: tally(outages.map(({ statuses }) => statuses)),
    byFamily: tally(outages.map(({ families }) => families)),
    latestAt: Math.max(...outages.map(({ firstSeenAt }) => firstSeenAt)),
  };
}

/** Counts in how many lists each value stands; of those that are even, the first seen comes first. */
function tally<T>(lists: readonly (readonly T[])[]): Tally<T>[] {
  const counts = new Map<T, number>();
  for (const one of lists.flat()) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .map(([of, outages]) => ({ of, outages }))
    .sort((a, b) => b.outages - a.outages);
}

function figure(of: SiteStatistics, by: Exclude<StatisticsOrder, 'site'>): number | null {
  if (by === 'often') return of.outages;
  return by === 'latest' ? of.latestAt : of[by];
}

function compareAbsent(a: number | null, b: number | null): number {
  return Number(a === null) - Number(b === null);
}
