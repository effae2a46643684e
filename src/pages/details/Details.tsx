import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Brand } from '../../ui/Brand';
import { Contents } from './Contents';
import { type Copying, CopyReport } from './CopyReport';
import { Evidence } from './Evidence';
import { ForTheOwner } from './ForTheOwner';
import type { OnRemedy } from './RemedyButton';
import { WhatHappened } from './WhatHappened';
import { WhatItIs } from './WhatItIs';
import { WhatYouCanDo } from './WhatYouCanDo';
import { WhyItHappens } from './WhyItHappens';

export interface DetailsProps {
  /** What the tab shows; null where it shows no failure, or nobody could say. */
  failure: DetailsFailure | null;
  /** False where the background gave no answer. */
  answered: boolean;
  /** The status of a page that was to be explained and is no server's error; null: none was named. */
  notOurs?: number | null;
  copying: Copying;
  onRemedy: OnRemedy;
}

/** The details page: this failure first, then everything that is true of such failures. */
export function Details({ failure, answered, notOurs = null, copying, onRemedy }: DetailsProps) {
  return (
    <>
      <a class="skip button" href="#do">
        {t('detailsSkip')}
      </a>
      <Brand />
      <main>
        {failure === null ? (
          <General answered={answered} notOurs={notOurs} />
        ) : (
          <WhatHappened failure={failure} />
        )}
        <Contents hasFailure={failure !== null} />
        <WhatItIs status={failure?.status ?? null} />
        <WhyItHappens failure={failure} />
        <WhatYouCanDo failure={failure} onRemedy={onRemedy} />
        <ForTheOwner failure={failure} />
        {failure !== null && <Evidence failure={failure} />}
        {failure !== null && <CopyReport failure={failure} copying={copying} />}
      </main>
    </>
  );
}

function General({ answered, notOurs }: { answered: boolean; notOurs: number | null }) {
  return (
    <div class="sheet general">
      <h1>{t('detailsGeneralHeading')}</h1>
      <p class="lead">
        {notOurs !== null && answered
          ? t('detailsNotOurs', String(notOurs))
          : t(answered ? 'detailsGeneralLead' : 'detailsUnanswered')}
      </p>
    </div>
  );
}
