import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Foreign } from './Foreign';
import { observations, observedSentence } from './observed';
import { Section } from './Section';
import { CERTAINTY, claim, evidenceKind } from './verdict';

type Item = DetailsFailure['evidence'][number];

/** What was observed, and what each piece is good for. */
export function Evidence({ failure }: { failure: DetailsFailure }) {
  const { reason, status } = failure;
  const hasReason = reason !== null && reason !== '';
  const statusLine = hasReason ? `${status} ${reason}` : String(status);
  const sure = CERTAINTY[failure.certainty];
  return (
    <Section id="evidence" name="detailsEvidence">
      <p>{t('detailsEvidenceIntro')}</p>
      <dl class="rows sheet">
        <div>
          <dt>{t('detailsStatusLine')}</dt>
          <dd>
            <Foreign code text={statusLine} />
            {!hasReason && <span class="aside">{t('detailsNoReason')}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('detailsSure')}</dt>
          <dd>
            <strong>{t(sure.word)}</strong>
            <span class="aside">{t(sure.means)}</span>
          </dd>
        </div>
      </dl>
      <ul class="evidence">
        {observations(failure).map((item, at) => (
          <li key={at}>
            <p class="label">
              <span>{t(evidenceKind(item.kind))}</span>
              {item.name !== undefined && <Foreign code text={item.name} />}
            </p>
            <Observed item={item} />
            <p class="aside">{t(claim(item.speaksFor))}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Observed({ item }: { item: Item }) {
  const sentence = observedSentence(item);
  if (sentence !== null) return <p>{sentence}</p>;
  return (
    <p class="observed">
      <Foreign code text={item.value} />
    </p>
  );
}
