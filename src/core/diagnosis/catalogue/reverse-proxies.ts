import { BEHIND, BEHIND_ON_502_504, centred, product, type Signature } from './entry';

const NGINX = product('nginx', 'nginx', 'reverse-proxy');
const APACHE = product('apache', 'Apache HTTP Server', 'reverse-proxy');
const CADDY = product('caddy', 'Caddy', 'reverse-proxy');
const LITESPEED = product('litespeed', 'LiteSpeed', 'reverse-proxy');

/** 502 and 504 are about the server behind; 500 and 503 may be limits or a fixed `return`. */
const NGINX_LIKE = { ...BEHIND_ON_502_504, cause: { 504: 'timeout' } } as const;

/** An Apache in front of a site and one at the visitor's send the very same bytes. */
const EITHER = { sideCertainty: 'likely' } as const;

/** The title of its page names the step that failed. */
const TRAFFIC_SERVER = {
  gateway: product('trafficserver', 'Apache Traffic Server', 'cdn'),
  certainty: 'certain',
  ...EITHER,
  ...BEHIND,
  causes: {
    in: 'title',
    codes: [
      { code: /Timeout/i, cause: 'timeout' },
      { code: /^Unknown Host$/i, cause: 'dns' },
      { code: /^Server Connection Closed$/i, cause: 'closed' },
    ],
  },
} as const;

/** Web servers that stand in front of others, and caches. */
export const REVERSE_PROXIES: readonly Signature[] = [
  {
    id: 'nginx',
    gateway: NGINX,
    skeleton: centred('nginx(?:/[\\d.]{1,12})?(?: \\([^()<]{1,30}\\))?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'nginx-50x',
    gateway: NGINX,
    headers: [{ name: 'server', value: /^nginx\b/ }],
    title: /^Error$/,
    words: /^An error occurred\..{0,300}Faithfully yours, nginx\.$/,
    // The page that its packages put in place of the built-in one; others copy it.
    certainty: 'likely',
    ...NGINX_LIKE,
  },
  {
    id: 'nginx-50x-nameless',
    gateway: NGINX,
    title: /^Error$/,
    words: /^An error occurred\..{0,300}Faithfully yours, nginx\.$/,
    certainty: 'perhaps',
  },
  {
    id: 'openresty',
    gateway: product('openresty', 'OpenResty', 'reverse-proxy'),
    skeleton: centred('openresty(?:/[\\d.]{1,16})?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'tengine',
    gateway: product('tengine', 'Tengine', 'reverse-proxy'),
    skeleton: centred('tengine(?:/[\\d.]{1,12})?'),
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'tengine-report',
    gateway: product('tengine', 'Tengine', 'reverse-proxy'),
    without: [{ name: 'eagleid' }],
    title: /^\d{3} /,
    skeleton:
      /^<title>\d{3} [\w '-]{1,40}<center>(?:<h1>)?\d{3}.{0,1200}<hr>Powered by Tengine(?:\/[\d.]{1,12})?(?:<hr><center>tengine)?$/i,
    certainty: 'certain',
    ...NGINX_LIKE,
  },
  {
    id: 'apache-connect-dns',
    gateway: APACHE,
    // In front of a site the same failure is a 500 by now; 502 is what it answers to CONNECT. Older
    // ones said 502 in front of a site too, up to which version nobody measured.
    statuses: [502],
    headers: [{ name: 'server', value: /^Apache\/2\.4\.(?:7[1-9]|[89]\d)\b/ }],
    skeleton:
      /^<title>502 Proxy Error<h1>Proxy Error.{0,300}Reason: ?<strong>DNS lookup failure for: /,
    certainty: 'certain',
    side: 'visitor',
    sideCertainty: 'likely',
    cause: 'dns',
  },
  {
    id: 'apache-proxy-error',
    gateway: APACHE,
    skeleton:
      /^<title>50\d Proxy Error<h1>Proxy Error ?The proxy server (?:received an invalid response from an upstream server|could not handle the request)/,
    certainty: 'certain',
    ...EITHER,
    ...BEHIND,
    causes: {
      in: 'words',
      codes: [
        { code: /DNS lookup failure/, cause: 'dns' },
        { code: /SSL Handshake/i, cause: 'tls' },
      ],
    },
  },
  {
    id: 'apache-page',
    gateway: APACHE,
    skeleton:
      /^<title>5\d\d [\w -]{1,40}<h1>[\w -]{1,40}(?:The server is temporarily unable to service your request due to maintenance downtime or capacity problems\. Please try again later\.|The proxy server received an invalid response from an upstream server\.|The gateway did not receive a timely response from the upstream server or application\.|The server encountered an internal error or misconfiguration and was unable to complete your request\.[^<]{0,400})(?:<br>)?.{0,300}$/,
    // Werkzeug's pages have the same words, but other markup around the title.
    markup: /<html><head>\s<title>/i,
    certainty: 'certain',
    ...EITHER,
    // Its 503 speaks of "maintenance or capacity" where the server behind merely refused.
    failedLink: { 502: 'front-to-server', 503: 'front-to-server', 504: 'front-to-server' },
  },
  {
    id: 'varnish',
    gateway: product('varnish', 'Varnish', 'cdn'),
    // Fastly's page is alike, but says "Guru Mediation" and "Details:" in place of the XID.
    skeleton:
      /^<title>\d{3} [^<]{1,200}<h1>Error \d{3} [^<]{1,500}<h3>Guru Meditation: ?XID: \d{1,20}<hr>Varnish cache server$/i,
    certainty: 'certain',
    // Its page is the same for a server that failed and for an answer fixed in its configuration.
    failedLink: 'unknown',
    reference: { name: 'XID', words: /XID: (\d{1,20})/ },
    constantRetryAfter: 5,
  },
  {
    id: 'trafficserver',
    headers: [{ name: 'server', value: /^ATS\b/ }],
    skeleton: /^<title>[\w .'-]{3,80}<h1>[\w .'-]{3,80}<hr><font><b>Description: /,
    ...TRAFFIC_SERVER,
  },
  {
    id: 'trafficserver-renamed',
    skeleton: /^<title>[\w .'-]{3,80}<h1>[\w .'-]{3,80}<hr><font><b>Description: [^<]{10,600}<hr>$/,
    markup: /<body bgcolor=["']?white["']? fgcolor=["']?black/i,
    ...TRAFFIC_SERVER,
  },
  {
    id: 'caddy',
    gateway: CADDY,
    statuses: [502, 503, 504],
    // Its own errors have no body. What it relays has the origin's Server too, or a Via of Caddy's.
    headers: [{ name: 'server', value: /^Caddy$/ }],
    without: [
      { name: 'content-type' },
      { name: 'via', value: /\bCaddy(?:,|$)/ },
      { name: 'x-powered-by' },
      { name: 'set-cookie' },
    ],
    empty: true,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'caddy-text',
    gateway: CADDY,
    // `handle_errors` as its documentation shows it.
    headers: [
      { name: 'server', value: /^Caddy$/ },
      { name: 'content-type', value: /^text\/plain/ },
    ],
    skeleton: /^50[234] (?:Bad Gateway|Service Unavailable|Gateway Timeout)$/,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'lighttpd',
    gateway: product('lighttpd', 'lighttpd', 'reverse-proxy'),
    headers: [{ name: 'server', value: /^lighttpd\b/ }],
    skeleton: /^<title>(5\d\d [\w -]{1,40})<h1>\1$/,
    // Pages that it passes on keep their own Server: many say no more, but not in XHTML.
    markup: /<html xmlns=["']?http:\/\/www\.w3\.org\/1999\/xhtml\b/,
    certainty: 'certain',
    ...BEHIND,
    cause: { 502: 'invalid', 504: 'timeout' },
  },
  {
    id: 'litespeed',
    gateway: LITESPEED,
    title: /^5\d\d /,
    words: /Proudly powered by LiteSpeed Web Server/i,
    certainty: 'certain',
    failedLink: 'unknown',
  },
  {
    id: 'litespeed-server',
    gateway: LITESPEED,
    headers: [{ name: 'server', value: /^LiteSpeed\b/ }],
    title: /^5\d\d /,
    words:
      /^5\d\d [\w ]{3,40} (?:The server is temporarily busy, try again later!|Please forward this error screen to|Resource Limit Is Reached)/,
    certainty: 'certain',
    failedLink: 'unknown',
    causes: {
      in: 'words',
      codes: [{ code: /temporarily busy|Resource Limit/i, cause: 'overload' }],
    },
  },
  {
    id: 'h2o',
    gateway: product('h2o', 'H2O', 'reverse-proxy'),
    headers: [{ name: 'server', value: /^h2o\// }],
    skeleton:
      /^(?:connection (?:failed|failure|timeout)|I\/O (?:error|timeout)(?: \([a-z]{1,20}\))?|failed to parse the response|ssl handshake failure|[\w -]{0,60}certificate[\w -]{0,60}|Name or service not known|refused connection|upstream error[\w :-]{0,60}|no address[\w :-]{0,60})$/i,
    certainty: 'certain',
    ...BEHIND,
    quotesError: true,
    causes: { in: 'words', codes: [{ code: /^I\/O error/i, cause: 'closed' }] },
  },
  {
    id: 'nghttpx',
    gateway: product('nghttpx', 'nghttpx', 'reverse-proxy'),
    skeleton: /^<title>(5\d\d [\w -]{1,40})<h1>\1<footer>nghttpx[\w ./-]{0,40}$/,
    certainty: 'certain',
    ...BEHIND,
    cause: { 504: 'timeout' },
  },
  {
    id: 'iis-gateway',
    gateway: product('iis', 'IIS', 'reverse-proxy'),
    title:
      /^502 - Web server received an invalid response while acting as a gateway or proxy server\.?$|^(?:IIS [\d.]{1,5} Detailed Error -|HTTP Error) 502\.[1-4]/,
    words: /502 - Web server received an invalid response|HTTP Error 502\.[1-4]/,
    longest: 3_000,
    certainty: 'certain',
    ...BEHIND,
    causes: {
      in: 'words',
      codes: [
        { code: /502\.1\b/, cause: 'timeout' },
        { code: /502\.2\b/, cause: 'closed' },
      ],
    },
  },
  {
    id: 'iis-aspnetcore',
    gateway: product('iis', 'IIS', 'app-platform'),
    title: /^(?:HTTP Error|IIS(?: [\d.]{1,5} Detailed Error -)?) 50[02]\.|^50[02]\.\d/,
    words: /HTTP Error 50(?:2\.5|0\.3\d) - (?:ANCM|Process Failure|ASP\.NET Core app failed)/,
    longest: 3_000,
    certainty: 'certain',
    failedLink: 'server',
  },
  {
    id: 'http-sys',
    gateway: product('iis', 'IIS', 'origin-server'),
    statuses: [503],
    skeleton:
      /^<title>Service Unavailable<h2>Service Unavailable<hr>HTTP Error 503\. The service is unavailable\.$/,
    certainty: 'certain',
    failedLink: 'server',
  },
  {
    id: 'go-reverse-proxy',
    gateway: product('go', 'Go ReverseProxy', 'reverse-proxy'),
    statuses: [502],
    // No Server, no Content-Type, no body: many programs in Go, and few others.
    without: [
      { name: 'server' },
      { name: 'content-type' },
      { name: 'via' },
      { name: 'x-powered-by' },
      { name: 'retry-after' },
      { name: 'vary' },
      { name: 'cache-control' },
      { name: 'set-cookie' },
    ],
    empty: true,
    certainty: 'perhaps',
  },
];
