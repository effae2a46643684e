import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTS } from '../../../../src/core/remedies/actions';
import { WENT } from '../../../../src/core/remedies/outcome';
import { actLabel, outcomeSentence } from '../../../../src/ui/card/remedy-words';
import { NOON } from '../../support/samples';

const { i18n } = vi.hoisted(() => ({ i18n: { getMessage: vi.fn() } }));
vi.mock('../../../../src/platform/browser', () => ({ browser: { i18n } }));
beforeEach(() => i18n.getMessage.mockImplementation((key: string) => key));

describe('the button of a remedy', () => {
  it('promises to try again only where the page may be loaded again', () => {
    expect(actLabel('K37', ['K31', 'K37'])).toBe('actClearFiles');
    expect(actLabel('K37', ['K37', 'K38'])).toBe('actClearFilesOnly');
  });

  it('names every remedy', () => {
    expect(ACTS.map((act) => actLabel(act, ACTS))).toEqual([
      'actPastCache',
      'actClearFiles',
      'actClearData',
      'actArchive',
    ]);
  });
});

describe('what a remedy did', () => {
  const said = (remedy: (typeof ACTS)[number] | 'copy', went: (typeof WENT)[number]) =>
    outcomeSentence({ remedy, went, ifFails: went, at: NOON });

  it('is said of each in its own words', () => {
    expect(said('K31', 'done')).toBe('outcomePastCache');
    expect(said('K37', 'instead')).toBe('outcomeFilesInstead');
    expect(said('K38', 'not-loaded')).toBe('outcomeDataNotLoaded');
    expect(said('copy', 'refused')).toBe('outcomeCopyRefused');
  });

  it('always has words', () => {
    for (const remedy of [...ACTS, 'copy'] as const) {
      for (const went of WENT) expect(said(remedy, went)).toMatch(/^outcome/);
      expect(said(remedy, 'loading')).toBe('outcomeLoading');
    }
  });
});
