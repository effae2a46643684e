import { t } from '../platform/i18n';
import type { CardNext, CardView } from '../protocol/card';
import type { PopupState, TabCommand } from '../protocol/pages';
import { expectationSentence, headline, nextSentence, sideWithReason } from '../ui/card/words';
import { Icon } from '../ui/Icon';
import { bell, check } from '../ui/icons';
import { Remedies } from './Remedies';

export interface FailureProps {
  readonly failure: NonNullable<PopupState['tab']['failure']>;
  readonly leftAlone: boolean;
  /** Then the visitor can't change it. */
  readonly leftAloneByOrganisation: boolean;
  /** The visitor closed the card; it can be had again. */
  readonly cardClosed: boolean;
  /** ms since the epoch, for the countdown. */
  readonly now: number;
  readonly onCommand: (command: TabCommand) => void;
}

/** A failing tab in short: what happened, whose side it is, what happens next, what one can do. */
export function Failure({
  failure,
  leftAlone,
  leftAloneByOrganisation,
  cardClosed,
  now,
  onCommand,
}: FailureProps) {
  const { view, hasCard } = failure;
  const { next } = view;
  const isBack = next.kind === 'back';
  return (
    <section class="this-tab failing">
      {view.status === null ? null : <p class="status">{t('popupStatus', String(view.status))}</p>}
      <h2>{headline(view)}</h2>
      {next.kind === 'ask' || isBack ? null : <p class="hint">{sideWithReason(view)}</p>}
      <div class={next.kind === 'ask' ? 'next asking' : isBack ? 'next good' : 'next'}>
        {isBack ? <Icon shape={check} size={18} /> : null}
        <p>
          {whatComesNext(next, { hasCard, leftAlone, leftAloneByOrganisation, cardClosed }, now)}
        </p>
        {hasCard ? <StopOrResume next={next} onCommand={onCommand} /> : null}
      </div>
      {view.expected === null ? null : <p class="hint">{expectationSentence(view.expected)}</p>}
      <div class="buttons">
        {next.kind === 'ask' ? (
          <button type="button" class="primary" onClick={() => onCommand('open')}>
            {t('openWithoutForm')}
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            aria-disabled={next.kind === 'trying'}
            onClick={() => {
              if (next.kind !== 'trying') onCommand('try-now');
            }}
          >
            {t(isBack ? 'openNow' : 'tryNow')}
          </button>
        )}
        {cardClosed && !leftAlone ? (
          <button type="button" class="quiet" onClick={() => onCommand('explain')}>
            {t('popupShowCard')}
          </button>
        ) : null}
        <button type="button" class="quiet" onClick={() => onCommand('details')}>
          {t('popupDetails')}
        </button>
        {view.watch === 'yes' && !isBack ? (
          <button type="button" class="tell-me" onClick={() => onCommand('tell-me')}>
            <Icon shape={bell} size={18} />
            {t('tellMe')}
          </button>
        ) : null}
      </div>
      <Remedies view={view} onCommand={onCommand} />
      <Watched watch={view.watch} />
    </section>
  );
}

/** What became of "Tell me when it's back", or why it isn't there. */
function Watched({ watch }: { watch: CardView['watch'] }) {
  if (watch === 'yes' || watch === 'no') return null;
  return <p class="hint">{t(watch === 'on' ? 'tellMeOn' : 'tellMePrivate')}</p>;
}

/** Where no card stands nothing counts down, and nothing is promised. */
function whatComesNext(
  next: CardNext,
  {
    hasCard,
    leftAlone,
    leftAloneByOrganisation,
    cardClosed,
  }: Pick<FailureProps, 'leftAlone' | 'leftAloneByOrganisation' | 'cardClosed'> & {
    hasCard: boolean;
  },
  now: number,
): string {
  if (next.kind === 'ask')
    return next.why === 'form' ? t('popupFormSent') : nextSentence(next, now);
  if (hasCard || next.kind === 'trying') return nextSentence(next, now);
  if (leftAlone) return t(leftAloneByOrganisation ? 'settingsSitesTheirs' : 'popupLeftAlone');
  return t(cardClosed ? 'popupCardClosed' : 'popupNoCard');
}

/** One button with two meanings: whoever presses it with a key still has it afterwards. */
function StopOrResume({
  next,
  onCommand,
}: {
  next: CardNext;
  onCommand: (command: TabCommand) => void;
}) {
  const command =
    next.kind === 'wait'
      ? 'stop'
      : next.kind === 'stop' && next.why === 'stopped'
        ? 'resume'
        : null;
  if (command === null) return null;
  return (
    <button type="button" onClick={() => onCommand(command)}>
      {t(command)}
    </button>
  );
}
