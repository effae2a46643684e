import { redactAddress } from '../address/redact';
import type { AskedBy, EpochMs, Incident, IncidentEnd } from './incident';

/** An incident as it is kept on the device: the address redacted, nothing of the page. */
export interface HistoryEntry {
  readonly id: string;
  readonly address: string;
  readonly site: string;
  readonly askedBy: AskedBy;
  readonly statuses: readonly number[];
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  readonly family: string | null;
  readonly cause: string | null;
  readonly tries: { readonly ours: number; readonly visitors: number };
  readonly end: IncidentEnd | null;
}

/** How many are kept. */
export const MOST_ENTRIES = 200;

export function toEntry(incident: Incident): HistoryEntry {
  const { id, site, askedBy, statuses, firstSeenAt, lastSeenAt, family, cause, tries, end } =
    incident;
  const address = redactAddress(incident.address);
  return {
    id,
    address,
    site,
    askedBy,
    statuses,
    firstSeenAt,
    lastSeenAt,
    family,
    cause,
    tries,
    end,
  };
}

/**
 * Adds an incident, or brings its entry up to date. Newest last; the oldest give way. The end of one
 * that was cleared meanwhile adds nothing: it would bring back what the visitor wanted gone.
 */
export function record(
  entries: readonly HistoryEntry[],
  incident: Incident,
): readonly HistoryEntry[] {
  const entry = toEntry(incident);
  const at = entries.findIndex(({ id }) => id === incident.id);
  if (at >= 0) return entries.with(at, entry);
  if (incident.end !== null) return entries;
  return [...entries, entry].slice(-MOST_ENTRIES);
}

/** Ends every open entry whose incident is no longer known: the browser was closed in mid-incident. */
export function closeLost(
  entries: readonly HistoryEntry[],
  stillOpen: ReadonlySet<string>,
): readonly HistoryEntry[] {
  if (!entries.some(({ id, end }) => end === null && !stillOpen.has(id))) return entries;
  return entries.map((entry) =>
    entry.end === null && !stillOpen.has(entry.id)
      ? { ...entry, end: { how: 'unknown', at: entry.lastSeenAt } }
      : entry,
  );
}

/** From first failure to end, in ms; null while it still fails. */
export function lasted(entry: HistoryEntry): number | null {
  return entry.end === null ? null : Math.max(0, entry.end.at - entry.firstSeenAt);
}
