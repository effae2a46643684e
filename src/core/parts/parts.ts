import { siteOf } from '../address/site';

/** What one frame of a page tells of the requests that it made. */
export interface FrameParts {
  /** Those that failed at a server: each address once, with the status of its last answer. */
  readonly failed: readonly FailedRequest[];
  /** Addresses of which the browser doesn't say how they were answered. */
  readonly untold: number;
  /** Whether the browser may have stopped taking notes: later requests are missing then. */
  readonly isFull: boolean;
}

interface FailedRequest {
  readonly address: string;
  readonly status: number;
}

/** Requests to one site that failed with one status. */
interface FailedParts {
  readonly site: string;
  readonly status: number;
  readonly requests: number;
}

/** Which parts of a page failed, as far as one can see. */
export interface PageParts {
  /** Most requests first; at most `MOST_GROUPS`. */
  readonly failed: readonly FailedParts[];
  /** Failed requests beyond those. */
  readonly others: number;
  /** Requests of which the browser doesn't say how they were answered. */
  readonly untold: number;
  readonly isFull: boolean;
  /** Frames that could not be looked into. */
  readonly unseenFrames: number;
}

/** More lines than this are a list that nobody reads. */
export const MOST_GROUPS = 5;

/**
 * Sums up what the frames of a page tell, null for each that couldn't be asked. What is no web address,
 * or no status from 500 to 599, counts for nothing: the page itself may have had a say in it.
 */
export function sumUp(frames: readonly (FrameParts | null)[]): PageParts {
  const seen = frames.filter((frame) => frame !== null);
  const groups = groupsOf(seen.flatMap(({ failed }) => failed));
  return {
    failed: groups.slice(0, MOST_GROUPS),
    others: sum(groups.slice(MOST_GROUPS).map(({ requests }) => requests)),
    untold: sum(seen.map(({ untold }) => untold)),
    isFull: seen.some(({ isFull }) => isFull),
    unseenFrames: frames.length - seen.length,
  };
}

function groupsOf(failed: readonly FailedRequest[]): FailedParts[] {
  const groups = new Map<string, FailedParts>();
  for (const { address, status } of failed) {
    const site = siteOf(address);
    if (site === null || !isServerError(status)) continue;
    const name = `${status} ${site}`;
    const requests = (groups.get(name)?.requests ?? 0) + 1;
    groups.set(name, { site, status, requests });
  }
  return [...groups.values()].sort(
    (a, b) => b.requests - a.requests || byText(a.site, b.site) || a.status - b.status,
  );
}

/** RFC 9110 section 15.6; gateways fill the class with codes of their own. */
function isServerError(status: number): boolean {
  return Number.isInteger(status) && status >= 500 && status <= 599;
}

/** The same order in every language: host names are ASCII. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
