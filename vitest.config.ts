import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Recorded answers of real gateways lie beside some checkouts; where they don't, nothing can be judged by them. */
const RECORDINGS = '../shared/responses';

/** They take as long as all others together: the full run has them, and whoever asks (docs/faults.md). */
const FAULTS = 'tests/unit/background/faults/*.test.ts';

const without = [
  ...(existsSync(RECORDINGS) ? [] : ['tests/unit/core/diagnosis/recordings.test.ts']),
  ...(process.env.BACKSOON_FAULTS === '1' ? [] : [FAULTS]),
];

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/fuzz/*.test.ts'],
    exclude: without,
    environment: 'node',
    testTimeout: 30_000,
  },
});
