/**
 * An *incident* is a run of consecutive failures of one address in one tab, from the first failing
 * answer until the address answers (*recovered*: a document of that address came with a status that
 * is not a failure, and we saw it) or the tab leaves it.
 *
 * A *try* is one GET of the failing address, made by Backsoon (a probe or a reload) or by the
 * visitor (a reload of their own, or "Try now").
 */

/** Milliseconds since the epoch. */
export type EpochMs = number;

export type IncidentEnd =
  | { readonly how: 'recovered'; readonly at: EpochMs }
  /** The tab went elsewhere or was closed: not seen to return. */
  | { readonly how: 'left'; readonly at: EpochMs }
  /** The browser ended, or the record was lost, while the address still failed. */
  | { readonly how: 'unknown'; readonly at: EpochMs };

/**
 * How the failing document was asked for. `unseen`: nobody saw the request (the page was there
 * before Backsoon); it may have been a form.
 */
export type AskedBy = 'get' | 'form' | 'unseen';

export interface Incident {
  readonly id: string;
  /** The host name. */
  readonly site: string;
  /** The address in full, without its fragment. Never leaves session storage. */
  readonly address: string;
  readonly askedBy: AskedBy;
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  /**
   * Each status once, in the order seen; 599 and beyond are kept as they came. Empty where the browser
   * gave none: a proxy of the visitor's failed.
   */
  readonly statuses: readonly number[];
  readonly family: string | null;
  readonly cause: string | null;
  readonly tries: { readonly ours: number; readonly visitors: number };
  readonly lastTryAt: EpochMs | null;
  /** A probe said that the site is well and the page still failed: probes can't be trusted here. */
  readonly probeMisled: boolean;
  readonly end: IncidentEnd | null;
}

/**
 * The id of an incident: made from the request and the document that it began with, so that it is the
 * same in whatever order the browser tells of them. Either may be unknown, not both.
 */
export function incidentId(requestId: string | null, documentId: string | null): string {
  return `${requestId ?? ''}~${documentId ?? ''}`;
}

/** The status seen last; null where there was none. */
export function lastStatus(incident: Pick<Incident, 'statuses'>): number | null {
  return incident.statuses.at(-1) ?? null;
}
