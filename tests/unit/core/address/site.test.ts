import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWebAddress, requestedAddress, siteOf } from '../../../../src/core/address/site';

describe('the site of an address', () => {
  it.each([
    ['https://shop.example.org:8443/a?b#c', 'shop.example.org'],
    ['http://example.org', 'example.org'],
    ['https://user:secret@example.org/', 'example.org'],
    ['HTTPS://EXAMPLE.ORG/', 'example.org'],
    ['https://[2001:db8::1]:8080/', '[2001:db8::1]'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
  ])('%s belongs to %s', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });

  it.each([
    'about:blank',
    'data:text/html,hi',
    'file:///etc/hosts',
    'ftp://example.org/',
    '',
    '//x',
    'https://',
    `https://${'a'.repeat(300)}.example/`,
  ])('"%s" belongs to no site', (address) => {
    expect(siteOf(address)).toBeNull();
    expect(parseWebAddress(address)).toBeNull();
  });
});

describe('the address that a server is asked for', () => {
  it('has no fragment, and not even its mark', () => {
    expect(requestedAddress('https://example.org/a?b=c#d')).toBe('https://example.org/a?b=c');
    expect(requestedAddress('https://example.org/a#')).toBe('https://example.org/a');
  });

  it('keeps the query, also an empty one: a server can tell the two apart', () => {
    expect(requestedAddress('https://example.org/a?')).toBe('https://example.org/a?');
    expect(requestedAddress('https://example.org/a')).toBe('https://example.org/a');
  });

  it('is the same for two addresses that differ in their fragment only', () => {
    const path = fc.stringMatching(/^[a-z\d/._~%-]{0,20}(?:\?[a-z\d=&]{0,20})?$/);
    const fragment = fc.stringMatching(/^[\w?/=&#-]{0,30}$/);
    fc.assert(
      fc.property(path, fragment, (rest, mark) => {
        const address = `https://example.org/${rest}`;
        expect(requestedAddress(`${address}#${mark}`)).toBe(requestedAddress(address));
      }),
    );
  });

  it('is empty for anything but a web address, and never throws', () => {
    expect(requestedAddress('about:blank')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(requestedAddress(text)).toMatch(/^(?:https?:|$)/);
      }),
    );
  });
});
