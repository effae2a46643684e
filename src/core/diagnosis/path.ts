import { type Header, headerValues } from './observation';

/**
 * Marks that a product leaves on whatever passes it. They say who is in the path, never who made the
 * page. Layers: 0 the site's server, 1 a gateway of the site's, 2 a cache or platform, 3 a CDN,
 * 4 a firewall in front of it, 5 a proxy of the visitor's.
 */
interface Mark {
  readonly family: string;
  readonly layer: 0 | 1 | 2 | 3 | 4 | 5;
  readonly value?: RegExp;
}

/** The layer of the visitor's own proxies. */
const VISITORS = 5;

/** Forward proxies that sign each page of their own: another page that they marked is relayed. */
export const SIGNING: ReadonlySet<string> = new Set(['squid', 'tinyproxy']);

/** By the `Server` header. Those that put their own name in place of the origin's are `replaces`. */
export const SERVERS: readonly (Mark & { readonly value: RegExp; readonly replaces?: true })[] = [
  { family: 'cloudflare', layer: 3, value: /^cloudflare/i, replaces: true },
  { family: 'cloudfront', layer: 3, value: /^CloudFront$/, replaces: true },
  { family: 'akamai', layer: 3, value: /^AkamaiGHost/, replaces: true },
  { family: 'bunny', layer: 3, value: /^BunnyCDN-/, replaces: true },
  { family: 'keycdn', layer: 3, value: /^keycdn/i, replaces: true },
  { family: 'edgio-edgecast', layer: 3, value: /^(?:ECAcc|ECS|ECD) ?\(/, replaces: true },
  { family: 'tencent-edgeone', layer: 3, value: /^(?:TencentEdgeOne|NWS|stgw)/, replaces: true },
  { family: 'sucuri', layer: 4, value: /^Sucuri/i, replaces: true },
  { family: 'ddos-guard', layer: 4, value: /^ddos-guard/i, replaces: true },
  { family: 'google', layer: 2, value: /^(?:Google Frontend|gws|GSE|ESF|sffe)\b/, replaces: true },
  { family: 'vercel', layer: 2, value: /^Vercel$/, replaces: true },
  { family: 'netlify', layer: 2, value: /^Netlify/, replaces: true },
  { family: 'fly-io', layer: 2, value: /^Fly\//, replaces: true },
  { family: 'railway', layer: 2, value: /^railway/, replaces: true },
  { family: 'github', layer: 2, value: /^GitHub\.com$/, replaces: true },
  { family: 'heroku', layer: 2, value: /^(?:Heroku|heroku-router)$/, replaces: true },
  { family: 'aws-alb', layer: 1, value: /^awselb\// },
  { family: 'azure-app-gateway', layer: 1, value: /^Microsoft-Azure-Application-Gateway\// },
  { family: 'frp', layer: 2, value: /^frp\// },
  { family: 'nginx', layer: 1, value: /^nginx\b/i, replaces: true },
  { family: 'openresty', layer: 1, value: /^openresty\b/i, replaces: true },
  { family: 'tengine', layer: 1, value: /^Tengine\b/i, replaces: true },
  { family: 'trafficserver', layer: 2, value: /^ATS\b/, replaces: true },
  { family: 'nghttpx', layer: 1, value: /^nghttpx\b/, replaces: true },
  { family: 'h2o', layer: 1, value: /^h2o\//, replaces: true },
  { family: 'envoy', layer: 1, value: /^(?:istio-)?envoy$/, replaces: true },
  { family: 'apisix', layer: 1, value: /^APISIX/, replaces: true },
  { family: 'kong', layer: 1, value: /^kong\// },
  { family: 'varnish', layer: 2, value: /^Varnish$/i },
  { family: 'haproxy', layer: 1, value: /^HAProxy\b/i },
  { family: 'caddy', layer: 1, value: /^Caddy$/ },
  { family: 'f5-bigip', layer: 1, value: /^Big-?IP$/i },
  { family: 'passenger', layer: 0, value: /Phusion_Passenger/ },
  { family: 'apache', layer: 1, value: /^Apache(?:\/|$)/ },
  { family: 'lighttpd', layer: 1, value: /^lighttpd\b/ },
  { family: 'litespeed', layer: 1, value: /^(?:Open)?LiteSpeed\b/ },
  { family: 'iis', layer: 1, value: /^Microsoft-(?:IIS|HTTPAPI)\// },
  { family: 'jetty', layer: 0, value: /^Jetty\b/ },
  { family: 'uvicorn', layer: 0, value: /^uvicorn$/ },
  { family: 'gunicorn', layer: 0, value: /^gunicorn\b/ },
  { family: 'daphne', layer: 0, value: /^daphne$/ },
  { family: 'twisted', layer: 0, value: /^TwistedWeb\// },
  { family: 'webrick', layer: 0, value: /^WEBrick\// },
  { family: 'squid', layer: 5, value: /^squid\b/i },
  { family: 'tinyproxy', layer: 5, value: /^tinyproxy\b/ },
  { family: 'mitmproxy', layer: 5, value: /^mitmproxy\b/ },
  { family: 'zscaler', layer: 5, value: /^Z[sS]caler\b/ },
  { family: 'forcepoint-content-gateway', layer: 5, value: /^Websense\b/ },
  { family: 'ziproxy', layer: 5, value: /^ziproxy\b/ },
  { family: 'perl-http-proxy', layer: 5, value: /^HTTP::Proxy\// },
];

/** By one member of a `Via` header. */
export const VIAS: readonly (Mark & { readonly value: RegExp })[] = [
  { family: 'varnish', layer: 2, value: /\bvarnish\b/i },
  { family: 'squid', layer: 5, value: /\(squid/i },
  { family: 'trafficserver', layer: 2, value: /ApacheTrafficServer/ },
  { family: 'cloudfront', layer: 3, value: /\(CloudFront\)/ },
  { family: 'heroku', layer: 2, value: /\b(?:vegur|heroku-router)\b/ },
  { family: 'google', layer: 2, value: /^\S{1,8} google$/ },
  { family: 'tinyproxy', layer: 5, value: /\(tinyproxy/ },
  { family: 'caddy', layer: 1, value: /\bCaddy$/ },
  { family: 'kong', layer: 1, value: /\bkong\// },
  { family: 'fly-io', layer: 2, value: /\bfly\.io\b/ },
  { family: 'bluecoat-proxysg', layer: 5, value: /\((?:Blue ?Coat|ProxySG)/i },
  { family: 'skyhigh-mcafee-mwg', layer: 5, value: /\((?:McAfee|Skyhigh)/ },
  { family: 'cisco-umbrella-swg', layer: 5, value: /\b[ms]_proxy(?:_|\b)/ },
  { family: 'cisco-wsa', layer: 5, value: /\(Cisco-(?:WSA|IronPort)/i },
  { family: 'forcepoint-content-gateway', layer: 5, value: /\((?:Websense|Forcepoint)/i },
  { family: 'citrix-netscaler', layer: 1, value: /\bNS-CACHE\b/ },
  { family: 'alibaba-cdn', layer: 3, value: /\b(?:v|ens-)?cache\d{0,4}\.[\w-]{1,40}\[/ },
];

/** How Fastly's caches call themselves in X-Served-By. */
const FASTLY_CACHE = /^cache-[a-z]{3}/;

/** By a header that a product adds to whatever passes it. */
export const HEADERS: readonly (Mark & { readonly name: string })[] = [
  { name: 'x-varnish', family: 'varnish', layer: 2 },
  { name: 'x-squid-error', family: 'squid', layer: 5 },
  { name: 'x-cache-lookup', family: 'squid', layer: 5, value: / from \S+:\d{1,5}$/ },
  { name: 'x-envoy-upstream-service-time', family: 'envoy', layer: 1 },
  { name: 'x-envoy-decorator-operation', family: 'envoy', layer: 1 },
  { name: 'x-kong-upstream-latency', family: 'kong', layer: 1 },
  { name: 'x-kong-request-id', family: 'kong', layer: 1 },
  { name: 'x-apisix-upstream-status', family: 'apisix', layer: 1 },
  { name: 'x-amzn-requestid', family: 'aws-apigateway', layer: 2 },
  { name: 'apigw-requestid', family: 'aws-apigateway', layer: 2 },
  { name: 'x-do-app-origin', family: 'digitalocean-app-platform', layer: 2 },
  { name: 'x-vcap-request-id', family: 'cloudfoundry-gorouter', layer: 2 },
  { name: 'x-vercel-id', family: 'vercel', layer: 2 },
  { name: 'x-nf-request-id', family: 'netlify', layer: 2 },
  { name: 'fly-request-id', family: 'fly-io', layer: 2 },
  { name: 'rndr-id', family: 'render', layer: 2 },
  { name: 'x-render-origin-server', family: 'render', layer: 2 },
  { name: 'x-railway-edge', family: 'railway', layer: 2 },
  { name: 'x-github-request-id', family: 'github', layer: 2 },
  { name: 'x-pantheon-styx-hostname', family: 'pantheon', layer: 2 },
  { name: 'x-kinsta-cache', family: 'kinsta', layer: 2 },
  { name: 'wpe-backend', family: 'wp-engine', layer: 2 },
  { name: 'x-shopid', family: 'shopify', layer: 2 },
  { name: 'x-served-by', family: 'fastly', layer: 3, value: FASTLY_CACHE },
  { name: 'x-fastly-request-id', family: 'fastly', layer: 3 },
  { name: 'x-amz-cf-id', family: 'cloudfront', layer: 3 },
  { name: 'x-azure-ref', family: 'azure-front-door', layer: 3 },
  { name: 'akamai-grn', family: 'akamai', layer: 3 },
  { name: 'cdn-requestid', family: 'bunny', layer: 3 },
  { name: 'eagleid', family: 'alibaba-cdn', layer: 3 },
  { name: 'eo-log-uuid', family: 'tencent-edgeone', layer: 3 },
  { name: 'x-nws-log-uuid', family: 'tencent-edgeone', layer: 3 },
  { name: 'x-hw', family: 'stackpath', layer: 3 },
  { name: 'x-iinfo', family: 'imperva-incapsula', layer: 4 },
  { name: 'x-sucuri-id', family: 'sucuri', layer: 4 },
  { name: 'cf-ray', family: 'cloudflare', layer: 3 },
];

/** More in one path than this is somebody's joke. */
const LONGEST = 12;

/** The families that a response passed, nearest the site first. */
export function pathOf(headers: readonly Header[]): string[] {
  const found: Mark[] = [];
  const isFastly = headerValues(headers, 'x-served-by').some((value) => FASTLY_CACHE.test(value));
  for (const member of viaMembers(headers)) {
    const mark = VIAS.find(({ value }) => value.test(member));
    // Fastly calls itself "varnish" there.
    if (mark !== undefined && !(isFastly && mark.family === 'varnish')) found.push(mark);
  }
  for (const value of headerValues(headers, 'server').slice(0, 4)) {
    const mark = serverMark(value);
    if (mark !== null) found.push(mark);
  }
  for (const mark of HEADERS) {
    const values = headerValues(headers, mark.name).slice(0, 4);
    if (values.some((value) => mark.value?.test(value.slice(0, 300)) ?? true)) found.push(mark);
  }
  found.sort((a, b) => a.layer - b.layer);
  return [...new Set(found.map(({ family }) => family))].slice(0, LONGEST);
}

function viaMembers(headers: readonly Header[]): string[] {
  return headerValues(headers, 'via')
    .flatMap((value) => value.slice(0, 1_000).split(','))
    .map((member) => member.trim())
    .slice(0, 2 * LONGEST);
}

function serverMark(value: string): (Mark & { readonly replaces?: true }) | null {
  const first = value.slice(0, 200);
  return SERVERS.find((mark) => mark.value.test(first)) ?? null;
}

/**
 * Whether the `Server` header contradicts a page of this family's: it names another product, and not
 * one that puts its own name in place of what it passes on.
 */
export function serverContradicts(headers: readonly Header[], family: string): boolean {
  const values = headerValues(headers, 'server').filter((value) => value.trim() !== '');
  if (values.length === 0) return false;
  // Fastly's own page is signed by the Varnish that it is made of.
  if (family === 'fastly' && values.some((value) => /^Varnish$/i.test(value))) return false;
  return values.every((value) => {
    const mark = serverMark(value);
    return mark === null || (mark.family !== family && mark.replaces !== true);
  });
}

/**
 * Whether a proxy of the visitor's put its name on an answer: one whose own pages are not all known, so
 * that a page that nobody signed may be its own as well as one that it passed on.
 */
export function bearsVisitorsMark(headers: readonly Header[]): boolean {
  const servers = headerValues(headers, 'server').slice(0, 4);
  if (servers.some((value) => serverMark(value)?.layer === VISITORS)) return true;
  return viaMembers(headers).some((member) => {
    const mark = VIAS.find(({ value }) => value.test(member));
    return mark?.layer === VISITORS && !SIGNING.has(mark.family);
  });
}

/** Whether the last `Server` names a program that no gateway of the catalogue calls itself. */
export function originServer(headers: readonly Header[]): string | null {
  const value = headerValues(headers, 'server').at(-1)?.trim() ?? '';
  return value !== '' && serverMark(value) === null ? value.slice(0, 100) : null;
}
