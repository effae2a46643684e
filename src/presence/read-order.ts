/**
 * Reads an order of the background's, without the schema library: this is put into every failing page, and the
 * library would be a tenth of it (docs/decisions/0016-sizes.md). What it lets through is exactly what
 * `CARD_ORDERS` does; a test compares the two.
 */
import { LONGEST_HOST } from '../core/address/site';
import { COMPARISONS } from '../core/others/comparison';
import { ACTS } from '../core/remedies/actions';
import { ACTED, WENT } from '../core/remedies/outcome';
import { THEMES } from '../core/settings/theme';
import {
  CARD_FORMS,
  CARD_SHAPES,
  type CardOrder,
  CERTAINTIES,
  LONGEST_CAUSE,
  LONGEST_HELP,
  LONGEST_NAME,
  LONGEST_REMEDY,
  MOST_REMEDIES,
  SIDES,
  WATCH_STATES,
} from '../protocol/card';
import { LONGEST_ID } from '../protocol/fields';
import {
  ASK_REASONS,
  PAUSE_REASONS,
  STOP_REASONS,
  TRIED_BY,
  WAIT_REASONS,
} from '../protocol/steps';

type Check = (value: unknown) => boolean;

const text =
  (longest: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= longest;

const oneOf =
  (allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const listOf =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );

const anyOf =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const since: Check = (value) => typeof value === 'number' && value >= 0;
const count: Check = (value) => since(value) && Number.isInteger(value);
const yesOrNo = oneOf([true, false]);
const went = oneOf(WENT);

const step = anyOf(
  record({ kind: oneOf(['wait']), until: since, why: oneOf(WAIT_REASONS) }),
  record({ kind: oneOf(['trying']), by: oneOf(TRIED_BY) }),
  record({ kind: oneOf(['back']) }),
  record({ kind: oneOf(['pause']), why: oneOf(PAUSE_REASONS) }),
  record({ kind: oneOf(['stop']), why: oneOf(STOP_REASONS) }),
  record({ kind: oneOf(['ask']), why: oneOf(ASK_REASONS) }),
);

const view = record({
  incidentId: text(LONGEST_ID),
  status: orNull(count),
  site: text(LONGEST_HOST),
  form: oneOf(CARD_FORMS),
  theme: oneOf(THEMES),
  help: orNull(record({ text: orNull(text(LONGEST_HELP)), isLink: yesOrNo })),
  side: oneOf(SIDES),
  cause: text(LONGEST_CAUSE),
  certainty: oneOf(CERTAINTIES),
  comparison: orNull(oneOf(COMPARISONS)),
  tries: count,
  next: step,
  remedies: listOf(text(LONGEST_REMEDY), MOST_REMEDIES),
  acts: listOf(oneOf(ACTS), ACTS.length),
  outcome: orNull(record({ remedy: oneOf(ACTED), went, ifFails: went, at: since })),
  watch: oneOf(WATCH_STATES),
  expected: orNull(record({ times: count, back: count, withinMs: count })),
  pose: orNull(
    record({
      shape: orNull(oneOf(CARD_SHAPES)),
      remediesOpen: yesOrNo,
      focus: orNull(text(LONGEST_NAME)),
      scroll: count,
    }),
  ),
});

const order = anyOf(
  record({ do: oneOf(['show', 'reload', 'open']), view }),
  record({ do: oneOf(['probe']), number: count, view }),
  record({ do: oneOf(['leave', 'wake']) }),
);

/** The order in the body of a message; null where it is none. Never throws, whatever comes. */
export function readOrder(body: unknown): CardOrder | null {
  return order(body) ? (body as CardOrder) : null;
}
