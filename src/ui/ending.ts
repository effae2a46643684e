import { type IncidentRecord, lasted } from '../core/history/record';
import { t } from '../platform/i18n';
import { duration } from './time';

/** How a failure ended, or that it hasn't. */
export function howItEnded(record: Pick<IncidentRecord, 'firstSeenAt' | 'end'>): string {
  const { end } = record;
  if (end === null) return t('endOpen');
  if (end.how === 'recovered') return t('endRecovered', duration(lasted(record) ?? 0));
  return t(end.how === 'left' ? 'endLeft' : 'endUnknown');
}
