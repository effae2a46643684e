import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { AUTHORS, failedLink, gatewayRole } from '../../ui/report/verdict';
import { Foreign } from './Foreign';

/** What an owner wants to know first: gateway, failed link, reference. */
export function SeenFromOutside({ failure }: { failure: DetailsFailure }) {
  const { gateway, reference } = failure;
  const role = gateway === null ? null : gatewayRole(gateway.role);
  return (
    <div class="sheet">
      <h3>{t('detailsOwnerSeen')}</h3>
      <dl class="rows">
        <div>
          <dt>{t('detailsGateway')}</dt>
          <dd>
            {gateway === null ? t('detailsGatewayUnknown') : <Foreign text={gateway.product} />}
            {role !== null && <span class="aside">{t(role)}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('detailsAuthor')}</dt>
          <dd>{t(AUTHORS[failure.author])}</dd>
        </div>
        <div>
          <dt>{t('detailsFailedLink')}</dt>
          <dd>{t(failedLink(failure))}</dd>
        </div>
        <div>
          <dt>{t('detailsReference')}</dt>
          <dd>
            {reference === null ? (
              t('detailsNoReference')
            ) : (
              <span class="reference">
                <Foreign text={reference.name} /> <Foreign code text={reference.value} />
              </span>
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}
