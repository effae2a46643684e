import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ON_CARD, orderRemedies } from '../../../../src/core/remedies/order';
import { REMEDIES } from '../../../../src/core/remedies/remedy';
import { AROUND, aDiagnosis, anIncident, HTTPS as NOTHING_KNOWN } from '../../support/samples';

const SITES = aDiagnosis({ side: 'site', certainty: 'likely' });
const VISITORS = aDiagnosis({ side: 'visitor', certainty: 'certain' });
const CLOUDFLARE = { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' } as const;
const FRESH = { fromCache: false };

describe('the remedies', () => {
  it('begin with waiting where the site is at fault', () => {
    expect(orderRemedies(anIncident(), SITES, FRESH, NOTHING_KNOWN)[0]).toBe('K32');
  });

  it('begin with the form where one was sent', () => {
    const form = anIncident({ askedBy: 'form' });
    expect(orderRemedies(form, SITES, FRESH, NOTHING_KNOWN)[0]).toBe('K48');
    expect(orderRemedies(form, VISITORS, { fromCache: true }, NOTHING_KNOWN)[0]).toBe('K48');
  });

  it('name the form only where one was sent', () => {
    expect(orderRemedies(anIncident(), SITES, FRESH, NOTHING_KNOWN)).not.toContain('K48');
  });

  it('begin with clearing the cached files where the page came from them', () => {
    const ordered = orderRemedies(anIncident(), SITES, { fromCache: true }, NOTHING_KNOWN);
    expect(ordered.slice(0, 2)).toEqual(['K37', 'K31']);
  });

  it('begin with proxy, VPN and filter where the visitor’s side failed', () => {
    const ordered = orderRemedies(anIncident(), VISITORS, FRESH, NOTHING_KNOWN);
    expect(ordered.slice(0, 2)).toEqual(['K42', 'K42a']);
  });

  it('begin with the connection where other sites fail too', () => {
    const failing = { ...NOTHING_KNOWN, others: 'failing' } as const;
    expect(orderRemedies(anIncident(), SITES, FRESH, failing)[0]).toBe('K34');
  });

  it('begin with a look at other sites where the side is open and nothing is known of them', () => {
    expect(orderRemedies(anIncident(), aDiagnosis(), FRESH, NOTHING_KNOWN)[0]).toBe('K35');
    const fine = { ...NOTHING_KNOWN, others: 'fine' } as const;
    expect(orderRemedies(anIncident(), aDiagnosis(), FRESH, fine)).not.toContain('K35');
  });

  it('begin with the connection where the device is offline', () => {
    const offline = { ...NOTHING_KNOWN, online: false };
    expect(orderRemedies(anIncident(), SITES, FRESH, offline)[0]).toBe('K34');
    expect(orderRemedies(anIncident(), VISITORS, FRESH, offline)[0]).toBe('K34');
  });

  it('begin with the proxy where others fail with a gateway that stands on the visitor’s way', () => {
    const squid = { family: 'squid', product: 'Squid', role: 'forward-proxy' } as const;
    const around = { ...AROUND, others: 'failing', failingFamilies: ['squid'] } as const;
    const ordered = orderRemedies(anIncident(), aDiagnosis({ gateway: squid }), FRESH, around);
    expect(ordered.slice(0, MOST_ON_CARD)).toEqual(['K42', 'K34', 'K42a']);
  });

  it('begin with announcements where others fail with the same provider', () => {
    const around = { ...AROUND, others: 'failing', failingFamilies: ['cloudflare'] } as const;
    const shared = aDiagnosis({ gateway: CLOUDFLARE, side: 'site' });
    expect(orderRemedies(anIncident(), shared, FRESH, around).slice(0, 2)).toEqual(['K36', 'K34']);
  });

  it('begin with other sites, then the proxy, where the browser uses one and the side is open', () => {
    const proxied = { ...AROUND, proxy: 'known' } as const;
    const ordered = orderRemedies(anIncident(), aDiagnosis(), FRESH, proxied);
    expect(ordered.slice(0, 2)).toEqual(['K35', 'K42']);
  });

  it.each(['server', 'front-to-server'] as const)(
    'are waiting, then telling the site, where its server failed behind its CDN: %s',
    (failedLink) => {
      const behind = aDiagnosis({ gateway: CLOUDFLARE, side: 'site', failedLink });
      const ordered = orderRemedies(anIncident(), behind, FRESH, NOTHING_KNOWN);
      expect(ordered.slice(0, 2)).toEqual(['K32', 'K46']);
    },
  );

  it('don’t begin with waiting where time alone mends nothing', () => {
    const retry = { automatic: false, notBeforeSeconds: null, why: 'needs-the-owner' } as const;
    const ordered = orderRemedies(
      anIncident(),
      aDiagnosis({ side: 'site', retry }),
      FRESH,
      NOTHING_KNOWN,
    );
    expect(ordered[0]).toBe('K46');
  });

  it('begin with VPN and proxy where a filter of the site’s turned the visitor away', () => {
    const retry = { automatic: false, notBeforeSeconds: null, why: 'deliberate' } as const;
    const blocked = aDiagnosis({ side: 'site', cause: 'blocked', retry });
    const ordered = orderRemedies(anIncident(), blocked, FRESH, NOTHING_KNOWN);
    expect(ordered).toEqual(['K42', 'K46', 'K32']);
  });

  it('don’t send the visitor to the site’s people where the visitor’s own side failed', () => {
    expect(orderRemedies(anIncident(), VISITORS, FRESH, NOTHING_KNOWN)).not.toContain('K46');
  });

  it('fill the card, are each there once, and never have the cookies among them', () => {
    const anyCase = fc.record({
      askedBy: fc.constantFrom('get' as const, 'form' as const, 'unseen' as const),
      side: fc.constantFrom('site' as const, 'visitor' as const, 'unknown' as const),
      others: fc.constantFrom('fine' as const, 'failing' as const, 'unknown' as const),
      fromCache: fc.boolean(),
      online: fc.boolean(),
      proxy: fc.constantFrom('none' as const, 'known' as const, 'unknown' as const),
      why: fc.constantFrom(
        'usually-temporary' as const,
        'deliberate' as const,
        'needs-the-owner' as const,
      ),
    });
    fc.assert(
      fc.property(anyCase, ({ askedBy, side, fromCache, why, ...around }) => {
        const ordered = orderRemedies(
          anIncident({ askedBy }),
          aDiagnosis({ side, retry: { automatic: false, notBeforeSeconds: null, why } }),
          { fromCache },
          { ...AROUND, ...around },
        );
        expect(ordered.length).toBeGreaterThanOrEqual(MOST_ON_CARD);
        expect(new Set(ordered).size).toBe(ordered.length);
        expect(REMEDIES).toEqual(expect.arrayContaining(ordered));
        expect(ordered).not.toContain('K38');
        expect(ordered[0] === 'K48').toBe(askedBy === 'form');
      }),
    );
  });

  it('are three on the card', () => {
    expect(MOST_ON_CARD).toBe(3);
  });
});
