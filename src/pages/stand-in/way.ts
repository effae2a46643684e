/** The ways that lead from the stand-in: to the failing address, and to the page before. */
import * as v from 'valibot';
import { ABOVE } from '../../platform/stand-in-page';

/** Going back shows nothing of itself for a moment. After this, in ms, it didn't lead anywhere. */
const LEADS_NOWHERE_MS = 2_000;

/**
 * What is kept with the history's entry, where it outlives a restart. `hasBefore`: there is a page
 * before the failing one.
 */
const KEPT = v.object({ isAbove: v.boolean(), hasBefore: v.boolean() });

export interface Way {
  /** Whether the failing address has an entry of its own right below this one. */
  readonly isAbove: boolean;
  /** Loads the failing address in its own entry, so that it has one and no more. */
  readonly load: (address: string) => void;
  /** Goes to the page before; null where there is none. */
  readonly back: (() => void) | null;
}

/** Reads, and notes for the next time, how the page came to stand here. */
export function readWay(): Way {
  const { isAbove, hasBefore } = kept() ?? note();
  return {
    isAbove,
    load: (address) => {
      if (!isAbove) return location.replace(address);
      history.back();
      // A restored tab may have lost what was below.
      setTimeout(() => location.replace(address), LEADS_NOWHERE_MS);
    },
    back: hasBefore ? () => history.go(isAbove ? -2 : -1) : null,
  };
}

function kept(): v.InferOutput<typeof KEPT> | null {
  const read = v.safeParse(KEPT, history.state);
  return read.success ? read.output : null;
}

/** The first time: what is in the history now, stands below. */
function note(): v.InferOutput<typeof KEPT> {
  const isAbove = location.search === ABOVE;
  const state = { isAbove, hasBefore: history.length > (isAbove ? 2 : 1) };
  history.replaceState(state, '', `${location.pathname}${location.hash}`);
  return state;
}
