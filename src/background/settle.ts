/** For work that nobody waits for: where it fails it says so in the console, and takes nothing else with it. */
export function settle(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error('Backsoon', error));
}

/**
 * Resolves in a task of its own: what is done after it doesn't stand in front of an answer that is on its way. The
 * browser carries out in order what a worker asks of it.
 */
export async function afterwards(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** For what was begun early and may turn out not to be needed. Who awaits it all the same still hears that it failed. */
export function inAdvance<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
