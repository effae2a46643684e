import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Fact } from './Fact';
import { type RemedyFact, WHAT_YOU_CAN_DO } from './facts';
import { fittingRemedies } from './fitting';
import type { OnRemedy } from './RemedyButton';
import { RemedyExtras } from './RemedyExtras';
import { Section } from './Section';

/** Every remedy: those that fit this failure first and in its order, then the others by kind. */
export function WhatYouCanDo({
  failure,
  onRemedy,
}: {
  failure: DetailsFailure | null;
  onRemedy: OnRemedy;
}) {
  const first = failure === null ? [] : fittingRemedies(failure);
  const isFirst: ReadonlySet<RemedyFact> = new Set(first);
  return (
    <Section id="do" name="detailsDo">
      {first.length > 0 ? (
        <div class="group">
          <h3>{t('detailsDoFirst')}</h3>
          <p class="aside">{t('detailsDoFirstHint')}</p>
          <ol class="facts best">
            {first.map((id) => (
              <Fact
                key={id}
                id={id}
                mark="detailsFitsFailure"
                urgent={id === 'K48' && failure?.askedBy === 'form'}
              >
                <RemedyExtras id={id} failure={failure} onRemedy={onRemedy} />
              </Fact>
            ))}
          </ol>
        </div>
      ) : (
        <p>{t('detailsDoIntro')}</p>
      )}
      {WHAT_YOU_CAN_DO.map((group) => {
        const rest: RemedyFact[] = group.facts.filter((id) => !isFirst.has(id));
        if (rest.length === 0) return null;
        return (
          <div key={group.name} class="group">
            <h3>{t(group.name)}</h3>
            <ul class="facts">
              {rest.map((id) => (
                <Fact key={id} id={id}>
                  <RemedyExtras id={id} failure={failure} onRemedy={onRemedy} />
                </Fact>
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}
