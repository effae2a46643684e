import { named, none, oneFailed, onePassed, sum, type Tally } from './tally';

interface Test {
  readonly projectName: string;
  readonly status: string;
  readonly expectedStatus: string;
  readonly results: readonly { readonly status?: string }[];
}

interface Spec {
  readonly title: string;
  readonly tests: readonly Test[];
}

interface Suite {
  readonly title: string;
  readonly specs: readonly Spec[];
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

const ofSuite = (suite: Suite, above: readonly string[]): Tally => {
  const titles = [...above, suite.title];
  const ofSpec = ({ title, tests }: Spec): Tally[] =>
    tests.map((test) => named(ofTest(test), [test.projectName, ...titles, title]));
  return sum([
    ...suite.specs.flatMap(ofSpec),
    ...(suite.suites ?? []).map((each) => ofSuite(each, titles)),
  ]);
};

/** Counts a report of Playwright's json reporter; flaky and interrupted tests have failed. Throws when it is none. */
export const tallyOfPlaywright = (report: unknown): Tally => {
  if (!isReport(report)) throw new Error('it is not a report of Playwright');
  const tally = sum(report.suites.map((suite) => ofSuite(suite, [])));
  return report.errors.length > 0 ? sum([tally, oneFailed]) : tally;
};
