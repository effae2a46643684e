import { retryAfterOf } from '../retry/retry-after';
import { type AuthorClaim, authorOf } from './author';
import type { Signature } from './catalogue';
import { causeOf } from './cause';
import type { AnswerDiagnosis, Cause, Certainty, GatewayRole, RetryReason } from './diagnosis';
import { evidenceOf } from './evidence';
import { withoutComments } from './markup';
import { claimOf, type Observed } from './match';
import {
  type Context,
  headerValues,
  type ObservedResponse,
  type PageContent,
  takenApart,
} from './observation';
import { pageForm } from './page-form';
import { isChallenge, pageKind, refreshesItself } from './page-kind';
import { pathOf, serverContradicts } from './path';
import { referenceOf } from './reference';
import { linkOf, type SideClaim, sideOf } from './side';
import { standardFields } from './standards';

/** What runs the site's program has another server in front of it, whose name says nothing against it. */
const BEHIND_A_SERVER: ReadonlySet<GatewayRole> = new Set(['origin-server', 'app-platform']);

/** Below this a status tells of no failure on the way: RFC 9110, section 15. */
const FIRST_FAILURE = 500;

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
): AnswerDiagnosis {
  const observed = observe(response, page);
  const { headers, status } = observed.response;
  const standards = standardFields(headers);
  const { entry, perhaps } = claimOf(observed);
  const markup = page === null ? '' : withoutComments(page.markup);
  const kind = isChallenge(headers)
    ? 'challenge'
    : pageKind(page, markup, entry !== null && entry.replaceable !== true);
  const selfRefreshing = refreshesItself(headers, markup);
  const path = pathOf(headers).filter((family) => family !== entry?.gateway.family);
  // Whoever asks whether this is a person, it is hardly the program that was asked for.
  const author: AuthorClaim =
    kind === 'challenge' && entry === null
      ? { author: 'unknown', toldBy: null }
      : authorOf(entry, observed, standards);
  const side: SideClaim =
    kind === 'challenge' || (status < FIRST_FAILURE && entry === null)
      ? { side: 'unknown', certainty: 'unknown', because: null }
      : sideOf(entry, observed, context, perhaps, path);
  const told = causeOf(entry, observed, standards);
  const cause = kind === 'challenge' ? 'challenge' : told.cause;
  const notBeforeSeconds = askedToWait(entry, observed.response, now);
  const mayBeBlocked = perhaps.some(({ cause }) => cause === 'blocked');
  const why =
    status < FIRST_FAILURE
      ? 'no-failure'
      : retryReason(mayBeBlocked ? 'blocked' : cause, selfRefreshing, notBeforeSeconds);

  return {
    status,
    gateway: entry?.gateway ?? null,
    author: author.author,
    path,
    side: side.side,
    failedLink: linkOf(entry, status, side.side, standards.proxyError !== null),
    cause,
    certainty: certaintyOf(entry, observed.response, side),
    reference: referenceOf(entry, observed),
    retry: {
      automatic: why === 'usually-temporary' || why === 'asked-to-wait',
      notBeforeSeconds,
      why,
    },
    page: kind,
    selfRefreshing,
    evidence: evidenceOf(observed, { entry, perhaps, author, side, causeToldBy: told.toldBy }),
  };
}

/** Puts a response into the forms that the catalogue is matched against. */
export function observe(seen: ObservedResponse, page: PageContent | null): Observed {
  const response = { ...seen, headers: takenApart(seen.headers) };
  const type = headerValues(response.headers, 'content-type')[0];
  const isMarkup =
    type === undefined ? /^\s*</.test(page?.markup ?? '') : /\b(?:html|xml)\b/i.test(type);
  const form = pageForm(page, isMarkup);
  const empty =
    page === null
      ? headerValues(response.headers, 'content-length').some((value) => value.trim() === '0')
      : form.skeleton === '' && form.words === '';
  return { response, form, empty };
}

/** The weaker of the two claims: who made the page, and whose side it is on. */
function certaintyOf(
  entry: Signature | null,
  response: ObservedResponse,
  side: SideClaim,
): Certainty {
  if (entry === null) return side.certainty;
  const contradicted =
    !BEHIND_A_SERVER.has(entry.gateway.role) &&
    serverContradicts(response.headers, entry.gateway.family);
  const sure = entry.certainty === 'certain' && !contradicted;
  return sure && side.certainty !== 'likely' ? 'certain' : 'likely';
}

/** The `Retry-After` that was meant, in seconds; a product's constant means nothing. */
function askedToWait(
  entry: Signature | null,
  { headers }: ObservedResponse,
  now: number,
): number | null {
  const seconds = retryAfterOf(headers, now);
  return seconds === entry?.constantRetryAfter ? null : seconds;
}

function retryReason(
  cause: Cause,
  selfRefreshing: boolean,
  notBeforeSeconds: number | null,
): RetryReason {
  if (cause === 'challenge' || cause === 'blocked') return 'deliberate';
  if (selfRefreshing) return 'refreshes-itself';
  if (cause === 'certificate' || cause === 'no-tunnel') return 'needs-the-owner';
  return notBeforeSeconds === null ? 'usually-temporary' : 'asked-to-wait';
}
