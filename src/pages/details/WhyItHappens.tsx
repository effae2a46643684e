import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Fact } from './Fact';
import { type CauseFact, WHY_IT_HAPPENS } from './facts';
import { causeSentence, fittingCauses } from './fitting';
import { Section } from './Section';

/** The causes, those that fit the failure marked. */
export function WhyItHappens({ failure }: { failure: DetailsFailure | null }) {
  const fitting = failure === null ? new Set<CauseFact>() : fittingCauses(failure);
  return (
    <Section id="why" name="detailsWhy">
      <p class={failure === null ? undefined : 'verdict'}>
        {t(failure === null ? 'detailsWhyIntro' : causeSentence(failure))}
      </p>
      {fitting.size > 0 && <p class="aside">{t('detailsWhyMarked')}</p>}
      {WHY_IT_HAPPENS.map((group) => (
        <div key={group.name} class="group">
          <h3>{t(group.name)}</h3>
          <ul class="facts">
            {group.facts.map((id) => (
              <Fact key={id} id={id} mark={fitting.has(id) ? 'detailsFits' : null} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
