import { foreign, t } from '../../platform/i18n';
import type { CardCommand, CardView } from '../../protocol/card';
import { Icon } from '../Icon';
import { bell, chevron, close, fold, type IconShape } from '../icons';
import { Logo } from '../Logo';
import { Next } from './Next';
import { Remedies } from './Remedies';
import { outcomeSentence } from './remedy-words';
import { headline, isWatchOffered, sideWithReason } from './words';

export interface CardProps {
  readonly view: CardView;
  /** ms since the epoch, for the countdown. */
  readonly now: number;
  readonly remediesOpen: boolean;
  readonly onCommand: (command: CardCommand) => void;
  /** null: this tab has no page before this one (the form opened a new tab). */
  readonly onBack: (() => void) | null;
  readonly onRemedies: () => void;
  /** null: it can't be made small here. */
  readonly onFold: (() => void) | null;
}

/** The card at rest: what happened, whose side it is, what happens next, and what one can do. */
export function Card({
  view,
  now,
  remediesOpen,
  onCommand,
  onBack,
  onRemedies,
  onFold,
}: CardProps) {
  const asks = view.next.kind === 'ask';
  const isBack = view.next.kind === 'back';
  const canTell = view.watch === 'yes' && !isWatchOffered(view.next, view.watch) && !isBack;
  return (
    <section class="card" aria-label={t('cardLabel')} tabIndex={-1}>
      <div class="card-head">
        <Logo size={24} />
        <h2>{headline(view)}</h2>
        {onFold === null ? null : <IconButton label={t('fold')} shape={fold} onClick={onFold} />}
        <IconButton label={t('dismiss')} shape={close} onClick={() => onCommand('dismiss')} />
      </div>
      {asks || isBack ? null : <p class="side">{sideWithReason(view)}</p>}
      <Next
        next={view.next}
        tries={view.tries}
        watch={view.watch}
        expected={view.expected}
        now={now}
        onCommand={onCommand}
      />
      {view.outcome === null ? null : <p class="outcome">{outcomeSentence(view.outcome)}</p>}
      <div class="buttons">
        {asks ? (
          <Asking
            onBack={view.next.kind === 'ask' && view.next.why === 'form' ? onBack : null}
            onCommand={onCommand}
          />
        ) : (
          <button
            type="button"
            class="primary"
            aria-disabled={view.next.kind === 'trying'}
            onClick={() => {
              if (view.next.kind !== 'trying') onCommand('try-now');
            }}
          >
            {t(isBack ? 'openNow' : 'tryNow')}
          </button>
        )}
        {view.remedies.length === 0 ? null : (
          <button
            type="button"
            class="quiet whatelse"
            aria-expanded={remediesOpen}
            onClick={onRemedies}
          >
            {t('whatElse')}
            <Icon shape={chevron} size={18} />
          </button>
        )}
        <button type="button" class="quiet" onClick={() => onCommand('details')}>
          {t('more')}
        </button>
      </div>
      {remediesOpen && canTell ? (
        <button type="button" class="tell-me" onClick={() => onCommand('tell-me')}>
          <Icon shape={bell} size={18} />
          {t('tellMe')}
        </button>
      ) : null}
      {remediesOpen ? <Remedies view={view} onCommand={onCommand} /> : null}
      {view.help === null ? null : <HelpDesk help={view.help} onCommand={onCommand} />}
    </section>
  );
}

function IconButton({
  label,
  shape,
  onClick,
}: {
  label: string;
  shape: IconShape;
  onClick: () => void;
}) {
  return (
    <button type="button" class="icon" aria-label={label} title={label} onClick={onClick}>
      <Icon shape={shape} size={18} />
    </button>
  );
}

/** Where the visitor's organisation gives help, in its own words. */
function HelpDesk({
  help: { text, isLink },
  onCommand,
}: {
  help: NonNullable<CardView['help']>;
  onCommand: (command: CardCommand) => void;
}) {
  const words = text === null ? t('helpDesk') : foreign(text);
  return (
    <div class="help-desk">
      <p>{t('helpFromOrganisation')}</p>
      {isLink ? (
        <button type="button" class="quiet help-link" onClick={() => onCommand('help')}>
          {words}
        </button>
      ) : (
        <p>{words}</p>
      )}
    </div>
  );
}

/** Where a form may have been sent, nothing here sends it again. */
function Asking({
  onBack,
  onCommand,
}: {
  onBack: (() => void) | null;
  onCommand: (command: CardCommand) => void;
}) {
  return (
    <>
      {onBack === null ? null : (
        <button type="button" class="primary" onClick={onBack}>
          {t('backToForm')}
        </button>
      )}
      <button
        type="button"
        class={onBack === null ? 'primary' : ''}
        onClick={() => onCommand('open')}
      >
        {t('openWithoutForm')}
      </button>
    </>
  );
}
