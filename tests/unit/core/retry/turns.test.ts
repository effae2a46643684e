import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLEPT_MS } from '../../../../src/core/retry/deadline';
import { CAP_MS, FLOOR_MS } from '../../../../src/core/retry/pace';
import type { Waiting } from '../../../../src/core/retry/scout';
import {
  areAtRest,
  comingBack,
  drawnAnew,
  goneAway,
  heardOf,
  joined,
  NO_TURNS,
  type Scene,
  type SiteTurns,
  seen,
  settled,
  spent,
  turnOf,
} from '../../../../src/core/retry/turns';
import { NOON } from '../../support/samples';

const aTab = (id: string, parts: Partial<Waiting> = {}): Waiting => ({
  id,
  address: `https://shop.example.org/${id}`,
  inView: false,
  lastAskedAt: NOON,
  notBefore: null,
  ...parts,
});

const scene = (waiting: readonly Waiting[], parts: Partial<Scene> = {}): Scene => ({
  waiting,
  isAsked: false,
  now: NOON,
  random: 0.5,
  justBack: false,
  ...parts,
});

const three = [aTab('1'), aTab('2'), aTab('3')];

/** Three tabs that failed together: the first of them has the turn. */
const standing = (): SiteTurns => joined(NO_TURNS, '1', scene(three));

function theTurn(turns: SiteTurns): NonNullable<SiteTurns['turn']> {
  if (turns.turn === null) throw new Error('nobody has a turn');
  return turns.turn;
}

describe('the turn of a site', () => {
  it('stands, whoever looks and whatever they draw', () => {
    const turns = standing();
    expect(settled(turns, scene(three, { random: 0.9, now: NOON + 1_000 })).turn).toEqual(
      turns.turn,
    );
  });

  it('is kept when a second tab fails at once, and drawn anew for one that fails later', () => {
    const turns = standing();
    const more = [...three, aTab('4')];
    expect(joined(turns, '4', scene(more, { random: 0 })).turn).toEqual(turns.turn);
    const late = NOON + 61_000;
    const anew = joined(spent(turns, '1', NOON), '4', scene(more, { now: late, random: 0 }));
    expect(anew.ladder).toMatchObject({ since: late, tries: 0 });
    expect(theTurn(anew).at).toBe(late + FLOOR_MS);
  });

  it('goes to another at the same time when its tab leaves', () => {
    const turns = standing();
    const rest = three.filter(({ id }) => id !== theTurn(turns).id);
    const after = settled(turns, scene(rest, { now: NOON + 500, random: 0.99 }));
    expect(theTurn(after).at).toBe(theTurn(turns).at);
    expect(rest.map(({ id }) => id)).toContain(theTurn(after).id);
  });

  it('goes to no tab before its server wants it', () => {
    const turns = standing();
    const asked = NOON + 300_000;
    const rest = [aTab('9', { notBefore: asked })];
    expect(settled(turns, scene(rest)).turn).toEqual({ id: '9', at: asked, why: 'asked-to-wait' });
  });

  it('is nobody’s while somebody asks, and where nobody waits', () => {
    const turns = spent(standing(), '1', NOON);
    expect(settled(turns, scene(three.slice(1), { isAsked: true })).turn).toBeNull();
    expect(settled(standing(), scene([])).turn).toBeNull();
  });

  it('that was slept through is drawn anew, and soon', () => {
    const turns = standing();
    const now = theTurn(turns).at + SLEPT_MS + 1;
    const { at } = theTurn(settled(turns, scene(three, { now, random: 0.99 })));
    expect(at).toBeGreaterThanOrEqual(now + FLOOR_MS);
    expect(at).toBeLessThanOrEqual(now + 10_000);
  });

  it('that a clock put out of reach is drawn anew', () => {
    const now = NOON - 10 * CAP_MS;
    const { at } = theTurn(settled(standing(), scene(three, { now })));
    expect(at).toBeLessThanOrEqual(now + 10_000);
  });

  it('comes sooner when a tab that waits long comes into view, and never later', () => {
    const far: SiteTurns = {
      ...standing(),
      turn: { id: '1', at: NOON + 600_000, why: 'backoff' },
    };
    const inView = three.map((tab) => ({ ...tab, inView: tab.id === '2' }));
    expect(theTurn(seen(far, scene(inView))).at).toBeLessThan(NOON + 90_000);
    const near: SiteTurns = { ...far, turn: { id: '1', at: NOON + 3_000, why: 'backoff' } };
    expect(seen(near, scene(inView, { random: 0 })).turn).toEqual(near.turn);
  });
});

describe('a tab that gives no sign', () => {
  it('loses its turn to the next, at once, until something is heard of it', () => {
    const turns = standing();
    const away = goneAway(turns, '1', scene(three));
    expect(theTurn(away)).toEqual({ ...theTurn(turns), id: '2' });
    expect(theTurn(goneAway(away, '2', scene(three))).id).toBe('3');
    expect(heardOf(away, '1').away).toEqual([]);
  });

  it('keeps its turn where there is no other', () => {
    const alone = [aTab('1')];
    const turns = joined(NO_TURNS, '1', scene(alone));
    expect(goneAway(turns, '1', scene(alone))).toEqual(turns);
  });
});

describe('when one is back', () => {
  const back = (): SiteTurns => comingBack(spent(standing(), '1', NOON), scene(three.slice(1)));

  it('each of the others has a turn of its own, and the site none', () => {
    const turns = back();
    expect(turns.turn).toBeNull();
    expect(turns.returning.map(({ id }) => id)).toEqual(['2', '3']);
    expect(settled(turns, scene(three.slice(1))).turn).toBeNull();
  });

  it('a second one that is back moves no turn of those that are about to', () => {
    const first = back();
    const second = comingBack(
      spent(first, '2', NOON + 500),
      scene([aTab('3')], { now: NOON + 900, random: 0.99 }),
    );
    expect(turnOf(second, '3')).toEqual(turnOf(first, '3'));
  });

  it('one whose own turn fails waits with the rest again', () => {
    const after = drawnAnew(spent(back(), '2', NOON), '2', scene(three.slice(1)));
    expect(after.turn?.id).toBe('2');
    expect(after.returning.map(({ id }) => id)).toEqual(['3']);
  });

  it('those who gave no sign come too, once they do', () => {
    const turns = comingBack({ ...standing(), away: ['3'] }, scene(three.slice(1)));
    expect(turnOf(turns, '3')).not.toBeNull();
  });
});

describe('whatever happens', () => {
  const ids = ['1', '2', '3', '4'];
  const happening = fc.record({
    what: fc.constantFrom('join', 'tried', 'ask', 'away', 'back', 'seen', 'settle'),
    id: fc.constantFrom(...ids),
    waiting: fc.subarray(ids),
    passed: fc.integer({ min: -3_600_000, max: 3_600_000 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    isAsked: fc.boolean(),
  });

  function next(turns: SiteTurns, { what, id }: { what: string; id: string }, around: Scene) {
    switch (what) {
      case 'join':
        return joined(turns, id, around);
      case 'tried':
        return drawnAnew(turns, id, around);
      case 'ask':
        return settled(spent(turns, id, around.now), around);
      case 'away':
        return goneAway(turns, id, around);
      case 'back':
        return comingBack(turns, around);
      case 'seen':
        return seen(turns, around);
      default:
        return settled(turns, around);
    }
  }

  it('nobody who waits is left without a turn to wait for, nor waits for one out of reach', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (all) => {
        let turns = NO_TURNS;
        let now = NOON;
        for (const one of all) {
          now += one.passed;
          const waiting = one.waiting.map((id) => aTab(id, { lastAskedAt: now }));
          const around = scene(waiting, { now, random: one.random, isAsked: one.isAsked });
          turns = next(turns, one, around);
          const own = new Set([...turns.returning.map(({ id }) => id), ...turns.away]);
          const queued = waiting.filter(({ id }) => !own.has(id));
          if (queued.length > 0 && !one.isAsked) expect(turns.turn).not.toBeNull();
          for (const { id, at } of [turns.turn, ...turns.returning].filter(
            (turn) => turn !== null,
          )) {
            expect(one.waiting).toContain(id);
            expect(at).toBeLessThanOrEqual(now + CAP_MS);
          }
          expect(new Set(turns.returning.map(({ id }) => id)).size).toBe(turns.returning.length);
        }
      }),
    );
  });

  it('nothing is left of a site that is at rest', () => {
    expect(areAtRest(NO_TURNS, NOON)).toBe(true);
    expect(areAtRest(spent(standing(), '1', NOON), NOON)).toBe(false);
  });
});
