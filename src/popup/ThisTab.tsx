import { foreign, t } from '../platform/i18n';
import type { PopupState, TabCommand } from '../protocol/pages';
import { headline, nextSentence, sideSentence } from '../ui/card/words';
import { Icon } from '../ui/Icon';
import type { Wish } from './Popup';

export interface ThisTabProps {
  readonly state: PopupState;
  readonly now: number;
  readonly onWish: (wish: Wish) => void;
}

/** What there is to say about the tab that the popup was opened on. */
export function ThisTab({ state, now, onWish }: ThisTabProps) {
  const { failure, site, unexplained } = state.tab;
  const command = (name: TabCommand) =>
    onWish({ type: 'popup/tab', body: { command: name } as never });
  if (failure !== null) {
    return (
      <Failure failure={failure} leftAlone={state.tab.leftAlone} now={now} onCommand={command} />
    );
  }
  if (unexplained !== null) {
    return (
      <section class="this-tab failing">
        <p>{t('popupUnexplained', String(unexplained))}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => command('explain')}>
            {t('popupExplain')}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section class="this-tab">
      <p class="well">
        <Icon name="check" />
        <strong>{t(site === null ? 'popupNoSite' : 'popupHealthy')}</strong>
      </p>
      <p class="hint">{t('popupHealthyMore')}</p>
      {site === null ? null : <p class="hint site">{foreign(site)}</p>}
    </section>
  );
}

interface FailureProps {
  readonly failure: NonNullable<PopupState['tab']['failure']>;
  readonly leftAlone: boolean;
  readonly now: number;
  readonly onCommand: (command: TabCommand) => void;
}

function Failure({ failure, leftAlone, now, onCommand }: FailureProps) {
  const { view, hasCard } = failure;
  const asks = view.next.kind === 'ask';
  // Where no card stands nothing counts down, and nothing is promised.
  const speaks = hasCard && !leftAlone;
  return (
    <section class="this-tab failing">
      <p class="status">{t('popupStatus', String(view.status))}</p>
      <h2>{headline(view.status, view.site)}</h2>
      {asks ? (
        <p class="hint">{t('popupFormSent')}</p>
      ) : (
        <p class="hint">
          {sideSentence(view)} {speaks ? nextSentence(view.next, now) : null}
        </p>
      )}
      <div class="buttons">
        {asks ? (
          <button type="button" onClick={() => onCommand('open')}>
            {t('openWithoutForm')}
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            aria-disabled={view.next.kind === 'trying'}
            onClick={() => {
              if (view.next.kind !== 'trying') onCommand('try-now');
            }}
          >
            {t('tryNow')}
          </button>
        )}
        {speaks && view.next.kind === 'wait' ? (
          <button type="button" onClick={() => onCommand('stop')}>
            {t('stop')}
          </button>
        ) : null}
        {speaks && view.next.kind === 'stop' && view.next.why === 'stopped' ? (
          <button type="button" onClick={() => onCommand('resume')}>
            {t('resume')}
          </button>
        ) : null}
        <button type="button" class="quiet" onClick={() => onCommand('details')}>
          {t('popupDetails')}
        </button>
      </div>
    </section>
  );
}
