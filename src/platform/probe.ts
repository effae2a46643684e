import type { Header } from '../core/diagnosis/observation';
import type { TryOutcome } from '../protocol/card';

/**
 * How long an answer is waited for. Chromium stops a service worker whose fetch takes longer than
 * 30 s (its documentation, "The extension service worker lifecycle"), so the background has less.
 */
const PATIENCE_MS = 25_000;

const MOST_HEADERS = 100;
const LONGEST_NAME = 100;
const LONGEST_VALUE = 1_000;

/**
 * One gentle GET of an address, for its status alone: no cache, no referrer, redirects not followed
 * (the site answered, and nobody else is asked), the body not read.
 *
 * From the card's own world `include` sends the page's own cookies, and its policies may keep the
 * answer from us (`unreadable`). From the background `include` sends the cookies of its own jar, and
 * `omit` none at all.
 */
export async function probe(address: string, credentials: 'include' | 'omit'): Promise<TryOutcome> {
  const answer = await get(address, credentials);
  if (answer === 'silent' || answer === 'unreadable') return { kind: answer };
  return { kind: 'answered', status: statusOf(answer) };
}

/** What a watch learns from one probe; `headers` as far as the watch reads them, names in lower case. */
export interface Look {
  /** 0 stands for a redirect, which isn't followed. */
  readonly status: number;
  readonly headers: readonly Header[];
}

/** The same from a page of ours, with its tab's own cookies, and with what else the answer's head says. */
export async function probeClosely(
  address: string,
): Promise<{ readonly outcome: TryOutcome; readonly headers: Header[] }> {
  const answer = await get(address, 'include');
  if (answer === 'silent' || answer === 'unreadable') {
    // A page of ours may read everything: what it can't read didn't come.
    return { outcome: { kind: 'silent' }, headers: [] };
  }
  const outcome = { kind: 'answered', status: statusOf(answer) } as const;
  return { outcome, headers: boundHeaders(answer.headers) };
}

/** A probe without any cookies, from the background. null: no answer. */
export async function look(address: string): Promise<Look | null> {
  const answer = await get(address, 'omit');
  if (answer === 'silent' || answer === 'unreadable') return null;
  return { status: statusOf(answer), headers: boundHeaders(answer.headers) };
}

async function get(
  address: string,
  credentials: 'include' | 'omit',
): Promise<Response | 'silent' | 'unreadable'> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, {
      method: 'GET',
      cache: 'no-store',
      credentials,
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: patience.signal,
    });
    // Status and headers are all we came for.
    patience.abort();
    return response.type === 'opaque' ? 'unreadable' : response;
  } catch {
    return patience.signal.aborted ? 'silent' : 'unreadable';
  } finally {
    clearTimeout(timer);
  }
}

function statusOf(response: Response): number {
  return response.type === 'opaqueredirect' ? 0 : response.status;
}

/** What comes from a server is bounded before anyone looks at it. */
function boundHeaders(headers: Headers): Header[] {
  return [...headers].slice(0, MOST_HEADERS).map(([name, value]) => ({
    name: name.toLowerCase().slice(0, LONGEST_NAME),
    value: value.slice(0, LONGEST_VALUE),
  }));
}
