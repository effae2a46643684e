import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ON_CARD, orderRemedies } from '../../../../src/core/remedies/order';
import { REMEDIES } from '../../../../src/core/remedies/remedy';
import { aDiagnosis, anIncident, HTTPS as NOTHING_KNOWN } from '../../support/samples';

const SITES = aDiagnosis({ side: 'site', certainty: 'likely' });
const VISITORS = aDiagnosis({ side: 'visitor', certainty: 'certain' });
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

  it('begin with a refresh past the cache where the page came from it', () => {
    const ordered = orderRemedies(anIncident(), SITES, { fromCache: true }, NOTHING_KNOWN);
    expect(ordered.slice(0, 2)).toEqual(['K31', 'K37']);
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

  it('fill the card, are each there once, and never begin with the cookies', () => {
    const anyCase = fc.record({
      askedBy: fc.constantFrom('get' as const, 'form' as const, 'unseen' as const),
      side: fc.constantFrom('site' as const, 'visitor' as const, 'unknown' as const),
      others: fc.constantFrom('fine' as const, 'failing' as const, 'unknown' as const),
      fromCache: fc.boolean(),
    });
    fc.assert(
      fc.property(anyCase, ({ askedBy, side, others, fromCache }) => {
        const ordered = orderRemedies(
          anIncident({ askedBy }),
          aDiagnosis({ side }),
          { fromCache },
          { ...NOTHING_KNOWN, others },
        );
        expect(ordered.length).toBeGreaterThanOrEqual(MOST_ON_CARD);
        expect(new Set(ordered).size).toBe(ordered.length);
        expect(REMEDIES).toEqual(expect.arrayContaining(ordered));
        expect(ordered[0]).not.toBe('K38');
        expect(ordered.slice(0, MOST_ON_CARD)).not.toContain('K38');
      }),
    );
  });

  it('are three on the card', () => {
    expect(MOST_ON_CARD).toBe(3);
  });
});
