import { atStatus, type Signature } from './catalogue';
import type { Certainty, FailedLink, Side } from './diagnosis';
import { looksIntercepted, refusalOf } from './interception';
import type { Observed } from './match';
import type { Context } from './observation';
import { SIGNING } from './path';

export interface SideClaim {
  readonly side: Side;
  readonly certainty: Certainty;
  /** What speaks for it, where that is not the gateway itself. */
  readonly because: 'https' | 'direct' | 'relayed' | 'others' | 'proxy' | null;
}

const UNKNOWN: SideClaim = { side: 'unknown', certainty: 'unknown', because: null };

/**
 * Whose side a failure is on. A product that stands on one side only says it; for the others, and for
 * pages that nobody knows, the surroundings do.
 *
 * @param perhaps entries that may have made the page
 * @param path the families that the answer passed
 */
export function sideOf(
  entry: Signature | null,
  observed: Observed,
  context: Context,
  perhaps: readonly Signature[],
  path: readonly string[],
): SideClaim {
  if (entry !== null) {
    const isForward = entry.gateway.role === 'forward-proxy';
    const side = entry.side ?? (isForward ? 'visitor' : 'site');
    if (side !== 'unknown') {
      const sure = entry.sideCertainty ?? (isForward ? 'likely' : 'certain');
      return { side, certainty: sure, because: null };
    }
    if (!isForward) return UNKNOWN;
    // The same page from the site's cache and from the visitor's proxy: what else fails tells.
    if (context.others === 'failing') return likely('visitor', 'others');
    return context.scheme === 'http' && context.proxy === 'known'
      ? likely('visitor', 'proxy')
      : UNKNOWN;
  }
  if (perhaps.some(({ gateway }) => gateway.role === 'forward-proxy')) return UNKNOWN;
  // Only proxies for programs send these; no site's front is known to.
  if (observed.response.status >= 590 && observed.response.status <= 599) return UNKNOWN;
  if (looksIntercepted(observed) || refusalOf(observed.form) !== null) return UNKNOWN;
  // No failing https page reaches the visitor but from the site, or from what breaks into https.
  if (context.scheme === 'https') return likely('site', 'https');
  if (context.proxy === 'none') return likely('site', 'direct');
  // A forward proxy's own page says so; on what it merely relays there is only its mark.
  return path.some((family) => SIGNING.has(family)) ? likely('site', 'relayed') : UNKNOWN;
}

function likely(side: 'site' | 'visitor', because: SideClaim['because']): SideClaim {
  return { side, certainty: 'likely', because };
}

/** The link that failed: by what the entry says of the status, within the side's part of the chain. */
export function linkOf(
  entry: Signature | null,
  status: number,
  side: Side,
  proxyError: boolean,
): FailedLink {
  // A link has its place in the chain only where it is known whose part of the chain it is.
  if (side === 'unknown') return 'unknown';
  if (side === 'visitor') return 'visitor-proxy';
  if (proxyError) return 'front-to-server';
  return atStatus(entry?.failedLink, status) ?? 'unknown';
}
