/**
 * What every message is wrapped in. The version stands for the whole vocabulary: a card that an
 * earlier version put into a page, and a worker of a later one, don't guess at each other. They part:
 * the worker answers with its own version, and the card that sees another says that Backsoon was
 * updated, and stays harmless. Only this wrapper has to stay readable for ever.
 */
import * as v from 'valibot';

/** Raised by every change that an older card or worker would misread. */
export const PROTOCOL = 1;

export interface Envelope {
  readonly v: number;
  readonly type: string;
  readonly body: unknown;
}

/** No message's type is longer. */
const LONGEST_TYPE = 40;

export function wrap(type: string, body: unknown): Envelope {
  return { v: PROTOCOL, type, body };
}

/**
 * The envelope of something that arrived; null where it is none of ours. Without the schema library, which
 * the card does without (presence/read-order.ts).
 */
export function open(message: unknown): Envelope | null {
  if (typeof message !== 'object' || message === null) return null;
  const { v: version, type, body } = message as Readonly<Record<string, unknown>>;
  const isOurs =
    typeof version === 'number' &&
    !Number.isNaN(version) &&
    typeof type === 'string' &&
    type.length <= LONGEST_TYPE &&
    'body' in message;
  return isOurs ? { v: version, type, body } : null;
}

/** The requests of a vocabulary, as a union of `{ type, body }`. */
export type RequestOf<T extends Record<string, v.GenericSchema>> = {
  [K in keyof T]: { readonly type: K; readonly body: v.InferOutput<T[K]> };
}[keyof T];

/** Reads an envelope by a vocabulary; null where the type is unknown to it or the body malformed. */
export function read<T extends Record<string, v.GenericSchema>>(
  vocabulary: T,
  { type, body }: Envelope,
): RequestOf<T> | null {
  const schema = Object.hasOwn(vocabulary, type) ? vocabulary[type] : undefined;
  if (schema === undefined) return null;
  const parsed = v.safeParse(schema, body);
  // The type was just looked up, and the body checked by its schema: the pair is one of the union.
  return parsed.success ? ({ type, body: parsed.output } as RequestOf<T>) : null;
}
