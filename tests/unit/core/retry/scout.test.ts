import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAP_MS, FLOOR_MS, IN_VIEW } from '../../../../src/core/retry/pace';
import {
  comeBack,
  isAtRest,
  join,
  NEW_SITE,
  planTurn,
  SITE_BURST,
  SITE_EVERY_MS,
  type SiteRecord,
  spend,
  type Waiting,
} from '../../../../src/core/retry/scout';
import { NOON } from '../../support/samples';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LAST = 0.999_999_999;

const aTab = (id: string, parts: Partial<Waiting> = {}): Waiting => ({
  id,
  address: `https://shop.example.org/${id}`,
  inView: false,
  lastAskedAt: NOON,
  notBefore: null,
  ...parts,
});

/** So many tabs that failed together, each with an address of its own. */
const tabs = (count: number, isFirstInView: boolean): Waiting[] =>
  Array.from({ length: count }, (_, at) => aTab(`${at}`, { inView: isFirstInView && at === 0 }));

interface Ask {
  readonly id: string;
  readonly at: number;
}

/** Plays a site that goes on failing: who asks, and when, until `end`. */
function play(first: readonly Waiting[], end: number, draws: readonly number[]): Ask[] {
  let record: SiteRecord = join(NEW_SITE, NOON).record;
  let waiting = first;
  const asks: Ask[] = [];
  for (let now = NOON, turn = 0; ; turn += 1) {
    const next = planTurn(record, waiting, now, draws[turn % draws.length] ?? 0);
    if (next === null || next.at > end) return asks;
    now = next.at;
    record = spend(record, now);
    waiting = waiting.map((tab) => (tab.id === next.id ? { ...tab, lastAskedAt: now } : tab));
    asks.push({ id: next.id, at: now });
  }
}

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
function someDraws(seed: number): number[] {
  let state = seed;
  return Array.from({ length: 500 }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  });
}

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const draws = fc.array(random, { minLength: 1, maxLength: 50 });
const time = fc.integer({ min: 0, max: 2 * NOON });

describe('ten failing tabs of one site', () => {
  const requests = (count: number, isFirstInView: boolean, from: number, to: number): number =>
    Array.from({ length: 200 }, (_, seed) =>
      play(tabs(count, isFirstInView), NOON + to, someDraws(seed)),
    )
      .flat()
      .filter(({ at }) => at >= NOON + from).length;

  it.each([
    ['in the first minute, one in view', true, 0, MINUTE],
    ['in the first minute, none in view', false, 0, MINUTE],
    ['in an hour, one in view', true, 0, HOUR],
    ['in a later minute, one in view', true, 15 * MINUTE, 16 * MINUTE],
  ])('ask at most 1.3 times as often as one: %s', (_, isFirstInView, from, to) => {
    const one = requests(1, isFirstInView, from, to);
    expect(one).toBeGreaterThan(100);
    expect(requests(10, isFirstInView, from, to)).toBeLessThanOrEqual(1.3 * one);
  });

  it('are all due within ten seconds of the first that is back', () => {
    fc.assert(
      fc.property(random, (drawn) => {
        const others = tabs(9, false).map((tab) => ({ ...tab, lastAskedAt: NOON - MINUTE }));
        const turns = comeBack(others, NOON, drawn);
        expect(turns.map(({ id }) => id).toSorted()).toEqual(others.map(({ id }) => id));
        for (const [place, { at }] of turns.entries()) {
          expect(at).toBeGreaterThanOrEqual(NOON);
          expect(at).toBeLessThanOrEqual(NOON + 7_000);
          if (place > 0) expect(at - (turns[place - 1]?.at ?? 0)).toBeGreaterThanOrEqual(699);
        }
      }),
    );
  });
});

describe('coming back', () => {
  it('begins with what is being looked at', () => {
    const seen = aTab('seen', { inView: true });
    expect(comeBack([...tabs(3, false), seen], NOON + MINUTE, 0)[0]?.id).toBe('seen');
  });

  it('asks no address twice within the floor, and none before its server wants it', () => {
    const justAsked = aTab('just', { lastAskedAt: NOON - 1 });
    const asked = aTab('asked', { notBefore: NOON + 20_000 });
    expect(comeBack([justAsked], NOON, 0)).toEqual([
      { id: 'just', at: NOON - 1 + FLOOR_MS, why: 'backoff' },
    ]);
    expect(comeBack([asked], NOON, 0)).toEqual([
      { id: 'asked', at: NOON + 20_000, why: 'asked-to-wait' },
    ]);
  });
});

describe('the scout', () => {
  it('is the tab whose address was asked longest ago', () => {
    const waiting = [aTab('new'), aTab('old', { lastAskedAt: NOON - MINUTE })];
    expect(planTurn(NEW_SITE, waiting, NOON, 0)?.id).toBe('old');
  });

  it('is the tab in view where nothing else tells them apart', () => {
    const waiting = [aTab('one'), aTab('seen', { inView: true }), aTab('other')];
    expect(planTurn(NEW_SITE, waiting, NOON, 0)?.id).toBe('seen');
  });

  it('asks for every tab that has the same address', () => {
    const address = 'https://shop.example.org/cart';
    const waiting = [
      aTab('one', { address, lastAskedAt: NOON - HOUR }),
      aTab('two', { address, lastAskedAt: NOON }),
      aTab('elsewhere', { lastAskedAt: NOON - 1 }),
    ];
    expect(planTurn(NEW_SITE, waiting, NOON, 0)?.id).toBe('elsewhere');
  });

  it('is another tab where a server asked for time, or the first that may ask again', () => {
    const asked = aTab('asked', { lastAskedAt: 0, notBefore: NOON + MINUTE });
    const long = aTab('long', { lastAskedAt: 0, notBefore: NOON + HOUR });
    expect(planTurn(NEW_SITE, [asked, aTab('free')], NOON, 0)?.id).toBe('free');
    expect(planTurn(NEW_SITE, [long, asked], NOON, 0)).toEqual({
      id: 'asked',
      at: NOON + MINUTE,
      why: 'asked-to-wait',
    });
  });

  it('is nobody where nobody waits', () => {
    expect(planTurn(NEW_SITE, [], NOON, 0)).toBeNull();
  });

  it('asks at the pace of a tab in view as long as one is', () => {
    const record: SiteRecord = { ...NEW_SITE, tries: 20 };
    const seen = planTurn(record, tabs(2, true), NOON, LAST);
    const unseen = planTurn(record, tabs(2, false), NOON, LAST);
    expect((seen?.at ?? 0) - NOON).toBeLessThanOrEqual(IN_VIEW.capMs);
    expect((unseen?.at ?? 0) - NOON).toBeGreaterThan(IN_VIEW.capMs);
  });

  it('asks soon on a device that is back', () => {
    const record: SiteRecord = { ...NEW_SITE, tries: 20 };
    const back = planTurn(record, tabs(10, false), NOON, LAST, true);
    expect((back?.at ?? 0) - NOON).toBeLessThanOrEqual(10_000);
  });

  it('goes on alone as one tab would', () => {
    const [ask] = play(tabs(1, true), NOON + MINUTE, [LAST]);
    expect((ask?.at ?? 0) - NOON).toBeLessThanOrEqual(6_000);
  });
});

describe('a tab that fails later', () => {
  const { record } = join(NEW_SITE, NOON);
  const tried = spend(spend(record, NOON + 5_000), NOON + 15_000);

  it('joins the ladder of those that failed with it', () => {
    expect(join(tried, NOON + 20_000)).toEqual({ record: tried, drawAnew: false });
  });

  it('begins the ladder anew a minute later, and what was spent stays spent', () => {
    const later = join(tried, NOON + MINUTE);
    expect(later.drawAnew).toBe(true);
    expect(later.record).toEqual({ ...tried, since: NOON + MINUTE, tries: 0 });
  });

  it('begins it anew where the clock was set back', () => {
    expect(join(tried, NOON - HOUR).drawAnew).toBe(true);
  });
});

describe('whatever is drawn', () => {
  const scene = fc.record({
    count: fc.integer({ min: 1, max: 15 }),
    isFirstInView: fc.boolean(),
    draws,
  });

  it('each address is asked at least once per cap', () => {
    fc.assert(
      fc.property(scene, (site) => {
        const end = NOON + HOUR;
        const asks = play(tabs(site.count, site.isFirstInView), end, site.draws);
        for (const { id } of tabs(site.count, false)) {
          const own = asks.filter((ask) => ask.id === id).map(({ at }) => at);
          const times = [NOON, ...own, end];
          for (let at = 1; at < times.length; at += 1) {
            expect((times[at] ?? 0) - (times[at - 1] ?? 0)).toBeLessThanOrEqual(CAP_MS);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('no two tries of a site are closer than the floor, and no hour goes beyond the budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.boolean(), draws, (count, seen, drawn) => {
        const asks = play(tabs(count, seen), NOON + 1.5 * HOUR, drawn).map(({ at }) => at);
        for (let at = 1; at < asks.length; at += 1) {
          expect((asks[at] ?? 0) - (asks[at - 1] ?? 0)).toBeGreaterThanOrEqual(FLOOR_MS);
        }
        for (const from of asks) {
          const inAnHour = asks.filter((at) => at >= from && at < from + HOUR).length;
          expect(inAnHour).toBeLessThanOrEqual(SITE_BURST + HOUR / SITE_EVERY_MS);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('tabs that join one after the other stay within the budget', () => {
    fc.assert(
      fc.property(draws, (drawn) => {
        let record = NEW_SITE;
        const asks: number[] = [];
        let now = NOON;
        for (let turn = 0; now < NOON + 2 * HOUR; turn += 1) {
          record = join(record, now).record;
          const next = planTurn(record, tabs(3, true), now, drawn[turn % drawn.length] ?? 0);
          now = next?.at ?? Number.POSITIVE_INFINITY;
          record = spend(record, now);
          asks.push(now);
        }
        const inAnHour = asks.filter((at) => at < NOON + HOUR).length;
        expect(inAnHour).toBeLessThanOrEqual(SITE_BURST + HOUR / SITE_EVERY_MS);
      }),
    );
  });
});

const anyRecord = fc.record({ since: time, tries: fc.nat({ max: 200 }), owedUntil: time });
const anyTab = fc.record({
  id: fc.string(),
  address: fc.constantFrom('a', 'b', 'c', 'd'),
  inView: fc.boolean(),
  lastAskedAt: time,
  notBefore: fc.constant(null),
});

describe('at any time of any clock', () => {
  it('a turn is neither sooner than the floor nor later than the cap', () => {
    const waiting = fc.array(anyTab, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyRecord, waiting, time, random, (record, tabsNow, now, drawn) => {
        const turn = planTurn(record, tabsNow, now, drawn);
        expect(Number.isSafeInteger(turn?.at)).toBe(true);
        expect(turn?.at).toBeGreaterThanOrEqual(now + FLOOR_MS);
        expect(turn?.at).toBeLessThanOrEqual(now + CAP_MS);
        expect(tabsNow.map(({ id }) => id)).toContain(turn?.id);
      }),
      { numRuns: 1_000 },
    );
  });

  it('no debt lasts longer than what may be spent at once', () => {
    fc.assert(
      fc.property(anyRecord, time, (record, now) => {
        expect(isAtRest(spend(record, now), now)).toBe(false);
        const rested = now + (SITE_BURST + 1) * SITE_EVERY_MS;
        expect(isAtRest(spend(record, now), rested)).toBe(true);
      }),
    );
  });
});

describe('what the visitor’s own history lets one expect', () => {
  const expected = { times: 3, back: 3, withinMs: 60_000, soonestMs: 25_000, typicalMs: 30_000 };
  const first = (expects: typeof expected | null, random: number) =>
    (planTurn(NEW_SITE, tabs(1, true), NOON, random, false, expects)?.at ?? 0) - NOON;

  it('makes the first wait as long as the site ever took, still drawn at random', () => {
    expect(first(expected, LAST)).toBeGreaterThan(FLOOR_MS + 24_000);
    expect(first(expected, LAST)).toBeLessThanOrEqual(FLOOR_MS + 25_000);
    expect(first(expected, 0)).toBe(FLOOR_MS);
    expect(first(null, LAST)).toBeLessThanOrEqual(FLOOR_MS + IN_VIEW.baseMs);
  });
});
