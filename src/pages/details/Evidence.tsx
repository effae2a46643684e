import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { observations, observedSentence } from '../../ui/report/observed';
import { CERTAINTY, claim, evidenceKind } from '../../ui/report/verdict';
import { Foreign } from './Foreign';
import { Section } from './Section';

type Item = DetailsFailure['evidence'][number];

/** What was observed, and what each piece is good for. */
export function Evidence({ failure }: { failure: DetailsFailure }) {
  const { reason, status } = failure;
  const hasReason = reason !== null && reason !== '';
  const statusLine = hasReason ? `${status} ${reason}` : String(status);
  // Of what the visitor's proxy answered the browser gives the code alone, whatever came with it.
  const isAnswer = !failure.evidence.some(({ kind }) => kind === 'error');
  const sure = CERTAINTY[failure.certainty];
  return (
    <Section id="evidence" name="detailsEvidence">
      <p>{t('detailsEvidenceIntro')}</p>
      <dl class="rows sheet">
        <div>
          <dt>{t('detailsStatusLine')}</dt>
          <dd>
            {status === null ? t('detailsUnansweredStatus') : <Foreign code text={statusLine} />}
            {isAnswer && !hasReason && <span class="aside">{t('detailsNoReason')}</span>}
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
