import { t } from '../platform/i18n';
import type { HistoryLine } from '../protocol/history';
import { duration } from '../ui/time';

/** How a failure ended, or that it hasn't. */
export function howItEnded({ end, lasted }: Pick<HistoryLine, 'end' | 'lasted'>): string {
  if (end === null) return t('endOpen');
  if (end.how === 'recovered') return t('endRecovered', duration(lasted ?? 0));
  return t(end.how === 'left' ? 'endLeft' : 'endUnknown');
}
