import type { EpochMs, IncidentEnd } from '../incidents/incident';
import { LONGEST_ASKED_S } from '../retry/next-step';
import { CAP_MS } from '../retry/pace';
import { LOOK_CAP_MS } from '../retry/watch-policy';
import { type IncidentRecord, tidy } from './record';

/**
 * An *outage* is a run of consecutive failures of one site, whatever the tab and the address: the
 * incidents that overlap, and those that follow each other without a recovery between.
 */
export interface Outage {
  readonly site: string;
  readonly firstSeenAt: EpochMs;
  /** The latest failing answer. */
  readonly lastSeenAt: EpochMs;
  /**
   * null while one of its incidents is open. Recovered only if nothing was seen to fail after the
   * recovery; else how and when the last of its incidents ended.
   */
  readonly end: IncidentEnd | null;
  /** Each once, in the order in which the incidents began. */
  readonly statuses: readonly number[];
  readonly families: readonly string[];
  readonly causes: readonly string[];
  readonly tries: { readonly ours: number; readonly visitors: number };
  /** The oldest first; never empty. */
  readonly incidents: readonly IncidentRecord[];
}

/**
 * A failure so soon after another one, in ms, with no recovery seen between, belongs to the same
 * outage. As long as a watch waits between two looks at most: half an hour.
 */
export const JOIN_MS = LOOK_CAP_MS;

/**
 * A recovery that was seen longer than this after the last failing answer, in ms, says that the site
 * came back, and not when: nobody looked, for what still tries waits an hour and one wait at most.
 */
export const UNWATCHED_MS = LONGEST_ASKED_S * 1_000 + CAP_MS;

/** The outages in these incidents, in whatever order they come: by site, then the oldest first. */
export function foldOutages(records: readonly IncidentRecord[]): readonly Outage[] {
  const bySite = new Map<string, IncidentRecord[]>();
  for (const record of records) {
    const known = bySite.get(record.site);
    if (known === undefined) bySite.set(record.site, [tidy(record)]);
    else known.push(tidy(record));
  }
  return [...bySite.keys()].sort(byText).flatMap((site) => outagesOf(bySite.get(site) ?? []));
}

/** The time from first failure to recovery, in ms; null where it isn't known. Never negative. */
export function recoveryTime({ firstSeenAt, lastSeenAt, end }: Outage): number | null {
  if (end?.how !== 'recovered' || end.at - lastSeenAt > UNWATCHED_MS) return null;
  return end.at - firstSeenAt;
}

/** Until when an outage is known to have lasted: an open one until `now`. Never before it began. */
export function knownUntil(outage: Outage, now: EpochMs): EpochMs {
  if (outage.end === null) return Math.max(outage.lastSeenAt, now);
  const time = recoveryTime(outage);
  return time === null ? outage.lastSeenAt : outage.firstSeenAt + time;
}

/** Orders texts by their code units, the same in every language: host names are ASCII. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function outagesOf(records: readonly IncidentRecord[]): Outage[] {
  const inOrder = records.toSorted(
    (a, b) => a.firstSeenAt - b.firstSeenAt || byText(a.id, b.id) || byText(a.address, b.address),
  );
  const runs: Run[] = [];
  for (const record of inOrder) {
    const latest = runs.at(-1);
    if (latest !== undefined && record.firstSeenAt <= reach(latest)) goOn(latest, record);
    else runs.push(begin(record));
  }
  return runs.map(({ incidents }) => toOutage(incidents));
}

/** An outage while its incidents are gathered, the oldest first. */
interface Run {
  readonly incidents: IncidentRecord[];
  isOpen: boolean;
  lastSeenAt: EpochMs;
  recoveredAt: EpochMs;
}

function begin(record: IncidentRecord): Run {
  return {
    incidents: [record],
    isOpen: record.end === null,
    lastSeenAt: record.lastSeenAt,
    recoveredAt: recoveredAt(record),
  };
}

function goOn(run: Run, record: IncidentRecord): void {
  run.incidents.push(record);
  run.isOpen ||= record.end === null;
  run.lastSeenAt = Math.max(run.lastSeenAt, record.lastSeenAt);
  run.recoveredAt = Math.max(run.recoveredAt, recoveredAt(record));
}

/** The last moment at which a failure would still belong to the outage. */
function reach(run: Run): EpochMs {
  if (run.isOpen) return Number.POSITIVE_INFINITY;
  if (run.recoveredAt >= run.lastSeenAt) return run.recoveredAt;
  return run.lastSeenAt + JOIN_MS;
}

function toOutage(incidents: readonly IncidentRecord[]): Outage {
  const lastSeenAt = Math.max(...incidents.map((one) => one.lastSeenAt));
  return {
    site: incidents[0]?.site ?? '',
    firstSeenAt: Math.min(...incidents.map((one) => one.firstSeenAt)),
    lastSeenAt,
    end: endOf(incidents, lastSeenAt),
    statuses: [...new Set(incidents.flatMap(({ statuses }) => statuses))],
    families: distinct(incidents.map(({ family }) => family)),
    causes: distinct(incidents.map(({ cause }) => cause)),
    tries: {
      ours: sum(incidents.map(({ tries }) => tries.ours)),
      visitors: sum(incidents.map(({ tries }) => tries.visitors)),
    },
    incidents,
  };
}

function endOf(incidents: readonly IncidentRecord[], lastSeenAt: EpochMs): IncidentEnd | null {
  const ends = incidents.map(({ end }) => end).filter((end) => end !== null);
  if (ends.length < incidents.length) return null;
  const back = Math.max(...incidents.map(recoveredAt));
  if (back >= lastSeenAt) return { how: 'recovered', at: back };
  const others = ends.filter(({ how }) => how !== 'recovered');
  const at = Math.max(...others.map((end) => end.at));
  // Of two that ended together, having left says more than that nobody saw.
  const isLeft = others.some((end) => end.at === at && end.how === 'left');
  return { how: isLeft ? 'left' : 'unknown', at };
}

function recoveredAt({ end }: IncidentRecord): EpochMs {
  return end?.how === 'recovered' ? end.at : Number.NEGATIVE_INFINITY;
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
