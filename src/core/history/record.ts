import { redactAddress } from '../address/redact';
import type { EpochMs, Incident, IncidentEnd } from '../incidents/incident';

/**
 * An incident as the history keeps it, open or ended: of the incident exactly these parts, so that a
 * new one is never kept by accident. The address is redacted.
 */
export type IncidentRecord = Pick<
  Incident,
  | 'id'
  | 'site'
  | 'address'
  | 'askedBy'
  | 'firstSeenAt'
  | 'lastSeenAt'
  | 'statuses'
  | 'family'
  | 'cause'
  | 'tries'
  | 'end'
>;

/**
 * What tells a record from all others. The id alone does not: browsers count their requests anew with
 * each start. The time stands first, so that keys in order are incidents in order.
 */
export type RecordKey = readonly [firstSeenAt: EpochMs, id: string];

/** The last millisecond of the year 9999: later ones have no four-digit year to be written with. */
export const LATEST: EpochMs = 253_402_300_799_999;

export function toRecord(incident: Incident): IncidentRecord {
  const { id, site, askedBy, firstSeenAt, lastSeenAt, statuses, family, cause, tries, end } =
    incident;
  const address = redactAddress(incident.address);
  return tidy({
    id,
    site,
    address,
    askedBy,
    firstSeenAt,
    lastSeenAt,
    statuses,
    family,
    cause,
    tries,
    end,
  });
}

/**
 * A record whose times can be relied on: whole milliseconds, from first seen to last seen to end. A
 * clock that was set back in between makes them the same, and a length of time never negative.
 */
export function tidy(record: IncidentRecord): IncidentRecord {
  const firstSeenAt = moment(record.firstSeenAt);
  const lastSeenAt = Math.max(firstSeenAt, moment(record.lastSeenAt));
  const endedAt = Math.max(lastSeenAt, moment(record.end?.at ?? 0));
  const isTidy =
    record.firstSeenAt === firstSeenAt &&
    record.lastSeenAt === lastSeenAt &&
    (record.end === null || record.end.at === endedAt);
  // Nearly all of them are, and a history has thousands.
  if (isTidy) return record;
  return { ...record, firstSeenAt, lastSeenAt, end: record.end && { ...record.end, at: endedAt } };
}

export function keyOf({ firstSeenAt, id }: IncidentRecord): RecordKey {
  return [firstSeenAt, id];
}

/** A key as text, to look it up by. Different keys have different texts: a time has no space. */
export function keyText([firstSeenAt, id]: RecordKey): string {
  return `${firstSeenAt} ${id}`;
}

/** From first failure to end, in ms; null while it still fails. */
export function lasted({
  firstSeenAt,
  end,
}: Pick<IncidentRecord, 'firstSeenAt' | 'end'>): number | null {
  return end === null ? null : Math.max(0, end.at - firstSeenAt);
}

/** The record with an end: where it has none, one that nobody saw, when it was last seen to fail. */
export function asEnded(record: IncidentRecord): IncidentRecord & { readonly end: IncidentEnd } {
  return { ...record, end: record.end ?? { how: 'unknown', at: record.lastSeenAt } };
}

/** Whole milliseconds (the browsers' own times have fractions), within what can be written down. */
function moment(at: EpochMs): EpochMs {
  return Math.min(LATEST, Math.max(0, Math.floor(at)));
}
