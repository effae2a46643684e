import { describe, expect, it } from 'vitest';
import { afterFailing, type Outcome } from '../../../../src/core/remedies/outcome';
import { NOON } from '../../support/samples';

const LOADING: Outcome = { remedy: 'K31', went: 'loading', ifFails: 'done', at: NOON };

describe('what a remedy did', () => {
  it('is said in the failing document that it brought', () => {
    expect(afterFailing(LOADING, true)).toEqual({ ...LOADING, went: 'done' });
  });

  it('is not said in a document that came some other way', () => {
    expect(afterFailing(LOADING, false)).toBeNull();
  });

  it('is said once, not in the documents after that', () => {
    expect(afterFailing({ ...LOADING, went: 'done' }, true)).toBeNull();
    expect(afterFailing(null, true)).toBeNull();
  });
});
