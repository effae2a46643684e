import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyStatus } from '../../../../src/core/watch/status-class';

describe('what a status code says about whether an answer concerns us', () => {
  it.each([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530])(
    '%i is watched',
    (status) => {
      expect(classifyStatus(status)).toBe('watched');
    },
  );

  it.each([500, 501, 505, 507, 508, 519, 528, 529, 531, 599])(
    '%i is ours perhaps, where the page is a gateway’s own',
    (status) => {
      expect(classifyStatus(status)).toBe('perhaps');
    },
  );

  it('takes a code from outside the registry for a server error, as some proxies send 750', () => {
    expect(classifyStatus(750)).toBe('perhaps');
    expect(classifyStatus(999)).toBe('perhaps');
  });

  it.each([0, 100, 200, 204, 301, 304, 400, 403, 404, 407, 418, 429, 499, 1000, 5020, -502])(
    '%i is none of our business',
    (status) => {
      expect(classifyStatus(status)).toBe('other');
    },
  );

  it('has nothing to do with what is no status code at all', () => {
    for (const status of [Number.NaN, Number.POSITIVE_INFINITY, 502.5, 500.1]) {
      expect(classifyStatus(status)).toBe('other');
    }
  });

  it('never takes an answer below 500 for a failure', () => {
    fc.assert(
      fc.property(fc.integer({ max: 499 }), (status) => classifyStatus(status) === 'other'),
    );
  });
});
