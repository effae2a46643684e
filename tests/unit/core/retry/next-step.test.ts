import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import { fold } from '../../../../src/core/incidents/fold';
import type { Incident } from '../../../../src/core/incidents/incident';
import {
  FEWEST_TRIES,
  LONGEST_ASKED_S,
  LONGEST_MS,
  MOST_TRIES,
  nextStep,
  notBefore,
  type StopReason,
  type Surroundings,
} from '../../../../src/core/retry/next-step';
import { BEHIND, CAP_MS, FLOOR_MS, IN_VIEW } from '../../../../src/core/retry/pace';
import { parseRetryAfter } from '../../../../src/core/retry/retry-after';
import { aDiagnosis, anIncident, NOON } from '../../support/samples';

const FREE: Surroundings = { allowed: 'yes', inView: true, online: true };
const UNSEEN: Surroundings = { ...FREE, inView: false };
const OFFLINE: Surroundings = { ...FREE, online: false };
const HALF = 0.5;
const LAST = 0.999_999_999;

const waiting = (seconds: number | null): Diagnosis =>
  aDiagnosis({
    retry: {
      automatic: true,
      notBeforeSeconds: seconds,
      why: seconds === null ? 'usually-temporary' : 'asked-to-wait',
    },
  });

describe('the next try', () => {
  it('comes within seconds at first: a blip is the commonest case', () => {
    for (const [surroundings, seconds] of [
      [FREE, 6],
      [UNSEEN, 10],
    ] as const) {
      const latest = nextStep(anIncident(), aDiagnosis(), surroundings, NOON, LAST);
      expect(latest).toMatchObject({ kind: 'wait', why: 'backoff' });
      expect(latest.kind === 'wait' && latest.until - NOON).toBeLessThanOrEqual(seconds * 1_000);
    }
  });

  it('waits longer with every try, and then no longer', () => {
    const waits = Array.from({ length: MOST_TRIES }, (_, ours) => {
      const step = nextStep(
        anIncident({ tries: { ours, visitors: 0 } }),
        aDiagnosis(),
        FREE,
        NOON,
        HALF,
      );
      return step.kind === 'wait' ? step.until - NOON : Number.NaN;
    });
    for (const [at, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(waits[at - 1] ?? 0);
    }
    expect(waits.at(-1)).toBe(waits.at(-2));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? Number.NaN);
  });

  it.each([
    ['in view', FREE, IN_VIEW.capMs],
    ['behind', UNSEEN, BEHIND.capMs],
  ])('never waits longer than the cap of a tab %s, whatever is drawn', (_, surroundings, cap) => {
    const last = anIncident({ tries: { ours: MOST_TRIES - 1, visitors: 0 } });
    const step = nextStep(last, aDiagnosis(), surroundings, NOON, LAST);
    expect(step.kind === 'wait' && step.until - NOON).toBeLessThanOrEqual(cap);
    expect(step.kind === 'wait' && step.until - NOON).toBeGreaterThan(cap - FLOOR_MS);
  });

  it('comes sooner where somebody is looking', () => {
    for (let ours = 0; ours < MOST_TRIES; ours += 1) {
      const incident = anIncident({ tries: { ours, visitors: 0 } });
      const seen = nextStep(incident, aDiagnosis(), FREE, NOON, HALF);
      const unseen = nextStep(incident, aDiagnosis(), UNSEEN, NOON, HALF);
      if (seen.kind !== 'wait' || unseen.kind !== 'wait') throw new Error('no wait');
      expect(seen.until).toBeLessThan(unseen.until);
    }
  });

  it('waits for the network where there is none, and comes soon after', () => {
    const long = anIncident({ tries: { ours: 20, visitors: 0 } });
    expect(nextStep(long, aDiagnosis(), OFFLINE, NOON, HALF)).toEqual({
      kind: 'pause',
      why: 'offline',
    });
    const back = nextStep(long, aDiagnosis(), { ...UNSEEN, justBack: true }, NOON, LAST);
    expect(back).toMatchObject({ kind: 'wait', why: 'backoff' });
    expect(back.kind === 'wait' && back.until - NOON).toBeLessThanOrEqual(10_000);
  });

  it('is not before the time that the server asked for, also for a device that is back', () => {
    const back: Surroundings = { ...FREE, justBack: true };
    expect(nextStep(anIncident(), waiting(20), back, NOON, HALF)).toEqual({
      kind: 'wait',
      until: NOON + 20_000,
      why: 'asked-to-wait',
    });
  });

  it('is still made in the morning after a night that the device slept through', () => {
    const night = anIncident({
      tries: { ours: FEWEST_TRIES - 1, visitors: 0 },
      lastTryAt: NOON + 10 * LONGEST_MS,
    });
    expect(nextStep(night, aDiagnosis(), FREE, NOON + 10 * LONGEST_MS, HALF).kind).toBe('wait');
  });

  it('is not put off by the visitor’s own tries', () => {
    const incident = anIncident({ tries: { ours: 0, visitors: 40 } });
    expect(nextStep(incident, aDiagnosis(), FREE, NOON, 0)).toEqual({
      kind: 'wait',
      until: NOON + FLOOR_MS,
      why: 'backoff',
    });
  });

  it('is not before the time that the server asked for', () => {
    expect(nextStep(anIncident(), waiting(20), FREE, NOON, 0)).toEqual({
      kind: 'wait',
      until: NOON + 20_000,
      why: 'asked-to-wait',
    });
  });

  it('counts the time that was asked for from the answer, not from now', () => {
    expect(nextStep(anIncident(), waiting(20), FREE, NOON + 15_000, 0)).toEqual({
      kind: 'wait',
      until: NOON + 20_000,
      why: 'asked-to-wait',
    });
  });

  it('takes our own wait where that is the longer one', () => {
    expect(nextStep(anIncident(), waiting(1), FREE, NOON, 0)).toEqual({
      kind: 'wait',
      until: NOON + FLOOR_MS,
      why: 'backoff',
    });
  });

  it('does not wait for hours because the clock was set back', () => {
    const before = NOON - 86_400_000;
    expect(nextStep(anIncident(), waiting(20), FREE, before, 0)).toEqual({
      kind: 'wait',
      until: before + 20_000,
      why: 'asked-to-wait',
    });
  });

  it('does not come at once because the clock was set forward', () => {
    const after = NOON + 86_400_000;
    expect(nextStep(anIncident(), waiting(20), FREE, after, 0)).toEqual({
      kind: 'wait',
      until: after + FLOOR_MS,
      why: 'backoff',
    });
  });
});

describe('no further try', () => {
  const needsOwner = aDiagnosis({
    retry: { automatic: false, notBeforeSeconds: null, why: 'needs-the-owner' },
  });
  const deliberate = aDiagnosis({
    retry: { automatic: false, notBeforeSeconds: null, why: 'deliberate' },
  });
  const tired = anIncident({ tries: { ours: MOST_TRIES, visitors: 0 } });
  const long = anIncident({
    tries: { ours: FEWEST_TRIES, visitors: 0 },
    lastTryAt: NOON + LONGEST_MS,
  });

  const stops: readonly [StopReason, Incident, Diagnosis, Surroundings][] = [
    ['off-everywhere', anIncident(), aDiagnosis(), { ...FREE, allowed: 'off-everywhere' }],
    ['off-here', anIncident(), aDiagnosis(), { ...FREE, allowed: 'off-here' }],
    ['stopped', anIncident(), aDiagnosis(), { ...FREE, allowed: 'stopped' }],
    ['refreshes-itself', anIncident(), aDiagnosis({ selfRefreshing: true }), FREE],
    ['deliberate', anIncident(), deliberate, FREE],
    ['needs-the-owner', anIncident(), needsOwner, FREE],
    ['asked-to-wait-long', anIncident(), waiting(LONGEST_ASKED_S + 1), FREE],
    ['tried-enough', tired, aDiagnosis(), FREE],
    ['tried-enough', long, aDiagnosis(), FREE],
    ['tried-enough', tired, aDiagnosis(), OFFLINE],
    ['deliberate', anIncident(), deliberate, OFFLINE],
    ['misled', anIncident({ probeMisled: true }), aDiagnosis(), { ...FREE, probesOnly: true }],
  ];

  it.each(stops)(
    'is made, and the reason is told: %s',
    (why, incident, diagnosis, surroundings) => {
      expect(nextStep(incident, diagnosis, surroundings, NOON, HALF)).toEqual({
        kind: 'stop',
        why,
      });
    },
  );

  it('is the page’s own refresh that is told of, whatever the visitor set', () => {
    const off: Surroundings = { ...FREE, allowed: 'off-everywhere' };
    expect(nextStep(anIncident(), aDiagnosis({ selfRefreshing: true }), off, NOON, HALF)).toEqual({
      kind: 'stop',
      why: 'refreshes-itself',
    });
  });

  it('is not made where a reload may follow what misled the probes', () => {
    const misled = anIncident({ probeMisled: true });
    expect(nextStep(misled, aDiagnosis(), FREE, NOON, HALF).kind).toBe('wait');
    const well = nextStep(anIncident(), aDiagnosis(), { ...FREE, probesOnly: true }, NOON, HALF);
    expect(well.kind).toBe('wait');
  });

  it('is not yet made with one try left, or when asked to wait for just an hour', () => {
    const last = anIncident({ tries: { ours: MOST_TRIES - 1, visitors: 0 } });
    expect(nextStep(last, aDiagnosis(), FREE, NOON, HALF).kind).toBe('wait');
    expect(nextStep(anIncident(), waiting(LONGEST_ASKED_S), FREE, NOON, HALF).kind).toBe('wait');
  });
});

const anyIncident = fc
  .record({
    askedBy: fc.constantFrom('get', 'form', 'unseen'),
    ours: fc.nat({ max: 2 * MOST_TRIES }),
    visitors: fc.nat({ max: 60 }),
    firstSeenAt: fc.integer({ min: 0, max: 2 * NOON }),
    lastSeenAt: fc.integer({ min: 0, max: 2 * NOON }),
    lastTryAt: fc.option(fc.integer({ min: 0, max: 2 * NOON })),
    probeMisled: fc.boolean(),
  })
  .map(({ ours, visitors, ...parts }) => anIncident({ ...parts, tries: { ours, visitors } }));
const anyDiagnosis = fc
  .record({
    automatic: fc.boolean(),
    notBeforeSeconds: fc.option(fc.nat({ max: 86_400 })),
    why: fc.constantFrom(
      'usually-temporary',
      'asked-to-wait',
      'deliberate',
      'needs-the-owner',
      'refreshes-itself',
    ),
    selfRefreshing: fc.boolean(),
  })
  .map(({ selfRefreshing, ...retry }) => aDiagnosis({ retry, selfRefreshing }));
const anySurroundings: fc.Arbitrary<Surroundings> = fc.record({
  allowed: fc.constantFrom('yes', 'yes', 'off-everywhere', 'off-here', 'stopped'),
  inView: fc.boolean(),
  online: fc.boolean(),
  justBack: fc.boolean(),
});
const anyNow = fc.integer({ min: 0, max: 2 * NOON });
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anything = [anyIncident, anyDiagnosis, anySurroundings, anyNow, anyRandom] as const;
const often = { numRuns: 1_000 };

describe('whatever happened, at any time of any clock', () => {
  it('no try comes sooner than the floor', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const step = nextStep(incident, diagnosis, surroundings, now, random);
        if (step.kind === 'wait') expect(step.until).toBeGreaterThanOrEqual(now + FLOOR_MS);
      }),
      often,
    );
  });

  it('no wait is longer than the cap, or than an hour where the server asked for it', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const step = nextStep(incident, diagnosis, surroundings, now, random);
        if (step.kind !== 'wait') return;
        const longest = step.why === 'backoff' ? CAP_MS : LONGEST_ASKED_S * 1_000;
        expect(step.until - now).toBeLessThanOrEqual(longest);
      }),
      often,
    );
  });

  it('no try comes before the server wants it, as long as the clock runs on', () => {
    fc.assert(
      fc.property(
        ...anything,
        fc.nat(),
        (incident, diagnosis, surroundings, _now, random, later) => {
          const now = incident.lastSeenAt + later;
          const step = nextStep(incident, diagnosis, surroundings, now, random);
          const asked = diagnosis.retry.notBeforeSeconds;
          if (step.kind !== 'wait' || asked === null) return;
          expect(step.until).toBeGreaterThanOrEqual(incident.lastSeenAt + asked * 1_000);
        },
      ),
      often,
    );
  });

  it('what a form brought, or nobody saw being asked for, is only ever asked about', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const step = nextStep(incident, diagnosis, surroundings, now, random);
        expect(step.kind === 'ask').toBe(incident.askedBy !== 'get');
        if (step.kind === 'ask') expect(step.why).toBe(incident.askedBy);
      }),
      often,
    );
  });

  it('no try is made without leave, against the diagnosis, or beyond the budget', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const step = nextStep(incident, diagnosis, surroundings, now, random);
        if (step.kind !== 'wait') return;
        expect(surroundings.allowed).toBe('yes');
        expect(diagnosis.retry.automatic).toBe(true);
        expect(diagnosis.selfRefreshing).toBe(false);
        expect(surroundings.online).toBe(true);
        expect(incident.tries.ours).toBeLessThan(MOST_TRIES);
        const lasted = (incident.lastTryAt ?? incident.firstSeenAt) - incident.firstSeenAt;
        if (incident.tries.ours >= FEWEST_TRIES) expect(lasted).toBeLessThan(LONGEST_MS);
      }),
      often,
    );
  });

  it('a later draw never means an earlier try', () => {
    fc.assert(
      fc.property(...anything, anyRandom, (incident, diagnosis, surroundings, now, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const early = nextStep(incident, diagnosis, surroundings, now, low);
        const late = nextStep(incident, diagnosis, surroundings, now, high);
        expect(late.kind).toBe(early.kind);
        if (early.kind === 'wait' && late.kind === 'wait') {
          expect(late.until).toBeGreaterThanOrEqual(early.until);
        }
      }),
      often,
    );
  });

  it('a tab in view never waits longer than one behind', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const seen = { ...surroundings, inView: true };
        const unseen = { ...surroundings, inView: false };
        const soon = nextStep(incident, diagnosis, seen, now, random);
        const late = nextStep(incident, diagnosis, unseen, now, random);
        expect(soon.kind).toBe(late.kind);
        if (soon.kind === 'wait' && late.kind === 'wait') {
          expect(soon.until).toBeLessThanOrEqual(late.until);
        }
      }),
      often,
    );
  });

  it('every time is a whole number of milliseconds', () => {
    fc.assert(
      fc.property(...anything, (incident, diagnosis, surroundings, now, random) => {
        const step = nextStep(incident, diagnosis, surroundings, now, random);
        if (step.kind === 'wait') expect(Number.isSafeInteger(step.until)).toBe(true);
      }),
      often,
    );
  });
});

describe('any Retry-After of a server', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer({ min: -10, max: 100_000 }).map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );

  it('means a wait of an hour at most, or that only the visitor goes on', () => {
    fc.assert(
      fc.property(any, fc.option(any), anyNow, anyRandom, (value, date, now, random) => {
        const asked = parseRetryAfter(value, date, now);
        const incident = anIncident({ lastSeenAt: now });
        const step = nextStep(incident, waiting(asked), FREE, now, random);
        if (asked !== null && asked > LONGEST_ASKED_S) {
          expect(step).toEqual({ kind: 'stop', why: 'asked-to-wait-long' });
          return;
        }
        if (step.kind !== 'wait') throw new Error('no wait');
        expect(step.until).toBeGreaterThanOrEqual(now + Math.max(FLOOR_MS, (asked ?? 0) * 1_000));
        expect(step.until).toBeLessThanOrEqual(now + LONGEST_ASKED_S * 1_000);
      }),
      often,
    );
  });

  it('is told as a time, which a clock set back does not put off', () => {
    expect(notBefore(anIncident(), waiting(null), NOON)).toBeNull();
    expect(notBefore(anIncident(), waiting(20), NOON + 15_000)).toBe(NOON + 20_000);
    expect(notBefore(anIncident(), waiting(20), NOON - LONGEST_MS)).toBe(
      NOON - LONGEST_MS + 20_000,
    );
  });
});

/** A clock that runs on, is set, or slept. */
const anyStep = fc.oneof(
  fc.nat({ max: 5_000 }),
  fc.integer({ min: -86_400_000, max: 86_400_000 }),
  fc.constantFrom(0, -31_536_000_000, 31_536_000_000),
);

describe('an incident from its first failure to the last try', () => {
  it('ends within the budget, and no two tries are closer than the floor, on any clock', () => {
    const scene = fc.record({
      inView: fc.boolean(),
      jumps: fc.array(anyStep, { minLength: 1, maxLength: 20 }),
      draws: fc.array(anyRandom, { minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(scene, ({ inView, jumps, draws }) => {
        let incident = anIncident();
        let skew = 0;
        // Milliseconds of a clock that nobody sets: the server's.
        let elapsed = 0;
        for (let tries = 0; tries <= MOST_TRIES; tries += 1) {
          const now = Math.max(0, NOON + elapsed + skew);
          const random = draws[tries % draws.length] ?? 0;
          const step = nextStep(incident, aDiagnosis(), { ...FREE, inView }, now, random);
          if (step.kind !== 'wait') {
            expect(step).toEqual({ kind: 'stop', why: 'tried-enough' });
            return;
          }
          expect(step.until - now).toBeGreaterThanOrEqual(FLOOR_MS);
          elapsed += step.until - now;
          skew += jumps[tries % jumps.length] ?? 0;
          const at = Math.max(0, NOON + elapsed + skew);
          incident = fold(incident, { kind: 'probed', at, by: 'us', status: 502 }) ?? incident;
        }
        throw new Error('more tries than the budget');
      }),
      { numRuns: 300 },
    );
  });
});
