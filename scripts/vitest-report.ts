import { named, none, oneFailed, onePassed, sum, type Tally } from './tally';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' &&
  value !== null &&
  'testResults' in value &&
  Array.isArray(value.testResults);

const ofTest = (status: string): Tally => {
  if (status === 'passed') return onePassed;
  return status === 'skipped' || status === 'pending' || status === 'todo'
    ? { ...none, skipped: 1 }
    : oneFailed;
};

/** Counts a report of vitest's json reporter. Throws when it is none. */
export const tallyOfVitest = (report: unknown): Tally => {
  if (!isReport(report)) throw new Error('it is not a report of vitest');
  return sum(
    report.testResults.map(({ name, status, assertionResults }) => {
      const tally = sum(
        assertionResults.map((test) => named(ofTest(test.status), [test.fullName])),
      );
      // A file that could not even be loaded has failed without having a failed test.
      return status === 'failed' && tally.failed === 0
        ? sum([tally, named(oneFailed, [name])])
        : tally;
    }),
  );
};
