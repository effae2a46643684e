/** The one clock. Nothing else in the product asks for the time. */

/** Now, in ms since the epoch. */
export function now(): number {
  return Date.now();
}
