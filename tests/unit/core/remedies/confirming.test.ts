import { describe, expect, it } from 'vitest';
import { CONFIRM_AFTER_MS, mayConfirm } from '../../../../src/core/remedies/confirming';

describe('a yes', () => {
  it('counts once the question has stood for as long as Firefox waits before its own', () => {
    expect(CONFIRM_AFTER_MS).toBe(1_000);
    expect(mayConfirm(5_000, 5_000)).toBe(false);
    expect(mayConfirm(5_000, 5_999)).toBe(false);
    expect(mayConfirm(5_000, 6_000)).toBe(true);
  });

  it('never counts while nobody looks', () => {
    expect(mayConfirm(null, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
