import type { Outage } from '../../core/history/outage';
import { bucketsOf } from '../../core/history/timeline';
import { t } from '../../platform/i18n';
import { bucketText, numberText } from './formats';
import type { Scale } from './period';
import { lengthOrUnknown } from './words';

interface BucketsProps {
  readonly outages: readonly Outage[];
  readonly scale: Scale;
  /** ms since the epoch */
  readonly now: number;
}

/** The timeline in figures: each hour or day in which anything failed, the latest first. */
export function Buckets({ outages, scale, now }: BucketsProps) {
  const rows = bucketsOf(outages, scale.buckets, now)
    .filter((bucket) => bucket.outages > 0)
    .toReversed();
  return (
    <table class="buckets" aria-label={t('historyAsTable')}>
      <thead>
        <tr>
          <th scope="col">{t('historyTime')}</th>
          <th scope="col">{t('historyOutages')}</th>
          <th scope="col">{t('historyTimeFailing')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((bucket) => (
          <tr key={bucket.from}>
            <th scope="row">{bucketText(bucket, scale.period)}</th>
            <td data-label={t('historyOutages')}>{numberText(bucket.outages)}</td>
            <td data-label={t('historyTimeFailing')}>
              {lengthOrUnknown(bucket.failingMs === 0 ? null : bucket.failingMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
