import { plural, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { headline, sideSentence, sideWithReason } from '../../ui/card/words';
import { CERTAINTY } from '../../ui/report/verdict';
import { Chain } from './Chain';
import { ForEveryone } from './ForEveryone';
import { Foreign } from './Foreign';
import { Moment } from './Moment';

/** What happened here, in one look: the page's header while there is a failure. */
export function WhatHappened({ failure }: { failure: DetailsFailure }) {
  const { askedBy, certainty, reference, tries } = failure;
  // The one thing this device may know that turns round whose side it is, and where it failed.
  const turned = failure.comparison === 'others-failing-same-gateway' && failure.side === 'site';
  const sure = CERTAINTY[turned ? 'likely' : certainty];
  return (
    <section id="happened" class="sheet" aria-labelledby="happened-name" tabIndex={-1}>
      <p class="eyebrow">
        <Foreign text={failure.site} />
        {failure.status !== null && (
          <span class="code">{t('popupStatus', String(failure.status))}</span>
        )}
      </p>
      <h1 id="happened-name">{headline(failure)}</h1>
      <p class="lead">{turned ? sideWithReason(failure) : sideSentence(failure)}</p>
      {askedBy === 'form' && <p class="notice">{t('askForm')}</p>}
      {askedBy === 'unseen' && <p class="notice">{t('askUnseen')}</p>}
      {!turned && <Chain failure={failure} />}
      <dl class="rows">
        <div>
          <dt>{t('detailsSure')}</dt>
          <dd>
            <strong>{t(sure.word)}</strong>
            <span class="aside">{t(sure.means)}</span>
          </dd>
        </div>
        <ForEveryone failure={failure} />
        <div>
          <dt>{t('detailsFirstSeen')}</dt>
          <dd>
            <Moment at={failure.firstSeenAt} />
          </dd>
        </div>
        {failure.lastSeenAt > failure.firstSeenAt && (
          <div>
            <dt>{t('detailsLastSeen')}</dt>
            <dd>
              <Moment at={failure.lastSeenAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('detailsTries')}</dt>
          <dd>
            {tries.ours > 0 && <p>{plural('detailsTriesOurs', tries.ours)}</p>}
            {tries.visitors > 0 && <p>{plural('detailsTriesYours', tries.visitors)}</p>}
            {tries.ours + tries.visitors === 0 && <p>{t('detailsTriesNone')}</p>}
          </dd>
        </div>
        {failure.address !== '' && (
          <div>
            <dt>{t('detailsAddress')}</dt>
            <dd>
              <Foreign code text={failure.address} />
            </dd>
          </div>
        )}
        {reference !== null && (
          <div>
            <dt>{t('detailsReference')}</dt>
            <dd>
              <span class="reference">
                <Foreign text={reference.name} /> <Foreign code text={reference.value} />
              </span>
              <span class="aside">{t('detailsReferenceHint')}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
