import { t } from '../../platform/i18n';
import { Fact } from './Fact';
import { WHAT_SYSTEMS_SAY } from './facts';
import { IIS_CODES, SAMPLES } from './systems';

/** What particular systems say, so that their pages are recognised. */
export function Systems() {
  return (
    <div class="group">
      <h3>{t('detailsSystems')}</h3>
      <ul class="facts wide">
        {WHAT_SYSTEMS_SAY.map((id) => (
          <Fact key={id} id={id}>
            {SAMPLES[id] !== undefined && (
              <dl class="samples">
                {SAMPLES[id].map(({ product, text }) => (
                  <div key={product}>
                    <dt>{product}</dt>
                    <dd>
                      <samp lang="en" dir="ltr">
                        {text}
                      </samp>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {id === 'K80' && <IisCodes />}
          </Fact>
        ))}
      </ul>
    </div>
  );
}

function IisCodes() {
  return (
    <>
      <p class="label">{t('detailsIisCodes')}</p>
      <dl class="samples">
        {IIS_CODES.map(({ code, says }) => (
          <div key={code}>
            <dt>
              <code>{code}</code>
            </dt>
            <dd>{t(says)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
