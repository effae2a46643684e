import { defineConfig } from 'playwright/test';

/** Real gateways, broken on loopback: what is said of their answers, and what the browsers show. */
export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'gateways', testMatch: 'verdicts.spec.ts' },
    { name: 'chromium', testMatch: 'card.spec.ts' },
    { name: 'firefox', testMatch: 'card.spec.ts', grep: /@firefox/ },
  ],
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../../out/gateways.json' }]],
  outputDir: '../../out/test-results-gateways',
});
