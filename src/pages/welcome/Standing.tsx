import { t } from '../../platform/i18n';
import { Icon } from '../../ui/Icon';
import { check } from '../../ui/icons';

/** Whether Backsoon can see pages, and how that came. `given`: while this page was open. */
export type Standing = 'ready' | 'given' | 'withheld' | 'refused';

/** Where the browser withholds site access nothing works: that is said in plain sight, with one button. */
export function StandingNotice({
  standing,
  onAccess,
}: {
  standing: Standing;
  onAccess: () => void;
}) {
  if (standing === 'ready' || standing === 'given') {
    return (
      <p class="standing good" tabIndex={-1}>
        <Icon shape={check} />
        {t(standing === 'given' ? 'welcomeReadyNow' : 'welcomeReady')}
      </p>
    );
  }
  return (
    <div class="standing asking">
      <p>
        <strong>{t('popupAccess')}</strong>
      </p>
      <p>{t(standing === 'refused' ? 'popupAccessDenied' : 'popupAccessMore')}</p>
      <button type="button" class="primary" onClick={onAccess}>
        {t('popupAccessButton')}
      </button>
    </div>
  );
}
