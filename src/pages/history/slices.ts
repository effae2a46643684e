/** How long a slice of work may take, in ms: less than a frame, so that scrolling and typing go on. */
const SLICE_MS = 8;

/**
 * Does something with each of many, in slices, and lets the page live in between. null where it was
 * overtaken: nobody waits for the result any more.
 */
export async function inSlices<A, B>(
  all: readonly A[],
  work: (one: A) => B,
  isOvertaken: () => boolean,
): Promise<B[] | null> {
  const done: B[] = [];
  let begun = performance.now();
  for (const one of all) {
    if (performance.now() - begun > SLICE_MS) {
      await breath();
      if (isOvertaken()) return null;
      begun = performance.now();
    }
    done.push(work(one));
  }
  return done;
}

/** Resolves once the page has done what else was waiting. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
