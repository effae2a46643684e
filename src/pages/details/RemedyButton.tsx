import type { Act } from '../../core/remedies/actions';
import { t } from '../../platform/i18n';
import type { DetailsFailure, RemedyCommand } from '../../protocol/pages';
import { actLabel, outcomeSentence } from '../../ui/card/remedy-words';
import { Foreign } from './Foreign';

export type OnRemedy = (command: RemedyCommand) => void;

const COMMANDS: Readonly<Record<Act, RemedyCommand>> = {
  K31: 'past-cache',
  K37: 'clear-files',
  K38: 'clear-data',
  K47: 'archive',
};

/** Has Backsoon do what the remedy says, and tells in its place how that went. */
export function RemedyButton({
  act,
  failure: { acts, archive, outcome },
  onRemedy,
}: {
  act: Act;
  failure: DetailsFailure;
  onRemedy: OnRemedy;
}) {
  return (
    <>
      {act === 'K47' && archive !== null && (
        <p>
          {t('actArchiveHint')} <Foreign code text={archive} />
        </p>
      )}
      <p class="act">
        <button type="button" onClick={() => onRemedy(COMMANDS[act])}>
          {actLabel(act, acts)}
        </button>
        <span role="status">{outcome?.remedy === act ? outcomeSentence(outcome) : ''}</span>
      </p>
    </>
  );
}
