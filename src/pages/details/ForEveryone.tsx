import { foreign, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { comparisonSentence } from '../../ui/card/words';
import { statusPageOf } from './status-pages';

/** "Is it down for everyone?": what this device tells, that it can't tell more, and who could. */
export function ForEveryone({ failure }: { failure: DetailsFailure }) {
  const { comparison, gateway } = failure;
  const statusPage = gateway === null ? null : statusPageOf(gateway.family);
  return (
    <div>
      <dt>{t('detailsForEveryone')}</dt>
      <dd>
        {comparison !== null && <p>{comparisonSentence(comparison)}</p>}
        <p class={comparison === null ? undefined : 'aside'}>{t('detailsForEveryoneUnknown')}</p>
        {statusPage !== null && gateway !== null && (
          <p>
            <a href={statusPage} rel="noreferrer">
              {t('detailsStatusPage', foreign(gateway.product))}
            </a>
          </p>
        )}
      </dd>
    </div>
  );
}
