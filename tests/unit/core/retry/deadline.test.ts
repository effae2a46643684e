import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineState, SLEPT_MS, sooner } from '../../../../src/core/retry/deadline';
import { LONGEST_ASKED_S, type NextStep } from '../../../../src/core/retry/next-step';
import { CAP_MS, FLOOR_MS, IN_VIEW } from '../../../../src/core/retry/pace';
import { NOON } from '../../support/samples';

const HOUR = LONGEST_ASKED_S * 1_000;

const backoff = (until: number) => ({ kind: 'wait', until, why: 'backoff' }) as const;
const asked = (until: number) => ({ kind: 'wait', until, why: 'asked-to-wait' }) as const;

describe('a stored deadline', () => {
  it('is ahead, and then due', () => {
    expect(deadlineState(backoff(NOON + 1), NOON)).toBe('ahead');
    expect(deadlineState(backoff(NOON), NOON)).toBe('due');
    expect(deadlineState(backoff(NOON), NOON + SLEPT_MS)).toBe('due');
  });

  it('is stale where it was slept through', () => {
    expect(deadlineState(backoff(NOON), NOON + SLEPT_MS + 1)).toBe('stale');
  });

  it('is stale where it is further ahead than any is set: the clock was set back', () => {
    expect(deadlineState(backoff(NOON + CAP_MS), NOON)).toBe('ahead');
    expect(deadlineState(backoff(NOON + CAP_MS + 1), NOON)).toBe('stale');
    expect(deadlineState(asked(NOON + HOUR), NOON)).toBe('ahead');
    expect(deadlineState(asked(NOON + HOUR + 1), NOON)).toBe('stale');
  });

  it('freezes no try for longer than the longest wait, on any clock', () => {
    const time = fc.integer({ min: 0, max: 2 * NOON });
    fc.assert(
      fc.property(time, time, fc.boolean(), (until, now, isAsked) => {
        const state = deadlineState(isAsked ? asked(until) : backoff(until), now);
        if (state === 'ahead') expect(until - now).toBeLessThanOrEqual(isAsked ? HOUR : CAP_MS);
        if (state === 'due') expect(until).toBeLessThanOrEqual(now);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a tab that comes into view', () => {
  const drawn = backoff(NOON + 40_000);

  it('is tried sooner where its wait is one for a tab behind', () => {
    const stored = backoff(NOON + IN_VIEW.capMs + 1);
    expect(sooner(stored, drawn, 10, NOON)).toEqual(drawn);
  });

  it('keeps a wait that it could have drawn itself: looking again brings nothing nearer', () => {
    const stored = backoff(NOON + IN_VIEW.capMs);
    expect(sooner(stored, backoff(NOON + FLOOR_MS), 10, NOON)).toEqual(stored);
  });

  it('gets what holds now where nothing is counted down', () => {
    const stop: NextStep = { kind: 'stop', why: 'off-here' };
    expect(sooner(stop, drawn, 0, NOON)).toEqual(drawn);
    expect(sooner(null, drawn, 0, NOON)).toEqual(drawn);
    expect(sooner(backoff(NOON + 1), stop, 0, NOON)).toEqual(stop);
  });
});
