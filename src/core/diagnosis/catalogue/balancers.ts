import { BEHIND, BEHIND_ON_502_504, centred, product, type Signature } from './entry';

const ALB = product('aws-alb', 'AWS Application Load Balancer', 'load-balancer');
const ENVOY = product('envoy', 'Envoy', 'reverse-proxy');
const KONG = product('kong', 'Kong Gateway', 'reverse-proxy');
const TRAEFIK = product('traefik', 'Traefik', 'reverse-proxy');
const HAPROXY = product('haproxy', 'HAProxy', 'load-balancer');

/** nginx's page without its name: what a modern AWS load balancer sends. */
const CENTRED_NAMELESS = /^<title>5\d\d [\w '-]{1,40}<center><h1>5\d\d [\w '-]{1,40}$/;

/** Load balancers and API gateways. */
export const BALANCERS: readonly Signature[] = [
  {
    id: 'aws-alb',
    gateway: ALB,
    headers: [{ name: 'server', value: /^awselb\/2\.0$/ }],
    skeleton: CENTRED_NAMELESS,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
    cause: { 504: 'timeout' },
  },
  {
    id: 'aws-alb-named',
    gateway: ALB,
    skeleton: centred('awselb/2\\.0'),
    certainty: 'certain',
    ...BEHIND_ON_502_504,
    cause: { 504: 'timeout' },
  },
  {
    id: 'aws-alb-behind-cdn',
    gateway: ALB,
    // The CDN took the place of its Server header; what is left is a page without a name.
    headers: [{ name: 'cf-ray' }],
    skeleton: CENTRED_NAMELESS,
    certainty: 'perhaps',
  },
  {
    id: 'aws-elb',
    gateway: product('aws-elb', 'AWS Classic Load Balancer', 'load-balancer'),
    // Only HTTP/1.1 carries it. "At capacity" means that no instance is healthy.
    reason: /\bBack-end server is at capacity\b/,
    empty: true,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'azure-app-gateway',
    gateway: product('azure-app-gateway', 'Azure Application Gateway', 'load-balancer'),
    skeleton: centred('Microsoft-Azure-Application-Gateway/v2'),
    certainty: 'certain',
    ...BEHIND_ON_502_504,
    cause: { 504: 'timeout' },
  },
  {
    id: 'huawei-elb',
    gateway: product('huawei-elb', 'Huawei Cloud ELB', 'load-balancer'),
    headers: [{ name: 'x-router-code', value: /^[45]000[01]$/ }],
    replaceable: true,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'citrix-netscaler',
    gateway: product('citrix-netscaler', 'NetScaler', 'load-balancer'),
    statuses: [503],
    skeleton: /^<b>Http\/1\.1 Service Unavailable$/,
    // Old AWS front ends send the same bytes.
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'f5-bigip',
    gateway: product('f5-bigip', 'F5 BIG-IP', 'load-balancer'),
    words:
      /^The requested URL was rejected\. Please consult with your administrator\..{0,40}Your support ID is: ?\d/,
    title: /^Request Rejected$/,
    certainty: 'likely',
    side: 'unknown',
    failedLink: 'unknown',
    cause: 'blocked',
    reference: { name: 'Support ID', words: /support ID is: ?(\d{6,30})/ },
  },
  {
    id: 'openshift-router',
    gateway: product('openshift-router', 'OpenShift router', 'load-balancer'),
    statuses: [503],
    words:
      /^Application is not available The application is currently not serving requests at this endpoint/,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'envoy-connect',
    gateway: ENVOY,
    skeleton: /^upstream connect error or disconnect\/reset before headers\./,
    certainty: 'certain',
    ...BEHIND,
    causes: {
      in: 'words',
      codes: [
        { code: /certificate|CERTIFICATE_/i, cause: 'certificate' },
        { code: /TLS[_ ]error/i, cause: 'tls' },
        { code: /\b111\b|Connection refused/i, cause: 'refused' },
        { code: /\b113\b|No route/i, cause: 'unreachable' },
        { code: /reset reason: connection timeout/, cause: 'timeout' },
        { code: /reset reason: (?:connection termination|remote reset)/, cause: 'closed' },
        { code: /reset reason: overflow|overload manager/, cause: 'overload' },
        { code: /reset reason: protocol error/, cause: 'invalid' },
      ],
    },
  },
  {
    id: 'envoy-no-host',
    gateway: ENVOY,
    skeleton: /^no healthy upstream$/,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'envoy-timeout',
    gateway: ENVOY,
    skeleton:
      /^(?:upstream request timeout|upstream response timeout|upstream max stream duration reached)$/,
    certainty: 'certain',
    ...BEHIND,
    cause: 'timeout',
  },
  {
    id: 'envoy-timeout-server',
    gateway: ENVOY,
    headers: [{ name: 'server', value: /^(?:istio-)?envoy$/ }],
    without: [{ name: 'x-envoy-upstream-service-time' }],
    skeleton: /^(?:response timeout|stream timeout)$/,
    certainty: 'likely',
    ...BEHIND,
    cause: 'timeout',
  },
  {
    id: 'envoy-filter',
    gateway: ENVOY,
    headers: [{ name: 'server', value: /^(?:istio-)?envoy$/ }],
    without: [{ name: 'x-envoy-upstream-service-time' }],
    skeleton: /^(?:fault filter abort|RBAC: access denied)$/,
    certainty: 'certain',
    failedLink: 'front',
    cause: 'blocked',
  },
  {
    id: 'envoy-empty',
    gateway: ENVOY,
    // Where a service behind it answered, Envoy says how long that took.
    headers: [{ name: 'server', value: /^(?:istio-)?envoy$/ }],
    without: [{ name: 'x-envoy-upstream-service-time' }],
    empty: true,
    certainty: 'likely',
    failedLink: 'unknown',
  },
  {
    id: 'traefik',
    gateway: TRAEFIK,
    statuses: [503],
    headers: [{ name: 'x-content-type-options', value: /^nosniff$/i }],
    skeleton: /^no available server$/,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'traefik-text',
    gateway: TRAEFIK,
    // Several programs in Go say just this.
    skeleton: /^(?:Bad Gateway|Gateway Timeout)$/,
    headers: [{ name: 'content-type', value: /^text\/plain/ }],
    without: [{ name: 'server' }, { name: 'x-content-type-options' }, { name: 'x-powered-by' }],
    certainty: 'perhaps',
  },
  {
    id: 'kong',
    gateway: KONG,
    headers: [{ name: 'x-kong-response-latency' }],
    without: [{ name: 'x-kong-upstream-latency' }],
    replaceable: true,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'kong-server',
    gateway: KONG,
    headers: [{ name: 'server', value: /^kong\// }],
    without: [{ name: 'x-kong-upstream-latency' }, { name: 'x-kong-proxy-latency' }],
    words:
      /^.{0,80}(?:An invalid response was received from the upstream server|The upstream server is (?:currently unavailable|timing out)|failure to get a peer from the ring-balancer|An unexpected error occurred)/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
    reference: { name: 'request_id', words: /"?request_id"?: ?"?([\da-f]{16,40})/ },
  },
  {
    id: 'kong-request-id',
    gateway: KONG,
    headers: [{ name: 'x-kong-request-id' }],
    without: [{ name: 'x-kong-upstream-latency' }, { name: 'x-kong-proxy-latency' }],
    words:
      /^.{0,80}(?:An invalid response was received from the upstream server|The upstream server is (?:currently unavailable|timing out)|failure to get a peer from the ring-balancer)/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'apisix',
    gateway: product('apisix', 'Apache APISIX', 'reverse-proxy'),
    headers: [{ name: 'server', value: /^APISIX/ }],
    without: [{ name: 'x-apisix-upstream-status' }],
    skeleton:
      /^<title>\d{3} [\w '-]{1,40}<center><h1>\d{3} [\w '-]{1,40}<hr><center>openresty(?:<em>Powered by<a>APISIX ?\.?)?$/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'apisix-page',
    gateway: product('apisix', 'Apache APISIX', 'reverse-proxy'),
    markup: /<a href=["']?https?:\/\/apisix\.apache\.org/,
    skeleton:
      /^<title>\d{3} [\w '-]{1,40}<center><h1>\d{3} [\w '-]{1,40}<hr><center>openresty<em>Powered by<a>APISIX ?\.?$/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'pingora',
    gateway: product('pingora-default', 'Pingora', 'reverse-proxy'),
    headers: [{ name: 'server', value: /^Pingora$/ }],
    empty: true,
    certainty: 'likely',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'haproxy',
    gateway: HAPROXY,
    skeleton:
      /^<h1>50\d [\w -]{1,30}(?:The server returned an invalid or incomplete response\.|No server is available to handle this request\.|The server didn't respond in time\.|An internal server error occurred\.)$/i,
    certainty: 'certain',
    // "Invalid or incomplete": garbage and a connection that just closed look the same. Its 500 is an
    // answer fixed in its configuration.
    failedLink: { 502: 'front-to-server', 503: 'front-to-server', 504: 'front-to-server' },
    cause: { 504: 'timeout' },
  },
];
