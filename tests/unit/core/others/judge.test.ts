import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_ONCE_MS, judgeOthers } from '../../../../src/core/others/judge';
import { KEPT_MS, type Sighting } from '../../../../src/core/others/record';
import { aSighting, NOON } from '../../support/samples';

const OWN = { domain: 'own', near: false };
const well = (parts: Partial<Sighting> = {}): Sighting => aSighting({ domain: 'well', ...parts });
const failed = (parts: Partial<Sighting> = {}): Sighting =>
  aSighting({ domain: 'failed', went: 'failed', ...parts });

const judged = (sightings: readonly Sighting[], now = NOON) =>
  judgeOthers(sightings, OWN, now).others;

describe('other sites', () => {
  it('are unknown where none was seen, and the failing one is no other', () => {
    expect(judged([])).toBe('unknown');
    expect(judged([well({ domain: 'own' })])).toBe('unknown');
    expect(judged([failed({ domain: 'own' })])).toBe('unknown');
  });

  it('are fine where one answered in the last five minutes', () => {
    expect(judged([well()])).toBe('fine');
    expect(judged([well()], NOON + KEPT_MS)).toBe('fine');
    expect(judged([well()], NOON + KEPT_MS + 1)).toBe('unknown');
  });

  it('are failing where one failed within three minutes', () => {
    expect(judged([failed()])).toBe('failing');
    expect(judged([failed()], NOON + AT_ONCE_MS)).toBe('failing');
    expect(judged([failed()], NOON + AT_ONCE_MS + 1)).toBe('unknown');
  });

  it('are fine where one answered after the last that failed', () => {
    expect(judged([failed(), well({ at: NOON + 1 })], NOON + 1)).toBe('fine');
    expect(judged([well(), failed({ at: NOON + 1 })], NOON + 1)).toBe('failing');
    const earlier = failed({ family: 'squid' });
    const later = failed({ domain: 'later', at: NOON + 2, family: 'nginx' });
    expect(judgeOthers([earlier, well({ at: NOON + 1 }), later], OWN, NOON + 2)).toEqual({
      others: 'failing',
      failingFamilies: ['nginx'],
    });
  });

  it('are told by the gateways that they fail with, each once and unknown ones left out', () => {
    const domains = ['a', 'b', 'c'];
    const families = ['nginx', 'nginx', null];
    const sightings = domains.map((domain, at) => failed({ domain, family: families[at] ?? null }));
    expect(judgeOthers(sightings, OWN, NOON).failingFamilies).toEqual(['nginx']);
  });

  it('on this device say nothing of a site beyond it, those beyond something of one on it', () => {
    expect(judged([well({ near: true })])).toBe('unknown');
    expect(judged([failed({ near: true })])).toBe('unknown');
    const near = { ...OWN, near: true };
    expect(judgeOthers([well()], near, NOON).others).toBe('fine');
    expect(judgeOthers([failed()], near, NOON).others).toBe('unknown');
    expect(judgeOthers([well({ near: true })], near, NOON).others).toBe('fine');
    expect(judgeOthers([failed({ near: true })], near, NOON).others).toBe('failing');
  });

  it('never depend on the order in which they were noted', () => {
    const anySighting = fc.record({
      at: fc.integer({ min: NOON - KEPT_MS, max: NOON }),
      domain: fc.constantFrom('own', 'a', 'b', 'c', 'd'),
      near: fc.boolean(),
      went: fc.constantFrom('well' as const, 'failed' as const),
      family: fc.constant('nginx'),
    });
    const once = fc.uniqueArray(anySighting, { selector: ({ domain }) => domain });
    fc.assert(
      fc.property(once, (sightings) => {
        const verdict = judgeOthers(sightings, OWN, NOON);
        expect(judgeOthers(sightings.toReversed(), OWN, NOON)).toEqual(verdict);
        if (verdict.others !== 'failing') expect(verdict.failingFamilies).toEqual([]);
      }),
    );
  });
});
