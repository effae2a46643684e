import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { causeOfProxyError, standardFields } from '../../../../src/core/diagnosis/standards';
import { aPage, aResponse, HTTPS, NOON } from '../../support/samples';

const fields = (value: string, name = 'proxy-status') => standardFields([{ name, value }]);

describe('Proxy-Status (RFC 9209)', () => {
  it('tells which proxy met which error', () => {
    expect(fields('r34.example.net; error=connection_refused; next-hop=backend.example')).toEqual({
      proxyError: { proxy: 'r34.example.net', error: 'connection_refused' },
      receivedStatus: null,
    });
  });

  it('is read from the member nearest the site that has an error', () => {
    const value = 'ExampleCDN; received-status=502, "Edge, 2"; error=dns_timeout, last; error=x';
    expect(fields(value)).toEqual({
      proxyError: { proxy: 'Edge, 2', error: 'dns_timeout' },
      receivedStatus: 502,
    });
  });

  it.each(['', ';;', 'a; error="', '"unclosed', 'é', '(a b); error=dns_error', 'a; error=1.5'])(
    'says nothing where it is malformed or says something else: %s',
    (value) => {
      expect(fields(value).proxyError).toBeNull();
    },
  );

  it.each(['502.5', '99', '1000', '-502', '"502"', '?1'])(
    'tells no status where it is none: %s',
    (status) => {
      expect(fields(`edge; received-status=${status}`).receivedStatus).toBeNull();
    },
  );

  it('names the cause that its token stands for', () => {
    expect(causeOfProxyError('tls_certificate_error')).toBe('certificate');
    expect(causeOfProxyError('constructor')).toBe('unknown');
  });

  it('tells of the failed link and of the author, and names no product', () => {
    const response = aResponse({ 'proxy-status': 'edge; error=http_response_timeout' });
    expect(diagnose(response, aPage('<h1>Sorry</h1>'), HTTPS, NOON)).toMatchObject({
      gateway: null,
      author: 'gateway',
      failedLink: 'front-to-server',
      cause: 'timeout',
    });
  });

  it('tells that the server behind said so itself', () => {
    const response = aResponse({ 'proxy-status': 'edge; received-status=502' }, { status: 502 });
    expect(diagnose(response, aPage('<h1>Sorry</h1>'), HTTPS, NOON).author).toBe('origin');
  });
});

describe('Cache-Status (RFC 9211)', () => {
  it('tells the status of the next hop', () => {
    expect(fields('Origin; fwd=uri-miss; fwd-status=503', 'cache-status').receivedStatus).toBe(503);
  });
});
