import { t } from '../../platform/i18n';
import type { CardCommand, CardNext, CardView } from '../../protocol/card';
import { Icon } from '../Icon';
import { check } from '../icons';
import { expectationInShort, isWatchOffered, nextSentence, triedSentence } from './words';

export interface NextProps {
  readonly next: CardNext;
  readonly tries: number;
  readonly watch: CardView['watch'];
  readonly expected: CardView['expected'];
  readonly now: number;
  readonly onCommand: (command: CardCommand) => void;
}

/** What happens next, with the way to stop it or to take it up again. */
export function Next({ next, tries, watch, expected, now, onCommand }: NextProps) {
  const action = actionOf(next, watch);
  const again = besides({ next, tries, watch, expected });
  return (
    <div class={looksOf(next, action)}>
      {next.kind === 'wait' ? <RunningDown until={next.until} now={now} /> : null}
      <p>
        {next.kind === 'trying' ? <span class="dots" /> : null}
        {next.kind === 'back' ? <Icon shape={check} size={18} /> : null}
        {nextSentence(next, now)}
        {again === null ? null : <span class="again"> {again}</span>}
      </p>
      {action === null ? null : (
        // One button whose words change: it keeps the focus when it is pressed.
        <button type="button" onClick={() => onCommand(action)}>
          {t(ACTIONS[action])}
        </button>
      )}
    </div>
  );
}

/**
 * What is said beside it. One thing, or the card says more than 45 words: what the visitor asked for comes
 * first, then what helps most to wait.
 */
function besides({ next, tries, watch, expected }: Omit<NextProps, 'now' | 'onCommand'>) {
  if (watch === 'on' && next.kind !== 'trying' && next.kind !== 'back') return t('tellMeOn');
  if (next.kind !== 'wait') return null;
  if (expected !== null) return expectationInShort(expected);
  if (tries > 0) return triedSentence(tries);
  return next.why === 'asked-to-wait' ? t('askedToWait') : null;
}

/** The wait that is shown and how long it was at first, in ms: a card that was folded goes on from there. */
let shown = { until: 0, length: 0 };

/** A line that runs down to the next try; where it stands comes from the stored deadline each second. */
function RunningDown({ until, now }: { until: number; now: number }) {
  const left = Math.max(0, until - now);
  if (shown.until !== until || shown.length < left) shown = { until, length: left };
  // It glides for a second to where the next look will find it.
  const share = left > 1_000 ? (left - 1_000) / shown.length : 0;
  return <i key={until} class="line" style={`--left:${share}`} />;
}

function looksOf({ kind }: CardNext, action: keyof typeof ACTIONS | null): string {
  if (kind === 'ask') return 'next asking';
  if (kind === 'back') return 'next good';
  return action === 'tell-me' ? 'next telling' : 'next';
}

const ACTIONS = { stop: 'stop', resume: 'resume', 'tell-me': 'tellMe' } as const;

/** What the visitor can do about the tries themselves, or have done where there are none. */
function actionOf(next: CardNext, watch: CardView['watch']): keyof typeof ACTIONS | null {
  // Also while a try is under way: what has the focus must not go away under the visitor.
  if (next.kind === 'wait' || next.kind === 'trying' || next.kind === 'pause') return 'stop';
  if (next.kind !== 'stop') return null;
  if (next.why === 'stopped') return 'resume';
  return isWatchOffered(next, watch) ? 'tell-me' : null;
}
