import type { Act } from '../core/remedies/actions';
import { t } from '../platform/i18n';
import type { CardView } from '../protocol/card';
import type { TabCommand } from '../protocol/pages';
import { actLabel, outcomeSentence } from '../ui/card/remedy-words';
import { Icon } from '../ui/Icon';
import { chevron } from '../ui/icons';

const COMMANDS: Readonly<Record<Act, TabCommand>> = {
  K31: 'past-cache',
  K37: 'clear-files',
  K38: 'clear-data',
  K47: 'archive',
};

/** The remedies that Backsoon can carry out itself, folded away until they are wanted. */
export function Remedies({
  view: { acts, outcome },
  onCommand,
}: {
  view: CardView;
  onCommand: (command: TabCommand) => void;
}) {
  return (
    <>
      <details class="acts">
        <summary>
          {t('whatElse')}
          <Icon shape={chevron} size={18} />
        </summary>
        {acts.map((act) => (
          <p key={act}>
            <button type="button" onClick={() => onCommand(COMMANDS[act])}>
              {actLabel(act, acts)}
            </button>
            {act === 'K47' ? <span class="hint">{t('actArchiveHint')}</span> : null}
          </p>
        ))}
      </details>
      <p class="hint" role="status">
        {outcome === null ? '' : outcomeSentence(outcome)}
      </p>
    </>
  );
}
