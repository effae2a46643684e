import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { COMPARISONS } from '../../../../src/core/others/comparison';

vi.mock('../../../../src/platform/browser', () => ({
  browser: { i18n: { getMessage: (key: string) => (key === 'languageTag' ? 'en' : key) } },
}));

const {
  comparisonSentence,
  expectationInShort,
  expectationSentence,
  headline,
  nextSentence,
  sideSentence,
  sideWithReason,
} = await import('../../../../src/ui/card/words');

const ENGLISH: Record<string, { readonly message: string } | undefined> = JSON.parse(
  readFileSync('public/_locales/en/messages.json', 'utf8'),
);

describe('whose side it is', () => {
  it.each(COMPARISONS)('is told with its reason, in at most 14 words: %s', (comparison) => {
    const { message = '' } = ENGLISH[comparisonSentence(comparison)] ?? {};
    expect(message).not.toBe('');
    expect(message.split(/\s+/).length).toBeLessThanOrEqual(14);
  });

  it('is told by the answer alone where nothing else is known', () => {
    const view = { side: 'site', cause: 'unknown', certainty: 'likely' } as const;
    expect(sideWithReason({ ...view, comparison: null })).toBe('sideSiteLikely');
    expect(sideWithReason({ ...view, comparison: 'others-fine' })).toBe('compareOthersFine');
  });
});

type Told = Parameters<typeof headline>[0];
const SITES: Told = { status: 502, site: 'shop.example.org', side: 'site', cause: 'unknown' };

describe('what happened', () => {
  it.each([
    [502, 'headline502'],
    [503, 'headline503'],
    [504, 'headline504'],
    [520, 'headline520'],
    [521, 'headline521'],
    [522, 'headline522'],
    [523, 'headline523'],
    [524, 'headline524'],
    [525, 'headline525'],
    [526, 'headline526'],
    [527, 'headline527'],
    [530, 'headline530'],
    [500, 'headlineOther'],
    [599, 'headlineOther'],
  ])('has words of its own for each status: %i', (status, key) => {
    expect(headline({ ...SITES, status })).toBe(key);
    expect(headline({ ...SITES, status, side: 'unknown' })).toBe(key);
  });

  it.each([
    ['refused', 503, 'headline521'],
    ['timeout', 502, 'headline504'],
    ['tls', 500, 'headline525'],
    ['certificate', 502, 'headline526'],
    ['dns', 500, 'headline530'],
    ['unreachable', 503, 'headline523'],
    ['closed', 503, 'headline502'],
    ['invalid', 502, 'headline502'],
    // A status with a meaning of its own is never spoken over.
    ['timeout', 522, 'headline522'],
    ['invalid', 520, 'headline520'],
  ])('is told by the cause where it is known and says more: %s in a %i', (cause, status, key) => {
    expect(headline({ ...SITES, cause, status })).toBe(key);
  });

  it.each(['refused', 'timeout', 'dns'])(
    'lays nothing at a server of the site’s where the side is open: %s',
    (cause) => {
      expect(headline({ ...SITES, cause, side: 'unknown' })).toBe('headline502');
    },
  );

  it.each([
    ['blocked', 'headlineBlocked'],
    ['challenge', 'headlineChallenge'],
    ['maintenance', 'headlineMaintenance'],
    ['overload', 'headlineOverload'],
    ['no-tunnel', 'headlineNoTunnel'],
  ])('is called what it is, whatever the status: %s', (cause, key) => {
    for (const status of [502, 503, 530]) expect(headline({ ...SITES, cause, status })).toBe(key);
  });

  it('is told of the visitor’s side, whatever the cause', () => {
    for (const cause of ['unknown', 'refused', 'dns', 'maintenance']) {
      expect(headline({ ...SITES, cause, side: 'visitor' })).toBe('headlineVisitor');
    }
    expect(headline({ ...SITES, cause: 'blocked', side: 'visitor' })).toBe(
      'headlineVisitorBlocked',
    );
  });

  it('doesn’t stumble over a cause of a later version', () => {
    for (const cause of ['invented-later', 'constructor', '']) {
      expect(headline({ ...SITES, cause })).toBe('headline502');
    }
  });

  it('takes at most 14 words', () => {
    const headlines = Object.entries(ENGLISH).filter(([key]) => key.startsWith('headline'));
    expect(headlines.length).toBeGreaterThan(15);
    for (const [key, entry] of headlines) {
      expect(entry?.message.split(/\s+/).length, key).toBeLessThanOrEqual(14);
    }
  });
});

describe('a deliberate answer', () => {
  it.each(['blocked', 'challenge'])('is not called a problem: %s', (cause) => {
    expect(sideSentence({ side: 'site', cause, certainty: 'certain' })).toBe('sideDeliberate');
    expect(sideSentence({ side: 'unknown', cause, certainty: 'unknown' })).toBe('sideDeliberate');
  });

  it('of a filter on the visitor’s side is said to be there', () => {
    const theirs = { side: 'visitor', cause: 'blocked', certainty: 'likely' } as const;
    expect(sideSentence(theirs)).toBe('sideVisitor');
  });

  it('is said not to be asked again', () => {
    expect(nextSentence({ kind: 'stop', why: 'deliberate' }, 0)).toBe('stopDeliberate');
  });
});

describe('what to expect', () => {
  const expected = { times: 5, back: 5, withinMs: 180_000 };

  it('is said as it is: always, or mostly', () => {
    expect(expectationSentence(expected)).toBe('expectAll_other');
    expect(expectationSentence({ ...expected, back: 4 })).toBe('expectMost_other');
    expect(expectationInShort(expected)).toBe('expectShort_other');
    expect(expectationInShort({ ...expected, back: 4 })).toBe('expectShortMost');
  });

  it.each(['expectShort_other', 'expectShortMost'])('takes 7 words on the card: %s', (key) => {
    // A length of time is two of them.
    const words = ENGLISH[key]?.message.replace('$within$', '3 minutes').split(/\s+/) ?? [];
    expect(words).toHaveLength(7);
  });
});
