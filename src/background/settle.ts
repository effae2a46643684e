/** For work that nobody waits for: where it fails it says so in the console, and takes nothing else with it. */
export function settle(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error('Backsoon', error));
}
