import type { Span } from '../../core/history/local-days';
import { foldOutages, type Outage } from '../../core/history/outage';
import { type IncidentRecord, keyOf, keyText, lasted } from '../../core/history/record';
import { matching } from '../../core/history/search';
import { passes, type SiteStatistics, statisticsOf } from '../../core/history/statistics';
import type { Period } from './period';
import { inSlices } from './slices';

export interface Filters {
  readonly period: Period;
  /** Words that all must occur; '' for everything. */
  readonly search: string;
  readonly status: number | null;
  /** The family of a gateway. */
  readonly family: string | null;
}

/** What was read, with the outages in it, site by site. */
export interface Known {
  /** The oldest first. */
  readonly records: readonly IncidentRecord[];
  readonly bySite: readonly (readonly Outage[])[];
  /** What can be chosen among. */
  readonly statuses: readonly number[];
  readonly families: readonly string[];
}

export const NOTHING_KNOWN: Known = { records: [], bySite: [], statuses: [], families: [] };

/** What the filters let through. */
export interface Sight {
  /** The newest first. */
  readonly incidents: readonly IncidentRecord[];
  readonly outages: readonly Outage[];
  readonly statistics: readonly SiteStatistics[];
}

export const NOTHING_IN_SIGHT: Sight = { incidents: [], outages: [], statistics: [] };

/** Folds what was read, in slices; null where it was overtaken. `records`: the oldest first. */
export async function known(
  records: readonly IncidentRecord[],
  isOvertaken: () => boolean,
): Promise<Known | null> {
  const bySite = new Map<string, IncidentRecord[]>();
  const statuses = new Set<number>();
  const families = new Set<string>();
  for (const record of records) {
    const own = bySite.get(record.site);
    if (own === undefined) bySite.set(record.site, [record]);
    else own.push(record);
    for (const status of record.statuses) statuses.add(status);
    if (record.family !== null) families.add(record.family);
  }
  const folded = await inSlices([...bySite.values()], foldOutages, isOvertaken);
  if (folded === null) return null;
  return {
    records,
    bySite: folded,
    statuses: [...statuses].sort((a, b) => a - b),
    families: [...families].sort(),
  };
}

interface SiteSight {
  readonly outages: readonly Outage[];
  readonly incidents: readonly IncidentRecord[];
  readonly statistics: readonly SiteStatistics[];
}

/**
 * What the filters let through, in slices; null where it was overtaken. An outage is in sight if it lasts
 * in the period and one of its incidents passes the other filters; of its incidents, those that do.
 * What a clock that was set back left in the future is in sight, too: else nobody could delete it.
 */
export async function sightOf(
  { bySite }: Known,
  filters: Filters,
  period: Span,
  isOvertaken: () => boolean,
): Promise<Sight | null> {
  const isWanted = wanted(filters);
  const sites = await inSlices(
    bySite,
    (own): SiteSight => {
      const here = own
        .filter((outage) => passes(outage, { from: period.from }))
        .map((outage) => ({ outage, incidents: outage.incidents.filter(isWanted) }))
        .filter(({ incidents }) => incidents.length > 0);
      const outages = here.map(({ outage }) => outage);
      return {
        outages,
        incidents: here.flatMap(({ incidents }) => incidents),
        statistics: statisticsOf(outages),
      };
    },
    isOvertaken,
  );
  if (sites === null) return null;
  return {
    outages: sites.flatMap(({ outages }) => outages),
    statistics: sites.flatMap(({ statistics }) => statistics),
    incidents: sites
      .flatMap(({ incidents }) => incidents)
      .sort((a, b) => b.firstSeenAt - a.firstSeenAt),
  };
}

function wanted({ search, status, family }: Filters): (record: IncidentRecord) => boolean {
  const matches = matching(search);
  return (record) =>
    (status === null || record.statuses.includes(status)) &&
    (family === null || record.family === family) &&
    matches(record);
}

export type IncidentOrder = 'when' | 'site' | 'lasted';

export interface Order<By> {
  readonly by: By;
  readonly direction: 'down' | 'up';
}

/**
 * Incidents in order; `down` is the newest or longest first, or sites from A on. Those that still fail
 * have no length yet, and stand at the end either way round.
 */
export function incidentsInOrder(
  incidents: readonly IncidentRecord[],
  { by, direction }: Order<IncidentOrder>,
): readonly IncidentRecord[] {
  const sign = direction === 'down' ? 1 : -1;
  if (by === 'when') return sign === 1 ? incidents : incidents.toReversed();
  if (by === 'site') {
    return incidents.toSorted((a, b) => sign * (a.site < b.site ? -1 : a.site > b.site ? 1 : 0));
  }
  return incidents.toSorted((a, b) => {
    const [left, right] = [lasted(a), lasted(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (right - left);
  });
}

/** A record's key as text. */
export function textOfKey(record: IncidentRecord): string {
  return keyText(keyOf(record));
}
