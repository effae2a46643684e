import type { Figures } from './measure';
import type { Policy } from './policies';

/** One policy in both scenes. */
export interface Result {
  readonly policy: Policy;
  readonly ample: Figures;
  readonly overloaded: Figures;
}

/** What the policy is meant to reach, and what it came to. */
export interface Goal {
  readonly what: string;
  /** null where it never happened. */
  readonly value: number | null;
  readonly most: number;
  readonly reached: boolean;
}

const MOST_OF_FIXED_30 = 0.2;
const IN_VIEW_HALF_S = 30;
const PEAK_AFTER = 2;
const TIMES_THE_LEAST = 3;

/** Holds Backsoon, the first of the results, to its goals. @param leastS clients / capacity */
export function goalsOf(results: readonly Result[], leastS: number): readonly Goal[] {
  const [ours, ...others] = results;
  const fixed30 = others.find(({ policy }) => policy.id === 'fixed-30');
  if (ours === undefined || fixed30 === undefined) throw new Error('nothing to compare with');
  const { ample, overloaded } = ours;
  const peak = Math.max(ample.peakAfter, overloaded.peakAfter);
  const better = others.filter(({ overloaded: theirs }) => isBetter(theirs, overloaded));
  return [
    goal(
      'mean load during the outage, as a part of fixed 30 s',
      ample.meanDuring / fixed30.ample.meanDuring,
      MOST_OF_FIXED_30,
    ),
    goal('seconds until half of those in view are back', ample.inViewHalf, IN_VIEW_HALF_S),
    goal(
      'busiest second after the return, in mean rates of the outage',
      peak / ample.meanDuring,
      PEAK_AFTER,
    ),
    goal(
      'overloaded: time until 99 % are back, in least possible times',
      overloaded.allMost === null ? null : overloaded.allMost / leastS,
      TIMES_THE_LEAST,
    ),
    goal('overloaded: other policies as quick that waste fewer requests', better.length, 0),
  ];
}

/** Back as quickly, with fewer requests wasted. */
function isBetter(theirs: Figures, ours: Figures): boolean {
  if (theirs.allMost === null || theirs.wasted >= ours.wasted) return false;
  return ours.allMost === null || theirs.allMost <= ours.allMost;
}

function goal(what: string, value: number | null, most: number): Goal {
  return { what, value, most, reached: value !== null && value <= most };
}
