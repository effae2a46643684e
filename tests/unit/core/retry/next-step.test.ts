import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import type { Incident } from '../../../../src/core/incidents/incident';
import {
  CAP_MS,
  FLOOR_MS,
  LONGEST_ASKED_S,
  MOST_TRIES,
  nextStep,
  type StopReason,
  type Surroundings,
} from '../../../../src/core/retry/next-step';
import { aDiagnosis, anIncident, NOON } from '../../support/samples';

const FREE: Surroundings = { allowed: 'yes', inView: true, online: true };
const HALF = 0.5;

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
    const latest = nextStep(anIncident(), aDiagnosis(), FREE, NOON, 0.999);
    expect(latest).toMatchObject({ kind: 'wait', why: 'backoff' });
    expect(latest.kind === 'wait' && latest.until - NOON).toBeLessThanOrEqual(6_000);
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

  it('never waits longer than the cap, whatever is drawn', () => {
    const last = anIncident({ tries: { ours: MOST_TRIES - 1, visitors: 0 } });
    const step = nextStep(last, aDiagnosis(), FREE, NOON, 0.999_999_999);
    expect(step.kind === 'wait' && step.until - NOON).toBeLessThanOrEqual(CAP_MS);
    expect(step.kind === 'wait' && step.until - NOON).toBeGreaterThan(CAP_MS - FLOOR_MS);
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

  const stops: readonly [StopReason, Incident, Diagnosis, Surroundings][] = [
    ['off-everywhere', anIncident(), aDiagnosis(), { ...FREE, allowed: 'off-everywhere' }],
    ['off-here', anIncident(), aDiagnosis(), { ...FREE, allowed: 'off-here' }],
    ['stopped', anIncident(), aDiagnosis(), { ...FREE, allowed: 'stopped' }],
    ['refreshes-itself', anIncident(), aDiagnosis({ selfRefreshing: true }), FREE],
    ['deliberate', anIncident(), deliberate, FREE],
    ['needs-the-owner', anIncident(), needsOwner, FREE],
    ['asked-to-wait-long', anIncident(), waiting(LONGEST_ASKED_S + 1), FREE],
    ['tried-enough', tired, aDiagnosis(), FREE],
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

  it('is not yet made with one try left, or when asked to wait for just an hour', () => {
    const last = anIncident({ tries: { ours: MOST_TRIES - 1, visitors: 0 } });
    expect(nextStep(last, aDiagnosis(), FREE, NOON, HALF).kind).toBe('wait');
    expect(nextStep(anIncident(), waiting(LONGEST_ASKED_S), FREE, NOON, HALF).kind).toBe('wait');
  });
});

const anyIncident = fc
  .record({
    askedBy: fc.constantFrom('get', 'form', 'unseen'),
    ours: fc.nat({ max: 60 }),
    visitors: fc.nat({ max: 60 }),
    lastSeenAt: fc.integer({ min: 0, max: 2 * NOON }),
    probeMisled: fc.boolean(),
  })
  .map(({ askedBy, ours, visitors, lastSeenAt, probeMisled }) =>
    anIncident({ askedBy, tries: { ours, visitors }, lastSeenAt, probeMisled }),
  );
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
        expect(incident.tries.ours).toBeLessThan(MOST_TRIES);
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
});
