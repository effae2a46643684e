import { defineConfig } from 'playwright/test';
import { HARNESS_DIRS } from './tests/e2e/support/harness-extension';

const everything = process.env.BACKSOON_FULL === '1';
/** Without what `npm test` tells. */
const rest = everything && process.env.BACKSOON_REST === '1';
const harness = process.env.BACKSOON_HARNESS === '1';

if (harness) {
  process.env.BACKSOON_CHROME_DIR = HARNESS_DIRS.chrome;
  process.env.BACKSOON_FIREFOX_DIR = HARNESS_DIRS.firefox;
}

/** Stories that are left out for a browser: those that only the other one can live through, and @full ones. */
function left(other: 'chromium' | 'firefox'): RegExp[] {
  const foreign = new RegExp(`@${other}-only`);
  return everything || harness ? [foreign] : [foreign, /@full/];
}

/** The browsers are not Playwright's own: tests/e2e/support/launch.ts starts them by the project's name. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: harness ? 'harness.spec.ts' : '**/*.spec.ts',
  testIgnore: harness ? [] : 'harness.spec.ts',
  ...(harness ? { globalSetup: './tests/e2e/support/harness-extension.ts' } : {}),
  projects: [
    { name: 'chromium', grepInvert: left('firefox'), ...(rest ? { grep: /@full/ } : {}) },
    { name: 'firefox', grepInvert: left('chromium'), ...(rest ? { grep: /@full/ } : {}) },
  ],
  workers: 2,
  fullyParallel: false,
  retries: 0,
  // A net only, far above what any story takes: what a story waits for has limits of its own.
  timeout: 120_000,
  // Long for a busy machine: what has to happen happens far earlier, what must not is never waited for.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'out/e2e.json' }]],
  outputDir: 'out/test-results',
});
