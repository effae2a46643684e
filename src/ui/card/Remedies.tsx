import { t } from '../../platform/i18n';
import type { CardCommand, CardView } from '../../protocol/card';
import { actLabel } from './remedy-words';
import { remedySentences } from './words';

/** Those that cost nothing, so that a click which a page has lured out does no harm. */
const ON_CARD: Readonly<Record<string, { act: 'K31' | 'K37'; command: CardCommand }>> = {
  K31: { act: 'K31', command: 'past-cache' },
  K37: { act: 'K37', command: 'clear-files' },
};

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
          const own = ON_CARD[id];
          return (
            <li key={id}>
              {text}
              {own !== undefined && acts.includes(own.act) ? (
                <button type="button" class="act" onClick={() => onCommand(own.command)}>
                  {actLabel(own.act, acts)}
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
