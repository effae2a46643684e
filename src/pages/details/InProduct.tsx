import { foreign, t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { nameKey } from './facts';
import { causesOfStatus } from './fitting';
import type { LogPlace } from './owner/entry';
import { ownerMeaning, TRAP_WORDS } from './owner/meaning';
import { ownerEntry, trapsOf } from './owner/products';
import { statusPageOf } from './status-pages';

/** What this page means in the product that made it, and where its owner looks. */
export function InProduct({ failure }: { failure: DetailsFailure }) {
  const { gateway } = failure;
  if (gateway === null) return null;
  const product = foreign(gateway.product);
  const entry = ownerEntry(gateway.family) ?? {};
  const causes = causesOfStatus(entry.causes, failure);
  const statusPage = statusPageOf(gateway.family);
  return (
    <div class="sheet in-product">
      <h3>{t('detailsInProduct', product)}</h3>
      <p class="verdict">{t(ownerMeaning(failure), product)}</p>
      {trapsOf(entry, failure).map((trap) => (
        <p key={trap} class="notice">
          {t(TRAP_WORDS[trap], product)}
        </p>
      ))}
      <dl class="rows">
        {causes.length > 0 && (
          <div>
            <dt>{t('detailsInProductCauses')}</dt>
            <dd>
              <ul class="points">
                {causes.map((id) => (
                  <li key={id}>{t(nameKey(id))}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {entry.logs !== undefined && (
          <div>
            <dt>{t('detailsInProductLogs')}</dt>
            <dd>{entry.logs.map(logPlace)}</dd>
          </div>
        )}
        {entry.commands !== undefined && (
          <div>
            <dt>{t('detailsInProductCommands')}</dt>
            <dd>{entry.commands.map(line)}</dd>
          </div>
        )}
        {entry.settings !== undefined && (
          <div>
            <dt>{t('detailsInProductSettings')}</dt>
            <dd>{words(entry.settings)}</dd>
          </div>
        )}
        {(entry.about !== undefined || statusPage !== null) && (
          <div>
            <dt>{t('detailsInProductRead')}</dt>
            <dd>
              {entry.about !== undefined && (
                <p>
                  <a href={entry.about} rel="noreferrer">
                    {t('detailsInProductAbout', product)}
                  </a>
                </p>
              )}
              {statusPage !== null && (
                <p>
                  <a href={statusPage} rel="noreferrer">
                    {t('detailsStatusPage', product)}
                  </a>
                </p>
              )}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function logPlace({ place, lookFor }: LogPlace) {
  return (
    <div key={place} class="log">
      {line(place)}
      {lookFor !== undefined && (
        <>
          <p class="aside">{t('detailsInProductLookFor')}</p>
          {words(lookFor)}
        </>
      )}
    </div>
  );
}

function words(texts: readonly string[]) {
  return (
    <ul class="words">
      {texts.map((text) => (
        <li key={text}>
          <code dir="ltr" translate={false}>
            {text}
          </code>
        </li>
      ))}
    </ul>
  );
}

/** A name or a command of the product's own: in no language, from left to right. */
function line(text: string) {
  return (
    <p key={text} class="literal">
      <code dir="ltr" translate={false}>
        {text}
      </code>
    </p>
  );
}
