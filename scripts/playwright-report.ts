import { none, oneFailed, onePassed, sum, type Tally } from './tally';

interface Test {
  readonly status: string;
  readonly expectedStatus: string;
  readonly results: readonly { readonly status?: string }[];
}

interface Suite {
  readonly specs: readonly { readonly tests: readonly Test[] }[];
  readonly suites?: readonly Suite[];
}

interface Report {
  readonly suites: readonly Suite[];
  /** What went wrong outside of any test, such as a file that cannot be loaded. */
  readonly errors: readonly unknown[];
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' &&
  value !== null &&
  'suites' in value &&
  Array.isArray(value.suites) &&
  'errors' in value &&
  Array.isArray(value.errors);

const ofTest = ({ status, expectedStatus, results }: Test): Tally => {
  if (results.some((result) => result.status === 'interrupted')) return oneFailed;
  if (status === 'expected') return onePassed;
  // Playwright also calls "skipped" what it never came to, after a failure that ended the run.
  if (status === 'skipped' && expectedStatus === 'skipped') return { ...none, skipped: 1 };
  return oneFailed;
};

const ofSuite = ({ specs, suites = [] }: Suite): Tally =>
  sum([...specs.flatMap(({ tests }) => tests.map(ofTest)), ...suites.map(ofSuite)]);

/** Counts a report of Playwright's json reporter; flaky and interrupted tests have failed. Throws when it is none. */
export const tallyOfPlaywright = (report: unknown): Tally => {
  if (!isReport(report)) throw new Error('it is not a report of Playwright');
  const tally = sum(report.suites.map(ofSuite));
  return report.errors.length > 0 ? sum([tally, oneFailed]) : tally;
};
