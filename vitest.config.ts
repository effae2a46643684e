import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Recorded answers of real gateways lie beside some checkouts; where they don't, nothing can be judged by them. */
const RECORDINGS = '../shared/responses';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/fuzz/*.test.ts'],
    exclude: existsSync(RECORDINGS) ? [] : ['tests/unit/core/diagnosis/recordings.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
