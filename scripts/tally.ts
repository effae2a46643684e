/** What a test runner, or one counted item, came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, by name; a failure without a name is only counted. */
  readonly failures: readonly string[];
}

export const none: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };
export const onePassed: Tally = { ...none, passed: 1 };
export const oneFailed: Tally = { ...none, failed: 1 };

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
      failures: [...total.failures, ...each.failures],
    }),
    none,
  );

/** A tally whose failure, if it is one, is known by these titles. */
export const named = (tally: Tally, titles: readonly string[]): Tally =>
  tally.failed > 0 ? { ...tally, failures: [titles.join(' › ')] } : tally;

/** `3 passed, 0 failed`, with `, 1 skipped` behind it only when there are any. */
export const inWords = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
