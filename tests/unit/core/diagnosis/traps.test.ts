import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../scripts/diagnose/page';
import { readResponse } from '../../../../scripts/diagnose/response';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import { EXAMPLES, entryOf } from '../../support/gateways';
import { HTTP, HTTPS, NOON } from '../../support/samples';

/** What is said of a response: status line without the version, header lines, body. */
function said(status: string, headers: readonly string[], body: string, context = HTTPS) {
  const head = [`HTTP/1.1 ${status}`, ...headers].join('\r\n');
  const raw = readResponse(Buffer.from(`${head}\r\n\r\n${body}`));
  return diagnose(raw.response, pageOf(raw), context, NOON);
}

const guesses = ({ evidence }: Diagnosis) =>
  evidence.filter(({ kind }) => kind === 'perhaps').map(({ value }) => value);

const HTML = 'Content-Type: text/html';
const TEXT = 'Content-Type: text/plain; charset=utf-8';
const JSON_TYPE = 'Content-Type: application/json';
const NOSNIFF = 'X-Content-Type-Options: nosniff';
const RAY = 'cf-ray: 8f0000000000abcd-FRA';
const OWN = '<!doctype html><title>Shop is down</title><h1>Our app is restarting</h1>';
const centred = (title: string, footer: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${footer}</center>\r\n</body>\r\n</html>\r\n`;
const NGINX = centred('502 Bad Gateway', 'nginx');
const STOCK =
  '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>An error occurred.</h1><p><em>Faithfully yours, nginx.</em></p></body></html>';
const FRAME =
  '<html><head><title>Application Error</title></head><body><iframe src="//www.herokucdn.com/error-pages/application-error.html"></iframe></body></html>';
/** A page of Werkzeug's, which has Apache's words. */
const werkzeug = (title: string, text: string) =>
  `<!doctype html>\n<html lang=en>\n<title>${title}</title>\n<h1>${title.slice(4)}</h1>\n<p>${text}</p>\n`;
/** The page that Express makes of an error that nobody caught. */
const express = (error: string) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head><body><pre>Error: ${error}<br> &nbsp; &nbsp;at afterConnect</pre></body></html>`;

/** What a small proxy on the visitor's side says in the very same words. */
const FROM_EITHER: ReadonlySet<string> = new Set([
  'a program that misses its database, in Go',
  'a program in Node that shows an error',
  'a program in Python that shows an error',
  'a status that is nobody’s',
]);

describe('a page that nobody signed', () => {
  it.each<[string, string, readonly string[], string]>([
    ['a bare "Bad Gateway"', '502', [TEXT], 'Bad Gateway'],
    ['a bare "Bad Gateway" with nosniff', '502', [TEXT, NOSNIFF], 'Bad Gateway\n'],
    ['a bare "Internal Server Error"', '500', [TEXT], 'Internal Server Error'],
    ['a bare "Service Unavailable"', '503', [TEXT], 'Service Unavailable'],
    [
      '"Service Unavailable" of an app at Google',
      '503',
      [TEXT, 'Server: Google Frontend'],
      'Service Unavailable',
    ],
    [
      '"Service Unavailable" of an app in Uvicorn',
      '503',
      [TEXT, 'server: uvicorn'],
      'Service Unavailable',
    ],
    ['the stock 50x.html without a Server', '502', [HTML], STOCK],
    ['an app’s JSON', '502', [JSON_TYPE], '{"error":"Bad Gateway"}'],
    [
      'an app’s JSON in API Gateway’s words',
      '500',
      [JSON_TYPE],
      '{"message": "Internal server error"}',
    ],
    ['nothing at all', '502', ['Content-Length: 0'], ''],
    ['nothing from nginx', '502', ['Server: nginx', 'Content-Length: 0'], ''],
    [
      'nothing from a server that nobody knows',
      '502',
      ['Server: Thing/1.0', 'Content-Length: 0'],
      '',
    ],
    [
      'the shell of an app that runs in the page',
      '502',
      ['Server: nginx', HTML],
      '<!doctype html><html><head><title>Shop</title><script src=/a.js></script></head><body><div id="root"></div></body></html>',
    ],
    [
      'a footer that nobody knows',
      '502',
      ['Server: nginx', HTML],
      centred('502 Bad Gateway', 'MyGateway'),
    ],
    ['nginx’s markup as plain text', '502', ['Server: nginx', TEXT], NGINX],
    [
      'a page with Cloudflare’s mark, but not from it',
      '502',
      [HTML],
      '<div id="cf-error-details"><h1>Bad gateway</h1></div>',
    ],
    [
      'a page of Werkzeug’s, 502',
      '502',
      [HTML],
      werkzeug(
        '502 Bad Gateway',
        'The proxy server received an invalid response from an upstream server.',
      ),
    ],
    [
      'a page of Werkzeug’s, 503',
      '503',
      [HTML],
      werkzeug(
        '503 Service Unavailable',
        'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.',
      ),
    ],
    [
      'a page of Werkzeug’s, without a head',
      '503',
      [HTML],
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>503 Service Unavailable</title>\n<h1>Service Unavailable</h1>\n<p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.</p>',
    ],
    [
      'a program that misses its database, in Go',
      '500',
      [TEXT, NOSNIFF],
      'dial tcp 10.0.0.3:5432: connect: connection refused\n',
    ],
    [
      'a program that misses its database, in Express',
      '500',
      ['X-Powered-By: Express', HTML],
      express('connect ECONNREFUSED 127.0.0.1:5432'),
    ],
    [
      'a program in Node that shows an error',
      '502',
      [TEXT],
      'Error: connect ECONNREFUSED 10.0.0.1:80',
    ],
    [
      'a program in Python that shows an error',
      '502',
      ['Server: Kestrel', TEXT],
      'Cannot connect to db:8080: [Errno 111] Connect call failed',
    ],
    ['a status that is nobody’s', '593', [TEXT], 'Something odd'],
    [
      'a page about a railway',
      '502',
      [HTML],
      '<title>British Railway</title><p>Application failed to respond</p>',
    ],
    [
      'lighttpd’s Server on a page that it passed on',
      '503',
      ['Server: lighttpd/1.4.76', HTML],
      '<html><head><title>503 Service Unavailable</title></head><body><h1>503 Service Unavailable</h1></body></html>',
    ],
  ])('names nobody: %s', (name, status, headers, body) => {
    for (const context of [HTTPS, HTTP]) {
      const found = said(status, headers, body, context);
      expect(found.gateway).toBeNull();
      expect(found.author).not.toBe('gateway');
      expect(found.certainty).not.toBe('certain');
      const isSites = context === HTTPS && !FROM_EITHER.has(name);
      expect(found.side).toBe(isSites ? 'site' : 'unknown');
    }
  });

  it('has a guess at most where several send the same', () => {
    expect(guesses(said('502', [TEXT], 'Bad Gateway'))).toEqual(['Traefik']);
    expect(guesses(said('502', [HTML], STOCK))).toEqual(['nginx']);
    expect(guesses(said('502', ['Server: cloudflare', RAY, HTML], OWN))).toEqual([]);
  });
});

describe('an answer that was passed on', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    [
      'CloudFront, which marks every error',
      [
        'Server: gunicorn',
        'X-Cache: Error from cloudfront',
        'Via: 1.1 a.cloudfront.net (CloudFront)',
        'X-Amz-Cf-Id: aGVsbG8=',
        HTML,
      ],
      OWN,
      ['gunicorn', 'cloudfront'],
    ],
    ['Cloudflare', ['Server: cloudflare', RAY, HTML], OWN, ['cloudflare']],
    [
      'Render',
      ['Server: cloudflare', RAY, 'x-render-origin-server: gunicorn', 'rndr-id: 0123-456', HTML],
      OWN,
      ['render', 'cloudflare'],
    ],
    ['Heroku', ['Server: gunicorn', 'Via: 1.1 heroku-router', HTML], OWN, ['gunicorn', 'heroku']],
    [
      'Varnish',
      ['Server: Apache', 'X-Varnish: 123', 'Via: 1.1 varnish (Varnish/7.6)', HTML],
      OWN,
      ['apache', 'varnish'],
    ],
    ['Envoy', ['Server: envoy', 'X-Envoy-Upstream-Service-Time: 12', HTML], OWN, ['envoy']],
    [
      'Envoy, without a body',
      ['Server: envoy', 'X-Envoy-Upstream-Service-Time: 12', 'Content-Length: 0'],
      '',
      ['envoy'],
    ],
    [
      'Kong',
      [
        'Via: 1.1 kong/3.9.0',
        'X-Kong-Upstream-Latency: 3',
        'X-Kong-Response-Latency: 4',
        'X-Kong-Request-Id: 0123456789abcdef',
        JSON_TYPE,
      ],
      '{"message":"An invalid response was received from the upstream server"}',
      ['kong'],
    ],
    [
      'an older Caddy',
      ['Server: Caddy', 'Server: gunicorn', 'Content-Length: 0'],
      '',
      ['gunicorn', 'caddy'],
    ],
    ['Caddy', ['Server: Caddy', 'Via: 1.1 Caddy', 'Content-Length: 0'], '', ['caddy']],
    [
      'Imperva, with its script',
      ['X-Iinfo: 1-2-3 4NNN', HTML],
      '<title>Shop</title><script src="/_Incapsula_Resource?SWJIYLWA=7"></script><h1>Sorry</h1>',
      ['imperva-incapsula'],
    ],
    [
      'Cloudflare, with its script',
      ['Server: cloudflare', RAY, HTML],
      '<h1>Down</h1><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
      ['cloudflare'],
    ],
    [
      'Squid',
      [
        'Server: gunicorn',
        'X-Cache: MISS from proxy.example',
        'Via: 1.1 proxy.example (squid/6.10)',
        HTML,
      ],
      OWN,
      ['gunicorn', 'squid'],
    ],
  ])('is not blamed on what passed it on: %s', (_, headers, body, path) => {
    for (const status of ['500', '502', '503']) {
      const found = said(status, headers, body);
      expect(found).toMatchObject({ gateway: null, path, side: 'site' });
      expect(found.author).not.toBe('gateway');
      expect(found.page).not.toBe('challenge');
    }
  });

  it('is the page’s author’s, whatever passed it on', () => {
    const cloudfront = ['X-Cache: Error from cloudfront', 'X-Amz-Cf-Id: aGVsbG8=', HTML];
    expect(said('502', ['Server: nginx', ...cloudfront], NGINX).gateway?.family).toBe('nginx');
    const cloudflare = ['Server: cloudflare', RAY, HTML];
    const behind = said('503', ['Via: 2.0 heroku-router', ...cloudflare], FRAME);
    expect(behind).toMatchObject({ gateway: { family: 'heroku' }, path: ['cloudflare'] });
    const render = ['Server: cloudflare', RAY, 'x-render-routing: no-server', 'Content-Length: 0'];
    expect(said('503', render, '').gateway?.family).toBe('render');
  });

  it('is innocent of the forward proxy that passed it on', () => {
    const relayed = ['X-Cache: MISS from proxy.example', 'Via: 1.1 proxy.example (squid/6.10)'];
    const found = said('502', ['Server: nginx', HTML, ...relayed], NGINX, HTTP);
    expect(found).toMatchObject({ gateway: { family: 'nginx' }, side: 'site', path: ['squid'] });
  });

  it('was the server’s where Proxy-Status says so, and the gateway’s where it names an error', () => {
    const told = (value: string) => said('502', [`Proxy-Status: ${value}`, HTML], OWN);
    expect(told('CDN; received-status=502').author).toBe('origin');
    expect(told('CDN; error=connection_refused')).toMatchObject({
      author: 'gateway',
      gateway: null,
      cause: 'refused',
    });
    expect(told(';;;=,,')).toMatchObject({ author: 'unknown', cause: 'unknown' });
    expect(told(`CDN; error=${'x'.repeat(5_000)}`)).toMatchObject({ cause: 'unknown' });
  });
});

describe('a Server header that the page contradicts', () => {
  it.each(['Apache/2.4.62 (Debian)', 'Microsoft-IIS/10.0', 'gunicorn', 'Varnish'])(
    'leaves nginx’s page no more than likely: %s',
    (server) => {
      const found = said('502', [`Server: ${server}`, HTML], NGINX);
      expect(found).toMatchObject({ gateway: { family: 'nginx' }, certainty: 'likely' });
    },
  );

  it('leaves nobody where two products’ marks contradict each other', () => {
    const found = said('502', ['X-Squid-Error: ERR_READ_ERROR 0', 'Server: nginx', HTML], NGINX);
    expect(found.gateway).toBeNull();
    expect([...guesses(found)].sort()).toEqual(['Squid', 'nginx']);
  });
});

describe('a deliberate answer', () => {
  it.each<[string, string, readonly string[], string, string]>([
    [
      'a bot check',
      '503',
      ['Server: cloudflare', RAY, 'cf-mitigated: challenge', HTML],
      '<title>Just a moment...</title>',
      'unknown',
    ],
    [
      'F5’s block page',
      '503',
      [HTML],
      '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 12345678901234567890</body></html>',
      'unknown',
    ],
    [
      'ISA’s block page',
      '502',
      ['Via: 1.1 GATE-01', HTML],
      '<title>The page cannot be displayed</title><li>Error Code: 502 Proxy Error. The ISA Server denied the specified Uniform Resource Locator (URL). (12202)</li>',
      'visitor',
    ],
  ])(
    'is never tried again by machine, nor blamed on the site: %s',
    (_, status, headers, body, side) => {
      const found = said(status, headers, body);
      expect(found.retry).toMatchObject({ automatic: false, why: 'deliberate' });
      expect(found.side).toBe(side);
    },
  );

  it('by a weakly known filter is no gateway of the site’s', () => {
    for (const text of [
      'FortiGuard Intrusion Prevention',
      'Powered by Sophos UTM Web Protection',
    ]) {
      expect(said('503', [HTML], `<h1>Blocked</h1><p>${text}</p>`).gateway).toBeNull();
    }
  });
});

describe('a proxy on the visitor’s own device', () => {
  const APACHE_DNS =
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>502 Proxy Error</title>\n</head><body>\n<h1>Proxy Error</h1>\n<p>The proxy server received an invalid\r\nresponse from an upstream server.<br />\r\nThe proxy server could not handle the request<p>Reason: <strong>DNS lookup failure for: backend</strong></p></p>\n</body></html>';

  it.each<[string, string, readonly string[], string]>([
    ['Fiddler, by what it says', '502', [HTML], '[Fiddler] DNS Lookup for "a.example" failed.'],
    ['Fiddler, on a time that ran out', '504', [HTML], '[Fiddler] ReadResponse() failed.'],
    ['ZAP', '502', [TEXT], 'ZAP Error [java.net.ConnectException]: Connection refused'],
    ['Charles', '503', [HTML], '<title>Charles Error Report</title><h1>Charles Error Report</h1>'],
  ])('is named, and the site is not blamed: %s', (_, status, headers, body) => {
    const found = said(status, headers, body);
    expect(found.gateway?.role).toBe('forward-proxy');
    expect(found).toMatchObject({ side: 'visitor', certainty: 'likely' });
  });

  it.each<[string, readonly string[], string]>([
    ['a filter that leaves its page unsigned', ['Via: 1.1 m_proxy_fra1', HTML], '<h1>Error</h1>'],
    ['a household’s proxy', ['Server: WinGate 9.4', HTML], '<h1>502 Bad Gateway</h1>'],
    [
      'a header of Squid’s on a page that is not',
      ['Server: Thing', 'X-Squid-Error: none'],
      'Sorry',
    ],
  ])('leaves the side open where it may have spoken: %s', (_, headers, body) => {
    expect(said('502', headers, body)).toMatchObject({
      gateway: null,
      author: 'unknown',
      side: 'unknown',
      certainty: 'unknown',
    });
  });

  it('is not an older Apache in front of a site that cannot find its server', () => {
    for (const server of ['Apache/2.4.29 (Ubuntu)', 'Apache/2.4.62 (Debian)', 'Apache']) {
      expect(said('502', [`Server: ${server}`, HTML], APACHE_DNS)).toMatchObject({
        gateway: { family: 'apache' },
        side: 'site',
        certainty: 'likely',
        cause: 'dns',
      });
    }
  });
});

describe('the same page in other clothes', () => {
  it.each<[string, string, readonly string[], string, string]>([
    [
      'Fastly’s page of today',
      '503',
      [HTML, 'Server: Varnish', 'X-Served-By: cache-fra-eddf8230045-FRA'],
      '<title>503 first byte timeout</title><h1>Error 503 first byte timeout</h1><p>first byte timeout</p><h3>Error 54113</h3><p>Details: cache-fra-eddf8230045-FRA 1700000000 1234567890</p><hr><p>Varnish cache server</p>',
      'fastly',
    ],
    [
      'Akamai’s page of a time that ran out',
      '504',
      [HTML, 'Server: AkamaiGHost'],
      '<TITLE>Gateway Timeout - In read </TITLE><H1>Gateway Timeout</H1>No timely answer came.<P>Reference&#32;&#35;1&#46;97ba1002&#46;1577198088&#46;5759d5b',
      'akamai',
    ],
    [
      'Jetty without its last line',
      '503',
      [HTML],
      '<title>Error 503 Service Unavailable</title><h2>HTTP ERROR 503 Service Unavailable</h2><table><tr><th>URI:</th><td>/</td></tr><tr><th>STATUS:</th><td>503</td></tr><tr><th>MESSAGE:</th><td>Service Unavailable</td></tr></table>',
      'jetty',
    ],
    [
      'Squid in another language, without its header',
      '504',
      [HTML],
      '<html><head><title>FEHLER</title></head><body id=ERR_READ_TIMEOUT><h1>FEHLER</h1><p>Erzeugt von proxy.example (squid)</p></body></html>',
      'squid',
    ],
  ])('is known in another form: %s', (_, status, headers, body, family) => {
    expect(said(status, headers, body).gateway?.family).toBe(family);
  });

  it.each<[string, string]>([
    ['a byte order mark', `\ufeff${NGINX}`],
    ['tags in upper case', NGINX.replace(/<\/?[a-z\d]+/g, (tag) => tag.toUpperCase())],
    ['entities', NGINX.replaceAll('nginx', '&#110;gin&#x78;').replaceAll('502', '&#53;02')],
    ['attributes', NGINX.replaceAll('<center>', '<center class="x" style=\'y\'>')],
    ['comments', NGINX.replaceAll('\r\n', '\r\n<!-- a padding to disable a friendly page -->')],
    ['a long comment before it', `<!--${'x'.repeat(40_000)}-->${NGINX}`],
    ['a localised status text', centred('502 Mauvaise passerelle', 'nginx')],
    ['its version', centred('502 Bad Gateway', 'nginx/1.26.2 (Ubuntu)')],
    [
      'a script that a browser’s extension added',
      NGINX.replace('</body>', '<script>1</script></body>'),
    ],
  ])('is known: %s', (_, body) => {
    expect(said('502', ['Server: nginx', HTML], body).gateway?.family).toBe('nginx');
  });

  it.each(['id="cf-error-details"', "id='cf-error-details'", 'id=cf-error-details'])(
    'is known by its mark, whatever the quotes: %s',
    (mark) => {
      const body = `<div class="p-0" ${mark}><h1>Bad gateway</h1></div>`;
      const found = said('502', ['Server: cloudflare', RAY, HTML], body);
      expect(found).toMatchObject({ gateway: { family: 'cloudflare' }, certainty: 'certain' });
    },
  );

  it('is nobody’s where it begins behind what is read', () => {
    const body = `<!--${'x'.repeat(70_000)}-->${NGINX}`;
    expect(said('502', ['Server: nginx', HTML], body).gateway).toBeNull();
  });

  it('is known without the reason, which HTTP/2 has not', () => {
    for (const { raw, page, id } of EXAMPLES.filter(
      ({ id: one }) => !/^(?:aws-elb|mockttp)$/.test(one),
    )) {
      const entry = entryOf({ id });
      const found = diagnose({ ...raw.response, reason: null }, page, HTTPS, NOON);
      if (entry.certainty !== 'perhaps') expect(found.gateway, id).toEqual(entry.gateway);
    }
  });
});
