import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import type {
  Certainty,
  Diagnosis,
  PageKind,
  Side,
} from '../../../../src/core/diagnosis/diagnosis';
import type { ObservedResponse, PageContent } from '../../../../src/core/diagnosis/observation';
import { aPage, aResponse, HTTP, HTTPS, NOON } from '../../support/samples';

/** The page that nginx makes of its own accord, in bytes. */
const NGINX =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
  '<hr><center>nginx/1.26.2</center>\r\n</body>\r\n</html>\r\n';
const VARNISH =
  '<!DOCTYPE html><html><head><title>503 Backend fetch failed</title></head><body><h1>Error 503 Backend fetch failed</h1>' +
  '<p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 4</p><hr><p>Varnish cache server</p></body></html>';

function of(
  markup: string | null,
  headers: Record<string, string> = {},
  parts: Partial<ObservedResponse> = {},
  context = HTTPS,
): Diagnosis {
  return diagnose(aResponse(headers, parts), markup === null ? null : aPage(markup), context, NOON);
}

describe('who made the page', () => {
  it('is read from the skeleton of the page, whatever Server says', () => {
    expect(of(VARNISH, { server: 'nginx' }, { status: 503 }).gateway?.family).toBe('varnish');
    expect(of(NGINX, { server: 'Caddy' }).gateway?.family).toBe('nginx');
  });

  it.each([
    'nginx',
    'nginx/1.26.2',
    'openresty',
    'Tengine',
    'Apache/2.4.62 (Debian)',
    'cloudflare',
    'CloudFront',
    'Varnish',
    'squid/6.10',
    'HAProxy',
    'Caddy',
  ])('is not told by a Server header alone: %s', (server) => {
    for (const status of [500, 502, 503, 504, 522]) {
      const found = of('<h1>Our shop is down</h1>', { server }, { status });
      expect(found).toMatchObject({ gateway: null, author: 'unknown' });
    }
  });

  it('is not told by what every page behind a CDN carries', () => {
    const cloudflare = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-FRA' };
    expect(of('<h1>Our shop is down</h1>', cloudflare).gateway).toBeNull();
    const cloudfront = { 'x-cache': 'Error from cloudfront', 'x-amz-cf-id': 'aGVsbG8=' };
    expect(of('<h1>Our shop is down</h1>', cloudfront).gateway).toBeNull();
    const varnish = { via: '1.1 varnish', 'x-varnish': '123' };
    expect(of('<h1>Our shop is down</h1>', varnish).gateway).toBeNull();
    const squid = { via: '1.1 proxy (squid/6.10)', 'x-cache': 'MISS from proxy' };
    expect(of('<h1>Our shop is down</h1>', squid).gateway).toBeNull();
  });

  it('is not told by a text that many send', () => {
    for (const text of ['Bad Gateway', 'Internal Server Error', 'error', '']) {
      expect(of(text).gateway).toBeNull();
    }
  });
});

describe('a page that talks about a 502', () => {
  const escaped = NGINX.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  it.each([
    ['quotes it', `<html><body><h1>How to mend nginx</h1><pre>${escaped}</pre></body></html>`],
    ['quotes it first of all', `<pre>${escaped}</pre><p>This is what nginx says.</p>`],
    ['embeds it', `<html><body><h1>How to mend nginx</h1><div>${NGINX}</div></body></html>`],
    ['goes on after it', `${NGINX}<h2>What this means</h2><p>An article.</p>`],
    ['has it in a script', `<script>const page = \`${NGINX}\`;</script><p>An article.</p>`],
    ['shows it in a frame', `<iframe srcdoc='${NGINX}'></iframe><p>An article.</p>`],
    [
      'shows the heading and more',
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center><p>What is it?</p></body></html>',
    ],
    ['quotes Varnish', `<h1>Caches</h1><p>It says:</p>${VARNISH}<p>and no more.</p>`],
    [
      'quotes Cloudflare',
      '<p>Look for <code>&lt;div id="cf-error-details"&gt;</code> and "Cloudflare Tunnel error".</p>',
    ],
    [
      'quotes HAProxy',
      '<html><body><h1>502 Bad Gateway</h1><p>"The server returned an invalid or incomplete response."</p></body></html>',
    ],
  ])('is not taken for the gateway’s own where it %s', (_, markup) => {
    for (const status of [502, 503, 530]) {
      const headers = { server: 'nginx', 'cf-ray': '8f0000000000abcd-FRA' };
      expect(of(markup, headers, { status })).toMatchObject({ gateway: null, author: 'unknown' });
    }
  });
});

describe('whose side it is', () => {
  it('is the site’s, likely, for an https page: nothing in between can make one', () => {
    expect(of('<h1>Down</h1>')).toMatchObject({ side: 'site', certainty: 'likely' });
    expect(of('<h1>Down</h1>').evidence).toContainEqual({
      kind: 'context',
      value: 'https',
      speaksFor: 'side',
    });
  });

  it('is open for an http page without a signature', () => {
    expect(of('<h1>Down</h1>', {}, {}, HTTP)).toMatchObject({
      side: 'unknown',
      failedLink: 'unknown',
      certainty: 'unknown',
    });
  });

  it('is the site’s also on http where its gateway signed the page', () => {
    expect(of(NGINX, {}, {}, HTTP)).toMatchObject({ side: 'site', certainty: 'certain' });
  });

  it('has no failed link where the side is open', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), fc.boolean(), (status, squid) => {
        const headers: Record<string, string> = squid ? { 'x-squid-error': 'ERR 1' } : {};
        const found = of('<p>x</p>', headers, { status }, HTTP);
        if (found.side === 'unknown') expect(found.failedLink).toBe('unknown');
      }),
    );
  });
});

describe('the cause', () => {
  it.each([500, 502, 503, 504, 505, 520, 521, 522, 525, 526, 530])(
    'is not read from the status alone: %i',
    (status) => {
      expect(of('<h1>Down</h1>', {}, { status }).cause).toBe('unknown');
    },
  );

  it.each([
    [520, 'invalid'],
    [521, 'refused'],
    [522, 'timeout'],
    [523, 'unreachable'],
    [524, 'timeout'],
    [525, 'tls'],
    [526, 'certificate'],
    [527, 'unknown'],
    [530, 'unknown'],
  ])('is read from Cloudflare’s code where Cloudflare answered: %i is %s', (status, cause) => {
    const headers = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-FRA' };
    expect(of(null, headers, { status }).cause).toBe(cause);
  });

  it('is hidden behind nginx’s 502, and its 503 may not be about the server behind it at all', () => {
    expect(of(NGINX).cause).toBe('unknown');
    const limit = NGINX.replaceAll('502 Bad Gateway', '503 Service Temporarily Unavailable');
    expect(of(limit, {}, { status: 503 })).toMatchObject({ failedLink: 'unknown', side: 'site' });
  });
});

describe('an automatic try', () => {
  it('makes sense for what usually passes', () => {
    expect(of(NGINX).retry).toEqual({
      automatic: true,
      notBeforeSeconds: null,
      why: 'usually-temporary',
    });
  });

  it('waits for as long as the server asks', () => {
    expect(of(NGINX, { 'retry-after': '20' }).retry).toEqual({
      automatic: true,
      notBeforeSeconds: 20,
      why: 'asked-to-wait',
    });
  });

  it('measures a Retry-After date against the response’s own Date', () => {
    const headers = {
      date: 'Fri, 20 Nov 2020 10:00:00 GMT',
      'retry-after': 'Fri, 20 Nov 2020 10:01:00 GMT',
    };
    expect(of(NGINX, headers).retry.notBeforeSeconds).toBe(60);
  });

  it.each(['-1', 'banana', '1.5', ''])('ignores a Retry-After of "%s"', (value) => {
    expect(of(NGINX, { 'retry-after': value }).retry.why).toBe('usually-temporary');
  });

  it('is pointless where a certificate has to be renewed', () => {
    const headers = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-FRA' };
    expect(of(null, headers, { status: 526 }).retry).toMatchObject({
      automatic: false,
      why: 'needs-the-owner',
    });
  });
});

describe('the evidence', () => {
  it('names what was seen, bounded', () => {
    const found = of(
      '<title>x</title>',
      { server: 'a'.repeat(70_000) },
      { reason: 'b'.repeat(999) },
    );
    for (const { value } of found.evidence) expect(value.length).toBeLessThanOrEqual(200);
    expect(found.evidence.map(({ kind }) => kind)).toEqual([
      'status',
      'header',
      'title',
      'context',
    ]);
  });

  it('keeps a header that came several times apart, and takes no more than three of it', () => {
    const headers = ['a', 'b', 'c', 'd'].map((value) => ({ name: 'via', value }));
    const found = diagnose(aResponse({}, { headers }), null, HTTPS, NOON);
    const seen = found.evidence.filter(({ name }) => name === 'via').map(({ value }) => value);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('tells of a page from the cache', () => {
    expect(of(NGINX, {}, { fromCache: true }).evidence).toContainEqual({
      kind: 'context',
      value: 'cache',
      speaksFor: 'cause',
    });
  });

  it('has the status without a reason where the protocol has none', () => {
    expect(of(NGINX, {}, { reason: null }).evidence[0]?.value).toBe('502');
    expect(of(NGINX).evidence[0]?.value).toBe('502 Bad Gateway');
  });
});

describe('the reference', () => {
  it('is what the gateway’s support searches by, the best first', () => {
    const headers = { 'x-request-id': 'req-12345', 'cf-ray': '8f0000000000abcd-FRA' };
    expect(of(NGINX, headers).reference?.name).toBe('Ray ID');
    expect(of(NGINX, { 'x-request-id': 'req-12345' }).reference?.value).toBe('req-12345');
  });

  it.each(['', 'abc', '<script>alert(1)</script>', 'x'.repeat(121), 'a\nb-12345'])(
    'is none that looks like something else: "%s"',
    (value) => {
      expect(of(NGINX, { 'x-request-id': value }).reference).toBeNull();
    },
  );
});

const SIDES: readonly Side[] = ['site', 'visitor', 'unknown'];
const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'unknown'];
const KINDS: readonly PageKind[] = ['bare', 'branded', 'challenge', 'empty', 'unread'];

function expectSound(found: Diagnosis): void {
  expect(SIDES).toContain(found.side);
  expect(CERTAINTIES).toContain(found.certainty);
  expect(KINDS).toContain(found.page);
  expect(found.gateway === null).toBe(found.author !== 'gateway');
  expect(found.retry.automatic).toBe(
    ['usually-temporary', 'asked-to-wait'].includes(found.retry.why),
  );
  expect(found.evidence.length).toBeLessThanOrEqual(40);
}

const NAMES = [
  'server',
  'via',
  'retry-after',
  'date',
  'refresh',
  'cf-ray',
  'cf-mitigated',
  'x-squid-error',
  'x-request-id',
  'x-cache',
];
const anyResponse = fc.record({
  status: fc.oneof(fc.integer(), fc.constantFrom(500, 502, 503, 504, 522, 530)),
  reason: fc.option(fc.string({ unit: 'binary' })),
  headers: fc.array(
    fc.record({
      name: fc.oneof(fc.constantFrom(...NAMES), fc.string()),
      value: fc.string({ unit: 'binary' }),
    }),
  ),
  method: fc.option(fc.constantFrom('GET', 'POST')),
  fromCache: fc.boolean(),
  serverAddress: fc.constantFrom('public', 'private', 'loopback', 'unknown'),
});
const PIECES = [
  '<',
  '>',
  '<!--',
  '-->',
  '<html>',
  '<head>',
  '<title>502 Bad Gateway</title>',
  '<center>',
  '<hr>',
  '<meta http-equiv="refresh" content="5',
  '">',
  '<div id="cf-error-details"',
  'nginx',
  ' ',
  '\0',
  '\ud800',
  '&lt;',
];
const anyMarkup = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })), { maxLength: 60 })
  .map((pieces) => pieces.join(''));
const anyPage: fc.Arbitrary<PageContent | null> = fc.option(
  fc.record({ title: fc.string(), text: fc.string(), markup: anyMarkup }),
);
const anyContext = fc.record({
  scheme: fc.constantFrom('http' as const, 'https' as const),
  proxy: fc.constantFrom('none' as const, 'known' as const, 'unknown' as const),
  others: fc.constantFrom('fine' as const, 'failing' as const, 'unknown' as const),
  online: fc.boolean(),
});

describe('whatever a server sends', () => {
  it('a diagnosis comes of it, and none that contradicts itself', () => {
    fc.assert(
      fc.property(
        anyResponse,
        anyPage,
        anyContext,
        fc.integer(),
        (response, page, context, now) => {
          expectSound(diagnose(response, page, context, now));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('the same input gives the same diagnosis', () => {
    fc.assert(
      fc.property(anyResponse, anyPage, anyContext, (response, page, context) => {
        expect(diagnose(response, page, context, NOON)).toEqual(
          diagnose(response, page, context, NOON),
        );
      }),
    );
  });

  it.each([
    '<',
    ' ',
    '<!--',
    '<p ',
    '<a ',
    '> ',
    '\n',
    '<meta http-equiv="refresh" content="',
    '<title>',
    '<h3>Guru Meditation:</h3>',
    '<html><head><title>502 ',
    '<form id="',
  ])('64 KB of "%s" are no more than a page that nobody knows', (piece) => {
    const filling = piece.repeat(65_536 / piece.length);
    const headers = { refresh: filling, 'retry-after': filling, 'x-request-id': filling };
    const page = { title: filling, text: filling, markup: filling };
    const found = diagnose(aResponse(headers), page, HTTPS, NOON);
    expectSound(found);
    expect(found.gateway).toBeNull();
  });

  it('a head of thousands of fields is read like any other', () => {
    const headers = Array.from({ length: 4_000 }, (_, n) => ({ name: `x-${n}`, value: 'v' }));
    const found = diagnose(aResponse({}, { headers }), aPage(NGINX), HTTPS, NOON);
    expect(found.gateway?.family).toBe('nginx');
  });
});
