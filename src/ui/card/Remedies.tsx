import { t } from '../../platform/i18n';
import type { CardCommand, CardView } from '../../protocol/card';
import { actLabel } from './remedy-words';
import { remedySentences } from './words';

/** Those that cost nothing, so that a click which a page has lured out does no harm. */
const ON_CARD: ReadonlyMap<string, CardCommand> = new Map([
  ['K31', 'past-cache'],
  ['K37', 'clear-files'],
]);

/** What else one can do; what Backsoon can do itself has a button. */
export function Remedies({
  view: { remedies, acts },
  onCommand,
}: {
  view: CardView;
  onCommand: (command: CardCommand) => void;
}) {
  return (
    <>
      <ol class="remedies">
        {remedySentences(remedies).map(({ id, text }) => {
          const act = acts.find((each) => each === id);
          const command = ON_CARD.get(id);
          return (
            <li key={id}>
              {text}
              {act !== undefined && command !== undefined ? (
                <button type="button" class="act" onClick={() => onCommand(command)}>
                  {actLabel(act, acts)}
                </button>
              ) : null}
            </li>
          );
        })}
      </ol>
      <button type="button" class="quiet copy" onClick={() => onCommand('copy')}>
        {t('actCopy')}
      </button>
    </>
  );
}
