import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOK_FLOOR_MS, WATCH_MS } from '../../../../src/core/retry/watch-policy';
import {
  answered,
  begin,
  markSeen,
  markTold,
  nextDeadline,
  recovered,
  remove,
  takeDue,
  type Watches,
} from '../../../../src/core/watches/list';
import {
  isNews,
  isWatched,
  KEPT_MS,
  MOST_WATCHES,
  type Watch,
} from '../../../../src/core/watches/watch';
import { NOON } from '../../support/samples';

const half = () => 0.5;
const ADDRESS = 'https://shop.example.org/cart?item=7';
const NOTHING = { back: false, notBefore: null };
const BACK = { back: true, notBefore: null };
const freely = () => false;

const one = (): Watches => begin([], ADDRESS, null, NOON, half);
const first = (watches: Watches): Watch => {
  const [watch] = watches;
  if (watch === undefined) throw new Error('there is none');
  return watch;
};
/** The list once everything has become due. */
const due = (watches: Watches, at = first(watches).nextLookAt) =>
  takeDue(watches, at, half, freely);

describe('a watch', () => {
  it('begins once, whatever fragment or credentials the address comes with', () => {
    const once = one();
    expect(begin(once, `${ADDRESS}#part`, null, NOON + 5, half)).toBe(once);
    const named = ADDRESS.replace('shop', 'me:secret@shop');
    expect(begin(once, named, null, NOON + 5, half)).toBe(once);
    expect(first(begin([], `${named}#part`, null, NOON, half)).address).toBe(ADDRESS);
    expect(isWatched(once, `${ADDRESS}#other`)).toBe(true);
  });

  it('is for web addresses alone', () => {
    for (const address of ['', 'about:blank', 'file:///etc/passwd', 'not one']) {
      expect(begin([], address, null, NOON, half)).toEqual([]);
    }
  });

  it('looks minutes later at the soonest, and later still where the answer asked for it', () => {
    expect(first(one()).nextLookAt).toBeGreaterThanOrEqual(NOON + LOOK_FLOOR_MS);
    const asked = begin([], ADDRESS, NOON + 7_200_000, NOON, half);
    expect(first(asked).nextLookAt).toBeGreaterThanOrEqual(NOON + 7_200_000);
  });

  it('counts a look before it is made, so that a stop in between loses that look alone', () => {
    const { watches, looks } = due(one());
    expect(looks).toHaveLength(1);
    expect(first(watches)).toMatchObject({ looks: 1, end: null });
    expect(first(watches).nextLookAt).toBeGreaterThan(first(one()).nextLookAt);
    expect(due(watches, first(one()).nextLookAt).looks).toEqual([]);
  });

  it('goes on after a look in vain, later where the server asked for it', () => {
    const { watches } = due(one());
    const { id, nextLookAt, lastLookAt } = first(watches);
    expect(answered(watches, id, NOTHING, nextLookAt - 1, half)).toBe(watches);
    const notBefore = (lastLookAt ?? 0) + 3 * 3_600_000;
    const asked = answered(watches, id, { back: false, notBefore }, lastLookAt ?? 0, half);
    expect(first(asked).nextLookAt).toBeGreaterThanOrEqual(notBefore);
  });

  it('ends when the site answers: told once, seen once, and not looked at again', () => {
    const { watches } = due(one());
    const { id } = first(watches);
    const back = answered(watches, id, BACK, NOON + 200_000, half);
    expect(first(back).end).toMatchObject({ how: 'back', told: false, seen: false });
    expect(isNews(first(back))).toBe(true);
    const told = markTold(back, id);
    expect(markTold(told, id)).toBe(told);
    const seen = markSeen(told);
    expect(first(seen).end).toMatchObject({ told: true, seen: true });
    expect(markSeen(seen)).toBe(seen);
    expect(due(seen, NOON + 10_000_000).looks).toEqual([]);
    expect(first(seen).address).toBe(ADDRESS);
  });

  it('ends once, however often an answer comes in', () => {
    const { watches } = due(one());
    const { id } = first(watches);
    const told = markTold(answered(watches, id, BACK, NOON, half), id);
    expect(answered(told, id, BACK, NOON + 1, half)).toBe(told);
    expect(answered(remove(told, id), id, BACK, NOON + 1, half)).toEqual([]);
  });

  it('is over after a day, and its address shortened then', () => {
    const secret = 'https://shop.example.org/cart?token=abcdef';
    const watches = begin([], secret, null, NOON, half);
    const { watches: after, looks } = due(watches, NOON + WATCH_MS);
    expect(looks).toEqual([]);
    expect(first(after)).toMatchObject({
      end: { how: 'over' },
      address: 'https://shop.example.org/cart?token=…',
    });
  });

  it('is forgotten a day after its end, and the alarm knows when', () => {
    const { watches } = due(one());
    const end = NOON + 500_000;
    const back = answered(watches, first(watches).id, BACK, end, half);
    expect(nextDeadline(back)).toBe(end + KEPT_MS);
    expect(due(back, end + KEPT_MS - 1).watches).toHaveLength(1);
    expect(due(back, end + KEPT_MS).watches).toEqual([]);
    expect(nextDeadline([])).toBeNull();
  });

  it('begins anew where it had ended', () => {
    const { watches } = due(one());
    const back = answered(watches, first(watches).id, BACK, NOON, half);
    const again = begin(back, ADDRESS, null, NOON + 9, half);
    expect(again).toHaveLength(1);
    expect(first(again).end).toBeNull();
  });

  it('that is held off looks later, and its looks are not spent', () => {
    const watches = one();
    const at = first(watches).nextLookAt;
    const held = takeDue(watches, at, half, () => true);
    expect(held.looks).toEqual([]);
    expect(first(held.watches)).toMatchObject({ looks: 0, lastLookAt: null });
    expect(first(held.watches).nextLookAt).toBeGreaterThan(at);
  });

  it('comes back into reach where the clock was set back', () => {
    const watches = one().map((watch) => ({ ...watch, nextLookAt: NOON + 400 * WATCH_MS }));
    expect(first(due(watches, NOON).watches).nextLookAt).toBeLessThan(NOON + WATCH_MS);
  });
});

describe('a tab that recovers', () => {
  it('ends the watch without a word where the visitor looks at it', () => {
    expect(recovered(one(), `${ADDRESS}#x`, true, NOON)).toEqual([]);
  });

  it('is told of where nobody looks', () => {
    expect(first(recovered(one(), ADDRESS, false, NOON)).end).toMatchObject({
      how: 'back',
      told: false,
    });
  });

  it('of another address changes nothing', () => {
    const watches = one();
    expect(recovered(watches, 'https://shop.example.org/', false, NOON)).toBe(watches);
  });
});

describe('many watches', () => {
  it('are bounded: the oldest give way', () => {
    let watches: Watches = [];
    for (let at = 0; at <= MOST_WATCHES; at += 1) {
      watches = begin(watches, `https://site-${at}.example/`, null, NOON, half);
    }
    expect(watches).toHaveLength(MOST_WATCHES);
    expect(isWatched(watches, 'https://site-0.example/')).toBe(false);
    expect(new Set(watches.map(({ id }) => id)).size).toBe(MOST_WATCHES);
  });

  it('of one site look at it no closer than the floor, whatever clock and chance say', () => {
    const paths = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 60 }),
        (draws, steps) => {
          let at = 0;
          const random = () => {
            at += 1;
            return draws[at % draws.length] ?? 0;
          };
          let watches: Watches = [];
          for (const path of paths) {
            watches = begin(watches, `https://shop.example.org/${path}`, null, NOON, random);
          }
          let now = NOON;
          const looksAt: number[] = [];
          for (const step of steps) {
            now += step;
            const taken = takeDue(watches, now, random, freely);
            watches = taken.watches;
            for (const _ of taken.looks) looksAt.push(now);
          }
          const gaps = looksAt.slice(1).map((time, index) => time - (looksAt[index] ?? 0));
          expect(Math.min(LOOK_FLOOR_MS, ...gaps)).toBe(LOOK_FLOOR_MS);
        },
      ),
    );
  });

  it('of one site all get their turn', () => {
    let watches: Watches = [];
    for (const path of ['a', 'b', 'c']) {
      watches = begin(watches, `https://shop.example.org/${path}`, null, NOON, () => 0);
    }
    const seen = new Set<string>();
    for (let now = NOON; now < NOON + 20 * LOOK_FLOOR_MS; now += 10_000) {
      const taken = takeDue(watches, now, () => 0, freely);
      watches = taken.watches;
      for (const { address } of taken.looks) seen.add(address);
    }
    expect(seen.size).toBe(3);
  });
});
