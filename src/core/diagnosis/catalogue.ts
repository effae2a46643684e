import type { Cause, FailedLink, Gateway, Side } from './diagnosis';

/** What each status means on one product's page; a status that isn't listed means nothing more. */
export type ByStatus<T> = Readonly<Partial<Record<number, T>>>;

/**
 * The catalogue of gateways: data only, one entry a page that a product makes of its own accord.
 * A `Server` header is never enough: many gateways replace or pass on the origin's. What names the
 * author is the skeleton of the page, or a header that only the author sends.
 */
export interface Signature {
  /** Names the entry, and its example in tests/data/gateways. */
  readonly id: string;
  readonly gateway: Gateway;
  readonly statuses?: readonly number[];
  /** All of these must match; values as regular expressions without nesting, tested on 300 characters. */
  readonly headers?: readonly { readonly name: string; readonly value?: RegExp }[];
  /** Must match the normalised markup. Anchored or literal-led, so that no pattern can run away. */
  readonly markup?: RegExp;
  /** The site may have put a page of its own in this place: what the page looks like decides. */
  readonly replaceable?: true;
  readonly certainty: 'certain' | 'likely';
  /** Absent: the product stands on either side, so only the context can tell. */
  readonly side?: Side;
  readonly failedLink: FailedLink | ByStatus<FailedLink>;
  readonly cause?: Cause | ByStatus<Cause>;
}

/**
 * The page that nginx and its relatives make: a centred heading, a rule, a centred name. They differ
 * only in that name. Anchored at both ends, so that an article that quotes such a page is not one.
 */
const centred = (footer: string): RegExp =>
  new RegExp(
    `^<html><head><title>5\\d\\d [\\w -]{1,40}</title></head><body(?: bgcolor="white")?>` +
      `<center><h1>5\\d\\d [\\w -]{1,40}</h1></center>(?:<p>[^<]{0,200}</p>)?<hr><center>${footer}</center></body></html>$`,
    'i',
  );

const BEHIND = { side: 'site', failedLink: 'front-to-server' } as const;

/**
 * nginx sends 502 and 504 about the server behind it only; its 500, 503 and the rest may be its own
 * limits or a fixed `return` (shared/responses: nginx-503-limit-req, nginx-503-return).
 */
const NGINX_LIKE = {
  side: 'site',
  failedLink: { 502: 'front-to-server', 504: 'front-to-server' },
  cause: { 504: 'timeout' },
} as const;

const CLOUDFLARE: Gateway = { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' };

/** Cloudflare's own codes, by its documentation ("Cloudflare 5xx errors"). 530 has several causes. */
const CLOUDFLARE_CODES = [520, 521, 522, 523, 524, 525, 526, 527, 530];
const CLOUDFLARE_CAUSES: ByStatus<Cause> = {
  520: 'invalid',
  521: 'refused',
  522: 'timeout',
  523: 'unreachable',
  524: 'timeout',
  525: 'tls',
  526: 'certificate',
};

export const CATALOGUE: readonly Signature[] = [
  {
    id: 'cloudflare-tunnel',
    gateway: CLOUDFLARE,
    statuses: [530],
    headers: [{ name: 'cf-ray' }],
    // Error 1033: the tunnel that serves this host isn't connected.
    markup: /<title>(?:Argo|Cloudflare) Tunnel error\b/,
    certainty: 'certain',
    cause: 'no-tunnel',
    ...BEHIND,
  },
  {
    id: 'cloudflare-branded',
    gateway: CLOUDFLARE,
    headers: [{ name: 'cf-ray' }],
    markup: /<div id="cf-error-details"/,
    certainty: 'certain',
    side: 'site',
    failedLink: {
      // On these two the branded page means that the server behind said so itself.
      502: 'server',
      504: 'server',
      520: 'front-to-server',
      521: 'front-to-server',
      522: 'front-to-server',
      523: 'front-to-server',
      524: 'front-to-server',
      525: 'front-to-server',
      526: 'front-to-server',
      527: 'front-to-server',
      530: 'front-to-server',
    },
    cause: CLOUDFLARE_CAUSES,
  },
  {
    id: 'cloudflare-bare',
    gateway: CLOUDFLARE,
    headers: [{ name: 'cf-ray' }],
    markup: centred('cloudflare(?:-nginx)?'),
    certainty: 'certain',
    side: 'site',
    failedLink: 'front',
  },
  {
    id: 'cloudflare-code',
    gateway: CLOUDFLARE,
    statuses: CLOUDFLARE_CODES,
    headers: [{ name: 'cf-ray' }, { name: 'server', value: /^cloudflare$/i }],
    replaceable: true,
    // These headers are on everything that passes Cloudflare, and a server behind it could send the
    // same code; hardly one does.
    certainty: 'likely',
    cause: CLOUDFLARE_CAUSES,
    ...BEHIND,
  },
  {
    id: 'squid',
    gateway: { family: 'squid', product: 'Squid', role: 'forward-proxy' },
    headers: [{ name: 'x-squid-error' }],
    certainty: 'likely',
    // A Squid in front of a site sends the same page as one at the visitor's, even for https.
    side: 'unknown',
    failedLink: 'unknown',
  },
  {
    id: 'nginx',
    gateway: { family: 'nginx', product: 'nginx', role: 'reverse-proxy' },
    markup: centred('nginx(?:/[\\d.]{1,12})?(?: \\([^()<]{1,30}\\))?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'openresty',
    gateway: { family: 'openresty', product: 'OpenResty', role: 'reverse-proxy' },
    markup: centred('openresty(?:/[\\d.]{1,16})?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'tengine',
    gateway: { family: 'tengine', product: 'Tengine', role: 'reverse-proxy' },
    markup: centred('tengine(?:/[\\d.]{1,12})?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'apache-proxy-error',
    gateway: { family: 'apache', product: 'Apache HTTP Server', role: 'reverse-proxy' },
    statuses: [502],
    markup:
      /^<html><head><title>502 Proxy Error<\/title><\/head><body><h1>Proxy Error<\/h1><p>The proxy server /,
    certainty: 'likely',
    // As a forward proxy it sends the very same bytes.
    failedLink: 'front-to-server',
  },
  {
    id: 'haproxy-503',
    gateway: { family: 'haproxy', product: 'HAProxy', role: 'reverse-proxy' },
    statuses: [503],
    markup:
      /^<html><body><h1>503 Service Unavailable<\/h1>No server is available to handle this request\.<\/body><\/html>$/i,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'haproxy-502',
    gateway: { family: 'haproxy', product: 'HAProxy', role: 'reverse-proxy' },
    statuses: [502],
    markup:
      /^<html><body><h1>502 Bad Gateway<\/h1>The server returned an invalid or incomplete response\.<\/body><\/html>$/i,
    certainty: 'certain',
    // "Invalid or incomplete": garbage and a connection that just closed look the same.
    ...BEHIND,
  },
  {
    id: 'varnish',
    gateway: { family: 'varnish', product: 'Varnish', role: 'reverse-proxy' },
    // Anchored: Fastly's page is alike, but says "Guru Mediation" and "Details:" in place of the XID.
    markup:
      /^<html><head><title>\d{3} [^<]{1,200}<\/title><\/head><body><h1>Error \d{3} [^<]{1,200}<\/h1><p>[^<]{0,200}<\/p><h3>Guru Meditation:<\/h3><p>XID: \d{1,20}<\/p><hr><p>Varnish cache server<\/p><\/body><\/html>$/i,
    certainty: 'certain',
    side: 'site',
    // Its page is the same for a server that failed and for an answer fixed in its configuration.
    failedLink: 'unknown',
  },
  {
    id: 'cloudfront',
    gateway: { family: 'cloudfront', product: 'Amazon CloudFront', role: 'cdn' },
    headers: [{ name: 'server', value: /^CloudFront$/ }, { name: 'x-amz-cf-id' }],
    markup: /Generated by cloudfront \(CloudFront\)/i,
    certainty: 'certain',
    side: 'site',
    failedLink: { 502: 'front-to-server', 504: 'front-to-server' },
  },
];
