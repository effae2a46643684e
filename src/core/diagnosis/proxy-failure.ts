/**
 * A page that the visitor's own proxy did not bring, as far as the browser tells. Of an https page the
 * proxy's answer never reaches us: there is an error's name in place of status, headers and page.
 */
export interface ProxyFailure {
  /**
   * `unreachable`: the browser doesn't reach its proxy. `failed`: the proxy doesn't reach the site, or
   * says no word about why. `refused`: it won't, or wants a password first.
   */
  readonly kind: 'unreachable' | 'failed' | 'refused';
  /** What the proxy answered with; null where the browser keeps it to itself. */
  readonly status: number | null;
  /** The browser's own name of the error. */
  readonly error: string;
}

type Meaning = Omit<ProxyFailure, 'error'>;

const UNREACHABLE: Meaning = { kind: 'unreachable', status: null };
const FAILED: Meaning = { kind: 'failed', status: null };
const failed = (status: number): Meaning => ({ kind: 'failed', status });
const refused = (status: number): Meaning => ({ kind: 'refused', status });

/**
 * Errors that only a proxy can be at fault for. Chromium's (net/base/net_error_list.h) have one name for
 * whatever a proxy answered, Firefox's (HttpProxyResponseToErrorCode) one for nearly each status;
 * what is measured of them stands in docs/decisions/0012-forward-proxies.md.
 */
const ERRORS: ReadonlyMap<string, Meaning> = new Map([
  ['net::ERR_TUNNEL_CONNECTION_FAILED', FAILED],
  ['net::ERR_PROXY_CONNECTION_FAILED', UNREACHABLE],
  ['net::ERR_PROXY_CERTIFICATE_INVALID', UNREACHABLE],
  ['net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', UNREACHABLE],
  ['net::ERR_PROXY_AUTH_UNSUPPORTED', refused(407)],
  ['net::ERR_PROXY_AUTH_REQUESTED', refused(407)],
  // No connection to the proxy, or an answer of the proxy's that Firefox has no name for.
  ['NS_ERROR_PROXY_CONNECTION_REFUSED', FAILED],
  ['NS_ERROR_UNKNOWN_PROXY_HOST', UNREACHABLE],
  ['NS_ERROR_PROXY_UNAUTHORIZED', refused(401)],
  ['NS_ERROR_PROXY_PAYMENT_REQUIRED', refused(402)],
  ['NS_ERROR_PROXY_FORBIDDEN', refused(403)],
  ['NS_ERROR_PROXY_METHOD_NOT_ALLOWED', refused(405)],
  ['NS_ERROR_PROXY_AUTHENTICATION_FAILED', refused(407)],
  ['NS_ERROR_PROXY_UNAVAILABLE_FOR_LEGAL_REASONS', refused(451)],
  ['NS_ERROR_PROXY_NETWORK_AUTHENTICATION_REQUIRED', refused(511)],
  ['NS_ERROR_PROXY_TOO_MANY_REQUESTS', failed(429)],
  ['NS_ERROR_PROXY_BAD_GATEWAY', failed(502)],
  ['NS_ERROR_PROXY_GATEWAY_TIMEOUT', failed(504)],
]);

/**
 * What Firefox makes of a proxy's 503 and redirects, and of its 400, 404 and 500. Without a proxy that
 * speaks HTTP these are the network's own: nobody's gateway failed.
 */
const OF_AN_HTTP_PROXY: ReadonlySet<string> = new Set([
  'NS_ERROR_CONNECTION_REFUSED',
  'NS_ERROR_UNKNOWN_HOST',
]);

/** Firefox's names for the rarer statuses. */
const ANY_OTHER = /^NS_ERROR_PROXY_[A-Z_]{1,60}$/;

/**
 * What an error of the browser's says of the visitor's proxy; null where it says nothing of one: a plain
 * network error, or a navigation that was merely broken off.
 *
 * @param httpProxy whether the browser says that it asked an HTTP proxy
 */
export function proxyFailureOf(error: string, httpProxy: boolean): ProxyFailure | null {
  const isProxys = (httpProxy && OF_AN_HTTP_PROXY.has(error)) || ANY_OTHER.test(error);
  const meaning = ERRORS.get(error) ?? (isProxys ? FAILED : null);
  return meaning === null ? null : { ...meaning, error };
}
