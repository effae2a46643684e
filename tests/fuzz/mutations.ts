import fc from 'fast-check';
import type { Json } from './target';

/** Names that objects have of themselves, and values at the edges of what is allowed. */
const NASTY: readonly Json[] = [
  ...['', ' ', '__proto__', 'constructor', 'toString', '\u0000', '\u202e', '\ud800', 'null', '0'],
  ...[-1, 0.5, 1e21, 1e308, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, 2 ** 53, 999, 1_000],
  ...[null, true, [], {}, [[]], [null]],
  'x'.repeat(300),
  'é'.repeat(70_000),
];

/** Any JSON, and what is likely to be mistaken for something else. */
export const anyJson: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.constantFrom(...NASTY),
  fc.webUrl(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** Where something happens, in parts of the whole. */
const WHOLE = 9_999;
const place = fc.nat(WHOLE);

interface Edit {
  readonly kind: 'insert' | 'overwrite' | 'remove' | 'double' | 'cut';
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

/** Texts that begin as samples and are then broken: cut off, doubled, with pieces in wrong places. */
export function mutatedText(
  samples: fc.Arbitrary<string>,
  pieces: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const times = fc.oneof(
    { weight: 9, arbitrary: fc.constant(1) },
    fc.integer({ max: 2_000, min: 2 }),
  );
  const edit: fc.Arbitrary<Edit> = fc.record({
    kind: fc.constantFrom('insert', 'insert', 'overwrite', 'remove', 'double', 'cut'),
    at: place,
    length: fc.oneof(fc.nat(4), fc.nat(400)),
    piece: fc.tuple(pieces, times).map(([piece, n]) => piece.repeat(n).slice(0, 8_000)),
  });
  return fc
    .tuple(samples, fc.array(edit, { maxLength: 6 }))
    .map(([sample, edits]) => edits.reduce(edited, sample));
}

function edited(text: string, { kind, at, length, piece }: Edit): string {
  const from = Math.floor((text.length * at) / WHOLE);
  const [before, hit, after] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ];
  switch (kind) {
    case 'insert':
      return before + piece + hit + after;
    case 'overwrite':
      return before + piece + after;
    case 'remove':
      return before + after;
    case 'double':
      return before + hit + hit + after;
    case 'cut':
      return before;
  }
}

interface Change {
  readonly kind: 'replace' | 'remove' | 'double' | 'rename' | 'swap';
  readonly at: number;
  readonly other: number;
  readonly value: Json;
  readonly name: string;
}

/** Values that begin as samples and are then broken: fields gone, renamed, of another kind, in other places. */
export function mutatedJson(
  samples: fc.Arbitrary<Json>,
  values: fc.Arbitrary<Json> = anyJson,
): fc.Arbitrary<Json> {
  const change: fc.Arbitrary<Change> = fc.record({
    kind: fc.constantFrom('replace', 'replace', 'remove', 'double', 'rename', 'swap'),
    at: place,
    other: place,
    value: values,
    name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'length', '0')),
  });
  return fc.tuple(samples, fc.array(change, { maxLength: 4 })).map(([sample, changes]) => {
    const root = { value: structuredClone(sample) };
    for (const one of changes) changeOne(root, one);
    return root.value;
  });
}

type Holder = Json[] | Record<string, Json>;

interface Spot {
  readonly holder: Holder;
  readonly name: string;
}

/** Every place in which a value stands, the outermost first. */
function spotsIn(holder: Holder): Spot[] {
  return Object.keys(holder).flatMap((name) => {
    const value = at({ holder, name });
    const within = typeof value === 'object' && value !== null ? spotsIn(value as Holder) : [];
    return [{ holder, name }, ...within];
  });
}

function at({ holder, name }: Spot): Json {
  return (holder as Record<string, Json>)[name] ?? null;
}

/** Not assigned: `__proto__` would set something else. */
function put({ holder, name }: Spot, value: Json): void {
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function takeOut({ holder, name }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}

function changeOne(root: { value: Json }, { kind, at: one, other, value, name }: Change): void {
  const spots = spotsIn(root as Record<string, Json>);
  const spot = spots[one % spots.length];
  const second = spots[other % spots.length];
  // What stands at the top is replaced, and nothing else: there is always a value.
  if (spot === undefined || second === undefined) return;
  // A copy: what is drawn once more must not have been changed here, nor hold itself.
  if (kind === 'replace' || spot.holder === root) put(spot, structuredClone(value));
  else if (kind === 'remove') takeOut(spot);
  else if (kind === 'double') double(spot);
  else if (kind === 'rename') rename(spot, name);
  else put(spot, structuredClone(at(second)));
}

function double({ holder, name }: Spot): void {
  const copy = structuredClone(at({ holder, name }));
  if (Array.isArray(holder)) holder.push(copy);
  else put({ holder, name: `${name}${name}` }, copy);
}

function rename(spot: Spot, name: string): void {
  const value = at(spot);
  takeOut(spot);
  if (Array.isArray(spot.holder)) spot.holder.unshift(value);
  else put({ holder: spot.holder, name }, value);
}
