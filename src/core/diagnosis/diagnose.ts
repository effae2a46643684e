import { parseRetryAfter } from '../retry/retry-after';
import { type ByStatus, CATALOGUE, type Signature } from './catalogue';
import type { Cause, Diagnosis, Evidence, RetryReason, Side } from './diagnosis';
import { normaliseMarkup } from './markup';
import { type Context, headerValues, type ObservedResponse, type PageContent } from './observation';
import { isChallenge, pageKind, refreshesItself } from './page-kind';

/** Headers that name this very request at the gateway's support desk, best first. */
const REFERENCES: readonly { readonly header: string; readonly name: string }[] = [
  { header: 'cf-ray', name: 'Ray ID' },
  { header: 'x-amz-cf-id', name: 'X-Amz-Cf-Id' },
  { header: 'x-varnish', name: 'XID' },
  { header: 'x-request-id', name: 'X-Request-Id' },
  { header: 'x-correlation-id', name: 'X-Correlation-Id' },
  { header: 'x-amzn-requestid', name: 'X-Amzn-RequestId' },
  { header: 'x-amzn-trace-id', name: 'X-Amzn-Trace-Id' },
];

/**
 * Says what can be said of a failing answer, with evidence, and never more.
 *
 * Pure and total: any input gives a diagnosis, in time linear in the size of the page. Before the
 * page is read pass `null` for it; the diagnosis then speaks from status and headers alone.
 *
 * @param now in ms since the epoch, for a Retry-After date in a response without `Date`
 */
export function diagnose(
  response: ObservedResponse,
  page: PageContent | null,
  context: Context,
  now: number,
): Diagnosis {
  const markup = page === null ? '' : normaliseMarkup(page.markup);
  const signature = CATALOGUE.find((entry) => matches(entry, response, markup)) ?? null;
  const kind = isChallenge(response.headers)
    ? 'challenge'
    : pageKind(page, markup, signature !== null && signature.replaceable !== true);
  const selfRefreshing = refreshesItself(response.headers, markup);
  const cause =
    kind === 'challenge' ? 'challenge' : meaning(signature?.cause, response.status, 'unknown');
  const notBeforeSeconds = parseRetryAfter(
    headerValues(response.headers, 'retry-after')[0] ?? null,
    headerValues(response.headers, 'date')[0] ?? null,
    now,
  );
  const why = retryReason(kind === 'challenge', cause, selfRefreshing, notBeforeSeconds);
  const side = kind === 'challenge' ? 'unknown' : (signature?.side ?? sideByContext(context));

  return {
    status: response.status,
    gateway: signature?.gateway ?? null,
    author: signature === null ? 'unknown' : 'gateway',
    path: [],
    side,
    // A link has its place in the chain only where it is known whose part of the chain it is.
    failedLink:
      side === 'unknown' ? 'unknown' : meaning(signature?.failedLink, response.status, 'unknown'),
    cause,
    certainty: signature?.certainty ?? (side === 'unknown' ? 'unknown' : 'likely'),
    reference: referenceOf(response),
    retry: {
      automatic: why === 'usually-temporary' || why === 'asked-to-wait',
      notBeforeSeconds,
      why,
    },
    page: kind,
    selfRefreshing,
    evidence: evidenceOf(response, page, signature, side),
  };
}

/** Whether an entry of the catalogue claims a response; `markup` is the normalised one. */
export function matches(entry: Signature, response: ObservedResponse, markup: string): boolean {
  if (entry.statuses !== undefined && !entry.statuses.includes(response.status)) return false;
  const headers = entry.headers ?? [];
  const hasHeaders = headers.every(({ name, value }) =>
    headerValues(response.headers, name).some(
      (found) => value === undefined || value.test(found.slice(0, 300)),
    ),
  );
  return hasHeaders && (entry.markup === undefined || entry.markup.test(markup));
}

/** No failing https page reaches the visitor but from the site, or from what breaks into https. */
function sideByContext(context: Context): Side {
  return context.scheme === 'https' ? 'site' : 'unknown';
}

/** What a product's page means at a status. */
function meaning<T extends string>(
  of: T | ByStatus<T> | undefined,
  status: number,
  otherwise: T,
): T {
  return (typeof of === 'object' ? of[status] : of) ?? otherwise;
}

function retryReason(
  challenge: boolean,
  cause: Cause,
  selfRefreshing: boolean,
  notBeforeSeconds: number | null,
): RetryReason {
  if (challenge || cause === 'blocked') return 'deliberate';
  if (selfRefreshing) return 'refreshes-itself';
  if (cause === 'certificate' || cause === 'no-tunnel') return 'needs-the-owner';
  return notBeforeSeconds === null ? 'usually-temporary' : 'asked-to-wait';
}

function referenceOf(response: ObservedResponse): Diagnosis['reference'] {
  for (const { header, name } of REFERENCES) {
    const value = headerValues(response.headers, header)[0]?.trim();
    // A reference is one word or a few; what is longer is no reference, whatever its header says.
    if (value !== undefined && /^[\w .:;=+/@-]{4,120}$/.test(value)) return { name, value };
  }
  return null;
}

function evidenceOf(
  response: ObservedResponse,
  page: PageContent | null,
  signature: Signature | null,
  side: Side,
): Evidence[] {
  const reason = response.reason === null || response.reason === '' ? '' : ` ${response.reason}`;
  const found: Evidence[] = [
    { kind: 'status', value: cut(`${response.status}${reason}`), speaksFor: 'cause' },
  ];
  for (const name of [
    'server',
    'via',
    'retry-after',
    'cf-error-type',
    'x-squid-error',
    'proxy-status',
    'cache-status',
    'x-cache',
  ]) {
    for (const value of headerValues(response.headers, name).slice(0, 3)) {
      const speaksFor = name === 'retry-after' ? 'retry' : 'gateway';
      found.push({ kind: 'header', name, value: cut(value), speaksFor });
    }
  }
  if (page !== null && page.title !== '') {
    found.push({ kind: 'title', value: cut(page.title), speaksFor: 'author' });
  }
  if (signature?.markup !== undefined) {
    found.push({ kind: 'markup', value: signature.gateway.product, speaksFor: 'gateway' });
  }
  if (response.fromCache) found.push({ kind: 'context', value: 'cache', speaksFor: 'cause' });
  if (side === 'site' && signature?.side === undefined) {
    found.push({ kind: 'context', value: 'https', speaksFor: 'side' });
  }
  return found;
}

function cut(value: string): string {
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}
