import { t } from '../../platform/i18n';
import type { CardCommand, CardNext } from '../../protocol/card';
import { nextSentence, triedSentence } from './words';

export interface NextProps {
  readonly next: CardNext;
  readonly tries: number;
  readonly now: number;
  readonly onCommand: (command: CardCommand) => void;
}

/** What happens next, with the way to stop it or to take it up again. */
export function Next({ next, tries, now, onCommand }: NextProps) {
  const action = actionOf(next);
  return (
    <div class={next.kind === 'ask' ? 'next asking' : 'next'}>
      <p>
        {next.kind === 'trying' ? <span class="dots" /> : null}
        {nextSentence(next, now)}
        {/* One of the two, or the card says more than 45 words: what came of the tries is the newer. */}
        {next.kind !== 'wait' ? null : tries > 0 ? (
          <span class="again"> {triedSentence(tries)}</span>
        ) : next.why === 'asked-to-wait' ? (
          ` ${t('askedToWait')}`
        ) : null}
      </p>
      {action === null ? null : (
        // One button whose words change: it keeps the focus when it is pressed.
        <button type="button" onClick={() => onCommand(action)}>
          {t(action === 'stop' ? 'stop' : 'resume')}
        </button>
      )}
    </div>
  );
}

/** What the visitor can do about the tries themselves. */
function actionOf(next: CardNext): 'stop' | 'resume' | null {
  // Also while a try is under way: what has the focus must not go away under the visitor.
  if (next.kind === 'wait' || next.kind === 'trying') return 'stop';
  return next.kind === 'stop' && next.why === 'stopped' ? 'resume' : null;
}
