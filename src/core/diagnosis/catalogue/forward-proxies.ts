import { product, type Signature } from './entry';

const SQUID = product('squid', 'Squid', 'forward-proxy');
const PRIVOXY = product('privoxy', 'Privoxy', 'forward-proxy');
const TMG = product('isa-tmg', 'Microsoft ISA Server or Forefront TMG', 'forward-proxy');

const SQUID_CAUSES = {
  in: { header: 'x-squid-error' },
  codes: [
    { code: /^ERR_CONNECT_FAIL 111\b/, cause: 'refused' },
    {
      code: /^ERR_CONNECT_FAIL 110\b|^ERR_READ_TIMEOUT|^ERR_GATEWAY_FAILURE 110\b/,
      cause: 'timeout',
    },
    { code: /^ERR_CONNECT_FAIL (?:101|113)\b/, cause: 'unreachable' },
    { code: /^ERR_DNS_FAIL/, cause: 'dns' },
    { code: /^ERR_READ_ERROR 104\b|^ERR_ZERO_SIZE_OBJECT/, cause: 'closed' },
    { code: /^ERR_(?:INVALID_RESP|TOO_BIG)/, cause: 'invalid' },
    { code: /^ERR_SECURE_CONNECT_FAIL/, cause: 'tls' },
    {
      code: /^ERR_(?:ACCESS_DENIED|CACHE_ACCESS_DENIED|FORWARDING_DENIED|BLOCKED)/,
      cause: 'blocked',
    },
  ],
} as const;

/** Proxies and filters on the visitor's side. A role of `forward-proxy` means that side, likely. */
export const FORWARD_PROXIES: readonly Signature[] = [
  {
    id: 'squid-intercepted',
    gateway: SQUID,
    // It names an address without a scheme: it was asked to open a tunnel, as only a proxy is.
    headers: [{ name: 'x-squid-error', value: /^ERR_/ }],
    markup: /<a href=["']?[\w.-]{1,200}:\d{2,5}["'>]/,
    certainty: 'certain',
    side: 'visitor',
    sideCertainty: 'likely',
    causes: SQUID_CAUSES,
  },
  {
    id: 'squid-tunnel',
    gateway: SQUID,
    // It never looked for the page in its cache: it was asked for a tunnel, or broke one open.
    headers: [
      {
        name: 'x-squid-error',
        value: /^ERR_(?!ACCESS|CACHE_ACCESS|INVALID_REQ|INVALID_URL|TOO_BIG|UNSUP)/,
      },
      { name: 'x-cache-lookup', value: /^NONE from / },
    ],
    certainty: 'certain',
    side: 'visitor',
    sideCertainty: 'likely',
    causes: SQUID_CAUSES,
  },
  {
    id: 'squid-dns',
    gateway: SQUID,
    // In front of a site it asks a server that its configuration names, not the name in the address.
    headers: [{ name: 'x-squid-error', value: /^ERR_DNS_FAIL\b/ }],
    certainty: 'certain',
    side: 'visitor',
    sideCertainty: 'likely',
    cause: 'dns',
  },
  {
    id: 'squid',
    gateway: SQUID,
    // Only on pages that Squid made; their titles and texts come in the visitor's language.
    headers: [{ name: 'x-squid-error', value: /^ERR_/ }],
    certainty: 'certain',
    // A Squid in front of a site sends the same page as one at the visitor's, even for https.
    side: 'unknown',
    failedLink: 'unknown',
    causes: SQUID_CAUSES,
  },
  {
    id: 'squid-page',
    gateway: SQUID,
    title: /^ERROR: The requested URL could not be retrieved$/,
    words: /\bGenerated \w{3}, \d{1,2} \w{3} \d{4} [\d:]{8} GMT by \S{1,200} \(squid/,
    certainty: 'certain',
    side: 'unknown',
    failedLink: 'unknown',
    quotesError: true,
  },
  {
    id: 'squid-page-localised',
    gateway: SQUID,
    // In the visitor's language: what stays is the name of the error, and its signature.
    markup: /<body[^<>]{0,100} id=["']?ERR_[A-Z_]{3,40}\b/i,
    words: /\(squid(?:\/[\w.-]{1,20})?\)$/,
    certainty: 'certain',
    side: 'unknown',
    failedLink: 'unknown',
    quotesError: true,
  },
  {
    id: 'zscaler',
    gateway: product('zscaler', 'Zscaler', 'forward-proxy'),
    headers: [{ name: 'server', value: /^Z[sS]caler\b/ }],
    words: /zscaler|zscloud/i,
    certainty: 'certain',
  },
  {
    id: 'zscaler-page',
    gateway: product('zscaler', 'Zscaler', 'forward-proxy'),
    title: /^Internet Security by Zscaler$/i,
    words: /zscaler/i,
    certainty: 'likely',
  },
  {
    id: 'bluecoat',
    gateway: product('bluecoat-proxysg', 'Symantec ProxySG', 'forward-proxy'),
    words:
      /^(?:.{0,80} )?Network Error \((?:tcp_error|dns_unresolved_hostname|dns_server_failure|gateway_error|ssl_failed|ssl_server_cert_\w{3,30}|invalid_response|connect_method_denied|tcp_error_\w{3,30})\)/,
    certainty: 'likely',
    causes: {
      in: 'words',
      codes: [
        { code: /Network Error \(dns_/, cause: 'dns' },
        { code: /Network Error \(ssl_server_cert/, cause: 'certificate' },
        { code: /Network Error \(ssl_/, cause: 'tls' },
        { code: /Network Error \(invalid_response/, cause: 'invalid' },
        { code: /_denied\)/, cause: 'blocked' },
      ],
    },
  },
  {
    id: 'skyhigh',
    gateway: product('skyhigh-mcafee-mwg', 'Skyhigh Secure Web Gateway', 'forward-proxy'),
    markup: /\/mwg-internal\/[\w-]{6,40}\//,
    certainty: 'certain',
    causes: {
      in: 'words',
      codes: [
        { code: /Host Not Resolvable/i, cause: 'dns' },
        { code: /Bad Response/i, cause: 'invalid' },
      ],
    },
  },
  {
    id: 'skyhigh-title',
    gateway: product('skyhigh-mcafee-mwg', 'Skyhigh Secure Web Gateway', 'forward-proxy'),
    title: /^(?:McAfee|Skyhigh)\b.{0,60}\bNotification$/i,
    certainty: 'likely',
  },
  {
    id: 'cisco-umbrella',
    gateway: product('cisco-umbrella-swg', 'Cisco Umbrella', 'forward-proxy'),
    statuses: [502, 515, 516, 517],
    words:
      /^(?:502 )?Could not relay message upstream\b|^51[567] Upstream Certificate (?:Revoked|Untrusted|CN Mismatch)\b|^Upstream Certificate (?:Revoked|Untrusted|CN Mismatch)$/,
    certainty: 'likely',
    causes: { in: 'words', codes: [{ code: /Certificate/, cause: 'certificate' }] },
  },
  {
    id: 'cisco-wsa',
    gateway: product('cisco-wsa', 'Cisco Secure Web Appliance', 'forward-proxy'),
    words:
      /\bNotification: (?:GATEWAY_TIMEOUT|DNS_FAIL|SERVER_NAME\w{0,30}|POLICY_\w{3,40}|WBRS_\w{3,40})\b/,
    certainty: 'likely',
    causes: {
      in: 'words',
      codes: [
        { code: /DNS_FAIL/, cause: 'dns' },
        { code: /GATEWAY_TIMEOUT/, cause: 'timeout' },
        { code: /POLICY_|WBRS_/, cause: 'blocked' },
      ],
    },
  },
  {
    id: 'tmg-denied',
    gateway: TMG,
    words: /\bdenie[sd] the specified Uniform Resource Locator\b|\(12(?:202|209|210)\)/,
    title: /^The page cannot be displayed$|Proxy Error/i,
    certainty: 'likely',
    cause: 'blocked',
  },
  {
    id: 'tmg',
    gateway: TMG,
    words: /\bError Code:? 502:? Proxy Error\b/,
    title: /^The page cannot be displayed$|Proxy Error/i,
    certainty: 'likely',
  },
  {
    id: 'forcepoint',
    gateway: product('forcepoint-content-gateway', 'Forcepoint', 'forward-proxy'),
    headers: [{ name: 'server', value: /^Websense/ }],
    certainty: 'perhaps',
  },
  {
    id: 'fortinet',
    gateway: product('fortinet-proxy', 'Fortinet', 'forward-proxy'),
    words: /\bFortiGuard Intrusion Prevention\b|\bFortiGate Application Control\b/,
    certainty: 'perhaps',
  },
  {
    id: 'company-filter',
    gateway: product('sophos-palo-checkpoint', 'a company’s web filter', 'forward-proxy'),
    words:
      /\bPowered by (?:Sophos )?UTM Web Protection\b|\bPalo Alto Next Generation Security Platform\b|^Request denied by WatchGuard\b/,
    certainty: 'perhaps',
  },
  {
    id: 'tinyproxy',
    gateway: product('tinyproxy', 'Tinyproxy', 'forward-proxy'),
    title: /^\d{3} /,
    words: /\bGenerated by tinyproxy\b/i,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'privoxy',
    gateway: PRIVOXY,
    title: /^\d{3} - .{1,200}\(Privoxy@/,
    certainty: 'certain',
    causes: {
      in: 'title',
      codes: [
        { code: /Connection timeout/i, cause: 'timeout' },
        { code: /No data received/i, cause: 'closed' },
        { code: /response invalid/i, cause: 'invalid' },
        { code: /No such domain|Bad Gateway/i, cause: 'dns' },
      ],
    },
  },
  {
    id: 'privoxy-text',
    gateway: PRIVOXY,
    words: /^Bad response\. The server or forwarder response doesn't look like HTTP\.$/,
    certainty: 'certain',
    cause: 'invalid',
  },
  {
    id: 'mitmproxy',
    gateway: product('mitmproxy', 'mitmproxy', 'forward-proxy'),
    headers: [{ name: 'server', value: /^mitmproxy\b/ }],
    skeleton: /^<title>5\d\d [\w ]{3,30}<h1>5\d\d [\w ]{3,30}/,
    certainty: 'certain',
    causes: {
      in: 'words',
      codes: [
        { code: /Errno 111|refused/i, cause: 'refused' },
        { code: /Errno -\d|Name or service|getaddrinfo/i, cause: 'dns' },
        { code: /certificate/i, cause: 'certificate' },
        { code: /\b(?:TLS|SSL)\b|handshake/, cause: 'tls' },
        { code: /Cannot parse/i, cause: 'invalid' },
      ],
    },
  },
  {
    id: 'mitmproxy-tunnel',
    gateway: product('mitmproxy', 'mitmproxy', 'forward-proxy'),
    without: [{ name: 'server' }],
    skeleton:
      /^(?:<title>502 Bad Gateway<h1>502 Bad Gateway ?)?Cannot connect to [\w.:[\]-]{3,260}: \[Errno -?\d{1,4}\]/,
    certainty: 'likely',
    quotesError: true,
  },
  {
    id: 'e2guardian',
    gateway: product('e2guardian', 'e2guardian', 'forward-proxy'),
    title: /^E2Guardian - Unable to load website$/i,
    certainty: 'certain',
  },
  {
    id: 'cntlm',
    gateway: product('cntlm', 'Cntlm', 'forward-proxy'),
    words: /\bCntlm proxy failed to complete the request\.$/,
    certainty: 'certain',
    causes: { in: 'words', codes: [{ code: /Connection refused/, cause: 'refused' }] },
  },
  {
    id: 'ziproxy',
    gateway: product('ziproxy', 'Ziproxy', 'forward-proxy'),
    headers: [{ name: 'server', value: /^ziproxy\b/i }],
    words: /\bGenerated .{1,120} by ziproxy\b|\bziproxy\b/i,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'webrick-proxy',
    gateway: product('webrick', 'WEBrick', 'forward-proxy'),
    statuses: [503],
    skeleton: /^<title>Service Unavailable<h1>Service Unavailable[^<]{3,600}<hr><address>WEBrick\//,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'webrick',
    gateway: product('webrick', 'WEBrick', 'origin-server'),
    statuses: [500],
    skeleton:
      /^<title>Internal Server Error<h1>Internal Server Error.{0,3000}<hr><address>WEBrick\//,
    longest: 6_000,
    certainty: 'certain',
    // The same page where it runs the site's program and where it is somebody's proxy.
    side: 'unknown',
    failedLink: 'unknown',
  },
  {
    id: 'perl-http-proxy',
    gateway: product('perl-http-proxy', 'Perl HTTP::Proxy', 'forward-proxy'),
    headers: [{ name: 'server', value: /^HTTP::Proxy\// }],
    words:
      /^(?:Can't connect to |Status read failed|CONNECT failed|Server closed connection|Connect failed|Can't \w|Bad |read timeout\b|.{1,300} at \/\S{1,200} line \d{1,6}\.$)/,
    certainty: 'certain',
    quotesError: true,
  },
  {
    id: 'goproxy',
    gateway: product('goproxy', 'goproxy', 'forward-proxy'),
    headers: [
      { name: 'x-content-type-options', value: /^nosniff$/i },
      { name: 'content-type', value: /^text\/plain/ },
    ],
    without: [{ name: 'server' }, { name: 'x-powered-by' }],
    statuses: [500],
    // The raw error of a client in Go. A careless program of the site's could say the same; one that
    // misses its database does.
    skeleton:
      /^(?:(?:dial|read|write) tcp(?:: lookup | )(?!\S{1,60}:(?:1433|3306|5432|5672|6379|9200|27017)\b)|EOF$|net\/http: |unexpected EOF$|tls: |x509: |malformed HTTP )/,
    certainty: 'likely',
    side: 'unknown',
    failedLink: 'unknown',
    quotesError: true,
  },
  {
    id: 'proxy-chain',
    gateway: product('proxy-chain', 'proxy-chain', 'forward-proxy'),
    statuses: [590, 591, 592, 593, 594, 595, 596, 597, 599],
    headers: [{ name: 'content-type', value: /^text\/plain/ }],
    skeleton:
      /^(?:Non Successful|Status Code Out Of Range|Not Found|Connection Refused|Connection Reset|Broken Pipe|Auth Failed|Upstream Error)$/,
    certainty: 'likely',
    quotesError: true,
  },
  {
    id: 'mockttp',
    gateway: product('mockttp', 'mockttp', 'forward-proxy'),
    statuses: [502],
    // Any program in Node may send the error alone.
    reason: /^Error communicating with upstream server$/,
    skeleton:
      /^Error: (?:connect E|read E|socket hang up|Parse Error|getaddrinfo E|write E|Client network socket|unable to verify|self.signed|certificate)/,
    certainty: 'likely',
    quotesError: true,
  },
  {
    id: 'anyproxy',
    gateway: product('anyproxy', 'AnyProxy', 'forward-proxy'),
    title: /^AnyProxy Inner Error$/,
    certainty: 'certain',
    causes: {
      in: { header: 'proxy-error-message' },
      codes: [
        { code: /ECONNREFUSED/, cause: 'refused' },
        { code: /ENOTFOUND|EAI_AGAIN/, cause: 'dns' },
        { code: /ETIMEDOUT/, cause: 'timeout' },
        { code: /ECONNRESET/, cause: 'closed' },
        { code: /HPE_/, cause: 'invalid' },
        { code: /CERT_|SELF_SIGNED/, cause: 'certificate' },
      ],
    },
  },
  {
    id: 'apt-cacher-ng',
    gateway: product('apt-cacher-ng', 'Apt-Cacher NG', 'forward-proxy'),
    headers: [{ name: 'server', value: /Apt-Cacher NG/i }],
    title: /^(?:\d{3} |$)/,
    words: /\d{3} /,
    certainty: 'likely',
  },
];
