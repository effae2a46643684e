import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bySite,
  type HistoryView,
  type Page,
  withNewest,
  withNext,
  without,
} from '../../../src/popup/history-view';
import type { HistoryLine } from '../../../src/protocol/history';

function line(at: number, site = 'a.example', id = 'x'): HistoryLine {
  return {
    id,
    key: [at, id],
    site,
    address: `https://${site}/${at}`,
    askedBy: 'get',
    firstSeenAt: at,
    lastSeenAt: at,
    statuses: [502],
    family: null,
    cause: null,
    tries: { ours: 0, visitors: 0 },
    end: { how: 'left', at },
    failing: null,
  };
}

/** The page that the store would give: of all incidents, those before a time, newest first. */
function pageOf(all: readonly number[], before: number, most: number): Page {
  const older = all.filter((at) => at < before).sort((a, b) => b - a);
  const lines = older.slice(0, most).map((at) => line(at));
  const last = lines.at(-1);
  const more = older.length > most && last !== undefined ? last.key : null;
  return { state: 'good', failing: [], lines, more, total: all.length };
}

const times = ({ lines }: HistoryView): number[] => lines.map(({ firstSeenAt }) => firstSeenAt);
const first = (all: readonly number[], view: HistoryView | null = null): HistoryView =>
  withNewest(view, '', pageOf(all, Number.POSITIVE_INFINITY, 3));

describe('the list in the popup', () => {
  it('begins with the newest page, and goes on with the next', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const begun = first(all);
    expect(times(begun)).toEqual([7, 6, 5]);
    const next = withNext(begun, pageOf(all, 5, 3));
    expect(times(next)).toEqual([7, 6, 5, 4, 3, 2]);
    expect(next.more).toEqual([2, 'x']);
    expect(withNext(next, pageOf(all, 2, 3)).more).toBeNull();
  });

  it('keeps the older lines where the newest are asked for anew', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const two = withNext(first(all), pageOf(all, 5, 3));
    const again = first([...all, 8], two);
    expect(times(again)).toEqual([8, 7, 6, 5, 4, 3, 2]);
    expect(again.more).toEqual([2, 'x']);
  });

  it('drops what is gone from the newest part', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const two = withNext(first(all), pageOf(all, 5, 3));
    expect(times(first([1, 2, 3, 4, 5, 7], two))).toEqual([7, 5, 4, 3, 2]);
    expect(times(first([2], two))).toEqual([2]);
  });

  it('begins anew with another query', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const two = withNext(first(all), pageOf(all, 5, 3));
    const found = withNewest(two, 'shop', pageOf([1, 7], Number.POSITIVE_INFINITY, 3));
    expect(found).toMatchObject({ query: 'shop', more: null });
    expect(times(found)).toEqual([7, 1]);
  });

  it('shows what fails again on top only', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const two = withNext(first(all), pageOf(all, 5, 3));
    const page = { ...pageOf(all, Number.POSITIVE_INFINITY, 3), failing: [line(3)] };
    expect(times(withNewest(two, '', page))).toEqual([7, 6, 5, 4, 2]);
  });

  it('tells apart two incidents of one moment', () => {
    const page: Page = {
      ...pageOf([], 0, 3),
      lines: [line(5, 'a.example', 'c'), line(5, 'a.example', 'b')],
      more: [5, 'b'],
    };
    const begun = withNewest(null, '', page);
    const next = withNext(begun, { ...page, lines: [line(5, 'a.example', 'a')], more: null });
    expect(next.lines).toHaveLength(3);
    expect(withNewest(next, '', page).lines).toHaveLength(3);
  });

  it('forgets at once, however old', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const two = withNext(first(all), pageOf(all, 5, 3));
    expect(times(without(two, ({ firstSeenAt }) => firstSeenAt === 3))).toEqual([7, 6, 5, 4, 2]);
  });

  it('is what the store has, in order and without gaps or doubles, whatever comes in between', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('more' as const) }),
      fc.record({ kind: fc.constant('refresh' as const), added: fc.nat({ max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.array(step, { maxLength: 12 }), (many, steps) => {
        let all = Array.from({ length: many }, (_, at) => at + 1);
        let view = first(all);
        for (const one of steps) {
          if (one.kind === 'more') {
            if (view.more !== null) view = withNext(view, pageOf(all, view.more[0], 3));
            continue;
          }
          // No more than a page comes between two looks.
          const added = Math.min(one.added, 3);
          all = [...all, ...Array.from({ length: added }, (_, at) => all.length + at + 1)];
          view = first(all, view);
        }
        const newestFirst = all.toReversed();
        expect(times(view)).toEqual(newestFirst.slice(0, view.lines.length));
        expect(view.more === null).toBe(view.lines.length === all.length);
      }),
    );
  });

  it('stands by site, in the order of the newest line of each', () => {
    const lines = [line(9, 'b.example'), line(8, 'a.example'), line(7, 'b.example')];
    expect(bySite(lines).map(({ site, lines: own }) => [site, own.length])).toEqual([
      ['b.example', 2],
      ['a.example', 1],
    ]);
    expect(bySite([line(1, '__proto__')]).map(({ site }) => site)).toEqual(['__proto__']);
  });
});
