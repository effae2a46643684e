import fc from 'fast-check';
import type { GenericSchema } from 'valibot';
import { CARD_ORDERS, CARD_REQUESTS } from '../../../src/protocol/card';
import { open, read, wrap } from '../../../src/protocol/envelope';
import { HISTORY_REQUESTS } from '../../../src/protocol/history';
import { PAGE_REQUESTS } from '../../../src/protocol/pages';
import { SETTINGS_REQUESTS } from '../../../src/protocol/settings';
import { STAND_IN_REQUESTS } from '../../../src/protocol/stand-in';
import { CARD, HISTORY, PAGES, SETTINGS, STAND_IN } from '../../unit/support/messages';
import { assert } from '../assert';
import { anyJson, mutatedJson } from '../mutations';
import { type Json, target } from '../target';

type Vocabulary = Record<string, GenericSchema>;

const VOCABULARIES: readonly Vocabulary[] = [
  CARD_REQUESTS,
  PAGE_REQUESTS,
  HISTORY_REQUESTS,
  SETTINGS_REQUESTS,
  STAND_IN_REQUESTS,
  CARD_ORDERS,
];

/** What a structured clone brings along and JSON doesn't: Firefox's messages are cloned. */
const CLONED: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  '-0': () => -0,
  bigint: () => 7n,
  date: () => new Date(0),
  map: () => new Map([['tabId', 7]]),
  set: () => new Set([7]),
  bytes: () => new Uint8Array(4),
  error: () => new Error('not a message'),
  sparse: () => new Array(3),
  cycle: () => {
    const loop: Record<string, unknown> = {};
    loop.body = loop;
    return loop;
  },
};

/** An input of JSON with the values in it that JSON can't have: `{ "$cloned": "NaN" }`. */
function received(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => received(one));
  const name = (value as { readonly $cloned?: Json }).$cloned;
  if (typeof name === 'string' && Object.hasOwn(CLONED, name)) return CLONED[name]?.();
  const made = {};
  for (const [key, one] of Object.entries(value)) {
    Object.defineProperty(made, key, { value: received(one), enumerable: true });
  }
  return made;
}

const EXAMPLES = [CARD, PAGES, HISTORY, SETTINGS, STAND_IN].flatMap((all) =>
  Object.entries(all).flatMap(([type, { good, bad }]) =>
    [...good, ...bad].map((body) => JSON.parse(JSON.stringify(wrap(type, body))) as Json),
  ),
);

const anyValue = fc.oneof(
  anyJson,
  fc.constantFrom(...Object.keys(CLONED)).map((name): Json => ({ $cloned: name })),
);

/** Whatever arrives: no message, or one that is known, plain and bounded, and is read the same again. */
export const messages = target(
  'messages',
  mutatedJson(fc.oneof(fc.constantFrom(...EXAMPLES), anyValue), anyValue),
  (sent) => {
    const envelope = open(received(sent));
    if (envelope === null) return;
    for (const vocabulary of VOCABULARIES) {
      const request: { readonly body: unknown } | null = read(vocabulary, envelope);
      if (request === null) continue;
      assert(Object.hasOwn(vocabulary, envelope.type), 'of a type that is not known');
      assertPlain(request.body, 0);
      assert.deepEqual(read(vocabulary, wrap(envelope.type, request.body)), request);
    }
  },
);

/** The most that any message has of one thing: the text of a page, the incidents of an import. */
const LONGEST_TEXT = 65_536;
const MOST_IN_A_LIST = 20_000;
const DEEPEST = 8;

function assertPlain(value: unknown, depth: number): void {
  assert(depth <= DEEPEST, 'too deep');
  if (typeof value === 'string') assert(value.length <= LONGEST_TEXT, 'too long');
  if (typeof value === 'number') assert(!Number.isNaN(value), 'no number');
  assert(!['bigint', 'symbol', 'function'].includes(typeof value), 'not plain');
  if (typeof value !== 'object' || value === null) return;
  const prototype = Object.getPrototypeOf(value);
  assert([Object.prototype, Array.prototype, null].includes(prototype), 'not plain');
  const parts = Object.values(value);
  assert(parts.length <= MOST_IN_A_LIST, 'too many');
  for (const part of parts) assertPlain(part, depth + 1);
}
