/** One piece of evidence in words: the same on the details page and in the report. */
import { foreign, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { circumstance } from './verdict';

type Item = DetailsFailure['evidence'][number];

/** What was observed, where a sentence says it better than the value; null where the value does. */
export function observedSentence({ kind, value }: Item): string | null {
  const known = kind === 'context' ? circumstance(value) : null;
  if (known !== null) return t(known);
  if (kind === 'markup') return t('detailsMarkupValue', foreign(value));
  if (kind === 'perhaps') return t('detailsPerhapsValue', foreign(value));
  return kind === 'page' && value === 'empty' ? t('detailsPageEmpty') : null;
}

/** The status line stands by itself, at the top. */
export function observations({ evidence }: DetailsFailure): readonly Item[] {
  return evidence.filter(({ kind }) => kind !== 'status');
}
