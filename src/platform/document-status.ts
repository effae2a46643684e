import { requestedAddress } from '../core/address/site';

/** The status that this very document was answered with; 0 where the browser doesn't tell. */
export function documentStatus(): number {
  return navigation()?.responseStatus ?? 0;
}

/**
 * The address that this very document was asked for at. Not `location`, which a page may rewrite with
 * `history.replaceState`: a try must go to what failed, and nowhere else.
 */
export function documentAddress(): string {
  return requestedAddress(navigation()?.name ?? '') || requestedAddress(location.href);
}

function navigation(): PerformanceNavigationTiming | undefined {
  return performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;
}
