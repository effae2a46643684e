import fc from 'fast-check';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { COMPARISONS } from '../../../src/core/others/comparison';
import { ACTS } from '../../../src/core/remedies/actions';
import { ACTED, WENT } from '../../../src/core/remedies/outcome';
import { THEMES } from '../../../src/core/settings/theme';
import { readOrder } from '../../../src/presence/read-order';
import {
  CARD_FORMS,
  CARD_ORDER,
  CARD_ORDERS,
  CARD_SHAPES,
  CERTAINTIES,
  SIDES,
  WATCH_STATES,
} from '../../../src/protocol/card';
import { ASK_REASONS, STOP_REASONS, TRIED_BY, WAIT_REASONS } from '../../../src/protocol/steps';

/** What the vocabulary says of a body. */
const isOrder = (body: unknown): boolean => safeParse(CARD_ORDERS[CARD_ORDER], body).success;

const count = fc.nat();
const since = fc.double({ min: 0, noNaN: true });
const text = (maxLength: number) => fc.string({ maxLength });
const oneOf = (values: readonly string[]) => fc.constantFrom(...values);

const next = fc.oneof(
  fc.record({ kind: fc.constant('wait'), until: since, why: oneOf(WAIT_REASONS) }),
  fc.record({ kind: fc.constant('trying'), by: oneOf(TRIED_BY) }),
  fc.record({ kind: fc.constant('back') }),
  fc.record({ kind: fc.constant('pause'), why: fc.constant('offline') }),
  fc.record({ kind: fc.constant('stop'), why: oneOf(STOP_REASONS) }),
  fc.record({ kind: fc.constant('ask'), why: oneOf(ASK_REASONS) }),
);

const view = fc.record({
  incidentId: text(200),
  status: fc.option(count),
  site: text(260),
  form: oneOf(CARD_FORMS),
  theme: oneOf(THEMES),
  help: fc.option(fc.record({ text: fc.option(text(200)), isLink: fc.boolean() })),
  side: oneOf(SIDES),
  cause: text(30),
  certainty: oneOf(CERTAINTIES),
  comparison: fc.option(oneOf(COMPARISONS)),
  tries: count,
  next,
  remedies: fc.array(text(10), { maxLength: 3 }),
  acts: fc.array(oneOf(ACTS), { maxLength: ACTS.length }),
  outcome: fc.option(
    fc.record({ remedy: oneOf(ACTED), went: oneOf(WENT), ifFails: oneOf(WENT), at: since }),
  ),
  watch: oneOf(WATCH_STATES),
  expected: fc.option(fc.record({ times: count, back: count, withinMs: count })),
  pose: fc.option(
    fc.record({
      shape: fc.option(oneOf(CARD_SHAPES)),
      remediesOpen: fc.boolean(),
      focus: fc.option(text(200)),
      scroll: count,
    }),
  ),
});

const order = fc.oneof(
  fc.record({ do: oneOf(['show', 'reload', 'open']), view }),
  fc.record({ do: fc.constant('probe'), number: count, view }),
  fc.record({ do: oneOf(['leave', 'wake']) }),
);

const amiss = fc.oneof(
  fc.constantFrom(undefined, null, true, '', '…', -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY),
  fc.constantFrom([], {}, ['x'], 'x'.repeat(70_000), new Array(9).fill('K31')),
  fc.anything(),
);

/** Every place in a value, each by the way there. */
function places(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    [key],
    ...places(inside).map((way) => [key, ...way]),
  ]);
}

/** The same with something else at one place, or with nothing there. */
function spoilt(body: object, at: number, wrong: unknown, isGone: boolean): unknown {
  const copy: Record<string, unknown> = structuredClone(body) as Record<string, unknown>;
  const ways = places(copy);
  const way = ways[at % ways.length] ?? [];
  const last = way.at(-1) ?? '';
  const holder = way.slice(0, -1).reduce((here, key) => here[key] as typeof copy, copy);
  // No message has a list with holes in it.
  if (isGone && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isGone) delete holder[last];
  else holder[last] = wrong;
  return copy;
}

describe('what the card reads by itself, without the schema library', () => {
  it('is every order of the vocabulary, as it came', () => {
    fc.assert(
      fc.property(order, (body) => {
        expect(isOrder(body)).toBe(true);
        expect(readOrder(body)).toBe(body);
      }),
      { numRuns: 500 },
    );
  });

  it('is nothing that the vocabulary would not read: any one thing amiss in an order', () => {
    let refused = 0;
    fc.assert(
      fc.property(order, fc.nat(), amiss, fc.boolean(), (body, at, wrong, isGone) => {
        const wrongly = spoilt(body, at, wrong, isGone);
        expect(readOrder(wrongly) !== null).toBe(isOrder(wrongly));
        if (!isOrder(wrongly)) refused += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });

  it('is nothing of what is no order at all', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(readOrder(body) !== null).toBe(isOrder(body));
      }),
    );
  });
});
