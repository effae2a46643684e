import type { EpochMs } from '../incidents/incident';
import { ACTS } from './actions';

/** How a remedy went. */
export const WENT = [
  /** Done as far as it goes; the page is being loaded for it. */
  'loading',
  /** Done, and if the page was loaded for it, it still fails. */
  'done',
  /** Done, but not as meant: this browser can't, so the page was loaded past its cache instead. */
  'instead',
  /** Cleared, and not loaded: a form would be sent with it. */
  'not-loaded',
  /** The page, or the browser, kept it from being done. */
  'refused',
] as const;
export type Went = (typeof WENT)[number];

/** What can have gone somehow: a remedy that Backsoon carries out, or the copying of the details. */
export const ACTED = [...ACTS, 'copy'] as const;

/** What the visitor had done last about a failure, and how that went. */
export interface Outcome {
  readonly remedy: (typeof ACTED)[number];
  readonly went: Went;
  /** Where the page is being loaded: how it went if the page fails again. Else the same as `went`. */
  readonly ifFails: Went;
  readonly at: EpochMs;
}

/**
 * What is left to say of a remedy when the page failed anew. It is said in the one document that the
 * remedy itself brought, and not in those that come after it.
 */
export function afterFailing(outcome: Outcome | null, wasLoadedForIt: boolean): Outcome | null {
  if (outcome?.went !== 'loading' || !wasLoadedForIt) return null;
  return { ...outcome, went: outcome.ifFails };
}
