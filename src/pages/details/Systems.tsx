import { t } from '../../platform/i18n';
import { Fact } from './Fact';
import { type SystemFact, WHAT_SYSTEMS_SAY } from './facts';
import { IIS_CODES, QUOTES, SAMPLES } from './systems';

/** What particular systems say, so that their pages are recognised. */
export function Systems() {
  return (
    <div class="group">
      <h3>{t('detailsSystems')}</h3>
      <ul class="facts wide">
        {WHAT_SYSTEMS_SAY.map((id) => (
          <Fact key={id} id={id}>
            <Samples id={id} />
            {id === 'K80' && <IisCodes />}
          </Fact>
        ))}
      </ul>
    </div>
  );
}

function Samples({ id }: { id: SystemFact }) {
  const quote = QUOTES[id];
  if (quote !== undefined) return <p class="observed">{sample(quote)}</p>;
  const samples = SAMPLES[id];
  if (samples === undefined) return null;
  return (
    <dl class="samples">
      {samples.map(({ product, text }) => (
        <div key={product}>
          <dt translate={false}>{product}</dt>
          <dd>{sample(text)}</dd>
        </div>
      ))}
    </dl>
  );
}

function sample(text: string) {
  return (
    <samp lang="en" dir="ltr" translate={false}>
      {text}
    </samp>
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
