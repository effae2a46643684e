/** The one clock. Nothing else in the product asks for the time. */

/** Now, in ms since the epoch. */
export function now(): number {
  return Date.now();
}

/** By how many minutes the device's clock is ahead of UTC at a moment, in its own time zone. */
export function offsetAt(at: number): number {
  return -new Date(at).getTimezoneOffset();
}
