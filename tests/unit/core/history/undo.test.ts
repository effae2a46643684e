import { describe, expect, it } from 'vitest';
import { canUndo, UNDO_MS } from '../../../../src/core/history/undo';
import { NOON } from '../../support/samples';

describe('what was deleted', () => {
  it.each([
    [0, true],
    [UNDO_MS - 1, true],
    [UNDO_MS, false],
    [-1, false],
  ])('can be had back after %i ms: %s', (passed, can) => {
    expect(canUndo(NOON, NOON + passed)).toBe(can);
  });
});
