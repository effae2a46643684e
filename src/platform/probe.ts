import type { TryOutcome } from '../protocol/card';

/**
 * How long an answer is waited for. Chromium stops a service worker whose fetch takes longer than
 * 30 s (its documentation, "The extension service worker lifecycle"), so the background has less.
 */
const PATIENCE_MS = 25_000;

/**
 * One gentle GET of an address, for its status alone: no cache, no referrer, redirects not followed
 * (the site answered, and nobody else is asked), the body not read.
 *
 * From the card's own world `include` sends the page's own cookies, and its policies may keep the
 * answer from us (`unreadable`). From the background `include` sends the cookies of its own jar, and
 * `omit` none at all.
 */
export async function probe(address: string, credentials: 'include' | 'omit'): Promise<TryOutcome> {
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
    // The status is all we came for.
    patience.abort();
    if (response.type === 'opaque') return { kind: 'unreadable' };
    return { kind: 'answered', status: response.type === 'opaqueredirect' ? 0 : response.status };
  } catch {
    return patience.signal.aborted ? { kind: 'silent' } : { kind: 'unreadable' };
  } finally {
    clearTimeout(timer);
  }
}
