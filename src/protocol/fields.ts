/** The small schemas that messages and stored records are made of. Every field is bounded. */
import * as v from 'valibot';

export const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Milliseconds since the epoch. */
export const epochMs = v.pipe(v.number(), v.minValue(0));
export const id = text(200);
/** A host name: 253 characters at most (RFC 1035), brackets of an IPv6 address included. */
export const site = text(260);
/** A web address: as long as browsers themselves accept (2 MiB in Chromium) is more than we keep. */
export const address = text(100_000);
