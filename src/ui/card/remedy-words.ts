import type { Act } from '../../core/remedies/actions';
import type { Outcome, Went } from '../../core/remedies/outcome';
import { type MessageKey, t } from '../../platform/i18n';
import type { CardView } from '../../protocol/card';

/** What the button of a remedy says. */
export function actLabel(act: Act, acts: readonly Act[]): string {
  // Where the page may not be loaded again, nothing is promised of that.
  if (act === 'K37') return t(acts.includes('K31') ? 'actClearFiles' : 'actClearFilesOnly');
  return t(ACTS[act]);
}

const ACTS = { K31: 'actPastCache', K38: 'actClearData', K47: 'actArchive' } as const;

/** How each remedy can have gone; what isn't here is said of all alike. */
const OUTCOMES: Readonly<Record<Outcome['remedy'], Partial<Record<Went, MessageKey>>>> = {
  K31: { done: 'outcomePastCache' },
  K37: {
    done: 'outcomeFiles',
    instead: 'outcomeFilesInstead',
    'not-loaded': 'outcomeFilesNotLoaded',
  },
  K38: { done: 'outcomeData', 'not-loaded': 'outcomeDataNotLoaded' },
  K47: { done: 'outcomeArchive' },
  copy: { done: 'outcomeCopied', refused: 'outcomeCopyRefused' },
};

/** What a remedy did, or that it could not. */
export function outcomeSentence({ remedy, went }: NonNullable<CardView['outcome']>): string {
  return t(OUTCOMES[remedy][went] ?? (went === 'loading' ? 'outcomeLoading' : 'outcomeRefused'));
}
