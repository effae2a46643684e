import type { Signature } from './catalogue';
import type { Diagnosis } from './diagnosis';
import { looksIntercepted } from './interception';
import type { Observed } from './match';
import { headerValues } from './observation';
import { originServer } from './path';
import type { StandardFields } from './standards';

/** Headers that repeat the status that the server behind answered with. */
const ORIGIN_STATUS = [
  'x-do-orig-status',
  'cdn-requestpullcode',
  'x-azure-originstatuscode',
  'x-apisix-upstream-status',
  'x-kong-upstream-status',
  'section-io-origin-status',
];

/** Headers that are there only where the server behind answered. */
const ANSWERED = [
  'x-envoy-upstream-service-time',
  'x-kong-upstream-latency',
  'x-render-origin-server',
];

/** What a gateway says of itself. A page without them, by a server that no gateway is, is the site's. */
const GATEWAY_WORDS =
  /\b(?:bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|upstream|backend|proxy)\b/i;

export interface AuthorClaim {
  readonly author: Diagnosis['author'];
  /** The header that says so, where it isn't the entry itself. */
  readonly toldBy: { readonly name: string; readonly value: string } | null;
}

/** Who made the page: the gateway that the catalogue knows it of, or the server behind, where told. */
export function authorOf(
  entry: Signature | null,
  observed: Observed,
  standards: StandardFields,
): AuthorClaim {
  if (entry !== null) return { author: 'gateway', toldBy: null };
  const { response, form, empty } = observed;
  const { headers, status } = response;
  if (standards.proxyError !== null) {
    return {
      author: 'gateway',
      toldBy: { name: 'proxy-status', value: standards.proxyError.error },
    };
  }
  if (standards.receivedStatus === status) {
    return { author: 'origin', toldBy: { name: 'proxy-status', value: String(status) } };
  }
  for (const name of ORIGIN_STATUS) {
    // Several, where it was asked several times: the last one counts.
    const value = headerValues(headers, name)[0]?.split(',').at(-1)?.trim();
    if (value === String(status)) return { author: 'origin', toldBy: { name, value } };
  }
  for (const name of ANSWERED) {
    const value = headerValues(headers, name)[0];
    if (value !== undefined) return { author: 'origin', toldBy: { name, value } };
  }
  const server = originServer(headers);
  const { title, words } = form;
  // Nothing at all is what gateways send too, and a proxy's name is no program's of the site.
  const isSilent = empty || looksIntercepted(observed);
  return server === null || isSilent || GATEWAY_WORDS.test(`${title} ${words.slice(0, 1_000)}`)
    ? { author: 'unknown', toldBy: null }
    : { author: 'origin', toldBy: { name: 'server', value: server } };
}
