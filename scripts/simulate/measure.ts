import type { Played } from './play';

/** What a scene came to. Rates in requests a second, times in seconds since the outage was over. */
export interface Figures {
  readonly meanDuring: number;
  readonly peakDuring: number;
  readonly peakAfter: number;
  /** Until so many were back; null where they never were. */
  readonly inViewHalf: number | null;
  readonly inViewMost: number | null;
  readonly allHalf: number | null;
  readonly allMost: number | null;
  /** Requests that brought nobody back. */
  readonly wasted: number;
}

const HALF = 0.5;
const MOST = 0.99;

export function measure(played: Played): Figures {
  const { requests, back, backInView, clientsInView, scene } = played;
  const during = requests.subarray(0, scene.outageS);
  return {
    meanDuring: during.reduce((sum, one) => sum + one, 0) / scene.outageS,
    peakDuring: highest(during),
    peakAfter: highest(requests.subarray(scene.outageS)),
    inViewHalf: secondsUntil(backInView, clientsInView * HALF, scene.outageS),
    inViewMost: secondsUntil(backInView, clientsInView * MOST, scene.outageS),
    allHalf: secondsUntil(back, scene.clients * HALF, scene.outageS),
    allMost: secondsUntil(back, scene.clients * MOST, scene.outageS),
    wasted: played.wasted,
  };
}

function highest(rates: Uint32Array): number {
  return rates.reduce((most, one) => Math.max(most, one), 0);
}

/** Up to the end of the second in which it happened: rather a second too much than one too few. */
function secondsUntil(back: Uint32Array, wanted: number, outageS: number): number | null {
  if (wanted === 0) return null;
  let sum = 0;
  for (let second = outageS; second < back.length; second += 1) {
    sum += back[second] ?? 0;
    if (sum >= wanted) return second + 1 - outageS;
  }
  return null;
}
