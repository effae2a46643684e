import { foreign, t } from '../platform/i18n';
import type { PopupState } from '../protocol/pages';
import { Icon } from '../ui/Icon';
import { Switch } from '../ui/Switch';
import type { Wish } from './Popup';

/** Automatic tries everywhere; what else can be switched, for this site and in all, is folded away until wanted. */
export function Toggles({ state, onWish }: { state: PopupState; onWish: (wish: Wish) => void }) {
  const { site, siteAutoRetry, leftAlone } = state.tab;
  return (
    <section class="toggles">
      <Switch
        on={state.autoRetry}
        onChange={(on) => onWish({ type: 'popup/auto-retry', body: { site: null, on } })}
      >
        {t('popupAutoRetry')}
      </Switch>
      <details>
        <summary>
          {t('popupSettings')}
          <Icon name="chevron" size={18} />
        </summary>
        {site === null ? null : (
          <>
            <Switch
              on={state.autoRetry && siteAutoRetry && !leftAlone}
              disabled={!state.autoRetry || leftAlone}
              onChange={(on) => onWish({ type: 'popup/auto-retry', body: { site, on } })}
            >
              {t('popupAutoRetryHere', foreign(site))}
            </Switch>
            <Switch
              on={leftAlone}
              onChange={(on) => onWish({ type: 'popup/leave-alone', body: { site, on } })}
            >
              {t('popupLeaveAlone', foreign(site))}
            </Switch>
            <p class="hint">
              {t('popupLeaveAloneHint')} {t('popupSiteHint')}
            </p>
          </>
        )}
        <Switch
          on={state.standIn}
          onChange={(on) => onWish({ type: 'popup/stand-in', body: { on } })}
        >
          {t('popupStandIn')}
        </Switch>
      </details>
      {state.isPrivate ? <p class="hint">{t('popupPrivateSettings')}</p> : null}
    </section>
  );
}
