import { foreign, t } from '../platform/i18n';
import type { PopupState } from '../protocol/pages';
import { Icon } from '../ui/Icon';
import { chevron } from '../ui/icons';
import { Switch } from '../ui/Switch';
import type { Wish } from './Popup';

export interface TogglesProps {
  readonly state: PopupState;
  readonly onWish: (wish: Wish) => void;
  /** Opens the page with all settings. */
  readonly onSettings: () => void;
}

/** Automatic tries everywhere; what else can be switched, for this site and in all, is folded away until wanted. */
export function Toggles({ state, onWish, onSettings }: TogglesProps) {
  const { site, siteAutoRetry, leftAlone, leftAloneByOrganisation } = state.tab;
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
          <Icon shape={chevron} size={18} />
        </summary>
        {site === null ? null : (
          <>
            <Switch
              on={siteAutoRetry && !leftAlone}
              // With a rule of its own a site may be tried though the others are not.
              disabled={leftAlone || (!state.autoRetry && !siteAutoRetry)}
              onChange={(on) => onWish({ type: 'popup/auto-retry', body: { site, on } })}
            >
              {t('popupAutoRetryHere', foreign(site))}
            </Switch>
            <Switch
              on={leftAlone}
              disabled={leftAloneByOrganisation}
              onChange={(on) => onWish({ type: 'popup/leave-alone', body: { site, on } })}
            >
              {t('popupLeaveAlone', foreign(site))}
            </Switch>
            <p class="hint">
              {leftAloneByOrganisation ? t('settingsSitesTheirs') : t('popupLeaveAloneHint')}{' '}
              {t('popupSiteHint')}
            </p>
          </>
        )}
        <Switch
          on={state.standIn}
          onChange={(on) => onWish({ type: 'popup/stand-in', body: { on } })}
        >
          {t('popupStandIn')}
        </Switch>
        <button type="button" class="all-settings" onClick={onSettings}>
          {t('popupAllSettings')}
        </button>
      </details>
      {state.isPrivate ? <p class="hint">{t('popupPrivateSettings')}</p> : null}
    </section>
  );
}
