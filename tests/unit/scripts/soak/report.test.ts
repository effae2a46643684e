import { describe, expect, it } from 'vitest';
import { report } from '../../../../scripts/soak/report';
import type { AskedAddress, Seen } from '../../../soak/seen';
import { NOON } from '../../support/samples';

const visit = { at: NOON, isDocument: true };
const tryAt = (seconds: number) => ({ at: NOON + seconds * 1_000, isDocument: false });

/** A page that stayed down for a minute. */
const DOWN: AskedAddress = {
  path: '/down',
  fate: 'fails',
  visits: 1,
  closedAt: NOON + 60_000,
  requests: [visit, tryAt(4), tryAt(20)],
};

const GOOD: Seen = {
  rounds: 3,
  scenes: [{ name: 'a scene', played: 3, troubles: [] }],
  addresses: [DOWN],
  failures: 2,
  errors: [],
  rests: [{ incidents: 2, local: 100, session: 100, keys: { document: 60 } }],
  heaps: [[3_000_000, 4_000_000, 4_500_000]],
  watch: { looks: 3, end: 'back' },
};

/** What of a day doesn't hold. */
const failing = (parts: Partial<Seen>) => report({ ...GOOD, ...parts }).tally.failures;
const asking = (parts: Partial<AskedAddress>) => failing({ addresses: [{ ...DOWN, ...parts }] });

describe('the report of a day of browsing', () => {
  it('finds nothing against a good day, and says what was seen', () => {
    const { lines, tally } = report(GOOD);
    expect(tally).toMatchObject({ failed: 0, failures: [] });
    expect(tally.passed).toBeGreaterThan(8);
    expect(lines.join('\n')).toMatch(/tries of ours +2\n/);
    expect(lines.filter((line) => line.startsWith('holds '))).toHaveLength(tally.passed);
  });

  it.each<[string, () => readonly string[]]>([
    [
      'it went as told: a scene',
      () => failing({ scenes: [{ name: 'a scene', played: 1, troubles: ['round 1: no card'] }] }),
    ],
    [
      'it went as told: a scene',
      () => failing({ scenes: [{ name: 'a scene', played: 0, troubles: [] }] }),
    ],
    ['no error in any console', () => failing({ errors: ['background: TypeError'] })],
    [
      'two tries of an address are never closer than the floor',
      () => asking({ requests: [visit, tryAt(4), tryAt(5.9)] }),
    ],
    [
      'no more tries than the budget allows',
      () => asking({ requests: [visit, ...Array.from({ length: 13 }, (_, n) => tryAt(3 * n))] }),
    ],
    [
      'only what is back is loaded again, and no form at all',
      () => asking({ requests: [visit, { ...visit, at: NOON + 9_000 }] }),
    ],
    ['only what is back is loaded again, and no form at all', () => asking({ fate: 'form' })],
    ['only what is back is loaded again, and no form at all', () => asking({ fate: 'recovers' })],
    [
      'nobody asks for what no tab shows any more',
      () => asking({ requests: [visit, tryAt(4), tryAt(63)] }),
    ],
    [
      'nothing of closed tabs stays in storage',
      () => failing({ rests: [{ incidents: 2, local: 0, session: 0, keys: { tab: 1 } }] }),
    ],
    [
      'nothing of closed tabs stays in storage',
      () => failing({ rests: [{ incidents: 2, local: 0, session: 0, keys: { document: 61 } }] }),
    ],
    [
      'the history has each failure once',
      () => failing({ rests: [{ incidents: 3, local: 0, session: 0, keys: {} }] }),
    ],
    [
      'what the worker holds does not grow',
      () =>
        failing({
          heaps: [
            [1, 1],
            [3_000_000, 4_000_000, 6_100_000],
          ],
        }),
    ],
    [
      'the watch went on all day, and ended as it should',
      () => failing({ watch: { looks: 3, end: null } }),
    ],
    [
      'the watch went on all day, and ended as it should',
      () => failing({ watch: { looks: 121, end: 'over' } }),
    ],
  ])('says of a bad one what did not hold: %s', (name, found) => {
    expect(found()).toEqual([name]);
  });

  it('shows what speaks against it, and not without end', () => {
    const errors = Array.from({ length: 9 }, (_, n) => `error ${n}`);
    const { lines } = report({ ...GOOD, errors });
    expect(lines.filter((line) => /^ +error \d/.test(line))).toHaveLength(5);
    expect(lines.join('\n')).toContain('and 4 more');
  });
});
