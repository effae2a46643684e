import strict from 'node:assert/strict';

interface Assert {
  (condition: unknown, why?: string): asserts condition;
  readonly equal: typeof strict.equal;
  readonly deepEqual: typeof strict.deepEqual;
  readonly match: typeof strict.match;
}

/**
 * Node's own explains a bare condition by parsing the whole source of its file, which takes seconds, and
 * a counterexample breaks hundreds of times while it is made smaller. Here it is told by its line.
 */
function hold(condition: unknown, why?: string): asserts condition {
  if (condition) return;
  const message = why ?? `not so ${new Error().stack?.split('\n')[2]?.trim()}`;
  throw new strict.AssertionError({ message });
}

export const assert: Assert = Object.assign(hold, {
  equal: strict.equal,
  deepEqual: strict.deepEqual,
  match: strict.match,
});
