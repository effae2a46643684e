import { BEHIND, BEHIND_ON_502_504, product, type Signature } from './entry';

const API_GATEWAY = product('aws-apigateway', 'Amazon API Gateway', 'reverse-proxy');
const GOOGLE = product('google', 'Google Cloud', 'load-balancer');
const HEROKU = product('heroku', 'Heroku', 'app-platform');
const RAILWAY = product('railway', 'Railway', 'app-platform');

/** Platforms that run the site's own program, and clouds' front doors. */
export const PLATFORMS: readonly Signature[] = [
  {
    id: 'cloudflare-worker',
    gateway: product('cloudflare', 'Cloudflare Workers', 'app-platform'),
    headers: [{ name: 'cf-ray' }],
    title: /^Worker threw exception\b|\bexceeded resource limits\b/,
    certainty: 'certain',
    failedLink: 'server',
  },
  {
    id: 'aws-apigateway',
    gateway: API_GATEWAY,
    headers: [{ name: 'x-amzn-requestid' }, { name: 'x-amzn-errortype' }],
    words:
      /^\{"message": ?(?:null|"(?:Internal server error|Endpoint request timed out|Service Unavailable|Network error communicating with endpoint)")\}$/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
    causes: { in: 'words', codes: [{ code: /timed out/, cause: 'timeout' }] },
  },
  {
    id: 'aws-apigateway-http',
    gateway: API_GATEWAY,
    // The header is on relayed answers too; the text is the gateway's.
    headers: [{ name: 'apigw-requestid' }],
    words: /^\{"message": ?"(?:Internal Server Error|Service Unavailable|Gateway Timeout)"\}$/,
    certainty: 'likely',
    failedLink: 'unknown',
  },
  {
    id: 'google-front-end',
    gateway: GOOGLE,
    title: /^Error 5\d\d \(.{3,60}\)!!1$/,
    words: /That.s an error\./,
    certainty: 'certain',
    failedLink: 'unknown',
  },
  {
    id: 'google-load-balancer',
    gateway: GOOGLE,
    title: /^5\d\d Server Error$/,
    skeleton:
      /^<title>5\d\d Server Error<h1>Error: Server Error<h2>The (?:server encountered an? (?:temporary )?error|service you requested is not available)/,
    certainty: 'certain',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'google-cloud-run',
    gateway: product('google', 'Google Cloud Run', 'app-platform'),
    headers: [{ name: 'server', value: /^Google Frontend$/ }],
    words:
      /^(?:The request failed because either the HTTP response was malformed or connection to the instance had an error|The request has been terminated because it has reached the maximum request timeout)/,
    certainty: 'likely',
    ...BEHIND,
    causes: { in: 'words', codes: [{ code: /request timeout/, cause: 'timeout' }] },
  },
  {
    id: 'azure-app-service',
    gateway: product('azure-app-service', 'Azure App Service', 'app-platform'),
    words:
      /The specified CGI application encountered an error and the server terminated the process|The web request failed because the server did not respond within the specified timeout/,
    title: /Server Error|Application Error|^$/,
    certainty: 'likely',
    failedLink: 'server',
    causes: { in: 'words', codes: [{ code: /specified timeout/, cause: 'timeout' }] },
  },
  {
    id: 'digitalocean-app-platform',
    gateway: product('digitalocean-app-platform', 'DigitalOcean App Platform', 'app-platform'),
    words:
      /^.{0,400}\(50\d [A-Z-]{1,6}\) App Platform failed to forward this request to the application\./,
    certainty: 'certain',
    ...BEHIND,
    causes: {
      in: 'words',
      codes: [
        { code: /\(50\d (?:UC|UR)\)|reset_before_response/, cause: 'closed' },
        { code: /\(50\d UT\)|timeout/, cause: 'timeout' },
        { code: /\(50\d UO\)|overflow/, cause: 'overload' },
      ],
    },
  },
  {
    id: 'cloudfoundry',
    gateway: product('cloudfoundry-gorouter', 'Cloud Foundry', 'app-platform'),
    headers: [{ name: 'x-cf-routererror' }],
    replaceable: true,
    certainty: 'certain',
    ...BEHIND,
    causes: {
      in: { header: 'x-cf-routererror' },
      codes: [{ code: /Connection Limit/i, cause: 'overload' }],
    },
  },
  {
    id: 'cloudfoundry-text',
    gateway: product('cloudfoundry-gorouter', 'Cloud Foundry', 'app-platform'),
    title: /^$/,
    words: /^\d{3} [A-Za-z ]{3,40}: (?:Requested route \(|Registered endpoint failed to handle)/,
    certainty: 'likely',
    ...BEHIND,
  },
  {
    id: 'heroku',
    gateway: HEROKU,
    // The page is a frame: its words are in another document.
    markup:
      /<iframe [^<>]{0,300}\bsrc=["']?(?:https?:)?\/\/(?:www\.)?herokucdn\.com\/error-pages\//,
    certainty: 'certain',
    failedLink: 'unknown',
  },
  {
    id: 'heroku-page',
    gateway: HEROKU,
    headers: [{ name: 'via', value: /(?:vegur|heroku-router)/ }],
    title: /^(?:Application Error|Offline for Maintenance|Request Timeout|Heroku \| .{3,60})$/i,
    certainty: 'likely',
    failedLink: 'unknown',
    causes: {
      in: 'title',
      codes: [
        { code: /Maintenance/i, cause: 'maintenance' },
        { code: /Timeout/, cause: 'timeout' },
      ],
    },
  },
  {
    id: 'vercel',
    gateway: product('vercel', 'Vercel', 'app-platform'),
    headers: [{ name: 'x-vercel-error', value: /^[A-Z_]{4,60}$/ }],
    replaceable: true,
    certainty: 'certain',
    failedLink: 'unknown',
    causes: {
      in: { header: 'x-vercel-error' },
      codes: [
        { code: /_TIMEOUT$/, cause: 'timeout' },
        { code: /^DNS_/, cause: 'dns' },
        { code: /THROTTLED$/, cause: 'overload' },
        { code: /^(?:NO_RESPONSE|BODY_NOT_A_STRING)_FROM_FUNCTION$/, cause: 'invalid' },
      ],
    },
  },
  {
    id: 'netlify',
    gateway: product('netlify', 'Netlify', 'app-platform'),
    headers: [{ name: 'x-nf-request-id' }],
    title: /^$/,
    words:
      /^.{0,100}(?:error decoding lambda response|\bfunction .{0,60}has crashed|An unhandled error in the function code|usage_exceeded|TimeoutError: Task timed out)/i,
    certainty: 'likely',
    failedLink: 'server',
    causes: { in: 'words', codes: [{ code: /timed out/, cause: 'timeout' }] },
  },
  {
    id: 'fly-io',
    gateway: product('fly-io', 'Fly.io', 'app-platform'),
    // Its headers are on relayed answers too; an empty body with its own Server is the proxy's.
    headers: [{ name: 'server', value: /^Fly\// }, { name: 'fly-request-id' }],
    empty: true,
    certainty: 'likely',
    ...BEHIND_ON_502_504,
  },
  {
    id: 'render',
    gateway: product('render', 'Render', 'app-platform'),
    headers: [{ name: 'x-render-routing' }],
    replaceable: true,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'railway',
    gateway: RAILWAY,
    headers: [{ name: 'x-railway-fallback', value: /^true$/i }],
    replaceable: true,
    certainty: 'certain',
    ...BEHIND,
  },
  {
    id: 'railway-proxy',
    gateway: RAILWAY,
    statuses: [544],
    headers: [{ name: 'x-railway-request-id' }],
    replaceable: true,
    certainty: 'certain',
    failedLink: 'front',
  },
  {
    id: 'railway-page',
    gateway: RAILWAY,
    title: /^(?:Application failed to respond|Railway\b)/,
    words: /Application failed to respond/,
    certainty: 'likely',
    ...BEHIND,
    reference: { name: 'Request ID', words: /Request ID: ([\w-]{8,60})/ },
  },
  {
    id: 'wp-engine',
    gateway: product('wp-engine', 'WP Engine', 'app-platform'),
    headers: [{ name: 'wpe-backend' }],
    certainty: 'perhaps',
  },
  {
    id: 'kinsta',
    gateway: product('kinsta', 'Kinsta', 'app-platform'),
    headers: [{ name: 'x-kinsta-cache' }],
    certainty: 'perhaps',
  },
  {
    id: 'pantheon',
    gateway: product('pantheon', 'Pantheon', 'app-platform'),
    headers: [{ name: 'x-pantheon-styx-hostname' }],
    certainty: 'perhaps',
  },
  {
    id: 'shopify',
    gateway: product('shopify', 'Shopify', 'app-platform'),
    headers: [{ name: 'x-shopid' }],
    certainty: 'perhaps',
  },
];

/** Tunnels to a machine of the owner's. */
export const TUNNELS: readonly Signature[] = [
  {
    id: 'cloudflared',
    gateway: product('cloudflare', 'Cloudflare Tunnel', 'tunnel'),
    headers: [{ name: 'cf-ray' }],
    words: /Unable to reach the origin service/,
    certainty: 'likely',
    failedLink: 'server',
  },
  {
    id: 'ngrok',
    gateway: product('ngrok', 'ngrok', 'tunnel'),
    // Its documentation: what is behind the tunnel can never set this header.
    headers: [{ name: 'ngrok-error-code', value: /^ERR_NGROK_\d{1,6}$/ }],
    certainty: 'certain',
    ...BEHIND,
    causes: {
      in: { header: 'ngrok-error-code' },
      codes: [
        { code: /_3200$/, cause: 'no-tunnel' },
        { code: /_(?:3006|8012)$/, cause: 'refused' },
        { code: /_(?:3005|3008)$/, cause: 'timeout' },
        { code: /_3004$/, cause: 'invalid' },
        { code: /_(?:702|725|727)$/, cause: 'overload' },
        { code: /_3208$/, cause: 'blocked' },
      ],
    },
  },
  {
    id: 'localtunnel',
    gateway: product('localtunnel', 'localtunnel', 'tunnel'),
    headers: [{ name: 'x-localtunnel-status', value: /Tunnel Unavailable/i }],
    certainty: 'certain',
    ...BEHIND,
    cause: 'no-tunnel',
  },
  {
    id: 'localtunnel-page',
    gateway: product('localtunnel', 'localtunnel', 'tunnel'),
    statuses: [503],
    words: /^(?:.{0,60} )?503 - Tunnel Unavailable\b/,
    certainty: 'likely',
    ...BEHIND,
    cause: 'no-tunnel',
  },
  {
    id: 'frp',
    gateway: product('frp', 'frp', 'tunnel'),
    words: /The page you requested was not found\..{0,300}Faithfully yours, frp\.$/,
    certainty: 'certain',
    ...BEHIND,
    cause: 'no-tunnel',
  },
];
