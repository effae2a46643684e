import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ENOUGH_FAILING,
  fold,
  isDue,
  KEPT_MS,
  MOST_SIGHTINGS,
  type OthersRecord,
  type Sighting,
  WRITE_EVERY_MS,
} from '../../../../src/core/others/record';
import { aSighting, NOON } from '../../support/samples';

const record = (...sightings: Sighting[]): OthersRecord => ({
  salt: 'salt',
  wellWrittenAt: NOON,
  sightings,
});
const failed = (domain: string, parts: Partial<Sighting> = {}): Sighting =>
  aSighting({ domain, went: 'failed', ...parts });

const anySighting: fc.Arbitrary<Sighting> = fc.record({
  at: fc.integer({ min: NOON - 2 * KEPT_MS, max: NOON + KEPT_MS }),
  domain: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
  near: fc.boolean(),
  went: fc.constantFrom('well' as const, 'failed' as const),
  family: fc.option(fc.constantFrom('nginx', 'squid')),
});
const anySightings = fc.array(anySighting, { maxLength: 60 });

describe('what is kept of other sites', () => {
  it('is the latest of each', () => {
    const later = failed('a', { at: NOON + 1 });
    expect(fold([aSighting({ domain: 'a' })], [later], NOON + 1)).toEqual([later]);
    expect(fold([later], [aSighting({ domain: 'a' })], NOON + 1)).toEqual([later]);
  });

  it('forgets what is more than five minutes old', () => {
    const old = aSighting({ domain: 'a', at: NOON });
    expect(fold([old], [], NOON + KEPT_MS)).toEqual([old]);
    expect(fold([old], [], NOON + KEPT_MS + 1)).toEqual([]);
  });

  it('forgets what a clock that was set back makes the future', () => {
    expect(fold([aSighting({ at: NOON })], [], NOON - 3_600_000)).toEqual([]);
  });

  it('keeps the gateway of a site that fails again before its page is read', () => {
    const again = failed('a', { at: NOON + 1, family: null });
    expect(fold([failed('a', { family: 'nginx' })], [again], NOON + 1)).toEqual([
      { ...again, family: 'nginx' },
    ]);
    const well = aSighting({ domain: 'a', at: NOON + 1 });
    expect(fold([failed('a', { family: 'nginx' })], [well], NOON + 1)).toEqual([well]);
  });

  it('is a handful, fresh, in order and with each site once, whatever comes', () => {
    fc.assert(
      fc.property(anySightings, anySightings, (known, added) => {
        const kept = fold(known, added, NOON);
        expect(kept.length).toBeLessThanOrEqual(MOST_SIGHTINGS);
        expect(new Set(kept.map(({ domain }) => domain)).size).toBe(kept.length);
        expect(kept.map(({ at }) => at)).toEqual(kept.map(({ at }) => at).toSorted());
        expect(kept.every(({ at }) => at <= NOON && NOON - at <= KEPT_MS)).toBe(true);
        expect(fold(kept, [], NOON)).toEqual(kept);
        // The newest of all is never the one that is left out.
        const fresh = [...known, ...added].map(({ at }) => at).filter((at) => at <= NOON);
        const newest = Math.max(...fresh);
        if (NOON - newest <= KEPT_MS) expect(kept.at(-1)?.at).toBe(newest);
      }),
    );
  });
});

describe('a good answer', () => {
  it('is written at most every 30 seconds, however many sites answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat(5_000), domain: anySighting.map((s) => s.domain) }), {
          maxLength: 200,
        }),
        (answers) => {
          let known = { ...record(), wellWrittenAt: 0 };
          let at = NOON;
          const written: number[] = [];
          for (const { after, domain } of answers) {
            at += after;
            const sighting = aSighting({ domain, at });
            if (!isDue(known, sighting, at)) continue;
            written.push(at);
            const sightings = fold(known.sightings, [sighting], at);
            known = { ...known, wellWrittenAt: at, sightings };
          }
          for (const [index, when] of written.entries()) {
            const before = written[index - 1] ?? Number.NEGATIVE_INFINITY;
            expect(when - before).toBeGreaterThanOrEqual(WRITE_EVERY_MS);
          }
        },
      ),
    );
  });

  it('is written again after the clock was set back', () => {
    expect(isDue(record(), aSighting(), NOON - 3_600_000)).toBe(true);
  });
});

describe('a failing answer', () => {
  it('is written at once, also right after a good one', () => {
    expect(isDue(record(), failed('a'), NOON + 1)).toBe(true);
  });

  it('is written again when its gateway is known, and else at most every 30 seconds', () => {
    const known = record(failed('a'));
    expect(isDue(known, failed('a'), NOON + WRITE_EVERY_MS - 1)).toBe(false);
    expect(isDue(known, failed('a', { family: 'nginx' }), NOON + 1)).toBe(true);
    expect(isDue(known, failed('a'), NOON + WRITE_EVERY_MS)).toBe(true);
  });

  it('is one of a few that are written, when hundreds of sites fail at once', () => {
    let known = record();
    let writes = 0;
    for (let site = 0; site < 200; site += 1) {
      const sighting = failed(`site ${site}`, { at: NOON + site });
      if (!isDue(known, sighting, NOON + site)) continue;
      writes += 1;
      known = { ...known, sightings: fold(known.sightings, [sighting], NOON + site) };
    }
    expect(writes).toBe(ENOUGH_FAILING);
  });
});
