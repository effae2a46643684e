/** The one source of randomness. */

/** A number from 0 (inclusive) to 1 (exclusive). Spreads tries; nothing secret hangs on it. */
export function random(): number {
  return Math.random();
}

/** A text that nobody can guess, to be mixed into hashes. */
export function makeSalt(): string {
  return crypto.randomUUID();
}
