import { t } from '../../platform/i18n';
import { type ProseFact, textKey, WHAT_IT_IS } from './facts';
import { Section } from './Section';
import { Sources } from './Sources';
import { StatusTable } from './StatusTable';
import { CLOUDFLARE, COMMON } from './statuses';

/** What a 502 is, for everyone, and how its relatives differ. `status` is the one at hand, if any. */
export function WhatItIs({ status }: { status: number | null }) {
  return (
    <Section id="is" name="detailsIs">
      {status !== null && status !== 502 && (
        <p class="aside">{t('detailsIsRelative', String(status))}</p>
      )}
      {WHAT_IT_IS.meaning.map(prose)}
      <h3>{t('detailsIsSides')}</h3>
      {WHAT_IT_IS.sides.map(prose)}
      <h3>{t('detailsIsCodes')}</h3>
      <div class="codes" data-k="K7">
        <p>{t('k7')}</p>
        <StatusTable name="detailsCodesCommon" lines={COMMON} current={status} />
      </div>
      <div class="codes" data-k="K8">
        <p>{t('k8')}</p>
        <StatusTable name="detailsCodesCloudflare" lines={CLOUDFLARE} current={status} />
      </div>
      {WHAT_IT_IS.aboutCodes.map(prose)}
      <h3>{t('detailsIsSources')}</h3>
      <p>{t('detailsSources')}</p>
      <Sources />
    </Section>
  );
}

function prose(id: ProseFact) {
  return (
    <p key={id} data-k={id} class={id === 'K4' ? 'analogy' : undefined}>
      {t(textKey(id))}
    </p>
  );
}
