import { t } from '../platform/i18n';
import { Icon } from '../ui/Icon';
import { close } from '../ui/icons';

/** Said once after an update, until it is closed. */
export function Updated({ version, onSeen }: { version: string; onSeen: () => void }) {
  return (
    <div class="updated">
      <p class="hint">{t('popupUpdated', version)}</p>
      <button
        type="button"
        class="icon"
        aria-label={t('dismiss')}
        title={t('dismiss')}
        onClick={onSeen}
      >
        <Icon shape={close} size={16} />
      </button>
    </div>
  );
}
