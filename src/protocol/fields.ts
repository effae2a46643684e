/** The small schemas that messages and stored records are made of. Every field is bounded. */
import * as v from 'valibot';
import { LONGEST_ADDRESS, LONGEST_HOST } from '../core/address/site';

export const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Milliseconds since the epoch. */
export const epochMs = v.pipe(v.number(), v.minValue(0));
/** No id is longer. */
export const LONGEST_ID = 200;
export const id = text(LONGEST_ID);
/** A host name. */
export const site = text(LONGEST_HOST);
/** A web address in full. */
export const address = text(LONGEST_ADDRESS);

/** A value that passed its schema, or null: the `parse` of what is stored. */
export function checkedBy<T extends v.GenericSchema>(
  schema: T,
): (value: unknown) => v.InferOutput<T> | null {
  return (value) => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : null;
  };
}
