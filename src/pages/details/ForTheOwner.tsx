import { t } from '../../platform/i18n';
import type { DetailsFailure } from '../../protocol/pages';
import { Fact } from './Fact';
import { FOR_THE_OWNER, type OwnerFact } from './facts';
import { fittingOwnerFacts } from './fitting';
import { InProduct } from './InProduct';
import { Prevention } from './Prevention';
import { Section } from './Section';
import { SeenFromOutside } from './SeenFromOutside';
import { Systems } from './Systems';

/** What those who run the site can look at, where to start marked; then what known systems say. */
export function ForTheOwner({ failure }: { failure: DetailsFailure | null }) {
  const start = failure === null ? new Set<OwnerFact>() : fittingOwnerFacts(failure);
  return (
    <Section id="owner" name="detailsOwner">
      <p>{t('detailsOwnerIntro')}</p>
      {failure !== null && <SeenFromOutside failure={failure} />}
      {failure !== null && <InProduct failure={failure} />}
      {FOR_THE_OWNER.map((group) => (
        <div key={group.name} class="group">
          <h3>{t(group.name)}</h3>
          <ul class="facts">
            {group.facts.map((id) => (
              <Fact key={id} id={id} mark={start.has(id) ? 'detailsStartHere' : null}>
                {id === 'K71' && <Prevention />}
              </Fact>
            ))}
          </ul>
        </div>
      ))}
      <Systems />
    </Section>
  );
}
