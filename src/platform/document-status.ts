/** The status that this very document was answered with; 0 where the browser doesn't tell. */
export function documentStatus(): number {
  const [entry] = performance.getEntriesByType('navigation');
  return (entry as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
}
