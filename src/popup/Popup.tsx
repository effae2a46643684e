import { t } from '../platform/i18n';
import type { PageRequest, PopupState } from '../protocol/pages';
import { Logo } from '../ui/Logo';
import { Switch } from '../ui/Switch';
import { Access } from './Access';
import { FailingNow, History, type HistoryActions, type HistoryShown } from './History';
import type { PartsShown } from './Parts';
import { ThisTab } from './ThisTab';
import { Toggles } from './Toggles';
import { Watches } from './Watches';

/** A request without the tab that it is about: the entry knows that. */
export type Wish = {
  [K in WishType]: {
    readonly type: K;
    readonly body: Omit<Extract<PageRequest, { type: K }>['body'], 'tabId'>;
  };
}[WishType];
type WishType = Exclude<Extract<PageRequest['type'], `popup/${string}`>, 'popup/state'>;

export interface PopupProps {
  readonly state: PopupState | 'unanswered';
  /** ms since the epoch */
  readonly now: number;
  /** What just happened, for screen readers. */
  readonly announcement: string;
  /** The browser refused to give site access. */
  readonly accessRefused: boolean;
  /** The browser refused to allow notifications. */
  readonly notificationsRefused: boolean;
  /** The tab that the popup speaks of. */
  readonly tabId: number;
  readonly history: HistoryShown;
  readonly parts: PartsShown;
  readonly onWish: (wish: Wish) => void;
  readonly onAccess: () => void;
  readonly onAllow: () => void;
  readonly onCheck: () => void;
  readonly onSettings: () => void;
  readonly historyActions: HistoryActions;
}

export function Popup(props: PopupProps) {
  const { state, now, announcement, accessRefused, notificationsRefused } = props;
  const { onWish, onAccess, onAllow, onCheck } = props;
  const title = (
    <h1>
      <Logo size={24} />
      {t('extensionName')}
    </h1>
  );
  if (state === 'unanswered') {
    return (
      <main class="popup" tabIndex={-1}>
        <header>{title}</header>
        <p class="this-tab notice">{t('popupError')}</p>
      </main>
    );
  }
  const history = {
    shown: props.history,
    isPrivate: state.isPrivate,
    tabId: props.tabId,
    now,
    actions: props.historyActions,
  };
  return (
    <main class="popup" tabIndex={-1}>
      <header>
        {title}
        <Switch on={state.on} onChange={(on) => onWish({ type: 'popup/switch', body: { on } })}>
          <span class="visually-hidden">{t('extensionName')}</span>
          <span class="on-off" aria-hidden="true">
            {t(state.on ? 'popupSwitchOn' : 'popupSwitchOff')}
          </span>
        </Switch>
      </header>
      {!state.on ? (
        <section class="this-tab">
          <p>
            <strong>{t('popupOffTitle')}</strong>
          </p>
          <p class="hint">{t('popupOff')}</p>
        </section>
      ) : !state.access ? (
        <Access refused={accessRefused} onAccess={onAccess} />
      ) : (
        <ThisTab state={state} now={now} parts={props.parts} onWish={onWish} onCheck={onCheck} />
      )}
      <FailingNow {...history} />
      <Watches
        state={state}
        now={now}
        refused={notificationsRefused}
        onWish={onWish}
        onAllow={onAllow}
      />
      {state.on && state.access ? (
        <Toggles state={state} onWish={onWish} onSettings={props.onSettings} />
      ) : null}
      <History {...history} />
      <div class="visually-hidden" role="status">
        {announcement}
      </div>
    </main>
  );
}
