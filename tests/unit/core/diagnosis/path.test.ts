import { describe, expect, it } from 'vitest';
import type { Header } from '../../../../src/core/diagnosis/observation';
import { originServer, pathOf, serverContradicts } from '../../../../src/core/diagnosis/path';

const headers = (...pairs: readonly (readonly [string, string])[]): Header[] =>
  pairs.map(([name, value]) => ({ name, value }));

describe('the path of an answer', () => {
  it('lists who it passed, nearest the site first', () => {
    const found = pathOf(
      headers(
        ['server', 'cloudflare'],
        ['cf-ray', '8f0000000000abcd-FRA'],
        ['via', '1.1 varnish (Varnish/7.1), 1.1 proxy.example (squid/5.7)'],
        ['x-envoy-upstream-service-time', '12'],
      ),
    );
    expect(found).toEqual(['envoy', 'varnish', 'cloudflare', 'squid']);
  });

  it('knows both of two servers that sign', () => {
    expect(pathOf(headers(['server', 'Caddy'], ['server', 'nginx/1.22.1']))).toEqual([
      'caddy',
      'nginx',
    ]);
  });

  it('takes Fastly for Fastly, which calls itself varnish', () => {
    const fastly = headers(['via', '1.1 varnish'], ['x-served-by', 'cache-fra19150-FRA']);
    expect(pathOf(fastly)).toEqual(['fastly']);
  });

  it('says nothing of names that it doesn’t know', () => {
    expect(pathOf(headers(['server', 'TestOrigin/1.0'], ['via', '1.1 a, 1.1 b']))).toEqual([]);
  });

  it('stays short in a header made of commas', () => {
    const many = headers(['via', '1.1 varnish, '.repeat(10_000)]);
    expect(pathOf(many)).toEqual(['varnish']);
  });
});

describe('a Server header', () => {
  it.each([
    ['names another product', 'Apache/2.4.62', true],
    ['names a product nobody knows', 'TestOrigin/1.0', true],
    ['names the page’s own', 'nginx/1.26.2', false],
    ['is that of a CDN, which puts its own in place', 'cloudflare', false],
    ['is empty', '', false],
  ])('that %s contradicts nginx’s page or doesn’t', (_, server, contradicts) => {
    expect(serverContradicts(headers(['server', server]), 'nginx')).toBe(contradicts);
  });

  it('contradicts nothing where there is none', () => {
    expect(serverContradicts([], 'nginx')).toBe(false);
  });

  it('speaks for the site’s own program where no gateway calls itself so', () => {
    expect(originServer(headers(['server', 'TestOrigin/1.0']))).toBe('TestOrigin/1.0');
    expect(originServer(headers(['server', 'TestOrigin/1.0'], ['server', 'Caddy']))).toBeNull();
    expect(originServer([])).toBeNull();
  });
});
