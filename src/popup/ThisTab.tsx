import { foreign, t } from '../platform/i18n';
import type { PopupState, TabCommand } from '../protocol/pages';
import { Icon } from '../ui/Icon';
import { check } from '../ui/icons';
import { Failure } from './Failure';
import { Parts, type PartsShown } from './Parts';
import type { Wish } from './Popup';

export interface ThisTabProps {
  readonly state: PopupState;
  /** ms since the epoch */
  readonly now: number;
  readonly parts: PartsShown;
  readonly onWish: (wish: Wish) => void;
  readonly onCheck: () => void;
}

/** What there is to say about the tab that the popup was opened on. */
export function ThisTab({ state, now, parts, onWish, onCheck }: ThisTabProps) {
  const { failure, site, leftAlone, unexplained } = state.tab;
  const command = (name: TabCommand) =>
    onWish({ type: 'popup/tab', body: { command: name } as never });
  if (failure !== null) {
    return (
      <Failure
        failure={failure}
        leftAlone={leftAlone}
        leftAloneByOrganisation={state.tab.leftAloneByOrganisation}
        cardClosed={unexplained !== null}
        now={now}
        onCommand={command}
      />
    );
  }
  if (unexplained !== null) {
    return (
      <section class="this-tab failing">
        <p class="status">{t('popupStatus', String(unexplained))}</p>
        <p>{t('popupUnexplained')}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => command('explain')}>
            {t('popupExplain')}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section class="this-tab well">
      <Icon shape={check} />
      <p>
        {hasFailed(parts) ? null : (
          <strong>{t(site === null ? 'popupNoSite' : 'popupHealthy')}</strong>
        )}
        {site === null ? null : <span class="site">{foreign(site)}</span>}
      </p>
      {parts === undefined ? <p class="hint">{t('popupHealthyMore')}</p> : null}
      {site === null ? null : <Parts parts={parts} onCheck={onCheck} />}
    </section>
  );
}

/** "All is well" beside what failed would be untrue. */
function hasFailed(parts: PartsShown): boolean {
  return typeof parts === 'object' && parts !== null && parts.failed.length > 0;
}
