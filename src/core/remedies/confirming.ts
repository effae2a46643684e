/**
 * How long the question must have stood before the visitor's eyes until a "yes" counts, in ms. Whoever
 * is lured into a double click, or into typing, would else say yes to what has just come up. Firefox
 * waits as long before its own questions (`security.dialog_enable_delay`).
 */
export const CONFIRM_AFTER_MS = 1_000;

/**
 * Whether a "yes" counts. `steadySince`: since when the question has been in view and its window in
 * use, without a break; null while it isn't. Times in ms, of one clock.
 */
export function mayConfirm(steadySince: number | null, now: number): boolean {
  return steadySince !== null && now - steadySince >= CONFIRM_AFTER_MS;
}
