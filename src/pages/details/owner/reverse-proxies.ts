import type { OwnerEntries, OwnerEntry } from './entry';

const NGINX: OwnerEntry = {
  logs: [
    {
      place: '/var/log/nginx/error.log',
      lookFor: [
        'connect() failed',
        'upstream prematurely closed connection',
        'upstream timed out',
        'upstream sent too big header',
        'no live upstreams',
        'SSL_do_handshake() failed',
      ],
    },
  ],
  settings: [
    'proxy_connect_timeout',
    'proxy_read_timeout',
    'fastcgi_read_timeout',
    'proxy_buffer_size',
    'resolver',
  ],
  commands: ['nginx -t', 'systemctl status nginx'],
  causes: {
    502: ['refused', 'closed', 'invalid', 'tls', 'dns', 'unreachable'],
    504: ['timeout'],
  },
  traps: [{ trap: 'hides-cause', statuses: [502] }],
  about: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html',
};

export const REVERSE_PROXIES: OwnerEntries = {
  nginx: NGINX,
  openresty: {
    ...NGINX,
    logs: (NGINX.logs ?? []).map((log) => ({
      ...log,
      place: '/usr/local/openresty/nginx/logs/error.log',
    })),
    commands: ['openresty -t', 'systemctl status openresty'],
  },
  tengine: {
    ...NGINX,
    logs: (NGINX.logs ?? []).map((log) => ({ ...log, place: '/usr/local/nginx/logs/error.log' })),
    commands: ['nginx -t'],
  },
  apache: {
    logs: [
      {
        place: '/var/log/apache2/error.log, /var/log/httpd/error_log',
        lookFor: ['proxy:error', 'AH01114', 'AH00957', 'AH01102', 'AH00898'],
      },
    ],
    settings: ['ProxyTimeout', 'ProxyPass … connectiontimeout= timeout= retry=', 'SSLProxyEngine'],
    commands: ['apachectl configtest', 'apachectl -S'],
    causes: {
      500: ['dns', 'tls'],
      502: ['timeout', 'closed', 'invalid'],
      503: ['refused'],
    },
    traps: [
      { trap: 'timeout-is-502', statuses: [502] },
      { trap: 'refused-is-503', statuses: [503] },
    ],
    about: 'https://httpd.apache.org/docs/2.4/mod/mod_proxy.html',
  },
  caddy: {
    logs: [
      {
        place: 'journalctl -u caddy',
        lookFor: ['connection refused', 'EOF', 'i/o timeout', 'no upstreams available'],
      },
    ],
    settings: ['dial_timeout', 'response_header_timeout', 'health_uri', 'lb_try_duration'],
    commands: ['caddy validate --config /etc/caddy/Caddyfile', 'systemctl status caddy'],
    causes: {
      502: ['refused', 'closed', 'invalid', 'dns', 'tls'],
      503: ['refused'],
      504: ['timeout'],
    },
    traps: [{ trap: 'hides-cause', statuses: [502] }],
    about: 'https://caddyserver.com/docs/caddyfile/directives/reverse_proxy',
  },
  lighttpd: {
    logs: [{ place: '/var/log/lighttpd/error.log' }],
    settings: ['proxy.server', 'fastcgi.server'],
    commands: ['lighttpd -tt -f /etc/lighttpd/lighttpd.conf'],
    causes: { 500: ['closed'], 502: ['invalid'], 503: ['refused'], 504: ['timeout'] },
  },
  litespeed: {
    logs: [
      { place: '/usr/local/lsws/logs/error.log' },
      { place: '/usr/local/lsws/logs/stderr.log' },
    ],
    settings: ['PHP_LSAPI_CHILDREN', 'Max Connections', 'Initial Request Timeout (secs)'],
    commands: ['/usr/local/lsws/bin/lswsctrl status'],
    causes: { 503: ['overload', 'closed', 'refused'] },
  },
  h2o: {
    settings: ['proxy.timeout.connect', 'proxy.timeout.io', 'proxy.timeout.keepalive', 'error-log'],
    causes: { 502: ['refused', 'timeout', 'closed', 'invalid'] },
    traps: [{ trap: 'timeout-is-502', statuses: [502] }],
    about: 'https://h2o.examp1e.net/configure/proxy_directives.html',
  },
  nghttpx: {
    settings: ['backend-connect-timeout', 'backend-read-timeout', 'errorlog-file'],
    causes: { 502: ['refused', 'closed', 'invalid'], 504: ['timeout'] },
    about: 'https://nghttp2.org/documentation/nghttpx.1.html',
  },
  iis: {
    logs: [
      {
        place: '%SystemDrive%\\inetpub\\logs\\LogFiles',
        lookFor: ['sc-status', 'sc-substatus', 'sc-win32-status'],
      },
      { place: '%SystemRoot%\\System32\\LogFiles\\HTTPERR' },
    ],
    settings: ['Application Request Routing: Time-out (seconds)', 'Rapid-Fail Protection'],
    commands: ['appcmd list apppool', 'appcmd list wp'],
    causes: { 502: ['timeout', 'closed', 'invalid', 'refused'], 503: ['overload', 'closed'] },
    traps: [{ trap: 'only-in-log', statuses: [502, 503] }],
    about:
      'https://learn.microsoft.com/iis/extensions/troubleshooting-application-request-routing/troubleshooting-502-errors-in-arr',
  },
  envoy: {
    logs: [
      { place: 'access log: %RESPONSE_FLAGS%', lookFor: ['UF', 'UC', 'UH', 'UT', 'UO', 'NR'] },
    ],
    settings: ['connect_timeout', 'route.timeout', 'idle_timeout', 'circuit_breakers'],
    commands: ['curl -s http://localhost:ADMIN_PORT/clusters'],
    causes: {
      503: ['refused', 'unreachable', 'closed', 'tls', 'invalid', 'overload'],
      504: ['timeout'],
    },
    about:
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage',
  },
  traefik: {
    settings: ['forwardingTimeouts.dialTimeout', 'forwardingTimeouts.responseHeaderTimeout'],
    causes: {
      500: ['certificate', 'invalid'],
      502: ['refused', 'closed', 'dns'],
      503: ['refused'],
      504: ['timeout'],
    },
    about: 'https://doc.traefik.io/traefik/getting-started/faq/',
  },
  kong: {
    logs: [{ place: '/usr/local/kong/logs/error.log', lookFor: ['upstream', 'balancer'] }],
    settings: ['connect_timeout', 'read_timeout', 'write_timeout'],
    commands: ['kong health', 'curl -s http://localhost:8001/upstreams/NAME/health'],
    causes: { 502: ['refused', 'closed', 'invalid'], 503: ['refused'], 504: ['timeout'] },
  },
  apisix: {
    logs: [
      { place: '/usr/local/apisix/logs/error.log', lookFor: ['while connecting to upstream'] },
    ],
    settings: ['upstream.timeout.connect', 'upstream.timeout.read', 'upstream.timeout.send'],
    commands: ['apisix test'],
    causes: { 502: ['refused', 'closed', 'invalid', 'tls'], 504: ['timeout'] },
    about: 'https://apisix.apache.org/docs/apisix/debug-mode/',
  },
  'pingora-default': {
    settings: ['connection_timeout', 'total_connection_timeout', 'read_timeout', 'error_log'],
    causes: { 502: ['refused', 'closed', 'invalid', 'tls', 'timeout'] },
    about: 'https://github.com/cloudflare/pingora',
  },
  'aws-apigateway': {
    logs: [
      {
        place: 'Amazon CloudWatch Logs',
        lookFor: ['Malformed Lambda proxy response', 'Execution failed'],
      },
    ],
    settings: ['Integration timeout'],
    causes: { 502: ['invalid', 'closed'], 504: ['timeout'] },
    about: 'https://repost.aws/knowledge-center/malformed-502-api-gateway',
  },
  go: {
    logs: [{ place: 'stderr', lookFor: ['http: proxy error:'] }],
    settings: ['ReverseProxy.ErrorHandler', 'Transport.ResponseHeaderTimeout'],
    causes: { 502: ['refused', 'timeout', 'closed', 'invalid', 'dns', 'tls'] },
    traps: [{ trap: 'timeout-is-502', statuses: [502] }],
    about: 'https://pkg.go.dev/net/http/httputil#ReverseProxy',
  },
  'http-proxy-middleware': {
    logs: [
      { place: 'stderr', lookFor: ['[HPM] Error', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'] },
    ],
    settings: ['target', 'proxyTimeout', 'timeout'],
    causes: { 502: ['invalid'], 504: ['refused', 'closed', 'dns'] },
    traps: [{ trap: 'refused-is-504', statuses: [504] }],
    about: 'https://github.com/chimurai/http-proxy-middleware',
  },
  'http-proxy': {
    settings: ['target', 'proxyTimeout', 'timeout'],
    about: 'https://github.com/http-party/node-http-proxy',
  },
  vite: {
    logs: [{ place: 'stderr', lookFor: ['http proxy error', 'ECONNREFUSED'] }],
    settings: ['server.proxy'],
    about: 'https://vite.dev/config/server-options.html#server-proxy',
  },
  fastify: {
    logs: [
      {
        place: 'stdout',
        lookFor: [
          'FST_REPLY_FROM_GATEWAY_TIMEOUT',
          'FST_REPLY_FROM_SERVICE_UNAVAILABLE',
          'FST_REPLY_FROM_INTERNAL_SERVER_ERROR',
        ],
      },
    ],
    causes: { 500: ['refused', 'closed', 'invalid'], 503: ['dns'], 504: ['timeout'] },
    about: 'https://github.com/fastify/fastify-reply-from',
  },
  h3: { settings: ['proxyRequest', 'routeRules'], about: 'https://github.com/h3js/h3' },
  'express-http-proxy': {
    settings: ['timeout', 'proxyErrorHandler'],
    about: 'https://github.com/villadora/express-http-proxy',
  },
  'configurable-http-proxy': {
    logs: [{ place: 'stderr', lookFor: ['503 GET', 'ECONNREFUSED'] }],
    settings: ['--timeout', '--proxy-timeout'],
    causes: { 503: ['refused', 'timeout', 'closed'] },
    about: 'https://github.com/jupyterhub/configurable-http-proxy',
  },
  twisted: {
    logs: [{ place: 'twistd.log' }],
    settings: ['twisted.web.proxy.ReverseProxyResource'],
  },
};
