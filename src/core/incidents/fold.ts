import { siteOf } from '../address/site';
import type { AskedBy, EpochMs, Incident, IncidentEnd } from './incident';

/** What can happen to an incident. Times in ms since the epoch. */
export type IncidentEvent =
  | {
      readonly kind: 'failed';
      readonly at: EpochMs;
      readonly id: string;
      readonly address: string;
      readonly askedBy: AskedBy;
      /** null where no answer came, and the browser gave none. */
      readonly status: number | null;
      /** Whose try this document was; null for a first visit or a page that reloads itself. */
      readonly triedBy: 'us' | 'visitor' | null;
    }
  | { readonly kind: 'diagnosed'; readonly family: string | null; readonly cause: string | null }
  /** A probe, made by us or asked for by the visitor, got this status; null: no answer at all. */
  | {
      readonly kind: 'probed';
      readonly at: EpochMs;
      readonly by: 'us' | 'visitor';
      readonly status: number | null;
    }
  | { readonly kind: 'misled' }
  | { readonly kind: 'ended'; readonly end: IncidentEnd };

/** More different statuses than this are no longer told apart. */
const MOST_STATUSES = 10;

/**
 * Folds one event into an incident; `null` begins a new one, which only `failed` can do.
 *
 * A failure of the same address belongs to the incident that is open; of another address, or after
 * an end, it begins a new one. Other events leave an ended incident as it is.
 */
export function fold(incident: Incident | null, event: IncidentEvent): Incident | null {
  if (event.kind === 'failed') {
    const open = incident !== null && incident.end === null && incident.address === event.address;
    return open ? again(incident, event) : begin(event);
  }
  if (incident === null || incident.end !== null) return incident;
  switch (event.kind) {
    case 'diagnosed':
      return { ...incident, family: event.family, cause: event.cause };
    case 'probed':
      return {
        ...withTry(incident, event.by, event.at),
        statuses: withStatus(incident, event.status),
        lastSeenAt: later(incident, event.at),
      };
    case 'misled':
      return { ...incident, probeMisled: true };
    case 'ended':
      return { ...incident, end: event.end };
  }
}

type Failed = Extract<IncidentEvent, { kind: 'failed' }>;

function begin(event: Failed): Incident {
  return {
    id: event.id,
    site: siteOf(event.address) ?? '',
    address: event.address,
    askedBy: event.askedBy,
    firstSeenAt: event.at,
    lastSeenAt: event.at,
    statuses: event.status === null ? [] : [event.status],
    family: null,
    cause: null,
    tries: { ours: 0, visitors: 0 },
    lastTryAt: null,
    probeMisled: false,
    end: null,
  };
}

function again(incident: Incident, event: Failed): Incident {
  const tried = event.triedBy === null ? incident : withTry(incident, event.triedBy, event.at);
  return {
    ...tried,
    // The document that stands there now decides what may be done with it.
    askedBy: event.askedBy,
    statuses: withStatus(incident, event.status),
    lastSeenAt: later(incident, event.at),
  };
}

function withTry(incident: Incident, by: 'us' | 'visitor', at: EpochMs): Incident {
  const { ours, visitors } = incident.tries;
  return {
    ...incident,
    tries: by === 'us' ? { ours: ours + 1, visitors } : { ours, visitors: visitors + 1 },
    lastTryAt: at,
  };
}

/** The newest status stands last; each is kept once. */
function withStatus(incident: Incident, status: number | null): readonly number[] {
  if (status === null) return incident.statuses;
  return [...incident.statuses.filter((known) => known !== status), status].slice(-MOST_STATUSES);
}

/** A clock that was set back doesn't make an incident end before it began. */
function later(incident: Incident, at: EpochMs): EpochMs {
  return Math.max(incident.lastSeenAt, at);
}
