import { describe, expect, it } from 'vitest';
import { isSite, isSitePattern, siteFrom } from '../../../../src/core/settings/site-name';

describe('the site that somebody typed', () => {
  it.each([
    ['shop.example.org', 'shop.example.org'],
    ['  Shop.Example.ORG ', 'shop.example.org'],
    ['https://shop.example.org/cart?a=1#b', 'shop.example.org'],
    ['shop.example.org:8443', 'shop.example.org'],
    ['localhost', 'localhost'],
    ['192.168.0.1', '192.168.0.1'],
    ['[::1]:80', '[::1]'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%j is %s', (typed, site) => {
    expect(siteFrom(typed)).toBe(site);
  });

  it.each([
    '',
    '   ',
    'two words',
    'ftp://files.example',
    'javascript:alert(1)',
    'about:blank',
    'user@example.org',
    'a\\b',
    '502',
    'http://',
    '*.example.org',
    'a'.repeat(300),
  ])('%j is none', (typed) => {
    expect(siteFrom(typed)).toBeNull();
  });

  it('is known as one only in the form that the browser writes', () => {
    expect(isSite('shop.example.org')).toBe(true);
    expect(isSite('Shop.example.org')).toBe(false);
    expect(isSitePattern('*.example.org')).toBe(true);
    expect(isSitePattern('*.*.example.org')).toBe(false);
    expect(isSitePattern('*.')).toBe(false);
  });
});
