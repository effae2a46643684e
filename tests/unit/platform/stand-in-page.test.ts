import { describe, expect, it, vi } from 'vitest';

const OWN = 'chrome-extension://x/';

vi.mock('../../../src/platform/browser', () => ({
  browser: { runtime: { getURL: (path: string) => `${OWN}${path}` } },
}));

const { standInUrl, standsFor } = await import('../../../src/platform/stand-in-page');

const PAGE = `${OWN}src/pages/stand-in/index.html`;

describe('the address of a stand-in', () => {
  it.each([
    'https://example.org/',
    'http://example.org:8080/a%20b/?q=%23&r=100%25&s=`',
    'https://xn--bcher-kva.example/?a=b#'.slice(0, -1),
    `https://example.org/${'a'.repeat(60_000)}`,
  ])('carries the failing one whole: %s', (failing) => {
    expect(standsFor(standInUrl(failing, false))).toBe(failing);
    expect(standsFor(standInUrl(failing, true))).toBe(failing);
  });

  it('says whether the failing address lies below', () => {
    expect(standInUrl('https://example.org/', true)).toContain('?above#');
    expect(standInUrl('https://example.org/', false)).not.toContain('?');
  });

  it.each([
    PAGE,
    `${PAGE}#`,
    `${PAGE}#javascript%3Aalert(1)`,
    `${PAGE}#file%3A%2F%2F%2Fetc%2Fpasswd`,
    `${PAGE}#%E0%A4%A`,
    `${PAGE}?other#https%3A%2F%2Fexample.org%2F`,
    `${PAGE}x#https%3A%2F%2Fexample.org%2F`,
    `${OWN}src/popup/index.html#https%3A%2F%2Fexample.org%2F`,
    `https://example.org/src/pages/stand-in/index.html#https%3A%2F%2Fexample.org%2F`,
    `${PAGE}#https%3A%2F%2Fexample.org%2F${'a'.repeat(200_000)}`,
  ])('names no failing address in %s', (url) => {
    expect(standsFor(url)).toBeNull();
  });
});
