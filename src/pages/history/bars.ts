/** The bars of a timeline, as keys go from one to another. */

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** The bar that a key leads to; null where it leads nowhere, or is another key. */
export function barAfter(bar: HTMLElement, key: string, isMirrored: boolean): HTMLElement | null {
  if (!KEYS.includes(key)) return null;
  const lane = bar.closest<HTMLElement>('.lane');
  if (lane === null) return null;
  const own = barsIn(lane);
  if (key === 'Home') return own[0] ?? null;
  if (key === 'End') return own.at(-1) ?? null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = key === 'ArrowUp' ? lane.previousElementSibling : lane.nextElementSibling;
    return next instanceof HTMLElement ? nearest(barsIn(next), bar) : null;
  }
  // Later is where time runs to: to the left where writing does.
  const isLater = (key === 'ArrowRight') !== isMirrored;
  const at = own.indexOf(bar) + (isLater ? 1 : -1);
  return own[at] ?? null;
}

/** The bar that an event is about; null for none. */
export function barOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
}

function barsIn(lane: HTMLElement): HTMLElement[] {
  return [...lane.querySelectorAll<HTMLElement>('[data-bar]')];
}

function nearest(bars: readonly HTMLElement[], to: HTMLElement): HTMLElement | null {
  const place = (bar: HTMLElement): number => bar.getBoundingClientRect().left;
  const wanted = place(to);
  const [first, ...others] = bars.map((bar) => ({ bar, away: Math.abs(place(bar) - wanted) }));
  if (first === undefined) return null;
  return others.reduce((best, one) => (one.away < best.away ? one : best), first).bar;
}
