/** What is under way outside of promises: databases answer in their own time. */
const underWay = new Set<object>();

export function begins(work: object): void {
  underWay.add(work);
}

export function ends(work: object): void {
  underWay.delete(work);
}

/** Resolves once nothing more happens by itself: only time, or somebody, could bring more. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet = underWay.size > 0 ? 0 : quiet + 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
