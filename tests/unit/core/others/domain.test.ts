import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf } from '../../../../src/core/others/domain';

describe('the domain of a site', () => {
  it.each([
    ['example.org', 'example.org'],
    ['www.example.org', 'example.org'],
    ['a.b.c.example.org', 'example.org'],
    ['shop.example.co.uk', 'example.co.uk'],
    ['example.com.br', 'example.com.br'],
    ['www.example.de', 'example.de'],
    // Two letters below a country are a name like any other, not a registry.
    ['www.db.de', 'db.de'],
    ['example.org.', 'example.org'],
    ['localhost', 'localhost'],
    ['site.localhost', 'site.localhost'],
    ['192.168.1.20', '192.168.1.20'],
    ['[fd00::1]', '[fd00::1]'],
    ['', ''],
  ])('of %s is %s', (site, domain) => {
    expect(domainOf(site)).toBe(domain);
  });

  it('is the same for a subdomain, whatever its name', () => {
    const label = fc.stringMatching(/^[a-z][a-z\d-]{0,20}$/);
    fc.assert(
      fc.property(label, label, fc.constantFrom('org', 'de', 'co.uk'), (name, sub, suffix) => {
        // A name that is a registry itself has none below it.
        fc.pre(suffix !== 'de' || domainOf(`x.${name}.de`) === `${name}.de`);
        expect(domainOf(`${sub}.${name}.${suffix}`)).toBe(`${name}.${suffix}`);
      }),
    );
  });

  it('is its own domain, and part of the site', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        const domain = domainOf(host);
        expect(domainOf(domain)).toBe(domain);
        expect(host).toContain(domain);
      }),
    );
  });
});
