import { describe, expect, it } from 'vitest';
import { isInternalHost } from '../../../../src/core/report/internal-host';
import { CUT, scrub, scrubHeader } from '../../../../src/core/report/scrub';

const FACTS = { site: 'shop.example.org', reference: null };
const scrubbed = (value: string) => scrub(value, FACTS);

describe('what is handed on of a value', () => {
  it.each([
    ['502 Bad Gateway', '502 Bad Gateway'],
    ['nginx/1.26.2', 'nginx/1.26.2'],
    ['Apache/2.4.62 (Debian)', 'Apache/2.4.62 (Debian)'],
    ['Microsoft-IIS/10.0', 'Microsoft-IIS/10.0'],
    ['ASP.NET', 'ASP.NET'],
    ['Error from cloudfront', 'Error from cloudfront'],
    ['shop.example.org | 502: Bad gateway', 'shop.example.org | 502: Bad gateway'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['HTTP::Proxy', 'HTTP::Proxy'],
    ['ERR_CONNECT_FAIL 111', 'ERR_CONNECT_FAIL 111'],
    ['upstream connect error or disconnect/reset before headers. reset reason: overflow'],
    ['Error code: 502'],
    ['Back-end server is at capacity'],
  ])('leaves alone what names nobody: %s', (value, kept = value) => {
    expect(scrubbed(value)).toBe(kept);
  });

  it.each([
    ['connect to 10.1.2.3:8080 failed', `connect to ${CUT} failed`],
    ['Your IP: 203.0.113.77', `Your IP: ${CUT}`],
    ['dial tcp [fd00::12]:443: refused', `dial tcp ${CUT}:443: refused`],
    ['from 2001:db8:0:0:0:0:0:1', `from ${CUT}`],
    ['::1', CUT],
    ['fe80::1%eth0 is down', `${CUT} is down`],
    ['00:1b:44:11:3a:b7', CUT],
    ['ip-10-0-4-17 is down', `${CUT} is down`],
    [
      'Generated Fri, 20 Nov 2026 by proxy-3 (squid/6.10)',
      `Generated Fri, 20 Nov 2026 by ${CUT} (squid/6.10)`,
    ],
    ['MISS from cache-muc-07', `MISS from ${CUT}`],
    ['Apache Server at intranet Port 80', `Apache Server at ${CUT} Port 80`],
    ['getaddrinfo ENOTFOUND db.corp', `getaddrinfo ENOTFOUND ${CUT}`],
    ['connect ECONNREFUSED backend:3000', `connect ECONNREFUSED ${CUT}`],
    ['app1.prod.internal did not answer', `${CUT} did not answer`],
    ['proxy.bigcorp.example answered', `${CUT} answered`],
    ['localhost is down', `${CUT} is down`],
    ['write to webmaster@shop.example.org', `write to ${CUT}`],
    [
      '5; url=https://shop.example.org/a?token=abcdef',
      `5; url=https://shop.example.org/a?token=${CUT}`,
    ],
    ['see https://wiki.bigcorp.example/proxy', `see ${CUT}`],
    ['session=abc; path=/', `session=${CUT}; path=/`],
    ['"access_token": "abc"', `"access_token": ${CUT}`],
    ['Bearer abc.def', `Bearer ${CUT}`],
    ['key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0', `key ${CUT}`],
    // What one cut lays bare.
    ['jane@a.examplejoe@b.example', CUT],
    ['0123456789abcdef0123456789abcdef;o0:00::1', `${CUT};${CUT}${CUT}`],
  ])('cuts what names machines, people or secrets: %s', (value, left) => {
    expect(scrubbed(value)).toBe(left);
  });

  it('keeps the reference, though it looks like a key', () => {
    const value = 'Root=1-67891233-abcdef012345678912345678';
    expect(scrubbed(value)).not.toBe(value);
    expect(scrub(value, { ...FACTS, reference: value })).toBe(value);
  });

  it('cuts the site’s own name where it is an internal one', () => {
    const facts = { site: 'wiki.corp', reference: null };
    expect(scrub('wiki.corp | 502: Bad gateway', facts)).toBe(`${CUT} | 502: Bad gateway`);
    expect(scrub('http://wiki.corp/start', facts)).toBe(CUT);
  });

  it.each([
    ['via', '1.1 proxy01 (squid/5.7), 1.1 varnish', `1.1 ${CUT} (squid/5.7), 1.1 varnish`],
    ['Via', 'HTTP/2.0 heroku-router', 'HTTP/2.0 heroku-router'],
    ['via', '1.1 0a1b2c.cloudfront.net (CloudFront)', `1.1 ${CUT} (CloudFront)`],
    ['x-cache-lookup', 'NONE from proxy01:3128', `NONE from ${CUT}`],
    [
      'proxy-status',
      'ExampleCDN; error=connection_refused',
      'ExampleCDN; error=connection_refused',
    ],
    ['proxy-status', 'gw-17; next-hop=backend7', `${CUT}; next-hop=${CUT}`],
  ])('knows where headers name hosts: %s: %s', (name, value, left) => {
    expect(scrubHeader(name, value, FACTS)).toBe(left);
  });
});

describe('an internal host', () => {
  it.each([
    ...[
      'localhost',
      'intranet',
      'db.corp',
      'nas.local',
      'a.internal',
      'router.home.arpa',
      'x.lan.',
    ],
    ...['10.0.0.1', '127.0.0.1', '192.168.1.1', '172.16.0.1', '172.31.9.9', '169.254.1.1'],
    ...['100.64.0.1', '[::1]', '[fe80::1]', '[fd12::1]', '[::ffff:a00:1]'],
  ])('is one that means something in one network alone: %s', (host) => {
    expect(isInternalHost(host)).toBe(true);
  });

  it.each([
    ...['shop.example.org', 'internal.example.org', 'localhost.example', '203.0.113.7'],
    ...['172.32.0.1', '100.63.0.1', '[2001:db8::1]'],
  ])('is not one that everybody can reach: %s', (host) => {
    expect(isInternalHost(host)).toBe(false);
  });
});
