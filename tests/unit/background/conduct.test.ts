import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailingTab } from '../../../src/background/failing-tab';
import { PLAIN } from '../../../src/background/look';
import { resetBrowser } from '../support/fake-browser';
import { AROUND, aDiagnosis, anIncident, NOON } from '../support/samples';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

const { viewOf } = await import('../../../src/background/conduct');

beforeEach(() => {
  resetBrowser();
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
});

const TAB: FailingTab = {
  tabId: 7,
  isPrivate: false,
  incident: anIncident(),
  documentId: 'D',
  diagnosis: aDiagnosis({ side: 'site' }),
  circumstances: AROUND,
  judged: true,
  step: { kind: 'wait', until: NOON + 9_000, why: 'backoff' },
  trying: null,
  stopped: false,
  dismissed: false,
  standIn: 'none',
  watched: false,
  expected: { times: 5, back: 4, withinMs: 60_000, soonestMs: 20_000, typicalMs: 40_000 },
  pose: null,
  outcome: null,
  look: PLAIN,
};

const expectedOf = (parts: Partial<FailingTab> = {}) => viewOf({ ...TAB, ...parts }, null).expected;

describe('what a card says one can expect', () => {
  it('is of the times before, while something is waited for or tried', () => {
    const told = { times: 5, back: 4, withinMs: 60_000 };
    expect(expectedOf()).toEqual(told);
    const trying = { how: 'probe', by: 'us', number: 1, since: NOON, probed: null } as const;
    expect(expectedOf({ trying })).toEqual(told);
  });

  it.each<[string, Partial<FailingTab>]>([
    ['nothing is tried', { step: { kind: 'stop', why: 'stopped' } }],
    ['it lasts longer than ever before', { incident: anIncident({ firstSeenAt: NOON - 60_000 }) }],
    ['it is not the site that failed', { diagnosis: aDiagnosis({ side: 'visitor' }) }],
    ['nothing is known', { expected: null }],
  ])('is nothing where %s', (_, parts) => {
    expect(expectedOf(parts)).toBeNull();
  });
});
