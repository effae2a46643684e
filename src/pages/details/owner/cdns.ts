import type { OwnerEntries } from './entry';

/** Content delivery networks, caches, and firewalls for web sites. */
export const CDNS: OwnerEntries = {
  cloudflare: {
    logs: [
      { place: 'dash.cloudflare.com: Security › Events' },
      { place: 'journalctl -u cloudflared', lookFor: ['Unable to reach the origin service'] },
    ],
    settings: ['SSL/TLS encryption mode', 'DNS records', 'https://www.cloudflare.com/ips/'],
    commands: ['cloudflared tunnel info NAME'],
    traps: [
      { trap: 'origin-said-so', statuses: [502, 504], link: 'server' },
      { trap: 'its-own-trouble', statuses: [500, 502, 503, 504], link: 'front' },
    ],
    about:
      'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/',
  },
  cloudfront: {
    logs: [
      {
        place: 'Standard logs',
        lookFor: ['x-edge-result-type', 'x-edge-detailed-result-type'],
      },
    ],
    settings: ['Origin protocol policy', 'Origin response timeout', 'Origin domain'],
    causes: {
      502: ['tls', 'certificate', 'dns', 'closed'],
      503: ['overload'],
      504: ['refused', 'timeout'],
    },
    traps: [{ trap: 'refused-is-504', statuses: [504] }],
    about:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html',
  },
  fastly: {
    settings: ['connect_timeout', 'first_byte_timeout', 'between_bytes_timeout', 'max_connections'],
    causes: { 503: ['refused', 'timeout', 'closed', 'tls', 'certificate', 'overload'] },
    traps: [{ trap: 'status-words', statuses: [503] }],
    about: 'https://docs.fastly.com/en/guides/common-503-errors',
  },
  akamai: {
    logs: [{ place: 'Akamai Control Center: Edge Diagnostics, Translate Error String' }],
    causes: { 503: ['refused', 'timeout', 'closed', 'dns', 'tls'], 504: ['timeout'] },
  },
  'azure-front-door': {
    logs: [
      { place: 'FrontDoorAccessLog', lookFor: ['OriginTimeout', 'OriginInvalidResponse'] },
      { place: 'FrontDoorHealthProbeLog' },
    ],
    settings: ['Origin response timeout', 'Certificate subject name validation'],
    commands: ['curl -sI -H "X-Azure-DebugInfo: 1" https://SITE/'],
    causes: { 502: ['invalid', 'certificate'], 503: ['timeout', 'certificate'], 504: ['timeout'] },
    about: 'https://learn.microsoft.com/azure/frontdoor/troubleshoot-issues',
  },
  bunny: {
    logs: [
      { place: 'response headers', lookFor: ['CDN-RequestPullCode', 'CDN-RequestPullSuccess'] },
    ],
  },
  varnish: {
    logs: [{ place: "varnishlog -g request -q 'RespStatus >= 500'", lookFor: ['FetchError'] }],
    settings: ['connect_timeout', 'first_byte_timeout', 'between_bytes_timeout', '.probe'],
    commands: ['varnishadm backend.list', 'varnishstat -1'],
    causes: { 503: ['refused', 'timeout', 'closed', 'invalid'] },
    traps: [{ trap: 'constant-wait', statuses: [503] }],
    about: 'https://varnish-cache.org/docs/trunk/users-guide/troubleshooting.html',
  },
  trafficserver: {
    logs: [
      { place: '/var/log/trafficserver/error.log' },
      { place: '/var/log/trafficserver/diags.log' },
    ],
    settings: [
      'proxy.config.http.connect_attempts_timeout',
      'proxy.config.http.transaction_no_activity_timeout_out',
    ],
    commands: ['traffic_ctl config status'],
    causes: { 500: ['dns'], 502: ['refused', 'tls', 'closed', 'invalid'], 504: ['timeout'] },
    about: 'https://docs.trafficserver.apache.org/',
  },
  sucuri: {
    settings: ['Allow IP addresses', 'Hosting IP addresses'],
    about: 'https://docs.sucuri.net/website-firewall/sucuri-firewall-troubleshooting-guide/',
  },
};
