import { t } from '../platform/i18n';

export interface AccessProps {
  /** The browser was asked, and refused. */
  readonly refused: boolean;
  readonly onAccess: () => void;
}

/** The browser withholds site access: nothing else can be said of this tab, and one button helps. */
export function Access({ refused, onAccess }: AccessProps) {
  return (
    <section class="this-tab notice">
      <p>
        <strong>{t('popupAccess')}</strong>
      </p>
      <p class="hint">{t(refused ? 'popupAccessDenied' : 'popupAccessMore')}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={onAccess}>
          {t('popupAccessButton')}
        </button>
      </div>
    </section>
  );
}
